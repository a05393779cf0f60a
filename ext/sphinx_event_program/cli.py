"""``event-program``: the command line, for what needs no Sphinx."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from sphinx_event_program.edition import open_edition
from sphinx_event_program.problems import Severity

_COLOURS = {Severity.ERROR: 'red', Severity.WARNING: 'yellow', Severity.NOTE: 'cyan'}


@click.group(context_settings={'help_option_names': ['-h', '--help']})
@click.version_option(package_name='sphinx-event-program')
def main() -> None:
    """Work with the data of an event."""


@main.command(epilog='\b\nExamples:\n  event-program check\n  event-program check events/2026/data')
@click.argument('folder', type=click.Path(path_type=Path, file_okay=False, exists=True), default='data')
def check(folder: Path) -> None:
    """Tell all that is wrong with the data in FOLDER (default: data), and what is still TBD.

    The exit status is 1 if there are errors, else 0: warnings and notes are told,
    and no reason to fail.
    """
    edition, problems = open_edition(folder)
    for problem in problems:
        severity = click.style(problem.severity.value, fg=_COLOURS[problem.severity], bold=True)
        click.echo(f'{problem.where}: {severity}: {problem.sentence} [event.{problem.kind}]')
    if edition is not None:
        program = edition.program
        click.echo(f'{_counted(len(program.sessions), "session")}, {_counted(len(program.people), "person", "people")}')
    counts = Counter(problem.severity for problem in problems)
    click.echo(', '.join(_counted(counts[severity], severity.value) for severity in Severity))
    sys.exit(1 if counts[Severity.ERROR] else 0)


def _counted(number: int, noun: str, plural: str = '') -> str:
    return f'{number} {noun}' if number == 1 else f'{number} {plural or noun + "s"}'
