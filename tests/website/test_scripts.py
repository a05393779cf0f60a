"""Scripts and languages on paper: fonts are found for what Noto has, and documents of other languages are set."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from building import build, typeset

pytestmark = [pytest.mark.tex, pytest.mark.slow]

#: A word of each script, and the font that has it.
WORDS = {
    'བོད་སྐད་': 'NotoSerifTibetan',
    'ភាសាខ្មែរ': 'NotoSerifKhmer',
    'မြန်မာဘာသာ': 'NotoSerifMyanmar',
    'ລາວ': 'NotoSerifLao',
    'ଓଡ଼ିଆ': 'NotoSansOriya',
    'ދިވެހި': 'NotoSansThaana',
    'ܣܘܪܝܝܐ': 'NotoSansSyriac',
    'ߒߞߏ': 'NotoSansNKo',
    'ᠮᠣᠩᠭᠣᠯ': 'NotoSansMongolian',
    'ᏣᎳᎩ': 'NotoSansCherokee',
    'ᐃᓄᒃᑎᑐᑦ': 'NotoSansCanadianAboriginal',
    'ⵜⵉⴼⵉⵏⴰⵖ': 'NotoSansTifinagh',
    'ꦗꦮ': 'NotoSansJavanese',
    'ᚠᚢᚦ': 'NotoSansRunic',
    '𞤀𞤣𞤤': 'NotoSansAdlam',
    '𓀀𓂀': 'NotoSansEgyptianHieroglyphs',
    'ꆈꌠ': 'NotoSansYi',
    '𝄞': 'NotoMusic',
}

CONF = """\
extensions = ['sphinx_event_program']
exclude_patterns = ['data']
latex_engine = 'lualatex'
latex_documents = [('index', 'event.tex', '', '', 'event-programme')]
"""


def _written(folder: Path, page: str, people: str = '', sessions: str = '[]') -> Path:
    (folder / 'data').mkdir(parents=True)
    (folder / 'data' / 'event.yaml').write_text(
        'title: Test\nstart: 2026-03-12 09:00\nend: 2026-03-12 18:00\ntimezone: Europe/Paris\n', encoding='utf-8'
    )
    (folder / 'data' / 'people.yaml').write_text(people, encoding='utf-8')
    (folder / 'data' / 'sessions.yaml').write_text(sessions, encoding='utf-8')
    (folder / 'conf.py').write_text(CONF, encoding='utf-8')
    (folder / 'index.rst').write_text(f'Programme\n=========\n\n{page}\n', encoding='utf-8')
    return folder


def _typeset(folder: Path, builder: str = 'latex', **settings: str) -> tuple[Path, str]:
    """The folder of the PDFs, and what Sphinx warned of."""
    _, warnings = build(folder, builder, folder / 'out', **settings)
    typeset(folder / 'out' / builder)
    return folder / 'out' / builder, warnings


def _text(pdf: Path) -> str:
    return ' '.join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_each_script_of_noto_is_set_and_a_box_stands_for_what_no_font_has(tmp_path: Path) -> None:
    source = _written(
        tmp_path / 'words',
        f'.. event:people::\n   :layout: index\n\n.. event:schedule::\n\n{" ".join(WORDS)} on the page \U00016d40.',
        people='one: {name: "Claudio ࿓ Vega"}\ntwo: {name: "Kim \U00016d41"}\n',
        sessions='- {id: a, title: A, people: [one, two], duration: 10}\n',
    )
    folder, warnings = _typeset(source)
    # Letters of Unicode 16, which is younger than the fonts.
    assert re.findall(r'(\S+): WARNING: no font has (U\+\w+)', warnings) == [
        (f'{source}/data/people.yaml:2:13', 'U+16D41'),
        (f'{source}/index.rst:9', 'U+16D40'),
    ]
    log = (folder / 'event.log').read_text(encoding='utf-8', errors='replace')
    assert 'Missing character' not in log
    text = _text(folder / 'event.pdf')
    assert 'U+16D40' in text
    assert 'U+16D41' in text
    fonts = set()
    for page in pypdf.PdfReader(folder / 'event.pdf').pages:
        for font in page['/Resources']['/Font'].values():
            fonts.add(str(font.get_object()['/BaseFont']).partition('+')[2].partition('-')[0])
    assert {*WORDS.values()} <= fonts


#: Languages with words of ours, with active characters in TeX (fr, es, tr, cs), and from right to left.
LANGUAGES = {
    'fr': 'suite sur la page suivante',
    'es': 'proviene de la página anterior',
    'de': 'Fortsetzung auf der nächsten Seite',
    'tr': 'Perşembe',
    'cs': 'čtvrtek',
    'he': '(UTC+1)',
    'ar': '(UTC+1)',
    'ja': '木曜日',
    'zh_CN': '星期四',
}


@pytest.mark.parametrize('language', LANGUAGES)
def test_programme_of_several_pages_is_set_in_a_language(tmp_path: Path, language: str) -> None:
    sessions = ''.join(
        f'- {{id: s{number}, title: "Talk {number}: what? (yes!)", duration: 10}}\n' for number in range(45)
    )
    folder, warnings = _typeset(_written(tmp_path / language, '.. event:schedule::', '', sessions), language=language)
    # Docutils has no Turkish.
    assert [line for line in warnings.splitlines() if not line.endswith('[docutils]')] == []
    document = pypdf.PdfReader(folder / 'event.pdf')
    assert len(document.pages) >= 4
    text = ' '.join(_text(folder / 'event.pdf').split())
    assert LANGUAGES[language] in text
    # Words of another direction are read as they were written.
    assert 'Talk 44: what? (yes!)' in re.sub(r'\s+([:?!])', r'\1', text)


def test_long_word_does_not_make_a_badge_small(tmp_path: Path) -> None:
    people = 'a: {name: Janice Keihanaikukauakahihuliheekahaunaele, affiliation: University}\nb: {name: Ada Brandt}\n'
    sessions = '- {id: a, title: A, duration: 10, people: [a, b]}\n'
    source = _written(tmp_path / 'badges', 'Nothing.', people, sessions)
    folder, _ = _typeset(source, 'event-print', event_print_documents=['badges'])
    sizes: dict[str, float] = {}

    def note(text: str, *matrices_font_and_size: object) -> None:
        for word in text.split():
            sizes[word] = float(str(matrices_font_and_size[-1]))

    for page in pypdf.PdfReader(folder / 'badges.pdf').pages:
        page.extract_text(visitor_text=note)
    # In two lines, as large as the role below; in one, it would be half of that.
    assert sizes['Janice'] >= 10
    assert sizes['University'] >= 8


def test_error_of_tex_is_told_with_the_entry_that_it_is_in(tmp_path: Path) -> None:
    sessions = '- {id: fine, title: Fine, duration: 10}\n- {id: talk, title: Talk, duration: 10, abstract: Some.}\n'
    page = '.. event:sessions::\n\n.. raw:: latex\n\n   \\undefinedcommand\n'
    source = _written(tmp_path / 'wrong', page, sessions=sessions)
    with pytest.raises(AssertionError):
        _typeset(source)
    log = (source / 'out' / 'latex' / 'event.log').read_text(encoding='utf-8', errors='replace')
    assert "This is in, or behind, the entry of the session 'talk'." in log
