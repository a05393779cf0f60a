"""Base of the directives: the presentation, options, and anchors."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from sphinx_event_program.domain.event_domain import Entry, EventDomain, anchors_of, event_domain
from sphinx_event_program.edition.selection import Selection
from sphinx_event_program.incremental.dependencies import Detail, Key, talk_keys
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.problems import Kind, did_you_mean, nearest
from sphinx_event_program.model.program import called
from sphinx_event_program.model.session import Session
from sphinx_event_program.model.values import quoted_text
from sphinx_event_program.render.log import warn
from sphinx_event_program.render.views.presentation import Presentation


class OptionSpec(dict[str, Callable[[str], Any]]):
    """The options that a directive knows.

    Every option is taken as text, known or not, and looked at when the directive
    runs: so reStructuredText and MyST give one and the same warning, which names
    the nearest option, and the rest of the directive still works.
    """

    def __init__(self, *names: str) -> None:
        super().__init__(dict.fromkeys(names, _as_text))

    def __bool__(self) -> bool:
        # docutils takes options for content where an empty specification is false.
        return True

    def __missing__(self, name: str) -> Callable[[str], Any]:
        return _as_text


def _as_text(argument: str | None) -> str:
    # docutils passes None for an option without a value, whatever its types say.
    return (argument or '').strip()


class EventDirective(SphinxDirective):
    """A directive that shows something of the event."""

    option_spec: ClassVar[OptionSpec] = OptionSpec()

    @property
    def domain(self) -> EventDomain:
        """The domain, which holds the presentation of this build."""
        return event_domain(self.env)

    def run(self) -> list[nodes.Node]:
        self.use(Detail.PAGE_CONTEXT)
        presentation = self.domain.build.presentation
        if presentation is None:
            self.warn('there is no event to show; see the problems in its data', Kind.FILE)
            return []
        for name in self.options:
            if name not in self.option_spec:
                self.warn(f'unknown option {name!r}; {did_you_mean(name, self.option_spec)}', option=name)
        source, line = self.get_source_info()
        content = self.show(presentation)
        for node in content:
            if isinstance(node, nodes.Element):
                # Warnings about what is inside look for a place further out.
                node.source, node.line = source, line
                # In data, '--amend' is an option of a command: its text stays as it was written.
                node['support_smartquotes'] = False
            if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
                # Data is not text of the page: a translation, read as markup, would lose times and links.
                # (What has no source of its own is not translated.)
                node['translatable'] = False
        return content

    @abstractmethod
    def show(self, presentation: Presentation) -> list[nodes.Node]:
        """The nodes that stand in the directive's place."""

    def use(self, sort: Detail, ident: str | Selection = '') -> None:
        """Note that the page depends on something."""
        self.domain.note_use(Key(sort, ident))

    def use_talks(self, session: Session, presentation: Presentation) -> None:
        """Note that the page shows the talks in a session, or the session that a talk is in."""
        for key in talk_keys(session, presentation.edition.program):
            self.domain.note_use(key)

    def warn(self, sentence: str, kind: Kind = Kind.DIRECTIVE, *, option: str = '') -> None:
        """Warn at the directive's line, or at that of an option."""
        warn(sentence, kind, self._location_of(option) if option else self.get_location())

    def _location_of(self, option: str) -> str:
        """Location of an option; that of the directive, if it is not known."""
        lines = self.block_text.splitlines()
        for offset, line in enumerate(lines[1:], 1):
            if re.match(rf'\s*:?{re.escape(option)}\s*:', line) and self.name in lines[0]:
                source, at = self.state_machine.get_source_and_line(self.lineno + offset)
                return f'{source}:{at}'
        return self.get_location()

    def flag(self, name: str) -> bool:
        """Whether an option without a value is there."""
        if self.options.get(name):
            self.warn(f'option {name!r} takes no value; leave it out, or the whole option', option=name)
            self.options[name] = ''  # Told once, however often it is asked for.
        return name in self.options

    def choice(self, name: str, allowed: Iterable[str], default: str) -> str:
        """One of the values that an option may have."""
        value = self.options.get(name, default)
        if value in (choices := list(allowed)):
            return str(value)
        self.warn(f'option {name!r}: {quoted_text(value)} is not known; {did_you_mean(value, choices)}', option=name)
        return default

    def listed(self, name: str) -> list[str]:
        """Values of an option that takes a list."""
        return [value.strip() for value in self.options.get(name, '').split(',') if value.strip()]

    def several(
        self, name: str, allowed: Iterable[str], what: str, *, called: Mapping[str, str] | None = None
    ) -> list[str]:
        """The values of an option that takes a list; unknown ones are warned of and left out.

        ``called`` has other names of the values, for the hint.
        """
        values = self.listed(name)
        choices = [str(choice) for choice in allowed]
        if name in self.options and not values:
            self.warn(f'option {name!r} has no value; {did_you_mean("", choices)}', option=name)
        return self._known(values, choices, what, called or {}, Kind.DIRECTIVE, name)

    def ids(self, records: Mapping[str, Person | Session], sort: Detail) -> list[str]:
        """The ids in the directive's argument, between spaces or commas; each is used, even if it is not known."""
        argument = self.arguments[0] if self.arguments else ''
        values = argument.replace(',', ' ').split()
        for ident in values:
            self.use(sort, ident)
        values = [*map(self._current(sort), values)]
        names = called(records)
        if not records.keys() & values and nearest(argument, names):
            values = [' '.join(argument.split())]  # A name or title, whose words are no ids.
        return self._known(values, records, sort.value, names, Kind.REFERENCE)

    def _current(self, sort: Detail) -> Callable[[str], str]:
        """Function from a former id of a record to the one that it has now."""
        presentation = self.domain.build.presentation
        return lambda ident: presentation.edition.program.current_id(sort, ident) if presentation else ident

    def _known(
        self,
        values: Iterable[str],
        allowed: Iterable[str],
        what: str,
        also: Mapping[str, str],
        kind: Kind,
        option: str = '',
    ) -> list[str]:
        """The values that are allowed, each once; the others are warned of."""
        choices = dict.fromkeys(allowed)
        known: list[str] = []
        for value in values:
            if value in known:
                self.warn(f'{what} {quoted_text(value)} is given twice; it is shown once', option=option)
            elif value in choices:
                known.append(value)
            else:
                hint = did_you_mean(value, choices, otherwise='known', called=also)
                self.warn(f'no {what} {quoted_text(value)}; {hint}', kind, option=option)
        return known

    def section(self, kind: str, record: Person | Session, title: str, content: list[nodes.Node]) -> nodes.Element:
        """A full entry of a record: a section, or a rubric where no section can be.

        Unless ``:no-index:`` is given, references to the record lead here.
        """
        anchor, *other_anchors = anchors_of(kind, record.id, *record.former_ids)
        element, target = self._headed(title, content)
        element['classes'].append(f'event-{kind}')
        element.source, element.line = self.get_source_info()
        document = self.state.document
        if self.flag('no-index') or anchor in document.ids:
            target['names'].append(nodes.fully_normalize_name(title))
            document.note_implicit_target(target, target)
        else:
            target['ids'] += [anchor, *(other for other in other_anchors if other not in document.ids)]
            document.note_explicit_target(target, target)
            self.note_entry(0, kind, record.id, anchor, title)
        return element

    def _headed(self, title: str, content: list[nodes.Node]) -> tuple[nodes.Element, nodes.Element]:
        """Content below a heading, as one element, and what bears its anchor."""
        if isinstance(self.state_machine.node, nodes.section | nodes.document | addnodes.only):
            section = nodes.section('', nodes.title('', title), *content)
            return section, section
        # Not every builder writes the anchor of a container.
        target = nodes.target()
        return nodes.container('', target, nodes.rubric('', title), *content), target

    def note_entry(self, rank: int, kind: str, ident: str, anchor: str, title: str) -> None:
        """Note that this page shows a record, and where."""
        entry = Entry(rank, self.env.current_document.docname, anchor, title, self.get_location())
        self.domain.note_entry(kind, ident, entry)
