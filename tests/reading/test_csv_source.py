from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

Parse = Callable[..., Any]


@pytest.fixture
def sessions(parse_as: Parse) -> Parse:
    return lambda text: parse_as('csv', text, 'sessions')


@pytest.fixture
def people(parse_as: Parse) -> Parse:
    return lambda text: parse_as('csv', text, 'people')


@pytest.mark.parametrize('delimiter', [',', ';', '\t'])
def test_cells_are_divided_by_what_divides_the_names_of_the_columns(sessions: Parse, delimiter: str) -> None:
    rows = [['id', 'title', 'people'], ['a', 'One, two; "three"\tfour', 'ada; bob']]
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    source, problems = sessions(written.getvalue())
    assert problems == []
    assert source.values == [{'id': 'a', 'title': 'One, two; "three"\tfour', 'people': ['ada', 'bob']}]


@pytest.mark.parametrize('header', ['id', 'ID', '\ufeffid', '"id"', ' Id '])
def test_one_column_is_enough(sessions: Parse, header: str) -> None:
    assert sessions(f'{header}\na\n')[0].values == [{'id': 'a'}]


@pytest.mark.parametrize(
    ('header', 'key'),
    [
        ('Session Title', 'title'),
        ('session_title', 'title'),
        ('Description', 'abstract'),
        ('START-TIME', 'start'),
        ('Minutes', 'duration'),
        ('published', 'published'),
    ],
)
def test_column_of_sessions_may_have_another_name(sessions: Parse, header: str, key: str) -> None:
    assert sessions(f'id,{header}\na,b\n')[0].values == [{'id': 'a', key: 'b'}]


@pytest.mark.parametrize(
    ('header', 'read'),
    [
        ('Full name', {'name': 'b'}),
        ('Last Name', {'family_name': 'b'}),
        ('E-Mail', {'email': 'b'}),
        ('Organisation', {'affiliation': ['b']}),
        ('GitHub', {'links': {'github': 'b'}}),
        ('links.My blog', {'links': {'My blog': 'b'}}),
    ],
)
def test_column_of_people_may_have_another_name(people: Parse, header: str, read: object) -> None:
    assert people(f'id,{header}\na,b\n')[0].values == {'a': read}


def test_people_have_roles_in_brackets_and_each_has_a_place(sessions: Parse) -> None:
    source, problems = sessions('id,people\na,"ada; grace (chair);;"\n')
    assert problems == []
    assert source.values == [{'id': 'a', 'people': ['ada', {'person': 'grace', 'role': 'chair'}]}]
    assert [
        str(source.place(0, 'people', *steps)).rpartition('csv:')[2] for steps in ((), (0,), (1,), (1, 'role'))
    ] == [
        '2:3',
        '2:4',
        '2:9',
        '2:16',
    ]


def test_quote_before_a_value_moves_its_place(sessions: Parse) -> None:
    source, _ = sessions('id,tags\na,"""b"";""c"""\n')
    assert source.values == [{'id': 'a', 'tags': ['"b"', '"c"']}]
    assert [source.place(0, 'tags', index).column for index in (0, 1)] == [4, 10]


def test_materials_have_a_kind_and_an_address_or_a_file(sessions: Parse) -> None:
    source, _ = sessions(
        'id,materials\na,slides https://example.org/a b; code/demo.py | Demo %3B (1);VIDEO v.mp4;slides\n'
    )
    assert source.values[0]['materials'] == [
        {'kind': 'slides', 'url': 'https://example.org/a b'},
        {'file': 'code/demo.py', 'title': 'Demo ; (1)'},
        {'kind': 'video', 'file': 'v.mp4'},
        {'file': 'slides'},
    ]
    assert source.place(0, 'materials', 1, 'title').column == 50


def test_empty_cells_and_rows_are_left_out_and_a_row_may_be_short(sessions: Parse) -> None:
    source, problems = sessions('id,title,tags\n\na,, \n,,\nb\n')
    assert (source.values, problems) == ([{'id': 'a'}, {'id': 'b'}], [])


def test_open_cell_is_open(sessions: Parse) -> None:
    source, _ = sessions('id,title,people\na,TBD,tba\nb,x,ada; TBD\n')
    assert source.values[0] == {'id': 'a', 'title': 'TBD', 'people': 'tba'}
    assert [steps for steps, _ in source.open] == [(0, 'title'), (0, 'people'), (1, 'people', 1)]


@pytest.mark.parametrize('ends', ['\n', '\r\n', '\r'])
def test_text_of_several_lines_moves_the_place_of_what_follows(sessions: Parse, ends: str) -> None:
    source, _ = sessions(ends.join(['id,abstract,level', 'a,"one', '', 'two ""2""",easy', 'b,,hard', '']))
    assert source.values == [
        {'id': 'a', 'abstract': 'one\n\ntwo "2"', 'level': 'easy'},
        {'id': 'b', 'level': 'hard'},
    ]
    assert [(place.line, place.column) for place in (source.place(0, 'level'), source.place(1, 'level'))] == [
        (4, 12),
        (5, 4),
    ]


@pytest.mark.parametrize(
    ('text', 'told'),
    [
        ('id,titel\na,b\n', "1:4: unknown column 'titel'; did you mean 'title'?"),
        ('id,title,Session title\na,b,c\n', "1:10: the column 'title' is given twice; the first one is on line 1"),
        ('title\na\n', "1:1: the column 'id' is missing; begin with a row of column names"),
        ('id,title\na,b,c\n', "2:5: this row has more cells than there are columns; put a text that holds ',' in "),
        ('id,title\na,"b\n', '2:3: this is not CSV (a text in quotes does not end with its cell); close the text '),
        ('id,title\na,"b"c\n', '2:3: this is not CSV (a text in quotes does not end with its cell); close the text '),
        ('id\na\x00\n', '2:2: the character U+0000 is not allowed; remove it'),
    ],
)
def test_mistake_is_told_at_its_place(sessions: Parse, text: str, told: str) -> None:
    assert [problem[: len(told)] for problem in sessions(text)[1]] == [told]


def test_person_needs_an_id_of_their_own(people: Parse) -> None:
    source, problems = people('id,name\n,Ada\nbob,Bob\nbob,Bobby\n')
    assert source.values == {'bob': {'name': 'Bob'}}
    assert problems == [
        "2:1: the key 'id' is missing; add one that can stay",
        "4:1: the key 'bob' is given twice; the first one is on line 3",
    ]


@pytest.mark.parametrize('text', ['', '\n\n', 'id,name\n'])
def test_table_without_rows_is_empty(people: Parse, text: str) -> None:
    source, problems = people(text)
    assert (source.values, problems) == ({}, [])


_CELLS = st.text(st.characters(exclude_categories=['C', 'Zl', 'Zp']) | st.sampled_from(',;\t\n"'), max_size=12)


@given(st.lists(st.tuples(_CELLS, _CELLS), max_size=4), st.sampled_from(',;\t'), st.sampled_from(['\n', '\r\n']))
def test_any_table_is_read_as_csv_reads_it(
    sessions: Parse, cells: list[tuple[str, str]], delimiter: str, ends: str
) -> None:
    written = io.StringIO()
    rows = [(f's{number}', *row) for number, row in enumerate(cells)]
    csv.writer(written, delimiter=delimiter, lineterminator=ends).writerows([('id', 'title', 'abstract'), *rows])
    source, problems = sessions(written.getvalue())
    keys = ('id', 'title', 'abstract')
    meant = [{key: cell.strip() for key, cell in zip(keys, row, strict=True) if cell.strip()} for row in rows]
    assert (source.values, problems) == (meant, [])


@pytest.mark.parametrize(
    ('cells', 'places'),
    [
        ('"bob;\n  ann ( boss )"', ['2:6 people.0', '3:3 people.1.person', '3:9 people.1.role']),
        ('bob (  boss)', ['2:5 people.0.person', '2:12 people.0.role']),
        ('"  ""q"" bob (boss); z (x)"', ['2:8 people.0.person', '2:19 people.0.role', '2:26 people.1.person']),
        ('"a ""b""\n(boss)"', ['2:6 people.0.person', '3:2 people.0.role']),
        ('x "y" (boss); z', ['2:5 people.0.person', '2:12 people.0.role', '2:19 people.1']),
    ],
)
def test_each_value_of_a_cell_has_its_place(sessions: Parse, cells: str, places: list[str]) -> None:
    source, _ = sessions(f'id,,people\na,x,{cells}\n')
    assert source is not None
    for told in places:
        place, _, steps = told.partition(' ')
        found = source.place(0, *(int(step) if step.isdigit() else step for step in steps.split('.')))
        assert f'{found.line}:{found.column}' == place, told


@pytest.mark.parametrize(
    ('cell', 'place'), [('  x', (2, 5)), ('x', (2, 3)), ('"x"', (2, 3)), ('"  x"', (2, 6)), ('"\n x"', (3, 2))]
)
def test_value_behind_blanks_has_the_place_of_its_text(sessions: Parse, cell: str, place: tuple[int, int]) -> None:
    source, _ = sessions(f'id,title\na,{cell}\n')
    assert source is not None
    assert (source.place(0, 'title').line, source.place(0, 'title').column) == place


@pytest.mark.parametrize(
    'text',
    [
        'sep=;\nid;title\na;b,c\n',
        '"sep=;"\r\nid;title\r\na;b,c\r\n',
        'SEP=|\nid|title\na|b,c\n',
        'sep=^ \nid^title\na^b,c\n',
    ],
)
def test_line_that_says_what_divides_the_cells_is_believed(sessions: Parse, text: str) -> None:
    source, problems = sessions(text)
    assert problems == []
    assert source is not None
    assert source.values == [{'id': 'a', 'title': 'b,c'}]
    assert source.place(0).line == 3


def test_name_that_is_given_twice_is_shortened_in_the_message(people: Parse) -> None:
    name = f'links.{"x" * 500}'
    _, problems = people(f'id,{name},{name}\n')
    assert len(problems[0]) < 200
