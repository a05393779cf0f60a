from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sphinx_event_program.edition import Edition
from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.event import Audience, Event
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.problems import Severity
from sphinx_event_program.model.session import Session
from sphinx_event_program.model.values import TBD, WITHHELD
from sphinx_event_program.reading.loader import load

Open = Callable[..., tuple[Edition | None, list[str]]]

# One mistake each: texts, and the one problem that is expected.
MISTAKES = {
    'unknown key': (
        {'also': 'sumary: x\n'},
        "event.yaml:5:1: error: unknown key 'sumary'; did you mean 'summary'? [event.unknown-key]",
    ),
    'unknown key below another': (
        {'also': 'location:\n  room: x\n  adress: y\n'},
        "event.yaml:7:3: error: unknown key 'adress'; did you mean 'address'? [event.unknown-key]",
    ),
    'unknown key of a group of organizers': (
        {'also': 'organizers:\n  - people: []\n    titel: y\n'},
        "event.yaml:7:5: error: unknown key 'titel'; allowed: heading, people [event.unknown-key]",
    ),
    'id within a person': (
        {'people': 'ada:\n  name: Ada\n  id: ada\n', 'also': 'organizers: [ada]\n'},
        "people.yaml:3:3: error: unknown key 'id'; the id is the key above; remove 'id' [event.unknown-key]",
    ),
    'missing key of the event': (
        {'event': 'title: x\nstart: 2025-10-19\n'},
        "event.yaml:1:1: error: the key 'timezone' is missing; add it, with TBD while it is not known [event.missing]",
    ),
    'missing name of a room': (
        {'also': 'rooms:\n  - id: a\n    name: A\n  - id: b\n'},
        "event.yaml:8:5: error: the key 'name' is missing; add it, with TBD while it is not known [event.missing]",
    ),
    'session without an id': (
        {'sessions': '- title: x\n'},
        "sessions.yaml:1:3: error: the key 'id' is missing; add one that can stay [event.missing]",
    ),
    'person without a name': (
        {'people': '\nada:\n  url: TBD\n', 'also': 'organizers: [ada]\n'},
        "people.yaml:2:1: error: the key 'name' is missing; add it, with TBD while it is not known [event.missing]",
    ),
    'person with nothing at all': (
        {'people': 'ada:\n', 'also': 'organizers: [ada]\n'},
        "people.yaml:1:1: error: the key 'name' is missing; add it, with TBD while it is not known [event.missing]",
    ),
    'person that is a text': (
        {'people': 'ada: Ada Lovelace\n', 'also': 'organizers: [ada]\n'},
        "people.yaml:1:6: error: 'ada' is not a mapping; indent 'name: …' below the id [event.value]",
    ),
    'id that is none': (
        {'people': 'ada l:\n  name: Ada\n'},
        "people.yaml:1:1: error: id: 'ada l' is not an id; use letters, digits, '-', '_' and '.', such as "
        "'ada-l' [event.value]",
    ),
    'unknown key with nothing behind it': (
        {'also': 'colour:\n'},
        "event.yaml:5:1: error: unknown key 'colour'; allowed: title, short_title, subtitle, summary, description, "
        'kind, part_of, status, start, end, timezone, location, stream, online, language, organizers, registration, … '
        '[event.unknown-key]',
    ),
    'unknown key with nothing behind it, deep': (
        {'sessions': '- id: a\n  title: x\n  people: [{person: TBD, rle: }]\n'},
        "sessions.yaml:3:26: error: unknown key 'rle'; did you mean 'role'? [event.unknown-key]",
    ),
    'value that stands in the key': (
        {'also': 'online: {passcode:hunter2}\n'},
        'event.yaml:5:10: error: unknown key (it is not repeated here, because it may be a secret); '
        "put a space behind the ':'; allowed: platform, url, meeting_id, passcode, audience [event.unknown-key]",
    ),
    'unknown key below what may be a secret': (
        {'also': 'online:\n  hunter2: x\n'},
        'event.yaml:6:3: error: unknown key (it is not repeated here, because it may be a secret); '
        'allowed: platform, url, meeting_id, passcode, audience [event.unknown-key]',
    ),
    'labels that differ only in spaces': (
        {'also': 'links: {a b: "https://example.org/", a  b: "https://example.com/"}\n'},
        "event.yaml:5:8: error: links: the label 'a b' is given twice; two labels differ only in spaces [event.value]",
    ),
    'name with an override of the direction': (
        {'people': 'ada:\n  name: "Ada\\u202e"\n', 'also': 'organizers: [ada]\n'},
        'people.yaml:2:9: error: name: the invisible character U+202E (right-to-left override) is at 4 of 4; '
        'remove it [event.value]',
    ),
    'id given twice': (
        {'sessions': '- {id: a, title: x}\n- {id: a, title: y}\n'},
        "sessions.yaml:2:8: error: the id 'a' is given twice; the first one is on line 1 [event.duplicate-key]",
    ),
    'session that is a text': (
        {'sessions': '- welcome\n'},
        "sessions.yaml:1:3: error: this session is not a mapping; begin each session with '- id: …' [event.value]",
    ),
    'sessions that are a mapping': (
        {'sessions': 'welcome:\n  title: x\n'},
        'sessions.yaml:1:1: error: expected the list of sessions, not a mapping; begin each session with '
        "'- id: …' [event.value]",
    ),
    'people that are a list': (
        {'people': '- name: Ada\n'},
        "people.yaml:1:1: error: expected the people, not a list; write each person's id as a key, "
        "'ada-brandt:', and indent 'name: …' below it [event.value]",
    ),
    'word that is not known': (
        {'also': 'kind: Workshp\n'},
        "event.yaml:5:7: error: kind: 'Workshp' is not known; did you mean 'workshop'? [event.value]",
    ),
    'list for a word': (
        {'sessions': '- id: a\n  title: x\n  status: [moved]\n'},
        'sessions.yaml:3:11: error: status: expected one word, not a list; allowed: '
        "'confirmed', 'tentative', 'cancelled' or 'moved' [event.value]",
    ),
    'list for a text': (
        {'event': 'title: [a, b]\nstart: TBA\ntimezone: TBA\n'},
        'event.yaml:1:8: error: title: expected a text, not a list; write one value [event.value]',
    ),
    'text for a list': (
        {'also': 'rooms: main\n'},
        'event.yaml:5:8: error: rooms: expected a list, not a text; write a line for each: '
        "'- {id: …, name: …}' [event.value]",
    ),
    'text for a mapping': (
        {'also': 'location: Room 1\n'},
        'event.yaml:5:11: error: location: expected a mapping, not a text; write {venue: …, city: …}, or a '
        'line for each, indented [event.value]',
    ),
    'list for a mapping of links': (
        {'also': 'links: [https://example.org]\n'},
        'event.yaml:5:8: error: links: expected a mapping, not a list; write {a name: https://…}, or a line '
        'for each, indented [event.value]',
    ),
    'empty label of a link': (
        {'also': 'links:\n  "": https://example.org\n'},
        'event.yaml:6:3: error: the key is empty; write a text before the colon [event.value]',
    ),
    'unsafe link': (
        {'also': 'links:\n  Code: javascript:alert(1)\n'},
        "event.yaml:6:9: error: Code: an address may not be 'javascript'; use http, https, mailto or tel [event.value]",
    ),
    'empty title': (
        {'sessions': '- id: a\n  title: ""\n'},
        'sessions.yaml:2:10: error: title: the value is empty; write a text, or TBD while it is not known '
        '[event.value]',
    ),
    'duration that is none': (
        {'sessions': '- id: a\n  title: x\n  duration: long\n'},
        "sessions.yaml:3:13: error: duration: 'long' is not a duration; write '10 min', '1h30', '90', 'PT1H30M' "
        "or '50+5 min' [event.value]",
    ),
    'role that is none': (
        {
            'people': 'ada: {name: Ada}\n',
            'sessions': '- id: a\n  title: x\n  people:\n    - person: ada\n      role: moderater\n',
        },
        "sessions.yaml:5:13: error: role: 'moderater' is not known; did you mean 'moderator'? [event.value]",
    ),
    'affiliation of many': (
        {
            'people': 'ada:\n  name: Ada\n  affiliation:\n    - A\n    - name: B\n      url: b\n',
            'also': 'organizers: [ada]',
        },
        "people.yaml:6:12: error: url: 'b' is not a full address; write a full address, such as "
        "'https://example.org/' [event.value]",
    ),
    'material from nowhere': (
        {'sessions': '- id: a\n  title: x\n  materials:\n    - kind: slides\n'},
        'sessions.yaml:4:7: error: materials: a material needs a url or a file, and not both; '
        "write 'url: https://…', or 'file: …' [event.value]",
    ),
}


@pytest.mark.parametrize(('texts', 'told'), MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_told_once_with_place_and_remedy(open_data: Open, texts: dict[str, str], told: str) -> None:
    _, problems = open_data(**texts)
    assert [problem for problem in problems if ': note: ' not in problem] == [told]


@pytest.mark.parametrize('texts', [texts for texts, _ in MISTAKES.values()], ids=MISTAKES)
def test_no_mistake_below_the_event_keeps_it_from_being_published(open_data: Open, texts: dict[str, str]) -> None:
    edition, _ = open_data(**texts)
    assert edition is not None


def test_all_problems_of_all_files_are_told_at_once_in_the_order_of_their_places(open_data: Open) -> None:
    _, problems = open_data(
        event='timezone: UTC+2\ntitel: x\nstart: soon\n',
        people='ada: {name: "", url: ada}\n',
        sessions='- {id: a}\n- {id: b, title: x, duration: long, room: attic}\n',
    )
    assert [problem.split(': ')[0] for problem in problems] == [
        'event.yaml:1:11',
        'event.yaml:2:1',
        'event.yaml:3:8',
        'people.yaml:1:1',
        'people.yaml:1:13',
        'people.yaml:1:22',
        'sessions.yaml:1:3',
        'sessions.yaml:2:31',
        'sessions.yaml:2:43',
    ]


def test_problems_are_in_order_even_if_there_is_no_event(open_data: Open) -> None:
    edition, problems = open_data(event='[', people='b: 1\na: 1\n', sessions='x')
    assert edition is None
    assert [problem.split(':')[0] for problem in problems] == [
        'event.yaml',
        'people.yaml',
        'people.yaml',
        'sessions.yaml',
    ]


def test_missing_files_are_told_each(tmp_path: Path) -> None:
    edition, problems = open_edition(tmp_path)
    assert edition is None
    assert [problem.where.path.name for problem in problems] == ['event.yaml', 'people.yaml', 'sessions.yaml']


def test_broken_value_counts_as_tbd_and_the_rest_of_the_record_stays(open_data: Open) -> None:
    edition, _ = open_data(sessions='- {id: a, title: Opening, duration: long, level: easy}\n')
    assert edition is not None
    session = edition.program.sessions_by_id['a']
    assert (session.duration, session.title, session.level) == (TBD, 'Opening', 'easy')


def test_broken_part_of_a_record_leaves_its_other_parts(open_data: Open) -> None:
    edition, _ = open_data(also='location: {room: A, map_url: here, floor: 3}\n')
    assert edition is not None
    location = edition.program.event.location
    assert location is not None
    assert (location.room, location.map_url) == ('A', TBD)


def test_broken_room_leaves_the_other_rooms(open_data: Open) -> None:
    edition, problems = open_data(
        also='rooms: [{id: a b, name: A}, {id: b, name: B}, c]\n', sessions='- {id: s, title: x, room: b}\n'
    )
    assert edition is not None
    assert list(edition.program.rooms) == ['b']
    assert not [problem for problem in problems if problem.startswith('sessions')]


def test_broken_role_leaves_the_other_people_of_a_session(open_data: Open) -> None:
    edition, _ = open_data(
        people='ada: {name: Ada}\nbob: {name: Bob}\n',
        sessions='- {id: s, title: x, people: [{person: ada, role: boss}, bob]}\n',
    )
    assert edition is not None
    assert [part.person for part in edition.program.sessions[0].participations] == ['ada', 'bob']


def test_broken_material_leaves_the_others(open_data: Open) -> None:
    edition, _ = open_data(sessions='- {id: s, title: x, materials: [{kind: slides}, {url: "https://example.org/"}]}\n')
    assert edition is not None
    materials = edition.program.sessions[0].materials
    assert not isinstance(materials, type(TBD))
    assert [material.url for material in materials] == ['https://example.org/']


def test_two_mistakes_in_one_item_do_not_cost_the_item_after_it(open_data: Open) -> None:
    edition, _ = open_data(also='tracks: [{id: "-", name: "", x: y}, {id: b, name: B}]\n')
    assert edition is not None
    assert list(edition.program.tracks) == ['b']


def test_broken_language_counts_as_left_out(open_data: Open) -> None:
    edition, _ = open_data(also='language: English\n')
    assert edition is not None
    assert edition.program.event.language == 'en'


def test_session_that_cannot_be_used_does_not_take_the_others_with_it(open_data: Open) -> None:
    edition, _ = open_data(sessions='- {id: a, title: x}\n- {title: y}\n- {id: c, title: z}\n')
    assert edition is not None
    assert list(edition.program.sessions_by_id) == ['a', 'c']


@pytest.mark.parametrize('broken', ['ada: Ada\n', 'ada:\n', 'ada: {nmae: Ada}\n'])
def test_person_whose_entry_is_broken_can_still_be_referred_to(open_data: Open, broken: str) -> None:
    edition, problems = open_data(people=broken, sessions='- {id: a, title: x, people: ada}\n')
    assert edition is not None
    assert edition.program.people['ada'].name is TBD
    assert not [problem for problem in problems if problem.startswith('sessions')]


def test_file_that_cannot_be_read_is_the_only_problem(open_data: Open) -> None:
    _, problems = open_data(
        people='ada: [\n', also='organizers: [ada]\n', sessions='- {id: a, title: x, people: [ada, bob]}\n'
    )
    assert [problem.split(':')[0] for problem in problems] == ['people.yaml']


def test_people_are_not_unused_while_the_sessions_cannot_be_read(open_data: Open) -> None:
    _, problems = open_data(people='ada: {name: Ada}\n', sessions='[')
    assert [problem.split(':')[0] for problem in problems] == ['sessions.yaml']


@pytest.mark.parametrize(
    'texts',
    [
        {'also': 'online: https://example.org/j/1?pwd=s3cret\n'},
        {'also': 'online: {passcode: [s3cret]}\n'},
        {'also': 'online: {url: s3cret}\n'},
        {'also': 'online: {audience: s3cret}\n'},
        {'also': 'online: {passcode: *s3cret}\n'},
        {'also': 'online: {passcode: &s3cret }\n'},
        {'also': 'online: {passcode: !s3cret }\n'},
        {'people': 'ada: {name: Ada, email: [s3cret@example.org]}\n'},
        {'people': 'ada: {name: Ada, email:s3cret@example.org}\n'},
        {'also': 'online: {passcode:s3cret}\n'},
        {'also': 'online: {s3cret: }\n'},
        {'also': 'online: {s3cret: TBD}\n'},
        {'also': 'online: [s3cret]\n'},
    ],
)
def test_secret_is_not_repeated_in_a_message(open_data: Open, texts: dict[str, str]) -> None:
    _, problems = open_data(**texts)
    assert [problem for problem in problems if ': error: ' in problem]
    assert 's3cret' not in ''.join(problems)


def test_open_value_is_told_by_its_name_and_a_session_by_its_id(open_data: Open) -> None:
    _, problems = open_data(
        also='online: {url: tba}\nrooms: [{id: a, name: ~}]\n',
        sessions='- {id: welcome, title: TBD, people: [TBD], duration: 5}\n',
    )
    told = [problem.partition('note: ')[2].removesuffix(' is still TBD [event.tbd]') for problem in problems]
    assert [name for name in told if 'minutes' not in name] == [
        'online.url',
        'rooms.a.name',
        'welcome.title',
        'welcome.people.1',
    ]


def _fields(record: type[Event | Person | Session]) -> list[str]:
    return [name for name in record.model_fields if name != 'id']


@pytest.mark.parametrize(
    'texts',
    [
        {'also': 'links: {"\\e[2J\\nx": TBD}\n'},
        {'also': '"\\e[2J\\nx": y\n'},
        {'also': 'kind: "\\e[2J\\nx"\n'},
        {'people': '"\\e[2J\\nx": {name: TBD}\n'},
        {'sessions': '- {id: "\\e[2J\\nx", title: TBD}\n'},
    ],
)
def test_what_would_move_the_cursor_of_a_terminal_is_told_as_it_is_written(
    open_data: Open, texts: dict[str, str]
) -> None:
    _, problems = open_data(**texts)
    assert [problem for problem in problems if '\\x1b[2J\\nx' in problem]
    assert all(problem.isprintable() for problem in problems)


@pytest.mark.parametrize('field', _fields(Event))
def test_every_fact_of_the_event_can_be_open(open_data: Open, field: str) -> None:
    facts = {'title': 'x', 'start': '2025-10-19', 'timezone': 'UTC', field: 'TBD'}
    edition, problems = open_data(event=yaml.safe_dump(facts), sessions='- {id: a, title: x}\n')
    assert edition is not None
    assert problems == [
        f'event.yaml:{sorted(facts).index(field) + 1}:{len(field) + 3}: note: {field} is still TBD [event.tbd]'
    ]


@pytest.mark.parametrize('field', _fields(Person))
def test_every_fact_of_a_person_can_be_open(open_data: Open, field: str) -> None:
    facts = {'ada': {'name': 'Ada', field: 'TBD'}}
    _, problems = open_data(people=yaml.safe_dump(facts), also='organizers: [ada]\n')
    assert [problem.partition(': ')[2] for problem in problems] == [f'note: ada.{field} is still TBD [event.tbd]']


@pytest.mark.parametrize('field', _fields(Session))
def test_every_fact_of_a_session_can_be_open(open_data: Open, field: str) -> None:
    facts = [{'id': 'a', 'title': 'x', 'duration': '4h', field: 'TBD'}]
    _, problems = open_data(sessions=yaml.safe_dump(facts))
    assert [problem.partition(': ')[2] for problem in problems] == [f'note: a.{field} is still TBD [event.tbd]']


@pytest.mark.parametrize(
    'also',
    [
        'organizers: [TBD]\n',
        'organizers: [{heading: TBD, people: TBD}]\n',
        'organizers: [{people: [TBD]}]\n',
        'online: {audience: TBD}\n',
        'location: {room: TBD, map_url: TBD}\n',
        'tracks: [{id: a, name: TBD, color: TBD}]\n',
        'links: {Code: TBD}\n',
        'part_of: {name: TBD, url: TBD}\n',
    ],
)
def test_every_part_of_a_fact_can_be_open(open_data: Open, also: str) -> None:
    _, problems = open_data(also=also)
    assert [problem for problem in problems if ': note: ' not in problem] == []


def test_open_audience_keeps_what_is_not_for_the_public(open_data: Open) -> None:
    edition, _ = open_data(also='online: {passcode: s3cret, audience: TBD}\n')
    assert edition is not None
    online = edition.program.event.online
    assert online is not None
    assert (online.audience, online.passcode) == (Audience.ATTENDEES, WITHHELD)


def test_open_consent_publishes_no_address(open_data: Open) -> None:
    edition, _ = open_data(people='ada: {name: Ada, email: ada@example.org, publish_email: TBD}\n')
    assert edition is not None
    assert edition.program.people['ada'].email is None


def test_what_an_author_writes_cannot_pose_as_withheld(open_data: Open) -> None:
    edition, _ = open_data(also='online: {passcode: withheld, audience: public}\n')
    assert edition is not None
    online = edition.program.event.online
    assert online is not None
    assert online.passcode == 'withheld'


@pytest.mark.parametrize('text', ['TBD', 'tba\n', '~', '', '# nothing yet\n', '[]', '{}'])
def test_people_and_sessions_may_be_open_as_a_whole(open_data: Open, text: str) -> None:
    edition, problems = open_data(people=text, sessions=text)
    assert edition is not None
    assert [problem for problem in problems if ': note: ' not in problem] == []


def test_place_of_what_follows_a_broken_item_is_its_own(open_data: Open) -> None:
    edition, problems = open_data(
        also='organizers:\n  - {people: }\n  - bob\nrooms:\n  - {id: "-", name: A}\n  - {id: a, name: A}\n',
        sessions='- id: s\n  title: x\n  materials:\n    - {kind: slides}\n    - {file: a.pdf}\n',
    )
    assert edition is not None
    assert [problem.split(': ')[0] for problem in problems if 'no person' in problem or 'no file' in problem] == [
        'event.yaml:7:5',
        'sessions.yaml:5:14',
    ]
    assert (edition.program.place('event', 'rooms', '0').line, edition.program.place('sessions', 's').line) == (10, 1)


@pytest.mark.parametrize(
    ('published', 'read'), [('', False), ('yes', True), ('no', False), ('TBD', False), ('perhaps', False)]
)
def test_session_is_published_unless_that_is_uncertain(
    write_data: Callable[..., Path], published: str, read: bool
) -> None:
    folder = write_data(sessions=f'- {{id: a, title: x, published: {published}}}\n')
    program, _ = load(folder)
    assert program is not None
    assert program.sessions[0].published is read


def test_more_problems_than_anybody_reads_are_counted(open_data: Open) -> None:
    _, problems = open_data(sessions=''.join(f'- {{id: s{number}, title: x, x: y}}\n' for number in range(1100)))
    told = [problem for problem in problems if 'unknown key' in problem]
    assert len(told) == 1000
    assert any('100 more problems of this kind are not listed' in problem for problem in problems)


def test_severity_is_part_of_every_message(open_data: Open) -> None:
    _, problems = open_data(sessions='- {id: a, title: TBD, x: y}\n', people='ada: {name: Ada}\n')
    assert {problem.split(': ')[1] for problem in problems} == {severity.value for severity in Severity}


def test_tags_that_would_share_an_address_are_reported(open_data: Open) -> None:
    _, problems = open_data(sessions='- {id: a, title: A, tags: [AI, "C#", C]}\n- {id: b, title: B, tags: [ai, AI]}\n')
    assert [problem for problem in problems if 'event.alike' in problem] == [
        "sessions.yaml:2:28: warning: the tag 'ai' is nearly 'AI', and their pages would share an address; write both "
        'in one way, or call one otherwise [event.alike]'
    ]
