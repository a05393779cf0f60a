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
    #: Where the directive stands, as Sphinx's log writes it.
    location: str


class EventDomain(Domain):
    """What an event holds, and where each of it is shown.

    ``presentation`` and ``fingerprints`` are set when the build begins. They are
    not part of the environment: a domain's attributes are not pickled.
    """

    name = 'event'
    label = 'Event'
    object_types: ClassVar[dict[str, ObjType]] = {
        'session': ObjType('session', 'session'),
        'person': ObjType('person', 'person'),
    }
    initial_data: ClassVar[dict[str, Any]] = {'entries': {}, 'usage': {}, 'linked': {}}
    data_version = 3

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

    def note_entry(self, kind: str, ident: str, entry: Entry) -> None:
        """Remember where a record is shown."""
        found = self.entries.setdefault((kind, ident), {})
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

    def pages_with_moved_links(self) -> list[str]:
        """The pages that refer to a record whose entry has come, gone or moved since the last build.

        They need not be read again, only written: references are resolved then.
        """
        linked = {key: min(found.values())[:3] for key, found in self.entries.items()}
        before, self.data['linked'] = self.data['linked'], linked
        moved = {key for key in linked.keys() | before.keys() if linked.get(key) != before.get(key)}
        return [page for page, used in self.usage.items() if any(key.record in moved for key in used)]

    def check_consistency(self) -> None:
        """Warn of each full entry but the first; only now are those that other processes read at hand."""
        for (kind, ident), found in sorted(self.entries.items()):
            full = sorted(entry for entry in found.values() if entry.rank == 0)
            for entry in full[1:]:
                path = self.env.doc2path(full[0].docname, base=False)
                hint = "give one of them the option ':no-index:'"
                warn(f'the {kind} {ident!r} has an entry in {path} too; {hint}', Kind.DUPLICATE_ENTRY, entry.location)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference:
        try:
            return self._reference(builder, fromdocname, typ, target, contnode)
        except NoUri:
            # What is shown without an entry of its own is text; that is no news to a nitpicky author.
            if 'event:elsewhere' not in node:
                raise
        return nodes.reference('', '', contnode, refuri=node['event:elsewhere'], internal=False)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        kinds = [kind for kind in self.object_types if (kind, target) in self.entries]
        return [(f'event:{kind}', self._reference(builder, fromdocname, kind, target, contnode)) for kind in kinds]

    def _reference(
        self, builder: Builder, fromdocname: str, kind: str, target: str, contnode: nodes.Element
    ) -> nodes.reference:
        """A link to the best entry of a record.

        :raises NoUri: if there is none, or not in this document: a handout holds only some pages.
        """
        found = self.entries.get((kind, target))
        if not found:
            raise NoUri(target, kind)
        entry = min(found.values())
        reference = make_refnode(builder, fromdocname, entry.docname, entry.anchor, contnode)
        if reference.get('refuri', '').startswith('#'):
            # singlehtml: Sphinx 9.0 writes the anchor of the page before that of the entry, which leads nowhere.
            reference['refuri'] = f'#{entry.anchor}'
        return reference

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for (kind, ident), found in sorted(self.entries.items()):
            entry = min(found.values())
            yield ident, entry.title, kind, entry.docname, entry.anchor, 1
