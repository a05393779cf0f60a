"""Sheets of labels have room on their paper."""

from __future__ import annotations

import pytest

from sphinx_event_program.media.labels import BADGES, PAPERS_MM, TABLE_CARDS, LabelSheet, default_sheet

SHEETS = {**BADGES, **TABLE_CARDS}


@pytest.mark.parametrize('name', SHEETS)
def test_labels_are_on_the_paper_and_beside_each_other(name: str) -> None:
    sheet = SHEETS[name]
    paper = PAPERS_MM[sheet.paper]
    sides = (paper[1], paper[0]) if sheet.landscape else paper
    for side, number, size, first, pitch in zip(
        sides, (sheet.columns, sheet.rows), sheet.size_mm, sheet.origin_mm, sheet.pitch_mm, strict=True
    ):
        assert pitch >= size
        last = first + (number - 1) * pitch + size
        # What is left and right of them, and above and below, is the same.
        assert side - last == pytest.approx(first, abs=0.05)


def test_what_is_below_the_labels_is_what_is_above_them() -> None:
    assert BADGES['L4785'].below_mm == pytest.approx(13.5)
    assert TABLE_CARDS['5309'].below_mm == pytest.approx(19.05)


@pytest.mark.parametrize('paper', PAPERS_MM)
@pytest.mark.parametrize('sheets', [BADGES, TABLE_CARDS], ids=['badges', 'cards'])
def test_there_are_labels_for_each_paper(sheets: dict[str, LabelSheet], paper: str) -> None:
    assert default_sheet(sheets, paper).paper == paper
