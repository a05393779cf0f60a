"""Digests of pages of records, and of the frame that the theme draws around them.

A page whose digest is that of the last build is as it should be. Sphinx leaves a document
as it is when another one gets a new title, or a style sheet a new address; pages of records
do better, at the price of one digest of the frame for all.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_event_program._files import digest_of
from sphinx_event_program.domain.config import PageKind
from sphinx_event_program.html.record_pages.navigation import homes, reading_order
from sphinx_event_program.html.record_pages.plan import Page, Plan
from sphinx_event_program.html.sphinx_internals import style_sheets_and_scripts
from sphinx_event_program.render.translations import translations_digest

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_event_program.domain.event_domain import EventDomain

#: Kinds of which there are so many that a page should not be written anew for each of them.
_MANY = frozenset({PageKind.SESSION, PageKind.PERSON})


class PageDigests:
    """The digests of a website's pages, when all documents have been read.

    ``feeds`` are the records that have a calendar to subscribe to, ``frame`` is a digest of
    what the theme draws around all pages.
    """

    def __init__(
        self,
        domain: EventDomain,
        plan: Plan,
        feeds: Container[tuple[str, str]],
        frame: str,
    ) -> None:
        self._fingerprints = domain.build.fingerprints
        self._plan = plan
        self._feeds = feeds
        self._frame = frame
        self._targets: dict[tuple[str, object], tuple[str, str]] = {
            key: target[:2] for key, target in domain.targets.items()
        }
        #: For each session and person, the document above its page.
        self.homes = homes(domain, plan)

    @cached_property
    def _common(self) -> str:
        """Digest of what all pages share: the theme's frame, and targets of links to records of which there are few."""
        few = [(key, target) for key, target in self._targets.items() if key[0] not in _MANY]
        return digest_of(version('sphinx-event-program'), self._frame, repr(few))

    def all(self) -> str:
        """All pages together."""
        return digest_of(self._fingerprints.inputs, self._common, repr((sorted(self.homes.items()), self._targets)))

    def page(self, page: Page) -> str:
        """Digest of one page: the details of records that it shows, and the addresses of its links."""
        used = (f'{key} {self._fingerprints.of(key)} {self._targets.get(key.record)}' for key in page.uses)
        return digest_of(
            self._common,
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


def frame_digest(builder: StandaloneHTMLBuilder, *, headings: bool) -> str:
    """A digest of settings, words, templates, style sheets and scripts, and of the tree of documents by title.

    With ``headings``, those of all documents in the tree count as well.
    """
    env = builder.env
    values = env.config.filter(frozenset({'env', 'html'}))
    settings = sorted((value.name, _plain(value.value)) for value in values)
    order = reading_order(env)
    titles = [(name, str(env.titles[name])) for name in order]
    tree = [[part.attributes for part in env.tocs[name].findall(toctree)] for name in order]
    below = [str(heading) for name in order if headings for heading in env.tocs[name].findall(nodes.reference)]
    # Themes ask whether there is a document, about copyright for example, wherever it stands.
    parts = repr((titles, tree, below, sorted(env.found_docs), translations_digest()))
    tags = sorted(builder.tags)
    return digest_of(repr(settings), repr(tags), *_templates(builder), *_assets(builder), parts)


def _plain(value: Any) -> str:
    """A setting, by what it holds; a function or a class by its name, because its address is another one each time."""
    match value:
        case dict():
            return repr(sorted((str(key), _plain(one)) for key, one in value.items()))
        case set() | frozenset():
            return repr(sorted(map(_plain, value)))
        case list() | tuple():
            return repr([_plain(one) for one in value])
        case str() | int() | float() | None:
            return repr(value)
    named = value if hasattr(value, '__qualname__') else type(value)
    return f'{named.__module__}.{named.__qualname__}'


def _templates(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The theme's templates and the author's own, by what they hold.

    Sphinx knows the time of the newest one, which tells nothing of one that was taken
    away, or came with a time of its own out of an archive.
    """
    bridge = builder.templates
    if not isinstance(bridge, BuiltinTemplateLoader):
        yield str(bridge.newest_template_mtime())
        return
    for folder in bridge.pathchain:
        for path in sorted(Path(folder).rglob('*.html')):
            yield f'{path} {digest_of(path.read_bytes())}'


def _assets(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Digest of the contents of the style sheets and scripts that all pages link to."""
    own = [builder.confdir / entry for entry in reversed(builder.config.html_static_path)]
    folders = [*own, *(Path(folder, 'static') for folder in builder.theme.get_theme_dirs())]
    for name in style_sheets_and_scripts(builder):
        paths = (folder / name.removeprefix('_static/') for folder in folders)
        path = next((path for path in paths if path.is_file()), None)
        yield name if path is None else f'{name} {digest_of(path.read_bytes())}'
