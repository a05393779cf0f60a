"""What today's directives are measured with: the sessions of each room and day on one page, and everybody on one.

Entries are sections with labels, and links lead to these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from restructured import (
    heading,
    home,
    person_text,
    schedule_table,
    session_facts,
    session_text,
    toctree,
    write_pages,
)
from synthetic import Event, Session, schedule_page, sessions_page


def write_site(event: Event, folder: Path, theme: str) -> None:
    """Write the pages, or those that have changed."""
    write_pages(event, folder, theme, _pages(event))


def _pages(event: Event) -> Iterator[tuple[str, Iterable[str]]]:
    numbered = list(enumerate(event.days, start=1))
    yield 'index', home(event, [*(schedule_page(number) for number, _ in numbered), 'sessions', 'speakers'])
    of_rooms = [sessions_page(number, room) for number, _ in numbered for room in event.rooms]
    yield 'sessions', [heading('Sessions', '='), toctree(of_rooms)]
    yield 'speakers', [heading('Speakers', '='), *_speakers(event)]
    for number, day in numbered:
        of_day = event.sessions_on(day)
        tables = [schedule_table(event, day, of_day, _refer)] if of_day else []
        yield schedule_page(number), [heading(f'Day {number}', '='), *tables]
        for room, name in event.rooms.items():
            entries = [block for session in of_day if session.room == room for block in _session(event, session)]
            yield sessions_page(number, room), [heading(f'Day {number}, {name}', '='), *entries]


def _session(event: Event, session: Session) -> Iterator[str]:
    yield f'.. _event-session-{session.ident}:'
    yield heading(session.title, '-')
    yield from session_facts(event, session)
    yield from session_text(event, session, _refer)


def _speakers(event: Event) -> Iterator[str]:
    """Everybody who speaks, in the order in which they do."""
    by_time = [session for day in event.days for session in event.sessions_on(day)]
    speaking = dict.fromkeys(ident for session in by_time for ident, role in session.people if role != 'chair')
    for ident in speaking:
        yield f'.. _event-person-{ident}:'
        yield heading(event.people[ident].name, '-')
        yield from person_text(event.people[ident], event.sessions_by_person[ident], _refer)


def _refer(kind: str, ident: str, text: str) -> str:
    return f':ref:`{text} <event-{kind}-{ident}>`'
