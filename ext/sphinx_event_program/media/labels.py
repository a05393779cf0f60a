"""Sheets of labels: how many of what size are where on the paper, in millimetres.

Sizes with a number are those of Avery's products, as its data sheets have them; sheets
that are named after a size are of plain paper or card, to be cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_INCH_MM = 25.4

#: Width and height of a sheet, upright.
PAPERS_MM: Mapping[str, tuple[float, float]] = {
    'a4paper': (210, 297),
    'letterpaper': (8.5 * _INCH_MM, 11 * _INCH_MM),
}


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """One product: labels of ``size_mm``, the first at ``origin_mm`` from the upper left corner, ``pitch_mm`` apart.

    One that is to be ``folded`` is printed on both halves, the upper one upside down, so that
    it can be read from both sides when it stands.
    """

    paper: str
    columns: int
    rows: int
    size_mm: tuple[float, float]
    origin_mm: tuple[float, float]
    pitch_mm: tuple[float, float]
    landscape: bool = False
    folded: bool = False

    @property
    def below_mm(self) -> float:
        """Height of the sheet below the labels, in millimetres."""
        width, height = PAPERS_MM[self.paper]
        whole = width if self.landscape else height
        return whole - self.origin_mm[1] - (self.rows - 1) * self.pitch_mm[1] - self.size_mm[1]


def _inches(width: float, height: float) -> tuple[float, float]:
    return width * _INCH_MM, height * _INCH_MM


#: For badges.
BADGES: Mapping[str, LabelSheet] = {
    'L4785': LabelSheet('a4paper', 2, 5, (80, 50), (17.5, 13.5), (95, 55)),
    '90x55': LabelSheet('a4paper', 2, 5, (90, 55), (15, 11), (90, 55)),
    'A7': LabelSheet('a4paper', 2, 4, (105, 74.25), (0, 0), (105, 74.25)),
    'A6': LabelSheet('a4paper', 2, 2, (105, 148.5), (0, 0), (105, 148.5)),
    '5390': LabelSheet('letterpaper', 2, 4, _inches(3.5, 2.25), _inches(0.75, 1), _inches(3.5, 2.25)),
    '5392': LabelSheet('letterpaper', 2, 3, _inches(4, 3), _inches(0.25, 1), _inches(4, 3)),
    '5395': LabelSheet('letterpaper', 2, 4, _inches(3.375, 7 / 3), _inches(0.6875, 7 / 12), _inches(3.75, 2.5)),
}

#: For cards that stand on a table. Their size is that of the flat card.
TABLE_CARDS: Mapping[str, LabelSheet] = {
    'A5-folded': LabelSheet('a4paper', 1, 2, (210, 148.5), (0, 0), (210, 148.5), folded=True),
    'A4-folded': LabelSheet('a4paper', 1, 1, (297, 210), (0, 0), (297, 210), landscape=True, folded=True),
    '5305': LabelSheet('letterpaper', 1, 2, _inches(8.5, 5), _inches(0, 0.5), _inches(8.5, 5), folded=True),
    '5309': LabelSheet(
        'letterpaper', 1, 1, _inches(11, 7), _inches(0, 0.75), _inches(11, 7), landscape=True, folded=True
    ),
}


def default_sheet(sheets: Mapping[str, LabelSheet], paper: str) -> LabelSheet:
    """The first one that is for a paper."""
    return next(sheet for sheet in sheets.values() if sheet.paper == paper)
