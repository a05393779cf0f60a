"""Roles for running text: links to records, times, and facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import ReferenceRole, SphinxRole

from sphinx_event_program.domain.event_domain import EventDomain, event_domain
from sphinx_event_program.incremental.dependencies import Detail, Key
from sphinx_event_program.model.problems import Kind, did_you_mean
from sphinx_event_program.model.program import called
from sphinx_event_program.model.values import quoted_text
from sphinx_event_program.render.log import warn
from sphinx_event_program.render.translations import Wording
from sphinx_event_program.render.views.facts import INLINE_FACTS, inline_fact
from sphinx_event_program.render.views.presentation import (
    Presentation,
    day_link,
    hours,
    joined,
    person_link,
    record_link,
    room_link,
    session_link,
    tag_link,
    time,
    time_range,
    track_link,
)


class _EventRole(SphinxRole):
    """Base of the roles."""

    @property
    def domain(self) -> EventDomain:
        return event_domain(self.env)

    def unknown(
        self, what: str, name: str, known: Iterable[str], text: str = '', *, also: Mapping[str, str] | None = None
    ) -> tuple[list[Node], list[system_message]]:
        """Warn at the role's line; the role's text, or else the name, stands in its place."""
        if self.domain.build.presentation is not None:
            hint = did_you_mean(name, known, otherwise='known', called=also)
            sentence = f'no {what} {quoted_text(name)}; {hint}'
            warn(sentence, Kind.REFERENCE, self.get_location())
        return [nodes.Text(text or name)], []


class RecordRole(ReferenceRole, _EventRole):
    """``:event:session:`id``` or ``:event:session:`text <id>```: a link to a record; so for each kind."""

    def __init__(
        self,
        kind: str,
        used: Detail,
        link: Callable[[Any, Wording, str | None], pending_xref],
    ) -> None:
        super().__init__()
        self._kind = kind
        #: How much of the record a page shows.
        self._used = used
        self._link = link

    def run(self) -> tuple[list[Node], list[system_message]]:
        presentation = self.domain.build.presentation
        self.domain.note_use(Key(self._used, self.target))
        if presentation is None:
            return [nodes.Text(self.title)], []
        records = presentation.edition.records(self._kind)
        ident = presentation.edition.program.current_id(self._kind, self.target)
        if ident in records:
            # A former id is a use of the record by its present one.
            self.domain.note_use(Key(self._used, ident))
            reference = self._link(
                records[ident], presentation.wording, self.title if self.has_explicit_title else None
            )
            if not self.has_explicit_title:  # A text from data stays as it was written.
                reference['support_smartquotes'] = False
        else:
            # Another project may have it: Sphinx asks intersphinx before it tells that nobody does.
            reference = record_link(self._kind, self.target, self.title)
            reference[:] = [nodes.inline('', self.title)]
            reference['refexplicit'], reference['refwarn'] = self.has_explicit_title, True
        reference['event:written'] = True
        self.set_source_info(reference)
        return [reference], []


class TimeRole(_EventRole):
    """``:event:time:`id```: when a session takes place; ``start`` and ``end``: the event's own."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        name, presentation = self.text.strip(), self.domain.build.presentation
        self.domain.note_use(Key(Detail.TIME, name))
        if presentation is None:
            return self.unknown('session', name, ())
        current = presentation.edition.program.current_id('session', name)
        if slots := presentation.edition.timetable.all_of_session.get(current):
            return joined((hours(slot, presentation.wording) for slot in slots), '; '), []
        if name not in ('start', 'end'):
            sessions = presentation.edition.program.sessions_by_id
            return self.unknown('session', name, ('start', 'end', *sessions), also=called(sessions))
        self.domain.note_use(Key(Detail.EVENT))
        return _event_time(name, presentation), []


def _event_time(name: str, presentation: Presentation) -> list[Node]:
    event = presentation.edition.program.event
    moment = event.starts_at if name == 'start' else event.ends_at
    return time_range(None, None, presentation.wording) if moment is None else [time(moment, presentation.wording)]


class FactRole(_EventRole):
    """``:event:fact:`title```: one of the event's texts, for a heading or a sentence."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        name, presentation = self.text.strip(), self.domain.build.presentation
        self.domain.note_use(Key(Detail.EVENT))
        if presentation is None or name not in INLINE_FACTS:
            return self.unknown('fact', name, INLINE_FACTS)
        fact = inline_fact(name, presentation)
        if fact is None:
            warn(f'the event has no {name!r}; add it to its data', Kind.REFERENCE, self.get_location())
            return [nodes.Text(name)], []
        return [nodes.inline('', '', fact, support_smartquotes=False)], []


#: The roles of the domain, by name.
ROLES = {
    'session': RecordRole('session', Detail.TITLE, session_link),
    'person': RecordRole('person', Detail.NAME, person_link),
    'room': RecordRole('room', Detail.ROOM, room_link),
    'track': RecordRole('track', Detail.TRACK, track_link),
    'tag': RecordRole('tag', Detail.TAGS, tag_link),
    'day': RecordRole('day', Detail.DAYS, day_link),
    'time': TimeRole(),
    'fact': FactRole(),
}
