"""The shape of the data files, as the records declare it: which keys a mapping has, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from sphinx_event_program.model.event import Event
from sphinx_event_program.model.fields import Markdown
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import Session


@dataclass(frozen=True)
class Shape:
    """Shape of a value in a data file.

    ``keys`` are a record's own, in their order; a mapping without ``keys`` has its
    author's (ids, names of links), all with values of the shape ``each``. The items
    of a list have the shape ``each`` too.
    """

    keys: Mapping[str, Shape] = field(default_factory=dict)
    each: Shape | None = None

    #: Whether it holds people or sessions, which stand apart from each other.
    holds_records: bool = False

    #: Whether it is Markdown.
    is_prose: bool = False

    #: Shape of a mapping where a list is expected: one item of it, without the brackets.
    alone: Shape | None = None

    def of(self, key: str) -> Shape:
        """The shape of the value of a key."""
        return self.keys.get(key) or self.of_each

    @property
    def of_each(self) -> Shape:
        """The shape of each item, or of each value of an author's own key."""
        return self.each or Shape()

    @property
    def as_mapping(self) -> Shape:
        """The same where a mapping stands."""
        return self.alone or self

    def position(self, key: str, *, is_long: bool) -> tuple[int, int]:
        """Sort key of a key: facts, then prose, then what goes on for several lines."""
        return 2 if is_long else int(self.of(key).is_prose), self.rank(key)

    def rank(self, key: str) -> int:
        """Position of a key among the keys; unknown ones come after all others."""
        return list(self.keys).index(key) if key in self.keys else len(self.keys)


@cache
def shape_of_file(name: str) -> Shape:
    """The shape of ``event``, ``people`` or ``sessions``."""
    person = _shape_of(Person)
    people = Shape(each=replace(person, keys={key: shape for key, shape in person.keys.items() if key != 'id'}))
    people = replace(people, holds_records=True)
    session = _shape_of(Session)
    sessions = Shape(each=session, holds_records=True)
    # A file in a folder may hold one session; and TOML has no list without a name.
    sessions = replace(sessions, alone=Shape(keys={**session.keys, 'sessions': sessions}))
    # A small event has everything in one file.
    whole = Shape(keys={**_shape_of(Event).keys, 'people': people, 'sessions': sessions})
    return {'event': whole, 'people': people, 'sessions': sessions}[name]


def _shape_of(annotation: Any) -> Shape:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape(keys={name: _shape_of(known.annotation) for name, known in annotation.model_fields.items()})
    if annotation == Markdown:
        return Shape(is_prose=True)
    parts: Sequence[Any] = get_args(annotation)
    if get_origin(annotation) is tuple:
        item = _shape_of(parts[0])
        return Shape(each=item, alone=item if item.keys else None)
    if get_origin(annotation) is dict:
        return Shape(each=_shape_of(parts[1]))
    return next((shape for part in parts if (shape := _shape_of(part)) != Shape()), Shape())
