"""An event as it is published: its program, its timetable, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx_event_program.model.event import Audience, Online
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.values import WITHHELD, Tbd
from sphinx_event_program.problems import Problem
from sphinx_event_program.reading import load
from sphinx_event_program.timetable import Timetable, arrange

_ONLINE_SECRETS = ('url', 'meeting_id', 'passcode')


@dataclass(frozen=True)
class Edition:
    """What every page and file is made of.

    What is not for the public is not in it: neither a view nor an export can
    leak what it never had.
    """

    program: Program
    timetable: Timetable
    folder: Path


def open_edition(folder: Path) -> tuple[Edition | None, tuple[Problem, ...]]:
    """Read and arrange the event in a data folder, for the public.

    The edition is None if ``event.yaml`` cannot be used at all; the problems are
    sorted by place.
    """
    program, problems = load(folder)
    if program is None:
        return None, _by_place(problems)
    program = _for_the_public(program)
    timetable = arrange(program)
    return Edition(program, timetable, folder), _by_place((*problems, *timetable.problems))


def _by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda one: (str(one.where.path), one.where.line or 0, one.where.column or 0)))


def _for_the_public(program: Program) -> Program:
    event = program.event
    online = event.online
    if isinstance(online, Online) and online.audience is not Audience.PUBLIC:
        withheld = {name: WITHHELD for name in _ONLINE_SECRETS if not isinstance(getattr(online, name), Tbd | None)}
        event = event.model_copy(update={'online': online.model_copy(update=withheld)})
    people = {
        ident: person if person.publish_email else person.model_copy(update={'email': None})
        for ident, person in program.people.items()
    }
    return replace(program, event=event, people=people)
