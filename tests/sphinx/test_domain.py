"""The domain: what pages can refer to, and where references lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project

INDEX = 'Index\n=====\n\n.. toctree::\n   :glob:\n\n   pages/*\n'


@pytest.fixture
def site(conference: Project) -> Project:
    """The conference's data, and no pages but an index of ``pages/``."""
    for page in (*conference.source.glob('*.rst'), *conference.source.glob('*.md')):
        page.unlink()
    conference.write({'index.rst': INDEX})
    return conference


def write(site: Project, **pages: str) -> None:
    site.write({f'pages/{name}.rst': f'Page {name}\n=======\n\n{text}\n' for name, text in pages.items()})


def links(built: Built, page: str) -> list[str | None]:
    return built.html(f'pages/{page}').values('p a', 'href')


def test_reference_leads_to_the_entry_on_another_page(site: Project) -> None:
    write(site, a='See :event:session:`panel`.', b='.. event:session:: panel')
    assert links(site.build(), 'a') == ['b.html#event-session-panel']


def test_reference_leads_to_the_entry_on_its_own_page(site: Project) -> None:
    write(site, a='See :event:session:`panel`.\n\n.. event:session:: panel')
    assert links(site.build(), 'a')[0] == '#event-session-panel'


def test_reference_leads_to_a_card_where_there_is_no_full_entry(site: Project) -> None:
    write(site, a='See :event:person:`joseph`.', b='.. event:people:: joseph')
    assert links(site.build(), 'a') == ['b.html#card-joseph']


def test_reference_prefers_a_full_entry_to_a_card(site: Project) -> None:
    write(site, a='See :event:person:`joseph`.', b='.. event:people:: joseph', c='.. event:speaker:: joseph')
    assert links(site.build(), 'a') == ['c.html#event-person-joseph']


def test_any_finds_sessions_and_people(site: Project) -> None:
    write(site, a=':any:`coffee` with :any:`joseph`.', b='.. event:session:: coffee', c='.. event:people:: joseph')
    built = site.build()
    assert links(built, 'a') == ['b.html#event-session-coffee', 'c.html#card-joseph']
    assert built.warnings == []


def test_any_says_what_it_leads_to_unless_it_is_given_words(site: Project) -> None:
    write(site, a=':any:`coffee`, :any:`a break <coffee>`', b='.. event:session:: coffee')
    assert site.build().html('pages/a').texts('p a') == ['Coffee', 'a break']


@pytest.mark.parametrize('text', [':any:`panel`', '[](panel)'])
def test_any_follows_an_entry_that_moved_though_its_page_was_not_edited(site: Project, text: str) -> None:
    write(site, b='.. event:session:: panel', c='Nothing yet.')
    site.write({'pages/a.rst' if text[0] == ':' else 'pages/a.md': f'a\n=\n\n{text}\n'})
    assert links(site.build(), 'a') == ['b.html#event-session-panel']
    write(site, b='Nothing any more.', c='.. event:session:: panel')
    built = site.build()
    assert 'pages/a' not in built.read
    assert links(built, 'a') == ['c.html#event-session-panel']


def test_any_of_two_kinds_is_a_warning_that_names_both(site: Project) -> None:
    site.edit('data/sessions.yaml', 'id: coffee', 'id: joseph')
    write(site, a=':any:`joseph`', b='.. event:session:: joseph', c='.. event:people:: joseph')
    (warned,) = site.build().warnings
    assert (warned.file, warned.line, warned.kind) == ('a.rst', 4, 'ref.any')
    assert ':event:session:' in warned.message
    assert ':event:person:' in warned.message


def test_any_that_is_shown_nowhere_is_a_warning(site: Project) -> None:
    write(site, a='See :any:`coffee`.')
    (warned,) = site.build().warnings
    assert (warned.file, warned.line, warned.kind) == ('a.rst', 4, 'ref.any')


def test_session_in_a_schedule_that_is_shown_nowhere_is_text_even_to_a_nitpicky_author(site: Project) -> None:
    write(site, a='.. event:schedule::')
    built = site.build(nitpicky=True)
    assert 'Coffee' in built.html('pages/a').text
    assert built.warnings == []


def test_written_link_to_what_is_shown_nowhere_is_text_and_a_warning(site: Project) -> None:
    write(site, a='Text.\n\nSee :event:session:`coffee` in :event:room:`hall`, and :event:person:`joseph`.')
    built = site.build(nitpicky=True)
    assert built.html('pages/a').texts('p')[1] == 'See Coffee in Main Hall, and Joseph-Marie Jacquard.'
    hint = 'show it in full, or give it a page by event_pages in conf.py'
    assert built.warnings == [
        ('a.rst', 6, f"no page shows the session 'coffee'; {hint}", 'event.reference'),
        ('a.rst', 6, f"no page shows the room 'hall'; {hint}", 'event.reference'),
    ]
    assert site.build('latex', nitpicky=True).warnings == []


def test_printed_document_links_only_to_what_is_in_it(site: Project) -> None:
    write(
        site,
        a='See :event:session:`panel`, :any:`cards` and :event:session:`coffee`.\n\n.. event:session:: coffee',
        b='.. event:session:: panel cards',
    )
    built = site.build('latex', latex_documents=[('pages/a', 'a.tex', 'Title', 'Author', 'howto')], nitpicky=True)
    targets = built.tex('a').arguments('detokenize')
    assert ('pages/a:event-session-coffee',) in targets
    assert all('session-panel' not in target and 'session-cards' not in target for (target,) in targets)
    assert built.warnings == []


@pytest.mark.parametrize('parallel', [0, 2])
def test_second_full_entry_is_a_warning_at_its_line(site: Project, parallel: int) -> None:
    write(site, b='.. event:session:: panel', c='Text.\n\n.. event:session:: coffee panel')
    (warned,) = site.build('pseudoxml', parallel=parallel).warnings
    message = "the session 'panel' has an entry in pages/b.rst too; give one of them the option ':no-index:'"
    assert warned == ('c.rst', 6, message, 'event.duplicate-entry')


def test_second_full_entry_is_told_again_when_only_the_first_is_read_again(site: Project) -> None:
    write(site, b='.. event:session:: panel', c='.. event:session:: panel')
    site.build('pseudoxml')
    write(site, b='More.\n\n.. event:session:: panel')
    built = site.build('pseudoxml')
    assert built.read == ('pages/b',)
    assert [(warned.file, warned.kind) for warned in built.warnings] == [('c.rst', 'event.duplicate-entry')]


def test_entry_that_is_not_to_be_indexed_is_no_second_one(site: Project) -> None:
    write(site, a='See :event:session:`panel`.', b='.. event:session:: panel\n   :no-index:')
    write(site, c='.. event:session:: panel')
    built = site.build()
    assert built.warnings == []
    assert links(built, 'a') == ['c.html#event-session-panel']


def test_card_and_full_entry_are_no_duplicates(site: Project) -> None:
    write(site, a='.. event:people:: ada', b='.. event:speaker:: ada', c='.. event:people:: ada')
    assert site.build('pseudoxml').warnings == []


def test_entry_of_a_removed_page_is_forgotten(site: Project) -> None:
    write(site, a='See :event:session:`panel`.', b='.. event:session:: panel', c='.. event:session:: coffee')
    site.build()
    (site.source / 'pages' / 'b.rst').unlink()
    write(site, a='Now see :event:session:`panel`.')
    assert links(site.build(), 'a') == []


@pytest.mark.parametrize('moved_to', ['c', 'd'])
def test_link_follows_an_entry_that_moved_though_its_page_was_not_edited(site: Project, moved_to: str) -> None:
    write(site, a='See :event:session:`panel`.', b='.. event:session:: panel', c='Nothing yet.')
    site.build()
    write(site, b='Nothing any more.', **{moved_to: '.. event:session:: panel'})
    built = site.build()
    assert 'pages/a' not in built.read
    assert links(built, 'a') == [f'{moved_to}.html#event-session-panel']


def test_link_to_an_entry_that_is_gone_becomes_text(site: Project) -> None:
    write(site, a='See :event:session:`panel`.', b='.. event:session:: panel')
    site.build()
    write(site, b='Nothing any more.')
    assert links(site.build(), 'a') == []


@pytest.mark.parametrize('builder', ['html', 'latex'])
def test_entry_below_only_is_a_section(site: Project, builder: str) -> None:
    write(site, a=f'.. only:: {builder}\n\n   .. event:session:: panel')
    doctree = site.build(builder).doctree('pages/a')
    assert 'session-panel' in [ident for section in doctree.findall(nodes.section) for ident in section['ids']]


def test_entry_in_a_note_can_be_linked_in_print(site: Project) -> None:
    write(site, a='See :event:session:`panel`.\n\n.. note::\n\n   .. event:session:: panel')
    built = site.build('latex', latex_documents=[('index', 'all.tex', 'All', 'Us', 'howto')])
    source = (built.folder / 'all.tex').read_text(encoding='utf-8')
    (target,) = re.findall(r'\\hyperref\[(?:\\detokenize\{)?([^}\]]*session-panel)', source)
    assert target in re.findall(r'\\label\{(?:\\detokenize\{)?([^}]*)\}', source)


@pytest.mark.parametrize('parallel', [0, 2])
def test_inventory_lists_every_record_where_it_is_shown(site: Project, parallel: int) -> None:
    write(site, b='.. event:session:: panel coffee', c='.. event:speaker:: ada', d='.. event:people:: ada joseph')
    built = site.build(parallel=parallel)
    inventory = InventoryFile.loads((built.folder / 'objects.inv').read_bytes(), uri='').data
    found = {
        kind: {ident: (item.uri, item.display_name) for ident, item in inventory[kind].items()} for kind in inventory
    }
    assert found['event:session'] == {
        'panel': ('pages/b.html#event-session-panel', 'Machines that weave'),
        'coffee': ('pages/b.html#event-session-coffee', 'Coffee'),
    }
    assert found['event:person'] == {
        'ada': ('pages/c.html#event-person-ada', 'Ada Lovelace'),
        'joseph': ('pages/d.html#card-joseph', 'Joseph-Marie Jacquard'),
    }


def test_entries_are_in_the_table_of_contents(site: Project) -> None:
    write(site, b='.. event:session:: panel coffee')
    contents = site.build().html('index').values('.toctree-wrapper a', 'href')
    assert contents == ['pages/b.html', 'pages/b.html#event-session-panel', 'pages/b.html#event-session-coffee']
