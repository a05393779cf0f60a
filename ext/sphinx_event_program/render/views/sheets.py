"""Pieces of printed matter: sheets with a head, and forms that are filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_event_program.render.nodes import event_form, event_piece, event_sheet
from sphinx_event_program.render.translations import _
from sphinx_event_program.render.views.presentation import Presentation, plain

#: Content of one place of a form.
Piece = Iterable[nodes.Node]


@dataclass(frozen=True)
class Printed:
    """One document: what it is called, and its sheets.

    ``paper`` is where they need a paper of their own: ``a4paper`` or ``letterpaper``.
    """

    title: str
    body: Sequence[nodes.Node]
    landscape: bool = False
    paper: str = ''


def piece(*content: nodes.Node) -> event_piece:
    """Piece that is filled in at one place."""
    return event_piece('', '', *content)


def form(name: str, *pieces: Piece, numbers: Sequence[int] = ()) -> event_form:
    """A form, filled in."""
    return event_form('', *(piece(*content) for content in pieces), form=name, numbers=list(numbers))


def line(*content: nodes.Node) -> nodes.paragraph:
    """A line of its own within a piece."""
    return nodes.paragraph('', '', *content)


def qr_picture(text: str, presentation: Presentation) -> list[nodes.Node]:
    """The QR code of a text, such as an address or a vCard; nothing without one."""
    return [nodes.image(uri=presentation.qr_code(text), alt=text)] if text else []


def event_title(presentation: Presentation) -> str:
    """Short title of the event."""
    event = presentation.edition.program.event
    return plain(event.title if event.short_title is None else event.short_title, presentation.wording)


def unlinked(line: Iterable[nodes.Node]) -> list[nodes.Node]:
    """A line without its links: on a badge nobody can follow one."""
    return [part for node in line for part in (node.children if isinstance(node, nodes.reference) else [node])]


def sheet(
    heading: Piece,
    lines: Iterable[Piece],
    content: Iterable[nodes.Node],
    presentation: Presentation,
    site: str,
    *,
    kind: str = 'sheet-head',
    landscape: bool = False,
) -> event_sheet:
    """A sheet below a head: a heading, lines on when and where, and a code that leads to the site."""
    caption = [nodes.Text(_('Live schedule'))] if site else []
    about = [line(*parts) for parts in map(list, lines) if parts]
    head = form(kind, heading, about, qr_picture(site, presentation), caption)
    return event_sheet('', head, *content, landscape=landscape)
