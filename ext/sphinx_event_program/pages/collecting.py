"""When the pages of records are planned, written, indexed and removed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util.display import status_iterator
from sphinx.util.parallel import ParallelTasks, make_chunks

from sphinx_event_program.digests import digest_of
from sphinx_event_program.domain import CALENDAR, EventDomain
from sphinx_event_program.freshness import Used
from sphinx_event_program.model.photo import Photo
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.pages.homes import Above, above
from sphinx_event_program.pages.made_of import MadeOf
from sphinx_event_program.pages.of_the_author import OfTheAuthor
from sphinx_event_program.pages.plan import Page, Plan
from sphinx_event_program.pages.rendering import PageWriter, Written
from sphinx_event_program.publishing import Publishing
from sphinx_event_program.websites import has_pages
from sphinx_event_program.whole_files import write_whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_event_program.model.person import Person
    from sphinx_event_program.views.presentation import Presentation

#: As this the environment knows, for the time of writing, who shows the pictures and files of the pages.
_OWNER = 'event pages'


class RecordPages:
    """The handlers of a build's events; builders that write no website of many pages have nothing to do."""

    def __init__(self, publishing: Publishing) -> None:
        self._publishing = publishing
        self._website: _Website | None = None

    def plan(self, app: Sphinx) -> None:
        """On ``builder-inited``, after the domain was given the edition."""
        domain = _domain(app)
        self._website, domain.record_pages = None, {}
        builder, presentation = app.builder, domain.presentation
        if presentation is not None and has_pages(builder):
            # Without any kind of pages too: those that were written before have to go.
            self._website = _Website(app, builder, presentation, self._publishing)
            domain.record_pages = {key: (page.name, page.title) for key, page in self._website.plan.pages.items()}

    def prepare(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``, before Sphinx copies files and opens the search index."""
        if self._website is not None:
            self._website.prepare()

    @property
    def around(self) -> str:
        """A digest of what is around the content of any page."""
        return self._website.around if self._website is not None else ''

    def collect(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """On ``html-collect-pages``, when the documents are written."""
        if self._website is not None:
            yield from self._website.collect()

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
        self._domain = _domain(app)
        self.plan = Plan(presentation, app.config.event_pages, calendars='ics' in app.config.event_exports)
        #: What each page is made of, by its name; and those that have to be written.
        self._digests: dict[str, str] = {}
        self._together = ''
        self._of_the_author = OfTheAuthor(app, builder)
        #: A digest of what is around the content of any page.
        self.around = ''
        self._stale: list[Page] = []
        self._homes: dict[tuple[str, str], str] = {}
        self._above: dict[str | None, list[Above]] = {}
        # One for all pages: to make a document takes longer than to index a page.
        self._indexed = new_document('<event>')

    def prepare(self) -> None:
        """Find out which pages are to be written.

        A page that stays as it is keeps its words in the search index, as a document
        does: Sphinx looks for both among ``all_docs``. What an author wrote under the
        same name is the page then, and none is made.
        """
        builder, ledger = self._builder, self._domain.ledger
        made_of = MadeOf(self._domain, self.plan, self._publishing.feeds)
        self._homes, self.around, together = made_of.homes, made_of.around, made_of.all()
        pages = [page for page in self.plan.pages.values() if not self._of_the_author.page(page.name)]
        unchanged = together == ledger.pages_together
        self._digests = {page.name: ledger.pages[page.name] if unchanged else made_of.page(page) for page in pages}
        self._together = together
        # Without the index of the last build, the words of all pages have to be found again.
        known = ledger.pages if (builder.outdir / builder.searchindex_filename).is_file() else {}
        for page in pages:
            if known.get(page.name) == self._digests[page.name] and builder.get_output_path(page.name).is_file():
                self._announce(page)
            else:
                self._stale.append(page)
        self._offer_files()

    def collect(self) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Write what has changed, lead on from former addresses, and remove what is gone."""
        builder = self._builder
        for page in self._stale:
            self._announce(page)
        self._copy_portraits()
        self._write(PageWriter(self._app, builder, self.plan, self._presentation, self._publishing, self._above_of))
        self._write_calendars()
        for name, target in self.plan.redirects.items():
            if not self._of_the_author.page(name):
                self._digests[name] = digest_of(target.name)
                yield name, self._leading_to(name, target), 'event/redirect.html'
        for gone in self._domain.ledger.pages.keys() - self._digests.keys():
            if gone.endswith(CALENDAR):
                path, kept = Path(builder.outdir, gone), self._of_the_author.file(gone)
            else:
                path, kept = Path(builder.get_output_path(gone)), self._of_the_author.page(gone)
            if not kept:
                _remove(path, Path(builder.outdir))
        self._domain.ledger.pages, self._domain.ledger.pages_together = self._digests, self._together

    def forget(self) -> None:
        """Take out of the environment what it had to know for the time of writing."""
        env = self._app.env
        for name in self._digests:
            env.all_docs.pop(name, None)
            env.titles.pop(name, None)
        env.dlfiles.purge_doc(_OWNER)
        env.images.purge_doc(_OWNER)

    def _announce(self, page: Page) -> None:
        """Have search index and inventory take a page for one of the documents."""
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
            str(key.ident) for page in self._stale for key in page.uses if key.sort in (Used.BYLINE, Used.PERSON)
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
            # Sphinx remembers no stem beyond a page, and to find one takes longer than to write its word.
            language: Any = builder.indexer.lang
            language.stem = cache(language.stem)
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
        release, fingerprints, known = self._publishing.release, self._domain.fingerprints, self._domain.ledger.pages
        if release is None:
            return
        versions = version('sphinx-event-program'), version('icalendar')
        language, audience = self._app.config.language, release.edition.audience
        common = digest_of(*versions, language, audience, repr(release.revised), release.site)
        for page in self.plan.pages.values():
            name, path = page.name + CALENDAR, Path(self._builder.outdir, page.name + CALENDAR)
            if not page.calendar or self._of_the_author.file(name):
                continue
            # An author's document has the calendar of its session beside it, too.
            self._digests[name] = digest_of(common, page.name, *map(fingerprints.of, page.calendar))
            if known.get(name) == self._digests[name] and path.is_file():
                continue
            if self._publishing.calendars and (content := self._publishing.calendars.of_session(page.ident)):
                write_whole(path, content)

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


def _domain(app: Sphinx) -> EventDomain:
    return cast('EventDomain', app.env.domains['event'])


def _write_all(writer: PageWriter, pages: Sequence[Page]) -> list[Written]:
    """In another process: write some pages, and send back what the index needs."""
    return [writer.write(page) for page in pages]


def _remove(path: Path, root: Path) -> None:
    """Remove a page, and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    folder = path.parent
    while folder != root and folder.is_relative_to(root) and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
