"""TOML in its canonical layout: lines as they were written, in the records' order.

Whole lines are moved, so that every value, quote and comment stays what it is.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sphinx_event_program.cli.shapes import Shape

_KEY_PART = re.compile(r'\s*("(?:[^"\\]|\\.)*"|\'[^\']*\'|[A-Za-z0-9_-]+)\s*(\.?)')
#: What may hold a bracket or a '#' that does not count.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r'|#[^\n]*',
    re.DOTALL,
)


@dataclass(slots=True)
class _Piece:
    """A key with its value, or a table's header; with the comments above it."""

    path: tuple[str, ...]
    text: str
    above: list[str]
    apart: bool


@dataclass(slots=True)
class _Table:
    header: _Piece | None
    is_item: bool = False
    pieces: list[_Piece] = field(default_factory=list)


def toml_in_order(text: str, shape: Shape) -> str:
    """The text in canonical layout.

    :raises ValueError: if it is no TOML, or would then say something else.
    """
    text = text.removeprefix('\ufeff').replace('\r\n', '\n')
    tables, top, tail = _read(text)
    laid_out = '\n'.join(_lines(tables, top, tail, shape)).strip('\n') + '\n'
    if tomllib.loads(laid_out, parse_float=str) != tomllib.loads(text, parse_float=str):
        raise ValueError('this file has a form of TOML that cannot be laid out anew')
    return laid_out if laid_out.strip() else text


def _read(text: str) -> tuple[list[_Table], list[str], list[str]]:
    """The tables of a file, the comments at its top, and those behind everything."""
    tables = [_Table(None)]
    top: list[str] = []
    above: list[str] = []
    apart = met = False
    for line in _logical_lines(text):
        written = line.strip()
        if not written:
            if not met and above and not top:
                # What stands at the top of a file, and apart, is about the file.
                top, above = above, []
            apart = apart or not above
            if above and above[-1]:
                above.append('')
        elif written.startswith('#'):
            above.append(written)
        else:
            met = True
            is_header = written.startswith('[')
            path = _path(written.lstrip('[') if is_header else written)
            piece = _Piece(path, _trimmed(line), above, apart)
            above, apart = [], False
            if is_header:
                tables.append(_Table(piece, written.startswith('[[')))
            else:
                tables[-1].pieces.append(piece)
    return tables, top, above


def _logical_lines(text: str) -> Iterator[str]:
    """Lines, with those that a value goes on in."""
    begin = at = depth = 0
    is_header = False
    while at < len(text):
        letter = text[at]
        if at == begin:
            is_header = text[at:].lstrip(' \t').startswith('[')
        if letter in '"\'#' and (opaque := _OPAQUE.match(text, at)):
            at = opaque.end()
            continue
        if letter == '\n' and (not depth or is_header):
            yield text[begin:at]
            begin, depth = at + 1, 0
        depth += (letter in '[{') - (letter in ']}')
        at += 1
    yield text[begin:]


def _trimmed(line: str) -> str:
    # A value of several lines may end its lines with spaces that count.
    return line.strip() if '\n' in line else line.strip(' \t')


def _path(written: str) -> tuple[str, ...]:
    parts = []
    at = 0
    while found := _KEY_PART.match(written, at):
        name = found[1]
        parts.append(next(iter(tomllib.loads(f'{name} = 0'))) if name[0] in '"\'' else name)
        at = found.end()
        if not found[2]:
            break
    return tuple(parts)


def _lines(tables: list[_Table], top: list[str], tail: list[str], shape: Shape) -> Iterator[str]:
    yield from top
    if top:
        yield ''
    first = True
    lists = {table.header.path for table in tables if table.header and table.is_item}
    for table in _sorted(tables, shape):
        inner = shape
        if table.header is not None:
            if not first:
                yield ''
            yield from table.header.above
            yield table.header.text
            for depth, name in enumerate(table.header.path, 1):
                inner = inner.as_mapping.of(name)
                inner = inner.of_each if table.header.path[:depth] in lists else inner
        for number, piece in enumerate(_in_order(table.pieces, inner.as_mapping)):
            if piece.apart and number:
                yield ''
            yield from piece.above
            yield piece.text
        first = first and not table.pieces and table.header is None
    if tail and not first:
        yield ''
    yield from tail


def _in_order(pieces: list[_Piece], shape: Shape) -> list[_Piece]:
    if not shape.keys:
        return pieces

    def position(piece: _Piece) -> tuple[int, int]:
        is_long = bool(re.match(r'[^=]*=\s*("""|\'\'\')', piece.text)) and '\n' in piece.text
        return shape.position(piece.path[0], is_long=is_long)

    return sorted(pieces, key=position)


def _sorted(tables: list[_Table], shape: Shape) -> list[_Table]:
    """Tables by their keys; each with those below it, and the items of a list as they were."""
    counted: Counter[tuple[str, ...]] = Counter()
    met: dict[tuple[str, ...], int] = {}
    lists = {table.header.path for table in tables if table.header and table.is_item}

    def position(table: _Table) -> list[tuple[int, int]]:
        if table.header is None:
            return []
        path = table.header.path
        if table.is_item:
            counted[path] += 1
        steps = []
        inner = shape
        for depth, name in enumerate(path, 1):
            here = path[:depth]
            inner = inner.as_mapping
            rank = inner.rank(name) if name in inner.keys else len(inner.keys) + met.setdefault(here, len(met))
            steps.append((rank, counted[here]))
            inner = inner.of(name)
            inner = inner.of_each if here in lists else inner
        return steps

    positions = [position(table) for table in tables]
    return [table for _, table in sorted(zip(positions, tables, strict=True), key=lambda pair: pair[0])]
