"""The floors of the house hold: what docs/contributing/architecture.md draws is so in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / 'ext' / 'sphinx_event_program'

#: The rooms of each floor, from the ground up. A room is a module or a folder of
#: modules; it imports only from itself and from what stands before it in this list.
FLOORS: tuple[tuple[str, ...], ...] = (
    ('digests', 'whole_files', 'problems', 'model'),
    ('labels', 'marked_text', 'timetable', 'photos', 'qrcodes', 'directions', 'vcards', 'reading'),
    ('edition', 'opening', 'choosing', 'exports', 'grid'),
    ('diagnostics', 'nodes', 'markup', 'site_addresses', 'writers'),
    ('views',),
    ('freshness', 'ledger', 'websites', 'domain'),
    (
        'roles',
        'directives',
        'publication',
        'publishing',
        'printing',
        'paper',
        'tagging',
        'pdfs',
        'printed_matter',
        'marking',
        'theming',
        'surroundings',
        'pages',
        'indices',
        'searching',
        'forgetting',
    ),
    ('cli', '__init__'),
)

#: The first floor that knows Sphinx and docutils.
SPHINX_FLOOR = 3

ROOMS = [room for floor in FLOORS for room in floor]
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}

#: The modules whose strings may hold HTML or LaTeX: writers, and LaTeX's own configuration.
MAY_HOLD_HTML = ('writers',)
MAY_HOLD_LATEX = ('writers', 'printing')

_HTML = re.compile(r'</?(?:a|div|span|p|ul|ol|li|dl|dt|dd|table|t[rhd]|thead|tbody|time|img|section|b|i|br)\b[^>]*>')
_LATEX = re.compile(r'\\[A-Za-z]{2,}\*?[{\[]')

MODULES = sorted(PACKAGE.rglob('*.py'))


def room_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix('.py')


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding='utf-8'), filename=str(module))


def imports_of(module: Path) -> Iterator[tuple[str, int]]:
    """The dotted names that a module imports, those for type checkers too, with their lines."""
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.Import():
                yield from ((alias.name, node.lineno) for alias in node.names)
            case ast.ImportFrom(level=0):
                yield from ((f'{node.module}.{alias.name}', node.lineno) for alias in node.names)
            case ast.ImportFrom():
                pytest.fail(f'{name_of(module)}:{node.lineno}: a relative import hides which room it comes from')


def rooms_imported_by(module: Path) -> Iterator[tuple[str, int]]:
    for name, line in imports_of(module):
        package, _, rest = name.partition('.')
        if package == PACKAGE.name:
            room = rest.partition('.')[0]
            # A name that is no room is something that the package itself defines.
            yield (room if (PACKAGE / room).is_dir() or (PACKAGE / f'{room}.py').is_file() else '__init__'), line


def strings_of(module: Path) -> Iterator[tuple[str, int]]:
    """The texts that a module holds, without its docstrings."""
    tree = tree_of(module)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value, node.lineno


def test_each_room_is_on_a_floor_and_each_floor_has_only_rooms_that_are_there() -> None:
    assert sorted(ROOMS) == sorted({room_of(module) for module in MODULES})


@pytest.mark.parametrize('module', MODULES, ids=name_of)
def test_a_room_imports_only_from_itself_and_from_below(module: Path) -> None:
    own = room_of(module)
    climbing = [
        f'{name_of(module)}:{line}: {own!r} (floor {FLOOR_OF[own]}) imports {room!r} (floor {FLOOR_OF[room]})'
        for room, line in rooms_imported_by(module)
        if ROOMS.index(room) > ROOMS.index(own)
    ]
    assert not climbing


@pytest.mark.parametrize(
    'module', [one for one in MODULES if FLOOR_OF.get(room_of(one), 0) < SPHINX_FLOOR], ids=name_of
)
def test_the_lower_floors_know_neither_sphinx_nor_docutils(module: Path) -> None:
    assert not {'sphinx', 'docutils'} & {name.partition('.')[0] for name, _ in imports_of(module)}


def test_the_command_line_needs_only_the_lower_floors() -> None:
    modules = (PACKAGE / 'cli').rglob('*.py')
    rooms = {room for module in modules for room, _ in rooms_imported_by(module)} - {'cli'}
    assert all(FLOOR_OF[room] < SPHINX_FLOOR for room in rooms)


@pytest.mark.parametrize('module', MODULES, ids=name_of)
def test_nobody_passes_markup_by_the_writers(module: Path) -> None:
    raw = [
        f'{name_of(module)}:{node.lineno}: a raw node'
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Attribute) and node.attr == 'raw'
    ]
    assert not raw


@pytest.mark.parametrize('module', MODULES, ids=name_of)
def test_html_and_latex_are_written_in_the_writers_alone(module: Path) -> None:
    room = room_of(module)
    found = [
        f'{name_of(module)}:{line}: {text!r}'
        for text, line in strings_of(module)
        if (_HTML.search(text) and room not in MAY_HOLD_HTML) or (_LATEX.search(text) and room not in MAY_HOLD_LATEX)
    ]
    assert not found


@pytest.mark.parametrize('module', [one for one in MODULES if room_of(one) != 'whole_files'], ids=name_of)
def test_nobody_writes_a_file_that_could_be_read_half_written(module: Path) -> None:
    in_place = [
        f'{name_of(module)}:{node.lineno}: {node.attr} instead of write_whole'
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Attribute) and node.attr in ('write_text', 'write_bytes', 'mkstemp')
    ]
    assert not in_place


def test_the_manual_draws_the_same_floors() -> None:
    text = (ROOT / 'docs' / 'contributing' / 'architecture.md').read_text(encoding='utf-8')
    drawn = re.findall(r'^\| (\d) \| `([\w]+?)(?:/|\.py)` \|', text, re.MULTILINE)
    assert [(int(floor), room) for floor, room in drawn] == [(FLOOR_OF[room], room) for room in ROOMS]
