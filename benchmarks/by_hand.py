"""The same site as an author writes it without the extension: every page, table and link in reStructuredText.

It shares the records with the other one, and nothing else: what a page says, and in
which words, is put together here a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from textwrap import indent
from zoneinfo import ZoneInfo

from docutils.utils import column_width
from prose import Block, Span, Style, wrapped
from synthetic import (
    CLOSES,
    OPENS,
    ZONE,
    Event,
    Person,
    Session,
    schedule_page,
    sessions_page,
    write_if_changed,
)

_CONF = """\
project = {title!r}
author = {author!r}
html_title = project
html_theme = {theme!r}
html_copy_source = False
html_show_sourcelink = False
"""

# What the extension writes between the parts of a line: held to the word before it.
_DOT = '\N{NO-BREAK SPACE}\N{MIDDLE DOT} '
_ROLES = {'chair': 'Chair', 'panelist': 'Panelist', 'instructor': 'Instructor'}
_KINDS = {'keynote': 'Keynote', 'panel': 'Panel', 'hands-on': 'Hands-on session', 'break': 'Break'}
_LINKS = {'orcid': 'ORCID', 'github': 'GitHub'}


def write_site(event: Event, folder: Path, theme: str) -> None:
    """Write the pages, or those that have changed."""
    folder.mkdir(parents=True, exist_ok=True)
    hosts = ', '.join(event.people[ident].name for ident in event.hosts)
    write_if_changed(folder / 'conf.py', _CONF.format(title=event.title, author=hosts, theme=theme))
    for name, blocks in _pages(event):
        write_if_changed(folder / f'{name}.rst', '\n\n'.join(blocks) + '\n')


def _pages(event: Event) -> Iterator[tuple[str, Iterable[str]]]:
    numbered = list(enumerate(event.days, start=1))
    yield 'index', _index(event)
    of_rooms = [sessions_page(number, room) for number, _ in numbered for room in event.rooms]
    yield 'sessions', [_heading('Sessions', '='), _toctree(of_rooms)]
    yield 'speakers', [_heading('Speakers', '='), *_speakers(event)]
    for number, day in numbered:
        of_day = sorted(
            (session for session in event.sessions if session.start.date() == day),
            key=lambda session: (session.start, list(event.rooms).index(session.room)),
        )
        yield schedule_page(number), [_heading(f'Day {number}', '='), *_schedule(event, day, of_day)]
        for room, name in event.rooms.items():
            entries = [block for session in of_day if session.room == room for block in _session(event, session)]
            yield sessions_page(number, room), [_heading(f'Day {number}, {name}', '='), *entries]


def _index(event: Event) -> Iterator[str]:
    yield _heading(event.title, '=')
    yield event.summary
    first, last = event.days[0], event.days[-1]
    offset = _offset(first)
    hosts = [
        f'{_link(person.name, person.url)} ({person.affiliation.short})'
        for person in (event.people[ident] for ident in event.hosts)
    ]
    yield '\n'.join(
        (
            f':Date and time: {_day(first)}, {OPENS:%H:%M} – {_day(last)}, {CLOSES:%H:%M} ({offset}, {ZONE})',
            f':Location: {event.venue}, {event.city}',
            f':Hosted by: {_listed(hosts)}',
        )
    )
    yield _rest(event.description)
    schedule = [schedule_page(number) for number in range(1, len(event.days) + 1)]
    yield _toctree([*schedule, 'sessions', 'speakers'])


def _schedule(event: Event, day: date, sessions: list[Session]) -> Iterator[str]:
    if not sessions:
        return
    rows = [_row(*([name] for name in (f'Time ({_offset(day)})', 'Topic', 'Presenter', 'Room', 'Track')))]
    for session in sessions:
        people = [block for ident, role in session.people for block in _presenter(event.people[ident], role)]
        rows.append(
            _row(
                [_hours(session), _duration(session)],
                [_ref('session', session.ident, session.title)],
                people,
                [event.rooms[session.room]],
                [event.tracks[session.track]] if session.track else [],
            )
        )
    options = '   :header-rows: 1\n   :widths: 20 42 38 14 14'
    yield f'.. list-table:: {_day(day)} ({_offset(day)})\n{options}\n\n' + indent('\n'.join(rows), '   ')


def _row(*cells: list[str]) -> str:
    """A row of a list table; each cell is a list of paragraphs."""
    items = [indent('\n\n'.join(cell), '    ').replace('    ', '  - ', 1) if cell else '  -' for cell in cells]
    return '\n'.join(items).replace('  - ', '* - ', 1)


def _session(event: Event, session: Session) -> Iterator[str]:
    yield _label('session', session.ident)
    yield _heading(session.title, '-')
    duration = _duration(session) + (' (talk + questions)' if len(session.minutes) == 2 else '')
    when = f'{_hours(session)} ({_offset(session.start.date())})'
    yield _DOT.join((_day(session.start.date()), when, duration, event.rooms[session.room]))
    track = event.tracks[session.track] if session.track else ''
    about = (_KINDS.get(session.kind, ''), track, session.level, ', '.join(session.tags))
    if any(about):
        yield _DOT.join(filter(None, about))
    for ident, role in session.people:
        yield from _presenter(event.people[ident], role)
    if session.abstract:
        yield _rest(session.abstract)
    if session.slides:
        yield '**Materials**'
        yield f'- {_link("Slides", session.slides)}'


def _presenter(person: Person, role: str) -> list[str]:
    """A person in a session: a line with the name and one about them."""
    name = _ref('person', person.ident, person.name) + (f' ({_ROLES[role]})' if role in _ROLES else '')
    return [name, _about(person)]


def _speakers(event: Event) -> Iterator[str]:
    """Everybody who speaks, in the order in which they do."""
    order = list(event.rooms)
    by_time = sorted(event.sessions, key=lambda session: (session.start, order.index(session.room)))
    speaking = dict.fromkeys(ident for session in by_time for ident, role in session.people if role != 'chair')
    of_person: dict[str, list[Session]] = {}
    for session in event.sessions:
        for ident, _ in session.people:
            of_person.setdefault(ident, []).append(session)
    for ident in speaking:
        yield from _speaker(event.people[ident], of_person[ident])


def _speaker(person: Person, sessions: list[Session]) -> Iterator[str]:
    yield _label('person', person.ident)
    yield _heading(person.name, '-')
    yield _about(person)
    links = [_link('Homepage', person.url)] if person.url else []
    links += [_link(_LINKS[name], address) for name, address in person.links.items()]
    if links:
        yield _DOT.join(links)
    yield _rest(person.bio)
    yield '\n'.join(f'- {_session_line(session, person)}' for session in sessions)


def _session_line(session: Session, person: Person) -> str:
    title = _ref('session', session.ident, session.title)
    roles = [role for ident, role in session.people if ident == person.ident]
    if all(role in _ROLES for role in roles):
        title += f' ({_listed([_ROLES[role] for role in roles])})'
    return _DOT.join((title, _day(session.start.date()), _hours(session), _duration(session)))


def _about(person: Person) -> str:
    return f'{person.position}, {_link(person.affiliation.name, person.affiliation.url)}'


def _hours(session: Session) -> str:
    return f'{session.start:%H:%M}–{session.end:%H:%M}'


def _duration(session: Session) -> str:
    return '+'.join(map(str, session.minutes)) + '\N{NO-BREAK SPACE}min'


def _day(day: date) -> str:
    return f'{day:%A}, {day:%B} {day.day}, {day.year}'


def _offset(day: date) -> str:
    """The zone's offset, in whole hours and east of Greenwich, as the synthetic event's is."""
    offset = datetime.combine(day, OPENS, ZoneInfo(ZONE)).utcoffset()
    return f'UTC+{offset.seconds // 3600}' if offset else 'UTC'


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f'{", ".join(words[:-1])}{"," * (len(words) > 2)} and {words[-1]}'


def _heading(text: str, mark: str) -> str:
    return f'{text}\n{mark * column_width(text)}'


def _label(kind: str, ident: str) -> str:
    return f'.. _{kind}-{ident}:'


def _ref(kind: str, ident: str, text: str) -> str:
    return f':ref:`{text} <{kind}-{ident}>`'


def _link(text: str, address: str) -> str:
    return f'`{text} <{address}>`__' if address else text


def _toctree(pages: list[str]) -> str:
    return '.. toctree::\n   :maxdepth: 1\n\n' + indent('\n'.join(pages), '   ')


def _rest(prose: tuple[Block, ...]) -> str:
    return '\n\n'.join(
        '\n'.join(wrapped(''.join(map(_inline, item)), bullet=block.bullets) for item in block.items) for block in prose
    )


def _inline(span: Span) -> str:
    match span.style:
        case Style.PLAIN:
            return span.text
        case Style.EMPHASIS:
            return f'*{span.text}*'
        case Style.STRONG:
            return f'**{span.text}**'
        case Style.CODE:
            return f'``{span.text}``'
        case Style.LINK:
            return _link(span.text, span.address)
