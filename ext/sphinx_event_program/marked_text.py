"""Markdown in data, parsed: once for a page and for what a search engine is told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: What can be a mark. A text without any need not be parsed, and parsing is what takes time.
_MARKS = re.compile(
    r'[\\`*_\[\]<>&~|!#\t\r\v\f\0\x1c-\x1f\x85\u2028\u2029]|  $|^ {0,3}(?:[-+=]|\d+[.)])|^ {4}', re.MULTILINE
)
_BLANK_LINES = re.compile(r'\n(?: *\n)+')

#: Deeper than anybody emphasizes; docutils recurses over what it is given.
_DEEPEST_LEVEL = 20


def unmarked(markdown: str) -> list[str] | None:
    """The paragraphs of a text in which nothing can be a mark, and their lines as written; None for any other text."""
    if _MARKS.search(markdown):
        return None
    return [paragraph for paragraph in _BLANK_LINES.split(markdown) if paragraph.strip()]


# The last few: what a page shows of a text is wanted again before the next page is made.
@lru_cache(maxsize=8)
def tokens_of(markdown: str) -> Sequence[Token]:
    """The blocks of a text, as markdown-it-py has them; nobody may change them.

    What is emphasized more than 20 levels deep stands there as it is written.
    """
    from markdown_it.token import Token

    tokens = _parser().parse(markdown)
    for token in tokens:
        children = token.children or []
        if any(child.level > _DEEPEST_LEVEL for child in children):
            token.children = [Token('text', '', 0, content=token.content)]
        for child in children:
            # Only an image's text is shown, and that is its content.
            child.children = None
    return tuple(tokens)


# One for each process: it takes as long to make as a text takes to read, and keeps nothing of it.
@cache
def _parser() -> MarkdownIt:
    """CommonMark, and two things that authors expect: tables and ~~struck out~~ text."""
    # Loaded when there is something to parse: it has sixty modules, and most builds need none of them.
    from markdown_it import MarkdownIt

    # What is nested deeper is left out, and with 20, as is usual, four lists of lists already are.
    return MarkdownIt('commonmark', {'html': False, 'maxNesting': 100}).enable(['table', 'strikethrough'])
