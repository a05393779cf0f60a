"""The nodes in LaTeX, as the macros and environments of ``event.sty``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from docutils.nodes import SkipNode, colspec, image

from sphinx_event_program import nodes
from sphinx_event_program.writers.visitors import Visitors

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.writers.latex import LaTeXTranslator


def edition_line(mark: str) -> str:
    """What prints a text, in LaTeX already, on every sheet of a document."""
    return r'\eventedition{%s}' % mark


def visit_event_timetable(self: LaTeXTranslator, node: Element) -> None:
    # A longtable may break between rows. Its title is a heading: Sphinx would number it as "Table 1".
    node['classes'] += ['longtable', 'booktabs', 'nocolorrows']
    title = node.pop(0)
    columns = sum(1 for _ in node.findall(colspec))
    self.body.append('\n\\begin{eventtimetable}{%d}{%s}' % (columns, self.encode(title.astext())))
    self.visit_table(node)


def depart_event_timetable(self: LaTeXTranslator, node: Element) -> None:
    self.depart_table(node)
    self.body.append('\\end{eventtimetable}\n')


def visit_event_timetable_cell(self: LaTeXTranslator, node: Element) -> None:
    self.visit_entry(node)
    self.body.append(r'\eventcell\eventslotheader ' if node.get('scope') == 'row' else r'\eventcell ')


def depart_event_timetable_cell(self: LaTeXTranslator, node: Element) -> None:
    self.depart_entry(node)


def visit_event_deletion(self: LaTeXTranslator, node: Element) -> None:
    self.body.append(r'\eventdeletion{')


def depart_event_deletion(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('}')


def visit_event_facts(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n\\begin{eventfacts}\n')


def depart_event_facts(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventfacts}\n')


def visit_event_media(self: LaTeXTranslator, node: Element) -> None:
    if not in_timetable(node):
        self.body.append('\n\\begin{eventmedia}{')


def depart_event_media(self: LaTeXTranslator, node: Element) -> None:
    if not in_timetable(node):
        self.body.append('\\end{eventmedia}\n')


def visit_event_portrait(self: LaTeXTranslator, node: Element) -> None:
    files = [self.builder.images.get(file['uri'], file['uri']) for file in node.findall(image)]
    _picture(self, node, r'\eventportrait{\detokenize{%s}}' % ''.join(files))


def visit_event_monogram(self: LaTeXTranslator, node: Element) -> None:
    _picture(self, node, r'\eventmonogram{%d}{%s}' % (node['tone'], self.encode(node['initials'])))


def _picture(self: LaTeXTranslator, node: Element, macro: str) -> NoReturn:
    """The first argument of ``eventmedia``."""
    if not in_timetable(node):
        self.body.append(macro + '}%\n')
    raise SkipNode


def in_timetable(node: Element) -> bool:
    """On paper a row of the schedule keeps to text."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.event_timetable):
        parent = parent.parent
    return parent is not None


def visit_event_cards(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n\\begin{eventcards}\n')


def depart_event_cards(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventcards}\n')


VISITORS: Visitors = {
    nodes.event_timetable: (visit_event_timetable, depart_event_timetable),
    nodes.event_timetable_cell: (visit_event_timetable_cell, depart_event_timetable_cell),
    nodes.event_deletion: (visit_event_deletion, depart_event_deletion),
    nodes.event_facts: (visit_event_facts, depart_event_facts),
    nodes.event_portrait: (visit_event_portrait, None),
    nodes.event_monogram: (visit_event_monogram, None),
    nodes.event_media: (visit_event_media, depart_event_media),
    nodes.event_cards: (visit_event_cards, depart_event_cards),
}
