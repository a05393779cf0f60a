"""The head and the foot of a manual page, which Sphinx takes from the configuration as if they were roff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.writers.manpage import ManualPageTranslator

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders import Builder


class ManualPage(ManualPageTranslator):
    """Writes project, description and authors as the texts that they are.

    An event's title and its hosts may be what a stranger wrote, and ``.so /etc/passwd``
    at the beginning of a line is a request to read that file.
    """

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        for name in ('subtitle', 'manual_group'):
            if text := self._docinfo.get(name):
                self._docinfo[name] = as_roff(text)
        self._docinfo['author'] = [as_roff(author) for author in self._docinfo.get('author', ())]


def as_roff(text: str) -> str:
    """A text of one line, for an argument in quotes as well (groff_char(7), groff(7))."""
    escaped = text.replace('\\', r'\e').replace('"', r'\(dq')
    return rf'\&{escaped}' if escaped.startswith(('.', "'")) else escaped
