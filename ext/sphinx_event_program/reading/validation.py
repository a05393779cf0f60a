"""One record: validated, what pydantic finds worded, and what is broken mended as far as it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sphinx_event_program.model.person import Person
from sphinx_event_program.model.record import Record
from sphinx_event_program.model.values import MalformedError, shown
from sphinx_event_program.problems import Kind, Place, Problem, did_you_mean
from sphinx_event_program.reading.tree import Entries, Items, Plain, Steps, Written

R = TypeVar('R', bound=Record)

#: Values that may be a secret; a message about them does not repeat them.
SECRETS = frozenset({'online', 'email', 'publish_email'})

#: Nobody reads more messages, and a stranger's file could give millions.
_TOLD_LIMIT = 1000

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
        for detail in details:
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
            fields = _fields_at(model, parents)
            if fields is not None and key not in fields:
                self._tell(partial(_unknown_key, where, str(key), parents, fields))

    def finish(self) -> None:
        """Say how much was not told."""
        more = self._told - _TOLD_LIMIT
        if more > 0 and self._last is not None:
            message = f'{more} more problems like those before are not told'
            self._problems.append(Problem(self._last, message, 'correct the first ones, and check again', Kind.VALUE))

    def _tell(self, worded: Callable[[], Problem]) -> None:
        """Tell a problem; it is not even worded after the limit, because a nearest name takes time to find."""
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
        return _unknown_key(where, name, detail['loc'][:-1], _fields_at(model, detail['loc'][:-1]) or [])
    if detail['type'] == 'missing':
        where = written.place(*steps, of_key=True)
        hint = 'add one that can stay' if name == 'id' else 'add it, with TBD while it is not known'
        return Problem(where, f'the key {name!r} is missing', hint, Kind.MISSING)
    # A person's id is a key itself.
    where = written.place(*steps, of_key=model is Person and steps == ('id',))
    message, hint = _message(detail)
    if SECRETS & set(map(str, detail['loc'])):
        message = f'this value is not right {_NOT_REPEATED}'
    return Problem(where, f'{_label(name)}: {message}' if name else message, hint, Kind.VALUE)


def _label(name: str) -> str:
    """A key as it begins a message; a label of a link may hold anything."""
    return name if name.isprintable() and len(name) <= 60 else shown(name)


def _unknown_key(where: Place, name: str, loc: Iterable[int | str], allowed: list[str]) -> Problem:
    if ':' in name:
        # `{passcode:hunter2}`: what was meant for a value stands in the key.
        hint = f"put a space behind the ':'; allowed: {', '.join(allowed)}"
        return Problem(where, f'unknown key {_NOT_REPEATED}', hint, Kind.UNKNOWN_KEY)
    if SECRETS & set(map(str, loc)):
        hint = f'allowed: {", ".join(allowed)}'
        return Problem(where, f'unknown key {_NOT_REPEATED}', hint, Kind.UNKNOWN_KEY)
    return Problem(where, f'unknown key {shown(name)}', did_you_mean(name, allowed), Kind.UNKNOWN_KEY)


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
            return f'{shown(given)} is not known', did_you_mean(given, allowed)
        case 'tuple_type':
            return 'this is not a list', "write each item on a line of its own, after '- '"
        case 'dict_type' | 'model_type':
            return 'this is not a mapping', "write 'key: value' lines, indented"
        case _:
            return detail['msg'][:1].lower() + detail['msg'][1:], ''


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


def _fields_at(model: type[BaseModel], loc: Iterable[int | str]) -> list[str] | None:
    """The keys that are allowed at a path below ``model``; None where any key is."""
    found: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, str):
            if found is None or step not in found.model_fields:
                return None
            found = next(_models_in(found.model_fields[step].annotation), None)
    return None if found is None else [name for name in found.model_fields if name != 'id' or found is not Person]


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, '__args__', ()):
        yield from _models_in(part)
