"""Printed matter in LaTeX, as the macros and environments of ``eventprint.sty``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_event_program.media.labels import LabelSheet
from sphinx_event_program.render import nodes
from sphinx_event_program.render.nodes import Visitors

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.writers.latex import LaTeXTranslator

#: The macro of each form.
FORMS = {
    'sheet-head': r'\eventsheethead',
    'day': r'\eventday',
    'row': r'\eventrow',
    'quiet-row': r'\eventquietrow',
    'grid-room': r'\eventgridroom',
    'grid-time': r'\eventgridtime',
    'grid-cell': r'\eventgridcell',
    'grid-quiet': r'\eventgridquiet',
    'grid-item': r'\eventgriditem',
    'sign-head': r'\eventsignhead',
    'badge': r'\eventbadge',
    'table-card': r'\eventtablecard',
    'session': r'\eventsession',
    'cue': r'\eventcue',
    'certificate-title': r'\eventcertificatetitle',
    'certificate-name': r'\eventcertificatename',
    'certificate-event': r'\eventcertificateevent',
    'signatures': r'\eventsignatures',
    'signature': r'\eventsignature',
}


def properties(language: str) -> str:
    """Line of the preamble that gives the language of a PDF, by its tag (BCP 47)."""
    return r'\eventproperties{%s}' % language


def document_title(event: str, what: str) -> str:
    """The title of a document, of texts in LaTeX."""
    return r'%s\eventdocument{%s}' % (event, what)


def visit_event_sheet(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n\\begin{eventsheet}' + '[landscape]' * node.get('landscape', False) + '\n')


def depart_event_sheet(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventsheet}\n')


def visit_event_form(self: LaTeXTranslator, node: Element) -> None:
    self.body.append(FORMS[node['form']] + ''.join('{%d}' % number for number in node['numbers']))
    if not isinstance(node[0], nodes.event_piece):
        self.body.append('{')


def depart_event_form(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n' if isinstance(node[0], nodes.event_piece) else '}\n')


def visit_event_piece(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('{')


def depart_event_piece(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('}')


def visit_event_rows(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\begin{eventrows}\n')


def depart_event_rows(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventrows}\n')


def visit_event_grid(self: LaTeXTranslator, node: Element) -> None:
    minutes = ','.join(map(str, node['minutes']))
    self.body.append('\\begin{eventgrid}{%d}{%s}\n' % (node['columns'], minutes))


def depart_event_grid(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventgrid}\n')


def visit_event_labels(self: LaTeXTranslator, node: Element) -> None:
    labels: LabelSheet = node['labels']
    lengths = (*labels.size_mm, *labels.origin_mm, *labels.pitch_mm, labels.below_mm)
    self.body.append('\\begin{eventlabels}{%d}{%d}' % (labels.columns, labels.rows))
    self.body.append(''.join('{%.2fmm}' % length for length in lengths))
    self.body.append('{%s}{%s}\n' % ('folded' * labels.folded, 'marks' * node['marks']))


def depart_event_labels(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\\end{eventlabels}\n')


def visit_event_certificate(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n\\begin{eventcertificate}\n')


def depart_event_certificate(self: LaTeXTranslator, node: Element) -> None:
    self.body.append('\n\\end{eventcertificate}\n')


VISITORS: Visitors = {
    nodes.event_sheet: (visit_event_sheet, depart_event_sheet),
    nodes.event_form: (visit_event_form, depart_event_form),
    nodes.event_piece: (visit_event_piece, depart_event_piece),
    nodes.event_rows: (visit_event_rows, depart_event_rows),
    nodes.event_grid: (visit_event_grid, depart_event_grid),
    nodes.event_labels: (visit_event_labels, depart_event_labels),
    nodes.event_certificate: (visit_event_certificate, depart_event_certificate),
}
