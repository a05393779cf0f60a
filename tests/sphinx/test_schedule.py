"""``event:schedule``: layouts, columns and filters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Project, Shown

PAGES = {
    'whole': '.. event:schedule::',
    'list': '.. event:schedule::\n   :layout: list',
    'columns': '.. event:schedule::\n   :columns: time, duration, title, people, room, track, kind, level, language',
    'order': '.. event:schedule::\n   :columns: room, time',
    'names': '.. event:schedule::\n   :presenters: names',
    'number': '.. event:schedule::\n   :day: 2',
    'date': '.. event:schedule::\n   :day: 2025-06-14',
    'room': '.. event:schedule::\n   :room: lab',
    'track': '.. event:schedule::\n   :track: theory',
    'kind': '.. event:schedule::\n   :kind: keynote, hands-on',
    'together': '.. event:schedule::\n   :day: 1\n   :room: hall\n   :track: theory, practice',
    'nobody': '.. event:schedule::\n   :room: lab\n   :track: theory',
}

ALL = [
    *('Opening', 'The first program', 'Coffee', 'Punch your own cards', '직조와 계산', 'A talk that is off'),
    *('Machines that weave', 'To be announced'),
]


def titles(shown: Shown, page: str) -> list[str]:
    cells = shown.html.html(page).all('tbody .event-slot__title')
    return [cell.text.removesuffix(''.join(cell.texts('.event-status'))).strip() for cell in cells]


def test_each_day_is_a_table_and_sessions_without_a_day_come_last(shown: Shown) -> None:
    captions = shown.html.html('whole').texts('table > caption')
    assert captions == ['Saturday, June 14, 2025 (UTC+2)', 'Sunday, June 15, 2025 (UTC+2)', 'Time to be announced']


def test_table_shows_sessions_in_the_order_of_time_then_of_rooms(shown: Shown) -> None:
    assert titles(shown, 'whole') == ALL


def test_rooms_and_tracks_are_columns_where_there_are_several(shown: Shown) -> None:
    first, *_ = shown.html.html('whole').all('table')
    assert first.texts('thead th') == ['Time (UTC+2)', 'Topic', 'Presenter', 'Room', 'Track', 'Language']


def test_every_header_cell_says_what_it_is_the_header_of(shown: Shown) -> None:
    for table in shown.html.html('columns').all('table'):
        assert set(table.values('thead th', 'scope')) == {'col'}
        assert [row.values('th', 'scope') for row in table.all('tbody tr')] == [['row']] * len(table.all('tbody tr'))


def test_every_row_has_a_cell_for_every_column(shown: Shown) -> None:
    for table in shown.html.html('columns').all('table'):
        assert {len(row.all('th, td')) for row in table.all('tr')} == {9}


@pytest.mark.parametrize(
    ('column', 'text'),
    [
        ('time', '09:15–10:15'),
        ('duration', '50+10 min'),
        ('title', 'The first program Note G'),
        ('people', 'AL Ada Lovelace Analyst, Analytical Society'),
        ('room', 'Main Hall'),
        ('track', 'Theory'),
        ('kind', 'Keynote'),
        ('level', 'beginner'),
        ('language', 'English'),
    ],
)
def test_column_shows_what_it_is_named_after(shown: Shown, column: str, text: str) -> None:
    row = shown.html.html('columns').all('tbody tr')[1]
    assert row.one(f'.event-timetable__{column}').text == text.removeprefix('AL ')


def test_columns_stand_in_the_order_in_which_they_are_named(shown: Shown) -> None:
    assert shown.html.html('order').all('table')[0].texts('thead th') == ['Room', 'Time (UTC+2)']


def test_first_column_is_the_row_header_where_there_is_no_title(shown: Shown) -> None:
    assert shown.html.html('order').all('table')[0].texts('tbody th')[:2] == ['Main Hall', 'Main Hall']


def test_time_carries_date_and_offset_for_machines(shown: Shown) -> None:
    row = shown.html.html('columns').all('tbody tr')[1]
    assert row.values('time', 'datetime') == ['2025-06-14T09:15+02:00', '2025-06-14T10:15+02:00']


@pytest.mark.parametrize(
    ('page', 'expected'),
    [
        ('number', ['Machines that weave']),
        ('date', ALL[:6]),
        ('room', ['Punch your own cards', 'A talk that is off']),
        ('track', ['The first program', 'Machines that weave']),
        ('kind', ['The first program', 'Punch your own cards']),
        ('together', ['The first program', '직조와 계산']),
        ('nobody', []),
    ],
)
def test_filters_choose_the_sessions_that_fit_them_all(shown: Shown, page: str, expected: list[str]) -> None:
    assert titles(shown, page) == expected


def test_list_has_a_line_for_each_day_and_an_item_for_each_session(shown: Shown) -> None:
    page = shown.html.html('list')
    assert page.texts('.event-day') == [
        *('Saturday, June 14, 2025 (UTC+2)', 'Sunday, June 15, 2025 (UTC+2)', 'Time to be announced'),
    ]
    assert [len(agenda.all('li')) for agenda in page.all('.event-agenda > ul')] == [6, 1, 1]


def test_list_item_says_when_where_what_and_who(shown: Shown) -> None:
    item = shown.html.html('list').all('.event-agenda > ul > li')[1]
    when = '09:15–10:15 · 50+10 min · Main Hall · Theory · English'
    assert item.texts('p') == [when, 'The first program', 'Note G', 'Ada Lovelace']


def test_list_item_says_as_what_somebody_takes_part(shown: Shown) -> None:
    item = shown.html.html('list').all('.event-agenda > ul')[1].one('li')
    people = 'Grace Hopper (Moderator), Ada Lovelace (Panelist), Charles Babbage (Panelist)'
    assert item.texts('.event-agenda__people') == [people]


def test_presenters_may_be_names_alone(shown: Shown) -> None:
    pictures, names = (shown.html.html(page).all('tbody .event-timetable__people') for page in ('whole', 'names'))
    with_pictures = [cell.texts('.event-person__name') for cell in pictures]
    assert [cell.text for cell in names] == [', '.join(lines) for lines in with_pictures]
    assert any(cell.all('.event-portrait, .event-monogram') for cell in pictures)
    assert not any(cell.all('.event-portrait, .event-monogram, .event-person__about') for cell in names)


@pytest.mark.parametrize(('count', 'pictured'), [(50, True), (51, False)])
@pytest.mark.parametrize('page', ['schedule', 'rooms/hall'])
@pytest.mark.slow
def test_presenters_of_many_sessions_are_names_and_nothing_else_of_them_is_used(
    project: Project, page: str, count: int, pictured: bool
) -> None:
    sessions = [
        {'id': f's{number}', 'title': 'A', 'duration': '5 min', 'room': 'hall', 'people': ['ada']}
        for number in range(count)
    ]
    people = {'ada': {'name': 'Ada Brandt', 'affiliation': 'Weavers', 'bio': 'Weaves.'}}
    event = {'title': 'E', 'start': '2026-05-04 09:00', 'timezone': 'UTC', 'rooms': [{'id': 'hall', 'name': 'Hall'}]}
    data = {'event': event, 'people': people, 'sessions': sessions}
    project.write({f'data/{name}.json': json.dumps(held) for name, held in data.items()})
    project.write(
        {'index.rst': 'E\n=\n\n.. toctree::\n\n   schedule\n', 'schedule.rst': 'S\n=\n\n.. event:schedule::\n'}
    )
    built = project.build(event_pages={'room': 'rooms'})
    assert len(built.html(page).all('tbody .event-monogram')) == (count if pictured else 0)
    before = built.files()[f'{page}.html']
    people['ada']['affiliation'] = 'Spinners'
    project.write({'data/people.json': json.dumps(people)})
    written = project.build(event_pages={'room': 'rooms'})
    assert (written.read == ('schedule',)) is pictured
    assert (written.files()[f'{page}.html'] != before) is pictured


def test_title_in_another_language_is_marked_so(shown: Shown) -> None:
    for page in ('whole', 'list'):
        (marked,) = shown.html.html(page).all('[lang]')
        assert (marked.tag['lang'], marked.text) == ('ko', '직조와 계산')


def test_cancelled_session_says_so(shown: Shown) -> None:
    assert shown.html.html('whole').one('.event-slot--cancelled .event-status').text == 'Cancelled'


def test_what_is_not_known_is_to_be_announced_in_every_cell(shown: Shown) -> None:
    row = shown.html.html('columns').all('table')[-1].one('tbody tr')
    unknown = ['time', 'duration', 'title', 'room']
    assert [row.one(f'.event-timetable__{column}').text for column in unknown] == ['To be announced'] * 4
    assert row.one('.event-timetable__people .event-person__name').text == 'To be announced'


def test_printed_table_has_the_day_above_it(shown: Shown) -> None:
    tables = shown.latex.tex('whole').arguments('begin{eventtimetable}', 2)
    assert [heading for _, heading in tables] == [
        'Saturday, June 14, 2025 (UTC+2)',
        'Sunday, June 15, 2025 (UTC+2)',
        'Time to be announced',
    ]


@pytest.mark.parametrize('page', ['whole', 'columns', 'order', 'number', 'track'])
def test_printed_rows_are_those_of_the_web(shown: Shown, page: str) -> None:
    printed = [table.rows for table in shown.latex.tex(page).inside('eventtimetable')]
    tables = shown.html.html(page).all('table')
    assert [[len(row) for row in rows] for rows in printed] == [
        [len(row.all('th, td')) for row in table.all('tr')] for table in tables
    ]


def test_printed_row_says_the_same_as_the_web(shown: Shown) -> None:
    printed = shown.latex.tex('columns').inside('eventtimetable')[0].rows[2]
    row = shown.html.html('columns').all('tbody tr')[1]
    assert [cell.words for cell in printed] == [cell.text for cell in row.all('th, td')]


def test_printed_list_has_the_items_of_the_web(shown: Shown) -> None:
    lists = shown.latex.tex('list').inside('itemize')
    assert [agenda.source.count(r'\item') for agenda in lists] == [6, 1, 1]


def test_language_is_told_where_sessions_are_held_in_several(project: Project) -> None:
    sessions = '- {id: a, title: A, duration: 10, language: de}\n- {id: b, title: B, duration: 10}\n'
    event = 'title: T\nstart: 2026-10-20 09:00\ntimezone: UTC\nlanguage: fr\n'
    page = 'X\n=\n\n.. event:schedule::\n\n.. event:schedule::\n   :layout: list\n\n.. event:session:: b\n'
    project.write({'data/event.yaml': event, 'data/people.yaml': '', 'data/sessions.yaml': sessions, 'index.rst': page})
    text = project.build().html('index').text
    assert text.count('German') == 2
    # The table, the list, and the entry.
    assert text.count('French') == 3


def test_column_that_no_session_has_anything_for_is_left_out(project: Project) -> None:
    event = 'title: T\nstart: 2026-10-20 09:00\ntimezone: UTC\nrooms: [{id: a, name: A}, {id: b, name: B}]\n'
    sessions = '- {id: a, title: A, duration: 10}\n- {id: b, title: B, duration: 10}\n'
    page = 'X\n=\n\n.. event:schedule::\n'
    project.write({'data/event.yaml': event, 'data/people.yaml': '', 'data/sessions.yaml': sessions, 'index.rst': page})
    assert project.build().html('index').texts('thead th') == ['Time (UTC)', 'Topic']
