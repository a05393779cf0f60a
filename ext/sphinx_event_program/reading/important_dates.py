"""Checks of the dates before an event: each name once, and no former date that still holds."""

from __future__ import annotations

from sphinx_event_program.model.dates import ImportantDate
from sphinx_event_program.model.problems import Kind, Problem
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.values import Tbd, quoted_text


def checked_dates(program: Program, problems: list[Problem]) -> tuple[ImportantDate, ...] | Tbd:
    """The dates of the event without those that bear the name of an earlier one: calendars know them by it."""
    dates = program.event.dates
    if isinstance(dates, Tbd):
        return dates
    names: set[str] = set()
    kept = []
    for index, one in enumerate(dates):
        steps = 'event', 'dates', str(index)
        if isinstance(one.name, str) and one.name in names:
            message = f'the name {quoted_text(one.name)} is given to two dates'
            hint = "call one otherwise; if the date has changed, write the former one as 'was'"
            problems.append(Problem(program.place(*steps, 'name'), message, hint, Kind.DUPLICATE_KEY))
            continue
        if isinstance(one.name, str):
            names.add(one.name)
        if not isinstance(one.date, Tbd) and one.date in one.former:
            message = "'was' is the date that holds"
            problems.append(
                Problem(program.place(*steps, 'was'), message, "write the former date, or remove 'was'", Kind.ALIKE)
            )
            one = one.model_copy(update={'was': tuple(day for day in one.former if day != one.date)})
        kept.append(one)
    return tuple(kept)
