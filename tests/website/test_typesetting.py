"""What strangers write, on paper: other scripts, TeX's own characters, photos."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pypdf
import pytest
from building import EPOCH, typeset
from PIL import Image

import sphinx_event_program

pytestmark = [pytest.mark.tex, pytest.mark.slow]

NAMES = {
    'korean': '김창훈',
    'spanish': 'José Ñúñez',
    'polish': 'Łukasz Żółć',
    'russian': 'Дмитрий Шостакович',
    'greek': 'Ελένη Παπαδοπούλου',
    'vietnamese': 'Nguyễn Thị Hằng',
    'turkish': 'İpek Şağlam',
}

TITLE = r'100 % of #1 & $5_000 {braces} ^caret~ \input{/etc/passwd} <tag> ``ticks 50+5 «é» – —'
ABSTRACT = r'Costs \$5 & 100\%: `\write18{ls}`, \include{secret}, $x^2$, a_b, 1~2, <b>bold</b>, “quotes” … ½ → ✓'

#: Each character that TeX or a reader of PDFs could take for its own.
LINKS = [
    *(f'https://example.org/{number}a{sign}b' for number, sign in enumerate(r'\^{}[]$#%&~_"<>|`' + "'ü한")),
    'https://example.org/x{y}/[z]/\\input{z}/$5$/^^41',
    'https://example.org/a%7Bb%7D?c=d&e=%25#f#g',
    'https://example.org/end\\',
    "https://example.org/g--h---i''j``k",
    'mailto:ada+b_c@example.org?subject=x%20y',
]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope='module')
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small event, typeset; the folder of the PDF."""
    source = tmp_path_factory.mktemp('typesetting')
    photos = source / 'data' / 'photos'
    photos.mkdir(parents=True)
    # Wide, so that a squashed or an uncropped portrait would be seen.
    Image.new('RGB', (900, 500), '#2f6b3a').save(photos / 'with space_and#.jpg')
    people = ''.join(f'{ident}:\n  name: {name}\n  affiliation: {name}\n' for ident, name in NAMES.items())
    people += 'pictured:\n  name: Ada Lovelace\n  photo: photos/with space_and#.jpg\n'
    speakers = ', '.join([*NAMES, 'pictured'])
    (source / 'data' / 'event.yaml').write_text(
        f'title: {_quoted(TITLE)}\nstart: 2025-10-19 13:00\nend: 2025-10-19 14:00\ntimezone: Asia/Seoul\n'
        'organizers: [korean, spanish]\nlocation: {room: "A_1 & B#2"}\n',
        encoding='utf-8',
    )
    (source / 'data' / 'people.yaml').write_text(people, encoding='utf-8')
    (source / 'data' / 'sessions.yaml').write_text(
        f'- id: hostile\n  title: {_quoted(TITLE)}\n  duration: 60\n  people: [{speakers}]\n'
        f'  abstract: |\n    {ABSTRACT}\n\n    ```\n    \\end{{document}}\n    ```\n  materials:\n'
        + ''.join(f'    - {{url: {_quoted(address)}, title: x}}\n' for address in LINKS),
        encoding='utf-8',
    )
    (source / 'conf.py').write_text(
        "extensions = ['sphinx_event_program']\nlatex_engine = 'lualatex'\nsuppress_warnings = ['event.markup']\n"
        "latex_documents = [('index', 'event.tex', '', '', 'event-programme')]\n",
        encoding='utf-8',
    )
    (source / 'index.rst').write_text(
        'Everything\n==========\n\n.. event:facts::\n\n.. event:schedule::\n\n.. event:sessions::\n\n'
        '.. event:speakers::\n\nCards\n-----\n\n.. event:people::\n   :no-index:\n',
        encoding='utf-8',
    )
    output = source / 'latex'
    subprocess.run(
        [sys.executable, '-m', 'sphinx', '-W', '-q', '-b', 'latex', str(source), str(output)],
        env={**os.environ, 'SOURCE_DATE_EPOCH': EPOCH},
        check=True,
    )
    typeset(output)
    return output


@pytest.fixture(scope='module')
def text(project: Path) -> str:
    pages = pypdf.PdfReader(project / 'event.pdf').pages
    return ' '.join(' '.join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize('name', NAMES.values(), ids=NAMES)
def test_name_is_typeset_in_its_own_letters(text: str, name: str) -> None:
    assert name in text


def test_no_character_is_without_a_font(project: Path) -> None:
    log = (project / 'event.log').read_text(encoding='utf-8', errors='replace')
    assert 'Missing character' not in log


def test_what_is_special_to_tex_is_only_text(text: str) -> None:
    for written in ('100 %', '#1', '$5_000', '{braces}', '^caret~', r'\input{/etc/passwd}', '<tag>', r'\write18{ls}'):
        assert written in text
    assert 'root:' not in text


def test_title_stands_in_the_document_s_properties_as_it_was_written(project: Path) -> None:
    metadata = pypdf.PdfReader(project / 'event.pdf').metadata
    assert metadata is not None
    assert metadata.title == f'{TITLE}: Everything'
    assert metadata.author == '김창훈, José Ñúñez'


def test_session_s_bookmark_is_its_title(project: Path) -> None:
    outline = pypdf.PdfReader(project / 'event.pdf').outline
    assert TITLE in [str(item.title) for item in outline if not isinstance(item, list)]


def test_photo_is_square_and_fine_enough_for_print(project: Path) -> None:
    """25.4 mm are an inch; 200 dots per inch are what print needs."""
    size = re.search(r'\\setlength\\eventpicturesize\{([\d.]+)mm\}', _package())
    assert size is not None
    size_mm = float(size[1])
    pictures = [image.image for page in pypdf.PdfReader(project / 'event.pdf').pages for image in page.images]
    assert pictures
    for picture in pictures:
        assert picture is not None
        assert picture.width == picture.height
        assert picture.width / (size_mm / 25.4) >= 200


def _package() -> str:
    return (Path(sphinx_event_program.__file__).parent / 'latex' / 'event.sty').read_text(encoding='utf-8')


def test_every_link_in_the_pdf_leads_where_it_was_meant_to(project: Path) -> None:
    pages = pypdf.PdfReader(project / 'event.pdf').pages
    annotations = [one.get_object() for page in pages for one in page.get('/Annots', [])]
    linked = {str(one['/A']['/URI']) for one in annotations if one.get('/A', {}).get('/S') == '/URI'}
    assert [
        uri for uri in linked if not re.fullmatch(r"(?:[A-Za-z0-9._~:/?#@!&'()*+,;=-]|%[0-9A-Fa-f]{2})+", uri)
    ] == []
    # A percent sign of the address's own is not followed by two digits.
    assert {unquote(address) for address in LINKS} <= {unquote(uri) for uri in linked}


def test_typesetting_ends_although_notes_of_fonts_change_in_every_run(project: Path, tmp_path: Path) -> None:
    """As they do when another document is typeset at the same time."""
    shutil.copy(project / 'latexmkrc', tmp_path)
    change = 'local notes = io.open("notes.luc", "a") notes:write("x") notes:close()'
    # A reference needs a second run, and only then it shows that a file has changed.
    text = rf'\label{{here}}\ref{{here}}\input{{notes.luc}}\directlua{{{change}}}'
    source = rf'\documentclass{{article}}\begin{{document}}\section{{A}}{text}\end{{document}}'
    (tmp_path / 'changing.tex').write_text(source, encoding='utf-8')
    (tmp_path / 'notes.luc').write_text('x', encoding='utf-8')
    command = ['latexmk', '-silent', '-pdf', '-dvi-', '-ps-', 'changing.tex']
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, 'LATEXOPTS': ''}, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors='replace') + done.stderr.decode(errors='replace')
    assert len((tmp_path / 'notes.luc').read_text(encoding='utf-8')) <= 3
