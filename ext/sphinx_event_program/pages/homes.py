"""Where the pages of records belong in the site: the documents above each of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_event_program.pages.plan import PageKind, Plan

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_event_program.domain import EventDomain


class Above(NamedTuple):
    """A document above a page."""

    docname: str
    title: str


def reading_order(env: BuildEnvironment) -> list[str]:
    """The documents of the site's table of contents, in its order, from the root on."""
    found: dict[str, None] = {}
    waiting = [env.config.root_doc]
    while waiting:
        docname = waiting.pop()
        if docname not in found and docname in env.titles:
            found[docname] = None
            waiting += reversed(env.toctree_includes.get(docname, []))
    return list(found)


def homes(domain: EventDomain, plan: Plan) -> dict[tuple[str, str], str]:
    """For each session and person, the document above its page, if any shows it.

    Of several it is that with the most full entries of the kind, then with the most cards, then
    that which names the most of them, then the first: who speaks is named in the schedule, too,
    and who organizes is not looked for among the organizers alone.
    """
    below = reading_order(domain.env)[1:]
    found: dict[tuple[str, str], str] = {}
    for kind in (PageKind.SESSION, PageKind.PERSON):
        wanted: set[tuple[str, str]] = {key for key in plan.pages if key[0] is kind}
        entries = [entry for key in wanted for entry in domain.entries.get(key, {}).values()]
        full = Counter(entry.docname for entry in entries if entry.rank == 0)
        any_sort = Counter(entry.docname for entry in entries)
        named = {docname: wanted.intersection(key.record for key in domain.usage.get(docname, ())) for docname in below}
        for docname in sorted(below, key=lambda docname: (-full[docname], -any_sort[docname], -len(named[docname]))):
            found |= dict.fromkeys(named[docname] - found.keys(), docname)
    return found


def above(docname: str | None, env: BuildEnvironment) -> list[Above]:
    """A document and those above it, from the outermost below the root on."""
    found: list[Above] = []
    while docname is not None and docname != env.config.root_doc and docname not in dict(found):
        found.insert(0, Above(docname, env.titles[docname].astext()))
        inner = docname
        docname = next((outer for outer, held in env.toctree_includes.items() if inner in held), None)
    return found
