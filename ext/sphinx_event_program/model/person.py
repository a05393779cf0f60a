"""People: who speaks, hosts, moderates and comes; their photos."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from sphinx_event_program.model.addresses import relative_path
from sphinx_event_program.model.collation import Collation, SortKey
from sphinx_event_program.model.fields import (
    Email,
    Identifier,
    Line,
    Links,
    Markdown,
    OneOrMany,
    OrTbd,
    Record,
    RelativePath,
    Url,
    YesOrNo,
    tbd_means,
)
from sphinx_event_program.model.names import NameParts, name_parts
from sphinx_event_program.model.values import MalformedError, Tbd, quoted_text, text_of


def _named(raw: object) -> object:
    return {'name': raw} if isinstance(raw, str) else raw


class Affiliation(Record):
    """Where a person works or studies; ``short`` is what a line of many names has room for."""

    name: OrTbd[Line]
    """The full name."""
    short: OrTbd[Line] | None = None
    """What a line of many names has room for."""
    url: OrTbd[Url] | None = None
    """Its address; the name becomes a link."""

    @property
    def brief(self) -> str | Tbd:
        """The short name, or the name."""
        return self.name if self.short is None else self.short


_NameOrAffiliation = Annotated[Affiliation, BeforeValidator(_named, json_schema_input_type=OrTbd[Line] | Affiliation)]


class Person(Record):
    """The facts of one entry of ``people.yaml``."""

    id: Identifier
    """What sessions and organizers refer to; the key of the entry."""
    aliases: Annotated[OrTbd[tuple[Identifier, ...]], OneOrMany] = ()
    """Former ids: links that use them still lead here."""
    name: OrTbd[Line]
    """The name as it is printed, in any writing system."""
    given_name: OrTbd[Line] | None = None
    """For sorting by name; otherwise what family name, titles and degrees leave of the name."""
    family_name: OrTbd[Line] | None = None
    """For sorting by name; otherwise what the given name leaves of the name, or its last word that is no degree."""
    position: OrTbd[Line] | None = None
    """Such as "Librarian"."""
    affiliation: Annotated[OrTbd[tuple[_NameOrAffiliation, ...]], OneOrMany] = ()
    """Where the person works or studies: one or many, each a name or a mapping."""
    url: OrTbd[Url] | None = None
    """The person's own page."""
    photo: OrTbd[PhotoField] | None = None
    """A JPEG, PNG or WebP file; if it is not named, the one in the folder ``photos`` that is called after the id."""
    bio: OrTbd[Markdown] | None = None
    """A few sentences, in Markdown."""
    pronouns: OrTbd[Line] | None = None
    """Shown behind the affiliation."""
    pronunciation: OrTbd[Line] | None = None
    """How the name is said, such as "ah-DAH"; on the sheets of those who lead sessions."""
    links: OrTbd[Links] = Field(default_factory=dict)
    """Further addresses, by name, such as `orcid` or `github`."""
    email: OrTbd[Email] | None = None
    """Left out of everything that is built unless `publish_email` says `yes`."""
    publish_email: Annotated[YesOrNo, tbd_means('no')] = False
    """Whether the e-mail address may be shown."""

    @property
    def former_ids(self) -> tuple[str, ...]:
        """Ids that the record had before; none while that is TBD."""
        return () if isinstance(self.aliases, Tbd) else self.aliases

    @property
    def parts(self) -> NameParts:
        """Family name, given name and the rest; a half that the author left out is what the other one leaves."""
        name = self.name if isinstance(self.name, str) else ''
        family = self.family_name if isinstance(self.family_name, str) else None
        given = self.given_name if isinstance(self.given_name, str) else None
        if family is not None and given is not None:
            return NameParts(family, '' if given == name else given)
        if given is not None and given == name:
            return NameParts(name)
        guess = name_parts(name)
        if given is not None:
            family = _without(guess.in_order, given) or _without(name, given) or guess.family
        elif family is not None:
            rest = _without(guess.in_order, family)
            rest = _without(name, family) if rest is None else rest
            # A family name in other letters than the name leaves all of it.
            given = guess.in_order if rest is None else rest
        else:
            return guess
        # The author's half may have the degree, or be all of what is in brackets.
        halves = f'{family} {given}'
        title, suffix, aside = ('' if part in halves else part for part in (guess.title, guess.suffix, guess.aside))
        return NameParts(family, given, title, suffix, aside)

    @property
    def are_parts_guessed(self) -> tuple[bool, bool]:
        """Whether family name and given name are guesses: the author left them out, and the name has several words."""
        has_words = isinstance(self.name, str) and len(self.name.split()) > 1
        family, given = (has_words and not isinstance(half, str) for half in (self.family_name, self.given_name))
        return family, given

    def sort_key(self, order: Collation) -> tuple[SortKey, str]:
        """Family name, given name, what tells generations apart, in the order of a language; then the id."""
        parts = self.parts
        return order.key(parts.family, parts.given, parts.suffix), self.id

    @property
    def initials(self) -> str:
        """One or two letters that stand for the person where there is no photo."""
        if not isinstance(self.name, str):
            return '?'
        words = [word for word in name_parts(self.name).in_order.split() if word[0].isalnum()]
        if not words:
            return self.name[0]
        # A name in Hangul, Han or Kana is one word; its first character is the family's.
        letters = words[0][0] + (words[-1][0] if len(words) > 1 else '')
        # The capital of ß would be two letters.
        return ''.join(letter.upper() if len(letter.upper()) == 1 else letter for letter in letters)


def _without(name: str, half: str) -> str | None:
    """The rest of a name without one half, which may be several words; None if it is no part of the name."""
    words, part = name.split(), half.split()
    if len(words) == 1:
        # Names in Hangul, Han and Kana have no blanks.
        rest = name.removeprefix(half) if name.startswith(half) else name.removesuffix(half)
        return rest if rest != name else None
    for begin in (len(words) - len(part), *range(len(words) - len(part))):
        if part and begin >= 0 and words[begin : begin + len(part)] == part:
            return ' '.join([*words[:begin], *words[begin + len(part) :]])
    return None


_PERCENT = r'(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)\s*%'
_FOCUS = re.compile(rf'{_PERCENT}[\s,]*{_PERCENT}')

_FROM_0_TO_100 = r'0*(100(\.0{1,6})?|[0-9]{1,2}(\.[0-9]{1,6})?)\s*%'
#: How it is written, as JSON Schema.
_FOCUS_SCHEMA = {
    'type': 'string',
    'pattern': rf'^\s*{_FROM_0_TO_100}[\s,]*{_FROM_0_TO_100}\s*$',
    'patternErrorMessage': "Write how far it is from the left and from the top, such as '30% 20%'.",
    'examples': ['30% 20%'],
}


class Focus(NamedTuple):
    """The point that a portrait is cut around, in percent of the upright photo."""

    left: float = 50.0
    top: float = 50.0

    @classmethod
    def parse(cls, raw: object) -> Focus:
        """Two percentages: from the left, and from the top."""
        if isinstance(raw, Focus):
            return raw
        text = text_of(raw).strip()
        point = _FOCUS.fullmatch(text)
        if not point:
            hint = "write how far it is from the left and from the top, such as '30% 20%'"
            raise MalformedError(f'{quoted_text(text)} is not a point of a photo', hint)
        focus = cls(*map(float, point.groups()))
        if not all(0 <= percent <= 100 for percent in focus):
            hint = 'write 0% to 100% from the left, then 0% to 100% from the top'
            raise MalformedError(f'{quoted_text(text)} is outside the photo', hint)
        return focus


FocusField = Annotated[Focus, PlainValidator(Focus.parse), WithJsonSchema(_FOCUS_SCHEMA)]


class Photo(Record):
    """A picture file in the data folder; without ``file``, the one that has the person's id for a name."""

    file: OrTbd[RelativePath] | None = None
    """A JPEG, PNG or WebP file below the data folder."""
    focus: Annotated[FocusField, tbd_means('50% 50%')] = Focus()
    """What the portrait is cut around, from the left and from the top, such as "30% 20%"."""


def _as_photo(raw: object) -> object:
    return {'file': relative_path(raw)} if isinstance(raw, str) else raw


#: A photo, or the path of one alone.
PhotoField = Annotated[Photo, BeforeValidator(_as_photo, json_schema_input_type=RelativePath | Photo)]


class Attendee(NamedTuple):
    """Somebody of the list; ``role`` is what the badge says, None if the list does not tell."""

    person: Person
    role: str | None
