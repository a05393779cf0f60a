"""``event-program fmt``: data files in their canonical order and style."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

from sphinx_event_program.cli.json_layout import json_in_order
from sphinx_event_program.cli.reports import problem_line
from sphinx_event_program.cli.shapes import Shape, shape_of_file
from sphinx_event_program.cli.terminal import near, patience, printable, say
from sphinx_event_program.cli.toml_layout import toml_in_order
from sphinx_event_program.cli.yaml_layout import yaml_in_order
from sphinx_event_program.problems import Kind, Place, Problem
from sphinx_event_program.reading import load

_LAYOUTS: dict[str, Callable[[str, Shape], str]] = {
    '.yaml': yaml_in_order,
    '.yml': yaml_in_order,
    '.toml': toml_in_order,
    '.json': json_in_order,
}
_NAMES = ('event', 'people', 'sessions')

#: What makes it uncertain what a file says; it is not touched then.
_UNCERTAIN = frozenset({Kind.FILE, Kind.SYNTAX, Kind.DUPLICATE_KEY})

_EXAMPLES = """\b
Examples:
  event-program fmt
  event-program fmt --diff data/people.yaml
  event-program fmt --check data
"""


@dataclass(frozen=True)
class _DataFile:
    path: Path
    folder: Path
    name: str


@click.command(epilog=_EXAMPLES, short_help='Put data files in canonical order and style.')
@click.argument('paths', metavar='[FOLDER | FILE]...', type=click.Path(path_type=Path, exists=True), nargs=-1)
@click.option('--check', is_flag=True, help='Write nothing; exit with 1 if something would change.')
@click.option('--diff', is_flag=True, help='Write nothing; show what would change.')
@click.pass_context
def fmt(ctx: click.Context, paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Put the data files of a FOLDER (default: data), or single FILES, in canonical order and style.

    Keys stand in the order of the manual, then Markdown, then what goes on for several
    lines. Comments and values stay as they are written. A file that cannot be read for certain is
    not touched, and the exit status is then 1; CSV is left as it is.
    """
    files = [found for path in paths or (_default_folder(),) for found in _data_files(path)]
    failed = changed = 0
    with patience('Laying out the data'):
        results = list(_laid_out(files))
    for file, before, result in results:
        path = printable(str(near(file.path)))
        if isinstance(result, list):
            failed += 1
            for problem in result:
                say(problem_line(problem), err=True)
            say(f'{path} is left as it is', err=True)
        elif result != before:
            changed += 1
            if diff:
                for line in _difference(path, before, result):
                    say(line)
            elif not check:
                _replace(file.path, result)
            if not diff:
                say(f'{path} {"would change" if check else "is in order now"}')
    if not diff:
        unchanged = len(results) - changed - failed
        say(f'{changed} changed, {unchanged} in order already' + (f', {failed} left as they are' if failed else ''))
    ctx.exit(1 if failed or (check and changed) else 0)


def _default_folder() -> Path:
    folder = Path('data')
    if not folder.is_dir():
        raise click.UsageError("There is no folder 'data' here. Name the folder or the files.")
    return folder


def _data_files(path: Path) -> Iterator[_DataFile]:
    """The data files of a folder that have a layout; or the one that ``path`` is."""
    if not path.is_dir():
        name = next((one for one in (path.stem, path.absolute().parent.name) if one in _NAMES), None)
        if name is None or path.suffix not in _LAYOUTS:
            if path.suffix == '.csv':
                say(f'{printable(str(near(path)))} is CSV and stays as it is', err=True)
                return
            raise click.UsageError(f'{printable(str(path))} is no data file: its name tells what is in it.')
        folder = path.parent if path.stem == name else path.parent.parent
        yield _DataFile(path, folder, name)
        return
    for name in _NAMES:
        candidates = [path / f'{name}{ending}' for ending in _LAYOUTS]
        if (path / name).is_dir():
            held = (one for one in (path / name).iterdir() if not one.name.startswith('.'))
            candidates += sorted(one for one in held if one.suffix in _LAYOUTS)
        yield from (_DataFile(one, path, name) for one in candidates if one.is_file())


def _laid_out(files: Iterable[_DataFile]) -> Iterator[tuple[_DataFile, str, str | list[Problem]]]:
    """Each file with its text and its new text, or with what makes it uncertain what it says."""
    problems_in = cache(lambda folder: load(folder).problems)
    for file in files:
        uncertain = [
            problem
            for problem in problems_in(file.folder)
            if problem.kind in _UNCERTAIN and problem.where.path.absolute() == file.path.absolute()
        ]
        if uncertain:
            yield file, '', uncertain
            continue
        try:
            before = file.path.read_bytes().decode()
        except UnicodeDecodeError:
            yield file, '', [Problem(Place(file.path), 'this is not UTF-8', 'save it as UTF-8', Kind.FILE)]
            continue
        try:
            yield file, before, _LAYOUTS[file.path.suffix](before, shape_of_file(file.name))
        except ValueError as error:
            yield file, before, [Problem(Place(file.path), str(error), '', Kind.SYNTAX)]


def _difference(path: str, before: str, after: str) -> Iterator[str]:
    colours = {'+': 'green', '-': 'red', '@': 'cyan'}
    for line in difflib.unified_diff(
        before.split('\n'), after.split('\n'), f'{path} (as written)', f'{path} (in order)', lineterm=''
    ):
        yield click.style(printable(line.replace('\t', '    ')), fg=colours.get(line[:1]))


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all: a new one takes the place of the old one."""
    target = path.resolve()
    mode = target.stat().st_mode
    # In the same folder, because only within one file system is a renaming atomic.
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f'.{target.name}.', suffix='.new')
    new = Path(name)
    try:
        with os.fdopen(descriptor, 'wb') as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        new.chmod(mode & 0o7777)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
