"""Badges and table cards, on sheets of labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from docutils import nodes

from sphinx_event_program.exports.vcard import vcard
from sphinx_event_program.media.labels import LabelSheet
from sphinx_event_program.model.person import Attendee, Person
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.session import Role
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.nodes import event_form, event_labels
from sphinx_event_program.render.translations import Wording, _, label
from sphinx_event_program.render.views.people import affiliations
from sphinx_event_program.render.views.presentation import Presentation, text_or_tbd
from sphinx_event_program.render.views.sheets import Printed, event_title, form, qr_picture, unlinked

#: Contents of a QR code.
CODES = ('page', 'vcard', 'none')


class BadgeHolder(NamedTuple):
    """A person to print a badge for, and the role on it."""

    person: Person
    role: str


class Stock(NamedTuple):
    """Sheets of labels, whether with marks to cut them by, and the text of a person's QR code."""

    labels: LabelSheet
    marks: bool
    code: Callable[[Person], str]


def codes(content: str, page_of: Callable[[str], str], program: Program) -> Callable[[Person], str]:
    """Text of a person's QR code, one of ``CODES``; ``page_of`` gives the address of somebody's page on the site."""

    def page(person: Person) -> str:
        if person.id in program.people and (address := page_of(person.id)):
            return address
        return person.url if isinstance(person.url, str) else ''

    return {'page': page, 'vcard': vcard, 'none': lambda person: ''}[content]


def badge_holders(program: Program, attendees: Sequence[Attendee], wording: Wording) -> list[BadgeHolder]:
    """The people of the program and the attendees, by family name.

    Speakers register, too: an attendee with the name of somebody in the program is the same person.
    """
    known = {person.name.casefold() for person in program.people.values() if isinstance(person.name, str)}
    holders = [BadgeHolder(person, role_of(person, program, wording)) for person in program.people.values()]
    holders += [
        BadgeHolder(person, role or _('Attendee'))
        for person, role in attendees
        if str(person.name).casefold() not in known
    ]
    named = [holder for holder in holders if not isinstance(holder.person.name, Tbd)]
    return sorted(named, key=lambda holder: holder.person.sort_key(wording.order))


def role_of(person: Person, program: Program, wording: Wording) -> str:
    """Role of a person on a badge: the headings of organizers first, then what they do in sessions."""
    organizing = [
        _('Organizer') if group.heading is None else wording.tbd if isinstance(group.heading, Tbd) else group.heading
        for group in program.event.organizer_groups
        if person.id in group.people
    ]
    roles = {role for session in program.sessions_by_person.get(person.id, ()) for role in session.roles_of(person.id)}
    return ', '.join([*organizing, *(label(role) for role in Role if role in roles)])


def badges(presentation: Presentation, holders: Sequence[BadgeHolder], stock: Stock) -> Printed | None:
    """A badge for everybody."""
    return _printed(_('Badges'), 'badge', presentation, holders, stock)


def table_cards(presentation: Presentation, holders: Sequence[BadgeHolder], stock: Stock) -> Printed | None:
    """A card for everybody, to stand on a table."""
    return _printed(_('Table cards'), 'table-card', presentation, holders, stock)


def _printed(
    title: str, name: str, presentation: Presentation, holders: Sequence[BadgeHolder], stock: Stock
) -> Printed | None:
    labels = stock.labels
    forms = list(_forms(name, presentation, holders, stock.code))
    if not forms:
        return None
    body = event_labels('', *forms, labels=labels, marks=stock.marks)
    return Printed(title, [body], landscape=labels.landscape, paper=labels.paper)


def _forms(
    name: str, presentation: Presentation, holders: Sequence[BadgeHolder], code_of: Callable[[Person], str]
) -> Iterator[event_form]:
    wording = presentation.wording
    for person, role in holders:
        yield form(
            name,
            [nodes.Text(event_title(presentation))],
            [text_or_tbd(person.name, wording)],
            unlinked(affiliations(person, wording)) if not isinstance(person.affiliation, Tbd) else [],
            [nodes.Text(role)] if role else [],
            qr_picture(code_of(person), presentation),
        )
