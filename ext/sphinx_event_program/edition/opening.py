"""Reads and arranges an event, and leaves out what is not for its audience."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from sphinx_event_program.edition import Edition
from sphinx_event_program.model.event import Audience, Event, Online
from sphinx_event_program.model.problems import Kind, Place, Problem
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.values import WITHHELD, Tbd
from sphinx_event_program.reading.loader import load
from sphinx_event_program.timetable import arrange

#: Kinds whose messages name other records than the one that they are about. In the others an id
#: such as 'talk' or 'a' is a word like any other.
_NAMING = frozenset({Kind.REFERENCE, Kind.CLASH, Kind.OUTSIDE, Kind.DUPLICATE_KEY, Kind.ALIKE, Kind.UNUSED, Kind.PHOTO})

_ONLINE_SECRETS = ('url', 'meeting_id', 'passcode')


def open_edition(
    folder: Path, audience: Audience = Audience.PUBLIC, private: Sequence[Path] = ()
) -> tuple[Edition | None, tuple[Problem, ...]]:
    """Read and arrange the event in a data folder, for an audience.

    ``private`` are files that are never published, whoever names them.

    The edition is None if ``event.yaml`` cannot be used at all; the problems are
    sorted by place, and those that concern what is not published are ``private``.
    """
    program, problems = load(folder, private)
    if program is None:
        return None, _by_place(problems)
    # Arranged with all sessions: the one after a session that is not published yet starts
    # when that ends, and nobody's hours change on the day on which it is published.
    timetable = arrange(program)
    hidden = _Hidden(program, problems)
    marked_problems = _by_place(map(hidden.marked, (*problems, *timetable.problems)))
    unpublished = sum(not session.published for session in program.sessions)
    program = hidden.left_out_of(program)
    slots = tuple(slot for slot in timetable.slots if slot.session.published)
    timetable = replace(timetable, slots=slots, problems=tuple(map(hidden.marked, timetable.problems)))
    return Edition(_for(audience, program), timetable, folder, audience, unpublished), marked_problems


def _by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda one: (str(one.where.path), one.where.line or 0, one.where.column or 0)))


def _for(audience: Audience, program: Program) -> Program:
    """The program without what is only for another audience."""
    event = program.event
    online = event.online
    if isinstance(online, Online) and audience is Audience.PUBLIC and online.audience is not Audience.PUBLIC:
        withheld = {name: WITHHELD for name in _ONLINE_SECRETS if not isinstance(getattr(online, name), Tbd | None)}
        event = event.model_copy(update={'online': online.model_copy(update=withheld)})
    # Attendees are strangers too: an address is shown to nobody unless its owner wants it.
    people = {
        ident: person if person.publish_email else person.model_copy(update={'email': None})
        for ident, person in program.people.items()
    }
    return replace(program, event=event, people=people)


class _Hidden:
    """Records that no audience may know of: unpublished sessions, and people who take part in these alone."""

    def __init__(self, program: Program, problems: Iterable[Problem]) -> None:
        self._program = program
        hidden = [session for session in program.sessions if not session.published]
        self._sessions = {session.id for session in hidden}
        taking_part = {part.person for session in hidden for part in session.participations}
        # Where a hidden session is broken, a paper whose session is not known may be meant for it.
        is_unsure = any(problem.private for problem in problems)
        self._papers = {
            paper.id
            for paper in program.event.papers
            if paper.session in self._sessions or (is_unsure and isinstance(paper.session, Tbd))
        }
        papers = program.event.papers
        taking_part.update(ident for paper in papers if paper.id in self._papers for ident in paper.author_ids)
        # Where a hidden session is broken, whom nobody refers to may be meant there.
        if Tbd.TBD in taking_part or any(problem.private for problem in problems):
            taking_part.update(program.people)
        shown = {
            *(ident for group in program.event.organizer_groups for ident in group.people),
            *program.event.conduct_contacts,
            *(ident for paper in papers if paper.id not in self._papers for ident in paper.author_ids),
            *(part.person for session in program.sessions if session.published for part in session.participations),
        }
        self._people = {ident for ident in taking_part - shown if not isinstance(ident, Tbd)}
        names = {*(session.title for session in hidden), *(program.people[ident].name for ident in self._people)}
        names.update(paper.title for paper in papers if paper.id in self._papers)
        words = self._sessions | self._people | self._papers | {name for name in names if isinstance(name, str)}
        anyone = '|'.join(map(re.escape, sorted(words, key=len, reverse=True)))
        self._mentioned = re.compile(rf'(?<![\w.-])(?:{anyone})(?![\w.-])') if words else None

    def _holds(self, kind: str, ident: str) -> bool:
        # A paper that could not be read may be one of theirs: what is told of any stays private.
        of_event = {'papers'} if self._sessions else ()
        return ident in {'sessions': self._sessions, 'people': self._people, 'event': of_event}.get(kind, ())

    def left_out_of(self, program: Program) -> Program:
        """The program as if there were nothing hidden."""
        if self._mentioned is None:
            return program
        papers = tuple(paper for paper in program.event.papers if paper.id not in self._papers)
        return replace(
            program,
            event=program.event.model_copy(update={'papers': papers}),
            people={ident: person for ident, person in program.people.items() if ident not in self._people},
            sessions=tuple(session for session in program.sessions if session.published),
        )

    def marked(self, problem: Problem) -> Problem:
        """The problem, private if it is in a hidden record or tells of one."""
        if self._mentioned is None or problem.private:
            return problem
        named = problem.kind in _NAMING and self._mentioned.search(problem.sentence) is not None
        return replace(problem, private=True) if named or self._is_in_hidden(problem.where) else problem

    def _is_in_hidden(self, where: Place) -> bool:
        """Whether a place is in a hidden record, which goes on until the next record begins."""
        records = self._records.get(where.path, [])
        before = bisect(records, _position(where), key=lambda record: record[0]) - 1
        return before >= 0 and self._holds(*records[before][1])

    @cached_property
    def _records(self) -> dict[Path, list[tuple[tuple[int, int], tuple[str, str]]]]:
        """Positions of the records, by file, in order; in the event's own file, each of its keys is one."""
        by_path: dict[Path, list[tuple[tuple[int, int], tuple[str, str]]]] = {}
        program = self._program
        tables = {'event': Event.model_fields, 'people': program.people, 'sessions': program.sessions_by_id}
        for steps in ((kind, ident) for kind, idents in tables.items() for ident in idents):
            place = program.place(*steps)
            by_path.setdefault(place.path, []).append((_position(place), steps))
        for records in by_path.values():
            records.sort()
        return by_path


def _position(place: Place) -> tuple[int, int]:
    return place.line or 0, place.column or 0
