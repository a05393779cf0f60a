"""What the pages say about the synthetic event, in words and without markup.

It is put together here a second time, apart from the extension, so that a mistake of the
one does not hide in the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from synthetic import CLOSES, OPENS, ZONE, Event, Person, Session

#: What stands between the parts of a line: held to the word before it.
DOT = '\N{NO-BREAK SPACE}\N{MIDDLE DOT} '
#: A schedule of more sessions has the names of presenters, and nothing else of them.
MOST_WITH_PICTURES = 50
#: What a session calls those who are more than speakers.
ROLES = {'chair': 'Chair', 'panelist': 'Panelist', 'instructor': 'Instructor'}
LINKS = {'orcid': 'ORCID', 'github': 'GitHub'}
_KINDS = {'keynote': 'Keynote', 'panel': 'Panel', 'hands-on': 'Hands-on session', 'break': 'Break'}


def from_to(event: Event) -> str:
    """When the whole event is."""
    first, last = event.days[0], event.days[-1]
    return f'{long_date(first)}, {OPENS:%H:%M} – {long_date(last)}, {CLOSES:%H:%M} ({zone_offset(first)}, {ZONE})'


def when_and_where(event: Event, session: Session) -> str:
    """The first line of a session."""
    day = session.start.date()
    lasts = duration(session) + (' (talk + questions)' if len(session.minutes) == 2 else '')
    return DOT.join((long_date(day), f'{hours(session)} ({zone_offset(day)})', lasts, event.rooms[session.room]))


def kind_and_track(event: Event, session: Session) -> str:
    """The second line of a session; empty where there is nothing to say."""
    track = event.tracks[session.track] if session.track else ''
    return DOT.join(filter(None, (_KINDS.get(session.kind, ''), track, session.level, ', '.join(session.tags))))


def names_only(sessions: Sequence[Session]) -> bool:
    """Whether a table of so many sessions names presenters, and says no more of them."""
    return len(sessions) > MOST_WITH_PICTURES


def related(event: Event, session: Session) -> dict[str, list[Session]]:
    """What is named below a session on a page of its own, by heading: sessions of its people, and of its track."""
    groups = {'More with the same people': event.with_same_people(session)}
    if session.track:
        others = event.in_same_track(session)
        groups[f'More in the track {event.tracks[session.track]}'] = others
    return {heading: sessions for heading, sessions in groups.items() if sessions}


def day_and_time(session: Session) -> str:
    """When a session is, as the page of another tells it."""
    return DOT.join((long_date(session.start.date()), hours(session)))


def role_in_brackets(role: str) -> str:
    """What stands behind a name; nothing behind a speaker's."""
    return f' ({ROLES[role]})' if role in ROLES else ''


def roles_in_brackets(session: Session, person: Person) -> str:
    """What stands behind the title of a person's session; nothing behind a speaker's."""
    roles = [role for ident, role in session.people if ident == person.ident]
    return f' ({listed([ROLES[role] for role in roles])})' if all(role in ROLES for role in roles) else ''


def day_and_hours(session: Session) -> str:
    """When a session is, as a list of a person's sessions tells it."""
    return DOT.join((long_date(session.start.date()), hours(session), duration(session)))


def hours(session: Session) -> str:
    """From when until when."""
    return f'{session.start:%H:%M}–{session.end:%H:%M}'


def duration(session: Session) -> str:
    """For how long: in hours from the first one on."""
    if max(session.minutes) < 60:
        return '+'.join(map(str, session.minutes)) + '\N{NO-BREAK SPACE}min'
    return ' + '.join(map(_in_hours, session.minutes))


def _in_hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return ' '.join(f'{number}\N{NO-BREAK SPACE}{unit}' for number, unit in ((hours, 'hr'), (rest, 'min')) if number)


def long_date(day: date) -> str:
    """A day with its weekday."""
    return f'{day:%A}, {day:%B} {day.day}, {day.year}'


def zone_offset(day: date) -> str:
    """The zone's offset, in whole hours and east of Greenwich, as the synthetic event's is."""
    offset = datetime.combine(day, OPENS, ZoneInfo(ZONE)).utcoffset()
    return f'UTC+{offset.seconds // 3600}' if offset else 'UTC'


def listed(words: list[str]) -> str:
    """Words with commas and an "and"."""
    return words[0] if len(words) == 1 else f'{", ".join(words[:-1])}{"," * (len(words) > 2)} and {words[-1]}'
