"""Time zones by their IANA names, and which place was meant where something else is written."""

from __future__ import annotations

import difflib
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from sphinx_event_program.model.values import MalformedError, shown, text_of
from sphinx_event_program.problems import did_you_mean

_OFFSET = re.compile(r'(?:UTC|GMT)?\s*(?P<sign>[+\-\u2212])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?', re.IGNORECASE)


def zone(raw: object) -> ZoneInfo:
    """A time zone by its IANA name.

    An offset is refused: it does not say when the clocks change.
    """
    text = text_of(raw).strip()
    if offset := _OFFSET.fullmatch(text):
        sign = 1 if offset['sign'] == '+' else -1
        shift = sign * timedelta(hours=int(offset['hours']), minutes=int(offset['minutes'] or 0))
        raise MalformedError(f'{shown(text)} is an offset, not a time zone', _zones_at(shift))
    names = available_timezones()
    if text not in names:
        raise MalformedError(f'there is no time zone {shown(text)}', _zones_like(text, names))
    if text in _FIXED or text.startswith('Etc/'):
        # 'EST' is no place: in summer, New York is an hour ahead of it.
        shift = ZoneInfo(text).utcoffset(datetime(2025, 1, 15)) or timedelta()
        raise MalformedError(f'{shown(text)} is an offset, not a time zone', _zones_at(shift))
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
