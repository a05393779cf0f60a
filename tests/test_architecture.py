"""What the architecture promises and import-linter (see ``pyproject.toml``) cannot see."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / 'ext' / 'sphinx_event_program'

#: The modules whose strings may hold HTML or LaTeX: writers, and LaTeX's own configuration.
MAY_HOLD_HTML = ('render/writers/',)
MAY_HOLD_LATEX = ('render/writers/', 'latex/config.py')

_HTML = re.compile(r'</?(?:a|div|span|p|ul|ol|li|dl|dt|dd|table|t[rhd]|thead|tbody|time|img|section|b|i|br)\b[^>]*>')
_LATEX = re.compile(r'\\[A-Za-z]{2,}\*?[{\[]')

MODULES = sorted(PACKAGE.rglob('*.py'))


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding='utf-8'), filename=str(module))


def attributes_of(module: Path) -> Iterator[tuple[str, int]]:
    """The attributes that a module asks for, with their lines."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Attribute):
            yield node.attr, node.lineno


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


def test_nobody_passes_markup_by_the_writers() -> None:
    raw = [f'{name_of(one)}:{line}' for one in MODULES for name, line in attributes_of(one) if name == 'raw']
    assert raw == []


def test_html_and_latex_are_written_in_the_writers_alone() -> None:
    found = [
        f'{name_of(module)}:{line}: {text!r}'
        for module in MODULES
        for text, line in strings_of(module)
        if (_HTML.search(text) and not name_of(module).startswith(MAY_HOLD_HTML))
        or (_LATEX.search(text) and not name_of(module).startswith(MAY_HOLD_LATEX))
    ]
    assert found == []


def test_nobody_writes_a_file_that_could_be_read_half_written() -> None:
    in_place = [
        f'{name_of(module)}:{line}: {name} instead of write_whole'
        for module in MODULES
        if name_of(module) != '_files.py'
        for name, line in attributes_of(module)
        if name in ('write_text', 'write_bytes', 'mkstemp')
    ]
    assert in_place == []
