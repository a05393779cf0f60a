"""vCards (RFC 2426, version 3.0, which phones read best), for QR codes on badges."""

from __future__ import annotations

import re

from sphinx_event_program.media.qrcodes import LIMIT_BYTES
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.values import Tbd

#: More makes a code so dense that a phone cannot read it on a badge: version 10 of ISO/IEC 18004, level M.
READABLE_BYTES = 213


def vcard(person: Person) -> str:
    """Entry of a person (vCard), without the last entries if a code of all would be too dense; empty without a name."""
    if isinstance(person.name, Tbd):
        return ''
    parts = person.parts
    places = () if isinstance(person.affiliation, Tbd) else person.affiliation
    places_known = [place.name for place in places if isinstance(place.name, str)]
    entries = [
        f'N:{_escaped(parts.family)};{_escaped(parts.given)};;{_escaped(parts.title)};{_escaped(parts.suffix)}',
        f'FN:{_escaped(person.name)}',
        *(f'ORG:{_escaped(name)}' for name in places_known[:1]),
        *(f'{key}:{_escaped(value)}' for key, value in _more(person)),
    ]
    card = _card(entries)
    while len(card.encode()) > READABLE_BYTES and len(entries) > 2:
        entries.pop()
        card = _card(entries)
    return card if len(card.encode()) <= LIMIT_BYTES else ''


def _card(entries: list[str]) -> str:
    return '\r\n'.join(['BEGIN:VCARD', 'VERSION:3.0', *entries, 'END:VCARD', ''])


def _more(person: Person) -> list[tuple[str, str]]:
    fields = (('TITLE', person.position), ('EMAIL', person.email), ('URL', person.url))
    return [(key, value) for key, value in fields if isinstance(value, str)]


def _escaped(text: str) -> str:
    return re.sub(r'[\\,;]', r'\\\g<0>', text)
