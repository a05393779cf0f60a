"""When and where each session happens."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from heapq import heappop, heappush
from itertools import chain, groupby, islice
from zoneinfo import ZoneInfo

from sphinx_event_program.model.moments import YEARS
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.session import Session, SessionKind, SessionStatus
from sphinx_event_program.model.values import Duration, Tbd
from sphinx_event_program.problems import Kind, Place, Problem


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
    return _instant(end) - _instant(start)


def _instant(moment: datetime) -> datetime:
    """A moment that can be compared: Python compares two times of one zone by their wall clocks."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def arrange(program: Program) -> Timetable:
    """Give each session its start, end and room.

    A session without ``start`` follows the one before it in its room; the first
    in a room starts with the event. A time without a date is on the day of the
    session before it in the list, at first on the event's first day.
    """
    problems: list[Problem] = []
    slots = list(_placed(program, problems))
    order = {ident: index for index, ident in enumerate(program.rooms)}

    def position(slot: Slot) -> tuple[datetime, int]:
        start = datetime.max.replace(tzinfo=UTC) if slot.start is None else _instant(slot.start)
        return start, order.get(slot.room, -1) if isinstance(slot.room, str) else -1

    # Sorting is stable: at one time and in one room the list's own order stands.
    ordered = tuple(sorted(slots, key=position))
    problems.extend(_clashes(program, ordered))
    problems.extend(_outside(program, ordered))
    until = max((slot.end for slot in ordered if slot.end is not None), key=_instant, default=None)
    left = _time_left(program, ordered, until)
    if left:
        minutes = int(left.total_seconds()) // 60
        where = program.place('event', 'end')
        problems.append(Problem(where, f'{minutes} minutes before the end are not planned', '', Kind.TIME_LEFT))
    return Timetable(ordered, until, left, tuple(problems))


def _placed(program: Program, problems: list[Problem]) -> Iterator[Slot]:
    event = program.event
    day = event.first_day
    begins = None
    if isinstance(event.start, datetime):
        begins = _existing(program, event.start, program.place('event', 'start'), problems)
    if isinstance(event.end, datetime):
        _existing(program, event.end, program.place('event', 'end'), problems)
    until: dict[str | Tbd | None, datetime | None] = {}
    for session in program.sessions:
        room = _room(program, session)
        if session.start is None:
            start = until.get(room, begins)
        elif isinstance(session.start, Tbd):
            start = None
        else:
            start = _local(program, session, 'start', session.start, day, problems)
        end = _end(program, session, start, problems)
        until[room] = end
        day = start.date() if start else day
        yield Slot(session, start, end, room)


def _room(program: Program, session: Session) -> str | Tbd | None:
    """The session's room; the event's own one if it is among the rooms, else None."""
    if session.room is not None:
        return session.room
    location = program.event.location
    own = None if location is None or isinstance(location, Tbd) else location.room
    return own if isinstance(own, str) and own in program.rooms else None


def _end(program: Program, session: Session, start: datetime | None, problems: list[Problem]) -> datetime | None:
    from_duration = None
    if start is not None and isinstance(session.duration, Duration):
        from_duration = later(start, session.duration.total)
        if from_duration.year not in YEARS:
            message = f'{session.id!r} would end in the year {from_duration.year}'
            where = program.place('sessions', session.id, 'duration')
            problems.append(Problem(where, message, 'give it a start of its own', Kind.OUTSIDE))
            from_duration = None
    if session.end is None or isinstance(session.end, Tbd):
        return None if isinstance(session.end, Tbd) else from_duration
    day = start.date() if start else program.event.first_day
    if start is not None and isinstance(session.end, time) and session.end <= start.time():
        # A clock that shows less than at the start shows it on the next day.
        day = start.date() + timedelta(days=1)
    end = _local(program, session, 'end', session.end, day, problems)
    if end is None or start is None:
        return end
    where = program.place('sessions', session.id, 'end')
    if elapsed(start, end) <= timedelta():
        problems.append(Problem(where, f'{session.id!r} ends before it starts', 'correct one of them', Kind.OUTSIDE))
        return from_duration
    if from_duration is not None and elapsed(end, from_duration):
        form = '%H:%M' if end.date() == from_duration.date() else '%Y-%m-%d %H:%M'
        message = f'{session.id!r} ends at {end:{form}}, but its duration says {from_duration:{form}}'
        problems.append(Problem(where, message, 'leave one of the two out', Kind.CLASH))
    return end


def _local(
    program: Program, session: Session, field: str, given: datetime | time, day: date | None, problems: list[Problem]
) -> datetime | None:
    """An author's moment in the event's zone; None if its day is not known."""
    if isinstance(given, time):
        if day is None:
            return None
        given = datetime.combine(day, given)
    return _existing(program, given, program.place('sessions', session.id, field), problems)


def _existing(program: Program, given: datetime, where: Place, problems: list[Problem]) -> datetime:
    """A naive moment in the event's zone; a later one, and a problem, if the clocks jump over it."""
    moment = program.event.local(given)
    if isinstance(moment.tzinfo, ZoneInfo):
        there_and_back = moment.astimezone(UTC).astimezone(moment.tzinfo)
        if there_and_back.replace(tzinfo=None) != given:
            message = f'{given:%H:%M} does not exist on {given:%Y-%m-%d}, because the clocks change'
            problems.append(Problem(where, message, f'did you mean {there_and_back:%H:%M}?', Kind.VALUE))
            return there_and_back
    return moment


#: Of one session's clashes, those that are told one by one; the rest is counted.
_CLASHES_TOLD = 5


class _Ongoing:
    """The sessions in one room, or of one person, that are not over."""

    def __init__(self) -> None:
        self._by_end: list[tuple[datetime, int, Slot]] = []
        self._in_room: Counter[str | Tbd | None] = Counter()

    def start(self, number: int, slot: Slot, end: datetime) -> None:
        """Add a session; ``number`` is its position in the order of time."""
        heappush(self._by_end, (end, number, slot))
        self._in_room[slot.room] += 1

    def at(self, moment: datetime) -> _Ongoing:
        """The same without what is over by now; moments only go on."""
        while self._by_end and self._by_end[0][0] <= moment:
            self._in_room[heappop(self._by_end)[2].room] -= 1
        return self

    def beside(self, room: str | Tbd | None) -> tuple[list[Slot], int]:
        """Some sessions that are not in ``room``, in the order of time, and how many more there are."""
        number = len(self._by_end) - (0 if isinstance(room, Tbd) else self._in_room[room])
        beside = (entry for entry in self._by_end if isinstance(room, Tbd) or entry[2].room != room)
        return self._first(beside if number else (), number)

    def all(self, other: _Ongoing | None = None) -> tuple[list[Slot], int]:
        """Some sessions, with those of ``other``, and how many more there are."""
        entries = [self._by_end, other._by_end if other else []]
        return self._first(chain(*entries), sum(map(len, entries)))

    @staticmethod
    def _first(entries: Iterable[tuple[datetime, int, Slot]], number: int) -> tuple[list[Slot], int]:
        told = sorted(islice(entries, _CLASHES_TOLD), key=lambda entry: entry[1])
        return [slot for _, _, slot in told], number - len(told)


def _clashes(program: Program, slots: tuple[Slot, ...]) -> Iterator[Problem]:
    """Rooms with two sessions at once, and people in two places at once."""
    # Posters hang side by side.
    rooms: defaultdict[tuple[str | None, bool], _Ongoing] = defaultdict(_Ongoing)
    people: defaultdict[str, _Ongoing] = defaultdict(_Ongoing)
    for number, slot in enumerate(slots):
        if slot.start is None or slot.end is None or slot.session.status is SessionStatus.CANCELLED:
            continue
        start, end = _instant(slot.start), _instant(slot.end)
        ident, at = slot.session.id, f'{slot.start:%H:%M}'
        messages = []
        if not isinstance(slot.room, Tbd):
            is_poster = slot.session.kind is SessionKind.POSTER
            talks = rooms[slot.room, False].at(start)
            others, more = talks.all(None if is_poster else rooms[slot.room, True].at(start))
            begins = f'{ident!r} begins at {at} in the same room as'
            messages += [f'{begins} {other.session.id!r}, which is not over' for other in others]
            messages += [f'{begins} {more} more sessions that are not over'] if more else []
            rooms[slot.room, is_poster].start(number, slot, end)
        # A person can have two roles in one session.
        for person in dict.fromkeys(part.person for part in slot.session.participations):
            if isinstance(person, Tbd):
                continue
            others, more = people[person].at(start).beside(slot.room)
            messages += [f'{person!r} is in {other.session.id!r} and {ident!r} at {at}' for other in others]
            messages += [f'{person!r} is in {ident!r} and in {more} more sessions at {at}'] if more else []
            people[person].start(number, slot, end)
        if messages:
            where = program.place('sessions', ident, 'start')
            hint = 'move or shorten one of them'
            yield from (Problem(where, message, hint, Kind.CLASH) for message in messages)


def _outside(program: Program, slots: tuple[Slot, ...]) -> Iterator[Problem]:
    begins, ends = program.event.earliest, program.event.latest
    if begins is not None and ends is not None and elapsed(begins, ends) <= timedelta():
        where = program.place('event', 'end')
        yield Problem(where, 'the event ends before it starts', 'correct one of them', Kind.OUTSIDE)
        return
    for slot in slots:
        where = program.place('sessions', slot.session.id, 'start')
        if begins is not None and slot.start is not None and _instant(slot.start) < _instant(begins):
            message = f'{slot.session.id!r} starts at {slot.start:%Y-%m-%d %H:%M}, before the event'
            yield Problem(where, message, f'the event starts at {begins:%Y-%m-%d %H:%M}', Kind.OUTSIDE)
        if ends is not None and slot.end is not None and _instant(slot.end) > _instant(ends):
            where = program.place('sessions', slot.session.id, 'start' if slot.session.end is None else 'end')
            message = f'{slot.session.id!r} ends at {slot.end:%Y-%m-%d %H:%M}, past the event'
            yield Problem(where, message, f'the event ends at {ends:%Y-%m-%d %H:%M}', Kind.OUTSIDE)


def _time_left(program: Program, slots: tuple[Slot, ...], until: datetime | None) -> timedelta:
    """What is not planned between the last session and the end; zero while a time is not known."""
    if program.event.ends_at is None or until is None or any(slot.end is None for slot in slots):
        return timedelta()
    return max(elapsed(until, program.event.ends_at), timedelta())
