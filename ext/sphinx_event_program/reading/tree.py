"""Content of a data file: texts, lists and mappings that know where they were written.

A place is kept as one number, a *spot*: line and column, counted from 1, in the upper
and the lower 32 bits. A :class:`~sphinx_event_program.model.problems.Place` is made of it only
when somebody asks; a program has far more values than problems.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from sphinx_event_program.model.problems import Kind, Place, Problem
from sphinx_event_program.model.values import is_tbd, quoted_text

#: Value in a file: every scalar is the text that its author wrote.
Plain: TypeAlias = 'str | Items | Entries'

#: The way to a value: keys of mappings, and indices of lists from 0.
Steps: TypeAlias = tuple[str | int, ...]

#: More than any program that people wrote; bounds on what a stranger's file can cost.
DEPTH_LIMIT = 24
VALUE_LIMIT = 250_000
PROBLEM_LIMIT = 500


class Items(list['Plain']):
    """A list; ``spots`` has where each item begins."""

    __slots__ = ('spots',)

    def __init__(self) -> None:
        super().__init__()
        self.spots = array('Q')

    def add(self, item: Plain, spot: int) -> None:
        """Append an item and its spot."""
        self.append(item)
        self.spots.append(spot)

    def drop(self, index: int) -> None:
        """Remove an item; the others keep their spots."""
        del self[index], self.spots[index]

    def written(self) -> Iterator[tuple[Plain, int]]:
        """Each item with its spot."""
        return zip(self, self.spots, strict=True)


class Entries(dict[str, 'Plain']):
    """A mapping; ``spots`` has where each key and its value begin, in the order of the keys."""

    __slots__ = ('spots',)

    def __init__(self) -> None:
        super().__init__()
        self.spots = array('Q')

    def add(self, key: str, value: Plain, key_spot: int, spot: int) -> None:
        """Set a key that is not there yet, and both spots."""
        self[key] = value
        self.spots.extend((key_spot, spot))

    def drop(self, key: str) -> None:
        """Remove a key; the others keep their spots."""
        at = 2 * list(self).index(key)
        del self[key], self.spots[at : at + 2]

    def spots_of(self, key: str | int) -> tuple[int, int] | None:
        """Spots of a key and of its value; None for a key that nobody wrote."""
        at = 2 * list(self).index(key) if isinstance(key, str) and key in self else len(self.spots)
        return (self.spots[at], self.spots[at + 1]) if at < len(self.spots) else None

    def written(self) -> Iterator[tuple[str, Plain, int, int]]:
        """Each key, its value, and the spots of both."""
        for (key, value), key_spot, spot in zip(self.items(), self.spots[::2], self.spots[1::2], strict=True):
            yield key, value, key_spot, spot


def spot_at(line: int, column: int) -> int:
    """A line and a column, both from 1, as one number."""
    return line << 32 | column


def place_of(path: Path, spot: int) -> Place:
    """The place that a spot stands for; 0 is the whole file.

    >>> str(place_of(Path('data/event.yaml'), spot_at(3, 8)))
    'data/event.yaml:3:8'
    """
    return Place(path, spot >> 32, spot & 0xFFFFFFFF) if spot else Place(path)


def spot_of(place: Place) -> int:
    """The spot of a place in its file."""
    return spot_at(place.line or 0, place.column or 0)


@dataclass(frozen=True, slots=True)
class Written:
    """A value of a data file, where it begins, and through it the places of all that it holds."""

    path: Path
    values: Plain
    spot: int

    def place(self, *steps: str | int, of_key: bool = False) -> Place:
        """Place of the value at ``steps`` (with ``of_key``, of its key).

        Steps that lead nowhere are passed over: a validator's path may name a
        branch that the author's shorter form does not have.
        """
        values, spot = self.values, self.spot
        for step in steps:
            if isinstance(values, Entries) and (spots := values.spots_of(step)):
                values, spot = values[str(step)], spots[0 if of_key else 1]
            elif isinstance(values, Items) and str(step).isdecimal() and int(step) < len(values):
                spot = values.spots[int(step)]
                values = values[int(step)]
        return place_of(self.path, spot)


@dataclass(frozen=True, slots=True)
class Source(Written):
    """One file as it was read.

    ``open`` are its values that are still TBD, ``empty`` the keys that nothing was
    written for (each with its spot): both are told, and met while reading.
    """

    open: list[tuple[Steps, int]] = field(default_factory=list)
    empty: list[tuple[Steps, int]] = field(default_factory=list)


#: Keys that let something be seen; while their value is TBD, it is not.
_DISCLOSING = frozenset({'published', 'publish_email', 'audience'})


class UnreadableError(Exception):
    """A file, or its rest, cannot be read; a problem says why."""


class Builder:
    """Base of the readers of all formats: limits, and what is noted on the way.

    :raises UnreadableError: by :meth:`count` and :meth:`fail`, at what is one too many.
    """

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.path = path
        self.open: list[tuple[Steps, int]] = []
        self.empty: list[tuple[Steps, int]] = []
        self._problems = problems
        self._count = 0
        self._failures = 0

    def source(self, values: Plain, spot: int) -> Source:
        """The file, now that all of it is read."""
        if isinstance(values, str) and is_tbd(values):
            self.open.append(((), spot))
        return Source(self.path, values, spot, self.open, self.empty)

    def fail(self, spot: int, kind: Kind, message: str, hint: str) -> None:
        """State a problem."""
        self._failures += 1
        if self._failures > PROBLEM_LIMIT:
            message, hint = (
                'more than this is wrong, and the rest of the file is not read',
                'correct the first problems',
            )
            kind = Kind.SYNTAX
        self._problems.append(Problem(place_of(self.path, spot), message, hint, kind))
        if self._failures > PROBLEM_LIMIT:
            raise UnreadableError

    def count(self, spot: int) -> None:
        """Count one more value."""
        self._count += 1
        if self._count > VALUE_LIMIT:
            self.fail(spot, Kind.FILE, 'the file holds too many values', f'at most {VALUE_LIMIT} are read')
            raise UnreadableError

    def fail_too_deep(self, spot: int) -> None:
        """State that lists and mappings are nested too deep."""
        hint = f'at most {DEPTH_LIMIT} levels are read'
        self.fail(spot, Kind.SYNTAX, 'lists and mappings are nested too deep', hint)

    def is_new(
        self, key: str, spot: int, entries: Entries, empty: dict[str, int] | None, *, report: bool = True
    ) -> bool:
        """Whether a key is not yet in its mapping; if it is, that is stated, unless it is ``report`` already."""
        if key in entries:
            first = (entries.spots_of(key) or (0, 0))[0]
            if key in _DISCLOSING:
                # Of two contrary words, neither may give anything away.
                entries[key] = 'TBD'
        elif empty and key in empty:
            first = empty[key]
        else:
            return True
        if report:
            message, hint = given_twice('key', key, first)
            if key == 'id':
                hint += ", and the next one begins with '- id: …'"
            self.fail(spot, Kind.DUPLICATE_KEY, message, hint)
        return False


def given_twice(what: str, name: str, first: int) -> tuple[str, str]:
    """Message and hint for a name that stands a second time; ``first`` is the spot of the first one."""
    # `{passcode:x}`: what was meant for a value stands in the key.
    named = what if ':' in name else f'{what} {quoted_text(name)}'
    return f'the {named} is given twice', f'the first one is on line {first >> 32}'
