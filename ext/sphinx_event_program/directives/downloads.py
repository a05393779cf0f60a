"""``event:downloads``."""

from __future__ import annotations

from docutils import nodes

from sphinx_event_program.directives.event_directive import EventDirective
from sphinx_event_program.freshness import Used
from sphinx_event_program.nodes import event_downloads
from sphinx_event_program.views.presentation import Presentation


class Downloads(EventDirective):
    """The files that are written beside the pages; which, and where, is known when these are written."""

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        # While there is none, no session has a time, and some files have nothing to say.
        self.use(Used.DAYS)
        return [event_downloads()]
