"""People: as cards, as a list, in a line of text, and in full."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from docutils import nodes

from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import Role, Session
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.nodes import (
    event_cards,
    event_index,
    event_media,
    event_monogram,
    event_pages,
    event_portrait,
)
from sphinx_event_program.render.translations import Wording, _, label, link_label
from sphinx_event_program.render.views.presentation import (
    Presentation,
    duration,
    hours,
    joined,
    linked,
    markdown,
    paragraph,
    person_link,
    session_link,
    status_mark,
    text_or_tbd,
)
from sphinx_event_program.timetable import Slot

#: How many colours a monogram may have; ``event.css`` and ``event.sty`` define as many.
TONES = 8


def card_id(ident: str) -> str:
    """The anchor of a person's card; not that of the entry, because a page may have both."""
    return f'card-{ident}'


def as_cards(people: Sequence[Person | Tbd], presentation: Presentation, *, anchors: bool) -> list[nodes.Node]:
    """A list of cards: picture, name, position, affiliation and links."""
    items = [
        nodes.list_item('', beside_picture(person, presentation, _card_lines(person, presentation, anchors=anchors)))
        for person in people
    ]
    return [event_cards('', *items)] if items else []


def as_list(people: Sequence[Person | Tbd], presentation: Presentation) -> list[nodes.Node]:
    """One line for each: name, position, affiliation."""
    wording = presentation.wording
    items = []
    for person in people:
        parts = [_named(person, wording)]
        if isinstance(person, Person):
            about = joined((position(person, wording), affiliations(person, wording)), ', ')
            parts += [nodes.Text(', '), *about] if about else []
        items.append(nodes.list_item('', nodes.paragraph('', '', *parts)))
    return [nodes.bullet_list('', *items, classes=['event-people'])] if items else []


def in_line(people: Sequence[Person | Tbd], presentation: Presentation) -> list[nodes.Node]:
    """Running text: names with their short affiliations in brackets."""
    wording = presentation.wording
    # The language decides what stands between names; split its pattern at the names.
    marks = [f'\N{OBJECT REPLACEMENT CHARACTER}{index}\N{OBJECT REPLACEMENT CHARACTER}' for index in range(len(people))]
    line: list[nodes.Node] = []
    rest = wording.list(marks) if marks else ''
    for mark, person in zip(marks, people, strict=True):
        before, _mark, rest = rest.partition(mark)
        line += [nodes.Text(before)] if before else []
        # In a sentence a name stands for the person, and leads to what they say of themselves.
        line.append(
            linked(text_or_tbd(person.name, wording), person.url)
            if isinstance(person, Person)
            else _named(person, wording)
        )
        if isinstance(person, Person) and (about := affiliations(person, wording, brief=True)):
            line += [nodes.Text(' ('), *about, nodes.Text(')')]
    return [*line, nodes.Text(rest)] if rest else line


def as_index(people: Sequence[Person | Tbd], presentation: Presentation) -> list[nodes.Node]:
    """One line for each: the name, and the sessions; on paper, the pages where they are found."""
    wording, sessions = presentation.wording, presentation.edition.program.sessions_by_person
    items = []
    for person in people:
        if isinstance(person, Person):
            name = person_link(person, wording)
            found: list[list[nodes.Node]] = [
                [session_link(session, wording)] for session in sessions.get(person.id, ())
            ]
            pages = event_pages('', '', *([nodes.Text(': '), *joined(found)] if found else []))
            items.append(nodes.list_item('', nodes.paragraph('', '', name, pages)))
    return [event_index('', *items, classes=['event-index'])] if items else []


def entry(person: Person, presentation: Presentation) -> list[nodes.Node]:
    """All about a person, below a heading with the name: picture, facts, bio, sessions."""
    return [node for part in PARTS.values() for node in part(person, presentation)]


def _profile(person: Person, presentation: Presentation) -> list[nodes.Node]:
    lines = _about_lines(person, presentation.wording)
    return [beside_picture(person, presentation, lines, named=False)]


def _bio(person: Person, presentation: Presentation) -> list[nodes.Node]:
    return [] if person.bio is None else [*markdown(person.bio, presentation.wording)]


def _sessions(person: Person, presentation: Presentation) -> list[nodes.Node]:
    items = [
        nodes.list_item('', nodes.paragraph('', '', *_session_line(session, person, presentation)))
        for session in presentation.edition.program.sessions_by_person.get(person.id, ())
    ]
    if not items:
        return []
    return [nodes.container('', nodes.bullet_list('', *items), classes=['event-person-sessions'])]


#: Parts of an entry, in this order. On a page of its own, a template may choose among these.
PARTS: Mapping[str, Callable[[Person, Presentation], list[nodes.Node]]] = {
    'profile': _profile,
    'bio': _bio,
    'sessions': _sessions,
}


def _session_line(session: Session, person: Person, presentation: Presentation) -> list[nodes.Node]:
    """A session of a person: what, as whom, and when, with the day if there are several."""
    timetable, wording = presentation.edition.timetable, presentation.wording
    slots = timetable.all_of_session[session.id]
    title: list[nodes.Node] = [session_link(session, wording)]
    roles = session.roles_of(person.id)
    if Role.SPEAKER not in roles:
        title.append(nodes.Text(f' ({wording.list([label(role) for role in roles])})'))
    if mark := status_mark(session):
        title += [nodes.Text(' '), *mark]
    times = joined((_time_line(slot, presentation) for slot in slots), '; ')
    return joined((title, times, duration(slots[0], wording)))


def _time_line(slot: Slot, presentation: Presentation) -> list[nodes.Node]:
    """When a session is, with the day if there are several."""
    wording, days = presentation.wording, presentation.edition.timetable.days
    day: list[nodes.Node] = [nodes.Text(wording.date(slot.day))] if slot.day and len(days) > 1 else []
    return joined((day, hours(slot, wording, machine_form=False)))


def presenter(
    person: Person | Tbd, roles: Sequence[Role], presentation: Presentation, *, link: bool = True, pictures: bool = True
) -> nodes.Element:
    """A person in a session: picture, name, and one line about them."""
    wording = presentation.wording
    if isinstance(person, Tbd):
        lines = [paragraph(text_or_tbd(person, wording), name='event-person__name')]
    else:
        name = person_link(person, wording) if link else _named(person, wording)
        lines = [paragraph(name, name='event-person__name')]
        about = joined((position(person, wording), affiliations(person, wording)), ', ')
        lines += [paragraph(*about, name='event-person__about')] if about else []
    lines[0] += role_note(roles, wording)
    return beside_picture(person, presentation, lines) if pictures else nodes.container('', *lines)


def presenters(session: Session, presentation: Presentation) -> list[nodes.Element]:
    """Everybody in a session."""
    return [presenter(person, roles, presentation) for person, roles in presentation.edition.program.people_in(session)]


def role_note(roles: Sequence[Role], wording: Wording) -> list[nodes.Node]:
    """What somebody takes part as, to stand behind the name; nothing for who just speaks."""
    if [*roles] == [Role.SPEAKER]:
        return []
    listed = wording.list([label(role) for role in roles])
    return [nodes.inline('', f' ({listed})', classes=['event-person__role'])]


def beside_picture(
    person: Person | Tbd, presentation: Presentation, lines: list[nodes.paragraph], *, named: bool = True
) -> event_media:
    """Lines about a person beside the portrait, or beside a monogram while there is no photo.

    ``named`` says that the lines have the person's name.
    """
    body = nodes.container('', *lines, classes=['event-media__body'])
    return event_media('', _picture(person, presentation, named=named), body, classes=['event-person'])


def _picture(person: Person | Tbd, presentation: Presentation, *, named: bool) -> nodes.Element:
    if isinstance(person, Tbd):
        return event_monogram(initials='?', tone=0)
    files = presentation.portrait(person)
    if not files:
        # From the id, so that a person keeps the colour on every page and in every build.
        tone = zlib.crc32(person.id.encode()) % TONES
        return event_monogram(initials=person.initials, tone=tone)
    name = presentation.wording.tbd if isinstance(person.name, Tbd) else person.name
    # Beside the name, a portrait is what WCAG calls decorative (H67): it would only have a screen reader
    # say every name of a schedule twice. Under a heading with the name, it is content of its own.
    alt = '' if named else _('Portrait of %(name)s') % {'name': name}
    images = [nodes.image(uri=file.uri, media_type=file.media_type, side_px=file.side_px) for file in files]
    return event_portrait('', '', *images, alt=alt, side_px=files[0].side_px)


def _card_lines(person: Person | Tbd, presentation: Presentation, *, anchors: bool) -> list[nodes.paragraph]:
    wording = presentation.wording
    name = paragraph(nodes.strong('', '', _named(person, wording)), name='event-person__name')
    if isinstance(person, Tbd):
        return [name]
    if anchors:
        name.insert(0, nodes.target('', '', ids=[card_id(person.id)]))
    return [name, *_about_lines(person, wording)]


def _about_lines(person: Person, wording: Wording) -> list[nodes.paragraph]:
    """Position, affiliation, links."""
    pronouns: list[nodes.Node] = [text_or_tbd(person.pronouns, wording)] if person.pronouns is not None else []
    about = joined((position(person, wording), affiliations(person, wording), pronouns), ', ')
    links: list[list[nodes.Node]] = []
    if person.url is not None:
        links.append([_labelled('homepage', person.url, wording)])
    if isinstance(person.links, Tbd):
        links.append([text_or_tbd(person.links, wording)])
    else:
        links += [[_labelled(name, address, wording)] for name, address in person.links.items()]
    if isinstance(person.email, str):
        links.append([linked(nodes.Text(person.email), letter_to(person.email))])
    lines = [paragraph(*about, name='event-person__about')] if about else []
    return [*lines, paragraph(*joined(links), name='event-person__links')] if links else lines


def letter_to(address: str) -> str:
    """The URI of an e-mail address (RFC 6068); what is special there cannot add copies, or write the letter."""
    return f'mailto:{quote(address, safe="@+")}'


def _labelled(name: str, address: str | Tbd, wording: Wording) -> nodes.Node:
    if isinstance(address, Tbd):
        return nodes.inline('', f'{link_label(name)}: {wording.tbd}', classes=['event-tbd'])
    return linked(nodes.Text(link_label(name)), address, on_paper=True)


def _named(person: Person | Tbd, wording: Wording) -> nodes.Node:
    """The name, which leads to what the site has beyond a line or card about the person, or else to their own page."""
    if isinstance(person, Tbd):
        return text_or_tbd(person, wording)
    if isinstance(person.name, Tbd):
        return linked(text_or_tbd(person.name, wording), person.url)
    reference = person_link(person, wording)
    reference['event:beyond-cards'] = True
    return reference


def position(person: Person, wording: Wording) -> list[nodes.Node]:
    """The position, if the author gave one."""
    return [] if person.position is None else [text_or_tbd(person.position, wording)]


def affiliations(person: Person, wording: Wording, *, brief: bool = False) -> list[nodes.Node]:
    """Affiliations of a person, by short names if ``brief``."""
    if isinstance(person.affiliation, Tbd):
        return [text_or_tbd(person.affiliation, wording)]
    return joined(
        (
            [linked(text_or_tbd(place.brief if brief else place.name, wording), None if brief else place.url)]
            for place in person.affiliation
        ),
        ', ',
    )
