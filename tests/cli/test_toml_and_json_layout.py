from __future__ import annotations

import json
import re
import tomllib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_event_program.cli.json_layout import json_in_order
from sphinx_event_program.cli.shapes import shape_of_file
from sphinx_event_program.cli.toml_layout import toml_in_order


def toml(text: str, name: str = 'event') -> str:
    return toml_in_order(text, shape_of_file(name))


@pytest.mark.parametrize(
    ('written', 'expected'),
    [
        ('kind = "school"\ntitle = "x"\n', 'title = "x"\nkind = "school"\n'),
        ('title = """\nx"""\nkind = "school"', 'kind = "school"\ntitle = """\nx"""\n'),
        (
            '# about\n\n# kind\nkind = "school" # k\ntitle = "x"\n',
            '# about\n\ntitle = "x"\n\n# kind\nkind = "school" # k\n',
        ),
        ('[online]\nurl = "u"\nplatform = "Z"\n', '[online]\nplatform = "Z"\nurl = "u"\n'),
        ('[online]\nurl="u"\n[location]\ncity="b"\n', '[location]\ncity="b"\n\n[online]\nurl="u"\n'),
        ('[[rooms]]\nname = "A"\nid = "a"\n', '[[rooms]]\nid = "a"\nname = "A"\n'),
        ('tags = [\n  1.10, # one\n  "#",\n]\n', 'tags = [\n  1.10, # one\n  "#",\n]\n'),
        ('"kind" = 1\ntitle = "a # b"\n', 'title = "a # b"\n"kind" = 1\n'),
        ('location.room = "a"\ntitle = "x"\n', 'title = "x"\nlocation.room = "a"\n'),
        ('title = "x"\n\n\n\nkind = "y"\n\n# end\n', 'title = "x"\n\nkind = "y"\n\n# end\n'),
        ('title = "x"\r\n', 'title = "x"\n'),
        ('# only\n', '# only\n'),
        ('', ''),
    ],
)
def test_toml(written: str, expected: str) -> None:
    assert toml(written) == expected
    assert toml(expected) == expected


def test_toml_tables_stay_with_the_item_they_belong_to() -> None:
    written = (
        '[[sessions]]\ntitle = "A"\nid = "a"\n[[sessions.materials]]\nurl = "u"\nkind = "code"\n'
        '[[sessions.people]]\nperson = "x"\n# on b\n[[sessions]]\nid = "b"\n[[sessions.people]]\nperson = "y"\n'
    )
    assert toml(written, 'sessions') == (
        '[[sessions]]\nid = "a"\ntitle = "A"\n\n[[sessions.people]]\nperson = "x"\n\n'
        '[[sessions.materials]]\nkind = "code"\nurl = "u"\n\n# on b\n[[sessions]]\nid = "b"\n\n'
        '[[sessions.people]]\nperson = "y"\n'
    )


def test_toml_people_keep_their_order() -> None:
    written = '[bob]\nurl = "u"\nname = "Bob"\n\n[ada]\nname = "Ada"\n\n[bob.links]\nx = "y"\n'
    assert toml(written, 'people') == '[bob]\nname = "Bob"\nurl = "u"\n\n[bob.links]\nx = "y"\n\n[ada]\nname = "Ada"\n'


@pytest.mark.parametrize('text', ['a', 'a = ', '[a', 'a = 1\na = 2', 'a = """'])
def test_toml_with_mistakes_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r'.'):
        toml(text)


_values = st.sampled_from(
    [
        '"a"',
        "'#'",
        '1.10',
        '13:00:00',
        '2025-10-19',
        'true',
        '[1, 2]',
        '[\n  "a", # c1\n  "]",\n]',
        '"""\na\n  # b\n"""',
        '{x = 1}',
    ]
)
_comments = st.sampled_from(['', '', ' # c2', '  #c3'])


@st.composite
def _toml_files(draw: st.DrawFn) -> str:
    lines = []
    for header in ['', *draw(st.permutations(['[online]', '[location]', '[[rooms]]', '[[rooms]]', '[links]', '[zz]']))]:
        lines += draw(st.sampled_from([[], [''], ['# c4'], ['', '# c5', '']]))
        if header:
            lines.append(header + draw(_comments))
        for key in draw(st.lists(st.sampled_from(['title', 'kind', 'url', 'name', 'id', 'zz1', '"q q"']), unique=True)):
            lines += draw(st.sampled_from([[], [''], ['# c6'], ['  # c7', '']]))
            lines.append(f'{key} = {draw(_values)}{draw(_comments)}')
    return '\n'.join(lines) + draw(st.sampled_from(['', '\n', '\n# c8\n', '\n\n']))


@settings(max_examples=200)
@given(_toml_files())
def test_toml_loses_nothing_and_a_second_time_changes_nothing(text: str) -> None:
    after = toml(text)
    assert tomllib.loads(after, parse_float=str) == tomllib.loads(text, parse_float=str)
    assert Counter(re.findall(r'# ?c\d', after)) == Counter(re.findall(r'# ?c\d', text))
    assert toml(after) == after


def test_json_is_put_in_order_with_numbers_as_they_are_written() -> None:
    written = (
        '{"kind": "school", "title": 1.10, "x": {}, "rooms": [{"name": "A", "id": 1e2}],'
        ' "links": {"b": "é", "a": null}}'
    )
    assert json_in_order(written, shape_of_file('event')) == (
        '{\n  "title": 1.10,\n  "kind": "school",\n  "links": {\n    "b": "é",\n    "a": null\n  },\n'
        '  "rooms": [\n    {\n      "id": 1e2,\n      "name": "A"\n    }\n  ],\n  "x": {}\n}\n'
    )


def test_json_names_its_schema_first() -> None:
    for name in ('event', 'people', 'sessions'):
        after = json_in_order('{"sessions": [], "ada": {}, "$schema": "x"}', shape_of_file(name))
        assert after.startswith('{\n  "$schema": "x",\n')


def test_json_keeps_what_cannot_be_seen_an_escape() -> None:
    text = '{\n  "title": "\\u202e\\ud800 \\n é"\n}\n'
    assert json_in_order(text, shape_of_file('event')) == text


def test_json_keeps_spaces_and_what_joins_letters() -> None:
    text = '{\n  "title": "日本\u3000語 می\u200cخواهم \U0001f469\u200d\U0001f52c a\u00a0b"\n}\n'
    assert json_in_order(text, shape_of_file('event')) == text


_json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(['title', 'id', 'name', 'x']), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(['title', 'kind', 'rooms', 'links', 'zz']) | st.text(), _json_values))
def test_json_loses_nothing_and_a_second_time_changes_nothing(values: dict[str, object]) -> None:
    after = json_in_order(json.dumps(values), shape_of_file('event'))
    assert json.loads(after) == values
    assert json_in_order(after, shape_of_file('event')) == after
