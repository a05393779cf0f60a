"""What each page is made of, as digests: a page whose digest is that of the last build is as it should be."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.addnodes import toctree
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_event_program.digests import digest_of
from sphinx_event_program.freshness import Key, Used
from sphinx_event_program.pages.homes import homes, reading_order
from sphinx_event_program.pages.plan import Page, PageKind, Plan

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_event_program.domain import EventDomain

#: Kinds of which there are so many that a page should not be written anew for each of them.
_MANY = frozenset({PageKind.SESSION, PageKind.PERSON})


class MadeOf:
    """The digests of a website's pages, when all documents have been read.

    ``feeds`` are the records that have a calendar to subscribe to.
    """

    def __init__(
        self,
        app: Sphinx,
        builder: StandaloneHTMLBuilder,
        domain: EventDomain,
        plan: Plan,
        feeds: Container[tuple[str, str]],
    ) -> None:
        self._app = app
        self._builder = builder
        self._fingerprints = domain.fingerprints
        self._plan = plan
        self._feeds = feeds
        self._targets: dict[tuple[str, object], tuple[str, str]] = {
            key: target[:2] for key, target in domain.targets.items()
        }
        #: For each session and person, the document above its page.
        self.homes = homes(domain, plan)

    @cached_property
    def _frame(self) -> str:
        """What all pages have in common: settings, templates, and the tree that a theme's navigation shows.

        Where links to a room, a track, a tag or a day lead is part of it: there are few of them.
        """
        app, builder = self._app, self._builder
        settings = type(builder.build_info)(app.config, app.tags, frozenset({'env', 'html'}))
        titles = [(docname, app.env.titles[docname].astext()) for docname in reading_order(app.env)]
        tree = [(name, [part.attributes for part in app.env.tocs[name].findall(toctree)]) for name, _ in titles]
        few = [(key, target) for key, target in self._targets.items() if key[0] not in _MANY]
        release, templates = version('sphinx-event-program'), _templates(builder)
        # Themes ask whether there is a document, about copyright for example, wherever it stands.
        documents = sorted(app.env.found_docs)
        around = repr((titles, tree, few, documents))
        return digest_of(release, settings.config_hash, settings.tags_hash, templates, around)

    @cached_property
    def around(self) -> str:
        """What is around the content of any page, that of an index too: authors may show the event there."""
        return digest_of(self._frame, self._fingerprints.of(Key(Used.EVENT)))

    def all(self) -> str:
        """All pages together; empty if that can be known only of each."""
        made_of = self._plan.edition.made_of
        return digest_of(made_of, self.around, repr((sorted(self.homes.items()), self._targets))) if made_of else ''

    def page(self, page: Page) -> str:
        """One page: what it shows of records, and where it leads to them."""
        used = (f'{key} {self._fingerprints.of(key)} {self._targets.get(key.record)}' for key in page.uses)
        return digest_of(
            self._frame,
            page.kind,
            page.ident,
            page.name,
            page.title,
            page.previous,
            page.next,
            repr((bool(page.calendar), (page.kind, page.ident) in self._feeds)),
            self.homes.get((page.kind, page.ident), ''),
            *used,
        )


def _templates(builder: StandaloneHTMLBuilder) -> str:
    """A digest of the theme's templates and the author's own.

    Sphinx knows the time of the newest one, which tells nothing of one that was taken
    away, or came with a time of its own out of an archive.
    """
    bridge = builder.templates
    if not isinstance(bridge, BuiltinTemplateLoader):
        return str(bridge.newest_template_mtime())
    paths = [path for folder in bridge.pathchain for path in sorted(Path(folder).rglob('*.html'))]
    return digest_of(*(f'{path} {digest_of(path.read_bytes())}' for path in paths))
