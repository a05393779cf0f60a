"""Which page used which record, and which pages an edit makes stale."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from sphinx_event_program.choosing import Choice, people_with
from sphinx_event_program.edition import Edition
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.photo import Photo
from sphinx_event_program.model.session import SPEAKING_ROLES, Role
from sphinx_event_program.timetable import Slot


class Used(StrEnum):
    """The sorts of things that a page can depend on."""

    EVENT = 'event'
    #: What every page takes from the event: its rooms, tracks, place, zone and language.
    FRAME = 'frame'
    #: A session in full.
    SESSION = 'session'
    #: A session as a schedule shows it, without abstract and materials.
    LISTED = 'listed'
    #: The title of a session.
    TITLED = 'titled'
    #: A person in full.
    PERSON = 'person'
    #: A person without the bio.
    BYLINE = 'byline'
    #: The name of a person, and where it leads.
    NAMED = 'named'
    #: Which sessions a :class:`Choice` chooses, and in which order.
    CHOICE = 'choice'
    #: Who speaks, in the order of time.
    SPEAKERS = 'speakers'
    #: Who has a role, in the order of the file.
    ROLE = 'role'
    #: Which people there are, and in which order.
    PEOPLE = 'people'
    #: In which sessions a person takes part.
    PARTICIPATION = 'participation'
    #: Who hosts the event, in which groups.
    ORGANIZERS = 'organizers'
    #: Which tags there are.
    TAGS = 'tags'
    #: Which days there are.
    DAYS = 'days'
    #: What is not planned yet at the end of the event.
    TIME_LEFT = 'time-left'
    #: The site's own address, which Sphinx takes for a matter of writing only.
    SITE = 'site'


class Key(NamedTuple):
    """One thing that a page depends on; ``ident`` is empty where there is only one."""

    sort: Used
    ident: str | Choice = ''

    @property
    def record(self) -> tuple[str, str | Choice]:
        """The kind and the id of the record that is meant, however much of it is shown."""
        match self.sort:
            case Used.LISTED | Used.TITLED:
                return 'session', self.ident
            case Used.BYLINE | Used.NAMED:
                return 'person', self.ident
            case sort:
                return str(sort), self.ident


#: For each page, what it used and how that looked then.
Usage: TypeAlias = dict[str, dict[Key, str]]


class Fingerprints:
    """How the records of an edition look, each as a short digest; equal means nothing to do.

    ``site`` is the address that the configuration gives to the site; ``look`` tells
    what a photo looks like.
    """

    def __init__(
        self, edition: Edition | None, site: str = '', look: Callable[[Photo], str] = lambda photo: ''
    ) -> None:
        self._edition = edition
        self._site = site
        self._look = look
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
        match key.sort, key.ident:
            case Used.EVENT, _:
                return repr(program.event)
            case Used.FRAME, _:
                event = program.event
                language = event.language if 'language' in event.model_fields_set else None
                return repr((event.rooms, event.tracks, event.location, event.timezone, language))
            case Used.SESSION | Used.LISTED | Used.TITLED as sort, str(ident):
                return self._session(sort, timetable.by_session.get(program.current_id('session', ident)))
            case Used.PERSON | Used.BYLINE | Used.NAMED as sort, str(ident):
                return self._person(sort, program.people.get(program.current_id('person', ident)))
            case Used.CHOICE, Choice() as choice:
                return repr([slot.session.id for slot in choice.slots(timetable)])
            case Used.SPEAKERS, _:
                return repr(people_with(SPEAKING_ROLES, (slot.session for slot in timetable.slots)))
            case Used.ROLE, str(role):
                return repr(people_with([Role(role)], program.sessions))
            case Used.PEOPLE, _:
                return repr(list(program.people))
            case Used.PARTICIPATION, str(ident):
                return repr([session.id for session in program.sessions_by_person.get(ident, ())])
            case Used.ORGANIZERS, _:
                return repr(program.event.organizers)
            case Used.TAGS, _:
                return repr(list(program.tags))
            case Used.DAYS, _:
                return repr([day.date for day in timetable.days])
            case Used.TIME_LEFT, _:
                return repr((timetable.planned_until, timetable.time_left, program.event.end))
            case Used.SITE, _:
                return self._site
        raise AssertionError(f'there is no such thing to use: {key}')

    @staticmethod
    def _session(sort: Used, slot: Slot | None) -> str | None:
        if slot is None:
            return None
        session = slot.session
        match sort:
            case Used.TITLED:
                return repr((session.title, session.language))
            case Used.LISTED:
                session = session.model_copy(update={'abstract': None, 'materials': (), 'aliases': ()})
        # The times may follow from those of other sessions.
        return repr((session, slot.start, slot.end, slot.room))

    def _person(self, sort: Used, person: Person | None) -> str | None:
        if person is None:
            return None
        match sort:
            case Used.NAMED:
                return repr((person.name, person.url))
            case Used.BYLINE:
                person = person.model_copy(update={'bio': None, 'aliases': ()})
        return repr((person, self._look(person.photo) if isinstance(person.photo, Photo) else ''))


def merged(usage: Usage, other: Mapping[str, dict[Key, str]], pages: Iterable[str]) -> None:
    """Take over what another process noted of its ``pages``."""
    for page in pages:
        if page in other:
            usage[page] = other[page]
