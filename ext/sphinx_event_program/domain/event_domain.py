"""The ``event`` domain: what an event consists of, as objects that pages can refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeAlias, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_event_program.domain.config import EventConfig
from sphinx_event_program.incremental.dependencies import Detail, Fingerprints, Key, Usage, merged
from sphinx_event_program.incremental.manifest import BuildManifest
from sphinx_event_program.model.problems import Kind, did_you_mean
from sphinx_event_program.model.program import called
from sphinx_event_program.model.values import quoted_text
from sphinx_event_program.render.log import warn
from sphinx_event_program.render.translations import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_event_program.render.views.presentation import Presentation


class Entry(NamedTuple):
    """Entry of a record on a page. Of several, references lead to that of the lowest ``rank``."""

    rank: int
    docname: str
    anchor: str
    title: str
    #: Location of the directive, as Sphinx's log writes it.
    location: str


class Target(NamedTuple):
    """Target of references to a record; ``anchor`` is empty for a page of its own."""

    docname: str
    anchor: str
    title: str


def anchors_of(kind: str, ident: str, *former: str) -> list[str]:
    """The anchors of a record's entry: its own one, those that it had in earlier releases, and those of former ids.

    >>> anchors_of('session', 'welcome')
    ['event-session-welcome', 'session-welcome']
    """
    # Sphinx's search takes an anchor '<type>-<name>' for one that a browser can make of the name that is shown.
    return [f'{prefix}{kind}-{one}' for one in (ident, *former) for prefix in ('event-', '')]


def anchor_of(kind: str, target: Target) -> str:
    """Anchor of a record on its page, also on one of its own: indices and searches always write a '#'."""
    return target.anchor or anchors_of(kind, target.docname.rpartition('/')[2])[0]


#: For each kind and id, the page that a record has to itself, by name and title.
RecordPages: TypeAlias = Mapping[tuple[str, str], tuple[str, str]]

#: Types of links that name a target by its id alone, of Sphinx and of MyST.
_OF_ANY_KIND = frozenset({'any', 'myst'})

#: How the calendar file beside such a page is called, behind the page's name.
CALENDAR = '.ics'


@dataclass(frozen=True)
class EventBuild:
    """Event as one build has it, from ``builder-inited`` on; ``presentation`` is None if there is no event."""

    presentation: Presentation | None = None
    fingerprints: Fingerprints = field(default_factory=lambda: Fingerprints(None))
    manifest: BuildManifest = field(default_factory=BuildManifest)
    config: EventConfig = field(default_factory=EventConfig)
    #: Characters that no font has, and of which that has been told.
    without_font: set[str] = field(default_factory=set)


class EventDomain(Domain):
    """Records of an event, and the entries that show them.

    ``build`` and ``record_pages`` are set when a build begins. They are not part of
    the environment: a domain's attributes are not pickled.
    """

    name = 'event'
    label = 'Event'
    object_types: ClassVar[dict[str, ObjType]] = {
        'session': ObjType(_('session'), 'session'),
        'person': ObjType(_('person'), 'person'),
        'track': ObjType(_('track'), 'track'),
        'room': ObjType(_('room'), 'room'),
        'tag': ObjType(_('tag'), 'tag'),
        'day': ObjType(_('day'), 'day'),
    }
    initial_data: ClassVar[dict[str, Any]] = {'entries': {}, 'usage': {}, 'inputs': '', 'words': ''}
    data_version = 9

    build = EventBuild()
    record_pages: RecordPages = MappingProxyType({})

    @property
    def entries(self) -> dict[tuple[str, str], dict[str, Entry]]:
        """For each kind and id, the entry on each page that has one."""
        return cast('dict[tuple[str, str], dict[str, Entry]]', self.data['entries'])

    @property
    def usage(self) -> Usage:
        """Details that each page used, with their fingerprints."""
        return cast('Usage', self.data['usage'])

    def note_use(self, key: Key) -> None:
        """Remember that the page at hand shows ``key``."""
        page = self.env.current_document.docname
        self.usage.setdefault(page, {})[key] = self.build.fingerprints.of(key)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Remember the links that may lead to a record without telling its kind: ``:any:``, and MyST's own."""
        for reference in document.findall(pending_xref):
            if reference['reftype'] in _OF_ANY_KIND:
                key = Key(Detail.ANY, reference['reftarget'])
                self.usage.setdefault(docname, {})[key] = self.build.fingerprints.of(key)

    def note_entry(self, kind: str, ident: str, entry: Entry) -> None:
        """Remember where a record is shown."""
        entries = self.entries.setdefault((kind, ident), {})
        if entry.docname not in entries or entry.rank < entries[entry.docname].rank:
            entries[entry.docname] = entry

    def clear_doc(self, docname: str) -> None:
        self.usage.pop(docname, None)
        for key, entries in list(self.entries.items()):
            entries.pop(docname, None)
            if not entries:
                del self.entries[key]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        merged(self.usage, otherdata['usage'], docnames)
        for key, entries in otherdata['entries'].items():
            for docname, entry in entries.items():
                if docname in docnames:
                    self.entries.setdefault(key, {})[docname] = entry

    def target(self, kind: str, name: str, *, cards: bool = True) -> Target | None:
        """Target of references to a record: its own page, else its best entry; None if there is neither.

        ``name`` may be a former id. Without ``cards``, only a full entry will do.
        """
        program = self.build.presentation.edition.program if self.build.presentation else None
        ident = program.current_id(kind, name) if program else name
        if (kind, ident) in self.record_pages:
            page, title = self.record_pages[kind, ident]
            return Target(page, '', title)
        entries = [entry for entry in self.entries.get((kind, ident), {}).values() if cards or entry.rank == 0]
        return Target(*min(entries)[1:4]) if entries else None

    def targets_called(self, name: str) -> dict[str, Target]:
        """The target of each record that has, or had, this id, by its kind."""
        return {kind: target for kind in self.object_types if (target := self.target(kind, name)) is not None}

    @property
    def targets(self) -> dict[tuple[str, str], Target]:
        """Every record that references can lead to, in order, and where they lead."""
        keys = sorted({*self.record_pages, *self.entries})
        return {key: target for key in keys if (target := self.target(*key)) is not None}

    def tags_of(self, ident: str) -> Sequence[str]:
        """The tags of a session, if there is such a one; ``ident`` may be a former id."""
        if self.build.presentation is None:
            return ()
        program = self.build.presentation.edition.program
        session = program.sessions_by_id.get(program.current_id('session', ident))
        return session.tag_names if session else ()

    def check_consistency(self) -> None:
        """Warn of each full entry but the first; entries of other read processes are merged by now."""
        for (kind, ident), entries in sorted(self.entries.items()):
            full = sorted(entry for entry in entries.values() if entry.rank == 0)
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
    ) -> nodes.reference | None:
        if not self._is_known(typ, target):
            return None
        try:
            return self._reference(builder, fromdocname, typ, target, contnode, cards='event:beyond-cards' not in node)
        except NoUri:
            # What is shown without an entry of its own is text; that is no news to a nitpicky author.
            if 'event:elsewhere' not in node:
                self._warn_of_unshown(builder, typ, target, node)
                raise
        return nodes.reference('', '', contnode, refuri=node['event:elsewhere'], internal=False)

    def _is_known(self, kind: str, name: str) -> bool:
        """Whether the event has such a record; if not, another project may have it."""
        if self.build.presentation is None:
            return False
        edition = self.build.presentation.edition
        return edition.program.current_id(kind, name) in edition.records(kind)

    def _warn_of_unshown(self, builder: Builder, kind: str, name: str, node: pending_xref) -> None:
        """Warn of a link that leads nowhere in a website; a person's name without a page is no problem."""
        if 'event:written' in node and builder.format == 'html' and kind != 'person' and not self.target(kind, name):
            hint = 'show it in full, or give it a page by event_pages in conf.py'
            if kind in self.build.config.pages:
                hint = 'show it in full; a break without people and texts has no page of its own'
            warn(f'no page shows the {kind} {name!r}; {hint}', Kind.REFERENCE, node)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        links = []
        for kind, lead in self.targets_called(target).items():
            # As links of a known kind do, it says what it leads to, unless the author says something else.
            content = contnode if node.get('refexplicit') else nodes.inline('', lead.title)
            links.append((f'event:{kind}', self._reference(builder, fromdocname, kind, target, content)))
        return links

    def _reference(
        self,
        builder: Builder,
        fromdocname: str,
        kind: str,
        name: str,
        contnode: nodes.Element,
        *,
        cards: bool = True,
    ) -> nodes.reference:
        """A link to where a record is shown.

        :raises NoUri: if it is shown nowhere, or not in this document: a handout holds only some pages.
        """
        target = self.target(kind, name, cards=cards)
        if target is None:
            raise NoUri(name, kind)
        reference = make_refnode(builder, fromdocname, target.docname, target.anchor, contnode)
        reference['record'] = kind
        if builder.format == 'latex':
            # An address within the page is one within the file that holds the link, which may be another.
            reference.attributes.pop('refid', None)
            reference['refuri'] = f'%{target.docname}#{target.anchor}'
        if reference.get('refuri', '').startswith('#') and target.anchor:
            # singlehtml: Sphinx 9.0 writes the anchor of the page before that of the entry, which leads nowhere.
            reference['refuri'] = f'#{target.anchor}'
        return reference

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for (kind, ident), target in self.targets.items():
            yield ident, target.title, kind, target.docname, anchor_of(kind, target), 1
        renamed = self.build.presentation.edition.program.renamed if self.build.presentation else {}
        for (kind, former), ident in renamed.items():
            if current := self.target(kind, ident):
                # Other projects may still use it; a search need not find it.
                yield former, current.title, kind, current.docname, anchor_of(kind, current), -1


def event_domain(env: BuildEnvironment) -> EventDomain:
    """The domain of this build; there is one in every environment, because ``setup()`` registers it."""
    return cast('EventDomain', env.domains['event'])


def warn_unknown_reference(app: Sphinx, domain: Domain, node: pending_xref) -> bool | None:
    """On ``warn-missing-reference``: neither this event nor another project has what an author wrote."""
    if not isinstance(domain, EventDomain) or 'event:written' not in node or domain.build.presentation is None:
        return None
    kind, name = node['reftype'], node['reftarget']
    records = domain.build.presentation.edition.records(kind)
    hint = did_you_mean(name, records, otherwise='known', called=called(records))
    warn(f'no {kind} {quoted_text(name)}; {hint}', Kind.REFERENCE, node)
    return True
