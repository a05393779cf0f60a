"""A person's photo, as ``people.yaml`` names it."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from sphinx_event_program.model.addresses import relative_path
from sphinx_event_program.model.fields import OrTbd, RelativePath, tbd_means
from sphinx_event_program.model.record import Record
from sphinx_event_program.model.values import MalformedError, shown, text_of

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
            raise MalformedError(f'{shown(text)} is not a point of a photo', hint)
        focus = cls(*map(float, point.groups()))
        if not all(0 <= percent <= 100 for percent in focus):
            hint = 'write 0% to 100% from the left, then 0% to 100% from the top'
            raise MalformedError(f'{shown(text)} is outside the photo', hint)
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
