"""Slots of a timetable, its days, and time that elapses between two moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import TypeAlias

from sphinx_event_program.model.problems import Problem
from sphinx_event_program.model.session import Session
from sphinx_event_program.model.values import Duration, Tbd

#: A room's id, None for the event's own place, or TBD.
Where: TypeAlias = str | Tbd | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A session's place in the program; a session that is held several times has several.

    ``start`` and ``end`` are aware times of the event's zone (naive while that is
    TBD), and None while they are not known. ``rooms`` has one place at least. ``day`` is
    the day of the program on which it starts, which may begin after midnight; ``number``
    counts the times of one session, from 0.
    """

    session: Session
    start: datetime | None
    end: datetime | None
    rooms: tuple[Where, ...]
    day: date | None
    number: int = 0

    @property
    def duration(self) -> Duration | Tbd | None:
        """How long it lasts, in the parts given; else the time between start and end."""
        if self.session.duration is None and self.start is not None and self.end is not None:
            return Duration((elapsed(self.start, self.end),))
        return self.session.duration

    @property
    def is_moment(self) -> bool:
        """Whether it is a point in time: it takes none, and ends nothing."""
        return self.session.is_moment


@dataclass(frozen=True, slots=True)
class Day:
    """The slots of one day of the program; ``date`` is None for those without a known start."""

    date: date | None
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Timetable:
    """Slots in the order of time, and what is wrong with them.

    ``planned_until`` is the end of what is planned so far, None while no end is
    known; ``time_left`` is from there to the event's end.
    """

    slots: tuple[Slot, ...]
    planned_until: datetime | None
    time_left: timedelta
    problems: tuple[Problem, ...]

    @cached_property
    def by_session(self) -> Mapping[str, Slot]:
        """Each session's slot, by the session's id; the first of several."""
        return {ident: slots[0] for ident, slots in self.all_of_session.items()}

    @cached_property
    def all_of_session(self) -> Mapping[str, tuple[Slot, ...]]:
        """All slots of each session, as its author numbered them, by the session's id."""
        by_id: dict[str, list[Slot]] = {}
        for slot in self.slots:
            by_id.setdefault(slot.session.id, []).append(slot)
        return {ident: tuple(sorted(slots, key=lambda slot: slot.number)) for ident, slots in by_id.items()}

    def talks_of(self, slot: Slot) -> tuple[Slot, ...]:
        """The slots of the talks in a session, in the order of time."""
        return self._talks.get(slot.session.id, ())

    @cached_property
    def _talks(self) -> Mapping[str, tuple[Slot, ...]]:
        by_id: dict[str, list[Slot]] = {}
        for slot in self.slots:
            if isinstance(slot.session.part_of, str):
                by_id.setdefault(slot.session.part_of, []).append(slot)
        return {ident: tuple(talks) for ident, talks in by_id.items()}

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days in their order, then the slots whose day is not known."""
        return days_of(self.slots)

    @cached_property
    def dates(self) -> Mapping[str, date]:
        """The dates of the days that are known, by their ISO 8601 form."""
        return {day.date.isoformat(): day.date for day in self.days if day.date is not None}


def days_of(slots: tuple[Slot, ...]) -> tuple[Day, ...]:
    """Ordered slots by day."""
    return tuple(Day(day, tuple(of_day)) for day, of_day in groupby(slots, key=lambda slot: slot.day))


def later(moment: datetime, elapsed_time: timedelta) -> datetime:
    """``moment`` plus time as a stopwatch measures it.

    Python adds to the wall clock, which is an hour off when the clocks change.
    """
    if moment.tzinfo is None:
        return moment + elapsed_time
    return (moment.astimezone(UTC) + elapsed_time).astimezone(moment.tzinfo)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """The time between two moments as a stopwatch measures it."""
    return instant(end) - instant(start)


def instant(moment: datetime) -> datetime:
    """A moment that can be compared: Python compares two times of one zone by their wall clocks."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
