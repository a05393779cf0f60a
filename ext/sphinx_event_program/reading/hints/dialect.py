"""Hints in the marks of the file that they are about: most are written as YAML has it."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_event_program.model.problems import Problem

_LIST = re.compile(r'write a list: \[(?P<items>[^\[\]{}]*)\]')
_MAPPING = re.compile(r'\{(?P<entries>[\w ]+: [^{}]*)\}')
_WITH_ROLE = re.compile(r'\{person: (?P<person>[^,{}]*), role: (?P<role>[^,{}]*)\}')
_FIRST_KEY = "'- id: …'"


def in_own_marks(problem: Problem) -> Problem:
    """The problem with a hint that can be followed to the letter in its file.

    >>> from pathlib import Path
    >>> from sphinx_event_program.model.problems import Kind, Place
    >>> for name in ('a.csv', 'a.json', 'a.toml'):
    ...     in_own_marks(Problem(Place(Path(name)), '', 'write a list: [ada, bea]', Kind.REFERENCE)).hint
    'write "ada; bea"'
    'write a list: ["ada", "bea"]'
    'write a list: ["ada", "bea"]'
    """
    match problem.where.path.suffix:
        case '.csv':
            hint = _LIST.sub(lambda found: f'write "{found["items"].replace(", ", "; ")}"', problem.hint)
            hint = _WITH_ROLE.sub(r'\g<person> (\g<role>)', hint)
        case '.json':
            hint = _quoted(problem.hint, '"%s": %s').replace(_FIRST_KEY, '\'{"id": …}\'')
        case '.toml':
            hint = _quoted(problem.hint, '%s = %s').replace(_FIRST_KEY, "'[[sessions]]'")
        case _:
            return problem
    return problem if hint == problem.hint else replace(problem, hint=hint)


def _quoted(hint: str, entry: str) -> str:
    """A hint whose lists and mappings have their texts in quotes."""

    def listed(found: re.Match[str]) -> str:
        return f'write a list: [{", ".join(map(_text, found["items"].split(", ")))}]'

    def mapped(found: re.Match[str]) -> str:
        pairs = (pair.partition(': ') for pair in found['entries'].split(', '))
        return f'{{{", ".join(entry % (key, _text(value)) for key, _, value in pairs)}}}'

    return _MAPPING.sub(mapped, _LIST.sub(listed, hint))


def _text(value: str) -> str:
    return value if value.startswith('"') else f'"{value}"'
