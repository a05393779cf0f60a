from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st

Parse = Callable[..., Any]


@pytest.fixture
def parse(parse_as: Parse) -> Parse:
    return lambda text: parse_as('toml', text)


@each(
    'scalar',
    [
        '90',
        '0x1F',
        '1.10',
        '1e5',
        'inf',
        'true',
        '2025-10-19',
        '13:00:00',
        '2025-10-19T13:00:00',
        '2025-10-19 13:00:00',
        '2025-10-19T13:00:00.5+09:00',
    ],
)
def test_scalar_is_the_text_that_its_author_wrote(parse: Parse, scalar: str) -> None:
    source, problems = parse(f'a = {scalar} # b\nb = [{scalar},{scalar}]\nc = {{d = {scalar}}}')
    assert (source and source.values, problems) == ({'a': scalar, 'b': [scalar] * 2, 'c': {'d': scalar}}, [])


def test_strings_of_all_four_sorts_are_read(parse: Parse) -> None:
    source, problems = parse(
        'a = "b\\tc \\u00e9"\nd = \'e\\f\'\ng = """\nh \\\n   i"j""k\n"""\nl = \'\'\'\nm\'\'n\'\'\'\'\no = """"p""""\n'
    )
    assert problems == []
    assert source.values == {'a': 'b\tc é', 'd': 'e\\f', 'g': 'h i"j""k\n', 'l': "m''n'", 'o': '"p"'}


def test_keys_of_all_sorts_are_read(parse: Parse) -> None:
    source, problems = parse('a . "b.c" . \'d\' = 1\n[ e . "f" ]\n"" = 2\n[[g]]\nh.i = 3\n[[g]]\n[g.j]\nk = 4\n')
    assert problems == []
    assert source.values == {
        'a': {'b.c': {'d': '1'}},
        'e': {'f': {'': '2'}},
        'g': [{'h': {'i': '3'}}, {'j': {'k': '4'}}],
    }


def test_every_key_and_value_has_its_place(parse: Parse) -> None:
    source, _ = parse('"é" = "x"\r\n[a.b]\r\nc = [1,\r\n  {d = 2}]\r\n[[e]]\r\n[[e]]\r\nf = """\n\n"""\ng = 1\n')
    places = {
        ('é',): (1, 7),
        ('a',): (2, 2),
        ('a', 'b'): (2, 4),
        ('a', 'b', 'c', 1, 'd'): (4, 8),
        ('e', 1): (6, 3),
        ('e', 1, 'g'): (10, 5),
    }
    found = {steps: source.place(*steps) for steps in places}
    assert {steps: (place.line, place.column) for steps, place in found.items()} == places
    assert source.place('a', 'b', 'c', of_key=True).column == 1


@each(
    'text, places',
    [
        ('a = 1\na = 2\nb = 3\n', ['2:1']),
        ('a = 1\n"a" = 2\n', ['2:1']),
        ('[a]\nb = 1\n[a]\nc = 2\n', ['3:2']),
        ('a = 1\n[a]\nb = 2\n', ['2:2']),
        ('a = 1\n[a.b]\n[a.c]\n', ['2:2', '3:2']),
        ('[[a]]\n[a]\n', ['2:2']),
        ('a = []\n[[a]]\n', ['2:3']),
        ('a = {b = 1, b = 2}\n', ['1:13']),
        ('a = {b = 1}\na.c = 2\n', ['2:1']),
        ('a = {b = 1}\n[a]\nc = 2\n', ['2:2']),
        ('a.b = 1\na.b.c = 2\n', ['2:3']),
    ],
)
def test_name_that_is_taken_is_told_at_its_place(parse: Parse, text: str, places: list[str]) -> None:
    source, problems = parse(text)
    assert source is not None
    assert [problem.split(': ')[0] for problem in problems] == places
    assert all('is given twice; the first one is on line 1' in problem for problem in problems)
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)


@each(
    'text, told',
    [
        ('start = 13:00\n', '1:11: this is not TOML ('),
        ('title = A day\n', '1:9: this is not TOML (Invalid value)'),
        ('title\n', '1:6: this is not TOML ('),
        ('a = "b\n', '1:7: this is not TOML ('),
        ('a = """b', '1:7: this is not TOML ('),
        ('\na = 007\n', '2:6: this is not TOML ('),
        ('a = {b = 1,\n', '1:1'),
        ('a.b = 1\n[a]\nc = 2\n', '2:3: this is not TOML (a key or a table is given twice)'),
        (f'a = {"9" * 5000}\n', '1:5: this is not TOML (a value is too long)'),
    ],
)
def test_mistake_is_told_at_its_place(parse: Parse, text: str, told: str) -> None:
    source, problems = parse(text)
    assert source is None
    assert len(problems) == 1
    assert problems[0].startswith(told)
    assert problems[0].endswith('; put every text, and a time without seconds, in quotes')


def test_no_message_repeats_a_name_that_is_taken(parse: Parse) -> None:
    _, problems = parse('online.s3cret.a = 1\n[online.s3cret]\n')
    assert problems
    assert 's3cret' not in problems[0]


@each(
    'text',
    ['a = ' + '[' * 100_000, 'a = ' + '{a=' * 100_000, 'a.' * 100_000 + 'a = 1', '[' + 'a.' * 100_000 + 'a]'],
)
def test_endless_nesting_ends_in_a_problem(parse: Parse, text: str) -> None:
    source, problems = parse(text)
    assert source is None
    assert problems[0].endswith('lists and mappings are nested too deep; at most 24 levels are read')


def _as_text(value: Any) -> Any:
    """What TOML says, without what a number or a date loses when it is read."""
    match value:
        case dict():
            return {key: _as_text(held) for key, held in value.items()}
        case list():
            return [_as_text(held) for held in value]
        case str():
            return value
        case bool() | int() | float() | date() | datetime() | time():
            return None
    raise AssertionError


def _same(read: Any, meant: Any) -> bool:
    if meant is None:
        return isinstance(read, str)
    if isinstance(meant, dict):
        return list(read) == list(meant) and all(_same(read[key], meant[key]) for key in meant)
    if isinstance(meant, list):
        return len(read) == len(meant) and all(map(_same, read, meant))
    return bool(read == meant)


_SIGNS = [*'ab.=1[]{},# \n\n\\"\'', '"c"', "'d'", ' = ', '1.0', '"x"', "'y'", '"""', "'''", '[[', ']]', ', ']
_PIECES = st.sampled_from([*_SIGNS, 'true', '2025-10-19', '2025-10-19 13:00:00', '\n[a]\n', '\n[[b]]\n'])


@given(st.lists(_PIECES, max_size=14).map(''.join))
@settings(max_examples=15 * settings.default.max_examples)
def test_any_toml_is_read_as_tomllib_reads_it(parse: Parse, text: str) -> None:
    source, problems = parse(text)
    try:
        meant = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert problems
        return
    assert problems == []
    assert _same(source.values, _as_text(meant))


def test_what_stands_in_a_table_that_is_there_already_is_not_noted_as_open(parse: Parse) -> None:
    source, problems = parse(
        '[a]\nb = 1\n[a]\nc = "TBD"\nd.e = ["TBD"]\n[a.b]\n[a.b.f]\ng = "TBD"\n[[a.b.h]]\ni = "TBD"\n'
    )
    assert source is not None
    assert (source.values, source.open) == ({'a': {'b': '1'}}, [])
    assert [problem.partition(':')[0] for problem in problems] == ['3', '6', '7', '9']


def test_carriage_return_alone_ends_no_line_and_is_told(parse: Parse) -> None:
    source, problems = parse('a = 1\r\nb = 2\rc = 3\r\n')
    assert source is None
    assert problems == ['2:6: the character U+000D is not allowed; end lines with a line feed']


@each(
    'written, read',
    [
        ('1_000', '1000'),
        ('+90', '90'),
        ('-1_0.5_0e+1_0', '-10.50e+10'),
        ('2025-10-19t13:00:00', '2025-10-19T13:00:00'),
        ('13:00:00', '13:00:00'),
        ('2025-10-19T13:00:00z', '2025-10-19T13:00:00Z'),
        ('0xf_f', '0xf_f'),
        ('1.10', '1.10'),
        ('"1_000"', '1_000'),
    ],
)
def test_value_is_read_without_what_is_peculiar_to_toml(parse_as: Parse, written: str, read: str) -> None:
    source, problems = parse_as('toml', f'a = {written}\n')
    assert problems == []
    assert source is not None
    assert source.values == {'a': read}
