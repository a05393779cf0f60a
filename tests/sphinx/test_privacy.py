"""What is for attendees, or for nobody, is in nothing that a build writes."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Project

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
