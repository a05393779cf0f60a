"""The event as one build publishes it: read when the build begins, then handed to the domain."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from docutils.utils.smartquotes import smartchars
from sphinx.errors import ConfigError

from sphinx_event_program._files import digest_of
from sphinx_event_program.domain import project_information
from sphinx_event_program.domain.config import EventConfig
from sphinx_event_program.domain.event_domain import CALENDAR, EventBuild, Target, event_domain
from sphinx_event_program.domain.project_information import ProjectInformation
from sphinx_event_program.edition import Edition
from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.incremental.dependencies import Detail, Fingerprints, Key
from sphinx_event_program.incremental.manifest import BuildManifest
from sphinx_event_program.media import Logos, PhotoError, Portraits
from sphinx_event_program.media.qrcodes import qr_code
from sphinx_event_program.model.event import Audience
from sphinx_event_program.model.person import Photo
from sphinx_event_program.model.problems import Kind
from sphinx_event_program.render.log import place_in_log, report, warn
from sphinx_event_program.render.translations import Wording, translations_digest
from sphinx_event_program.render.views.presentation import LogoFile, PictureFile, Presentation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_event_program.model.person import Person
    from sphinx_event_program.model.program import Program


class Lifecycle:
    """Holds the edition for the life of one application."""

    def __init__(self, information: ProjectInformation) -> None:
        self._edition: Edition | None = None
        self._portraits: Portraits | None = None
        self._logos: Logos | None = None
        self._information = information

    def open(self, app: Sphinx, config: Config) -> None:
        """On ``config-inited``, the first moment at which the data folder is known."""
        settings, folder = EventConfig.of(config), Path(app.confdir)
        private = [folder / settings.attendees] if settings.attendees else []
        audience, data = Audience(settings.audience), folder / settings.data
        self._edition, problems = open_edition(data, audience, private)
        report(problems)
        self._information.find(config, self._edition)

    def hand_over(self, app: Sphinx) -> None:
        """On ``builder-inited``, when the environment and its domains are there."""
        settings = EventConfig.of(app.config)
        presentation, fingerprints = None, Fingerprints(None)
        if self._edition is not None:
            cache = Path(app.doctreedir) / 'event'
            portraits = self._portraits = Portraits(self._edition.folder, cache / 'portraits')
            fingerprints = Fingerprints(self._edition, app.config.html_baseurl, portraits.fingerprint)
            wording = Wording(app.config.language, settings.time_format, settings.date_format)
            logos = self._logos = Logos(self._edition.folder, cache / 'logos')
            files = _Files(self._edition, portraits, logos, cache, Path(app.srcdir))
            presentation = Presentation(
                self._edition, wording, files.portrait, files.qr_code, files.material, files.logo
            )
            _keep_quotes(app.env, self._edition.program)
        manifest = BuildManifest.opened(_manifest_file(app))
        event_domain(app.env).build = EventBuild(presentation, fingerprints, manifest, settings)

    @staticmethod
    def stale_documents(
        app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> Sequence[str]:
        """On ``env-get-outdated``, when Sphinx asks what else is to be read again."""
        domain = event_domain(env)
        if _reading_file(app).exists() or domain.data['words'] != translations_digest():
            # A build was ended while it read, and doctrees are of other data than the environment knows;
            # or all that is said is said in other words.
            return sorted(set(domain.usage) - removed)
        if domain.build.fingerprints.inputs == domain.data['inputs']:
            return []
        return sorted(set(domain.build.fingerprints.stale(domain.usage)) - removed)

    @staticmethod
    def documents_to_write(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
        """On ``env-updated``, when all pages are read and Sphinx asks which ones are to be written as well.

        These are the pages that show something else than when this builder wrote them:
        another builder may have been the first to read it. And those that refer to a
        record whose entry has come, gone or moved, because references are resolved when
        a page is written.
        """
        domain = event_domain(env)
        # Sphinx saves it with the pages, if it has read any.
        domain.data['inputs'], domain.data['words'] = domain.build.fingerprints.inputs, translations_digest()
        targets: dict[tuple[str, object], Target] = dict(domain.targets.items())

        def leads_to(key: Key) -> object:
            if key.sort is Detail.ANY:
                return domain.targets_called(str(key.ident))
            target = targets.get(key.record)
            # Of what is named beside a session, tags alone have pages that may be called otherwise after an edit.
            tags = domain.tags_of(str(key.ident)) if key.sort is Detail.SESSION else ()
            return target and target[:2], [targets.get(('tag', tag)) for tag in tags]

        # Another builder may have been the first to read pages for a setting.
        settings = domain.build.config.shown_on_pages, app.config.language
        contents = {
            page: repr([settings, *((key, look, leads_to(key)) for key, look in used.items())])
            for page, used in domain.usage.items()
        }
        return domain.build.manifest.note_changes('records', contents)

    @staticmethod
    def begin_to_write(app: Sphinx, builder: Builder) -> None:
        """On ``write-started``, last: save a manifest without digests: the next build repairs a failed one."""
        domain = event_domain(app.env)
        pages = [name for name, _ in domain.record_pages.values()]
        calendars = [name + CALENDAR for name in pages]
        domain.build.manifest.while_writing(pages, calendars, domain.build.manifest.copies).save(_manifest_file(app))

    @staticmethod
    def begin_to_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``: note that reading has begun, until the environment is saved."""
        if docnames:
            _reading_file(app).parent.mkdir(parents=True, exist_ok=True)
            _reading_file(app).touch()

    @staticmethod
    def end_of_reading(app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-check-consistency``, when the environment has been saved."""
        _reading_file(app).unlink(missing_ok=True)

    def close(self, app: Sphinx, exception: Exception | None) -> None:
        """On ``build-finished``: save the manifest with which the next build compares."""
        if exception is not None:
            return
        event_domain(app.env).build.manifest.save(_manifest_file(app))
        if self._edition is not None and self._portraits is not None:
            photos = [person.photo for person in self._edition.program.people.values()]
            self._portraits.prune([photo for photo in photos if isinstance(photo, Photo)])
        if self._edition is not None and self._logos is not None:
            self._logos.prune(self._edition.program.event.logos)


def _keep_quotes(env: BuildEnvironment, program: Program) -> None:
    """Keep docutils from warning of each text in a language that it has no quotes for.

    It warns before it asks whether quotes of a text may be changed; in this setting of its own, quotes are added.
    """
    languages = {program.event.language, *(language for session in program.sessions for language in session.languages)}
    tags = {language.partition('-')[0].lower() for language in languages}
    typewritten = dict.fromkeys(sorted(tags - smartchars.quotes.keys()), '""\'\'')
    env.settings['smartquotes_locales'] = [*{**typewritten, **dict(env.settings['smartquotes_locales'])}.items()]


def _reading_file(app: Sphinx) -> Path:
    return Path(app.doctreedir) / 'event' / 'reading'


def _manifest_file(app: Sphinx) -> Path:
    # One pile of doctrees can serve several builders, and a builder can write into several folders.
    folder = digest_of(str(app.outdir))
    return Path(app.doctreedir) / 'event' / f'{app.builder.name}-{folder}.manifest'


class _Files:
    """Pictures and files that pages show, as Sphinx names them: from the source folder on."""

    def __init__(self, edition: Edition, portraits: Portraits, logos: Logos, cache: Path, source: Path) -> None:
        self._edition = edition
        self._portraits = portraits
        self._logos = logos
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

    def logo(self, file: str) -> LogoFile | None:
        try:
            made = self._logos.of(file)
        except PhotoError as error:
            where = self._edition.program.place('event', 'sponsors')
            warn(f'the logo {file!r} {error}; {error.hint}', Kind.PHOTO, place_in_log(where), once=True)
            return None
        return LogoFile(self._uri(made.path), made.width_px)

    def _uri(self, path: Path) -> str:
        try:
            return '/' + os.path.relpath(path, self._source).replace(os.sep, '/')
        except ValueError as error:
            raise ConfigError(f'{path} must be on the same drive as {self._source}') from error


#: Before Sphinx's own handlers and those of authors, which may use what is read.
_EARLY = 100

#: After the handlers that decide what is to be written, and after those that write files beside the pages.
_LATE = 900


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    information = ProjectInformation()
    lifecycle = Lifecycle(information)
    app.connect('config-inited', lifecycle.open, priority=_EARLY)
    app.connect('builder-inited', lifecycle.hand_over)
    app.connect('env-get-outdated', lifecycle.stale_documents)
    app.connect('env-before-read-docs', lifecycle.begin_to_read)
    app.connect('env-updated', lifecycle.documents_to_write)
    app.connect('env-check-consistency', lifecycle.end_of_reading)
    app.connect('write-started', lifecycle.begin_to_write, priority=_LATE)
    app.connect('build-finished', lifecycle.close, priority=_LATE)
    project_information.setup(app, information)
