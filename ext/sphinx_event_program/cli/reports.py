"""Reports of ``check``, in the forms that people and machines read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from sphinx_event_program.cli.terminal import near, printable
from sphinx_event_program.edition import Edition
from sphinx_event_program.model.problems import Kind, Problem, Severity

_COLOURS = {Severity.ERROR: 'red', Severity.WARNING: 'yellow', Severity.NOTE: 'cyan'}

#: Description of each kind of problem, for the rules of SARIF.
DESCRIPTIONS = {
    Kind.FILE: 'A file cannot be read',
    Kind.SYNTAX: 'A file breaks the rules of its format',
    Kind.UNKNOWN_KEY: 'A record has a key that does not exist',
    Kind.DUPLICATE_KEY: 'A key or an id is given twice',
    Kind.MISSING: 'A required key is missing',
    Kind.VALUE: 'A value is not what its key expects',
    Kind.REFERENCE: 'Something refers to what is not there',
    Kind.PHOTO: 'A photo is missing or cannot be used',
    Kind.SMALL_PHOTO: 'A photo has fewer pixels than print needs',
    Kind.CLASH: 'A room or a person is needed twice at once',
    Kind.DAY: 'The day of a session is not certain',
    Kind.OUTSIDE: 'A session is outside the event',
    Kind.ALIKE: 'Two records are easily taken for each other',
    Kind.MARKUP: 'A text has marks that readers would see, or miss',
    Kind.UNUSED: "Nobody refers to a person, or a photo is nobody's",
    Kind.TIME_LEFT: 'Time before the end of the event is not planned',
    Kind.TBD: 'Something is still to be announced',
    Kind.ADDRESS: 'Exports do not know the address of the site',
    Kind.NAMELESS: 'Rows of the list of attendees have no name',
    Kind.DIRECTIVE: 'A directive does not know an option or its value',
    Kind.DUPLICATE_ENTRY: 'A record has two full entries',
    Kind.PDF: 'A PDF is not of the edition that is built',
    Kind.FONT: 'No font has a character that is to be printed',
}


@dataclass(frozen=True)
class Report:
    """Problems of a data folder; there is no edition if ``event.yaml`` cannot be used."""

    folder: Path
    edition: Edition | None
    problems: tuple[Problem, ...]
    ok: bool

    @property
    def counts(self) -> dict[Severity, int]:
        """How many problems of each severity there are."""
        counted = Counter(problem.severity for problem in self.problems)
        return {severity: counted[severity] for severity in Severity}


def problem_line(problem: Problem) -> str:
    """A problem as people read it: its place, how much it matters, what is wrong and what would be right."""
    where = problem.where
    parts = (printable(str(near(where.path))), where.line, where.column)
    place = ':'.join(str(part) for part in parts if part is not None)
    severity = click.style(problem.severity.value, fg=_COLOURS[problem.severity], bold=True)
    return f'{place}: {severity}: {printable(problem.sentence)} [event.{problem.kind}]'


def human(report: Report) -> Iterator[str]:
    """A line for each problem, then what was read and how much was found."""
    yield from map(problem_line, report.problems)
    if report.edition is not None:
        yield _records(report.edition)
    yield _counts(report)


def as_json(report: Report) -> Iterator[str]:
    """One document; its keys are part of the manual (docs/guide/command-line.md), and ``format`` counts its changes."""
    edition = report.edition
    document = {
        'format': 1,
        'folder': near(report.folder).as_posix(),
        'ok': report.ok,
        'counts': {severity.value: number for severity, number in report.counts.items()},
        'sessions': None if edition is None else _sessions(edition),
        'sessions_not_published': None if edition is None else edition.unpublished_count,
        'people': None if edition is None else len(edition.program.people),
        'minutes_left': None if edition is None else int(edition.timetable.time_left.total_seconds()) // 60,
        'problems': [
            {
                'file': near(problem.where.path).as_posix(),
                'line': problem.where.line,
                'column': problem.where.column,
                'severity': problem.severity.value,
                'kind': str(problem.kind),
                'message': problem.message,
                'hint': problem.hint,
            }
            for problem in report.problems
        ],
    }
    # ASCII alone gets through every pipe, and hides no letter.
    yield json.dumps(document, indent=2)


_GITHUB_COMMANDS = {Severity.ERROR: 'error', Severity.WARNING: 'warning', Severity.NOTE: 'notice'}


def github(report: Report) -> Iterator[str]:
    """Workflow commands of GitHub Actions, which mark the lines of a change."""
    for problem in report.problems:
        where = problem.where
        properties = {'file': near(where.path).as_posix(), 'line': where.line, 'col': where.column}
        properties['title'] = f'event.{problem.kind}'
        attributes = ','.join(
            f'{name}={_of_property(str(value))}' for name, value in properties.items() if value is not None
        )
        # What is marked in a change, everybody reads who may see the change.
        yield f'::{_GITHUB_COMMANDS[problem.severity]} {attributes}::{_of_message(problem.public_sentence)}'
    yield _counts(report)


def _of_message(text: str) -> str:
    """A text that cannot end the command (actions/toolkit, ``escapeData``)."""
    return text.replace('%', '%25').replace('\r', '%0D').replace('\n', '%0A')


def _of_property(text: str) -> str:
    """A text that cannot end a property either (actions/toolkit, ``escapeProperty``)."""
    return _of_message(text).replace(':', '%3A').replace(',', '%2C')


_SARIF_LEVELS = {Severity.ERROR: 'error', Severity.WARNING: 'warning', Severity.NOTE: 'note'}


def sarif(report: Report) -> Iterator[str]:
    """A log of SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines."""
    kinds = list(Kind)
    rules = [
        {
            'id': f'event.{kind}',
            'shortDescription': {'text': DESCRIPTIONS[kind]},
            'defaultConfiguration': {'level': _SARIF_LEVELS[kind.severity]},
        }
        for kind in kinds
    ]
    driver = {'name': 'event-program', 'version': version('sphinx-event-program'), 'rules': rules}
    results = [
        {
            'ruleId': f'event.{problem.kind}',
            'ruleIndex': kinds.index(problem.kind),
            'level': _SARIF_LEVELS[problem.severity],
            'message': {'text': problem.public_sentence},
            'locations': [{'physicalLocation': _physical_location(problem)}],
        }
        for problem in report.problems
    ]
    run = {'tool': {'driver': driver}, 'columnKind': 'unicodeCodePoints', 'results': results}
    log = {'$schema': 'https://json.schemastore.org/sarif-2.1.0.json', 'version': '2.1.0', 'runs': [run]}
    yield json.dumps(log, indent=2)


def _physical_location(problem: Problem) -> dict[str, Any]:
    path = near(problem.where.path)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    location: dict[str, Any] = {'artifactLocation': {'uri': uri}}
    if problem.where.line is not None:
        region = {'startLine': problem.where.line, 'startColumn': problem.where.column}
        location['region'] = {name: number for name, number in region.items() if number is not None}
    return location


FORMATS: dict[str, Callable[[Report], Iterator[str]]] = {
    'human': human,
    'json': as_json,
    'github': github,
    'sarif': sarif,
}


def _records(edition: Edition) -> str:
    hidden = f' ({edition.unpublished_count} not published)' if edition.unpublished_count else ''
    return (
        f'{counted(_sessions(edition), "session")}{hidden}, {counted(len(edition.program.people), "person", "people")}'
    )


def _sessions(edition: Edition) -> int:
    return len(edition.program.sessions) + edition.unpublished_count


def _counts(report: Report) -> str:
    return ', '.join(counted(number, severity.value) for severity, number in report.counts.items())


def counted(number: int, noun: str, plural: str = '') -> str:
    """A number with its noun."""
    return f'{number} {noun}' if number == 1 else f'{number} {plural or noun + "s"}'
