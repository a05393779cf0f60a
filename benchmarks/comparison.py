"""Whether two sites say the same: the check that makes the benchmark honest.

Compared are, page by page and inside the main article only: the lines of visible text
in their order, the links in their order (what they say, where they lead), and the
outline (headings, tables with the cells of each row, list items). In each site, too,
every link inside the site must lead to an anchor that is there.

What is left out of the comparison, and nothing else:

- what a theme adds to headings (the pilcrow of ``a.headerlink``);
- the way from the pages above (``.event-breadcrumbs``), which only ours shows;
- what is hidden from readers (``aria-hidden``), such as the initials that stand in for a photo;
- the amount of white space, and on which side of a line end it stands;
- whether an address outside has its letters percent-encoded;
- the anchor of a link that leads to a page of a single session or person: its top is the same place.

A tool that has its own idea of how pages look is compared by ``Likeness.RECORDS``: the
lines and links of each session's and person's page are the same, the outline is left
out, and so is whether an apostrophe is a curly one; of the pages that list them, what
counts is that they lead to the records that the floor leads to.
"""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import NavigableString, Tag

#: Where themes put what a page says, the most exact first.
_ARTICLES = ('article.bd-article', '[role=main]', 'article', 'main')
_BLOCKS = HTMLTreeBuilder.DEFAULT_BLOCK_ELEMENTS | {'br', 'caption', 'tbody', 'td', 'th', 'thead', 'tr'}
_HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
#: Where the pages of single records are.
RECORD_FOLDERS = ('sessions/', 'people/')
#: Pages that Sphinx and extensions add for themselves: searches, and indices, of which the others have fewer.
PAGES_OF_SPHINX = frozenset(
    {'genindex.html', 'search.html', 'permalink.html', 'event-people.html', 'event-sessions.html'}
)


class Likeness(Enum):
    """How alike two sites have to be."""

    SAME = 'the same'
    RECORDS = 'the same on the page of each record, and lists of the same records'


class DifferenceError(Exception):
    """Two sites differ: their builds must not be compared."""


@dataclass
class Page:
    """What a page says; ``anchors`` is what links can lead to."""

    lines: list[str]
    links: list[str]
    outline: list[str]
    anchors: set[str]


@dataclass
class Site:
    """The pages of a site by name; ``names`` are those of all, whether they were read or not."""

    pages: dict[str, Page] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    @property
    def links(self) -> int:
        """How many links there are in all articles."""
        return sum(len(page.links) for page in self.pages.values())

    @property
    def words(self) -> int:
        """How many words there are in all articles."""
        return sum(len(line.split()) for page in self.pages.values() for line in page.lines)


def compare(one: Path, other: Path, likeness: Likeness = Likeness.SAME, at_most: int | None = None) -> Site:
    """Make sure that two folders of HTML say the same, and tell what it is.

    With ``at_most``, only so many of the records' pages are looked at, evenly chosen.

    :raises DifferenceError: with the first differences, if they do not.
    """
    first, second = read_site(one, at_most), read_site(other, at_most)
    found = [*_dead_links(one, first), *_dead_links(other, second), *_differences(first, second, likeness)]
    if found:
        shown = '\n'.join(found[:40])
        raise DifferenceError(f'{one} and {other} do not say the same:\n{shown}')
    return first


def read_site(folder: Path, at_most: int | None = None) -> Site:
    """Read the pages below a folder; a theme's own files, in ``_static``, are none."""
    names = page_names(folder)
    records = [name for name in names if is_record(name)]
    step = 1 if at_most is None else -(-len(records) // at_most) or 1
    left_out = set(records) - set(records[::step])
    return Site({name: read_page(folder / name, name) for name in names if name not in left_out}, frozenset(names))


def page_names(folder: Path) -> list[str]:
    """The pages of a site, without those that say nothing of the event."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob('*.html'))
    return [name for name in names if name not in PAGES_OF_SPHINX and not name.startswith('_')]


def is_record(name: str) -> bool:
    """Whether a page is that of a single session or person."""
    return name.startswith(RECORD_FOLDERS)


def read_page(path: Path, name: str) -> Page:
    """What the article of a page says, after what the module's docstring leaves out.

    :raises DifferenceError: if there is no article.
    """
    soup = BeautifulSoup(path.read_bytes(), 'html.parser')
    article = next(filter(None, map(soup.select_one, _ARTICLES)), None)
    if article is None:
        raise DifferenceError(f'{path} has no article to compare')
    for unseen in article.select('a.headerlink, .event-breadcrumbs, [aria-hidden=true], script, style, template'):
        unseen.decompose()
    lines = [' '.join(line.split()) for line in ''.join(_text(article)).split('\n')]
    return Page(
        lines=[line for line in lines if line],
        links=[f'{_words(link)} -> {_target(str(link["href"]), name)}' for link in article.select('a[href]')],
        outline=list(_outline(article)),
        anchors={str(element['id']) for element in soup.select('[id]')},
    )


def _text(element: Tag) -> Iterator[str]:
    """The text with one line a block; line ends inside a block are white space, except where they are shown."""
    for child in element.children:
        if isinstance(child, Tag):
            edge = '\n' if child.name in _BLOCKS else ''
            yield edge
            yield from _text(child)
            yield edge
        elif type(child) is NavigableString:
            yield child if element.name == 'pre' else child.replace('\n', ' ')


def _words(element: Tag) -> str:
    return ' '.join(element.get_text().split())


def _target(href: str, page: str) -> str:
    """Where a link leads: an address, or a page of the site with an anchor."""
    if urlsplit(href).scheme:
        return unquote(href)
    path, anchor = urldefrag(href)
    leads_to = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return f'{leads_to}#{anchor}'


def _outline(article: Tag) -> Iterator[str]:
    for element in article.find_all([*_HEADINGS, 'tr', 'li']):
        match element.name:
            case 'tr':
                yield f'row of {len(element.find_all(["td", "th"], recursive=False))}'
            case 'li':
                yield 'item'
            case heading:
                yield f'{heading} {_words(element)}'


def _dead_links(folder: Path, site: Site) -> Iterator[str]:
    for name, page in site.pages.items():
        for link in page.links:
            target = link.rpartition(' -> ')[2]
            if urlsplit(target).scheme:
                continue
            path, anchor = urldefrag(target)
            known = site.pages.get(path)
            if path not in site.names or (anchor and known and anchor not in known.anchors):
                yield f'{folder / name}: the link {link} leads nowhere'


def _differences(one: Site, other: Site, likeness: Likeness) -> Iterator[str]:
    for name in sorted(one.names ^ other.names):
        yield f'{name}: only one of them has this page'
    for name in sorted(one.pages.keys() & other.pages.keys()):
        mine, theirs = _compared(one.pages[name], name, likeness), _compared(other.pages[name], name, likeness)
        for what, before in mine.items():
            after = theirs[what]
            if what == 'records':
                after = [record for record in after if record in before]
            if before != after:
                yield f'{name}: the {what} differ'
                yield from list(difflib.unified_diff(before, after, lineterm='', n=0))[2:10]


def _compared(page: Page, name: str, likeness: Likeness) -> dict[str, list[str]]:
    links = [_without_anchor(link) for link in page.links]
    if likeness is Likeness.SAME:
        return {'lines': page.lines, 'links': links, 'outline': page.outline}
    if is_record(name):
        straight = {'lines': page.lines, 'links': links}
        return {
            what: [line.replace('\N{RIGHT SINGLE QUOTATION MARK}', "'") for line in straight[what]] for what in straight
        }
    targets = (link.rpartition(' -> ')[2] for link in links)
    return {'records': sorted({target for target in targets if is_record(target)})}


def _without_anchor(link: str) -> str:
    """A link, without the anchor if it leads to the page of a record."""
    words, arrow, target = link.rpartition(' -> ')
    return f'{words}{arrow}{urldefrag(target).url}#' if is_record(target) else link
