"""Calendars as other programs read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from sphinx_event_program.edition.selection import Selection
from sphinx_event_program.exports.ical import Calendars, fold, time_zone
from sphinx_event_program.exports.release import Release, Words
from sphinx_event_program.model.event import Audience

Released = Callable[..., Release]

PARIS = ZoneInfo('Europe/Paris')

ONE = '- {id: one, title: One, duration: 30 min}\n'
TWO = ONE + '- {id: two, title: Two, duration: 1h}\n'


def event(start: str = '2025-10-19 13:00', end: str | None = '2025-10-19 17:00', zone: str = 'Europe/Paris') -> str:
    return f'title: A day of talks\nstart: {start}\n' + (f'end: {end}\n' if end else '') + f'timezone: {zone}\n'


def read(written: bytes | None) -> Calendar:
    assert written is not None
    calendar = Calendar.from_ical(written)
    assert isinstance(calendar, Calendar)
    assert not [error for part in calendar.walk() for error in part.errors]
    return calendar


def entries(written: bytes | None) -> dict[str, icalendar.Event]:
    """The entries by title."""
    return {str(entry['SUMMARY']): entry for entry in read(written).walk('VEVENT')}


def entry(release: Release, ident: str = 'one') -> icalendar.Event:
    (found,) = entries(Calendars(release).of_session(ident)).values()
    return found


def test_session_has_its_local_times_and_their_zone(released: Released) -> None:
    written = Calendars(released(sessions=ONE)).of_session('one')
    (found,) = read(written).walk('VEVENT')
    assert (found['DTSTART'].dt, found['DTEND'].dt) == (
        datetime(2025, 10, 19, 13, 0, tzinfo=PARIS),
        datetime(2025, 10, 19, 13, 30, tzinfo=PARIS),
    )
    assert found['DTSTART'].params == {'TZID': 'Europe/Paris'}
    assert [str(zone['TZID']) for zone in read(written).walk('VTIMEZONE')] == ['Europe/Paris']


@pytest.mark.parametrize(
    ('zone', 'first', 'last'),
    [
        *((name, 2025, 2026) for name in ('Europe/Paris', 'America/New_York', 'Pacific/Honolulu', 'Asia/Kolkata')),
        # An offset of half an hour, a change of half an hour, Ramadan, a day that was left out, winter time below zero.
        ('America/St_Johns', 2025, 2025),
        ('Australia/Lord_Howe', 2025, 2025),
        ('Africa/Casablanca', 2025, 2026),
        ('Pacific/Apia', 2011, 2012),
        ('Europe/Dublin', 2025, 2025),
        ('Europe/Paris', 2999, 2999),
    ],
)
def test_zone_tells_the_offset_of_each_hour_in_its_years(zone: str, first: int, last: int) -> None:
    """Read as RFC 5545, 3.6.5, has it: an onset is told in the offset before it."""
    observances = []
    for part in time_zone(ZoneInfo(zone), first, last).subcomponents:
        onset = part['DTSTART'].dt.replace(tzinfo=UTC) - part['TZOFFSETFROM'].td
        observances.append((onset, part['TZOFFSETTO'].td))
    instant = datetime(first, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    while instant < datetime(last + 1, 1, 1, tzinfo=UTC) - timedelta(days=1):
        offset = max((onset, offset) for onset, offset in observances if onset <= instant)[1]
        assert offset == instant.astimezone(ZoneInfo(zone)).utcoffset(), instant
        instant += timedelta(hours=1)


def test_zone_is_small(released: Released) -> None:
    (zone,) = read(Calendars(released(sessions=ONE)).of_event()).walk('VTIMEZONE')
    assert len(zone.subcomponents) == 3


def test_event_in_utc_needs_no_zone(released: Released) -> None:
    written = Calendars(released(event=event(zone='UTC'), sessions=ONE)).of_session('one')
    assert b'DTSTART:20251019T130000Z\r\n' in (written or b'')
    assert b'VTIMEZONE' not in (written or b'')


def test_session_across_the_end_of_summer_time_ends_when_its_time_is_over(released: Released) -> None:
    release = released(
        event=event('2025-10-26 01:30', '2025-10-26 08:00'), sessions='- {id: one, title: x, duration: 1h30}\n'
    )
    found = entry(release)
    assert found['DTEND'].dt.astimezone(UTC) == datetime(2025, 10, 26, 1, 0, tzinfo=UTC)
    assert found['DTEND'].dt.astimezone(UTC) - found['DTSTART'].dt.astimezone(UTC) == timedelta(minutes=90)


def test_uid_hangs_on_the_id_and_the_event_s_address_alone(released: Released) -> None:
    before = released(sessions=TWO, also='url: https://talks.example.org/2025/\n')
    kept = entry(before, 'two')['UID']
    assert re.fullmatch(r'[0-9a-f-]{36}@talks\.example\.org', kept)
    sessions = '- {id: two, title: Renamed, start: 15:00, duration: 10, status: moved}\n' + ONE
    after = released(sessions=sessions, also='url: https://talks.example.org/2025/\n', settings={'site': ''})
    assert entry(after, 'two')['UID'] == kept
    for other in (
        released(sessions=TWO, also='url: https://talks.example.org/other/\n'),
        released(event=event('2026-10-19 13:00', None), sessions=TWO, also='url: https://talks.example.org/2025/\n'),
    ):
        assert entry(other, 'two')['UID'] != kept
    assert len({entry(before, ident)['UID'] for ident in ('one', 'two')}) == 2


def test_session_that_is_renamed_keeps_its_uid(released: Released) -> None:
    before = entry(released(sessions=ONE))['UID']
    renamed = released(sessions='- {id: three, aliases: [one, two], title: One, duration: 30 min}\n')
    assert entry(renamed, 'three')['UID'] == before


def test_event_without_an_address_has_uids_too(released: Released) -> None:
    uid = entry(released(sessions=ONE, settings={'site': ''}))['UID']
    assert uid.endswith('@event.invalid')


def test_entry_is_the_same_in_every_calendar(released: Released) -> None:
    release = released(sessions=TWO)
    calendars = Calendars(release)
    chosen = Selection(days=('1',)).slots(release.edition.timetable)
    pattern = re.compile(b'BEGIN:VEVENT.*?END:VEVENT\r\n', re.DOTALL)
    whole = pattern.findall(calendars.of_event() or b'')
    assert pattern.findall(calendars.of_slots(chosen, 'Day 1', 'day-1.ics') or b'') == whole
    assert [pattern.findall(calendars.of_session(ident) or b'')[0] for ident in ('one', 'two')] == whole


def test_same_release_gives_the_same_bytes(released: Released) -> None:
    release = released(sessions=TWO)
    assert Calendars(release).of_event() == Calendars(release).of_event()


def test_recorded_revision_is_stamped_and_counted(released: Released) -> None:
    found = entry(released(sessions=ONE))
    assert found['DTSTAMP'].dt == found['LAST-MODIFIED'].dt == datetime(2025, 9, 1, 12, 30, tzinfo=UTC)
    later = entry(released(sessions=ONE, settings={'revised': datetime(2025, 9, 1, 12, 31, tzinfo=UTC)}))
    assert 0 < found['SEQUENCE'] < later['SEQUENCE'] < 2**31


def test_without_a_recorded_revision_none_is_claimed(released: Released) -> None:
    found = entry(released(sessions=ONE, settings={'revised': None}))
    assert found['DTSTAMP'].dt == datetime(1970, 1, 1, tzinfo=UTC)
    assert 'SEQUENCE' not in found
    assert 'LAST-MODIFIED' not in found


@pytest.mark.parametrize(
    ('also', 'session', 'expected'),
    [
        ('', '', ('One', 'CONFIRMED')),
        ('', 'status: moved', ('One', 'CONFIRMED')),
        ('', 'status: tentative', ('One', 'TENTATIVE')),
        ('', 'status: TBD', ('One', 'TENTATIVE')),
        ('', 'status: cancelled', ('Cancelled: One', 'CANCELLED')),
        ('status: tentative\n', '', ('One', 'TENTATIVE')),
        ('status: TBD\n', '', ('One', 'TENTATIVE')),
        ('status: moved-online\n', '', ('One', 'CONFIRMED')),
        ('status: cancelled\n', '', ('Cancelled: One', 'CANCELLED')),
        ('status: postponed\n', '', ('Postponed: One', 'CANCELLED')),
        ('status: postponed\n', 'status: cancelled', ('Cancelled: One', 'CANCELLED')),
    ],
)
def test_status_is_in_the_entry_and_a_cancelled_one_in_the_title_too(
    released: Released, also: str, session: str, expected: tuple[str, str]
) -> None:
    found = entry(released(also=also, sessions=f'- {{id: one, title: One, duration: 10, {session}}}\n'))
    assert (str(found['SUMMARY']), str(found['STATUS'])) == expected
    assert ('TRANSP' in found) == (expected[1] == 'CANCELLED')


def test_title_is_marked_in_the_language_of_the_site(released: Released) -> None:
    sessions = '- {id: one, title: TBD, duration: 10, status: cancelled}\n'
    words = Words(cancelled='Abgesagt', tbd='Wird noch bekannt gegeben')
    assert entry(released(sessions=sessions, settings={'words': words}))['SUMMARY'] == (
        'Abgesagt: Wird noch bekannt gegeben'
    )


def test_session_whose_hour_is_not_known_takes_the_only_day_of_the_event(released: Released) -> None:
    release = released(sessions='- {id: one, title: One, start: TBD}\n')
    found = entry(release)
    assert (found['DTSTART'].dt, found['DTEND'].dt) == (date(2025, 10, 19), date(2025, 10, 20))
    assert (found['STATUS'], found['TRANSP']) == ('TENTATIVE', 'TRANSPARENT')


@pytest.mark.parametrize('days', [event('2025-10-19', '2025-10-21'), event('2025-10-19', None), event('TBD', None)])
def test_session_whose_day_is_not_known_has_no_entry(released: Released, days: str) -> None:
    calendars = Calendars(released(event=days, sessions='- {id: one, title: One, start: TBD}\n'))
    assert calendars.of_session('one') is None
    if 'TBD' in days:
        assert calendars.of_event() is None


def test_event_without_hours_is_an_entry_of_its_own(released: Released) -> None:
    written = Calendars(released(event=event('2025-10-19', '2025-10-21'), sessions=ONE)).of_event()
    assert {title: (found['DTSTART'].dt, found['DTEND'].dt) for title, found in entries(written).items()} == {
        'A day of talks': (date(2025, 10, 19), date(2025, 10, 22))
    }


def test_session_without_a_zone_has_only_its_day(released: Released) -> None:
    found = entry(released(event=event(zone='TBD'), sessions=ONE))
    assert found['DTSTART'].dt == date(2025, 10, 19)


def test_session_without_an_end_has_none(released: Released) -> None:
    found = entry(released(sessions='- {id: one, title: One}\n'))
    assert 'DTEND' not in found


def test_entry_says_where_who_and_what_about(released: Released) -> None:
    also = (
        'location: {venue: Town Hall, city: Paris}\nrooms: [{id: r, name: Room R}]\n'
        "tracks: [{id: t, name: 'Tools, mostly'}]\n"
    )
    people = 'ada: {name: Ada}\nbob: {name: Bob}\n'
    sessions = (
        '- id: one\n  title: One\n  subtitle: Or two\n  duration: 30\n  room: r\n  track: t\n  tags: [x, y]\n'
        '  people: [ada, {person: bob, role: chair}]\n  abstract: |\n    Some *words*,\n    [see](https://x.example/).\n'
        '\n    - a\n    - b\n'
    )
    found = entry(released(also=also, people=people, sessions=sessions))
    assert found['LOCATION'] == 'Room R, Town Hall, Paris'
    assert found['URL'] == 'https://event.example.org/2025/session/one.html'
    assert [str(one) for one in found['CATEGORIES'].cats] == ['Tools, mostly', 'x', 'y']
    assert str(found['DESCRIPTION']).split('\n\n') == [
        'Or two',
        'Ada; Bob (chair)',
        'Some words, see (https://x.example/).',
        '- a\n- b',
        'https://event.example.org/2025/session/one.html',
    ]


def test_what_is_not_known_is_left_out(released: Released) -> None:
    found = entry(released(sessions=ONE, settings={'address': lambda kind, ident: None}))
    # An app shows nothing of an entry without a place.
    assert str(found['LOCATION']) == 'To be announced'
    assert not {'URL', 'DESCRIPTION', 'CATEGORIES', 'CONFERENCE', 'TRANSP', 'CLASS'} & set(found)


def test_feed_says_what_it_is_and_how_often_to_look(released: Released) -> None:
    written = Calendars(released(sessions=ONE)).of_event() or b''
    lines = written.split(b'\r\n')
    for line in (
        b'VERSION:2.0',
        b'NAME:A day of talks',
        b'X-WR-CALNAME:A day of talks',
        b'X-WR-TIMEZONE:Europe/Paris',
        b'SOURCE;VALUE=URI:https://event.example.org/2025/schedule.ics',
        b'URL:https://event.example.org/2025/',
        b'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
        b'X-PUBLISHED-TTL:PT1H',
        b'LAST-MODIFIED:20250901T123000Z',
    ):
        assert lines.count(line) == (2 if line.startswith(b'LAST') else 1), line
    assert b'METHOD' not in written


_ONLINE = (
    'online: {platform: Zoom, url: "https://zoom.example/j/1", meeting_id: 12 34, passcode: "a;b,c", audience: %s}\n'
)


def test_how_to_join_is_in_the_entries_if_it_is_public(released: Released) -> None:
    found = entry(released(sessions=ONE, also=_ONLINE % 'public'))
    assert found['CONFERENCE'] == 'https://zoom.example/j/1'
    assert found['CONFERENCE'].params == {'VALUE': 'URI', 'FEATURE': 'VIDEO', 'LABEL': 'Zoom'}
    assert 'Zoom: https://zoom.example/j/1\nMeeting ID: 12 34\nPassword: a;b,c' in found['DESCRIPTION']
    assert found['LOCATION'] == 'https://zoom.example/j/1'
    assert 'CLASS' not in found


def test_how_to_join_is_not_in_the_public_edition_if_it_is_for_attendees(released: Released) -> None:
    written = Calendars(released(sessions=ONE, also=_ONLINE % 'attendees')).of_event() or b''
    assert not re.search(b'zoom.example|12 34|a.?;b', written)


def test_attendees_edition_tells_how_to_join_and_is_marked(released: Released) -> None:
    release = released(sessions=ONE, also=_ONLINE % 'attendees', audience=Audience.ATTENDEES)
    calendar = read(Calendars(release).of_event())
    assert calendar['X-WR-CALNAME'] == 'A day of talks – For attendees only'
    found = entry(release)
    assert found['CONFERENCE'] == 'https://zoom.example/j/1'
    assert found['CLASS'] == 'PRIVATE'


@given(st.text(alphabet=st.sampled_from('aé漢🎉\\,;^" '), max_size=400))
def test_folded_line_is_short_and_whole_when_it_is_unfolded(text: str) -> None:
    line = b'SUMMARY:' + text.encode()
    folded = fold(line)
    pieces = folded.split(b'\r\n')
    assert all(len(piece) <= 75 for piece in pieces)
    assert folded.replace(b'\r\n ', b'') == line
    for piece in pieces:
        piece.decode()
    for piece in pieces[:-1]:
        assert (len(piece) - len(piece.rstrip(b'\\'))) % 2 == 0


def test_stream_and_chat_are_conferences_of_a_session(released: Released) -> None:
    session = (
        "- {id: one, title: One, duration: 30, room: hall, chat: 'https://c.example/'}\n"
        "- {id: two, title: Two, duration: 30, room: hall, stream: 'https://own.example/'}\n"
    )
    release = released(sessions=session, also="rooms: [{id: hall, name: Hall, stream: 'https://s.example/'}]\n")
    one, two = entry(release), entry(release, 'two')
    assert [(str(uri), uri.params['FEATURE']) for uri in one['conference']] == [
        ('https://s.example/', 'VIDEO'),
        ('https://c.example/', 'CHAT'),
    ]
    assert 'Watch live: https://s.example/' in one['description']
    assert str(two['conference']) == 'https://own.example/'
