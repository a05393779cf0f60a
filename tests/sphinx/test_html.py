"""The HTML of the whole conference: valid, and readable without looks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import html5lib
import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built

PAGES = ['index', 'schedule', 'sessions', 'speakers', 'team', 'venue', 'handout']


@pytest.mark.parametrize('page', PAGES)
def test_page_is_valid_to_the_standard_s_own_parser(website: Built, page: str) -> None:
    parser = html5lib.HTMLParser()
    parser.parse((website.folder / f'{page}.html').read_text(encoding='utf-8'))
    assert [(line, error) for (line, _), error, _ in parser.errors] == []


@pytest.mark.parametrize('page', PAGES)
def test_ids_are_unique(website: Built, page: str) -> None:
    ids = [tag['id'] for tag in website.whole_html(page).select('[id]')]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize('page', PAGES)
def test_headings_go_down_one_level_at_a_time(website: Built, page: str) -> None:
    levels = [int(heading.tag.name[1]) for heading in website.html(page).all('h1, h2, h3, h4, h5, h6')]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.parametrize('page', PAGES)
def test_every_picture_has_an_alternative_text(website: Built, page: str) -> None:
    # Where the name stands beside it, a portrait's is empty: HTML's way to say that it adds nothing.
    assert None not in website.html(page).values('img', 'alt')


@pytest.mark.parametrize('page', PAGES)
def test_every_link_within_the_site_leads_somewhere(website: Built, page: str) -> None:
    for address in website.html(page).values('a.internal:not(.download)', 'href'):
        target, _, anchor = str(address).partition('#')
        assert website.whole_html(target.removesuffix('.html') or page).select(f'[id="{anchor}"]') or not anchor


@pytest.mark.parametrize('page', PAGES)
def test_no_link_or_picture_is_empty(website: Built, page: str) -> None:
    assert [link.tag for link in website.html(page).all('a[href]') if not link.text] == []


@pytest.mark.parametrize('page', PAGES)
def test_nothing_is_loaded_from_elsewhere(website: Built, page: str) -> None:
    loaded = website.whole_html(page).select('img[src], script[src], link[rel="stylesheet"][href]')
    assert [tag for tag in loaded if str(tag.get('src') or tag.get('href')).startswith(('http', '//'))] == []


@pytest.mark.parametrize('page', ['schedule', 'handout'])
def test_header_cells_have_scopes_and_rows_as_many_cells_as_columns(website: Built, page: str) -> None:
    for table in website.html(page).all('table'):
        assert {header.get('scope') for header in table.tag.select('thead th')} == {'col'}
        assert {header.get('scope') for header in table.tag.select('tbody th')} == {'row'}
        assert len({len(row.all('th, td')) for row in table.all('tr')}) == 1


@pytest.mark.parametrize('page', ['index', 'schedule', 'sessions', 'handout'])
def test_every_time_has_its_offset(website: Built, page: str) -> None:
    times = website.html(page).values('time', 'datetime')
    assert times
    assert {str(moment)[-6:] for moment in times} == {'+02:00'}


def test_style_sheet_is_part_of_the_site(website: Built) -> None:
    sheets = [
        str(link['href']).partition('?')[0] for link in website.whole_html('index').select('link[rel="stylesheet"]')
    ]
    assert '_static/event.css' in sheets
    assert (website.folder / '_static' / 'event.css').is_file()
