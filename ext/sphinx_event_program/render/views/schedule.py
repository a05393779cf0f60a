"""The schedule: a table or a list of slots, day by day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from docutils import nodes

from sphinx_event_program.model.event import Track
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import Role, Session, SessionStatus
from sphinx_event_program.model.values import Duration, Tbd
from sphinx_event_program.render.nodes import (
    event_timetable,
    event_timetable_body,
    event_timetable_cell,
    event_timetable_head,
    event_timetable_row,
    event_track,
)
from sphinx_event_program.render.translations import Wording, _, label, zone_offset
from sphinx_event_program.render.views.people import presenters, role_note
from sphinx_event_program.render.views.presentation import (
    Presentation,
    duration,
    hours,
    in_language,
    joined,
    paragraph,
    person_link,
    room_link,
    session_link,
    status_mark,
    struck_if_cancelled,
    subtitle,
    text_or_tbd,
    time_range,
    track_link,
)
from sphinx_event_program.timetable import Day, Slot, days_of
from sphinx_event_program.timetable.slots import Where

#: Columns, in the order in which the manual names them, and how wide it is.
COLUMN_WIDTHS: Mapping[str, int] = {
    'time': 20,
    'duration': 12,
    'title': 42,
    'people': 38,
    'room': 16,
    'track': 18,
    'kind': 14,
    'level': 12,
    'language': 12,
}


#: Content of each column for a slot.
_Cells: TypeAlias = Mapping[str, Callable[[Slot, Presentation], list[nodes.Element]]]

#: As many sessions have pictures and a line about each presenter beside them; of more, names are all that one
#: looks for, and pictures would be most of what the page weighs.
MOST_WITH_PICTURES = 50


def default_columns(slots: tuple[Slot, ...], presentation: Presentation) -> tuple[str, ...]:
    """Time and title, and what some of the sessions have: people; room, track and language where there are several."""
    program, sessions = presentation.edition.program, [slot.session for slot in slots]
    people = any(isinstance(session.people, Tbd) or session.people for session in sessions)
    rooms = len(program.rooms) > 1 and any(slot.rooms != (None,) for slot in slots)
    tracks = len(program.tracks) > 1 and any(session.track is not None for session in sessions)
    wanted = {'people': people, 'room': rooms, 'track': tracks, 'language': program.has_languages}
    return ('time', 'title', *(column for column, is_wanted in wanted.items() if is_wanted))


def as_tables(
    slots: tuple[Slot, ...], columns: Sequence[str], presentation: Presentation, *, names_only: bool
) -> list[nodes.Node]:
    """A table for each day: time, title and presenters, or the columns named.

    ``names_only`` leaves out pictures of presenters, and what they do elsewhere.
    """
    cells = {**_CELLS, 'people': _names_cell} if names_only else _CELLS
    return [_table(day, columns, presentation, cells) for day in days_of(not_within(slots))]


def as_lists(slots: tuple[Slot, ...], presentation: Presentation) -> list[nodes.Node]:
    """A list for each day, below a line that names the day."""
    content: list[nodes.Node] = []
    for day in days_of(not_within(slots)):
        content.append(paragraph(nodes.strong('', day_name(day, presentation.wording)), name='event-day'))
        items = [nodes.list_item('', *_list_lines(slot, presentation)) for slot in day.slots]
        content.append(nodes.container('', nodes.bullet_list('', *items), classes=['event-agenda']))
    return content


def not_within(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Slots without the talks in sessions that are among them: a session comes with its talks."""
    there = {slot.session.id for slot in slots}
    return tuple(slot for slot in slots if slot.session.part_of not in there)


def talk_lines(slot: Slot, presentation: Presentation) -> list[nodes.Element]:
    """The talks in a session, if it has some: for each the time, the title and who speaks."""
    talks = presentation.edition.timetable.talks_of(slot)
    if not talks:
        return []
    items = [nodes.list_item('', _talk_line(talk, presentation)) for talk in talks]
    return [nodes.container('', nodes.bullet_list('', *items), classes=['event-talks'])]


def _talk_line(talk: Slot, presentation: Presentation) -> nodes.Element:
    wording, session = presentation.wording, talk.session
    link = struck_if_cancelled(nodes.inline('', '', session_link(session, wording)), session)
    title = nodes.inline('', '', *joined(([link], status_mark(session)), ' '), classes=['event-talks__title'])
    in_language(title, presentation.edition.program.language_of(session), wording.language)
    when = hours(talk, wording, machine_form=False)
    return paragraph(*joined((when, [title], _names(session, presentation))), name='event-talks__talk')


def time_left(presentation: Presentation) -> list[nodes.Node]:
    """A line that tells the time before the event's end for which nothing is planned."""
    edition, wording = presentation.edition, presentation.wording
    left, begins = edition.timetable.time_left, edition.timetable.planned_until
    if not left or begins is None:
        return []
    remainder = _(' (%(duration)s): not planned yet.') % {'duration': wording.duration(Duration((left,)))}
    span = time_range(begins, edition.program.event.ends_at, wording)
    return [paragraph(*span, nodes.Text(remainder), name='event-time-left')]


def day_name(day: Day, wording: Wording, *, offset: bool = True) -> str:
    """The date of a day, with the offset that holds on it."""
    if day.date is None:
        return str(_('Time to be announced'))
    hours_ahead = zone_offset(day.slots[0].start) if offset else ''
    return f'{wording.date(day.date)} ({hours_ahead})' if hours_ahead else wording.date(day.date)


def room_name(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    """The names of a slot's rooms; nothing for the event's own place when it has no name."""
    return rooms_named(slot.rooms, presentation)


def rooms_named(rooms: Sequence[Where], presentation: Presentation) -> list[nodes.Node]:
    """The names of some rooms, or that these are all; nothing for the event's own place when it has no name."""
    if len(rooms) > 2 and {*rooms} >= presentation.edition.program.rooms.keys():
        return [nodes.Text(_('All rooms'))]
    return joined((_room_named(room, presentation) for room in rooms), ', ')


def _room_named(room: Where, presentation: Presentation) -> list[nodes.Node]:
    program, wording = presentation.edition.program, presentation.wording
    if isinstance(room, Tbd):
        return [text_or_tbd(room, wording)]
    if room is not None:
        known = program.rooms[room]
        return [text_or_tbd(known.name, wording) if isinstance(known.name, Tbd) else room_link(known, wording)]
    location = program.event.location
    if location is None or isinstance(location, Tbd) or location.room is None:
        return []
    return [text_or_tbd(location.room, wording)]


def track_name(session: Session, presentation: Presentation) -> list[nodes.Node]:
    """The name of a session's track, if it is in one."""
    if session.track is None:
        return []
    wording = presentation.wording
    if isinstance(session.track, Tbd):
        return [text_or_tbd(session.track, wording)]
    track = presentation.edition.program.tracks[session.track]
    name = text_or_tbd(track.name, wording) if isinstance(track.name, Tbd) else track_link(track, wording)
    return marked(track, name)


def marked(track: Track, *name: nodes.Node) -> list[nodes.Node]:
    """A track's name, beside a mark of its colour if it has one."""
    colour = track.color
    return [event_track('', '', *name, track=track.id, colour=colour)] if isinstance(colour, str) else [*name]


def _table(day: Day, columns: Sequence[str], presentation: Presentation, cells: _Cells) -> event_timetable:
    title = nodes.title('', day_name(day, presentation.wording))
    group = nodes.tgroup('', cols=len(columns))
    group += [nodes.colspec('', colwidth=width) for width in _widths(columns)]
    head = [
        event_timetable_cell('', nodes.paragraph('', _heading(column, day)), column=column, scope='col')
        for column in columns
    ]
    group += event_timetable_head('', event_timetable_row('', *head))
    group += event_timetable_body('', *(_row(slot, columns, presentation, cells) for slot in day.slots))
    # Tables of several days stand below each other: their columns are equally wide.
    return event_timetable('', title, group, classes=['colwidths-given'])


def _widths(columns: Sequence[str]) -> list[int]:
    """The columns' shares of 100; a time cannot be narrower, so the others share what it leaves."""
    time = COLUMN_WIDTHS['time'] if 'time' in columns else 0
    others = sum(COLUMN_WIDTHS[column] for column in columns if column != 'time')
    return [
        time if column == 'time' else max(1, round(COLUMN_WIDTHS[column] * (100 - time) / others)) for column in columns
    ]


def _row(slot: Slot, columns: Sequence[str], presentation: Presentation, cells: _Cells) -> event_timetable_row:
    # The title tells one row from another; where it is left out, the time does.
    header = 'title' if 'title' in columns else columns[0]
    row = event_timetable_row('', classes=[f'event-slot--{_kind(slot.session)}'])
    if slot.session.status is SessionStatus.CANCELLED:
        row['classes'].append('event-slot--cancelled')
    for column in columns:
        cell = event_timetable_cell('', *cells[column](slot, presentation), column=column)
        if column == 'time' and 'duration' not in columns and (lasts := duration(slot, presentation.wording)):
            # What is too much in a row, a page has hundreds of times; the line says itself that it is a duration.
            shown = lasts if isinstance(slot.duration, Tbd) else [nodes.Text(part.astext()) for part in lasts]
            cell += paragraph(*shown, name='event-slot__duration')
        if column == header:
            cell['scope'] = 'row'
        row += cell
    return row


def _kind(session: Session) -> str:
    return 'tbd' if isinstance(session.kind, Tbd) else str(session.kind)


def _heading(column: str, day: Day) -> str:
    if column == 'time':
        offset = zone_offset(day.slots[0].start)
        return f'{_("Time")} ({offset})' if offset else str(_('Time'))
    return str(_HEADINGS[column])


_HEADINGS = {
    'duration': _('Duration'),
    'title': _('Topic'),
    'people': _('Presenter'),
    'room': _('Room'),
    'track': _('Track'),
    'kind': _('Type'),
    'level': _('Level'),
    'language': _('Language'),
}


def _line(parts: list[nodes.Node]) -> list[nodes.Element]:
    return [nodes.paragraph('', '', *parts)] if parts else []


def _time_cell(slot: Slot, presentation: Presentation) -> list[nodes.Element]:
    return _line(hours(slot, presentation.wording))


def _title_cell(slot: Slot, presentation: Presentation) -> list[nodes.Element]:
    titles = _titles(slot, session_link(slot.session, presentation.wording), presentation)
    return titles + talk_lines(slot, presentation)


def _titles(slot: Slot, link: nodes.Element, presentation: Presentation) -> list[nodes.Element]:
    """The title, with a word on a session that is not as planned, and the subtitle."""
    session, wording = slot.session, presentation.wording
    language = presentation.edition.program.language_of(session)
    title = paragraph(link, name='event-slot__title')
    if mark := status_mark(session):
        title += [nodes.Text(' '), *mark]
    lines = [in_language(title, language, wording.language)]
    if session.subtitle is not None:
        lines.append(in_language(subtitle(session.subtitle, wording), language, wording.language))
    return lines


def _people_cell(slot: Slot, presentation: Presentation) -> list[nodes.Element]:
    return presenters(slot.session, presentation)


def _names_cell(slot: Slot, presentation: Presentation) -> list[nodes.Element]:
    return _line(_names(slot.session, presentation))


def language_name(session: Session, presentation: Presentation) -> list[nodes.Node]:
    """Names of the languages that a session is held in: its own, else the event's; nothing if that is not known."""
    program, wording = presentation.edition.program, presentation.wording
    if isinstance(session.language, Tbd):
        return [text_or_tbd(session.language, wording)]
    known = program.languages_of(session)
    languages = known or (() if program.has_languages else (program.event.language,))
    return [nodes.Text(', '.join(map(wording.language_name, languages)))] if languages else []


_CELLS: _Cells = {
    'time': _time_cell,
    'duration': lambda slot, presentation: _line(duration(slot, presentation.wording)),
    'title': _title_cell,
    'people': _people_cell,
    'room': lambda slot, presentation: _line(room_name(slot, presentation)),
    'track': lambda slot, presentation: _line(track_name(slot.session, presentation)),
    'kind': lambda slot, presentation: _line(kind_name(slot.session, presentation.wording)),
    'level': lambda slot, presentation: _line(
        [] if slot.session.level is None else [text_or_tbd(slot.session.level, presentation.wording)]
    ),
    'language': lambda slot, presentation: _line(language_name(slot.session, presentation)),
}


def kind_name(session: Session, wording: Wording) -> list[nodes.Node]:
    """Name of a session's kind."""
    return [text_or_tbd(session.kind if isinstance(session.kind, Tbd) else label(session.kind), wording)]


def _list_lines(slot: Slot, presentation: Presentation) -> list[nodes.Element]:
    program, wording, session = presentation.edition.program, presentation.wording, slot.session
    when = joined((hours(slot, wording), duration(slot, wording)))
    where = room_name(slot, presentation) if len(program.rooms) > 1 else []
    track = track_name(session, presentation) if len(program.tracks) > 1 else []
    language = language_name(session, presentation) if program.has_languages else []
    # A table's header cell is bold in print, too; a line of a list is not by itself.
    title = _titles(slot, nodes.strong('', '', session_link(session, wording)), presentation)
    people = _names(session, presentation)
    lines = [paragraph(*joined((when, where, track, language)), name='event-agenda__when'), *title]
    lines += [paragraph(*people, name='event-agenda__people')] if people else []
    return lines + talk_lines(slot, presentation)


def _names(session: Session, presentation: Presentation) -> list[nodes.Node]:
    """Those who take part in a session, on one line."""
    people = presentation.edition.program.people_in(session)
    return joined((_participant(person, roles, presentation.wording) for person, roles in people), ', ')


def _participant(person: Person | Tbd, roles: Sequence[Role], wording: Wording) -> list[nodes.Node]:
    """People of a session, with their roles unless they speak."""
    name = text_or_tbd(person, wording) if isinstance(person, Tbd) else person_link(person, wording)
    return [name, *role_note(roles, wording)]
