"""Dates and times of day, local to the event's zone, which stands beside them."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from sphinx_event_program.model.values import MalformedError, shown, text_of

#: The years that can be written; beyond them, arithmetic on dates runs out of years.
YEARS = range(1900, 3000)

_DATE = re.compile(r'\d{4}-\d{2}-\d{2}')
_TIME = re.compile(r'\d{1,2}:\d{2}(?::00)?')


def local_moment(raw: object) -> datetime | date:
    """A local date and time, or a date alone.

    Naive on purpose: the event's ``timezone`` stands beside it.
    """
    text = text_of(raw).strip()
    day, _, clock = text.replace('T', ' ', 1).partition(' ')
    if not _DATE.fullmatch(day):
        raise MalformedError(
            f'{shown(text)} is not a date and time', "write '2025-10-19 13:00', or '2025-10-19' for a whole day"
        )
    try:
        calendar_day = date.fromisoformat(day)
    except ValueError as error:
        raise MalformedError(f'there is no day {shown(day)}', 'check the month and the day') from error
    if calendar_day.year not in YEARS:
        raise MalformedError(f'{shown(day)} is too far away', f'write a year from {YEARS[0]} to {YEARS[-1]}')
    return datetime.combine(calendar_day, clock_time(clock)) if clock.strip() else calendar_day


def clock_time(raw: object) -> time:
    """A local time of day, in 24 hours."""
    text = text_of(raw).strip()
    hint = "write the local time in 24 hours, such as '13:00'"
    if not _TIME.fullmatch(text):
        if re.search(r'(?:[+\-]\d{2}:?\d{2}|Z)$', text):
            hint = "leave the offset out: times are local to the event's timezone"
        raise MalformedError(f'{shown(text)} is not a time', hint)
    hours, minutes = (int(part) for part in text.split(':')[:2])
    if hours > 23 or minutes > 59:
        raise MalformedError(f'there is no time {shown(text)}', hint)
    return time(hours, minutes)


def moment_or_time(raw: object) -> datetime | time:
    """When a session starts or ends: a date and time, or a time on the day at hand."""
    text = text_of(raw).strip()
    if re.match(r'\d{1,2}:', text):
        return clock_time(text)
    if not re.match(r'\d{4}-', text):
        raise MalformedError(f'{shown(text)} is not a time', "write '13:00', or '2025-10-19 13:00'")
    moment = local_moment(text)
    if not isinstance(moment, datetime):
        raise MalformedError(f'{shown(text)} has no time', "write '2025-10-19 13:00', or '13:00'")
    return moment
