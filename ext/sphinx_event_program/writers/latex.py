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


def visit_timetable(self: LaTeXTranslator, node: Element) -> None:
    # A longtable may break between rows. Its title is a heading: Sphinx would number it as "Table 1".
    node['classes'] += ['longtable', 'booktabs', 'nocolorrows']
    title = node.pop(0)
    columns = sum(1 for _ in node.findall(colspec))
    self.body.append('\n\\begin{eventtimetable}{%d}{%s}' % (columns, self.encode(title.astext())))
    self.visit_table(node)


def depart_timetable(self: LaTeXTranslator, node: Element) -> None:
    self.depart_table(node)
    self.body.append('\\end{eventtimetable}\n')


def visit_timetable_cell(self: LaTeXTranslator, node: Element) -> None:
    self.visit_entry(node)
    self.body.append(r'\eventcell\eventslotheader ' if node.get('scope') == 'row' else r'\eventcell ')


def depart_timetable_cell(self: LaTeXTranslator, node: Element) -> None:
    self.depart_entry(node)


def visit_deletion(self: LaTeXTranslator, node: Element) -> None:
    self.body.append(r'\eventdeletion{')


def depart_deletion(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('}')


def visit_fact_list(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n\\begin{eventfacts}\n')


def depart_fact_list(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventfacts}\n')


def visit_media(self: LaTeXTranslator, node: Element) -> None:
    if not in_timetable(node):
        self.body.append('\n\\begin{eventmedia}{')


def depart_media(self: LaTeXTranslator, node: Element) -> None:
    if not in_timetable(node):
        self.body.append('\\end{eventmedia}\n')


def visit_portrait(self: LaTeXTranslator, node: Element) -> None:
    files = [self.builder.images.get(file['uri'], file['uri']) for file in node.findall(image)]
    _picture(self, node, r'\eventportrait{\detokenize{%s}}' % ''.join(files))


def visit_monogram(self: LaTeXTranslator, node: Element) -> None:
    _picture(self, node, r'\eventmonogram{%d}{%s}' % (node['tone'], self.encode(node.astext())))


def _picture(self: LaTeXTranslator, node: Element, macro: str) -> NoReturn:
    """The first argument of ``eventmedia``."""
    if not in_timetable(node):
        self.body.append(macro + '}%\n')
    raise SkipNode


def in_timetable(node: Element) -> bool:
    """On paper a row of the schedule keeps to text."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.timetable):
        parent = parent.parent
    return parent is not None


def visit_cards(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n\\begin{eventcards}\n')


def depart_cards(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventcards}\n')


VISITORS: Visitors = {
    nodes.timetable: (visit_timetable, depart_timetable),
    nodes.timetable_cell: (visit_timetable_cell, depart_timetable_cell),
    nodes.deletion: (visit_deletion, depart_deletion),
    nodes.fact_list: (visit_fact_list, depart_fact_list),
    nodes.portrait: (visit_portrait, None),
    nodes.monogram: (visit_monogram, None),
    nodes.media: (visit_media, depart_media),
    nodes.cards: (visit_cards, depart_cards),
}
