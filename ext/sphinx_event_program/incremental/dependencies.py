"""Which page used which record, and which pages an edit makes stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

from sphinx_event_program._files import digest_of
from sphinx_event_program.edition import Edition
from sphinx_event_program.edition.selection import Selection, people_with
from sphinx_event_program.model.event import Event, Location, Room
from sphinx_event_program.model.person import Person, Photo
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.session import SPEAKING_ROLES, Role, Session
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.timetable import Slot


class Detail(StrEnum):
    """Details that a page can show of the event or of a record.

    The value of a detail that is a record in full is the kind of the domain's object.
    """

    #: The event's own facts and texts.
    EVENT = 'event'
    #: Deadlines, and other dates before the event.
    DATES = 'dates'
    #: A paper in full.
    PAPER = 'paper'
    #: Which papers there are, and what filters and groups them.
    PAPERS = 'papers'
    #: Event fields that a session's calendar entry and JSON-LD repeat.
    EVENT_CONTEXT = 'event-context'
    #: Event fields that every page uses: place, zone and language, and which rooms, tracks and languages there are.
    PAGE_CONTEXT = 'page-context'
    ROOM = 'room'
    TRACK = 'track'
    #: A session in full.
    SESSION = 'session'
    #: A session as a row of a schedule: without abstract, materials and tags.
    ROW = 'row'
    #: A session as a line: title, time and status.
    LINE = 'line'
    #: The title of a session.
    TITLE = 'title'
    #: When a session takes place.
    TIME = 'time'
    #: A person in full.
    PERSON = 'person'
    #: A person without the bio.
    CARD = 'card'
    #: The name of a person, and where it leads.
    NAME = 'name'
    #: What decides the place of a person in a list by name.
    SORTING = 'sorting'
    #: Which sessions a :class:`Selection` selects, and in which order.
    SELECTION = 'selection'
    #: Speakers, in the order of time.
    SPEAKERS = 'speakers'
    #: People with a role, in the order of the file.
    ROLE = 'role'
    #: Which people there are, and in which order.
    PEOPLE = 'people'
    #: In which sessions a person takes part, and in which roles.
    PARTICIPATION = 'participation'
    #: Hosts of the event, in their groups.
    ORGANIZERS = 'organizers'
    #: News of the event.
    NEWS = 'news'
    #: Sponsors of the event, with their logos.
    SPONSORS = 'sponsors'
    #: A record of any kind that a link names by id alone. The page is only written again when the link leads elsewhere.
    ANY = 'any'
    #: Which tags there are.
    TAGS = 'tags'
    #: Which days there are.
    DAYS = 'days'
    #: Time that is not planned yet at the end of the event.
    TIME_LEFT = 'time-left'
    #: The PDFs that the site offers. The page is only written again when they change.
    PDFS = 'pdfs'
    #: The site's own address, for which Sphinx reads no page again.
    SITE = 'site'


class Key(NamedTuple):
    """One thing that a page depends on; ``ident`` is empty where there is only one."""

    sort: Detail
    ident: str | Selection = ''

    @property
    def record(self) -> tuple[str, str | Selection]:
        """The kind and the id of the record that is meant, however much of it is shown."""
        match self.sort:
            case Detail.ROW | Detail.LINE | Detail.TITLE | Detail.TIME:
                return 'session', self.ident
            case Detail.CARD | Detail.NAME | Detail.SORTING:
                return 'person', self.ident
            case sort:
                return str(sort), self.ident


def talk_keys(session: Session, program: Program) -> Iterator[Key]:
    """What is shown of the talks in a session wherever that is shown, and of the session that a talk is in."""
    for talk in program.talks_of.get(session.id, ()):
        yield Key(Detail.ROW, talk.id)
        yield from (Key(Detail.NAME, str(part.person)) for part in talk.participations)
    if isinstance(session.part_of, str):
        yield Key(Detail.TITLE, session.part_of)


#: For each document, the details that it used, with their fingerprints when it was read.
Usage: TypeAlias = dict[str, dict[Key, str]]


class Fingerprints:
    """Short digests of the records of an edition, detail by detail; equal digests mean that a page is up to date.

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
            self._known[key] = '' if content is None else digest_of(content)
        return self._known[key]

    @cached_property
    def edition(self) -> str:
        """The fingerprint of everything that the edition holds, photos too; empty if there is none."""
        if self._edition is None:
            return ''
        program, timetable = self._edition.program, self._edition.timetable
        people = [
            self._person(detail, person)
            for person in program.people.values()
            for detail in (Detail.PERSON, Detail.SORTING)
        ]
        moments = [_moments(slot) for slot in timetable.slots]
        planned = timetable.slots, moments, timetable.planned_until, timetable.time_left
        return digest_of(repr((program.event, self._logos(program), people, planned)))

    @property
    def inputs(self) -> str:
        """The edition's fingerprint and the site's address: while they are equal, no fingerprint has changed."""
        return f'{self.edition} {self._site}'

    def stale(self, usage: Usage) -> Iterable[str]:
        """The documents that show something which has changed since they were read."""
        for page, used in usage.items():
            if any(self.of(key) != then for key, then in used.items()):
                yield page

    def _content(self, key: Key) -> str | None:
        if self._edition is None:
            return None
        program, timetable = self._edition.program, self._edition.timetable
        match key.sort, key.ident:
            case Detail.EVENT, _:
                return self._event(program)
            case Detail.PAPER, str(ident):
                return next((repr(one) for one in program.event.papers if one.id == ident), None)
            case Detail.PAPERS, _:
                return repr([(one.id, one.session, one.decision, one.award) for one in program.event.papers])
            case Detail.DATES, _:
                return repr((program.event.dates, program.event.timezone))
            case Detail.EVENT_CONTEXT, _:
                untold: dict[str, object] = {
                    'notice': None,
                    'description': None,
                    'summary': None,
                    'dates': (),
                    'papers': (),
                    'links': {},
                    'rooms': (),
                    'tracks': (),
                    'location': _short(program.event.location),
                    **_BESIDE,
                }
                return repr(
                    (program.event.model_copy(update=untold), _own_room(program), program.host_names, _begins(program))
                )
            case Detail.PAGE_CONTEXT, _:
                event = program.event
                language = event.language if 'language' in event.model_fields_set else None
                lists = list(program.rooms), list(program.tracks), program.has_languages
                return repr((*lists, _short(event.location), event.timezone, language))
            case Detail.ROOM, str(ident):
                return repr(program.rooms[ident]) if ident in program.rooms else None
            case Detail.TRACK, str(ident):
                return repr(program.tracks[ident]) if ident in program.tracks else None
            case Detail.SESSION | Detail.ROW | Detail.LINE | Detail.TITLE | Detail.TIME as sort, str(ident):
                slots = timetable.all_of_session.get(program.current_id('session', ident), ())
                return self._session(sort, slots, program)
            case Detail.PERSON | Detail.CARD | Detail.NAME | Detail.SORTING as sort, str(ident):
                return self._person(sort, program.people.get(program.current_id('person', ident)))
            case Detail.SELECTION, Selection() as choice:
                return repr([slot.session.id for slot in choice.slots(timetable)])
            case Detail.SPEAKERS, _:
                return repr(people_with(SPEAKING_ROLES, (slot.session for slot in timetable.slots)))
            case Detail.ROLE, str(role):
                return repr(people_with([Role(role)], program.sessions))
            case Detail.PEOPLE, _:
                return repr(list(program.people))
            case Detail.PARTICIPATION, str(ident):
                return repr(
                    [(session.id, session.roles_of(ident)) for session in program.sessions_by_person.get(ident, ())]
                )
            case Detail.ORGANIZERS, _:
                return repr(program.event.organizers)
            case Detail.NEWS, _:
                return repr(program.event.news)
            case Detail.SPONSORS, _:
                return repr((program.event.sponsors, self._logos(program)))
            case Detail.TAGS, _:
                return repr(list(program.tags))
            case Detail.DAYS, _:
                return repr([day.date for day in timetable.days])
            case Detail.TIME_LEFT, _:
                return repr((timetable.planned_until, timetable.time_left, program.event.end))
            case Detail.PDFS | Detail.ANY, _:
                return ''
            case Detail.SITE, _:
                return self._site
        raise AssertionError(f'there is no such thing to use: {key}')

    def _logos(self, program: Program) -> list[str]:
        """What the logos of the sponsors look like, for light and for dark pages."""
        return [self._look(Photo(file=file)) for file in program.event.logos]

    @staticmethod
    def _event(program: Program) -> str:
        return repr(
            (
                program.event.model_copy(
                    update={'dates': (), 'papers': (), 'rooms': (), 'tracks': (), 'news': (), 'sponsors': ()}
                ),
                _own_room(program),
                _begins(program),
            )
        )

    @staticmethod
    def _session(sort: Detail, slots: Sequence[Slot], program: Program) -> str | None:
        if not slots:
            return None
        session = slots[0].session
        moments = [moment for slot in slots for moment in _moments(slot)]
        match sort:
            case Detail.TITLE:
                return repr((session.title, session.language))
            case Detail.TIME:
                return repr(moments)
            case Detail.LINE:
                durations = [slot.duration for slot in slots]
                return repr((session.title, session.language, session.status, *moments, *durations))
            case Detail.ROW:
                left_out = {'abstract': None, 'materials': (), 'aliases': (), 'tags': (), 'overlaps': (), **_ATTENDING}
                session = session.model_copy(update=left_out)
        rooms: list[object] = [program.rooms.get(str(room), room) for slot in slots for room in slot.rooms]
        track = program.tracks.get(str(session.track))
        if sort is Detail.ROW:
            rooms = [(room.id, room.name) if isinstance(room, Room) else room for room in rooms]
        # The times may follow from those of other sessions.
        talks = [talk.id for talk in program.talks_of.get(session.id, ())]
        papers = program.papers_by_session.get(session.id, ()) if sort is Detail.SESSION else ()
        return repr((session, *moments, *rooms, track, *talks, *(paper.title for paper in papers)))

    def _person(self, sort: Detail, person: Person | None) -> str | None:
        if person is None:
            return None
        match sort:
            case Detail.NAME:
                return repr((person.name, person.url))
            case Detail.SORTING:
                return repr((person.name, person.given_name, person.family_name))
            case Detail.CARD:
                person = person.model_copy(update={'bio': None, 'aliases': ()})
        # Neither is shown anywhere but in the indices, which are written by every build.
        person = person.model_copy(update={'given_name': None, 'family_name': None})
        return repr((person, self._look(person.photo) if isinstance(person.photo, Photo) else ''))


#: What neither a calendar nor search engines are told of the event beside one of its sessions.
_BESIDE = {
    name: Event.model_fields[name].default
    for name in (
        *('registration', 'prerequisites', 'contact', 'code_of_conduct', 'cite', 'archival', 'news', 'sponsors'),
    )
}


def _short(location: Location | Tbd | None) -> Location | Tbd | None:
    """The location without what :rst:dir:`event:venue` alone shows."""
    return (
        location.model_copy(update={'travel': None, 'step_free': None}) if isinstance(location, Location) else location
    )


#: Facts of a session that its entry alone shows.
_ATTENDING = {
    name: Session.model_fields[name].default
    for name in (
        *('registration', 'capacity', 'full', 'content_notice', 'prerequisites', 'stream', 'recording', 'license'),
        *('do_not_record', 'chat', 'questions'),
    )
}


def _moments(slot: Slot) -> list[str]:
    """Start and end with their offsets: the data of time zones change, too; and the day that they belong to."""
    return [str(moment) for moment in (slot.start, slot.end, slot.day)]


def _own_room(program: Program) -> Room | None:
    """The room of the event itself, which its location calls by id."""
    location = program.event.location
    return None if location is None or isinstance(location, Tbd) else program.rooms.get(str(location.room))


def _begins(program: Program) -> str:
    return f'{program.event.starts_at} {program.event.ends_at}'


def merged(usage: Usage, other: Mapping[str, dict[Key, str]], pages: Iterable[str]) -> None:
    """Take over what another process noted of its ``pages``."""
    for page in pages:
        if page in other:
            usage[page] = other[page]
