"""TOML 1.0: the texts as they were written, with their places."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from sphinx_event_program.model.problems import Kind, Problem
from sphinx_event_program.model.values import is_tbd
from sphinx_event_program.reading.formats.toml_tokens import Key, NotTomlError, Tokens
from sphinx_event_program.reading.text import position_after
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
    before = len(problems)
    reader = _Reader(path, text, problems)
    try:
        source = reader.read()
    except NotTomlError as error:
        # Problems found on the way do not count before it is clear that this is TOML.
        del problems[before:]
        source, message, spot = None, 'a key or a value is expected here', error.spot
    else:
        if len(problems) > before:
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
    """Message of tomllib, without values, which may be secrets, and its spot."""
    match = _PLACE.search(error)
    spot = spot_at(int(match[1]), int(match[2])) if match and match[1] else otherwise
    if error.startswith(_TWICE):
        return 'a key or a table is given twice', spot
    return (error[: match.start()] if match else 'a value is too long'), spot


class _Tables(Items):
    """List that ``[[name]]`` makes; it can grow, as an array cannot."""


class _Inline(Entries):
    """Table that ``{ }`` makes; nothing can be added to it."""


class _Lost(Entries):
    """Table below a name that is taken: it is read over, and not in the tree."""


class _Reader(Builder):
    def __init__(self, path: Path, text: str, problems: list[Problem]) -> None:
        super().__init__(path, problems)
        self._tokens = Tokens(text)
        # Tables that a header has named; they are kept, so that no other gets the same id().
        self._named: dict[int, Entries] = {}

    def read(self) -> Source:
        root = Entries()
        table: Entries = root
        steps: Steps = ()
        tokens = self._tokens
        while tokens.skip_space():
            if tokens.take('[['):
                keys = self._keys()
                tokens.expect(']]')
                table, steps = self._new_item(root, keys)
            elif tokens.take('['):
                keys = self._keys()
                tokens.expect(']')
                table, steps = self._new_table(root, keys)
            else:
                self._pair(table, steps, 1)
            tokens.expect_end_of_line()
        return self.source(root, spot_at(1, 1) if root else 0)

    def _keys(self) -> list[Key]:
        keys = []
        for key in self._tokens.key_parts():
            keys.append(key)
            if len(keys) > DEPTH_LIMIT:
                self.fail_too_deep(key.spot)
                raise UnreadableError
        return keys

    def _pair(self, table: Entries, steps: Steps, depth: int) -> None:
        """``key = value``, put into ``table``."""
        *parents, key = self._keys()
        self._tokens.expect('=')
        table, steps = self._below(table, parents, steps)
        self._tokens.skip_blanks()
        spot = self._tokens.spot
        noted = len(self.open)
        value = self._value(depth + len(parents), (*steps, key.name))
        if isinstance(table, _Lost) or not self.is_new(key.name, key.spot, table, None):
            del self.open[noted:]
            return
        if is_tbd(value):
            self.open.append(((*steps, key.name), spot))
        table.add(key.name, value, key.spot, spot)

    def _value(self, depth: int, steps: Steps) -> Plain:
        tokens = self._tokens
        spot = tokens.spot
        self.count(spot)
        if depth > DEPTH_LIMIT and tokens.is_at('{', '['):
            self.fail_too_deep(spot)
            raise UnreadableError
        if tokens.take('['):
            return self._array(depth, steps)
        if tokens.take('{'):
            return self._inline(depth, steps)
        return tokens.scalar() if (text := tokens.string()) is None else text

    def _array(self, depth: int, steps: Steps) -> Items:
        items, tokens = Items(), self._tokens
        while True:
            tokens.skip_space()
            if tokens.take(']'):
                return items
            spot = tokens.spot
            item = self._value(depth + 1, (*steps, len(items)))
            if is_tbd(item):
                self.open.append(((*steps, len(items)), spot))
            items.add(item, spot)
            self._next_or(']')

    def _inline(self, depth: int, steps: Steps) -> Entries:
        entries = _Inline()
        while True:
            self._tokens.skip_space()
            if self._tokens.take('}'):
                return entries
            self._pair(entries, steps, depth + 1)
            self._next_or('}')

    def _next_or(self, end: str) -> None:
        """Go over the comma to the next item; without one, this has to be the end."""
        self._tokens.skip_space()
        if not self._tokens.take(',') and not self._tokens.is_at(end):
            raise NotTomlError(self._tokens.spot)

    def _below(self, table: Entries, keys: list[Key], steps: Steps) -> tuple[Entries, Steps]:
        """The table that keys lead to; it is made if it is not there, and a lost one if it cannot be."""
        for key in keys:
            existing = table.get(key.name)
            if existing is None:
                existing = _Lost() if isinstance(table, _Lost) else Entries()
                table.add(key.name, existing, key.spot, key.spot)
            steps = (*steps, key.name)
            if isinstance(existing, _Tables):
                steps = (*steps, len(existing) - 1)
                existing = existing[-1]
            if not isinstance(existing, Entries) or isinstance(existing, _Inline):
                return self._lost(table, key)
            table = existing
        return table, steps

    def _lost(self, table: Entries, key: Key) -> tuple[Entries, Steps]:
        """A table beside the tree, for what stands below a name that is taken."""
        first = table.spots_of(key.name) or (0, 0)
        self.fail(key.spot, Kind.DUPLICATE_KEY, *given_twice('key', key.name, first[0]))
        return _Lost(), ()

    def _new_table(self, root: Entries, keys: list[Key]) -> tuple[Entries, Steps]:
        self.count(keys[-1].spot)
        parent, steps = self._below(root, keys[:-1], ())
        existing = parent.get(keys[-1].name)
        if isinstance(existing, _Tables | _Inline) or id(existing) in self._named:
            return self._lost(parent, keys[-1])
        table, steps = self._below(parent, keys[-1:], steps)
        self._named[id(table)] = table
        return table, steps

    def _new_item(self, root: Entries, keys: list[Key]) -> tuple[Entries, Steps]:
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
