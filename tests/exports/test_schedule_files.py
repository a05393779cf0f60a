"""``schedule.xml`` and ``schedule.json`` as the apps read them that know the format."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import jsonschema
import pytest
from defusedxml.ElementTree import fromstring

from sphinx_event_program.exports.c3voc_json import schedule_json
from sphinx_event_program.exports.frab_xml import schedule_xml
from sphinx_event_program.exports.release import Release

Released = Callable[..., Release]

#: A folder with c3voc's schedule.xml.xsd and schedule.schema.json, which are not ours to pass on.
SCHEMAS = os.environ.get('SCHEDULE_SCHEMAS', '')

ALSO = """\
rooms: [{id: hall, name: Hall}, {id: lab, name: TBD}, {id: empty, name: Empty}]
tracks: [{id: t, name: Tools, color: '#0b6e99'}, {id: u, name: TBD}]
"""
PEOPLE = 'ada: {name: Ada}\nbob: {name: TBD}\neve: {name: Éva & Co}\n'
SESSIONS = """\
- {id: one, title: One & <only>, subtitle: Sub, duration: 50+5, room: hall, track: t, people: [ada, bob, TBD]}
- {id: x, title: TBD, kind: TBD, duration: 30, room: lab, track: u, language: de}
- id: two.Of_two
  title: Two
  status: cancelled
  start: 2025-10-20 23:00
  duration: 5h
  room: hall
  people: {person: eve, role: chair}
  abstract: "Some *words*.\\n\\n- a ]]> b\\n"
  materials:
    - {kind: slides, url: "https://x.example/?a=1&b=2", title: Slides}
    - {kind: notebook, url: https://x.example/}
    - {kind: handout, url: mailto:a@b.example}
    - {kind: paper, url: TBD}
- {id: long, title: Exhibition, start: 2025-10-20 09:00, duration: 101h, room: TBD}
- {id: noend, title: Open end, start: 2025-10-20 09:00, room: hall}
- {id: later, title: Later, start: TBD, duration: 10}
"""
EVENT = 'title: A day of talks\nstart: 2025-10-19 13:00\nend: 2025-10-25\ntimezone: Europe/Paris\n'

EVENTS: dict[str, dict[str, Any]] = {
    'full': {'also': ALSO, 'people': PEOPLE, 'sessions': SESSIONS, 'event': EVENT},
    'small': {'sessions': '- {id: a, title: A}\n'},
    'without site': {
        'sessions': '- {id: a, title: A}\n',
        'settings': {'site': '', 'address': lambda kind, ident: None},
    },
    'not recorded': {'sessions': '- {id: a, title: A}\n', 'settings': {'revised': None}},
    'short title': {'sessions': '- {id: a, title: A}\n', 'also': 'short_title: C3\n'},
    'no letters': {'sessions': '- {id: a, title: A}\n', 'also': 'short_title: 会議\n'},
    'zone of its own': {
        'sessions': '- {id: a, title: A}\n',
        'event': 'title: x\nstart: 2025-10-19 13:00\ntimezone: US/Hawaii\n',
    },
}


@pytest.fixture(params=EVENTS)
def release(request: pytest.FixtureRequest, released: Released) -> Release:
    return released(**EVENTS[request.param])


@pytest.fixture
def full(released: Released) -> Release:
    return released(**EVENTS['full'])


def xml(release: Release) -> Element:
    written = schedule_xml(release)
    assert written is not None
    return fromstring(written)


def told(release: Release) -> dict[str, Any]:
    written = schedule_json(release)
    assert written is not None
    schedule: dict[str, Any] = json.loads(written)['schedule']
    return schedule


def event_of(release: Release, title: str) -> dict[str, str]:
    (found,) = [event for event in xml(release).iter('event') if event.findtext('title') == title]
    return {child.tag: child.text or '' for child in found}


@pytest.mark.skipif(not SCHEMAS, reason='SCHEDULE_SCHEMAS names no folder with the published schemas')
def test_both_are_what_the_published_schemas_allow(release: Release) -> None:
    xmlschema = pytest.importorskip('xmlschema')
    xmlschema.XMLSchema(str(Path(SCHEMAS, 'schedule.xml.xsd'))).validate((schedule_xml(release) or b'').decode())
    schema = json.loads(Path(SCHEMAS, 'schedule.schema.json').read_text(encoding='utf-8'))
    validator = jsonschema.Draft6Validator(schema, format_checker=jsonschema.FormatChecker())
    validator.validate(json.loads(schedule_json(release) or b''))


_XML_PATTERNS = {
    'start': r'[0-2]\d:[0-5]\d',
    'duration': r'\d{1,2}:\d{2}(:\d{2})?',
    'date': r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d',
    'url': r'https?://.*',
}


def test_each_event_in_xml_has_what_clients_need(release: Release) -> None:
    for event in xml(release).iter('event'):
        children = {child.tag: child.text or '' for child in event}
        assert len(children) == len(event)
        assert {'room', 'title', 'type', 'date', 'start', 'duration', 'abstract', 'track'} <= children.keys()
        for name, pattern in _XML_PATTERNS.items():
            assert re.fullmatch(pattern, children.get(name, '')) or name not in children, name
        assert re.fullmatch('[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', event.attrib['guid'])
        assert 0 < int(event.attrib['id']) < 2**31


def test_acronym_has_the_letters_that_both_formats_allow(release: Release) -> None:
    acronym = told(release)['conference']['acronym']
    assert re.fullmatch(r'[a-z0-9_][a-z0-9_]{3,}', acronym)
    assert xml(release).findtext('conference/acronym') == acronym


def test_sessions_are_by_day_and_room_in_the_order_of_time(full: Release) -> None:
    found = {
        (day.attrib['date'], room.attrib['name']): [event.findtext('title') for event in room]
        for day in xml(full).iter('day')
        for room in day.findall('room')
    }
    assert found == {
        ('2025-10-19', 'Hall'): ['One & <only>'],
        ('2025-10-19', 'To be announced'): ['To be announced'],
        ('2025-10-20', 'Hall'): ['Open end', 'Cancelled: Two'],
        ('2025-10-20', 'To be announced'): ['Exhibition'],
    }
    assert {
        (day['date'], name): [event['title'] for event in events]
        for day in told(full)['conference']['days']
        for name, events in day['rooms'].items()
    } == found


def test_day_goes_on_until_its_last_session_is_over(full: Release) -> None:
    days = [(day.attrib['start'], day.attrib['end']) for day in xml(full).iter('day')]
    assert days == [
        ('2025-10-19T13:00:00+02:00', '2025-10-19T13:55:00+02:00'),
        ('2025-10-20T09:00:00+02:00', '2025-10-24T14:00:00+02:00'),
    ]


@pytest.mark.parametrize(
    ('title', 'duration'),
    [('One & <only>', '00:55'), ('Exhibition', '4:05:00'), ('Open end', '00:00'), ('Cancelled: Two', '05:00')],
)
def test_duration_is_in_hours_and_minutes(full: Release, title: str, duration: str) -> None:
    assert event_of(full, title)['duration'] == duration


def test_text_is_what_was_written_without_marks(full: Release) -> None:
    assert event_of(full, 'Cancelled: Two')['abstract'] == 'Some words.\n\n- a ]]> b'


def test_people_who_are_known_have_names_and_numbers(full: Release) -> None:
    persons = [(one.text, int(one.attrib['id'])) for one in xml(full).iter('person')]
    assert [name for name, _ in persons] == ['Ada', 'Éva & Co']
    (event,) = [one for one in told(full)['conference']['days'][0]['rooms']['Hall'] if one['persons']]
    assert [person.keys() for person in event['persons']] == [{'name', 'guid'}]


def test_materials_on_the_web_are_links(full: Release) -> None:
    links = [(one.attrib['href'], one.attrib['type'], one.text) for one in xml(full).iter('link')]
    assert links == [
        ('https://x.example/?a=1&b=2', 'slides', 'Slides'),
        ('https://x.example/', 'notebook', 'notebook'),
    ]
    events = [event for day in told(full)['conference']['days'] for room in day['rooms'].values() for event in room]
    assert [link['type'] for event in events for link in event['links']] == ['slides', 'related']


def test_numbers_stay_when_sessions_come_and_go(released: Released) -> None:
    def numbers(sessions: str) -> dict[str | None, str]:
        return {event.findtext('title'): event.attrib['id'] for event in xml(released(sessions=sessions)).iter('event')}

    one, two = '- {id: a, title: A, duration: 5}\n', '- {id: b, title: B, duration: 5}\n'
    assert numbers(one + two)['B'] == numbers(two)['B'] == numbers(two + one)['B']


def test_version_tells_whether_the_program_is_another(released: Released) -> None:
    def version(title: str) -> str:
        return str(told(released(sessions=f'- {{id: a, title: {title}}}\n', settings={'revised': None}))['version'])

    assert version('A') == version('A') != version('B')


def test_conference_begins_and_ends_as_the_event_does(released: Released) -> None:
    event = 'title: T\nstart: 2026-10-20\nend: 2026-10-22\ntimezone: America/New_York\n'
    release = released(event=event, sessions='- {id: x, title: First, start: 2026-10-21 23:30, duration: 90}\n')
    conference = fromstring(schedule_xml(release) or b'').find('conference')
    assert conference is not None
    assert [conference.findtext(name) for name in ('start', 'end', 'days')] == ['2026-10-20', '2026-10-22', '1']
    described = json.loads(schedule_json(release) or b'')['schedule']['conference']
    assert (described['start'], described['end']) == ('2026-10-20', '2026-10-22')


def test_break_without_a_room_makes_none_up(released: Released) -> None:
    event = 'title: T\nstart: 2026-10-20 09:00\ntimezone: UTC\nrooms: [{id: a, name: A}, {id: b, name: B}]\n%s'
    sessions = (
        '- {id: x, title: X, duration: 10, room: b}\n- {id: tea, title: Tea, kind: break, start: 09:30, duration: 5}\n'
    )

    def rooms(location: str) -> list[tuple[str, list[str]]]:
        root = fromstring(schedule_xml(released(event=event % location, sessions=sessions)) or b'')
        return [
            (room.get('name'), [one.findtext('title') for one in room.iter('event')])
            for room in root.iter('room')
            if room.get('name')
        ]

    assert rooms('') == [('A', ['Tea']), ('B', ['X'])]
    assert rooms('location: {venue: Old Mill}\n') == [('B', ['X']), ('Old Mill', ['Tea'])]


def test_nothing_is_written_while_no_time_is_known(released: Released) -> None:
    release = released(sessions='- {id: a, title: A, start: TBD}\n')
    assert schedule_xml(release) is schedule_json(release) is None


ATTENDING = """\
- id: one
  title: One
  duration: 30
  room: hall
  recording: https://example.org/v
  license: CC BY 4.0
  do_not_record: yes
"""


def test_recording_and_capacity_are_passed_on(released: Released) -> None:
    release = released(sessions=ATTENDING, also='rooms: [{id: hall, name: Hall, capacity: 120}]\n')
    written, as_json = schedule_xml(release), schedule_json(release)
    assert written is not None
    assert as_json is not None
    recording = fromstring(written).find('.//recording')
    assert recording is not None
    assert {part.tag: part.text for part in recording} == {
        'license': 'CC BY 4.0',
        'optout': 'true',
        'url': 'https://example.org/v',
    }
    conference = json.loads(as_json)['schedule']['conference']
    (event,) = conference['days'][0]['rooms']['Hall']
    assert (event['recording_license'], event['do_not_record']) == ('CC BY 4.0', True)
    assert conference['rooms'][0]['capacity'] == 120
