"""Arrange the sessions: the start, end and room of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sphinx_event_program.model.problems import Kind, Place, Problem
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.session import Session
from sphinx_event_program.model.times import YEARS
from sphinx_event_program.model.values import Duration, Tbd
from sphinx_event_program.timetable.conflicts import clashes, outside
from sphinx_event_program.timetable.slots import Slot, Timetable, elapsed, instant, later


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
        return start, order.get(slot.room, -1) if isinstance(slot.room, str) else -1

    # Sorting is stable: at one time and in one room the list's own order stands.
    ordered = tuple(sorted(slots, key=position))
    problems.extend(clashes(program, ordered, slots))
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
    day = event.first_day
    begins = None
    if isinstance(event.start, datetime):
        begins = _in_zone(program, event.start, program.place('event', 'start'), problems)
    if isinstance(event.end, datetime):
        _in_zone(program, event.end, program.place('event', 'end'), problems)
    until: dict[str | Tbd | None, datetime | None] = {}
    for session in program.sessions:
        room = _room(program, session)
        if session.start is None:
            start = until.get(room, begins)
            if start is not None and day is not None and start.date() < day:
                problems.append(_earlier_day(program, session, start, day))
        elif isinstance(session.start, Tbd):
            start = None
        else:
            start = _local(program, session, 'start', session.start, day, problems)
        end = _end(program, session, start, problems)
        until[room] = end
        day = start.date() if start else day
        yield Slot(session, start, end, room)


def _earlier_day(program: Program, session: Session, start: datetime, day: date) -> Problem:
    """Problem of a session without a start that would be on a day before that of the session above it."""
    message = (
        f'{session.id!r} has no start; in its room that is {start:%Y-%m-%d %H:%M}, a day before the session above it'
    )
    hint = f"write its start: '{day} {start:%H:%M}', for example, or '{start:%Y-%m-%d %H:%M}' if that is right"
    return Problem(program.place('sessions', session.id), message, hint, Kind.DAY)


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
    if start is not None and isinstance(session.end, time) and session.end < start.time():
        # A clock that shows less than at the start shows it on the next day.
        day = start.date() + timedelta(days=1)
    end = _local(program, session, 'end', session.end, day, problems)
    if end is None or start is None:
        return end
    where = program.place('sessions', session.id, 'end')
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
    program: Program, session: Session, field: str, moment: datetime | time, day: date | None, problems: list[Problem]
) -> datetime | None:
    """An author's moment in the event's zone; None if its day is not known."""
    if isinstance(moment, time):
        if day is None:
            return None
        moment = datetime.combine(day, moment)
    return _in_zone(program, moment, program.place('sessions', session.id, field), problems)


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
    if program.event.ends_at is None or until is None or any(slot.end is None for slot in slots):
        return timedelta()
    return max(elapsed(until, program.event.ends_at), timedelta())
