"""Plain values to records: what is broken is stated, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
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
    it shows; a record that even then cannot be used is left out. What refers to
    the records of a file that cannot be read at all is TBD without a word: the
    file is the problem.
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
    unread = {name for name, source in sources.items() if source is None}
    program = checked(Program(event, people, sessions, places), folder, problems, unread=unread)
    return Loaded(program, tuple(problems))


def _open_values(sources: Iterable[Source | None]) -> Iterator[Problem]:
    """What is still TBD."""
    for source in filter(None, sources):
        for steps, text in source.scalars():
            if is_tbd(text):
                name = '.'.join(_told_steps(source.values, steps))
                yield Problem(source.place(*steps), f'{name or "everything"} is still TBD', '', Kind.TBD)


def _told_steps(values: Any, steps: tuple[str | int, ...]) -> Iterator[str]:
    """Steps as an author knows them: an item of a list by its id, or counted from 1."""
    for step in steps:
        values = values[step]
        ident = values.get('id') if isinstance(values, dict) else None
        if isinstance(step, int):
            step = ident if isinstance(ident, str) and not is_tbd(ident) else str(step + 1)
        # A label may hold what moves the cursor of a terminal.
        yield step if step.isprintable() else repr(step)


def _event(source: Source | None, places: dict[tuple[str, ...], Place], problems: list[Problem]) -> Event | None:
    if source is None:
        return None
    if not isinstance(source.values, dict):
        problems.append(Problem(source.place(), 'this is not a mapping', "write 'key: value' lines", Kind.VALUE))
        return None
    places['event',] = source.place()
    _note_places(source, (), ('event',), source.values, places)
    return _Validation(source, (), problems).record(Event, source.values)


def _people(source: Source | None, places: dict[tuple[str, ...], Place], problems: list[Problem]) -> dict[str, Person]:
    if source is None:
        return {}
    if not isinstance(source.values, dict):
        problems.append(Problem(source.place(), 'this is not a mapping', "write 'id:' and indent below it", Kind.VALUE))
        return {}
    people = {}
    for ident in source.top_keys():
        values = source.values.get(ident, {})
        if not isinstance(values, dict):
            hint = "indent 'name: …' below the id"
            problems.append(Problem(source.place(ident), f'{ident!r} is not a mapping', hint, Kind.VALUE))
            values = {'name': 'TBD'}
        if 'id' in values:
            hint = "the id is the key above; remove 'id'"
            problems.append(Problem(source.place(ident, 'id', of_key=True), "unknown key 'id'", hint, Kind.UNKNOWN_KEY))
        validation = _Validation(source, (ident,), problems)
        if person := validation.record(Person, {**values, 'id': ident}):
            people[ident] = person
            places['people', ident] = source.place(ident, of_key=True)
            _note_places(source, (ident,), ('people', ident), source.values.get(ident), places)
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
        places['sessions', session.id] = source.place(index)
        _note_places(source, (index,), ('sessions', session.id), values, places)
    return tuple(sessions.values())


def _note_places(
    source: Source,
    steps: tuple[str | int, ...],
    record: tuple[str, ...],
    value: Plain | None,
    places: dict[tuple[str, ...], Place],
) -> None:
    """Remember where everything is that a record holds."""
    items: Iterable[tuple[str | int, Plain]] = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for step, held in items:
        places[*record, str(step)] = source.place(*steps, step)
        _note_places(source, (*steps, step), (*record, str(step)), held, places)


class _Validation:
    """Validates one record of a source, and words what pydantic finds."""

    def __init__(self, source: Source, steps: tuple[str | int, ...], problems: list[Problem]) -> None:
        self._source = source
        self._steps = steps
        self._problems = problems

    def record(self, model: type[R], values: Mapping[str, Plain]) -> R | None:
        """The record; what is broken counts as TBD, and None is what cannot be saved so."""
        try:
            return model.model_validate(values)
        except ValidationError as error:
            details = error.errors(include_url=False)
        self._problems.extend(self._worded(model, values, detail) for detail in details)
        mended = deepcopy(dict(values))
        # As little as possible is lost: a track's broken colour first, then the track, then all tracks.
        for mend in (_put_tbd, _leave_out_items, _leave_out_fields):
            mend(mended, details)
            try:
                return model.model_validate(mended)
            except ValidationError as error:
                details = error.errors(include_url=False)
        return None

    def _worded(self, model: type[BaseModel], values: Mapping[str, Plain], detail: ErrorDetails) -> Problem:
        steps = tuple(_written_steps(values, detail['loc']))
        if detail['loc'][-1:] == ('[key]',):
            where = self._source.place(*self._steps, *steps, of_key=True)
            return Problem(where, 'the key is empty', 'write a text before the colon', Kind.VALUE)
        name = next((str(step) for step in reversed(detail['loc']) if isinstance(step, str)), '')
        if detail['type'] == 'extra_forbidden':
            where = self._source.place(*self._steps, *steps, of_key=True)
            allowed = _fields_at(model, detail['loc'][:-1])
            return Problem(where, f'unknown key {name!r}', did_you_mean(name, allowed), Kind.UNKNOWN_KEY)
        if detail['type'] == 'missing':
            where = self._source.place(*self._steps, *steps, of_key=True)
            hint = 'add one that can stay' if name == 'id' else 'add it, with TBD while it is not known'
            return Problem(where, f'the key {name!r} is missing', hint, Kind.MISSING)
        # A person's id is a key itself.
        where = self._source.place(*self._steps, *steps, of_key=model is Person and steps == ('id',))
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
        case 'enum' if not isinstance(given, str):
            found = 'a list' if isinstance(given, list) else 'a mapping'
            return f'{found} stands where one word is expected', f'allowed: {context["expected"]}'
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


def _put_tbd(values: Any, details: list[ErrorDetails]) -> None:
    """Put TBD for what is broken or missing, and remove unknown keys."""
    for detail in details:
        steps = list(_written_steps(values, detail['loc']))
        if detail['type'] == 'missing':
            _at(values, steps)[detail['loc'][-1]] = 'TBD'
        elif steps and detail['type'] == 'extra_forbidden':
            del _at(values, steps[:-1])[steps[-1]]
        elif steps:
            _at(values, steps[:-1])[steps[-1]] = 'TBD'


def _leave_out_items(values: Any, details: list[ErrorDetails]) -> None:
    """Remove what is broken from its list, or if it is in none, its field."""
    broken = set()
    for detail in details:
        steps = tuple(_written_steps(values, detail['loc']))
        in_list = [depth for depth, step in enumerate(steps) if isinstance(step, int)]
        broken.add(steps[: in_list[-1] + 1] if in_list else steps[:1])
    # From the end, so that the indices before it stay right.
    for steps in sorted(filter(None, broken), reverse=True):
        del _at(values, steps[:-1])[steps[-1]]


def _leave_out_fields(values: Any, details: list[ErrorDetails]) -> None:
    """Remove every field that holds something broken, as if it were left out."""
    for name in {detail['loc'][0] for detail in details if detail['loc']}:
        values.pop(name, None)


def _at(values: Any, steps: Iterable[str | int]) -> Any:
    for step in steps:
        values = values[step]
    return values


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
