"""The files of a data folder, and the reader of each.

Each of event, people and sessions comes from one place: from ``people.yaml`` (or one of the
other endings), from a folder ``people/`` with any number of such files, which are read in the
order of their names, or from the key ``people`` of the event's file. A file in a folder is
written as the single file would be; one in ``sessions/`` may also be a mapping, which is then
one session.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from sphinx_event_program.model.problems import Kind, Place, Problem
from sphinx_event_program.model.program import TABLES
from sphinx_event_program.reading.formats.csv import read_csv
from sphinx_event_program.reading.formats.json import read_json
from sphinx_event_program.reading.formats.toml import read_toml
from sphinx_event_program.reading.formats.yaml import read_yaml
from sphinx_event_program.reading.text import first_control, position_after, read_bytes
from sphinx_event_program.reading.tree import Source, UnreadableError, place_of

#: The endings of what is read; CSV has no form for an event.
ENDINGS = ('.yaml', '.yml', '.toml', '.json')


def read(path: Path, problems: list[Problem], *, table: str = '') -> Source | None:
    """Read one file; None, and the reason in ``problems``, if that is impossible.

    ``table`` is what a CSV file has in its rows.
    """
    encoded = read_bytes(path, problems)
    if encoded is None:
        return None
    try:
        if path.suffix.lower() in ('.yaml', '.yml'):
            return read_yaml(path, encoded, problems)
        written = encoded.decode()
        if (at := first_control(written)) is not None:
            message = f'the character U+{ord(written[at]):04X} is not allowed'
            problems.append(Problem(place_of(path, position_after(written[:at])), message, 'remove it', Kind.SYNTAX))
            return None
        text = written.replace('\r\n', '\n')
        match path.suffix.lower():
            case '.toml':
                return read_toml(path, text, problems)
            case '.json':
                return read_json(path, text.replace('\r', '\n'), problems)
            case _:
                return read_csv(path, text.replace('\r', '\n'), problems, table)
    except UnreadableError:
        return None


class Found(NamedTuple):
    """The files that hold one kind of records; ``others`` are a second place for them, which does not count."""

    files: tuple[Path, ...]
    in_folder: bool
    others: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """How a message calls the place."""
        return f'{self.files[0].parent.name}/' if self.in_folder else self.files[0].name


def find(folder: Path, name: str, problems: list[Problem]) -> Found:
    """The files of ``event``, ``people`` or ``sessions``; if they are in two places, the first one counts."""
    is_table = name in TABLES
    endings = (*ENDINGS, '.csv') if is_table else ENDINGS
    single = tuple(path for ending in endings if os.path.lexists(path := folder / f'{name}{ending}'))
    inside = _files_in(folder / name, endings, problems) if is_table else ()
    found = Found(single[:1], False, (*single[1:], *inside)) if single else Found(inside, bool(inside))
    for other in [*single[1:], *([folder / name] if single and inside else [])]:
        problems.append(
            in_two_places(Place(other), name, found.name, f'{other.name}/' if other.is_dir() else other.name)
        )
    return found


def in_two_places(where: Place, name: str, first: str, second: str) -> Problem:
    """The problem of records that come from two places, of which only the first counts."""
    message = f'{name} {"is" if name == "event" else "are"} given twice, in {first} and in {second}'
    return Problem(where, message, f'only {first} counts; put all into one of them', Kind.FILE)


def _files_in(folder: Path, endings: tuple[str, ...], problems: list[Problem]) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith('.'))
    except OSError as error:
        message = f'the folder cannot be read ({error.strerror})'
        problems.append(Problem(Place(folder), message, 'check its rights', Kind.FILE))
        return ()
    return tuple(path for path in paths if path.suffix.lower() in endings)
