"""What search engines are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sphinx_event_program.exports import json_ld
from sphinx_event_program.exports.json_ld import of_event, of_session
from sphinx_event_program.exports.release import Release
from sphinx_event_program.model.event import Audience

Released = Callable[..., Release]

ONE = '- {id: one, title: One, duration: 30 min, people: [ada, {person: bob, role: chair}, TBD]}\n'
PEOPLE = (
    "ada: {name: Ada, affiliation: {name: Engines, url: 'https://e.example/'}, links: {orcid: 'https://o.example/'}}\n"
    'bob: {name: Bob}\n'
)
PLACE = 'location: {room: Hall, venue: Town Hall, address: 1 Square, city: Paris, country: France, map_url: TBD}\n'


def read(written: str | None) -> dict[str, Any]:
    assert written is not None
    described: dict[str, Any] = json.loads(written)
    assert described.pop('@context') == 'https://schema.org'
    return described


def test_event_has_what_google_asks_for(released: Released) -> None:
    described = read(json_ld.of_event(released(sessions=ONE, people=PEOPLE, also=PLACE)))
    assert (described['name'], described['startDate'], described['endDate']) == (
        'A day of talks',
        '2025-10-19T13:00:00+02:00',
        '2025-10-19T17:00:00+02:00',
    )
    assert described['location'] == [
        {
            '@type': 'Place',
            'name': 'Hall, Town Hall',
            'address': {
                '@type': 'PostalAddress',
                'streetAddress': '1 Square',
                'addressLocality': 'Paris',
                'addressCountry': 'France',
            },
        }
    ]
    assert described['eventStatus'] == 'https://schema.org/EventScheduled'
    (session,) = described['subEvent']
    assert (session['name'], session['startDate']) == ('One', '2025-10-19T13:00:00+02:00')


def test_session_is_told_with_who_performs_and_what_it_belongs_to(released: Released) -> None:
    release = released(sessions=ONE, people=PEOPLE, also=f'{PLACE}organizers: [ada]\n')
    described = read(json_ld.of_session('one', release))
    ada = {'@type': 'Person', 'name': 'Ada', 'url': 'https://event.example.org/2025/person/ada.html'}
    assert described['performer'] == described['organizer'] == [ada]
    assert described['duration'] == 'PT30M'
    assert described['superEvent']['@id'] == read(json_ld.of_event(release))['@id']
    assert described['@id'] == read(json_ld.of_event(release))['subEvent'][0]['@id']


def test_person_is_told_with_where_they_work_and_who_they_are_elsewhere(released: Released) -> None:
    release = released(sessions=ONE, people=PEOPLE, also=PLACE)
    assert read(json_ld.of_person('ada', release)) == {
        '@type': 'Person',
        'name': 'Ada',
        'url': 'https://event.example.org/2025/person/ada.html',
        'affiliation': [{'@type': 'Organization', 'name': 'Engines', 'url': 'https://e.example/'}],
        'sameAs': ['https://o.example/'],
    }


def test_person_without_a_name_is_not_told(released: Released) -> None:
    release = released(sessions='[]', people='ada: {name: TBD}\n', also=PLACE)
    assert json_ld.of_person('ada', release) is None


def test_what_is_not_known_is_left_out(released: Released) -> None:
    release = released(
        event='title: x\nstart: 2025-10-19\ntimezone: TBD\nlocation: TBD\nonline: TBD\norganizers: TBD\nlinks: TBD\n',
        sessions='- {id: one, title: One, start: TBD, people: TBD}\n',
        settings={'site': '', 'address': lambda kind, ident: None},
    )
    described = read(json_ld.of_event(release))
    assert described == {
        '@type': 'Event',
        '@id': described['@id'],
        'name': 'x',
        'startDate': '2025-10-19',
        'eventStatus': 'https://schema.org/EventScheduled',
    }
    assert json_ld.of_session('one', release) is None


@pytest.mark.parametrize('event', ['title: TBD\nstart: 2025-10-19\n', 'title: x\nstart: TBD\n'])
def test_event_without_title_or_day_is_not_told(released: Released, event: str) -> None:
    assert json_ld.of_event(released(event=f'{event}timezone: Europe/Paris\n')) is None


@pytest.mark.parametrize(
    ('status', 'expected'),
    [
        ('tentative', 'EventScheduled'),
        ('cancelled', 'EventCancelled'),
        ('postponed', 'EventPostponed'),
        ('moved-online', 'EventMovedOnline'),
    ],
)
def test_status_is_schema_org_s(released: Released, status: str, expected: str) -> None:
    described = read(json_ld.of_event(released(sessions=ONE, people=PEOPLE, also=f'status: {status}\n')))
    assert described['eventStatus'] == described['subEvent'][0]['eventStatus'] == f'https://schema.org/{expected}'
    assert described['startDate']


@pytest.mark.parametrize(
    ('also', 'mode'),
    [
        (PLACE, 'Offline'),
        (PLACE + 'online: {platform: Zoom}\n', 'Mixed'),
        ('online: {platform: Zoom}\n', 'Online'),
        (PLACE + 'status: moved-online\n', 'Online'),
    ],
)
def test_mode_says_how_one_can_take_part(released: Released, also: str, mode: str) -> None:
    described = read(json_ld.of_event(released(also=also)))
    assert described['eventAttendanceMode'] == f'https://schema.org/{mode}EventAttendanceMode'


def test_link_for_attendees_is_in_their_edition_alone(released: Released) -> None:
    also = 'online: {platform: Zoom, url: https://zoom.example/j/1}\n'
    assert 'zoom.example' not in (json_ld.of_event(released(also=also)) or '')
    attendees = json_ld.of_event(released(also=also, audience=Audience.ATTENDEES))
    assert read(attendees)['location'] == [{'@type': 'VirtualLocation', 'url': 'https://zoom.example/j/1'}]


def test_nothing_ends_or_comments_out_the_script(released: Released) -> None:
    sessions = "- {id: one, title: '</script><!--<script>&', duration: 10}\n"
    release = released(sessions=sessions)
    for written in (json_ld.of_event(release), json_ld.of_session('one', release)):
        assert written is not None
        assert not set('<>&') & set(written)
    assert read(json_ld.of_session('one', release))['name'] == '</script><!--<script>&'


def test_many_sessions_are_left_to_their_own_pages(released: Released) -> None:
    sessions = ''.join(f'- {{id: s{number}, title: x, duration: 1}}\n' for number in range(101))
    assert 'subEvent' not in read(json_ld.of_event(released(sessions=sessions)))


def test_break_is_no_event(released: Released) -> None:
    release = released(sessions='- {id: tea, title: Tea, kind: break, duration: 10}\n')
    assert json_ld.of_session('tea', release) is None
    assert 'subEvent' not in read(json_ld.of_event(release))


def test_room_is_a_place_also_where_the_event_has_none(released: Released) -> None:
    event = 'title: T\nstart: 2026-10-20\ntimezone: UTC\nrooms: [{id: a, name: Hall A}]\n'
    release = released(event=event, sessions='- {id: x, title: X, start: 10:00, duration: 90, room: a}\n')
    place = {'@type': 'Place', 'name': 'Hall A'}
    assert json.loads(of_session('x', release) or '')['location'] == [place]
    assert json.loads(of_event(release) or '')['subEvent'][0]['location'] == place


def test_session_says_how_to_attend_and_watch_it(released: Released) -> None:
    session = (
        '- {id: one, title: One, duration: 30, room: hall, language: [en, de], capacity: 40, full: yes,\n'
        "   registration: 'https://r.example/', recording: 'https://v.example/', license: CC0}\n"
    )
    rooms = (
        "rooms: [{id: hall, name: Hall, capacity: 50, address: 2 Lane, map_url: 'https://m.example/',\n"
        "         stream: 'https://s.example/'}]\n"
    )
    described = read(of_session('one', released(sessions=session, also=PLACE + rooms)))
    assert described['inLanguage'] == ['en', 'de']
    assert described['maximumAttendeeCapacity'] == 40
    assert described['offers'] == {
        '@type': 'Offer',
        'url': 'https://r.example/',
        'availability': 'https://schema.org/SoldOut',
    }
    assert described['recordedIn']['license'] == {'@type': 'CreativeWork', 'name': 'CC0'}
    place, stream = described['location']
    assert (place['maximumAttendeeCapacity'], place['hasMap']) == (50, 'https://m.example/')
    assert place['address']['streetAddress'] == '2 Lane'
    assert stream == {'@type': 'VirtualLocation', 'url': 'https://s.example/'}
