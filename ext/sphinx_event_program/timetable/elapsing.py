"""Time as a stopwatch measures it, also when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


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
