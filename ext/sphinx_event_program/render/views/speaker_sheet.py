"""Sheets for those who lead sessions: who speaks, and at what time what is to happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from docutils import nodes

from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import Role, SessionStatus
from sphinx_event_program.model.values import Duration, Tbd
from sphinx_event_program.render.nodes import event_sheet
from sphinx_event_program.render.translations import _, counted
from sphinx_event_program.render.views.agenda import QUIET, slots_by_room, title, where_and_when
from sphinx_event_program.render.views.people import affiliations, beside_picture, position, role_note
from sphinx_event_program.render.views.presentation import (
    Presentation,
    duration,
    hours,
    joined,
    markdown,
    paragraph,
    text_or_tbd,
)
from sphinx_event_program.render.views.schedule import kind_name
from sphinx_event_program.render.views.sheets import Printed, form, sheet, unlinked
from sphinx_event_program.timetable import Day, Slot
from sphinx_event_program.timetable.slots import elapsed, later

#: When a speaker is led that the time is nearly up: the first that leaves most of the talk.
_WARNINGS = tuple(timedelta(minutes=minutes) for minutes in (5, 2, 1))


def speaker_sheet(presentation: Presentation) -> Printed | None:
    """For each day and room, its sessions in full."""
    days = presentation.edition.timetable.days
    sheets = [one for day in days for one in _sheets(day, presentation)]
    return Printed(_('Sheets for chairs'), sheets) if sheets else None


def _sheets(day: Day, presentation: Presentation) -> Iterator[event_sheet]:
    for _room, slots in slots_by_room(day, presentation):
        led = [
            slot
            for slot in slots
            if slot.session.kind not in QUIET and slot.session.status is not SessionStatus.CANCELLED
        ]
        if led:
            heading, *lines = where_and_when(slots, day, presentation)
            content = [node for slot in led for node in _session(slot, presentation)]
            yield sheet(heading, lines, content, presentation, '')


def _session(slot: Slot, presentation: Presentation) -> Iterator[nodes.Element]:
    wording = presentation.wording
    lasts = duration(slot, wording)
    if isinstance(slot.duration, Duration) and len(slot.duration.parts) == 2:
        lasts.append(nodes.Text(' ' + _('(talk + questions)')))
    about = joined((kind_name(slot.session, wording), lasts))
    times = hours(slot, wording)
    # Of a session with talks, these have cues of their own.
    cued = [] if presentation.edition.timetable.talks_of(slot) else cues_of(slot)
    cues = [form('cue', [nodes.Text(wording.time(moment))], [nodes.Text(what)]) for moment, what in cued]
    yield form('session', times, title(slot, presentation), about, cues)
    for person, roles in presentation.edition.program.people_in(slot.session):
        yield from _participant(person, roles, presentation)


def cues_of(slot: Slot) -> Iterator[tuple[datetime, str]]:
    """Cues of the chair for a session: the times, and what to say then."""
    if slot.start is None or slot.end is None:
        return
    lasts = slot.duration
    parts = lasts.parts if isinstance(lasts, Duration) and lasts.total == elapsed(slot.start, slot.end) else ()
    begins = slot.start
    yield begins, _('Begin')
    parts = parts or (elapsed(slot.start, slot.end),)
    for number, part in enumerate(parts, 1):
        ends = later(begins, part)
        is_last = number == len(parts)
        # Questions that come last need no warning: they end with the session.
        if (number == 1 or not is_last) and (left := next((one for one in _WARNINGS if part >= 3 * one), None)):
            minutes = int(left.total_seconds()) // 60
            yield (
                later(begins, part - left),
                counted('%(number)d minute left', '%(number)d minutes left', minutes),
            )
        if not is_last:
            yield ends, _('Questions') if number == len(parts) - 1 else _('Part %(number)d') % {'number': number + 1}
        begins = ends
    yield slot.end, _('End')


def _participant(person: Person | Tbd, roles: Sequence[Role], presentation: Presentation) -> Iterator[nodes.Element]:
    wording = presentation.wording
    name = nodes.strong('', '', text_or_tbd(person if isinstance(person, Tbd) else person.name, wording))
    lines = [paragraph(name, *role_note(roles, wording), name='event-person__name')]
    if isinstance(person, Person):
        said = [text_or_tbd(one, wording) for one in (person.pronunciation,) if one is not None]
        pronouns = [text_or_tbd(one, wording) for one in (person.pronouns,) if one is not None]
        spoken = joined(([nodes.Text(_('Say: ')), *said] if said else [], pronouns))
        about = joined((position(person, wording), unlinked(affiliations(person, wording))), ', ')
        lines += [paragraph(*line, name='event-person__about') for line in (spoken, about) if line]
    yield beside_picture(person, presentation, lines)
    if isinstance(person, Person) and isinstance(person.bio, str):
        yield nodes.container('', *markdown(person.bio, wording), classes=['event-biography'])
