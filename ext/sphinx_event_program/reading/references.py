"""Checks across records: references to ids and files, and records that are alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sphinx_event_program.media import PhotoError, PhotoFolder, check_photo
from sphinx_event_program.model.event import CodeOfConduct, Event, OrganizerGroup, Room, Sponsor, Track
from sphinx_event_program.model.paper import Paper
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.problems import Kind, Place, Problem, did_you_mean, nearest
from sphinx_event_program.model.program import Program, called
from sphinx_event_program.model.session import MovedFrom, Participation, Role, Session, SessionKind
from sphinx_event_program.model.texts import id_like, tag_file_name
from sphinx_event_program.model.values import TBD, Tbd, quoted_text, says_nothing
from sphinx_event_program.reading.important_dates import checked_dates

#: To look for the nearest of 6,500 names takes 10 ms; who has more wrong ones has another problem.
_SUGGESTIONS = 20

#: Stands for every room of the event.
_ALL_ROOMS = 'all'

#: Longer texts are no list of ids.
_HINTED_LENGTH = 300

#: What stands between two names.
_AND = re.compile(r';\s+|\s+(?:and|und|et|y|&|/|\+)\s+')

#: Words for one record of a table.
_SINGULAR = {'people': 'persons'}

#: Nobody reads more messages of the kind.
_TOLD_LIMIT = 1000


def checked(
    program: Program,
    folder: Path,
    problems: list[Problem],
    *,
    data_files: Iterable[Path] = (),
    unread: Collection[str] = (),
    lost: Collection[str] = (),
) -> Program:
    """The program with only references that hold; the others become TBD and are stated.

    ``folder`` is where photos and files are looked for; ``data_files`` are in it, and
    not for publication. ``unread`` names what could not be read, and ``lost`` has the ids
    of single records: what they would have said is not missed.
    """
    _Alike(program, problems).check()
    dates = checked_dates(program, problems)
    if dates != program.event.dates:
        program = replace(program, event=program.event.model_copy(update={'dates': dates}))
    files = _Files(folder, data_files)
    program = _References(program, files, problems, unread=unread, lost=lost).resolved()
    for ident in () if 'sessions' in unread else _unused(program):
        where = program.place('people', ident)
        hint = 'name them in a session or among the organizers, or remove the entry'
        problems.append(Problem(where, f'nobody refers to the person {ident!r}', hint, Kind.UNUSED))
    return program


class _Files:
    """The files that a program may publish: below the data folder, and none of the data files."""

    def __init__(self, folder: Path, data_files: Iterable[Path]) -> None:
        self.folder = folder
        self._data_files = frozenset(filter(None, map(_identity, data_files)))

    def objection(self, name: str) -> tuple[str, str] | None:
        """Problem of publishing a file, and its hint; None if there is none."""
        path = self.folder / name
        try:
            inside = path.resolve().is_relative_to(self.folder.resolve())
        # A link that leads to itself is the one or the other, as the version of Python goes.
        except (OSError, RuntimeError):
            inside = False
        if not inside:
            return 'leads out of the data folder', 'put the file itself there, not a link to it'
        if _identity(path) in self._data_files:
            return 'is one of the data files', 'name a file that is meant for visitors'
        return None


def _identity(path: Path) -> tuple[int, int] | None:
    """Identity of a file, whatever name leads to it; None if there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


class _Alike:
    """Ids that differ only in case, and people of one name: both are easily taken for each other."""

    def __init__(self, program: Program, problems: list[Problem]) -> None:
        self._program = program
        self._problems = problems

    def check(self) -> None:
        program = self._program
        event = program.event
        people = [(ident, ('people', ident)) for ident in program.people]
        sessions = [(session.id, ('sessions', session.id, 'id')) for session in program.sessions]
        # A former id is an address too; the current ones come first, and have the right to theirs.
        self._compare_ids([*people, *_former('people', program.people.values())])
        self._compare_ids([*sessions, *_former('sessions', program.sessions)])
        for key, records in (('rooms', event.rooms), ('tracks', event.tracks), ('papers', event.papers)):
            idents = [one.id for one in records]
            self._compare_ids((ident, ('event', key, str(index))) for index, ident in enumerate(idents))
        self._compare_tags()
        self._find_pairs()
        hint = 'merge the two entries, unless they are two people'
        met: dict[str, str] = {}
        for ident, person in program.people.items():
            if isinstance(person.name, str) and (first := met.setdefault(person.name.casefold(), ident)) != ident:
                where = program.place('people', ident)
                message = f'{ident!r} has the same name as {first!r}'
                self._problems.append(Problem(where, message, hint, Kind.ALIKE))

    def _find_pairs(self) -> None:
        """Names of two people in one entry: neither is found by the own name, and clashes of one are those of both."""
        for ident, person in self._program.people.items():
            if isinstance(person.name, str) and _is_of_two(person.name):
                where = self._program.place('people', ident, 'name')
                message = f'{quoted_text(person.name)} seems to be two people'
                self._problems.append(Problem(where, message, 'give each an entry of their own', Kind.ALIKE))

    def _compare_tags(self) -> None:
        """Tags that differ in capitals or marks alone would share the address of their page."""
        met: dict[str, str] = {}
        for session in self._program.sessions:
            for index, tag in enumerate(session.tag_names):
                if (first := met.setdefault(tag_file_name(tag), tag)) == tag:
                    continue
                where = self._program.place('sessions', session.id, 'tags', str(index))
                message = f'the tag {tag!r} is nearly {first!r}, and their pages would share an address'
                self._problems.append(
                    Problem(where, message, 'write both in one way, or call one otherwise', Kind.ALIKE)
                )

    def _compare_ids(self, written: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Ids become names of files and addresses, where capitals may not count."""
        met: dict[str, str] = {}
        for ident, steps in written:
            if (first := met.get(ident.casefold())) is None:
                met[ident.casefold()] = ident
                continue
            what = 'is given twice' if first == ident else f'differs only in case from {first!r}'
            where = self._program.place(*steps)
            hint = 'give one of them another id'
            self._problems.append(Problem(where, f'the id {ident!r} {what}', hint, Kind.DUPLICATE_KEY))


def _is_of_two(name: str) -> bool:
    """Whether a name is that of two people: two names of two words at least, in capitals if their script has these."""
    names = [half.split() for half in _AND.split(name)]
    ends = [word[0] for words in names for word in (words[:1] + words[-1:])]
    begin_as_names = all(letter.isalpha() and not letter.islower() for letter in ends)
    return len(names) == 2 and begin_as_names and all(len(words) > 1 for words in names)


def _former(key: str, records: Iterable[Person | Session]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each alias of some records, and where it is written."""
    for record in records:
        for index, alias in enumerate(record.former_ids):
            yield alias, (key, record.id, 'aliases', str(index))


class _References:
    """Looks up what records point to."""

    def __init__(
        self,
        program: Program,
        files: _Files,
        problems: list[Problem],
        *,
        unread: Collection[str],
        lost: Collection[str],
    ) -> None:
        self._program = program
        self._files = files
        self._unknown = 0
        self._last: Place | None = None
        self._photos = PhotoFolder(files.folder)
        self._problems = problems
        self._unread = {_SINGULAR.get(name, name) for name in unread}
        self._lost = lost
        self._without_list: set[str] = set()

    def resolved(self) -> Program:
        program = self._program
        organizers = program.event.organizers
        if not isinstance(organizers, Tbd):
            organizers = tuple(self._group(index, group) for index, group in enumerate(organizers))
        papers = tuple(self._paper(index, paper) for index, paper in enumerate(program.event.papers))
        resolved = replace(
            program,
            event=program.event.model_copy(
                update={'organizers': organizers, 'papers': papers, **self._of_event(program.event)}
            ),
            people={ident: self._person(person) for ident, person in program.people.items()},
            sessions=self._in_sessions([self._session(session) for session in program.sessions]),
        )
        if 'persons' not in self._unread:
            self._photos.strangers(program.people, self._problems)
        more = self._unknown - _TOLD_LIMIT
        if more > 0 and self._last is not None:
            message = f'{more} more references lead nowhere'
            self._problems.append(Problem(self._last, message, 'correct the first ones', Kind.REFERENCE))
        return resolved

    def _known(self, what: str, ident: str | Tbd | None, known: Mapping[str, Any], *steps: str) -> str | Tbd | None:
        """``ident``, or TBD and a problem at ``steps`` if there is no such record."""
        if ident is None or isinstance(ident, Tbd) or ident in known:
            return ident
        if f'{what}s' in self._unread or ident in self._lost:
            return TBD
        if not known and what != 'person':
            if what not in self._without_list:
                # One list is missing, however many sessions would need it.
                self._without_list.add(what)
                hint = f"list the {what}s in the event's file: '{what}s: [{{id: {id_like(ident) or '…'}, name: …}}]'"
                self._tell(f'no {what} {quoted_text(ident)}, because the event has no {what}s', hint, *steps)
            return TBD
        self._unknown += 1
        if self._unknown <= _TOLD_LIMIT:
            hint = 'correct the first ones, and check again'
            if self._unknown <= _SUGGESTIONS:
                hint = reference_hint(ident, known)
            self._tell(f'no {what} {quoted_text(ident)}', hint, *steps)
        return TBD

    def _tell(self, message: str, hint: str, *steps: str) -> None:
        self._last = self._program.place(*steps)
        self._problems.append(Problem(self._last, message, hint, Kind.REFERENCE))

    def _of_event(self, event: Event) -> dict[str, object]:
        """Code of conduct and sponsors with only references that hold, as far as they are given."""
        update: dict[str, object] = {}
        if isinstance(event.code_of_conduct, CodeOfConduct) and event.conduct_contacts:
            contacts = tuple(
                contact
                if isinstance(contact, str) and '@' in contact
                else self._known(
                    'person', contact, self._program.people, 'event', 'code_of_conduct', 'contacts', str(index)
                )
                for index, contact in enumerate(event.conduct_contacts)
            )
            update['code_of_conduct'] = event.code_of_conduct.model_copy(update={'contacts': contacts})
        if event.sponsors and not isinstance(event.sponsors, Tbd):
            update['sponsors'] = tuple(self._sponsor(index, one) for index, one in enumerate(event.sponsors))
        return update

    def _sponsor(self, index: int, sponsor: Sponsor) -> Sponsor:
        """A sponsor without logos that cannot be used: the name stands there in their place."""
        update: dict[str, None] = {}
        for name in ('logo', 'logo_dark'):
            file = getattr(sponsor, name)
            if not isinstance(file, str):
                continue
            try:
                check_photo(self._files.folder, file)
            except PhotoError as error:
                where = self._program.place('event', 'sponsors', str(index), name)
                exists = (self._files.folder / file).exists()
                hint = error.hint if exists else 'put it into the data folder, or remove the line to show the name'
                self._problems.append(Problem(where, f'the logo {file!r} {error}', hint, Kind.PHOTO))
                update[name] = None
        return sponsor.model_copy(update=update) if update else sponsor

    def _group(self, index: int, group: OrganizerGroup) -> OrganizerGroup:
        people = self._program.people
        idents = tuple(
            self._known('person', ident, people, 'event', 'organizers', str(index), 'people', str(member))
            for member, ident in enumerate(group.people)
        )
        return group if idents == group.people else group.model_copy(update={'people': idents})

    def _paper(self, index: int, paper: Paper) -> Paper:
        program, steps = self._program, ('event', 'papers', str(index))
        session = paper.session
        if isinstance(session, str):
            session = program.current_id('session', session)
            session = self._known('session', session, program.sessions_by_id, *steps, 'session')
        authors = paper.authors
        if not isinstance(authors, Tbd):
            known = (
                self._known('person', author.person, program.people, *steps, 'authors', str(number), 'person')
                for number, author in enumerate(authors)
            )
            authors = tuple(
                author if ident == author.person else author.model_copy(update={'person': ident})
                for author, ident in zip(authors, known, strict=True)
            )
        if (session, authors) == (paper.session, paper.authors):
            return paper
        return paper.model_copy(update={'session': session, 'authors': authors})

    def _person(self, person: Person) -> Person:
        photo = self._photos.choose(person, self._program.place, self._problems)
        return person if photo == person.photo else person.model_copy(update={'photo': photo})

    def _session(self, session: Session) -> Session:
        program, steps = self._program, ('sessions', session.id)
        update: dict[str, object] = {}
        if (track := self._known('track', session.track, program.tracks, *steps, 'track')) != session.track:
            update['track'] = track
        if (rooms := self._rooms(session.room, *steps, 'room')) != session.room:
            update['room'] = rooms
        if isinstance(session.moved_from, MovedFrom):
            rooms = self._rooms(session.moved_from.room, *steps, 'moved_from', 'room')
            update['moved_from'] = session.moved_from.model_copy(update={'room': rooms})
        if session.times and not isinstance(session.times, Tbd):
            update['times'] = tuple(
                time.model_copy(update={'room': self._rooms(time.room, *steps, 'times', str(index), 'room')})
                for index, time in enumerate(session.times)
            )
        if not isinstance(session.people, Tbd):
            parts = [self._participation(session, index, part) for index, part in enumerate(session.people)]
            people = tuple(part for index, part in enumerate(parts) if self._is_first(session, index, parts))
            if people != session.people:
                update['people'] = people
        if session.overlaps and not isinstance(session.overlaps, Tbd):
            found = [
                self._known(
                    'session',
                    program.current_id('session', ident),
                    program.sessions_by_id,
                    *steps,
                    'overlaps',
                    str(index),
                )
                for index, ident in enumerate(session.overlaps)
            ]
            update['overlaps'] = tuple(ident for ident in found if isinstance(ident, str))
        if not isinstance(session.materials, Tbd):
            materials = tuple(
                material
                for index, material in enumerate(session.materials)
                if isinstance(material.file, Tbd | None) or self._is_for_visitors(session, index, material.file)
            )
            if materials != session.materials:
                update['materials'] = materials
        return session.model_copy(update=update) if update else session

    def _rooms(self, rooms: tuple[str | Tbd, ...] | Tbd, *steps: str) -> tuple[str | Tbd, ...] | Tbd:
        """Rooms that there are, each once, for those that are named; ``all`` is all, unless one is called so."""
        known = self._program.rooms
        if isinstance(rooms, Tbd) or not rooms:
            return rooms
        if rooms == (_ALL_ROOMS,) and _ALL_ROOMS not in known and 'rooms' not in self._unread:
            return tuple(known)
        found = [self._known('room', room, known, *steps, str(index)) for index, room in enumerate(rooms)]
        return tuple(dict.fromkeys(room for room in found if room is not None))

    def _in_sessions(self, sessions: list[Session]) -> tuple[Session, ...]:
        """The sessions, of which some are talks in others: they have from these what they do not say themselves."""
        by_id = {session.id: session for session in sessions}
        with_talks = {session.part_of for session in sessions}
        whole: list[Session] = []
        for session in sessions:
            update: dict[str, object] = {}
            if isinstance(session.part_of, str):
                ident = self._whole_of(session, session.part_of, by_id)
                if ident is None:
                    update['part_of'] = None
                else:
                    session = session.within(by_id[ident])
                    update['part_of'] = ident
            if session.id in with_talks and 'kind' not in session.model_fields_set:
                update['kind'] = SessionKind.SESSION
            if session.times and session.start is not None:
                where = self._program.place('sessions', session.id, 'start')
                message = f'{session.id!r} has times, and a start of its own'
                self._problems.append(Problem(where, message, 'write it among the times', Kind.VALUE))
            if session.times and session.id in with_talks:
                where = self._program.place('sessions', session.id, 'times')
                message = f'{session.id!r} has talks, and several times'
                hint = 'write a session for each time, because its talks are held once'
                self._problems.append(Problem(where, message, hint, Kind.VALUE))
                update['times'] = ()
            whole.append(session.model_copy(update=update) if update else session)
        return tuple(whole)

    def _whole_of(self, talk: Session, ident: str, by_id: Mapping[str, Session]) -> str | None:
        """Id of the session in which a talk is; None, and a problem, if there is none such."""
        program, steps = self._program, ('sessions', talk.id, 'part_of')
        known = self._known('session', program.current_id('session', ident), by_id, *steps)
        if not isinstance(known, str):
            return None
        if known == talk.id:
            self._tell(f'{talk.id!r} is part of itself', 'write the id of the session that it is in', *steps)
        elif by_id[known].part_of is not None:
            hint = 'talks are in sessions, and not in other talks'
            self._tell(f'{known!r} is a talk itself, so that {talk.id!r} is no talk in it', hint, *steps)
        elif talk.times:
            hint = 'write a talk for each time'
            self._tell(f'{talk.id!r} is part of {known!r}, and has several times', hint, *steps)
        else:
            return known
        return None

    def _participation(self, session: Session, index: int, part: Participation) -> Participation:
        steps = ('sessions', session.id, 'people', str(index), 'person')
        person = self._known('person', part.person, self._program.people, *steps)
        return part if person == part.person else part.model_copy(update={'person': person})

    def _is_first(self, session: Session, index: int, parts: Sequence[Participation]) -> bool:
        """Whether a person is not named before in the same role; if so, that is stated."""
        part = parts[index]
        if isinstance(part.person, Tbd) or part not in parts[:index]:
            return True
        where = self._program.place('sessions', session.id, 'people', str(index))
        message = f'{part.person!r} is named twice as {part.role}'
        self._problems.append(Problem(where, message, 'remove one of the two; the person is shown once', Kind.ALIKE))
        return False

    def _is_for_visitors(self, session: Session, index: int, file: str) -> bool:
        where = self._program.place('sessions', session.id, 'materials', str(index), 'file')
        if objection := self._files.objection(file):
            message, hint = f'the file {quoted_text(file)} {objection[0]}', objection[1]
        elif (self._files.folder / file).is_file():
            return True
        else:
            message = f'there is no file {quoted_text(file)}'
            hint = 'put it into the data folder, or correct its name'
        self._problems.append(Problem(where, message, hint, Kind.REFERENCE))
        return False


#: Marks between two ids that were meant to be a list.
_BETWEEN = re.compile(r'\s*[,;&+\u2022\u00b7]\s*|(?:^|\s+)[-*\u2013](?:\s+)|\s+(?:and|und|et|y|with)\s+')
_WITH_ROLE = re.compile(r'(?P<person>[^()]+?)\s*\((?P<role>[^()]+)\)')


def reference_hint(ident: str, known: Mapping[str, Person | Session | Room | Track]) -> str:
    """Hint for an id that no record has."""
    if says_nothing(ident):
        return 'write TBD while it is not known'
    names = called(known)

    def meant(text: str) -> str:
        near = nearest(text.strip('@ '), [*known, *names])
        return names.get(near or '', near or '')

    several = len(ident) <= _HINTED_LENGTH and isinstance(next(iter(known.values()), None), Person | Room)
    people = several and isinstance(next(iter(known.values())), Person)
    parts = [part for part in _BETWEEN.split(ident) if part] if several else []
    if several and len(parts) == 1 and all(part in known for part in ident.split()):
        parts = ident.split()
    if len(parts) > 1:
        ids = [meant(part) for part in parts]
        if any(ids) and len({*ids}) == len(parts) and (all(ids) or all(' ' not in part for part in parts)):
            listed = ', '.join(one or part for one, part in zip(ids, parts, strict=True))
            return f'write a list: [{listed}]'
    role = _WITH_ROLE.fullmatch(ident) if people else None
    if role and (person := meant(role['person'])) and (word := nearest(role['role'], Role)):
        return f'write {{person: {person}, role: {word}}}'
    return did_you_mean(ident.strip('@ '), known, otherwise='known', called=names)


def _unused(program: Program) -> list[str]:
    organizers = {ident for group in program.event.organizer_groups for ident in group.people}
    organizers.update(program.event.conduct_contacts)
    organizers.update(ident for paper in program.event.papers for ident in paper.author_ids)
    return [ident for ident in program.people if ident not in organizers and ident not in program.sessions_by_person]
