"""The pages of the real site as the HTML standard's parser reads them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import bs4
import pytest

pytestmark = pytest.mark.slow


def _pages(site: Path) -> dict[str, bs4.BeautifulSoup]:
    return {
        str(path.relative_to(site)): bs4.BeautifulSoup(path.read_text(encoding='utf-8'), 'html5lib')
        for path in sorted(site.rglob('*.html'))
        if '_static' not in path.parts
    }


@pytest.fixture(scope='module')
def pages(site: Path) -> dict[str, bs4.BeautifulSoup]:
    return _pages(site)


def test_every_internal_link_and_file_leads_somewhere(site: Path, pages: dict[str, bs4.BeautifulSoup]) -> None:
    anchors = {name: {str(tag['id']) for tag in page.find_all(id=True)} for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        addresses = [tag['href'] for tag in page.find_all(href=True)] + [tag['src'] for tag in page.find_all(src=True)]
        for address in map(str, addresses):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            inside = str(target.resolve().relative_to(site.resolve()))
            anchor_missing = parts.fragment and unquote(parts.fragment) not in anchors.get(inside, {parts.fragment})
            if not target.is_file() or anchor_missing:
                broken.append((name, address))
    assert broken == []


def test_ids_are_unique_on_every_page(pages: dict[str, bs4.BeautifulSoup]) -> None:
    twice = []
    for name, page in pages.items():
        article = page.find('article')
        idents = [tag['id'] for tag in article.find_all(id=True)] if isinstance(article, bs4.Tag) else []
        twice += [(name, ident) for ident in set(idents) if idents.count(ident) > 1]
    assert twice == []


def test_headings_go_down_one_level_at_a_time(pages: dict[str, bs4.BeautifulSoup]) -> None:
    skipped = []
    for name, page in pages.items():
        article = page.find('article')
        if not isinstance(article, bs4.Tag):
            continue
        levels = [int(tag.name[1]) for tag in article.find_all(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])]
        if levels[:1] != [1] or any(after - before > 1 for before, after in pairwise(levels)):
            skipped.append((name, levels))
    assert skipped == []


def test_nothing_is_loaded_from_another_host(pages: dict[str, bs4.BeautifulSoup]) -> None:
    foreign = [
        (name, tag[attribute])
        for name, page in pages.items()
        for attribute, tags in (
            ('src', page.find_all(src=True)),
            ('href', page.find_all('link', rel=['stylesheet', 'preload', 'icon', 'modulepreload'], href=True)),
        )
        for tag in tags
        if urlsplit(str(tag[attribute])).netloc
    ]
    assert foreign == []


def test_home_page_has_every_fact_of_the_tutorial(pages: dict[str, bs4.BeautifulSoup]) -> None:
    article = pages['index.html'].find('article')
    assert isinstance(article, bs4.Tag)
    text = ' '.join(article.get_text(' ').split())
    for fact in (
        'Tutorial on Responsible Vision-Language Generative Models @ ICCV 2025',
        'The official Website for Responsibly Building Generative Models Tutorial at ICCV 2025.',
        'This website will be updated closer to the event date.',
        'Sunday, October 19, 2025',
        'UTC−10',
        '316B',
        'Over the past few years, text-to-image (T2I)',
        'Each segment of the tutorial comprises two key components',
        'Minjun So (SSU)',
        'Dongyoon Yang (SK Hynix)',
    ):
        assert fact in text
    facts = {dt.get_text().rstrip(':'): dt.find_next('dd') for dt in article.select('.event-facts dt')}
    assert [name for name, value in facts.items() if value and value.get_text(strip=True) == 'To be announced'] == [
        'Zoom link',
        'Password',
    ]


def test_home_page_links_every_host_who_has_an_address(pages: dict[str, bs4.BeautifulSoup]) -> None:
    article = pages['index.html'].find('article')
    assert isinstance(article, bs4.Tag)
    links = {tag.get_text(): tag['href'] for tag in article.select('.event-facts a')}
    assert links == {
        'Changhoon Kim': 'https://www.changhoonkim.com/',
        'Wanyu Du': 'https://wyu-du.github.io/',
        'Kyle Min': 'https://sites.google.com/view/kylemin',
        'Maitreya Patel': 'https://maitreyapatel.com/',
        'Yezhou Yang': 'https://yezhouyang.engineering.asu.edu/',
    }


def test_schedule_has_computed_times_and_the_durations_as_written(pages: dict[str, bs4.BeautifulSoup]) -> None:
    rows = pages['schedule.html'].select('.event-timetable tbody tr')
    shown = [
        (
            [time['datetime'] for time in row.select('time')],
            row.select_one('.event-slot__duration').get_text().replace('\N{NO-BREAK SPACE}', ' '),
            row.select_one('.event-person__name').get_text(),
        )
        for row in rows
    ]
    day, offset = '2025-10-19T', '-10:00'
    assert shown == [
        ([f'{day}{start}{offset}', f'{day}{end}{offset}'], duration, name)
        for start, end, duration, name in (
            ('13:00', '13:10', '10 min', 'Changhoon Kim'),
            ('13:10', '13:25', '15 min', 'Changhoon Kim'),
            ('13:25', '14:20', '50+5 min', 'Sijia Liu'),
            ('14:20', '15:15', '50+5 min', 'Wanyu Du'),
            ('15:15', '16:10', '50+5 min', 'Dongyoon Yang'),
            ('16:10', '16:20', '10 min', 'Yezhou Yang'),
        )
    ]
