"""Loader of a data folder: a program and all problems; broken values count as TBD."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from sphinx_event_program.model.event import Event, Online
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.problems import Kind, Place, Problem
from sphinx_event_program.model.program import TABLES, Program
from sphinx_event_program.model.session import Session
from sphinx_event_program.model.texts import id_like
from sphinx_event_program.model.values import is_tbd, quoted_text
from sphinx_event_program.reading.hints.dialect import in_own_marks
from sphinx_event_program.reading.hints.names import known_as
from sphinx_event_program.reading.markup import MARKDOWN_KEYS, unread_markup
from sphinx_event_program.reading.references import checked
from sphinx_event_program.reading.sources import Found, find, in_two_places, read
from sphinx_event_program.reading.tree import Entries, Items, Plain, Source, Steps, Written, place_of, spot_of
from sphinx_event_program.reading.unpublished import may_be_known
from sphinx_event_program.reading.validation import SECRETS, Validation

#: More than any event has; what a stranger's file can cost has to end somewhere.
RECORD_LIMIT = 50_000

_GROUPED = (
    'sessions stand in groups here',
    "write one list, and the day with the first session of each: 'start: 2025-10-19 09:00'",
)

#: Keys whose values are no sentences.
_NO_PROSE = frozenset({*SECRETS, 'id', 'aliases', 'url', 'links', 'file', 'photo', 'people'})

#: The keys of a table that nothing was written for, each with its spot.
Empty = Sequence[tuple[Steps, int]]


class Loaded(NamedTuple):
    """The outcome of reading: a program unless the event's file cannot be used, and all problems."""

    program: Program | None
    problems: tuple[Problem, ...]


def load(folder: Path, private: Sequence[Path] = ()) -> Loaded:
    """Read the event, the people and the sessions of a data folder.

    ``private`` are files that no material may be, besides those with the data.

    A value that cannot be used is stated as a problem and counts as TBD, so that
    it shows; a record that even then cannot be used is left out. What refers to
    the records of a file that cannot be read at all is TBD without a word: the
    file is the problem.
    """
    loader = _Loader(folder, private)
    program = loader.program()
    return Loaded(program, tuple(map(in_own_marks, loader.problems)))


class _Places:
    """The places of a program's records, and of all that they hold."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, ...], Written] = {}

    def __call__(self, *steps: str) -> Place:
        depth = 1 if steps[0] == 'event' else 2
        return self.records[steps[:depth]].place(*steps[depth:])


class _Loader:
    """Reads the files of a folder one after the other, so that the text of one alone is held."""

    def __init__(self, folder: Path, private: Sequence[Path]) -> None:
        self.problems: list[Problem] = []
        self._folder = folder
        self._private = private
        self._places = _Places()
        self._validation = Validation(self.problems)
        self._people: dict[str, Person] = {}
        self._sessions: dict[str, Session] = {}
        self._unread: set[str] = set()
        # Where records begin in each file, and whether nobody may know of them.
        self._begins: defaultdict[Path, list[tuple[int, bool]]] = defaultdict(list)
        self._lost: set[str] = set()

    def program(self) -> Program | None:
        tables = {name: find(self._folder, name, self.problems) for name in ('event', *TABLES)}
        event = self._event(tables)
        for name in TABLES:
            for path in tables[name].files:
                if source := self._read(path, name):
                    self._records(name, source, source.empty, in_folder=tables[name].in_folder)
                else:
                    self._unread.add(name)
        self._validation.finish()
        self._keep_private()
        if event is None:
            return None
        program = Program(event, self._people, tuple(self._sessions.values()), self._places)
        data_files = [*self._private, *(path for one in tables.values() for path in (*one.files, *one.others))]
        return checked(
            program, self._folder, self.problems, data_files=data_files, unread=self._unread, lost=self._lost
        )

    def _keep_private(self) -> None:
        """Mark problems of unpublished sessions as private, also those stated before that was clear."""
        for begins in self._begins.values():
            begins.sort()
        for number, problem in enumerate(self.problems):
            begins = self._begins.get(problem.where.path, [])
            before = bisect_right(begins, (spot_of(problem.where), True)) - 1
            if before >= 0 and begins[before][1]:
                self.problems[number] = replace(problem, private=True)

    def _read(self, path: Path, name: str) -> Source | None:
        source = read(path, self.problems, table=name)
        for steps, spot in source.open if source else ():
            label = '.'.join(_named_steps(source.values, steps)) if source else ''
            where = place_of(path, spot)
            self.problems.append(Problem(where, f'{label or "everything"} is still TBD', '', Kind.TBD))
        return source

    def _fail(self, where: Place, message: str, hint: str, kind: Kind = Kind.VALUE) -> None:
        self.problems.append(Problem(where, message, hint, kind))

    def _event(self, tables: dict[str, Found]) -> Event | None:
        """The event; people and sessions that its file holds are read too."""
        source = self._read(tables['event'].files[0], 'event') if tables['event'].files else None
        if source is not None and not isinstance(source.values, Entries):
            self._fail(source.place(), 'this is not a mapping', "write 'key: value' lines")
            source = None
        if source is None or not isinstance(source.values, Entries):
            self._miss(('event', *TABLES) if not tables['event'].files else (), tables)
            self._unread.update(name for name in TABLES if not tables[name].files)
            return None
        named = {name for name in TABLES if name in source.values or any(name == steps[0] for steps, _ in source.empty)}
        # An event that holds one of the two in its own file may do without the other.
        self._miss(() if named else TABLES, tables)
        facts = Entries()
        for key, value, key_spot, spot in source.values.written():
            self._begins[source.path].append((key_spot, False))
            if key not in TABLES:
                facts.add(key, value, key_spot, spot)
            elif tables[key].files:
                where = place_of(source.path, key_spot)
                self.problems.append(in_two_places(where, key, tables[key].name, source.path.name))
            else:
                empty = [(steps[1:], at) for steps, at in source.empty if steps[0] == key and len(steps) > 1]
                self._records(key, Written(source.path, value, spot), empty)
        written = Written(source.path, facts, source.spot)
        self._tell_empty(Event, written, [one for one in source.empty if one[0][0] not in TABLES])
        checked_event = self._validation.record(Event, written)
        if checked_event is None:
            return None
        event, self._places.records['event',] = checked_event
        self._find_markup(checked_event[1])
        for name, kept in (('rooms', event.rooms), ('tracks', event.tracks)):
            given_list = facts.get(name, 'TBD')
            if not is_tbd(given_list) and (not isinstance(given_list, Items) or len(given_list) > len(kept)):
                self._unread.add(name)
        return event

    def _miss(self, names: Sequence[str], tables: dict[str, Found]) -> None:
        for name in names:
            if not tables[name].files:
                self._unread.add(name)
                hint = (
                    'write one' if name == 'event' else f"write one (it may be empty), or '{name}:' in the event's file"
                )
                self._fail(Place(self._folder / f'{name}.yaml'), 'there is no such file', hint, Kind.FILE)

    def _records(self, name: str, written: Written, empty: Empty, *, in_folder: bool = False) -> None:
        """The records of a table; one that is TBD as a whole, or empty, has none yet."""
        values = written.values
        if name == 'people':
            if isinstance(values, Entries) and list(values) == ['people'] and isinstance(values['people'], Entries):
                hint = 'remove the line, and indent what is below it less'
                self._fail(written.place('people', of_key=True), "'people' is no person, but the whole list", hint)
                self._unread.add(name)
            elif isinstance(values, Entries):
                self._add_people(written.path, values, empty)
            elif values != Items() and not is_tbd(values):
                hint = "write each person's id as a key, 'ada-brandt:', and indent 'name: …' below it"
                kind = 'a list' if isinstance(values, Items) else 'a text'
                self._fail(written.place(), f'expected the people, not {kind}', hint)
                self._unread.add(name)
            return
        if isinstance(values, Entries) and list(values) == ['sessions']:
            # TOML has no other way to write a list.
            empty = [(steps[1:], spot) for steps, spot in empty if steps[0] == 'sessions']
            values = values['sessions']
        elif isinstance(values, Entries) and in_folder and (values or empty):
            one = Items()
            one.add(values, written.spot)
            values, empty = one, [((0, *steps), spot) for steps, spot in empty]
        if isinstance(values, Items):
            self._add_sessions(written.path, values, empty)
        elif (values != Entries() or empty) and not is_tbd(values):
            if isinstance(values, Entries) and any(isinstance(value, Items) for value in values.values()):
                self._fail(written.place(), *_GROUPED)
            else:
                kind = 'a mapping' if isinstance(values, Entries) else 'a text'
                message = f'expected the list of sessions, not {kind}'
                self._fail(written.place(), message, "begin each session with '- id: …'")
            self._unread.add(name)

    def _add_people(self, path: Path, people: Entries, empty: Empty) -> None:
        entries = [*people.written(), *((str(steps[0]), Entries(), at, at) for steps, at in empty if len(steps) == 1)]
        astray = False
        for ident, values, key_spot, spot in entries:
            if self._is_full('people', self._people, place_of(path, key_spot)):
                break
            self._begins[path].append((key_spot, False))
            if not isinstance(values, Entries):
                if ident in Person.model_fields and not is_tbd(values):
                    astray = True
                    message = f'expected the id of a person, not the key {ident!r}'
                    hint = 'indent it below the id of the person'
                    self._fail(place_of(path, key_spot), message, hint, Kind.UNKNOWN_KEY)
                    continue
                if not is_tbd(values):
                    message = f'{quoted_text(ident)} is not a mapping'
                    self._fail(place_of(path, spot), message, "indent 'name: …' below the id")
                values = Entries()
                values['name'] = 'TBD'
            if astray and not values:
                values['name'] = 'TBD'
            if at := values.spots_of('id'):
                hint = "the id is the key above; remove 'id'"
                self._fail(place_of(path, at[0]), "unknown key 'id'", hint, Kind.UNKNOWN_KEY)
            result = self._validation.record(Person, Written(path, values, key_spot), ident)
            if result is None:
                self._lost.update((ident, id_like(ident)))
            elif self._is_new('people', ident, place_of(path, key_spot)):
                self._people[ident], self._places.records['people', ident] = result
                self._find_markup(result[1])
        self._tell_empty(Person, Written(path, people, 0), [(steps[1:], at) for steps, at in empty if len(steps) > 1])

    def _add_sessions(self, path: Path, sessions: Items, empty: Empty) -> None:
        # Left empty, or taken away by a '#' before it: nobody has said yes.
        unsure = {steps[0] for steps, _ in empty if steps[1:] == ('published',)}
        unsure_talks = {(steps[0], steps[2]) for steps, _ in empty if steps[1::2] == ('talks', 'published')}
        for index, (values, spot) in enumerate(sessions.written()):
            if self._is_full('sessions', self._sessions, place_of(path, spot)):
                break
            written = Written(path, values, spot)
            is_hidden = index in unsure or not may_be_known(values)
            self._begins[path].append((spot, is_hidden))
            hidden = {spot} if is_hidden else set()
            for number, (talk, at) in enumerate(_talks(values).written()):
                if is_hidden or (index, number) in unsure_talks or not may_be_known(talk):
                    hidden.add(at)
                self._begins[path].append((at, at in hidden))
            if not isinstance(values, Entries):
                if not is_tbd(values):
                    self._fail(written.place(), 'this session is not a mapping', "begin each session with '- id: …'")
                continue
            if isinstance(values.get('sessions'), Items):
                self._fail(written.place(), *_GROUPED)
                self._unread.add('sessions')
                continue
            if values and not any(known_as(Session, key) for key in values):
                hint = "begin each session with '- id: …', and write 'title: …' below it"
                self._fail(written.place(), 'no key of a session is here', hint, Kind.UNKNOWN_KEY)
                continue
            result = self._validation.record(Session, written)
            for session, record in _apart(*result) if result else ():
                if record.spot in hidden:
                    session = session.model_copy(update={'published': False})
                if self._is_new('sessions', session.id, record.place('id')):
                    self._sessions[session.id], self._places.records['sessions', session.id] = session, record
            if result:
                self._find_markup(result[1])
        self._tell_empty(Session, Written(path, sessions, 0), [(steps[1:], at) for steps, at in empty])

    def _tell_empty(self, model: type[Event | Person | Session], written: Written, empty: Empty) -> None:
        keys = [(steps, place_of(written.path, at)) for steps, at in empty if steps]
        self._validation.empty_keys(model, keys)

    def _find_markup(self, written: Written) -> None:
        """Tell what readers of a record's texts would see as marks, or not at all."""
        for key, value, spot in _texts(written.values, written.spot):
            for message, hint in unread_markup(value, is_markdown=key in MARKDOWN_KEYS):
                self._fail(place_of(written.path, spot), f'{key}: {message}', hint, Kind.MARKUP)

    def _is_full(self, name: str, records: dict[str, Any], where: Place) -> bool:
        if len(records) >= RECORD_LIMIT:
            self._fail(where, f'there are more than {RECORD_LIMIT} {name}', 'the rest is left out', Kind.FILE)
            return True
        return False

    def _is_new(self, table: str, ident: str, where: Place) -> bool:
        first = self._places.records.get((table, ident))
        if first is None:
            return True
        at = first.place('id') if table == 'sessions' else first.place()
        hint = f'the first one is on line {at.line}' + ('' if at.path == where.path else f' of {at.path.name}')
        self._fail(where, f'the id {ident!r} is given twice', hint, Kind.DUPLICATE_KEY)
        return False


def _apart(session: Session, written: Written) -> Iterator[tuple[Session, Written]]:
    """A session, and each of its talks as a session of its own, with where it is written."""
    own, *talks = session.flattened()
    yield own, written
    for talk, (values, spot) in zip(talks, _talks(written.values).written(), strict=bool(talks)):
        yield talk, Written(written.path, values, spot)


def _talks(values: Plain) -> Items:
    """The talks of a session, as they are written; none if there is no list of them."""
    talks = values.get('talks') if isinstance(values, Entries) else None
    return talks if isinstance(talks, Items) else Items()


def _texts(values: Plain, spot: int, key: str = '') -> Iterator[tuple[str, str, int]]:
    """The texts of a record with their keys and spots, but for addresses, and what may be a secret."""
    if isinstance(values, str):
        yield key, values, spot
    elif isinstance(values, Items):
        for item, at in values.written():
            yield from _texts(item, at, key)
    else:
        # Keys that were missing were put behind those that are written.
        for (name, value), at in zip(values.items(), values.spots[1::2], strict=False):
            if name not in _NO_PROSE:
                yield from _texts(value, at, name)


def _named_steps(values: Plain, steps: Steps) -> Iterator[str]:
    """Steps as an author knows them: an item of a list by its id, or counted from 1."""
    # The steps were met in these values, so each is a mapping or a list that has the next one.
    value: Any = values
    for step in steps:
        # What stands below `online` under a wrong name may be a secret itself.
        hidden = step == steps[-1] and 'online' in steps[:-1] and step not in Online.model_fields
        value = value[step]
        ident = value.get('id') if isinstance(value, dict) else None
        if isinstance(step, int):
            step = ident if isinstance(ident, str) and not is_tbd(ident) else str(step + 1)
        # A label may hold what moves the cursor of a terminal.
        yield '…' if hidden else step if step.isprintable() and len(step) <= 60 else quoted_text(step)
