"""The event as one build publishes it: read when the build begins, then handed to the domain."""

from __future__ import annotations

import difflib
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from babel.dates import format_date, format_time
from sphinx.errors import ConfigError
from sphinx.locale import _

from sphinx_event_program.diagnostics import report
from sphinx_event_program.edition import Edition, open_edition
from sphinx_event_program.freshness import Fingerprints
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.photos import portrait
from sphinx_event_program.views.presentation import Presentation
from sphinx_event_program.views.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_event_program.domain import EventDomain
    from sphinx_event_program.model.person import Person

_STYLES = ('short', 'medium', 'long', 'full')


class Publication:
    """Holds the edition for the life of one application."""

    def __init__(self) -> None:
        self._edition: Edition | None = None

    def open(self, app: Sphinx, config: Config) -> None:
        """On ``config-inited``, the first moment at which the data folder is known.

        Later would be too late for what the event gives to the configuration.
        """
        _check(config)
        self._edition, problems = open_edition(Path(app.confdir) / config.event_data)
        report(problems)
        if self._edition is not None:
            _fill_in(config, self._edition)

    def hand_over(self, app: Sphinx) -> None:
        """On ``builder-inited``, when the environment and its domains are there."""
        domain = cast('EventDomain', app.env.domains['event'])
        domain.fingerprints = Fingerprints(self._edition, app.config.html_baseurl)
        domain.presentation = None
        if self._edition is not None:
            config = app.config
            wording = Wording(config.language, config.event_time_format, config.event_date_format)
            pictures = _Portraits(self._edition.folder, Path(app.doctreedir) / 'event', Path(app.srcdir))
            domain.presentation = Presentation(self._edition, wording, pictures)

    @staticmethod
    def stale_pages(
        app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> Sequence[str]:
        """On ``env-get-outdated``, when Sphinx asks what else is to be read again."""
        domain = cast('EventDomain', env.domains['event'])
        return sorted(set(domain.fingerprints.stale(domain.usage)) - removed)

    @staticmethod
    def pages_to_write(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
        """On ``env-updated``, when all pages are read and Sphinx asks which ones are to be written as well."""
        return cast('EventDomain', env.domains['event']).pages_with_moved_links()


class _Portraits:
    """The image URI of a person's portrait, as Sphinx wants it: from the source folder on."""

    def __init__(self, data: Path, cache: Path, source: Path) -> None:
        self._data = data
        self._cache = cache
        self._source = source

    def __call__(self, person: Person) -> str | None:
        if person.photo is None or isinstance(person.photo, Tbd):
            return None
        made = portrait(self._data / person.photo, self._cache)
        return '/' + os.path.relpath(made, self._source).replace(os.sep, '/')


def _check(config: Config) -> None:
    """Refuse a date or time format that Babel cannot use, here rather than on every page."""
    for name in ('event_data', 'event_time_format', 'event_date_format'):
        if not isinstance(value := getattr(config, name), str):
            raise ConfigError(f'{name} = {value!r} is not a text; put it in quotes')
    for name, formatted in (('event_time_format', format_time), ('event_date_format', format_date)):
        pattern = getattr(config, name)
        styles = ', '.join(map(repr, _STYLES))
        # Any word is a pattern: a style that is spelt wrong would be printed letter by letter.
        if pattern not in _STYLES and (near := difflib.get_close_matches(pattern, _STYLES, n=1, cutoff=0.7)):
            raise ConfigError(f'{name} = {pattern!r} is no style; did you mean {near[0]!r}?')
        try:
            shown = formatted(datetime(2025, 10, 19, 13, 0), pattern, locale='en')
        except (KeyError, ValueError, AttributeError) as error:
            raise ConfigError(f'{name} = {pattern!r} is no CLDR pattern ({error}); use one, or {styles}') from error
        if not shown:
            raise ConfigError(f'{name} = {pattern!r} shows nothing; use a CLDR pattern, or {styles}')


def _fill_in(config: Config, edition: Edition) -> None:
    """Give the configuration what the event knows, where ``conf.py`` says nothing.

    A fact is written once: neither the title nor the authors are repeated in ``conf.py``.
    """
    event = edition.program.event
    if config.project == 'Project name not set' and not isinstance(event.title, Tbd):
        untitled = _('%s %s documentation') % (config.project, config.release)
        if config.html_title == untitled:
            config.html_title = event.title
        config.project = event.title
    hosts = edition.program.host_names
    if config.author == 'Author name not set' and hosts:
        config.author = ', '.join(hosts)
