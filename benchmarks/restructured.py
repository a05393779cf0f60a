"""The parts of the pages in reStructuredText, as an author writes them: tables, headings, links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import TypeAlias

from docutils.utils import column_width
from prose import Block, written
from synthetic import Event, Person, Session, page_of, write_if_changed
from wording import (
    DOT,
    LINKS,
    day_and_hours,
    day_and_time,
    duration,
    from_to,
    hours,
    kind_and_track,
    listed,
    long_date,
    names_only,
    related,
    role_in_brackets,
    roles_in_brackets,
    when_and_where,
    zone_offset,
)

#: Writes a link inside the site: to a ``session`` or ``person``, by its id, with these words.
Refer: TypeAlias = Callable[[str, str, str], str]

#: Without the theme's "view source", which would count the size of the sources as the site's.
_CONF = """\
project = {title!r}
author = {author!r}
html_title = project
html_theme = {theme!r}
html_copy_source = False
html_show_sourcelink = False
"""


def write_conf(event: Event, folder: Path, theme: str, more: str = '') -> None:
    """Write ``conf.py`` as for a site without the extension; ``more`` is what an extension needs in it."""
    folder.mkdir(parents=True, exist_ok=True)
    hosts = ', '.join(event.people[ident].name for ident in event.hosts)
    write_if_changed(folder / 'conf.py', _CONF.format(title=event.title, author=hosts, theme=theme) + more)


def write_pages(event: Event, folder: Path, theme: str, pages: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Write the configuration of a site without any extension, and its pages, or those that have changed."""
    write_conf(event, folder, theme)
    for name, blocks in pages:
        write_page(folder, name, blocks)


def write_page(folder: Path, name: str, blocks: Iterable[str]) -> None:
    """Write a page, unless it says so already."""
    path = folder / f'{name}.rst'
    path.parent.mkdir(parents=True, exist_ok=True)
    write_if_changed(path, '\n\n'.join(blocks) + '\n')


def home(event: Event, pages: list[str]) -> Iterator[str]:
    """The first page, from where ``pages`` are reached."""
    yield heading(event.title, '=')
    yield event.summary
    hosts = [
        f'{link(person.name, person.url)} ({person.affiliation.short})'
        for person in (event.people[ident] for ident in event.hosts)
    ]
    facts = {
        'Date and time': from_to(event),
        'Location': f'{event.venue}, {event.city}',
        'Hosted by': listed(hosts),
    }
    yield '\n'.join(f':{name}: {fact}' for name, fact in facts.items())
    yield prose(event.description)
    yield toctree(pages)


def schedule_table(event: Event, day: date, sessions: Sequence[Session], refer: Refer) -> str:
    """A day's sessions, each with a row."""
    rows = [_row(*([name] for name in (f'Time ({zone_offset(day)})', 'Topic', 'Presenter', 'Room', 'Track')))]
    for session in sessions:
        rows.append(
            _row(
                [hours(session), duration(session)],
                [refer('session', session.ident, session.title)],
                (_names if names_only(sessions) else presenters)(event, session, refer),
                [event.rooms[session.room]],
                [event.tracks[session.track]] if session.track else [],
            )
        )
    options = '   :header-rows: 1\n   :widths: 20 42 38 14 14'
    return f'.. list-table:: {long_date(day)} ({zone_offset(day)})\n{options}\n\n' + indent('\n'.join(rows), '   ')


def _row(*cells: list[str]) -> str:
    """A row of a list table; each cell is a list of paragraphs."""
    items = [indent('\n\n'.join(cell), '    ').replace('    ', '  - ', 1) if cell else '  -' for cell in cells]
    return '\n'.join(items).replace('  - ', '* - ', 1)


def session_facts(event: Event, session: Session) -> Iterator[str]:
    """What a session says below its title, before its people."""
    yield when_and_where(event, session)
    if about := kind_and_track(event, session):
        yield about


def session_text(event: Event, session: Session, refer: Refer) -> Iterator[str]:
    """What a session says below its facts."""
    yield from presenters(event, session, refer)
    if session.abstract:
        yield prose(session.abstract)
    if session.slides:
        yield '**Materials**'
        yield f'- {link("Slides", session.slides)}'


def related_sessions(event: Event, session: Session, refer: Refer) -> Iterator[str]:
    """What stands below a session on a page of its own."""
    for title, sessions in related(event, session).items():
        yield f'.. rubric:: {title}'
        lines = [refer('session', other.ident, other.title) + DOT + day_and_time(other) for other in sessions]
        yield '\n'.join(f'- {line}' for line in lines)


def presenters(event: Event, session: Session, refer: Refer) -> list[str]:
    """The people of a session: for each a line with the name and one about them."""
    blocks = []
    for ident, role in session.people:
        person = event.people[ident]
        blocks += [refer('person', ident, person.name) + role_in_brackets(role), affiliation_line(person)]
    return blocks


def _names(event: Event, session: Session, refer: Refer) -> list[str]:
    """The people of a session on one line, if there are any."""
    named = (
        refer('person', ident, event.people[ident].name) + role_in_brackets(role) for ident, role in session.people
    )
    return list(filter(None, [', '.join(named)]))


def person_text(person: Person, sessions: Iterable[Session], refer: Refer) -> Iterator[str]:
    """What a person's entry says below the name."""
    yield affiliation_line(person)
    links = [link('Homepage', person.url)] if person.url else []
    links += [link(LINKS[name], address) for name, address in person.links.items()]
    if links:
        yield DOT.join(links)
    yield prose(person.bio)
    lines = [
        refer('session', session.ident, session.title)
        + roles_in_brackets(session, person)
        + DOT
        + day_and_hours(session)
        for session in sessions
    ]
    yield '\n'.join(f'- {line}' for line in lines)


def person_line(person: Person, refer: Refer) -> str:
    """A person in the list of all."""
    return f'- {refer("person", person.ident, person.name)}, {affiliation_line(person)}'


def to_page(kind: str, ident: str, text: str) -> str:
    """A link to the page of a session or person, where each has one."""
    return f':doc:`{text} </{page_of(kind, ident)}>`'


def affiliation_line(person: Person) -> str:
    """What somebody is, and where."""
    return f'{person.position}, {link(person.affiliation.name, person.affiliation.url)}'


def heading(text: str, mark: str) -> str:
    """A heading; the mark tells its level."""
    return f'{text}\n{mark * column_width(text)}'


def link(text: str, address: str) -> str:
    """A link to outside; only the text where there is no address."""
    return f'`{text} <{address}>`__' if address else text


def toctree(pages: Iterable[str]) -> str:
    """A list of pages, which builds the site's navigation."""
    return '.. toctree::\n   :maxdepth: 1\n\n' + indent('\n'.join(pages), '   ')


def prose(text: tuple[Block, ...]) -> str:
    """Running text."""
    return written(text, '``', link)
