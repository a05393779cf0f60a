"""JSON in its canonical layout: the records' order, two spaces, numbers as they were written."""

from __future__ import annotations

import json
import re
from typing import Any
from unicodedata import category

from sphinx_event_program.cli.shapes import Shape
from sphinx_event_program.reading.formats.json import SCHEMA_KEY

#: Persian, Indic scripts and emoji are joined by two of them, and Hebrew and Arabic kept in order by the others.
_JOINERS_AND_MARKS = '\u200c\u200d\u200e\u200f\u061c'


class _Numeral(str):
    """A number's own text: 1.10 is not 1.1."""

    __slots__ = ()


class _Pairs(list[tuple[str, Any]]):
    """A mapping that keeps its order, and a key that is given twice."""


def json_in_order(text: str, shape: Shape) -> str:
    """The text in canonical layout.

    :raises ValueError: if it is no JSON.
    """
    text = text.removeprefix('\ufeff')
    if not text.strip():
        return text
    values = json.loads(text, object_pairs_hook=_Pairs, parse_int=_Numeral, parse_float=_Numeral)
    return _written(values, shape, '') + '\n'


def _written(value: Any, shape: Shape, indent: str) -> str:
    deeper = indent + '  '
    match value:
        case _Pairs() if value:
            shape = shape.as_mapping
            held = [
                f'{deeper}{_text(key)}: {_written(item, shape.of(key), deeper)}'
                for key, item in _in_order(value, shape)
            ]
            return '{\n' + ',\n'.join(held) + f'\n{indent}}}'
        case _Pairs():
            return '{}'
        case list() if value:
            held = [deeper + _written(item, shape.of_each, deeper) for item in value]
            return '[\n' + ',\n'.join(held) + f'\n{indent}]'
        case _Numeral():
            return str(value)
        case str():
            return _text(value)
        case _:
            return json.dumps(value)


def _in_order(pairs: _Pairs, shape: Shape) -> list[tuple[str, Any]]:
    def position(pair: tuple[str, Any]) -> tuple[int, int]:
        key, value = pair
        if key == SCHEMA_KEY:
            # No record's key, and about the whole file.
            return -1, 0
        return shape.position(key, is_long=isinstance(value, str) and '\n' in value) if shape.keys else (0, 0)

    return sorted(pairs, key=position)


def _text(text: str) -> str:
    """A text in quotes; what cannot be seen, and is no space nor needed by a script, is written as an escape."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(r'[^ -~]', lambda found: found[0] if _stays(found[0]) else json.dumps(found[0])[1:-1], quoted)


def _stays(letter: str) -> bool:
    return letter.isprintable() or category(letter) == 'Zs' or letter in _JOINERS_AND_MARKS
