"""Door signs: for each day, a sheet for each room with what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes

from sphinx_event_program.grid import Where, rooms_of
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.nodes import event_rows, event_sheet
from sphinx_event_program.timetable import Day, Slot
from sphinx_event_program.views.agenda import people, row
from sphinx_event_program.views.presentation import Presentation
from sphinx_event_program.views.printed import Printed, event_title, sheet
from sphinx_event_program.views.schedule import day_name, room_name
from sphinx_event_program.views.wording import _


def door_signs(presentation: Presentation, site: str) -> Printed | None:
    """The signs in the order of days, because they are changed every morning."""
    days = presentation.edition.timetable.days
    sheets = [sign for day in days if day.date is not None for sign in _signs(day, presentation, site)]
    return Printed(_('Door signs'), sheets) if sheets else None


def slots_by_room(day: Day, presentation: Presentation) -> Iterator[tuple[Where, Sequence[Slot]]]:
    """What is in each room that is known, in the order of the rooms."""
    for room in rooms_of(day.slots, list(presentation.edition.program.rooms)):
        if not isinstance(room, Tbd):
            yield room, [slot for slot in day.slots if slot.room == room]


def where_and_when(slots: Sequence[Slot], day: Day, presentation: Presentation) -> tuple[list[nodes.Node], ...]:
    """What the head of a room's sheet says: the room, or the event where that has no name; the event; the day."""
    event: list[nodes.Node] = [nodes.Text(event_title(presentation))]
    room = room_name(slots[0], presentation)
    day_shown: list[nodes.Node] = [nodes.Text(day_name(day, presentation.wording))]
    return (room, event, day_shown) if room else (event, [], day_shown)


def _signs(day: Day, presentation: Presentation, site: str) -> Iterator[event_sheet]:
    for _room, slots in slots_by_room(day, presentation):
        rows = [row(slot, people(slot, presentation), presentation) for slot in slots]
        heading, *lines = where_and_when(slots, day, presentation)
        yield sheet(heading, lines, [event_rows('', *rows)], presentation, site, kind='sign-head')
