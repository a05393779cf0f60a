"""Words, dates and times in the language of the page."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, format_timedelta
from babel.lists import format_list
from sphinx.locale import get_translation, get_translator

from sphinx_event_program._files import digest_of
from sphinx_event_program.model.collation import Collation, collation
from sphinx_event_program.model.event import EventKind, EventStatus
from sphinx_event_program.model.paper import Decision, PaperStatus
from sphinx_event_program.model.session import MaterialKind, Role, SessionKind, SessionStatus
from sphinx_event_program.model.values import Duration

CATALOG = 'sphinx_event_program'

_ = get_translation(CATALOG)


def translations_digest() -> str:
    """Digest of our translations and Sphinx's; authors may add catalogs of their own."""
    words: dict[tuple[str, object], object] = {}
    for name in ('sphinx', CATALOG):
        catalog: Any = get_translator(name)
        while catalog is not None:
            # The standard library has no other way to ask for all of them; of two, the first one's are taken.
            words = {(name, word): said for word, said in getattr(catalog, '_catalog', {}).items()} | words
            catalog = catalog._fallback
    return digest_of(repr(sorted(words.items(), key=repr)))


@dataclass(frozen=True)
class Wording:
    """Words, dates and times of an edition in its language, as the author wants them.

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

    @property
    def order(self) -> Collation:
        """The alphabetical order of the language."""
        return collation(self.language)

    def time(self, moment: datetime) -> str:
        """The time of day, such as ``13:00``."""
        zone = moment.tzinfo
        # Without a zone Babel would shift a naive time to UTC's.
        return format_time(moment if zone else moment.time(), self.time_format, tzinfo=zone, locale=self.locale)

    def date(self, day: date) -> str:
        """A day, such as ``Sunday, October 19, 2025``."""
        return format_date(day, self.date_format, locale=self.locale)

    def duration(self, duration: Duration) -> str:
        """A duration in its parts, such as ``50+5 min``; an hour and more as ``1 hr 30 min``."""
        minutes = duration.minutes
        if max(minutes) < 60:
            # The unit may stand before the number.
            return self._unit(minutes[-1], 'minute').replace(str(minutes[-1]), '+'.join(map(str, minutes)))
        return ' + '.join(map(self._hours, minutes))

    def _hours(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        whole = self._unit(hours, 'hour')
        if not rest:
            return whole
        return self._beside(whole, self._unit(rest, 'minute')) if hours else self._unit(rest, 'minute')

    def _beside(self, hours: str, minutes: str) -> str:
        # Not Babel's format_list, which says the second of two twice where the language has no pattern for two.
        styles = self.locale.list_patterns
        patterns: Mapping[str, str] = next(
            (styles[style] for style in ('unit-narrow', 'unit-short', 'unit') if style in styles), {}
        )
        pattern = patterns.get('2') or patterns.get('end') or '{0} {1}'
        return pattern.format(hours, minutes)

    def _unit(self, number: int, unit: Literal['hour', 'minute']) -> str:
        # Not Babel's format_unit, which says "1 horas" in Spanish: it knows no plural form that stands for another.
        # A threshold that no number reaches keeps the unit.
        shown = format_timedelta(
            timedelta(**{f'{unit}s': number}),
            granularity=unit,
            threshold=math.inf,
            format='short',
            locale=self.locale,
        )
        # A no-break space keeps the number and its unit on one line.
        return shown.replace(' ', '\N{NO-BREAK SPACE}')

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
        """Words for a value that is not known yet."""
        return str(_('To be announced'))

    @property
    def withheld(self) -> str:
        """Words for a value that is only for attendees."""
        return str(_('For attendees'))


def counted(one: str, many: str, number: int) -> str:
    """A text with ``%(number)d``, in the plural form that the language has for it."""
    return get_translator(CATALOG, 'general').ngettext(one, many, number) % {'number': number}


def edition_mark() -> str:
    """Mark on every page of the attendees' edition."""
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


def paper_link_label(name: str) -> str:
    """The words for a paper's link, such as ``pdf``; an author's own word as it is."""
    return str(_PAPER_LINK_LABELS.get(name, name))


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
        SessionKind.SESSION: _('Session'),
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
    Decision: {
        Decision.ORAL: _('Oral'),
        Decision.SPOTLIGHT: _('Spotlight'),
        Decision.POSTER: _('Poster'),
    },
    PaperStatus: {
        PaperStatus.CONFIRMED: _('Confirmed'),
        PaperStatus.WITHDRAWN: _('Withdrawn'),
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

_PAPER_LINK_LABELS: Mapping[str, object] = {
    'pdf': 'PDF',
    'arxiv': 'arXiv',
    'doi': 'DOI',
    'openreview': 'OpenReview',
    'code': _('Code'),
    'poster': _('Poster'),
    'video': _('Video'),
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
