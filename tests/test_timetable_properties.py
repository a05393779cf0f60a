from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sphinx_event_program.model.event import Event
from sphinx_event_program.model.problems import Kind, Place
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.session import Session
from sphinx_event_program.timetable import Slot, Timetable, arrange

Facts = dict[str, Any]

_START = datetime(2025, 10, 26, 0, 30)
_ZONES = st.sampled_from(['Europe/Paris', 'UTC', 'Pacific/Honolulu', 'Australia/Lord_Howe'])


def _timetable(sessions: Iterable[Facts], start: datetime = _START, zone: str = 'Europe/Paris') -> Timetable:
    rooms = [{'id': ident, 'name': ident} for ident in ('a', 'b')]
    event = Event.model_validate({'title': 'x', 'start': f'{start:%Y-%m-%d %H:%M}', 'timezone': zone, 'rooms': rooms})
    records = tuple(
        Session.model_validate({'id': f's{index}', 'title': 'x', **facts}) for index, facts in enumerate(sessions)
    )
    return arrange(Program(event, {}, records, lambda *_: Place(Path('data'))))


def _sessions(*, starts: bool = True, rooms: tuple[str, ...] = ('', 'a', 'b')) -> st.SearchStrategy[list[Facts]]:
    minutes = st.integers(0, 300).map(lambda after: f'{_START + timedelta(minutes=after):%Y-%m-%d %H:%M}')
    required = {'duration': st.integers(1, 150).map(str), 'room': st.sampled_from(rooms)}
    optional = {
        'people': st.lists(st.sampled_from(['ada', 'bob', 'TBD']), max_size=3),
        'kind': st.sampled_from(['talk', 'poster']),
        'status': st.sampled_from(['confirmed', 'cancelled']),
    }
    if starts:
        optional['start'] = minutes
    facts = st.fixed_dictionaries(required, optional=optional)
    return st.lists(
        # Not so many at once that they are only counted.
        facts.map(lambda one: {name: value for name, value in one.items() if value != ''}),
        min_size=1,
        max_size=6,
    )


def _when(slot: Slot) -> tuple[datetime, datetime]:
    assert slot.start is not None
    assert slot.end is not None
    return slot.start.astimezone(UTC), slot.end.astimezone(UTC)


@given(_sessions(), _ZONES)
def test_session_without_start_begins_when_the_one_before_it_in_its_room_ends(sessions: list[Facts], zone: str) -> None:
    timetable = _timetable(sessions, zone=zone)
    until: dict[str | None, datetime] = {}
    for index, facts in enumerate(sessions):
        start, end = _when(timetable.by_session[f's{index}'])
        room = facts.get('room')
        if 'start' not in facts:
            first = timetable.by_session[f's{index}'].start
            assert first is not None
            assert start == until.get(room, _START.replace(tzinfo=first.tzinfo).astimezone(UTC))
        until[room] = end


@given(_sessions(), _ZONES)
def test_every_session_lasts_as_long_as_it_says(sessions: list[Facts], zone: str) -> None:
    timetable = _timetable(sessions, zone=zone)
    lasted = {slot.session.id: _when(slot)[1] - _when(slot)[0] for slot in timetable.slots}
    assert lasted == {f's{index}': timedelta(minutes=int(facts['duration'])) for index, facts in enumerate(sessions)}


@given(_sessions(), _ZONES)
def test_slots_are_in_the_order_of_their_instants(sessions: list[Facts], zone: str) -> None:
    starts = [_when(slot)[0] for slot in _timetable(sessions, zone=zone).slots]
    assert starts == sorted(starts)


@given(_sessions(), _ZONES)
def test_every_slot_is_on_exactly_one_day(sessions: list[Facts], zone: str) -> None:
    timetable = _timetable(sessions, zone=zone)
    assert [slot for day in timetable.days for slot in day.slots] == list(timetable.slots)
    assert len({day.date for day in timetable.days}) == len(timetable.days)


@given(_sessions(rooms=('a',)), _sessions(rooms=('b',)), st.randoms(use_true_random=False))
def test_rooms_do_not_depend_on_how_their_sessions_are_interleaved(
    in_a: list[Facts], in_b: list[Facts], random: Any
) -> None:
    for room, sessions in (('a', in_a), ('b', in_b)):
        for index, facts in enumerate(sessions):
            facts['id'] = f'{room}{index}'
    one_by_one = _timetable([*in_a, *in_b]).by_session
    rest = {'a': list(in_a), 'b': list(in_b)}
    riffled = []
    while rest['a'] or rest['b']:
        riffled.append(rest[random.choice([room for room in rest if rest[room]])].pop(0))
    interleaved = _timetable(riffled).by_session
    assert {ident: _when(slot) for ident, slot in interleaved.items()} == {
        ident: _when(slot) for ident, slot in one_by_one.items()
    }


@given(_sessions(starts=False), st.integers(0, 60 * 24 * 400), _ZONES)
def test_moving_the_event_moves_every_session_by_the_same_time(sessions: list[Facts], minutes: int, zone: str) -> None:
    before = _timetable(sessions, zone=zone).by_session
    after = _timetable(sessions, start=_START + timedelta(minutes=minutes), zone=zone).by_session
    moved = {_when(after[ident])[edge] - _when(before[ident])[edge] for ident in before for edge in (0, 1)}
    assert len(moved) == 1


def _is_in_one_room(one: Slot, other: Slot) -> bool:
    """Whether both are in one room; without a room, two posters alone are taken to be."""
    is_known = one.rooms != (None,) or {one.session.kind, other.session.kind} == {'poster'}
    return is_known and one.rooms == other.rooms


def _expected_clashes(slots: tuple[Slot, ...]) -> list[tuple[frozenset[str], str]]:
    """Every pair of sessions that cannot both take place, and the room or the person that is in the way."""
    found = []
    for one, other in combinations(slots, 2):
        (begins, ends), (starts, stops) = _when(one), _when(other)
        if 'cancelled' in (one.session.status, other.session.status) or begins >= stops or starts >= ends:
            continue
        pair = frozenset({one.session.id, other.session.id})
        if _is_in_one_room(one, other):
            if {one.session.kind, other.session.kind} != {'poster'}:
                found.append((pair, 'room'))
            continue
        people = [
            {part.person for part in slot.session.participations if isinstance(part.person, str)}
            for slot in (one, other)
        ]
        found += [(pair, person) for person in people[0] & people[1]]
    return found


@given(_sessions())
def test_clashes_are_those_that_a_search_of_all_pairs_finds(sessions: list[Facts]) -> None:
    timetable = _timetable(sessions)
    told = []
    for problem in timetable.problems:
        if problem.kind is Kind.CLASH:
            names = re.findall(r"'(\w+)'", problem.message)
            told.append((frozenset(names[-2:]), 'room' if len(names) == 2 else names[0]))
    # As multisets: the order of a set of texts is another one in every process.
    assert Counter(told) == Counter(_expected_clashes(timetable.slots))
