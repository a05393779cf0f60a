"""``event:schedule``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from docutils import nodes

from sphinx_event_program.domain.directives.event_directive import EventDirective, OptionSpec
from sphinx_event_program.edition.selection import Selection, days_by_name
from sphinx_event_program.incremental.dependencies import Detail
from sphinx_event_program.model.program import called
from sphinx_event_program.model.session import SessionKind
from sphinx_event_program.render.views import schedule
from sphinx_event_program.render.views.presentation import Presentation
from sphinx_event_program.timetable import Slot

#: The options that choose among sessions.
FILTERS = ('day', 'room', 'track', 'kind')


class SlotDirective(EventDirective):
    """A directive that shows sessions which its options choose."""

    option_spec: ClassVar[OptionSpec] = OptionSpec(*FILTERS)

    def slots(self, presentation: Presentation, used: Detail) -> tuple[Slot, ...]:
        """The slots that all options select; ``used`` is the detail that the page shows of each."""
        program, timetable = presentation.edition.program, presentation.edition.timetable
        choice = Selection(
            days=self._chosen('day', days_by_name(timetable)),
            rooms=self._chosen('room', program.rooms, called(program.rooms)),
            tracks=self._chosen('track', program.tracks, called(program.tracks)),
            kinds=self._chosen('kind', SessionKind),
        )
        self.use(Detail.SELECTION, choice)
        chosen = choice.slots(timetable)
        for slot in chosen:
            self.use(used, slot.session.id)
            self.use_talks(slot.session, presentation)
        return chosen

    def use_people(self, slots: tuple[Slot, ...], used: Detail) -> None:
        """Note which people of a session the page shows, and in which detail."""
        for slot in slots:
            for part in slot.session.participations:
                self.use(used, str(part.person))

    def _chosen(
        self, name: str, allowed: Iterable[str], also: Mapping[str, str] | None = None
    ) -> tuple[str, ...] | None:
        """The values of an option, known or not: what is not known yet may be so after an edit."""
        if name not in self.options:
            return None
        self.several(name, allowed, name, called=also)
        return tuple(self.listed(name))


class Schedule(SlotDirective):
    """The schedule as a table or a list."""

    option_spec: ClassVar[OptionSpec] = OptionSpec('layout', 'columns', 'presenters', 'hide-time-left', *FILTERS)

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        slots = self.slots(presentation, Detail.ROW)
        columns = self.several('columns', schedule.COLUMN_WIDTHS, 'column') or schedule.default_columns(
            slots, presentation
        )
        layout = self.choice('layout', ('table', 'list'), 'table')
        fitting = 'pictures' if len(slots) <= schedule.MOST_WITH_PICTURES else 'names'
        names_only = self.choice('presenters', ('pictures', 'names'), fitting) == 'names' or layout == 'list'
        self.use_people(slots, Detail.NAME if names_only else Detail.CARD)
        if layout == 'list':
            shown = schedule.as_lists(slots, presentation)
        else:
            shown = schedule.as_tables(slots, columns, presentation, names_only=names_only)
        # Time that is left belongs to the whole schedule, not to a part of it.
        if self.flag('hide-time-left') or any(name in self.options for name in FILTERS):
            return shown
        self.use(Detail.TIME_LEFT)
        return shown + schedule.time_left(presentation)
