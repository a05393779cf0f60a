"""JSON (RFC 8259): the texts as they were written, with their places."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple, NoReturn

from sphinx_event_program.model.problems import Kind, Problem
from sphinx_event_program.model.values import is_tbd
from sphinx_event_program.reading.text import Lines
from sphinx_event_program.reading.tree import (
    DEPTH_LIMIT,
    Builder,
    Entries,
    Items,
    Plain,
    Source,
    Steps,
    UnreadableError,
)

# Python's json tells neither places nor which key came twice, and makes 1.1 of 1.10; its
# scanner is used for the escapes in strings alone.
_TOKEN = re.compile(
    r"""[ \t\n]*+(?:
        (?P<mark>[{}\[\],:])
      | (?P<string>"(?:[^"\\\x00-\x1f]++|\\.)*+")
      | (?P<scalar>(?:true|false|null|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)(?![\w.+-]))
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_WHITE = re.compile(r'[ \t\n]*')

#: At the top of a file it names the schema that editors check it with: there are no comments in JSON.
SCHEMA_KEY = '$schema'


class _Token(NamedTuple):
    kind: str
    text: str
    spot: int


def read_json(path: Path, text: str, problems: list[Problem]) -> Source | None:
    """Read a JSON file; None, and the reason in ``problems``, if that is impossible.

    An empty file is taken for an empty mapping, as in the other formats.
    """
    return _Reader(path, text, problems).read()


class _Reader(Builder):
    def __init__(self, path: Path, text: str, problems: list[Problem]) -> None:
        super().__init__(path, problems)
        self._text = text
        self._lines = Lines(text)
        self._at = 0

    def read(self) -> Source:
        first = self._token()
        if first.kind == 'end':
            return self.source(Entries(), 0)
        value = self._value(first, 0, ())
        after = self._token()
        if after.kind != 'end':
            self._refuse(after, 'something follows the end', 'remove it')
        if isinstance(value, Entries) and isinstance(value.get(SCHEMA_KEY), str):
            value.drop(SCHEMA_KEY)
            self.open = [(steps, spot) for steps, spot in self.open if steps != (SCHEMA_KEY,)]
        return self.source(Entries() if value is None else value, first.spot)

    def _token(self) -> _Token:
        match = _TOKEN.match(self._text, self._at)
        if match is None or match.lastgroup is None:
            white = _WHITE.match(self._text, self._at)
            offset = white.end() if white else self._at
            self._refuse(_Token('', '', self._lines.spot(offset)), *_wrong(self._text, offset))
        self._at = match.end()
        return _Token(match.lastgroup, match[match.lastgroup], self._lines.spot(match.start(match.lastgroup)))

    def _refuse(self, token: _Token, message: str, hint: str) -> NoReturn:
        self.fail(token.spot, Kind.SYNTAX, f'this is not JSON ({message})', hint)
        raise UnreadableError

    def _unescaped(self, token: _Token) -> str:
        if '\\' not in token.text:
            return token.text[1:-1]
        try:
            return str(json.loads(token.text))
        except ValueError:
            self._refuse(token, *_WRONG_TEXT)

    def _value(self, token: _Token, depth: int, steps: Steps) -> Plain | None:
        """The value that ``token`` begins; None for ``null``."""
        self.count(token.spot)
        match token.kind:
            case 'string':
                return self._unescaped(token)
            case 'scalar':
                return None if token.text == 'null' else token.text
        if token.text in ('{', '[') and depth == DEPTH_LIMIT:
            self.fail_too_deep(token.spot)
            raise UnreadableError
        match token.text:
            case '{':
                return self._mapping(depth, steps)
            case '[':
                return self._sequence(depth, steps)
        self._refuse(token, 'a value is missing', _HINT_COMMA if token.text in (',', ']', '}') else _HINT_BRACKETS)

    def _sequence(self, depth: int, steps: Steps) -> Items:
        items = Items()
        token = self._token()
        while token.text != ']':
            item = self._value(token, depth + 1, (*steps, len(items)))
            if item is not None:
                if is_tbd(item):
                    self.open.append(((*steps, len(items)), token.spot))
                items.add(item, token.spot)
            token = self._following(']')
        return items

    def _mapping(self, depth: int, steps: Steps) -> Entries:
        entries = Entries()
        empty: dict[str, int] = {}
        key_token = self._token()
        while key_token.text != '}':
            if key_token.kind != 'string':
                self._refuse(key_token, 'a key is missing', 'write it in double quotes')
            if (colon := self._token()).text != ':':
                self._refuse(colon, "there is no ':' behind the key", 'write \'"key": value\'')
            key = self._unescaped(key_token)
            token = self._token()
            kept = len(self.open), len(self.empty)
            value = self._value(token, depth + 1, (*steps, key))
            if not self.is_new(key, key_token.spot, entries, empty):
                # What it held is not in the program.
                del self.open[kept[0] :], self.empty[kept[1] :]
            elif value is None:
                empty[key] = key_token.spot
                self.empty.append(((*steps, key), key_token.spot))
            else:
                if is_tbd(value):
                    self.open.append(((*steps, key), token.spot))
                entries.add(key, value, key_token.spot, token.spot)
            key_token = self._following('}')
        return entries

    def _following(self, closing: str) -> _Token:
        """The token behind a comma, or the one that closes."""
        token = self._token()
        if token.text == closing and token.kind == 'mark':
            return token
        if token.text != ',' or token.kind != 'mark':
            self._refuse(token, f"expected ',' or {closing!r} here", _HINT_COMMA)
        after = self._token()
        if after.text == closing and after.kind == 'mark':
            self._refuse(token, "nothing follows the ','", 'remove it')
        return after


_HINT_COMMA = "put one ',' between two values, and none behind the last one"
_HINT_BRACKETS = 'close what was opened'
_WRONG_TEXT = 'a text does not end, or has a wrong escape', r'close it with ", and write \n for a new line'


def _wrong(text: str, offset: int) -> tuple[str, str]:
    match text[offset : offset + 1]:
        case '"':
            return _WRONG_TEXT
        case "'":
            return 'a text begins with a single quote', 'use double quotes'
        case '/' | '#':
            return 'there are no comments in JSON', 'remove it'
        case _:
            return 'a value is expected here', 'put a text in double quotes'
