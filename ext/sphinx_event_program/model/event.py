"""The event itself: what it is called, when and where it is, and who hosts it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from sphinx_event_program.model.fields import (
    Colour,
    Identifier,
    Language,
    Line,
    LocalMoment,
    Markdown,
    OrTbd,
    OrWithheld,
    Url,
    Zone,
    tbd_means,
)
from sphinx_event_program.model.record import Record
from sphinx_event_program.model.values import Tbd, is_tbd


class EventKind(StrEnum):
    """What sort of event it is."""

    TUTORIAL = 'tutorial'
    WORKSHOP = 'workshop'
    CONFERENCE = 'conference'
    MEETUP = 'meetup'
    SCHOOL = 'school'
    SYMPOSIUM = 'symposium'
    OTHER = 'other'


class EventStatus(StrEnum):
    """Whether it takes place (schema.org ``eventStatus``, and ``tentative``)."""

    TENTATIVE = 'tentative'
    CONFIRMED = 'confirmed'
    CANCELLED = 'cancelled'
    POSTPONED = 'postponed'
    MOVED_ONLINE = 'moved-online'


class Audience(StrEnum):
    """Who may see the values of :class:`Online`."""

    PUBLIC = 'public'
    ATTENDEES = 'attendees'


class PartOf(Record):
    """The larger event that hosts this one (schema.org ``superEvent``)."""

    name: OrTbd[Line]
    url: OrTbd[Url] | None = None


class Location(Record):
    """Where it takes place."""

    room: OrTbd[Line] | None = None
    venue: OrTbd[Line] | None = None
    address: OrTbd[Line] | None = None
    city: OrTbd[Line] | None = None
    country: OrTbd[Line] | None = None
    map_url: OrTbd[Url] | None = None


class Online(Record):
    """How to join from elsewhere.

    Unless ``audience`` is public, a public edition holds ``WITHHELD`` instead of
    every real value; TBD hides nothing and stays.
    """

    platform: OrTbd[Line] | None = None
    url: OrWithheld[Url] | None = None
    meeting_id: OrWithheld[Line] | None = None
    passcode: OrWithheld[Line] | None = None
    audience: Annotated[Audience, tbd_means(Audience.ATTENDEES)] = Audience.ATTENDEES


def _as_group(raw: object) -> object:
    return raw if isinstance(raw, dict) else {'people': [raw]}


def _as_members(raw: object) -> object:
    return raw if isinstance(raw, list) else [raw]


class OrganizerGroup(Record):
    """Organizers under one heading; those named without a group have none."""

    heading: OrTbd[Line] | None = None
    people: Annotated[tuple[OrTbd[Identifier], ...], BeforeValidator(_as_members)]


class Room(Record):
    """A room that sessions can be in."""

    id: Identifier
    name: OrTbd[Line]


class Track(Record):
    """A thread of sessions."""

    id: Identifier
    name: OrTbd[Line]
    color: OrTbd[Colour] | None = None


def _tbd_is_none_yet(raw: object) -> object:
    return [] if is_tbd(raw) else raw


class Event(Record):
    """The facts of ``event.yaml``."""

    title: OrTbd[Line]
    short_title: OrTbd[Line] | None = None
    subtitle: OrTbd[Line] | None = None
    summary: OrTbd[Line] | None = None
    description: OrTbd[Markdown] | None = None
    kind: OrTbd[EventKind] = EventKind.OTHER
    part_of: OrTbd[PartOf] | None = None
    status: OrTbd[EventStatus] = EventStatus.CONFIRMED
    start: OrTbd[LocalMoment]
    end: OrTbd[LocalMoment] | None = None
    timezone: OrTbd[Zone]
    location: OrTbd[Location] | None = None
    online: OrTbd[Online] | None = None
    language: Annotated[Language, tbd_means('en')] = 'en'
    organizers: OrTbd[tuple[Annotated[OrganizerGroup, BeforeValidator(_as_group)], ...]] = ()
    notice: OrTbd[Markdown] | None = None
    links: OrTbd[dict[Line, OrTbd[Url]]] = Field(default_factory=dict)
    rooms: Annotated[tuple[Room, ...], BeforeValidator(_tbd_is_none_yet)] = ()
    tracks: Annotated[tuple[Track, ...], BeforeValidator(_tbd_is_none_yet)] = ()
    url: OrTbd[Url] | None = None

    @property
    def organizer_groups(self) -> tuple[OrganizerGroup, ...]:
        """The organizers by heading, in their order; those without one come together, first met."""
        if isinstance(self.organizers, Tbd):
            return (OrganizerGroup.model_construct(heading=None, people=(self.organizers,)),)
        by_heading: dict[str | Tbd | None, tuple[str | Tbd, ...]] = {}
        for group in self.organizers:
            by_heading[group.heading] = (*by_heading.get(group.heading, ()), *group.people)
        return tuple(
            OrganizerGroup.model_construct(heading=heading, people=people) for heading, people in by_heading.items()
        )

    def local(self, moment: datetime) -> datetime:
        """``moment`` (naive, local) as an aware time of the event's zone; naive while that is TBD."""
        return moment.replace(tzinfo=self.timezone) if isinstance(self.timezone, ZoneInfo) else moment

    @property
    def starts_at(self) -> datetime | None:
        """When it starts; None while unknown, or when only the day is given."""
        return self.local(self.start) if isinstance(self.start, datetime) else None

    @property
    def ends_at(self) -> datetime | None:
        """When it ends; None while unknown, or when only the day is given."""
        return self.local(self.end) if isinstance(self.end, datetime) else None

    @property
    def earliest(self) -> datetime | None:
        """The first moment of the event, for an all-day one its first midnight; None while unknown."""
        if self.starts_at is None and self.first_day is not None:
            return self.local(datetime.combine(self.first_day, time()))
        return self.starts_at

    @property
    def latest(self) -> datetime | None:
        """The last moment of the event, for an all-day one its last midnight; None while unknown."""
        if self.ends_at is None and isinstance(self.end, date):
            return self.local(datetime.combine(self.end, time()) + timedelta(days=1))
        return self.ends_at

    @property
    def first_day(self) -> date | None:
        """The day on which it starts; None while unknown."""
        if isinstance(self.start, datetime):
            return self.start.date()
        return self.start if isinstance(self.start, date) else None
