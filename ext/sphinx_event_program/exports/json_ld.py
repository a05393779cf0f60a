"""JSON-LD for search engines (schema.org ``Event`` and ``Person``).

What is not known is left out: a word such as "To be announced" would be read as an address.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, TypeAlias

from sphinx_event_program.exports.release import Release
from sphinx_event_program.model.event import Event, EventKind, EventStatus, Location, Room
from sphinx_event_program.model.formulas import readable
from sphinx_event_program.model.markdown import excerpt
from sphinx_event_program.model.session import SPEAKING_ROLES, Session, SessionKind, SessionStatus
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.timetable import Slot
from sphinx_event_program.timetable.slots import elapsed

Described: TypeAlias = dict[str, Any]

#: More sessions would weigh more than the page in whose head they stand; each has its own page.
MOST_SUB_EVENTS = 100

#: As many characters of an abstract or a biography as a result of a search has room for; the page has it in full.
DESCRIPTION_LIMIT = 160

_STATUS = {
    EventStatus.CANCELLED: 'EventCancelled',
    EventStatus.POSTPONED: 'EventPostponed',
    EventStatus.MOVED_ONLINE: 'EventMovedOnline',
}

_EDUCATION = frozenset({EventKind.TUTORIAL, EventKind.WORKSHOP, EventKind.SCHOOL})


def of_event(release: Release) -> str | None:
    """The event, for its first page; None while its title or its day is not known."""
    event = release.edition.program.event
    if isinstance(event.title, Tbd) or event.first_day is None:
        return None
    described = _event(release)
    sessions = release.edition.program.sessions
    if len(sessions) <= MOST_SUB_EVENTS:
        described['subEvent'] = [
            _without_nothing(_with_talks(session, release))
            for session in sessions
            if session.part_of is None and _is_told(session, release)
        ]
    return _written(described)


def of_session(ident: str, release: Release) -> str | None:
    """A session, for its own page; None while its title or its hour is not known, and for a break."""
    session = release.edition.program.sessions_by_id[ident]
    if not _is_told(session, release):
        return None
    slot = release.edition.timetable.by_session[ident]
    event = release.edition.program.event
    in_event = {
        '@type': _type(event),
        '@id': _ident(release),
        'name': None if isinstance(event.title, Tbd) else event.title,
        'startDate': _begin(event),
        'location': _places(release, None),
        'url': release.home,
    }
    whole = release.edition.program.sessions_by_id.get(str(session.part_of))
    described = _brief(session, release) | {
        'endDate': _moment(slot.end),
        'duration': _duration(slot.start, slot.end),
        'description': excerpt(release.text(session.abstract), DESCRIPTION_LIMIT) or None,
        'eventAttendanceMode': _mode(release),
        'location': _places(release, _rooms(slot, release), slot),
        # More of them stands on pages of their own, and on the first one; here it would be on each of hundreds.
        'performer': [_named(ident, release) for ident in _performers(session)],
        'organizer': [_named(ident, release) for ident in _organizers(release)],
        'inLanguage': _one_or_many(release.edition.program.languages_of(session)),
        'maximumAttendeeCapacity': _number(session.capacity),
        'offers': _offer(session),
        'recordedIn': _recording(session),
        'keywords': None if isinstance(session.tags, Tbd) else list(session.tags),
        'subEvent': [_brief(talk, release) for talk in _told_talks(session, release)],
        'superEvent': _brief(whole, release) | {'superEvent': in_event} if whole else in_event,
    }
    return _written(described)


def of_person(ident: str, release: Release) -> str | None:
    """A person, for their own page; None while their name is not known."""
    described = _person(ident, release)
    return _written(described) if described else None


def _written(described: Described) -> str:
    """As JSON that neither ends nor comments out the element in which it stands."""
    known = _without_nothing({'@context': 'https://schema.org', **described})
    text = json.dumps(known, ensure_ascii=False, separators=(',', ':'))
    return text.replace('<', r'\u003c').replace('>', r'\u003e').replace('&', r'\u0026')


def _without_nothing(value: Any) -> Any:
    """A mapping without its empty values, at any depth."""
    match value:
        case dict():
            kept = {key: _without_nothing(part) for key, part in value.items()}
            return {key: part for key, part in kept.items() if part not in (None, '', [], {})}
        case list():
            return [part for part in map(_without_nothing, value) if part not in (None, {})]
    return value


def _event(release: Release) -> Described:
    event = release.edition.program.event
    part_of = None if event.part_of is None or isinstance(event.part_of, Tbd) else event.part_of
    return {
        '@type': _type(event),
        '@id': _ident(release),
        'name': event.title,
        'description': (event.summary if isinstance(event.summary, str) else None) or release.text(event.description),
        'startDate': _begin(event),
        'endDate': _end(event),
        'eventStatus': _status(event.status),
        'eventAttendanceMode': _mode(release),
        'location': _places(release, None),
        'organizer': [_person(ident, release) for ident in _organizers(release)],
        'sponsor': [
            {'@type': 'Organization', 'name': _text(one.name), 'url': _text(one.url)}
            for one in (() if isinstance(event.sponsors, Tbd) else event.sponsors)
            if isinstance(one.name, str)
        ],
        'inLanguage': event.language if 'language' in event.model_fields_set else None,
        'url': release.home,
        'superEvent': part_of and {'@type': 'Event', 'name': _text(part_of.name), 'url': _text(part_of.url)},
    }


def _brief(session: Session, release: Release) -> Described:
    slot = release.edition.timetable.by_session[session.id]
    former = release.edition.program.former_start(session, slot.day)
    before = former if isinstance(former, datetime) else None
    return {
        '@type': 'Event',
        '@id': release.guid('session', session.id).urn,
        'name': readable(session.title) if isinstance(session.title, str) else None,
        'startDate': _moment(slot.start),
        'previousStartDate': _moment(before),
        'eventStatus': _session_status(session, before, release),
        'location': {'@type': 'Place', 'name': rooms} if (rooms := _rooms(slot, release)) else None,
        'url': release.address('session', session.id),
    }


def _session_status(session: Session, before: datetime | None, release: Release) -> str:
    if session.status is SessionStatus.CANCELLED:
        return _status(EventStatus.CANCELLED)
    event = release.edition.program.event.status
    # Only who knows the former start has been rescheduled (schema.org, previousStartDate).
    return 'https://schema.org/EventRescheduled' if before and event is EventStatus.CONFIRMED else _status(event)


def _with_talks(session: Session, release: Release) -> Described:
    return _brief(session, release) | {'subEvent': [_brief(talk, release) for talk in _told_talks(session, release)]}


def _told_talks(session: Session, release: Release) -> list[Session]:
    talks = release.edition.program.talks_of.get(session.id, ())
    return [talk for talk in talks if _is_told(talk, release)]


def _is_told(session: Session, release: Release) -> bool:
    start = release.edition.timetable.by_session[session.id].start
    return start is not None and isinstance(session.title, str) and session.kind is not SessionKind.BREAK


def _ident(release: Release) -> str:
    return release.guid('event', '').urn


def _type(event: Event) -> str:
    return 'EducationEvent' if event.kind in _EDUCATION else 'Event'


def _text(value: str | Tbd | None) -> str | None:
    return value if isinstance(value, str) else None


def _status(status: EventStatus | Tbd) -> str:
    known = 'EventScheduled' if isinstance(status, Tbd) else _STATUS.get(status, 'EventScheduled')
    return f'https://schema.org/{known}'


def _mode(release: Release) -> str | None:
    """How one can take part; None where nobody said so."""
    here = isinstance(release.edition.program.event.location, Location)
    there = release.online is not None
    if release.edition.program.event.status is EventStatus.MOVED_ONLINE or (there and not here):
        return 'https://schema.org/OnlineEventAttendanceMode'
    if here:
        return f'https://schema.org/{"Mixed" if there else "Offline"}EventAttendanceMode'
    return None


def _moment(moment: datetime | date | None) -> str | None:
    """A moment with its offset, or a day; never an hour that nobody gave."""
    return moment.isoformat() if moment is not None else None


def _begin(event: Event) -> str | None:
    return _moment(event.starts_at or event.first_day)


def _end(event: Event) -> str | None:
    return _moment(event.ends_at or (event.end if isinstance(event.end, date) else None))


def _duration(start: datetime | None, end: datetime | None) -> str | None:
    if start is None or end is None:
        return None
    return f'PT{int(elapsed(start, end).total_seconds()) // 60}M'


def _places(release: Release, room: str | None, slot: Slot | None = None) -> list[Described]:
    """Place of the event or of a slot, and where to join or watch it from elsewhere, as far as that is public."""
    event, online = release.edition.program.event, release.online
    places: list[Described] = []
    if isinstance(event.location, Location) and event.status is not EventStatus.MOVED_ONLINE:
        places.append(_place(event.location, room or _own_room(event.location, release)))
    elif room and event.status is not EventStatus.MOVED_ONLINE:
        places.append({'@type': 'Place', 'name': room})
    # Of several rooms, the first one is where the speaker is.
    if places and slot is not None and (own := release.edition.program.rooms.get(str(slot.rooms[0]))):
        places[0] |= _of_room(own, places[0].get('address'))
    if online is not None and isinstance(online.url, str):
        places.append({'@type': 'VirtualLocation', 'url': online.url})
    if isinstance(stream := release.stream(slot), str):
        places.append({'@type': 'VirtualLocation', 'url': stream})
    return places


def _rooms(slot: Slot, release: Release) -> str | None:
    """The names of a session's rooms; None while none is known."""
    rooms = [release.edition.program.rooms.get(str(room)) for room in slot.rooms]
    return ', '.join(room.name for room in rooms if room and isinstance(room.name, str)) or None


def _of_room(room: Room, address: Described | None) -> Described:
    """Facts of a room beside its name; its own address and map come before those of the event."""
    street = {'streetAddress': room.address} if isinstance(room.address, str) else {}
    return {
        'maximumAttendeeCapacity': _number(room.capacity),
        **({'address': {'@type': 'PostalAddress', **(address or {}), **street}} if street else {}),
        **({'hasMap': room.map_url} if isinstance(room.map_url, str) else {}),
    }


def _own_room(location: Location, release: Release) -> str | None:
    room = release.edition.program.rooms.get(str(location.room))
    return _text(room.name) if room else _text(location.room)


def _place(location: Location, room: str | None) -> Described:
    address = {
        'streetAddress': _text(location.address),
        'addressLocality': _text(location.city),
        'addressCountry': _text(location.country),
    }
    known = _without_nothing(address)
    return {
        '@type': 'Place',
        'name': ', '.join(filter(None, [room, _text(location.venue)])),
        'address': {'@type': 'PostalAddress', **known} if known else None,
        'hasMap': _text(location.map_url),
    }


def _number(value: int | Tbd | None) -> int | None:
    return value if isinstance(value, int) else None


def _one_or_many(values: tuple[str, ...]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


def _offer(session: Session) -> Described | None:
    """Where to book, without a price that nobody gave."""
    if not isinstance(session.registration, str):
        return None
    sold_out = 'https://schema.org/SoldOut' if session.full else None
    return {'@type': 'Offer', 'url': session.registration, 'availability': sold_out}


def _recording(session: Session) -> Described | None:
    if not isinstance(session.recording, str):
        return None
    license_name = _text(session.license)
    return {
        '@type': 'VideoObject',
        'name': _text(session.title),
        'url': session.recording,
        'license': {'@type': 'CreativeWork', 'name': license_name} if license_name else None,
    }


def _performers(session: Session) -> list[str]:
    return [str(part.person) for part in session.participations if part.role in SPEAKING_ROLES]


def _organizers(release: Release) -> list[str]:
    groups = release.edition.program.event.organizer_groups
    return [str(ident) for group in groups for ident in group.people]


def _named(ident: str, release: Release) -> Described:
    """A person's name, and where more is said of them; nothing while the name is not known."""
    person = release.edition.program.people.get(ident)
    if person is None or not isinstance(person.name, str):
        return {}
    return {'@type': 'Person', 'name': person.name, 'url': release.address('person', ident) or _text(person.url)}


def _person(ident: str, release: Release) -> Described:
    named = _named(ident, release)
    if not named:
        return {}
    person = release.edition.program.people[ident]
    affiliation = () if isinstance(person.affiliation, Tbd) else person.affiliation
    links = {} if isinstance(person.links, Tbd) else person.links
    return {
        **named,
        'jobTitle': _text(person.position),
        'affiliation': [
            {'@type': 'Organization', 'name': one.name, 'url': _text(one.url)}
            for one in affiliation
            if isinstance(one.name, str)
        ],
        'sameAs': [address for address in links.values() if isinstance(address, str)],
    }
