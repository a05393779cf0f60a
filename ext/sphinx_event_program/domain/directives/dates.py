"""``event:dates``."""

from __future__ import annotations

from docutils import nodes

from sphinx_event_program.domain.directives.event_directive import EventDirective
from sphinx_event_program.incremental.dependencies import Detail
from sphinx_event_program.render.views import dates
from sphinx_event_program.render.views.presentation import Presentation


class Dates(EventDirective):
    """Deadlines and other dates before the event, in the order of time."""

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.DATES)
        return dates.dates(presentation)
