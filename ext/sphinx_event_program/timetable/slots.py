"""Slots of a timetable, its days, and time that elapses between two moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import groupby

from sphinx_event_program.model.problems import Problem
from sphinx_event_program.model.session import Session
from sphinx_event_program.model.values import Duration, Tbd


@dataclass(frozen=True, slots=True)
class Slot:
    """A session's place in the program.

    ``start`` and ``end`` are aware times of the event's zone (naive while that is
    TBD), and None while they are not known; ``room`` is a room's id, None for the
    event's own place, or TBD.
    """

    session: Session
    start: datetime | None
    end: datetime | None
    room: str | Tbd | None

    @property
    def duration(self) -> Duration | Tbd | None:
        """How long it lasts, in the parts given; else the time between start and end."""
        if self.session.duration is None and self.start is not None and self.end is not None:
            return Duration((elapsed(self.start, self.end),))
        return self.session.duration

    @property
    def day(self) -> date | None:
        """The local day on which it starts."""
        return None if self.start is None else self.start.date()


@dataclass(frozen=True, slots=True)
class Day:
    """The slots that start on one local day; ``date`` is None for those without a known start."""

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
        """Each session's slot, by the session's id."""
        return {slot.session.id: slot for slot in self.slots}

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
