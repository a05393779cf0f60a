"""``event:sponsors``."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_event_program.domain.directives.event_directive import EventDirective, OptionSpec
from sphinx_event_program.incremental.dependencies import Detail
from sphinx_event_program.render.views import sponsors
from sphinx_event_program.render.views.presentation import Presentation


class Sponsors(EventDirective):
    """The sponsors of the event, or those of some levels."""

    option_spec: ClassVar[OptionSpec] = OptionSpec('level')

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.SPONSORS)
        names = map(sponsors.level_name, presentation.edition.program.event.sponsors_by_level)
        levels = self.several('level', filter(None, names), 'level') if 'level' in self.options else None
        return sponsors.sponsors(levels, presentation)
