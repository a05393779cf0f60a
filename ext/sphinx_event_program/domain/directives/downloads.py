"""``event:downloads``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from docutils import nodes

from sphinx_event_program.domain.directives.event_directive import EventDirective, OptionSpec
from sphinx_event_program.edition.selection import days_by_name
from sphinx_event_program.incremental.dependencies import Detail
from sphinx_event_program.model.program import called
from sphinx_event_program.render.nodes import event_downloads, event_pdfs
from sphinx_event_program.render.views.presentation import Presentation


class Downloads(EventDirective):
    """List of the files that a build writes beside the pages; it is filled when a page is written."""

    option_spec: ClassVar[OptionSpec] = OptionSpec('track', 'room', 'day')

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        program, days = presentation.edition.program, days_by_name(presentation.edition.timetable)
        # While there is no day, no session has a time, and some files have nothing to say.
        self.use(Detail.DAYS)
        divisions = [
            *(('track', ident) for ident in self._chosen('track', program.tracks, called(program.tracks))),
            *(('room', ident) for ident in self._chosen('room', program.rooms, called(program.rooms))),
            *(('day', days[name]) for name in self._chosen('day', days)),
        ]
        for kind, ident in divisions:
            # A day is named by its date.
            if kind != 'day':
                self.use(Detail(kind), ident)
        if divisions:
            # Without a first day there are no calendars of a part.
            self.use(Detail.EVENT)
        elif self.options.keys() & self.option_spec.keys():
            return []
        return [event_downloads(divisions=list(dict.fromkeys(divisions)))]

    def _chosen(self, name: str, allowed: Mapping[str, object], also: Mapping[str, str] | None = None) -> Iterable[str]:
        """Values of an option; all, if it has no value."""
        if name in self.options and not self.listed(name):
            return allowed
        return self.several(name, allowed, name, called=also)


class Pdfs(EventDirective):
    """A menu of the PDFs; it is filled when the page is written, because they may be made after it was read."""

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.PDFS)
        return [event_pdfs()]
