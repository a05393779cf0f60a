from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import BaseModel, ValidationError

from sphinx_event_program.cli import main
from sphinx_event_program.cli.schema import NAMES, as_text, schema_of
from sphinx_event_program.cli.yaml_layout import shape_of_file
from sphinx_event_program.model import event, person, session

DATA = Path(__file__).parents[2] / 'data'

VALIDATORS = {name: Draft7Validator(schema_of(name)) for name in NAMES}


class _AsEditors(yaml.SafeLoader):
    """YAML 1.2 as the language server for YAML reads it: no dates, and no numbers with colons."""


_AsEditors.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in [
    ('null', r'~|null|Null|NULL|', ['~', 'n', 'N', '']),
    ('bool', r'true|True|TRUE|false|False|FALSE', list('tTfF')),
    ('int', r'[-+]?[0-9]+', list('-+0123456789')),
    ('float', r'[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?', list('-+.0123456789')),
]:
    _AsEditors.add_implicit_resolver(
        f'tag:yaml.org,2002:{_tag}', yaml.resolver.re.compile(rf'(?:{_pattern})\Z'), _first
    )


def as_text_alone(text: str) -> Any:
    """What the reader makes of YAML: texts, and nothing where nothing is written."""
    return _without_nothing(yaml.load(text, Loader=yaml.BaseLoader))


def _without_nothing(value: Any) -> Any:
    match value:
        case dict():
            return {key: _without_nothing(held) for key, held in value.items() if held != ''}
        case list():
            return [_without_nothing(held) for held in value if held != '']
        case _:
            return value


def both_readings(text: str) -> list[Any]:
    # A key is a text to an editor, whatever it looks like.
    typed = json.loads(json.dumps(yaml.load(text, Loader=_AsEditors)))
    return [as_text_alone(text), typed]


def mistakes(name: str, values: Any) -> list[str]:
    return [error.message for error in VALIDATORS[name].iter_errors(values)]


@pytest.mark.parametrize('name', NAMES)
def test_schemas_of_the_tutorial_are_those_of_the_code(name: str) -> None:
    kept = (DATA / 'schema' / f'{name}.schema.json').read_text(encoding='utf-8')
    assert kept == as_text(schema_of(name)), "run 'event-program schema --output data/schema'"


@pytest.mark.parametrize('name', NAMES)
def test_schemas_are_schemas(name: str) -> None:
    Draft7Validator.check_schema(schema_of(name))


@pytest.mark.parametrize('name', NAMES)
def test_data_of_the_tutorial_names_its_schema_and_fits_it(name: str) -> None:
    text = (DATA / f'{name}.yaml').read_text(encoding='utf-8')
    assert text.startswith(f'# yaml-language-server: $schema=schema/{name}.schema.json\n')
    for values in both_readings(text):
        assert mistakes(name, values) == []


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    match schema:
        case dict():
            yield schema
            for held in schema.values():
                yield from _parts(held)
        case list():
            for held in schema:
                yield from _parts(held)


@pytest.mark.parametrize('name', NAMES)
def test_every_key_is_described_and_every_value_has_a_form(name: str) -> None:
    for part in _parts(schema_of(name)):
        for key, value in part.get('properties', {}).items():
            if isinstance(value, dict) and 'type' not in part.get('properties', {}):
                assert value.get('description'), key
        assert {} not in part.get('anyOf', []), 'a value says nothing of how it is written (WithJsonSchema)'


@pytest.mark.parametrize('name', NAMES)
def test_records_have_no_other_keys(name: str) -> None:
    records = [
        part for part in _parts(schema_of(name)) if 'properties' in part and part['properties'].keys() - {'$schema'}
    ]
    assert records
    assert all(record['additionalProperties'] is False for record in records)


def test_keys_are_those_of_the_records() -> None:
    properties = schema_of('event')['properties']
    known = {*event.Event.model_fields, 'people', 'sessions'}
    assert set(properties) - {'$schema'} == known == set(shape_of_file('event').keys)
    assert set(schema_of('sessions')['definitions']['Session']['properties']) == set(session.Session.model_fields)
    assert set(schema_of('people')['definitions']['Person']['properties']) == set(person.Person.model_fields) - {'id'}


_EVENT = 'title: x\nstart: 2025-10-19\ntimezone: UTC\n'

#: What the reader takes, in the words of YAML.
_GOOD = [
    ('event', _EVENT),
    ('event', 'title: 2025\nstart: TBD\ntimezone: tba\nend: 2025-10-19 13:00\nlanguage: no\nkind: ~\n'),
    ('event', 'title: ~\nstart: ~\ntimezone: ~\nsubtitle:\nlocation:\nrooms: TBD\n'),
    ('event', _EVENT + 'location: {room: 101, venue: true, country: NO}\n'),
    ('event', _EVENT + 'online: {audience: TBD, passcode: 0123, meeting_id: 123}\n'),
    ('event', _EVENT + 'organizers: [a, TBD, {heading: H, people: b}, {people: [c, d]}]\n'),
    ('event', _EVENT + 'rooms: [{id: 1, name: 1}]\ntracks: [{id: a, name: A, color: "#0B6e99"}]\n'),
    ('event', _EVENT + 'links: {a: https://a.b, 2: TBD}\nurl: mailto:a@b\n'),
    ('event', _EVENT + 'people: {ada: {name: Ada}}\nsessions: [{id: a, title: b}]\n'),
    ('people', ''),
    ('people', 'ada: {name: Ada, affiliation: AWS, publish_email: yes}\n'),
    ('people', 'ada: {name: Ada, affiliation: [AWS, {name: X, short: TBD}, TBD], publish_email: False}\n'),
    ('people', '1a: {name: 7, photo: photos/a.jpg, links: {orcid: https://a.b}, email: TBD}\n'),
    ('sessions', ''),
    ('sessions', '- {id: a, title: b, duration: 90, start: 13:00, end: 2025-10-19 14:30, people: ada}\n'),
    ('sessions', '- {id: 1.10, title: b, duration: 50+5 min, people: [ada, {person: TBD, role: chair}, TBD]}\n'),
    ('sessions', '- {id: a, title: b, duration: PT1H30M, people: {person: ada}, tags: one}\n'),
    ('sessions', '- {id: a, title: b, tags: [one, 2], level: 3, published: no, language: de-CH}\n'),
    ('sessions', '- {id: a, title: b, materials: [{url: https://a.b}, {kind: code, file: a/b.py}]}\n'),
    ('sessions', 'id: a\ntitle: b\n'),
    ('sessions', 'sessions: [{id: a, title: b}]\n'),
]

#: What it refuses.
_BAD = [
    ('event', 'start: 2025-10-19\ntimezone: UTC\n'),
    ('event', _EVENT + 'tilte: y\n'),
    ('event', _EVENT.replace('UTC', 'UTC+2')),
    ('event', _EVENT.replace('UTC', '+02:00')),
    ('event', _EVENT.replace('2025-10-19', '19.10.2025')),
    ('event', _EVENT.replace('2025-10-19', '2025-13-19')),
    ('event', _EVENT + 'end: 2025-10-19 25:00\n'),
    ('event', _EVENT + 'end: 2025-10-19 13:00+02:00\n'),
    ('event', _EVENT + 'kind: workshpo\n'),
    ('event', _EVENT + 'title: [a]\n'.replace('title', 'subtitle')),
    ('event', _EVENT + 'summary: " "\n'),
    ('event', _EVENT + 'url: www.example.org\n'),
    ('event', _EVENT + 'url: javascript:alert(1)\n'),
    ('event', _EVENT + 'online: {audience: all}\n'),
    ('event', _EVENT + 'organizers: [{heading: H}]\n'),
    ('event', _EVENT + 'rooms: [{id: a}]\n'),
    ('event', _EVENT + 'rooms: [{id: TBD, name: A}]\n'),
    ('event', _EVENT + 'tracks: [{id: a, name: A, color: blue}]\n'),
    ('event', _EVENT + 'language: english please\n'),
    ('event', _EVENT + 'location: here\n'),
    ('people', 'ada: Ada\n'),
    ('people', 'ada: {position: x}\n'),
    ('people', 'ada: {name: Ada, id: ada}\n'),
    ('people', 'ada lovelace: {name: Ada}\n'),
    ('people', 'ada: {name: Ada, photo: ../a.jpg}\n'),
    ('people', 'ada: {name: Ada, photo: /a.jpg}\n'),
    ('people', 'ada: {name: Ada, publish_email: maybe}\n'),
    ('people', '- ada\n'),
    ('sessions', '- {title: a}\n'),
    ('sessions', 'title: a\n'),
    ('sessions', 'sessions: [{title: a}]\n'),
    ('sessions', '- {id: a b, title: a}\n'),
    ('sessions', '- {id: a, title: a, duration: half an hour}\n'),
    ('sessions', '- {id: a, title: a, duration: 50+0}\n'),
    ('sessions', '- {id: a, title: a, start: 1pm}\n'),
    ('sessions', '- {id: a, title: a, start: 2025-10-19}\n'),
    ('sessions', '- {id: a, title: a, people: [{role: chair}]}\n'),
    ('sessions', '- {id: a, title: a, people: [{person: ada, role: boss}]}\n'),
    ('sessions', '- {id: a, title: a, materials: [{title: x}]}\n'),
    ('sessions', '- {id: a, title: a, materials: [{url: https://a.b, file: c}]}\n'),
    ('sessions', '- {id: a, title: a, status: canceled}\n'),
]


def refused(name: str, values: Any) -> bool:
    """Whether the records refuse what the reader hands them."""
    try:
        match name:
            case 'event':
                event.Event.model_validate({key: held for key, held in values.items() if key not in NAMES})
            case 'people':
                for ident, held in (values or {}).items():
                    if not isinstance(held, dict) or 'id' in held:
                        return True
                    person.Person.model_validate({**held, 'id': ident})
            case _:
                if isinstance(values, dict):
                    values = values.get('sessions', [values])
                for held in values or []:
                    session.Session.model_validate(held)
    except (ValidationError, AttributeError):
        return True
    return False


@pytest.mark.parametrize(('name', 'text'), _GOOD)
def test_what_the_reader_takes_is_no_mistake_to_an_editor(name: str, text: str) -> None:
    assert not refused(name, as_text_alone(text))
    for values in both_readings(text):
        if values != '':
            assert mistakes(name, values) == []


@pytest.mark.parametrize(('name', 'text'), _BAD)
def test_mistakes_are_mistakes_to_both(name: str, text: str) -> None:
    assert refused(name, as_text_alone(text))
    for values in both_readings(text):
        assert mistakes(name, values)


_SCALARS: list[tuple[type[BaseModel], str, dict[str, Any], str, st.SearchStrategy[str]]] = [
    (session.Session, 'duration', {'id': 'a', 'title': 'b'}, 'Session', st.text('0159+ hmPTMin.', max_size=9)),
    (session.Session, 'start', {'id': 'a', 'title': 'b'}, 'Session', st.text('0123459:-T ', max_size=16)),
    (session.Session, 'language', {'id': 'a', 'title': 'b'}, 'Session', st.text('adeno-CH19 ', max_size=9)),
    (person.Person, 'url', {'id': 'a', 'name': 'b'}, 'Person', st.text('htps:/mailoe.@ #?[', max_size=12)),
    (person.Person, 'photo', {'id': 'a', 'name': 'b'}, 'Person', st.text('./\\~:a ', max_size=9)),
    (person.Person, 'publish_email', {'id': 'a', 'name': 'b'}, 'Person', st.text('yesnotrufal TBD', max_size=6)),
    (person.Person, 'name', {'id': 'a'}, 'Person', st.text(' \tab~', max_size=4)),
]


@pytest.mark.parametrize(('model', 'key', 'others', 'definition', 'texts'), _SCALARS, ids=lambda one: str(one)[:20])
def test_any_value_that_the_reader_takes_is_no_mistake_to_an_editor(
    model: type[BaseModel], key: str, others: dict[str, Any], definition: str, texts: st.SearchStrategy[str]
) -> None:
    document = schema_of('event')
    validator = Draft7Validator({**document['definitions'][definition], 'definitions': document['definitions']})

    @settings(max_examples=4 * settings.default.max_examples)
    @given(texts)
    def hold_together(text: str) -> None:
        values = {**others, key: text}
        try:
            model.model_validate(values)
        except ValidationError:
            return
        if definition == 'Person':
            values.pop('id')
        assert list(validator.iter_errors(values)) == []

    hold_together()


def test_schema_is_written_or_shown(tmp_path: Path, write_data: Callable[..., Path]) -> None:
    result = CliRunner().invoke(main, ['schema', '--output', str(tmp_path / 'a' / 'b')])
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / 'a' / 'b').iterdir()) == [
        'event.schema.json',
        'people.schema.json',
        'sessions.schema.json',
    ]
    shown = CliRunner().invoke(main, ['schema', 'people'])
    assert json.loads(shown.output) == schema_of('people')
    assert shown.output == (tmp_path / 'a' / 'b' / 'people.schema.json').read_text(encoding='utf-8')
    assert CliRunner().invoke(main, ['schema']).exit_code == 2
    (tmp_path / 'file').write_text('')
    assert CliRunner().invoke(main, ['schema', '--output', str(tmp_path / 'file')]).exit_code == 2


@pytest.mark.parametrize('name', NAMES)
@pytest.mark.slow
def test_an_editor_never_shows_a_pattern_in_place_of_a_message(name: str) -> None:
    for part in _parts(schema_of(name)):
        # Only one of several choices: the message is that of the others.
        if 'pattern' in part and part != schema_of(name)['definitions']['Tbd']:
            assert part['patternErrorMessage'].endswith('.'), part
