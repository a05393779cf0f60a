"""One program, in all formats and in all places where it can be, is one and the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.problems import Severity
from sphinx_event_program.model.program import Program
from sphinx_event_program.reading.loader import load
from sphinx_event_program.reading.sources import read

Formats = Mapping[str, Callable[[Any], str]]

EVENT = {
    'title': 'Tools: a day of #talks, "quoted" – 도구',
    'start': '2025-10-19T13:00:00',
    'end': '2025-10-19 17:00',
    'timezone': 'Europe/Paris',
    'rooms': [{'id': 'a', 'name': '1.10'}, {'id': 'b', 'name': 'NO'}],
    'links': {'Code & data': 'https://example.org/'},
    'organizers': ['ada', {'heading': 'Helpers', 'people': ['bob']}],
}
PEOPLE = {
    'ada': {
        'name': 'Ada',
        'affiliation': ['Engines', 'Looms'],
        'bio': 'One line.\n\n- *Two*; lines, "quoted"',
        'links': {'orcid': 'https://example.org/ada', 'My blog': 'https://example.org/blog'},
        'publish_email': 'true',
    },
    'bob': {'name': 'TBD'},
}
SESSIONS = [
    {
        'id': 'opening',
        'title': 'Opening',
        'duration': '50+5 min',
        'people': ['ada', {'person': 'bob', 'role': 'chair'}],
        'materials': [{'kind': 'slides', 'url': 'https://example.org/s'}],
        'room': 'a',
    },
    {'id': 'closing', 'title': 'TBD', 'start': '2025-10-19 16:00', 'duration': '30', 'tags': ['x', 'y'], 'room': 'b'},
]
PEOPLE_ROWS = [
    {
        'ID': 'ada',
        'Full name': 'Ada',
        'Affiliation': 'Engines; Looms',
        'Bio': PEOPLE['ada']['bio'],
        'ORCID': 'https://example.org/ada',
        'links.My blog': 'https://example.org/blog',
        'Publish email': 'true',
    },
    {'ID': 'bob', 'Full name': 'TBD'},
]
SESSION_ROWS = [
    {
        'id': 'opening',
        'title': 'Opening',
        'duration': '50+5 min',
        'speakers': 'ada; bob (chair)',
        'materials': 'slides https://example.org/s',
        'room': 'a',
    },
    {'id': 'closing', 'title': 'TBD', 'start': '2025-10-19 16:00', 'duration': '30', 'tags': 'x; y', 'room': 'b'},
]


def _records(program: Program) -> tuple[object, ...]:
    return program.event, dict(program.people), program.sessions


@pytest.fixture
def meant(tmp_path: Path, formats: Formats) -> tuple[object, ...]:
    """The records of the program, read from YAML."""
    folder = tmp_path / 'meant'
    folder.mkdir()
    for name, values in (('event', EVENT), ('people', PEOPLE), ('sessions', SESSIONS)):
        (folder / f'{name}.yaml').write_text(formats['yaml'](values), encoding='utf-8')
    program, problems = load(folder)
    assert program is not None
    assert [str(problem) for problem in problems if problem.severity is not Severity.NOTE] == []
    return _records(program)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / 'data'
    folder.mkdir()
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding='utf-8')


def _read_back(data: Path) -> Program:
    program, problems = load(data)
    assert [str(problem) for problem in problems if problem.severity is not Severity.NOTE] == []
    assert program is not None
    return program


@pytest.mark.parametrize('of_event', ['yaml', 'toml', 'json'])
@pytest.mark.parametrize('of_tables', ['yaml', 'yml', 'toml', 'json', 'csv'])
def test_same_program_is_read_from_every_format(
    data: Path, formats: Formats, meant: tuple[object, ...], of_event: str, of_tables: str
) -> None:
    write = formats[of_tables.replace('yml', 'yaml')]
    _write(data / f'event.{of_event}', formats[of_event](EVENT))
    _write(data / f'people.{of_tables}', write(PEOPLE_ROWS if of_tables == 'csv' else PEOPLE))
    _write(data / f'sessions.{of_tables}', write(SESSION_ROWS if of_tables == 'csv' else SESSIONS))
    program = _read_back(data)
    assert _records(program) == meant
    _assert_places_are_those_of_the_texts(program)


def _assert_places_are_those_of_the_texts(program: Program) -> None:
    for steps, text in {
        ('event', 'rooms', '1', 'name'): 'NO',
        ('event', 'organizers', '1', 'people', '0'): 'bob',
        ('people', 'ada', 'links', 'orcid'): 'https://example.org/ada',
        ('people', 'bob', 'name'): 'TBD',
        ('people', 'bob'): 'bob',
        ('sessions', 'opening', 'duration'): '50+5 min',
        ('sessions', 'opening', 'people', '1', 'role'): 'chair',
        ('sessions', 'opening', 'materials', '0', 'url'): 'https://example.org/s',
        ('sessions', 'closing', 'tags', '1'): 'y',
    }.items():
        place = program.place(*steps)
        assert place.line is not None
        assert place.column is not None
        line = place.path.read_text(encoding='utf-8').split('\n')[place.line - 1]
        assert line[place.column - 1 :].lstrip('"').startswith(text), (steps, place)


@pytest.mark.parametrize('ending', ['yaml', 'toml', 'json'])
def test_small_event_may_be_one_file(data: Path, formats: Formats, meant: tuple[object, ...], ending: str) -> None:
    _write(data / f'event.{ending}', formats[ending](EVENT | {'people': PEOPLE, 'sessions': SESSIONS}))
    program = _read_back(data)
    assert _records(program) == meant
    _assert_places_are_those_of_the_texts(program)


def test_large_event_may_be_folders_read_in_the_order_of_their_names(
    data: Path, formats: Formats, meant: tuple[object, ...]
) -> None:
    _write(data / 'event.yaml', formats['yaml'](EVENT))
    _write(data / 'people' / 'b.csv', formats['csv'](PEOPLE_ROWS[1:]))
    _write(data / 'people' / 'a.json', formats['json']({'ada': PEOPLE['ada']}))
    _write(data / 'people' / 'README.md', 'not data')
    _write(data / 'sessions' / '10.toml', formats['toml'](SESSIONS[1:]))
    _write(data / 'sessions' / '09.yaml', formats['yaml'](SESSIONS[0]))
    _write(data / 'sessions' / '.hidden.yaml', '[')
    program = _read_back(data)
    assert _records(program) == meant
    _assert_places_are_those_of_the_texts(program)


def test_event_with_sessions_in_its_file_needs_no_people(data: Path, formats: Formats) -> None:
    event = {key: EVENT[key] for key in ('title', 'start', 'timezone')}
    _write(data / 'event.json', formats['json'](event | {'sessions': [{'id': 'a', 'title': 'x'}]}))
    assert list(_read_back(data).sessions_by_id) == ['a']


@pytest.mark.parametrize(
    ('files', 'told'),
    [
        (('event.toml', 'people.yaml', 'sessions.yaml'), 'event is given twice, in event.yaml and in event.toml'),
        (('people.yaml', 'people.csv', 'sessions.yaml'), 'people are given twice, in people.yaml and in people.csv'),
        (('people.json', 'people/a.yaml', 'sessions.yaml'), 'people are given twice, in people.json and in people/'),
        (
            ('people.yaml', 'sessions.yml', 'sessions/a.toml'),
            'sessions are given twice, in sessions.yml and in sessions/',
        ),
    ],
)
def test_second_place_for_the_same_is_told_with_both_names(
    data: Path, formats: Formats, files: tuple[str, ...], told: str
) -> None:
    _write(data / 'event.yaml', formats['yaml']({key: EVENT[key] for key in ('title', 'start', 'timezone')}))
    for name in files:
        _write(data / name, '')
    program, problems = load(data)
    assert program is not None
    assert [problem.message for problem in problems] == [told]


def test_table_in_the_file_of_the_event_and_in_its_own_is_told(data: Path, formats: Formats) -> None:
    _write(data / 'event.yaml', formats['yaml']({**EVENT, 'organizers': [], 'people': PEOPLE}))
    _write(data / 'people.csv', 'id,name\ncem,Cem\n')
    _write(data / 'sessions.yaml', '- {id: a, title: x, people: cem}\n')
    program, problems = load(data)
    assert program is not None
    assert list(program.people) == ['cem']
    told = [problem.message for problem in problems if problem.severity is Severity.ERROR]
    assert told == ['people are given twice, in people.csv and in event.yaml']


def test_id_in_two_files_of_a_folder_is_told_with_the_name_of_the_first(data: Path, formats: Formats) -> None:
    _write(data / 'event.yaml', formats['yaml']({**EVENT, 'organizers': []}))
    _write(data / 'people.yaml', '')
    _write(data / 'sessions' / 'a.yaml', '- {id: x, title: x}\n')
    _write(data / 'sessions' / 'b.yaml', '\n- {id: x, title: x}\n')
    _, problems = load(data)
    assert [problem.sentence for problem in problems] == [
        "the id 'x' is given twice; the first one is on line 1 of a.yaml"
    ]


def test_missing_table_is_told_with_what_to_do(data: Path, formats: Formats) -> None:
    _write(data / 'event.toml', formats['toml'](EVENT))
    _, problems = load(data)
    assert [str(problem).removeprefix(f'{data}/') for problem in problems] == [
        f"{name}.yaml: error: there is no such file; write one (it may be empty), or '{name}:' in the event's file "
        '[event.file]'
        for name in ('people', 'sessions')
    ]


def test_unreadable_event_is_the_only_problem_of_a_single_file(data: Path) -> None:
    _write(data / 'event.json', '{')
    program, problems = load(data)
    assert program is None
    assert len(problems) == 1


def test_pipe_in_place_of_a_file_is_not_waited_for(data: Path) -> None:
    os.mkfifo(data / 'event.yaml')
    program, problems = load(data)
    assert program is None
    assert problems[0].message == 'this is not a file'


_SIGNS = [*'{}[]:,;"\\\'=.#\n\t -', '""', '"""', '\r\n', '\x00', '\u202e', '\ud800', '\ufeff', 'é', '[[', 'TBD', 'null']
_WORDS = ['id', 'title', 'people', 'sessions', 'ada', 'name', 'materials', '13:00', '2025-10-19', '../x', '1e999', '-0']
_ANYTHING = st.one_of(
    st.lists(st.sampled_from([*_SIGNS, *_WORDS]), max_size=30)
    .map(''.join)
    .map(lambda text: text.encode(errors='surrogatepass')),
    st.binary(max_size=40),
    st.text(max_size=30).flatmap(
        lambda text: st.sampled_from(['utf-8', 'utf-16', 'utf-32', 'cp1252', 'cp949']).map(
            lambda encoding: text.encode(encoding, errors='replace')
        )
    ),
)


@pytest.mark.parametrize('ending', ['yaml', 'toml', 'json', 'csv'])
@given(_ANYTHING, st.sampled_from(['people', 'sessions']))
@settings(max_examples=settings.default.max_examples * 250 // 100)
def test_any_bytes_in_any_format_give_values_or_problems(
    tmp_path: Path, ending: str, encoded: bytes, table: str
) -> None:
    path = tmp_path / f'f.{ending}'
    path.write_bytes(encoded)
    problems: list[Any] = []
    source = read(path, problems, table=table)
    assert source is not None or problems
    assert all(problem.sentence.isprintable() for problem in problems)


@pytest.mark.parametrize('ending', ['toml', 'json', 'csv'])
@given(_ANYTHING, _ANYTHING, _ANYTHING)
@settings(max_examples=settings.default.max_examples * 80 // 100)
def test_any_bytes_in_a_folder_give_an_edition_or_errors(
    data: Path, formats: Formats, ending: str, event: bytes, people: bytes, sessions: bytes
) -> None:
    event_ending = 'json' if ending == 'csv' else ending
    good = formats[event_ending]({'title': 'x', 'start': '2025-10-19', 'timezone': 'UTC'}).encode()
    (data / f'event.{event_ending}').write_bytes(event if len(event) % 2 else good)
    (data / f'people.{ending}').write_bytes(people)
    (data / f'sessions.{ending}').write_bytes(sessions)
    edition, problems = open_edition(data)
    assert edition is not None or any(problem.severity is Severity.ERROR for problem in problems)
