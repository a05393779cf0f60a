"""Time zones as calendars carry them (RFC 5545, 3.6.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def time_zone(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """A zone as it is from the beginning of one year to the end of another.

    icalendar makes one of its own, in which summer time begins an hour late: an onset is
    told in the offset that held before it.
    """
    component = Timezone()
    component.add('tzid', zone.key)
    begin, end = (datetime(year, 1, 1, tzinfo=zone).astimezone(UTC) for year in (first, last + 1))
    component.add_component(_observance(begin, begin, zone))
    for onset in _onsets(zone, begin, end):
        component.add_component(_observance(onset, onset - _MINUTE, zone))
    return component


def _observance(onset: datetime, before: datetime, zone: ZoneInfo) -> TimezoneDaylight | TimezoneStandard:
    """What holds from an instant on, where something else may have held ``before``."""
    local, offset = onset.astimezone(zone), _offset(before, zone)
    observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
    observance.add('dtstart', (onset + offset).replace(tzinfo=None))
    observance.add('tzoffsetfrom', offset)
    observance.add('tzoffsetto', _offset(onset, zone))
    if name := local.tzname():
        observance.add('tzname', name)
    return observance


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _onsets(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The instants at which the clocks change, to the minute, in their order."""
    day = begin
    while day < end:
        before, after = day, day + _DAY
        if _offset(before, zone) != _offset(after, zone):
            while after - before > _MINUTE:
                between = before + (after - before) // 2
                between -= timedelta(seconds=between.second, microseconds=between.microsecond)
                if _offset(between, zone) == _offset(day, zone):
                    before = between
                else:
                    after = between
            yield after
        day += _DAY
