"""The data of this repository's own event, as an author would write it in each format."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parents[1] / 'data'
NAMES = ('event', 'people', 'sessions')

_BARE_KEY = re.compile(r'[A-Za-z0-9_-]+')


def tutorial_texts(ending: str) -> dict[str, str]:
    """The text of each of the event's files; CSV has none for the event itself."""
    if ending == 'yaml':
        return {name: (DATA / f'{name}.yaml').read_text(encoding='utf-8') for name in NAMES}
    # The base loader takes every scalar as text.
    values = {name: yaml.load((DATA / f'{name}.yaml').read_text(encoding='utf-8'), yaml.BaseLoader) for name in NAMES}
    if ending == 'json':
        return {name: json.dumps(held, ensure_ascii=False, indent=2) + '\n' for name, held in values.items()}
    if ending == 'toml':
        return {name: _toml(held) for name, held in values.items()}
    return {
        'people': _csv([{'id': ident, **_cells(person)} for ident, person in values['people'].items()]),
        'sessions': _csv([_cells(session) for session in values['sessions']]),
    }


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return '\n'.join(f'[[sessions]]\n{"".join(_pairs(record))}' for record in value)
    tables = {key: held for key, held in value.items() if isinstance(held, Mapping)}
    plain = {key: held for key, held in value.items() if key not in tables}
    return '\n'.join(
        filter(
            None, (''.join(_pairs(plain)), *(f'[{_key(key)}]\n{"".join(_pairs(held))}' for key, held in tables.items()))
        )
    )


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    yield from (f'{_key(key)} = {_value(held)}\n' for key, held in values.items())


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else json.dumps(key)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f'[\n{"".join(f"  {_value(item)},{chr(10)}" for item in value)}]'
    if isinstance(value, Mapping):
        return f'{{ {", ".join(pair.rstrip() for pair in _pairs(value))} }}'.replace('\n', ' ')
    return f"'''\n{value}'''" if '\n' in value else json.dumps(value, ensure_ascii=False)


def _cells(record: Mapping[str, Any]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for key, value in record.items():
        if key == 'links':
            cells |= {f'links.{label}': url for label, url in value.items()}
        else:
            cells[key] = value['name'] if isinstance(value, Mapping) else value
    return cells


def _csv(rows: list[dict[str, str]]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(dict.fromkeys(key for row in rows for key in row)), lineterminator='\n')
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()
