"""``event:schedule``."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_event_program.directives.base import EventDirective, OptionSpec
from sphinx_event_program.freshness import Used
from sphinx_event_program.model.session import SessionKind
from sphinx_event_program.timetable import Slot
from sphinx_event_program.views import schedule
from sphinx_event_program.views.presentation import Presentation

#: The options that choose among sessions.
FILTERS = ('day', 'room', 'track', 'kind')


class SlotDirective(EventDirective):
    """A directive that shows sessions which its options choose."""

    option_spec: ClassVar[OptionSpec] = OptionSpec(*FILTERS)

    def slots(self, presentation: Presentation) -> tuple[Slot, ...]:
        """The slots that fit all the options; what the page shows of them is noted."""
        program, timetable = presentation.edition.program, presentation.edition.timetable
        self.use(Used.SESSIONS)
        dates = [day.date.isoformat() for day in timetable.days if day.date is not None]
        numbered = {str(number): day for number, day in enumerate(dates, start=1)}
        days = [numbered.get(day, day) for day in self.several('day', [*dates, *numbered], 'day')]
        rooms = self.several('room', program.rooms, 'room')
        tracks = self.several('track', program.tracks, 'track')
        kinds = self.several('kind', SessionKind, 'kind')
        chosen = []
        for slot in timetable.slots:
            # Each decides, so each is a reason to read the page again.
            self.use(Used.SESSION, slot.session.id)
            if (
                ('day' not in self.options or (slot.day is not None and slot.day.isoformat() in days))
                and ('room' not in self.options or slot.room in rooms)
                and ('track' not in self.options or slot.session.track in tracks)
                and ('kind' not in self.options or slot.session.kind in kinds)
            ):
                chosen.append(slot)
                for part in slot.session.participations:
                    self.use(Used.PERSON, str(part.person))
        return tuple(chosen)


class Schedule(SlotDirective):
    """The schedule as a table or a list."""

    option_spec: ClassVar[OptionSpec] = OptionSpec('layout', 'columns', 'hide-time-left', *FILTERS)

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        slots = self.slots(presentation)
        columns = self.several('columns', schedule.COLUMN_WIDTHS, 'column') or schedule.default_columns(presentation)
        if self.choice('layout', ('table', 'list'), 'table') == 'list':
            shown = schedule.as_lists(slots, presentation)
        else:
            shown = schedule.as_tables(slots, columns, presentation)
        # Time that is left belongs to the whole schedule, not to a part of it.
        if self.flag('hide-time-left') or any(name in self.options for name in FILTERS):
            return shown
        return shown + schedule.time_left(presentation)
