"""The same pages through sphinx-needs: each session and each person is a need, on a page of its own.

Of its ways to bring data in, this is the one that scales: a need is a directive, its
facts are fields, its text is its content. ``needimport`` reads the whole of a
``needs.json`` wherever it stands, so a page for each need would read all of them again.
The layouts show the facts that the other sites show, and no more than these, without
the buttons and icons of those that come with it. The schedule and the list of people
are ``needtable``: queries, as users write them, which name people by their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import indent

from by_hand import ORPHAN
from restructured import heading, home, person_text, related_sessions, session_text, write_conf, write_page
from synthetic import Event, Person, Session, page_of, schedule_page
from wording import duration, hours, kind_and_track, when_and_where

_CONF = """\
extensions = ['sphinx_needs']
needs_types = [
    {'directive': 'session', 'title': 'Session', 'prefix': 'S', 'color': '#ffffff', 'style': 'node'},
    {'directive': 'person', 'title': 'Person', 'prefix': 'P', 'color': '#ffffff', 'style': 'node'},
]
needs_id_regex = '[a-z0-9]{5,}'
needs_fields = {
    name: {'nullable': True}
    for name in (
        'day', 'position', 'hours', 'lasts', 'room', 'track', 'when_and_where', 'kind_and_track', 'affiliation'
    )
}
needs_links = {'presenters': {'incoming': 'presents', 'outgoing': 'is presented by'}}
needs_layouts = {
    'session': {
        'grid': 'simple',
        'layout': {'head': ['<<meta("when_and_where")>>'], 'meta': ['<<meta("kind_and_track")>>']},
    },
    'person': {'grid': 'content', 'layout': {}},
}
needs_role_need_template = '{{ title }}'
needs_role_need_max_title_length = -1
"""


def write_site(event: Event, folder: Path, theme: str) -> None:
    """Write configuration and pages, or what is new in them."""
    write_conf(event, folder, theme, _CONF)
    numbered = list(enumerate(event.days, start=1))
    write_page(folder, 'index', home(event, [*(schedule_page(number) for number, _ in numbered), 'speakers']))
    write_page(folder, 'speakers', [heading('Speakers', '='), _table('person', ('title', 'id', 'affiliation'))])
    for number, day in numbered:
        columns = ('hours', 'lasts', 'title', 'id', 'presenters', 'room', 'track')
        table = _table('session', columns, f' and day == "{number}"', sort='position')
        write_page(folder, schedule_page(number), [heading(f'Day {number}', '='), table])
        for position, session in enumerate(event.sessions_on(day)):
            page = _session(event, session, {'day': str(number), 'position': f'{position:05}'})
            write_page(folder, page_of('session', session.ident), page)
    for ident, sessions in event.sessions_by_person.items():
        write_page(folder, page_of('person', ident), _person(event.people[ident], sessions))


def _table(kind: str, columns: tuple[str, ...], condition: str = '', sort: str = 'id') -> str:
    options = {'filter': f'type == "{kind}"{condition}', 'columns': ', '.join(columns), 'sort': sort, 'style': 'table'}
    return '.. needtable::\n' + _options(options)


def _session(event: Event, session: Session, place: dict[str, str]) -> Iterator[str]:
    fields = {
        'id': session.ident,
        'layout': 'session',
        **place,
        'hours': hours(session),
        'lasts': duration(session),
        'room': event.rooms[session.room],
        'track': event.tracks[session.track] if session.track else '',
        'when_and_where': when_and_where(event, session),
        'kind_and_track': kind_and_track(event, session),
        'presenters': ', '.join(ident for ident, _ in session.people),
    }
    text = [*session_text(event, session, _refer), *related_sessions(event, session, _refer)]
    yield from _need('session', session.title, fields, text)


def _person(person: Person, sessions: list[Session]) -> Iterator[str]:
    fields = {
        'id': person.ident,
        'layout': 'person',
        'affiliation': f'{person.position}, {person.affiliation.name}',
    }
    yield from _need('person', person.name, fields, person_text(person, sessions, _refer))


def _need(kind: str, title: str, fields: dict[str, str], content: Iterable[str]) -> Iterator[str]:
    yield ORPHAN
    yield heading(title, '=')
    yield f'.. {kind}:: {title}\n{_options(fields)}'
    for block in content:
        yield indent(block, '   ')


def _options(values: dict[str, str]) -> str:
    return '\n'.join(f'   :{name}: {value}' for name, value in values.items() if value)


def _refer(kind: str, ident: str, text: str) -> str:
    return f':need:`{ident}`'
