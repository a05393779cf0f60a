from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_event_program.model.problems import Kind, Place, Problem, Severity, did_you_mean


def test_problem_reads_as_compilers_tell_theirs() -> None:
    place = Place(Path('data/sessions.yaml'), 14, 13)
    problem = Problem(place, "no person 'sijia-lui'", "did you mean 'sijia-liu'?", Kind.REFERENCE)
    assert str(problem) == (
        "data/sessions.yaml:14:13: error: no person 'sijia-lui'; did you mean 'sijia-liu'? [event.reference]"
    )


def test_problem_of_a_whole_file_without_a_hint_has_no_stray_marks() -> None:
    assert str(Problem(Place(Path('a.yaml')), 'x', '', Kind.TBD)) == 'a.yaml: note: x [event.tbd]'


@pytest.mark.parametrize(
    ('kind', 'severity'),
    [
        (Kind.TIME_LEFT, Severity.NOTE),
        (Kind.TBD, Severity.NOTE),
        (Kind.UNUSED, Severity.WARNING),
        (Kind.ALIKE, Severity.WARNING),
        (Kind.CLASH, Severity.ERROR),
        (Kind.VALUE, Severity.ERROR),
    ],
)
def test_what_is_told_and_what_is_wrong_differ_in_severity(kind: Kind, severity: Severity) -> None:
    assert kind.severity is severity


@pytest.mark.parametrize('name', ['sijia-lui', 'Sijia-Liu', 'sijialiu', 'SIJIA_LIU'])
def test_nearest_name_is_found_in_any_case(name: str) -> None:
    assert did_you_mean(name, ['wanyu-du', 'sijia-liu']) == "did you mean 'sijia-liu'?"


def test_of_names_that_differ_only_in_case_the_first_is_meant() -> None:
    assert did_you_mean('ada_', ['ada', 'ADA']) == "did you mean 'ada'?"


def test_name_like_no_other_gets_all_that_are_known() -> None:
    assert did_you_mean('x', ['talk', 'panel'], otherwise='known') == 'known: talk, panel'


@pytest.mark.parametrize(('number', 'cut'), [(20, False), (21, True)])
def test_long_list_of_names_is_cut(number: int, cut: bool) -> None:
    assert did_you_mean('x', [f'n{index}' for index in range(number)]).endswith('…') is cut


def test_where_nothing_is_known_the_hint_says_so() -> None:
    assert did_you_mean('x', []) == 'there are none'


@pytest.mark.parametrize(
    ('name', 'meant'),
    [
        ('Panel discussion', 'panel'),
        ('hands on', 'hands-on'),
        ('HANDS_ON', 'hands-on'),
        ('workshop (panel)', 'workshop'),
        ('main', 'main-hall'),
    ],
)
def test_word_of_a_name_tells_which_is_meant(name: str, meant: str) -> None:
    known = ['discussion', 'panel', 'hands-on', 'workshop', 'main-hall']
    assert did_you_mean(name, known) == f"did you mean '{meant}'?"


def test_word_that_two_names_share_tells_none() -> None:
    assert did_you_mean('ada', ['ada-brandt', 'ada-levi']) == 'allowed: ada-brandt, ada-levi'


def test_name_that_is_meant_by_what_it_is_called_is_told_by_itself() -> None:
    assert did_you_mean('Kim', ['k1', 'k2'], called={'Kim': 'k2'}) == "did you mean 'k2'?"


def test_list_of_long_names_is_short_all_the_same() -> None:
    assert len(did_you_mean('?', [f'{number}{"x" * 99}' for number in range(50)])) < 250
