"""Words and numbers in the language of the page."""

from __future__ import annotations

import pytest
from babel.localedata import locale_identifiers

from sphinx_event_program.model.values import Duration
from sphinx_event_program.render.translations import Wording


def told(duration: str, language: str) -> str:
    said = Wording(language, 'HH:mm', 'full').duration(Duration.parse(duration))
    # Spaces within a number and its unit are of other kinds.
    return ' '.join(said.replace('\N{NARROW NO-BREAK SPACE}', ' ').split())


@pytest.mark.parametrize(
    ('given', 'expected'),
    [
        ('59', '59 min'),
        ('60', '1 hr'),
        ('90', '1 hr 30 min'),
        ('120', '2 hr'),
        ('50+5', '50+5 min'),
        ('30+30+5', '30+30+5 min'),
        ('5+5', '5+5 min'),
        ('60+15', '1 hr + 15 min'),
        ('90+60', '1 hr 30 min + 1 hr'),
        ('25h', '25 hr'),
    ],
)
def test_an_hour_and_more_is_told_in_hours_whatever_stands_beside_it(given: str, expected: str) -> None:
    assert told(given, 'en') == expected


@pytest.mark.parametrize(
    ('language', 'expected'),
    [
        ('de', ['50+5 Min.', '1 Std.', '1 Std., 30 Min.']),
        ('fr', ['50+5 min', '1 h', '1 h 30 min']),
        ('it', ['50+5 min', '1 h', '1 h 30 min']),
        # Babel itself says "1 horas".
        ('es', ['50+5 min', '1 h', '1 h 30 min']),
        ('ja', ['50+5 分', '1 時間', '1 時間30 分']),
        ('zh_CN', ['50+5分钟', '1小时', '1小时30分钟']),
        # Babel itself says the minutes twice.
        ('ar', ['50+5 د', '1 س', '1 س و30 د']),
        # The unit stands before the number.
        ('sw', ['dakika 50+5', 'saa 1', 'saa 1 dakika 30']),
    ],
)
def test_duration_is_told_as_the_language_does(language: str, expected: list[str]) -> None:
    assert [told(given, language) for given in ('50+5', '60', '90')] == expected


def test_duration_keeps_its_parts_in_every_language() -> None:
    for language in locale_identifiers():
        assert '50+5' in told('50+5', language)
        assert told('90', language)


def test_number_stays_beside_its_unit() -> None:
    wording = Wording('en', 'HH:mm', 'full')
    assert wording.duration(Duration.parse('90')).split(' ') == ['1\N{NO-BREAK SPACE}hr', '30\N{NO-BREAK SPACE}min']
