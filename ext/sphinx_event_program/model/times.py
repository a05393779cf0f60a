"""Dates and times local to the event, and time zones by their IANA names."""

from __future__ import annotations

import difflib
import re
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

from sphinx_event_program.model.problems import did_you_mean
from sphinx_event_program.model.time_hints import day_hint, moment_hint, time_hint
from sphinx_event_program.model.values import MalformedError, quoted_text, text_of

#: The years that can be written; beyond them, arithmetic on dates runs out of years.
YEARS = range(1900, 3000)

_DATE = re.compile(r'\d{4}-\d{2}-\d{2}')
_TIME = re.compile(r'\d{1,2}:\d{2}(?::00)?')


_FULL_HINT = "write it as '2025-10-19 13:00', or a whole day as '2025-10-19'"


def local_moment(raw: object) -> datetime | date:
    """A local date and time, or a date alone.

    Naive on purpose: the event's ``timezone`` stands beside it.

    >>> local_moment('2025-10-19 13:00')
    datetime.datetime(2025, 10, 19, 13, 0)
    >>> local_moment('2025-10-19')
    datetime.date(2025, 10, 19)

    :raises MalformedError: if the text is neither, or there is no such day or time.
    """
    text = text_of(raw).strip()
    day, clock = text[:10], text[10:]
    if not _DATE.fullmatch(day) or clock[:1] not in ('', ' ', 'T'):
        raise MalformedError(f'{quoted_text(text)} is not a date and time', moment_hint(text) or _FULL_HINT)
    try:
        calendar_day = date.fromisoformat(day)
    except ValueError as error:
        raise MalformedError(f'there is no day {quoted_text(day)}', day_hint(*map(int, day.split('-')))) from error
    if calendar_day.year not in YEARS:
        raise MalformedError(f'{quoted_text(day)} is too far away', f'write a year from {YEARS[0]} to {YEARS[-1]}')
    if not clock.strip(' T'):
        return calendar_day
    try:
        return datetime.combine(calendar_day, clock_time(clock[1:]))
    except MalformedError as error:
        # What was meant has its date, too.
        raise MalformedError(str(error), moment_hint(text) or error.hint) from error


def clock_time(raw: object) -> time:
    """A local time of day, in 24 hours.

    >>> clock_time('9:05')
    datetime.time(9, 5)

    :raises MalformedError: if the text is no time.
    """
    text = text_of(raw).strip()
    hint = "write the local time in 24 hours, such as '13:00'"
    if not _TIME.fullmatch(text):
        raise MalformedError(f'{quoted_text(text)} is not a time', time_hint(text) or hint)
    hours, minutes = (int(part) for part in text.split(':')[:2])
    if hours > 23 or minutes > 59:
        raise MalformedError(f'there is no time {quoted_text(text)}', time_hint(text) or hint)
    return time(hours, minutes)


def day_start(raw: object) -> time:
    """When the days of a program begin: a time before ten in the morning.

    :raises MalformedError: if the text is no time, or a later one.
    """
    clock = clock_time(raw)
    if clock.hour >= 10:
        raise MalformedError(
            f'{clock:%H:%M} is no time at which a day begins', "write when the night is over, such as '04:00'"
        )
    return clock


def moment_or_time(raw: object) -> datetime | time:
    """When a session starts or ends: a date and time, or a time on the day at hand.

    With an offset from UTC it is aware: that tells two moments apart which a clock shows twice.

    >>> moment_or_time('2026-10-25 02:15+01:00').isoformat()
    '2026-10-25T02:15:00+01:00'

    :raises MalformedError: if the text is neither.
    """
    text = text_of(raw).strip()
    if match := _MOMENT_WITH_OFFSET.fullmatch(text):
        shift = timedelta(hours=int(match['hours']), minutes=int(match['minutes']))
        moment = local_moment(match['moment'])
        if isinstance(moment, datetime) and shift < timedelta(days=1):
            return moment.replace(tzinfo=timezone(-shift if match['sign'] != '+' else shift))
    if _TIME.fullmatch(text):
        return clock_time(text)
    if not re.match(r'\d{4}-', text):
        hint = moment_hint(text) or time_hint(text) or "write it in 24 hours, as '13:00' or '2025-10-19 13:00'"
        raise MalformedError(f'{quoted_text(text)} is not a time', hint)
    moment = local_moment(text)
    if not isinstance(moment, datetime):
        raise MalformedError(f'{quoted_text(text)} has no time', f"write '{text} 13:00', or '13:00'")
    return moment


_MOMENT_WITH_OFFSET = re.compile(
    r'(?P<moment>\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}(?::00)?)(?P<sign>[+-])(?P<hours>\d{2}):(?P<minutes>\d{2})'
)
_OFFSET = re.compile(r'(?:UTC|GMT)?\s*(?P<sign>[+\-\u2212])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?', re.IGNORECASE)


def zone(raw: object) -> ZoneInfo:
    """A time zone by its IANA name.

    An offset is refused: it does not say when the clocks change.
    """
    text = text_of(raw).strip()
    if offset := _OFFSET.fullmatch(text):
        sign = 1 if offset['sign'] == '+' else -1
        shift = sign * timedelta(hours=int(offset['hours']), minutes=int(offset['minutes'] or 0))
        raise MalformedError(f'{quoted_text(text)} is an offset, not a time zone', _zones_at(shift))
    names = available_timezones()
    if text not in names:
        raise MalformedError(f'there is no time zone {quoted_text(text)}', _zones_like(text, names))
    if text in _FIXED or text.startswith('Etc/'):
        # 'EST' is no place: in summer, New York is an hour ahead of it.
        shift = ZoneInfo(text).utcoffset(datetime(2025, 1, 15)) or timedelta()
        raise MalformedError(f'{quoted_text(text)} is an offset, not a time zone', _zones_at(shift))
    return ZoneInfo(text)


#: Names in the time zone database that say an offset, or are abbreviations of one.
_FIXED = frozenset({'CET', 'CST6CDT', 'EET', 'EST', 'EST5EDT', 'GMT', 'HST', 'MET', 'MST', 'MST7MDT', 'PST8PDT', 'WET'})


def _zones_like(text: str, names: set[str]) -> str:
    """A hint naming the zone that is nearest to ``text``, which may be a city alone."""
    if '/' in text:
        return did_you_mean(text, sorted(names))
    cities = {name.rpartition('/')[2].casefold(): name for name in sorted(names) if '/' in name}
    # Closer than for other names: 'KST' is not meant to be any city.
    near = difflib.get_close_matches(text.replace(' ', '_').casefold(), cities, n=1, cutoff=0.8)
    return f'did you mean {cities[near[0]]!r}?' if near else "write the IANA name of a place, such as 'Europe/Paris'"


def zone_of_place(*names: object) -> str | None:
    """The time zone of a place by its names, such as city and country; None if they do not tell.

    >>> zone_of_place('British Museum, London', 'United Kingdom'), zone_of_place('Brno', 'Czechia')
    ('Europe/London', 'Europe/Prague')
    >>> zone_of_place('Springfield')
    """
    written = [re.findall(r'[^\W_]+', name.casefold()) for name in names if isinstance(name, str)]
    words = [f' {" ".join(parts)} ' for parts in written]
    for zone_name in sorted(available_timezones()):
        area, _, city = zone_name.rpartition('/')
        if (
            area
            and area not in ('Etc', 'US')
            and any(f' {city.replace("_", " ").casefold()} ' in word for word in words)
        ):
            return zone_name
    territories = {name.casefold(): code for code, name in Locale('en').territories.items()}
    codes = [territories[word.strip()] for word in words if word.strip() in territories]
    zones = get_global('territory_zones').get(codes[0], []) if len(codes) == 1 else []
    return str(zones[0]) if len(zones) == 1 else None


def _zones_at(shift: timedelta) -> str:
    """A hint naming zones whose standard offset is ``shift``."""
    # Any winter day and any summer day: a zone is a candidate if either fits.
    days = (datetime(2025, 1, 15), datetime(2025, 7, 15))
    fitting = [
        name
        for name in sorted(available_timezones())
        if '/' in name
        and not name.startswith(('Etc/', 'US/', 'Canada/', 'Brazil/', 'Mexico/', 'Chile/', 'posix/', 'right/'))
        and shift in {ZoneInfo(name).utcoffset(day) for day in days}
    ]
    if not fitting:
        return "write an IANA name, such as 'Europe/Paris'"
    if len(fitting) <= 12:
        return f'write the IANA name of the place, such as {", ".join(fitting)}'
    # Places on different continents help more than six of the same one.
    by_area: dict[str, list[str]] = {}
    for name in fitting:
        by_area.setdefault(name.partition('/')[0], []).append(name)
    candidates = sorted(name for names in by_area.values() for name in names[:: max(1, len(names) // 3)][:3])
    return f'write the IANA name of the place, such as {", ".join(candidates[:9])}'
