"""``event:papers``: what is shown of papers, and what is not."""

from __future__ import annotations

import pytest
from tests.sphinx.conftest import Built, Project

EVENT = """\
title: Day
start: 2026-05-04 09:00
timezone: Europe/Paris
papers:
  - id: looms
    title: Looms & <cards>
    authors: [ada, {name: Cleo Diaz, affiliation: Harbour University}, TBD]
    abstract: About *looms*.
    decision: oral
    award: Best paper
    number: P1
    session: talks
    links: {pdf: https://example.org/looms.pdf, Data: https://example.org/data}
  - {id: engines, title: Engines, authors: ada, decision: poster, status: withdrawn}
  - {id: secret, title: Hidden looms, authors: eve, session: later}
"""
PEOPLE = 'ada: {name: Ada Brandt, affiliation: {name: Silk Mill, short: SM}}\neve: {name: Eve Stone}\n'
SESSIONS = """\
- {id: talks, title: Talks, duration: 1h}
- {id: later, title: Later, duration: 1h, published: no}
"""
PAGES = {
    'all': '.. event:papers::',
    'oral': '.. event:papers::\n   :decision: oral',
    'award': '.. event:papers::\n   :award:',
    'other': '.. event:papers::\n   :award: Best poster',
    'talks': '.. event:papers::\n   :session: talks',
}


@pytest.fixture
def papers(project: Project) -> Project:
    names = ''.join(f'   {name}\n' for name in PAGES)
    project.write(
        {
            'data/event.yaml': EVENT,
            'data/people.yaml': PEOPLE,
            'data/sessions.yaml': SESSIONS,
            'index.rst': f'Day\n===\n\n.. toctree::\n\n{names}',
            **{f'{name}.rst': f'Page {name}\n==========\n\n{text}\n' for name, text in PAGES.items()},
        }
    )
    return project


def build(project: Project, builder: str = 'html', **settings: object) -> Built:
    built = project.build(builder, **settings)
    assert built.warnings == []
    return built


def test_papers_are_shown_with_what_is_known(papers: Project) -> None:
    page = build(papers).html('all').one('ul.event-papers')
    first, second = (line.text for line in page.all('.event-paper'))
    assert first.replace('\xa0', ' ') == 'Looms & <cards> · Best paper · Oral · P1'
    assert second.replace('\xa0', ' ') == 'Engines · Withdrawn · Poster'
    authors = ['Ada Brandt (SM), Cleo Diaz (Harbour University), To be announced', 'Ada Brandt (SM)']
    assert page.texts('.event-paper__authors') == authors
    assert [link.text for link in page.all('.event-paper__links a.external')] == ['PDF', 'Data']
    assert page.texts('.event-paper__abstract em') == ['looms']
    assert page.values('.event-paper [id]', 'id') == ['event-paper-looms', 'event-paper-engines']


@pytest.mark.parametrize(
    ('page', 'titles'),
    [('oral', ['Looms & <cards>']), ('award', ['Looms & <cards>']), ('other', []), ('talks', ['Looms & <cards>'])],
)
def test_options_select_papers(papers: Project, page: str, titles: list[str]) -> None:
    assert build(papers).html(page).texts('.event-paper__title') == titles


def test_nothing_tells_of_a_paper_of_an_unpublished_session(papers: Project) -> None:
    files = build(papers).files()
    assert [name for name, content in files.items() if b'Hidden looms' in content or b'Eve Stone' in content] == []


@pytest.mark.parametrize('builder', ['latex', 'text'])
def test_papers_are_in_other_builders(papers: Project, builder: str) -> None:
    folder = build(papers, builder).folder
    path = folder / ('day.tex' if builder == 'latex' else 'all.txt')
    written = path.read_text(encoding='utf-8')
    assert 'Cleo Diaz' in written
    assert 'Hidden looms' not in written


def test_only_pages_with_a_paper_follow_it(papers: Project) -> None:
    build(papers)
    papers.edit('data/event.yaml', 'title: Engines', 'title: Machines')
    built = build(papers)
    assert set(built.read) == {'all'}
    assert 'Machines' in built.html('all').one('ul.event-papers').text


def test_unknown_session_and_author_are_told(papers: Project) -> None:
    papers.edit('data/event.yaml', 'session: talks', 'session: talk')
    papers.edit('data/event.yaml', 'title: Engines, authors: ada', 'title: Engines, authors: ida')
    assert len([one for one in papers.build().warnings if one.kind == 'event.reference']) == 2


def test_session_names_its_papers_and_follows_them(papers: Project) -> None:
    settings = {'event_pages': {'session': 'sessions'}}
    titles = build(papers, **settings).html('sessions/talks').texts('.event-session__paper-list li')
    assert titles == ['Looms & <cards>']
    papers.edit('data/event.yaml', 'title: Engines, authors: ada', 'title: Engines, session: talks, authors: ada')
    papers.edit('data/event.yaml', 'status: withdrawn', 'status: confirmed')
    titles = build(papers, **settings).html('sessions/talks').texts('.event-session__paper-list li')
    assert titles == ['Looms & <cards>', 'Engines']
