"""One order of names in all lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cases import each

from sphinx_event_program.latex.print_builder import DOCUMENTS

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project

_NAMES = [
    'Kim Zed',
    'Ola Ødegård',
    'Young, Kim',
    'Bo Smith, Jr.',
    'Ewa Łoś',
    'Dr. Sam Adams PhD',
    'Mila Đorđević',
    'Bea Oak',
]
_ORDER = [
    'Dr. Sam Adams PhD',
    'Mila Đorđević',
    'Ewa Łoś',
    'Bea Oak',
    'Ola Ødegård',
    'Bo Smith, Jr.',
    'Young, Kim',
    'Kim Zed',
]
_INDEX = [
    'Adams, Dr. Sam, PhD',
    'Đorđević, Mila',
    'Łoś, Ewa',
    'Oak, Bea',
    'Ødegård, Ola',
    'Smith, Bo, Jr.',
    'Young, Kim',
    'Zed, Kim',
]
_PAGE = """\
Who
===

.. event:people::
   :layout: index

.. event:people::
   :layout: list
   :sort: name

.. event:people::
   :sort: name

.. event:sessions::
"""


@pytest.fixture
def people(project: Project) -> Project:
    project.write(
        {
            'data/event.yaml': 'title: Small Days\nstart: 2027-05-04 09:00\ntimezone: Europe/Berlin\n',
            'data/people.yaml': ''.join(f'p{number}: {{name: "{name}"}}\n' for number, name in enumerate(_NAMES)),
            'data/sessions.yaml': '- {id: a, title: A, duration: 5, tags: [Zoo, Ähre, zebra, Ode, Økologi],'
            f' people: [{", ".join(f"p{number}" for number in range(len(_NAMES)))}]}}\n',
            'index.rst': _PAGE,
        }
    )
    return project


def _indexed(built: Built, name: str) -> list[str]:
    return [link.get_text() for link in built.whole_html(name).select('table.indextable a')]


def test_lists_indices_and_pages_have_one_order(people: Project) -> None:
    built = people.build(event_pages={'person': 'people', 'tag': 'tags'})
    page = built.html('index')
    assert [line.partition(': ')[0] for line in page.texts('.event-index li')] == _ORDER
    assert page.texts('ul.event-people li') == _ORDER
    assert page.texts('.event-cards .event-person__name') == _ORDER
    assert _indexed(built, 'event-people') == _INDEX
    headings = [cap.get_text(strip=True) for cap in built.whole_html('event-people').select('tr.cap')]
    assert headings == list('ADLOSYZ')


def test_badges_table_cards_and_certificates_have_that_order(people: Project) -> None:
    people.write({'text.md': '# Thanks\n\n{name}\n'})
    built = people.build('event-print', latex_engine='lualatex', event_print_certificate='text.md')
    for document in ('badges', 'table-cards', 'certificates'):
        assert document in DOCUMENTS
        text = (built.folder / f'{document}.tex').read_text(encoding='utf-8').partition(r'\begin{document}')[2]
        places = [text.index(name) for name in _ORDER]
        assert places == sorted(places), document


def test_general_index_has_letters_with_strokes_below_their_base_letters(people: Project) -> None:
    built = people.build()
    headings = [heading.get_text() for heading in built.whole_html('genindex').select('div.body h2')]
    assert headings == list('ADLOSYZ')


@each('language, order', [('en', ['Bo Åberg', 'Cy Adams', 'Di Zed']), ('sv', ['Cy Adams', 'Di Zed', 'Bo Åberg'])])
def test_order_is_that_of_the_page_s_language(people: Project, language: str, order: list[str]) -> None:
    people.write({'data/people.yaml': 'a: {name: Bo Åberg}\nz: {name: Di Zed}\nb: {name: Cy Adams}\n'})
    people.write({'data/sessions.yaml': '- {id: a, title: A, duration: 5, people: [a, z, b]}\n'})
    assert people.build(language=language).html('index').texts('ul.event-people li') == order


def test_lists_follow_a_family_name_that_is_edited(people: Project) -> None:
    people.build()
    people.edit('data/people.yaml', '{name: "Kim Zed"}', '{name: "Kim Zed", family_name: Kim}')
    built = people.build()
    assert built.html('index').texts('ul.event-people li').index('Kim Zed') == 2
    assert 'Kim, Zed' in _indexed(built, 'event-people')
