"""Dates that matter before the event: when submissions close, when authors hear, when registration ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Annotated, Final, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import PlainValidator, WithJsonSchema

from sphinx_event_program.model import json_schema
from sphinx_event_program.model.fields import Line, LocalMoment, Markdown, OneOrMany, OrTbd, Record, Url
from sphinx_event_program.model.times import zone
from sphinx_event_program.model.values import Tbd, text_of

#: "Anywhere on Earth": a day is over when it is over in the last place, at UTC−12. The IANA name of that is
#: ``Etc/GMT+12``, whose sign is the other way round; so nobody has to write it.
AOE: Final = timezone(timedelta(hours=-12), 'AoE')

#: A day with its time, or alone.
Moment: TypeAlias = datetime | date

#: The last minute of a day: a deadline that is a day alone.
_LAST_MINUTE = time(23, 59)


def zone_or_aoe(raw: object) -> ZoneInfo | timezone:
    """A time zone by its IANA name, or ``AoE`` for the time zone anywhere on Earth (UTC−12).

    >>> zone_or_aoe('AoE').utcoffset(None)
    datetime.timedelta(days=-1, seconds=43200)

    :raises MalformedError: if the text is neither.
    """
    return AOE if text_of(raw).strip().casefold() == 'aoe' else zone(raw)


ZoneOrAoe = Annotated[ZoneInfo | timezone, PlainValidator(zone_or_aoe), WithJsonSchema(json_schema.ZONE)]


class ImportantDate(Record):
    """A deadline, or another day that people have to know of before the event."""

    name: OrTbd[Line]
    """What happens then, such as "Submissions close"."""
    date: OrTbd[LocalMoment]
    """The day, which ends at 23:59 anywhere on Earth unless `zone` names a place; or a day and a time."""
    zone: OrTbd[ZoneOrAoe] | None = None
    """The zone of `date`: an IANA name, or `AoE`. Without it, a day is AoE, and a time in the event's zone."""
    was: Annotated[OrTbd[tuple[LocalMoment, ...]], OneOrMany] = ()
    """The former date, or several in their order; shown struck out."""
    url: OrTbd[Url] | None = None
    """Where to submit or to register; the name becomes a link."""
    note: OrTbd[Markdown] | None = None
    """A few words more, in Markdown."""

    @property
    def former(self) -> tuple[Moment, ...]:
        """The dates that hold no more; none while they are TBD."""
        return () if isinstance(self.was, Tbd) else self.was

    def moment(self, day: Moment, event_zone: ZoneInfo | Tbd) -> datetime | None:
        """The last moment of ``day``, which is `date` or one of `was`, as an aware time; None while its zone is TBD.

        >>> deadline = ImportantDate.model_validate({'name': 'Papers', 'date': '2026-03-01'})
        >>> deadline.moment(deadline.date, ZoneInfo('Europe/Paris')).astimezone(UTC).isoformat()
        '2026-03-02T11:59:00+00:00'
        """
        at_place = self.zone
        if at_place is None:
            at_place = event_zone if isinstance(day, datetime) else AOE
        if isinstance(at_place, Tbd):
            return None
        local = day if isinstance(day, datetime) else datetime.combine(day, _LAST_MINUTE)
        return local.replace(tzinfo=at_place)

    def at(self, event_zone: ZoneInfo | Tbd) -> datetime | None:
        """When it is, as an aware time; None while that or its zone is TBD."""
        return None if isinstance(self.date, Tbd) else self.moment(self.date, event_zone)


def in_order(dates: tuple[ImportantDate, ...], event_zone: ZoneInfo | Tbd) -> list[ImportantDate]:
    """Dates in the order of time; one without a day stays behind the date that is written before it."""
    latest = datetime.min.replace(tzinfo=UTC)
    keys: list[datetime] = []
    for one in dates:
        if not isinstance(one.date, Tbd):
            # A zone that is not known yet moves a date by hours alone.
            latest = one.at(event_zone) or datetime.combine(one.date, _LAST_MINUTE, UTC)
        keys.append(latest)
    return [one for _, one in sorted(zip(keys, dates, strict=True), key=lambda pair: pair[0])]
