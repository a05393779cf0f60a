"""The nodes in LaTeX, as the macros and environments of ``event.sty``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.nodes import SkipNode

from sphinx_event_program import nodes

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.writers.latex import LaTeXTranslator


def setup(app: Sphinx) -> None:
    """Register the writers of this family."""
    app.add_node(nodes.timetable, latex=(visit_timetable, depart_timetable))
    app.add_node(nodes.portrait, latex=(visit_portrait, depart_nothing))
    app.add_node(nodes.monogram, latex=(visit_monogram, depart_nothing))
    app.add_node(nodes.media, latex=(visit_media, depart_media))
    app.add_node(nodes.cards, latex=(visit_cards, depart_cards))


def depart_nothing(self: LaTeXTranslator, node: Element) -> None:
    pass


def visit_timetable(self: LaTeXTranslator, node: Element) -> None:
    # A longtable may break between rows, and the given widths keep columns of equal
    # tables equal. Its title is a heading: Sphinx would number it as "Table 1".
    node['classes'] += ['longtable', 'colwidths-given']
    title = node.pop(0)
    self.body.append(r'\eventdayheading{%s}' % self.encode(title.astext()))
    self.visit_table(node)


def depart_timetable(self: LaTeXTranslator, node: Element) -> None:
    self.depart_table(node)


def visit_portrait(self: LaTeXTranslator, node: Element) -> None:
    if _in_timetable(node):
        raise SkipNode
    file = self.builder.images.get(node['uri'], node['uri'])
    self.body.append(r'\eventportrait{\detokenize{%s}}' % file)
    raise SkipNode


def visit_monogram(self: LaTeXTranslator, node: Element) -> None:
    if _in_timetable(node):
        raise SkipNode
    self.body.append(r'\eventmonogram{%d}{%s}' % (node['tone'], self.encode(node.astext())))
    raise SkipNode


def _in_timetable(node: Element) -> bool:
    """On paper a row of the schedule keeps to text."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.timetable):
        parent = parent.parent
    return parent is not None


def visit_media(self: LaTeXTranslator, node: Element) -> None:
    if not _in_timetable(node):
        self.body.append('\n\\begin{eventmedia}')


def depart_media(self: LaTeXTranslator, node: Element) -> None:
    if not _in_timetable(node):
        self.body.append('\\end{eventmedia}\n')


def visit_cards(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n\\begin{eventcards}\n')


def depart_cards(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventcards}\n')
