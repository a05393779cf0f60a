"""``schedule.xml`` (frab, c3voc): the schedule as apps for conferences read it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sphinx_event_program.exports.release import Release, slug
from sphinx_event_program.exports.schedule import GENERATOR, Schedule, ScheduleDay, TimedSlot, hours_and_minutes, is_web
from sphinx_event_program.model.session import Session


def schedule_xml(release: Release) -> bytes | None:
    """The schedule as c3voc's XSD has it; None while no session has a known time."""
    schedule = Schedule(release)
    if not schedule.days:
        return None
    root = Element('schedule')
    SubElement(root, 'generator', name=GENERATOR, version=schedule.generator_version)
    if (url := release.file('schedule.xml')) and is_web(url):
        _text(root, 'url', url)
    _text(root, 'version', schedule.version)
    _conference(SubElement(root, 'conference'), schedule)
    for day in schedule.days:
        _day(root, day, schedule)
    indent(root)
    return bytes(tostring(root, encoding='utf-8', xml_declaration=True)) + b'\n'


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _conference(element: Element, schedule: Schedule) -> None:
    release, days = schedule.release, schedule.days
    _text(element, 'title', release.title)
    _text(element, 'acronym', schedule.acronym)
    for name, day in zip(('start', 'end'), schedule.dates, strict=True):
        _text(element, name, day.isoformat())
    _text(element, 'days', str(len(days)))
    _text(element, 'timeslot_duration', '00:05')
    if is_web(release.site):
        _text(element, 'base_url', release.site)
    if release.home:
        _text(element, 'url', release.home)
    _text(element, 'time_zone_name', str(schedule.program.event.timezone))
    for track in schedule.program.event.tracks:
        described = SubElement(element, 'track', name=release.known(track.name))
        if isinstance(track.color, str):
            described.set('color', track.color)
        # A slug begins with a letter.
        described.set('slug', f't-{slug(track.id)}')


def _day(root: Element, day: ScheduleDay, schedule: Schedule) -> None:
    element = SubElement(
        root,
        'day',
        index=str(day.index),
        date=day.date.isoformat(),
        start=day.start.isoformat(),
        end=day.end.isoformat(),
    )
    for name, slots in day.rooms.items():
        room = SubElement(element, 'room', name=name, guid=str(schedule.release.guid('room', name)))
        for slot in slots:
            _event(room, name, slot, schedule)


def _event(room: Element, name: str, slot: TimedSlot, schedule: Schedule) -> None:
    session, release = slot.session, schedule.release
    number, guid = schedule.number(slot.slot), release.slot_guid(slot.slot)
    element = SubElement(room, 'event', id=str(number), guid=str(guid))
    _text(element, 'room', name)
    _text(element, 'title', release.headline(session))
    _text(element, 'subtitle', schedule.subtitle(session) or '')
    _text(element, 'type', schedule.kind(session))
    _text(element, 'date', slot.start.isoformat())
    _text(element, 'start', f'{slot.start:%H:%M}')
    _text(element, 'duration', _duration(slot))
    _text(element, 'abstract', release.text(session.abstract))
    _text(element, 'track', release.track(session) or '')
    _text(element, 'language', schedule.language(session))
    _recording(element, session)
    if address := schedule.address(session):
        _text(element, 'url', address)
    persons = SubElement(element, 'persons')
    for person, ident, _ in release.people(session):
        described = SubElement(persons, 'person', id=str(schedule.person_number(ident)))
        described.set('guid', str(release.guid('person', ident)))
        described.text = person
    links = SubElement(element, 'links')
    for title, address, kind in schedule.links(session):
        SubElement(links, 'link', href=address, type=str(kind)).text = title


def _recording(element: Element, session: Session) -> None:
    """Recording, its licence, and whether there may be none; nothing where the author said nothing of either."""
    recorded_at = session.recording if isinstance(session.recording, str) and is_web(session.recording) else None
    if session.license is None and session.do_not_record is False and recorded_at is None:
        return
    recording = SubElement(element, 'recording')
    _text(recording, 'license', session.license if isinstance(session.license, str) else '')
    # While nobody knows, nobody has agreed.
    _text(recording, 'optout', 'false' if session.do_not_record is False else 'true')
    if recorded_at:
        _text(recording, 'url', recorded_at)


def _duration(slot: TimedSlot) -> str:
    hours, minutes = hours_and_minutes(slot)
    # More than 99 hours have to be told in days.
    return f'{hours:02}:{minutes:02}' if hours < 100 else f'{hours // 24}:{hours % 24:02}:{minutes:02}'
