"""The schema is the reader's own idea of the data: whatever it takes is no mistake to an editor."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from any_records import any_record, any_value, nearly_good_record
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from sphinx_event_program.cli.schema import NAMES, schema_of
from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.event import Event
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.problems import Kind, Problem, Severity
from sphinx_event_program.model.session import Session

#: 100, or more in a profile that says so.
_MANY = settings.default.max_examples

VALIDATORS = {name: Draft7Validator(schema_of(name)) for name in NAMES}

#: What only several records together have; a schema knows one at a time. (Of a record whose id is given twice,
#: nothing else is told: such a file is refused.)
_ACROSS = {Kind.REFERENCE, Kind.PHOTO, Kind.CLASH, Kind.OUTSIDE}

_EVENT: dict[str, Any] = {'title': 'x', 'start': '2025-10-19', 'timezone': 'UTC'}


def refused(folder: Path, name: str, values: Any) -> bool:
    """Whether the reader finds something wrong in a file of that name alone."""
    files = {'event': _EVENT, 'people': {}, 'sessions': [], name: values}
    for one, held in files.items():
        path = folder / f'{one}.json'
        path.unlink(missing_ok=True)
        # Nothing is given in two places.
        if one == name or not isinstance(files['event'], dict) or one not in files['event']:
            path.write_text(json.dumps(held), encoding='utf-8')
    _, problems = open_edition(folder)
    return any(
        one.severity is Severity.ERROR and one.where.path.stem == name and not _is_across(one) for one in problems
    )


def _is_across(problem: Problem) -> bool:
    """Whether a schema cannot know of it; a reference that is no id at all is wrong in its own file."""
    if problem.kind is not Kind.REFERENCE or not (named := re.match(r"no \w+ '(.*?)'", problem.message)):
        return problem.kind in _ACROSS
    return re.fullmatch(r'[A-Za-z0-9_.-]+', named[1]) is not None


def mistakes(name: str, values: Any) -> list[str]:
    return [error.message for error in VALIDATORS[name].iter_errors(values)]


_PERSON = nearly_good_record(Person, {'id': 'ada', 'name': 'Ada'}).map(
    lambda person: {key: value for key, value in person.items() if key != 'id'}
)
_PEOPLE = st.dictionaries(st.sampled_from(['ada', 'Ada', 'b']), _PERSON | st.just('TBD'), max_size=2) | st.dictionaries(
    st.sampled_from(['ada', '', 'TBD', '$schema']), any_record(Person) | any_value(), max_size=2
)
_SESSION = nearly_good_record(Session, {'id': 'a', 'title': 'A'})
_SESSIONS = st.lists(_SESSION | st.just('TBD'), max_size=2) | st.lists(any_record(Session) | any_value(), max_size=2)
_WHOLE = st.sampled_from(['TBD', 'tba', ' ~ ', '', 'x', [], {}]) | any_value()
_FILES = {
    'event': nearly_good_record(Event, _EVENT)
    | any_record(Event)
    | st.fixed_dictionaries(
        {key: st.just(value) for key, value in _EVENT.items()},
        optional={'people': _PEOPLE | _WHOLE, 'sessions': _SESSIONS | _WHOLE, '$schema': _WHOLE},
    )
    | _WHOLE,
    'people': _PEOPLE | _WHOLE,
    'sessions': _SESSIONS
    | _WHOLE
    | st.fixed_dictionaries({'sessions': _SESSIONS | _WHOLE}, optional={'$schema': _WHOLE}),
}


@pytest.mark.parametrize('name', NAMES)
@given(st.data())
@settings(max_examples=3 * _MANY)
def test_any_file_that_the_reader_takes_is_no_mistake_to_an_editor(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    values = data.draw(_FILES[name])
    if not refused(tmp_path, name, values):
        assert mistakes(name, values) == []


#: What is there as a whole, or in one place of a list or a mapping, but not known yet.
_OPEN = [
    ('event', {**_EVENT, 'people': 'TBD'}),
    ('event', {**_EVENT, 'people': None, 'sessions': None}),
    ('event', {**_EVENT, 'people': {'ada': 'TBD'}, 'sessions': ['TBD', {'id': 'a', 'title': 'b'}]}),
    ('people', 'TBD'),
    ('people', {'ada': 'tba', 'bob': {'name': 'Bob'}}),
    ('sessions', 'TBD'),
    ('sessions', ['TBD']),
    ('sessions', {'sessions': 'TBD'}),
]


@pytest.mark.parametrize(('name', 'values'), _OPEN)
def test_what_is_not_known_yet_is_no_mistake_to_either(tmp_path: Path, name: str, values: Any) -> None:
    assert not refused(tmp_path, name, values)
    assert mistakes(name, values) == []


def _in_session(**values: Any) -> tuple[str, Any]:
    return 'sessions', [{'id': 'a', 'title': 'b', **values}]


#: What a schema could take, but the reader does not.
_REFUSED = [
    _in_session(duration='12345'),
    _in_session(language='zz'),
    _in_session(language='en-12'),
    _in_session(language=['en', 'zz']),
    _in_session(capacity='0'),
    _in_session(capacity='about 40'),
    _in_session(id='x' * 101),
    ('people', {'ada': {'name': 'Ada', 'links': {'': 'https://example.org/'}}}),
    ('people', {'ada': {'name': 'Ada', 'links': {' ': 'https://example.org/'}}}),
    *(
        ('people', {'ada': {'name': 'Ada', 'url': url}})
        for url in (
            'https://[::1/',
            'https://::1]/',
            'https://:80/',
            'https://ada@/',
            'mailto:?subject=x',
            'mailto://example.org',
            'tel:#',
        )
    ),
]


@pytest.mark.parametrize(('name', 'values'), _REFUSED)
def test_what_the_reader_refuses_is_a_mistake_to_an_editor(tmp_path: Path, name: str, values: Any) -> None:
    assert refused(tmp_path, name, values)
    assert mistakes(name, values)


def test_number_of_minutes_is_as_long_as_the_reader_reads() -> None:
    assert mistakes(*_in_session(duration=9999)) == []
    assert mistakes(*_in_session(duration=10000))


def test_every_language_of_two_letters_is_known_to_both() -> None:
    for language in (code for code in Locale('en').languages if len(code) == 2):
        assert mistakes(*_in_session(language=language.upper())) == []


@pytest.mark.parametrize(
    ('name', 'values'),
    [
        ('event', {'$schema': 'schema/event.schema.json', **_EVENT}),
        ('people', {'$schema': 'schema/people.schema.json', 'ada': {'name': 'Ada'}}),
        ('sessions', {'$schema': 'schema/sessions.schema.json', 'sessions': [{'id': 'a', 'title': 'A'}]}),
        ('sessions', {'sessions': [{'id': 'a', 'title': 'A'}], '$schema': 'TBD'}),
    ],
)
def test_json_names_its_schema_at_the_top(tmp_path: Path, name: str, values: Any) -> None:
    assert not refused(tmp_path, name, values)
    assert mistakes(name, values) == []
    edition, problems = open_edition(tmp_path)
    assert [one for one in problems if 'schema' in one.sentence] == []
    assert edition is not None
    assert '$schema' not in edition.program.people


@pytest.mark.parametrize(
    ('name', 'values'),
    [
        ('event', {'$schema': {}, **_EVENT}),
        ('event', {**_EVENT, 'location': {'$schema': 'x'}}),
        ('people', {'ada': {'$schema': 'x', 'name': 'Ada'}}),
        ('sessions', [{'$schema': 'x', 'id': 'a', 'title': 'A'}]),
    ],
)
def test_schema_is_named_nowhere_else(tmp_path: Path, name: str, values: Any) -> None:
    assert refused(tmp_path, name, values)
    assert mistakes(name, values)
