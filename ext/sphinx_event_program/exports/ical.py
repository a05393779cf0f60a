"""iCalendar (RFC 5545, RFC 7986): one session, some of them, or the whole event.

Importing this takes as long as reading a small event: import it where a calendar is
written, not where a build begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar import Event as Entry

from sphinx_event_program.exports.formats import FORMATS
from sphinx_event_program.exports.release import Release
from sphinx_event_program.model.dates import ImportantDate, Moment
from sphinx_event_program.model.event import EventStatus, Online
from sphinx_event_program.model.formulas import readable
from sphinx_event_program.model.session import Role, Session, SessionKind, SessionStatus
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.timetable import Slot
from sphinx_event_program.timetable.slots import elapsed

#: Stays the same when this project's version changes: what is in a calendar does not.
_PRODUCT = '-//sphinx-event-program//schedule//EN'

#: How often a client is asked to look again. Some do; Google does when it likes.
_REFRESH = timedelta(hours=1)

#: The moment of revision where none was recorded: SOURCE_DATE_EPOCH's zero.
_UNRECORDED = datetime(1970, 1, 1, tzinfo=UTC)

_URI = {'VALUE': 'URI'}

#: RFC 5545, 3.1: without the line's end.
_LINE_LIMIT_BYTES = 75

_END = b'END:VCALENDAR\r\n'
_END_ENTRY = b'END:VEVENT\r\n'


class Calendars:
    """Calendars of one release; the entry of a session is the same, byte for byte, in each of them."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._event = release.edition.program.event
        self._made: dict[tuple[str, int], bytes] = {}

    def of_event(self) -> bytes | None:
        """The whole event, to be subscribed to; None while nobody knows when it is."""
        release = self._release
        return self._of(release.edition.timetable.slots, release.title, FORMATS['ics'], self._dates)

    def of_session(self, ident: str) -> bytes | None:
        """One session with all its times, to be put into a calendar once; None while not even its day is known."""
        entries = [*filter(None, map(self._entry, self._release.edition.timetable.all_of_session[ident]))]
        return self._whole(Calendar(), entries) if entries else None

    def of_slots(self, slots: Iterable[Slot], name: str, file: str) -> bytes | None:
        """Some sessions, to be subscribed to: ``file`` is where the calendar will be below the site's root.

        While no session has a time, the event itself is the only entry; None if it has none either.
        """
        return self._of(slots, name, file)

    def _of(self, slots: Iterable[Slot], name: str, file: str, more: Sequence[bytes] = ()) -> bytes | None:
        entries = [*filter(None, map(self._entry, slots))] or [*filter(None, [self._save_the_date()])]
        entries += more
        # A calendar without entries is none (RFC 5545, 3.6).
        return self._whole(self._feed(name, file), entries) if entries else None

    def _feed(self, name: str, file: str) -> Calendar:
        """The properties of a calendar that clients read again and again."""
        release = self._release
        feed = Calendar()
        feed.add('name', name)
        feed.add('x-wr-calname', name)
        if isinstance(self._event.timezone, ZoneInfo):
            feed.add('x-wr-timezone', self._event.timezone.key)
        if source := release.file(file):
            feed.add('source', source, _URI)
        if release.home:
            feed.add('url', release.home)
        if release.revised:
            feed.add('last-modified', release.revised.astimezone(UTC))
        feed.add('refresh-interval', _REFRESH, {'VALUE': 'DURATION'})
        # The same for Outlook, in its own words.
        feed.add('x-published-ttl', f'PT{int(_REFRESH.total_seconds()) // 3600}H')
        return feed

    def _whole(self, calendar: Calendar, entries: list[bytes]) -> bytes:
        calendar.add('version', '2.0')
        calendar.add('prodid', _PRODUCT)
        return b''.join([_written(calendar).removesuffix(_END), self._zone, *entries, _END])

    @cached_property
    def _zone(self) -> bytes:
        """The zone for the years in which something happens; nothing while it is not known, or UTC."""
        zone = self._event.timezone
        slots = self._release.edition.timetable.slots
        moments = [moment for slot in slots for moment in (slot.start, slot.end) if moment is not None]
        moments += [moment for moment in (self._event.starts_at, self._event.ends_at) if moment is not None]
        if not isinstance(zone, ZoneInfo) or not moments or zone.key == 'UTC':
            return b''
        years = [moment.year for moment in moments]
        return _written(time_zone(zone, min(years), max(years)))

    def _entry(self, slot: Slot) -> bytes:
        """A session; nothing while not even its day is known."""
        key = slot.session.id, slot.number
        if key not in self._made:
            self._made[key] = self._make_entry(slot)
        return self._made[key]

    def _make_entry(self, slot: Slot) -> bytes:
        session, release = slot.session, self._release
        entry = Entry()
        if not self._put_time(entry, slot.start, slot.end, self._day_of(slot)):
            return b''
        entry.add('summary', release.headline(session))
        status = self._status(session)
        timed = slot.start is not None and slot.start.tzinfo is not None
        talks = release.edition.timetable.talks_of(slot)
        if not timed or session.kind is SessionKind.BREAK or status == 'CANCELLED' or talks or slot.is_moment:
            # Nobody is busy then; of a session with talks, these say so.
            entry.add('transp', 'TRANSPARENT')
        entry.add('status', 'TENTATIVE' if not timed and status == 'CONFIRMED' else status)
        # An app that knows rooms alone shows nothing of an entry without a place.
        entry.add('location', release.whereabouts(slot) or release.known(None))
        tags = () if isinstance(session.tags, Tbd) else session.tags
        if categories := [*filter(None, [release.track(session)]), *tags]:
            entry.add('categories', categories)
        address = release.address('session', session.id)
        if address:
            entry.add('url', address)
        title = [readable(session.subtitle)] if isinstance(session.subtitle, str) else []
        people = '; '.join(self._named(name, roles) for name, _, roles in release.people(session))
        live = self._live(slot)
        for name, uri, feature in live:
            entry.add('conference', uri, {**_URI, 'FEATURE': feature, 'LABEL': name})
        about = [*title, release.change(slot), people, release.text(session.abstract)]
        lines = ['\n'.join(map(self._line, talks)), '\n'.join(f'{name}: {uri}' for name, uri, _ in live)]
        self._describe(entry, [*about, *lines, *self._online_lines, address or ''])
        if isinstance(session.part_of, str):
            entry.add('related-to', self._uid(release.guid('session', session.part_of)), {'RELTYPE': 'PARENT'})
        return self._finished(entry, release.slot_guid(slot))

    def _line(self, talk: Slot) -> str:
        """A talk, in the entry of its session."""
        title = self._release.headline(talk.session)
        return f'{talk.start:%H:%M} {title}' if talk.start else title

    def _uid(self, guid: UUID) -> str:
        return f'{guid}@{self._release.host}'

    def _live(self, slot: Slot) -> list[tuple[str, str, str]]:
        """Stream and chat of a slot: name, address and feature (RFC 7986, 6.3)."""
        words, chat = self._release.words, slot.session.chat
        known = ((words.watch, self._release.stream(slot), 'VIDEO'), (words.chat, chat, 'CHAT'))
        return [(name, address, feature) for name, address, feature in known if isinstance(address, str)]

    def _save_the_date(self) -> bytes:
        """The event as a whole."""
        event, release = self._event, self._release
        entry = Entry()
        if not self._put_time(entry, event.starts_at, event.ends_at, self._event_days):
            return b''
        cancelled = event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED)
        word = release.words.postponed if event.status is EventStatus.POSTPONED else release.words.cancelled
        entry.add('summary', f'{word}: {release.title}' if cancelled else release.title)
        entry.add('status', self._event_status)
        entry.add('location', release.whereabouts(None) or release.known(None))
        if release.home:
            entry.add('url', release.home)
        summary = event.summary if isinstance(event.summary, str) else ''
        self._describe(entry, [summary, release.text(event.description), *self._online_lines, release.home or ''])
        return self._finished(entry, release.guid('event', ''))

    @cached_property
    def _dates(self) -> list[bytes]:
        """Deadlines and other dates before the event, as far as their names and days are known."""
        dates = self._event.important_dates
        return [
            self._date(one.name, one.date, one)
            for one in dates
            if not isinstance(one.name, Tbd) and not isinstance(one.date, Tbd)
        ]

    def _date(self, name: str, day: Moment, one: ImportantDate) -> bytes:
        """One date, in UTC: no VTIMEZONE is needed for zones of all the world, nor for that anywhere on Earth."""
        entry, release = Entry(), self._release
        at = one.at(self._event.timezone)
        whole_day = day.date() if isinstance(day, datetime) else day
        self._put_time(entry, at and at.astimezone(UTC), None, (whole_day, whole_day))
        entry.add('summary', f'{release.title}: {name}')
        # Nobody is busy then.
        entry.add('transp', 'TRANSPARENT')
        entry.add('status', self._event_status)
        address = one.url if isinstance(one.url, str) else ''
        if address:
            entry.add('url', address)
        self._describe(entry, [release.text(one.note), address])
        return self._finished(entry, release.guid('date', name))

    def _finished(self, entry: Component, guid: UUID) -> bytes:
        """The bytes of an entry, with its UID and its revision."""
        entry.add('uid', self._uid(guid))
        return _written(entry).removesuffix(_END_ENTRY) + self._revision

    @cached_property
    def _revision(self) -> bytes:
        """Properties that tell an entry from its earlier versions, and its end; the same for all entries.

        Nothing records when a single session was changed last, but the whole may have a recorded revision.
        Its number only goes up, so that a session that has moved is always a later revision of itself, as
        RFC 5546, 2.1.4, demands; that the others are counted up with it does no harm to a calendar without METHOD.
        """
        revised, entry = self._release.revised, Entry()
        entry.add('dtstamp', (revised or _UNRECORDED).astimezone(UTC))
        if revised:
            entry.add('last-modified', revised.astimezone(UTC))
            entry.add('sequence', max(0, int(revised.timestamp()) // 60))
        if not self._release.is_public:
            entry.add('class', 'PRIVATE')
        online = self._release.online
        if online is not None and isinstance(online.url, str):
            entry.add('conference', online.url, {**_URI, 'FEATURE': 'VIDEO', 'LABEL': self._platform(online)})
        return _written(entry).removeprefix(b'BEGIN:VEVENT\r\n')

    @staticmethod
    def _put_time(
        entry: Component, start: datetime | None, end: datetime | None, days: tuple[date, date] | None
    ) -> bool:
        """Start and end, or first and last day where there are no hours; False if not even these are known."""
        if start is not None and start.tzinfo is not None:
            entry.add('dtstart', _told(start))
            if end is not None and elapsed(start, end) > timedelta():
                entry.add('dtend', _told(end))
        elif days is not None:
            entry.add('dtstart', days[0])
            # The day on which it is over.
            entry.add('dtend', days[1] + timedelta(days=1))
        else:
            return False
        return True

    def _day_of(self, slot: Slot) -> tuple[date, date] | None:
        """The day of a session whose hour is not known: any other than the only one of an event is not known either."""
        if slot.start is not None:
            return slot.start.date(), slot.start.date()
        days = self._event_days
        return days if days and days[0] == days[1] and self._event.end is not None else None

    @cached_property
    def _event_days(self) -> tuple[date, date] | None:
        """The first and the last day of the event."""
        event = self._event
        if event.first_day is None:
            return None
        end = event.end.date() if isinstance(event.end, datetime) else event.end
        return event.first_day, end if isinstance(end, date) and end > event.first_day else event.first_day

    def _status(self, session: Session) -> str:
        if self._release.is_cancelled(session):
            return 'CANCELLED'
        sure = session.status in (SessionStatus.CONFIRMED, SessionStatus.MOVED)
        return self._event_status if sure else 'TENTATIVE'

    @property
    def _event_status(self) -> str:
        match self._event.status:
            # There is no word for postponed; nobody is to come at the old time.
            case EventStatus.CANCELLED | EventStatus.POSTPONED:
                return 'CANCELLED'
            case EventStatus.CONFIRMED | EventStatus.MOVED_ONLINE:
                return 'CONFIRMED'
        return 'TENTATIVE'

    def _named(self, name: str, roles: Sequence[Role]) -> str:
        if [*roles] == [Role.SPEAKER]:
            return name
        return f'{name} ({", ".join(map(self._release.words.role, roles))})'

    @staticmethod
    def _describe(entry: Component, paragraphs: list[str]) -> None:
        if text := '\n\n'.join(part for part in paragraphs if part):
            entry.add('description', text)

    def _platform(self, online: Online) -> str:
        return online.platform if isinstance(online.platform, str) else 'Online'

    @cached_property
    def _online_lines(self) -> list[str]:
        """How to join, for the many clients that do not know CONFERENCE."""
        online, words = self._release.online, self._release.words
        if online is None:
            return []
        known = (
            (self._platform(online), online.url),
            (words.meeting_id, online.meeting_id),
            (words.passcode, online.passcode),
        )
        lines = [f'{name}: {value}' for name, value in known if isinstance(value, str)]
        return ['\n'.join(lines)] if lines else []


def _told(moment: datetime) -> datetime:
    """A local time; in UTC where the clock shows the same time twice, and this is the second."""
    again = moment.fold and moment.utcoffset() != moment.replace(fold=0).utcoffset()
    return moment.astimezone(UTC) if again else moment


def _written(component: Component) -> bytes:
    return b''.join(b'%b\r\n' % fold(str(line).encode()) for line in component.content_lines() if line)


def fold(line: bytes) -> bytes:
    """A line in pieces of 75 bytes, which divide neither a character nor an escape.

    icalendar's own folding looks at each letter; on a large event it took as long as all the rest.
    """
    pieces = []
    while len(line) > _LINE_LIMIT_BYTES:
        cut = _LINE_LIMIT_BYTES
        while line[cut] & 0b1100_0000 == 0b1000_0000:
            cut -= 1
        head = line[:cut]
        cut -= (len(head) - len(head.rstrip(b'\\'))) % 2
        pieces.append(line[:cut])
        line = b' ' + line[cut:]
    return b'\r\n'.join([*pieces, line])


_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def time_zone(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """A zone as it is from the beginning of one year to the end of another.

    icalendar makes one of its own, in which summer time begins an hour late: an onset is
    told in the offset that held before it.
    """
    component = Timezone()
    component.add('tzid', zone.key)
    begin, end = (datetime(year, 1, 1, tzinfo=zone).astimezone(UTC) for year in (first, last + 1))
    component.add_component(_observance(begin, begin, zone))
    for onset in _onsets(zone, begin, end):
        component.add_component(_observance(onset, onset - _MINUTE, zone))
    return component


def _observance(onset: datetime, before: datetime, zone: ZoneInfo) -> TimezoneDaylight | TimezoneStandard:
    """Offset that holds from an instant on, where another one may have held ``before``."""
    local, offset = onset.astimezone(zone), _offset(before, zone)
    observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
    observance.add('dtstart', (onset + offset).replace(tzinfo=None))
    observance.add('tzoffsetfrom', offset)
    observance.add('tzoffsetto', _offset(onset, zone))
    if name := local.tzname():
        observance.add('tzname', name)
    return observance


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _onsets(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The instants at which the clocks change, to the minute, in their order."""
    day = begin
    while day < end:
        before, after = day, day + _DAY
        if _offset(before, zone) != _offset(after, zone):
            while after - before > _MINUTE:
                between = before + (after - before) // 2
                between -= timedelta(seconds=between.second, microseconds=between.microsecond)
                if _offset(between, zone) == _offset(day, zone):
                    before = between
                else:
                    after = between
            yield after
        day += _DAY
