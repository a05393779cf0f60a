"""Sessions: what happens, for how long, and who does it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, model_validator

from sphinx_event_program.model.fields import (
    DurationField,
    Identifier,
    Language,
    Line,
    Markdown,
    MomentOrTime,
    OneOrMany,
    OneOrManyKnown,
    OrTbd,
    PeopleCount,
    Record,
    Reference,
    RelativePath,
    Url,
    YesOrNo,
    tbd_means,
)
from sphinx_event_program.model.values import Duration, MalformedError, Tbd


class SessionKind(StrEnum):
    """What sort of session it is."""

    TALK = 'talk'
    KEYNOTE = 'keynote'
    LIGHTNING_TALK = 'lightning-talk'
    PANEL = 'panel'
    DISCUSSION = 'discussion'
    SESSION = 'session'
    HANDS_ON = 'hands-on'
    TUTORIAL = 'tutorial'
    WORKSHOP = 'workshop'
    DEMO = 'demo'
    POSTER = 'poster'
    BREAK = 'break'
    OPENING = 'opening'
    CLOSING = 'closing'
    REGISTRATION = 'registration'
    SOCIAL = 'social'
    OTHER = 'other'


class SessionStatus(StrEnum):
    """Whether it takes place as planned."""

    CONFIRMED = 'confirmed'
    TENTATIVE = 'tentative'
    CANCELLED = 'cancelled'
    MOVED = 'moved'


class Role(StrEnum):
    """Roles of people in a session."""

    SPEAKER = 'speaker'
    MODERATOR = 'moderator'
    PANELIST = 'panelist'
    INSTRUCTOR = 'instructor'
    CHAIR = 'chair'


#: Roles of those who speak in a session; chairs and moderators lead it.
SPEAKING_ROLES = frozenset({Role.SPEAKER, Role.PANELIST, Role.INSTRUCTOR})


class MaterialKind(StrEnum):
    """What sort of material it is."""

    SLIDES = 'slides'
    VIDEO = 'video'
    CODE = 'code'
    PAPER = 'paper'
    NOTEBOOK = 'notebook'
    HANDOUT = 'handout'
    OTHER = 'other'


def _by_id(raw: object) -> object:
    return {'person': raw} if isinstance(raw, str) else raw


class Participation(Record):
    """A person's part in a session; the person is TBD where only the role is settled."""

    person: OrTbd[Reference]
    """Who it is: the id of a person."""
    role: Annotated[Role, tbd_means(Role.SPEAKER)] = Role.SPEAKER
    """What the person does; shown behind the name unless it is `speaker`."""


_IdOrParticipation = Annotated[
    Participation, BeforeValidator(_by_id, json_schema_input_type=OrTbd[Reference] | Participation)
]


class Material(Record):
    """Something to read, watch or run, before or after the session."""

    model_config = ConfigDict(json_schema_extra={'oneOf': [{'required': ['url']}, {'required': ['file']}]})

    kind: Annotated[MaterialKind, tbd_means(MaterialKind.OTHER)] = MaterialKind.OTHER
    """What sort of material it is."""
    title: OrTbd[Line] | None = None
    """How the link is called."""
    url: OrTbd[Url] | None = None
    """Where it is."""
    file: OrTbd[RelativePath] | None = None
    """A file below the data folder, which the site then offers for download."""

    @model_validator(mode='after')
    def _one_source(self) -> Material:
        if (self.url is None) == (self.file is None):
            raise MalformedError(
                'a material needs a url or a file, and not both', "write 'url: https://…', or 'file: …'"
            )
        return self


class MovedFrom(Record):
    """When and where a session was to be before it was moved."""

    start: OrTbd[MomentOrTime] | None = None
    """When it was to start: a date and time, or a time on the day on which it is now."""
    room: Annotated[OrTbd[tuple[OrTbd[Reference], ...]], OneOrMany] = ()
    """The id of the room in which it was to be, or several."""


class Occurrence(Record):
    """One of several times at which a session is held; what it leaves out is as for the session."""

    start: OrTbd[MomentOrTime]
    """When it starts: a date and time, or a time on the day of the time before it."""
    end: OrTbd[MomentOrTime] | None = None
    """When it ends; without it, after its duration."""
    duration: OrTbd[DurationField] | None = None
    """How long it lasts."""
    room: Annotated[OrTbd[tuple[OrTbd[Reference], ...]], OneOrMany] = ()
    """The id of one of the event's `rooms`, several of them, or `all`."""


class Talk(Record):
    """The facts of a session, or of a talk in a session."""

    id: Identifier
    """It stays the same for ever: the address of the entry hangs on it."""
    aliases: Annotated[OrTbd[tuple[Identifier, ...]], OneOrMany] = ()
    """Former ids: links that use them still lead here."""
    title: OrTbd[Line]
    """What the session is called."""
    subtitle: OrTbd[Line] | None = None
    """What stands below the title."""
    abstract: OrTbd[Markdown] | None = None
    """What it is about, in Markdown."""
    kind: OrTbd[SessionKind] = SessionKind.TALK
    """What sort of session it is."""
    duration: OrTbd[DurationField] | None = None
    """How long it lasts; `50+5 min` is 50 minutes of talk and 5 of questions."""
    start: OrTbd[MomentOrTime] | None = None
    """When it starts; without it, when the one before it in the same room ends."""
    end: OrTbd[MomentOrTime] | None = None
    """When it ends; without it, after its duration."""
    room: Annotated[OrTbd[tuple[OrTbd[Reference], ...]], OneOrMany] = ()
    """The id of one of the event's `rooms`, several of them, or `all`."""
    track: OrTbd[Reference] | None = None
    """The id of one of the event's `tracks`."""
    people: Annotated[OrTbd[tuple[_IdOrParticipation, ...]], OneOrMany] = ()
    """Who takes part, in this order: one or many ids of people, or mappings with a role."""
    overlaps: Annotated[OrTbd[tuple[Reference, ...]], OneOrMany] = ()
    """Ids of sessions with which it may share time, and people or room: that is meant so, and no clash."""
    status: OrTbd[SessionStatus] = SessionStatus.CONFIRMED
    """Whether it takes place as planned."""
    moved_from: OrTbd[MovedFrom] | None = None
    """When and where it was to be, if it was moved."""
    reason: OrTbd[Line] | None = None
    """Why it was moved or cancelled, in a few words."""
    language: Annotated[OrTbd[tuple[OrTbd[Language], ...]], OneOrManyKnown] = ()
    """The language it is held in (BCP 47), or several, that of its texts first; otherwise the event's."""
    level: OrTbd[Line] | None = None
    """For whom it is, such as "beginners"."""
    tags: Annotated[OrTbd[tuple[Line, ...]], OneOrManyKnown] = ()
    """What it is about, in single words."""
    materials: OrTbd[tuple[Material, ...]] = ()
    """Slides, code, recordings."""
    registration: OrTbd[Url] | None = None
    """Where to book a place."""
    capacity: OrTbd[PeopleCount] | None = None
    """How many people there is room for."""
    full: Annotated[YesOrNo, tbd_means('no')] = False
    """Whether no place is left."""
    content_notice: OrTbd[Line] | None = None
    """What not everybody may want to see or hear; shown above the abstract."""
    prerequisites: OrTbd[Markdown] | None = None
    """What to know or bring, in Markdown."""
    stream: OrTbd[Url] | None = None
    """Where to watch live; otherwise the room's."""
    recording: OrTbd[Url] | None = None
    """Where to watch later."""
    license: OrTbd[Line] | None = None
    """Licence of the recording, such as "CC BY 4.0"."""
    do_not_record: OrTbd[YesOrNo] = False
    """Whether nobody may record it."""
    chat: OrTbd[Url] | None = None
    """Where to talk about it."""
    questions: OrTbd[Url] | None = None
    """Where to ask questions."""
    published: Annotated[YesOrNo, tbd_means('no')] = True
    """Whether anybody may know of it: `no` keeps it out of everything that is built."""

    @property
    def former_ids(self) -> tuple[str, ...]:
        """Ids that the record had before; none while that is TBD."""
        return () if isinstance(self.aliases, Tbd) else self.aliases

    @property
    def participations(self) -> tuple[Participation, ...]:
        """People with their roles; one unknown person where that is TBD as a whole."""
        if isinstance(self.people, Tbd):
            return (Participation(person=self.people),)
        return self.people

    @property
    def is_moment(self) -> bool:
        """Whether it is a point in time, without extent."""
        return isinstance(self.duration, Duration) and not self.duration.total

    @property
    def is_bare_break(self) -> bool:
        """Whether it is a break of which there is nothing to say but when and where."""
        about = (self.people, self.abstract, self.materials, self.subtitle, self.tag_names)
        return self.kind is SessionKind.BREAK and not any(about)

    def roles_of(self, person_id: str) -> list[Role]:
        """Roles of a person in it; empty if it is without them."""
        return [part.role for part in self.participations if part.person == person_id]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the author gave; none while they are TBD."""
        known = () if isinstance(self.language, Tbd) else self.language
        return tuple(language for language in known if isinstance(language, str))

    @property
    def tag_names(self) -> tuple[str, ...]:
        """The tags; none while they are TBD."""
        return () if isinstance(self.tags, Tbd) else self.tags


class Session(Talk):
    """The facts of one entry of ``sessions.yaml``.

    When it is read, its talks become sessions of their own, behind it in the program.
    """

    times: OrTbd[tuple[Occurrence, ...]] = ()
    """When it is held, if that is several times; then it has no `start` and `end` of its own."""
    part_of: OrTbd[Reference] | None = None
    """The id of the session in which it is a talk; the same as to stand among the `talks` of that one."""
    talks: OrTbd[tuple[Talk, ...]] = ()
    """The talks or papers in it, in their order; they have no talks of their own."""

    @property
    def occurrences(self) -> tuple[Session, ...]:
        """The session as it is held each time; itself, if that is only once."""
        if isinstance(self.times, Tbd):
            return (self.model_copy(update={'start': self.times, 'end': None}),)
        if not self.times:
            return (self,)
        return tuple(self.model_copy(update=_of(time)) for time in self.times)

    def flattened(self) -> tuple[Session, ...]:
        """The session without its talks, and behind it each of these as a session that is part of it."""
        if isinstance(self.talks, Tbd) or not self.talks:
            return (self,)
        talks = (
            Session.model_construct(talk.model_fields_set | {'part_of'}, **{**vars(talk), 'part_of': self.id})
            for talk in self.talks
        )
        return (self.model_copy(update={'talks': ()}), *talks)

    def within(self, session: Session) -> Session:
        """The talk with what it has from its session, as far as it says nothing else itself.

        It is never published before that is.
        """
        update = {name: getattr(session, name) for name in ('track', 'language') if not getattr(self, name)}
        return self.model_copy(update={**update, 'published': self.published and session.published})


def _of(time: Occurrence) -> dict[str, object]:
    """What an occurrence says itself, for a copy of its session."""
    own = {'start': time.start, 'end': time.end}
    return own | {name: getattr(time, name) for name in ('duration', 'room') if name in time.model_fields_set}
