"""A page of a record, from its parts to the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docutils import nodes
from docutils.utils import new_document
from jinja2 import TemplateSyntaxError
from sphinx import addnodes
from sphinx.errors import NoUri, ThemeError
from sphinx.locale import _ as sphinx_term
from sphinx.util.osutil import relative_uri

from sphinx_event_program.domain.attendees_edition import marks
from sphinx_event_program.domain.config import PageKind
from sphinx_event_program.domain.event_domain import CALENDAR, anchors_of, event_domain
from sphinx_event_program.exports import json_ld
from sphinx_event_program.exports.release import Release
from sphinx_event_program.html.calendars_and_exports import Publishing
from sphinx_event_program.html.record_pages.navigation import Above
from sphinx_event_program.html.record_pages.parts import Part, Parts, Shown
from sphinx_event_program.html.record_pages.plan import Page, Plan, names_only, selection_of
from sphinx_event_program.model.markdown import excerpt
from sphinx_event_program.model.values import TBD
from sphinx_event_program.render.nodes import event_portrait
from sphinx_event_program.render.views import people, schedule, session
from sphinx_event_program.render.views.attending import room_facts
from sphinx_event_program.render.views.downloads import add_to_calendar, calendars
from sphinx_event_program.render.views.presentation import (
    Presentation,
    in_language,
    joined,
    paragraph,
    struck_if_cancelled,
    text_or_tbd,
    title_nodes,
)
from sphinx_event_program.render.writers import html
from sphinx_event_program.timetable import Slot

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator


#: JSON-LD of a record, for search engines, by the kind of its page.
_FOR_SEARCH_ENGINES: Mapping[PageKind, Callable[[str, Release], str | None]] = {
    PageKind.SESSION: json_ld.of_session,
    PageKind.PERSON: json_ld.of_person,
}


class Written(NamedTuple):
    """A page that was written, with its words for the search index."""

    page: Page
    anchor: str
    text: str


class PageWriter:
    """Writes pages of records as a builder would write documents, in the frame of its theme.

    ``above`` gives the documents above a page.
    """

    def __init__(
        self,
        app: Sphinx,
        builder: StandaloneHTMLBuilder,
        plan: Plan,
        presentation: Presentation,
        publishing: Publishing,
        above: Callable[[Page], list[Above]],
    ) -> None:
        self._app = app
        self._builder = builder
        self._plan = plan
        self._presentation = presentation
        self._publishing = publishing
        self._above = above
        self._domain = event_domain(app.env)
        # One for all pages: to make a reporter takes longer than to write a page.
        self._document = new_document('<event>', builder.docsettings)
        self._document.settings.env = app.env

    def write(self, page: Page) -> Written:
        """Write one page."""
        builder = self._builder
        uri = builder.get_target_uri(page.name)
        builder.imgpath = relative_uri(uri, builder.imagedir)
        builder.dlpath = relative_uri(uri, '_downloads')
        builder.current_docname = page.name
        builder.secnumbers, builder.fignumbers = {}, {}
        anchors = self._anchors(page)
        heading = [self._title(page), *marks(self._app.config)]
        visitor = cast('HTML5Translator', builder.create_translator(self._document, builder))
        visitor.section_level = 1
        words = Shown()
        parts = Parts(
            heading,
            {'breadcrumbs': partial(self._breadcrumbs, page), **self._parts(page)},
            partial(self._html, page, anchors, visitor),
            words,
        )
        body = self._body(page, anchors, parts)
        builder.handle_page(page.name, self._context(page, body, words), 'page.html')
        return Written(page, anchors[0], words.text)

    def _body(self, page: Page, anchors: Sequence[str], parts: Parts) -> str:
        """Content within the theme's frame; an author may put a template in place of ours."""
        builder = self._builder
        template = f'event/{page.kind if page.kind in (PageKind.SESSION, PageKind.PERSON) else "listing"}.html'
        context = {
            **builder.globalcontext,
            'kind': page.kind,
            'id': escape(page.ident),
            'anchors': [escape(anchor) for anchor in anchors],
            'part': parts.html,
            'pagename': page.name,
            'pathto': partial(self._path, page),
            'hasdoc': lambda name: name in self._app.env.all_docs,
        }
        try:
            return str(builder.templates.render(template, context))
        except TemplateSyntaxError as error:
            raise ThemeError(f'{error.name}:{error.lineno}: {error.message}') from error
        except Exception as error:
            # As Sphinx tells of its own templates: whatever is wrong with one, its author wants to know which.
            raise ThemeError(f'{template}: {error}') from error

    def _path(self, page: Page, other: str, resource: bool = False) -> str:
        """Relative address of another page, or of a file below the site's root: ``pathto`` of Sphinx's templates."""
        if resource and '://' in other:
            return other
        uri = self._builder.get_target_uri(page.name)
        return relative_uri(uri, other if resource else self._builder.get_target_uri(other)) or uri

    def _anchors(self, page: Page) -> list[str]:
        edition = self._plan.edition
        match page.kind:
            case PageKind.SESSION:
                former = edition.timetable.by_session[page.ident].session.former_ids
            case PageKind.PERSON:
                former = edition.program.people[page.ident].former_ids
            case _:
                former = ()
        return anchors_of(page.kind, page.name.rpartition('/')[2], *former)

    def _title(self, page: Page) -> nodes.title:
        program, title = self._plan.edition.program, nodes.title('', page.title)
        if page.kind is PageKind.SESSION:
            session_of_page = program.sessions_by_id[page.ident]
            title[:] = title_nodes(session_of_page.title, self._presentation.wording)
            language = program.language_of(session_of_page)
            in_language(title, language, self._presentation.wording.language)
            struck_if_cancelled(title, session_of_page)
        elif page.kind is PageKind.TRACK:
            title[:] = schedule.marked(program.tracks[page.ident], *title)
        return title

    def _parts(self, page: Page) -> dict[str, Part]:
        presentation, edition = self._presentation, self._plan.edition
        match page.kind:
            case PageKind.SESSION:
                slot = edition.timetable.by_session[page.ident]
                views: dict[str, Part] = {
                    name: partial(view, slot, presentation) for name, view in session.PARTS.items()
                }
                related = partial(session.related, slot, *self._plan.related(slot), presentation)
                return {**views, 'calendar': partial(self._calendar, page), 'related': related}
            case PageKind.PERSON:
                person = edition.program.people[page.ident]
                return {name: partial(view, person, presentation) for name, view in people.PARTS.items()}
            case _:
                slots = selection_of(page).slots(edition.timetable)
                # What all have in common is in the title.
                columns = [name for name in schedule.default_columns(slots, presentation) if name != page.kind]
                return {
                    'facts': partial(self._facts, page),
                    'calendar': partial(self._feed, page),
                    'schedule': partial(self._schedule, slots, columns),
                }

    def _schedule(self, slots: tuple[Slot, ...], columns: Sequence[str]) -> list[nodes.Node]:
        presentation = self._presentation
        tables = schedule.as_tables(slots, columns, presentation, names_only=names_only(slots))
        return tables or [nodes.paragraph('', '', text_or_tbd(TBD, presentation.wording))]

    def _breadcrumbs(self, page: Page) -> list[nodes.Node]:
        builder = self._builder
        above = [
            nodes.reference('', title, refuri=builder.get_relative_uri(page.name, docname), internal=True)
            for docname, title in self._above(page)
        ]
        line = joined(([link] for link in above), ' \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ')
        return [paragraph(*line, name='event-breadcrumbs')] if line else []

    def _calendar(self, page: Page) -> list[nodes.Node]:
        if not page.calendar:
            return []
        return add_to_calendar(relative_uri(self._builder.get_target_uri(page.name), page.name + CALENDAR))

    def _facts(self, page: Page) -> list[nodes.Node]:
        if page.kind is not PageKind.ROOM:
            return []
        return room_facts(self._plan.edition.program.rooms[page.ident], self._presentation)

    def _feed(self, page: Page) -> list[nodes.Node]:
        uri = self._builder.get_target_uri(page.name)
        return calendars(self._publishing.feed_offered(page.kind, page.ident, uri))

    def _html(
        self, page: Page, anchors: Sequence[str], visitor: HTML5Translator, content: Sequence[nodes.Node]
    ) -> tuple[str, list[str]]:
        """Some nodes in HTML, and their words, after what Sphinx does to documents that it reads."""
        document = self._document
        section = nodes.section('', *content, ids=list(anchors))
        document[:] = [section]
        texts = [node.astext() for node in content]
        self._resolve(page, document)
        begins = len(visitor.body)
        for node in list(section):
            node.walkabout(visitor)
        return ''.join(visitor.body[begins:]), texts

    def _resolve(self, page: Page, document: nodes.document) -> None:
        """Give links, pictures and files the addresses that they have from this page."""
        env = self._app.env
        # Once through the tree for all of them.
        for node in list(document.findall(nodes.Element)):
            if isinstance(node, addnodes.pending_xref):
                node.replace_self(self._reference(page, node))
            elif isinstance(node, event_portrait):
                for image in node.findall(nodes.image):
                    image['uri'] = env.relfn2path(image['uri'], page.name)[0]
            elif isinstance(node, addnodes.download_reference):
                target = Path(env.relfn2path(node['reftarget'], page.name)[0])
                node['filename'] = env.dlfiles[target][1].as_posix()

    def _reference(self, page: Page, node: addnodes.pending_xref) -> nodes.Element:
        kind, target, content = node['reftype'], node['reftarget'], cast('nodes.Element', node[0])
        try:
            link = self._domain.resolve_xref(self._app.env, page.name, self._builder, kind, target, node, content)
        except NoUri:
            link = None
        return content if link is None else link

    def _context(self, page: Page, body: str, words: Shown) -> dict[str, Any]:
        """Values that themes expect for a page."""
        rellinks = list(self._builder.globalcontext['rellinks'])
        relations: dict[str, dict[str, str] | None] = {}
        ways = (('next', page.next, 'N', sphinx_term('next')), ('prev', page.previous, 'P', sphinx_term('previous')))
        for relation, ident, key, term in ways:
            other = self._plan.pages.get((page.kind, ident))
            relations[relation] = None
            if other is not None:
                title = self._title(other).astext()
                relations[relation] = self._link(page, other.name, title)
                rellinks.append((other.name, escape(title), key, term))
        return {
            **relations,
            'rellinks': rellinks,
            'parents': [self._link(page, docname, title) for docname, title in self._above(page)],
            'title': escape(words.title),
            'body': body,
            'metatags': html.described(excerpt(words.description, json_ld.DESCRIPTION_LIMIT))
            + self._for_search_engines(page),
            'meta': {},
            'sourcename': '',
            'page_source_suffix': '',
        }

    def _for_search_engines(self, page: Page) -> str:
        release, tell = self._publishing.release, _FOR_SEARCH_ENGINES.get(page.kind)
        json_ld_text = tell(page.ident, release) if tell and release else None
        return html.structured_data(json_ld_text) if json_ld_text else ''

    def _link(self, page: Page, docname: str, title: str) -> dict[str, str]:
        return {'link': self._builder.get_relative_uri(page.name, docname), 'title': escape(title)}
