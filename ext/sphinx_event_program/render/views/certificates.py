"""Certificates of speaking and of attendance, from a text with placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from docutils import nodes

from sphinx_event_program.model.person import Person
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.session import SPEAKING_ROLES, Session, SessionStatus
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.markdown import to_nodes
from sphinx_event_program.render.nodes import event_certificate, event_form
from sphinx_event_program.render.translations import _
from sphinx_event_program.render.views.badges import BadgeHolder
from sphinx_event_program.render.views.facts import location_line
from sphinx_event_program.render.views.people import affiliations, position
from sphinx_event_program.render.views.presentation import RANGE_DASH, Presentation, plain, text_or_tbd
from sphinx_event_program.render.views.sheets import Printed, form, piece, unlinked

PLACEHOLDER = re.compile(r'\{([^{}\s]*)\}')

#: Stands alone in a paragraph: lines for the hosts to sign on.
SIGNATURES = 'signatures'

#: At most so many hosts sign beside each other.
_SIGNATURES_IN_A_ROW = 4


def default_template(*, speaking: bool) -> str:
    """The text of a certificate in the language of the site."""
    if speaking:
        return str(
            _(
                '# Certificate of Speaking\n\nThis is to certify that\n\n{name}\n\n{affiliation}\n\n'
                'spoke at\n\n{event}\n\n{part_of}\n\n{dates}\n\n{location}\n\n{sessions}\n\n{signatures}\n'
            )
        )
    return str(
        _(
            '# Certificate of Attendance\n\nThis is to certify that\n\n{name}\n\n{affiliation}\n\n'
            'attended\n\n{event}\n\n{part_of}\n\n{dates}\n\n{location}\n\n{signatures}\n'
        )
    )


def certificates(presentation: Presentation, holders: Sequence[BadgeHolder], template: str) -> Printed | None:
    """A certificate of speaking for whoever speaks, and of attendance for who leads a session, and each attendee.

    ``template`` is Markdown; if it is empty, the default of each sort stands in.
    """
    program = presentation.edition.program
    sheets = []
    for holder in holders:
        if holder.person.id in program.sessions_by_person or holder.person.id not in program.people:
            text = template or default_template(speaking=bool(_spoken(holder.person, program)))
            sheets.append(event_certificate('', *_filled_in(text, holder, presentation)))
    return Printed(_('Certificates'), sheets, landscape=True) if sheets else None


def _spoken(person: Person, program: Program) -> list[Session]:
    """The sessions that somebody speaks in, as far as they take place."""
    return [
        session
        for session in program.sessions_by_person.get(person.id, ())
        if session.status is not SessionStatus.CANCELLED
        and any(role in SPEAKING_ROLES for role in session.roles_of(person.id))
    ]


def _filled_in(template: str, holder: BadgeHolder, presentation: Presentation) -> Iterator[nodes.Node]:
    values = {name: value(holder, presentation) for name, value in PLACEHOLDERS.items()}
    for block in to_nodes(template):
        written = block.astext()
        if written == f'{{{SIGNATURES}}}':
            yield _signatures(presentation)
            continue
        # Only now, when the markup is read: a name is a text, whatever stands in it.
        for text in list(block.findall(nodes.Text)):
            text.parent.replace(text, nodes.Text(PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)))
        if PLACEHOLDER.search(written) and not block.astext().strip():
            continue
        yield _block(block, written)


def _block(block: nodes.Element, written: str) -> nodes.Node:
    """A block as it is printed: the heading, a name and the event stand out."""
    if isinstance(block, nodes.rubric):
        return form('certificate-title', block.children)
    if written in ('{name}', '{event}'):
        return form(f'certificate-{written[1:-1]}', block.children)
    if isinstance(block, nodes.literal_block):
        # TeX could not measure it.
        return nodes.paragraph('', block.astext())
    return block


def unknown_placeholders(template: str) -> Iterator[tuple[str, int]]:
    """Words in braces that are no placeholders, and their offsets in the text."""
    for match in PLACEHOLDER.finditer(template):
        if match[1] not in (*PLACEHOLDERS, SIGNATURES):
            yield match[1], match.start()


def _signatures(presentation: Presentation) -> event_form:
    """A line for each host that is in no group of its own."""
    program, wording = presentation.edition.program, presentation.wording
    idents = [ident for group in program.event.organizer_groups if group.heading is None for ident in group.people]
    hosts = [program.people[ident] for ident in idents if not isinstance(ident, Tbd)]
    rows = -(-len(hosts) // _SIGNATURES_IN_A_ROW) or 1
    signatures: list[nodes.Element] = [
        form('signature', [text_or_tbd(host.name, wording)], unlinked(affiliations(host, wording, brief=True)))
        for host in hosts
    ]
    return event_form('', *(signatures or [piece()]), form='signatures', numbers=[-(-len(hosts) // rows)])


def _dates(holder: BadgeHolder, presentation: Presentation) -> str:
    event, wording = presentation.edition.program.event, presentation.wording
    days = [
        day.date() if isinstance(day, datetime) else day for day in (event.start, event.end) if isinstance(day, date)
    ]
    if not days:
        return wording.tbd
    return f' {RANGE_DASH} '.join(wording.date(day) for day in dict.fromkeys(days))


def _sessions(holder: BadgeHolder, presentation: Presentation) -> str:
    sessions = _spoken(holder.person, presentation.edition.program)
    titles = [_('“%(title)s”') % {'title': session.title} for session in sessions if isinstance(session.title, str)]
    return presentation.wording.list(titles) if titles else ''


def _affiliation(holder: BadgeHolder, presentation: Presentation) -> str:
    person = holder.person
    return '' if isinstance(person.affiliation, Tbd) else _text(affiliations(person, presentation.wording))


def _position(holder: BadgeHolder, presentation: Presentation) -> str:
    return _text(position(holder.person, presentation.wording))


def _text(line: Iterable[nodes.Node]) -> str:
    return ''.join(node.astext() for node in line)


def _part_of(holder: BadgeHolder, presentation: Presentation) -> str:
    part_of = presentation.edition.program.event.part_of
    return '' if part_of is None or isinstance(part_of, Tbd) else plain(part_of.name, presentation.wording)


def _location(holder: BadgeHolder, presentation: Presentation) -> str:
    location = presentation.edition.program.event.location
    return '' if location is None else _text(location_line(location, presentation))


#: Text of each placeholder, by its name.
PLACEHOLDERS: Mapping[str, Callable[[BadgeHolder, Presentation], str]] = {
    'name': lambda holder, presentation: plain(holder.person.name, presentation.wording),
    'affiliation': _affiliation,
    'position': _position,
    'role': lambda holder, presentation: holder.role,
    'event': lambda holder, presentation: plain(presentation.edition.program.event.title, presentation.wording),
    'part_of': _part_of,
    'dates': _dates,
    'location': _location,
    'sessions': _sessions,
}
