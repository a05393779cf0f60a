"""TOML 1.0: the texts as they were written, with their places."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from sphinx_event_program.model.values import is_tbd
from sphinx_event_program.problems import Kind, Problem
from sphinx_event_program.reading.text import Lines, position_after
from sphinx_event_program.reading.tree import (
    DEPTH_LIMIT,
    Builder,
    Entries,
    Items,
    Plain,
    Source,
    Steps,
    UnreadableError,
    given_twice,
    place_of,
    spot_at,
)

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

_PLACE = re.compile(r' \(at (?:line (\d+), column (\d+)|end of document)\)$')
#: How tomllib begins to tell of a name that came before; the rest may repeat a secret.
_TWICE = ('Cannot overwrite', 'Cannot declare', 'Cannot mutate', 'Cannot redefine', 'Duplicate inline')


def read_toml(path: Path, text: str, problems: list[Problem]) -> Source | None:
    """Read a TOML file; None, and the reason in ``problems``, if that is impossible."""
    if (at := text.find('\r')) >= 0:
        where = place_of(path, position_after(text[:at]))
        problems.append(
            Problem(where, 'the character U+000D is not allowed', 'end lines with a line feed', Kind.SYNTAX)
        )
        return None
    told = len(problems)
    reader = _Reader(path, text, problems)
    try:
        source = reader.read()
    except _NotTomlError as error:
        # What was told on the way counts for nothing before it is clear that this is TOML.
        del problems[told:]
        source, message, spot = None, 'something else stands where a key or a value is expected', error.spot
    else:
        if len(problems) > told:
            return source
        message, spot = 'a rule of TOML is broken', 0
    try:
        tomllib.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        message, spot = _told(str(error), spot)
    else:
        if source is not None:
            return source
    hint = 'put every text, and a time without seconds, in quotes'
    problems.append(Problem(place_of(path, spot), f'this is not TOML ({message})', hint, Kind.SYNTAX))
    return None


def _told(error: str, otherwise: int) -> tuple[str, int]:
    """What tomllib says, without what may be a secret in it, and its spot."""
    found = _PLACE.search(error)
    spot = spot_at(int(found[1]), int(found[2])) if found and found[1] else otherwise
    if error.startswith(_TWICE):
        return 'a key or a table is given twice', spot
    return (error[: found.start()] if found else 'a value is too long'), spot


def _plain(written: str) -> str:
    """A scalar without what is TOML's own: ``1_000``, ``+90``, ``2025-10-19t13:00:00``."""
    if _NUMBER.fullmatch(written):
        return written.replace('_', '').removeprefix('+')
    return written.upper() if _MOMENT.fullmatch(written) else written


class _NotTomlError(Exception):
    def __init__(self, spot: int) -> None:
        super().__init__()
        self.spot = spot


class _Tables(Items):
    """What ``[[name]]`` makes; it can grow, as an array cannot."""


class _Inline(Entries):
    """What ``{ }`` makes; nothing can be added to it."""


class _Lost(Entries):
    """What stands below a name that is taken: it is read over, and not in the tree."""


class _Key(NamedTuple):
    name: str
    spot: int


class _Reader(Builder):
    def __init__(self, path: Path, text: str, problems: list[Problem]) -> None:
        super().__init__(path, problems)
        self._text = text
        self._lines = Lines(text)
        self._at = 0
        # Tables that a header has named; they are kept, so that no other gets the same id().
        self._named: dict[int, Entries] = {}

    def read(self) -> Source:
        root = Entries()
        table: Entries = root
        steps: Steps = ()
        while self._skip(_SPACE) < len(self._text):
            if self._take('[['):
                keys = self._keys()
                self._expect(']]')
                table, steps = self._new_item(root, keys)
            elif self._take('['):
                keys = self._keys()
                self._expect(']')
                table, steps = self._new_table(root, keys)
            else:
                self._pair(table, steps, 1)
            self._skip(_BLANK)
            if not self._text.startswith(('\n', '#'), self._at) and self._at < len(self._text):
                raise _NotTomlError(self._spot())
        return self.source(root, spot_at(1, 1) if root else 0)

    def _spot(self) -> int:
        return self._lines.spot(self._at)

    def _skip(self, pattern: re.Pattern[str]) -> int:
        if found := pattern.match(self._text, self._at):
            self._at = found.end()
        return self._at

    def _take(self, mark: str) -> bool:
        if self._text.startswith(mark, self._at):
            self._at += len(mark)
            return True
        return False

    def _expect(self, mark: str) -> None:
        self._skip(_BLANK)
        if not self._take(mark):
            raise _NotTomlError(self._spot())

    def _match(self, pattern: re.Pattern[str]) -> str | None:
        found = pattern.match(self._text, self._at)
        if found is None:
            return None
        self._at = found.end()
        return found[0]

    def _keys(self) -> list[_Key]:
        """A key and its parts, which dots divide."""
        self._skip(_BLANK)
        keys = []
        while True:
            spot = self._spot()
            if (written := self._match(_KEY)) is None:
                raise _NotTomlError(spot)
            keys.append(_Key(self._string(written, spot) if written[0] in '"\'' else written, spot))
            if len(keys) > DEPTH_LIMIT:
                self.fail_too_deep(spot)
                raise UnreadableError
            if self._match(_DOT) is None:
                return keys

    def _pair(self, table: Entries, steps: Steps, depth: int) -> None:
        """``key = value``, put into ``table``."""
        *parents, key = self._keys()
        self._expect('=')
        table, steps = self._below(table, parents, steps)
        self._skip(_BLANK)
        spot = self._spot()
        noted = len(self.open)
        value = self._value(depth + len(parents), (*steps, key.name))
        if isinstance(table, _Lost) or not self.is_new(key.name, key.spot, table, None):
            del self.open[noted:]
            return
        if is_tbd(value):
            self.open.append(((*steps, key.name), spot))
        table.add(key.name, value, key.spot, spot)

    def _value(self, depth: int, steps: Steps) -> Plain:
        spot = self._spot()
        self.count(spot)
        if self._text.startswith(('{', '['), self._at) and depth > DEPTH_LIMIT:
            self.fail_too_deep(spot)
            raise UnreadableError
        if self._take('['):
            return self._array(depth, steps)
        if self._take('{'):
            return self._inline(depth, steps)
        if written := self._long():
            return self._string(written, spot)
        if self._text.startswith(('"', "'"), self._at):
            if written := self._match(_KEY):
                return self._string(written, spot)
            raise _NotTomlError(spot)
        written = self._match(_SCALAR)
        # tomllib does not say where a number is that is too long for it.
        if written is None or len(written) > _SCALAR_LENGTH:
            raise _NotTomlError(spot)
        return _plain(written)

    def _long(self) -> str | None:
        """A string of several lines with its quotes; it ends with three of them, before which two more may stand."""
        begin = self._at
        if (up_to_quotes := _UP_TO_QUOTES.get(self._text[begin : begin + 3])) is None:
            return None
        at = begin + 3
        while (found := up_to_quotes.match(self._text, at)) and found[1]:
            at = found.end()
            if len(found[1]) >= 3:
                self._at = at
                return self._text[begin:at]
        return None

    def _array(self, depth: int, steps: Steps) -> Items:
        items = Items()
        while True:
            self._skip(_SPACE)
            if self._take(']'):
                return items
            spot = self._spot()
            item = self._value(depth + 1, (*steps, len(items)))
            if is_tbd(item):
                self.open.append(((*steps, len(items)), spot))
            items.add(item, spot)
            self._skip(_SPACE)
            if not self._take(',') and not self._text.startswith(']', self._at):
                raise _NotTomlError(self._spot())

    def _inline(self, depth: int, steps: Steps) -> Entries:
        entries = _Inline()
        while True:
            self._skip(_SPACE)
            if self._take('}'):
                return entries
            self._pair(entries, steps, depth + 1)
            self._skip(_SPACE)
            if not self._take(',') and not self._text.startswith('}', self._at):
                raise _NotTomlError(self._spot())

    def _string(self, written: str, spot: int) -> str:
        quote = written[0]
        if '\\' not in written and not written.startswith(quote * 3):
            return written[1:-1]
        try:
            return str(tomllib.loads(f'text = {written}')['text'])
        except ValueError as error:
            raise _NotTomlError(spot) from error

    def _below(self, table: Entries, keys: list[_Key], steps: Steps) -> tuple[Entries, Steps]:
        """The table that keys lead to; it is made if it is not there, and a lost one if it cannot be."""
        for key in keys:
            held = table.get(key.name)
            if held is None:
                held = _Lost() if isinstance(table, _Lost) else Entries()
                table.add(key.name, held, key.spot, key.spot)
            steps = (*steps, key.name)
            if isinstance(held, _Tables):
                steps = (*steps, len(held) - 1)
                held = held[-1]
            if not isinstance(held, Entries) or isinstance(held, _Inline):
                return self._lost(table, key)
            table = held
        return table, steps

    def _lost(self, table: Entries, key: _Key) -> tuple[Entries, Steps]:
        """A table beside the tree, for what stands below a name that is taken."""
        first = table.spots_of(key.name) or (0, 0)
        self.fail(key.spot, Kind.DUPLICATE_KEY, *given_twice('key', key.name, first[0]))
        return _Lost(), ()

    def _new_table(self, root: Entries, keys: list[_Key]) -> tuple[Entries, Steps]:
        self.count(keys[-1].spot)
        parent, steps = self._below(root, keys[:-1], ())
        held = parent.get(keys[-1].name)
        if isinstance(held, _Tables | _Inline) or id(held) in self._named:
            return self._lost(parent, keys[-1])
        table, steps = self._below(parent, keys[-1:], steps)
        self._named[id(table)] = table
        return table, steps

    def _new_item(self, root: Entries, keys: list[_Key]) -> tuple[Entries, Steps]:
        self.count(keys[-1].spot)
        *parents, key = keys
        parent, steps = self._below(root, parents, ())
        if key.name not in parent:
            parent.add(key.name, _Tables(), key.spot, key.spot)
        tables = parent[key.name]
        if not isinstance(tables, _Tables):
            return self._lost(parent, key)
        item = _Lost() if isinstance(parent, _Lost) else Entries()
        tables.add(item, key.spot)
        return item, (*steps, key.name, len(tables) - 1)
