"""Data files as plain values, each of which knows where it was written."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from sphinx_event_program.problems import Kind, Place, Problem

#: What a file holds: every scalar is the text that its author wrote.
Plain: TypeAlias = 'str | list[Plain] | dict[str, Plain]'

#: Larger than any program that people wrote; bounds on what a stranger's file can cost.
SIZE_LIMIT_BYTES = 32 * 1024 * 1024
DEPTH_LIMIT = 24

# A comment where a value should be: `color: #0b6e99` without quotes.
_EATEN_VALUE = re.compile(r'[ \t]*#\S')

_Loader: type = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)


@dataclass(slots=True)
class _Spot:
    """Where a value begins (counted from 1), and the same for what it holds."""

    line: int
    column: int
    keys: dict[str, _Spot] = field(default_factory=dict)
    values: dict[str | int, _Spot] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """One file as it was read: its values, and the places of all of them."""

    path: Path
    values: Plain
    _root: _Spot | None

    def place(self, *steps: str | int, of_key: bool = False) -> Place:
        """Where the value at ``steps`` begins (with ``of_key``, its key).

        Steps that lead nowhere are passed over: a validator's path may name a
        branch that the author's shorter form does not have.
        """
        spot = self._root
        if spot is None:
            return Place(self.path)
        shown = spot
        for step in steps:
            if step in spot.values:
                shown = spot.keys[step] if of_key and isinstance(step, str) else spot.values[step]
                spot = spot.values[step]
        return Place(self.path, shown.line, shown.column)

    def top_keys(self) -> tuple[str, ...]:
        """The keys of the file's mapping, also those that nothing was written for."""
        return tuple(self._root.keys) if self._root else ()

    def scalars(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every text in the file, with the steps that lead to it."""
        yield from _scalars(self.values, ())


def _scalars(value: Plain, steps: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield steps, value
        return
    for step, held in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _scalars(held, (*steps, step))


def read(path: Path, problems: list[Problem]) -> Source | None:
    """Read one YAML file; None, and the reason in ``problems``, if that is impossible.

    Scalars are taken as text, because a YAML 1.1 reader makes 780 of ``13:00``
    and false of ``NO``.
    """

    def fail(kind: Kind, message: str, hint: str, line: int | None = None, column: int | None = None) -> None:
        problems.append(Problem(Place(path, line, column), message, hint, kind))

    try:
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            fail(Kind.FILE, 'the file is too large', f'at most {SIZE_LIMIT_BYTES // 2**20} MiB are read')
            return None
        encoded = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        fail(Kind.FILE, f'the file cannot be read ({error.strerror})', 'check its name and its rights')
        return None
    try:
        text = encoded.decode()
    except UnicodeDecodeError as error:
        before = encoded[: error.start].decode()
        fail(Kind.FILE, 'the file is not UTF-8', 'save it as UTF-8', *_position_after(before))
        return None
    try:
        return _Reader(path, problems).source(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = ' '.join(part for part in (error.context, error.problem) if part)
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        fail(Kind.SYNTAX, f'this is not YAML ({message})', _syntax_hint(text, line), line, column)
    except yaml.reader.ReaderError as error:
        # The C reader counts bytes, the Python one characters: look for the character itself.
        found = next((at for at, one in enumerate(text) if yaml.reader.Reader.NON_PRINTABLE.match(one)), None)
        what = f'the character U+{ord(text[found]):04X}' if found is not None else f'a character ({error.reason})'
        fail(Kind.SYNTAX, f'{what} is not allowed', 'remove it', *_position_after(text[: found or 0]))
    return None


def _position_after(before: str) -> tuple[int, int]:
    """Line and column, from 1, of the character that follows a text."""
    before = before.replace('\r\n', '\n').replace('\r', '\n')
    return before.count('\n') + 1, len(before) - before.rfind('\n')


def _syntax_hint(text: str, line: int | None) -> str:
    lines = text.splitlines()
    written = lines[line - 1] if line and line <= len(lines) else ''
    if '\t' in written[: len(written) - len(written.lstrip())]:
        return 'indent with spaces, not with tabs'
    return "check the indentation, and put a text that holds ': ' or ' #' in quotes"


class _Reader:
    """Makes plain values of YAML's events, and states what is not allowed on the way.

    Events rather than PyYAML's node tree, because only they tell where an alias
    stands, and because its C composer recurses without a bound.
    """

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self._path = path
        self._problems = problems
        self._text = ''
        self._events: Iterator[yaml.Event] = iter(())

    def source(self, text: str) -> Source:
        self._text = text
        self._events = yaml.parse(text, Loader=_Loader)
        values: Plain = {}
        root = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._fail(_spot(event), Kind.SYNTAX, 'a second document begins here', "remove the line '---'")
                    break
                first = next(self._events)
                root = _spot(first)
                values = self._value(first, root, 0) or {}
        return Source(self._path, values, root)

    def _value(self, event: yaml.Event, spot: _Spot, depth: int) -> Plain | None:
        """The value that ``event`` begins; None if it was left empty or cannot be used."""
        match event:
            case yaml.ScalarEvent():
                return self._text_of(event, spot)
            case yaml.AliasEvent():
                # Its name is not repeated: it may be a passcode that was meant as text.
                hint = "write the value out where it is used, or put a text that begins with '*' in quotes"
                self._fail(spot, Kind.SYNTAX, 'a YAML alias is not read', hint)
                return None
            case _ if depth == DEPTH_LIMIT:
                hint = f'at most {DEPTH_LIMIT} levels are read'
                self._fail(spot, Kind.SYNTAX, 'lists and mappings are nested too deep', hint)
                self._skip(event)
                return None
            case yaml.SequenceStartEvent():
                return self._sequence(spot, depth)
            case _:
                return self._mapping(spot, depth)

    def _text_of(self, event: yaml.ScalarEvent, spot: _Spot) -> str | None:
        """The text as it was written; None if there is none, and a problem if YAML took a part of it away."""
        if event.anchor or event.tag:
            hint = "put a text that begins with '&' or '!' in quotes"
            self._fail(spot, Kind.SYNTAX, 'YAML anchors and tags are not read', hint)
        if event.value or event.style:
            return str(event.value)
        # `key:` with nothing behind it: the author has not filled it in.
        if event.start_mark and _EATEN_VALUE.match(self._text, event.start_mark.index):
            hint = "put a text that begins with '#' in quotes"
            self._fail(spot, Kind.SYNTAX, "there is no value, because '#' begins a comment", hint)
        return None

    def _sequence(self, spot: _Spot, depth: int) -> list[Plain]:
        items: list[Plain] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            here = _spot(event)
            item = self._value(event, here, depth + 1)
            if item is not None:
                spot.values[len(items)] = here
                items.append(item)
        return items

    def _mapping(self, spot: _Spot, depth: int) -> dict[str, Plain]:
        values: dict[str, Plain] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key_spot = _spot(event)
            key = self._key(event, key_spot, spot)
            following = next(self._events)
            if key is None:
                self._skip(following)
                continue
            here = _spot(following)
            spot.keys[key], spot.values[key] = key_spot, here
            value = self._value(following, here, depth + 1)
            if value is not None:
                values[key] = value
        return values

    def _key(self, event: yaml.Event, spot: _Spot, mapping: _Spot) -> str | None:
        """The key that ``event`` is; None if it cannot be one, or is one already."""
        if not isinstance(event, yaml.ScalarEvent):
            self._fail(spot, Kind.SYNTAX, 'something else stands where a key is expected', 'write a word')
            self._skip(event)
            return None
        key = str(event.value)
        if key in mapping.keys:
            hint = f'the first one is on line {mapping.keys[key].line}'
            self._fail(spot, Kind.DUPLICATE_KEY, f'the key {key!r} is given twice', hint)
            return None
        return key

    def _skip(self, event: yaml.Event) -> None:
        """Pass over everything that belongs to ``event``."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            event = next(self._events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)

    def _fail(self, spot: _Spot, kind: Kind, message: str, hint: str) -> None:
        self._problems.append(Problem(Place(self._path, spot.line, spot.column), message, hint, kind))


def _spot(event: yaml.Event) -> _Spot:
    mark = event.start_mark
    # A parser always knows where it is; PyYAML's types allow for events made by hand.
    return _Spot(mark.line + 1, mark.column + 1) if mark else _Spot(1, 1)
