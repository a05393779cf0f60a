"""Plain values to records: what is broken is stated, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sphinx_event_program.model.event import Event
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.record import Record
from sphinx_event_program.model.session import Session
from sphinx_event_program.model.values import MalformedError, is_tbd
from sphinx_event_program.problems import Kind, Place, Problem, did_you_mean
from sphinx_event_program.reading.references import checked
from sphinx_event_program.reading.sources import Plain, Source, read

R = TypeVar('R', bound=Record)

#: Values that may be a secret; a message about them does not repeat them.
_SECRETS = frozenset({'online', 'email'})


class Loaded(NamedTuple):
    """The outcome of reading: a program unless ``event.yaml`` cannot be used, and all problems."""

    program: Program | None
    problems: tuple[Problem, ...]


def load(folder: Path) -> Loaded:
    """Read ``event.yaml``, ``people.yaml`` and ``sessions.yaml`` of a data folder.

    A value that cannot be used is stated as a problem and counts as TBD, so that
    it shows; a record that even then cannot be used is left out.
    """
    problems: list[Problem] = []
    sources = {name: read(folder / f'{name}.yaml', problems) for name in ('event', 'people', 'sessions')}
    places: dict[tuple[str, ...], Place] = {}

    problems.extend(_open_values(sources.values()))
    event = _event(sources['event'], places, problems)
    people = _people(sources['people'], places, problems)
    sessions = _sessions(sources['sessions'], places, problems)
    if event is None:
        return Loaded(None, tuple(problems))
    program = checked(Program(event, people, sessions, places), folder, problems)
    return Loaded(program, tuple(problems))


def _open_values(sources: Iterable[Source | None]) -> Iterator[Problem]:
    """What is still TBD."""
    for source in filter(None, sources):
        for steps, text in source.scalars():
            if is_tbd(text):
                name = '.'.join(map(str, steps))
                yield Problem(source.place(*steps), f'{name} is still TBD', '', Kind.TBD)


def _event(source: Source | None, places: dict[tuple[str, ...], Place], problems: list[Problem]) -> Event | None:
    if source is None:
        return None
    if not isinstance(source.values, dict):
        problems.append(Problem(source.place(), 'this is not a mapping', "write 'key: value' lines", Kind.VALUE))
        return None
    _note_places(source, (), ('event',), places)
    return _Validation(source, (), problems).record(Event, source.values)


def _people(source: Source | None, places: dict[tuple[str, ...], Place], problems: list[Problem]) -> dict[str, Person]:
    if source is None:
        return {}
    if not isinstance(source.values, dict):
        problems.append(Problem(source.place(), 'this is not a mapping', "write 'id:' and indent below it", Kind.VALUE))
        return {}
    people = {}
    for ident, values in source.values.items():
        if not isinstance(values, dict):
            hint = "indent 'name: …' below the id"
            problems.append(Problem(source.place(ident), f'{ident!r} is not a mapping', hint, Kind.VALUE))
            continue
        if 'id' in values:
            hint = "the id is the key above; remove 'id'"
            problems.append(Problem(source.place(ident, 'id', of_key=True), "unknown key 'id'", hint, Kind.UNKNOWN_KEY))
        validation = _Validation(source, (ident,), problems)
        if person := validation.record(Person, {**values, 'id': ident}):
            people[ident] = person
            _note_places(source, (ident,), ('people', ident), places)
    return people


def _sessions(
    source: Source | None, places: dict[tuple[str, ...], Place], problems: list[Problem]
) -> tuple[Session, ...]:
    if source is None:
        return ()
    # An empty file is an empty mapping, and an empty list all the same.
    if not isinstance(source.values, list):
        if source.values:
            hint = "begin each session with '- id: …'"
            problems.append(Problem(source.place(), 'this is not a list', hint, Kind.VALUE))
        return ()
    sessions: dict[str, Session] = {}
    for index, values in enumerate(source.values):
        if not isinstance(values, dict):
            hint = "begin each session with '- id: …'"
            problems.append(Problem(source.place(index), 'this session is not a mapping', hint, Kind.VALUE))
            continue
        session = _Validation(source, (index,), problems).record(Session, values)
        if session is None:
            continue
        if session.id in sessions:
            first = f'the first one is on line {places["sessions", session.id].line}'
            where = source.place(index, 'id')
            problems.append(Problem(where, f'the id {session.id!r} is given twice', first, Kind.DUPLICATE_KEY))
            continue
        sessions[session.id] = session
        _note_places(source, (index,), ('sessions', session.id), places)
    return tuple(sessions.values())


def _note_places(
    source: Source, steps: tuple[str | int, ...], record: tuple[str, ...], places: dict[tuple[str, ...], Place]
) -> None:
    """Remember where the record and its fields are, with the items of its lists."""
    places[record] = source.place(*steps)
    values: Any = source.values
    for step in steps:
        values = values[step]
    for name, value in values.items():
        places[*record, name] = source.place(*steps, name)
        for index in range(len(value)) if isinstance(value, list) else ():
            places[*record, name, str(index)] = source.place(*steps, name, index)


class _Validation:
    """Validates one record of a source, and words what pydantic finds."""

    def __init__(self, source: Source, steps: tuple[str | int, ...], problems: list[Problem]) -> None:
        self._source = source
        self._steps = steps
        self._problems = problems

    def record(self, model: type[R], values: Mapping[str, Plain]) -> R | None:
        """The record; broken fields count as TBD, and None is what cannot be saved so."""
        try:
            return model.model_validate(values)
        except ValidationError as error:
            details = error.errors(include_url=False)
        kept = dict(values)
        for detail in details:
            self._problems.append(self._worded(model, values, detail))
            broken = str(detail['loc'][0]) if detail['loc'] else ''
            if detail['type'] == 'extra_forbidden' and len(detail['loc']) == 1:
                kept.pop(broken, None)
            elif broken:
                kept[broken] = 'TBD'
        try:
            return model.model_validate(kept)
        except ValidationError as error:
            unfit = {str(detail['loc'][0]) for detail in error.errors(include_url=False) if detail['loc']}
        # Fields that know no TBD, such as a language: as if they were left out.
        try:
            return model.model_validate({name: value for name, value in kept.items() if name not in unfit})
        except ValidationError:
            return None

    def _worded(self, model: type[BaseModel], values: Mapping[str, Plain], detail: ErrorDetails) -> Problem:
        steps = tuple(_written_steps(values, detail['loc']))
        name = next((str(step) for step in reversed(detail['loc']) if isinstance(step, str)), '')
        if detail['type'] == 'extra_forbidden':
            where = self._source.place(*self._steps, *steps, of_key=True)
            allowed = _fields_at(model, detail['loc'][:-1])
            return Problem(where, f'unknown key {name!r}', did_you_mean(name, allowed), Kind.UNKNOWN_KEY)
        where = self._source.place(*self._steps, *steps)
        if detail['type'] == 'missing':
            return Problem(
                where, f'the key {name!r} is missing', 'add it, with TBD while it is not known', Kind.MISSING
            )
        message, hint = _message(detail)
        if _SECRETS & set(map(str, detail['loc'])):
            message = 'this value is not right (it is not repeated here, because it may be a secret)'
        return Problem(where, f'{name}: {message}' if name else message, hint, Kind.VALUE)


def _message(detail: ErrorDetails) -> tuple[str, str]:
    context = detail.get('ctx', {})
    given = detail['input']
    match detail['type']:
        case 'value_error' if isinstance(context.get('error'), MalformedError):
            return str(context['error']), context['error'].hint
        case 'enum':
            allowed = [choice.strip("' ") for choice in str(context['expected']).replace(' or ', ', ').split(',')]
            return f'{given!r} is not known', did_you_mean(str(given), allowed)
        case 'tuple_type':
            return 'this is not a list', "write each item on a line of its own, after '- '"
        case 'dict_type' | 'model_type':
            return 'this is not a mapping', "write 'key: value' lines, indented"
        case _:
            return detail['msg'][:1].lower() + detail['msg'][1:], ''


def _written_steps(values: Any, loc: tuple[int | str, ...]) -> Iterator[int | str]:
    """The steps of a validator's path that the author's own form has.

    ``people: ada`` is validated as ``people: [{person: ada}]``; its path has two
    steps more than the file.
    """
    for step in loc:
        if isinstance(values, dict) and step in values:
            values = values[str(step)]
            yield step
        elif isinstance(values, list) and isinstance(step, int) and step < len(values):
            values = values[step]
            yield step


def _fields_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that are allowed at a path below ``model``."""
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            model = next(_models_in(model.model_fields[step].annotation), model)
    return [name for name in model.model_fields if name != 'id' or model is not Person]


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, '__args__', ()):
        yield from _models_in(part)
