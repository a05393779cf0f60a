"""Output in a terminal: colours on a terminal alone, and no control characters from data."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unicodedata import category

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

#: How wide a page is that nobody looks at in a terminal.
PIPED_WIDTH = 80

#: Reading takes this long before anything is said of it.
_PATIENCE_SECONDS = 0.5

#: Embeddings, overrides and isolates, which make a line read other than it is (Unicode TR 36, section 3.3).
_REORDERING = frozenset('\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069')


def printable(text: str) -> str:
    """A text from data, on one line and without what moves a cursor, changes colours or reorders letters."""
    # A path that is not UTF-8 arrives with surrogates.
    return ''.join(
        '\ufffd' if letter in _REORDERING or category(letter) in {'Cc', 'Cs', 'Zl', 'Zp'} else letter for letter in text
    )


def near(path: Path) -> Path:
    """A path from the working directory, if it is below it; else as it was given."""
    # Not Path.resolve(): it would tell the name of what a link points to, which nobody has typed.
    here = Path.cwd()
    absolute = Path(os.path.normpath(here / path))
    return absolute.relative_to(here) if absolute.is_relative_to(here) else path


@contextmanager
def page() -> Iterator[Console]:
    """Console for tables: in colours on a terminal (unless NO_COLOR is set), else plain."""
    piped = not sys.stdout.isatty()
    width = PIPED_WIDTH if piped and 'COLUMNS' not in os.environ else None
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    with console.capture() as captured:
        yield console
    # A table fills its lines with spaces, which is seen where they are pasted.
    for line in captured.get().rstrip('\n').split('\n'):
        say(line.rstrip())


def say(text: str = '', *, err: bool = False) -> None:
    """One line of output; click leaves the colours out where no terminal is."""
    _write_what_the_encoding_has()
    click.echo(text, err=err, color=False if os.environ.get('NO_COLOR') else None)


def _write_what_the_encoding_has() -> None:
    """Print a question mark for a character that the terminal's encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, 'reconfigure', None)
        if reconfigure and getattr(stream, 'errors', None) == 'strict':
            reconfigure(errors='replace')


@contextmanager
def patience(doing: str) -> Iterator[None]:
    """Progress message on a terminal's standard error for something slow; it is removed at the end."""
    if not sys.stderr.isatty():
        yield
        return
    progress = Progress(
        SpinnerColumn(),
        TextColumn('{task.description}'),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    progress.add_task(doing, total=None)
    begin = threading.Timer(_PATIENCE_SECONDS, progress.start)
    begin.start()
    try:
        yield
    finally:
        begin.cancel()
        begin.join()
        progress.stop()
