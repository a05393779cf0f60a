"""Release: the edition as exports take it, and how others refer to its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from urllib.parse import urljoin, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from sphinx_event_program.edition import Edition
from sphinx_event_program.model.event import Audience, EventStatus, Location, Online
from sphinx_event_program.model.formulas import readable
from sphinx_event_program.model.markdown import plain_text
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import MovedFrom, Role, Session, SessionStatus
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.timetable import Slot

#: Stands where an event has no address of its own; no host can have this name (RFC 2606, 2).
_NO_HOST = 'event.invalid'


@dataclass(frozen=True)
class Words:
    """The words that exports need, in the language of the site."""

    tbd: str = 'To be announced'
    cancelled: str = 'Cancelled'
    postponed: str = 'Postponed'
    moved_from: str = 'Moved from'
    attendees: str = 'For attendees only'
    meeting_id: str = 'Meeting ID'
    passcode: str = 'Password'
    watch: str = 'Watch live'
    chat: str = 'Chat'
    role: Callable[[Role], str] = str


def _nowhere(kind: str, ident: str) -> str | None:
    return None


@dataclass(frozen=True)
class Release:
    """An edition on its way to other programs.

    ``site`` is the absolute address of the site, empty if it is not known; ``address``
    gives that of a ``session`` or a ``person`` on it. ``revised`` is an aware moment at
    which the data was last changed, None if nobody recorded it.
    """

    edition: Edition
    site: str = ''
    address: Callable[[str, str], str | None] = _nowhere
    revised: datetime | None = None
    words: Words = field(default_factory=Words)

    @property
    def title(self) -> str:
        """Title of the event; marked if this is not for the public."""
        title = self.known(self.edition.program.event.title)
        return title if self.is_public else f'{title} \N{EN DASH} {self.words.attendees}'

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.edition.audience is Audience.PUBLIC

    @property
    def home(self) -> str | None:
        """The address of the event's site: its canonical one, else where this site is."""
        address = self.edition.program.event.url
        if isinstance(address, str) and urlsplit(address).scheme in ('http', 'https'):
            return address
        return self.site or None

    @property
    def host(self) -> str:
        """The name of the host of :attr:`home`."""
        return (urlsplit(self.home).hostname if self.home else None) or _NO_HOST

    @cached_property
    def _namespace(self) -> UUID:
        """Identity of this event: its address and its year, or else its title.

        Ids such as ``welcome`` come again every year, often at the same address.
        """
        event = self.edition.program.event
        year = '' if event.first_day is None else str(event.first_day.year)
        return uuid5(NAMESPACE_URL, f'{self.home or self.known(event.title)}#{year}')

    def guid(self, kind: str, ident: str) -> UUID:
        """An identifier that stays as long as the record's first id, the event's address and its year."""
        return uuid5(self._namespace, f'{kind}/{self._first_ids.get((kind, ident), ident)}')

    def slot_guid(self, slot: Slot) -> UUID:
        """An identifier of one time of a session; of the first, or the only one, it is that of the session."""
        ident = slot.session.id
        if not slot.number:
            return self.guid('session', ident)
        return uuid5(self._namespace, f'session/{self._first_ids.get(("session", ident), ident)}/{slot.number + 1}')

    def change(self, slot: Slot) -> str:
        """From when and where a session was moved, and why, on one line; empty if nobody said so."""
        session, program = slot.session, self.edition.program
        before: list[str] = []
        if isinstance(session.moved_from, MovedFrom):
            start = program.former_start(session, slot.day)
            before = [f'{start:%Y-%m-%d %H:%M}'] if isinstance(start, datetime) else []
            rooms = () if isinstance(session.moved_from.room, Tbd) else session.moved_from.room
            before += [self.known(program.rooms[room].name) for room in rooms if isinstance(room, str)]
        moved = f'{self.words.moved_from}: {", ".join(before)}' if before else ''
        return '. '.join(part for part in (moved, self.known(session.reason) if session.reason else '') if part)

    @cached_property
    def _first_ids(self) -> dict[tuple[str, str], str]:
        """The id that a record had at first, by its kind and the one that it has now."""
        aliases: dict[tuple[str, str], str] = {}
        for (kind, alias), ident in self.edition.program.renamed.items():
            aliases.setdefault((kind, ident), alias)
        return aliases

    def file(self, name: str) -> str | None:
        """The address of a file beside the site's root page."""
        return urljoin(f'{self.site.rstrip("/")}/', name) if self.site else None

    def known(self, value: str | Tbd | None) -> str:
        """A text, or the word for one that is not known."""
        return self.words.tbd if value is None or isinstance(value, Tbd) else value

    def text(self, markdown: str | Tbd | None) -> str:
        """A Markdown text without its marks; empty while it is not known."""
        if not isinstance(markdown, str):
            return ''
        if markdown not in self._texts:
            self._texts[markdown] = plain_text(markdown)
        return self._texts[markdown]

    @cached_property
    def _texts(self) -> dict[str, str]:
        """Plain texts by Markdown: several formats show the same abstract."""
        return {}

    def is_cancelled(self, session: Session) -> bool:
        """Whether the session is cancelled, or the whole event cancelled or postponed."""
        return self.edition.program.is_off(session)

    def headline(self, session: Session) -> str:
        """A session's title, behind a word if it does not take place; few formats have a place for that."""
        title = readable(self.known(session.title))
        if not self.is_cancelled(session):
            return title
        postponed = self.edition.program.event.status is EventStatus.POSTPONED
        only_postponed = postponed and session.status is not SessionStatus.CANCELLED
        return f'{self.words.postponed if only_postponed else self.words.cancelled}: {title}'

    def rooms(self, slot: Slot) -> list[str]:
        """The names of a slot's rooms; empty if it has none of its own."""
        rooms = [self.edition.program.rooms.get(str(room)) for room in slot.rooms if room is not None]
        return [self.known(room.name if room else None) for room in rooms]

    @cached_property
    def place(self) -> str:
        """Place of the event, from the building on; empty if that is not known."""
        location = self.edition.program.event.location
        if not isinstance(location, Location):
            return ''
        parts = (location.venue, location.address, location.city, location.country)
        return ', '.join(part for part in parts if isinstance(part, str))

    def whereabouts(self, slot: Slot | None) -> str:
        """Room and place of a slot, or the event's own, on one line; else where to join from anywhere."""
        event, online = self.edition.program.event, self.online
        known = (online.url, online.platform) if online is not None else ()
        joining = next((value for value in known if isinstance(value, str)), '')
        if event.status is EventStatus.MOVED_ONLINE:
            return joining
        room = ', '.join(self.rooms(slot)) if slot else ''
        if not room and isinstance(event.location, Location) and isinstance(event.location.room, str):
            own = self.edition.program.rooms.get(event.location.room)
            room = self.known(own.name) if own else event.location.room
        return ', '.join(part for part in (room, self.place) if part) or joining

    @property
    def online(self) -> Online | None:
        """How to join from elsewhere."""
        online = self.edition.program.event.online
        return online if isinstance(online, Online) else None

    def stream(self, slot: Slot | None) -> str | None:
        """Where to watch a slot live, or the event."""
        program = self.edition.program
        stream = program.stream_of(slot.session, slot.rooms) if slot else program.event.stream
        return stream if isinstance(stream, str) else None

    def people(self, session: Session) -> list[tuple[str, str, Sequence[Role]]]:
        """Name, id and roles of each who takes part and is known."""
        people = self.edition.program.people_in(session)
        known = ((person, roles) for person, roles in people if isinstance(person, Person))
        return [(person.name, person.id, roles) for person, roles in known if isinstance(person.name, str)]

    def track(self, session: Session) -> str | None:
        """The name of a session's track."""
        track = self.edition.program.tracks.get(str(session.track))
        return track.name if track and isinstance(track.name, str) else None


def slug(text: str) -> str:
    """Small ASCII letters and digits, with hyphens between them; may be empty."""
    return re.sub(r'[^a-z0-9]+', '-', text.lower()).strip('-')
