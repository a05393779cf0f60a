from __future__ import annotations

import re
from time import process_time

import pytest
from cases import each
from hypothesis import given
from hypothesis import strategies as st

from sphinx_event_program.model.values import Duration, MalformedError, is_tbd, text_of


@each(
    'text, parts',
    [
        ('10 min', (10,)),
        ('10min', (10,)),
        ('10 min.', (10,)),
        ('90', (90,)),
        ('007', (7,)),
        ('90 minutes', (90,)),
        ('1h', (60,)),
        ('2 hours', (120,)),
        ('1 hour 5 minutes', (65,)),
        ('1h30', (90,)),
        ('1h 30m', (90,)),
        ('1H30', (90,)),
        ('PT1H30M', (90,)),
        ('PT45M', (45,)),
        ('pt2h', (120,)),
        ('50+5 min', (50, 5)),
        ('50 min + 5 min', (50, 5)),
        ('1h+15', (60, 15)),
        ('20+5+5', (20, 5, 5)),
        ('  10 min ', (10,)),
        ('0 min', (0,)),
        ('PT0M', (0,)),
    ],
)
def test_duration_is_read_in_every_spelling(text: str, parts: tuple[int, ...]) -> None:
    assert Duration.parse(text).minutes == parts


@each(
    'text',
    ['', '.', '0+0', '50+0', '50+', '+5', '-5', '1.5h', '1:30', 'half an hour', 'PT', 'P1D', 'PT1H30', '10 s'],
)
def test_what_is_no_duration_is_refused_with_what_would_be_right(text: str) -> None:
    with pytest.raises(MalformedError, match='is not a duration') as caught:
        Duration.parse(text)
    assert re.search(r'write .*(\d min|\dh|TBD)', caught.value.hint)


@each('text', ['745h', '999h 9999m', '+'.join(['999h'] * 100)])
def test_duration_beyond_a_month_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match='longer than a month'):
        Duration.parse(text)


@given(st.lists(st.integers(1, 600), min_size=1, max_size=5))
def test_total_of_a_duration_is_the_sum_of_its_parts(minutes: list[int]) -> None:
    duration = Duration.parse('+'.join(map(str, minutes)) + ' min')
    assert duration.total.total_seconds() == 60 * sum(minutes)


@each('text', ['TBD', 'tbd', 'Tba', ' TBA ', '~'])
def test_every_spelling_of_not_known_yet_is_understood(text: str) -> None:
    assert is_tbd(text)


@each('raw', ['TBDs', 'not TBD', '', 'null', ['TBD'], {'TBD': 'TBD'}])
def test_nothing_else_means_not_known_yet(raw: object) -> None:
    assert not is_tbd(raw)


@each('raw, found', [([], 'a list'), ({}, 'a mapping')])
def test_collection_in_place_of_a_text_is_named(raw: object, found: str) -> None:
    with pytest.raises(MalformedError, match=found):
        text_of(raw)


@each('text', ['5+' * 10**6, '9' * 10**6, '1h' + ' ' * 10**6 + '3', '1+' * 1000 + '1'])
def test_text_longer_than_any_duration_is_refused_without_being_read(text: str) -> None:
    begun = process_time()
    with pytest.raises(MalformedError):
        Duration.parse(text)
    assert process_time() - begun < 0.5
