"""What is made of data alone, typeset on both papers and read back: the tutorial, and a demanding event."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from building import EPOCH
from pypdf.generic import DictionaryObject

from sphinx_event_program.latex.print_builder import DOCUMENTS
from sphinx_event_program.media.labels import BADGES, LabelSheet

from . import hard_event
from .conftest import ADDRESS, ROOT
from .large_event import ATTENDEES, HALLS, HAN_TITLE, KANA_TITLE, NAMES, TITLE, write_large_event

pytestmark = [pytest.mark.tex, pytest.mark.slow]

PAPERS = {'a4paper': (595, 842), 'letterpaper': (612, 792)}
EVENTS = ('tutorial', 'large', 'hard')
TUTORIAL = 'Tutorial on Responsible Vision-Language Generative Models'
PEOPLE = 8
MM = 72 / 25.4


class Built(NamedTuple):
    """The folders of the PDFs, by event and paper."""

    folders: dict[tuple[str, str], Path]

    def pdf(self, event: str, paper: str, name: str) -> Path:
        return self.folders[event, paper] / f'{name}.pdf'

    def reader(self, event: str, paper: str, name: str) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.pdf(event, paper, name))

    def text(self, event: str, paper: str, name: str) -> str:
        return text_of(self.reader(event, paper, name).pages)


def text_of(pages: Iterable[pypdf.PageObject]) -> str:
    # A word may be broken at the end of a line, and has ligatures.
    text = normalize('NFKC', ' '.join(page.extract_text() for page in pages))
    return ' '.join(re.sub(r'-\n', '-', text).split())


def environment() -> dict[str, str]:
    return {
        **os.environ,
        'SOURCE_DATE_EPOCH': EPOCH,
        'FORCE_SOURCE_DATE': '1',
        'READTHEDOCS_CANONICAL_URL': ADDRESS,
    }


def write(source: Path, conf: Path, output: Path, *options: str) -> None:
    """Run the builder, with warnings as errors."""
    command = [sys.executable, '-m', 'sphinx', '-W', '-q', '-b', 'event-print', '-c', str(conf)]
    command += ['-d', str(output.with_name(output.name + '-doctrees')), *options, str(source), str(output)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def typeset(file: Path) -> None:
    """One run of TeX: nothing refers to anything."""
    command = ['lualatex', '-interaction=nonstopmode', '-halt-on-error', file.name]
    done = subprocess.run(command, cwd=file.parent, env=environment(), capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors='replace')[-3000:]


def typeset_all(files: list[Path]) -> None:
    # TeX is what takes the time, and uses one processor.
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(typeset, files))


@pytest.fixture(scope='module')
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the large event."""
    source = tmp_path_factory.mktemp('large')
    write_large_event(source)
    (source / 'conf.py').write_text(
        "extensions = ['sphinx_event_program']\nlatex_engine = 'lualatex'\n"
        f'html_baseurl = {ADDRESS!r}\nevent_attendees = "data/attendees.csv"\n'
        "event_print_code = 'vcard'\nevent_print_crop_marks = True\n",
        encoding='utf-8',
    )
    return source


@pytest.fixture(scope='module')
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the event with the longest words and names, which the booklet is tried on, too."""
    source = tmp_path_factory.mktemp('hard')
    hard_event.write(source)
    return source


@pytest.fixture(scope='module')
def built(large: Path, hard: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Every document of each event on both papers."""
    folders = {}
    for event, source, conf in (('tutorial', ROOT / 'docs', ROOT), ('large', large, large), ('hard', hard, hard)):
        for paper in PAPERS:
            folder = folders[event, paper] = tmp_path_factory.mktemp('print') / paper
            # The hard event has somebody in nobody's company, who shows in no index.
            options = ['-D', f'latex_elements.papersize={paper}', '-D', 'suppress_warnings=event.unused']
            write(source, conf, folder, *options)
    typeset_all([file for folder in folders.values() for file in sorted(folder.glob('*.tex'))])
    return Built(folders)


each_event = pytest.mark.parametrize('event', EVENTS)
each_paper = pytest.mark.parametrize('paper', PAPERS)
each_document = pytest.mark.parametrize('name', DOCUMENTS)


@each_event
@each_paper
@each_document
def test_nothing_overflows_and_no_character_is_missing(built: Built, event: str, paper: str, name: str) -> None:
    log = built.pdf(event, paper, name).with_suffix('.log').read_text(encoding='utf-8', errors='replace')
    points = [float(number) for number in re.findall(r'Overfull \\[hv]box \(([\d.]+)pt', log)]
    assert [number for number in points if number > 1] == []
    assert 'Missing character' not in log
    assert 'smaller than can be read' not in log


@each_event
@each_paper
@each_document
def test_every_font_is_embedded_and_every_page_is_on_the_paper(built: Built, event: str, paper: str, name: str) -> None:
    reader = built.reader(event, paper, name)
    for page in reader.pages:
        width, height = (round(float(side)) for side in page.mediabox[2:])
        assert tuple(sorted((width, height))) == PAPERS[paper]
        for reference in page['/Resources'].get('/Font', {}).values():
            font = reference.get_object()
            font = font['/DescendantFonts'][0].get_object() if '/DescendantFonts' in font else font
            descriptor = font.get('/FontDescriptor', DictionaryObject()).get_object()
            assert any(f'/FontFile{number}' in descriptor for number in ('', '2', '3')), font['/BaseFont']


@each_event
@each_document
def test_document_says_its_title_author_and_language(built: Built, event: str, name: str) -> None:
    reader = built.reader(event, 'a4paper', name)
    assert reader.metadata is not None
    what = {'agenda': 'Agenda', 'door-signs': 'Door signs', 'badges': 'Badges', 'table-cards': 'Table cards'}
    what |= {'speaker-sheet': 'Sheets for chairs', 'certificates': 'Certificates'}
    title, author = {
        'tutorial': (TUTORIAL, 'Changhoon Kim, Wanyu Du'),
        'large': (TITLE, 'Ada Lovelace'),
        'hard': (hard_event.TITLE, 'Ada Lovelace'),
    }[event]
    assert reader.metadata.title == f'{title}: {what[name]}'
    assert str(reader.metadata.author).startswith(author)
    assert reader.trailer['/Root']['/Lang'] == 'en'


@each_event
@each_paper
@each_document
def test_pictures_are_not_squashed_and_nothing_is_off_the_page(built: Built, event: str, paper: str, name: str) -> None:
    document = pypdfium2.PdfDocument(built.pdf(event, paper, name))
    for page in document:
        width, height = page.get_size()
        for found in page.get_objects():
            left, bottom, right, top = found.get_bounds()
            assert left > -1
            assert bottom > -1
            assert right < width + 1
            assert top < height + 1
            if found.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                across, down = found.get_px_size()
                assert (right - left) / (top - bottom) == pytest.approx(across / down, rel=0.01)


def codes(path: Path, page: int) -> list[str]:
    picture = pypdfium2.PdfDocument(path)[page].render(scale=400 / 72).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(picture)]


@each_event
@each_paper
@pytest.mark.parametrize('name', ['agenda', 'door-signs'])
def test_code_leads_to_the_site(built: Built, event: str, paper: str, name: str) -> None:
    assert codes(built.pdf(event, paper, name), 0) == [hard_event.ADDRESS if event == 'hard' else ADDRESS]


def test_code_of_a_badge_leads_to_the_person_s_page(built: Built) -> None:
    found = codes(built.pdf('tutorial', 'a4paper', 'badges'), 0)
    assert len(found) == PEOPLE
    assert f'{ADDRESS}people/wanyu-du.html' in found


def test_code_of_a_badge_is_an_entry_for_an_address_book(built: Built) -> None:
    found = [code for page in range(2) for code in codes(built.pdf('large', 'a4paper', 'badges'), page)]
    assert len(found) == len(NAMES) + len(ATTENDEES) - 1
    names = {line.removeprefix('FN:') for card in found for line in card.splitlines() if line.startswith('FN:')}
    assert {NAMES['korean'], NAMES['greek'], ATTENDEES[0][0]} <= names


# What is on them ------------------------------------------------------------------------------


@each_paper
def test_agenda_of_the_tutorial_is_one_upright_page(built: Built, paper: str) -> None:
    (page,) = built.reader('tutorial', paper, 'agenda').pages
    assert page.mediabox.height > page.mediabox.width
    text = text_of([page])
    for shown in (
        '13:00–13:10',
        '50+5 min',
        'Adversarial Attacks and Robustness',
        'Sijia Liu',
        '316B',
        'Live schedule',
    ):
        assert shown in text


@each_paper
def test_type_of_the_tutorial_s_agenda_can_be_read_at_arm_s_length(built: Built, paper: str) -> None:
    """14 points are what signs on a wall are set in at least."""
    sizes = set()

    def visit(text: str, matrix: object, text_matrix: list[float], font: object, size: float) -> None:
        if 'Adversarial' in text:
            sizes.add(size)

    built.reader('tutorial', paper, 'agenda').pages[0].extract_text(visitor_text=visit)
    assert min(sizes) >= 14


@each_paper
def test_agenda_has_a_grid_for_a_day_of_several_rooms_and_goes_on_where_a_day_is_too_long(
    built: Built, paper: str
) -> None:
    pages = built.reader('large', paper, 'agenda').pages
    assert pages[0].mediabox.width > pages[0].mediabox.height
    first = text_of([pages[0]])
    for shown in (*HALLS[1:], 'Lunch', '20 posters', 'Cancelled', 'Short talk 2', '10:15', 'Theory'):
        assert shown in first
    rest = text_of(list(pages)[1:])
    assert [number for number in range(1, 40) if number % 5 and f'Lightning talk {number}:' not in rest] == []
    assert all(page.mediabox.height > page.mediabox.width for page in list(pages)[1:])
    assert 'Open stage' in rest


@each_paper
def test_each_room_has_a_sign_for_each_day(built: Built, paper: str) -> None:
    assert len(built.reader('tutorial', paper, 'door-signs').pages) == 1
    pages = [page.extract_text() for page in built.reader('large', paper, 'door-signs').pages]
    heads = [' '.join(page.split())[:60] for page in pages]
    assert [next(hall for hall in HALLS if head.startswith(hall)) for head in heads[:4]] == list(HALLS)
    assert 'Poster 19' in pages[3]
    assert 'Tuesday, March 3' in pages[4]


@each_paper
@pytest.mark.parametrize('name', ['agenda', 'door-signs', 'speaker-sheet'])
def test_title_without_spaces_is_broken_where_its_script_allows_it(built: Built, paper: str, name: str) -> None:
    document = pypdfium2.PdfDocument(built.pdf('large', paper, name))
    lines = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    assert not {line[0] for line in lines if line} & set('：、）ー')
    assert not {line[-1] for line in lines if line} & set('（')
    for title in (HAN_TITLE, KANA_TITLE):
        assert title in ''.join(lines)
        assert title not in lines


@each_paper
@pytest.mark.parametrize('name', ['badges', 'table-cards'])
def test_everybody_has_one(built: Built, paper: str, name: str) -> None:
    text = built.text('large', paper, name)
    times = 2 if name == 'table-cards' else 1
    assert text.count('Ada Lovelace') == times
    # A name without a space stays on one line.
    for shown in (
        NAMES['greek'],
        NAMES['vietnamese'],
        NAMES['korean'],
        NAMES['kana'],
        ATTENDEES[0][0],
        'Visitor Number 7',
    ):
        assert text.count(shown) == times
    assert 'Guest' in text
    assert '4711' not in text


@each_paper
def test_no_badge_overlaps_its_neighbours(built: Built, paper: str) -> None:
    sheet = next(sheet for sheet in BADGES.values() if sheet.paper == paper)
    for event in EVENTS:
        document = pypdfium2.PdfDocument(built.pdf(event, paper, 'badges'))
        people = {
            'tutorial': PEOPLE,
            'large': len(NAMES) + len(ATTENDEES) - 1,
            'hard': len(hard_event.PEOPLE) + 1,
        }[event]
        assert len(document) == -(-people // (sheet.columns * sheet.rows))
        for page in document:
            rectangles = list(rectangles_of(sheet, page.get_size()[1]))
            for found in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE]):
                box = found.get_bounds()
                assert any(is_within(box, rectangle) for rectangle in rectangles), box


def rectangles_of(sheet: LabelSheet, height: float) -> Iterator[tuple[float, float, float, float]]:
    """The labels of a sheet: left, bottom, right, top in points."""
    for column in range(sheet.columns):
        for row in range(sheet.rows):
            left = (sheet.origin_mm[0] + column * sheet.pitch_mm[0]) * MM
            top = height - (sheet.origin_mm[1] + row * sheet.pitch_mm[1]) * MM
            yield left, top - sheet.size_mm[1] * MM, left + sheet.size_mm[0] * MM, top


def is_within(box: tuple[float, ...], rectangle: tuple[float, ...]) -> bool:
    left, bottom, right, top = box
    return left >= rectangle[0] and bottom >= rectangle[1] and right <= rectangle[2] and top <= rectangle[3]


@each_paper
def test_chairs_are_told_what_to_say_and_when(built: Built, paper: str) -> None:
    text = built.text('tutorial', paper, 'speaker-sheet')
    assert '13:25 Begin 14:10 5 minutes left 14:15 Questions 14:20 End' in text
    assert '13:00 Begin 13:08 2 minutes left 13:10 End' in text
    large = built.text('large', paper, 'speaker-sheet')
    assert 'Say: AY-duh · she/her' in large
    assert 'Lunch' not in large
    assert 'A talk that is off' not in large


@each_paper
def test_speakers_and_attendees_have_a_certificate_each(built: Built, paper: str) -> None:
    pages = [text_of([page]) for page in built.reader('tutorial', paper, 'certificates').pages]
    assert len(pages) == 5
    (sijia,) = [page for page in pages if 'certify that Sijia Liu' in page]
    for shown in (
        'Certificate of Speaking',
        'Machine Unlearning',
        'Sunday, October 19, 2025',
        'ICCV 2025',
        'Yezhou Yang',
    ):
        assert shown in sijia
    large = [text_of([page]) for page in built.reader('large', paper, 'certificates').pages]
    assert len(large) == len(NAMES) + len(ATTENDEES) - 1
    assert sum('Certificate of Attendance' in page for page in large) == len(ATTENDEES) - 1


def test_same_data_give_the_same_bytes_in_another_folder(
    built: Built, large: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = tmp_path_factory.mktemp('again') / 'print'
    write(large, large, again, '-D', 'event_print_documents=badges')
    typeset(again / 'badges.tex')
    assert (again / 'badges.pdf').read_bytes() == built.pdf('large', 'a4paper', 'badges').read_bytes()


def test_sheets_for_attendees_say_so_and_badges_do_not(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp('attendees') / 'print'
    options = ['-D', 'event_audience=attendees', '-D', 'event_print_documents=door-signs,badges']
    write(ROOT / 'docs', ROOT, folder, *options, '-D', 'event_print_badges=A6')
    typeset_all([folder / 'door-signs.tex', folder / 'badges.tex'])
    signs = pypdf.PdfReader(folder / 'door-signs.pdf').pages
    assert all('For attendees only' in page.extract_text() for page in signs)
    assert 'For attendees only' not in text_of(pypdf.PdfReader(folder / 'badges.pdf').pages)
