"""``event:sessions`` and ``event:session``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Project, Shown

PAGES = {
    'all': '.. event:sessions::',
    'unlisted': '.. event:sessions::\n   :no-index:',
    'day': '.. event:sessions::\n   :day: 2\n   :no-index:',
    'room': '.. event:sessions::\n   :room: lab\n   :no-index:',
    'track': '.. event:sessions::\n   :track: theory\n   :no-index:',
    'kind': '.. event:sessions::\n   :kind: keynote, break\n   :no-index:',
    'one': '.. event:session:: first-program\n   :no-index:',
    'several': '.. event:session:: panel, opening\n   :no-index:',
    'schedule': '.. event:schedule::\n   :day: 2',
}

ALL = ['opening', 'first-program', 'coffee', 'cards', 'weaving', 'cancelled-talk', 'panel', 'mystery']


def test_every_session_is_a_section_with_an_anchor(shown: Shown) -> None:
    sections = shown.html.html('all').values('section.event-session', 'id')
    assert sections == [f'event-session-{ident}' for ident in ALL]


def test_entries_are_headed_by_their_titles_one_level_below_the_page(shown: Shown) -> None:
    page = shown.html.html('all')
    assert page.texts('section.event-session > h2')[:2] == ['Opening', 'The first program']
    assert page.all('h3') == []


@pytest.mark.parametrize(
    ('page', 'expected'),
    [
        ('day', ['Machines that weave']),
        ('room', ['Punch your own cards', 'A talk that is off']),
        ('track', ['The first program', 'Machines that weave']),
        ('kind', ['The first program', 'Coffee']),
        ('one', ['The first program']),
        ('several', ['Machines that weave', 'Opening']),
    ],
)
def test_options_and_argument_choose_sessions(shown: Shown, page: str, expected: list[str]) -> None:
    assert shown.html.html(page).texts('.event-session > h2') == expected
    assert [title for (title,) in shown.latex.tex(page).arguments('section')] == expected


def test_entry_says_when_where_and_what_it_is(shown: Shown) -> None:
    entry = shown.html.html('one').one('.event-session')
    assert entry.one('.event-subtitle').text == 'Note G'
    assert entry.one('.event-session__when').text == (
        'Saturday, June 14, 2025 · 09:15–10:15 (UTC+2) · 50+10 min (talk + questions) · Main Hall'
    )
    assert entry.one('.event-session__about').text == 'Keynote · Theory · beginner · English · history, numbers'


def test_entry_has_the_abstract_as_markdown(shown: Shown) -> None:
    assert shown.html.html('one').one('.event-session__abstract em').text == 'Bernoulli'
    assert shown.latex.tex('one').arguments('sphinxstyleemphasis')[-1] == ('Bernoulli',)


def test_entry_names_who_takes_part_and_how(shown: Shown) -> None:
    panel = shown.html.html('several').all('.event-session')[0]
    assert panel.texts('.event-person__name') == [
        'Grace Hopper (Moderator)',
        'Ada Lovelace (Panelist)',
        'Charles Babbage (Panelist)',
    ]


def test_materials_are_links_downloads_or_announced(shown: Shown) -> None:
    materials = shown.html.html('one').one('.event-materials__list')
    assert materials.texts('li') == ['Slides', 'Card patterns', 'Video: To be announced']
    outer, file = materials.values('a', 'href')
    assert outer == 'https://slides.example.org/note-g'
    assert (shown.html.folder / str(file)).read_text(encoding='utf-8') == 'X.X. .X.X\n'


def test_abstract_in_another_language_is_marked_so(shown: Shown) -> None:
    entry = shown.html.html('all').one('#event-session-weaving')
    assert entry.one('.event-session__abstract').tag['lang'] == 'ko'


def test_title_in_another_language_is_marked_so(shown: Shown) -> None:
    entry = shown.html.html('all').one('#event-session-weaving')
    assert entry.one('h2').tag.get('lang') == 'ko'


@pytest.mark.parametrize(
    'page',
    [
        {'venue.rst': 'Venue\n=====\n\n- .. event:session:: coffee\n       :no-index:\n'},
        {'venue.md': '# Venue\n\n- ```{event:session} coffee\n  :no-index:\n  ```\n'},
    ],
    ids=['rst', 'md'],
)
def test_entry_within_a_list_has_a_name_but_no_heading(conference: Project, page: dict[str, str]) -> None:
    (conference.source / 'venue.md').unlink()
    conference.write(page)
    item = conference.build().html('venue').one('li')
    assert item.texts('.event-session > .rubric') == ['Coffee']
    assert item.all('h1, h2, h3, section') == []


def test_entry_without_index_is_never_where_links_lead(shown: Shown) -> None:
    links = shown.html.html('schedule').values('.event-slot__title a', 'href')
    assert links == ['all.html#event-session-panel']


def test_printed_entries_are_those_of_the_web(shown: Shown) -> None:
    printed = [title for (title,) in shown.latex.tex('all').arguments('section')]
    assert printed == shown.html.html('all').texts('.event-session > h2')


def test_printed_entry_has_each_person_beside_a_picture(shown: Shown) -> None:
    people = shown.latex.tex('several').inside('eventmedia')
    assert [bool(person.arguments('eventportrait')) for person in people] == [False, True, False, False]
    assert people[0].arguments('eventmonogram', 2)[0][1] == 'GH'


@pytest.mark.parametrize('builder', ['html', 'latex'])
def test_quotes_stay_as_they_were_written(project: Project, builder: str) -> None:
    project.write(
        {
            'data/event.yaml': 'title: Meetup\nstart: 2025-06-14 09:00\ntimezone: Europe/Paris\n',
            'data/people.yaml': '{}\n',
            'data/sessions.yaml': '- {id: a, title: "نعم", language: ar-EG, abstract: "قال \\"لا\\"", duration: 30}\n'
            '- {id: b, title: "他说\\"是\\"", language: zh, duration: 30}\n'
            '- {id: c, title: "Sie sagt \\"ja\\"", language: de, duration: 30}\n',
            'index.rst': 'Meetup\n======\n\n.. event:schedule::\n\n.. event:sessions::\n',
        }
    )
    built = project.build(builder, event_pages={'session': 'sessions'})
    assert built.warnings == []
    if builder == 'html':
        assert 'قال "لا"' in built.html('index').text
        assert 'قال "لا"' in built.html('sessions/a').text
        assert built.html('sessions/c').one('h1').text.startswith('Sie sagt "ja"')
