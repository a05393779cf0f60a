"""What is for attendees, or for nobody, is in nothing that a build writes."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.sphinx.conftest import paint

if TYPE_CHECKING:
    from tests.sphinx.conftest import Project

#: They build a project again and again.
pytestmark = pytest.mark.slow

BUILDERS = ['html', 'latex', 'text', 'gettext', 'epub', 'xml']


def contents(file: Path) -> bytes:
    """The bytes of a file, those within a compressed inventory too."""
    written = file.read_bytes()
    if file.name != 'objects.inv':
        return written
    *head, body = written.split(b'\n', 4)
    return b'\n'.join([*head, zlib.decompress(body)])


@pytest.mark.parametrize('builder', BUILDERS)
def test_secret_is_neither_in_the_output_nor_in_what_sphinx_keeps(conference: Project, builder: str) -> None:
    built = conference.build(builder)
    kept = [*built.folder.rglob('*'), *Path(built.app.doctreedir).rglob('*')]
    assert [file for file in kept if file.is_file() and b'SECRET' in contents(file)] == []


def test_secret_is_in_no_message(conference: Project) -> None:
    conference.edit('data/event.yaml', 'url: https://zoom.example.org/j/SECRET-LINK', 'url: zoom SECRET-LINK')
    built = conference.build('pseudoxml')
    assert [warned.file for warned in built.warnings] == ['event.yaml']
    assert 'SECRET' not in built.app.warning.getvalue() + built.app.status.getvalue()


def test_change_of_a_secret_changes_no_page(conference: Project) -> None:
    conference.build('pseudoxml')
    conference.edit('data/event.yaml', 'SECRET-PASSCODE', 'SECRET-TOO')
    assert conference.build('pseudoxml').read == ()


def test_reader_is_told_that_access_is_for_attendees(conference: Project) -> None:
    page = conference.build().html('venue')
    assert page.texts('.event-withheld') == ['For attendees'] * 3


def test_what_is_public_is_shown(conference: Project) -> None:
    conference.edit('data/event.yaml', 'platform: Zoom', 'platform: Zoom\n  audience: public')
    page = conference.build().html('venue')
    assert page.texts('.event-withheld') == []
    assert page.values('dd a', 'href')[-1] == 'https://zoom.example.org/j/SECRET-LINK'


def test_what_is_not_known_yet_is_announced_to_everybody(conference: Project) -> None:
    conference.edit('data/event.yaml', 'url: https://zoom.example.org/j/SECRET-LINK', 'url: TBD')
    page = conference.build().html('venue')
    assert dict(zip(page.texts('dt'), page.texts('dd'), strict=True))['Zoom link:'] == 'To be announced'


@pytest.mark.parametrize('builder', ['html', 'epub'])
def test_files_of_a_session_that_is_taken_back_leave_the_output(project: Project, builder: str) -> None:
    project.write(
        {
            'data/event.yaml': 'title: Meetup\nstart: 2025-06-14 09:00\ntimezone: Europe/Paris\n',
            'data/people.yaml': 'ada: {name: Ada}\nbob: {name: Bob}\n',
            'data/sessions.yaml': (
                '- {id: first, title: First, duration: 1h, people: ada}\n'
                '- {id: last, title: Last, duration: 1h, people: bob, materials: [{kind: slides, file: slides.txt}]}\n'
            ),
            'data/slides.txt': 'Slides',
            'index.rst': 'Meetup\n======\n\n.. event:sessions::\n',
        }
    )
    for name, colour in (('ada', 'teal'), ('bob', 'maroon')):
        (project.data / 'photos').mkdir(exist_ok=True)
        paint(project.data / 'photos' / f'{name}.png', (400, 400), colour)
    before = project.build(builder)
    shown = {path.name for path in before.folder.rglob('portrait-*')}
    assert list(before.folder.rglob('slides.txt')) or builder == 'epub'
    project.edit('data/sessions.yaml', 'title: Last,', 'title: Last, published: no,')
    after = project.build(builder)
    left = {path.name for path in after.folder.rglob('portrait-*')}
    assert len(left) == len(shown) / 2
    assert list(after.folder.rglob('slides.txt')) == []
    for book in after.folder.glob('*.epub'):
        assert {Path(name).name for name in zipfile.ZipFile(book).namelist() if 'portrait-' in name} == left


@pytest.mark.parametrize('hidden', ['a', 'keynote', 'talk'])
def test_mistake_is_told_though_what_is_not_published_is_called_by_a_common_word(project: Project, hidden: str) -> None:
    project.write(
        {
            'data/event.yaml': 'title: Meetup\nstart: 2025-06-14 09:00\ntimezone: Europe/Paris\n',
            'data/people.yaml': '{}\n',
            'data/sessions.yaml': (
                f'- {{id: {hidden}, title: Hidden, duration: 1h, published: no}}\n'
                '- {id: shown, title: Shown, duration: zz, kind: keynot}\n'
            ),
            'index.rst': 'Meetup\n======\n',
        }
    )
    told = [warned.message for warned in project.build('pseudoxml').warnings]
    assert any("'zz' is not a duration" in message for message in told)
    assert any("'keynot' is not known" in message for message in told)


def test_build_deletes_nothing_that_it_did_not_make(conference: Project) -> None:
    built = conference.build()
    strangers = [
        built.folder / name for name in ('_images/portrait-layout.svg', '_downloads/mine/notes.zip', 'print/own.pdf')
    ]
    for path in strangers:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b'of another extension')
    portraits = {path.name for path in (built.folder / '_images').glob('portrait-*-*')}
    assert portraits
    conference.edit('data/people.yaml', 'photo: photos/ada.png\n', '')
    again = conference.build()
    assert all(path.is_file() for path in strangers)
    assert not portraits & {path.name for path in (again.folder / '_images').iterdir()}
    assert list((built.app.doctreedir / 'event' / 'portraits').iterdir()) == []


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
def test_session_called_as_the_calendar_of_another_is_renamed_without_a_trace(
    conference: Project, builder: str
) -> None:
    sessions = [f'- {{id: {ident}, title: Talk, duration: 5 min}}\n' for ident in ('talk', 'talk-ics')]
    conference.write({'data/sessions.yaml': ''.join(sessions)})
    conference.edit('data/sessions.yaml', 'id: talk-ics', 'id: talk.ics')
    pages = {'event_pages': {'session': 'talks'}}
    built = conference.build(builder, **pages)
    # In dirhtml, the page is a folder where the other one's calendar would be.
    clashes = [warned.message for warned in built.warnings if warned.kind == 'event.duplicate-entry']
    assert len(clashes) == (builder == 'dirhtml')
    conference.edit('data/sessions.yaml', 'id: talk.ics', 'id: renamed')
    after = conference.build(builder, **pages).files()
    assert [name for name in after if 'talk.ics.' in name or 'talk.ics/' in name] == []
    assert 'talks/talk.ics' in after
