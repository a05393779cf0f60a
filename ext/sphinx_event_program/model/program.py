"""The program: an event with its people and sessions, all references resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Protocol

from sphinx_event_program.model.collation import collation
from sphinx_event_program.model.event import Event, EventStatus, Room, Track
from sphinx_event_program.model.paper import Paper, PaperStatus
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.problems import Place
from sphinx_event_program.model.session import MovedFrom, Role, Session, SessionStatus
from sphinx_event_program.model.values import Tbd

#: Tables of records; the event is one alone.
TABLES = ('people', 'sessions')


class Places(Protocol):
    """Callable that gives the place of any value in the data files."""

    def __call__(self, *steps: str) -> Place:
        """Place of the value that ``steps`` lead to."""


def called(records: Mapping[str, object]) -> dict[str, str]:
    """Ids by the names or titles of their records, as far as one alone has it: people write these for ids."""
    ids: dict[str, str] = {}
    shared = set()
    for ident, record in records.items():
        match record:
            case Session():
                name = record.title
            case Person() | Room() | Track():
                name = record.name
            case _:
                continue
        if not isinstance(name, Tbd) and ids.setdefault(name, ident) != ident:
            shared.add(name)
    return {name: ident for name, ident in ids.items() if name not in shared}


@dataclass(frozen=True)
class Program:
    """Everything that ``data/`` says, with every reference known to be good.

    ``people`` is in the file's order, ``sessions`` in the program's.
    """

    event: Event
    people: Mapping[str, Person]
    sessions: tuple[Session, ...]
    places: Places

    @cached_property
    def sessions_by_id(self) -> Mapping[str, Session]:
        """Each session by its id."""
        return {session.id: session for session in self.sessions}

    @cached_property
    def rooms(self) -> Mapping[str, Room]:
        """The event's rooms by id, in their order."""
        return {room.id: room for room in self.event.rooms}

    @cached_property
    def tracks(self) -> Mapping[str, Track]:
        """The event's tracks by id, in their order."""
        return {track.id: track for track in self.event.tracks}

    @cached_property
    def tags(self) -> Mapping[str, str]:
        """Each tag of a session, by itself, in Unicode's order of the alphabet."""
        tags = {tag for session in self.sessions for tag in session.tag_names}
        return {tag: tag for tag in sorted(tags, key=collation('').key)}

    @cached_property
    def sessions_by_person(self) -> Mapping[str, tuple[Session, ...]]:
        """The sessions in which each person takes part, in the program's order."""
        by_id: dict[str, list[Session]] = {}
        for session in self.sessions:
            for ident in dict.fromkeys(
                part.person for part in session.participations if not isinstance(part.person, Tbd)
            ):
                by_id.setdefault(ident, []).append(session)
        return {ident: tuple(sessions) for ident, sessions in by_id.items()}

    @cached_property
    def papers_by_session(self) -> Mapping[str, tuple[Paper, ...]]:
        """The papers that each session presents, in their order; none that is withdrawn."""
        by_id: dict[str, list[Paper]] = {}
        for paper in self.event.papers:
            if isinstance(paper.session, str) and paper.status is not PaperStatus.WITHDRAWN:
                by_id.setdefault(paper.session, []).append(paper)
        return {ident: tuple(papers) for ident, papers in by_id.items()}

    @cached_property
    def renamed(self) -> Mapping[tuple[str, str], str]:
        """The id that a record has now, by its kind (``session``, ``person``) and a former id."""
        tables: Mapping[str, Mapping[str, Session | Person]] = {'session': self.sessions_by_id, 'person': self.people}
        return {
            (kind, alias): ident
            for kind, records in tables.items()
            for ident, record in records.items()
            for alias in record.former_ids
            if alias not in records
        }

    @cached_property
    def talks_of(self) -> Mapping[str, tuple[Session, ...]]:
        """The talks of each session that has some, in the program's order."""
        by_id: dict[str, list[Session]] = {}
        for session in self.sessions:
            if isinstance(session.part_of, str):
                by_id.setdefault(session.part_of, []).append(session)
        return {ident: tuple(talks) for ident, talks in by_id.items()}

    def is_off(self, session: Session) -> bool:
        """Whether a session is cancelled, or the whole event cancelled or postponed."""
        is_event_off = self.event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED)
        return session.status is SessionStatus.CANCELLED or is_event_off

    def former_start(self, session: Session, day: date | None) -> datetime | Tbd | None:
        """When a session that is on ``day`` now was to start before it was moved; None if nobody said so."""
        if not isinstance(session.moved_from, MovedFrom):
            return None
        match session.moved_from.start:
            case time() as clock:
                return None if day is None else self.event.local(self.event.on_day(day, clock))
            case datetime() as moment:
                return self.event.local(moment.replace(tzinfo=None))
            case unknown:
                return unknown

    def current_id(self, kind: str, ident: str) -> str:
        """The id that a record has now; ``ident`` itself unless it is a former one."""
        return self.renamed.get((kind, ident), ident)

    def people_in(self, session: Session) -> list[tuple[Person | Tbd, tuple[Role, ...]]]:
        """People of a session in their order, each once with all of their roles."""
        people: list[tuple[Person | Tbd, tuple[Role, ...]]] = []
        for part in session.participations:
            if isinstance(part.person, Tbd):
                people.append((part.person, (part.role,)))
            elif all(part.person != person.id for person, _ in people if not isinstance(person, Tbd)):
                people.append((self.people[part.person], tuple(session.roles_of(part.person))))
        return people

    def language_of(self, session: Session) -> str | Tbd | None:
        """The language of a session's texts (BCP 47): its own first, else the one that the author gave the event."""
        if isinstance(session.language, Tbd):
            return session.language
        return next(iter(self.languages_of(session)), None)

    def languages_of(self, session: Session) -> tuple[str, ...]:
        """The languages that a session is held in: its own, else the one that the author gave the event."""
        if session.language or 'language' not in self.event.model_fields_set:
            return session.languages
        return (self.event.language,)

    def stream_of(self, session: Session, rooms: Iterable[str | Tbd | None]) -> str | Tbd | None:
        """Where to watch a session live: its own address, else that of the first room it is in that has one."""
        of_rooms = (self.rooms[room].stream for room in rooms if isinstance(room, str))
        return next((stream for stream in (session.stream, *of_rooms) if stream is not None), None)

    @cached_property
    def has_languages(self) -> bool:
        """Whether sessions are known to be held in different languages, so that each has to say in which."""
        return len({language for session in self.sessions for language in self.languages_of(session)}) > 1

    @property
    def host_names(self) -> list[str]:
        """The names of the organizers that are in no group of their own."""
        groups = [group for group in self.event.organizer_groups if group.heading is None]
        idents = [ident for group in groups for ident in group.people if not isinstance(ident, Tbd)]
        return [name for ident in idents if not isinstance(name := self.people[ident].name, Tbd)]

    def place(self, *steps: str) -> Place:
        """Place of a record or a field in its file, such as ``('sessions', 'welcome', 'start')``.

        The nearest parent if it was left out; ``place('event')`` is always known.
        """
        return self.places(*steps)
