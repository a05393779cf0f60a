"""One session in full, below a heading with its title."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import download_reference

from sphinx_event_program.model.session import Material, Session, SessionKind
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
    status_mark,
    subtitle,
    text_or_tbd,
    time_range,
)
from sphinx_event_program.views.schedule import room_name
from sphinx_event_program.views.wording import _, label, zone_offset


def session_id(ident: str) -> str:
    """The anchor of a session's entry."""
    return f'session-{ident}'


def entry(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    """When, where, who, abstract and materials."""
    session, wording = slot.session, presentation.wording
    language = presentation.edition.program.language_of(session)
    found: list[nodes.Node] = []
    if session.subtitle is not None:
        found.append(in_language(subtitle(session.subtitle, wording), language, wording.language))
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
        found.append(in_language(abstract, language, wording.language))
    return found + _materials(session, presentation)


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
    program, wording = presentation.edition.program, presentation.wording
    given: list[tuple[str, str | Tbd | None]] = [
        (_('Type'), _label(session.kind) if 'kind' in session.model_fields_set else None),
        (_('Track'), program.tracks[session.track].name if isinstance(session.track, str) else session.track),
        (_('Level'), session.level),
        (
            _('Language'),
            wording.language_name(session.language) if isinstance(session.language, str) else session.language,
        ),
        (_('Tags'), session.tags if isinstance(session.tags, Tbd) else ', '.join(session.tags) or None),
    ]
    # "To be announced" alone would not say what.
    return joined(
        [nodes.Text(f'{name}: '), text_or_tbd(value, wording)] if isinstance(value, Tbd) else [nodes.Text(value)]
        for name, value in given
        if value is not None
    )


def _label(kind: SessionKind | Tbd) -> str | Tbd:
    return kind if isinstance(kind, Tbd) else label(kind)


def _materials(session: Session, presentation: Presentation) -> list[nodes.Node]:
    if isinstance(session.materials, Tbd):
        shown = [nodes.Text(_('Materials') + ': '), text_or_tbd(session.materials, presentation.wording)]
        return [paragraph(*shown, name='event-materials')]
    if not session.materials:
        return []
    items = [nodes.list_item('', nodes.paragraph('', '', _material(item, presentation))) for item in session.materials]
    return [
        paragraph(nodes.strong('', _('Materials')), name='event-materials'),
        nodes.bullet_list('', *items, classes=['event-materials__list']),
    ]


def _material(material: Material, presentation: Presentation) -> nodes.Node:
    wording = presentation.wording
    title = nodes.Text(label(material.kind)) if material.title is None else text_or_tbd(material.title, wording)
    if isinstance(material.file, str):
        return download_reference('', '', nodes.inline('', '', title), reftarget=presentation.material(material.file))
    if isinstance(material.url, str):
        return linked(title, material.url)
    return nodes.inline('', '', title, nodes.Text(': '), nodes.Text(wording.tbd), classes=['event-tbd'])
