"""The rules of UAX #9, as far as a line of text needs them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_event_program.render.bidi import Run, begins_from_right, runs


def drawn(text: str) -> str:
    """A text with its runs from the right in braces, and in these the other ones in brackets."""

    def one(run: Run) -> str:
        if not run.right_to_left:
            return run.text
        return '{' + ''.join(part.text if part.right_to_left else f'[{part.text}]' for part in run.parts) + '}'

    return ''.join(map(one, runs(text)))


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        ('Ada Lovelace (Paris)', 'Ada Lovelace (Paris)'),
        ('דוד כהן', '{דוד כהן}'),
        (' דוד ', ' {דוד} '),
        ('by דוד כהן at 10:30', 'by {דוד כהן} at 10:30'),
        # Brackets show their other side, and stay together.
        ('דוד (תל אביב)', '{דוד [)]תל אביב[(]}'),
        ('by דוד (חיפה), today', 'by {דוד [)]חיפה[(]}, today'),
        ('a (דוד) b', 'a ({דוד}) b'),
        # What is Latin or a number runs as it does elsewhere.
        ('כנס ICCV 2025 בחיפה', '{כנס [ICCV 2025] בחיפה}'),
        ('מחיר 12.50 או 30%', '{מחיר [12.50] או [30%]}'),
        # Vowel points belong to their letter.
        ('by שָׁלוֹם', 'by {שָׁלוֹם}'),
    ],
)
def test_runs_are_those_of_the_standard(text: str, expected: str) -> None:
    assert drawn(text) == expected


@pytest.mark.parametrize(('text', 'right'), [('דוד', True), ('1: דוד', True), ('a דוד', False), ('12', False)])
def test_first_letter_with_a_direction_decides(text: str, right: bool) -> None:
    assert begins_from_right(text) is right


@given(st.text(alphabet='ab דוםשָׁ12.()%-مح', max_size=20))
def test_nothing_is_lost_but_the_side_of_brackets(text: str) -> None:
    swapped = str.maketrans('()', ')(')
    written = ''
    for run in runs(text):
        parts = [part.text for part in run.parts] if run.right_to_left else [run.text]
        written += ''.join(part.translate(swapped) if run.right_to_left and part in '()' else part for part in parts)
    assert written == text
