"""Schedule as frab and c3voc have it, for ``schedule.xml`` and ``schedule.json``, which other programs read.

The two formats have a place neither for a status nor for what is to be announced: a cancelled
session is marked in its title, and one whose time is not known is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from importlib.metadata import version
from uuid import UUID

from sphinx_event_program._files import digest_of
from sphinx_event_program.exports.release import Release, slug
from sphinx_event_program.model.event import Location
from sphinx_event_program.model.formulas import readable
from sphinx_event_program.model.session import Material, MaterialKind, Session
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.timetable import Slot
from sphinx_event_program.timetable.grid import breaks_for_all
from sphinx_event_program.timetable.slots import elapsed

GENERATOR = 'sphinx-event-program'

#: As long as an acronym can be read in a list of events.
_ACRONYM_LIMIT = 40

_NUMBERS = 2**31 - 1


@dataclass(frozen=True)
class TimedSlot:
    """A slot whose start is known; without a known end, it is over at once."""

    slot: Slot
    start: datetime
    end: datetime

    @property
    def session(self) -> Session:
        """The session that is held then."""
        return self.slot.session


@dataclass(frozen=True)
class ScheduleDay:
    """Sessions that start on one local day, by the name of the room."""

    index: int
    date: date
    start: datetime
    end: datetime
    rooms: Mapping[str, tuple[TimedSlot, ...]]


class Schedule:
    """A release in the terms of the two formats."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.program = release.edition.program

    @cached_property
    def days(self) -> tuple[ScheduleDay, ...]:
        """The days on which something starts; none while the zone or every time is unknown."""
        by_day: dict[date, list[tuple[str, TimedSlot]]] = {}
        slots = self.release.edition.timetable.slots
        # The formats have no break for all rooms, and an event of theirs has an id of its own: it is in the first room.
        first = next((self.release.known(room.name) for room in self.program.event.rooms), None)
        for_all = breaks_for_all(slots) if first and not self._own_place else frozenset()
        for slot in slots:
            # The formats know no talks in sessions, and of events that overlap in a room, apps cut one.
            if self.release.edition.timetable.talks_of(slot):
                continue
            if slot.start is not None and slot.start.tzinfo is not None:
                timed = TimedSlot(slot, slot.start, _end(slot, slot.start))
                room = first if first and slot.session.id in for_all else self.room(slot)
                by_day.setdefault(slot.day or slot.start.date(), []).append((room, timed))
        return tuple(self._day(index, day, by_day[day]) for index, day in enumerate(sorted(by_day), start=1))

    @cached_property
    def dates(self) -> tuple[date, date]:
        """The first and the last day of the event, or of what starts outside of it."""
        event = self.program.event
        days = [day.date for day in self.days]
        last = event.end.date() if isinstance(event.end, datetime) else event.end
        known = [day for day in (event.first_day, last) if isinstance(day, date)]
        return min([*days, *known]), max([*days, *known])

    def _day(self, index: int, day: date, slots: list[tuple[str, TimedSlot]]) -> ScheduleDay:
        names = dict.fromkeys(self.release.known(room.name) for room in self.program.event.rooms)
        rooms: dict[str, list[TimedSlot]] = {name: [] for name in names}
        for name, slot in slots:
            rooms.setdefault(name, []).append(slot)
        start = min(slot.start for _, slot in slots)
        end = max(slot.end for _, slot in slots)
        return ScheduleDay(index, day, start, end, {name: tuple(in_room) for name, in_room in rooms.items() if in_room})

    def room(self, slot: Slot) -> str:
        """Name of a slot's first room; without one, of the event's own."""
        # The formats have one place for each event, and no event twice.
        return next(iter(self.release.rooms(slot)), None) or self._own_place or self.release.known(None)

    @property
    def _own_place(self) -> str | None:
        """The name of the event's own room or building, if it is known."""
        location = self.program.event.location
        own = (location.room, location.venue) if isinstance(location, Location) else ()
        return next((name for name in own if isinstance(name, str)), None)

    @property
    def version(self) -> str:
        """Version of the program, which clients compare."""
        if self.release.revised:
            return self.release.revised.isoformat(timespec='minutes')
        contents = (self.program.event, self.program.people, self.program.sessions)
        # Apps show it to their users, so it is short.
        return digest_of(repr(contents))[:12]

    @property
    def generator_version(self) -> str:
        """The version of this project."""
        return version(GENERATOR)

    @property
    def acronym(self) -> str:
        """A short name in the letters that ``schedule.json`` allows, four at least."""
        event = self.program.event
        title = event.short_title if isinstance(event.short_title, str) else self.release.known(event.title)
        name = slug(title).replace('-', '_')[:_ACRONYM_LIMIT].strip('_')
        year = str(event.first_day.year) if event.first_day else ''
        return name if len(name) >= 4 else '_'.join(filter(None, ['event', name, year]))

    @cached_property
    def _slot_numbers(self) -> dict[UUID, int]:
        slots = sorted(self.release.edition.timetable.slots, key=lambda slot: (slot.session.id, slot.number))
        return _numbers(map(self.release.slot_guid, slots))

    @cached_property
    def _person_numbers(self) -> dict[UUID, int]:
        return _numbers(self.release.guid('person', ident) for ident in sorted(self.program.people))

    def number(self, slot: Slot) -> int:
        """The number of a time of a session, from 1 to 2³¹ − 1."""
        return self._slot_numbers[self.release.slot_guid(slot)]

    def person_number(self, ident: str) -> int:
        """The number of a person, from 1 to 2³¹ − 1."""
        return self._person_numbers[self.release.guid('person', ident)]

    def kind(self, session: Session) -> str:
        """Kind of the session."""
        return 'other' if isinstance(session.kind, Tbd) else str(session.kind)

    def language(self, session: Session) -> str:
        """The language it is held in (BCP 47); of several, the first."""
        return next(iter(session.languages), self.program.event.language)

    def subtitle(self, session: Session) -> str | None:
        """Subtitle, or nothing; of a talk without one, the title of its session."""
        whole = self.program.sessions_by_id.get(str(session.part_of))
        subtitle = whole.title if session.subtitle is None and whole else session.subtitle
        return readable(subtitle) if isinstance(subtitle, str) else None

    def links(self, session: Session) -> list[tuple[str, str, MaterialKind]]:
        """The materials that are somewhere on the web: what they are called, where they are, and what they are."""
        materials = () if isinstance(session.materials, Tbd) else session.materials
        return [
            (_called(material), material.url, material.kind)
            for material in materials
            if isinstance(material.url, str) and is_web(material.url)
        ]

    def address(self, session: Session) -> str | None:
        """Address of the session on the web."""
        address = self.release.address('session', session.id)
        return address if address and is_web(address) else None


def _numbers(guids: Iterable[UUID]) -> dict[UUID, int]:
    """A number for each identifier, which stays when others are added before it: apps keep their stars by it."""
    numbers: dict[UUID, int] = {}
    used: set[int] = set()
    for guid in guids:
        number = guid.int % _NUMBERS + 1
        while number in used:
            number = number % _NUMBERS + 1
        used.add(number)
        numbers[guid] = number
    return numbers


def _called(material: Material) -> str:
    return material.title if isinstance(material.title, str) else str(material.kind)


def _end(slot: Slot, start: datetime) -> datetime:
    return slot.end if slot.end is not None and elapsed(start, slot.end) > timedelta() else start


def is_web(address: str) -> bool:
    """Whether an address is one that the formats allow."""
    return address.startswith(('http://', 'https://'))


def hours_and_minutes(slot: TimedSlot) -> tuple[int, int]:
    """How long a slot lasts."""
    return divmod(int(elapsed(slot.start, slot.end).total_seconds()) // 60, 60)
