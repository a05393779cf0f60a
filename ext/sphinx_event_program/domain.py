"""The ``event`` domain: sessions and people as objects that pages can refer to."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_event_program.diagnostics import warn
from sphinx_event_program.freshness import Fingerprints, Key, Usage, merged
from sphinx_event_program.problems import Kind

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_event_program.views.presentation import Presentation


class Entry(NamedTuple):
    """Where a record is shown. Of several, references lead to that of the lowest ``rank``."""

    rank: int
    docname: str
    anchor: str
    title: str


class EventDomain(Domain):
    """What an event holds, and where each of it is shown.

    ``presentation`` and ``fingerprints`` are set when the build begins. They are
    not part of the environment: a domain's attributes are not pickled.
    """

    name = 'event'
    label = 'Event'
    object_types: ClassVar[dict[str, ObjType]] = {
        'session': ObjType('session', 'session', 'time'),
        'person': ObjType('person', 'person'),
    }
    initial_data: ClassVar[dict[str, Any]] = {'entries': {}, 'usage': {}}
    data_version = 1

    presentation: Presentation | None = None
    fingerprints = Fingerprints(None)

    @property
    def entries(self) -> dict[tuple[str, str], dict[str, Entry]]:
        """For each kind and id, the entry on each page that has one."""
        return cast('dict[tuple[str, str], dict[str, Entry]]', self.data['entries'])

    @property
    def usage(self) -> Usage:
        """What each page used."""
        return cast('Usage', self.data['usage'])

    def note_use(self, key: Key) -> None:
        """Remember that the page at hand shows ``key``."""
        page = self.env.current_document.docname
        self.usage.setdefault(page, {})[key] = self.fingerprints.of(key)

    def note_entry(self, kind: str, ident: str, entry: Entry, location: nodes.Node | str) -> None:
        """Remember where a record is shown; two full entries of one record are a warning."""
        found = self.entries.setdefault((kind, ident), {})
        rivals = [other for other in found.values() if other.rank == entry.rank == 0]
        if rivals:
            path = self.env.doc2path(rivals[0].docname, base=False)
            hint = "give one of them the option ':no-index:'"
            warn(f'the {kind} {ident!r} has an entry in {path} too; {hint}', Kind.DUPLICATE_ENTRY, location)
        if entry.docname not in found or entry.rank < found[entry.docname].rank:
            found[entry.docname] = entry

    def clear_doc(self, docname: str) -> None:
        self.usage.pop(docname, None)
        for key, found in list(self.entries.items()):
            found.pop(docname, None)
            if not found:
                del self.entries[key]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        merged(self.usage, otherdata['usage'], docnames)
        for key, found in otherdata['entries'].items():
            for docname, entry in found.items():
                if docname in docnames:
                    self.entries.setdefault(key, {})[docname] = entry

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        found = self.entries.get((typ, target))
        if found:
            entry = min(found.values())
            try:
                return make_refnode(builder, fromdocname, entry.docname, entry.anchor, contnode)
            except NoUri:
                pass  # Not among the pages of this document: a handout holds only some.
        if 'event:elsewhere' in node:
            return nodes.reference('', '', contnode, refuri=node['event:elsewhere'], internal=False)
        return None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        matches = []
        for kind in self.object_types:
            reference = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
            if reference is not None:
                matches.append((f'event:{kind}', reference))
        return matches

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for (kind, ident), found in sorted(self.entries.items()):
            entry = min(found.values())
            yield ident, entry.title, kind, entry.docname, entry.anchor, 1
