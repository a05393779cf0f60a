"""Runs of text from right to left, for formats whose programs do not find them out, such as LaTeX.

The rules are those of Unicode's bidirectional algorithm (UAX #9), as far as a text
of one paragraph needs them that says nothing of directions itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError

#: The strong classes of UAX #9; AL are the letters of Arabic.
_RIGHT_TO_LEFT = frozenset({'R', 'AL'})
_STRONG = frozenset({'L', 'R', 'AL'})

#: Letter for each class in the patterns below: strong letters, numbers, what belongs to a number
#: within or beside it, marks on the letter before; all others are neutral.
_SIGNS = {'L': 'l', 'R': 'r', 'AL': 'r', 'EN': 'n', 'AN': 'n', 'ES': 's', 'CS': 's', 'ET': 't', 'NSM': 'm'}
_OTHER = '-'

_NUMBER = r't*n(?:[sn]*n)?t*'
#: From the first letter of one direction to the last, with what stands between.
_FROM_LEFT = re.compile(rf'l(?:[^r]*[ln]m*)?|{_NUMBER}')
_FROM_RIGHT = re.compile(r'r(?:[^l]*rm*)?m*')

_BRACKETS = re.compile(r'([()\[\]{}<>«»‹›≤≥])')
_MIRRORED = str.maketrans('()[]{}<>«»‹›≤≥', ')(][}{><»«›‹≥≤')


class Run(NamedTuple):
    """A part of a text; ``parts`` are the runs inside one from right to left."""

    text: str
    right_to_left: bool = False
    parts: tuple[Run, ...] = ()


def begins_from_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (UAX #9, P2 and P3)."""
    strong = next((kind for kind in map(bidirectional, text) if kind in _STRONG), 'L')
    return strong in _RIGHT_TO_LEFT


def runs_from_right(language: str) -> bool:
    """Whether a language of Sphinx, such as ``he`` or ``zh_CN``, is written from right to left."""
    try:
        return Locale.parse(language).text_direction == 'rtl'
    except (UnknownLocaleError, ValueError):
        return False


def runs(text: str) -> Iterator[Run]:
    """The runs of a text in reading order.

    A text that begins from the right is one run, all of it, but for spaces at its
    ends; in any other, each stretch of letters from the right is one. In a run
    from the right, brackets are mirrored, and numbers and foreign words are runs
    of their own.
    """
    signs = _signs(text)
    if 'r' not in signs:
        yield Run(text)
    elif begins_from_right(text):
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        yield from (Run(blank) for blank in (text[:start],) if blank)
        yield _from_right(text[start:end])
        yield from (Run(blank) for blank in (text[end:],) if blank)
    else:
        yield from _cut(text, signs)


def _signs(text: str) -> str:
    return ''.join(_SIGNS.get(bidirectional(letter), _OTHER) for letter in text)


def _cut(text: str, signs: str) -> Iterator[Run]:
    done = 0
    for match in _FROM_RIGHT.finditer(signs):
        if match.start() > done:
            yield Run(text[done : match.start()])
        done = _closed(text, match.start(), match.end())
        yield _from_right(text[match.start() : done])
    if done < len(text):
        yield Run(text[done:])


def _closed(text: str, start: int, end: int) -> int:
    """End of a run, with the bracket that closes one which was opened in it (UAX #9, N0)."""
    for opening, closing in ('()', '[]', '{}'):
        if text[end : end + 1] == closing and text.count(opening, start, end) > text.count(closing, start, end):
            return end + 1
    return end


def _from_right(text: str) -> Run:
    parts: list[Run] = []
    done = 0
    for match in _FROM_LEFT.finditer(_signs(text)):
        parts += _mirrored(text[done : match.start()])
        parts.append(Run(text[match.start() : match.end()]))
        done = match.end()
    return Run(text, right_to_left=True, parts=(*parts, *_mirrored(text[done:])))


def turned_back(text: str) -> str:
    """A bracket of a run from the right as its author wrote it; any other text as it is."""
    return text.translate(_MIRRORED) if len(text) == 1 else text


def _mirrored(text: str) -> Iterator[Run]:
    """Letters and neutral signs from the right; a bracket is a run of its own, which nobody turns once more."""
    for piece in _BRACKETS.split(text):
        if piece:
            turned = piece.translate(_MIRRORED)
            yield Run(turned, right_to_left=turned == piece)
