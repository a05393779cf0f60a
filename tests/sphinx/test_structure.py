"""Talks in sessions, several rooms and times, points in time, nights, and what was moved or cancelled."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from icalendar import Calendar, Component
from tests.sphinx.conftest import Built, Html, Project


@pytest.fixture(scope='module')
def built(open_root: Callable[[str], Project]) -> Built:
    return open_root('structure').build('html')


def rows(table: Html) -> dict[str, Html]:
    """The rows of a schedule, by the title of their session."""
    return {row.one('.event-slot__title').text: row for row in table.all('tbody tr')}


def entries(built: Built, file: str) -> list[Component]:
    return list(Calendar.from_ical((built.folder / file).read_bytes()).walk('VEVENT'))


def told(built: Built, page: str) -> dict[str, Any]:
    (script,) = built.whole_html(page).select('script[type="application/ld+json"]')
    found: dict[str, Any] = json.loads(str(script.string))
    return found


def test_project_has_nothing_to_warn_of(built: Built) -> None:
    assert built.warnings == []


def test_session_comes_with_its_talks_and_these_are_no_rows_of_their_own(built: Built) -> None:
    saturday = rows(built.html('index').all('table')[0])
    assert 'Second paper' not in saturday
    talks = saturday['Orals 1: Robustness'].all('.event-talks__talk')
    assert [talk.text for talk in talks[1:]] == [
        '10:15–10:30 · Second paper · Cy Dee, Bo Ray',
        '10:30–10:45 · Third paper Cancelled · To be announced',
    ]
    assert talks[1].values('a', 'href') == ['sessions/o2.html', 'people/y.html', 'people/x.html']
    assert talks[2].one('.event-title--cancelled').text == 'Third paper'


def test_list_has_the_talks_below_their_session(built: Built) -> None:
    (item,) = (one for one in built.html('list').all('.event-agenda > ul > li') if 'Orals 1' in one.text)
    assert len(item.all('.event-talks__talk')) == 3


def test_schedule_of_talks_alone_has_a_row_for_each(open_root: Callable[[str], Project]) -> None:
    project = open_root('structure')
    project.write({'index.rst': 'Talks\n=====\n\n.. event:schedule::\n   :kind: talk\n   :room: a\n'})
    assert 'Second paper' in rows(project.build('html').html('index').all('table')[0])


def test_both_levels_have_pages_that_lead_to_each_other(built: Built) -> None:
    whole, talk = built.html('sessions/orals-1'), built.html('sessions/o1')
    assert whole.values('.event-talks__title a', 'href') == ['o1.html', 'o2.html', 'o3.html']
    assert talk.one('.event-session__part-of').text == 'Part of: Orals 1: Robustness'
    assert talk.values('.event-session__part-of a', 'href') == ['orals-1.html']
    assert whole.one('.event-session__when').text == 'Saturday, March 28, 2026 · 10:00–10:45 (UTC+1) · 45 min · Hall A'


def test_search_engines_know_both_levels(built: Built) -> None:
    whole, talk = told(built, 'sessions/orals-1'), told(built, 'sessions/o1')
    assert [one['name'] for one in whole['subEvent']] == [
        'First paper on a rather long question that wraps on a phone',
        'Second paper',
        'Third paper',
    ]
    above = talk['superEvent']
    assert (above['name'], above['superEvent']['@type']) == ('Orals 1: Robustness', 'Event')
    assert above['@id'] == whole['@id']


def test_talks_are_edited_where_they_are_shown(open_root: Callable[[str], Project]) -> None:
    project = open_root('structure')
    project.build('html')
    project.edit('data/sessions.yaml', 'Second paper', 'The second paper')
    built = project.build('html')
    assert '10:15–10:30 · The second paper · Cy Dee, Bo Ray' in built.html('index').texts('.event-talks__talk')
    assert 'The second paper' in built.html('sessions/orals-1').text
    project.edit('data/sessions.yaml', 'title: "Orals 1: Robustness"', 'title: Robustness')
    assert project.build('html').html('sessions/o2').one('.event-session__part-of').text == 'Part of: Robustness'
    project.edit(
        'data/sessions.yaml', '    - {id: o3,', '    - {id: o4, title: Fourth, duration: 5 min}\n    - {id: o3,'
    )
    assert '10:30–10:35 · Fourth' in project.build('html').html('index').texts('.event-talks__talk')


def test_calendar_relates_talks_to_their_session(built: Built) -> None:
    by_title = {str(entry['SUMMARY']): entry for entry in entries(built, 'schedule.ics')}
    whole, talk = by_title['Orals 1: Robustness'], by_title['Second paper']
    assert (talk['RELATED-TO'], talk['RELATED-TO'].params['RELTYPE']) == (whole['UID'], 'PARENT')
    assert (whole['TRANSP'], 'TRANSP' in talk) == ('TRANSPARENT', False)
    assert '10:15 Second paper' in whole['DESCRIPTION']


def test_apps_that_know_one_level_have_the_talks(built: Built) -> None:
    schedule = json.loads((built.folder / 'schedule.json').read_text(encoding='utf-8'))
    (saturday, _) = schedule['schedule']['conference']['days']
    in_hall = {event['title']: event for event in saturday['rooms']['Hall A']}
    assert 'Orals 1: Robustness' not in in_hall
    assert in_hall['Second paper']['subtitle'] == 'Orals 1: Robustness'


def test_several_rooms_are_one_entry_that_each_of_them_has(built: Built) -> None:
    saturday = rows(built.html('index').all('table')[0])
    assert saturday['Opening keynote'].one('.event-timetable__room').text == 'Hall A, Hall B'
    assert saturday['Lunch'].one('.event-timetable__room').text == 'All rooms'
    for room, has_it in (('a', True), ('b', True), ('c', False)):
        titles = built.html(f'rooms/{room}').texts('.event-slot__title')
        assert ('Opening keynote' in titles) is has_it
        assert 'Lunch' in titles
    (keynote,) = (one for one in entries(built, 'schedule.ics') if one['SUMMARY'] == 'Opening keynote')
    assert keynote['LOCATION'] == 'Hall A, Hall B'
    assert 'Opening keynote' in [str(one['SUMMARY']) for one in entries(built, 'calendar/room-b.ics')]


def test_session_that_is_held_twice_has_one_page_and_two_entries(built: Built) -> None:
    page = built.html('sessions/ws')
    assert page.texts('.event-session__times li') == [
        'Saturday, March 28, 2026 · 11:00–12:00 (UTC+1) · 1 hr · Computer lab',
        'Sunday, March 29, 2026 · 14:00–15:00 (UTC+2) · 1 hr · Hall B',
    ]
    both = entries(built, 'sessions/ws.ics')
    assert [one['DTSTART'].dt.isoformat() for one in both] == ['2026-03-28T11:00:00+01:00', '2026-03-29T14:00:00+02:00']
    assert len({str(one['UID']) for one in both}) == 2
    schedule = json.loads((built.folder / 'schedule.json').read_text(encoding='utf-8'))
    held = [
        event
        for day in schedule['schedule']['conference']['days']
        for in_room in day['rooms'].values()
        for event in in_room
        if event['title'] == 'A workshop'
    ]
    assert len({event['guid'] for event in held}) == len({event['id'] for event in held}) == len(held) == 2
    assert built.html('full').texts('h2').count('A workshop¶') == 1
    with_ann = next(line for line in built.html('people/one').texts('li') if line.startswith('A workshop'))
    assert '11:00–12:00; Sunday, March 29, 2026 · 14:00–15:00' in with_ann


def test_point_in_time_has_one_time_and_no_end(built: Built) -> None:
    saturday = rows(built.html('index').all('table')[0])
    assert saturday['Doors open'].one('.event-timetable__time').text == '08:15'
    (doors,) = entries(built, 'sessions/doors.ics')
    assert ('DTEND' in doors, 'DURATION' in doors, doors['TRANSP']) == (False, False, 'TRANSPARENT')


def test_night_belongs_to_the_day_before(built: Built) -> None:
    saturday = rows(built.html('index').all('table')[0])
    times = [saturday[title].texts('.event-timetable__time p')[0] for title in ('Late show', 'Film at night')]
    assert times == ['23:30–00:30 (+1)', '00:45–01:45 (+1)']
    assert 'Film at night' in built.html('days/2026-03-28').texts('.event-slot__title')
    assert 'Film at night' not in built.html('days/2026-03-29').texts('.event-slot__title')
    (film,) = entries(built, 'sessions/later.ics')
    assert film['DTSTART'].dt.isoformat() == '2026-03-29T00:45:00+01:00'
    assert 'Film at night' in [str(one['SUMMARY']) for one in entries(built, 'calendar/day-2026-03-28.ics')]


def test_page_says_from_where_and_why_a_session_was_moved(built: Built) -> None:
    page = built.html('sessions/m')
    assert page.one('.event-session__change').text == 'Moved from: 12:30 · Hall A · Reason: The great hall has no power'
    (entry,) = entries(built, 'sessions/m.ics')
    assert 'Moved from: 2026-03-28 12:30, Hall A. The great hall has no power' in entry['DESCRIPTION']
    described = told(built, 'sessions/m')
    assert described['previousStartDate'] == '2026-03-28T12:30:00+01:00'
    assert described['eventStatus'] == 'https://schema.org/EventRescheduled'


def test_what_is_cancelled_is_struck_out_and_cannot_be_put_into_a_calendar(built: Built) -> None:
    page = built.html('sessions/c')
    assert page.one('h1.event-title--cancelled')
    assert page.one('.event-session__change').text == 'Reason: Illness'
    assert page.all('.event-add-to-calendar') == []
    assert not (built.folder / 'sessions/c.ics').exists()
    # Who has subscribed is told.
    (entry,) = (one for one in entries(built, 'schedule.ics') if one['SUMMARY'] == 'Cancelled: Cancelled talk')
    assert entry['STATUS'] == 'CANCELLED'


def test_sessions_without_time_stand_apart_with_their_talks(built: Built) -> None:
    *_, last = built.html('index').all('table')
    assert last.one('caption').text == 'Time to be announced'
    assert [row.text for row in last.all('.event-talks__talk')] == ['To be announced · A talk without time · Cy Dee']


def test_table_of_the_sessions_is_read_again_as_it_was(open_root: Callable[[str], Project], built: Built) -> None:
    project = open_root('structure')
    (project.data / 'sessions.yaml').unlink()
    (project.data / 'sessions.csv').write_bytes((built.folder / 'schedule.csv').read_bytes())
    again = project.build('html')
    assert again.warnings == []
    # What has no column, and what came from 'all'.
    project_lines = [line for line in again.html('index').text.splitlines() if line.strip()]
    assert project_lines == [line for line in built.html('index').text.splitlines() if line.strip()]


@pytest.mark.parametrize('builder', ['text', 'man', 'latex', 'epub', 'singlehtml', 'dirhtml', 'texinfo', 'gettext'])
def test_every_builder_takes_it_without_a_warning(open_root: Callable[[str], Project], builder: str) -> None:
    built = open_root('structure').build(builder)
    assert built.warnings == []
    if builder == 'text':
        text = (built.folder / 'list.txt').read_text(encoding='utf-8')
        assert '10:15–10:30 · Second paper · Cy Dee, Bo Ray' in ' '.join(text.split())
