"""The menu of PDFs: what is offered, what is not, and which pages are written again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project

DOCUMENTS = [('programme', 'programme.tex', '', '', 'howto')]
EVENT = """\
title: Words
start: 2026-05-04 09:00
end: 2026-05-04 17:00
timezone: Europe/Vienna
online: {passcode: sesame}
"""


@pytest.fixture
def site(project: Project) -> Project:
    project.write(
        {
            'data/event.yaml': EVENT,
            'data/people.yaml': '',
            'data/sessions.yaml': '- {id: maps, title: Maps, duration: 30 min}\n',
            'index.rst': 'Home\n====\n\n.. toctree::\n\n   programme\n   pages/schedule\n',
            'programme.rst': 'The programme\n=============\n\n.. event:sessions::\n',
            'pages/schedule.rst': 'Schedule\n========\n\n.. event:pdfs::\n\n.. event:schedule::\n',
        }
    )
    return project


def build(project: Project, builder: str = 'html', audience: str = 'public') -> Built:
    return project.build(
        builder,
        latex_documents=DOCUMENTS,
        event_pdf_folders=['pdf', 'other'],
        event_audience=audience,
    )


def typeset(project: Project, name: str = 'pdf/programme', *, audience: str = 'public', title: str = '') -> None:
    """What TeX leaves behind, after a build of the LaTeX files."""
    data = build(project, 'latex', audience).folder / 'eventdata.sty'
    stamp = data.read_text(encoding='utf-8').partition(r'\eventstamp{')[2].partition('}')[0]
    project.write({f'{name}.pdf': 'PDF', f'{name}.edition': f'{stamp}\n{title}'})


def offered(built: Built, page: str = 'pages/schedule') -> list[tuple[str, str]]:
    links = built.html(page).all('details.event-print a')
    return [(link.text, str(link.tag['href'])) for link in links]


def test_pdf_of_the_same_edition_is_offered_and_copied(site: Project) -> None:
    typeset(site)
    built = build(site)
    assert offered(built) == [('The programme', '../print/programme.pdf')]
    assert built.html('pages/schedule').texts('details.event-print > summary') == ['Print']
    assert (built.folder / 'print' / 'programme.pdf').read_text() == 'PDF'
    assert built.warnings == []


def test_pdfs_of_several_folders_are_called_by_the_titles_that_stand_beside_them(site: Project) -> None:
    typeset(site)
    typeset(site, 'pdf/programme-booklet')
    typeset(site, 'other/agenda', title='Agenda')
    assert offered(build(site)) == [
        ('The programme', '../print/programme.pdf'),
        ('The programme, to print and fold', '../print/programme-booklet.pdf'),
        ('Agenda', '../print/agenda.pdf'),
    ]


def test_without_pdfs_there_is_no_menu(site: Project) -> None:
    assert build(site).html('pages/schedule').all('details') == []


def test_pdf_that_does_not_say_what_it_is_of_is_not_offered(site: Project) -> None:
    site.write({'pdf/badges.pdf': 'PDF'})
    assert offered(build(site)) == []


def test_page_is_written_again_and_not_read_when_pdfs_come_and_go(site: Project) -> None:
    assert offered(build(site)) == []
    typeset(site)
    built = build(site)
    assert (built.read, len(offered(built))) == ((), 1)
    (site.source / 'pdf' / 'programme.pdf').unlink()
    built = build(site)
    assert (built.read, offered(built)) == ((), [])
    assert not (built.folder / 'print' / 'programme.pdf').exists()


def test_pdf_that_was_typeset_anew_is_copied_again(site: Project) -> None:
    typeset(site)
    build(site)
    site.write({'pdf/programme.pdf': 'PD2'})
    assert (build(site).folder / 'print' / 'programme.pdf').read_text() == 'PD2'


def test_pdf_of_other_data_is_warned_of_and_taken_away(site: Project) -> None:
    typeset(site)
    build(site)
    site.edit('data/sessions.yaml', 'Maps', 'Atlases')
    built = build(site)
    assert offered(built) == []
    assert not (built.folder / 'print' / 'programme.pdf').exists()
    (warning,) = built.warnings
    assert (warning.file, warning.kind) == ('programme.pdf', 'event.pdf')
    assert warning.message.startswith('PDF is out of date')


def test_attendees_pdf_never_comes_to_the_public_site(site: Project) -> None:
    typeset(site, audience='attendees')
    built = build(site)
    assert offered(built) == []
    assert not (built.folder / 'print').exists()
    assert [warning.message.partition(',')[0] for warning in built.warnings] == ['PDF is for another audience']
    assert offered(build(site, audience='attendees')) == [('The programme', '../print/programme.pdf')]


@pytest.mark.parametrize('builder', ['epub', 'text', 'latex', 'man'])
def test_other_outputs_have_no_menu(site: Project, builder: str) -> None:
    typeset(site)
    built = build(site, builder)
    assert not list(Path(built.folder).rglob('print/*.pdf'))
    assert not any(b'event-print' in content for name, content in built.files().items() if not name.endswith('.css'))


@pytest.mark.parametrize('builder', ['dirhtml', 'singlehtml'])
def test_other_websites_have_one(site: Project, builder: str) -> None:
    typeset(site)
    built = build(site, builder)
    page = {'dirhtml': 'pages/schedule/index', 'singlehtml': 'index'}[builder]
    ((_title, address),) = offered(built, page)
    assert ((built.folder / page).parent / address).resolve() == (built.folder / 'print' / 'programme.pdf').resolve()
