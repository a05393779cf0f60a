"""Validation of one record: pydantic's errors as problems, and broken values replaced by TBD."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sphinx_event_program.model.fields import Record
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.problems import Kind, Place, Problem, nearest
from sphinx_event_program.model.session import Participation
from sphinx_event_program.model.texts import id_like
from sphinx_event_program.model.times import zone_of_place
from sphinx_event_program.model.values import MalformedError, quoted_text, says_nothing
from sphinx_event_program.reading.hints.names import key_hint, known_as, models_in, word_hint
from sphinx_event_program.reading.tree import Entries, Items, Plain, Steps, Written

R = TypeVar('R', bound=Record)

#: Values that may be a secret; a message about them does not repeat them.
SECRETS = frozenset({'online', 'email', 'publish_email'})

#: Nobody reads more messages, and a stranger's file could give millions.
_TOLD_LIMIT = 1000

#: Of a name that is put into a hint.
_NAME_LENGTH = 60

_NOT_REPEATED = '(it is not repeated here, because it may be a secret)'


class Validation:
    """Validates records, and words what is wrong with them."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._told = 0
        self._last: Place | None = None

    def record(self, model: type[R], written: Written, ident: str | None = None) -> tuple[R, Written] | None:
        """The record; what is broken counts as TBD, and None is what cannot be saved so.

        ``ident`` is an id that stands outside of the record, as a person's does.
        """
        values = written.values if ident is None else {**_entries(written), 'id': ident}
        try:
            return model.model_validate(values), written
        except ValidationError as error:
            details = error.errors(include_url=False)
        renamed = {*_renamed(model, details)}
        for detail in details:
            if detail['type'] != 'missing' or detail['loc'] not in renamed:
                self._tell(partial(_worded, model, written, detail))
        mended = _copied(_entries(written))
        if ident is not None:
            mended['id'] = ident
        # As little as possible is lost: a track's broken colour first, then the track, then all tracks.
        for mend in (_put_tbd, _leave_out_items, _leave_out_fields):
            mend(mended, details)
            try:
                return model.model_validate(mended), Written(written.path, mended, written.spot)
            except ValidationError as error:
                details = error.errors(include_url=False)
        return None

    def empty_keys(self, model: type[Record], keys: Iterable[tuple[Steps, Place]]) -> None:
        """Tell which keys that nothing was written for do not exist, such as ``{passcode:x}`` without a space."""
        for (*parents, key), where in keys:
            holder = _model_at(model, parents)
            if holder is not None and key not in _fields_of(holder):
                self._tell(partial(_unknown_key, where, str(key), parents, holder))

    def finish(self) -> None:
        """State how many problems were left out."""
        more = self._told - _TOLD_LIMIT
        if more > 0 and self._last is not None:
            message = f'{more} more problems of this kind are not listed'
            self._problems.append(Problem(self._last, message, 'correct the first ones, and check again', Kind.VALUE))

    def _tell(self, worded: Callable[[], Problem]) -> None:
        """State a problem; after the limit it is only counted, because to find a nearest name takes time."""
        self._told += 1
        if self._told <= _TOLD_LIMIT:
            problem = worded()
            self._problems.append(problem)
            self._last = problem.where


def _entries(written: Written) -> Entries:
    return written.values if isinstance(written.values, Entries) else Entries()


def _copied(values: Entries) -> Entries:
    """A copy whose mappings and lists can be changed; each value keeps its place."""
    copy = Entries()
    copy.update((key, _copied_value(value)) for key, value in values.items())
    copy.spots = values.spots[:]
    return copy


def _copied_value(value: Plain) -> Plain:
    if isinstance(value, Entries):
        return _copied(value)
    if isinstance(value, Items):
        items = Items()
        items.extend(map(_copied_value, value))
        items.spots = value.spots[:]
        return items
    return value


def _worded(model: type[BaseModel], written: Written, detail: ErrorDetails) -> Problem:
    steps = tuple(_written_steps(written.values, detail['loc']))
    if detail['loc'][-1:] == ('[key]',):
        where = written.place(*steps, of_key=True)
        if isinstance(error := detail.get('ctx', {}).get('error'), MalformedError) and detail['input']:
            return Problem(where, f'the key is not right: {error}', error.hint, Kind.VALUE)
        return Problem(where, 'the key is empty', 'write a text before the colon', Kind.VALUE)
    name = next((str(step) for step in reversed(detail['loc']) if isinstance(step, str)), '')
    if detail['type'] == 'extra_forbidden':
        where = written.place(*steps, of_key=True)
        return _unknown_key(where, name, detail['loc'][:-1], _model_at(model, detail['loc'][:-1]))
    if detail['type'] == 'missing':
        where = written.place(*steps, of_key=True)
        hint = 'add one that can stay' if name == 'id' else 'add it, with TBD while it is not known'
        return Problem(where, f'the key {name!r} is missing', hint, Kind.MISSING)
    # A person's id is a key itself.
    where = written.place(*steps, of_key=model is Person and steps == ('id',))
    message, hint = _message(detail)
    if SECRETS & set(map(str, detail['loc'])) and not (name == 'publish_email' and str(detail['input']).isalpha()):
        message = f'this value is not right {_NOT_REPEATED}'
        if isinstance(error := detail.get('ctx', {}).get('error'), MalformedError):
            hint = error.reticent_hint
    if steps == ('timezone',) and hint.startswith('write ') and (near := _zone_of(_entries(written))):
        hint = f'write {near!r}'
    return Problem(where, f'{_label(name)}: {message}' if name else message, hint, Kind.VALUE)


def _zone_of(event: Entries) -> str | None:
    """The time zone in which the event takes place, by what its location says."""
    location = event.get('location')
    values = location.values() if isinstance(location, Entries) else [location]
    return zone_of_place(*values)


def _label(name: str) -> str:
    """A key as it begins a message; a label of a link may hold anything."""
    return name if name.isprintable() and len(name) <= 60 else quoted_text(name)


def _renamed(model: type[BaseModel], details: list[ErrorDetails]) -> Iterator[tuple[int | str, ...]]:
    """The required keys that are there under another name: `name: …` for `title: …` is one mistake, and not two."""
    missing = {detail['loc'] for detail in details if detail['type'] == 'missing'}
    for detail in details if missing else ():
        *parents, name = detail['loc']
        if detail['type'] == 'extra_forbidden':
            beside = [str(loc[-1]) for loc in missing if loc[:-1] == tuple(parents)]
            holder = _model_at(model, parents)
            meant = known_as(holder, str(name)) or nearest(str(name), beside)
            # `{ada: chair}` is short for `{person: ada, role: chair}`.
            yield (*parents, 'person' if holder is Participation and meant is None else str(meant))
        elif model is Person and detail['loc'] == ('id',):
            yield ('name',)


def _unknown_key(where: Place, name: str, loc: Iterable[int | str], model: type[BaseModel] | None) -> Problem:
    allowed = _fields_of(model) if model else []
    # `{passcode:hunter2}`: what was meant for a value stands in the key.
    if ':' in name:
        message, hint = f'unknown key {_NOT_REPEATED}', f"put a space behind the ':'; allowed: {', '.join(allowed)}"
    elif SECRETS & set(map(str, loc)) and known_as(model, name) is None:
        message, hint = f'unknown key {_NOT_REPEATED}', f'allowed: {", ".join(allowed)}'
    else:
        message, hint = f'unknown key {quoted_text(name)}', key_hint(model, name, allowed)
    return Problem(where, message, hint, Kind.UNKNOWN_KEY)


def _message(detail: ErrorDetails) -> tuple[str, str]:
    context = detail.get('ctx', {})
    value = detail['input']
    match detail['type']:
        case 'value_error' | 'enum' if isinstance(value, str) and says_nothing(value) and detail['loc'][-1:] != ('id',):
            return f'{quoted_text(value)} is no value', 'write TBD while it is not known'
        case 'value_error' if isinstance(context.get('error'), MalformedError):
            return str(context['error']), context['error'].hint
        case 'enum' if not isinstance(value, str):
            kind = 'a list' if isinstance(value, list) else 'a mapping'
            return f'expected one word, not {kind}', f'allowed: {context["expected"]}'
        case 'enum':
            allowed = [choice.strip("' ") for choice in str(context['expected']).replace(' or ', ', ').split(',')]
            return f'{quoted_text(value)} is not known', word_hint(value, allowed)
        case 'tuple_type' if detail['loc'][-1:] in (('rooms',), ('tracks',)):
            return f'expected a list, not {_kind_of(value)}', "write a line for each: '- {id: …, name: …}'"
        case 'tuple_type' if detail['loc'] == ('organizers',) and isinstance(value, str):
            ids = filter(None, map(id_like, value[:_NAME_LENGTH].split(',')))
            return 'expected a list, not a text', f'write a list: [{", ".join(ids)}]'
        case 'tuple_type':
            return (
                f'expected a list, not {_kind_of(value)}',
                "write each item on a line of its own, after '- '",
            )
        case 'dict_type' | 'model_type':
            return _not_a_mapping(detail)
        case _:
            return detail['msg'][:1].lower() + detail['msg'][1:], ''


def _kind_of(value: object) -> str:
    return 'a list' if isinstance(value, list) else 'a mapping' if isinstance(value, dict) else 'a text'


def _not_a_mapping(detail: ErrorDetails) -> tuple[str, str]:
    message = f'expected a mapping, not {_kind_of(detail["input"])}'
    match [step for step in detail['loc'] if isinstance(step, str)]:
        case ['rooms' | 'tracks'] if isinstance(detail['input'], str):
            value = detail['input'].strip()[:_NAME_LENGTH]
            return message, f'write {{id: {id_like(value) or "…"}, name: {value if value.isalnum() else "…"}}}'
        case ['location']:
            return message, 'write {venue: …, city: …}, or a line for each, indented'
        case ['part_of']:
            return message, 'write {name: …, url: https://…}'
        case ['links']:
            return message, 'write {a name: https://…}, or a line for each, indented'
        case ['materials']:
            return message, 'write {kind: slides, url: https://…}, or a file in place of the url'
        case ['online']:
            return message, 'write {platform: …, url: https://…}, or a line for each, indented'
        case _:
            return message, "write 'key: value' lines, indented"


def _written_steps(values: Any, loc: Iterable[int | str]) -> Iterator[int | str]:
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


def _put_tbd(values: Entries, details: list[ErrorDetails]) -> None:
    """Put TBD for what is broken or missing, and remove unknown keys."""
    for detail in details:
        steps = list(_written_steps(values, detail['loc']))
        if detail['type'] == 'missing':
            _at(values, steps)[detail['loc'][-1]] = 'TBD'
        elif steps and detail['type'] == 'extra_forbidden':
            _at(values, steps[:-1]).drop(steps[-1])
        elif steps:
            _at(values, steps[:-1])[steps[-1]] = 'TBD'


def _leave_out_items(values: Entries, details: list[ErrorDetails]) -> None:
    """Remove what is broken from its list, or if it is in none, its field."""
    broken = set()
    for detail in details:
        steps = tuple(_written_steps(values, detail['loc']))
        in_list = [depth for depth, step in enumerate(steps) if isinstance(step, int)]
        broken.add(steps[: in_list[-1] + 1] if in_list else steps[:1])
    # From the end, so that the indices before it stay right.
    for steps in sorted(filter(None, broken), reverse=True):
        _at(values, steps[:-1]).drop(steps[-1])


def _leave_out_fields(values: Entries, details: list[ErrorDetails]) -> None:
    """Remove every field that holds something broken, as if it were left out."""
    for name in {str(detail['loc'][0]) for detail in details if detail['loc']}:
        if name in values:
            values.drop(name)


def _at(values: Any, steps: Iterable[str | int]) -> Any:
    for step in steps:
        values = values[step]
    return values


def _model_at(model: type[BaseModel], loc: Iterable[int | str]) -> type[BaseModel] | None:
    """The record at a path below ``model``; None where any key is allowed."""
    model_of_step: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, str):
            if model_of_step is None or step not in model_of_step.model_fields:
                return None
            model_of_step = next(models_in(model_of_step.model_fields[step].annotation), None)
    return model_of_step


def _fields_of(model: type[BaseModel]) -> list[str]:
    """The keys that a record may have; a person's id is a key itself."""
    return [name for name in model.model_fields if name != 'id' or model is not Person]
