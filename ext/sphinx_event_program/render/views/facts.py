"""The event's facts, its description and its notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from docutils import nodes

from sphinx_event_program.model.event import Event, EventStatus, Location, News, Online
from sphinx_event_program.model.values import Tbd, Withheld
from sphinx_event_program.render.nodes import event_facts, event_moment
from sphinx_event_program.render.translations import Wording, _, label, zone_name, zone_offset
from sphinx_event_program.render.views.attending import address, step_free
from sphinx_event_program.render.views.people import in_line, letter_to
from sphinx_event_program.render.views.presentation import (
    RANGE_DASH,
    Presentation,
    in_language,
    joined,
    linked,
    markdown,
    paragraph,
    text_or_tbd,
    time_range,
)

#: One fact: its name, and what is to be said.
Fact = tuple[str, list[nodes.Node]]


def facts(names: Sequence[str], presentation: Presentation) -> list[nodes.Node]:
    """A list of the named facts, as far as the author gave them."""
    fields = [
        nodes.field('', nodes.field_name('', name), nodes.field_body('', nodes.paragraph('', '', *body)))
        for fact in names
        for name, body in FACTS[fact](presentation)
    ]
    return [event_facts('', *fields)] if fields else []


def description(presentation: Presentation) -> list[nodes.Node]:
    """The event's description."""
    event = presentation.edition.program.event
    return [] if event.description is None else _in_event_language(event.description, presentation)


def notice(presentation: Presentation) -> list[nodes.Node]:
    """A banner: that the event does not take place as planned, and what the author has to say."""
    event = presentation.edition.program.event
    facts: list[nodes.Node] = []
    if event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED, EventStatus.MOVED_ONLINE):
        status = nodes.paragraph('', '', nodes.strong('', label(event.status)))
        facts.append(nodes.caution('', status, classes=['event-notice']))
    if event.notice is not None:
        text = _in_event_language(event.notice, presentation)
        facts.append(nodes.note('', *text, classes=['event-notice']))
    return facts


def prerequisites(presentation: Presentation) -> list[nodes.Node]:
    """What to know or bring."""
    text = presentation.edition.program.event.prerequisites
    return [] if text is None else _in_event_language(text, presentation)


def cite(presentation: Presentation) -> list[nodes.Node]:
    """How to cite the event: the reference, and its BibTeX in a block of its own."""
    citation, wording = presentation.edition.program.event.cite, presentation.wording
    if citation is None or isinstance(citation, Tbd):
        return [] if citation is None else [*markdown(citation, wording)]
    text: list[nodes.Node] = [] if citation.text is None else [*markdown(citation.text, wording)]
    match citation.bibtex:
        case None:
            return text
        case str(bibtex):
            return [*text, nodes.literal_block(bibtex.strip(), bibtex.strip(), language='bibtex')]
        case unknown:
            return [*text, *markdown(unknown, wording)]


def news(limit: int | None, presentation: Presentation) -> list[nodes.Node]:
    """What is new, from the newest on, up to a number of entries; those of one moment as the author has them."""
    entries, wording = presentation.edition.program.event.news, presentation.wording
    if isinstance(entries, Tbd):
        return [nodes.paragraph('', '', text_or_tbd(entries, wording))]
    newest = sorted(entries, key=lambda entry: entry.sort_key, reverse=True)[:limit]
    items = [_news_item(entry, presentation) for entry in newest]
    return [nodes.bullet_list('', *items, classes=['event-news'])] if items else []


def _news_item(entry: News, presentation: Presentation) -> nodes.list_item:
    wording = presentation.wording
    day = text_or_tbd(entry.date, wording) if isinstance(entry.date, Tbd) else _point(entry.date, wording)
    title = linked(nodes.strong('', '', text_or_tbd(entry.title, wording)), entry.url, on_paper=True)
    line = paragraph(
        nodes.inline('', '', day, classes=['event-news__date']), nodes.Text(' '), title, name='event-news__title'
    )
    text = [] if entry.text is None else _in_event_language(entry.text, presentation)
    return nodes.list_item('', line, *text)


def venue(presentation: Presentation) -> list[nodes.Node]:
    """The place with its map, whether it has steps, and how to get there."""
    location, wording = presentation.edition.program.event.location, presentation.wording
    if location is None or isinstance(location, Tbd):
        return [] if location is None else [nodes.paragraph('', '', text_or_tbd(location, wording))]
    where = paragraph(*location_line(location, presentation), name='event-venue__address')
    more = joined((address(_('Map'), location.map_url, wording), step_free(location.step_free, wording)))
    lines = [line for line in (where, paragraph(*more, name='event-venue__access')) if len(line)]
    travel: list[nodes.Node] = []
    if location.travel is not None:
        travel = [nodes.rubric('', _('Getting there')), *_in_event_language(location.travel, presentation)]
    content = [*lines, *travel]
    return [nodes.container('', *content, classes=['event-venue'])] if content else []


def qr_code(address: str, presentation: Presentation) -> list[nodes.Node]:
    """A QR code of an address, and the address below it."""
    uri = presentation.qr_code(address)
    # Sphinx would make a picture with a width a link to its own file.
    code = nodes.image(uri=uri, alt=address, width='30mm', classes=['event-qrcode__code', 'no-scaled-link'])
    content = paragraph(linked(nodes.Text(address), address), name='event-qrcode__address')
    return [nodes.container('', code, content, classes=['event-qrcode'])]


def _in_event_language(text: str | Tbd, presentation: Presentation) -> list[nodes.Node]:
    """The blocks of one of the event's own texts, marked if the page is in another language."""
    event, wording = presentation.edition.program.event, presentation.wording
    language = event.language if 'language' in event.model_fields_set else None
    return [in_language(block, language, wording.language) for block in markdown(text, wording)]


def inline_fact(name: str, presentation: Presentation) -> nodes.Node | None:
    """One of the event's texts, for a heading or a sentence (see ``INLINE_FACTS``); None if it was not given."""
    text = INLINE_FACTS[name](presentation.edition.program.event)
    return None if text is None else text_or_tbd(text, presentation.wording)


def when(presentation: Presentation) -> list[nodes.Node]:
    """The event's date and time, with its zone."""
    event, wording = presentation.edition.program.event, presentation.wording
    start = event.starts_at
    if start is None:
        return _days(event, wording)
    end = event.ends_at or (event.end if isinstance(event.end, date) else None)
    if end is None or (event.ends_at and event.ends_at.date() == start.date()):
        line: list[nodes.Node] = [nodes.Text(f'{wording.date(start)}, '), *time_range(start, event.ends_at, wording)]
    else:
        line = joined(([_point(point, wording)] for point in (start, end)), f' {RANGE_DASH} ')
    zone = ', '.join(part for part in (zone_offset(start), zone_name(event.timezone)) if part)
    return [*line, nodes.Text(f' ({zone})')] if zone else line


def place(presentation: Presentation) -> list[nodes.Node]:
    """Place of the event, without the map; nothing if that was not given."""
    location = presentation.edition.program.event.location
    if isinstance(location, Location):
        location = location.model_copy(update={'map_url': None})
    return [] if location is None else location_line(location, presentation)


def _days(event: Event, wording: Wording) -> list[nodes.Node]:
    """The days of an event whose hours are not known."""
    if isinstance(event.start, Tbd):
        return [text_or_tbd(event.start, wording)]
    days = [event.start, event.end] if isinstance(event.end, date) and event.end != event.start else [event.start]
    return joined(([_point(day, wording)] for day in days), f' {RANGE_DASH} ')


def _point(point: date, wording: Wording) -> event_moment:
    """A day, with the time if that is known."""
    if isinstance(point, datetime):
        content = f'{wording.date(point)}, {wording.time(point)}'
        return event_moment('', content, datetime=point.isoformat(timespec='minutes'))
    return event_moment('', wording.date(point), datetime=point.isoformat())


def _part_of(presentation: Presentation) -> list[Fact]:
    part_of = presentation.edition.program.event.part_of
    if part_of is None:
        return []
    if isinstance(part_of, Tbd):
        return [(str(_('Part of')), [text_or_tbd(part_of, presentation.wording)])]
    return [(str(_('Part of')), [linked(text_or_tbd(part_of.name, presentation.wording), part_of.url)])]


def _location(presentation: Presentation) -> list[Fact]:
    location = presentation.edition.program.event.location
    if location is None:
        return []
    line = location_line(location, presentation)
    if isinstance(location, Location) and isinstance(location.map_url, str):
        line = joined((line, [linked(nodes.Text(_('Map')), location.map_url)]))
    return [(str(_('Location')), line)]


def location_line(location: Location | Tbd, presentation: Presentation) -> list[nodes.Node]:
    """Place: room, building, town."""
    rooms, wording = presentation.edition.program.rooms, presentation.wording
    if isinstance(location, Tbd):
        return [text_or_tbd(location, wording)]
    room = rooms[location.room].name if isinstance(location.room, str) and location.room in rooms else location.room
    names = (room, location.venue, location.address, location.city, location.country)
    return joined(([text_or_tbd(name, wording)] for name in names if name is not None), ', ')


def _online(presentation: Presentation) -> list[Fact]:
    online, wording = presentation.edition.program.event.online, presentation.wording
    if online is None:
        return []
    if isinstance(online, Tbd):
        return [(str(_('Online')), [text_or_tbd(online, wording)])]
    platform = online.platform if isinstance(online.platform, str) else str(_('Online'))
    names = {
        'url': _('%(platform)s link'),
        'meeting_id': _('%(platform)s meeting ID'),
        'passcode': _('Password'),
    }
    facts = []
    for field, name in names.items():
        value: str | Tbd | Withheld | None = getattr(online, field)
        if value is not None:
            # A literal, which no typographer touches: '--' in a passcode is no dash.
            content = nodes.literal('', value) if isinstance(value, str) else text_or_tbd(value, wording)
            facts.append((name % {'platform': platform}, [linked(content, _address(online, field))]))
    if not facts:
        facts.append((str(_('Online')), [text_or_tbd(online.platform or '', wording)]))
    return facts


def _address(online: Online, field: str) -> str | None:
    return online.url if field == 'url' and isinstance(online.url, str) else None


def _hosts(presentation: Presentation) -> list[Fact]:
    program = presentation.edition.program
    facts = []
    for group in program.event.organizer_groups:
        people = [ident if isinstance(ident, Tbd) else program.people[ident] for ident in group.people]
        heading = _('Hosted by') if group.heading is None else group.heading
        name = presentation.wording.tbd if isinstance(heading, Tbd) else str(heading)
        facts.append((name, in_line(people, presentation)))
    return facts


def _links(presentation: Presentation) -> list[Fact]:
    links, wording = presentation.edition.program.event.links, presentation.wording
    if isinstance(links, Tbd):
        return [(str(_('Links')), [text_or_tbd(links, wording)])]
    return [
        (
            name,
            [
                text_or_tbd(address, wording)
                if isinstance(address, Tbd)
                else linked(nodes.literal('', address), address)
            ],
        )
        for name, address in links.items()
    ]


def _stream(presentation: Presentation) -> list[Fact]:
    return _addressed(_('Watch live'), presentation.edition.program.event.stream, presentation)


def _addressed(name: str, uri: str | Tbd | None, presentation: Presentation) -> list[Fact]:
    """A fact that is an address; nothing without one."""
    if uri is None:
        return []
    content = nodes.literal('', uri) if isinstance(uri, str) else text_or_tbd(uri, presentation.wording)
    return [(str(name), [linked(content, uri)])]


def _registration(presentation: Presentation) -> list[Fact]:
    registration, wording = presentation.edition.program.event.registration, presentation.wording
    if registration is None or isinstance(registration, Tbd):
        return _addressed(_('Registration'), registration, presentation)
    ((name, line),) = _addressed(_('Registration'), registration.url, presentation)
    note: list[nodes.Node] = [] if registration.note is None else [text_or_tbd(registration.note, wording)]
    return [(name, joined((line, note)))]


def _contact(presentation: Presentation) -> list[Fact]:
    contact, wording = presentation.edition.program.event.contact, presentation.wording
    if contact is None or isinstance(contact, Tbd):
        return _addressed(_('Contact'), contact, presentation)
    mail = [] if contact.email is None else [_mail(contact.email, wording)]
    chat = address(_('Chat'), contact.chat, wording)
    more = (
        address(_('Homepage'), contact.url, wording)
        if isinstance(contact.url, Tbd)
        else [node for _name, line in _addressed('', contact.url, presentation) for node in line]
    )
    line = joined((mail, chat, more))
    return [(str(_('Contact')), line)] if line else []


def _mail(address_written: str | Tbd, wording: Wording) -> nodes.Node:
    content = text_or_tbd(address_written, wording)
    return linked(content, letter_to(address_written) if isinstance(address_written, str) else None)


def _code_of_conduct(presentation: Presentation) -> list[Fact]:
    program, wording = presentation.edition.program, presentation.wording
    conduct = program.event.code_of_conduct
    if conduct is None or isinstance(conduct, Tbd):
        return _addressed(_('Code of conduct'), conduct, presentation)
    rules: list[nodes.Node] = [line[0] for _name, line in _addressed('', conduct.url, presentation)]
    contacts: list[list[nodes.Node]] = (
        [[text_or_tbd(conduct.contacts, wording)]]
        if isinstance(conduct.contacts, Tbd)
        else [
            in_line([program.people[contact]], presentation)
            if isinstance(contact, str) and contact in program.people
            else [_mail(contact, wording)]
            for contact in conduct.contacts
        ]
    )
    reports = [nodes.Text(f'{_("Reports to")}: '), *joined(contacts, ', ')] if contacts else []
    line = joined((rules, reports))
    return [(str(_('Code of conduct')), line)] if line else []


def _archival(presentation: Presentation) -> list[Fact]:
    archival = presentation.edition.program.event.archival
    if archival is None:
        return []
    word = archival if isinstance(archival, Tbd) else str(_('Archival') if archival else _('Non-archival'))
    return [(str(_('Papers')), [text_or_tbd(word, presentation.wording)])]


def _kind(presentation: Presentation) -> list[Fact]:
    event = presentation.edition.program.event
    if 'kind' not in event.model_fields_set:
        return []
    content = event.kind if isinstance(event.kind, Tbd) else label(event.kind)
    return [(str(_('Type')), [text_or_tbd(content, presentation.wording)])]


def _status(presentation: Presentation) -> list[Fact]:
    status = presentation.edition.program.event.status
    if status is EventStatus.CONFIRMED:
        return []
    content = status if isinstance(status, Tbd) else label(status)
    return [(str(_('Status')), [text_or_tbd(content, presentation.wording)])]


#: The facts by name, in the order in which they are shown.
FACTS: Mapping[str, Callable[[Presentation], list[Fact]]] = {
    'kind': _kind,
    'part-of': _part_of,
    'date': lambda presentation: [(str(_('Date and time')), when(presentation))],
    'location': _location,
    'online': _online,
    'stream': _stream,
    'registration': _registration,
    'hosts': _hosts,
    'contact': _contact,
    'code-of-conduct': _code_of_conduct,
    'archival': _archival,
    'status': _status,
    'links': _links,
}


def _part_of_name(event: Event) -> str | Tbd | None:
    return event.part_of if event.part_of is None or isinstance(event.part_of, Tbd) else event.part_of.name


#: The texts that can stand in a heading or a sentence.
INLINE_FACTS: Mapping[str, Callable[[Event], str | Tbd | None]] = {
    'title': lambda event: event.title,
    'short-title': lambda event: event.title if event.short_title is None else event.short_title,
    'subtitle': lambda event: event.subtitle,
    'summary': lambda event: event.summary,
    'part-of': _part_of_name,
}
