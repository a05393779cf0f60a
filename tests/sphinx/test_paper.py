"""What links, cancelled titles and names in Hebrew become on paper."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image

from sphinx_event_program.latex import missing_characters

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project

EVENT = """\
title: Words
start: 2026-05-04 09:00
end: 2026-05-05 17:00
timezone: Europe/Vienna
url: https://words.example.org/
"""
PEOPLE = """\
dov:
  name: דוד (חיפה)
  url: https://dov.example.org/
  links: {orcid: https://orcid.org/0000-0001}
  bio: See [the notes](https://example.org/notes) and <https://example.org/>.
"""
SESSIONS = """\
- {id: maps, title: Maps, duration: 30 min, people: dov, materials: [{kind: slides, file: slides.txt}]}
- {id: gone, title: Gone, duration: 30 min, status: cancelled, people: dov}
- {id: next, title: Next day, start: 2026-05-05 09:00, duration: 30 min}
"""


def write(project: Project) -> None:
    project.write({'data/event.yaml': EVENT, 'data/people.yaml': PEOPLE, 'data/sessions.yaml': SESSIONS})
    project.write({'data/slides.txt': 'slides'})
    body = '.. event:schedule::\n\n.. event:sessions::\n\n.. event:speakers::\n\n.. event:people::\n   :layout: index\n'
    project.write({'index.rst': f'All\n===\n\n{body}'})


@pytest.fixture
def printed(project: Project) -> Built:
    write(project)
    return project.build('latex', latex_engine='lualatex', latex_documents=[('index', 'index.tex', '', '', 'howto')])


def test_link_to_a_session_is_followed_by_its_page(printed: Built) -> None:
    pages = {label for (label,) in printed.tex('index').arguments('eventpage')}
    assert pages == {rf'\detokenize{{index:event-session-{ident}}}' for ident in ('maps', 'gone', 'next')}


def test_title_of_a_cancelled_session_is_struck_out(printed: Built) -> None:
    struck = [text for (text,) in printed.tex('index').arguments('eventdeletion')]
    # In the schedule, and among the sessions of the speaker.
    assert len(struck) == 2
    assert all('Gone' in text for text in struck)


def test_addresses_stand_behind_links_that_do_not_say_them(printed: Built) -> None:
    addresses = [address for (address,) in printed.tex('index').arguments('eventaddress')]
    written = [address.replace(r'\eventbreak{}', '').replace(r'\sphinxhyphen{}', '-') for address in addresses]
    assert written == ['dov.example.org', 'orcid.org/0000-0001', 'example.org/notes']


def test_author_who_has_sphinx_show_addresses_sees_them_once(project: Project) -> None:
    write(project)
    built = project.build('latex', latex_show_urls='inline', latex_documents=[('index', 'index.tex', '', '', 'howto')])
    assert built.tex('index').arguments('eventaddress') == []


def test_file_of_the_site_is_said_to_be_there(printed: Built) -> None:
    assert 'Slides (on the website)' in printed.tex('index').words


def test_code_beside_materials_leads_to_the_page_that_has_them(project: Project) -> None:
    write(project)
    documents = [('index', 'index.tex', '', '', 'howto')]
    settings = {'html_baseurl': 'https://words.example.org', 'event_pages': {'session': 'sessions'}}
    printed = project.build('latex', latex_engine='lualatex', latex_documents=documents, **settings)
    (held,) = printed.tex('index').inside('eventmaterials')
    found = re.fullmatch(r'{\\detokenize{(.+?)}}(.*)', held.source, re.DOTALL)
    assert found is not None
    picture, shown = found.groups()
    (code,) = zxingcpp.read_barcodes(Image.open(printed.folder / picture))
    assert code.text == 'https://words.example.org/sessions/maps.html'
    assert 'sessions/maps.html' in shown.replace(r'\eventbreak{}', '')
    assert 'on the website' not in printed.tex('index').words


def test_name_from_the_right_is_told_with_mirrored_brackets(printed: Built) -> None:
    # The initial of the monogram, and the name; bookmarks have the brackets as they were written.
    assert {name for (name,) in printed.tex('index').arguments('eventrtl')} == {
        'ד',
        r'דוד \eventltr{\texorpdfstring{)}{(}}חיפה\eventltr{\texorpdfstring{(}{)}}',
    }


def test_index_has_the_pages_of_entry_and_sessions(printed: Built) -> None:
    ((labels,),) = printed.tex('index').arguments('eventpages')
    found = [f'{label}' for label in ('event-person-dov', 'event-session-maps', 'event-session-gone')]
    assert labels == ''.join(rf'\eventlabel{{\detokenize{{index:{label}}}}}' for label in found)


def test_entries_tell_the_running_head_their_day(printed: Built) -> None:
    days = [day for (day,) in printed.tex('index').arguments('eventrunningday')]
    assert days == [*['Monday, May 4, 2026'] * 2, 'Tuesday, May 5, 2026']


def test_cover_is_told_what_the_event_is(printed: Built) -> None:
    data = (printed.folder / 'eventdata.sty').read_text(encoding='utf-8')
    assert r'\newcommand\eventname{Words}' in data
    assert r'\newcommand\eventsite{words.example.org}' in data
    assert r'\newcommand\eventstamp{public ' in data


def test_index_in_html_leads_to_the_sessions(project: Project) -> None:
    write(project)
    index = project.build('html').html('index').one('.event-index li')
    assert index.text == 'דוד (חיפה): Maps · Gone'
    assert index.values('a', 'href') == ['#event-person-dov', '#event-session-maps', '#event-session-gone']


def test_index_has_those_whom_a_page_is_about(project: Project) -> None:
    write(project)
    project.edit('data/people.yaml', 'dov:', 'eve: {name: Eve}\ndov:')
    documents = [('index', 'index.tex', '', '', 'howto')]
    printed = project.build('latex', latex_engine='lualatex', latex_documents=documents)
    (index,) = printed.tex('index').inside('eventindex')
    (line,) = index.bodies
    assert 'eventpages' in line.source
    assert 'Eve' not in line.source
    assert 'Eve' in project.build('html').html('index').one('.event-index').text


def test_index_of_nobody_is_not_printed(project: Project) -> None:
    write(project)
    project.write({'index.rst': 'All\n===\n\n.. event:people::\n   :layout: index\n'})
    printed = project.build('latex', latex_documents=[('index', 'index.tex', '', '', 'howto')])
    assert printed.tex('index').inside('eventindex') == []
    assert printed.warnings == []


@pytest.mark.parametrize(
    ('theme', 'more', 'tagged'),
    [
        ('event-programme', '1. one\n\n   * two\n\n   | a\n   | b\n', True),
        ('event-handout', '', True),
        ('howto', '', False),
        ('event-programme', '.. list-table::\n\n   * - a\n', False),
        ('event-programme', 'A word [#]_\n\n.. [#] and a footnote\n', False),
        ('event-programme', '.. note:: A box\n', False),
    ],
)
def test_document_is_tagged_if_all_of_it_can_be(project: Project, theme: str, more: str, tagged: bool) -> None:
    write(project)
    project.write({'index.rst': f'All\n===\n\n.. event:facts::\n\n.. event:schedule::\n\n{more}'})
    documents = [('index', 'index.tex', '', '', theme)]
    printed = project.build('latex', latex_engine='lualatex', latex_documents=documents)
    source = (printed.folder / 'index.tex').read_text(encoding='utf-8')
    before, _, after = source.partition(r'\documentclass')
    assert (r'\DocumentMetadata' in before) is tagged
    assert r'\DocumentMetadata' not in after


def test_picture_is_preceded_by_what_it_shows(project: Project) -> None:
    write(project)
    project.write({'index.rst': 'All\n===\n\n.. event:qrcode:: https://words.example.org/\n'})
    printed = project.build('latex', latex_documents=[('index', 'index.tex', '', '', 'event-handout')])
    assert printed.tex('index').arguments('eventalt') == [('https://words.example.org/',)]


def test_list_that_is_deeper_than_latex_can_has_its_marks_all_the_same(project: Project) -> None:
    write(project)
    levels = ('one', 'two', 'three', 'four', 'five', 'six', 'seven')
    lists = [
        ''.join(f'{" " * 3 * depth}{mark} {level}\n' for depth, level in enumerate(levels)) for mark in ('-', '1.')
    ]
    sessions = [{'id': 'a', 'title': 'A', 'duration': 10, 'abstract': '\n'.join([*lists, '> ' * 9 + 'said'])}]
    project.write({'data/sessions.yaml': json.dumps(sessions), 'index.rst': 'All\n===\n\n.. event:sessions::\n'})
    tex = project.build('latex', latex_engine='lualatex', latex_documents=[('index', 'i.tex', '', '', 'howto')]).tex(
        'i'
    )
    depth = deepest = 0
    for mark in re.findall(r'\\(begin|end)\{(?:itemize|enumerate|quote)\}', tex.source):
        depth += 1 if mark == 'begin' else -1
        deepest = max(deepest, depth)
    assert deepest == 4
    assert [re.search(rf'(\S+)\xa0{level}\b', tex.source)[1] for level in ('five', 'six', 'seven')] == ['•'] * 3
    assert '1.\xa0five' in tex.source
    assert 'said' in tex.source
    html = project.build('html').html('index')
    assert html.texts('li li li li li li li') == ['seven', 'seven']


class _Fonts:
    """What ``fc-list`` says on a machine whose fonts have Latin letters alone."""

    stdout = b'Noto Serif|20-7e a0-17f 2010-2027\nStrange Font|5d0-5ea\n'


def test_character_that_no_font_has_is_told_once_where_it_is(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project)
    project.write({'page.rst': ':orphan:\n\nPage\n====\n\n한 and דוד\n'})
    monkeypatch.setattr(missing_characters.shutil, 'which', lambda name: f'/usr/bin/{name}')
    monkeypatch.setattr(missing_characters.subprocess, 'run', lambda *_, **__: _Fonts)
    missing_characters._installed.cache_clear()
    documents = [(name, f'{name}.tex', '', '', 'howto') for name in ('index', 'page')]
    settings = {'latex_engine': 'lualatex', 'latex_documents': documents}
    try:
        told = project.build('latex', **settings).warnings
        chosen = project.build('latex', **settings, latex_elements={'fontpkg': r'\setmainfont{Mine}'}).warnings
    finally:
        missing_characters._installed.cache_clear()
    assert [(one.file, one.line, one.message[:18], one.kind) for one in told] == [
        *(('people.yaml', 2, f'no font has U+{ord(letter):04X}', 'event.font') for letter in 'דוחיפה'),
        ('page.rst', 6, 'no font has U+D55C', 'event.font'),
    ]
    assert told[0].message.endswith(
        '(hebrew letter dalet); a box with this number is printed; '
        'install a font that has it (Debian and Ubuntu: fonts-noto-core)'
    )
    assert 'fonts-noto-cjk' in told[-1].message
    assert chosen == []


def test_document_from_the_right_has_its_latin_lines_turned(project: Project) -> None:
    write(project)
    documents = [('index', 'index.tex', '', '', 'event-programme')]
    written = (
        project.build('latex', latex_engine='lualatex', latex_documents=documents, language='he').tex('index').source
    )
    assert r'\eventltr{Maps}' in written
    assert r'\eventrtl{דוד' in written
    printed = project.build('event-print', latex_engine='lualatex', language='he')
    agenda = (printed.folder / 'agenda.tex').read_text(encoding='utf-8')
    assert r'{\eventltr{Maps}}' in agenda
    assert r'{\eventltr{Words}}' in agenda
