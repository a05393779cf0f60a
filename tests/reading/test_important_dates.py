"""Dates before the event: how they are read, and what is told of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_event_program.edition.opening import open_edition

WriteData = Callable[..., Path]


def told(folder: Path) -> list[str]:
    _, problems = open_edition(folder)
    return [f'{one.where.line}: {one.sentence} [{one.kind}]' for one in problems if one.where.path.stem == 'event']


def names(folder: Path) -> list[object]:
    edition, _ = open_edition(folder)
    assert edition is not None
    return [one.name for one in edition.program.event.important_dates]


@pytest.mark.parametrize(
    ('dates', 'problem'),
    [
        (
            '  - {name: Papers, date: 2026-03-01}\n  - {name: Papers, date: 2026-03-08}\n',
            "the name 'Papers' is given to two dates; call one otherwise; "
            "if the date has changed, write the former one as 'was' [duplicate-key]",
        ),
        (
            '  - {name: Papers, date: 2026-03-01, was: [2026-02-01, 2026-03-01]}\n',
            "'was' is the date that holds; write the former date, or remove 'was' [alike]",
        ),
        ('  - {name: Papers, deadline: 2026-03-01}\n', "did you mean 'date'?"),
        ('  - {name: Papers, date: 2026-03-01, zone: Etc/GMT+12}\n', 'is an offset, not a time zone'),
        ('  - {name: Papers, date: 2026-02-30}\n', 'there is no day'),
    ],
)
def test_mistake_is_told(write_data: WriteData, dates: str, problem: str) -> None:
    assert any(problem in one for one in told(write_data(also=f'dates:\n{dates}')))


def test_dates_are_in_the_order_of_time_over_all_zones(write_data: WriteData) -> None:
    dates = (
        '  - {name: last, date: 2026-03-01}\n'
        '  - {name: open, date: TBD}\n'
        '  - {name: first, date: 2026-03-01, zone: Pacific/Auckland}\n'
        '  - {name: between, date: 2026-03-01 23:58, zone: AoE}\n'
    )
    assert names(write_data(also=f'dates:\n{dates}')) == ['first', 'between', 'last', 'open']


def test_dates_without_a_mistake_are_no_problem(write_data: WriteData) -> None:
    dates = (
        '  - {name: Papers, date: 2026-03-01, was: 2026-02-01, zone: AoE, url: https://example.org/, note: "*Soon*"}\n'
    )
    assert told(write_data(also=f'dates:\n{dates}')) == []
