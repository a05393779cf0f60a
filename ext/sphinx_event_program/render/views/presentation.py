"""Presentation, which every view is given, and the small pieces that views share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from docutils import nodes
from sphinx.addnodes import pending_xref

from sphinx_event_program.edition import Edition
from sphinx_event_program.model.event import Room, Track
from sphinx_event_program.model.formulas import readable
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import Session, SessionStatus
from sphinx_event_program.model.values import Tbd, Withheld
from sphinx_event_program.render.formulas import with_formulas
from sphinx_event_program.render.markdown import to_nodes
from sphinx_event_program.render.nodes import event_formula, event_moment
from sphinx_event_program.render.translations import Wording, label
from sphinx_event_program.timetable import Slot

RANGE_DASH = '\N{EN DASH}'
# Held to the word before it: no line begins with a dot.
SEPARATOR = '\N{NO-BREAK SPACE}\N{MIDDLE DOT} '


class PictureFile(NamedTuple):
    """One of the files of a square picture, by its image URI."""

    uri: str
    media_type: str
    side_px: int


class LogoFile(NamedTuple):
    """A logo by its image URI, and how wide it is shown, in CSS pixels."""

    uri: str
    width_px: int


@dataclass(frozen=True)
class Presentation:
    """An edition, the words for it, and where its files are, as URIs that Sphinx takes.

    ``portrait`` gives the files of a person's portrait, from the smallest on; none
    if there is no photo that can be used. ``qr_code`` gives the code of an address,
    ``material`` a file of the data folder, ``logo`` a logo in it, None if it cannot be used.
    """

    edition: Edition
    wording: Wording
    portrait: Callable[[Person], tuple[PictureFile, ...]]
    qr_code: Callable[[str], str]
    material: Callable[[str], str]
    logo: Callable[[str], LogoFile | None]


def text_or_tbd(value: str | Tbd | Withheld, wording: Wording) -> nodes.Node:
    """A text, or what stands for one that is not known or not for everybody."""
    if isinstance(value, Tbd):
        return nodes.inline('', wording.tbd, classes=['event-tbd'])
    if isinstance(value, Withheld):
        return nodes.inline('', wording.withheld, classes=['event-withheld'])
    return nodes.Text(value)


def plain(value: str | Tbd, wording: Wording) -> str:
    """The same, where only letters can be (a title, an index entry)."""
    return wording.tbd if isinstance(value, Tbd) else value


def title_nodes(title: str | Tbd | Withheld, wording: Wording) -> list[nodes.Node]:
    """The title of a session, with its formulas."""
    return with_formulas(title) if isinstance(title, str) else [text_or_tbd(title, wording)]


def plain_title(title: str | Tbd, wording: Wording) -> str:
    """The same, where only letters can be."""
    return readable(plain(title, wording))


def linked(content: nodes.Node, address: str | Tbd | None, *, on_paper: bool = False) -> nodes.Node:
    """``content`` as a link to an outer address, if there is one; ``on_paper`` the address stands behind it."""
    if not isinstance(address, str):
        return content
    link_options = {'show_address': True} if on_paper else {}
    return nodes.reference('', '', content, refuri=address, internal=False, **link_options)


def markdown(text: str | Tbd, wording: Wording) -> list[nodes.Element]:
    """The blocks of a Markdown text, or the line that it is to be announced."""
    if isinstance(text, Tbd):
        return [nodes.paragraph('', '', text_or_tbd(text, wording))]
    return to_nodes(text)


def paragraph(*parts: nodes.Node, name: str) -> nodes.paragraph:
    """A paragraph that style sheets know as ``name``."""
    return nodes.paragraph('', '', *parts, classes=[name])


def subtitle(text: str | Tbd, wording: Wording) -> nodes.paragraph:
    """A session's subtitle, a line of its own."""
    return nodes.paragraph('', '', nodes.inline('', '', *title_nodes(text, wording), classes=['event-subtitle']))


def joined(parts: Iterable[list[nodes.Node]], separator: str = SEPARATOR) -> list[nodes.Node]:
    """Pieces of a line, with ``separator`` between those that are not empty."""
    line: list[nodes.Node] = []
    for part in parts:
        if part and line:
            line.append(nodes.Text(separator))
        line.extend(part)
    return line


def time(moment_shown: datetime, wording: Wording) -> event_moment:
    """A time of day, with its machine form behind it."""
    return event_moment('', wording.time(moment_shown), datetime=moment_shown.isoformat(timespec='minutes'))


def time_range(
    start: datetime | None,
    end: datetime | None,
    wording: Wording,
    *,
    day: date | None = None,
    machine_form: bool = True,
) -> list[nodes.Node]:
    """``13:00–13:10``; the start alone while the end is not known.

    What is past the midnight of ``day``, by default that of the start, is marked: ``(+1)``.
    ``machine_form`` can be left out where a line leads to what has it: pages have such lines
    by the hundred.
    """
    if start is None:
        return [nodes.inline('', wording.tbd, classes=['event-tbd'])]
    moments = [start] if end is None else [start, end]
    points: list[list[nodes.Node]] = [
        [time(moment, wording) if machine_form else nodes.Text(wording.time(moment))] for moment in moments
    ]
    # As one piece, so that no line ends within it.
    line: list[nodes.Node] = [nodes.inline('', '', *joined(points, RANGE_DASH), classes=['event-range'])]
    if (days := (moments[-1].date() - (day or start.date())).days) > 0:
        line.append(nodes.Text(f' (+{days})'))
    return line


def hours(slot: Slot, wording: Wording, *, machine_form: bool = True) -> list[nodes.Node]:
    """When a slot starts and ends, on its day of the program."""
    return time_range(slot.start, slot.end, wording, day=slot.day, machine_form=machine_form)


def duration(slot: Slot, wording: Wording) -> list[nodes.Node]:
    """How long a slot lasts, in its parts; nothing if the author said nothing, and for a point in time."""
    if slot.is_moment:
        return []
    match slot.duration:
        case None:
            return []
        case Tbd() as unknown:
            return [text_or_tbd(unknown, wording)]
        case known:
            return [nodes.inline('', wording.duration(known), classes=['event-duration'])]


def status_mark(session: Session) -> list[nodes.Node]:
    """A word for a session that does not simply take place as planned."""
    if isinstance(session.status, Tbd) or session.status is SessionStatus.CONFIRMED:
        return []
    return [nodes.inline('', label(session.status), classes=['event-status', f'event-status--{session.status}'])]


def struck_if_cancelled(title: nodes.Element, session: Session) -> nodes.Element:
    """The title of a session, which style sheets strike out if it does not take place."""
    if session.status is SessionStatus.CANCELLED:
        title['classes'].append('event-title--cancelled')
    return title


def session_link(session: Session, wording: Wording, text: str | None = None) -> pending_xref:
    """A session's title, which leads to its entry on the site if it has one."""
    link = record_link('session', session.id, plain_title(session.title, wording) if text is None else text)
    parts = title_nodes(session.title, wording) if text is None else []
    if any(isinstance(part, event_formula) for part in parts):
        # Whatever resolves the link takes its first node.
        link[:] = [nodes.inline('', '', *parts)]
    return link


def person_link(person: Person, wording: Wording, text: str | None = None) -> pending_xref:
    """A person's name, which leads to the entry on the site, or else to their own page."""
    reference = record_link('person', person.id, plain(person.name, wording) if text is None else text)
    if isinstance(person.url, str):
        reference['event:elsewhere'] = person.url
    return reference


def room_link(room: Room, wording: Wording, text: str | None = None) -> pending_xref:
    """A room's name, which leads to its page if it has one."""
    return record_link('room', room.id, plain(room.name, wording) if text is None else text)


def track_link(track: Track, wording: Wording, text: str | None = None) -> pending_xref:
    """A track's name, which leads to its page if it has one."""
    return record_link('track', track.id, plain(track.name, wording) if text is None else text)


def tag_link(tag: str, wording: Wording, text: str | None = None) -> pending_xref:
    """A tag, which leads to its page if it has one."""
    return record_link('tag', tag, tag if text is None else text)


def day_link(day: date, wording: Wording, text: str | None = None) -> pending_xref:
    """A day, which leads to its page if it has one."""
    return record_link('day', day.isoformat(), wording.date(day) if text is None else text)


def record_link(kind: str, ident: str, text: str) -> pending_xref:
    """A text that leads to a record, if the site shows it; no news if it does not."""
    return pending_xref(
        '',
        nodes.Text(text),
        refdomain='event',
        reftype=kind,
        reftarget=ident,
        refexplicit=True,
        refwarn=False,
    )


def in_language(element: nodes.Element, language: str | Tbd | None, page: str) -> nodes.Element:
    """``element``, marked as being in ``language`` if the page's is another (docutils: ``language-…``)."""
    if isinstance(language, str) and language.partition('-')[0].lower() != page.partition('_')[0].lower():
        element['classes'].append(f'language-{language}')
    return element
