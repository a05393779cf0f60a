"""One session in full, below a heading with its title."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from docutils import nodes
from sphinx.addnodes import download_reference

from sphinx_event_program.model.session import Material, MovedFrom, Session, SessionKind
from sphinx_event_program.model.values import Duration, Tbd
from sphinx_event_program.render.translations import Wording, _, label, zone_offset
from sphinx_event_program.render.views.attending import attending
from sphinx_event_program.render.views.people import presenters
from sphinx_event_program.render.views.presentation import (
    Presentation,
    day_link,
    duration,
    hours,
    in_language,
    joined,
    linked,
    markdown,
    paragraph,
    plain,
    session_link,
    status_mark,
    subtitle,
    tag_link,
    text_or_tbd,
    time_range,
)
from sphinx_event_program.render.views.schedule import (
    kind_name,
    language_name,
    room_name,
    rooms_named,
    talk_lines,
    track_name,
)
from sphinx_event_program.timetable import Slot


def entry(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    """When, where, who, abstract and materials."""
    return [node for part in PARTS.values() for node in part(slot, presentation)]


def _subtitle(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    session, wording = slot.session, presentation.wording
    if session.subtitle is None:
        return []
    language = presentation.edition.program.language_of(session)
    return [in_language(subtitle(session.subtitle, wording), language, wording.language)]


def _when(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    slots = presentation.edition.timetable.all_of_session[slot.session.id]
    lines = [joined((status_mark(slot.session), _when_and_where(one, presentation))) for one in slots]
    shown: list[nodes.Node] = [paragraph(*line, name='event-session__when') for line in lines[:1]]
    if len(lines) > 1:
        items = [nodes.list_item('', nodes.paragraph('', '', *line)) for line in lines]
        shown = [nodes.bullet_list('', *items, classes=['event-session__times'])]
    return [*shown, *_change(slot, presentation)]


def _change(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    """From when and where a session was moved, and why; or why it is cancelled."""
    session, wording = slot.session, presentation.wording
    sentences: list[list[nodes.Node]] = []
    if isinstance(session.moved_from, MovedFrom) and (before := _before(slot, session.moved_from, presentation)):
        sentences.append([nodes.Text(_('Moved from') + ': '), *before])
    if session.reason is not None:
        sentences.append([nodes.Text(_('Reason') + ': '), text_or_tbd(session.reason, wording)])
    return [paragraph(*joined(sentences), name='event-session__change')] if sentences else []


def _before(slot: Slot, moved_from: MovedFrom, presentation: Presentation) -> list[nodes.Node]:
    """When and where a session was to be; the day only if it was another one."""
    program, wording = presentation.edition.program, presentation.wording
    start = program.former_start(slot.session, slot.day)
    when: list[nodes.Node] = []
    if isinstance(start, Tbd):
        when = [text_or_tbd(start, wording)]
    elif start is not None:
        day = program.event.day_of(start)
        when = [
            nodes.Text('' if day == slot.day else f'{wording.date(day)}, '),
            *time_range(start, None, wording, day=day),
        ]
    rooms = (moved_from.room,) if isinstance(moved_from.room, Tbd) else moved_from.room
    return joined((when, rooms_named(rooms, presentation)))


def _about(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    described = _description(slot.session, presentation)
    return [paragraph(*described, name='event-session__about')] if described else []


def _people(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    return [*presenters(slot.session, presentation)]


def _abstract(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    session, wording = slot.session, presentation.wording
    if session.abstract is None:
        return []
    abstract = nodes.container('', *markdown(session.abstract, wording), classes=['event-session__abstract'])
    return [in_language(abstract, presentation.edition.program.language_of(session), wording.language)]


def _papers(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    """The titles of the papers that a session presents."""
    papers = presentation.edition.program.papers_by_session.get(slot.session.id, ())
    if not papers:
        return []
    titles = (text_or_tbd(paper.title, presentation.wording) for paper in papers)
    items = [nodes.list_item('', nodes.paragraph('', '', title)) for title in titles]
    return [
        paragraph(nodes.strong('', _('Papers')), name='event-session__papers'),
        nodes.bullet_list('', *items, classes=['event-session__paper-list']),
    ]


def _when_and_where(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    wording = presentation.wording
    day: list[nodes.Node] = [day_link(slot.day, wording)] if slot.day else []
    when = hours(slot, wording)
    if offset := zone_offset(slot.start):
        when.append(nodes.Text(f' ({offset})'))
    lasts = duration(slot, wording)
    if isinstance(slot.duration, Duration) and len(slot.duration.parts) == 2:
        lasts.append(nodes.Text(' ' + _('(talk + questions)')))
    return joined((day, when, lasts, room_name(slot, presentation)))


def _description(session: Session, presentation: Presentation) -> list[nodes.Node]:
    """Type, track, level, language and tags, as far as the author gave them."""
    wording, track = presentation.wording, session.track
    # That a session with talks is a session need not be said.
    is_kind_told = 'kind' in session.model_fields_set and session.kind is not SessionKind.SESSION
    kind = session.kind if is_kind_told else None
    # Where only one is spoken, the author may say so in words.
    is_told = bool(session.language) or presentation.edition.program.has_languages
    language = language_name(session, presentation) if is_told else []
    # "To be announced" alone would not say what.
    fields: list[tuple[str, object, list[nodes.Node]]] = [
        (_('Type'), kind, [] if kind is None else kind_name(session, wording)),
        (_('Track'), track, track_name(session, presentation)),
        (_('Level'), session.level, [] if session.level is None else [text_or_tbd(session.level, wording)]),
        (_('Language'), session.language, language),
        (_('Tags'), session.tags, _tags(session, wording)),
    ]
    return joined(
        [nodes.Text(f'{name}: '), *content] if isinstance(value, Tbd) else content for name, value, content in fields
    )


def _attending(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    line = joined(attending(slot, presentation))
    return [paragraph(*line, name='event-session__attending')] if line else []


def _content_notice(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    notice = slot.session.content_notice
    if notice is None:
        return []
    content = [nodes.strong('', _('Content notice')), nodes.Text(': '), text_or_tbd(notice, presentation.wording)]
    line = paragraph(*content, name='event-session__content-notice')
    language = presentation.edition.program.language_of(slot.session)
    return [in_language(line, language, presentation.wording.language)]


def _prerequisites(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    text, wording = slot.session.prerequisites, presentation.wording
    if text is None:
        return []
    content = nodes.container('', *markdown(text, wording), classes=['event-session__prerequisites'])
    language = presentation.edition.program.language_of(slot.session)
    return [
        paragraph(nodes.strong('', _('What to know or bring')), name='event-prerequisites'),
        in_language(content, language, wording.language),
    ]


def _tags(session: Session, wording: Wording) -> list[nodes.Node]:
    if isinstance(session.tags, Tbd):
        return [text_or_tbd(session.tags, wording)]
    return joined(([tag_link(tag, wording)] for tag in session.tags), ', ')


def _part_of(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    """The session in which a talk is."""
    whole = presentation.edition.program.sessions_by_id.get(str(slot.session.part_of))
    if whole is None:
        return []
    link = session_link(whole, presentation.wording)
    return [paragraph(nodes.Text(_('Part of') + ': '), link, name='event-session__part-of')]


def _talks(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    """The talks in a session, each on a line."""
    return [*talk_lines(slot, presentation)]


def _materials(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    session = slot.session
    if isinstance(session.materials, Tbd):
        content = [nodes.Text(_('Materials') + ': '), text_or_tbd(session.materials, presentation.wording)]
        return [paragraph(*content, name='event-materials')]
    if not session.materials:
        return []
    items = [nodes.list_item('', nodes.paragraph('', '', _material(item, presentation))) for item in session.materials]
    return [
        paragraph(nodes.strong('', _('Materials')), name='event-materials'),
        nodes.bullet_list('', *items, classes=['event-materials__list'], session=session.id),
    ]


def _material(material: Material, presentation: Presentation) -> nodes.Node:
    wording = presentation.wording
    title = nodes.Text(label(material.kind)) if material.title is None else text_or_tbd(material.title, wording)
    if isinstance(material.file, str):
        return download_reference('', '', nodes.inline('', '', title), reftarget=presentation.material(material.file))
    if isinstance(material.url, str):
        return linked(title, material.url, on_paper=True)
    return nodes.inline('', '', title, nodes.Text(': '), nodes.Text(wording.tbd), classes=['event-tbd'])


#: Parts of an entry, in this order. On a page of its own, a template may choose among these.
PARTS: Mapping[str, Callable[[Slot, Presentation], list[nodes.Node]]] = {
    'subtitle': _subtitle,
    'part-of': _part_of,
    'when': _when,
    'about': _about,
    'attending': _attending,
    'people': _people,
    'content-notice': _content_notice,
    'abstract': _abstract,
    'prerequisites': _prerequisites,
    'talks': _talks,
    'papers': _papers,
    'materials': _materials,
}


def related(
    slot: Slot, with_people: Sequence[Slot], in_track: Sequence[Slot], presentation: Presentation
) -> list[nodes.Node]:
    """Other sessions that may interest whoever reads of one: those of the same people, and of the track."""
    track = presentation.edition.program.tracks.get(str(slot.session.track))
    name = presentation.wording.tbd if track is None else plain(track.name, presentation.wording)
    return [
        *_named_beside(with_people, str(_('More with the same people')), presentation),
        *_named_beside(in_track, _('More in the track %(track)s') % {'track': name}, presentation),
    ]


def _named_beside(slots: Sequence[Slot], heading: str, presentation: Presentation) -> list[nodes.Node]:
    """Title and time of some sessions, below a heading."""
    if not slots:
        return []
    wording, days = presentation.wording, presentation.edition.timetable.days
    items = []
    for slot in slots:
        title = joined(([session_link(slot.session, wording)], status_mark(slot.session)), ' ')
        day: list[nodes.Node] = [nodes.Text(wording.date(slot.day))] if slot.day and len(days) > 1 else []
        line = joined((title, day, hours(slot, wording, machine_form=False)))
        items.append(nodes.list_item('', nodes.paragraph('', '', *line)))
    content = nodes.bullet_list('', *items, classes=['event-related__list'])
    return [nodes.container('', nodes.rubric('', heading), content, classes=['event-related'])]
