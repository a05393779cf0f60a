from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_event_program.cli.yaml_layout import shape_of_file, yaml_in_order

DATA = Path(__file__).parents[2] / 'data'


def laid_out(text: str, name: str = 'event') -> str:
    return yaml_in_order(text, shape_of_file(name))


def values_of(text: str) -> Any:
    """What PyYAML makes of a text, every scalar as text, in an order that does not matter."""
    return yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize('name', ['event', 'people', 'sessions'])
def test_data_of_the_tutorial_is_in_order(name: str) -> None:
    text = (DATA / f'{name}.yaml').read_text(encoding='utf-8')
    assert laid_out(text, name) == text


@pytest.mark.parametrize(
    ('written', 'expected'),
    [
        ('kind: workshop\ntitle: x\n', 'title: x\nkind: workshop\n'),
        ('kind: workshop\ntitle: |\n  x\n', 'kind: workshop\ntitle: |\n  x\n'),
        ('notice: n\nurl: u\ntitle: x\n', 'title: x\nurl: u\nnotice: n\n'),
        ('notkey: 1\ntitle: x\n', 'title: x\nnotkey: 1\n'),
        ('title:    x   # c  \n', 'title: x   # c\n'),
        ('title: x\r\nkind: school\r\n', 'title: x\nkind: school\n'),
        ('\ufefftitle: x', 'title: x\n'),
        ('title: x\n\n\n\nkind: school\n\n\n', 'title: x\n\nkind: school\n'),
        ('location: {city: b,   room: a}\n', 'location: {room: a, city: b}\n'),
        ('organizers: [ a,b ]\n', 'organizers: [a, b]\n'),
        ('organizers:\n- a\n-   b\n', 'organizers:\n  - a\n  - b\n'),
        ('rooms:\n- name: A\n  id: a\n', 'rooms:\n  - id: a\n    name: A\n'),
        (
            'rooms: [\n  {id: a, name: A},\n  {id: b, name: B}]\n',
            'rooms:\n  - {id: a, name: A}\n  - {id: b, name: B}\n',
        ),
        ('location: {room: a, # c\n  city: b}\n', 'location:\n  room: a # c\n  city: b\n'),
        ('links: {b: c, a: d}\n', 'links: {b: c, a: d}\n'),
        ('title: >-\n      a\n       b\n', 'title: >-\n  a\n   b\n'),
        ('title: |2-\n    a\n', 'title: |2-\n    a\n'),
        ('part_of:\n    name: x\n    url: https://a.b\n', 'part_of:\n  name: x\n  url: https://a.b\n'),
        ('title: a\n    b\n  c\n', 'title: a\n  b\n  c\n'),
        ('title: "a\n\n    b"\n', 'title: "a\n\n  b"\n'),
        ('title:\n', 'title:\n'),
        ('title: ~\n', 'title: ~\n'),
        ('organizers: []\nrooms: {}\n', 'organizers: []\nrooms: {}\n'),
        ('--- # c\ntitle: x\n', '---\n# c\ntitle: x\n'),
        ('# nothing yet\n', '# nothing yet\n'),
        ('title: |\n  x', 'title: |-\n  x\n'),
        ('rooms:\n  - id: a\n    name: b # c\n', 'rooms:\n  - id: a\n    name: b # c\n'),
        ('organizers:\n  - a # c\n  - b\n', 'organizers:\n  - a # c\n  - b\n'),
        ('', ''),
    ],
)
def test_layout(written: str, expected: str) -> None:
    assert laid_out(written) == expected


@pytest.mark.parametrize(
    'value',
    ['13:00', 'NO', '1.10', '+5', '0x1F', '007', "'#0b6e99'", '"a\\tb"', "'it''s'", 'x', '2025-10-19 13:00'],
)
def test_values_stay_as_they_are_written(value: str) -> None:
    assert laid_out(f'status: {value}\ntitle:   {value}\n') == f'title: {value}\nstatus: {value}\n'


def test_comments_go_where_their_keys_go() -> None:
    text = 'title: x\n# on the status\nstatus: tentative # soon\n# on the kind\nkind: school\n# the end\n'
    assert laid_out(text) == (
        'title: x\n# on the kind\nkind: school\n# on the status\nstatus: tentative # soon\n# the end\n'
    )


def test_comments_at_the_top_of_a_file_stay_there() -> None:
    text = '# yaml-language-server: $schema=x\n# about\nkind: school\ntitle: x\n'
    assert laid_out(text) == '# yaml-language-server: $schema=x\n# about\ntitle: x\nkind: school\n'


def test_comment_at_the_end_of_a_mapping_stays_in_it() -> None:
    text = 'location:\n  city: b\n  # no room yet\nkind: school\n'
    assert laid_out(text) == 'kind: school\nlocation:\n  city: b\n  # no room yet\n'


def test_comment_above_a_key_that_comes_first_in_an_item_is_above_the_item() -> None:
    text = '- title: x\n  # for ever\n  id: a\n'
    assert laid_out(text, 'sessions') == '# for ever\n- id: a\n  title: x\n'


def test_people_and_sessions_stand_apart() -> None:
    assert laid_out('a:\n  name: A\nb:\n  name: B\n', 'people') == 'a:\n  name: A\n\nb:\n  name: B\n'
    assert laid_out('a: {name: A}\nb: {name: B}\n', 'people') == 'a: {name: A}\nb: {name: B}\n'
    assert laid_out('- title: x\n  id: a\n- {id: b}\n', 'sessions') == '- id: a\n  title: x\n\n- {id: b}\n'


def test_text_that_keeps_its_empty_lines_gets_no_more_of_them() -> None:
    text = '- id: a\n  abstract: |+\n    x\n\n\n- id: b\n'
    assert laid_out(text, 'sessions') == text


def test_keys_of_records_within_records_are_put_in_order() -> None:
    text = '- id: a\n  people: [{role: chair, person: ada}]\n  materials:\n    - url: https://a.b\n      kind: code\n'
    assert laid_out(text, 'sessions') == text.replace(
        '{role: chair, person: ada}', '{person: ada, role: chair}'
    ).replace('url: https://a.b\n      kind: code', 'kind: code\n      url: https://a.b')


def test_event_that_holds_everything_is_put_in_order() -> None:
    text = 'sessions:\n  - title: x\n    id: a\npeople:\n  ada: {url: https://a.b, name: Ada}\ntitle: y\n'
    assert laid_out(text) == (
        'title: y\npeople:\n  ada: {name: Ada, url: https://a.b}\nsessions:\n  - id: a\n    title: x\n'
    )


def test_session_in_a_file_of_its_own_is_put_in_order() -> None:
    assert laid_out('title: x\nid: a\n', 'sessions') == 'id: a\ntitle: x\n'


@pytest.mark.parametrize('text', ['a: &x b\n', 'a: *x\n', 'a: !!str b\n', '? [a]\n: b\n', f'? {"a" * 2000}\n: b\n'])
def test_what_is_not_read_is_not_laid_out(text: str) -> None:
    with pytest.raises((ValueError, yaml.YAMLError)):
        laid_out(text)


# Data as people write it: any widths, quotes, places for comments.

_words = st.sampled_from(
    ['13:00', 'NO', '1.10', '~', 'TBD', 'a b', 'é 你', 'x-y', '+5', 'it', '2025-10-19', '0x1F', 'a#b', 'a:b', 'x']
)


@st.composite
def scalar(draw: st.DrawFn, indent: int) -> str:
    word, other = draw(_words), draw(_words)
    deep = ' ' * (indent + draw(st.integers(1, 5)))
    return draw(
        st.sampled_from(
            [
                word,
                f"'{word}'",
                f'"{word}\\n{other}"',
                f'{word}\n{deep}{other}' if word[0] not in '~' else word,
                f'"{word}\n\n{deep}{other}"',
                f'|\n{deep}{word}\n{deep}  {other}',
                f'|+\n{deep}{word}\n\n',
                f'>-\n{deep}{word}\n\n{deep}{other}\n',
                '',
            ]
        )
    )


@st.composite
def comment(draw: st.DrawFn) -> str:
    return f'# c{draw(st.integers(0, 99))}' if draw(st.integers(0, 3)) == 0 else ''


@st.composite
def flow(draw: st.DrawFn, keys: list[str], indent: int) -> str:
    chosen = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True))
    gap = draw(st.sampled_from(['', ' ', '\n' + ' ' * (indent + 3)]))
    remark = draw(comment())
    parts = []
    for key in chosen:
        parts.append(f'{key}: {draw(st.sampled_from(["x", "13:00", "[a,  b]", "{}", "~"]))}')
    comma = f', {remark}{gap}' if '\n' in gap and remark else f',{gap}' if gap else ', '
    return '{' + gap + comma.join(parts) + gap + '}'


@st.composite
def mapping(draw: st.DrawFn, keys: list[str], indent: int, depth: int) -> str:
    lines = []
    for key in draw(st.lists(st.sampled_from(keys), min_size=1, max_size=6, unique=True)):
        lines += draw(st.sampled_from([[], [], [''], ['', '']]))
        if above := draw(comment()):
            lines.append(' ' * draw(st.sampled_from([indent, indent, indent + 1])) + above)
        lines.append(' ' * indent + key + ':' + draw(value(indent, depth)))
    return '\n'.join(lines)


@st.composite
def value(draw: st.DrawFn, indent: int, depth: int) -> str:
    kind = draw(st.integers(0, 5 if depth else 2))
    beside = draw(comment())
    if kind <= 1:
        text = draw(scalar(indent))
        return f' {text}' if '\n' in text or not beside else f'{" " if text else ""}{text}  {beside}'
    if kind == 2:
        return f' {draw(flow(["id", "name", "url", "zz", "role", "person"], indent))}' + (
            f' {beside}' if beside else ''
        )
    beside = f' {beside}' if beside else ''
    if kind == 3:
        deeper = indent + draw(st.integers(1, 4))
        return f'{beside}\n{draw(mapping(["id", "name", "url", "short", "zz", "room", "city"], deeper, depth - 1))}'
    deeper = indent + draw(st.integers(0, 4))
    items = []
    for _ in range(draw(st.integers(1, 3))):
        if above := draw(comment()):
            items.append(' ' * deeper + above)
        if draw(st.booleans()):
            gap = draw(st.integers(1, 3))
            inner = draw(mapping(['person', 'role', 'kind', 'url', 'title', 'zz'], deeper + 1 + gap, depth - 1))
            first = inner.lstrip('\n')
            compact = not first.lstrip().startswith('#')
            items.append(' ' * deeper + '-' + (' ' * gap + first.lstrip(' ') if compact else '\n' + inner))
        else:
            items.append(' ' * deeper + '- ' + draw(scalar(deeper)))
    return beside + '\n' + '\n'.join(items)


_EVENT_KEYS = [
    'title',
    'kind',
    'start',
    'timezone',
    'description',
    'links',
    'rooms',
    'online',
    'location',
    'zz',
    'notice',
]


@settings(max_examples=settings.default.max_examples * 250 // 100)
@given(mapping(_EVENT_KEYS, 0, 2), st.sampled_from(['\n', '\n# c7\n', '\n\n# c8']))
def test_nothing_is_lost_and_a_second_time_changes_nothing(text: str, end: str) -> None:
    text += end if end else '\n'
    try:
        before = values_of(text)
    except yaml.YAMLError:
        return
    after = laid_out(text)
    assert values_of(after) == before
    assert Counter(re.findall(r'# c\d+', after)) == Counter(re.findall(r'# c\d+', text))
    assert laid_out(after) == after


@settings(max_examples=6 * settings.default.max_examples)
@given(st.text(alphabet='a:- #\n|>{}[],"\'?+2~', max_size=40), st.sampled_from(['event', 'people', 'sessions']))
@example('a: |\n  x\n # c\nb: c\n', 'event')
@example('- - a\n  - b\n- # c\n  - d\n', 'event')
@example('a:\n  - b\n  # c\n  -\n', 'event')
@example('? a\n: b\n', 'event')
@example('{a: 1}\n# c\n', 'event')
@example('a: [b: c, d]\n', 'event')
@example('kind: # c\n- x\n # c\ntitle: y\n', 'event')
def test_any_yaml_keeps_its_meaning_or_is_refused(text: str, name: str) -> None:
    text += '\n'
    try:
        before = values_of(text)
        after = laid_out(text, name)
    except (ValueError, yaml.YAMLError, TypeError):
        return
    assert values_of(after) == before
    assert laid_out(after, name) == after
