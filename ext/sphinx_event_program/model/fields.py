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

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from sphinx_event_program.model import written
from sphinx_event_program.model.addresses import relative_path, url
from sphinx_event_program.model.moments import local_moment, moment_or_time
from sphinx_event_program.model.values import TBD, Duration, MalformedError, Tbd, Withheld, is_tbd, shown
from sphinx_event_program.model.visible import markdown, one_line
from sphinx_event_program.model.words import colour, identifier, language, reference, yes_or_no
from sphinx_event_program.model.zones import zone


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

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> written.JsonSchema:
        return written.or_tbd(handler(schema))


T = TypeVar('T')

#: A value of type T, or TBD.
OrTbd = Annotated[T | Tbd, _TbdFirst()]

#: The same, for a value that an edition may withhold; no author can write that.
OrWithheld = Annotated[T | Tbd | Withheld, _TbdFirst()]


@dataclass(frozen=True, slots=True)
class Spelled:
    """A form that authors may use instead of the field's own: how it is read, and what editors have to allow for it."""

    read: Callable[[object], object]
    allow: Callable[[written.JsonSchema], written.JsonSchema]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> written.JsonSchema:
        return self.allow(handler(schema))


def tbd_means(default: object) -> Spelled:
    """Lets TBD stand for ``default`` in a field that always has a value."""
    return Spelled(lambda raw: default if is_tbd(raw) else raw, written.or_tbd)


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
                raise MalformedError(f'the label {shown(line)} is given twice', 'two labels differ only in spaces')
    return raw


def known_tags(raw: object) -> object:
    """Tags without those that are still open; open as a whole if none is left."""
    tags = one_or_many(raw)
    if not isinstance(tags, list) or not any(map(is_tbd, tags)):
        return tags
    return [tag for tag in tags if not is_tbd(tag)] or TBD


Line = Annotated[str, PlainValidator(one_line), WithJsonSchema(written.LINE)]
Markdown = Annotated[str, PlainValidator(markdown), WithJsonSchema(written.MARKDOWN)]
Identifier = Annotated[str, PlainValidator(identifier), WithJsonSchema(written.IDENTIFIER)]
Reference = Annotated[str, PlainValidator(reference), WithJsonSchema(written.IDENTIFIER)]
Language = Annotated[str, PlainValidator(language), WithJsonSchema(written.LANGUAGE)]
Colour = Annotated[str, PlainValidator(colour), WithJsonSchema(written.COLOUR)]
RelativePath = Annotated[str, PlainValidator(relative_path), WithJsonSchema(written.RELATIVE_PATH)]
Url = Annotated[str, PlainValidator(url), WithJsonSchema(written.URL)]
YesOrNo = Annotated[bool, PlainValidator(yes_or_no), WithJsonSchema(written.YES_OR_NO)]
DurationField = Annotated[Duration, PlainValidator(Duration.parse), WithJsonSchema(written.DURATION)]
LocalMoment = Annotated[datetime | date, PlainValidator(local_moment), WithJsonSchema(written.LOCAL_MOMENT)]
MomentOrTime = Annotated[datetime | time, PlainValidator(moment_or_time), WithJsonSchema(written.MOMENT_OR_TIME)]
Zone = Annotated[ZoneInfo, PlainValidator(zone), WithJsonSchema(written.ZONE)]
OneOrMany = Spelled(one_or_many, written.one_or_many)
Links = Annotated[dict[Line, OrTbd[Url]], BeforeValidator(labels_apart)]
OneOrManyTags = Spelled(known_tags, written.one_or_many)
