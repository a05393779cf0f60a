"""The event itself: what it is called, when and where it is, and who hosts it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from sphinx_event_program.model.dates import ImportantDate, in_order
from sphinx_event_program.model.fields import (
    Colour,
    DayStart,
    Identifier,
    Language,
    Line,
    Links,
    LocalMoment,
    Markdown,
    OrTbd,
    OrWithheld,
    PeopleCount,
    Record,
    Reference,
    Spelled,
    Url,
    YesOrNo,
    Zone,
    tbd_means,
)
from sphinx_event_program.model.json_schema import one_or_many
from sphinx_event_program.model.values import Tbd


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
    """Audiences of an edition, and of the values of :class:`Online`."""

    PUBLIC = 'public'
    ATTENDEES = 'attendees'


class PartOf(Record):
    """The larger event that hosts this one (schema.org ``superEvent``)."""

    name: OrTbd[Line]
    """What the larger event is called."""
    url: OrTbd[Url] | None = None
    """Its address; the name becomes a link."""


class Location(Record):
    """Where it takes place."""

    room: OrTbd[Line] | None = None
    """The room; if it is the id of one of the `rooms`, sessions without a room are there."""
    venue: OrTbd[Line] | None = None
    """The building."""
    address: OrTbd[Line] | None = None
    """Street and number."""
    city: OrTbd[Line] | None = None
    """The town."""
    country: OrTbd[Line] | None = None
    """The country."""
    map_url: OrTbd[Url] | None = None
    """Shown as a link, "Map"."""


class Online(Record):
    """How to join from elsewhere.

    Unless ``audience`` is public, a public edition holds ``WITHHELD`` instead of
    every real value; TBD hides nothing and stays.
    """

    platform: OrTbd[Line] | None = None
    """What it is called; it names the link: "Zoom link"."""
    url: OrWithheld[Url] | None = None
    """Where to join."""
    meeting_id: OrWithheld[Line] | None = None
    """The number of the meeting."""
    passcode: OrWithheld[Line] | None = None
    """The password."""
    audience: Annotated[Audience, tbd_means(Audience.ATTENDEES)] = Audience.ATTENDEES
    """Who may see `url`, `meeting_id` and `passcode`."""


def _as_group(raw: object) -> object:
    return raw if isinstance(raw, dict) else {'people': [raw]}


def _as_members(raw: object) -> object:
    return raw if isinstance(raw, list) else [raw]


class OrganizerGroup(Record):
    """Organizers under one heading; those named without a group have none."""

    heading: OrTbd[Line] | None = None
    """What the group is called."""
    people: Annotated[tuple[OrTbd[Reference], ...], Spelled(_as_members, one_or_many)]
    """Who belongs to it: one or many ids of people."""


_IdOrGroup = Annotated[
    OrganizerGroup, BeforeValidator(_as_group, json_schema_input_type=OrTbd[Reference] | OrganizerGroup)
]


class Room(Record):
    """A room that sessions can be in."""

    id: Identifier
    """How sessions refer to it."""
    name: OrTbd[Line]
    """How pages call it."""
    capacity: OrTbd[PeopleCount] | None = None
    """How many people there is room for."""
    floor: OrTbd[Line] | None = None
    """Such as "2nd floor"."""
    address: OrTbd[Line] | None = None
    """Street and number, if it is in another building than the event."""
    map_url: OrTbd[Url] | None = None
    """Shown as a link, "Map"."""
    step_free: OrTbd[YesOrNo] | None = None
    """Whether one gets there without a step."""
    stream: OrTbd[Url] | None = None
    """Where to watch live what happens in it."""


class Track(Record):
    """A thread of sessions."""

    id: Identifier
    """How sessions refer to it."""
    name: OrTbd[Line]
    """How pages call it."""
    color: OrTbd[Colour] | None = None
    """Its colour, in quotes: `'#0b6e99'`."""


class Event(Record):
    """The facts of ``event.yaml``."""

    title: OrTbd[Line]
    """What the event is called."""
    short_title: OrTbd[Line] | None = None
    """A shorter title, for headings that have little room."""
    subtitle: OrTbd[Line] | None = None
    """What stands below the title."""
    summary: OrTbd[Line] | None = None
    """The event in one sentence."""
    description: OrTbd[Markdown] | None = None
    """The event in full, in Markdown."""
    kind: OrTbd[EventKind] = EventKind.OTHER
    """What sort of event it is."""
    part_of: OrTbd[PartOf] | None = None
    """The larger event that hosts this one."""
    status: OrTbd[EventStatus] = EventStatus.CONFIRMED
    """Whether it takes place."""
    start: OrTbd[LocalMoment]
    """When it starts: a local date and time, or the first day of an all-day event."""
    end: OrTbd[LocalMoment] | None = None
    """When it ends; a date alone is the last day."""
    timezone: OrTbd[Zone]
    """Where the clocks hang that all times are read from: an IANA name, such as `Europe/Paris`."""
    location: OrTbd[Location] | None = None
    """Where it takes place."""
    online: OrTbd[Online] | None = None
    """How to join from elsewhere."""
    language: Annotated[Language, tbd_means('en')] = 'en'
    """The language of sessions that name none (BCP 47), such as `en`."""
    organizers: OrTbd[tuple[_IdOrGroup, ...]] = ()
    """Who hosts it, in this order: ids of people, and groups of them."""
    notice: OrTbd[Markdown] | None = None
    """A banner, in Markdown: what visitors have to know now."""
    dates: OrTbd[tuple[ImportantDate, ...]] = ()
    """Deadlines, and other dates to know of before the event."""
    links: OrTbd[Links] = Field(default_factory=dict)
    """Further addresses, by name."""
    rooms: Annotated[tuple[Room, ...], tbd_means(())] = ()
    """The rooms that sessions can be in, in the order of the schedule."""
    tracks: Annotated[tuple[Track, ...], tbd_means(())] = ()
    """The threads of sessions."""
    url: OrTbd[Url] | None = None
    """The site's address; a QR code leads to it."""
    day_starts: Annotated[DayStart, tbd_means('00:00')] = time()
    """When the days of the program begin; what starts before it belongs to the day before: `04:00`."""

    @property
    def important_dates(self) -> tuple[ImportantDate, ...]:
        """Dates to know of before the event, in the order of time; none while they are TBD as a whole."""
        return () if isinstance(self.dates, Tbd) else tuple(in_order(self.dates, self.timezone))

    @property
    def organizer_groups(self) -> tuple[OrganizerGroup, ...]:
        """The organizers by heading, in their order; those without one come together, first met."""
        if isinstance(self.organizers, Tbd):
            return (OrganizerGroup.model_construct(heading=None, people=(self.organizers,)),)
        by_heading: dict[str | Tbd | None, list[str | Tbd]] = {}
        for group in self.organizers:
            by_heading.setdefault(group.heading, []).extend(group.people)
        return tuple(
            OrganizerGroup.model_construct(heading=heading, people=tuple(people))
            for heading, people in by_heading.items()
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

    @property
    def first_program_day(self) -> date | None:
        """The day of the program on which it starts; None while unknown."""
        return self.day_of(self.start) if isinstance(self.start, datetime) else self.first_day

    def day_of(self, moment: datetime) -> date:
        """The day of the program to which a local moment belongs."""
        starts = timedelta(hours=self.day_starts.hour, minutes=self.day_starts.minute)
        return (moment.replace(tzinfo=None) - starts).date() if starts else moment.date()

    def on_day(self, day: date, clock: time) -> datetime:
        """The local moment at which a clock shows a time on a day of the program; naive."""
        night = timedelta(days=1) if clock < self.day_starts else timedelta()
        return datetime.combine(day, clock) + night
