"""Mistakes that people make in spreadsheets, one at a time."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator
from typing import Any

from mistaken_data import PEOPLE, SECRET, SESSIONS, Mistake
from tutorial_texts import tutorial_texts

Made = Iterator[Mistake]


class Table:
    """The tutorial's people and sessions as tables; a line is a row."""

    def __init__(self) -> None:
        self.texts = tutorial_texts('csv')
        self.rows = {name: [*csv.reader(io.StringIO(text))] for name, text in self.texts.items()}

    def cells(self, *keys: str, name: str = '') -> Iterator[tuple[str, int, int]]:
        """The cells of columns that are not empty: file, row, column."""
        for table, rows in self.rows.items():
            for row, cells in enumerate(rows[1:], 1):
                for column, cell in enumerate(cells):
                    if name in ('', table) and cell and (not keys or rows[0][column] in keys):
                        yield table, row, column

    def cell(self, at: tuple[str, int, int], how: str, value: str, **more: Any) -> Mistake:
        """Another value in a cell; it may hold what divides cells."""
        name, row, column = at
        rows = [[*cells] for cells in self.rows[name]]
        rows[row][column] = value
        written = io.StringIO()
        csv.writer(written, lineterminator='\n').writerows(rows)
        return self.mistake(at, how, written.getvalue(), **more)

    def line(self, at: tuple[str, int, int], how: str, value: str, **more: Any) -> Mistake:
        """Another line in the place of a row."""
        name, row, _ = at
        lines = self.texts[name].split('\n')
        lines[row] = value
        return self.mistake(at, how, '\n'.join(lines), **more)

    def mistake(self, at: tuple[str, int, int], how: str, text: str | bytes, **more: Any) -> Mistake:
        name, row, column = at
        ident = f'{how}-{self.rows[name][row][0]}-{self.rows[name][0][column]}'
        return Mistake(ident, name, text, **({'lines': frozenset({row + 1})} | more))

    def ident(self, at: tuple[str, int, int]) -> frozenset[str]:
        """The record of a cell, if it is lost."""
        return frozenset({self.rows[at[0]][at[1]][0]})

    def raw(self, at: tuple[str, int, int]) -> str:
        """The line of a cell."""
        return self.texts[at[0]].split('\n')[at[1]]


def unknown_column(table: Table, chance: random.Random) -> Made:
    """Every row is without what is required, if that was the column's name."""
    for name, rows in table.rows.items():
        for column, header in enumerate(rows[0]):
            most = len(rows) if header in ('name', 'title') else 2
            other = f'{header[:2]}{chance.choice("xyz")}{header[2:]}'
            lost = None if header == 'id' else frozenset[str]()
            yield table.cell((name, 0, column), other, other, most=most, lost=lost)
            if column > 1:
                yield table.cell((name, 0, column), 'twice', rows[0][column - 1], most=1)


def wrong_cell(table: Table, _: random.Random) -> Made:
    bad = {
        'kind': ('talks', 'Openning', 'opening; closing'),
        'duration': ('ten', '0', '1:30', '99999', '50+', '-5'),
        'url': ('www.example.org', 'javascript:alert(1)', 'https://', 'ftp://example.org/'),
        'links.Faculty page': ('faculty.example.org', 'data:x'),
        'name': ('x' * 2001, 'a\u202eb', 'a\u200bb'),
        'title': ('x' * 2001, 'a\u2066b', '\ufeffa'),
    }
    for key, values in bad.items():
        for at in table.cells(key):
            for value in values:
                yield table.cell(at, value[:12], value)


def wrong_id(table: Table, _: random.Random) -> Made:
    """Who refers to it is wrong then, too."""
    for at in table.cells('id'):
        for value in ('the one', '-x', 'caf\xe9', 'a/b', 'x' * 101, 'TBD'):
            yield table.cell(at, value[:12], value, most=4, lost=table.ident(at))


def no_id(table: Table, _: random.Random) -> Made:
    for at in table.cells('id'):
        yield table.cell(at, 'no-id', '', most=4, lost=table.ident(at))


def no_required_cell(table: Table, _: random.Random) -> Made:
    for at in table.cells('name', 'title'):
        yield table.cell(at, 'empty', ' ')


def unknown_person(table: Table, chance: random.Random) -> Made:
    for at in table.cells('people'):
        ident = table.rows[at[0]][at[1]][at[2]]
        letter = chance.randrange(len(ident))
        yield table.cell(at, 'misspelt', ident[:letter] + ident[letter + 1 :])
        yield table.cell(at, 'case', ident.upper())
        yield table.cell(at, 'second', f'{ident}; {ident}x')
        yield table.cell(at, 'role', f'{ident} (speeker)')
        yield table.cell(at, 'comma', f'{ident}, {ident}')


def duplicate_id(table: Table, chance: random.Random) -> Made:
    """Who refers to a person that is lost so is wrong then, too."""
    for name, idents in (('people', PEOPLE), ('sessions', SESSIONS)):
        for at in [*table.cells('id', name=name)][1:]:
            other = chance.choice(idents[: at[1] - 1])
            yield table.cell(at, f'id-{other}', other, most=4, lost=table.ident(at))
            yield table.cell(at, f'id-{other.upper()}', other.upper(), most=4, lost=table.ident(at))


def wrong_row(table: Table, _: random.Random) -> Made:
    """A quote that nothing closes takes the rest of the file with it."""
    for at in table.cells('id'):
        raw = table.raw(at)
        first, rest = raw.split(',', 1)
        yield table.line(at, 'comma', f'{first},Doe, {rest},,,', most=4)
        yield table.line(at, 'open-quote', f'{first},"{rest}', lost=None)
        yield table.line(at, 'behind-quote', f'{first},"a" {rest}', lost=None)
        yield table.line(at, 'control', f'{raw}\x07', lost=None)
        yield table.mistake(
            at,
            'latin-1',
            '\n'.join([table.texts[at[0]].split('\n')[0]] * at[1] + ['caf\xe9']).encode('latin-1'),
            lost=None,
        )
        yield table.line(at, 'semicolons', raw.replace(',', ';'), most=5, lost=table.ident(at))


def secret_in_a_column(table: Table, _: random.Random) -> Made:
    for name in table.texts:
        for key in ('passcode', 'meeting_id'):
            text = '\n'.join(
                f'{line},{SECRET if row else key}' for row, line in enumerate(table.texts[name].split('\n')) if line
            )
            yield table.mistake((name, 0, 1), f'{name}-{key}', text)
    for at in table.cells('name', 'position', 'title'):
        yield table.line(at, f'more-{at[2]}', f'{table.raw(at)},{SECRET}')


#: How many mistakes of each kind are made.
CSV_KINDS: dict[Callable[[Table, random.Random], Made], int] = {
    unknown_column: 8,
    wrong_cell: 10,
    wrong_id: 4,
    no_id: 2,
    no_required_cell: 2,
    unknown_person: 6,
    duplicate_id: 4,
    wrong_row: 10,
    secret_in_a_column: 3,
}
