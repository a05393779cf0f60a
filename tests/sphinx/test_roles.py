"""``event:session``, ``event:person``, ``event:time`` and ``event:fact`` in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Project, Shown

PAGES = {
    'sessions': '.. event:sessions::',
    'speakers': '.. event:speaker:: charles',
    'session': 'See :event:session:`panel`.',
    'titled-session': 'See :event:session:`the discussion <panel>`.',
    'person': 'Ask :event:person:`charles`.',
    'titled-person': 'Ask :event:person:`the engineer <charles>`.',
    'elsewhere': 'Ask :event:person:`ada`.',
    'nowhere': 'Ask :event:person:`joseph`.',
    'time': 'At :event:time:`panel`.',
    'unknown-time': 'At :event:time:`mystery`.',
    'start': 'At :event:time:`start`.',
    'end': 'At :event:time:`end`.',
    'title': 'It is :event:fact:`title`.',
    'short-title': 'It is :event:fact:`short-title`.',
    'subtitle': 'It is :event:fact:`subtitle`.',
    'summary': 'It is :event:fact:`summary`',
    'part-of': 'It is :event:fact:`part-of`.',
}


@pytest.mark.parametrize(
    ('page', 'text', 'address'),
    [
        ('session', 'Machines that weave', 'sessions.html#event-session-panel'),
        ('titled-session', 'the discussion', 'sessions.html#event-session-panel'),
        ('person', 'Charles Babbage', 'speakers.html#event-person-charles'),
        ('titled-person', 'the engineer', 'speakers.html#event-person-charles'),
        ('elsewhere', 'Ada Lovelace', 'https://ada.example.org/'),
    ],
)
def test_role_is_a_link_to_the_entry_or_else_to_the_person_s_own_page(
    shown: Shown, page: str, text: str, address: str
) -> None:
    link = shown.html.html(page).one('p a')
    assert (link.text, link.tag['href']) == (text, address)


def test_person_without_any_page_is_a_name(shown: Shown) -> None:
    page = shown.html.html('nowhere')
    assert page.one('p').text == 'Ask Joseph-Marie Jacquard.'
    assert page.all('p a') == []


@pytest.mark.parametrize(
    ('page', 'text', 'machine'),
    [
        ('time', 'At 10:00–11:00.', ['2025-06-15T10:00+02:00', '2025-06-15T11:00+02:00']),
        ('unknown-time', 'At To be announced.', []),
        ('start', 'At 09:00.', ['2025-06-14T09:00+02:00']),
        ('end', 'At 13:00.', ['2025-06-15T13:00+02:00']),
    ],
)
def test_time_is_that_of_the_session_or_of_the_event(shown: Shown, page: str, text: str, machine: list[str]) -> None:
    paragraph = shown.html.html(page).one('p')
    assert (paragraph.text, paragraph.values('time', 'datetime')) == (text, machine)


@pytest.mark.parametrize(
    ('page', 'text'),
    [
        ('title', 'It is Conference on Looms & Engines.'),
        ('short-title', 'It is Looms.'),
        ('subtitle', 'It is From cards to programs.'),
        ('summary', 'It is Two days about weaving and computing.'),
        ('part-of', 'It is Weaving Week.'),
    ],
)
def test_fact_is_the_event_s_text(shown: Shown, page: str, text: str) -> None:
    assert shown.html.html(page).one('p').text == text


@pytest.mark.parametrize('page', [name for name in PAGES if name not in ('sessions', 'speakers')])
def test_printed_sentence_is_that_of_the_web(shown: Shown, page: str) -> None:
    assert shown.latex.tex(page).words == shown.html.html(page).one('p').text


def test_fact_in_a_heading_is_the_page_s_title_everywhere(conference: Project) -> None:
    built = conference.build()
    assert built.app.env.titles['index'].astext() == 'Conference on Looms & Engines'
    assert built.html('index').one('h1').text == 'Conference on Looms & Engines'


def test_printed_link_to_a_person_on_no_page_of_the_document_leads_to_their_own_page(shown: Shown) -> None:
    assert shown.latex.tex('elsewhere').arguments('sphinxhref', 2) == [('https://ada.example.org/', 'Ada Lovelace')]


def test_time_of_a_session_is_told_by_its_former_id(conference: Project) -> None:
    conference.edit('data/sessions.yaml', 'id: panel', 'id: panel\n  aliases: [old-panel]')
    conference.write({'venue.md': '# Venue\n\nAt {event:time}`old-panel`.\n'})
    built = conference.build()
    assert built.html('venue').one('p').text == 'At 10:00\N{EN DASH}11:00.'
    assert built.warnings == []
