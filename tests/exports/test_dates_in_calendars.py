"""Dates before the event in its calendar: at the right instant, and known again when they move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar, Event

from sphinx_event_program.exports.ical import Calendars
from sphinx_event_program.exports.release import Release

Released = Callable[..., Release]

EVENT = 'title: Day\nstart: 2026-05-04 09:00\ntimezone: Europe/Paris\n'


def entries(release: Release) -> dict[str, Event]:
    written = Calendars(release).of_event()
    assert written is not None
    calendar = Calendar.from_ical(written)
    return {str(entry['SUMMARY']): entry for entry in calendar.walk('VEVENT')}


def deadline(released: Released, fields: str, event: str = EVENT) -> Event:
    return entries(released(event=f'{event}dates: [{{name: Papers, {fields}}}]\n'))['Day: Papers']


@pytest.mark.parametrize(
    ('fields', 'instant'),
    [
        # A day alone is over at UTC-12: at noon of the next day, and not at midnight or twelve hours before.
        ('date: 2026-03-01', datetime(2026, 3, 2, 11, 59, tzinfo=UTC)),
        ('date: 2026-03-01, zone: AoE', datetime(2026, 3, 2, 11, 59, tzinfo=UTC)),
        ('date: 2026-03-01 12:00, zone: aoe', datetime(2026, 3, 2, 0, 0, tzinfo=UTC)),
        ('date: 2026-03-01 18:00', datetime(2026, 3, 1, 17, 0, tzinfo=UTC)),
        ('date: 2026-03-01, zone: Asia/Tokyo', datetime(2026, 3, 1, 14, 59, tzinfo=UTC)),
        ('date: 2026-07-01 18:00, zone: America/New_York', datetime(2026, 7, 1, 22, 0, tzinfo=UTC)),
    ],
)
def test_date_is_at_its_instant(released: Released, fields: str, instant: datetime) -> None:
    entry = deadline(released, fields)
    assert entry['DTSTART'].dt == instant
    assert entry['TRANSP'] == 'TRANSPARENT'


def test_date_whose_zone_is_not_known_is_a_day(released: Released) -> None:
    assert deadline(released, 'date: 2026-03-01, zone: TBD')['DTSTART'].dt == date(2026, 3, 1)


def test_date_that_is_to_be_announced_is_no_entry(released: Released) -> None:
    dates = 'dates: [{name: Papers, date: TBD}, {name: TBD, date: 2026-03-01}]\n'
    assert list(entries(released(event=EVENT + dates))) == ['Day']


def test_dates_are_in_the_calendar_of_an_event_whose_own_day_is_not_known(released: Released) -> None:
    event = 'title: Day\nstart: TBD\ntimezone: TBD\n'
    assert deadline(released, 'date: 2026-03-01', event)['DTSTART'].dt == datetime(2026, 3, 2, 11, 59, tzinfo=UTC)


def test_date_that_moves_is_the_same_entry(released: Released) -> None:
    before = deadline(released, 'date: 2026-03-01')
    after = deadline(released, 'date: 2026-03-08, was: 2026-03-01')
    assert before['UID'] == after['UID']
