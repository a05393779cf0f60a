"""Which sessions and people a page is about, as values that can be asked again after an edit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sphinx_event_program.model.session import Role, Session
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.timetable import Slot, Timetable


@dataclass(frozen=True, slots=True)
class Choice:
    """Some slots of a timetable: those that fit everything which is not None.

    A day is written as a date (``2025-10-19``), or as its number among the event's days.
    """

    days: tuple[str, ...] | None = None
    rooms: tuple[str, ...] | None = None
    tracks: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None

    def slots(self, timetable: Timetable) -> tuple[Slot, ...]:
        """The chosen slots, in the order of time."""
        named = days_by_name(timetable)
        dates = None if self.days is None else {named.get(day) for day in self.days} - {None}
        return tuple(
            slot
            for slot in timetable.slots
            if (dates is None or (slot.day is not None and slot.day.isoformat() in dates))
            and (self.rooms is None or slot.room in self.rooms)
            and (self.tracks is None or slot.session.track in self.tracks)
            and (self.kinds is None or slot.session.kind in self.kinds)
        )


def days_by_name(timetable: Timetable) -> dict[str, str]:
    """Each day (ISO 8601), by its date and by its number from 1."""
    dates = [day.date.isoformat() for day in timetable.days if day.date is not None]
    return {date: date for date in dates} | {str(number): date for number, date in enumerate(dates, start=1)}


def people_with(roles: Collection[Role], sessions: Iterable[Session]) -> list[str | Tbd]:
    """Who has one of some roles in some sessions, in the order of the sessions, each once."""
    return list(
        dict.fromkeys(part.person for session in sessions for part in session.participations if part.role in roles)
    )
