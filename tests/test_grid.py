"""A day as rooms beside each other and times below each other."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_event_program.edition import Edition
from sphinx_event_program.timetable.grid import Grid, grid_of, rooms_of

Open = Callable[..., tuple[Edition | None, list[str]]]
ROOMS = 'rooms: [{id: hall, name: Hall}, {id: lab, name: Lab}, {id: attic, name: Attic}]\n'


def grid(open_data: Open, sessions: str) -> Grid:
    edition, _ = open_data(also=ROOMS, sessions=sessions)
    assert edition is not None
    slots = edition.timetable.days[0].slots
    return grid_of(slots, rooms_of(slots, list(edition.program.rooms)))


def cells(found: Grid) -> list[tuple[tuple[str, ...], int, int, int, int]]:
    return [
        (tuple(slot.session.id for slot in cell.slots), cell.column, cell.columns, cell.row, cell.rows)
        for cell in found.cells
    ]


def test_rooms_are_columns_and_each_beginning_and_end_begins_a_row(open_data: Open) -> None:
    found = grid(
        open_data,
        '- {id: a, title: A, start: "13:00", duration: 60, room: lab}\n'
        '- {id: b, title: B, start: "13:30", duration: 60, room: hall}\n',
    )
    assert found.rooms == ('hall', 'lab')
    assert [f'{time:%H:%M}' for time in found.times] == ['13:00', '13:30', '14:00', '14:30']
    assert found.minutes == (30, 30, 30)
    assert found.labelled == {0, 1}
    assert cells(found) == [(('a',), 1, 1, 0, 2), (('b',), 0, 1, 1, 2)]


def test_break_without_a_room_is_for_all_rooms_and_a_gap_has_its_time(open_data: Open) -> None:
    sessions = (
        '- {id: a, title: A, start: "09:00", end: "10:00", room: lab}\n'
        '- {id: b, title: B, start: "09:00", end: "10:00", room: hall}\n'
        '- {id: lunch, title: Lunch, kind: break, start: "12:30"}\n'
        '- {id: c, title: C, start: "14:00", end: "15:00", room: lab}\n'
        '- {id: d, title: D, start: "16:00", end: "17:00", room: lab}\n'
    )
    found = grid(open_data, sessions)
    assert found.rooms == ('hall', 'lab')
    assert (('lunch',), 0, 2, 2, 1) in cells(found)
    # 13:00, when nobody knows whether the break is over, is not among them.
    assert [f'{found.times[row]:%H:%M}' for row in sorted(found.labelled)] == [
        *('09:00', '10:00', '12:30', '14:00', '15:00', '16:00')
    ]


def test_break_without_a_room_beside_a_talk_has_a_column_of_its_own(open_data: Open) -> None:
    found = grid(
        open_data,
        '- {id: a, title: A, start: "13:00", duration: 60, room: lab}\n'
        '- {id: tea, title: Tea, kind: break, start: "13:30", duration: 30}\n',
    )
    assert found.rooms == (None, 'lab')
    assert cells(found) == [(('a',), 1, 1, 0, 2), (('tea',), 0, 1, 1, 1)]


def test_break_beside_which_nothing_happens_is_for_all_rooms(open_data: Open) -> None:
    found = grid(
        open_data,
        '- {id: a, title: A, start: "13:00", duration: 60, room: lab}\n'
        '- {id: tea, title: Tea, kind: break, start: "14:00", duration: 30, room: lab}\n'
        '- {id: b, title: B, start: "14:30", duration: 60, room: hall}\n',
    )
    assert cells(found)[1] == (('tea',), 0, 2, 1, 1)


def test_talk_beside_which_nothing_happens_stays_in_its_room(open_data: Open) -> None:
    found = grid(
        open_data,
        '- {id: a, title: A, start: "13:00", duration: 60, room: lab}\n'
        '- {id: b, title: B, start: "14:00", duration: 60, room: hall}\n',
    )
    assert [(column, columns) for _, column, columns, *_ in cells(found)] == [(1, 1), (0, 1)]


def test_break_of_each_room_is_one(open_data: Open) -> None:
    tea = '- {id: tea-%s, title: Tea, kind: break, start: "13:00", duration: 30, room: %s}\n'
    found = grid(
        open_data,
        tea % ('hall', 'hall')
        + tea % ('lab', 'lab')
        + '- {id: a, title: A, start: "13:00", duration: 30, room: attic}\n',
    )
    assert cells(found) == [(('tea-hall',), 0, 2, 0, 1), (('a',), 2, 1, 0, 1)]


def test_what_overlaps_in_a_room_is_in_one_cell(open_data: Open) -> None:
    found = grid(
        open_data,
        '- {id: a, title: A, kind: poster, start: "13:00", duration: 60, room: hall}\n'
        '- {id: b, title: B, kind: poster, start: "13:30", duration: 60, room: hall}\n'
        '- {id: c, title: C, start: "14:30", duration: 60, room: hall}\n',
    )
    assert cells(found) == [(('a', 'b'), 0, 1, 0, 1), (('c',), 0, 1, 1, 1)]


def test_what_has_no_end_ends_when_the_next_one_begins(open_data: Open) -> None:
    found = grid(
        open_data,
        '- {id: a, title: A, start: "13:00", duration: TBD, room: hall}\n'
        '- {id: b, title: B, start: "13:20", duration: 60, room: hall}\n',
    )
    assert [f'{time:%H:%M}' for time in found.times] == ['13:00', '13:20', '14:20']
