"""vCards (RFC 2426, version 3.0, which phones read best), for QR codes on badges."""

from __future__ import annotations

import re

from sphinx_event_program.model.person import Person
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.qrcodes import LIMIT_BYTES


def vcard(person: Person) -> str:
    """What is known of a person, without the last entries if all is too long for a QR code; empty without a name."""
    if isinstance(person.name, Tbd):
        return ''
    family, given = person.family_name, person.given_name
    if not isinstance(family, str) or not isinstance(given, str):
        given, _, family = person.name.rpartition(' ')
    places = () if isinstance(person.affiliation, Tbd) else person.affiliation
    places_known = [place.name for place in places if isinstance(place.name, str)]
    entries = [
        f'N:{_escaped(family)};{_escaped(given)};;;',
        f'FN:{_escaped(person.name)}',
        *(f'ORG:{_escaped(name)}' for name in places_known[:1]),
        *(f'{key}:{_escaped(value)}' for key, value in _more(person)),
    ]
    while len(entries) >= 2:
        card = '\r\n'.join(['BEGIN:VCARD', 'VERSION:3.0', *entries, 'END:VCARD', ''])
        if len(card.encode()) <= LIMIT_BYTES:
            return card
        entries.pop()
    return ''


def _more(person: Person) -> list[tuple[str, str]]:
    given = (('TITLE', person.position), ('EMAIL', person.email), ('URL', person.url))
    return [(key, value) for key, value in given if isinstance(value, str)]


def _escaped(text: str) -> str:
    return re.sub(r'[\\,;]', r'\\\g<0>', text)
