"""Arrange the sessions: the start, end and room of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sphinx_event_program.model.problems import Kind, Place, Problem
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.session import Session
from sphinx_event_program.model.times import YEARS
from sphinx_event_program.model.values import Duration, Tbd
from sphinx_event_program.timetable.conflicts import clashes, outside
from sphinx_event_program.timetable.slots import Slot, Timetable, Where, elapsed, instant, later


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
        start = datetime.max.replace(tzinfo=UTC) if slot.start is None else instant(slot.start)
        return start, min(order.get(room, -1) if isinstance(room, str) else -1 for room in slot.rooms)

    # Sorting is stable: at one time and in one room the list's own order stands.
    ordered = tuple(sorted(slots, key=position))
    # A talk is where its session is, and is not held again later in the list.
    listed = [slot for slot in slots if slot.session.part_of is None and slot.number == 0]
    problems.extend(clashes(program, ordered, listed))
    problems.extend(outside(program, ordered))
    until = max((slot.end for slot in ordered if slot.end is not None), key=instant, default=None)
    left = _time_left(program, ordered, until)
    if left:
        minutes = int(left.total_seconds()) // 60
        where = program.place('event', 'end')
        problems.append(Problem(where, f'{minutes} minutes before the end are not planned', '', Kind.TIME_LEFT))
    return Timetable(ordered, until, left, tuple(problems))


def _placed(program: Program, problems: list[Problem]) -> Iterator[Slot]:
    event = program.event
    day = event.first_program_day
    begins = None
    if isinstance(event.start, datetime):
        begins = _in_zone(program, event.start, program.place('event', 'start'), problems)
    if isinstance(event.end, datetime):
        _in_zone(program, event.end, program.place('event', 'end'), problems)
    until: dict[Where, datetime | None] = {}
    for session in program.sessions:
        if session.part_of in program.sessions_by_id:
            # Placed with the session that it is part of.
            continue
        first, *others = session.occurrences
        rooms = _rooms(program, first)
        # Who has several times has written them all.
        follows = _free(rooms, until, begins) if first is session else None
        if first.start is None and follows is not None and day is not None and event.day_of(follows) < day:
            problems.append(_earlier_day(program, session, follows, day))
        slot, talks = _with_talks(program, first, rooms, follows, day, problems)
        if not slot.is_moment:
            until.update(dict.fromkeys(rooms, slot.end))
        day = slot.day or day
        yield slot
        yield from talks
        # Nothing follows the later times: the list goes on from the first one.
        day_before = day
        for number, occurrence in enumerate(others, 1):
            again = _slot(program, occurrence, _rooms(program, occurrence), None, day_before, problems, number=number)
            day_before = again.day or day_before
            yield again


def _with_talks(
    program: Program,
    session: Session,
    rooms: tuple[Where, ...],
    follows: datetime | None,
    day: date | None,
    problems: list[Problem],
) -> tuple[Slot, list[Slot]]:
    """A session that starts at ``follows`` unless it says otherwise, and the talks in it.

    Without an end of its own, it ends with the last of these.
    """
    slot = _slot(program, session, rooms, follows, day, problems)
    until: dict[Where, datetime | None] = {}
    talks: list[Slot] = []
    for talk in program.talks_of.get(session.id, ()):
        talk_rooms = _rooms(program, talk) if talk.room else rooms
        placed = _slot(program, talk, talk_rooms, _free(talk_rooms, until, slot.start), slot.day or day, problems)
        if not placed.is_moment:
            until.update(dict.fromkeys(talk_rooms, placed.end))
        talks.append(placed)
    ends = [talk.end for talk in talks if not talk.is_moment]
    known = [end for end in ends if end is not None]
    are_known = len(known) == len(ends)
    if talks and session.end is None and session.duration is None:
        slot = replace(slot, end=max(known, key=instant) if known and are_known else None)
    problems.extend(_beyond(program, slot, talks))
    if slot.end and known and are_known and (left := elapsed(max(known, key=instant), slot.end)) > _NONE:
        minutes = int(left.total_seconds()) // 60
        message = f'{minutes} minutes of {session.id!r} are left after its last talk'
        problems.append(Problem(program.place('sessions', session.id), message, '', Kind.TIME_LEFT))
    return slot, talks


_NONE = timedelta()


def _beyond(program: Program, slot: Slot, talks: list[Slot]) -> Iterator[Problem]:
    """Talks that start before the session that they are part of, or end after it."""
    ident = slot.session.id
    for talk in talks:
        where = program.place('sessions', talk.session.id, 'start')
        if talk.start and slot.start and instant(talk.start) < instant(slot.start):
            message = f'{talk.session.id!r} starts at {talk.start:%H:%M}, before {ident!r}, which it is part of'
            yield Problem(where, message, f'{ident!r} starts at {slot.start:%H:%M}', Kind.OUTSIDE)
        elif talk.end and slot.end and instant(talk.end) > instant(slot.end):
            message = f'{talk.session.id!r} ends at {talk.end:%H:%M}, after {ident!r}, which it is part of'
            yield Problem(where, message, f'{ident!r} ends at {slot.end:%H:%M}', Kind.OUTSIDE)


def _slot(
    program: Program,
    session: Session,
    rooms: tuple[Where, ...],
    follows: datetime | None,
    day: date | None,
    problems: list[Problem],
    *,
    number: int = 0,
) -> Slot:
    """A session with its start and end; ``follows`` is when it starts if it does not say so itself."""
    at = ('times', str(number)) if session.times else ()
    if session.start is None:
        start = follows
    elif isinstance(session.start, Tbd):
        start = None
    else:
        start = _local(program, session, (*at, 'start'), session.start, day, problems)
    end = None if session.is_moment and session.end is None else _end(program, session, start, at, problems)
    return Slot(session, start, end, rooms, program.event.day_of(start) if start else None, number)


def _free(rooms: tuple[Where, ...], until: Mapping[Where, datetime | None], begins: datetime | None) -> datetime | None:
    """When all of some rooms are free; None if that is not known of one."""
    moments = [until.get(room, begins) for room in rooms]
    known = [moment for moment in moments if moment is not None]
    return max(known, key=instant) if len(known) == len(moments) else None


def _earlier_day(program: Program, session: Session, start: datetime, day: date) -> Problem:
    """Problem of a session without a start that would be on a day before that of the session above it."""
    message = (
        f'{session.id!r} has no start; in its room that is {start:%Y-%m-%d %H:%M}, a day before the session above it'
    )
    hint = f"write its start: '{day} {start:%H:%M}', for example, or '{start:%Y-%m-%d %H:%M}' if that is right"
    return Problem(program.place('sessions', session.id), message, hint, Kind.DAY)


def _rooms(program: Program, session: Session) -> tuple[Where, ...]:
    """The session's rooms; the event's own one if it is among the rooms, else None."""
    if isinstance(session.room, Tbd):
        return (session.room,)
    if session.room:
        return session.room
    location = program.event.location
    own = None if location is None or isinstance(location, Tbd) else location.room
    return (own if isinstance(own, str) and own in program.rooms else None,)


def _end(
    program: Program, session: Session, start: datetime | None, at: tuple[str, ...], problems: list[Problem]
) -> datetime | None:
    """When a session that starts at a moment ends; ``at`` leads to where its time is written."""
    from_duration = None
    if start is not None and isinstance(session.duration, Duration):
        from_duration = later(start, session.duration.total)
        if from_duration.year not in YEARS:
            message = f'{session.id!r} would end in the year {from_duration.year}'
            where = program.place('sessions', session.id, *at, 'duration')
            problems.append(Problem(where, message, 'give it a start of its own', Kind.OUTSIDE))
            from_duration = None
    if session.end is None or isinstance(session.end, Tbd):
        return None if isinstance(session.end, Tbd) else from_duration
    written = session.end
    if start is not None and isinstance(written, time):
        # A clock that shows less than at the start shows it on the next day.
        next_day = timedelta(days=1) if written < start.time() else timedelta()
        written = datetime.combine(start.date() + next_day, written)
    end = _local(program, session, (*at, 'end'), written, program.event.first_day, problems)
    if end is None or start is None:
        return end
    where = program.place('sessions', session.id, *at, 'end')
    if session.is_moment and not elapsed(start, end):
        return None
    if elapsed(start, end) <= timedelta():
        when = 'before it starts' if elapsed(start, end) else 'when it starts'
        problems.append(Problem(where, f'{session.id!r} ends {when}', 'correct one of them', Kind.OUTSIDE))
        return from_duration
    if from_duration is not None and elapsed(end, from_duration):
        form = '%H:%M' if end.date() == from_duration.date() else '%Y-%m-%d %H:%M'
        message = f'{session.id!r} ends at {end:{form}}, but its duration says {from_duration:{form}}'
        problems.append(Problem(where, message, 'leave one of the two out', Kind.CLASH))
    return end


def _local(
    program: Program,
    session: Session,
    field: tuple[str, ...],
    moment: datetime | time,
    day: date | None,
    problems: list[Problem],
) -> datetime | None:
    """An author's moment in the event's zone, on a day of the program; None if that is not known."""
    if isinstance(moment, time):
        if day is None:
            return None
        moment = program.event.on_day(day, moment)
    return _in_zone(program, moment, program.place('sessions', session.id, *field), problems)


def _in_zone(program: Program, written: datetime, where: Place, problems: list[Problem]) -> datetime:
    """A moment in the event's zone; a later one, and a problem, if the clocks jump over it.

    Of two moments that the clock shows, that with the offset as written is meant, otherwise the first.
    """
    written, offset = written.replace(tzinfo=None), written.utcoffset()
    moment = program.event.local(written)
    if offset is not None and isinstance(moment.tzinfo, ZoneInfo) and offset != moment.utcoffset():
        second = moment.replace(fold=1)
        if second.utcoffset() == offset:
            return second
        message = f'{written:%Y-%m-%d %H:%M} has another offset in {moment.tzinfo.key}: {moment.isoformat()[-6:]}'
        problems.append(Problem(where, message, 'leave the offset out', Kind.VALUE))
    if isinstance(moment.tzinfo, ZoneInfo):
        there_and_back = moment.astimezone(UTC).astimezone(moment.tzinfo)
        if there_and_back.replace(tzinfo=None) != written:
            message = f'{written:%H:%M} does not exist on {written:%Y-%m-%d}, because the clocks change'
            problems.append(Problem(where, message, f'did you mean {there_and_back:%H:%M}?', Kind.VALUE))
            return there_and_back
    return moment


def _time_left(program: Program, slots: tuple[Slot, ...], until: datetime | None) -> timedelta:
    """Time that is not planned between the last session and the end; zero while a time is not known."""
    if program.event.ends_at is None or until is None or any(slot.end is None and not slot.is_moment for slot in slots):
        return timedelta()
    return max(elapsed(until, program.event.ends_at), timedelta())
