"""``event:pdfs``."""

from __future__ import annotations

from docutils import nodes

from sphinx_event_program.directives.event_directive import EventDirective
from sphinx_event_program.freshness import Used
from sphinx_event_program.nodes import event_pdfs
from sphinx_event_program.views.presentation import Presentation


class Pdfs(EventDirective):
    """A menu of the PDFs; it is filled when the page is written, because they may be made after it was read."""

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Used.PDFS)
        return [event_pdfs()]
