"""The list of attendees. It is private: no message repeats anything of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sphinx_event_program.model.addresses import url
from sphinx_event_program.model.person import Affiliation, Attendee, Person
from sphinx_event_program.model.problems import Kind, Place, Problem
from sphinx_event_program.model.texts import one_line
from sphinx_event_program.model.values import MalformedError, is_tbd
from sphinx_event_program.reading.sources import read
from sphinx_event_program.reading.tree import Entries, Items, Plain, Written


def read_attendees(path: Path) -> tuple[tuple[Attendee, ...], tuple[Problem, ...]]:
    """The attendees of a CSV file in its order, and what is wrong with it.

    A row without a name is passed over: desks export what somebody ordered besides as rows of their own.
    """
    problems: list[Problem] = []
    source = read(path, problems, table='attendees')
    rows = source.values if source is not None and isinstance(source.values, Items) else Items()
    return tuple(_attendees(path, rows, problems)), tuple(problems)


def _attendees(path: Path, rows: Items, problems: list[Problem]) -> Iterator[Attendee]:
    nameless = 0
    for number, (row, spot) in enumerate(rows.written(), 1):
        written = Written(path, row, spot)
        entries = row if isinstance(row, Entries) else Entries()
        values: dict[str, str] = {}
        for key, value in entries.items():
            try:
                values[key] = _text(key, value)
            except MalformedError:
                message = f'the {key!r} of this row cannot be used (it is not repeated here, because it is private)'
                problems.append(Problem(written.place(key), message, 'correct it in the list', Kind.VALUE))
        halves = [values.get('given_name'), values.get('family_name')]
        # The whole name may be written for sorting: "van der Berg, Jan".
        name = ' '.join(filter(None, halves)) if all(halves) else values.get('name') or next(filter(None, halves), '')
        if not name:
            nameless += 1
            continue
        yield Attendee(
            Person.model_construct(
                id=f'attendee-{number}',
                name=name,
                given_name=values.get('given_name') or None,
                family_name=values.get('family_name') or None,
                affiliation=(Affiliation(name=place),) if (place := values.get('affiliation')) else (),
                url=values.get('url') or None,
            ),
            values.get('role') or None,
        )
    if nameless:
        rows_told = f'{nameless} row has' if nameless == 1 else f'{nameless} rows have'
        problems.append(Problem(Place(path), f'{rows_told} no name, and no badge is printed', '', Kind.NAMELESS))


def _text(key: str, value: Plain) -> str:
    """A cell as one line; empty where it is not known yet."""
    line = ', '.join(map(str, value)) if isinstance(value, Items) else value
    if is_tbd(line):
        return ''
    return url(line) if key == 'url' else one_line(line)
