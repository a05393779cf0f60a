"""A day as a grid: rooms beside each other, times below each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sphinx_event_program.model.session import SessionKind
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.timetable import Slot
from sphinx_event_program.timetable.slots import Where, elapsed, later

#: Kinds of sessions that nobody holds: if nothing else happens meanwhile, it is for all rooms.
_FOR_ALL = frozenset({SessionKind.BREAK, SessionKind.REGISTRATION, SessionKind.SOCIAL})

#: Duration of a slot without a known end, unless the next one in its room begins earlier.
_UNKNOWN = timedelta(minutes=30)

#: Places of a slot without a room.
_OWN_PLACE = (None,)

#: The least that a slot lasts.
_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """Slots of one place that overlap, mostly one; where it begins, from 0, and over how many columns and rows."""

    column: int
    columns: int
    row: int
    rows: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """``times`` are where rows begin, and last where the grid ends."""

    rooms: tuple[Where, ...]
    times: tuple[datetime, ...]
    cells: tuple[Cell, ...]

    @property
    def minutes(self) -> tuple[int, ...]:
        """How long each row lasts."""
        pairs = zip(self.times, self.times[1:], strict=False)
        return tuple(int(elapsed(start, end).total_seconds()) // 60 for start, end in pairs)

    @property
    def labelled(self) -> frozenset[int]:
        """The rows at which something begins, or at which nothing goes on: a gap is told by its time, too."""
        covered = {row for cell in self.cells for row in range(cell.row, cell.row + cell.rows)}
        # Not the end that was assumed where none is known.
        ends = {slot.end for cell in self.cells for slot in cell.slots}
        gaps = {row for row in range(len(self.times) - 1) if row not in covered and self.times[row] in ends}
        return frozenset(cell.row for cell in self.cells) | gaps


def rooms_of(slots: Iterable[Slot], order: Sequence[str]) -> tuple[Where, ...]:
    """The places in which slots are: the event's own, the rooms in their order, and at last those not known."""
    slots = list(slots)
    for_all = breaks_for_all(slots)
    met = {room for slot in slots if slot.session.id not in for_all for room in slot.rooms}
    own: tuple[Where, ...] = (None,) if None in met else ()
    return (*own, *(room for room in order if room in met), *((Tbd.TBD,) if Tbd.TBD in met else ()))


def breaks_for_all(slots: Sequence[Slot]) -> frozenset[str]:
    """Ids of the breaks without a room beside sessions in rooms: while nothing else happens, they are for all."""
    in_rooms = [slot for slot in slots if slot.rooms != _OWN_PLACE]
    if not in_rooms:
        return frozenset()
    others = [(slot.start, slot.end or slot.start) for slot in in_rooms]
    return frozenset(
        slot.session.id
        for slot in slots
        if slot.rooms == _OWN_PLACE
        and slot.session.kind in _FOR_ALL
        and slot.start is not None
        and not any(
            start is not None
            and end is not None
            and start < (slot.end or later(slot.start, _MOMENT))
            and slot.start < end
            for start, end in others
        )
    )


def grid_of(slots: Sequence[Slot], rooms: Sequence[Where]) -> Grid:
    """Slots with known starts, as far as they are in ``rooms``."""
    for_all = breaks_for_all(slots)
    columns = {room: index for index, room in enumerate(rooms)}
    placed = [
        (columns[room], start, end, cluster)
        for room in rooms
        for start, end, cluster in _clusters(
            [slot for slot in slots if room in slot.rooms and slot.session.id not in for_all]
        )
    ]
    begins = sorted(slot.start for slot in slots if slot.start is not None)
    for slot in slots:
        if slot.session.id in for_all and slot.start is not None:
            following = next((moment for moment in begins if moment > slot.start), None)
            until = slot.end or min(filter(None, (later(slot.start, _UNKNOWN), following)))
            placed.append((0, slot.start, until, (slot,)))
    times = sorted({moment for _, start, end, _ in placed for moment in (start, end)})
    row_of = {moment: row for row, moment in enumerate(times)}
    cells = []
    for column, start, end, cluster in placed:
        alone = all(
            other is cluster or other_end <= start or other_start >= end for _, other_start, other_end, other in placed
        )
        wide = alone and all(slot.session.kind in _FOR_ALL for slot in cluster)
        row = row_of[start]
        cells.append(Cell(0 if wide else column, len(rooms) if wide else 1, row, row_of[end] - row, cluster))
    return Grid(tuple(rooms), tuple(times), tuple(_joined(cells)))


def _clusters(slots: Sequence[Slot]) -> Iterator[tuple[datetime, datetime, tuple[Slot, ...]]]:
    """Slots of one room: those that overlap come together."""
    ordered = [(slot, slot.start) for slot in slots if slot.start is not None]
    cluster: list[Slot] = []
    begin = until = None
    for number, (slot, start) in enumerate(ordered):
        following = ordered[number + 1][1] if number + 1 < len(ordered) else None
        end = slot.end or later(start, _UNKNOWN)
        if slot.end is None and following is not None and start < following < end:
            end = following
        if until is not None and begin is not None and start >= until:
            yield begin, until, tuple(cluster)
            cluster, begin, until = [], None, None
        cluster.append(slot)
        begin = begin or start
        until = end if until is None else max(until, end)
    if begin is not None and until is not None:
        yield begin, until, tuple(cluster)


def _joined(cells: list[Cell]) -> Iterator[Cell]:
    """What is in several rooms, as one cell where they are neighbours; so is a break written for each."""
    cells = sorted(cells, key=lambda cell: (cell.row, cell.column))
    while cells:
        first = cells.pop(0)
        while (following := next((cell for cell in cells if _continues(first, cell)), None)) is not None:
            cells.remove(following)
            first = Cell(first.column, first.columns + following.columns, first.row, first.rows, first.slots)
        yield first


def _continues(first: Cell, other: Cell) -> bool:
    """Whether ``other`` is the same in the next room."""
    if (other.row, other.rows, other.column) != (first.row, first.rows, first.column + first.columns):
        return False
    return first.slots == other.slots or (
        len(first.slots) == len(other.slots) == 1
        and first.slots[0].session.kind in _FOR_ALL
        and first.slots[0].session.title == other.slots[0].session.title
        and first.slots[0].session.status == other.slots[0].session.status
    )
