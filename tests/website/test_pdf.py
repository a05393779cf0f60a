"""The real PDFs, read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from building import typeset
from pypdf.generic import Destination, DictionaryObject, IndirectObject

from .conftest import ADDRESS, sphinx_build

pytestmark = [pytest.mark.tex, pytest.mark.slow]

DOCUMENTS = ('programme', 'handout')
TITLES = (
    'Welcome Message and Tutorial Overview',
    'Reliability Challenges and Advances in Vision-Language Generative Models',
    'Enhancing Generative Model Safety through Machine Unlearning',
    'Adversarial Attacks and Robustness in Foundation Models',
    'Theoretical Foundations of Robustness in Vision-Language Generative Models',
    'Concluding Remarks and Future Direction',
)
HOSTS = 'Changhoon Kim, Wanyu Du, Dongyoon Yang, Kyle Min, Maitreya Patel, Yezhou Yang'


def _read(folder: Path, name: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(folder / f'{name}.pdf')


def _text(reader: pypdf.PdfReader) -> str:
    return ' '.join(' '.join(page.extract_text() for page in reader.pages).split())


def _bookmarks(outline: list[object]) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from _bookmarks(item)
        else:
            assert isinstance(item, Destination)
            yield str(item.title)


def _fonts(reader: pypdf.PdfReader) -> dict[str, bool]:
    """Each font's name, and whether it is embedded."""
    found = {}
    for page in reader.pages:
        for reference in page['/Resources'].get('/Font', {}).values():
            font = reference.get_object()
            font = font['/DescendantFonts'][0].get_object() if '/DescendantFonts' in font else font
            descriptor = font.get('/FontDescriptor', DictionaryObject()).get_object()
            found[str(font['/BaseFont'])] = any(f'/FontFile{number}' in descriptor for number in ('', '2', '3'))
    return found


@pytest.mark.parametrize('name', DOCUMENTS)
def test_title_and_author_are_the_event_s(printed: Path, name: str) -> None:
    metadata = _read(printed, name).metadata
    assert metadata is not None
    kind = {'programme': 'Programme', 'handout': 'Schedule at a glance'}[name]
    assert metadata.title == f'Tutorial on Responsible Vision-Language Generative Models: {kind}'
    assert metadata.author == HOSTS


@pytest.mark.parametrize('name', DOCUMENTS)
def test_every_font_is_embedded(printed: Path, name: str) -> None:
    fonts = _fonts(_read(printed, name))
    assert fonts
    assert [font for font, embedded in fonts.items() if not embedded] == []


@pytest.mark.parametrize('name', DOCUMENTS)
def test_nothing_overflows_and_no_character_is_missing(printed: Path, name: str) -> None:
    log = (printed / f'{name}.log').read_text(encoding='utf-8', errors='replace')
    points = [float(number) for number in re.findall(r'Overfull \\[hv]box \(([\d.]+)pt', log)]
    assert [number for number in points if number > 1] == []
    assert 'Missing character' not in log
    assert 'undefined references' not in log


def test_programme_has_schedule_sessions_and_people_in_order(printed: Path) -> None:
    text = _text(_read(printed, 'programme'))
    for fact in ('Sunday, October 19, 2025', '13:00–17:00', 'UTC−10', '316B', 'To be announced', '50+5 min'):
        assert fact in text
    # Its last mention is the heading of the session's own entry, or of the speakers' list.
    firsts = [text.index(title) for title in TITLES]
    assert firsts == sorted(firsts)
    assert '16:20–17:00 (40 min): not planned yet.' in text


def test_programme_has_a_bookmark_for_every_session_and_speaker(printed: Path) -> None:
    bookmarks = list(_bookmarks(_read(printed, 'programme').outline))
    speakers = ['Changhoon Kim', 'Sijia Liu', 'Wanyu Du', 'Dongyoon Yang', 'Yezhou Yang']
    assert bookmarks == [
        'Schedule',
        'Sessions',
        *TITLES,
        'Speakers',
        *speakers,
        'Organizers',
        'Student Co-organizers',
        'Index of people',
    ]


def test_links_within_the_programme_lead_to_pages(printed: Path) -> None:
    reader = _read(printed, 'programme')
    named = reader.named_destinations
    targets = []
    for page in reader.pages:
        for reference in page.get('/Annots', []):
            annotation = reference.get_object()
            action = annotation.get('/A')
            destination = annotation.get('/Dest') or (action and action.get_object().get('/D'))
            if destination is not None and not isinstance(destination, IndirectObject):
                targets.append(str(destination))
    assert len(targets) >= 12
    assert [target for target in targets if target not in named] == []


def test_handout_is_one_page_with_a_code_of_the_site_s_address(printed: Path) -> None:
    document = pypdfium2.PdfDocument(printed / 'handout.pdf')
    assert len(document) == 1
    picture = document[0].render(scale=200 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [ADDRESS]


@pytest.mark.parametrize('name', DOCUMENTS)
def test_sheets_are_a4(printed: Path, name: str) -> None:
    for page in _read(printed, name).pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


def test_same_commit_gives_the_same_bytes_in_another_folder(
    printed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = tmp_path_factory.mktemp('again') / 'latex'
    sphinx_build('latex', again)
    typeset(again)
    for name in DOCUMENTS:
        assert (again / f'{name}.pdf').read_bytes() == (printed / f'{name}.pdf').read_bytes()
