"""The settings that ``conf.py`` may have, each with its check; names there begin with ``event_``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from babel.dates import format_date, format_time
from sphinx.errors import ConfigError

from sphinx_event_program.exports.formats import FORMATS
from sphinx_event_program.media.labels import BADGES, TABLE_CARDS
from sphinx_event_program.model.event import Audience
from sphinx_event_program.model.problems import did_you_mean
from sphinx_event_program.render.views.badges import CODES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Raises ``ValueError`` with what is wrong with a value and what would be right, to be read behind the setting's name.
_Check: TypeAlias = Callable[[Any], None]

#: Sphinx's word for what a changed setting makes stale: documents are read, pages are written, or nothing.
_Rebuild: TypeAlias = Literal['env', 'html', '']

#: The documents that ``event-print`` makes of data alone.
PRINTED_DOCUMENTS = ('agenda', 'door-signs', 'badges', 'table-cards', 'speaker-sheet', 'certificates')

#: The builders whose websites have a page for each record.
SITE_BUILDERS = ('html', 'dirhtml')

_STYLES = ('short', 'medium', 'long', 'full')


class PageKind(StrEnum):
    """The kinds of records that can have pages of their own: those of the domain's objects."""

    SESSION = 'session'
    PERSON = 'person'
    TRACK = 'track'
    ROOM = 'room'
    TAG = 'tag'
    DAY = 'day'


def _text(value: Any) -> None:
    if not isinstance(value, str):
        raise ValueError(f'= {value!r} is not a text; put it in quotes')


def _yes_or_no(value: Any) -> None:
    if not isinstance(value, bool):
        raise ValueError(f'= {value!r} is neither True nor False')


def _one_of(known: Collection[str]) -> _Check:
    def check(value: Any) -> None:
        _text(value)
        if value not in known:
            raise ValueError(f'= {value!r} is not known; {did_you_mean(value, filter(None, known))}')

    return check


def _list_of(known: Collection[str] | None, example: str) -> _Check:
    """Whether a value is a list of texts; if ``known`` is given, of these."""

    def check(value: Any) -> None:
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise ValueError(f"= {value!r} is not a list of names; write ['{example}'], or []")
        for one in value:
            if known is not None and one not in known:
                raise ValueError(f'has {one!r}, which is not known; {did_you_mean(one, known)}')

    return check


def _pattern(formatted: Callable[..., str]) -> _Check:
    """Whether Babel can use a value as a format of dates or times."""
    styles = ', '.join(map(repr, _STYLES))

    def check(value: Any) -> None:
        _text(value)
        # Any word is a pattern: a style that is spelt wrong would be printed letter by letter.
        if value not in _STYLES and (near := difflib.get_close_matches(value, _STYLES, n=1, cutoff=0.7)):
            raise ValueError(f'= {value!r} is no style; did you mean {near[0]!r}?')
        try:
            shown = formatted(datetime(2025, 10, 19, 13, 0), value, locale='en')
        except (KeyError, ValueError, AttributeError) as error:
            raise ValueError(f'= {value!r} is no CLDR pattern ({error}); use one, or {styles}') from error
        if not shown:
            raise ValueError(f'= {value!r} shows nothing; use a CLDR pattern, or {styles}')

    return check


def _csv_file(value: Any) -> None:
    _text(value)
    if value and not value.lower().endswith('.csv'):
        raise ValueError(f'= {value!r} is no CSV file; name one that ends in .csv')


def _page_folders(value: Any) -> None:
    if not isinstance(value, dict):
        raise ValueError(f"= {value!r} is no mapping; write, for example, {{'session': 'sessions'}}")
    for kind, folder in value.items():
        if kind not in list(PageKind):
            raise ValueError(f'has {kind!r}, which is not known; {did_you_mean(str(kind), list(PageKind))}')
        # Each part can stand in an address as it is, and is no folder of Sphinx's own, such as `_static`.
        if not isinstance(folder, str) or not re.fullmatch(r'[^\W_][\w.-]*(/[^\W_][\w.-]*)*', folder):
            raise ValueError(f"has {folder!r}, which is no folder of the site; write, for example, '{kind}s'")
    # Where capitals do not count in names of files, two folders may be one.
    if len({folder.casefold() for folder in value.values()}) < len(value):
        raise ValueError('has two kinds of pages in one folder; give each its own')


def _setting(default: Any, rebuild: _Rebuild, check: _Check, description: str) -> Any:
    metadata = {'rebuild': rebuild, 'check': check, 'description': description}
    if isinstance(default, list | dict):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class EventConfig:
    """All settings. Paths are seen from the folder of ``conf.py``."""

    data: str = _setting('data', 'env', _text, 'the folder of the data')
    audience: str = _setting('public', 'env', _one_of(list(Audience)), "whom the build is for: 'public' or 'attendees'")
    time_format: str = _setting('HH:mm', 'env', _pattern(format_time), 'how times are shown: a CLDR pattern or a style')
    date_format: str = _setting('full', 'env', _pattern(format_date), 'how dates are shown: a CLDR pattern or a style')
    pages: Mapping[str, str] = _setting(
        {}, 'env', _page_folders, 'which kinds of records have pages of their own, and in which folders'
    )
    exports: Sequence[str] = _setting(
        ['ics'], 'html', _list_of(FORMATS, 'ics'), 'which files stand beside the pages of a website'
    )
    pdf_folders: Sequence[str] = _setting(
        [], '', _list_of(None, '_build/latex'), 'folders with PDFs that a site offers'
    )
    site_builder: str = _setting('html', '', _one_of(SITE_BUILDERS), 'the builder of the website that print leads to')
    print_documents: Sequence[str] = _setting(
        [], '', _list_of(PRINTED_DOCUMENTS, 'agenda'), 'what event-print makes; all if it is empty'
    )
    attendees: str = _setting('', '', _csv_file, 'a CSV file of those who come, for badges and certificates alone')
    print_badges: str = _setting('', '', _one_of(('', *BADGES)), 'the labels for badges; if empty, by the paper')
    print_table_cards: str = _setting('', '', _one_of(('', *TABLE_CARDS)), 'the table cards; if empty, by the paper')
    print_code: str = _setting('page', '', _one_of(CODES), 'what the QR code on a badge says')
    print_crop_marks: bool = _setting(False, '', _yes_or_no, 'whether badges and cards have marks to cut them by')
    print_certificate: str = _setting('', '', _text, 'a Markdown file with the text of a certificate')

    @classmethod
    def of(cls, config: Config) -> EventConfig:
        """The settings of a build."""
        return cls(**{one.name: config[f'event_{one.name}'] for one in fields(cls)})

    @property
    def shown_on_pages(self) -> tuple[object, ...]:
        """The settings that pages with our directives show, beside the event."""
        return sorted(self.pages.items()), self.audience, self.time_format, self.date_format

    @property
    def for_attendees(self) -> bool:
        """Whether this build is the attendees' edition."""
        return self.audience == Audience.ATTENDEES


def check(app: Sphinx, config: Config) -> None:
    """On ``config-inited``, before anything uses a setting: refuse what cannot be used, all at once.

    :raises ConfigError: with a line for each setting that is wrong.
    """
    wrong = []
    for one in fields(EventConfig):
        try:
            one.metadata['check'](config[f'event_{one.name}'])
        except ValueError as error:
            wrong.append(f'event_{one.name} {error}')
    if wrong:
        raise ConfigError('\n'.join(wrong))


#: No handler, of ours or of others, sees a setting that is wrong.
_BEFORE_ALL = 40


def setup(app: Sphinx) -> None:
    """Register the settings."""
    defaults = EventConfig()
    for one in fields(EventConfig):
        default = getattr(defaults, one.name)
        types = frozenset({list, tuple}) if isinstance(default, list) else frozenset({type(default)})
        app.add_config_value(
            f'event_{one.name}',
            default,
            one.metadata['rebuild'],
            types=types,
            description=one.metadata['description'],
        )
    app.connect('config-inited', check, priority=_BEFORE_ALL)
