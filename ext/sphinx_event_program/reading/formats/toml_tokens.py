"""The tokens of a TOML text, each as it was written: keys, strings, numbers and dates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_event_program.reading.text import Lines

# tomllib says whether a text is TOML, and what a string with escapes means, but neither how a
# number was written nor where. tomlkit has no places and needs five times as long; tree-sitter's
# grammar has them, counted in bytes, but knows neither tables nor escapes. So tokens are read
# here, without judging them, and tomllib says whether they are TOML.
_SPACE = re.compile(r'(?:[ \t\n]++|\#[^\n]*+)*+')
_BLANK = re.compile(r'[ \t]*+')
_KEY = re.compile(r'"(?:[^"\\\n]++|\\.)*+"' r"|'[^'\n]*+'" r'|[A-Za-z0-9_-]++')
_DOT = re.compile(r'[ \t]*+\.[ \t]*+')
# What is within long strings up to the next quotes, and these. The 3.11.2 of Debian 12 goes astray where an alternative
# fails half-way in a possessive group (gh-106052), so that no pattern holds a whole string.
_UP_TO_QUOTES = {
    '"""': re.compile(r'(?:[^"\\]++|\\.)*+("{0,5})', re.DOTALL),
    "'''": re.compile(r"[^']*+('{0,5})"),
}
_SCALAR = re.compile(r'[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9][^\s,\]}#]*+|[^\s,\]}#"\'\[{]++')

_NUMBER = re.compile(r'[+-]?[0-9][0-9_]*(?:\.[0-9_]+)?(?:[eE][+-]?[0-9_]+)?')
_MOMENT = re.compile(r'[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt].*|.*[0-9]z')

#: Longer than any number, date or word of TOML's.
_SCALAR_LENGTH = 1000


class NotTomlError(Exception):
    """Something else stands at ``spot`` than TOML has there."""

    def __init__(self, spot: int) -> None:
        super().__init__()
        self.spot = spot


class Key(NamedTuple):
    """A key, or a part of one, and where it begins."""

    name: str
    spot: int


class Tokens:
    """A text with line feeds alone, read from its beginning on.

    :raises NotTomlError: by all that expects something.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._at = 0

    @property
    def spot(self) -> int:
        """Spot of the next token, unless there is space before it."""
        return self._lines.spot(self._at)

    def skip_space(self) -> bool:
        """Go over space, comments and ends of lines; whether anything is left."""
        self._match(_SPACE)
        return self._at < len(self._text)

    def skip_blanks(self) -> None:
        """Go over space within a line."""
        self._match(_BLANK)

    def is_at(self, *marks: str) -> bool:
        return self._text.startswith(marks, self._at)

    def take(self, mark: str) -> bool:
        """Go over ``mark``, if that is what comes next."""
        if self._text.startswith(mark, self._at):
            self._at += len(mark)
            return True
        return False

    def expect(self, mark: str) -> None:
        """Go over ``mark``, which has to come next in the line."""
        self.skip_blanks()
        if not self.take(mark):
            raise NotTomlError(self.spot)

    def expect_end_of_line(self) -> None:
        self.skip_blanks()
        if self._at < len(self._text) and not self.is_at('\n', '#'):
            raise NotTomlError(self.spot)

    def key_parts(self) -> Iterator[Key]:
        """The parts of a key, which dots divide."""
        self.skip_blanks()
        while True:
            begin = self._at
            if (written := self._match(_KEY)) is None:
                raise NotTomlError(self.spot)
            yield Key(self._meant(written, begin) if written[0] in '"\'' else written, self._lines.spot(begin))
            if self._match(_DOT) is None:
                return

    def string(self) -> str | None:
        """Text of a string in quotes, if one comes next."""
        if not self.is_at('"', "'"):
            return None
        begin = self._at
        if (written := self._long() or self._match(_KEY)) is None:
            raise NotTomlError(self.spot)
        return self._meant(written, begin)

    def scalar(self) -> str:
        """A number, a date or a word, without what is TOML's own: ``1_000``, ``+90``, ``2025-10-19t13:00:00``."""
        begin, written = self._at, self._match(_SCALAR)
        # tomllib does not say where a number is that is too long for it.
        if written is None or len(written) > _SCALAR_LENGTH:
            raise NotTomlError(self._lines.spot(begin))
        if _NUMBER.fullmatch(written):
            return written.replace('_', '').removeprefix('+')
        return written.upper() if _MOMENT.fullmatch(written) else written

    def _match(self, pattern: re.Pattern[str]) -> str | None:
        match = pattern.match(self._text, self._at)
        if match is None:
            return None
        self._at = match.end()
        return match[0]

    def _long(self) -> str | None:
        """A string of several lines with its quotes; it ends with three of them, before which two more may stand."""
        begin = self._at
        if (up_to_quotes := _UP_TO_QUOTES.get(self._text[begin : begin + 3])) is None:
            return None
        at = begin + 3
        while (match := up_to_quotes.match(self._text, at)) and match[1]:
            at = match.end()
            if len(match[1]) >= 3:
                self._at = at
                return self._text[begin:at]
        return None

    def _meant(self, written: str, begin: int) -> str:
        """Text of a string that was written with its quotes at the offset ``begin``."""
        quote = written[0]
        if '\\' not in written and not written.startswith(quote * 3):
            return written[1:-1]
        try:
            return str(tomllib.loads(f'text = {written}')['text'])
        except ValueError as error:
            raise NotTomlError(self._lines.spot(begin)) from error
