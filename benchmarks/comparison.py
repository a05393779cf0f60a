"""Whether two sites say the same: the check that makes the benchmark honest.

Compared are, page by page and inside the main article only: the lines of visible text
in their order, the links in their order (what they say, where they lead), and the
outline (headings, tables with the cells of each row, list items). In each site, too,
every link inside the site must lead to an anchor that is there.

What is left out of the comparison, and nothing else:

- what a theme adds to headings (the pilcrow of ``a.headerlink``);
- what is hidden from readers (``aria-hidden``), such as the initials that stand in for a photo;
- the amount of white space, and on which side of a line end it stands.
"""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import NavigableString, Tag

#: Where themes put what a page says, the most exact first.
_ARTICLES = ('article.bd-article', '[role=main]', 'article', 'main')
_BLOCKS = HTMLTreeBuilder.DEFAULT_BLOCK_ELEMENTS | {'br', 'caption', 'tbody', 'td', 'th', 'thead', 'tr'}
_HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
#: Pages that Sphinx makes anew in each build, and that say nothing of the event.
PAGES_OF_SPHINX = frozenset({'genindex.html', 'search.html'})


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
    """The pages of a site by name."""

    pages: dict[str, Page] = field(default_factory=dict)

    @property
    def links(self) -> int:
        """How many links there are in all articles."""
        return sum(len(page.links) for page in self.pages.values())

    @property
    def words(self) -> int:
        """How many words there are in all articles."""
        return sum(len(line.split()) for page in self.pages.values() for line in page.lines)


def compare(one: Path, other: Path) -> Site:
    """Make sure that two folders of HTML say the same, and tell what it is.

    :raises DifferenceError: with the first differences, if they do not.
    """
    first, second = read_site(one), read_site(other)
    found = [*_dead_links(one, first), *_dead_links(other, second), *_differences(first, second)]
    if found:
        shown = '\n'.join(found[:40])
        raise DifferenceError(f'{one} and {other} do not say the same:\n{shown}')
    return first


def read_site(folder: Path) -> Site:
    """Read all pages below a folder; a theme's own files, in ``_static``, are none."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob('*.html'))
    chosen = [name for name in names if name not in PAGES_OF_SPHINX and not name.startswith('_')]
    return Site({name: read_page(folder / name, name) for name in chosen})


def read_page(path: Path, name: str) -> Page:
    """What the article of a page says, after what the module's docstring leaves out.

    :raises DifferenceError: if there is no article.
    """
    soup = BeautifulSoup(path.read_bytes(), 'html.parser')
    article = next(filter(None, map(soup.select_one, _ARTICLES)), None)
    if article is None:
        raise DifferenceError(f'{path} has no article to compare')
    for unseen in article.select('a.headerlink, [aria-hidden=true], script, style, template'):
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
        return href
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
            if path not in site.pages or (anchor and anchor not in site.pages[path].anchors):
                yield f'{folder / name}: the link {link} leads nowhere'


def _differences(one: Site, other: Site) -> Iterator[str]:
    for name in sorted(one.pages.keys() ^ other.pages.keys()):
        yield f'{name}: only one of them has this page'
    for name in sorted(one.pages.keys() & other.pages.keys()):
        mine, theirs = one.pages[name], other.pages[name]
        for what in ('lines', 'links', 'outline'):
            before, after = getattr(mine, what), getattr(theirs, what)
            if before != after:
                yield f'{name}: the {what} differ'
                yield from list(difflib.unified_diff(before, after, lineterm='', n=0))[2:10]
