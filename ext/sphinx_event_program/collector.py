"""Python's garbage collector, told what lives as long as a build.

A collection looks at every object that may be garbage. Of what an event is made of none
is, nor of all that Sphinx and its libraries have loaded before; and what writes pages
leaves little behind that is not freed at once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects between two collections; Python's own number is 700 or 2,000.
_NEW_OBJECTS = 5_000


@contextmanager
def few_collections() -> Iterator[None]:
    """While much is made that stays, or that goes by itself."""
    thresholds = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
