"""Deadlines, and other dates to know of before the event."""

from __future__ import annotations

from datetime import datetime

from docutils import nodes

from sphinx_event_program.model.dates import AOE, ImportantDate, Moment
from sphinx_event_program.model.event import Event
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.nodes import event_deletion, event_facts, event_moment
from sphinx_event_program.render.translations import Wording, _, zone_name, zone_offset
from sphinx_event_program.render.views.presentation import (
    Presentation,
    in_language,
    linked,
    markdown,
    paragraph,
    text_or_tbd,
)


def dates(presentation: Presentation) -> list[nodes.Node]:
    """The dates in the order of time: the name of each, and beside it when it is."""
    event = presentation.edition.program.event
    if isinstance(event.dates, Tbd):
        return [paragraph(text_or_tbd(event.dates, presentation.wording), name='event-dates')]
    fields = [_field(one, event, presentation.wording) for one in event.important_dates]
    return [event_facts('', *fields, classes=['event-dates'])] if fields else []


def _field(one: ImportantDate, event: Event, wording: Wording) -> nodes.field:
    name = linked(text_or_tbd(one.name, wording), one.url)
    line = [*_when(one, event, wording), *_former(one, event, wording)]
    body = nodes.field_body('', nodes.paragraph('', '', *line))
    if one.note is not None:
        language = event.language if 'language' in event.model_fields_set else None
        body += [in_language(block, language, wording.language) for block in markdown(one.note, wording)]
    return nodes.field('', nodes.field_name('', '', name), body)


def _when(one: ImportantDate, event: Event, wording: Wording) -> list[nodes.Node]:
    """Date, time and zone: "Sunday, March 1, 2026, 23:59, anywhere on Earth (UTC−12)"."""
    if isinstance(one.date, Tbd):
        return [text_or_tbd(one.date, wording)]
    moment = one.at(event.timezone)
    if moment is None:
        zone = nodes.Text(' ('), text_or_tbd(Tbd.TBD, wording), nodes.Text(')')
        return [_point(one.date, one.date.isoformat(), wording), *(zone if isinstance(one.zone, Tbd) else ())]
    point = _point(moment, moment.isoformat(timespec='minutes'), wording)
    return [point, nodes.Text(_zone(moment))]


def _zone(moment: datetime) -> str:
    """The zone of a moment, in words."""
    offset, name = zone_offset(moment), zone_name(moment.tzinfo)
    if moment.tzinfo == AOE:
        words = str(_('anywhere on Earth'))
        return f', {words} ({offset})'
    return f' ({offset})' if name in ('', offset) else f' ({offset}, {name})'


def _point(moment: Moment, machine_form: str, wording: Wording) -> event_moment:
    return event_moment('', _said(moment, wording), datetime=machine_form)


def _said(moment: Moment, wording: Wording) -> str:
    if isinstance(moment, datetime):
        # Without its zone: the time is told as it is on the clocks there.
        return f'{wording.date(moment)}, {wording.time(moment.replace(tzinfo=None))}'
    return wording.date(moment)


def _former(one: ImportantDate, event: Event, wording: Wording) -> list[nodes.Node]:
    """The dates that hold no more; where nothing can be struck out, a word says so."""
    if isinstance(one.was, Tbd):
        return []
    before, _placeholder, after = str(_('(was %(date)s)')).partition('%(date)s')
    line: list[nodes.Node] = []
    for day in one.former:
        moment = one.moment(day, event.timezone)
        machine_form = day.isoformat() if moment is None else moment.isoformat(timespec='minutes')
        point = _point(day, machine_form, wording)
        line += [nodes.Text(' '), event_deletion('', '', point, classes=['event-dates__was'], words=(before, after))]
    return line
