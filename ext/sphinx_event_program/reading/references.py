"""Checks across records: what they point to, and what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from sphinx_event_program.model.event import OrganizerGroup
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.session import Participation, Session
from sphinx_event_program.model.values import TBD, Tbd
from sphinx_event_program.photos import PhotoError, check_photo
from sphinx_event_program.problems import Kind, Problem, did_you_mean


def checked(program: Program, folder: Path, problems: list[Problem], *, unread: Collection[str] = ()) -> Program:
    """The program with only references that hold; the others become TBD and are stated.

    ``folder`` is where photos and files are looked for. ``unread`` names the files
    that could not be read: what they would have said is not missed.
    """
    _Alike(program, problems).check()
    program = _References(program, folder, problems, people_are_known='people' not in unread).resolved()
    for ident in () if 'sessions' in unread else _unused(program):
        where = program.place('people', ident)
        hint = 'name them in a session or among the organizers, or remove the entry'
        problems.append(Problem(where, f'nobody refers to the person {ident!r}', hint, Kind.UNUSED))
    return program


class _Alike:
    """Ids that differ only in case, and people of one name: both are easily taken for each other."""

    def __init__(self, program: Program, problems: list[Problem]) -> None:
        self._program = program
        self._problems = problems

    def check(self) -> None:
        program = self._program
        hint = 'give one of them another id'
        self._compare('people', program.people, str.casefold, 'differs only in case from', hint)
        self._compare('sessions', program.sessions_by_id, str.casefold, 'differs only in case from', hint)
        for key in ('rooms', 'tracks'):
            self._repeated(key, [record.id for record in getattr(program.event, key)])
        names = {ident: person.name for ident, person in program.people.items() if isinstance(person.name, str)}
        hint = 'merge the two entries, unless they are two people'
        self._compare('people', names, lambda ident: names[ident].casefold(), 'has the same name as', hint)

    def _compare(
        self, records: str, idents: Iterable[str], key: Callable[[str], str], relation: str, hint: str
    ) -> None:
        met: dict[str, str] = {}
        for ident in idents:
            first = met.setdefault(key(ident), ident)
            if first != ident:
                where = self._program.place(records, ident)
                self._problems.append(Problem(where, f'{ident!r} {relation} {first!r}', hint, Kind.ALIKE))

    def _repeated(self, key: str, idents: list[str]) -> None:
        for index, ident in enumerate(idents):
            if ident in idents[:index]:
                where = self._program.place('event', key, str(index))
                hint = 'give one of them another id'
                self._problems.append(Problem(where, f'the id {ident!r} is given twice', hint, Kind.DUPLICATE_KEY))


class _References:
    """Looks up what records point to."""

    def __init__(self, program: Program, folder: Path, problems: list[Problem], *, people_are_known: bool) -> None:
        self._program = program
        self._folder = folder
        self._problems = problems
        self._people_are_known = people_are_known

    def resolved(self) -> Program:
        program = self._program
        organizers = program.event.organizers
        if not isinstance(organizers, Tbd):
            organizers = tuple(self._group(index, group) for index, group in enumerate(organizers))
        return replace(
            program,
            event=program.event.model_copy(update={'organizers': organizers}),
            people={ident: self._person(person) for ident, person in program.people.items()},
            sessions=tuple(self._session(session) for session in program.sessions),
        )

    def _known(self, what: str, ident: str | Tbd | None, known: Mapping[str, object], *steps: str) -> str | Tbd | None:
        """``ident``, or TBD and a problem at ``steps`` if there is no such record."""
        if ident is None or isinstance(ident, Tbd) or ident in known:
            return ident
        if known is not self._program.people or self._people_are_known:
            hint = did_you_mean(ident, known, otherwise='known')
            self._problems.append(Problem(self._program.place(*steps), f'no {what} {ident!r}', hint, Kind.REFERENCE))
        return TBD

    def _group(self, index: int, group: OrganizerGroup) -> OrganizerGroup:
        people = self._program.people
        idents = tuple(
            self._known('person', ident, people, 'event', 'organizers', str(index), 'people', str(member))
            for member, ident in enumerate(group.people)
        )
        return group if idents == group.people else group.model_copy(update={'people': idents})

    def _person(self, person: Person) -> Person:
        if person.photo is None or isinstance(person.photo, Tbd):
            return person
        try:
            check_photo(self._folder / person.photo)
        except PhotoError as error:
            where = self._program.place('people', person.id, 'photo')
            self._problems.append(Problem(where, f'the photo {person.photo!r} {error}', error.hint, Kind.PHOTO))
            return person.model_copy(update={'photo': None})
        return person

    def _session(self, session: Session) -> Session:
        program, steps = self._program, ('sessions', session.id)
        update: dict[str, object] = {}
        for name, known in (('room', program.rooms), ('track', program.tracks)):
            written = getattr(session, name)
            if (found := self._known(name, written, known, *steps, name)) != written:
                update[name] = found
        if not isinstance(session.people, Tbd):
            people = tuple(self._participation(session, index, part) for index, part in enumerate(session.people))
            if people != session.people:
                update['people'] = people
        if not isinstance(session.materials, Tbd):
            materials = tuple(
                material
                for index, material in enumerate(session.materials)
                if isinstance(material.file, Tbd | None) or self._file_exists(session, index, material.file)
            )
            if materials != session.materials:
                update['materials'] = materials
        return session.model_copy(update=update) if update else session

    def _participation(self, session: Session, index: int, part: Participation) -> Participation:
        steps = ('sessions', session.id, 'people', str(index), 'person')
        found = self._known('person', part.person, self._program.people, *steps)
        return part if found == part.person else part.model_copy(update={'person': found})

    def _file_exists(self, session: Session, index: int, file: str) -> bool:
        if (self._folder / file).is_file():
            return True
        where = self._program.place('sessions', session.id, 'materials', str(index), 'file')
        hint = 'put it into the data folder, or correct its name'
        self._problems.append(Problem(where, f'there is no file {file!r}', hint, Kind.REFERENCE))
        return False


def _unused(program: Program) -> list[str]:
    organizers = {ident for group in program.event.organizer_groups for ident in group.people}
    return [ident for ident in program.people if ident not in organizers and ident not in program.sessions_by_person]
