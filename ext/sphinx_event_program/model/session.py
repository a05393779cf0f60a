"""Sessions: what happens, for how long, and who does it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from sphinx_event_program.model.fields import (
    DurationField,
    Identifier,
    Language,
    Line,
    Markdown,
    MomentOrTime,
    OneOrMany,
    OrTbd,
    RelativePath,
    Url,
    tbd_means,
)
from sphinx_event_program.model.record import Record
from sphinx_event_program.model.values import MalformedError, Tbd


class SessionKind(StrEnum):
    """What sort of session it is."""

    TALK = 'talk'
    KEYNOTE = 'keynote'
    LIGHTNING_TALK = 'lightning-talk'
    PANEL = 'panel'
    DISCUSSION = 'discussion'
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
    """What a person does in a session."""

    SPEAKER = 'speaker'
    MODERATOR = 'moderator'
    PANELIST = 'panelist'
    INSTRUCTOR = 'instructor'
    CHAIR = 'chair'


#: Who speaks in a session; chairs and moderators lead it.
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

    person: OrTbd[Identifier]
    role: Annotated[Role, tbd_means(Role.SPEAKER)] = Role.SPEAKER


class Material(Record):
    """Something to read, watch or run, before or after the session."""

    kind: Annotated[MaterialKind, tbd_means(MaterialKind.OTHER)] = MaterialKind.OTHER
    title: OrTbd[Line] | None = None
    url: OrTbd[Url] | None = None
    file: OrTbd[RelativePath] | None = None

    @model_validator(mode='after')
    def _one_source(self) -> Material:
        if (self.url is None) == (self.file is None):
            raise MalformedError(
                'a material needs a url or a file, and not both', "write 'url: https://…', or 'file: …'"
            )
        return self


class Session(Record):
    """The facts of one entry of ``sessions.yaml``."""

    id: Identifier
    title: OrTbd[Line]
    subtitle: OrTbd[Line] | None = None
    abstract: OrTbd[Markdown] | None = None
    kind: OrTbd[SessionKind] = SessionKind.TALK
    duration: OrTbd[DurationField] | None = None
    start: OrTbd[MomentOrTime] | None = None
    end: OrTbd[MomentOrTime] | None = None
    room: OrTbd[Identifier] | None = None
    track: OrTbd[Identifier] | None = None
    people: Annotated[OrTbd[tuple[Annotated[Participation, BeforeValidator(_by_id)], ...]], OneOrMany] = ()
    status: OrTbd[SessionStatus] = SessionStatus.CONFIRMED
    language: OrTbd[Language] | None = None
    level: OrTbd[Line] | None = None
    tags: Annotated[OrTbd[tuple[Line, ...]], OneOrMany] = ()
    materials: OrTbd[tuple[Material, ...]] = ()

    @property
    def participations(self) -> tuple[Participation, ...]:
        """Who takes part; one unknown person where that is TBD as a whole."""
        if isinstance(self.people, Tbd):
            return (Participation(person=self.people),)
        return self.people
