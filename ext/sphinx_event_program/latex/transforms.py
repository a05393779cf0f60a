"""Transforms for paper: pages and addresses of links, directions of text, cancelled titles.

On a screen a link is followed, and a browser knows what to do with letters that
run from right to left. These transforms prepare a document for LaTeX, once its
references are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_event_program.domain.event_domain import event_domain
from sphinx_event_program.latex.links import PrintLinks, page_address
from sphinx_event_program.render.bidi import Run, begins_from_right, runs, runs_from_right
from sphinx_event_program.render.nodes import (
    event_address,
    event_alternative,
    event_break,
    event_cards,
    event_day_mark,
    event_deletion,
    event_index,
    event_materials,
    event_page,
    event_pages,
    event_piece,
    event_run,
    event_soft_hyphen,
    event_timetable,
)
from sphinx_event_program.render.translations import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx


#: Longer addresses nobody types; the link is there for a reader of the file.
_LONGEST_ADDRESS = 80


class _PaperTransform(SphinxPostTransform):
    formats = ('latex',)
    # After Sphinx has resolved references (10), and has made footnotes of addresses where an author wants these (400).
    default_priority = 500


class StruckOut(_PaperTransform):
    """Strikes out the title of a cancelled session, as on a screen."""

    def run(self, **options: Any) -> None:
        for mark in list(self.document.findall(nodes.inline)):
            if 'event-status--cancelled' in mark.get('classes', []) and (title := mark.parent[0]) is not mark:
                mark.parent.replace(title, event_deletion('', '', title.deepcopy()))


class PageNumbers(_PaperTransform):
    """Adds the page number of its entry to a link to a session."""

    default_priority = StruckOut.default_priority + 10

    def run(self, **options: Any) -> None:
        for link in list(self.document.findall(nodes.reference)):
            if link.get('record') == 'session' and not _is_in(link, (nodes.title, event_pages)):
                outermost = link.parent if isinstance(link.parent, event_deletion) else link
                outermost.parent.insert(outermost.parent.index(outermost) + 1, event_page(refuri=link['refuri']))


class Alternatives(_PaperTransform):
    """Adds the alternative text of a picture, which Sphinx does not write for LaTeX."""

    def run(self, **options: Any) -> None:
        for picture in list(self.document.findall(nodes.image)):
            if text := picture.get('alt'):
                picture.parent.insert(picture.parent.index(picture), event_alternative('', text))


class Index(_PaperTransform):
    """Removes people without an entry in the document from its index: they have no page number."""

    def run(self, **options: Any) -> None:
        for index in list(self.document.findall(event_index)):
            index[:] = [item for item in index if any(map(_is_in_this_file, item.findall(nodes.reference)))]
            if not len(index):
                index.parent.remove(index)


def _is_in_this_file(link: nodes.reference) -> bool:
    # Sphinx's own way to tell the places in a document from addresses.
    return link.get('refuri', '').startswith('%')


class RunningDays(_PaperTransform):
    """Adds the day of an entry for the running head of its page."""

    def run(self, **options: Any) -> None:
        for section in list(self.document.findall(nodes.section)):
            if 'day' in section:
                section.insert(1, event_day_mark(day=section['day']))


class Materials(_PaperTransform):
    """Adds a QR code of the session's web page to its materials."""

    # Before addresses and remarks are put behind single ones.
    default_priority = _PaperTransform.default_priority - 10

    def run(self, **options: Any) -> None:
        domain = event_domain(self.env)
        if domain.build.presentation is None or (folder := domain.build.config.pages.get('session')) is None:
            return
        for listed in list(self.document.findall(nodes.bullet_list)):
            if 'session' in listed and (address := page_address(self.config, f'{folder}/{listed["session"]}')):
                code = domain.build.presentation.qr_code(address)
                link = nodes.reference('', _short(address) or address, refuri=address, internal=False)
                site = nodes.paragraph('', '', nodes.inline('', '', link, classes=['event-site']))
                heading = listed.parent[listed.parent.index(listed) - 1]
                listed.replace_self(event_materials('', heading.deepcopy(), listed.deepcopy(), site, code=code))
                heading.parent.remove(heading)


class Addresses(_PaperTransform):
    """Adds the address to a link worth typing, and a note to a link to a file of the website."""

    def run(self, **options: Any) -> None:
        for file in list(self.document.findall(addnodes.download_reference)):
            # A code beside it leads there.
            remark = [] if _is_in(file, (event_materials,)) else [nodes.Text(' ' + _('(on the website)'))]
            file.replace_self(_linked(nodes.inline('', '', *file.children, *remark), self.config.html_baseurl))
        if self.config.latex_show_urls != 'no':
            return
        for link in list(self.document.findall(nodes.reference)):
            address = _short(link.get('refuri', ''))
            if link.get('show_address') and not _is_in(link, (event_cards,)) and address != _short(link.astext()):
                link.parent.insert(link.parent.index(link) + 1, event_address('', address))


def _linked(content: nodes.Node, address: str) -> nodes.Node:
    return nodes.reference('', '', content, refuri=address, internal=False) if address else content


def _short(address: str) -> str:
    """An address as people write it; the whole one where that would be ambiguous, or nothing where it is too long."""
    short = address.removeprefix('https://').removeprefix('http://').removeprefix('www.')
    return short.removesuffix('/') if len(short) <= _LONGEST_ADDRESS else ''


class Asides(_PaperTransform):
    """Sets details of people and durations smaller in a timetable."""

    def run(self, **options: Any) -> None:
        for timetable in self.document.findall(event_timetable):
            for line in timetable.findall(nodes.paragraph):
                if {'event-person__about', 'event-slot__duration'} & {*line['classes']}:
                    line[:] = [nodes.inline('', '', *line.children, classes=['event-aside'])]


#: LaTeX has marks for four lists within each other, and stops at six lists or quotations.
_DEEPEST_LIST = 4


class DeepLists(_PaperTransform):
    """Sets items of lists that are too deep for LaTeX as paragraphs with their marks, each level further in."""

    def run(self, **options: Any) -> None:
        for block in list(self.document.findall(nodes.Element)):
            if isinstance(block, _NESTED) and _depth(block) >= _DEEPEST_LIST:
                block.replace_self(_indented(block))


_NESTED = (nodes.bullet_list, nodes.enumerated_list, nodes.block_quote)


def _depth(node: nodes.Node) -> int:
    """How many lists and quotations are around."""
    depth, parent = 0, node.parent
    while parent is not None:
        depth += isinstance(parent, _NESTED) or 'event-deeper' in getattr(parent, 'attributes', {}).get('classes', [])
        parent = parent.parent
    return depth


def _indented(block: nodes.Element) -> nodes.container:
    """A list or quotation as paragraphs, further in than what is around."""
    content: list[nodes.Node] = [block] if isinstance(block, nodes.block_quote) else [*block.children]
    number = block.get('start', 1)
    for item in content:
        first = item.next_node(nodes.paragraph)
        if isinstance(item, nodes.list_item) and first is not None:
            mark = '•' if isinstance(block, nodes.bullet_list) else f'{number}.'
            first.insert(0, nodes.Text(f'{mark}\N{NO-BREAK SPACE}'))
            number += 1
    children = [child for item in content for child in item.children]
    return nodes.container('', *children, classes=['event-deeper'])


class Breaks(_PaperTransform):
    """Allows line breaks in ranges of times and in words longer than a line, such as addresses."""

    # After the directions of a text are known, which look at it as a whole.
    default_priority = 530

    def run(self, **options: Any) -> None:
        for span in list(self.document.findall(nodes.inline)):
            if 'event-range' in span.get('classes', []) and len(span) > 1:
                span.insert(2, event_break())
        for text in list(self.document.findall(nodes.Text)):
            if _LONG_WORD.search(text) and not _is_in(text, (nodes.FixedTextElement, event_address)):
                text.parent.replace(text, list(_breakable(text)))
        for piece in list(self.document.findall(event_piece)):
            for text in list(piece.findall(nodes.Text)):
                if _LONG_NAME.search(text):
                    text.parent.replace(text, list(_parted(text)))


#: A word that no hyphenation helps, and in one the places after which people break it.
_LONG_WORD = re.compile(r'[^\s\u2E80-\uFFFF]{30,}')
_PIECE = re.compile(r'.{1,24}?[/?&=._#:-]+|.{1,24}')


#: A word of a name that would have a whole badge in small type, and its parts.
_LONG_NAME = re.compile(r'[^\W\d_\u2E80-\uFFFF]{16,}')
_SYLLABLES = re.compile(r'.{3,4}(?=...)|.+')


def _parted(text: str) -> Iterator[nodes.Node]:
    done = 0
    for match in _LONG_NAME.finditer(text):
        yield nodes.Text(text[done : match.start()])
        for number, part in enumerate(_SYLLABLES.findall(match[0])):
            if number:
                yield event_soft_hyphen()
            yield nodes.Text(part)
        done = match.end()
    yield nodes.Text(text[done:])


def _breakable(text: str) -> Iterator[nodes.Node]:
    done = 0
    for match in _LONG_WORD.finditer(text):
        # A compound of letters is hyphenated.
        if not re.search(r'[/?&=._#\d]', match[0]):
            continue
        yield nodes.Text(text[done : match.start()])
        for piece in _PIECE.findall(match[0]):
            yield nodes.Text(piece)
            yield event_break()
        done = match.end()
    yield nodes.Text(text[done:])


class Directions(_PaperTransform):
    """Marks text that runs against the document's direction, because TeX does not find out by itself."""

    # Late: it takes texts apart.
    default_priority = PageNumbers.default_priority + 10

    def run(self, **options: Any) -> None:
        if runs_from_right(self.config.language):
            self._mark_from_left()
        for text in list(self.document.findall(nodes.Text)):
            if not (text.isascii() or _is_in(text, (nodes.FixedTextElement, event_address)) or _is_day(text.parent)):
                parts = list(_marked_runs(runs(text)))
                if any(isinstance(part, event_run) for part in parts):
                    text.parent.replace(text, parts)
        for paragraph in list(self.document.findall(nodes.paragraph)):
            # A paragraph of running text; a name in a cell, or on a line of its own, stays where names stand.
            if not paragraph['classes'] and _is_running(paragraph) and begins_from_right(paragraph.astext()):
                paragraph.replace_self(nodes.container('', paragraph.deepcopy(), classes=['event-rtl']))

    def _mark_from_left(self) -> None:
        """In a document from the right: lines that begin from the left, and such words in the others."""
        for line in [element for element in self.document.findall(nodes.Element) if _is_line(element)]:
            if not begins_from_right(line.astext()):
                line[:] = [event_run('', '', *line.children, right_to_left=False)]
                continue
            for text in list(line.findall(nodes.Text)):
                if not begins_from_right(text) and any(map(str.isalnum, text)):
                    text.parent.replace(text, event_run('', text, right_to_left=False))


def _is_line(element: nodes.Element) -> bool:
    """Whether this is a line, or a paragraph, whose direction has to be told (that of a day, its writer tells)."""
    if isinstance(element, event_piece):
        # What is said about a sheet has lines of its own.
        return not any(isinstance(child, nodes.paragraph) for child in element.children)
    if not isinstance(element, nodes.TextElement) or isinstance(element, nodes.Inline | nodes.FixedTextElement):
        return False
    parent = element.parent
    while isinstance(parent, event_piece) or (parent is not None and not isinstance(parent, nodes.TextElement)):
        parent = parent.parent
    return parent is None and not _is_day(element)


def _marked_runs(runs: Iterable[Run]) -> Iterator[nodes.Node]:
    for run in runs:
        if run.parts:
            parts = (
                nodes.Text(part.text) if part.right_to_left else event_run('', part.text, right_to_left=False)
                for part in run.parts
            )
            yield event_run('', '', *parts, right_to_left=True)
        else:
            yield nodes.Text(run.text)


def _is_day(line: nodes.Node) -> bool:
    """Whether this is the day above a timetable, whose directions its writer tells."""
    return isinstance(line, nodes.title) and isinstance(line.parent, event_timetable)


def _is_running(paragraph: nodes.paragraph) -> bool:
    return isinstance(paragraph.parent, nodes.section | nodes.container | nodes.block_quote)


def _is_in(node: nodes.Node, kinds: tuple[type[nodes.Element], ...]) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, kinds):
        parent = parent.parent
    return parent is not None


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    for transform in (
        PrintLinks,
        StruckOut,
        PageNumbers,
        Alternatives,
        Index,
        RunningDays,
        Asides,
        Materials,
        Addresses,
        DeepLists,
        Directions,
        Breaks,
    ):
        app.add_post_transform(transform)
