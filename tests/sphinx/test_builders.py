"""Every builder of Sphinx writes the conference without a warning, and says the same."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Project

BUILDERS = [
    *('html', 'dirhtml', 'singlehtml', 'latex', 'epub', 'text', 'man', 'gettext', 'texinfo', 'xml', 'pseudoxml'),
    *('changes', 'dummy'),
]

SETTINGS = {
    'man_pages': [('handout', 'looms', 'conference on looms', '', 7)],
    'texinfo_documents': [('index', 'looms', 'Looms', 'Ada', 'Looms', 'A conference.', 'Events')],
    # What Sphinx wishes for books.
    'version': '2025',
    'copyright': '2025, the organizers',
}


@pytest.mark.parametrize('builder', BUILDERS)
@pytest.mark.slow
def test_builder_has_nothing_to_warn_of(conference: Project, builder: str) -> None:
    assert conference.build(builder, **SETTINGS).warnings == []


def test_text_tells_the_sessions_and_skips_pictures(conference: Project) -> None:
    schedule = (conference.build('text').folder / 'handout.txt').read_text(encoding='utf-8')
    assert 'The first program' in schedule
    assert 'AL' not in schedule.split()
    assert 'Portrait of' not in schedule


def test_manual_page_has_a_table_for_each_day(conference: Project) -> None:
    page = (conference.build('man', **SETTINGS).folder / 'looms.7').read_text(encoding='utf-8')
    assert page.splitlines().count('.TS') == page.splitlines().count('.TE') == 3


def test_xml_names_our_nodes(conference: Project) -> None:
    root = ET.parse(conference.build('xml').folder / 'handout.xml').getroot()
    assert len(root.findall('.//event_timetable')) == 3
    assert [moment.get('datetime') for moment in root.findall('.//event_facts//event_moment')] == [
        '2025-06-14T09:00+02:00',
        '2025-06-15T13:00+02:00',
    ]


def test_pages_of_the_book_are_well_formed(conference: Project) -> None:
    folder = conference.build('epub').folder
    (book,) = folder.glob('*.epub')
    with zipfile.ZipFile(book) as files:
        pages = {name: ET.fromstring(files.read(name)) for name in files.namelist() if name.endswith('.xhtml')}
    tables = pages['schedule.xhtml'].findall('.//{http://www.w3.org/1999/xhtml}table')
    assert len(tables) == 3


def test_texts_for_translators_have_their_places(conference: Project) -> None:
    catalog = (conference.build('gettext').folder / 'sessions.pot').read_text(encoding='utf-8')
    entries = {entry.partition('msgid')[2].strip().splitlines()[0]: entry for entry in catalog.split('\n\n')[1:]}
    assert entries['"The first program"'].splitlines()[0].endswith('sessions.rst:4')


def test_single_page_has_all_entries_and_every_link_leads_somewhere(conference: Project) -> None:
    page = conference.build('singlehtml').whole_html('index')
    ids = {tag['id'] for tag in page.select('[id]')}
    inner = {str(link['href']).removeprefix('#') for link in page.select('.body a[href^="#"]')}
    assert {'event-session-panel', 'event-person-ada'} <= inner <= ids
