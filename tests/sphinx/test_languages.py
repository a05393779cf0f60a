"""The words of pages in the language of the site."""

from __future__ import annotations

import gettext
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import sphinx_event_program

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project

#: They build a project again and again.
pytestmark = pytest.mark.slow

LOCALE = Path(sphinx_event_program.__file__).parent / 'locale'

#: All that the data can say, in words that no language has.
EVENT = """\
title: Qx
kind: conference
status: tentative
part_of: {name: Qxpart}
start: 2025-10-19 13:00
end: 2025-10-20 18:00
timezone: Europe/Zurich
location: {room: hall, city: Qxcity, map_url: "https://e.example/map"}
online: {platform: Qxmeet, url: TBD, meeting_id: TBD, passcode: TBD}
language: fr
organizers: [ada]
links: {Qxlink: "https://e.example/"}
rooms: [{id: hall, name: Qxhall}, {id: lab, name: Qxlab}]
tracks: [{id: one, name: Qxone, color: "#1f5f8b"}, {id: two, name: Qxtwo}]
"""
KINDS = (
    *('talk', 'keynote', 'lightning-talk', 'panel', 'discussion', 'hands-on', 'tutorial', 'workshop', 'demo'),
    *('poster', 'break', 'opening', 'closing', 'registration', 'social', 'other'),
)
ROLES = ('speaker', 'moderator', 'panelist', 'instructor', 'chair')
MATERIALS = ('slides', 'video', 'code', 'paper', 'notebook', 'handout', 'other')
STATUS = ('confirmed', 'tentative', 'cancelled', 'moved')
PAGES = {
    'facts': '.. event:facts::\n\n.. event:downloads::\n\n.. event:schedule::\n   :layout: list',
    'table': '.. event:schedule::\n   :columns: time, duration, title, people, room, track, kind, level, language',
    'full': '.. event:sessions::',
    'speakers': '.. event:speakers::',
    'cards': '.. event:people::',
}


def sessions() -> str:
    people = ', '.join(f'{{person: ada, role: {role}}}' for role in ROLES)
    materials = ', '.join(f'{{kind: {kind}, url: "https://e.example/{kind}"}}' for kind in MATERIALS)
    lines = [
        f'- {{id: s{number}, title: Qx{number}, kind: {kind}, duration: 50+5 min, room: hall, track: one, '
        f'status: {STATUS[number % 4]}, level: Qxlevel, tags: [qxtag], language: de, '
        f'people: [{"TBD" if number else people}], materials: [{"" if number else materials}]}}\n'
        for number, kind in enumerate(KINDS)
    ]
    return ''.join(lines) + '- {id: last, title: TBD, duration: TBD, start: TBD, track: TBD, room: TBD}\n'


def in_words_of_nobody(project: Project) -> None:
    index = 'Qx\n==\n\n.. toctree::\n\n' + ''.join(f'   {name}\n' for name in PAGES)
    project.write(
        {
            'data/event.yaml': EVENT,
            'data/people.yaml': 'ada: {name: Qxada, url: "https://e.example/ada"}\n',
            'data/sessions.yaml': sessions(),
            'index.rst': index,
            **{f'{name}.rst': f'Qx{name}\n============\n\n{text}\n' for name, text in PAGES.items()},
        }
    )


def said(built: Built) -> str:
    """All that pages say, without what the theme adds."""
    pages = sorted(path.relative_to(built.folder).with_suffix('').as_posix() for path in built.folder.rglob('*.html'))
    return '\n'.join(built.html(page).text for page in pages)


def words_of(language: str) -> dict[str, str]:
    """What stands for an English word, where it is another."""
    with (LOCALE / language / 'LC_MESSAGES' / 'sphinx_event_program.po').open('rb') as file:
        catalog = read_po(file, locale=language)
    return {
        message.id: ' '.join(message.string.split())
        for message in catalog
        if isinstance(message.id, str) and message.id and message.id != message.string and '%' not in message.id
    }


@pytest.mark.parametrize('language', ['de', 'es', 'fr', 'it', 'ja', 'zh_CN'])
def test_page_has_no_english_word_of_ours(project: Project, language: str) -> None:
    in_words_of_nobody(project)
    built = project.build(
        language=language,
        event_pages={'session': 'talks', 'person': 'people', 'track': 'tracks'},
        html_baseurl='https://e.example/',
        event_exports=['ics', 'csv', 'xml', 'json'],
        html_theme='basic',
    )
    text, words = said(built), words_of(language)
    assert words['To be announced'] in text
    assert words['Hands-on session'] in text
    # An English word may be part of one that is not.
    for word in sorted(words.values(), key=len, reverse=True):
        text = text.replace(word, '…')
    left = [word for word in words if re.search(rf'(?<!\w){re.escape(word)}(?!\w)', text)]
    assert left == []
    assert built.warnings == []


def test_pages_follow_the_language_of_the_site(project: Project) -> None:
    in_words_of_nobody(project)
    settings = {'event_pages': {'session': 'talks'}}
    project.build(language='de', **settings)
    french = project.build(language='fr', **settings)
    assert 'À annoncer' in french.html('table').text
    assert 'Exposé' in french.html('talks/s0').text
    assert 'Autres sessions' in french.html('talks/s0').text
    assert 'Wird noch' not in said(french)


def test_words_of_the_author_come_before_ours(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    in_words_of_nobody(project)
    (project.source / 'conf.py').write_text(
        "extensions = ['sphinx_event_program']\nlanguage = 'de'\nexclude_patterns = ['data']\n\n\ndef setup(app):\n"
        "    app.add_message_catalog('sphinx_event_program', f'{app.confdir}/locale')\n",
        encoding='utf-8',
    )
    folder = project.source / 'locale' / 'de' / 'LC_MESSAGES'
    folder.mkdir(parents=True)
    for word in ('Offen', 'Noch nicht bekannt'):
        own = Catalog(locale='de')
        own.add('To be announced', word)
        own.add('Add to calendar', word)
        with (folder / 'sphinx_event_program.mo').open('wb') as file:
            write_mo(file, own)
        # Each build of an author's is a process of its own, which has read no catalog before.
        monkeypatch.setattr(gettext, '_translations', {})
        built = project.build(event_pages={'session': 'talks'})
        for page in ('table', 'talks/s0'):
            assert word in built.html(page).text
        assert 'Vortrag' in built.html('table').text
