"""The agenda at a glance, a day on a sheet, and door signs, a day of one room on a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes

from sphinx_event_program.model.session import SessionKind, SessionStatus
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.nodes import event_form, event_grid, event_rows, event_sheet
from sphinx_event_program.render.translations import _, counted
from sphinx_event_program.render.views.facts import location_line, when
from sphinx_event_program.render.views.presentation import (
    Presentation,
    duration,
    hours,
    joined,
    status_mark,
    text_or_tbd,
    time_range,
    title_nodes,
)
from sphinx_event_program.render.views.schedule import day_name, not_within, room_name, track_name
from sphinx_event_program.render.views.sheets import Piece, Printed, event_title, form, sheet
from sphinx_event_program.timetable import Day, Slot, days_of
from sphinx_event_program.timetable.grid import Cell, Grid, breaks_for_all, grid_of, rooms_of
from sphinx_event_program.timetable.slots import Where

#: Rows that fit on one sheet in large type, whatever the number of days.
SMALL_EVENT = 12

#: More rooms beside each other leave too little for a title.
MOST_ROOMS = 8

#: From so many rooms on, a sheet is wider than it is high.
_LANDSCAPE_ROOMS = 3

#: More posters at one time are counted.
_POSTERS_TOLD = 3


def agenda(presentation: Presentation, site: str) -> Printed | None:
    """A sheet for each day, or one for all days of a small event."""
    edition, wording = presentation.edition, presentation.wording
    # A session comes with its talks.
    slots = not_within(edition.timetable.slots)
    days = days_of(slots)
    if not slots:
        return None
    most = max(len(rooms_of(day.slots, list(edition.program.rooms))) for day in days)
    location = [] if (event := edition.program.event).location is None else location_line(event.location, presentation)
    heading = [nodes.Text(event_title(presentation))]
    if len(slots) <= SMALL_EVENT and (len(days) == 1 or most <= 2) and most < _LANDSCAPE_ROOMS:
        rows = [row for day in days for row in _rows(day, presentation, heading=len(days) > 1)]
        content = [event_rows('', *rows)]
        return Printed(_('Agenda'), [sheet(heading, [when(presentation), location], content, presentation, site)])
    sheets = [
        sheet(
            heading,
            [[nodes.Text(day_name(day, wording))], location],
            [content],
            presentation,
            site,
            landscape=isinstance(content, event_grid) and content['columns'] >= _LANDSCAPE_ROOMS,
        )
        for day in days
        for content in _day(day, presentation)
    ]
    return Printed(_('Agenda'), sheets)


def _day(day: Day, presentation: Presentation) -> list[nodes.Element]:
    """Content of the sheets of a day."""
    rooms = rooms_of(day.slots, list(presentation.edition.program.rooms))
    if len(rooms) == 1 or day.date is None:
        return [event_rows('', *_rows(day, presentation, heading=False))]
    sheets = -(-len(rooms) // MOST_ROOMS)
    share = -(-len(rooms) // sheets)
    parts = [rooms[first : first + share] for first in range(0, len(rooms), share)]
    return [_grid(grid_of(day.slots, part), presentation) for part in parts]


def _rows(day: Day, presentation: Presentation, *, heading: bool) -> Iterable[event_form]:
    if heading:
        yield form('day', [nodes.Text(day_name(day, presentation.wording))])
    with_room = len(rooms_of(presentation.edition.timetable.slots, list(presentation.edition.program.rooms))) > 1
    for slot in day.slots:
        where = room_name(slot, presentation) if with_room else []
        about = joined((people(slot, presentation), where, *talks(slot, presentation)))
        yield row(slot, about, presentation)


def row(slot: Slot, about: Piece, presentation: Presentation) -> event_form:
    """A session as one row: time, title, what is said about it, and how long it lasts."""
    times = hours(slot, presentation.wording)
    lasts = duration(slot, presentation.wording)
    name = 'row' if slot.session.kind not in QUIET else 'quiet-row'
    return form(name, times, title(slot, presentation), about, lasts)


#: Kinds of sessions in smaller type.
QUIET = frozenset({SessionKind.BREAK, SessionKind.REGISTRATION, SessionKind.SOCIAL})


def title(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    """A session's title; struck out, with a word on it, if it is off."""
    title = title_nodes(slot.session.title, presentation.wording)
    mark = status_mark(slot.session)
    # What is struck out on paper is the first node.
    return joined((title if len(title) == 1 else [nodes.inline('', '', *title)], mark), ' ')


def people(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    """Names of those who take part."""
    names = (
        person if isinstance(person, Tbd) else person.name
        for person, _role in presentation.edition.program.people_in(slot.session)
    )
    return joined(([text_or_tbd(name, presentation.wording)] for name in names), ', ')


def talks(slot: Slot, presentation: Presentation) -> list[list[nodes.Node]]:
    """Start and title of each talk in a session."""
    wording = presentation.wording
    return [
        [
            *time_range(talk.start, None, wording, day=talk.day),
            nodes.Text(' '),
            nodes.inline('', '', *title(talk, presentation)),
        ]
        for talk in presentation.edition.timetable.talks_of(slot)
    ]


def _grid(grid: Grid, presentation: Presentation) -> event_grid:
    wording = presentation.wording
    rooms = [
        form('grid-room', _room(room, presentation), numbers=[column]) for column, room in enumerate(grid.rooms, 1)
    ]
    times = [
        form('grid-time', [nodes.Text(wording.time(moment))], numbers=[index])
        for index, moment in enumerate(grid.times, 1)
        if index - 1 in grid.labelled or index == len(grid.times)
    ]
    cells = [_cell(cell, grid, presentation) for cell in grid.cells]
    return event_grid('', *rooms, *times, *cells, columns=len(grid.rooms), minutes=list(grid.minutes))


def _room(room: Where, presentation: Presentation) -> list[nodes.Node]:
    program, wording = presentation.edition.program, presentation.wording
    if isinstance(room, str):
        return [text_or_tbd(program.rooms[room].name, wording)]
    location = program.event.location
    if room is None and location is not None and not isinstance(location, Tbd) and location.room is not None:
        return [text_or_tbd(location.room, wording)]
    return [text_or_tbd(room, wording)] if isinstance(room, Tbd) else []


def _cell(cell: Cell, grid: Grid, presentation: Presentation) -> event_form:
    slots = cell.slots
    posters = [slot for slot in slots if slot.session.kind is SessionKind.POSTER]
    if len(posters) == len(slots) > _POSTERS_TOLD:
        poster_count = counted('%(number)d poster', '%(number)d posters', len(posters))
        items = [form('grid-item', [], [nodes.Text(poster_count)], [])]
    else:
        items = [_item(slot, cell, grid, presentation) for slot in slots]
    numbers = [cell.column + 1, cell.columns, cell.row + 1, cell.rows]
    return event_form('', *items, form=_kind_of(slots), numbers=numbers)


def _item(slot: Slot, cell: Cell, grid: Grid, presentation: Presentation) -> event_form:
    # Rows are not in proportion, and the next time beside them may be that of another room.
    times = hours(slot, presentation.wording)
    is_everywhere = cell.columns > 1 and len(grid.rooms) == cell.columns
    where = room_name(slot, presentation) if is_everywhere and not {*grid.rooms} <= {*slot.rooms} else []
    program = presentation.edition.program
    track = track_name(slot.session, presentation) if len(program.tracks) > 1 else []
    about = joined((people(slot, presentation), where, track, *talks(slot, presentation)))
    return form('grid-item', times, title(slot, presentation), about)


def _kind_of(slots: Sequence[Slot]) -> str:
    if all(slot.session.kind in QUIET or slot.session.status is SessionStatus.CANCELLED for slot in slots):
        return 'grid-quiet'
    return 'grid-cell'


def door_signs(presentation: Presentation, site: str) -> Printed | None:
    """The signs in the order of days, because they are changed every morning."""
    days = presentation.edition.timetable.days
    sheets = [sign for day in days if day.date is not None for sign in _signs(day, presentation, site)]
    return Printed(_('Door signs'), sheets) if sheets else None


def slots_by_room(day: Day, presentation: Presentation) -> Iterator[tuple[Where, Sequence[Slot]]]:
    """Slots of each room that is known, in the order of the rooms."""
    for_all = breaks_for_all(day.slots)
    for room in rooms_of(day.slots, list(presentation.edition.program.rooms)):
        if not isinstance(room, Tbd):
            yield room, [slot for slot in day.slots if room in slot.rooms or slot.session.id in for_all]


def where_and_when(slots: Sequence[Slot], day: Day, presentation: Presentation) -> tuple[list[nodes.Node], ...]:
    """Head of a room's sheet: the room, or the event where that has no name; the event; the day."""
    event: list[nodes.Node] = [nodes.Text(event_title(presentation))]
    # A break for all rooms may come first.
    room = next((name for slot in slots if (name := room_name(slot, presentation))), [])
    day_shown: list[nodes.Node] = [nodes.Text(day_name(day, presentation.wording))]
    return (room, event, day_shown) if room else (event, [], day_shown)


def _signs(day: Day, presentation: Presentation, site: str) -> Iterator[event_sheet]:
    for _where, slots in slots_by_room(day, presentation):
        rows = [row(slot, people(slot, presentation), presentation) for slot in slots]
        heading, *lines = where_and_when(slots, day, presentation)
        yield sheet(heading, lines, [event_rows('', *rows)], presentation, site, kind='sign-head')
