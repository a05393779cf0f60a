from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, timedelta

import pytest
from cases import each

from sphinx_event_program.edition import Edition
from sphinx_event_program.timetable import Slot

Open = Callable[..., tuple[Edition | None, list[str]]]

_ROOMS = 'rooms: [{id: a, name: A}, {id: b, name: B}]\n'
#: A room for the whole event.
_HALL = 'location: {room: Hall}\n'
_PEOPLE = 'ada: {name: Ada}\nbob: {name: Bob}\n'
_ORGANIZERS = 'organizers: [ada, bob]\n'


@pytest.fixture
def times(open_data: Open) -> Callable[..., dict[str, str]]:
    """The start and end of each session, in the order of the timetable."""

    def told(slot: Slot) -> str:
        return '–'.join('?' if one is None else f'{one:%H:%M}' for one in (slot.start, slot.end))

    def arrange_written(sessions: str, **texts: str) -> dict[str, str]:
        edition, _ = open_data(sessions=sessions, **texts)
        assert edition is not None
        return {slot.session.id: told(slot) for slot in edition.timetable.slots}

    return arrange_written


Times = Callable[..., dict[str, str]]


def _event(start: str, end: str, zone: str = 'Europe/Paris') -> str:
    return f'title: x\nstart: {start}\nend: {end}\ntimezone: {zone}\n'


def _uncertain_days(problems: list[str]) -> list[str]:
    return [problem for problem in problems if 'event.day' in problem]


def _errors(problems: list[str]) -> list[str]:
    return [problem for problem in problems if ': error: ' in problem]


def test_sessions_without_start_follow_one_another_from_the_start_of_the_event(times: Times) -> None:
    sessions = (
        '- {id: x, title: x, duration: 10}\n- {id: y, title: y, duration: 50+5}\n- {id: z, title: z, duration: 1h}\n'
    )
    assert times(sessions) == {'x': '13:00–13:10', 'y': '13:10–14:05', 'z': '14:05–15:05'}


def test_session_with_a_start_begins_then_and_the_next_follows_it(times: Times) -> None:
    sessions = '- {id: x, title: x, start: 15:00, duration: 10}\n- {id: y, title: y, duration: 20}\n'
    assert times(sessions) == {'x': '15:00–15:10', 'y': '15:10–15:30'}


def test_session_without_start_follows_the_one_before_it_in_its_room(times: Times) -> None:
    sessions = (
        '- {id: a1, title: x, room: a, duration: 30}\n'
        '- {id: b1, title: x, room: b, duration: 50}\n'
        '- {id: a2, title: x, room: a, duration: 30}\n'
        '- {id: b2, title: x, room: b, duration: 10}\n'
    )
    assert times(sessions, also=_ROOMS) == {
        'a1': '13:00–13:30',
        'b1': '13:00–13:50',
        'a2': '13:30–14:00',
        'b2': '13:50–14:00',
    }


def test_at_one_time_the_rooms_stand_in_the_order_of_the_event(times: Times) -> None:
    sessions = '- {id: y, title: y, room: b, duration: 5}\n- {id: x, title: x, room: a, duration: 5}\n'
    assert list(times(sessions, also=_ROOMS)) == ['x', 'y']


def test_session_without_room_is_in_the_room_of_the_event(times: Times) -> None:
    sessions = '- {id: x, title: x, room: a, duration: 5}\n- {id: y, title: y, duration: 5}\n'
    assert times(sessions, also=_ROOMS + 'location: {room: a}\n')['y'] == '13:05–13:10'


def test_session_may_give_its_end_in_place_of_a_duration(times: Times) -> None:
    sessions = '- {id: x, title: x, end: 13:40}\n- {id: y, title: y, duration: 5}\n'
    assert times(sessions) == {'x': '13:00–13:40', 'y': '13:40–13:45'}


def test_duration_of_a_session_with_an_end_is_the_time_between(open_data: Open) -> None:
    edition, _ = open_data(sessions='- {id: x, title: x, end: 13:40}\n')
    assert edition is not None
    duration = edition.timetable.slots[0].duration
    assert not isinstance(duration, type(None))
    assert duration.minutes == (40,)


def test_parts_of_a_duration_are_kept(open_data: Open) -> None:
    edition, _ = open_data(sessions='- {id: x, title: x, duration: 50+5}\n')
    assert edition is not None
    assert edition.timetable.slots[0].duration.minutes == (50, 5)


def test_time_alone_is_on_the_day_of_the_session_before_it(open_data: Open) -> None:
    edition, problems = open_data(
        event=_event('2025-10-19 13:00', '2025-10-20 17:00'),
        sessions='- {id: x, title: x, start: 2025-10-20 09:00, duration: 1h}\n'
        '- {id: y, title: y, start: 11:00, duration: 6h}\n',
    )
    assert edition is not None
    assert [(day.date, [slot.session.id for slot in day.slots]) for day in edition.timetable.days] == [
        (date(2025, 10, 20), ['x', 'y'])
    ]
    assert problems == []


def test_days_come_in_order_and_what_has_no_start_comes_last(open_data: Open) -> None:
    edition, _ = open_data(
        event=_event('2025-10-19 13:00', '2025-10-20 17:00'),
        sessions='- {id: w, title: w, start: TBD}\n'
        '- {id: x, title: x, start: 2025-10-20 09:00, duration: 1h}\n'
        '- {id: y, title: y, start: 2025-10-19 14:00, duration: 1h}\n',
    )
    assert edition is not None
    assert [day.date for day in edition.timetable.days] == [date(2025, 10, 19), date(2025, 10, 20), None]


def test_event_of_whole_days_lets_its_sessions_start_at_any_time_of_them(open_data: Open) -> None:
    edition, problems = open_data(
        event=_event('2025-10-19', '2025-10-20'),
        sessions='- {id: x, title: x, start: 00:00, duration: 1h}\n'
        '- {id: y, title: y, start: 2025-10-20 23:00, duration: 1h}\n',
    )
    assert edition is not None
    assert problems == []


def test_first_session_of_a_whole_day_has_no_start_of_itself(times: Times) -> None:
    assert times('- {id: x, title: x, duration: 5}\n', event=_event('2025-10-19', '2025-10-20')) == {'x': '?–?'}


def test_session_over_midnight_ends_on_the_next_day(open_data: Open) -> None:
    edition, problems = open_data(
        event=_event('2025-10-19 22:00', '2025-10-20 02:00'),
        sessions='- {id: x, title: x, start: 23:30, end: 00:30}\n- {id: y, title: y, duration: 90}\n',
    )
    assert edition is not None
    assert problems == []
    assert [f'{slot.end:%d %H:%M}' for slot in edition.timetable.slots] == ['20 00:30', '20 02:00']


def test_session_across_a_spring_change_lasts_as_long_as_it_says(times: Times) -> None:
    assert times('- {id: x, title: x, duration: 2h}\n', event=_event('2025-03-30 01:00', '2025-03-30 09:00')) == {
        'x': '01:00–04:00'
    }


def test_session_across_an_autumn_change_lasts_as_long_as_it_says(times: Times) -> None:
    sessions = '- {id: x, title: x, duration: 2h}\n- {id: y, title: y, duration: 1h}\n'
    assert times(sessions, event=_event('2025-10-26 01:30', '2025-10-26 09:00')) == {
        'x': '01:30–02:30',
        'y': '02:30–03:30',
    }


def test_in_the_hour_that_comes_twice_the_earlier_instant_comes_first(open_data: Open) -> None:
    edition, problems = open_data(
        event=_event('2025-10-26 02:15', '2025-10-26 09:00'),
        sessions='- {id: x, title: x, duration: 1h}\n- {id: y, title: y, duration: 1h}\n',
    )
    assert edition is not None
    assert [f'{slot.start:%H:%M%z}' for slot in edition.timetable.slots] == ['02:15+0200', '02:15+0100']
    assert _errors(problems) == []


def test_time_left_counts_the_hour_that_comes_twice(open_data: Open) -> None:
    edition, _ = open_data(
        event=_event('2025-10-26 01:00', '2025-10-26 04:00'), sessions='- {id: x, title: x, duration: 1h}\n'
    )
    assert edition is not None
    assert edition.timetable.time_left == timedelta(hours=3)


def test_start_that_the_clocks_jump_over_is_told_and_taken_an_hour_later(open_data: Open) -> None:
    edition, problems = open_data(
        event=_event('2025-03-30 01:00', '2025-03-30 09:00'),
        sessions='- {id: x, title: x, start: 02:30, duration: 1h}\n',
    )
    assert edition is not None
    assert _errors(problems) == [
        'sessions.yaml:1:28: error: 02:30 does not exist on 2025-03-30, because the clocks change; '
        'did you mean 03:30? [event.value]'
    ]
    assert f'{edition.timetable.slots[0].start:%H:%M}' == '03:30'


def test_start_of_the_event_that_the_clocks_jump_over_is_told_too(open_data: Open) -> None:
    edition, problems = open_data(
        event=_event('2025-03-30 02:30', '2025-03-30 09:00'), sessions='- {id: x, title: x, duration: 1h}\n'
    )
    assert edition is not None
    assert _errors(problems) == [
        'event.yaml:2:8: error: 02:30 does not exist on 2025-03-30, because the clocks change; '
        'did you mean 03:30? [event.value]'
    ]
    assert f'{edition.timetable.slots[0].start:%H:%M}' == '03:30'


# One thing wrong each: the sessions, and the one error that is expected.
_WRONG = {
    'room booked twice': (
        '- {id: x, title: x, room: a, duration: 1h}\n- {id: y, title: y, room: a, start: 13:59, duration: 5}\n',
        "sessions.yaml:2:37: error: 'y' begins at 13:59 in the same room as 'x', which is not over; "
        "move or shorten one of them, or write 'overlaps: x' if it is meant so [event.clash]",
    ),
    'person in two places': (
        '- {id: x, title: x, room: a, duration: 1h, people: ada}\n'
        '- {id: y, title: y, room: b, start: 13:30, duration: 5, people: [bob, {person: ada, role: chair}]}\n',
        "sessions.yaml:2:37: error: 'ada' is in 'x' and 'y' at 13:30; "
        "move or shorten one of them, or write 'overlaps: x' if it is meant so [event.clash]",
    ),
    'person with two roles in two places': (
        '- {id: x, title: x, room: a, duration: 1h, people: ada}\n'
        '- {id: y, title: y, room: b, duration: 5, people: [ada, {person: ada, role: chair}]}\n',
        "sessions.yaml:2:3: error: 'ada' is in 'x' and 'y' at 13:00; "
        "move or shorten one of them, or write 'overlaps: x' if it is meant so [event.clash]",
    ),
    'poster in the same room as a talk': (
        '- {id: x, title: x, kind: poster, room: a, duration: 1h}\n'
        '- {id: y, title: y, room: a, start: 13:00, duration: 5}\n',
        "sessions.yaml:2:37: error: 'y' begins at 13:00 in the same room as 'x', which is not over; "
        "move or shorten one of them, or write 'overlaps: x' if it is meant so [event.clash]",
    ),
    'person at two posters in two rooms': (
        '- {id: x, title: x, kind: poster, room: a, duration: 1h, people: ada}\n'
        '- {id: y, title: y, kind: poster, room: b, duration: 1h, people: ada}\n',
        "sessions.yaml:2:3: error: 'ada' is in 'x' and 'y' at 13:00; "
        "move or shorten one of them, or write 'overlaps: x' if it is meant so [event.clash]",
    ),
    'session before the event': (
        '- {id: x, title: x, start: 12:30, duration: 1h}\n',
        "sessions.yaml:1:28: error: 'x' starts at 2025-10-19 12:30, before the event; "
        'the event starts at 2025-10-19 13:00 [event.outside]',
    ),
    'session past the event': (
        '- {id: x, title: x, duration: 4h1}\n',
        "sessions.yaml:1:3: error: 'x' ends at 2025-10-19 17:01, past the event; "
        'the event ends at 2025-10-19 17:00 [event.outside]',
    ),
    'session that ends before it starts': (
        '- {id: x, title: x, start: 2025-10-19 14:00, end: 2025-10-19 13:30}\n',
        "sessions.yaml:1:51: error: 'x' ends before it starts; correct one of them [event.outside]",
    ),
    'end and duration that differ': (
        '- {id: x, title: x, end: 13:30, duration: 20}\n',
        "sessions.yaml:1:26: error: 'x' ends at 13:30, but its duration says 13:20; leave one of the two out "
        '[event.clash]',
    ),
    'end and duration that differ by days': (
        '- {id: x, title: x, end: 13:30, duration: 24h30}\n',
        "sessions.yaml:1:26: error: 'x' ends at 2025-10-19 13:30, but its duration says 2025-10-20 13:30; "
        'leave one of the two out [event.clash]',
    ),
}


@pytest.mark.parametrize(('sessions', 'told'), _WRONG.values(), ids=_WRONG)
def test_what_cannot_take_place_is_told_once(open_data: Open, sessions: str, told: str) -> None:
    _, problems = open_data(people=_PEOPLE, also=_ORGANIZERS + _ROOMS, sessions=sessions)
    assert _errors(problems) == [told]


_FINE = {
    'one after the other in a room': '- {id: x, title: x, duration: 1h}\n'
    '- {id: y, title: y, start: 14:00, duration: 5}\n',
    'person who goes from room to room': '- {id: x, title: x, room: a, duration: 1h, people: ada}\n'
    '- {id: y, title: y, room: b, start: 14:00, duration: 5, people: ada}\n',
    'posters side by side': '- {id: x, title: x, kind: poster, duration: 1h, people: ada}\n'
    '- {id: y, title: y, kind: poster, start: 13:00, duration: 1h, people: ada}\n',
    'cancelled session in a room': '- {id: x, title: x, status: cancelled, duration: 1h}\n'
    '- {id: y, title: y, start: 13:30, duration: 5}\n',
    'cancelled session with a person': '- {id: x, title: x, room: a, duration: 1h, people: ada}\n'
    '- {id: y, title: y, room: b, status: cancelled, duration: 5, people: ada}\n',
    'two rooms that are not known yet': '- {id: x, title: x, room: TBD, duration: 1h}\n'
    '- {id: y, title: y, room: TBD, start: 13:00, duration: 5}\n',
    'two people who are not known yet': '- {id: x, title: x, room: a, duration: 1h, people: TBD}\n'
    '- {id: y, title: y, room: b, duration: 5, people: [TBD]}\n',
    'session as long as the event': '- {id: x, title: x, duration: 4h}\n',
    'end and duration that agree': '- {id: x, title: x, duration: 30, end: 13:30}\n',
}


@pytest.mark.parametrize('sessions', _FINE.values(), ids=_FINE)
def test_what_can_take_place_is_no_error(open_data: Open, sessions: str) -> None:
    _, problems = open_data(people=_PEOPLE, also=_ORGANIZERS + _ROOMS, sessions=sessions)
    assert _errors(problems) == []


def test_session_that_overlaps_two_others_is_told_for_each(open_data: Open) -> None:
    _, problems = open_data(
        also=_HALL,
        sessions='- {id: long, title: x, duration: 3h}\n'
        '- {id: x, title: x, start: 13:30, duration: 5}\n'
        '- {id: y, title: y, start: 15:30, duration: 5}\n',
    )
    assert [problem.split(':')[1] for problem in _errors(problems)] == ['2', '3']


def test_of_many_clashes_five_are_told_and_the_rest_is_counted(open_data: Open) -> None:
    sessions = ''.join(f'- {{id: s{n}, title: x, start: 13:00, duration: {n + 5}, people: ada}}\n' for n in range(8))
    _, problems = open_data(people=_PEOPLE, also=_ORGANIZERS + _HALL, sessions=sessions)
    last = [problem.split(': error: ')[1] for problem in _errors(problems) if problem.startswith('sessions.yaml:8:')]
    assert len(last) == 6
    assert last[-1].startswith("'s7' begins at 13:00 in the same room as 2 more sessions that are not over;")


def test_person_in_many_places_is_told_five_times_and_then_counted(open_data: Open) -> None:
    rooms = 'rooms: [' + ', '.join(f'{{id: r{n}, name: R}}' for n in range(9)) + ']\n'
    sessions = ''.join(
        f'- {{id: s{n}, title: x, room: r{n}, start: 13:00, duration: 9, people: ada}}\n' for n in range(9)
    )
    _, problems = open_data(people=_PEOPLE, also=_ORGANIZERS + rooms, sessions=sessions)
    last = [problem.split(': error: ')[1] for problem in _errors(problems) if problem.startswith('sessions.yaml:9:')]
    assert len(last) == 6
    assert last[-1].startswith("'ada' is in 's8' and in 3 more sessions at 13:00;")


def test_three_thousand_sessions_at_once_give_no_message_for_each_pair(open_data: Open) -> None:
    sessions = ''.join(f'- {{id: s{n}, title: x, start: 13:00, duration: 9, people: ada}}\n' for n in range(3000))
    _, problems = open_data(people=_PEOPLE, also=_ORGANIZERS, sessions=sessions)
    assert len(_errors(problems)) < 6 * 3000


def test_time_left_is_told_where_the_end_is_written(open_data: Open) -> None:
    edition, problems = open_data(sessions='- {id: x, title: x, duration: 3h20}\n')
    assert edition is not None
    assert edition.timetable.time_left == timedelta(minutes=40)
    assert problems == ['event.yaml:3:6: note: 40 minutes before the end are not planned [event.time-left]']


@pytest.mark.parametrize(
    'last', ['{id: y, title: y, duration: TBD}', '{id: y, title: y}', '{id: y, title: y, start: TBD}']
)
def test_no_time_is_left_while_an_end_is_not_known(open_data: Open, last: str) -> None:
    edition, _ = open_data(sessions=f'- {{id: x, title: x, duration: 10}}\n- {last}\n')
    assert edition is not None
    assert edition.timetable.time_left == timedelta()


def test_what_follows_an_unknown_duration_has_no_start(times: Times) -> None:
    sessions = '- {id: x, title: x, duration: TBD}\n- {id: y, title: y, duration: 10}\n'
    assert times(sessions) == {'x': '13:00–?', 'y': '?–?'}


def test_what_follows_an_unknown_start_has_no_start_in_that_room_only(times: Times) -> None:
    sessions = (
        '- {id: x, title: x, room: a, start: TBD, duration: 5}\n'
        '- {id: y, title: y, room: a, duration: 5}\n'
        '- {id: z, title: z, room: b, duration: 5}\n'
    )
    assert times(sessions, also=_ROOMS) == {'z': '13:00–13:05', 'x': '?–?', 'y': '?–?'}


def test_explicit_start_goes_on_after_an_unknown_duration(times: Times) -> None:
    sessions = '- {id: x, title: x, duration: TBD}\n- {id: y, title: y, start: 14:00, duration: 10}\n'
    assert times(sessions)['y'] == '14:00–14:10'


def test_times_are_local_and_naive_while_the_zone_is_not_known(open_data: Open) -> None:
    edition, _ = open_data(
        event=_event('2025-10-19 13:00', '2025-10-19 17:00', 'TBD'),
        sessions='- {id: x, title: x, duration: 10}\n- {id: y, title: y, start: 13:05, duration: 10}\n',
    )
    assert edition is not None
    assert [f'{slot.start:%H:%M%z}' for slot in edition.timetable.slots] == ['13:00', '13:05']


def test_event_without_a_known_start_still_places_sessions_that_have_one(times: Times) -> None:
    sessions = '- {id: x, title: x, start: 13:00}\n- {id: y, title: y, start: 2025-10-19 13:00, duration: 10}\n'
    event = 'title: x\nstart: TBD\ntimezone: Europe/Paris\n'
    assert times(sessions, event=event) == {'y': '13:00–13:10', 'x': '?–?'}


def test_event_that_ends_before_it_starts_is_told_and_not_each_session(open_data: Open) -> None:
    _, problems = open_data(
        event=_event('2025-10-19 17:00', '2025-10-19 13:00'), sessions='- {id: x, title: x, duration: 10}\n'
    )
    assert _errors(problems) == [
        'event.yaml:3:6: error: the event ends before it starts; correct one of them [event.outside]'
    ]


def test_sessions_that_would_outlast_the_calendar_end_in_a_problem(open_data: Open) -> None:
    sessions = ''.join(f'- {{id: s{number}, title: x, duration: 744h}}\n' for number in range(40))
    edition, problems = open_data(event=_event('2998-10-19 13:00', '2999-10-19 17:00'), sessions=sessions)
    assert edition is not None
    assert len(edition.timetable.slots) == 40
    assert [problem for problem in problems if 'would end in the year 3000' in problem]


def test_planned_until_is_the_last_end_and_not_the_end_of_the_last(open_data: Open) -> None:
    edition, _ = open_data(
        also=_ROOMS,
        sessions='- {id: x, title: x, room: a, duration: 3h}\n'
        '- {id: y, title: y, room: b, start: 14:00, duration: 5}\n',
    )
    assert edition is not None
    assert f'{edition.timetable.planned_until:%H:%M}' == '16:00'


@pytest.mark.parametrize(
    ('start', 'end'),
    [('2025-03-30 23:00', '2025-03-31T02:30:00+02:00'), ('2025-03-29 23:00', '2025-03-30T03:30:00+02:00')],
    ids=['night after the change', 'night of the change'],
)
def test_end_after_midnight_is_looked_for_on_the_next_day(open_data: Open, start: str, end: str) -> None:
    event = 'title: T\nstart: 2025-03-29 09:00\ntimezone: Europe/Paris\n'
    edition, _ = open_data(event=event, sessions=f'- {{id: a, title: x, start: {start}, end: "02:30"}}\n')
    assert edition is not None
    (slot,) = edition.timetable.slots
    assert slot.end is not None
    assert slot.end.isoformat() == end


def _days(*days: str, rooms: tuple[str, ...] = ('a',)) -> str:
    """Three sessions in each room on each day; what is put before the first time of a day."""
    return ''.join(
        f'- {{id: d{number}-{hour}{room}, title: x, duration: 60, room: {room}, '
        f"start: '{day if (hour, room) == (9, rooms[0]) else ''}{hour:02}:00'}}\n"
        for number, day in enumerate(days)
        for hour in (9, 10, 11)
        for room in rooms
    )


_THREE_DAYS = f'{_event("2027-06-10 09:00", "2027-06-12 18:00")}{_ROOMS}'


@pytest.mark.parametrize('rooms', [('a',), ('a', 'b')])
def test_second_day_without_its_date_is_one_mistake(open_data: Open, rooms: tuple[str, ...]) -> None:
    _, problems = open_data(event=_THREE_DAYS, sessions=_days('', '', rooms=rooms))
    line = 1 + 3 * len(rooms)
    assert _errors(problems) == [
        f"sessions.yaml:{line}:55: error: 'd1-9a' begins at 09:00 in the same room as 'd0-9a', which is not over, "
        f'and so on: {3 * len(rooms) - 1} more clash; '
        "if another day begins with 'd1-9a', write its date: 'start: 2027-06-11 09:00' [event.clash]"
    ]


def test_each_day_without_its_date_is_one_mistake(open_data: Open) -> None:
    _, problems = open_data(event=_THREE_DAYS, sessions=_days('', '', ''))
    hints = [problem.partition('write its date: ')[2] for problem in _errors(problems)]
    assert hints == ["'start: 2027-06-11 09:00' [event.clash]", "'start: 2027-06-12 09:00' [event.clash]"]


def test_days_with_their_dates_are_right(open_data: Open) -> None:
    days = _days('', '2027-06-11 ', '2027-06-12 ', rooms=('a', 'b'))
    assert _errors(open_data(event=_THREE_DAYS, sessions=days)[1]) == []


def test_list_by_rooms_is_right_without_more_dates(open_data: Open) -> None:
    by_rooms = _days('', rooms=('a',)) + _days('', rooms=('b',)).replace('d0', 'e0')
    assert _errors(open_data(event=_THREE_DAYS, sessions=by_rooms)[1]) == []


def test_on_an_event_of_one_day_no_other_day_is_meant(open_data: Open) -> None:
    _, problems = open_data(event=_event('2027-06-10 09:00', '2027-06-10 18:00') + _ROOMS, sessions=_days('', ''))
    assert len(_errors(problems)) == 3
    assert not [problem for problem in problems if 'another day' in problem]


def test_time_that_goes_back_in_its_room_is_reported_with_the_date_to_write(open_data: Open) -> None:
    sessions = (
        '- {id: keynote, title: x, start: 2027-06-10 22:00, duration: 90}\n'
        "- {id: concert, title: x, start: '00:30', duration: 30}\n"
    )
    _, problems = open_data(event=_THREE_DAYS, sessions=sessions)
    assert _uncertain_days(problems) == [
        "sessions.yaml:2:34: warning: 'concert' begins at 2027-06-10 00:30, before 'keynote' above it; "
        "if another day begins here, write its date: 'start: 2027-06-11 00:30'; if not, write '2027-06-10 00:30' "
        '[event.day]'
    ]
    for date_written in ('2027-06-11 ', '2027-06-10 '):
        _, problems = open_data(event=_THREE_DAYS, sessions=sessions.replace("'00:30'", f'{date_written}00:30'))
        assert not _uncertain_days(problems)


def test_session_that_falls_back_to_an_earlier_day_is_reported(open_data: Open) -> None:
    sessions = (
        '- {id: a1, title: x, room: a, duration: 60}\n'
        '- {id: a2, title: x, room: a, start: 2027-06-11 10:00, duration: 60}\n'
        '- {id: b2, title: x, room: b, duration: 60}\n'
        '- {id: b3, title: x, room: b, duration: 60}\n'
    )
    _, problems = open_data(event=_THREE_DAYS, sessions=sessions)
    assert _uncertain_days(problems) == [
        "sessions.yaml:3:3: warning: 'b2' has no start; in its room that is 2027-06-10 09:00, a day before the session "
        "above it; write its start: '2027-06-11 09:00', for example, or '2027-06-10 09:00' if that is right [event.day]"
    ]


def test_session_that_ends_when_it_starts_does_not_last_a_day(open_data: Open) -> None:
    sessions = '- {id: doors, title: x, start: 10:00, end: 10:00}\n- {id: talk, title: x, duration: 30}\n'
    edition, problems = open_data(event=_THREE_DAYS, sessions=sessions)
    assert _errors(problems) == [
        "sessions.yaml:1:44: error: 'doors' ends when it starts; correct one of them [event.outside]"
    ]
    assert edition is not None
    assert [slot.end for slot in edition.timetable.slots] == [None, None]


@pytest.mark.parametrize(
    ('start', 'utc'),
    [
        ('2026-10-25 02:15', '00:15'),
        ('2026-10-25 02:15+02:00', '00:15'),
        ('2026-10-25 02:15+01:00', '01:15'),
    ],
)
def test_offset_tells_the_two_hours_apart_in_which_the_clocks_go_back(open_data: Open, start: str, utc: str) -> None:
    event = _event('2026-10-24 20:00', '2026-10-25 06:00')
    edition, problems = open_data(event=event, sessions=f'- {{id: x, title: x, start: {start}, duration: 30}}\n')
    assert edition is not None
    (slot,) = edition.timetable.slots
    assert slot.start is not None
    assert f'{slot.start.astimezone(UTC):%H:%M}' == utc
    assert _errors(problems) == []


def test_offset_that_the_zone_does_not_have_then_is_an_error(open_data: Open) -> None:
    _, problems = open_data(
        event=_event('2026-07-01 09:00', '2026-07-01 18:00'),
        sessions='- {id: x, title: x, start: 2026-07-01 10:00+01:00, duration: 30}\n',
    )
    assert _errors(problems) == [
        'sessions.yaml:1:28: error: 2026-07-01 10:00 has another offset in Europe/Paris: +02:00; leave the offset out '
        '[event.value]'
    ]


@each('first, second', [('overlaps: y, ', ''), ('', 'overlaps: [x], '), ('', 'aliases: z, overlaps: [x], ')])
def test_clash_that_is_meant_so_is_accepted_at_either_record(open_data: Open, first: str, second: str) -> None:
    sessions = (
        f'- {{id: x, {first}title: x, room: a, duration: 1h, people: ada}}\n'
        f'- {{id: y, {second}title: y, room: b, start: 13:00, duration: 5, people: ada}}\n'
        '- {id: w, title: w, room: a, start: 13:00, duration: 5}\n'
    )
    # Another one is told all the same.
    also = f'{_ORGANIZERS}rooms: [{{id: a, name: A}}, {{id: b, name: B}}]\n'
    errors = _errors(open_data(people=_PEOPLE, also=also, sessions=sessions)[1])
    assert [error.partition(': error: ')[2].partition(';')[0] for error in errors] == [
        "'w' begins at 13:00 in the same room as 'x', which is not over"
    ]


def test_session_that_is_accepted_has_to_be_there(open_data: Open) -> None:
    sessions = '- {id: x, title: x, duration: 1h, overlaps: [talc]}\n- {id: talk, title: y, duration: 5}\n'
    assert _errors(open_data(sessions=sessions)[1]) == [
        "sessions.yaml:1:46: error: no session 'talc'; did you mean 'talk'? [event.reference]"
    ]


def test_sessions_without_a_room_are_in_no_common_one(open_data: Open) -> None:
    sessions = (
        '- {id: x, title: x, duration: 60, people: %s}\n- {id: y, title: y, start: 13:00, duration: 5, people: ada}\n'
    )
    also = f'{_ORGANIZERS}online: {{url: "https://meet.example.org/"}}\n'
    assert _errors(open_data(people=_PEOPLE, also=also, sessions=sessions % 'bob')[1]) == []
    # But nobody is in two of them.
    assert _errors(open_data(people=_PEOPLE, also=also, sessions=sessions % 'ada')[1]) == [
        "sessions.yaml:2:28: error: 'ada' is in 'x' and 'y' at 13:00; "
        "move or shorten one of them, or write 'overlaps: x' if it is meant so [event.clash]"
    ]


def _placed(open_data: Open, sessions: str, **texts: str) -> tuple[dict[tuple[str, int], Slot], list[str]]:
    """The slots by session and number, and the problems."""
    edition, problems = open_data(sessions=sessions, **texts)
    assert edition is not None
    return {(slot.session.id, slot.number): slot for slot in edition.timetable.slots}, problems


_TALKS = (
    '- {{id: whole, title: x, start: 14:00, room: a, track: t, {own}talks: ['
    '{{id: one, title: x, duration: 12+3}}, {{id: two, title: x, duration: 15, people: ada}}]}}\n'
    '- {{id: after, title: x, room: a, duration: 10}}\n'
)
_TRACK = 'tracks: [{id: t, name: T}]\n'


def test_talks_follow_each_other_in_their_session_and_end_it(times: Times) -> None:
    found = times(_TALKS.format(own=''), also=_ROOMS + _TRACK, people=_PEOPLE)
    assert found == {'whole': '14:00–14:30', 'one': '14:00–14:15', 'two': '14:15–14:30', 'after': '14:30–14:40'}


def test_talks_have_from_their_session_what_they_do_not_say(open_data: Open) -> None:
    slots, _ = _placed(open_data, _TALKS.format(own='language: fr, '), also=_ROOMS + _TRACK, people=_PEOPLE)
    talk = slots['two', 0]
    assert (talk.rooms, talk.session.track, talk.session.language) == (('a',), 't', ('fr',))
    assert (slots['whole', 0].session.kind, talk.session.kind) == ('session', 'talk')


@each(
    'own, told',
    [('duration: 20, ', ["'two' ends at 14:30, after 'whole'"]), ('duration: 35, ', ["5 minutes of 'whole' are left"])],
)
def test_session_with_an_end_of_its_own_is_compared_with_its_talks(open_data: Open, own: str, told: list[str]) -> None:
    _, problems = _placed(open_data, _TALKS.format(own=own), also=_ROOMS + _TRACK, people=_PEOPLE)
    assert [one for one in problems if told[0] in one]


def test_talk_that_starts_before_its_session_is_told(open_data: Open) -> None:
    sessions = '- {id: whole, title: x, start: 14:00, talks: [{id: one, title: x, start: 13:30, duration: 45}]}\n'
    _, problems = _placed(open_data, sessions)
    assert [one for one in problems if "'one' starts at 13:30, before 'whole'" in one]


def test_talk_may_name_its_session_from_outside(times: Times) -> None:
    sessions = (
        '- {id: whole, title: x, start: 14:00}\n- {id: other, title: x, duration: 10}\n'
        '- {id: one, title: x, duration: 15, part_of: whole}\n- {id: two, title: x, duration: 15, part_of: whole}\n'
    )
    assert times(sessions) == {
        'whole': '14:00–14:30',
        'one': '14:00–14:15',
        'two': '14:15–14:30',
        'other': '14:30–14:40',
    }


@each(
    'sessions, message',
    [
        ('- {id: one, title: x, part_of: one}\n', "'one' is part of itself"),
        ('- {id: one, title: x, part_of: none}\n', "no session 'none'"),
        (
            '- {id: whole, title: x, talks: [{id: one, title: x}]}\n- {id: two, title: x, part_of: one}\n',
            "'one' is a talk itself",
        ),
        (
            '- {id: whole, title: x, times: [{start: 14:00}], talks: [{id: one, title: x}]}\n',
            "'whole' has talks, and several times",
        ),
        ('- {id: one, title: x, start: 13:00, times: [{start: 14:00}]}\n', "'one' has times, and a start of its own"),
        ('- {id: whole, title: x, talks: [{id: one, title: x, talks: []}]}\n', "unknown key 'talks'"),
    ],
)
def test_structure_that_cannot_be_is_told(open_data: Open, sessions: str, message: str) -> None:
    _, problems = _placed(open_data, sessions)
    assert [one for one in _errors(problems) if message in one]


def test_talks_clash_among_themselves_and_their_session_speaks_for_them_to_others(open_data: Open) -> None:
    sessions = (
        '- {id: whole, title: x, start: 14:00, room: a, people: ada, talks: ['
        '{id: one, title: x, duration: 15, people: ada}, {id: two, title: x, start: 14:10, duration: 15}]}\n'
        '- {id: other, title: x, start: 14:05, room: a, duration: 5}\n'
    )
    _, problems = _placed(open_data, sessions, also=_ROOMS, people=_PEOPLE)
    clashes = [problem.partition('error: ')[2] for problem in problems if 'event.clash' in problem]
    assert [one.partition(', which')[0] for one in clashes] == [
        "'two' begins at 14:10 in the same room as 'one'",
        "'other' begins at 14:05 in the same room as 'whole'",
    ]


def test_unpublished_session_keeps_its_talks_and_their_speakers_to_itself(open_data: Open) -> None:
    sessions = _TALKS.format(own='published: no, ') + '- {id: x, title: x, talks: [{id: y, title: x, published: no}]}\n'
    edition, _ = open_data(sessions=sessions, also=_ROOMS + _TRACK, people=_PEOPLE)
    assert edition is not None
    assert list(edition.program.sessions_by_id) == ['after', 'x']
    assert list(edition.program.people) == ['bob']
    assert edition.unpublished_count == 4


def test_session_in_several_rooms_starts_when_all_are_free_and_takes_up_each(open_data: Open) -> None:
    sessions = (
        '- {id: one, title: x, room: a, duration: 30}\n- {id: two, title: x, room: b, duration: 50}\n'
        '- {id: both, title: x, room: [a, b], duration: 10}\n- {id: all, title: x, room: all, duration: 10}\n'
        '- {id: late, title: x, room: b, start: 13:55, duration: 10}\n'
    )
    slots, problems = _placed(open_data, sessions, also=_ROOMS)
    assert (f'{slots["both", 0].start:%H:%M}', f'{slots["all", 0].start:%H:%M}') == ('13:50', '14:00')
    assert slots['all', 0].rooms == ('a', 'b')
    assert [one for one in problems if "'late' begins at 13:55 in the same room as 'both'" in one]


def test_all_is_a_room_if_one_is_called_so(open_data: Open) -> None:
    slots, _ = _placed(
        open_data, '- {id: one, title: x, room: all}\n', also='rooms: [{id: all, name: All}, {id: b, name: B}]\n'
    )
    assert slots['one', 0].rooms == ('all',)


def test_list_goes_on_from_the_first_of_several_times(open_data: Open) -> None:
    sessions = (
        '- {id: tour, title: x, duration: 30, people: ada, times: '
        '[{start: 14:00, room: a}, {start: 16:00, room: b, duration: 20}, {start: TBD}]}\n'
        '- {id: next, title: x, room: a, duration: 10}\n'
    )
    slots, problems = _placed(open_data, sessions, also=_ROOMS, people=_PEOPLE)
    shown = {key: f'{slot.start:%H:%M}' if slot.start else None for key, slot in slots.items()}
    assert shown == {('tour', 0): '14:00', ('next', 0): '14:30', ('tour', 1): '16:00', ('tour', 2): None}
    assert slots['tour', 1].end is not None
    assert f'{slots["tour", 1].end:%H:%M}' == '16:20'
    assert not _errors(problems)


def test_points_in_time_take_no_time(open_data: Open) -> None:
    sessions = (
        '- {id: doors, title: x, start: 12:15, duration: 0 min, room: a}\n'
        '- {id: talk, title: x, room: a, duration: 30}\n'
        '- {id: bell, title: x, start: 13:10, duration: 0, room: a}\n'
        '- {id: next, title: x, room: a, duration: 30}\n'
    )
    slots, problems = _placed(open_data, sessions, also=_ROOMS)
    assert {ident: f'{slot.start:%H:%M}' for (ident, _), slot in slots.items()} == {
        'doors': '12:15',
        'talk': '13:00',
        'bell': '13:10',
        'next': '13:30',
    }
    assert slots['bell', 0].end is None
    assert not _errors(problems)


def test_night_goes_on_after_midnight_until_the_day_begins(open_data: Open) -> None:
    event = _event('2025-10-18 20:00', '2025-10-19 18:00') + 'day_starts: 04:00\n'
    sessions = (
        '- {id: show, title: x, start: 23:30, duration: 30}\n- {id: late, title: x, start: 00:15, duration: 1 h}\n'
        '- {id: morning, title: x, start: 2025-10-19 09:00, duration: 1 h}\n'
    )
    slots, problems = _placed(open_data, sessions, event=event)
    assert {ident: (slot.day, slot.start and slot.start.day) for (ident, _), slot in slots.items()} == {
        'show': (date(2025, 10, 18), 18),
        'late': (date(2025, 10, 18), 19),
        'morning': (date(2025, 10, 19), 19),
    }
    assert not _errors(problems) + _uncertain_days(problems)


def test_day_cannot_begin_in_the_afternoon(open_data: Open) -> None:
    _, problems = _placed(open_data, '- {id: x, title: x}\n', also='day_starts: 14:00\n')
    assert [one for one in problems if '14:00 is no time at which a day begins' in one]
