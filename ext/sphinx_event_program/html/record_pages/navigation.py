"""Navigation of pages of records: the documents above each, and the site's tree, which themes show around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_event_program.domain.config import PageKind
from sphinx_event_program.html.record_pages.plan import Plan

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_event_program.domain.event_domain import EventDomain


class Above(NamedTuple):
    """A document above a page."""

    docname: str
    title: str


def reading_order(env: BuildEnvironment) -> list[str]:
    """The documents of the site's table of contents, in its order, from the root on."""
    order: dict[str, None] = {}
    waiting = [env.config.root_doc]
    while waiting:
        docname = waiting.pop()
        if docname not in order and docname in env.titles:
            order[docname] = None
            waiting += reversed(env.toctree_includes.get(docname, []))
    return list(order)


def homes(domain: EventDomain, plan: Plan) -> dict[tuple[str, str], str]:
    """For each session and person, the document above its page, if any shows it.

    Of several it is that with the most full entries of the kind, then with the most cards, then
    that which names the most of them, then the first: who speaks is named in the schedule, too,
    and who organizes is not looked for among the organizers alone.
    """
    below = reading_order(domain.env)[1:]
    parents: dict[tuple[str, str], str] = {}
    for kind in (PageKind.SESSION, PageKind.PERSON):
        wanted: set[tuple[str, str]] = {key for key in plan.pages if key[0] is kind}
        entries = [entry for key in wanted for entry in domain.entries.get(key, {}).values()]
        full = Counter(entry.docname for entry in entries if entry.rank == 0)
        any_sort = Counter(entry.docname for entry in entries)
        named = {docname: wanted & _records(domain, plan, docname) for docname in below}
        for docname in sorted(below, key=lambda docname: (-full[docname], -any_sort[docname], -len(named[docname]))):
            parents |= dict.fromkeys(named[docname] - parents.keys(), docname)
    return parents


def _records(domain: EventDomain, plan: Plan, docname: str) -> set[tuple[str, str]]:
    """The records that a document shows or names, by the ids that they have now: it may have been read before."""
    program = plan.edition.program
    used = (key.record for key in domain.usage.get(docname, ()))
    return {(kind, program.current_id(kind, ident)) for kind, ident in used if isinstance(ident, str)}


def above(docname: str | None, env: BuildEnvironment) -> list[Above]:
    """A document and those above it, from the outermost below the root on."""
    above: list[Above] = []
    while docname is not None and docname != env.config.root_doc and docname not in dict(above):
        above.insert(0, Above(docname, env.titles[docname].astext()))
        inner = docname
        docname = next(
            (outer for outer, inner_documents in env.toctree_includes.items() if inner in inner_documents), None
        )
    return above


class SiteTree:
    """Makes the tree once for each folder and way in which a theme asks for it.

    Sphinx makes it for each page, in time that grows with the number of pages. A page of
    a record is in no toctree, so that nothing in the tree is the current one, and relative
    addresses are the same for all pages that lie beside each other.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._made: dict[tuple[object, ...], str] = {}
        #: Whether a theme has asked for headings of documents beside their titles.
        self.has_headings = False

    def for_page(self, name: str, toctree: Callable[..., str]) -> Callable[..., str]:
        """Function that templates call in place of Sphinx's ``toctree`` on the page of this name."""
        # Of the address: with dirhtml, not all pages of a folder are beside each other.
        folder = self._builder.get_target_uri(name).rpartition('/')[0]

        def made(**options: Any) -> str:
            # Sphinx's own defaults: what is folded up is not there.
            if not options.get('collapse', True) and not options.get('titles_only', False):
                self.has_headings = True
            key = (folder, *sorted(options.items()))
            if key not in self._made:
                self._made[key] = toctree(**options)
            return self._made[key]

        return made
