"""Calendars of a part of the event: of a track, a room or a day, where there are several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from sphinx_event_program.edition import Edition
from sphinx_event_program.timetable import Slot
from sphinx_event_program.views.presentation import plain
from sphinx_event_program.views.wording import Wording

#: What an event can be divided into.
DIVISIONS = ('track', 'room', 'day')


class Feed(NamedTuple):
    """A calendar: whose it is, its file below the site's root, and the sessions in it."""

    name: str
    file: str
    slots: tuple[Slot, ...]


#: By kind and id, in the order of the event.
Feeds: TypeAlias = Mapping[tuple[str, str], Feed]


def feeds_of(edition: Edition, wording: Wording) -> Feeds:
    """A feed for each track, room and day; of a kind of which there is only one, that of the event says it all.

    While nobody knows when the event is, there is none, because a calendar without entries is no calendar.
    """
    if edition.program.event.first_day is None:
        return {}
    slots: defaultdict[tuple[str, str], list[Slot]] = defaultdict(list)
    for slot in edition.timetable.slots:
        for kind, ident in (('track', slot.session.track), ('room', slot.room), ('day', slot.day)):
            if ident is not None:
                # TBD is a text, too, and no id.
                slots[kind, str(ident)].append(slot)
    return {
        (kind, ident): Feed(name, f'calendar/{kind}-{ident}.ics', tuple(slots[kind, ident]))
        for kind in DIVISIONS
        if len(names := dict(_names(kind, edition, wording))) > 1
        for ident, name in names.items()
    }


def _names(kind: str, edition: Edition, wording: Wording) -> Iterator[tuple[str, str]]:
    """The name of each track, room or day, by its id."""
    event = edition.program.event
    if kind == 'day':
        yield from ((ident, wording.date(day)) for ident, day in edition.timetable.dates.items())
    else:
        yield from ((one.id, plain(one.name, wording)) for one in (event.tracks if kind == 'track' else event.rooms))
