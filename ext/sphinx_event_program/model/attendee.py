"""Attendees: who comes, of a list that is for badges and certificates, and never published."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_event_program.model.person import Person


class Attendee(NamedTuple):
    """Somebody of the list; ``role`` is what the badge says, None if the list does not tell."""

    person: Person
    role: str | None
