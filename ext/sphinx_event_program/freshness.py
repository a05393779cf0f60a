"""Which page used which record, and which pages an edit makes stale."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from sphinx_event_program.edition import Edition
from sphinx_event_program.model.values import Tbd


class Used(StrEnum):
    """The sorts of things that a page can depend on."""

    EVENT = 'event'
    SESSION = 'session'
    PERSON = 'person'
    #: Which sessions there are, and in which order.
    SESSIONS = 'sessions'
    #: Which people there are, and in which order.
    PEOPLE = 'people'
    #: In which sessions a person takes part.
    PARTICIPATION = 'participation'
    #: Which days there are.
    DAYS = 'days'
    #: The site's own address, which Sphinx takes for a matter of writing only.
    SITE = 'site'


class Key(NamedTuple):
    """One thing that a page depends on; ``ident`` is empty where there is only one."""

    sort: Used
    ident: str = ''


#: For each page, what it used and how that looked then.
Usage: TypeAlias = dict[str, dict[Key, str]]


class Fingerprints:
    """How the records of an edition look, each as a short digest; equal means nothing to do.

    ``site`` is the address that the configuration gives to the site.
    """

    def __init__(self, edition: Edition | None, site: str = '') -> None:
        self._edition = edition
        self._site = site
        self._known: dict[Key, str] = {}

    def of(self, key: Key) -> str:
        """The fingerprint of one thing; empty if it is not there."""
        if key not in self._known:
            content = self._content(key)
            self._known[key] = '' if content is None else hashlib.sha256(content.encode()).hexdigest()[:24]
        return self._known[key]

    def stale(self, usage: Usage) -> Iterable[str]:
        """The pages that show something which has changed since they were read."""
        for page, used in usage.items():
            if any(self.of(key) != then for key, then in used.items()):
                yield page

    def _content(self, key: Key) -> str | None:
        if self._edition is None:
            return None
        program, timetable = self._edition.program, self._edition.timetable
        match key.sort:
            case Used.EVENT:
                return repr((program.event, timetable.planned_until, timetable.time_left))
            case Used.SESSION:
                # The slot holds the session, and the times that follow from others.
                return repr(timetable.by_session[key.ident]) if key.ident in timetable.by_session else None
            case Used.PERSON:
                person = program.people.get(key.ident)
                if person is None:
                    return None
                photo = None if person.photo is None or isinstance(person.photo, Tbd) else person.photo
                look = hashlib.sha256((self._edition.folder / photo).read_bytes()).hexdigest() if photo else ''
                return repr((person, look))
            case Used.SESSIONS:
                written, placed = program.sessions, (slot.session for slot in timetable.slots)
                return repr([[session.id for session in sessions] for sessions in (written, placed)])
            case Used.PEOPLE:
                return repr(list(program.people))
            case Used.PARTICIPATION:
                return repr([session.id for session in program.sessions_by_person.get(key.ident, ())])
            case Used.DAYS:
                return repr([day.date for day in timetable.days])
            case Used.SITE:
                return self._site


def merged(usage: Usage, other: Mapping[str, dict[Key, str]], pages: Iterable[str]) -> None:
    """Take over what another process noted of its ``pages``."""
    for page in pages:
        if page in other:
            usage[page] = other[page]
