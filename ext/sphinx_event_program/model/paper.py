"""Papers: what was submitted to the event and accepted, and who wrote it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from sphinx_event_program.model.fields import (
    Identifier,
    Line,
    Links,
    Markdown,
    OneOrMany,
    OrTbd,
    Record,
    Reference,
    YesOrNo,
)
from sphinx_event_program.model.values import MalformedError, Tbd


class Decision(StrEnum):
    """How a paper was accepted."""

    ORAL = 'oral'
    SPOTLIGHT = 'spotlight'
    POSTER = 'poster'


class PaperStatus(StrEnum):
    """Whether a paper is presented."""

    CONFIRMED = 'confirmed'
    WITHDRAWN = 'withdrawn'


def _by_id(raw: object) -> object:
    return {'person': raw} if isinstance(raw, str) else raw


class Author(Record):
    """Somebody who wrote a paper: one of the people, or a name that needs no entry of its own."""

    model_config = ConfigDict(json_schema_extra={'oneOf': [{'required': ['person']}, {'required': ['name']}]})

    person: OrTbd[Reference] | None = None
    """The id of a person."""
    name: OrTbd[Line] | None = None
    """The name of an author who is none of the people."""
    affiliation: Annotated[OrTbd[tuple[Line, ...]], OneOrMany] = ()
    """Where that author works or studies: one or many names."""

    @model_validator(mode='after')
    def _one_of_both(self) -> Author:
        if (self.person is None) == (self.name is None):
            raise MalformedError(
                'an author needs a person or a name, and not both', "write the id of a person, or 'name: …'"
            )
        return self


_IdOrAuthor = Annotated[Author, BeforeValidator(_by_id, json_schema_input_type=OrTbd[Reference] | Author)]


class Paper(Record):
    """One of the event's ``papers``."""

    id: Identifier
    """It stays the same for ever: the address of the entry hangs on it."""
    title: OrTbd[Line]
    """What the paper is called."""
    authors: Annotated[OrTbd[tuple[_IdOrAuthor, ...]], OneOrMany] = ()
    """Who wrote it, in this order: ids of people, or mappings with a `name`."""
    abstract: OrTbd[Markdown] | None = None
    """What it is about, in Markdown."""
    decision: OrTbd[Decision] | None = None
    """How it was accepted."""
    award: OrTbd[Line] | None = None
    """Such as "Best paper"."""
    number: OrTbd[Line] | None = None
    """The number of its poster, or of the board where that hangs."""
    session: OrTbd[Reference] | None = None
    """The id of the session in which it is presented."""
    archival: OrTbd[YesOrNo] | None = None
    """Whether it is part of the proceedings."""
    status: OrTbd[PaperStatus] = PaperStatus.CONFIRMED
    """Whether it is presented."""
    links: OrTbd[Links] = Field(default_factory=dict)
    """Addresses by name, such as `pdf`, `arxiv`, `doi`, `openreview`, `code`, `poster` or `video`."""

    @property
    def known_authors(self) -> tuple[Author, ...]:
        """The authors; none while they are TBD as a whole."""
        return () if isinstance(self.authors, Tbd) else self.authors

    @property
    def author_ids(self) -> list[str]:
        """Ids of the authors who are among the people."""
        return [one.person for one in self.known_authors if isinstance(one.person, str)]
