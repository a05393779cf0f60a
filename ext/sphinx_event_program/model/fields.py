"""The types that records declare, and how each is read from an author's text.

Every scalar in ``data/`` arrives as text; the functions here raise
:class:`MalformedError`, whose hint tells what would be right.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated, Any, TypeVar, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from sphinx_event_program.model import written
from sphinx_event_program.model.values import (
    TBD,
    Duration,
    MalformedError,
    Tbd,
    Withheld,
    is_tbd,
    shown,
    text_of,
)
from sphinx_event_program.model.visible import markdown, one_line, visible
from sphinx_event_program.problems import did_you_mean


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


#: An id is part of file names and addresses.
_IDENTIFIER_LIMIT = 100
_IDENTIFIER = re.compile(r'[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?')
_COLOUR = re.compile(r'#[0-9a-fA-F]{6}')


def identifier(raw: object) -> str:
    """An id: what URLs, calendars and links hang on."""
    text = text_of(raw)
    if is_tbd(text):
        raise MalformedError(f'an id cannot be {shown(text)}', "write one that can stay, such as 'opening-talk'")
    if not _IDENTIFIER.fullmatch(text):
        raise MalformedError(
            f'{shown(text)} is not an id', "use letters, digits, '-', '_' and '.', such as 'opening-talk'"
        )
    if len(text) > _IDENTIFIER_LIMIT:
        raise MalformedError('the id is too long', f'use at most {_IDENTIFIER_LIMIT} characters')
    return text


def language(raw: object) -> str:
    """A BCP 47 language tag, whose parts CLDR knows."""
    text = text_of(raw).strip()
    if not _is_language(text):
        raise MalformedError(f'{shown(text)} is not a language tag', "use BCP 47, such as 'en' or 'pt-BR'")
    return text


_LANGUAGE = re.compile(
    r'(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<territory>[a-z]{2}|[0-9]{3}))?'
    r'(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?',
    re.IGNORECASE | re.ASCII,
)


@lru_cache(maxsize=1024)
def _is_language(tag: str) -> bool:
    if (found := _LANGUAGE.fullmatch(tag)) is None:
        return False
    known = Locale('en')
    script, territory = found['script'], found['territory']
    return (
        found['language'].lower() in known.languages
        and (script is None or script.title() in known.scripts)
        and (territory is None or territory.upper() in known.territories)
    )


def colour(raw: object) -> str:
    """A colour as ``#rrggbb``."""
    text = text_of(raw).strip()
    if not _COLOUR.fullmatch(text):
        raise MalformedError(
            f'{shown(text)} is not a colour', "write six hexadecimal digits in quotes, such as '#0b6e99'"
        )
    return text.lower()


#: Longer names exist in no file system that people use, and asking for one is an error of its own.
_PATH_LIMIT_BYTES = 255


def relative_path(raw: object) -> str:
    """A path below the data folder, with ``/`` between its parts."""
    text = text_of(raw).strip()
    parts = text.replace('\\', '/').split('/')
    if not text or text.startswith(('/', '\\', '~')) or ':' in parts[0] or '..' in parts:
        raise MalformedError(
            f'the path {shown(text)} leaves the data folder', "write a path below it, such as 'photos/ada.jpg'"
        )
    if len(text.encode()) > _PATH_LIMIT_BYTES:
        raise MalformedError('the path is too long', f'at most {_PATH_LIMIT_BYTES} bytes are read')
    return visible('/'.join(parts))


def yes_or_no(raw: object) -> bool:
    """A truth value."""
    match text_of(raw).strip().casefold():
        case 'true' | 'yes':
            return True
        case 'false' | 'no':
            return False
        case other:
            raise MalformedError(f'{shown(other)} is not a yes or no', "write 'true' or 'false'")


#: What servers are to take at least (RFC 9110, 4.1).
_URL_LIMIT_BYTES = 8000

#: What most addresses are; the others need a closer look, which takes longer.
_PLAIN_URL = re.compile(r'https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:[/?#][!-~]*)?')
_NOT_IN_URL = re.compile(r'[\s\x00-\x20]')


def url(raw: object) -> str:
    """A link that is safe to publish.

    Only http, https, mailto and tel are let through: a ``javascript:`` address
    in data from a stranger would otherwise run in a visitor's browser.
    """
    text = text_of(raw).strip()
    hint = "write a full address, such as 'https://example.org/'"
    if not text or _NOT_IN_URL.search(text):
        raise MalformedError(f'{shown(text)} is not an address', hint)
    if len(text.encode(errors='replace')) > _URL_LIMIT_BYTES:
        raise MalformedError('the address is too long', f'at most {_URL_LIMIT_BYTES} bytes are read')
    if _PLAIN_URL.fullmatch(text):
        return text
    visible(text)
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise MalformedError(f'{shown(text)} is not an address', hint) from error
    match parts.scheme.lower():
        case 'http' | 'https' if parts.hostname:
            return text
        case 'mailto' | 'tel' if parts.path:
            return text
        case 'http' | 'https' | 'mailto' | 'tel' | '':
            raise MalformedError(f'{shown(text)} is not a full address', hint)
        case scheme:
            raise MalformedError(f'an address may not be {shown(scheme)}', 'use http, https, mailto or tel')


#: The years that can be written; beyond them, arithmetic on dates runs out of years.
YEARS = range(1900, 3000)

_DATE = re.compile(r'\d{4}-\d{2}-\d{2}')
_TIME = re.compile(r'\d{1,2}:\d{2}(?::00)?')
_OFFSET = re.compile(r'(?:UTC|GMT)?\s*(?P<sign>[+\-\u2212])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?', re.IGNORECASE)


def local_moment(raw: object) -> datetime | date:
    """A local date and time, or a date alone.

    Naive on purpose: the event's ``timezone`` stands beside it.
    """
    text = text_of(raw).strip()
    day, _, clock = text.replace('T', ' ', 1).partition(' ')
    if not _DATE.fullmatch(day):
        raise MalformedError(
            f'{shown(text)} is not a date and time', "write '2025-10-19 13:00', or '2025-10-19' for a whole day"
        )
    try:
        calendar_day = date.fromisoformat(day)
    except ValueError as error:
        raise MalformedError(f'there is no day {shown(day)}', 'check the month and the day') from error
    if calendar_day.year not in YEARS:
        raise MalformedError(f'{shown(day)} is too far away', f'write a year from {YEARS[0]} to {YEARS[-1]}')
    return datetime.combine(calendar_day, clock_time(clock)) if clock.strip() else calendar_day


def clock_time(raw: object) -> time:
    """A local time of day, in 24 hours."""
    text = text_of(raw).strip()
    hint = "write the local time in 24 hours, such as '13:00'"
    if not _TIME.fullmatch(text):
        if re.search(r'(?:[+\-]\d{2}:?\d{2}|Z)$', text):
            hint = "leave the offset out: times are local to the event's timezone"
        raise MalformedError(f'{shown(text)} is not a time', hint)
    hours, minutes = (int(part) for part in text.split(':')[:2])
    if hours > 23 or minutes > 59:
        raise MalformedError(f'there is no time {shown(text)}', hint)
    return time(hours, minutes)


def moment_or_time(raw: object) -> datetime | time:
    """When a session starts or ends: a date and time, or a time on the day at hand."""
    text = text_of(raw).strip()
    if re.match(r'\d{1,2}:', text):
        return clock_time(text)
    if not re.match(r'\d{4}-', text):
        raise MalformedError(f'{shown(text)} is not a time', "write '13:00', or '2025-10-19 13:00'")
    moment = local_moment(text)
    if not isinstance(moment, datetime):
        raise MalformedError(f'{shown(text)} has no time', "write '2025-10-19 13:00', or '13:00'")
    return moment


def zone(raw: object) -> ZoneInfo:
    """A time zone by its IANA name.

    An offset is refused: it does not say when the clocks change.
    """
    text = text_of(raw).strip()
    if offset := _OFFSET.fullmatch(text):
        sign = 1 if offset['sign'] == '+' else -1
        shift = sign * timedelta(hours=int(offset['hours']), minutes=int(offset['minutes'] or 0))
        raise MalformedError(f'{shown(text)} is an offset, not a time zone', _zones_at(shift))
    names = available_timezones()
    if text not in names:
        raise MalformedError(f'there is no time zone {shown(text)}', _zones_like(text, names))
    if text in _FIXED or text.startswith('Etc/'):
        # 'EST' is no place: in summer, New York is an hour ahead of it.
        shift = ZoneInfo(text).utcoffset(datetime(2025, 1, 15)) or timedelta()
        raise MalformedError(f'{shown(text)} is an offset, not a time zone', _zones_at(shift))
    return ZoneInfo(text)


#: Names in the time zone database that say an offset, or are abbreviations of one.
_FIXED = frozenset({'CET', 'CST6CDT', 'EET', 'EST', 'EST5EDT', 'GMT', 'HST', 'MET', 'MST', 'MST7MDT', 'PST8PDT', 'WET'})


def _zones_like(text: str, names: set[str]) -> str:
    """A hint naming the zone that is nearest to ``text``, which may be a city alone."""
    if '/' in text:
        return did_you_mean(text, sorted(names))
    cities = {name.rpartition('/')[2].casefold(): name for name in sorted(names) if '/' in name}
    # Closer than for other names: 'KST' is not meant to be any city.
    near = difflib.get_close_matches(text.replace(' ', '_').casefold(), cities, n=1, cutoff=0.8)
    return f'did you mean {cities[near[0]]!r}?' if near else "write the IANA name of a place, such as 'Europe/Paris'"


def _zones_at(shift: timedelta) -> str:
    """A hint naming zones whose standard offset is ``shift``."""
    # Any winter day and any summer day: a zone is a candidate if either fits.
    days = (datetime(2025, 1, 15), datetime(2025, 7, 15))
    fitting = [
        name
        for name in sorted(available_timezones())
        if '/' in name
        and not name.startswith(('Etc/', 'US/', 'Canada/', 'Brazil/', 'Mexico/', 'Chile/', 'posix/', 'right/'))
        and shift in {ZoneInfo(name).utcoffset(day) for day in days}
    ]
    if not fitting:
        return "write an IANA name, such as 'Europe/Paris'"
    if len(fitting) <= 12:
        return f'write the IANA name of the place, such as {", ".join(fitting)}'
    # Places on different continents help more than six of the same one.
    by_area: dict[str, list[str]] = {}
    for name in fitting:
        by_area.setdefault(name.partition('/')[0], []).append(name)
    candidates = sorted(name for names in by_area.values() for name in names[:: max(1, len(names) // 3)][:3])
    return f'write the IANA name of the place, such as {", ".join(candidates[:9])}'


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
