"""``event-program fmt``: data files in their canonical order and style."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

import click

from sphinx_event_program._files import write_whole
from sphinx_event_program.cli.reports import problem_line
from sphinx_event_program.cli.terminal import near, patience, printable, say
from sphinx_event_program.cli.yaml_layout import shape_of_file, yaml_in_order
from sphinx_event_program.model.problems import Kind, Place, Problem
from sphinx_event_program.model.program import TABLES
from sphinx_event_program.reading.loader import load
from sphinx_event_program.reading.sources import find

_YAML = ('.yaml', '.yml')
_NAMES = ('event', *TABLES)

#: Problems that make it uncertain what a file says; it is not touched then.
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

    @property
    def is_yaml(self) -> bool:
        return self.path.suffix.lower() in _YAML


@click.command(epilog=_EXAMPLES, short_help='Put YAML data in canonical order and style.')
@click.argument('paths', metavar='[FOLDER | FILE]...', type=click.Path(path_type=Path, exists=True), nargs=-1)
@click.option('--check', is_flag=True, help='Write nothing; exit with 1 if something would change.')
@click.option('--diff', is_flag=True, help='Write nothing; show what would change.')
@click.pass_context
def fmt(ctx: click.Context, paths: tuple[Path, ...], check: bool, diff: bool) -> None:
    """Put the YAML files of a FOLDER (default: data), or single FILES, in canonical order and style.

    Keys stand in the order of the manual, then Markdown, then what goes on for several
    lines. Comments and values stay as they are written. A file that cannot be read for certain is
    not touched, and the exit status is then 1. TOML, JSON and CSV are left as they are.
    """
    files = [file for path in paths or (_default_folder(),) for file in _data_files(path)]
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
                write_whole(near(file.path), result.encode(), durable=True)
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


def _data_files(path: Path) -> list[_DataFile]:
    """The YAML files of a data folder; or the one that ``path`` is."""
    if path.is_dir():
        files = next(filter(None, _files_in(path)), [])
        if not files:
            hint = 'Name the folder that event.yaml is in, or a data file.'
            raise click.UsageError(f'There are no data files in {printable(str(path))}. {hint}')
    else:
        files = [file for file in chain(*_files_in(path.parent)) if file.path.name == path.name][:1]
        if not files:
            raise click.UsageError(f'{printable(str(path))} is no data file: its name tells what is in it.')
        if not files[0].is_yaml:
            say(f'{printable(str(near(path)))} is {path.suffix[1:].upper()} and stays as it is', err=True)
    return [file for file in files if file.is_yaml]


def _files_in(folder: Path) -> tuple[list[_DataFile], list[_DataFile]]:
    """The files of a data folder, and those of a table's folder in one, as far as it is either; the likelier first."""
    own = [file for name in _NAMES for file in _of_table(folder, name)]
    table, above = folder.absolute().name, folder.absolute().parent
    in_table = _of_table(above, table) if table in TABLES else []
    # Named as the folder was named.
    inner = [replace(one, path=folder / one.path.name) for one in in_table if one.path.parent == above / table]
    return (inner, own) if find(above, 'event', []).files else (own, inner)


def _of_table(folder: Path, name: str) -> list[_DataFile]:
    """Data files of a table, also those that do not count because there is another one for the same."""
    tables = find(folder, name, [])
    return [_DataFile(path, folder, name) for path in (*tables.files, *tables.others)]


def _laid_out(files: Iterable[_DataFile]) -> Iterator[tuple[_DataFile, str, str | list[Problem]]]:
    """Each file with its text and its new text, or with the error that keeps it from being laid out."""
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
            laid_out = yaml_in_order(before.replace('\r\n', '\n'), shape_of_file(file.name))
            yield file, before, laid_out.replace('\n', _line_end(before))
        except ValueError as error:
            yield file, before, [Problem(Place(file.path), str(error), '', Kind.SYNTAX)]


def _line_end(text: str) -> str:
    """End of most of the lines: Git and editors on Windows write CRLF, and would do so again."""
    return '\r\n' if 2 * text.count('\r\n') > text.count('\n') else '\n'


def _difference(path: str, before: str, after: str) -> Iterator[str]:
    colours = {'+': 'green', '-': 'red', '@': 'cyan'}
    if _line_end(before) == '\r\n':
        before, after = before.replace('\r\n', '\n'), after.replace('\r\n', '\n')
    for line in difflib.unified_diff(
        before.split('\n'), after.split('\n'), f'{path} (as written)', f'{path} (in order)', lineterm=''
    ):
        yield click.style(printable(line.replace('\t', '    ')), fg=colours.get(line[:1]))
