"""Tracks and their colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project, Shown

PAGES = {'table': '.. event:schedule::', 'list': '.. event:schedule::\n   :layout: list', 'other': 'No track.'}
THEORY, PRACTICE = '#1f5f8b', '#2f6b3a'


def colours(built: Built, page: str) -> dict[str, str]:
    """What the page's head says of the colour of each class."""
    rules = ''.join(str(style.string) for style in built.whole_html(page).select('head > style'))
    return dict(re.findall(r'\.(event-track--[\w.\\-]+),.*?--event-track:(#\w{6})', rules))


@pytest.mark.parametrize('page', ['table', 'list'])
def test_name_of_a_track_has_its_colour(shown: Shown, page: str) -> None:
    html = shown.html.html(page)
    assert colours(shown.html, page) == {'event-track--theory': THEORY, 'event-track--practice': PRACTICE}
    assert set(html.texts('.event-track--theory')) == {'Theory'}
    assert set(html.texts('.event-track--practice')) == {'Practice'}


def test_page_without_tracks_has_no_colours(shown: Shown) -> None:
    assert shown.html.whole_html('other').select('head > style') == []


def test_printed_name_of_a_track_has_its_colour(shown: Shown) -> None:
    marked = {('1F5F8B', 'Theory'), ('2F6B3A', 'Practice')}
    assert set(shown.latex.tex('table').arguments('eventtrack', 2)) == marked


def test_page_follows_the_colour_of_a_track(project: Project) -> None:
    project.write(
        {
            'data/event.yaml': 'title: x\nstart: 2025-10-19 13:00\ntimezone: UTC\n'
            'tracks: [{id: a.b, name: One, color: "#AA0000"}, {id: c, name: Two}]\n',
            'data/sessions.yaml': '- {id: s, title: S, track: a.b}\n- {id: t, title: T, track: c}\n',
            'index.rst': 'x\n=\n\n.. event:schedule::\n',
        }
    )
    built = project.build()
    page = built.html('index')
    assert colours(built, 'index') == {r'event-track--a\.b': '#aa0000'}
    assert page.texts('td.event-timetable__track') == ['One', 'Two']
    assert page.texts('[class^="event-track--"]') == ['One']
    project.edit('data/event.yaml', '#AA0000', '#00bb00')
    assert colours(project.build(), 'index') == {r'event-track--a\.b': '#00bb00'}


def test_page_of_a_session_has_the_colour_of_its_track(conference: Project) -> None:
    built = conference.build(event_pages={'session': 'talks'})
    assert colours(built, 'talks/first-program') == {'event-track--theory': THEORY}
    assert built.html('talks/first-program').texts('.event-session__about .event-track--theory') == ['Theory']


def test_title_of_a_track_s_page_has_its_colour(conference: Project) -> None:
    built = conference.build(event_pages={'track': 'tracks'})
    assert built.html('tracks/theory').texts('h1 .event-track--theory') == ['Theory']
    assert built.whole_html('tracks/theory').title.get_text().startswith('Theory')
    assert colours(built, 'tracks/theory') == {'event-track--theory': THEORY}
