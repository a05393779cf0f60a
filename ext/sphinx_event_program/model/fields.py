"""The types that records declare.

Every scalar in ``data/`` arrives as text; what reads it raises
:class:`MalformedError`, whose hint tells what would be right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any, TypeVar, get_args
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from sphinx_event_program.model import json_schema
from sphinx_event_program.model.addresses import email, relative_path, url
from sphinx_event_program.model.texts import (
    colour,
    identifier,
    language,
    markdown,
    one_line,
    people_count,
    reference,
    yes_or_no,
)
from sphinx_event_program.model.times import day_start, local_moment, moment_or_time, zone
from sphinx_event_program.model.values import TBD, Duration, MalformedError, Tbd, Withheld, is_tbd, quoted_text


class _TbdFirst:
    """Lets TBD through before the field's own type is asked.

    A plain union would report every error twice, once for each branch.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        (inner,) = (part for part in get_args(source) if part not in (Tbd, Withheld))
        schema = handler.generate_schema(inner)
        if schema['type'] == 'function-plain' and schema['function']['type'] == 'no-info':
            # One call instead of three; there are a hundred thousand values in a large program.
            read = schema['function']['function']
            return core_schema.no_info_plain_validator_function(
                lambda raw: TBD if raw is TBD or is_tbd(raw) else read(raw), metadata=schema.get('metadata')
            )
        return core_schema.no_info_wrap_validator_function(
            lambda raw, validate: TBD if raw is TBD or is_tbd(raw) else validate(raw), schema
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> json_schema.JsonSchema:
        return json_schema.or_tbd(handler(schema))


T = TypeVar('T')

#: A value of type T, or TBD.
OrTbd = Annotated[T | Tbd, _TbdFirst()]

#: The same, for a value that an edition may withhold; no author can write that.
OrWithheld = Annotated[T | Tbd | Withheld, _TbdFirst()]


@dataclass(frozen=True, slots=True)
class Spelled:
    """A form that authors may use instead of the field's own: how it is read, and what editors have to allow for it."""

    read: Callable[[object], object]
    allow: Callable[[json_schema.JsonSchema], json_schema.JsonSchema]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> json_schema.JsonSchema:
        return self.allow(handler(schema))


def tbd_means(default: object) -> Spelled:
    """Lets TBD stand for ``default`` in a field that always has a value."""
    return Spelled(lambda raw: default if is_tbd(raw) else raw, json_schema.or_tbd)


def one_or_many(raw: object) -> object:
    """A single value as a list of one, so that authors need no brackets for it."""
    return raw if isinstance(raw, list) or is_tbd(raw) else [raw]


def labels_apart(raw: object) -> object:
    """A mapping whose keys stay apart when they are put on one line."""
    if isinstance(raw, dict):
        met: dict[str, str] = {}
        for label in raw:
            line = ' '.join(str(label).split())
            if met.setdefault(line, label) != label:
                raise MalformedError(
                    f'the label {quoted_text(line)} is given twice', 'two labels differ only in spaces'
                )
    return raw


def known_items(raw: object) -> object:
    """Tags or languages without those that are still open; open as a whole if none is left."""
    items = one_or_many(raw)
    if not isinstance(items, list) or not any(map(is_tbd, items)):
        return items
    return [item for item in items if not is_tbd(item)] or TBD


Line = Annotated[str, PlainValidator(one_line), WithJsonSchema(json_schema.LINE)]
Markdown = Annotated[str, PlainValidator(markdown), WithJsonSchema(json_schema.MARKDOWN)]
Identifier = Annotated[str, PlainValidator(identifier), WithJsonSchema(json_schema.IDENTIFIER)]
Reference = Annotated[str, PlainValidator(reference), WithJsonSchema(json_schema.IDENTIFIER)]
Language = Annotated[str, PlainValidator(language), WithJsonSchema(json_schema.LANGUAGE)]
Colour = Annotated[str, PlainValidator(colour), WithJsonSchema(json_schema.COLOUR)]
RelativePath = Annotated[str, PlainValidator(relative_path), WithJsonSchema(json_schema.RELATIVE_PATH)]
Url = Annotated[str, PlainValidator(url), WithJsonSchema(json_schema.URL)]
PeopleCount = Annotated[int, PlainValidator(people_count), WithJsonSchema(json_schema.PEOPLE_COUNT)]
YesOrNo = Annotated[bool, PlainValidator(yes_or_no), WithJsonSchema(json_schema.YES_OR_NO)]
DurationField = Annotated[Duration, PlainValidator(Duration.parse), WithJsonSchema(json_schema.DURATION)]
LocalMoment = Annotated[datetime | date, PlainValidator(local_moment), WithJsonSchema(json_schema.LOCAL_MOMENT)]
MomentOrTime = Annotated[datetime | time, PlainValidator(moment_or_time), WithJsonSchema(json_schema.MOMENT_OR_TIME)]
DayStart = Annotated[time, PlainValidator(day_start), WithJsonSchema(json_schema.DAY_START)]
Zone = Annotated[ZoneInfo, PlainValidator(zone), WithJsonSchema(json_schema.ZONE)]
OneOrMany = Spelled(one_or_many, json_schema.one_or_many)
Email = Annotated[str, PlainValidator(email), WithJsonSchema(json_schema.EMAIL)]
Links = Annotated[dict[Line, OrTbd[Url]], BeforeValidator(labels_apart)]
OneOrManyKnown = Spelled(known_items, json_schema.one_or_many)


class Record(BaseModel):
    """A frozen record whose keys are exactly those that DATA names.

    What stands below a field is what editors show for its key.
    """

    model_config = ConfigDict(
        frozen=True,
        # Not before a record is read: most builds find the edition of the last one.
        defer_build=True,
        extra='forbid',
        arbitrary_types_allowed=True,
        revalidate_instances='never',
    )

    def __repr__(self) -> str:
        """All fields: as pydantic says it, in a fifth of the time. Each build makes fingerprints of thousands."""
        return f'{type(self).__name__}({self.__dict__!r})'
