"""reStructuredText and MyST: the same directives and roles give the same document."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sphinx_event_program.domain.directives import DIRECTIVES
from sphinx_event_program.domain.roles import ROLES

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project

PAGES = {
    'facts': '.. event:facts::\n   :fields: date, hosts',
    'description': '.. event:description::',
    'notice': '.. event:notice::',
    'venue': '.. event:venue::',
    'prerequisites': '.. event:prerequisites::',
    'news': '.. event:news::\n   :limit: 2',
    'cite': '.. event:cite::',
    'sponsors': '.. event:sponsors::\n   :level: Gold',
    'dates': '.. event:dates::',
    'papers': '.. event:papers::\n   :session: panel\n   :decision: oral\n   :award:',
    'qrcode': '.. event:qrcode:: https://tickets.example.org/',
    'schedule': (
        '.. event:schedule::\n   :layout: table\n   :columns: time, title, people\n   :presenters: names\n'
        '   :day: 1\n   :room: hall\n'
        '   :track: theory\n   :kind: keynote\n   :hide-time-left:'
    ),
    'downloads': '.. event:downloads::\n   :day: 1\n   :room: hall\n   :track: theory',
    'downloads-all': '.. event:downloads::',
    'schedule-list': '.. event:schedule::\n   :layout: list',
    'sessions': '.. event:sessions::\n   :day: 1, 2\n   :room: hall, lab\n   :track: theory\n   :kind: keynote, panel',
    'sessions-no-index': '.. event:sessions::\n   :no-index:',
    'session': '.. event:session:: cards, weaving\n   :no-index:',
    'people': '.. event:people:: ada grace\n   :role: organizer\n   :group: hosts, Volunteers\n   :sort: name',
    'pdfs': '.. event:pdfs::',
    'people-list': '.. event:people::\n   :layout: list\n   :no-index:',
    'people-line': '.. event:people::\n   :layout: inline',
    'speakers': '.. event:speakers::\n   :sort: name',
    'speakers-no-index': '.. event:speakers::\n   :no-index:',
    'speaker': '.. event:speaker:: yuna\n   :no-index:',
    'roles-session': 'See :event:session:`panel` and :event:session:`the keynote <first-program>`.',
    'roles-person': 'By :event:person:`ada` and :event:person:`her friend <charles>`.',
    'roles-place': 'In :event:room:`hall`, of :event:track:`theory`; :event:room:`the lab <lab>`.',
    'roles-day': 'On :event:day:`2025-06-14`, about :event:tag:`history`.',
    'roles-time': 'From :event:time:`start` to :event:time:`end`: :event:time:`cards`, :event:time:`mystery`.',
    'roles-fact': 'It is :event:fact:`title` at :event:fact:`part-of`.',
    'unknown': '.. event:schedule::\n   :layout: tabel\n\n:event:person:`adda`',
}


@pytest.fixture(scope='module')
def both(
    open_root: Callable[[str], Project], build_pages: Callable[[Project, dict[str, str], str], dict[str, Built]]
) -> dict[str, Built]:
    return {
        markup: build_pages(open_root('conference'), PAGES, markup, ['pseudoxml'])['pseudoxml']
        for markup in ('rst', 'md')
    }


def seen(built: Built, page: str) -> str:
    """What was read, without the place of its source."""
    return '\n'.join(child.pformat() for child in built.doctree(page).children)


@pytest.mark.parametrize('page', PAGES)
def test_document_is_the_same_in_both_markups(both: dict[str, Built], page: str) -> None:
    assert seen(both['rst'], page) == seen(both['md'], page)


def test_every_directive_and_every_option_is_tried_here() -> None:
    tried: dict[str, set[str]] = {}
    for text in PAGES.values():
        if directive := re.match(r'\.\. event:([\w-]+)::', text):
            tried.setdefault(directive[1], set()).update(re.findall(r'^   :([\w-]+):', text, re.MULTILINE))
    assert tried == {name: set(directive.option_spec) for name, directive in DIRECTIVES.items()}


def test_every_role_is_tried_here() -> None:
    assert set(re.findall(r':event:(\w+):`', ' '.join(PAGES.values()))) == set(ROLES)
