"""``event:people``, ``event:speakers`` and ``event:speaker``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from docutils import nodes

from sphinx_event_program.domain.directives.event_directive import EventDirective, OptionSpec
from sphinx_event_program.edition.selection import people_with
from sphinx_event_program.incremental.dependencies import Detail
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.session import SPEAKING_ROLES, Role
from sphinx_event_program.model.values import TBD, Tbd
from sphinx_event_program.render.views import people
from sphinx_event_program.render.views.presentation import Presentation, plain

#: Name in ``:group:`` for the organizers that have no heading.
HOSTS = 'hosts'


#: Orders that an author may ask for.
_SORTS = ('program', 'name')


class _PeopleDirective(EventDirective):
    """People in an order that the author may choose."""

    def in_order(self, idents: list[str | Tbd], presentation: Presentation, default: str) -> list[str | Tbd]:
        """Ids in the order of the option ``sort``; by name, those that are still open come first."""
        if self.choice('sort', _SORTS, default) == 'program':
            return idents
        people, order = presentation.edition.program.people, presentation.wording.order
        known = [people[ident] for ident in idents if not isinstance(ident, Tbd)]
        for person in known:
            self.use(Detail.SORTING, person.id)
        return [
            *(ident for ident in idents if isinstance(ident, Tbd)),
            *(person.id for person in sorted(known, key=lambda person: person.sort_key(order))),
        ]


class People(_PeopleDirective):
    """People by id, role or group; without any of these, everybody."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = OptionSpec('role', 'group', 'layout', 'sort', 'no-index')

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        program = presentation.edition.program
        layout = self.choice('layout', ('cards', 'list', 'inline', 'index'), 'cards')
        ids = self.in_order(self._chosen(program), presentation, 'name' if layout == 'index' else 'program')
        chosen: list[Person | Tbd] = []
        for ident in ids:
            self.use(Detail.CARD, str(ident))
            chosen.append(ident if isinstance(ident, Tbd) else program.people[ident])
        match layout:
            case 'inline':
                line = people.in_line(chosen, presentation)
                return [nodes.paragraph('', '', *line, classes=['event-people'])] if line else []
            case 'list':
                return people.as_list(chosen, presentation)
            case 'index':
                self._use_sessions(chosen, program)
                return people.as_index(chosen, presentation)
            case _:
                return self._cards(chosen, presentation)

    def _chosen(self, program: Program) -> list[str | Tbd]:
        """Ids of the people whom argument, role and group select together, in the order of the first of these."""
        choices: list[list[str | Tbd]] = []
        if self.arguments:
            choices.append([*self.ids(program.people, Detail.PERSON)])
        if 'group' in self.options:
            self.use(Detail.ORGANIZERS)
            groups: dict[str, list[str | Tbd]] = {}
            for group in program.event.organizer_groups:
                name = HOSTS if group.heading is None else plain_heading(group.heading)
                # An author may have called a group as the hosts are called here: both are meant.
                groups.setdefault(name, []).extend(group.people)
            named = self.several('group', groups, 'group')
            choices.append([ident for name in named for ident in groups[name]])
        if 'role' in self.options:
            choices.append(self._with_roles(program))
        if not choices:
            self.use(Detail.PEOPLE)
            return list(program.people)
        first, *others = choices
        return [ident for ident in dict.fromkeys(first) if all(ident in other for other in others)]

    def _with_roles(self, program: Program) -> list[str | Tbd]:
        roles = self.several('role', ('organizer', *Role), 'role')
        ids: list[str | Tbd] = []
        if 'organizer' in roles:
            self.use(Detail.ORGANIZERS)
            ids += [ident for group in program.event.organizer_groups for ident in group.people]
        in_sessions = [Role(role) for role in roles if role != 'organizer']
        for role in in_sessions:
            self.use(Detail.ROLE, role)
        return ids + people_with(in_sessions, program.sessions)

    def _use_sessions(self, persons: Iterable[Person | Tbd], program: Program) -> None:
        for ident in [person.id for person in persons if isinstance(person, Person)]:
            self.use(Detail.PARTICIPATION, ident)
            for session in program.sessions_by_person.get(ident, ()):
                self.use(Detail.ROW, session.id)

    def _cards(self, persons: list[Person | Tbd], presentation: Presentation) -> list[nodes.Node]:
        anchors = not self.flag('no-index')
        cards = people.as_cards(persons, presentation, anchors=anchors)
        for target in [target for node in cards for target in node.findall(nodes.target)]:
            if set(target['ids']) & set(self.state.document.ids):
                target.parent.remove(target)
            else:
                self.state.document.note_explicit_target(target, target)
        for person in persons if anchors else ():
            if isinstance(person, Person):
                # References lead to a card if the person has no full entry anywhere.
                name = plain(person.name, presentation.wording)
                self.note_entry(1, 'person', person.id, people.card_id(person.id), name)
        return cards


def plain_heading(heading: str | Tbd) -> str:
    """A group's heading as an author names it in an option."""
    return TBD.value if isinstance(heading, Tbd) else heading


class _SpeakerEntries(_PeopleDirective):
    """People in full, with their sessions."""

    def entries(self, idents: Iterable[str], presentation: Presentation) -> list[nodes.Node]:
        program = presentation.edition.program
        entries: list[nodes.Node] = []
        for ident in idents:
            person, sessions = program.people[ident], program.sessions_by_person.get(ident, ())
            self.use(Detail.PERSON, ident)
            self.use(Detail.PARTICIPATION, ident)
            # A line of a session says the day where there are several.
            self.use(Detail.DAYS)
            for session in sessions:
                self.use(Detail.LINE, session.id)
            content = people.entry(person, presentation)
            title = plain(person.name, presentation.wording)
            entries.append(self.section('person', person, title, content))
        return entries


class Speakers(_SpeakerEntries):
    """Everybody who speaks, in the order of the program or by name."""

    option_spec: ClassVar[OptionSpec] = OptionSpec('sort', 'no-index')

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.SPEAKERS)
        speaking = people_with(SPEAKING_ROLES, (slot.session for slot in presentation.edition.timetable.slots))
        ordered = self.in_order(speaking, presentation, 'program')
        return self.entries([ident for ident in ordered if not isinstance(ident, Tbd)], presentation)


class Speaker(_SpeakerEntries):
    """The people named in the argument, in full."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = OptionSpec('no-index')

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        return self.entries(self.ids(presentation.edition.program.people, Detail.PERSON), presentation)
