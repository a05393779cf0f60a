"""What the reader promises of any input, and how an input is laid out in a data folder.

An input is one file of bytes, which lines of ``%%%`` divide into the files of a data folder.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.problems import Problem, Severity

FORMATS = ('yaml', 'toml', 'json', 'csv')

#: No input that a person waits for takes longer, however it is made.
CPU_LIMIT_SECONDS = 1.0

DIVIDER = b'\n%%%\n'

#: A table has no form for an event: the input is about people and sessions alone.
_EVENT_OF_TABLES = b"""\
title: Tables
start: 2025-10-19 13:00
end: 2025-10-19 17:00
timezone: Europe/Paris
rooms: [{id: main, name: Main hall}]
tracks: [{id: safety, name: Safety}]
"""

_LINE_END = re.compile(r'\r\n|\r|\n')


class Outcome(NamedTuple):
    """What became of an input."""

    cpu_seconds: float
    broken: tuple[str, ...]


def write_input(folder: Path, ending: str, given: bytes) -> None:
    """Write an input as a data folder; what was in the folder is removed.

    One part is an event's file that holds everything, three are a file each for event, people and
    sessions, and more are further files of sessions, in a folder.
    """
    for path in sorted(folder.rglob('*'), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    parts = given.split(DIVIDER)
    if ending == 'csv':
        (folder / 'event.yaml').write_bytes(_EVENT_OF_TABLES)
    else:
        (folder / f'event.{ending}').write_bytes(parts.pop(0))
    if parts:
        (folder / f'people.{ending}').write_bytes(parts.pop(0))
    if len(parts) == 1:
        (folder / f'sessions.{ending}').write_bytes(parts[0])
    elif parts:
        (folder / 'sessions').mkdir()
        for number, part in enumerate(parts):
            (folder / 'sessions' / f'{number:03}.{ending}').write_bytes(part)


def open_input(folder: Path, ending: str, given: bytes) -> Outcome:
    """Read an input, and say which promises were broken; an exception is the worst of them."""
    write_input(folder, ending, given)
    started = time.process_time()
    edition, problems = open_edition(folder)
    seconds = time.process_time() - started
    broken = [*_broken(folder, problems)]
    if edition is None and not any(problem.severity is Severity.ERROR for problem in problems):
        broken.append('there is no edition, and nothing says why')
    return Outcome(seconds, tuple(broken))


def _broken(folder: Path, problems: tuple[Problem, ...]) -> Iterator[str]:
    lines: dict[Path, list[str] | None] = {}
    for problem in problems:
        if not problem.message or not problem.sentence.isprintable():
            yield f'not one line without control characters: {problem.sentence!r}'
        where = problem.where
        if not where.path.is_relative_to(folder):
            yield f'the place is outside: {where}'
        if where.line is None:
            if where.column is not None:
                yield f'a column without a line: {problem}'
            continue
        if where.path not in lines:
            lines[where.path] = _lines_of(where.path)
        written = lines[where.path]
        if written is None:
            # Read in another encoding, or not at all: lines are counted up to where that was found out.
            continue
        if not 1 <= where.line <= len(written):
            yield f'line {where.line} of {len(written)}: {problem.sentence!r}'
        elif not where.column or where.column > len(written[where.line - 1]) + 1:
            yield f'column {where.column} of a line of {len(written[where.line - 1])}: {problem.sentence!r}'


def _lines_of(path: Path) -> list[str] | None:
    """The lines of a file as an editor shows them; None if it is not UTF-8."""
    try:
        return _LINE_END.split(path.read_bytes().decode('utf-8-sig'))
    except (OSError, UnicodeDecodeError):
        return None
