"""The real site in a real browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: The pages that hold what our directives make.
PAGES = (
    'index.html',
    'programme.html',
    'schedule.html',
    'sessions.html',
    'speakers.html',
    'organizers.html',
    'handout.html',
    'guide/directives.html',
)

Scheme: TypeAlias = Literal['light', 'dark']

WIDE: ViewportSize = {'width': 1280, 'height': 900}
PHONE: ViewportSize = {'width': 360, 'height': 740}


@dataclass
class Observed:
    """A page, and what went wrong while it was shown."""

    page: Page
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope='module', params=['light', 'dark'])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    chosen: Scheme = request.param
    return chosen


@pytest.fixture(scope='module', params=PAGES)
def observed(request: pytest.FixtureRequest, browser: Browser, address: str, scheme: Scheme) -> Iterator[Observed]:
    """Each page in turn, loaded once, on a wide screen."""
    context = browser.new_context(viewport=WIDE, color_scheme=scheme)
    page = context.new_page()
    seen = Observed(page)
    page.on('console', lambda message: seen.faults.append(message.text) if message.type == 'error' else None)
    page.on('pageerror', lambda error: seen.faults.append(str(error)))
    page.on('requestfailed', lambda request: seen.faults.append(f'failed: {request.url}'))
    page.on('response', lambda answer: seen.faults.append(f'{answer.status}: {answer.url}') if not answer.ok else None)

    def watch(url: str) -> None:
        if not url.startswith((address, 'data:')):
            seen.faults.append(f'foreign: {url}')

    page.on('request', lambda request: watch(request.url))
    page.goto(address + request.param, wait_until='networkidle')
    yield seen
    context.close()


def test_page_shows_without_errors_and_without_foreign_requests(observed: Observed) -> None:
    assert observed.faults == []


@pytest.mark.parametrize('size', [WIDE, PHONE], ids=['wide', 'phone'])
def test_axe_finds_no_violation_in_the_article(observed: Observed, size: ViewportSize) -> None:
    page = observed.page
    page.set_viewport_size(size)
    # Permalinks and code blocks are the theme's.
    context = {'include': ['article'], 'exclude': ['.headerlink', '.highlight']}
    violations = Axe().run(page, context).response['violations']
    found = [(one['id'], node['html'], node['failureSummary']) for one in violations for node in one['nodes']]
    assert found == []


def test_nothing_is_wider_than_a_narrow_phone(observed: Observed) -> None:
    page = observed.page
    page.set_viewport_size(PHONE)
    assert page.evaluate('document.documentElement.scrollWidth') <= PHONE['width']


def test_schedule_reads_the_same_without_javascript(browser: Browser, address: str) -> None:
    rows = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto(address + 'schedule.html')
        rows.append([' '.join(text.split()) for text in page.locator('tbody tr').all_inner_texts()])
        context.close()
    assert rows[0] == rows[1]
    assert len(rows[0]) == 6
    assert all(row.startswith(time) for row, time in zip(rows[0], ('13:00', '13:10', '13:25'), strict=False))


@pytest.mark.parametrize('size', [WIDE, PHONE])
def test_schedule_is_a_table_to_a_screen_reader(browser: Browser, address: str, size: ViewportSize) -> None:
    """In the tree that the browser itself makes, which also tells how elements are laid out."""
    context = browser.new_context(viewport=size)
    page = context.new_page()
    page.goto(address + 'schedule.html')
    laid_out = page.locator('.event-timetable tbody tr').first.evaluate('row => getComputedStyle(row).display')
    tree = context.new_cdp_session(page).send('Accessibility.getFullAXTree')['nodes']
    roles = Counter(node['role']['value'] for node in tree if not node['ignored'])
    context.close()
    assert laid_out == ('table-row' if size is WIDE else 'flex')
    told = ('table', 'row', 'columnheader', 'rowheader', 'cell')
    assert [roles[role] for role in told] == [1, 7, 3, 6, 12]


def test_every_session_of_the_schedule_leads_to_its_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + 'schedule.html')
    for link in page.locator('.event-slot__title a').all():
        target = str(link.get_attribute('href'))
        other = browser.new_page()
        other.goto(address + target)
        heading = other.locator('article h1').inner_text()
        assert heading.rstrip('#').strip() == link.inner_text().strip()
        other.close()
    page.close()


def test_schedule_prints_whole_on_one_sheet(browser: Browser, address: str, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(address + 'schedule.html', wait_until='networkidle')
    page.pdf(path=str(tmp_path / 'schedule.pdf'), format='A4')
    page.close()
    sheets = pypdf.PdfReader(tmp_path / 'schedule.pdf').pages
    text = ' '.join(' '.join(sheet.extract_text() for sheet in sheets).split())
    assert len(sheets) == 1
    assert 'Welcome Message and Tutorial Overview' in text
    assert 'Concluding Remarks and Future Direction' in text
    assert 'Yezhou Yang' in text


def test_handout_with_its_code_prints_on_one_sheet(browser: Browser, address: str, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(address + 'handout.html', wait_until='networkidle')
    page.pdf(path=str(tmp_path / 'handout.pdf'), format='A4')
    page.close()
    assert len(pypdf.PdfReader(tmp_path / 'handout.pdf').pages) == 1
