"""The nodes where there are only letters: text, man and texinfo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.nodes import SkipNode, Text
from sphinx.writers.manpage import ManualPageTranslator

from sphinx_event_program.render import nodes
from sphinx_event_program.render.nodes import Visitors

if TYPE_CHECKING:
    from docutils.nodes import Element, document
    from sphinx.builders import Builder


_TILDES = ('~~', '~~')


def skip(self: Any, node: Element) -> None:
    """Skip a portrait or monogram, which adds nothing to the name beside it."""
    raise SkipNode


def logo_name(self: Any, node: Element) -> None:
    """Write the name in place of the logo."""
    self.visit_Text(Text(node['alt']))
    raise SkipNode


def begin_deletion(self: Any, node: Element) -> None:
    """Mark struck out text, by its words or by ``~~``: without a mark it would read as if it still held."""
    self.visit_Text(Text(node.get('words', _TILDES)[0]))


def end_deletion(self: Any, node: Element) -> None:
    """Mark the end of struck out text."""
    self.visit_Text(Text(node.get('words', _TILDES)[1]))


VISITORS: Visitors = {
    nodes.event_portrait: (skip, None),
    nodes.event_monogram: (skip, None),
    nodes.event_logo: (logo_name, None),
    nodes.event_deletion: (begin_deletion, end_deletion),
}


class ManualPage(ManualPageTranslator):
    """Writes project, description and authors as the texts that they are.

    An event's title and its hosts may be what a stranger wrote, and ``.so /etc/passwd``
    at the beginning of a line is a request to read that file.
    """

    def __init__(self, document: document, builder: Builder) -> None:
        super().__init__(document, builder)
        for name in ('subtitle', 'manual_group'):
            if text := self._docinfo.get(name):
                self._docinfo[name] = as_roff(text)
        self._docinfo['author'] = [as_roff(author) for author in self._docinfo.get('author', ())]


def as_roff(text: str) -> str:
    """A text of one line, for an argument in quotes as well (groff_char(7), groff(7))."""
    escaped = text.replace('\\', r'\e').replace('"', r'\(dq')
    return rf'\&{escaped}' if escaped.startswith(('.', "'")) else escaped
