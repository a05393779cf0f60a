"""People: who speaks, hosts and moderates."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import BeforeValidator, Field

from sphinx_event_program.model.fields import (
    Identifier,
    Line,
    Markdown,
    OneOrMany,
    OrTbd,
    RelativePath,
    Url,
    YesOrNo,
    tbd_means,
)
from sphinx_event_program.model.record import Record
from sphinx_event_program.model.values import Tbd


def _named(raw: object) -> object:
    return {'name': raw} if isinstance(raw, str) else raw


class Affiliation(Record):
    """Where a person works or studies; ``short`` is what a line of many names has room for."""

    name: OrTbd[Line]
    short: OrTbd[Line] | None = None
    url: OrTbd[Url] | None = None

    @property
    def brief(self) -> str | Tbd:
        """The short name, or the name."""
        return self.name if self.short is None else self.short


class Person(Record):
    """The facts of one entry of ``people.yaml``."""

    id: Identifier
    name: OrTbd[Line]
    given_name: OrTbd[Line] | None = None
    family_name: OrTbd[Line] | None = None
    position: OrTbd[Line] | None = None
    affiliation: Annotated[OrTbd[tuple[Annotated[Affiliation, BeforeValidator(_named)], ...]], OneOrMany] = ()
    url: OrTbd[Url] | None = None
    photo: OrTbd[RelativePath] | None = None
    bio: OrTbd[Markdown] | None = None
    pronouns: OrTbd[Line] | None = None
    links: OrTbd[dict[Line, OrTbd[Url]]] = Field(default_factory=dict)
    email: OrTbd[Line] | None = None
    publish_email: Annotated[YesOrNo, tbd_means('no')] = False

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Family name, given name, id: folded, so that É stands beside E."""
        name = self.name if isinstance(self.name, str) else ''
        family = self.family_name if isinstance(self.family_name, str) else name.rpartition(' ')[2]
        # A family name may be several words, and stand first.
        rest = name.removesuffix(family) if name.endswith(family) else name.removeprefix(family)
        given = self.given_name if isinstance(self.given_name, str) else rest.strip()
        return _folded(family), _folded(given), self.id

    @property
    def initials(self) -> str:
        """One or two letters that stand for the person where there is no photo."""
        if not isinstance(self.name, str):
            return '?'
        words = [word for word in unicodedata.normalize('NFC', self.name).split() if word[0].isalnum()]
        if not words:
            return self.name[0]
        # A name in Hangul, Han or Kana is one word; its first character is the family's.
        letters = words[0][0] + (words[-1][0] if len(words) > 1 else '')
        # The capital of ß would be two letters.
        return ''.join(letter.upper() if len(letter.upper()) == 1 else letter for letter in letters)


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize('NFKD', name.casefold())
    return ''.join(character for character in decomposed if not unicodedata.combining(character))
