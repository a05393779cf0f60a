"""The event as one build publishes it: read when the build begins, then handed to the domain."""

from __future__ import annotations

import difflib
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date, format_time
from docutils.utils.smartquotes import smartchars
from sphinx.errors import ConfigError

from sphinx_event_program._files import digest_of
from sphinx_event_program.domain.event_domain import CALENDAR, Target, event_domain
from sphinx_event_program.domain.project_information import ProjectInformation
from sphinx_event_program.edition import Edition
from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.incremental.dependencies import Fingerprints, Key, Used
from sphinx_event_program.incremental.manifest import BuildManifest
from sphinx_event_program.media import PhotoError, Portraits
from sphinx_event_program.media.qrcodes import qr_code
from sphinx_event_program.model.event import Audience
from sphinx_event_program.model.person import Photo
from sphinx_event_program.model.problems import Kind, did_you_mean
from sphinx_event_program.render.log import place_in_log, report, warn
from sphinx_event_program.render.translations import Wording, made_of_words
from sphinx_event_program.render.views.presentation import PictureFile, Presentation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_event_program.model.person import Person
    from sphinx_event_program.model.program import Program

#: The settings that pages with our directives show, beside the event.
_SETTINGS = ('event_pages', 'event_audience', 'event_time_format', 'event_date_format', 'language')

_STYLES = ('short', 'medium', 'long', 'full')


class Publication:
    """Holds the edition for the life of one application."""

    def __init__(self, information: ProjectInformation) -> None:
        self._edition: Edition | None = None
        self._portraits: Portraits | None = None
        self._information = information

    def open(self, app: Sphinx, config: Config) -> None:
        """On ``config-inited``, the first moment at which the data folder is known."""
        _check(config)
        folder = Path(app.confdir)
        private = [folder / config.event_attendees] if config.event_attendees else []
        audience, data = Audience(config.event_audience), folder / config.event_data
        self._edition, problems = open_edition(data, audience, private)
        report(problems)
        self._information.find(config, self._edition)

    def hand_over(self, app: Sphinx) -> None:
        """On ``builder-inited``, when the environment and its domains are there."""
        domain = event_domain(app.env)
        domain.fingerprints = Fingerprints(None)
        domain.presentation = None
        domain.ledger = BuildManifest.opened(_ledger_file(app))
        if self._edition is not None:
            config = app.config
            cache = Path(app.doctreedir) / 'event'
            portraits = self._portraits = Portraits(self._edition.folder, cache / 'portraits')
            domain.fingerprints = Fingerprints(self._edition, config.html_baseurl, portraits.fingerprint)
            wording = Wording(config.language, config.event_time_format, config.event_date_format)
            files = _Files(self._edition, portraits, cache, Path(app.srcdir))
            domain.presentation = Presentation(self._edition, wording, files.portrait, files.qr_code, files.material)
            _keep_quotes(app.env, self._edition.program)

    @staticmethod
    def stale_pages(
        app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> Sequence[str]:
        """On ``env-get-outdated``, when Sphinx asks what else is to be read again."""
        domain = event_domain(env)
        if _reading_file(app).exists() or domain.data['words'] != made_of_words():
            # A build was ended while it read, and doctrees are of other data than the environment knows;
            # or all that is said is said in other words.
            return sorted(set(domain.usage) - removed)
        if domain.fingerprints.as_of == domain.data['as_of']:
            return []
        return sorted(set(domain.fingerprints.stale(domain.usage)) - removed)

    @staticmethod
    def pages_to_write(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
        """On ``env-updated``, when all pages are read and Sphinx asks which ones are to be written as well.

        These are the pages that show something else than when this builder wrote them:
        another builder may have been the first to read it. And those that refer to a
        record whose entry has come, gone or moved, because references are resolved when
        a page is written.
        """
        domain = event_domain(env)
        # Sphinx saves it with the pages, if it has read any.
        domain.data['as_of'], domain.data['words'] = domain.fingerprints.as_of, made_of_words()
        targets: dict[tuple[str, object], Target] = dict(domain.targets.items())

        def leads_to(key: Key) -> object:
            if key.sort is Used.ANY:
                return domain.targets_called(str(key.ident))
            target = targets.get(key.record)
            # Of what is named beside a session, tags alone have pages that may be called otherwise after an edit.
            tags = domain.tags_of(str(key.ident)) if key.sort is Used.SESSION else ()
            return target and target[:2], [targets.get(('tag', tag)) for tag in tags]

        # Another builder may have been the first to read pages for a setting.
        settings = [app.config[name] for name in _SETTINGS]
        contents = {
            page: repr([settings, *((key, look, leads_to(key)) for key, look in used.items())])
            for page, used in domain.usage.items()
        }
        return domain.ledger.outdated('records', contents)

    @staticmethod
    def begin_to_write(app: Sphinx, builder: Builder) -> None:
        """On ``write-started``, the last: should the build fail, the next one trusts nothing that this one wrote."""
        domain = event_domain(app.env)
        pages = [name for name, _ in domain.record_pages.values()]
        calendars = [name + CALENDAR for name in pages]
        domain.ledger.while_writing(pages, calendars, domain.ledger.copies).save(_ledger_file(app))

    @staticmethod
    def begin_to_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``: what is read is on the disk before the environment that tells so."""
        if docnames:
            _reading_file(app).parent.mkdir(parents=True, exist_ok=True)
            _reading_file(app).touch()

    @staticmethod
    def end_of_reading(app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-check-consistency``, when the environment has been saved."""
        _reading_file(app).unlink(missing_ok=True)

    def close(self, app: Sphinx, exception: Exception | None) -> None:
        """On ``build-finished``: what is written now is what the next build compares with."""
        if exception is not None:
            return
        event_domain(app.env).ledger.save(_ledger_file(app))
        if self._edition is not None and self._portraits is not None:
            photos = [person.photo for person in self._edition.program.people.values()]
            self._portraits.prune([photo for photo in photos if isinstance(photo, Photo)])


def _keep_quotes(env: BuildEnvironment, program: Program) -> None:
    """Have docutils leave quotes as they are in languages that it has none for.

    It would warn of each text in such a language; this setting of its own is where quotes are added.
    """
    languages = {program.event.language, *(session.language for session in program.sessions)}
    tags = {language.partition('-')[0].lower() for language in languages if isinstance(language, str)}
    typewritten = dict.fromkeys(sorted(tags - smartchars.quotes.keys()), '""\'\'')
    env.settings['smartquotes_locales'] = [*{**typewritten, **dict(env.settings['smartquotes_locales'])}.items()]


def _reading_file(app: Sphinx) -> Path:
    return Path(app.doctreedir) / 'event' / 'reading'


def _ledger_file(app: Sphinx) -> Path:
    # One pile of doctrees can serve several builders, and a builder can write into several folders.
    folder = digest_of(str(app.outdir))
    return Path(app.doctreedir) / 'event' / f'{app.builder.name}-{folder}.ledger'


class _Files:
    """What pages show besides text, as Sphinx wants it: from the source folder on."""

    def __init__(self, edition: Edition, portraits: Portraits, cache: Path, source: Path) -> None:
        self._edition = edition
        self._portraits = portraits
        self._cache = cache
        self._source = source

    def portrait(self, person: Person) -> tuple[PictureFile, ...]:
        photo = person.photo
        if not isinstance(photo, Photo) or not isinstance(photo.file, str):
            return ()
        try:
            made = self._portraits.of(photo)
        except PhotoError as error:
            where = self._edition.program.place('people', person.id, 'photo', 'file')
            sentence = f'the photo {photo.file!r} {error}; {error.hint}'
            warn(sentence, Kind.PHOTO, place_in_log(where), once=True)
            return ()
        return tuple(PictureFile(self._uri(file.path), *file[1:]) for file in made)

    def qr_code(self, address: str) -> str:
        return self._uri(qr_code(address, self._cache))

    def material(self, file: str) -> str:
        return self._uri(self._edition.folder / file)

    def _uri(self, path: Path) -> str:
        try:
            return '/' + os.path.relpath(path, self._source).replace(os.sep, '/')
        except ValueError as error:
            raise ConfigError(f'{path} must be on the same drive as {self._source}') from error


def _check(config: Config) -> None:
    """Refuse an audience that there is none of, and a format that Babel cannot use, here rather than on every page."""
    for name in ('event_data', 'event_audience', 'event_time_format', 'event_date_format', 'event_attendees'):
        if not isinstance(value := getattr(config, name), str):
            raise ConfigError(f'{name} = {value!r} is not a text; put it in quotes')
    if config.event_audience not in list(Audience):
        hint = did_you_mean(config.event_audience, Audience)
        raise ConfigError(f'event_audience = {config.event_audience!r} is not known; {hint}')
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
