"""Roles for running text: a session, a person, a time, a fact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.util.docutils import ReferenceRole, SphinxRole

from sphinx_event_program.diagnostics import warn
from sphinx_event_program.domain import EventDomain
from sphinx_event_program.freshness import Key, Used
from sphinx_event_program.problems import Kind, did_you_mean
from sphinx_event_program.views.facts import INLINE_FACTS, inline_fact
from sphinx_event_program.views.presentation import Presentation, person_link, session_link, time, time_range


class _EventRole(SphinxRole):
    """What the roles have in common."""

    @property
    def domain(self) -> EventDomain:
        return cast('EventDomain', self.env.domains['event'])

    def unknown(
        self, what: str, name: str, known: Iterable[str], shown: str = ''
    ) -> tuple[list[Node], list[system_message]]:
        """A warning at the role's line, and what the author would show, or the name, as text in its place."""
        if self.domain.presentation is not None:
            sentence = f'no {what} {name!r}; {did_you_mean(name, known, otherwise="known")}'
            warn(sentence, Kind.REFERENCE, self.get_location())
        return [nodes.Text(shown or name)], []


class SessionRole(ReferenceRole, _EventRole):
    """``:event:session:`id``` or ``:event:session:`text <id>```: a link to a session."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        shown = self.domain.presentation
        sessions = {} if shown is None else shown.edition.program.sessions_by_id
        self.domain.note_use(Key(Used.LISTED, self.target))
        if shown is None or self.target not in sessions:
            return self.unknown('session', self.target, sessions, self.title)
        title = self.title if self.has_explicit_title else None
        return [session_link(sessions[self.target], shown.wording, title)], []


class PersonRole(ReferenceRole, _EventRole):
    """``:event:person:`id``` or ``:event:person:`text <id>```: a link to a person."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        shown = self.domain.presentation
        people = {} if shown is None else shown.edition.program.people
        self.domain.note_use(Key(Used.BYLINE, self.target))
        if shown is None or self.target not in people:
            return self.unknown('person', self.target, people, self.title)
        title = self.title if self.has_explicit_title else None
        return [person_link(people[self.target], shown.wording, title)], []


class TimeRole(_EventRole):
    """``:event:time:`id```: when a session takes place; ``start`` and ``end``: the event's own."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        name, shown = self.text.strip(), self.domain.presentation
        self.domain.note_use(Key(Used.LISTED, name))
        if shown is None:
            return self.unknown('session', name, ())
        slot = shown.edition.timetable.by_session.get(name)
        if slot is not None:
            return time_range(slot.start, slot.end, shown.wording), []
        if name not in ('start', 'end'):
            return self.unknown('session', name, ('start', 'end', *shown.edition.timetable.by_session))
        self.domain.note_use(Key(Used.EVENT))
        return _event_time(name, shown), []


def _event_time(name: str, shown: Presentation) -> list[Node]:
    event = shown.edition.program.event
    moment = event.starts_at if name == 'start' else event.ends_at
    return time_range(None, None, shown.wording) if moment is None else [time(moment, shown.wording)]


class FactRole(_EventRole):
    """``:event:fact:`title```: one of the event's texts, for a heading or a sentence."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        name, shown = self.text.strip(), self.domain.presentation
        self.domain.note_use(Key(Used.EVENT))
        if shown is None or name not in INLINE_FACTS:
            return self.unknown('fact', name, INLINE_FACTS)
        fact = inline_fact(name, shown)
        if fact is None:
            warn(f'the event has no {name!r}; add it to its data', Kind.REFERENCE, self.get_location())
        return [nodes.Text(name) if fact is None else fact], []


#: The roles of the domain, by name.
ROLES = {'session': SessionRole(), 'person': PersonRole(), 'time': TimeRole(), 'fact': FactRole()}
