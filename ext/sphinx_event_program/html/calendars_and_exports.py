"""Calendars and data files beside the pages, links to them, and what search engines are told."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from urllib.parse import urljoin

from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from sphinx_event_program._files import digest_of, remove_files, write_whole
from sphinx_event_program.domain.event_domain import EventDomain, event_domain
from sphinx_event_program.edition import Edition
from sphinx_event_program.exports import json_ld
from sphinx_event_program.exports.c3voc_json import schedule_json
from sphinx_event_program.exports.csv import session_table
from sphinx_event_program.exports.formats import FORMATS
from sphinx_event_program.exports.frab_xml import schedule_xml
from sphinx_event_program.exports.release import Release
from sphinx_event_program.html.builders import has_pages, is_website
from sphinx_event_program.incremental.dependencies import Detail, Key
from sphinx_event_program.incremental.manifest import BuildManifest
from sphinx_event_program.model.problems import Kind, Problem
from sphinx_event_program.render.log import report
from sphinx_event_program.render.nodes import event_downloads
from sphinx_event_program.render.translations import Wording, translations_digest
from sphinx_event_program.render.views.downloads import Offered, addresses, downloads, export_words
from sphinx_event_program.render.views.presentation import plain
from sphinx_event_program.render.writers import html
from sphinx_event_program.timetable import Slot

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_event_program.exports.ical import Calendars


logger = logging.getLogger(__name__)


class Publishing:
    """Exports of one build, and the handlers that write them and link to them; exists from ``builder-inited`` on."""

    app: Sphinx
    #: The edition as exports take it; None if there is no event.
    release: Release | None = None

    #: The calendars of tracks, rooms and days; none where no calendars are written.
    feeds: Feeds = MappingProxyType({})

    _calendars: Calendars | None = None
    #: The event for search engines.
    _described: str | None = None

    def begin(self, app: Sphinx) -> None:
        """On ``builder-inited``, when the domain has the edition."""
        self.app = app
        self.release = self._calendars = self._described = None
        self.feeds = MappingProxyType({})
        if (presentation := self._domain.build.presentation) is not None:
            epoch = os.environ.get('SOURCE_DATE_EPOCH')
            revised = datetime.fromtimestamp(int(epoch), UTC) if epoch else None
            words = export_words(presentation.wording)
            site = str(app.config.html_baseurl)
            self.release = Release(presentation.edition, site, self._address, revised, words)
            if 'ics' in self._domain.build.config.exports:
                self.feeds = feeds_of(presentation.edition, presentation.wording)

    @property
    def calendars(self) -> Calendars | None:
        """The calendars of the release, made when somebody asks for them."""
        if self._calendars is None and self.release is not None:
            # icalendar takes longer to import than a build without changes has to do.
            from sphinx_event_program.exports.ical import Calendars

            self._calendars = Calendars(self.release)
        return self._calendars

    @property
    def _domain(self) -> EventDomain:
        return event_domain(self.app.env)

    def _address(self, kind: str, ident: str) -> str | None:
        """The absolute address of a session or a person, if the site's own is known."""
        target, base = self._domain.target(kind, ident), str(self.app.config.html_baseurl)
        if target is None or not base:
            return None
        page = urljoin(f'{base.rstrip("/")}/', self._page(target.docname))
        return f'{page}#{target.anchor}' if target.anchor else page

    def _page(self, docname: str) -> str:
        """The address of a page below the site's root."""
        builder = self.app.builder
        if is_website(builder) and not has_pages(builder):
            # There is one page only; the builder gives the places in it.
            return f'{self.app.config.root_doc}.html'
        return builder.get_target_uri(docname)

    def offered(self) -> list[str]:
        """The formats that are chosen and have something to say, in their order."""
        if self.release is None:
            return []
        event, slots = self.release.edition.program.event, self.release.edition.timetable.slots
        timed = any(slot.start is not None and slot.start.tzinfo is not None for slot in slots)
        dated = any(isinstance(one.date, date) and isinstance(one.name, str) for one in event.important_dates)
        possible = {
            'csv',
            *(('xml', 'json') if timed else ()),
            *(('ics',) if timed or event.first_day or dated else ()),
        }
        return [name for name in FORMATS if name in self._domain.build.config.exports and name in possible]

    def report_address(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: tell that the entries of exports are known by what may change."""
        release = self.release
        if release is None or release.home or not self.offered() or not is_website(builder):
            return
        message = (
            'the event has no url, and the site no html_baseurl: entries of calendars are known by its title alone'
        )
        hint = 'write the url, so that subscribers have each entry once when the title changes'
        report([Problem(release.edition.program.place('event', 'url'), message, hint, Kind.ADDRESS)])

    def write_files(self, app: Sphinx, error: Exception | None) -> None:
        """On ``build-finished``, when no page can fail any more."""
        if error is not None or self.release is None or not is_website(app.builder):
            return
        files = PublishedFiles(Path(app.outdir), self._domain.build.manifest, self._author_files())
        state = self._state(self.release)
        if not files.are_of(state):
            made = {FORMATS[name]: self._made(name, self.release) for name in self.offered()}
            made |= {feed.file: self._feed(feed, self.release) for feed in self.feeds.values()}
            files.put({name: content for name, content in made.items() if content is not None}, state)

    def _made(self, name: str, release: Release) -> bytes | None:
        match name:
            case 'ics':
                return self.calendars.of_event() if self.calendars else None
            case 'csv':
                return session_table(release)
            case 'xml':
                return schedule_xml(release)
            case 'json':
                return schedule_json(release)
        raise ValueError(f'no format {name!r}')

    def _feed(self, feed: Feed, release: Release) -> bytes | None:
        title = f'{release.title} \N{EN DASH} {feed.name}'
        return self.calendars.of_slots(feed.slots, title, feed.file) if self.calendars else None

    def _author_files(self) -> set[str]:
        """The names that ``html_extra_path`` has files for."""
        extra = [Path(self.app.confdir, entry) for entry in self.app.config.html_extra_path]
        names = (*FORMATS.values(), *(feed.file for feed in self.feeds.values()))
        return {name for name in names for path in extra if path.name == name or (path / name).is_file()}

    def _state(self, release: Release) -> str:
        """Digest of everything that the exported files depend on."""
        look, program = self._domain.build.fingerprints, release.edition.program
        sessions = [slot.session.id for slot in release.edition.timetable.slots]
        decisive = (
            (
                self.offered(),
                [feed[:2] for feed in self.feeds.values()],
                release.site,
                release.revised,
                release.edition.audience,
                sorted(self._author_files()),
            ),
            (self.app.config.language, translations_digest(), version('sphinx-event-program'), version('icalendar')),
            (
                look.of(Key(Detail.EVENT)),
                look.of(Key(Detail.DATES)),
                [look.of(Key(Detail.SESSION, ident)) for ident in sessions],
            ),
            [self._address('session', ident) for ident in sessions],
            [(person.id, person.name) for person in program.people.values()],
        )
        return digest_of(repr(decisive))

    def put_links(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """On ``doctree-resolved``, when it is known for which builder a page is written."""
        for place in list(doctree.findall(event_downloads)):
            place.replace_self(self._links(docname, place['divisions']))

    def _links(self, docname: str, divisions: Sequence[tuple[str, str]]) -> list[nodes.Node]:
        page = self._page(docname) if is_website(self.app.builder) else ''
        if divisions:
            offered = [feed for division in divisions for feed in self.feed_offered(*division, page)]
        else:
            offered = [self._offered(name, FORMATS[name], page) for name in self.offered()]
        return downloads(offered) if is_website(self.app.builder) else addresses(offered)

    def feed_offered(self, kind: str, ident: str, page: str) -> list[Offered]:
        """The calendar of a track, room or day, for a link on a page; nothing if there is none."""
        feed = self.feeds.get((kind, ident))
        return [] if feed is None else [self._offered('ics', feed.file, page, feed.name)]

    def _offered(self, export: str, file: str, page: str, name: str = '') -> Offered:
        absolute = self.release.file(file) if self.release else None
        return Offered(export, relative_uri(page, file), absolute or '', name)

    def documents_to_write(self, app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
        """On ``env-updated``: the first page, if search engines are to be told something else.

        It may show nothing of what it tells them, and need not be read again.
        """
        if self.release is None or not is_website(app.builder):
            return []
        self._described = json_ld.of_event(self.release)
        if self._described and (number := len(self.release.edition.program.sessions)) > json_ld.MOST_SUB_EVENTS:
            limit = json_ld.MOST_SUB_EVENTS
            logger.info('the first page names none of %d sessions to search engines (at most %d)', number, limit)
        return self._domain.build.manifest.note_changes('search engines', {app.config.root_doc: self._described or ''})

    def describe_event(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        """On ``html-page-context``, for the first page of a website."""
        if pagename == app.config.root_doc and self._described:
            context['metatags'] = context.get('metatags', '') + html.structured_data(self._described)


#: Kinds of records that have calendars of their own.
DIVISIONS = ('track', 'room', 'day')


class Feed(NamedTuple):
    """A calendar: whose it is, its file below the site's root, and the sessions in it."""

    name: str
    file: str
    slots: tuple[Slot, ...]


#: By kind and id, in the order of the event.
Feeds: TypeAlias = Mapping[tuple[str, str], Feed]


def feeds_of(edition: Edition, wording: Wording) -> Feeds:
    """A feed for each track, room and day; of a kind of which there is only one, that of the event says it all.

    While nobody knows when the event is, there is none, because a calendar without entries is no calendar.
    """
    if edition.program.event.first_day is None:
        return {}
    slots: defaultdict[tuple[str, str], list[Slot]] = defaultdict(list)
    for slot in edition.timetable.slots:
        rooms = [('room', room) for room in slot.rooms]
        for kind, ident in (('track', slot.session.track), *rooms, ('day', slot.day)):
            if ident is not None:
                # TBD is a text, too, and no id.
                slots[kind, str(ident)].append(slot)
    return {
        (kind, ident): Feed(name, f'calendar/{kind}-{ident}.ics', tuple(slots[kind, ident]))
        for kind in DIVISIONS
        if len(names := dict(_names(kind, edition, wording))) > 1
        for ident, name in names.items()
    }


def _names(kind: str, edition: Edition, wording: Wording) -> Iterator[tuple[str, str]]:
    """The name of each track, room or day, by its id."""
    event = edition.program.event
    if kind == 'day':
        yield from ((ident, wording.date(day)) for ident, day in edition.timetable.dates.items())
    else:
        yield from ((one.id, plain(one.name, wording)) for one in (event.tracks if kind == 'track' else event.rooms))


class PublishedFiles:
    """The files that this project wrote into a folder, which has a manifest.

    Those named ``kept`` are the author's own, who chose the same name.
    """

    def __init__(self, folder: Path, manifest: BuildManifest, kept: Collection[str] = ()) -> None:
        self._folder = folder
        self._manifest = manifest
        self._kept = kept

    def are_of(self, state: str) -> bool:
        """Whether the files are there, as they were written for ``state``."""
        return self._manifest.exports == state and self._manifest.exported == self._seen(self._manifest.exported)

    def put(self, made: Mapping[str, bytes], state: str) -> None:
        """Write changed files, and delete those that an earlier build wrote and this one does not make."""
        remove_files(self._folder, self._manifest.exported.keys() - made.keys() - set(self._kept))
        written = {name: content for name, content in made.items() if name not in self._kept}
        for name, content in written.items():
            path = self._folder / name
            if not path.is_file() or path.read_bytes() != content:
                write_whole(path, content)
        self._manifest.exports, self._manifest.exported = state, self._seen(written)

    def _seen(self, names: Collection[str]) -> dict[str, list[int]]:
        """Size and time of each file that is there: an edit by somebody else shows in them."""
        there = {name: (self._folder / name) for name in names if (self._folder / name).is_file()}
        return {name: [path.stat().st_size, path.stat().st_mtime_ns] for name, path in there.items()}


def setup(app: Sphinx, publishing: Publishing) -> None:
    """Connect the handlers."""
    app.connect('builder-inited', publishing.begin)
    app.connect('env-updated', publishing.documents_to_write)
    app.connect('write-started', publishing.report_address)
    app.connect('doctree-resolved', publishing.put_links)
    app.connect('html-page-context', publishing.describe_event)
    app.connect('build-finished', publishing.write_files)
