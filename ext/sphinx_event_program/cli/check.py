"""``event-program check``: report problems of the data, and values that are still TBD."""

from __future__ import annotations

from pathlib import Path

import click

from sphinx_event_program.cli.reports import FORMATS, Report
from sphinx_event_program.cli.terminal import patience, say
from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.problems import Severity

_EXAMPLES = """\b
Examples:
  event-program check
  event-program check events/2026/data
  event-program check --strict --format github
  event-program check --format sarif >event.sarif
"""


@click.command(epilog=_EXAMPLES, short_help='Tell what is wrong with the data, and what is still TBD.')
@click.argument('folder', type=click.Path(path_type=Path, file_okay=False, exists=True), default='data')
@click.option(
    '--format',
    'form',
    type=click.Choice(list(FORMATS)),
    default='human',
    show_default=True,
    help='Lines for people, a JSON document, workflow commands of GitHub, or a SARIF log.',
)
@click.option('--strict', is_flag=True, help='Let warnings fail too.')
@click.pass_context
def check(ctx: click.Context, folder: Path, form: str, strict: bool) -> None:
    """Tell all that is wrong with the data in FOLDER (default: data), and what is still TBD.

    The exit status is 1 if there are errors, else 0: warnings and notes are told,
    and no reason to fail, unless --strict is given.
    """
    with patience('Reading the event'):
        edition, problems = open_edition(folder)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    ok = not any(problem.severity in failing for problem in problems)
    for line in FORMATS[form](Report(folder, edition, problems, ok)):
        say(line)
    ctx.exit(0 if ok else 1)
