"""The floor: a page for each session and person, and the pages that list them, in reStructuredText and no extension.

A page for each record is ``:orphan:``, here and wherever else it is a document: it stands in no toctree, so that no
sidebar has to list thousands of pages on each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from restructured import (
    heading,
    home,
    person_line,
    person_text,
    related_sessions,
    schedule_table,
    session_facts,
    session_text,
    to_page,
    write_pages,
)
from synthetic import Event, page_of, schedule_page

ORPHAN = ':orphan:'


def write_site(event: Event, folder: Path, theme: str) -> None:
    """Write the pages, or those that have changed."""
    write_pages(event, folder, theme, _pages(event))


def _pages(event: Event) -> Iterator[tuple[str, Iterable[str]]]:
    numbered = list(enumerate(event.days, start=1))
    yield 'index', home(event, [*(schedule_page(number) for number, _ in numbered), 'speakers'])
    yield (
        'speakers',
        [heading('Speakers', '='), '\n'.join(person_line(person, to_page) for person in event.people.values())],
    )
    for number, day in numbered:
        table = schedule_table(event, day, event.sessions_on(day), to_page)
        yield schedule_page(number), [heading(f'Day {number}', '='), table]
    for session in event.sessions:
        text = [*session_facts(event, session), *session_text(event, session, to_page)]
        text += related_sessions(event, session, to_page)
        yield page_of('session', session.ident), [ORPHAN, heading(session.title, '='), *text]
    for ident, sessions in event.sessions_by_person.items():
        person = event.people[ident]
        text = person_text(person, sessions, to_page)
        yield page_of('person', ident), [ORPHAN, heading(person.name, '='), *text]
