from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_event_program.reading import tree

Parse = Callable[..., Any]


@pytest.fixture
def parse(parse_as: Parse) -> Parse:
    return lambda text: parse_as('json', text)


@each('scalar', ['1.10', '-0', '1e3', '1E+05', 'true', 'false', '12345678901234567890123'])
def test_scalar_is_the_text_that_its_author_wrote(parse: Parse, scalar: str) -> None:
    source, problems = parse(f'{{"key": {scalar}}}')
    assert (source and source.values, problems) == ({'key': scalar}, [])


def test_escapes_in_a_text_are_read(parse: Parse) -> None:
    source, _ = parse(r'{"a\n": "\"\\\/\b\f\n\r\té\ud83d\ude00"}')
    assert source.values == {'a\n': '"\\/\b\f\n\r\té\U0001f600'}


def test_null_is_a_key_without_a_value(parse: Parse) -> None:
    source, problems = parse('{"a": null, "b": [null, "c"]}')
    assert (source.values, source.empty, problems) == ({'b': ['c']}, [(('a',), tree.spot_at(1, 2))], [])


@each('text', ['', ' \r\n\t', '{}'])
def test_empty_file_is_an_empty_mapping(parse: Parse, text: str) -> None:
    source, problems = parse(text)
    assert (source.values, problems) == ({}, [])


def test_every_key_and_value_has_its_place(parse: Parse) -> None:
    source, _ = parse('{\r\n  "é": [1, {"b":\n "c"}]\n}')
    assert [source.place('é', *steps).column for steps in ((), (0,), (1,), (1, 'b'))] == [8, 9, 12, 2]
    assert (source.place('é', of_key=True).line, source.place('é', of_key=True).column) == (2, 3)
    assert (source.place('é', 1, 'b', of_key=True).line, source.place('é', 1, 'b').line) == (2, 3)


def test_key_given_twice_is_told_at_the_second_one_and_the_first_stands(parse: Parse) -> None:
    source, problems = parse('{"a": 1,\n "b": 2,\n "a": ["TBD", {"c": null}], "d": null, "d": "TBD"}')
    assert source.values == {'a': '1', 'b': '2'}
    assert source.open == []
    assert problems == [
        "3:2: the key 'a' is given twice; the first one is on line 1",
        "3:40: the key 'd' is given twice; the first one is on line 3",
    ]


@each(
    'text, told',
    [
        ('{"a": 1,}', "1:8: this is not JSON (nothing follows the ',')"),
        ('[1, 2,\n]', "1:6: this is not JSON (nothing follows the ',')"),
        ('{"a" 1}', "1:6: this is not JSON (there is no ':' behind the key)"),
        ('{a: 1}', '1:2: this is not JSON (a value is expected here)'),
        ('{"a": 1 "b": 2}', "1:9: this is not JSON (expected ',' or '}' here)"),
        ('{"a": [1 2]}', "1:10: this is not JSON (expected ',' or ']' here)"),
        ('{"a": 1', "1:8: this is not JSON (expected ',' or '}' here)"),
        ('{"a": }', '1:7: this is not JSON (a value is missing)'),
        ('{"a": "b', '1:7: this is not JSON (a text does not end, or has a wrong escape)'),
        (r'{"a": "\x"}', '1:7: this is not JSON (a text does not end, or has a wrong escape)'),
        ("{'a': 1}", '1:2: this is not JSON (a text begins with a single quote)'),
        ('{"a": 01}', '1:7: this is not JSON (a value is expected here)'),
        ('{"a": NaN}', '1:7: this is not JSON (a value is expected here)'),
        ('{"a": 1} // b', '1:10: this is not JSON (there are no comments in JSON)'),
        ('{"a": 1}\n{', '2:1: this is not JSON (something follows the end)'),
        ('{1: 2}', '1:2: this is not JSON (a key is missing)'),
    ],
)
def test_mistake_is_told_at_its_place(parse: Parse, text: str, told: str) -> None:
    source, problems = parse(text)
    assert (source, [problem.partition(';')[0] for problem in problems]) == (None, [told])


@each('text', ['[' * 100_000, '{"a":' * 100_000, '[' * 25 + ']' * 25])
def test_endless_nesting_ends_in_a_problem(parse: Parse, text: str) -> None:
    source, problems = parse(text)
    assert source is None
    assert problems[0].endswith('lists and mappings are nested too deep; at most 24 levels are read')


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda held: st.lists(held, max_size=4) | st.dictionaries(st.text(max_size=4), held, max_size=4),
    max_leaves=12,
)


def _as_text(value: Any) -> Any:
    """What JSON says, as this project reads it."""
    match value:
        case dict():
            return {key: _as_text(held) for key, held in value.items() if held is not None}
        case list():
            return [_as_text(held) for held in value if held is not None]
        case str():
            return value
        case _:
            return json.dumps(value)


@given(_JSON, st.booleans(), st.sampled_from([None, 1]))
def test_any_json_is_read_as_json_reads_it(parse: Parse, value: Any, ascii_only: bool, indent: int | None) -> None:
    source, problems = parse(json.dumps(value, ensure_ascii=ascii_only, indent=indent).replace('\x7f', '\\u007f'))
    if not problems:
        assert source.values == (_as_text(value) if value is not None else {})


@given(st.text(st.sampled_from('{}[]:,"\\ \n019.-+eEtrufalsn/'), max_size=14))
@settings(max_examples=5 * settings.default.max_examples)
def test_what_json_refuses_is_refused(parse: Parse, text: str) -> None:
    try:
        json.loads(text, parse_constant=float, object_pairs_hook=_without_twins)
        is_json = True
    except ValueError:
        is_json = not text.strip()
    assert (parse(text)[0] is not None) is is_json


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return dict(pairs)
