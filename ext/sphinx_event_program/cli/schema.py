"""``event-program schema``: JSON Schemas, with which editors complete and check data while it is typed."""

from __future__ import annotations

import ast
import inspect
import json
import re
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import click
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from sphinx_event_program._files import write_whole
from sphinx_event_program.cli.terminal import near, printable, say
from sphinx_event_program.model import json_schema
from sphinx_event_program.model.event import Event
from sphinx_event_program.model.fields import Record
from sphinx_event_program.model.json_schema import JsonSchema
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import Session

NAMES = ('event', 'people', 'sessions')

# The language servers for YAML and JSON in editors handle draft 7 whole, and later drafts in part.
_DRAFT = 'http://json-schema.org/draft-07/schema#'
_DEFINITIONS = '#/definitions/'

#: JSON has no comments, in which the other formats name their schema.
_SCHEMA_KEY: JsonSchema = {
    '$schema': {
        'description': 'Where the schema of this file is; only for JSON.',
        'type': 'string',
        # Editors of YAML would offer it.
        'doNotSuggest': True,
    },
}

#: Editors show these in place of what they say of types.
_NOT_PEOPLE = "People are a mapping. Write 'id:' and indent below it."
_NOT_SESSIONS = "Sessions are a list. Begin each with '- id: …'."

_ABOUT = {
    'people': {'description': 'Who speaks, hosts and moderates: a mapping of ids to people.'},
    'sessions': {'description': 'The sessions, in their order.'},
}

_EXAMPLES = """\b
Examples:
  event-program schema --output data/schema
  event-program schema sessions
"""


@click.command(epilog=_EXAMPLES, short_help='Give the JSON Schema that editors complete and check with.')
@click.argument('name', type=click.Choice(NAMES), required=False)
@click.option(
    '--output',
    type=click.Path(path_type=Path, file_okay=False),
    help='Write NAME.schema.json into this folder, which is made if need be.',
)
def schema(name: str | None, output: Path | None) -> None:
    r"""Give the JSON Schema of event, people or sessions; without a name, of all three.

    An editor that knows it completes keys, describes them and marks mistakes. The
    first line of a YAML file names its schema:

    \b
      # yaml-language-server: $schema=schema/event.schema.json
    """
    names = [name] if name else list(NAMES)
    if output is None:
        if not name:
            raise click.UsageError('Name one of event, people and sessions, or a folder with --output.')
        say(as_text(schema_of(name)).rstrip('\n'))
        return
    for one in names:
        path = output / f'{one}.schema.json'
        write_whole(path, as_text(schema_of(one)).encode())
        say(printable(str(near(path))))


def as_text(document: JsonSchema) -> str:
    """A schema as it is kept in a file."""
    return json.dumps(document, indent=2, ensure_ascii=False) + '\n'


def schema_of(name: str) -> JsonSchema:
    """The JSON Schema (draft 7) of a data file, made of the records' own types."""
    definitions: JsonSchema = {'Tbd': json_schema.TBD}
    event = _of(Event, definitions)
    person, session = _of(Person, definitions), _of(Session, definitions)
    ident = person['properties'].pop('id')
    ident = {key: ident[key] for key in ('pattern', 'patternErrorMessage', 'maxLength')}
    person['required'].remove('id')
    definitions.update(Person=person, Session=session)
    people = {
        'type': ['object', 'array'],
        'errorMessage': _NOT_PEOPLE,
        # Nobody yet may be an empty list as well.
        'items': {'type': 'null', 'errorMessage': _NOT_PEOPLE},
        'propertyNames': ident,
        'additionalProperties': _or_tbd({'$ref': f'{_DEFINITIONS}Person'}),
    }
    sessions = {
        'type': ['array', 'object'],
        'errorMessage': _NOT_SESSIONS,
        'additionalProperties': False,
        'items': _or_tbd({'$ref': f'{_DEFINITIONS}Session'}),
    }
    # A small event has everything in one file; a file in a folder of sessions may hold a single one,
    # and a list has a name where a format wants one.
    event['properties'] |= {
        key: _or_tbd(subschema) | _ABOUT[key] for key, subschema in (('people', people), ('sessions', sessions))
    }
    named = {'properties': {**_SCHEMA_KEY, 'sessions': event['properties']['sessions']}, 'additionalProperties': False}
    mapping = {'if': {'required': ['sessions']}, 'then': named, 'else': _with_schema_key(session)}
    in_file = {
        'type': ['array', 'object'],
        'errorMessage': _NOT_SESSIONS,
        'items': sessions['items'],
        'if': {'minProperties': 1, 'type': 'object'},
        'then': mapping,
    }
    name_in_file = ident | {'pattern': rf'^\$schema$|{ident["pattern"]}'}
    people_file = people | {'properties': _SCHEMA_KEY, 'propertyNames': name_in_file}
    schema = {
        'event': _with_schema_key(event),
        'people': _or_tbd(people_file) | _ABOUT['people'],
        'sessions': _or_tbd(in_file) | _ABOUT['sessions'],
    }[name]
    used = _used(schema, definitions)
    return {
        '$schema': _DRAFT,
        'title': f'{name}.yaml',
        **schema,
        'definitions': {one: definitions[one] for one in sorted(used)},
    }


def _with_schema_key(record: JsonSchema) -> JsonSchema:
    return record | {'properties': _SCHEMA_KEY | record['properties']}


def _or_tbd(schema: JsonSchema) -> JsonSchema:
    """Schema that also allows TBD and null, which is an empty file or value to an editor."""
    return {'anyOf': [schema, {'$ref': f'{_DEFINITIONS}Tbd'}]}


class _Generator(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:
        """No: an editor would show "Short Title" above the key's own description."""
        return False

    def model_schema(self, schema: Any) -> JsonSchema:
        """Schema of a record, with the docstring of each field as the description of its key."""
        generated = super().model_schema(schema)
        # A talk is a record that a session has more keys than.
        classes = [cls for cls in reversed(schema['cls'].__mro__) if issubclass(cls, Record) and cls is not Record]
        for name, words in chain.from_iterable(_said_below_fields(cls).items() for cls in classes):
            generated['properties'][name]['description'] = words
        return generated


def _said_below_fields(model: type[Any]) -> dict[str, str]:
    """Descriptions of the fields of a class, by name.

    Pydantic gives them to its fields if it is told to, but each time that the class is
    loaded: that is a tenth of the time in which a build begins.
    """
    (defined,) = ast.parse(inspect.getsource(model)).body
    said = {}
    for field, below in pairwise(getattr(defined, 'body', [])):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                said[name] = inspect.cleandoc(words)
    return said


def _of(model: type[Any], definitions: JsonSchema) -> JsonSchema:
    generated = TypeAdapter(model).json_schema(
        ref_template=_DEFINITIONS + '{model}', schema_generator=_Generator, mode='validation'
    )
    definitions.update({name: _simple(subschema) for name, subschema in generated.pop('$defs', {}).items()})
    simple: JsonSchema = _simple(generated)
    return simple


def _simple(schema: Any) -> Any:
    """A simpler equal schema: nested choices joined, TBD as a reference, empty defaults removed."""
    if isinstance(schema, list):
        return [_simple(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema == json_schema.TBD:
        return {'$ref': f'{_DEFINITIONS}Tbd'}
    simple: JsonSchema = {
        key: {name: _simple(part) for name, part in subschema.items()} if key == 'properties' else _simple(subschema)
        for key, subschema in schema.items()
        if key != 'title' and not (key == 'default' and not isinstance(subschema, str | bool))
    }
    if isinstance(simple.get('description'), str):
        words = re.sub(r':\w+:`', '`', simple['description'].partition('\n\n')[0].replace('``', '`'))
        simple['description'] = ' '.join(words.split())
    if 'anyOf' in simple:
        simple['anyOf'] = _choices(simple['anyOf'])
    if 'patternProperties' in simple:
        # Otherwise a key that does not fit would be one that may hold anything.
        ((pattern, subschema),) = simple.pop('patternProperties').items()
        named = {'pattern': pattern, 'patternErrorMessage': 'A name must not be empty.'}
        simple |= {'propertyNames': named, 'additionalProperties': subschema}
    return simple


def _choices(parts: list[JsonSchema]) -> list[JsonSchema]:
    chosen: list[JsonSchema] = []
    for part in parts:
        for one in part['anyOf'] if part.keys() == {'anyOf'} else [part]:
            if one not in chosen:
                chosen.append(one)
    tbd = {'$ref': f'{_DEFINITIONS}Tbd'}
    if tbd in chosen:
        # TBD may be nothing, which is what an editor makes of `~`. It is what one is offered last.
        chosen = [one for one in chosen if one not in (tbd, {'type': 'null'})] + [tbd]
    return chosen


def _used(schema: Any, definitions: JsonSchema) -> set[str]:
    """The names of the definitions that a schema needs."""
    used: set[str] = set()
    waiting = [schema]
    while waiting:
        match waiting.pop():
            case dict() as subschema:
                name = str(subschema.get('$ref', '')).removeprefix(_DEFINITIONS)
                if name and name not in used:
                    used.add(name)
                    waiting.append(definitions[name])
                waiting.extend(subschema.values())
            case list() as subschema:
                waiting.extend(subschema)
    return used
