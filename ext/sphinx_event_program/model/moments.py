"""Dates and times of day, local to the event's zone, which stands beside them."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from sphinx_event_program.model.meant_moments import day_hint, moment_hint, time_hint
from sphinx_event_program.model.values import MalformedError, shown, text_of

#: The years that can be written; beyond them, arithmetic on dates runs out of years.
YEARS = range(1900, 3000)

_DATE = re.compile(r'\d{4}-\d{2}-\d{2}')
_TIME = re.compile(r'\d{1,2}:\d{2}(?::00)?')


_FULL_HINT = "write '2025-10-19 13:00', or '2025-10-19' for a whole day"


def local_moment(raw: object) -> datetime | date:
    """A local date and time, or a date alone.

    Naive on purpose: the event's ``timezone`` stands beside it.
    """
    text = text_of(raw).strip()
    day, clock = text[:10], text[10:]
    if not _DATE.fullmatch(day) or clock[:1] not in ('', ' ', 'T'):
        raise MalformedError(f'{shown(text)} is not a date and time', moment_hint(text) or _FULL_HINT)
    try:
        calendar_day = date.fromisoformat(day)
    except ValueError as error:
        raise MalformedError(f'there is no day {shown(day)}', day_hint(*map(int, day.split('-')))) from error
    if calendar_day.year not in YEARS:
        raise MalformedError(f'{shown(day)} is too far away', f'write a year from {YEARS[0]} to {YEARS[-1]}')
    if not clock.strip(' T'):
        return calendar_day
    try:
        return datetime.combine(calendar_day, clock_time(clock[1:]))
    except MalformedError as error:
        # What was meant has its date, too.
        raise MalformedError(str(error), moment_hint(text) or error.hint) from error


def clock_time(raw: object) -> time:
    """A local time of day, in 24 hours."""
    text = text_of(raw).strip()
    hint = "write the local time in 24 hours, such as '13:00'"
    if not _TIME.fullmatch(text):
        raise MalformedError(f'{shown(text)} is not a time', time_hint(text) or hint)
    hours, minutes = (int(part) for part in text.split(':')[:2])
    if hours > 23 or minutes > 59:
        raise MalformedError(f'there is no time {shown(text)}', time_hint(text) or hint)
    return time(hours, minutes)


def moment_or_time(raw: object) -> datetime | time:
    """When a session starts or ends: a date and time, or a time on the day at hand."""
    text = text_of(raw).strip()
    if _TIME.fullmatch(text):
        return clock_time(text)
    if not re.match(r'\d{4}-', text):
        hint = moment_hint(text) or time_hint(text) or "write '13:00', or '2025-10-19 13:00'"
        raise MalformedError(f'{shown(text)} is not a time', hint)
    moment = local_moment(text)
    if not isinstance(moment, datetime):
        raise MalformedError(f'{shown(text)} has no time', f"write '{text} 13:00', or '13:00'")
    return moment
