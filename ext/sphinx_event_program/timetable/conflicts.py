"""Conflicts in a timetable: rooms and people needed twice at once, sessions outside the event, undated days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from itertools import chain, islice
from typing import TypeAlias

from sphinx_event_program.model.problems import Kind, Problem
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.session import SessionKind, SessionStatus
from sphinx_event_program.model.values import TBD, Tbd
from sphinx_event_program.timetable.slots import Slot, Where, elapsed, instant

#: Of one session's clashes, those that are told one by one; the rest is counted.
_CLASHES_TOLD = 5


#: The rooms of a session.
_Rooms: TypeAlias = tuple[Where, ...]

#: A session: its end, its position in the order of time, its slot and its rooms.
_Entry: TypeAlias = tuple[datetime, int, Slot, _Rooms]


class _Ongoing:
    """The sessions in one room, or of one person, that are not over."""

    def __init__(self) -> None:
        self._by_end: list[_Entry] = []
        self._in_rooms: Counter[_Rooms] = Counter()

    def start(self, number: int, slot: Slot, end: datetime, rooms: _Rooms) -> None:
        """Add a session; ``number`` is its position in the order of time, and no other one has it."""
        heappush(self._by_end, (end, number, slot, rooms))
        self._in_rooms[rooms] += 1

    def at(self, moment: datetime) -> _Ongoing:
        """The sessions that are not over at a moment, which is never earlier than the last one asked."""
        while self._by_end and self._by_end[0][0] <= moment:
            self._in_rooms[heappop(self._by_end)[3]] -= 1
        return self

    def beside(self, rooms: _Rooms, accepted: Collection[str]) -> tuple[list[Slot], int]:
        """Some sessions that are not in the same ``rooms``, in the order of time, and how many more there are.

        Those that are ``accepted`` do not count.
        """
        is_open = any(isinstance(room, Tbd) for room in rooms)
        number = len(self._by_end) - (0 if is_open else self._in_rooms[rooms])
        beside = (entry for entry in self._by_end if is_open or entry[3] != rooms)
        return self._first(beside if number else (), number, accepted)

    def all(self, other: _Ongoing | None, accepted: Collection[str]) -> tuple[list[Slot], int]:
        """Some sessions, with those of ``other``, and how many more there are, but for those that are ``accepted``."""
        entries = [self._by_end, other._by_end if other else []]
        return self._first(chain(*entries), sum(map(len, entries)), accepted)

    @staticmethod
    def _first(entries: Iterable[_Entry], number: int, accepted: Collection[str]) -> tuple[list[Slot], int]:
        if accepted and number:
            kept = [entry for entry in entries if entry[2].session.id not in accepted]
            entries, number = kept, len(kept)
        reported = sorted(islice(entries, _CLASHES_TOLD), key=lambda entry: entry[1])
        return [slot for _, _, slot, _ in reported], number - len(reported)


def clashes(program: Program, slots: tuple[Slot, ...], listed: Iterable[Slot]) -> Iterator[Problem]:
    """Rooms with two sessions at once, and people in two places at once.

    ``slots`` are in the order of time, ``listed`` has them in that of the list.
    """
    own_room = has_own_room(program)
    stretches = Stretches(() if is_of_one_day(program) else listed)
    undated: dict[str, tuple[Slot, list[str]]] = {}
    # Posters hang side by side.
    accepted = _accepted(program)
    by_session = program.sessions_by_id
    ongoing: defaultdict[tuple[Where, bool, object], _Ongoing] = defaultdict(_Ongoing)
    people: defaultdict[str, _Ongoing] = defaultdict(_Ongoing)
    for number, slot in enumerate(slots):
        if slot.start is None or slot.end is None or slot.session.status is SessionStatus.CANCELLED:
            continue
        start, end = instant(slot.start), instant(slot.end)
        ident, at = slot.session.id, f'{slot.start:%H:%M}'
        clashes: list[tuple[Slot | None, str]] = []
        is_poster = slot.session.kind is SessionKind.POSTER
        # Without a room, two sessions need not be in the same one; posters are where all posters are.
        rooms = tuple(room if isinstance(room, str) or own_room or is_poster else TBD for room in slot.rooms)
        # A talk shares its room with the session that it is part of, which speaks for it to all others.
        within = slot.session.part_of if slot.session.part_of in by_session else None
        told: set[str] = set()
        for room in rooms:
            if isinstance(room, Tbd):
                continue
            talks = ongoing[room, False, within].at(start)
            posters = None if is_poster else ongoing[room, True, within].at(start)
            others, more = talks.all(posters, accepted[ident] | told)
            begins = f'{ident!r} begins at {at} in the same room as'
            clashes += [(other, f'{begins} {other.session.id!r}, which is not over') for other in others]
            clashes += [(None, f'{begins} {more} more sessions that are not over')] if more else []
            told.update(other.session.id for other in others)
            ongoing[room, is_poster, within].start(number, slot, end, rooms)
        # A person can have two roles in one session.
        for person in dict.fromkeys(part.person for part in slot.session.participations):
            if isinstance(person, Tbd):
                continue
            others, more = people[person].at(start).beside(rooms, accepted[ident])
            clashes += [(other, f'{person!r} is in {other.session.id!r} and {ident!r} at {at}') for other in others]
            clashes += [(None, f'{person!r} is in {ident!r} and in {more} more sessions at {at}')] if more else []
            people[person].start(number, slot, end, rooms)
        for other, message in clashes:
            if other is not None and (head := stretches.head(slot, other)):
                undated.setdefault(head.session.id, (head, []))[1].append(message)
            else:
                where = program.place('sessions', ident, 'start')
                hint = 'move or shorten one of them'
                if other is not None:
                    hint += f", or write 'overlaps: {other.session.id}' if it is meant so"
                yield Problem(where, message, hint, Kind.CLASH)
    for days, (head, before) in enumerate(stretches.heads(), 1):
        _, messages = undated.get(head.session.id, (head, []))
        yield undated_day(program, head, before, days, messages)


def _accepted(program: Program) -> Mapping[str, set[str]]:
    """For each session, those with which it may clash: whichever of the two says so, or one is part of the other."""
    accepted: defaultdict[str, set[str]] = defaultdict(set)
    for session in program.sessions:
        for other in () if isinstance(session.overlaps, Tbd) else session.overlaps:
            accepted[session.id].add(other)
            accepted[other].add(session.id)
        if isinstance(session.part_of, str):
            accepted[session.id].add(session.part_of)
            accepted[session.part_of].add(session.id)
    return accepted


def outside(program: Program, slots: tuple[Slot, ...]) -> Iterator[Problem]:
    """Sessions that start before the event or end after it, and an event that ends before it starts."""
    begins, ends = program.event.earliest, program.event.latest
    if begins is not None and ends is not None and elapsed(begins, ends) <= timedelta():
        where = program.place('event', 'end')
        yield Problem(where, 'the event ends before it starts', 'correct one of them', Kind.OUTSIDE)
        return
    for slot in slots:
        session = slot.session
        # The session that it is part of is told, if it is that one; doors may open before.
        if session.part_of in program.sessions_by_id or (
            slot.is_moment and slot.day == program.event.first_program_day
        ):
            continue
        at = ('times', str(slot.number)) if session.times else ()
        where = program.place('sessions', session.id, *at, 'start')
        if begins is not None and slot.start is not None and instant(slot.start) < instant(begins):
            message = f'{slot.session.id!r} starts at {slot.start:%Y-%m-%d %H:%M}, before the event'
            yield Problem(where, message, f'the event starts at {begins:%Y-%m-%d %H:%M}', Kind.OUTSIDE)
        if ends is not None and slot.end is not None and instant(slot.end) > instant(ends):
            where = program.place('sessions', session.id, *at, 'start' if session.end is None else 'end')
            message = f'{slot.session.id!r} ends at {slot.end:%Y-%m-%d %H:%M}, past the event'
            yield Problem(where, message, f'the event ends at {ends:%Y-%m-%d %H:%M}', Kind.OUTSIDE)


class Stretches:
    """The sessions of a list in stretches, in which each room's times only go on.

    Where a time without a date goes back in its room, the author may have gone on with the
    next day. ``slots`` are in the order of the list.
    """

    def __init__(self, slots: Iterable[Slot]) -> None:
        self._heads: list[tuple[Slot, Slot]] = []
        self._number: dict[str, int] = {}
        last: dict[Where, Slot] = {}
        for slot in slots:
            rooms = [] if slot.start is None else [room for room in slot.rooms if not isinstance(room, Tbd)]
            for room in rooms:
                before = last.get(room)
                if isinstance(slot.session.start, time) and before and _starts_before(slot, before):
                    self._heads.append((slot, before))
                    last.clear()
                    break
            last.update(dict.fromkeys(rooms, slot))
            self._number.setdefault(slot.session.id, len(self._heads))

    def heads(self) -> list[tuple[Slot, Slot]]:
        """The first session of each stretch but the first one, and the later one above it in its room."""
        return self._heads

    def number(self, slot: Slot) -> int:
        """In which stretch a session is, from 0."""
        return self._number.get(slot.session.id, 0)

    def head(self, one: Slot, other: Slot) -> Slot | None:
        """Session that may begin a day between two sessions; None if they are of one stretch."""
        first, second = sorted((self.number(one), self.number(other)))
        return None if first == second else self._heads[second - 1][0]


def _starts_before(slot: Slot, other: Slot) -> bool:
    return slot.start is not None and other.start is not None and slot.start < other.start


def undated_day(program: Program, head: Slot, before: Slot, days: int, clashes: list[str]) -> Problem:
    """The one problem of a day whose date may be missing: its first clash, else that its first session is earlier.

    ``head`` is that session, ``before`` the one above it in its room, ``days`` the number of such days up to it.
    """
    ident, start = head.session.id, head.start or datetime.min
    where = program.place('sessions', ident, 'start')
    day = min(start.date() + timedelta(days=days), (program.event.latest or datetime.max).date())
    with_date = f"'start: {day} {start:%H:%M}'"
    if clashes:
        more = f', and so on: {len(clashes) - 1} more clash' if len(clashes) > 1 else ''
        hint = f'if another day begins with {ident!r}, write its date: {with_date}'
        return Problem(where, clashes[0] + more, hint, Kind.CLASH)
    in_room = ' in its room' if isinstance(head.rooms[0], str) else ''
    message = f'{ident!r} begins at {start:%Y-%m-%d %H:%M}, before {before.session.id!r} above it{in_room}'
    hint = f"if another day begins here, write its date: {with_date}; if not, write '{start:%Y-%m-%d %H:%M}'"
    return Problem(where, message, hint, Kind.DAY)


def has_own_room(program: Program) -> bool:
    """Whether the event is in a room that its author named: sessions without one are there."""
    location = program.event.location
    return not isinstance(location, Tbd | None) and isinstance(location.room, str)


def is_of_one_day(program: Program) -> bool:
    """Whether an event begins and ends on one day, so that no other can be meant."""
    first, latest = program.event.first_program_day, program.event.latest
    return first is not None and latest is not None and program.event.day_of(latest - timedelta(minutes=1)) == first
