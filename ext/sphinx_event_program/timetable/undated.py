"""Days that begin without their date: one mistake, after which every session seems to be in another's way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from sphinx_event_program.model.program import Program
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.problems import Kind, Problem
from sphinx_event_program.timetable.slots import Slot


class Stretches:
    """The sessions of a list in stretches, in which each room's times only go on.

    Where a time without a date goes back in its room, the author may have gone on with the
    next day. ``slots`` are in the order of the list.
    """

    def __init__(self, slots: Iterable[Slot]) -> None:
        self._heads: list[Slot | None] = [None]
        self._number: dict[str, int] = {}
        last: dict[str | None, datetime] = {}
        for slot in slots:
            if slot.start is not None and not isinstance(slot.room, Tbd):
                before = last.get(slot.room)
                if isinstance(slot.session.start, time) and before is not None and slot.start < before:
                    self._heads.append(slot)
                    last.clear()
                last[slot.room] = slot.start
            self._number[slot.session.id] = len(self._heads) - 1

    def number(self, slot: Slot) -> int:
        """In which stretch a session is, from 0."""
        return self._number.get(slot.session.id, 0)

    def head(self, one: Slot, other: Slot) -> Slot | None:
        """What may begin a day between two sessions; None if they are of one stretch."""
        first, second = sorted((self.number(one), self.number(other)))
        return None if first == second else self._heads[second]


def undated_day(program: Program, head: Slot, days: int, message: str, others: int) -> Problem:
    """The one problem of a day whose date is missing: its first clash, and how many ``others`` there are.

    ``days`` is how many days without a date there are up to it.
    """
    if others:
        message += f', and so on: {others} more clash'
    hint = 'move or shorten one of them'
    if head.start is not None:
        next_day = f'{head.start.date() + timedelta(days=days)} {head.start:%H:%M}'
        hint = f"if another day begins with {head.session.id!r}, write its date: 'start: {next_day}'"
    return Problem(program.place('sessions', head.session.id, 'start'), message, hint, Kind.CLASH)


def is_of_one_day(program: Program) -> bool:
    """Whether an event begins and ends on one day, so that no other can be meant."""
    first, latest = program.event.first_day, program.event.latest
    return first is not None and latest is not None and (latest - timedelta(minutes=1)).date() == first
