"""Sessions and people as plain values, for the templates of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeAlias

from synthetic import Event, Person, Session
from wording import (
    DOT,
    day_and_hours,
    day_and_time,
    duration,
    hours,
    long_date,
    names_only,
    related,
    role_in_brackets,
    roles_in_brackets,
    zone_offset,
)

#: A person as the list of all people has them.
Listed: TypeAlias = Callable[[Person], dict[str, str]]


def schedule(event: Event, day: date, listed: Listed) -> dict[str, Any]:
    """The schedule of a day."""
    offset, sessions = zone_offset(day), event.sessions_on(day)
    return {
        'caption': f'{long_date(day)} ({offset})',
        'offset': offset,
        'names_only': names_only(sessions),
        'sessions': [_row(event, session, listed) for session in sessions],
    }


def _row(event: Event, session: Session, listed: Listed) -> dict[str, Any]:
    return {
        'id': session.ident,
        'title': session.title,
        'hours': hours(session),
        'duration': duration(session),
        'people': presenters(event, session, listed),
        'room': event.rooms[session.room],
        'track': event.tracks[session.track] if session.track else '',
    }


def presenters(event: Event, session: Session, listed: Listed) -> list[dict[str, str]]:
    """The people of a session, with their roles."""
    return [{**listed(event.people[ident]), 'role': role_in_brackets(role)} for ident, role in session.people]


def related_sessions(event: Event, session: Session) -> list[dict[str, Any]]:
    """The sessions that a session leads to, below their headings."""
    return [
        {'heading': heading, 'sessions': [_named(other, DOT + day_and_time(other)) for other in sessions]}
        for heading, sessions in related(event, session).items()
    ]


def sessions_of(person: Person, sessions: Iterable[Session]) -> list[dict[str, str]]:
    """The sessions that a person has a part in."""
    return [_named(session, roles_in_brackets(session, person) + DOT + day_and_hours(session)) for session in sessions]


def _named(session: Session, when: str) -> dict[str, str]:
    return {'id': session.ident, 'title': session.title, 'when': when}
