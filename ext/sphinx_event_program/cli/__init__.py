"""``event-program``: the command line, for what needs no Sphinx."""

from __future__ import annotations

import errno
from typing import Any

import click

from sphinx_event_program.cli.check import check
from sphinx_event_program.cli.fmt import fmt
from sphinx_event_program.cli.schema import schema
from sphinx_event_program.cli.show import show
from sphinx_event_program.cli.terminal import printable

#: Exit status of a program that SIGINT ended, as shells have it.
_INTERRUPTED = 130


_EXAMPLES = """\b
Examples:
  event-program check
  event-program show --timezone Europe/Paris
  event-program fmt --diff
  event-program schema --output data/schema
"""


class _Commands(click.Group):
    """Group of commands that report an error as one sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)
        except OSError as error:
            # Who reads the output has gone, as `head` does: click ends quietly then.
            if error.errno == errno.EPIPE:
                raise
            named = f'{printable(str(error.filename))}: ' if error.filename is not None else ''
            raise click.ClickException(f'{named}{error.strerror or error}') from error


@click.group(
    cls=_Commands,
    context_settings={'help_option_names': ['-h', '--help']},
    epilog=_EXAMPLES,
)
@click.version_option(package_name='sphinx-event-program')
def main() -> None:
    """Work with the data of an event."""


for command in (check, show, fmt, schema):
    main.add_command(command)
