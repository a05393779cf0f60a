from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sphinx_event_program.model.problems import Problem
from sphinx_event_program.reading import text as text_of_files
from sphinx_event_program.reading import tree
from sphinx_event_program.reading.formats import yaml as yaml_format
from sphinx_event_program.reading.sources import read
from sphinx_event_program.reading.tree import Source


@pytest.fixture
def parse(tmp_path: Path) -> Callable[[str | bytes], tuple[Source | None, list[str]]]:
    """Reads one file: what it holds, and the problems as ``line:column: sentence``."""

    def parse_text(text: str | bytes) -> tuple[Source | None, list[str]]:
        path = tmp_path / 'f.yaml'
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        problems: list[Problem] = []
        source = read(path, problems)
        return source, [f'{one.where}: {one.sentence}'.removeprefix(str(path)).lstrip(': ') for one in problems]

    return parse_text


Parse = Callable[[str | bytes], tuple[Source | None, list[str]]]


@pytest.mark.parametrize(
    'text',
    ['13:00', 'NO', 'no', 'true', '1.10', '007', '0x1F', '1e3', '2025-10-19', '12_000', 'null', '~', '.inf', '=', '<<'],
)
def test_scalar_is_the_text_that_its_author_wrote(parse: Parse, text: str) -> None:
    source, problems = parse(f'key: {text}\n')
    assert (source and source.values, problems) == ({'key': text}, [])


def test_key_is_the_text_that_its_author_wrote(parse: Parse) -> None:
    source, _ = parse('on: a\n013: b\n')
    assert source is not None
    assert source.values == {'on': 'a', '013': 'b'}


def test_key_without_a_value_counts_as_left_out(parse: Parse) -> None:
    source, problems = parse('a:\nb: # to be asked\nc: ""\n')
    assert (source and source.values, problems) == ({'c': ''}, [])


@pytest.mark.parametrize('text', ['', '# nothing yet\n', '---\n', '\ufeff'])
def test_empty_file_is_an_empty_mapping(parse: Parse, text: str) -> None:
    source, problems = parse(text)
    assert (source and source.values, problems) == ({}, [])


def test_key_given_twice_is_told_at_the_second_one_and_the_first_stands(parse: Parse) -> None:
    source, problems = parse('a: 1\nb: 2\na: [3, {x: y}]\nc: 4\n')
    assert source is not None
    assert source.values == {'a': '1', 'b': '2', 'c': '4'}
    assert problems == ["3:1: the key 'a' is given twice; the first one is on line 1"]


def test_key_left_empty_and_then_given_is_given_twice(parse: Parse) -> None:
    _, problems = parse('a:\na: 1\n')
    assert problems == ["2:1: the key 'a' is given twice; the first one is on line 1"]


def test_same_key_in_two_mappings_is_not_given_twice(parse: Parse) -> None:
    _, problems = parse('a: {x: 1}\nb: {x: 2}\n')
    assert problems == []


def test_key_that_is_a_list_is_told_and_its_value_passed_over(parse: Parse) -> None:
    source, problems = parse('? [a, b]\n: {c: d}\ne: f\n')
    assert source is not None
    assert source.values == {'e': 'f'}
    assert problems == ['1:3: a key is expected here; write a word']


def test_alias_is_refused_at_its_place_and_not_repeated(parse: Parse) -> None:
    source, problems = parse('a: 1\npasscode: *s3cret\n')
    assert source is not None
    assert source.values == {'a': '1'}
    assert [problem.partition(';')[0] for problem in problems] == ['2:11: a YAML alias is not read']


def test_alias_bomb_costs_nothing(parse: Parse) -> None:
    layers = '\n'.join(f'l{n}: &l{n} [{", ".join([f"*l{n - 1}"] * 10)}]' for n in range(1, 12))
    source, problems = parse(f'l0: &l0 [x]\n{layers}\n')
    assert source is not None
    assert str(source.values).count('x') == 1
    # An alias and its anchor are a mistake each.
    assert len(problems) == 110 + 12


@pytest.mark.parametrize('value', ['!important news', '&c news', '!!python/object:os.system news'])
def test_text_that_yaml_takes_for_a_tag_or_an_anchor_is_not_shortened_in_silence(parse: Parse, value: str) -> None:
    _, problems = parse(f'a: 1\nnotice: {value}\n')
    assert [problem.partition(';')[0] for problem in problems] == ['2:9: YAML anchors and tags are not read']


@pytest.mark.parametrize(
    ('text', 'place'),
    [
        ('a: &c {b: d}\n', '1:4'),
        ('a: !!map {b: d}\n', '1:4'),
        ('a: b\nc: &d\n  - e\n', '2:4'),
        ('c: !d [e]\n', '1:4'),
        ('- &a\n  b: c\n', '1:3'),
        ('a: b\n&c d: e\n', '2:1'),
        ('!!str d: e\n', '1:1'),
        ('&a\nb: c\n', '1:1'),
    ],
)
def test_anchor_or_tag_of_a_list_a_mapping_or_a_key_is_told_and_the_rest_read(
    parse: Parse, text: str, place: str
) -> None:
    source, problems = parse(text)
    assert [problem.partition(';')[0] for problem in problems] == [f'{place}: YAML anchors and tags are not read']
    assert source is not None
    assert source.values == yaml.load(re.sub(r'[&!]+\w+ ?', '', text), Loader=yaml.BaseLoader)


@pytest.mark.parametrize(
    ('text', 'place'),
    [
        ('color: #0b6e99\n', '1:8'),
        ('color: #fff', '1:8'),
        ('é: #0B6E99 # blue\n', '1:4'),
        ('a: {color: #0b6e99\n  }\n', '1:12'),
        ('- #0b6e99\n- a\n', '1:3'),
        ('a:\n  color:   #blue\n  c: d\n', '2:12'),
    ],
)
def test_colour_that_yaml_takes_for_a_comment_is_told(parse: Parse, text: str, place: str) -> None:
    _, problems = parse(text)
    assert problems == [
        f"{place}: there is no value, because '#' begins a comment; put a colour in quotes, such as '#0b6e99'"
    ]


@pytest.mark.parametrize(
    'text',
    [
        'room: #not known yet\nb: c\n',
        'a: #101\n',
        'color: # open\n',
        'color:\n#a\n',
        'a:\n  - #first\n',
        'a: #0b6e99x\n',
    ],
)
def test_comment_in_place_of_a_value_is_a_comment(parse: Parse, text: str) -> None:
    assert parse(text)[1] == []


@pytest.mark.parametrize('character', ['\x85', '\u2028', '\u2029'])
@pytest.mark.parametrize(('before', 'after', 'place'), [('a: b\nc: d', 'e f\n', '2:5'), ('a: |\n  d', 'e\n', '2:4')])
def test_line_end_that_no_editor_shows_is_named_at_its_place(
    parse: Parse, character: str, before: str, after: str, place: str
) -> None:
    source, problems = parse(before + character + after)
    assert source is None
    assert problems == [
        f'{place}: this is not YAML (the character U+{ord(character):04X} begins a new line in it);'
        ' remove it, or put the text in double quotes'
    ]


def test_comment_behind_a_mapping_is_a_comment(parse: Parse) -> None:
    _, problems = parse('rooms:  #all of them\n  - a  #first\n')
    assert problems == []


def test_tab_as_indentation_is_told_with_what_to_do(parse: Parse) -> None:
    source, problems = parse('a:\n  b: 1\n\tc: 2\n')
    assert source is None
    assert problems[0].startswith('3:1: ')
    assert problems[0].endswith('; indent with spaces')


def test_colon_in_a_text_gets_told_to_be_quoted(parse: Parse) -> None:
    _, problems = parse('title: Vision: a tutorial\n')
    assert problems[0].startswith('1:14: ')
    assert problems[0].endswith('; write title: "…"')


@pytest.mark.parametrize(
    ('encoded', 'place'),
    [
        ('é: ü'.encode() + b'\xff', '1:5'),
        (b'\xef\xbb\xbfa: \x81\n', '1:4'),
        (b'\xef\xbb\xbf\n\n\xff\xff\xff', '3:1'),
        (b'a: 1\r\nb: \x8f', '2:4'),
        ('이름: 김창훈'.encode('euc-kr'), '1:1'),
    ],
)
def test_invalid_utf_8_is_told_at_its_line_and_character(parse: Parse, encoded: bytes, place: str) -> None:
    source, problems = parse(encoded)
    assert (source, problems) == (None, [f'{place}: the file is not UTF-8; save it as UTF-8'])


@pytest.mark.parametrize('encoding', ['utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-le', 'utf-32-be'])
@pytest.mark.parametrize('mark', ['', '\ufeff'])
def test_other_encoding_of_unicode_is_refused_by_name(parse: Parse, encoding: str, mark: str) -> None:
    source, problems = parse(f'{mark}title: é\n'.encode(encoding))
    assert (source, problems) == (None, [f'1:1: the file is {encoding[:6].upper()}; save it as UTF-8'])


@pytest.mark.parametrize('encoding', ['latin-1', 'windows-1252'])
def test_western_encoding_is_refused_by_name(parse: Parse, encoding: str) -> None:
    source, problems = parse('a: 1\ntitle: Café Müller\n'.encode(encoding))
    assert source is None
    assert problems == ['2:11: the file is not UTF-8, but looks like Windows-1252 (Latin-1); save it as UTF-8']


def test_file_of_too_many_values_is_told(parse: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, 'VALUE_LIMIT', 3)
    source, problems = parse('a: [b, c, d]\n')
    assert (source, problems) == (None, ['1:11: the file holds too many values; at most 3 are read'])


def test_file_of_mistakes_is_read_up_to_a_limit_and_that_is_told(parse: Parse) -> None:
    source, problems = parse('a:\n' + '- *b\n' * 5000)
    assert source is None
    assert len(problems) == tree.PROBLEM_LIMIT + 1
    assert problems[-1] == (
        '502:3: more than this is wrong, and the rest of the file is not read; correct the first problems'
    )


@pytest.mark.parametrize(
    'text', [b'a: 1\nb: [TBD, {c: d}]\n', b'a: \x07', b'a: 1\n\tb: 2', 'é: #x'.encode(), b'\xef\xbb\xbfa: b']
)
def test_reader_without_the_c_library_tells_the_same(
    parse: Parse, monkeypatch: pytest.MonkeyPatch, text: bytes
) -> None:
    source, problems = parse(text)
    monkeypatch.setattr(yaml_format, '_Loader', yaml.SafeLoader)
    again, told = parse(text)
    assert again == source
    assert [problem.partition(': ')[0] for problem in told] == [problem.partition(': ')[0] for problem in problems]


def test_byte_order_mark_is_passed_over(parse: Parse) -> None:
    source, problems = parse(b'\xef\xbb\xbfa: 1\n')
    assert (source and source.values, problems) == ({'a': '1'}, [])
    assert source is not None
    assert (source.place('a').line, source.place('a').column) == (1, 4)


@pytest.mark.parametrize(
    ('text', 'told'),
    [
        ('a: 1\nb: é\x07', '2:5: the character U+0007'),
        ('\x00', '1:1: the character U+0000'),
        ('a: 1\r\n\x1b[31m', '2:1: the character U+001B'),
        ('a: 1\rb: \x7f', '2:4: the character U+007F'),
        ('é' * 70_000 + '\x01', '1:70001: the character U+0001'),
    ],
)
def test_control_character_is_told_at_its_place(parse: Parse, text: str, told: str) -> None:
    source, problems = parse(text)
    assert (source, problems) == (None, [f'{told} is not allowed; remove it'])


def test_nesting_up_to_the_limit_is_read(parse: Parse) -> None:
    _, problems = parse('[' * tree.DEPTH_LIMIT + 'x' + ']' * tree.DEPTH_LIMIT)
    assert problems == []


def test_nesting_beyond_the_limit_is_told_once_and_the_rest_is_read(parse: Parse) -> None:
    deep = '[' * (tree.DEPTH_LIMIT + 5) + 'x' + ']' * (tree.DEPTH_LIMIT + 5)
    source, problems = parse(f'a: {deep}\nb: 2\n')
    assert source is not None
    assert isinstance(source.values, dict)
    assert source.values['b'] == '2'
    assert [problem.partition(';')[0] for problem in problems] == ['1:27: lists and mappings are nested too deep']


@pytest.mark.parametrize('text', ['[' * 100_000, '{a: ' * 100_000, '- ' * 100_000, '? ' * 100_000])
def test_endless_nesting_ends_in_a_problem(parse: Parse, text: str) -> None:
    _, problems = parse(text)
    assert problems


def test_file_beyond_the_size_limit_is_not_read(parse: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_of_files, 'SIZE_LIMIT_BYTES', 1024 * 1024)
    source, problems = parse('#' * (1024 * 1024 + 1))
    assert (source, problems) == (None, ['the file is too large; at most 1 MiB are read'])


def test_second_document_is_told_and_the_first_is_read(parse: Parse) -> None:
    source, problems = parse('---\na: 1\n---\nb: 2\n')
    assert source is not None
    assert source.values == {'a': '1'}
    assert problems == ["3:1: a second document begins here; remove the line '---'"]


def test_windows_line_ends_change_neither_values_nor_places(parse: Parse) -> None:
    source, problems = parse('a: 1\r\nb: |\r\n  two\r\n  lines\r\nc: 3\r\n')
    assert source is not None
    assert (source.values, problems) == ({'a': '1', 'b': 'two\nlines\n', 'c': '3'}, [])
    assert source.place('c').line == 5


def test_place_counts_characters_and_not_bytes(parse: Parse) -> None:
    source, _ = parse('말: {é: x, b: y}\n')
    assert source is not None
    assert source.place('말', 'b').column == 14


def test_place_of_an_item_skips_those_left_empty(parse: Parse) -> None:
    source, _ = parse('a:\n  -\n  - x\n  - y\n')
    assert source is not None
    assert source.values == {'a': ['x', 'y']}
    assert source.place('a', 1).line == 4


def test_lines_are_those_of_an_editor_and_not_of_yaml_1_1(parse: Parse) -> None:
    _, problems = parse('a: "x\u2028y\x85z"\nb: 1\nb: 2\n')
    assert problems == ["3:1: the key 'b' is given twice; the first one is on line 2"]


@pytest.mark.parametrize(
    ('text', 'place'),
    [
        ('a: b\nc: [x, y\nd: e\n', '2:4'),
        ('a: b\nc: {x: y\nd: e\n', '2:4'),
        ('a: b\nc: "x\nd: e\n', '2:4'),
        ('a: b\nc [x\nd: e\n', '2:1'),
        ('a: [b, c]]\nd: e\n', '1:10'),
    ],
)
def test_what_nothing_closes_is_told_where_it_was_opened(parse: Parse, text: str, place: str) -> None:
    source, problems = parse(text)
    assert source is None
    assert [problem.partition(': ')[0] for problem in problems] == [place]


@pytest.mark.parametrize(('text', 'place'), [('-\n00', '2:1'), ('a: "x', '1:4'), ('a: b\n- c', '2:1')])
def test_place_is_in_the_file_where_the_last_line_does_not_end(parse: Parse, text: str, place: str) -> None:
    assert [problem.partition(': ')[0] for problem in parse(text)[1]] == [place]


def test_missing_file_is_told_without_a_line(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read(tmp_path / 'none.yaml', problems) is None
    assert [str(problem.where) for problem in problems] == [str(tmp_path / 'none.yaml')]


def test_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read(tmp_path, problems) is None
    assert 'cannot be read' in problems[0].message
