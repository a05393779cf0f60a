"""One session in full, below a heading with its title."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import download_reference

from sphinx_event_program.model.session import Material, Session
from sphinx_event_program.model.values import Duration, Tbd
from sphinx_event_program.timetable import Slot
from sphinx_event_program.views.people import presenter
from sphinx_event_program.views.presentation import (
    Presentation,
    duration,
    in_language,
    joined,
    linked,
    markdown,
    paragraph,
    text_or_tbd,
    time_range,
)
from sphinx_event_program.views.schedule import kind_name, room_name, status_mark, track_name
from sphinx_event_program.views.wording import Wording, _, label, zone_offset


def session_id(ident: str) -> str:
    """The anchor of a session's entry."""
    return f'session-{ident}'


def entry(slot: Slot, presentation: Presentation, file_uri: str) -> list[nodes.Node]:
    """When, where, who, abstract and materials; ``file_uri`` leads from the page to the data folder."""
    session, wording = slot.session, presentation.wording
    found: list[nodes.Node] = []
    if session.subtitle is not None:
        subtitle = paragraph(text_or_tbd(session.subtitle, wording), name='event-session__subtitle')
        found.append(in_language(subtitle, session.language, wording.language))
    found.append(paragraph(*_when_and_where(slot, presentation), name='event-session__when'))
    if about := _about(session, presentation):
        found.append(paragraph(*about, name='event-session__about'))
    people = presentation.edition.program.people
    found += [
        presenter(part.person if isinstance(part.person, Tbd) else people[part.person], part.role, presentation)
        for part in session.participations
    ]
    if session.abstract is not None:
        abstract = nodes.container('', *markdown(session.abstract, wording), classes=['event-session__abstract'])
        found.append(in_language(abstract, session.language, wording.language))
    return found + _materials(session, wording, file_uri)


def _when_and_where(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    wording = presentation.wording
    day: list[nodes.Node] = [nodes.Text(wording.date(slot.day))] if slot.day else []
    hours = time_range(slot.start, slot.end, wording)
    if offset := zone_offset(slot.start):
        hours.append(nodes.Text(f' ({offset})'))
    lasts = duration(slot, wording)
    if isinstance(slot.duration, Duration) and len(slot.duration.parts) == 2:
        lasts.append(nodes.Text(' ' + _('(talk + questions)')))
    return joined((status_mark(slot.session), day, hours, lasts, room_name(slot, presentation)))


def _about(session: Session, presentation: Presentation) -> list[nodes.Node]:
    """Type, track, level, language and tags, as far as the author gave them."""
    wording = presentation.wording
    parts = [kind_name(session, wording)] if 'kind' in session.model_fields_set else []
    parts.append(track_name(session, presentation))
    if session.level is not None:
        parts.append([text_or_tbd(session.level, wording)])
    if isinstance(session.language, str):
        parts.append([nodes.Text(wording.language_name(session.language))])
    elif session.language is not None:
        parts.append([text_or_tbd(session.language, wording)])
    if isinstance(session.tags, Tbd):
        parts.append([text_or_tbd(session.tags, wording)])
    elif session.tags:
        parts.append([nodes.Text(', '.join(session.tags))])
    return joined(parts)


def _materials(session: Session, wording: Wording, file_uri: str) -> list[nodes.Node]:
    if isinstance(session.materials, Tbd):
        shown = [nodes.Text(_('Materials') + ': '), text_or_tbd(session.materials, wording)]
        return [paragraph(*shown, name='event-materials')]
    if not session.materials:
        return []
    items = [
        nodes.list_item('', nodes.paragraph('', '', _material(item, wording, file_uri))) for item in session.materials
    ]
    return [
        paragraph(nodes.strong('', _('Materials')), name='event-materials'),
        nodes.bullet_list('', *items, classes=['event-materials__list']),
    ]


def _material(material: Material, wording: Wording, file_uri: str) -> nodes.Node:
    title = nodes.Text(label(material.kind)) if material.title is None else text_or_tbd(material.title, wording)
    if isinstance(material.file, str):
        return download_reference('', '', nodes.inline('', '', title), reftarget=f'{file_uri}/{material.file}')
    if isinstance(material.url, str):
        return linked(title, material.url)
    return nodes.inline('', '', title, nodes.Text(': '), nodes.Text(wording.tbd), classes=['event-tbd'])
