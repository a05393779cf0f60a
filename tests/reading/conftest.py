"""One program in every format, to be read back from each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from sphinx_event_program.model.problems import Problem
from sphinx_event_program.reading.sources import read
from sphinx_event_program.reading.tree import Source

Parse: TypeAlias = Callable[..., tuple[Source | None, list[str]]]


@pytest.fixture
def parse_as(tmp_path: Path) -> Parse:
    """Reads one file of a format: what it holds, and the problems as ``line:column: sentence``."""

    def parse_text(ending: str, text: str | bytes, table: str = 'sessions') -> tuple[Source | None, list[str]]:
        path = tmp_path / f'f.{ending}'
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        problems: list[Problem] = []
        source = read(path, problems, table=table)
        return source, [f'{one.where}: {one.sentence}'.removeprefix(str(path)).lstrip(': ') for one in problems]

    return parse_text


@pytest.fixture(scope='session')
def formats() -> Mapping[str, Callable[[Any], str]]:
    """How values are written in each format, by ending; CSV has rows of texts."""
    return {'yaml': as_yaml, 'json': as_json, 'toml': as_toml, 'csv': as_csv}


def as_yaml(value: Any) -> str:
    return yaml.safe_dump(value, default_style='"', sort_keys=False, allow_unicode=True)


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def as_toml(value: Any, list_name: str = 'sessions') -> str:
    """A mapping of values, or a list of mappings as tables of that name; JSON's strings are TOML's, too."""
    if isinstance(value, list):
        return ''.join(f'[[{list_name}]]\n{as_toml(record)}' for record in value)
    return ''.join(f'{_toml_string(key)} = {_toml_value(held)}\n' for key, held in value.items())


def _toml_value(value: Any) -> str:
    if isinstance(value, list):
        return f'[{", ".join(map(_toml_value, value))}]'
    if isinstance(value, Mapping):
        return f'{{{", ".join(f"{_toml_string(key)} = {_toml_value(held)}" for key, held in value.items())}}}'
    return _toml_string(value)


def _toml_string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace('\x7f', '\\u007f')


def as_csv(rows: list[Mapping[str, str]], delimiter: str = ',') -> str:
    headers = list(dict.fromkeys(key for row in rows for key in row))
    written = io.StringIO()
    writer = csv.DictWriter(written, headers, delimiter=delimiter, lineterminator='\n')
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()
