from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cases import each
from hypothesis import given
from hypothesis import strategies as st

from sphinx_event_program.model import addresses, fields, texts, times
from sphinx_event_program.model.values import TBD, MalformedError


def _hint(read: Callable[[object], object], text: str) -> str:
    with pytest.raises(MalformedError) as caught:
        read(text)
    return caught.value.hint


@each('text', ['UTC-10', 'utc-10', 'GMT-10:00', '-10', '-1000', 'UTC\u221210', 'UTC -10'])
def test_offset_is_no_zone_and_the_hint_names_places_that_have_it(text: str) -> None:
    assert 'Pacific/Honolulu' in _hint(times.zone, text)


@each('text', ['HST', 'Etc/GMT+10'])
def test_name_of_an_offset_is_no_zone_either(text: str) -> None:
    assert 'Pacific/Honolulu' in _hint(times.zone, text)


def test_places_at_an_offset_are_all_named_where_they_are_few() -> None:
    hint = _hint(times.zone, 'UTC+9')
    assert 'Asia/Seoul' in hint
    assert 'Asia/Tokyo' in hint


@each('text', ['KST', 'PST', 'local', ''])
def test_zone_like_no_other_gets_an_example_and_no_guess(text: str) -> None:
    assert _hint(times.zone, text) == "write the IANA name of a place, such as 'Europe/Paris'"


def test_offset_of_half_an_hour_is_understood() -> None:
    assert 'Asia/Kolkata' in _hint(times.zone, 'UTC+5:30')


def test_offset_in_summer_time_counts_too() -> None:
    hint = _hint(times.zone, '+02:00')
    named = hint.partition('such as ')[2].split(', ')
    assert any(
        ZoneInfo(name).utcoffset(datetime(2025, 1, 15)) != ZoneInfo(name).utcoffset(datetime(2025, 7, 15))
        for name in named
    )


def test_offset_that_no_place_has_gets_an_example() -> None:
    assert 'Europe/Paris' in _hint(times.zone, 'UTC+99')


@each(
    'text, meant',
    [
        ('Honolulu', 'Pacific/Honolulu'),
        ('honolulo', 'Pacific/Honolulu'),
        ('paris', 'Europe/Paris'),
        ('New York', 'America/New_York'),
        ('europe/paris', 'Europe/Paris'),
        ('Europe/Pariss', 'Europe/Paris'),
        ('Asia/Soul', 'Asia/Seoul'),
    ],
)
def test_misspelt_zone_gets_the_nearest_name(text: str, meant: str) -> None:
    assert _hint(times.zone, text) == f'did you mean {meant!r}?'


@each('text', ['', '..', '../etc/passwd', '/etc/localtime', 'Europe/\0', 'Europe'])
def test_what_is_no_zone_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match='no time zone'):
        times.zone(text)


@each(
    'text',
    [
        'https://example.org',
        'http://example.org:8080/a?b=c#d',
        'HTTPS://EXAMPLE.ORG/',
        'https://例え.jp/경로',
        'http://[::1]/',
        'mailto:ada@example.org',
        'tel:+49-30-123',
    ],
)
def test_address_that_is_safe_to_publish_stays_as_it_is(text: str) -> None:
    assert addresses.url(text) == text


@each(
    'text',
    [
        'javascript:alert(1)',
        'JavaScript:alert(1)',
        'data:text/html,<script>',
        'vbscript:x',
        'file:///etc/passwd',
        'ftp://example.org/',
    ],
)
def test_address_with_another_scheme_is_refused(text: str) -> None:
    assert _hint(addresses.url, text) == 'use http, https, mailto or tel'


@each(
    'text',
    [
        '',
        'www.example.org',
        '//example.org/',
        'example',
        'http://',
        'https:///path',
        'mailto:',
        'tel:',
        'http://[::1',
        'http://a b/',
        'java\nscript:alert(1)',
        'http://a\x01b/',
        ' \x01javascript:alert(1)',
    ],
)
def test_what_is_no_full_address_is_refused_with_what_one_looks_like(text: str) -> None:
    assert 'https://' in _hint(addresses.url, text)


def test_address_longer_than_servers_take_is_refused() -> None:
    assert addresses.url('https://example.org/' + 'é' * 3900)
    with pytest.raises(MalformedError, match='too long'):
        addresses.url('https://example.org/' + 'é' * 4000)


@each(
    'text, named',
    [
        ('Ada \u202etalks', 'U+202E (right-to-left override) is at 5 of 10'),
        ('\u2066Ada\u2069', 'U+2066 (left-to-right isolate) is at 1 of 5'),
        ('zero\u200bwidth', 'U+200B (zero width space)'),
        ('a\u200db', 'U+200D (zero width joiner)'),
        ('soft\u00adhyphen', 'U+00AD (soft hyphen)'),
        ('Ada\u200f', 'U+200F (right-to-left mark)'),
        ('\u3164', 'U+3164 (hangul filler)'),
        ('a\U000e0041b', 'U+E0041 (tag latin capital letter a)'),
        ('a\x00b', 'U+0000 (a control character)'),
        ('a\x1b[2J', 'U+001B (a control character)'),
        ('a\ud800', 'U+D800 (a control character)'),
        ('a\ufeffb', 'U+FEFF (zero width no-break space)'),
    ],
)
def test_invisible_character_in_one_line_is_named(text: str, named: str) -> None:
    with pytest.raises(MalformedError, match=re.escape(named)):
        texts.one_line(text)


@each(
    'text',
    [
        'می\u200cخواهم',
        'क्\u200dष',
        '\U0001f469\u200d\U0001f4bb writes',
        '\u2764\ufe0f',
        '葛\U000e0100城',
        'שלום C++\u200f',
        'Ada\u00a0Lovelace'.replace('\u00a0', ' '),
    ],
)
def test_what_a_script_needs_stays(text: str) -> None:
    assert texts.one_line(text) == text


@each('read', [addresses.url, addresses.relative_path])
@each('character', ['\u202e', '\u200b', '\u2066', '\x7f'])
def test_addresses_and_paths_hold_nothing_invisible(read: Callable[[object], object], character: str) -> None:
    with pytest.raises(MalformedError, match='invisible'):
        read(f'https://example.org/a{character}b'.removeprefix('https://' if read is addresses.relative_path else ''))


@each('text', ['a\x00b', 'a\x1b[2J', '\ud800', 'a\n\x85'])
def test_markdown_holds_no_control_characters(text: str) -> None:
    with pytest.raises(MalformedError, match='is not allowed'):
        texts.markdown(text)


def test_markdown_may_isolate_what_runs_the_other_way() -> None:
    assert texts.markdown('\u2067שלום\u2069\n\n\tcode') == '\u2067שלום\u2069\n\n\tcode'


def test_text_that_nobody_reads_in_one_line_is_refused() -> None:
    assert texts.one_line('x' * 2000)
    with pytest.raises(MalformedError, match='too long'):
        texts.one_line('x' * 2001)


def test_message_repeats_the_beginning_of_a_long_text() -> None:
    with pytest.raises(MalformedError) as caught:
        texts.identifier('no id ' * 1000)
    assert len(str(caught.value)) < 100
    assert '…' in str(caught.value)


def test_id_is_short_enough_for_the_name_of_a_file() -> None:
    with pytest.raises(MalformedError, match='too long'):
        texts.identifier('x' * 101)


def test_labels_that_differ_only_in_spaces_are_told() -> None:
    with pytest.raises(MalformedError, match="the label 'a b' is given twice"):
        fields.labels_apart({'a b': 'x', 'a  b': 'y'})


@each(
    'raw, read',
    [
        (['TBD'], TBD),
        (['a', 'tbd', 'b'], ['a', 'b']),
        ('TBD', 'TBD'),
        ('a', ['a']),
        ([], []),
        ({'a': 'b'}, [{'a': 'b'}]),
    ],
)
def test_tag_that_is_still_open_is_no_tag(raw: object, read: object) -> None:
    assert fields.known_items(raw) == read


@each(
    'text, read',
    [('photos/ada.jpg', 'photos/ada.jpg'), ('ada.jpg', 'ada.jpg'), (r'photos\ada.jpg', 'photos/ada.jpg')],
)
def test_path_below_the_data_folder_is_read_with_slashes(text: str, read: str) -> None:
    assert addresses.relative_path(text) == read


@each(
    'text',
    ['../x', 'a/../../x', r'a\..\..\x', '/etc/passwd', r'\\host\x', 'C:/x', 'c:x', '~/x', '~root/x', '', 'file:///x'],
)
def test_path_that_leaves_the_data_folder_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match='leaves the data folder'):
        addresses.relative_path(text)


@given(st.text(alphabet='./\\~:aC ', max_size=12))
def test_no_path_that_is_let_through_leaves_the_data_folder(text: str) -> None:
    try:
        path = addresses.relative_path(text)
    except MalformedError:
        return
    folder = Path('/data')
    assert (folder / path).resolve().is_relative_to(folder)


def test_name_too_long_for_a_file_is_refused() -> None:
    with pytest.raises(MalformedError, match='too long'):
        addresses.relative_path('photos/' + 'é' * 130 + '.jpg')


@each(
    'text, moment',
    [
        ('2025-10-19 13:00', datetime(2025, 10, 19, 13)),
        ('2025-10-19T13:00', datetime(2025, 10, 19, 13)),
        ('2025-10-19T13:00:00', datetime(2025, 10, 19, 13)),
        ('2025-10-19  9:05', datetime(2025, 10, 19, 9, 5)),
        ('2024-02-29', date(2024, 2, 29)),
    ],
)
def test_local_moment_is_a_date_with_or_without_a_time(text: str, moment: date) -> None:
    assert times.local_moment(text) == moment


@each('text', ['19.10.2025', '10/19/2025', '2025-1-9', '25-10-19', 'Sunday', '20251019', ''])
def test_date_in_another_order_is_refused_with_how_it_is_written(text: str) -> None:
    assert re.search(r"'2025-(10-19|01-09)( 13:00)?'", _hint(times.local_moment, text))


@each('text', ['2025-02-29', '2025-13-01', '2025-00-10', '0000-01-01 00:00', '٢٠٢٥-١٠-١٩'])
def test_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match='there is no day'):
        times.local_moment(text)


@each('text', ['0001-01-01 00:00', '1899-12-31', '3000-01-01', '9999-12-31 23:59'])
def test_year_at_which_arithmetic_would_fail_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match='too far away'):
        times.local_moment(text)


@each('text', ['13:00Z', '13:00+09:00', '13:00-1000', '2025-10-19T13:00:00Z'])
def test_time_with_an_offset_gets_told_that_times_are_local(text: str) -> None:
    assert 'local to the event' in _hint(times.moment_or_time, text)


@each('text', ['1pm', '13', '13.00', '13:0', '13:00:30', '24:00', '12:60', '', '1:00 pm'])
def test_what_is_no_time_of_day_is_refused_with_how_it_is_written(text: str) -> None:
    assert re.search(r"'\d\d:00'", _hint(times.clock_time, text))


@given(st.times())
def test_every_minute_of_the_day_is_read(moment: time) -> None:
    assert times.moment_or_time(f'{moment:%H:%M}') == moment.replace(second=0, microsecond=0)


@each(
    'text, hint',
    [
        ('19.10.2025 13:00', "write '2025-10-19 13:00'"),
        ('1pm', "write '13:00'"),
        ('in the morning', "write it in 24 hours, as '13:00' or '2025-10-19 13:00'"),
        ('', "write it in 24 hours, as '13:00' or '2025-10-19 13:00'"),
    ],
)
def test_start_in_another_form_is_refused_with_how_it_is_written(text: str, hint: str) -> None:
    assert _hint(times.moment_or_time, text) == hint


def test_session_needs_more_than_a_date_to_start() -> None:
    with pytest.raises(MalformedError, match='has no time'):
        times.moment_or_time('2025-10-19')


@each('text', ['#0b6e99', '#0B6E99'])
def test_colour_is_six_digits_in_lower_case(text: str) -> None:
    assert texts.colour(text) == '#0b6e99'


@each('text', ['0b6e99', '#fff', '#0b6e9g', 'red', '#0b6e99;x', ''])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match='is not a colour'):
        texts.colour(text)


@each('text', ['a', '7', 'opening-talk', 'Talk_1.2'])
def test_id_is_letters_digits_and_marks_between_them(text: str) -> None:
    assert texts.identifier(text) == text


@each('text', ['', '-a', 'a-', 'a b', ' a', 'é', 'a/b', '../a', 'a#b', '<b>', 'a\n'])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match='is not an id'):
        texts.identifier(text)


def test_id_cannot_be_left_open() -> None:
    with pytest.raises(MalformedError, match='an id cannot be'):
        texts.identifier('tbd')


@each(
    'text',
    ['en', 'ko', 'la', 'haw', 'pt-BR', 'pt-br', 'zh-Hant-TW', 'es-419', 'sl-rozaj', 'de-1996', 'de-x-a', 'en-u-ca-iso'],
)
def test_language_is_a_tag(text: str) -> None:
    assert texts.language(text) == text


@each(
    'text',
    [
        '',
        'English',
        'e',
        'en_US',
        'en-',
        '한국어',
        'en"onload="x',
        'xyz',
        'zzz',
        'qq',
        'en-XX',
        'en-Abcd',
        'eng-lish',
    ],
)
def test_what_is_no_language_tag_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match='is not a language tag'):
        texts.language(text)


@each('text, truth', [('true', True), ('Yes', True), ('NO', False), ('false', False)])
def test_yes_and_no_are_read_in_any_case(text: str, truth: bool) -> None:
    assert texts.yes_or_no(text) is truth


def test_text_on_several_lines_becomes_one_line() -> None:
    assert texts.one_line(' A  day\n\tof talks ') == 'A day of talks'


@each('text', ['', ' ', '\n\u3000'])
def test_empty_title_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match='is empty'):
        texts.one_line(text)


@pytest.mark.parametrize(
    ('written', 'hint'),
    [('1,200', "write '1200'"), ('about 40', "write '40'"), ('0', "write '120'"), ('many', "write '120'")],
)
def test_number_of_people_that_is_none_names_one(written: str, hint: str) -> None:
    with pytest.raises(MalformedError) as raised:
        texts.people_count(written)
    assert raised.value.hint == hint


def test_number_of_people_is_a_whole_number() -> None:
    assert [texts.people_count(written) for written in ('1', ' 0120 ', '9999999')] == [1, 120, 9_999_999]
