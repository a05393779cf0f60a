"""An event as it is published: its program and its timetable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx_event_program.model.event import Audience
from sphinx_event_program.model.program import Program
from sphinx_event_program.timetable import Timetable


@dataclass(frozen=True)
class Edition:
    """Program and timetable that every page and file is made of.

    What is not for its audience is not in it: neither a view nor an export can
    leak what it never had. Only the times are as if all sessions were published.
    """

    program: Program
    timetable: Timetable
    folder: Path
    audience: Audience = Audience.PUBLIC
    unpublished_count: int = 0
    """How many sessions are not in it because nobody may know of them yet."""

    def records(self, kind: str) -> Mapping[str, object]:
        """Records that a page can refer to, by id; of the kinds session, person, room, track, tag and day."""
        program = self.program
        of_kind: dict[str, Mapping[str, object]] = {
            'session': program.sessions_by_id,
            'person': program.people,
            'room': program.rooms,
            'track': program.tracks,
            'tag': program.tags,
            'day': self.timetable.dates,
        }
        return of_kind[kind]
