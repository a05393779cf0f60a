"""How to attend a session or watch it, and what a room is like: short facts for one line."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinx_event_program.model.event import Room
from sphinx_event_program.model.session import Session
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.translations import Wording, _, counted
from sphinx_event_program.render.views.presentation import Presentation, joined, linked, paragraph, text_or_tbd
from sphinx_event_program.timetable import Slot

#: One fact of a line.
Piece = list[nodes.Node]


def attending(slot: Slot, presentation: Presentation) -> Iterable[Piece]:
    """Places and booking, then where to watch, to talk and to ask; empty pieces for what is not given."""
    session, wording = slot.session, presentation.wording
    stream = presentation.edition.program.stream_of(session, slot.rooms)
    yield _full(session)
    yield address(_('Register'), session.registration, wording)
    yield capacity(session.capacity, wording)
    yield address(_('Watch live'), stream, wording)
    yield _recording(session, wording)
    yield address(_('Chat'), session.chat, wording)
    yield address(_('Ask a question'), session.questions, wording)


def room_facts(room: Room, presentation: Presentation) -> list[nodes.Node]:
    """A line about a room, for its page; nothing if the author said nothing."""
    wording = presentation.wording
    line = joined(
        (
            text(_('Floor'), room.floor, wording),
            text(_('Address'), room.address, wording),
            capacity(room.capacity, wording),
            step_free(room.step_free, wording),
            address(_('Map'), room.map_url, wording),
            address(_('Watch live'), room.stream, wording),
        )
    )
    return [paragraph(*line, name='event-room__facts')] if line else []


def address(name: str, uri: str | Tbd | None, wording: Wording) -> Piece:
    """A word that leads to an address; while that is not known, the word says of what."""
    if isinstance(uri, Tbd):
        return _open(name, wording)
    return [] if uri is None else [linked(nodes.Text(name), uri, on_paper=True)]


def text(name: str, value: str | Tbd | None, wording: Wording) -> Piece:
    """A text that says by itself what it is of; while it is not known, its name does."""
    if isinstance(value, Tbd):
        return _open(name, wording)
    return [] if value is None else [nodes.Text(value)]


def capacity(people: int | Tbd | None, wording: Wording) -> Piece:
    """For how many people there is room."""
    if isinstance(people, Tbd):
        return _open(_('Places'), wording)
    return [] if people is None else [nodes.Text(counted('%(number)d place', '%(number)d places', people))]


def step_free(answer: bool | Tbd | None, wording: Wording) -> Piece:
    """Whether one gets somewhere without a step."""
    if isinstance(answer, Tbd):
        return _open(_('Step-free access'), wording)
    if answer is None:
        return []
    return [nodes.Text(_('Step-free access') if answer else _('No step-free access'))]


def _full(session: Session) -> Piece:
    return [nodes.inline('', _('Fully booked'), classes=['event-full'])] if session.full else []


def _recording(session: Session, wording: Wording) -> Piece:
    """The recording with its licence, or that there is none."""
    if session.do_not_record is True:
        return [nodes.Text(_('Not recorded'))]
    if session.recording is None and isinstance(session.do_not_record, Tbd):
        return _open(_('Recording'), wording)
    line = address(_('Recording'), session.recording, wording)
    if session.license is None:
        return line
    return joined((line or [nodes.Text(_('Recording'))], [text_or_tbd(session.license, wording)]), ': ')


def _open(name: str, wording: Wording) -> Piece:
    return [nodes.Text(f'{name}: '), text_or_tbd(Tbd.TBD, wording)]
