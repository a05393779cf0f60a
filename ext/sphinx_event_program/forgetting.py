"""What was taken back leaves the search index, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def forget_words(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """On ``html-collect-pages``, between the last page and the writing of the index.

    When a page is written anew, Sphinx takes the page from its words, and keeps words
    that have no page left: the title of a session that is not published any more, or
    a passcode, would stay in ``searchindex.js`` for as long as nobody deletes it.
    """
    indexer = getattr(app.builder, 'indexer', None)
    for name in ('_mapping', '_title_mapping'):
        words: dict[str, set[str]] = getattr(indexer, name, {})
        for word in [word for word, pages in words.items() if not pages]:
            del words[word]
    yield from ()
