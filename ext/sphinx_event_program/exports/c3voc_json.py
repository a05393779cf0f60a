"""``schedule.json`` (c3voc): the schedule as c3voc's tools and apps read it in JSON."""

from __future__ import annotations

import json
import re
from typing import Any

from sphinx_event_program.exports.release import Release, slug
from sphinx_event_program.exports.schedule import GENERATOR, Schedule, ScheduleDay, TimedSlot, hours_and_minutes, is_web
from sphinx_event_program.model.session import MaterialKind, Session

#: The format's words for materials; what has none is related.
_REFERENCES = {MaterialKind.SLIDES: 'slides', MaterialKind.PAPER: 'paper', MaterialKind.VIDEO: 'media'}

#: The zones that the format allows.
_ZONE = re.compile(r'[A-Z][a-z]+/[A-Z][a-z]+.*|UTC')


def schedule_json(release: Release) -> bytes | None:
    """The schedule as c3voc's JSON Schema has it; None while no session has a known time."""
    schedule = Schedule(release)
    if not schedule.days:
        return None
    here = {'base_url': release.site, 'url': release.file('schedule.json')} if is_web(release.site) else {}
    document = {
        '$schema': 'https://c3voc.de/schedule/schema.json',
        'generator': {'name': GENERATOR, 'version': schedule.generator_version},
        'schedule': {'version': schedule.version, **here, 'conference': _conference(schedule)},
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b'\n'


def _conference(schedule: Schedule) -> dict[str, Any]:
    release, days, event = schedule.release, schedule.days, schedule.program.event
    conference: dict[str, Any] = {
        'title': release.title,
        'acronym': schedule.acronym,
        'start': schedule.dates[0].isoformat(),
        'end': schedule.dates[1].isoformat(),
        'daysCount': len(days),
        'timeslot_duration': '00:05',
    }
    if _ZONE.fullmatch(str(event.timezone)):
        conference['time_zone_name'] = str(event.timezone)
    if release.home:
        conference['url'] = release.home
    conference['tracks'] = [
        {'name': release.known(track.name), 'slug': f't-{slug(track.id)}'}
        | ({'color': track.color} if isinstance(track.color, str) else {})
        for track in event.tracks
    ]
    names = dict.fromkeys(name for day in days for name in day.rooms)
    capacities = {release.known(room.name): room.capacity for room in event.rooms if isinstance(room.capacity, int)}
    conference['rooms'] = [
        {'name': name, 'guid': str(release.guid('room', name))}
        | ({'capacity': capacities[name]} if name in capacities else {})
        for name in names
    ]
    conference['days'] = [_day(day, schedule) for day in days]
    return conference


def _day(day: ScheduleDay, schedule: Schedule) -> dict[str, Any]:
    return {
        'index': day.index,
        'date': day.date.isoformat(),
        'day_start': day.start.isoformat(),
        'day_end': day.end.isoformat(),
        'rooms': {name: [_event(name, slot, schedule) for slot in slots] for name, slots in day.rooms.items()},
    }


def _event(room: str, slot: TimedSlot, schedule: Schedule) -> dict[str, Any]:
    session, release = slot.session, schedule.release
    hours, minutes = hours_and_minutes(slot)
    guid = release.slot_guid(slot.slot)
    return {
        'guid': str(guid),
        'id': schedule.number(slot.slot),
        'date': slot.start.isoformat(),
        'start': f'{slot.start:%H:%M}',
        'end': slot.end.isoformat(),
        'duration': f'{hours:02}:{minutes:02}',
        'room': room,
        'slug': f'{schedule.acronym}-{slug(session.id)}' + (f'-{slot.slot.number + 1}' if slot.slot.number else ''),
        # An address has to be given; this one says that it is none.
        'url': schedule.address(session) or guid.urn,
        'title': release.headline(session),
        'subtitle': schedule.subtitle(session),
        'track': release.track(session),
        'type': schedule.kind(session),
        'language': schedule.language(session),
        'abstract': release.text(session.abstract),
        **_recording(session),
        'persons': [
            {'name': name, 'guid': str(release.guid('person', ident))} for name, ident, _ in release.people(session)
        ],
        'links': [
            {'url': address, 'title': title, 'type': _REFERENCES.get(kind, 'related')}
            for title, address, kind in schedule.links(session)
        ],
    }


def _recording(session: Session) -> dict[str, Any]:
    """Licence of the recording, and whether nobody may record; nothing where the author said nothing of it."""
    described: dict[str, Any] = {}
    if isinstance(session.license, str):
        described['recording_license'] = session.license
    if session.do_not_record is not False:
        described['do_not_record'] = True if session.do_not_record is True else None
    return described
