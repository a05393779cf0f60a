"""Docutils nodes, the views that make them from records, and their writers for each family of builders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_event_program.render import writers
from sphinx_event_program.render.translations import CATALOG

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_LOCALE = Path(__file__).parents[1] / 'locale'

#: Of two catalogs, the first one's words are taken: after ``setup()`` of ``conf.py``, before they are used.
_BEFORE_OTHERS = 50


def offer_words(app: Sphinx, config: Config) -> None:
    """On ``config-inited``: add the catalogs of the words that pages show."""
    app.add_message_catalog(CATALOG, str(_LOCALE))


def setup(app: Sphinx) -> None:
    """Register the nodes with their writers, and the words that pages show."""
    writers.setup(app)
    app.connect('config-inited', offer_words, priority=_BEFORE_OTHERS)
