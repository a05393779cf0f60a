"""Calendars of tracks, rooms and days."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project

#: They build a project again and again.
pytestmark = pytest.mark.slow

SITE = 'https://event.example.org/2025/'
PAGES = {'track': 'tracks', 'room': 'rooms', 'day': 'days'}
FEEDS = {
    'track-theory': ['The first program', 'Machines that weave'],
    'track-practice': ['Punch your own cards', '직조와 계산'],
    'room-hall': ['Opening', 'The first program', 'Coffee', '직조와 계산', 'Machines that weave'],
    'room-lab': ['Punch your own cards', 'Cancelled: A talk that is off'],
    'day-2025-06-14': [
        *('Opening', 'The first program', 'Coffee', 'Punch your own cards', '직조와 계산'),
        'Cancelled: A talk that is off',
    ],
    'day-2025-06-15': ['Machines that weave'],
}


def folder(built: Built) -> Path:
    return built.folder / 'calendar'


def feed(built: Built, name: str) -> Calendar:
    return Calendar.from_ical((folder(built) / f'{name}.ics').read_bytes())


def titles(calendar: Calendar) -> list[str]:
    return [str(entry['SUMMARY']) for entry in calendar.walk('VEVENT')]


def test_each_track_room_and_day_has_a_calendar_of_its_sessions(conference: Project) -> None:
    built = conference.build(html_baseurl=SITE)
    assert {path.stem: titles(feed(built, path.stem)) for path in folder(built).iterdir()} == FEEDS


def test_calendar_says_what_it_is_of_and_where_it_is(conference: Project) -> None:
    theory = feed(conference.build(html_baseurl=SITE), 'track-theory')
    assert str(theory['NAME']) == 'Conference on Looms & Engines – Theory'
    assert str(theory['SOURCE']) == f'{SITE}calendar/track-theory.ics'


def test_session_is_the_same_in_all_calendars(conference: Project) -> None:
    built = conference.build(html_baseurl=SITE)
    whole = Calendar.from_ical((built.folder / 'schedule.ics').read_bytes())
    entries = {str(entry['UID']): entry.to_ical() for entry in whole.walk('VEVENT')}
    parts = [entry for name in FEEDS for entry in feed(built, name).walk('VEVENT')]
    assert all(entries[str(entry['UID'])] == entry.to_ical() for entry in parts)


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
def test_page_of_a_track_room_or_day_leads_to_its_calendar(conference: Project, builder: str) -> None:
    built = conference.build(builder, html_baseurl=SITE, event_pages=PAGES)
    parts = {'tracks/theory': 'track-theory', 'rooms/lab': 'room-lab', 'days/2025-06-15': 'day-2025-06-15'}
    for page, name in parts.items():
        at = f'{page}/index' if builder == 'dirhtml' else page
        up = '../../' if builder == 'dirhtml' else '../'
        links = [(link.text, link.tag['href']) for link in built.html(at).all('.event-add-to-calendar a')]
        assert links == [
            ('Subscribe to the calendar', f'webcal://event.example.org/2025/calendar/{name}.ics'),
            ('Download the calendar', f'{up}calendar/{name}.ics'),
        ]


@pytest.mark.parametrize(
    ('option', 'names'),
    [
        (':track:', ['track-theory', 'track-practice']),
        (':track: practice', ['track-practice']),
        (':room:', ['room-hall', 'room-lab']),
        (':day: 2', ['day-2025-06-15']),
        (':day:', ['day-2025-06-14', 'day-2025-06-15']),
    ],
)
def test_downloads_offer_the_calendars_that_are_asked_for(conference: Project, option: str, names: list[str]) -> None:
    conference.write({'venue.md': f'# Files\n\n```{{event:downloads}}\n{option}\n```\n'})
    built = conference.build()
    links = built.html('venue').values('.event-downloads a', 'href')
    assert links == [f'calendar/{name}.ics' for name in names]


def test_downloads_follow_the_names_of_what_they_are_asked_for(conference: Project) -> None:
    conference.write({'venue.md': '# Files\n\n```{event:downloads}\n:track: practice\n:room: lab\n```\n'})
    before = conference.build().html('venue').one('.event-downloads').text
    assert 'Practice' in before
    conference.edit('data/event.yaml', 'name: Practice', 'name: Handiwork')
    built = conference.build()
    assert built.html('venue').one('.event-downloads').text == before.replace('Practice', 'Handiwork')


def test_only_calendars_of_what_changed_are_written_again_and_gone_ones_removed(conference: Project) -> None:
    built = conference.build(html_baseurl=SITE, event_pages=PAGES)
    before = {path.name: path.stat().st_mtime_ns for path in folder(built).iterdir()}
    conference.edit('data/sessions.yaml', 'title: Punch your own cards', 'title: Punch cards')
    built = conference.build(html_baseurl=SITE, event_pages=PAGES)
    changed = [path.stem for path in folder(built).iterdir() if path.stat().st_mtime_ns != before[path.name]]
    assert sorted(changed) == ['day-2025-06-14', 'room-lab', 'track-practice']
    text = (conference.data / 'event.yaml').read_text(encoding='utf-8')
    (conference.data / 'event.yaml').write_text(text.replace('id: practice', 'id: workshops'), encoding='utf-8')
    sessions = (conference.data / 'sessions.yaml').read_text(encoding='utf-8')
    (conference.data / 'sessions.yaml').write_text(sessions.replace(': practice', ': workshops'), encoding='utf-8')
    built = conference.build(html_baseurl=SITE, event_pages=PAGES)
    assert not (folder(built) / 'track-practice.ics').exists()
    assert titles(feed(built, 'track-workshops')) == ['Punch cards', '직조와 계산']
    # Without any, their folder goes, too, and no page leads there.
    built = conference.build(html_baseurl=SITE, event_pages=PAGES, event_exports=[])
    assert not folder(built).exists()
    assert built.html('tracks/theory').all('.event-add-to-calendar') == []


def test_event_that_is_in_one_piece_has_one_calendar(project: Project) -> None:
    project.write(
        {
            'data/event.yaml': 'title: x\nstart: 2025-10-19 13:00\ntimezone: UTC\nrooms: [{id: a, name: A}]\n',
            'data/sessions.yaml': '- {id: s, title: S, room: a, duration: 5}\n',
            'index.rst': 'x\n=\n\n.. event:downloads::\n',
        }
    )
    assert not folder(project.build(event_pages=PAGES)).exists()


def test_part_without_times_has_the_event_itself(conference: Project) -> None:
    conference.edit('data/event.yaml', 'tracks:\n', 'tracks:\n  - {id: later, name: Later}\n')
    later = feed(conference.build(event_pages=PAGES), 'track-later')
    assert titles(later) == ['Conference on Looms & Engines']
