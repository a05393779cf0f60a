"""What newcomers write: each gives one problem, which says what would be right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases import each

from sphinx_event_program.edition import Edition

Open = Callable[..., tuple[Edition | None, list[str]]]

_EVENT = """\
title: Paris Days
start: 2027-06-10 09:00
end: 2027-06-12 18:00
timezone: Europe/Paris
rooms:
  - {id: main-hall, name: Main Hall}
  - {id: lab, name: Computer Lab}
tracks: [{id: web, name: Web Development}]
organizers: [ada-brandt, jan-van-der-berg, sijia-liu]
"""
_PEOPLE = """\
ada-brandt: {name: Ada Brandt}
jan-van-der-berg: {name: Jan van der Berg}
sijia-liu: {name: Sijia Liu}
"""


def _told(problems: list[str]) -> list[str]:
    """The errors and warnings, without their place's file and kind."""
    told = [problem for problem in problems if ': note: ' not in problem]
    return [problem.partition(': error: ')[2].rpartition(' [event.')[0] or problem for problem in told]


@pytest.fixture
def told_of(open_data: Open) -> Callable[..., list[str]]:
    """What is told of data, the rest of which is right."""

    def tell(**texts: str) -> list[str]:
        return _told(open_data(**{'event': _EVENT, 'people': _PEOPLE, **texts})[1])

    return tell


Tell = Callable[..., list[str]]


@each(
    'people, message',
    [
        ('Jan van der Berg', "no person 'Jan van der Berg'; did you mean 'jan-van-der-berg'?"),
        ('jan van den berg', "no person 'jan van den berg'; did you mean 'jan-van-der-berg'?"),
        ('Sijia', "no person 'Sijia'; did you mean 'sijia-liu'?"),
        ('ada-brandt, sijia-liu', "no person 'ada-brandt, sijia-liu'; write a list: [ada-brandt, sijia-liu]"),
        ('Ada Brandt and Sijia Liu', "no person 'Ada Brandt and Sijia Liu'; write a list: [ada-brandt, sijia-liu]"),
        ('ada-brandt sijia-liu', "no person 'ada-brandt sijia-liu'; write a list: [ada-brandt, sijia-liu]"),
        ('[Ada Brandt]', "no person 'Ada Brandt'; did you mean 'ada-brandt'?"),
        ('Sijia, Liu', "no person 'Sijia, Liu'; did you mean 'sijia-liu'?"),
        ('ada-brandt (Chair)', "no person 'ada-brandt (Chair)'; write {person: ada-brandt, role: chair}"),
        ('{ada-brandt: chair}', "unknown key 'ada-brandt'; write {person: …, role: …}"),
        ('{name: ada-brandt}', "unknown key 'name'; did you mean 'person'?"),
        ('{person: ada-brandt, role: presenter}', "role: 'presenter' is not known; did you mean 'speaker'?"),
        ('tbc', "no person 'tbc'; write TBD while it is not known"),
        ('to be announced', "person: 'to be announced' is no value; write TBD while it is not known"),
    ],
)
def test_person_of_a_session_is_understood_by_name(told_of: Tell, people: str, message: str) -> None:
    assert told_of(sessions=f'- id: a\n  title: x\n  people: {people}\n') == [message]


@each(
    'line, message',
    [
        ('room: Main Hall', "no room 'Main Hall'; did you mean 'main-hall'?"),
        ('room: computer lab', "no room 'computer lab'; did you mean 'lab'?"),
        ('room: TBA?', "room: 'TBA?' is no value; write TBD while it is not known"),
        ('track: Web Development', "no track 'Web Development'; did you mean 'web'?"),
    ],
)
def test_room_or_track_is_understood_by_name(told_of: Tell, line: str, message: str) -> None:
    assert told_of(sessions=f'- id: a\n  title: x\n  {line}\n') == [message]


def test_organizer_is_understood_by_name(told_of: Tell) -> None:
    event = _EVENT.replace('[ada-brandt, ', '[Ada Brandt, ')
    assert "no person 'Ada Brandt'; did you mean 'ada-brandt'?" in told_of(event=event)


def test_of_two_people_with_one_name_none_is_hinted_by_it(told_of: Tell) -> None:
    people = 'a1: {name: Kim}\nb2: {name: Kim}\n'
    event = _EVENT.replace('ada-brandt, jan-van-der-berg, sijia-liu', 'a1, b2')
    assert "no person 'Kim'; known: a1, b2" in told_of(
        event=event, people=people, sessions='- {id: a, title: x, people: Kim}\n'
    )


@each(
    'key, meant',
    [
        *((name, 'people') for name in ('speaker', 'Speakers', 'presenter', 'author', 'authors', 'moderator')),
        *((name, 'start') for name in ('time', 'starts', 'begin', 'Start-Time', 'date', 'from')),
        *((name, 'end') for name in ('until', 'to', 'ends')),
        *((name, 'duration') for name in ('length', 'Minutes')),
        *((name, 'room') for name in ('location', 'place', 'Room')),
        *((name, 'abstract') for name in ('description', 'summary')),
        *((name, 'kind') for name in ('type', 'format')),
        *((name, 'materials') for name in ('slides', 'url', 'video')),
        ('cancelled', 'status'),
        ('sub-title', 'subtitle'),
    ],
)
def test_key_of_a_session_is_understood_by_another_word(told_of: Tell, key: str, meant: str) -> None:
    sessions = f'- id: a\n  title: x\n  {key}: x\n'
    assert told_of(sessions=sessions) == [f"unknown key '{key}'; did you mean '{meant}'?"]


@each(
    'key, hint',
    [
        ('organization', "did you mean 'affiliation'?"),
        ('Job Title', "did you mean 'position'?"),
        ('website', "did you mean 'url'?"),
        ('picture', "did you mean 'photo'?"),
        ('first name', "did you mean 'given_name'?"),
        ('surname', "did you mean 'family_name'?"),
        ('family-name', "did you mean 'family_name'?"),
        ('github', "put it among the 'links': {github: https://…}"),
    ],
)
def test_key_of_a_person_is_understood_by_another_word(told_of: Tell, key: str, hint: str) -> None:
    people = _PEOPLE.replace('{name: Ada Brandt}', f'{{name: Ada Brandt, {key}: x}}')
    assert told_of(people=people) == [f"unknown key '{key}'; {hint}"]


@each(
    'key, hint',
    [
        ('name', "did you mean 'title'?"),
        ('deadlines', "did you mean 'dates'?"),
        ('hosts', "did you mean 'organizers'?"),
        ('website', "did you mean 'url'?"),
        ('Short Title', "did you mean 'short_title'?"),
        ('venue', "write it below 'location:', indented"),
        ('room', "write it below 'location:', indented"),
        ('passcode', "write it below 'online:', indented"),
    ],
)
def test_key_of_the_event_is_understood_by_another_word(told_of: Tell, key: str, hint: str) -> None:
    assert told_of(event=f'{_EVENT}{key}: x\n') == [f"unknown key '{key}'; {hint}"]


@each('key', ['meeting-id', 'Meeting ID', 'meetingid'])
def test_key_of_what_is_secret_is_repeated_only_if_it_is_known(told_of: Tell, key: str) -> None:
    assert told_of(event=f'{_EVENT}online: {{{key}: 123}}\n') == [f"unknown key '{key}'; did you mean 'meeting_id'?"]
    (message,) = told_of(event=f'{_EVENT}online: {{hunter2: 123}}\n')
    assert 'hunter2' not in message


def test_address_that_is_secret_is_not_repeated_in_the_hint_either(told_of: Tell) -> None:
    (message,) = told_of(event=f'{_EVENT}online: {{url: zoom.example.org/j/hunter2}}\n')
    assert 'hunter2' not in message


@each(
    'texts, message',
    [
        ({'sessions': '- id: a\n  name: x\n'}, "unknown key 'name'; did you mean 'title'?"),
        ({'sessions': '- id: a\n  titel: x\n'}, "unknown key 'titel'; did you mean 'title'?"),
        ({'event': _EVENT.replace('timezone:', 'time zone:')}, "unknown key 'time zone'; did you mean 'timezone'?"),
        ({'event': _EVENT.replace('name: Main Hall', 'title: Main Hall')}, "unknown key 'title'; did you mean 'name'?"),
    ],
)
def test_required_key_under_another_name_is_one_mistake(told_of: Tell, texts: dict[str, str], message: str) -> None:
    assert told_of(**texts) == [message]


@each('text', ['tbc', 'TBA?', 'to be announced', 'To be determined.', '(TBD)', 't.b.d.', 'tbc!'])
@each('key', ['title', 'start', 'duration', 'kind', 'abstract', 'language'])
def test_what_almost_says_tbd_is_told_to_say_it(told_of: Tell, key: str, text: str) -> None:
    title = '' if key == 'title' else '  title: x\n'
    (message,) = told_of(sessions=f'- id: a\n{title}  {key}: {text}\n')
    assert message == f"{key}: '{text}' is no value; write TBD while it is not known"


@each('text', ['TBD', 'tba', 'Tbd', '~'])
def test_what_says_tbd_is_no_error(told_of: Tell, text: str) -> None:
    assert told_of(sessions=f'- id: a\n  title: {text}\n  start: {text}\n  people: {text}\n') == []


@each(
    'given, meant',
    [
        ('Panel discussion', 'panel'),
        ('Coffee break', 'break'),
        ('lunch', 'break'),
        ('Lightning Talk', 'lightning-talk'),
        ('invited talk', 'talk'),
        ('presentation', 'talk'),
        ('Q&A', 'discussion'),
        ('Hands_On', 'hands-on'),
        ('dinner', 'social'),
    ],
)
def test_kind_is_understood_by_another_word(told_of: Tell, given: str, meant: str) -> None:
    told = told_of(sessions=f'- id: a\n  title: x\n  kind: {given}\n')
    assert told == [f"kind: '{given}' is not known; did you mean '{meant}'?"]


def test_kind_that_is_like_no_other_gets_all_that_are_allowed(told_of: Tell) -> None:
    (message,) = told_of(sessions='- id: a\n  title: x\n  kind: zzz\n')
    assert message.startswith("kind: 'zzz' is not known; allowed: talk, keynote, ")
    assert message.endswith(', social, other')


@each(
    'line, message',
    [
        ('publish_email: maybe', "publish_email: 'maybe' is not a yes or no; write 'yes' or 'no'"),
        ('url: www.example.org', "url: 'www.example.org' is not a full address; write 'https://www.example.org'"),
        ('url: ada@example.org', "url: 'ada@example.org' is not a full address; write 'mailto:ada@example.org'"),
        ('url: https//example.org', "url: 'https//example.org' is not a full address; write 'https://example.org'"),
        (
            'photo: https://example.org/a.jpg',
            "photo: 'https://example.org/a.jpg' is an address, not a file; put the file into the data folder",
        ),
        (
            'photo: /home/ada/ada.jpg',
            "photo: the path '/home/ada/ada.jpg' leaves the data folder; write where it is in that folder, such as "
            "'photos/ada.jpg'",
        ),
    ],
)
def test_value_of_a_person_is_told_as_it_would_be_right(told_of: Tell, line: str, message: str) -> None:
    assert told_of(people=f'{_PEOPLE}kim:\n  name: Kim\n  {line}\n', sessions='- {id: a, title: x, people: kim}\n') == [
        message
    ]


@each('given, meant', [('English', 'en'), ('deutsch', 'de'), ('en_US', 'en-US')])
def test_language_is_understood_by_its_name(told_of: Tell, given: str, meant: str) -> None:
    told = told_of(sessions=f'- {{id: a, title: x, language: {given}}}\n')
    assert told == [f"language: '{given}' is not a language tag; write '{meant}'"]


@each('given, meant', [('#fff', '#ffffff'), ('0b6e99', '#0b6e99'), ('#0B6', '#00BB66')])
def test_colour_is_completed(told_of: Tell, given: str, meant: str) -> None:
    event = _EVENT.replace('name: Web Development', f"name: Web Development, color: '{given}'")
    assert told_of(event=event) == [f"color: '{given}' is not a colour; write '{meant}', in quotes"]


@each(
    'texts, message',
    [
        (
            {'people': '- id: ada-brandt\n  name: Ada Brandt\n'},
            "expected the people, not a list; write each person's id as a key, 'ada-brandt:', and indent "
            "'name: …' below it",
        ),
        (
            {'people': 'people:\n' + ''.join(f'  {line}\n' for line in _PEOPLE.splitlines())},
            "'people' is no person, but the whole list; remove the line, and indent what is below it less",
        ),
        (
            {'people': _PEOPLE.replace('sijia-liu:', 'Sijia Liu:')},
            "id: 'Sijia Liu' is not an id; use letters, digits, '-', '_' and '.', such as 'sijia-liu'",
        ),
        (
            {'people': f'{_PEOPLE}bio: She is a librarian.\n'},
            "expected the id of a person, not the key 'bio'; indent it below the id of the person",
        ),
        (
            {'sessions': 'talk:\n  title: Talk\n'},
            "expected the list of sessions, not a mapping; begin each session with '- id: …'",
        ),
        (
            {'sessions': 'thursday:\n  - {id: a, title: x}\nfriday:\n  - {id: b, title: x}\n'},
            'sessions stand in groups here; write one list, and the day with the first session of each: '
            "'start: 2025-10-19 09:00'",
        ),
        (
            {'sessions': '- day: Thursday\n  sessions:\n    - {id: a, title: x}\n'},
            'sessions stand in groups here; write one list, and the day with the first session of each: '
            "'start: 2025-10-19 09:00'",
        ),
        (
            {'sessions': '- Welcome: 10 min\n'},
            "no key of a session is here; begin each session with '- id: …', and write 'title: …' below it",
        ),
        (
            {'sessions': '- id: a\n  title: x\n  duration: 10\n  id: b\n  title: x\n  duration: 10\n'},
            "the key 'id' is given twice; the first one is on line 1, and the next one begins with '- id: …'",
        ),
        (
            {
                'event': _EVENT.replace('{id: main-hall, name: Main Hall}', 'main-hall'),
                'sessions': '- {id: a, title: x}\n',
            },
            'rooms: expected a mapping, not a text; write {id: main-hall, name: …}',
        ),
        (
            {'event': f'{_EVENT}location: Old Mill, Paris\n'},
            'location: expected a mapping, not a text; write {venue: …, city: …}, or a line for each, indented',
        ),
        (
            {'event': _EVENT.replace('[ada-brandt, jan-van-der-berg, sijia-liu]', 'ada-brandt, sijia-liu')},
            'organizers: expected a list, not a text; write a list: [ada-brandt, sijia-liu]',
        ),
    ],
)
def test_other_shape_is_one_mistake(told_of: Tell, texts: dict[str, str], message: str) -> None:
    assert [one for one in told_of(**texts) if 'nobody refers to' not in one] == [message]


def test_rooms_that_are_nowhere_listed_are_one_mistake(open_data: Open) -> None:
    sessions = ''.join(f'- {{id: s{number}, title: x, room: Main Hall, duration: 5}}\n' for number in range(9))
    _, problems = open_data(sessions=sessions)
    assert _told(problems) == [
        "no room 'Main Hall', because the event has no rooms; list the rooms in the event's file: "
        "'rooms: [{id: main-hall, name: …}]'"
    ]


def test_rooms_with_a_mistake_in_them_are_not_missed_by_each_session(told_of: Tell) -> None:
    event = _EVENT.replace('{id: main-hall, name: Main Hall}', 'main-hall')
    sessions = ''.join(f'- {{id: s{number}, title: x, room: main-hall, duration: 5}}\n' for number in range(9))
    assert len(told_of(event=event, sessions=sessions)) == 1


@each('line', ['hidden: yes', 'public: no', 'draft: yes', 'visible: no'])
def test_session_that_should_not_be_known_is_not_published_for_a_wrong_word(open_data: Open, line: str) -> None:
    edition, _ = open_data(event=_EVENT, sessions=f'- id: a\n  title: x\n  {line}\n')
    assert edition is not None
    assert edition.program.sessions == ()
