"""The sidebar on pages of records: made once for many pages, and right on each."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from tests.sphinx.conftest import Html

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project

EVENT = {
    'title': 'Event',
    'start': '2026-05-04 09:00',
    'timezone': 'UTC',
    'tracks': [{'id': track, 'name': track.title()} for track in ('alpha', 'beta')],
}
SESSIONS = [
    {'id': 'one', 'title': 'First', 'duration': '20 min', 'tags': ['index', 'maps'], 'track': 'alpha'},
    {'id': 'two', 'title': 'Second', 'duration': '20 min', 'tags': ['maps'], 'track': 'beta'},
]
PAGES = {'session': 'sessions', 'track': 'tracks', 'tag': 'tags'}


@pytest.fixture
def site(project: Project) -> Project:
    data = {'event': EVENT, 'people': {}, 'sessions': SESSIONS}
    project.write({f'data/{name}.json': json.dumps(held) for name, held in data.items()})
    project.write(
        {'index.rst': 'Home\n====\n\n.. toctree::\n   :caption: Parts\n\n   other\n', 'other.rst': 'Other\n=====\n'}
    )
    return project


def whole(built: Built, page: str) -> Html:
    """A page with all that the theme has around it."""
    return Html(built.whole_html(page).select('html')[0])


def build(project: Project, builder: str = 'html', **settings: Any) -> Built:
    return project.build(builder, event_pages=PAGES, html_theme='sphinx_book_theme', **settings)


def test_sidebar_is_the_same_as_on_a_document_but_for_what_is_current(site: Project) -> None:
    built = build(site)
    document, page = whole(built, 'other'), whole(built, 'sessions/two')
    assert page.texts('nav.bd-docs-nav a') == document.texts('nav.bd-docs-nav a') == ['Other']
    assert page.values('nav.bd-docs-nav a', 'href') == ['../other.html']


def test_title_that_looks_like_html_is_no_html(site: Project) -> None:
    hostile = 'R&D <img src=x onerror=alert(1)>'
    site.write({'index.rst': f'{hostile}\n{"=" * 40}\n\n.. toctree::\n\n   other\n'})
    built = build(site, html_theme_options={'home_page_in_toc': True})
    for name in ('other', 'sessions/one', 'sessions/two', 'tags/maps'):
        page = whole(built, name)
        assert page.texts('.bd-sidenav__home-link a') == [hostile], name
        assert page.all('img[onerror]') == [], name


def test_links_lead_on_from_every_page_of_directories(site: Project) -> None:
    """The tag 'index' has its page in the folder itself, and other tags have a folder each."""
    built = build(site, 'dirhtml')
    for page in ('tags/index', 'tags/maps/index', 'sessions/one/index'):
        (link,) = whole(built, page).values('nav.bd-docs-nav a', 'href')
        assert link is not None
        assert PurePosixPath(urljoin(f'/{page}', link)) == PurePosixPath('/other'), page


def test_sidebar_of_the_author_s_own_may_tell_of_the_page(site: Project) -> None:
    site.write({'_templates/sbt-sidebar-nav.html': '<nav class="mine">You are at {{ title }}</nav>\n'})
    built = build(site, templates_path=['_templates'])
    assert [whole(built, f'sessions/{ident}').texts('nav.mine') for ident in ('one', 'two')] == [
        ['You are at First'],
        ['You are at Second'],
    ]


@pytest.mark.parametrize('edit', [('Parts', 'Sections'), ('   other\n', '   Another name <other>\n')])
def test_sidebar_follows_the_tree(site: Project, edit: tuple[str, str]) -> None:
    build(site)
    site.write({'index.rst': (site.source / 'index.rst').read_text(encoding='utf-8').replace(*edit)})
    built = build(site)
    shown = whole(built, 'sessions/one').one('nav.bd-docs-nav').text
    assert shown == whole(built, 'sessions/two').one('nav.bd-docs-nav').text
    assert edit[1].replace('<other>', '').strip() in shown
