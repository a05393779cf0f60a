"""Selections of sessions and people, as values that can be evaluated again after an edit."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sphinx_event_program.model.session import Role, Session, SessionKind
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.timetable import Slot, Timetable


@dataclass(frozen=True, slots=True)
class Selection:
    """Some slots of a timetable: those that fit everything which is not None.

    A day is written as a date (``2025-10-19``), or as its number among the event's days.
    """

    days: tuple[str, ...] | None = None
    rooms: tuple[str, ...] | None = None
    tracks: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None

    def slots(self, timetable: Timetable) -> tuple[Slot, ...]:
        """The chosen slots, in the order of time."""
        named = days_by_name(timetable)
        dates = None if self.days is None else {named.get(day) for day in self.days} - {None}
        return tuple(
            slot
            for slot in timetable.slots
            if (dates is None or (slot.day is not None and slot.day.isoformat() in dates))
            and (self.rooms is None or not set(self.rooms).isdisjoint(slot.rooms))
            and (self.tracks is None or slot.session.track in self.tracks)
            and (self.kinds is None or slot.session.kind in self.kinds)
            and (self.tags is None or not set(self.tags).isdisjoint(slot.session.tag_names))
        )


def days_by_name(timetable: Timetable) -> dict[str, str]:
    """Each day (ISO 8601), by its date and by its number from 1."""
    dates = list(timetable.dates)
    return {date: date for date in dates} | {str(number): date for number, date in enumerate(dates, start=1)}


#: Kinds of sessions that a visitor does not look for: they are passed over on the way from one session to the next.
_PAUSES = frozenset({SessionKind.BREAK, SessionKind.REGISTRATION})

#: How many sessions are named beside one, for each reason.
_RELATED_LIMIT = 4


class Neighbourhood:
    """Neighbours of each session: those before and after it, and those with its people or in its track."""

    def __init__(self, timetable: Timetable) -> None:
        # Of a session that is held several times, the first one counts.
        firsts = [slot for slot in timetable.slots if slot.number == 0]
        self._order = {slot.session.id: index for index, slot in enumerate(firsts)}
        self._sought = [slot for slot in firsts if slot.session.kind not in _PAUSES]
        self._with_person: defaultdict[str | Tbd, list[Slot]] = defaultdict(list)
        self._in_track: defaultdict[str | Tbd | None, list[Slot]] = defaultdict(list)
        for slot in self._sought:
            self._in_track[slot.session.track].append(slot)
            for person in dict.fromkeys(part.person for part in slot.session.participations):
                self._with_person[person].append(slot)

    def around(self, session: Session) -> tuple[Slot | None, Slot | None]:
        """The slots before and after a session, in the order of the timetable."""
        before, after = self._split(self._sought, session)
        return (before[-1] if before else None), (after[0] if after else None)

    def with_same_people(self, session: Session) -> list[Slot]:
        """Other sessions of those who take part in one: the nearest, in the order of the timetable."""
        people = dict.fromkeys(part.person for part in session.participations if not isinstance(part.person, Tbd))
        theirs = {slot.session.id: slot for person in people for slot in self._with_person[person]}
        return self._nearest(sorted(theirs.values(), key=self._position), session)

    def in_same_track(self, session: Session) -> list[Slot]:
        """Other sessions of the same track: the nearest, in the order of the timetable."""
        if not isinstance(session.track, str) or session.kind in _PAUSES:
            return []
        return self._nearest(self._in_track[session.track], session)

    def _position(self, slot: Slot) -> int:
        return self._order[slot.session.id]

    def _split(self, slots: list[Slot], session: Session, most: int = 1) -> tuple[list[Slot], list[Slot]]:
        """At most ``most`` of some ordered slots on either side of a session."""
        here = self._order[session.id]
        after = before = bisect_left(slots, here, key=self._position)
        if after < len(slots) and slots[after].session.id == session.id:
            after += 1
        return slots[max(0, before - most) : before], slots[after : after + most]

    def _nearest(self, slots: list[Slot], session: Session) -> list[Slot]:
        before, after = self._split(slots, session, _RELATED_LIMIT)
        # As many from either side as there are; what is still to come is worth more.
        coming = after[: max(_RELATED_LIMIT // 2, _RELATED_LIMIT - len(before))]
        return before[len(before) - min(len(before), _RELATED_LIMIT - len(coming)) :] + coming


def people_with(roles: Collection[Role], sessions: Iterable[Session]) -> list[str | Tbd]:
    """People who have one of some roles in some sessions, in the order of the sessions, each once."""
    return list(
        dict.fromkeys(part.person for session in sessions for part in session.participations if part.role in roles)
    )
