"""Words, dates and times in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.units import format_unit
from sphinx.locale import get_translation

from sphinx_event_program.model.event import EventKind, EventStatus
from sphinx_event_program.model.session import MaterialKind, Role, SessionKind, SessionStatus
from sphinx_event_program.model.values import Duration

CATALOG = 'sphinx_event_program'

_ = get_translation(CATALOG)


@dataclass(frozen=True)
class Wording:
    """How an edition speaks: its language, and the author's wishes for dates and times.

    ``time_format`` and ``date_format`` are CLDR patterns or one of ``short``,
    ``medium``, ``long``, ``full``.
    """

    language: str
    time_format: str
    date_format: str

    @cached_property
    def locale(self) -> Locale:
        """The language's rules; English where there are none."""
        try:
            return Locale.parse(self.language.replace('-', '_'))
        except (UnknownLocaleError, ValueError):
            return Locale('en')

    def time(self, moment: datetime) -> str:
        """The time of day, such as ``13:00``."""
        zone = moment.tzinfo
        # Without a zone Babel would shift a naive time to UTC's.
        return format_time(moment if zone else moment.time(), self.time_format, tzinfo=zone, locale=self.locale)

    def date(self, day: date) -> str:
        """A day, such as ``Sunday, October 19, 2025``."""
        return format_date(day, self.date_format, locale=self.locale)

    def minutes(self, duration: Duration) -> str:
        """A duration in its parts, such as ``50+5 min``; long ones in hours."""
        minutes = duration.minutes
        if len(minutes) == 1 and minutes[0] >= 120:
            hours, rest = divmod(minutes[0], 60)
            words = [self._unit(hours, 'duration-hour')] + ([self._unit(rest, 'duration-minute')] if rest else [])
            return ' '.join(words)
        total = self._unit(minutes[-1], 'duration-minute')
        return '+'.join([*(str(part) for part in minutes[:-1]), total])

    def _unit(self, number: int, unit: str) -> str:
        # A no-break space keeps the number and its unit on one line.
        return format_unit(number, unit, 'short', locale=self.locale).replace(' ', '\N{NO-BREAK SPACE}')

    def list(self, words: list[str]) -> str:
        """Words in a row, such as ``a, b, and c``."""
        return format_list(words, locale=self.locale)

    def language_name(self, language: str) -> str:
        """The name of a language (BCP 47), such as ``Korean``; its tag if it has none here."""
        try:
            return Locale.parse(language, sep='-').get_display_name(self.locale) or language
        except (UnknownLocaleError, ValueError):
            return language

    @property
    def tbd(self) -> str:
        """What stands for a value that is not known yet."""
        return str(_('To be announced'))

    @property
    def withheld(self) -> str:
        """What stands for a value that is only for attendees."""
        return str(_('For attendees'))


def edition_mark() -> str:
    """What stands on every page of the attendees' edition."""
    return str(_('For attendees only'))


def zone_offset(moment: datetime | None) -> str:
    """The offset that holds at ``moment``, such as ``UTC−10``; empty if the zone is not known."""
    offset = moment.utcoffset() if moment is not None else None
    if offset is None:
        return ''
    if not offset:
        return 'UTC'
    hours, minutes = divmod(int(abs(offset).total_seconds()) // 60, 60)
    sign = '\N{MINUS SIGN}' if offset < timedelta() else '+'
    return f'UTC{sign}{hours}:{minutes:02}' if minutes else f'UTC{sign}{hours}'


def zone_name(zone: object) -> str:
    """The IANA name of a zone; empty if it is not known."""
    return zone.key if isinstance(zone, ZoneInfo) else ''


def label(term: StrEnum) -> str:
    """The words for a term of the data model, such as ``hands-on``."""
    return str(_LABELS[type(term)][term])


def link_label(name: str) -> str:
    """The words for a person's link, such as ``scholar``; an author's own word as it is."""
    return str(_LINK_LABELS.get(name, name))


#: By vocabulary: two of them may have the same word, and mean something else by it.
_LABELS: Mapping[type[StrEnum], Mapping[StrEnum, object]] = {
    EventKind: {
        EventKind.TUTORIAL: _('Tutorial'),
        EventKind.WORKSHOP: _('Workshop'),
        EventKind.CONFERENCE: _('Conference'),
        EventKind.MEETUP: _('Meetup'),
        EventKind.SCHOOL: _('School'),
        EventKind.SYMPOSIUM: _('Symposium'),
        EventKind.OTHER: _('Event'),
    },
    EventStatus: {
        EventStatus.TENTATIVE: _('Tentative'),
        EventStatus.CONFIRMED: _('Confirmed'),
        EventStatus.CANCELLED: _('Cancelled'),
        EventStatus.POSTPONED: _('Postponed'),
        EventStatus.MOVED_ONLINE: _('Moved online'),
    },
    SessionKind: {
        SessionKind.TALK: _('Talk'),
        SessionKind.KEYNOTE: _('Keynote'),
        SessionKind.LIGHTNING_TALK: _('Lightning talk'),
        SessionKind.PANEL: _('Panel'),
        SessionKind.DISCUSSION: _('Discussion'),
        SessionKind.HANDS_ON: _('Hands-on session'),
        SessionKind.TUTORIAL: _('Tutorial'),
        SessionKind.WORKSHOP: _('Workshop'),
        SessionKind.DEMO: _('Demo'),
        SessionKind.POSTER: _('Poster'),
        SessionKind.BREAK: _('Break'),
        SessionKind.OPENING: _('Opening'),
        SessionKind.CLOSING: _('Closing'),
        SessionKind.REGISTRATION: _('Registration'),
        SessionKind.SOCIAL: _('Social event'),
        SessionKind.OTHER: _('Session'),
    },
    SessionStatus: {
        SessionStatus.CONFIRMED: _('Confirmed'),
        SessionStatus.TENTATIVE: _('Tentative'),
        SessionStatus.CANCELLED: _('Cancelled'),
        SessionStatus.MOVED: _('Moved'),
    },
    Role: {
        Role.SPEAKER: _('Speaker'),
        Role.MODERATOR: _('Moderator'),
        Role.PANELIST: _('Panelist'),
        Role.INSTRUCTOR: _('Instructor'),
        Role.CHAIR: _('Chair'),
    },
    MaterialKind: {
        MaterialKind.SLIDES: _('Slides'),
        MaterialKind.VIDEO: _('Video'),
        MaterialKind.CODE: _('Code'),
        MaterialKind.PAPER: _('Paper'),
        MaterialKind.NOTEBOOK: _('Notebook'),
        MaterialKind.HANDOUT: _('Handout'),
        MaterialKind.OTHER: _('Material'),
    },
}

_LINK_LABELS: Mapping[str, object] = {
    'homepage': _('Homepage'),
    'orcid': 'ORCID',
    'scholar': 'Google Scholar',
    'github': 'GitHub',
    'gitlab': 'GitLab',
    'linkedin': 'LinkedIn',
    'mastodon': 'Mastodon',
    'bluesky': 'Bluesky',
    'x': 'X',
}
