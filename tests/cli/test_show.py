from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sphinx_event_program.cli import main

Write = Callable[..., Path]

DATA = Path(__file__).parents[2] / 'data'

_TWO_ROOMS = """\
title: Two rooms
start: 2025-10-25 22:00
end: 2025-10-26 12:00
timezone: Europe/Paris
rooms: [{id: hall, name: Great hall}, {id: lab, name: Computer lab}]
"""
_SESSIONS = """\
- {id: a, title: Late talk, room: hall, duration: 50+5 min, people: [ada, {person: bob, role: chair}]}
- {id: b, title: Workshop, room: lab, duration: 3h, people: TBD, status: cancelled}
- {id: c, title: TBD, room: hall, start: 2025-10-26 11:00, duration: TBD, status: tentative}
- {id: d, title: Somewhere, room: TBD, start: 2025-10-26 11:00, end: 12:00}
- {id: e, title: Sometime, start: TBD, duration: 30}
"""


def _show(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ['show', *map(str, arguments)])


@pytest.fixture
def folder(write_data: Write) -> Path:
    return write_data(event=_TWO_ROOMS, people='ada: {name: Ada}\nbob: {name: Bob}\n', sessions=_SESSIONS)


def test_days_rooms_durations_people_and_status_are_shown(folder: Path) -> None:
    result = _show(folder)
    assert (result.exit_code, result.stderr) == (0, '')
    assert (
        result.stdout
        == """\
Two rooms

Saturday 25 October 2025 (Europe/Paris, UTC+02:00)

Great hall
22:00-22:55  50+5 min  Late talk
                       Ada, Bob (chair)

Computer lab
22:00-01:00 +1d   180 min  Workshop [cancelled]
                           TBD

Sunday 26 October 2025 (Europe/Paris, UTC+01:00)

Great hall
11:00             TBD  TBD [tentative]

Room TBD
11:00-12:00    60 min  Somewhere

Time still to be announced
TBD            30 min  Sometime
"""
    )


def test_days_are_those_of_the_zone_that_is_shown(folder: Path) -> None:
    shown = _show(folder, '--timezone', 'Pacific/Auckland').stdout
    assert 'Saturday' not in shown
    assert 'Sunday 26 October 2025 (Pacific/Auckland, UTC+13:00)' in shown
    assert '09:00-09:55' in shown
    assert '23:00             TBD  TBD [tentative]' in shown


def test_both_offsets_of_a_day_are_told(write_data: Write) -> None:
    event = 'title: x\nstart: 2025-10-26 01:00\nend: 2025-10-26 05:00\ntimezone: Europe/Paris\n'
    folder = write_data(event=event, sessions='- {id: a, title: A, duration: 3h}\n- {id: b, title: B, duration: 1h}\n')
    shown = _show(folder).stdout
    assert '(Europe/Paris, UTC+02:00, then UTC+01:00)' in shown
    assert '01:00-03:00   180 min  A' in shown


def test_one_day_is_shown(folder: Path) -> None:
    shown = _show(folder, '--day', '2025-10-26').stdout
    assert ('Saturday' in shown, 'Sunday' in shown, 'Sometime' in shown) == (False, True, False)
    result = _show(folder, '--day', '2025-10-27')
    assert (result.exit_code, 'nothing begins on 2025-10-27' in result.stderr) == (2, True)
    assert _show(folder, '--day', 'tomorrow').exit_code == 2


def test_one_room_is_shown(folder: Path) -> None:
    shown = _show(folder, '--room', 'lab').stdout
    assert ('Workshop' in shown, 'Late talk' in shown, 'Sunday' in shown) == (True, False, False)
    result = _show(folder, '--room', 'labb')
    assert (result.exit_code, "there is no room 'labb'; did you mean 'lab'?" in result.stderr) == (2, True)


@pytest.mark.parametrize(('zone', 'hint'), [('Paris', "did you mean 'Europe/Paris'?"), ('+02:00', 'is an offset')])
def test_zone_that_is_none_is_a_mistake_of_use(folder: Path, zone: str, hint: str) -> None:
    result = _show(folder, '--timezone', zone)
    assert result.exit_code == 2
    assert hint in ' '.join(result.stderr.split())


def test_event_whose_zone_is_not_known_is_shown_as_it_is_written(write_data: Write) -> None:
    event = 'title: x\nstart: 2025-10-26 13:00\ntimezone: TBD\n'
    shown = _show(write_data(event=event, sessions='- {id: a, title: A, duration: 30}\n'), '--timezone', 'UTC').stdout
    assert 'Sunday 26 October 2025 (time zone TBD)\n13:00-13:30    30 min  A' in shown


def test_mistakes_are_counted_on_standard_error(write_data: Write) -> None:
    result = _show(write_data(also='x: y\n'))
    assert (result.exit_code, result.stderr) == (0, '1 error in the data: see event-program check\n')
    result = _show(write_data(event='['))
    assert (result.exit_code, result.stdout) == (1, '')


def test_text_of_strangers_is_text(write_data: Write) -> None:
    folder = write_data(sessions='- {id: a, title: "[red]x[/red] :smile: \\u0009y", duration: 1h, level: "z"}\n')
    assert '[red]x[/red] :smile: y' in _show(folder).stdout


def test_timetable_of_the_tutorial_fits_in_eighty_columns() -> None:
    shown = _show(DATA, '--timezone', 'Asia/Tokyo').stdout
    assert 'Monday 20 October 2025 (Asia/Tokyo, UTC+09:00)' in shown
    assert '08:25-09:20  50+5 min  Enhancing' in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert not any(line.endswith(' ') for line in shown.splitlines())


def test_day_may_be_a_number(folder: Path) -> None:
    assert 'Sunday 26 October 2025' in _show(folder, '--day', '2').output
    assert 'Saturday' not in _show(folder, '--day', '2').output
    assert _show(folder, '--day', '2').output == _show(folder, '--day', '2025-10-26').output


@pytest.mark.parametrize(
    ('day', 'told'),
    [
        ('3', 'there is no day 3; the days are 2025-10-25, 2025-10-26'),
        ('0', 'there is no day 0'),
        ('2025-10-27', 'nothing begins on 2025-10-27; the days are'),
        ('Sunday', "'Sunday' is not a day; write a date such as 2026-03-13, or 2 for the second day"),
    ],
)
def test_day_that_there_is_none_of_is_told_with_those_that_there_are(folder: Path, day: str, told: str) -> None:
    result = _show(folder, '--day', day)
    assert result.exit_code == 2
    assert told in ' '.join(result.stderr.split()).replace(' │ │ ', ' ')


def test_offset_of_an_end_after_the_clocks_changed_is_shown(write_data: Write) -> None:
    folder = write_data(
        event='title: x\nstart: 2025-10-26 01:00\ntimezone: Europe/Paris\n',
        sessions='- {id: a, title: A, duration: 4h}\n- {id: b, title: B, start: 2025-10-27 09:00, duration: 1h}\n',
    )
    output = _show(folder).output
    assert '(Europe/Paris, UTC+02:00, then UTC+01:00)' in output
    assert 'Monday 27 October 2025 (Europe/Paris, UTC+01:00)' in output


def test_people_are_shown_in_the_order_of_their_names_with_what_was_guessed(write_data: Write) -> None:
    people = """\
oak: {name: Bea Oak}
nef: {name: Zoe Nef, given_name: Zoe, family_name: Nef}
ode: {name: Ola Ødegård, family_name: Ødegård}
smith: {name: "Dr. Bo Smith, Jr."}
tim: {name: Tim}
open: {name: TBD}
"""
    sessions = '- {id: a, title: A, duration: 5, people: [oak, tim]}\n- {id: b, title: B, duration: 5, people: [oak]}\n'
    result = _show(write_data(event=_TWO_ROOMS, people=people, sessions=sessions), '--people')
    assert (result.exit_code, result.stderr) == (0, '')
    assert (
        result.stdout
        == """\
Two rooms

id     name               family name  given name  sessions
open   TBD                                                0
nef    Zoe Nef            Nef          Zoe                0
oak    Bea Oak            Oak *        Bea *              2
ode    Ola Ødegård        Ødegård      Ola *              0
smith  Dr. Bo Smith, Jr.  Smith *      Bo *               0
tim    Tim                Tim                             1

* guessed from the name; if it is wrong, write family_name or given_name
"""
    )


def test_order_of_people_is_that_of_the_event_s_language(write_data: Write) -> None:
    people = 'z: {name: A Zed}\no: {name: A Öst}\n'
    folder = write_data(event=f'{_TWO_ROOMS}language: sv\n', people=people, sessions=_SESSIONS.replace('ada', 'z'))
    shown = _show(folder, '--people').stdout
    assert shown.index('A Zed') < shown.index('A Öst')


def test_event_without_people_has_no_table_of_them(write_data: Write) -> None:
    sessions = '- {id: a, title: A, duration: 5}\n'
    assert _show(write_data(event=_TWO_ROOMS, people='', sessions=sessions), '--people').stdout == 'Two rooms\n'


def test_people_have_no_times(folder: Path) -> None:
    result = _show(folder, '--people', '--day', '1')
    assert result.exit_code == 2
    assert '--people shows no times; leave out --day, --room and --timezone' in result.stderr
