"""The list of attendees: what is read of it, and that no message repeats any of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_event_program.reading.attendees import read_attendees


def read(tmp_path: Path, text: str | bytes) -> tuple[list[tuple[object, ...]], list[str]]:
    path = tmp_path / 'attendees.csv'
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    attendees, problems = read_attendees(path)
    found = [
        (one.person.name, ', '.join(str(place.name) for place in one.person.affiliation), one.role, one.person.url)
        for one in attendees
    ]
    return found, [str(problem).removeprefix(f'{tmp_path}/') for problem in problems]


def test_columns_may_have_other_names_and_those_not_known_are_passed_over(tmp_path: Path) -> None:
    text = 'Order;Full Name;COMPANY;Ticket Type;Website\n1;Yuna Park;"City; Library";Guest;https://yuna.example.org/\n2;Ole;;;\n'
    assert read(tmp_path, text) == (
        [('Yuna Park', 'City, Library', 'Guest', 'https://yuna.example.org/'), ('Ole', '', None, None)],
        [],
    )


def test_name_may_be_in_two_columns(tmp_path: Path) -> None:
    found, problems = read(tmp_path, 'First Name,Last Name\nYuna,Park\n,Berg\n')
    assert [name for name, *_ in found] == ['Yuna Park', 'Berg']
    assert problems == []


def test_export_of_a_registration_desk_is_taken_as_it_is(tmp_path: Path) -> None:
    found, problems = read(
        tmp_path,
        'Order code;Attendee name;Attendee name: Given name;Attendee name: Family name;Product;Company\n'
        'AB1;Dana Levi;Dana;Levi;Regular;City Library\n'
        'AB1;;;;Conference dinner;\n'
        'AB2;van der Berg, Jan;Jan;van der Berg;Student;\n'
        'AB3;Plato;;Plato;;\n'
        'AB4;;;;T-shirt;\n',
    )
    assert [(name, role) for name, _, role, _ in found] == [
        ('Dana Levi', 'Regular'),
        ('Jan van der Berg', 'Student'),
        ('Plato', None),
    ]
    assert problems == ['attendees.csv: note: 2 rows have no name, and no badge is printed [event.nameless]']


def test_family_name_is_what_badges_are_sorted_by(tmp_path: Path) -> None:
    path = tmp_path / 'attendees.csv'
    path.write_text('First Name,Last Name\nJan,van der Berg\n', encoding='utf-8')
    (attendee,), _ = read_attendees(path)
    assert attendee.person.parts.family == 'van der Berg'


@pytest.mark.parametrize(
    ('text', 'told'),
    [
        ('Company\nzq7\n', "attendees.csv:1:1: error: the column 'name' is missing; "),
        ('Name,Website\nOle,javascript:zq7\n', "attendees.csv:2:5: error: the 'url' of this row cannot be used "),
        ('Name\nzq7\u202e\n', "attendees.csv:2:1: error: the 'name' of this row cannot be used "),
        ('Name,Name\nzq7,zq7\n', "attendees.csv:1:6: error: the column 'name' is given twice; "),
        ('Name\n"zq7\n', 'attendees.csv:2:1: error: this is not CSV '),
        ('Name\nzq7,zq7\n', 'attendees.csv:2:5: error: this row has more cells than there are columns; '),
        ('Name\nzq7\n'.encode('utf-16'), 'attendees.csv:1:1: error: the file is UTF-16; '),
    ],
)
def test_what_is_wrong_is_told_by_its_place_alone(tmp_path: Path, text: str | bytes, told: str) -> None:
    _, problems = read(tmp_path, text)
    assert problems[0].startswith(told)
    assert not any('zq7' in problem for problem in problems)


def test_list_that_is_missing_is_told(tmp_path: Path) -> None:
    attendees, problems = read_attendees(tmp_path / 'attendees.csv')
    assert attendees == ()
    assert [problem.kind for problem in problems] == ['file']
