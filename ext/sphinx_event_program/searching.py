"""Where a search leads that finds a record, and what it calls it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import sphinx

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_event_program.domain import EventDomain

#: Below the beginning of a name, up to its last full stop: page, type, priority, anchor and the rest of the name.
_Objects: TypeAlias = dict[str, list[tuple[int, int, int, str, str]]]


def lead_to_entries(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """On ``html-collect-pages``, before the search index is written.

    Sphinx leaves out an anchor that can be made of the object's name, as ``session-welcome``
    of ``welcome``, and makes it of the name that is shown in the browser: the link would lead
    nowhere, since what is shown is a title. So for the index, records have no names.
    """
    indexer: Any = getattr(app.builder, 'indexer', None)
    if indexer is not None:
        domain, of_sphinx = cast('EventDomain', app.env.domains['event']), indexer.get_objects

        def get_objects(pages: dict[str, int]) -> _Objects:
            domain.for_search = True
            try:
                found: _Objects = of_sphinx(pages)
            finally:
                domain.for_search = False
            # The types' numbers; Sphinx has no public name for them. Without, names are as safe, and less readable.
            types = getattr(indexer, '_objnames', {})
            ours = {number for number, (name, *_) in types.items() if name == domain.name}
            return _escaped_once(found, ours) if _browser_escapes() else found

        indexer.get_objects = get_objects
    yield from ()


@cache
def _browser_escapes() -> bool:
    """Whether titles are made safe in the browser: since Sphinx 9.0, which makes names of objects safe twice."""
    script = Path(sphinx.__file__).parent / 'themes' / 'basic' / 'static' / 'searchtools.js'
    return '_escapeHTML(title)' in script.read_text(encoding='utf-8')


def _escaped_once(objects: _Objects, types: set[int]) -> _Objects:
    """The same with the names of some types as they are read."""
    found: _Objects = {}
    for prefix, entries in objects.items():
        for page, number, priority, anchor, name in entries:
            ours = number in types
            begin, rest = (unescape(prefix), unescape(name)) if ours else (prefix, name)
            found.setdefault(begin, []).append((page, number, priority, anchor, rest))
    return found
