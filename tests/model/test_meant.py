"""Dates, times and durations in other forms are told as they are written here."""

from __future__ import annotations

import pytest
from cases import each

from sphinx_event_program.model.time_hints import day_hint, duration_hint, moment_hint, time_hint
from sphinx_event_program.model.times import clock_time, local_moment
from sphinx_event_program.model.values import Duration, MalformedError


@each(
    'text, meant',
    [
        *(
            (text, '15:30')
            for text in ('3:30 pm', '3:30pm', '3.30 p.m.', '15.30', '15h30', '1530', '15:30 Uhr', '15,30')
        ),
        *((text, '15:00') for text in ('3 pm', '15h', '15 Uhr', '15:00 CET', '15', "15 o'clock")),
        ('930', '09:30'),
        ('12 am', '00:00'),
        ('12 pm', '12:00'),
        ('noon', '12:00'),
        ('9:5', '09:05'),
    ],
)
def test_time_is_understood(text: str, meant: str) -> None:
    assert time_hint(text) == f"write '{meant}'"
    assert clock_time(meant).strftime('%H:%M') == meant


@each(
    'text',
    ['13:00-13:30', '13:00 – 13:30', '13:00 to 13:30', '1 pm - 1:30 pm', '13h—13h30', '1300-1330', '13.00 bis 13.30'],
)
def test_range_of_times_is_a_start_and_an_end(text: str) -> None:
    assert time_hint(text) == "write its begin as 'start: 13:00', and its end as 'end: 13:30'"


@each('text', ['24:00', '24', '24h', 'midnight'])
def test_end_of_the_day_is_the_begin_of_the_next(text: str) -> None:
    assert time_hint(text) == "the day ends at '00:00'; what starts then has the date of the next day"
    assert moment_hint('2027-06-30 24:00') == "write '2027-07-01 00:00'"


@each('text', ['13:00+02:00', '13:00Z', '13:00-10:00', '13:00:00 +0200'])
def test_offset_is_told_to_be_left_out(text: str) -> None:
    assert time_hint(text) == "leave the offset out: times are local to the event's timezone"


@each('text', ['25:00', '13 pm', '13:75', 'after lunch', '', '1' * 1_000_000, 'Thursday'])
def test_what_is_no_time_gets_no_guess(text: str) -> None:
    assert time_hint(text) is None


@each(
    'text',
    [
        *('10.06.2027', '10.6.2027', '10.06.27', '2027-6-10', '2027/06/10', '2027.06.10', '20270610', '2027年6月10日'),
        *('10 June 2027', 'June 10, 2027', '10th of June 2027', '10. Juni 2027', '10 juin 2027', '10 de junio de 2027'),
        *('Thursday, 10 June 2027', 'Jun 10 2027', '10 JUN 2027'),
    ],
)
def test_date_is_understood(text: str) -> None:
    assert moment_hint(text) == "write '2027-06-10'"
    assert moment_hint(f'{text} 9:30 am') == "write '2027-06-10 09:30'"


def test_date_that_may_be_two_is_told_with_both_readings() -> None:
    assert moment_hint('06/10/2027') == "write '2027-10-06' (6 October) or '2027-06-10' (10 June)"
    assert moment_hint('06-10-2027 13:00') == "write '2027-10-06 13:00' (6 October) or '2027-06-10 13:00' (10 June)"
    assert moment_hint('06/13/2027') == "write '2027-06-13'"
    assert moment_hint('06/06/2027') == "write '2027-06-06'"


@each('text', ['2027-06-10 – 2027-06-12', '10–12 June 2027', 'June 10-12, 2027', '10.06.2027-12.06.2027'])
def test_range_of_days_is_a_start_and_an_end(text: str) -> None:
    assert moment_hint(text) == "write the begin as 'start: 2027-06-10', and the end as 'end: 2027-06-12'"


def test_range_of_times_on_a_day_is_a_start_and_an_end() -> None:
    hint = "write the begin as 'start: 2027-06-10 13:00', and the end as 'end: 2027-06-10 14:00'"
    assert moment_hint('2027-06-10 13:00-14:00') == hint


@each('text', ['next week', 'June 2027', '2027', '45 June 2027', '2027-02-30x', '10.06.', '9' * 1_000_000])
def test_what_is_no_date_gets_no_guess(text: str) -> None:
    assert moment_hint(text) is None


def test_day_that_does_not_exist_is_told_with_the_reason() -> None:
    assert day_hint(2027, 2, 30) == 'February 2027 has 28 days'
    assert day_hint(2028, 2, 30) == 'February 2028 has 29 days'
    assert day_hint(2027, 13, 1) == 'there are twelve months; the month is before the day: 2027-01-13'
    with pytest.raises(MalformedError, match='there is no day') as caught:
        local_moment('2027-06-31')
    assert caught.value.hint == 'June 2027 has 30 days'


def test_moment_with_a_wrong_time_is_told_with_its_date() -> None:
    with pytest.raises(MalformedError, match="'3:30 pm' is not a time") as caught:
        local_moment('2027-06-10 3:30 pm')
    assert caught.value.hint == "write '2027-06-10 15:30'"


@each(
    'text, meant',
    [
        *(
            (text, '50 min')
            for text in ('0:50', '00:50:00', '50 Minuten', '50 mn', "50'", 'ca. 50 min', '~50', '50 min (all)')
        ),
        *((text, '90 min') for text in ('1.5 h', '1,5 h', '1.5h', '1:30', '1 ½ h', 'PT1.5H', '1 hour and 30 minutes')),
        ('half an hour', '30 min'),
        ('1 Stunde', '60 min'),
        ('50min + 10min Q&A', '50+10 min'),
        ('2 x 45 min', '45+45 min'),
    ],
)
def test_duration_is_understood(text: str, meant: str) -> None:
    assert duration_hint(text) == f"write '{meant}'"
    Duration.parse(meant)


@each('text', ['1 day', 'P1D'])
def test_days_are_hours(text: str) -> None:
    assert duration_hint(text) == "write '24h', or a 'start' and an 'end'"
    Duration.parse('24h')


def test_range_of_a_duration_is_told_what_it_needs() -> None:
    assert duration_hint('13:00-13:30') == "write 'start: 13:00' and 'end: 13:30', or the minutes between them"
    assert duration_hint('50-60 min') == 'write one number, the longer one'
    assert duration_hint('0') == 'leave it out, or write TBD while it is not known'


@each('text', ['quarter', '90 s', '-10', '', 'ten', '9' * 1_000_000])
def test_what_is_no_duration_gets_no_guess(text: str) -> None:
    assert duration_hint(text) is None or not text


@each('text, clock', [('14:00 pm', '14:00'), ('09:00–', '09:00'), ('ca. 9:00', '09:00'), ('10:15 c.t.', '10:15')])
def test_word_or_sign_beside_a_time_is_left_out(text: str, clock: str) -> None:
    assert time_hint(text) == f"write '{clock}'"


@each('text', ['14:00 am', 'before 9:00', 'half past 9:00', '9:00 or 10:00'])
def test_time_that_may_be_another_one_gets_no_guess(text: str) -> None:
    assert time_hint(text) is None
