"""``event:sessions`` and ``event:session``."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_event_program.domain.directives.event_directive import EventDirective, OptionSpec
from sphinx_event_program.domain.directives.schedule import FILTERS, SlotDirective
from sphinx_event_program.incremental.dependencies import Detail
from sphinx_event_program.render.views import session
from sphinx_event_program.render.views.presentation import (
    Presentation,
    in_language,
    plain_title,
    struck_if_cancelled,
    title_nodes,
)
from sphinx_event_program.timetable import Slot


class SessionEntries(SlotDirective):
    """Sessions in full, in the order of the timetable."""

    option_spec: ClassVar[OptionSpec] = OptionSpec('no-index', *FILTERS)

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.DAYS)
        firsts: dict[str, Slot] = {}
        for slot in self.slots(presentation, Detail.SESSION):
            # A session that is held several times has one entry.
            firsts.setdefault(slot.session.id, slot)
        slots = tuple(firsts.values())
        self.use_people(slots, Detail.CARD)
        return [_entry(self, slot, presentation) for slot in slots]


class SessionEntry(EventDirective):
    """The sessions named in the argument, in full."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = OptionSpec('no-index')

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        slots = presentation.edition.timetable.by_session
        content: list[nodes.Node] = []
        for ident in self.ids(presentation.edition.program.sessions_by_id, Detail.SESSION):
            self.use(Detail.DAYS)
            self.use_talks(slots[ident].session, presentation)
            for part in slots[ident].session.participations:
                self.use(Detail.CARD, str(part.person))
            content.append(_entry(self, slots[ident], presentation))
        return content


def _entry(directive: EventDirective, slot: Slot, presentation: Presentation) -> nodes.Element:
    title = plain_title(slot.session.title, presentation.wording)
    content = session.entry(slot, presentation)
    entry = directive.section('session', slot.session, title, content)
    if isinstance(entry, nodes.section) and slot.day and len(presentation.edition.timetable.days) > 1:
        entry['day'] = presentation.wording.date(slot.day)
    headings = (node for node in entry.findall(nodes.TextElement) if isinstance(node, nodes.title | nodes.rubric))
    heading = next(headings, None)
    if heading is not None:
        heading[:] = title_nodes(slot.session.title, presentation.wording)
        struck_if_cancelled(heading, slot.session)
        in_language(heading, presentation.edition.program.language_of(slot.session), presentation.wording.language)
    return entry
