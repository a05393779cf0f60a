"""The event itself: what it is called, when and where it is, and who hosts it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from sphinx_event_program.model import json_schema
from sphinx_event_program.model.addresses import email
from sphinx_event_program.model.dates import ImportantDate, in_order
from sphinx_event_program.model.fields import (
    Colour,
    DayStart,
    Email,
    Identifier,
    Language,
    Line,
    Links,
    LocalMoment,
    Markdown,
    OneOrMany,
    OrTbd,
    OrWithheld,
    PeopleCount,
    Record,
    Reference,
    RelativePath,
    Spelled,
    Url,
    YesOrNo,
    Zone,
    tbd_means,
)
from sphinx_event_program.model.json_schema import one_or_many
from sphinx_event_program.model.paper import Paper
from sphinx_event_program.model.texts import reference
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
    step_free: OrTbd[YesOrNo] | None = None
    """Whether one gets there without a step."""
    travel: OrTbd[Markdown] | None = None
    """How to get there, in Markdown."""


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


def _as_address(raw: object) -> object:
    return {'url': raw} if isinstance(raw, str) else raw


def _as_text(raw: object) -> object:
    return {'text': raw} if isinstance(raw, str) else raw


def _person_or_email(raw: object) -> str:
    """An id of a person, or an e-mail address."""
    return email(raw) if isinstance(raw, str) and '@' in raw else reference(raw)


PersonOrEmail = Annotated[
    str, PlainValidator(_person_or_email), WithJsonSchema({'anyOf': [json_schema.IDENTIFIER, json_schema.EMAIL]})
]


class Registration(Record):
    """Where to register for the event."""

    url: OrTbd[Url]
    """Where to register."""
    note: OrTbd[Line] | None = None
    """What to know of it, such as "free, until 1 March"."""


class Contact(Record):
    """Whom to ask."""

    email: OrTbd[Email] | None = None
    """An e-mail address, which is published."""
    chat: OrTbd[Url] | None = None
    """Where the event's chat is."""
    url: OrTbd[Url] | None = None
    """A page with more, or a form."""


class CodeOfConduct(Record):
    """The rules of the event, and who hears of it when somebody breaks them."""

    url: OrTbd[Url] | None = None
    """Where the rules are."""
    contacts: Annotated[OrTbd[tuple[OrTbd[PersonOrEmail], ...]], OneOrMany] = ()
    """Who takes reports: one or many ids of people, or e-mail addresses."""


class Citation(Record):
    """How to cite the event."""

    text: OrTbd[Markdown] | None = None
    """The reference as it is printed, in Markdown."""
    bibtex: OrTbd[Markdown] | None = None
    """The same as BibTeX."""


class News(Record):
    """Something new to tell."""

    date: OrTbd[LocalMoment]
    """When it was told."""
    title: OrTbd[Line]
    """What it is, in a few words."""
    text: OrTbd[Markdown] | None = None
    """More of it, in Markdown."""
    url: OrTbd[Url] | None = None
    """Where there is more; the title becomes a link."""

    @property
    def sort_key(self) -> datetime:
        """When it was told; what is open comes as the newest."""
        if isinstance(self.date, Tbd):
            return datetime.max
        return self.date if isinstance(self.date, datetime) else datetime.combine(self.date, time())


class Sponsor(Record):
    """Somebody who pays for a part of the event."""

    name: OrTbd[Line]
    """What the sponsor is called; it stands for the logo where there is no picture."""
    level: OrTbd[Line] | None = None
    """Such as "Gold"; sponsors of one level are shown together."""
    url: OrTbd[Url] | None = None
    """Where the logo leads."""
    logo: OrTbd[RelativePath] | None = None
    """A PNG, WebP or JPEG file below the data folder."""
    logo_dark: OrTbd[RelativePath] | None = None
    """The logo for dark pages."""
    text: OrTbd[Markdown] | None = None
    """A few words, in Markdown."""


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


RegistrationField = Annotated[Registration, BeforeValidator(_as_address, json_schema_input_type=Url | Registration)]
CodeOfConductField = Annotated[CodeOfConduct, BeforeValidator(_as_address, json_schema_input_type=Url | CodeOfConduct)]
CitationField = Annotated[Citation, BeforeValidator(_as_text, json_schema_input_type=Markdown | Citation)]


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
    stream: OrTbd[Url] | None = None
    """Where everybody can watch the event live."""
    online: OrTbd[Online] | None = None
    """How to join from elsewhere."""
    language: Annotated[Language, tbd_means('en')] = 'en'
    """The language of sessions that name none (BCP 47), such as `en`."""
    organizers: OrTbd[tuple[_IdOrGroup, ...]] = ()
    """Who hosts it, in this order: ids of people, and groups of them."""
    registration: OrTbd[RegistrationField] | None = None
    """Where to register: an address, or a mapping with a note."""
    prerequisites: OrTbd[Markdown] | None = None
    """What to know or bring, in Markdown."""
    contact: OrTbd[Contact] | None = None
    """Whom to ask."""
    code_of_conduct: OrTbd[CodeOfConductField] | None = None
    """The rules of the event: an address, or a mapping with those who take reports."""
    cite: OrTbd[CitationField] | None = None
    """How to cite the event: a text, or a mapping with BibTeX."""
    archival: OrTbd[YesOrNo] | None = None
    """Whether its papers appear in proceedings."""
    news: OrTbd[tuple[News, ...]] = ()
    """What is new; shown from the newest on, however it is ordered here."""
    sponsors: OrTbd[tuple[Sponsor, ...]] = ()
    """Who pays for it, in this order; levels in the order of their first sponsors."""
    notice: OrTbd[Markdown] | None = None
    """A banner, in Markdown: what visitors have to know now."""
    papers: Annotated[tuple[Paper, ...], tbd_means(())] = ()
    """The accepted papers."""
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
    def conduct_contacts(self) -> tuple[str | Tbd, ...]:
        """Ids of people and e-mail addresses of those who take reports; none while they are TBD as a whole."""
        conduct = self.code_of_conduct
        return conduct.contacts if isinstance(conduct, CodeOfConduct) and not isinstance(conduct.contacts, Tbd) else ()

    @property
    def sponsors_by_level(self) -> Mapping[str | Tbd | None, tuple[Sponsor, ...]]:
        """The sponsors of each level, in the order of their first ones."""
        levels: dict[str | Tbd | None, tuple[Sponsor, ...]] = {}
        for sponsor in () if isinstance(self.sponsors, Tbd) else self.sponsors:
            levels[sponsor.level] = (*levels.get(sponsor.level, ()), sponsor)
        return levels

    @property
    def logos(self) -> tuple[str, ...]:
        """The files of the sponsors' logos, for light and for dark pages."""
        sponsors = () if isinstance(self.sponsors, Tbd) else self.sponsors
        files = (file for sponsor in sponsors for file in (sponsor.logo, sponsor.logo_dark))
        return tuple(file for file in files if isinstance(file, str))

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
