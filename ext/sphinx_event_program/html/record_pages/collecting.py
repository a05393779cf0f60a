"""Handlers that plan, write, index and delete the pages of records in a build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils import new_document
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util.display import status_iterator
from sphinx.util.parallel import ParallelTasks, make_chunks

from sphinx_event_program._files import digest_of, remove_files, write_whole
from sphinx_event_program.domain.event_domain import CALENDAR, event_domain
from sphinx_event_program.html.builders import has_pages
from sphinx_event_program.html.calendars_and_exports import Publishing
from sphinx_event_program.html.record_pages.digests import PageDigests, frame_digest
from sphinx_event_program.html.record_pages.navigation import Above, SiteTree, above
from sphinx_event_program.html.record_pages.page_writer import PageWriter, Written
from sphinx_event_program.html.record_pages.parts import AuthorFiles
from sphinx_event_program.html.record_pages.plan import Page, Plan
from sphinx_event_program.html.sphinx_internals import remember_stems
from sphinx_event_program.incremental.dependencies import Detail
from sphinx_event_program.model.person import Photo
from sphinx_event_program.model.problems import Kind
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.log import place_in_log, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_event_program.model.person import Person
    from sphinx_event_program.render.views.presentation import Presentation

#: As this the environment knows, for the time of writing, who shows the pictures and files of the pages.
_OWNER = 'event pages'


class RecordPages:
    """The handlers of a build's events; builders that write no website of many pages have nothing to do."""

    def __init__(self, publishing: Publishing) -> None:
        self._publishing = publishing
        self._website: _Website | None = None

    def plan(self, app: Sphinx) -> None:
        """On ``builder-inited``, after the domain was given the edition."""
        domain = event_domain(app.env)
        self._website, domain.record_pages = None, {}
        builder, presentation = app.builder, domain.build.presentation
        if presentation is not None and has_pages(builder):
            # Without any kind of pages too: those that were written before have to go.
            self._website = _Website(app, builder, presentation, self._publishing)
            domain.record_pages = {key: (page.name, page.title) for key, page in self._website.plan.pages.items()}

    def prepare(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``, before Sphinx copies files and opens the search index."""
        if self._website is not None:
            self._website.prepare()

    def collect(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """On ``html-collect-pages``, when the documents are written."""
        if self._website is not None:
            yield from self._website.collect()

    def share_tree(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        """On ``html-page-context``, before themes take ``toctree`` out of the context."""
        if self._website is not None and self._website.has(pagename) and 'toctree' in context:
            context['toctree'] = self._website.tree.for_page(pagename, context['toctree'])

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """On ``build-finished``."""
        if self._website is not None:
            self._website.forget()


class _Website:
    """The pages of records of one website."""

    def __init__(
        self, app: Sphinx, builder: StandaloneHTMLBuilder, presentation: Presentation, publishing: Publishing
    ) -> None:
        self._app = app
        self._publishing = publishing
        self._builder = builder
        self._presentation = presentation
        self._domain = event_domain(app.env)
        settings = self._domain.build.config
        self.plan = Plan(presentation, settings.pages, calendars='ics' in settings.exports)
        #: Digest of each page, by its name.
        self._digests: dict[str, str] = {}
        self._digest_of_all = ''
        self._by_name = {page.name: page for page in self.plan.pages.values()}
        #: The tree of documents that the theme shows around pages.
        self.tree = SiteTree(builder)
        #: A digest for each calendar beside a page, by its path.
        self._calendars: dict[str, str] = {}
        self._author_files = AuthorFiles(app, builder)
        #: The pages that have to be written.
        self._stale: list[Page] = []
        self._homes: dict[tuple[str, str], str] = {}
        self._above: dict[str | None, list[Above]] = {}
        # One for all pages: to make a document takes longer than to index a page.
        self._indexed = new_document('<event>')

    def has(self, name: str) -> bool:
        """Whether the page of this name is that of a record."""
        return name in self._digests

    def prepare(self) -> None:
        """Find out which pages are to be written.

        A page that stays as it is keeps its words in the search index, as a document
        does: Sphinx looks for both among ``all_docs``. What an author wrote under the
        same name is the page then, and none is made.
        """
        builder, manifest = self._builder, self._domain.build.manifest
        digests = self._page_digests()
        self._homes, self._digest_of_all = digests.homes, digests.all()
        pages = [page for page in self.plan.pages.values() if not self._author_files.page(page.name)]
        unchanged = self._digest_of_all == manifest.digest_of_all_pages
        self._digests = {page.name: manifest.pages[page.name] if unchanged else digests.page(page) for page in pages}
        # Without the index of the last build, the words of all pages have to be found again.
        known = manifest.pages if (builder.outdir / builder.searchindex_filename).is_file() else {}
        for page in pages:
            if known.get(page.name) == self._digests[page.name] and builder.get_output_path(page.name).is_file():
                self._announce(page)
            else:
                self._stale.append(page)
        self._offer_files()

    def _page_digests(self) -> PageDigests:
        frame = frame_digest(self._builder, headings=self._domain.build.manifest.frame_has_headings)
        return PageDigests(self._domain, self.plan, self._publishing.feeds, frame)

    def collect(self) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Write changed pages and redirects from former addresses, and delete pages without a record."""
        builder = self._builder
        for page in self._stale:
            self._announce(page)
        self._copy_portraits()
        self._write(PageWriter(self._app, builder, self.plan, self._presentation, self._publishing, self._above_of))
        if self._stale and self.tree.has_headings != self._domain.build.manifest.frame_has_headings:
            self._domain.build.manifest.frame_has_headings = self.tree.has_headings
            digests = self._page_digests()
            self._digests = {name: digests.page(self._by_name[name]) for name in self._digests}
            self._digest_of_all = digests.all()
        redirects = {name: page for name, page in self.plan.redirects.items() if not self._author_files.page(name)}
        self._digests |= {name: digest_of(page.name) for name, page in redirects.items()}
        # A folder that goes may be in the way of a calendar.
        self._remove_pages()
        self._write_calendars()
        for name, page in redirects.items():
            yield name, self._leading_to(name, page), 'event/redirect.html'
        manifest = self._domain.build.manifest
        manifest.pages, manifest.calendars, manifest.digest_of_all_pages = (
            self._digests,
            self._calendars,
            self._digest_of_all,
        )

    def _remove_pages(self) -> None:
        """Remove pages that the last build wrote, and that are neither made any more nor the author's."""
        gone = self._domain.build.manifest.pages.keys() - self._digests.keys()
        paths = [self._builder.get_output_path(name) for name in gone if not self._author_files.page(name)]
        root = Path(self._builder.outdir)
        remove_files(root, [Path(path).relative_to(root).as_posix() for path in paths])

    def forget(self) -> None:
        """Remove from the environment what it had to know while pages were written."""
        env = self._app.env
        for name in self._digests:
            env.all_docs.pop(name, None)
            env.titles.pop(name, None)
        env.dlfiles.purge_doc(_OWNER)
        env.images.purge_doc(_OWNER)

    def _announce(self, page: Page) -> None:
        """Register a page with the environment, so that search index and inventory treat it as a document."""
        self._app.env.all_docs[page.name] = 0
        self._app.env.titles[page.name] = nodes.title('', page.title)

    def _above_of(self, page: Page) -> list[Above]:
        """The documents above a page; the same for all pages below one of them."""
        home = self._homes.get((page.kind, page.ident))
        if home not in self._above:
            self._above[home] = above(home, self._app.env)
        return self._above[home]

    def _offer_files(self) -> None:
        """Tell the environment which pictures and files the pages show, as if they were documents."""
        env, presentation = self._app.env, self._presentation
        for person in self.plan.edition.program.people.values():
            for uri in self._portraits(person):
                env.images.add_file(_OWNER, uri)
        for session in self.plan.edition.program.sessions:
            for material in () if isinstance(session.materials, Tbd) else session.materials:
                if isinstance(material.file, str):
                    env.dlfiles.add_file(_OWNER, self._from_source(presentation.material(material.file)))

    def _copy_portraits(self) -> None:
        """Have the portraits copied that pages to be written show; the others are in their place."""
        people, images = self.plan.edition.program.people, self._app.env.images
        pictured = {
            str(key.ident) for page in self._stale for key in page.uses if key.sort in (Detail.CARD, Detail.PERSON)
        }
        for ident in sorted(pictured & people.keys()):
            self._builder.images.update((uri, images[uri][1]) for uri in self._portraits(people[ident]))

    def _portraits(self, person: Person) -> list[str]:
        """The files of a person's portrait, from the source folder on."""
        if not isinstance(person.photo, Photo):
            return []
        return [self._from_source(file.uri) for file in self._presentation.portrait(person)]

    def _from_source(self, uri: str) -> str:
        return self._app.env.relfn2path(uri, self._app.config.root_doc)[0]

    def _write(self, writer: PageWriter) -> None:
        """Write the stale pages, in as many processes as Sphinx may use here, and index them."""
        builder, parallel = self._builder, self._app.parallel
        if builder.indexer is not None:
            remember_stems(builder)
        # Nobody edits a template while pages are written; to look takes longer than to include a small one.
        if isinstance(builder.templates, BuiltinTemplateLoader):
            builder.templates.environment.auto_reload = False
        # One before the others: what it compiles and reads is then there for all processes.
        for page in self._stale[:1]:
            self._index([writer.write(page)])
        rest = self._stale[1:]
        # It is typed for names, and cuts any sequence.
        cut: Any = make_chunks
        chunks: list[list[Page]] = cut(rest, parallel) if builder.parallel_ok else [[page] for page in rest]
        progress = status_iterator(
            chunks,
            'writing pages of records... ',
            'darkgreen',
            len(chunks),
            self._app.config.verbosity,
            stringify_func=lambda chunk: chunk[-1].name,
        )
        if not builder.parallel_ok:
            for chunk in progress:
                self._index(_write_all(writer, chunk))
            return

        def done(chunk: list[Page], written: list[Written]) -> None:
            next(progress, None)
            self._index(written)

        tasks = ParallelTasks(parallel)
        for chunk in chunks:
            tasks.add_task(partial(_write_all, writer), chunk, done)
        tasks.join()

    def _write_calendars(self) -> None:
        """Write a calendar file beside the page of each session, or what has changed of them."""
        release, fingerprints = self._publishing.release, self._domain.build.fingerprints
        known = self._domain.build.manifest.calendars
        if release is None:
            return
        versions = version('sphinx-event-program'), version('icalendar')
        language, audience = self._app.config.language, release.edition.audience
        common = digest_of(*versions, language, audience, repr(release.revised), release.site)
        for page in self.plan.pages.values():
            name, path = page.name + CALENDAR, Path(self._builder.outdir, page.name + CALENDAR)
            if not page.calendar or self._author_files.file(name):
                continue
            if path.is_dir():
                other = f'{page.ident}{CALENDAR}'
                where = place_in_log(self.plan.edition.program.place('sessions', page.ident))
                sentence = f'the session {page.ident!r} has no calendar, because the page of {other!r} is in its place'
                warn(f'{sentence}; give one of them another id', Kind.DUPLICATE_ENTRY, where)
                continue
            # An author's document has the calendar of its session beside it, too.
            self._calendars[name] = digest_of(common, page.name, *map(fingerprints.of, page.calendar))
            if known.get(name) == self._calendars[name] and path.is_file():
                continue
            if self._publishing.calendars and (content := self._publishing.calendars.of_session(page.ident)):
                write_whole(path, content)
        gone = known.keys() - self._calendars.keys()
        remove_files(Path(self._builder.outdir), [name for name in gone if not self._author_files.file(name)])

    def _index(self, written: Sequence[Written]) -> None:
        """Let a search find pages by what they show."""
        if self._builder.indexer is None:
            return
        for page, anchor, text in written:
            self._indexed[:] = [nodes.section('', nodes.title('', page.title), nodes.paragraph('', text), ids=[anchor])]
            self._builder.indexer.feed(page.name, f'{page.name}.html', page.title, self._indexed)

    def _leading_to(self, name: str, page: Page) -> dict[str, Any]:
        uri = self._builder.get_relative_uri(name, page.name)
        site = self._app.config.html_baseurl
        canonical = f'{site.rstrip("/")}/{self._builder.get_target_uri(page.name)}' if site else uri
        return {'title': escape(page.title), 'target': escape(uri), 'canonical': escape(canonical)}


def _write_all(writer: PageWriter, pages: Sequence[Page]) -> list[Written]:
    """In another process: write some pages, and send back what the index needs."""
    return [writer.write(page) for page in pages]
