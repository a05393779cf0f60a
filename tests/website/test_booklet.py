"""The booklet of two larger events, on both sizes of paper, read back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from building import EPOCH, typeset
from pypdf.generic import Destination

from . import hard_event

pytestmark = [pytest.mark.tex, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / 'benchmarks'


@dataclass(frozen=True)
class Printed:
    """A PDF and what TeX said of it."""

    folder: Path
    size_pt: tuple[int, int]

    @property
    def pdf(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.folder / 'programme.pdf')

    @property
    def log(self) -> str:
        # TeX breaks its lines after 79 letters.
        return (self.folder / 'programme.log').read_text(encoding='utf-8', errors='replace')

    @property
    def tex(self) -> str:
        return (self.folder / 'programme.tex').read_text(encoding='utf-8')

    def pages(self) -> list[str]:
        """The text of each page, with simple spaces."""
        document = pypdfium2.PdfDocument(self.folder / 'programme.pdf')
        return [' '.join(page.get_textpage().get_text_range().split()) for page in document]


SIZES_PT = {'a4paper': (595, 842), 'letterpaper': (612, 792)}


def _build(source: Path, output: Path, paper: str, conf: Path) -> Printed:
    command = [sys.executable, '-m', 'sphinx', '-q', '-b', 'latex', '-D', f'latex_elements.papersize={paper}']
    environment = {**os.environ, 'SOURCE_DATE_EPOCH': EPOCH}
    places = ['-c', str(conf), '-d', str(output / 'doctrees'), str(source), str(output)]
    subprocess.run([*command, *places], env=environment, check=True)
    typeset(output)
    return Printed(output, SIZES_PT[paper])


def _write_synthetic(source: Path) -> None:
    """Forty sessions of three rooms and two days, as the benchmarks make them."""
    script = (
        f'import sys; sys.path.insert(0, {str(BENCHMARKS)!r})\nfrom printing import write\nwrite({str(source)!r}, 40)'
    )
    subprocess.run([sys.executable, '-c', script], check=True)


@pytest.fixture(scope='module')
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Where the pages of each event are; the tutorial's settings are beside its folder."""
    made = {name: tmp_path_factory.mktemp(name) for name in ('hard', 'synthetic')}
    hard_event.write(made['hard'])
    _write_synthetic(made['synthetic'])
    return {**made, 'tutorial': ROOT / 'docs'}


@pytest.fixture(scope='module')
def programme(sources: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Printed]:
    """Typesets the programme of an event on a paper, once."""

    @cache
    def made(event: str, paper: str) -> Printed:
        conf = ROOT if event == 'tutorial' else sources[event]
        return _build(sources[event], tmp_path_factory.mktemp(f'{event}-{paper}'), paper, conf)

    return made


@pytest.fixture(params=list(product(['hard', 'synthetic', 'tutorial'], SIZES_PT)), ids='-'.join)
def printed(request: pytest.FixtureRequest, programme: Callable[[str, str], Printed]) -> Printed:
    return programme(*request.param)


@pytest.fixture
def hard(programme: Callable[[str, str], Printed]) -> Printed:
    return programme('hard', 'a4paper')


@pytest.fixture
def synthetic(programme: Callable[[str, str], Printed]) -> Printed:
    return programme('synthetic', 'letterpaper')


def test_nothing_overflows_and_every_reference_and_letter_is_there(printed: Printed) -> None:
    points = re.findall(r'Overfull \\([hv])box \(([\d.]+)pt', printed.log)
    # The last line of two columns may hang below the page's text by its own depth, a millimetre.
    assert [found for found in points if float(found[1]) > {'h': 1, 'v': 3}[found[0]]] == []
    for complaint in ('Missing character', 'undefined references', 'Package eventfonts Error', 'multiply defined'):
        assert complaint not in printed.log


def test_pages_have_the_size_that_was_chosen(printed: Printed) -> None:
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in printed.pdf.pages}
    assert sizes == {printed.size_pt}


def test_every_font_is_embedded(printed: Printed) -> None:
    for page in printed.pdf.pages:
        for reference in page['/Resources'].get('/Font', {}).values():
            (descendant,) = reference.get_object().get('/DescendantFonts', [reference])
            descriptor = descendant.get_object()['/FontDescriptor'].get_object()
            assert {'/FontFile', '/FontFile2', '/FontFile3'} & descriptor.keys()


def _bookmarks(outline: Sequence[object]) -> Iterator[tuple[str, Destination]]:
    for item in outline:
        if isinstance(item, list):
            yield from _bookmarks(item)
        else:
            assert isinstance(item, Destination)
            yield str(item.title), item


def test_each_bookmark_leads_to_the_page_that_has_its_title(printed: Printed) -> None:
    reader, pages = printed.pdf, printed.pages()
    found = 0
    for title, item in _bookmarks(reader.outline):
        number = reader.get_destination_page_number(item)
        assert number is not None
        if title.isascii():
            found += 1
            assert ' '.join(title.split()) in pages[number].replace('\x02', '').replace('￾', '')
    # The tutorial has six sessions and few pages.
    assert found > (40 if len(pages) > 10 else 12)


def test_page_behind_a_session_of_the_schedule_is_that_of_its_entry(hard: Printed) -> None:
    pages = hard.pages()
    told = re.findall(r'(Short \d+) p\. (\d+)', ' '.join(pages))
    assert len(told) > 5
    headings = _page_labels(hard)
    assert {title: int(page) for title, page in told} == {title: headings[title] for title, _ in told}


def _page_labels(printed: Printed) -> dict[str, int]:
    reader = printed.pdf
    return {title: (reader.get_destination_page_number(item) or 0) + 1 for title, item in _bookmarks(reader.outline)}


def test_index_names_the_pages_on_which_a_person_is(hard: Printed) -> None:
    pages = hard.pages()
    found = re.search(r'Grace Hopper[ .]*((?:\d+, )*\d+)', pages[-1])
    assert found is not None
    numbers = [int(number) for number in found[1].split(', ')]
    assert numbers == sorted(set(numbers))
    assert all('Grace Hopper' in pages[number - 1] for number in numbers)


def test_index_leaves_out_who_is_on_no_other_page(hard: Printed, sources: dict[str, Path]) -> None:
    assert hard_event.ABSENT in (sources['hard'] / 'data' / 'people.yaml').read_text(encoding='utf-8')
    assert [page for page in hard.pages() if hard_event.ABSENT in page] == []
    index = hard.pages()[-1]
    assert all(name in index for name in ('Ada Lovelace', 'Ελένη Παπαδοπούλου'))


def test_code_beside_materials_can_be_read_on_paper(hard: Printed) -> None:
    found = {
        code.text
        for page in pypdfium2.PdfDocument(hard.folder / 'programme.pdf')
        for code in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())
    }
    base = 'https://words.example.org/2026/'
    assert found == {base, f'{base}sessions/compounds.html'}


def test_an_emoji_is_a_picture_however_many_characters_it_has(hard: Printed) -> None:
    number = _page_labels(hard)[f'Opening {hard_event.EMOJI}'] - 1
    page = pypdfium2.PdfDocument(hard.folder / 'programme.pdf')[number]
    pictures = [found.get_px_size() for found in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])]
    assert len([size for size in pictures if size == (136, 128)]) == len(('🎉', '👩🏽‍💻', '🇩🇪', '1️⃣'))


def test_running_head_names_part_day_and_event(hard: Printed) -> None:
    number = _page_labels(hard)['Panel'] - 1
    head = hard.pages()[number + 3][:200]
    assert 'Sessions · Tuesday, May 5, 2026' in head
    assert 'WORDS 2026' in head


def test_properties_say_what_the_file_is(hard: Printed) -> None:
    metadata = hard.pdf.metadata
    assert metadata is not None
    assert metadata.title == f'{hard_event._event()["title"]}: Programme'
    assert metadata.author == f'Ada Lovelace, {hard_event.HEBREW}'
    assert metadata['/Keywords'] == 'Conference, Tools & Werkzeuge, People'
    assert hard.pdf.root_object['/Lang'] == 'en'


@pytest.mark.parametrize(('name', 'font'), [(hard_event.HEBREW, 'Hebrew'), (hard_event.ARABIC, 'Arabic')])
def test_name_runs_from_right_to_left_in_a_font_of_its_script(hard: Printed, name: str, font: str) -> None:
    # What is read back stands in the order of the page, from left to right.
    compact = [''.join(page.split()) for page in hard.pages()]
    letters = ''.join(name.split())
    assert any(letters[::-1] in page for page in compact)
    assert not any(letters in page for page in compact)
    assert font in ' '.join(_font_names(hard))


def _font_names(printed: Printed) -> set[str]:
    return {
        str(reference.get_object()['/BaseFont'])
        for page in printed.pdf.pages
        for reference in page['/Resources'].get('/Font', {}).values()
    }


def test_photos_are_square_and_fine_enough_for_print(hard: Printed) -> None:
    """An inch has 72 points; 200 dots to an inch are what print needs."""
    resolutions = []
    for page in pypdfium2.PdfDocument(hard.folder / 'programme.pdf'):
        for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
            left, bottom, right, top = picture.get_bounds()
            width_px, height_px = picture.get_px_size()
            assert (right - left) / (top - bottom) == pytest.approx(width_px / height_px, rel=0.01)
            resolutions.append(width_px / ((right - left) / 72))
    assert len(resolutions) > 5
    assert min(resolutions) >= 200


def test_what_cannot_be_clicked_on_paper_is_written_out(hard: Printed) -> None:
    text = ' '.join(hard.pages())
    for address in ('video.example.org/watch', 'orcid.org/0000', 'example.org/notes/analytical-engine'):
        assert address in text
    # There is a code beside them.
    assert '(on the website)' not in text
    assert r'\eventdeletion{{\hyperref' in hard.tex.replace('\n', '')


def test_half_pages_are_half_as_large_and_lie_two_on_a_sheet(synthetic: Printed, tmp_path: Path) -> None:
    environment = {**os.environ, 'SOURCE_DATE_EPOCH': EPOCH, 'FORCE_SOURCE_DATE': '1'}
    for name, source in (
        ('half', r'\def\eventhalfsheets{}\def\eventsource{programme.tex}\input{programme.tex}'),
        ('booklet', r'\def\eventfolded{half.pdf}\input{eventbooklet.def}'),
    ):
        command = ['lualatex', '-halt-on-error', '-interaction=batchmode', f'-jobname={name}', source]
        subprocess.run(command, cwd=synthetic.folder, env=environment, check=True, capture_output=True)
    half, booklet = (pypdf.PdfReader(synthetic.folder / f'{name}.pdf') for name in ('half', 'booklet'))
    width, height = synthetic.size_pt
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in half.pages} == {(height // 2, width)}
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in booklet.pages} == {(height, width)}
    assert len(booklet.pages) == -(-len(half.pages) // 4) * 2
