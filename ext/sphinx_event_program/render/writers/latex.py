"""The nodes in LaTeX, as the macros and environments of ``event.sty``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from docutils.nodes import SkipNode, colspec, image, reference
from sphinx.util import texescape

from sphinx_event_program.render import nodes
from sphinx_event_program.render.bidi import Run, begins_from_right, runs, runs_from_right, turned_back
from sphinx_event_program.render.nodes import Visitors

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.config import Config
    from sphinx.writers.latex import LaTeXTranslator


def latex_text(text: str, config: Config) -> str:
    """A text as LaTeX, with what runs against the document's direction told."""
    texescape.init()
    engine = config.latex_engine

    def written(run: Run) -> str:
        if not run.parts:
            return texescape.escape(run.text, engine)
        parts = (written(part) if part.right_to_left else _from_left(part.text, engine) for part in run.parts)
        return r'\eventrtl{%s}' % ''.join(parts)

    latex = ''.join(map(written, runs(text)))
    return rf'\eventltr{{{latex}}}' if runs_from_right(config.language) and not begins_from_right(text) else latex


def _from_left(text: str, engine: str) -> str:
    """A part of a text from the right that runs from the left; bookmarks are turned by whoever shows them."""
    escaped, written = texescape.escape(text, engine), texescape.escape(turned_back(text), engine)
    return r'\eventltr{%s}' % (escaped if escaped == written else rf'\texorpdfstring{{{escaped}}}{{{written}}}')


def _text(self: LaTeXTranslator, text: str) -> str:
    return latex_text(text, self.config)


def event_data(values: Mapping[str, str], code: str, language: str) -> str:
    """The file ``eventdata.sty``: texts, in LaTeX already, as macros, and the file of a QR code, if there is one."""
    lines = [r'\ProvidesPackage{eventdata}']
    lines += [r'\newcommand\event%s{%s}' % (name, value) for name, value in values.items()]
    lines += [r'\newcommand\eventsitecode{\detokenize{%s}}' % code] if code else []
    lines += [r'\newcommand\eventfromright{}'] if runs_from_right(language) else []
    return '\n'.join([*lines, r'\endinput', ''])


def edition_line(mark: str) -> str:
    """Macro that prints a text, in LaTeX already, on every sheet of a document."""
    return r'\eventedition{%s}' % mark


def visit_event_timetable(self: LaTeXTranslator, node: Element) -> None:
    # A longtable may break between rows. Its title is a heading: Sphinx would number it as "Table 1".
    node['classes'] += ['longtable', 'booktabs', 'nocolorrows']
    title = node.pop(0)
    columns = sum(1 for _ in node.findall(colspec))
    self.body.append('\n\\begin{eventtimetable}{%d}{%s}' % (columns, _text(self, title.astext())))
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


def visit_event_formula(self: LaTeXTranslator, node: Element) -> None:
    # Only what the grammar of model/formulas.py knows comes here. Bookmarks have letters.
    self.body.append(r'\texorpdfstring{\ensuremath{%s}}{%s}' % (node['tex'], _text(self, node.astext())))
    raise SkipNode


def visit_event_formula_block(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n\\[%s\\]\n' % node['tex'])
    raise SkipNode


def visit_event_track(self: LaTeXTranslator, node: Element) -> None:
    self.body.append(r'\eventtrack{%s}{' % node['colour'].removeprefix('#').upper())


def depart_event_track(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('}')


def visit_event_facts(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n\\begin{eventfacts}\n')


def depart_event_facts(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventfacts}\n')


def visit_event_media(self: LaTeXTranslator, node: Element) -> None:
    if not in_timetable(node):
        # Below a heading with the name, the picture is larger.
        size = r'[\eventportraitsize]' if 'event-person' in node.parent.get('classes', []) else ''
        self.body.append('\n\\begin{eventmedia}%s{' % size)


def depart_event_media(self: LaTeXTranslator, node: Element) -> None:
    if not in_timetable(node):
        self.body.append('\\end{eventmedia}\n')


def visit_event_portrait(self: LaTeXTranslator, node: Element) -> None:
    files = [self.builder.images.get(file['uri'], file['uri']) for file in node.findall(image)]
    whose = f'[{_text(self, node["alt"])}]' if node['alt'] else ''
    _picture(self, node, r'\eventportrait%s{\detokenize{%s}}' % (whose, ''.join(files)))


def visit_event_monogram(self: LaTeXTranslator, node: Element) -> None:
    _picture(self, node, r'\eventmonogram{%d}{%s}' % (node['tone'], _text(self, node['initials'])))


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


def visit_event_run(self: LaTeXTranslator, node: Element) -> None:
    if not node['right_to_left'] and turned_back(text := node.astext()) != text:
        self.body.append(_from_left(text, self.config.latex_engine))
        raise SkipNode
    self.body.append(r'\eventrtl{' if node['right_to_left'] else r'\eventltr{')


def depart_event_run(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('}')


def visit_event_break(self: LaTeXTranslator, node: Element) -> None:
    self.body.append(r'\eventbreak{}')
    raise SkipNode


def visit_event_soft_hyphen(self: LaTeXTranslator, node: Element) -> None:
    self.body.append(r'\eventsofthyphen{}')
    raise SkipNode


def visit_event_page(self: LaTeXTranslator, node: Element) -> None:
    self.body.append(r'\eventpage{%s}' % _label(self, node))
    raise SkipNode


def visit_event_pages(self: LaTeXTranslator, node: Element) -> None:
    # The name before it leads to an entry, too.
    links = node.parent.findall(reference)
    labels = [_label(self, link) for link in links if link.get('refuri', '').startswith('%')]
    self.body.append(r'\eventpages{%s}' % ''.join(r'\eventlabel{%s}' % label for label in labels))
    raise SkipNode


def _label(self: LaTeXTranslator, node: Element) -> str:
    """The label of an entry, from the address by which Sphinx tells places of one document apart."""
    return self.idescape(node['refuri'].removeprefix('%').replace('#', ':'))


def visit_event_address(self: LaTeXTranslator, node: Element) -> None:
    # A line may end where people break an address. (The packages for addresses know no fonts for other letters.)
    pieces = (self.encode(piece) for piece in re.findall(r'[^/?&=._#-]*[/?&=._#-]*', node.astext()) if piece)
    self.body.append(r'\eventaddress{%s}' % r'\eventbreak{}'.join(pieces))
    raise SkipNode


def visit_event_day_mark(self: LaTeXTranslator, node: Element) -> None:
    self.body.append(r'\eventrunningday{%s}' % _text(self, node['day']) + '\n')
    raise SkipNode


def visit_event_tagging(self: LaTeXTranslator, node: Element) -> None:
    # For latex.tex.jinja.
    self.elements['event_tagging'] = True
    raise SkipNode


def visit_event_alternative(self: LaTeXTranslator, node: Element) -> None:
    self.body.append(r'\eventalt{%s}' % self.encode(node.astext()))
    raise SkipNode


def visit_event_materials(self: LaTeXTranslator, node: Element) -> None:
    picture = Path(self.builder.srcdir, node['code'].lstrip('/')).with_suffix('.png')
    # Was made while the document was written, when Sphinx had collected the pictures of pages.
    self.builder.images[str(picture)] = picture.name
    self.body.append('\n\\begin{eventmaterials}{\\detokenize{%s}}\n' % picture.name)


def depart_event_materials(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventmaterials}\n')


def visit_event_index(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n\\begin{eventindex}\n')


def depart_event_index(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventindex}\n')


VISITORS: Visitors = {
    nodes.event_timetable: (visit_event_timetable, depart_event_timetable),
    nodes.event_timetable_cell: (visit_event_timetable_cell, depart_event_timetable_cell),
    nodes.event_track: (visit_event_track, depart_event_track),
    nodes.event_deletion: (visit_event_deletion, depart_event_deletion),
    nodes.event_formula: (visit_event_formula, None),
    nodes.event_formula_block: (visit_event_formula_block, None),
    nodes.event_facts: (visit_event_facts, depart_event_facts),
    nodes.event_portrait: (visit_event_portrait, None),
    nodes.event_monogram: (visit_event_monogram, None),
    nodes.event_media: (visit_event_media, depart_event_media),
    nodes.event_cards: (visit_event_cards, depart_event_cards),
    nodes.event_tagging: (visit_event_tagging, None),
    nodes.event_alternative: (visit_event_alternative, None),
    nodes.event_materials: (visit_event_materials, depart_event_materials),
    nodes.event_index: (visit_event_index, depart_event_index),
    nodes.event_run: (visit_event_run, depart_event_run),
    nodes.event_break: (visit_event_break, None),
    nodes.event_soft_hyphen: (visit_event_soft_hyphen, None),
    nodes.event_page: (visit_event_page, None),
    nodes.event_pages: (visit_event_pages, None),
    nodes.event_address: (visit_event_address, None),
    nodes.event_day_mark: (visit_event_day_mark, None),
}
