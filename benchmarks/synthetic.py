"""A made-up event of any size, and its data files. The same seed gives the same event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import yaml
from prose import Author, Block, as_markdown, words

ZONE = 'Europe/Zurich'
FIRST_DAY = date(2026, 9, 14)
OPENS, CLOSES = time(9, 0), time(22, 0)
_FOLDERS = {'session': 'sessions', 'person': 'people'}
#: How many sessions a room has on a day, on average.
SESSIONS_A_DAY = 10

GIVEN_NAMES = words(
    'Ada Aisha Akira Ana Andrés Anja Arjun Beatriz Björn Carlos Chiara Chidi Chloé Daniel Elif Emeka Emily Fatima '
    'Felix François Giulia Grace Hana Hassan Ines Ivan Jae-Hyun Jana João Kateřina Lars Leila Liam Lin Lucía Marek '
    'Maya Mei Minh Nadia Noah Olga Omar Priya Quentin Rosa Rüdiger Samir Sara Søren Tomás Uma Viktor Wei Xin Yuki'
)
FAMILY_NAMES = words(
    'Abe Ahmed Almeida Andersson Bakker Banerjee Becker Bianchi Bose Chen Choi Costa Dubois Díaz Eriksen Fernández '
    'Fischer García Gupta Haddad Hansen Horváth Ito Ivanova Jensen Jovanović Kaya Kim Kowalski Kumar Lefèvre Li '
    "O'Neill López Martin Mbeki Meyer Moreau Müller Nakamura Nguyen Nielsen Novák Okafor Osei Park Pereira Petrov "
    'Rossi Sato Schmidt Sharma Silva Singh Svoboda Tanaka Tran Varga Wang Weber Wójcik Yamada Yang Yılmaz Zhang'
)
POSITIONS = (
    'Professor',
    'Associate Professor',
    'Assistant Professor',
    'Postdoctoral Researcher',
    'PhD Student',
    'Research Scientist',
    'Software Engineer',
    'Head of Data',
)
PLACES = words('Aarhus Bergen Coimbra Dakar Espoo Fukuoka Ghent Haifa Ibadan Jena Kyoto Lima Malmö Nairobi Ottawa Pune')

#: How long sessions last: parts of talk and questions, in minutes.
Minutes: TypeAlias = tuple[int, ...]
_BREAK: Minutes = (30,)
_KEYNOTE: Minutes = (45, 15)
_HANDS_ON: Minutes = (90,)
_TALKS: tuple[Minutes, ...] = ((20, 5), (20, 5), (25, 5), (30,), (45,), (45, 10))


@dataclass(frozen=True)
class Affiliation:
    """Where people work; every third has a homepage."""

    name: str
    short: str
    url: str


@dataclass(frozen=True)
class Person:
    """One of the people; ``url`` is empty where there is none."""

    ident: str
    name: str
    position: str
    affiliation: Affiliation
    url: str
    links: dict[str, str]
    bio: tuple[Block, ...]


@dataclass(frozen=True)
class Session:
    """One session. ``follows``: the data leave the start out, because it follows from the session before."""

    ident: str
    title: str
    kind: str
    minutes: Minutes
    start: datetime
    follows: bool
    room: str
    track: str
    people: tuple[tuple[str, str], ...]
    level: str
    tags: tuple[str, ...]
    abstract: tuple[Block, ...]
    slides: str

    @property
    def end(self) -> datetime:
        """When it is over."""
        return self.start + timedelta(minutes=sum(self.minutes))


@dataclass(frozen=True)
class Event:
    """The whole; ``rooms`` and ``tracks`` are names by id."""

    title: str
    summary: str
    description: tuple[Block, ...]
    venue: str
    city: str
    days: tuple[date, ...]
    rooms: dict[str, str]
    tracks: dict[str, str]
    hosts: tuple[str, ...]
    people: dict[str, Person]
    sessions: tuple[Session, ...]

    @cached_property
    def sessions_by_person(self) -> dict[str, list[Session]]:
        """The sessions of each of the people, in the order of the data."""
        found: dict[str, list[Session]] = {ident: [] for ident in self.people}
        for session in self.sessions:
            for ident in dict.fromkeys(ident for ident, _ in session.people):
                found[ident].append(session)
        return found

    @cached_property
    def _by_time(self) -> dict[str, Session]:
        """Every session but the breaks."""
        in_order = (session for day in self.days for session in self.sessions_on(day))
        return {session.ident: session for session in in_order if session.kind != 'break'}

    @cached_property
    def _by_track(self) -> dict[str, list[Session]]:
        found: dict[str, list[Session]] = {}
        for session in self._by_time.values():
            found.setdefault(session.track, []).append(session)
        return found

    def with_same_people(self, session: Session) -> list[Session]:
        """Other sessions of those who take part in one, those around it, by time."""
        theirs = {other.ident for ident, _ in session.people for other in self.sessions_by_person[ident]}
        place = self._places
        return _around([self._by_time[ident] for ident in sorted(theirs, key=place.__getitem__)], session)

    def in_same_track(self, session: Session) -> list[Session]:
        """Other sessions of the same track, those around it, by time, without those that share people with it."""
        named = {other.ident for other in self.with_same_people(session)}
        return [other for other in _around(self._by_track[session.track], session) if other.ident not in named]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {ident: place for place, ident in enumerate(self._by_time)}

    def sessions_on(self, day: date) -> list[Session]:
        """The sessions of a day by start, and by the order of their rooms."""
        order = {room: number for number, room in enumerate(self.rooms)}
        of_day = (session for session in self.sessions if session.start.date() == day)
        return sorted(of_day, key=lambda session: (session.start, order[session.room]))


#: How many sessions are named beside one.
_NAMED_BESIDE = 4


def _around(sessions: list[Session], session: Session) -> list[Session]:
    """The nearest of others: two on either side, or more of the later or of the earlier where there are fewer."""
    if not sessions:
        return []
    here = next(index for index, other in enumerate(sessions) if other is session)
    before, after = sessions[:here], sessions[here + 1 :]
    later = min(len(after), max(_NAMED_BESIDE // 2, _NAMED_BESIDE - len(before)))
    earlier = min(len(before), _NAMED_BESIDE - later)
    return before[len(before) - earlier :] + after[:later]


def make_event(size: int, seed: int = 1) -> Event:
    """An event of ``size`` sessions and 1.3 times as many people, each of whom speaks."""
    rng = Random(f'{seed}/{size}')
    author = Author(rng)
    days = tuple(FIRST_DAY + timedelta(days=n) for n in range(2 if size < 60 else 3 if size < 400 else 5))
    rooms = {f'room-{n}': f'Hall {n}' for n in range(1, max(2, -(-size // (len(days) * SESSIONS_A_DAY))) + 1)}
    tracks = {f'track-{n}': author.title() for n in range(1, 6)}
    empty = _grid(size, days, list(rooms), rng)
    people = _people(round(1.3 * size), author, rng)
    sessions = _filled(empty, list(people), list(tracks), author, rng)
    return Event(
        title=f'Synthetic Conference of {size} Sessions',
        summary=f'A made-up event of {size} sessions, to measure with.',
        description=author.abstract(),
        venue='Congress Centre',
        city='Zürich',
        days=days,
        rooms=rooms,
        tracks=tracks,
        hosts=tuple(list(people)[:4]),
        people=people,
        sessions=sessions,
    )


def with_other_abstract(event: Event) -> Event:
    """The event after its author added a sentence to one abstract."""
    chosen = next(session for session in event.sessions[len(event.sessions) // 2 :] if session.abstract)
    changed = replace(chosen, abstract=(*chosen.abstract, Author(Random(chosen.ident)).remark()))
    return replace(event, sessions=tuple(changed if session is chosen else session for session in event.sessions))


def with_other_bio(event: Event) -> Event:
    """The event after its author added a sentence to one biography."""
    person = list(event.people.values())[len(event.people) // 2]
    changed = replace(person, bio=(*person.bio, Author(Random(person.ident)).remark()))
    return replace(event, people={**event.people, person.ident: changed})


def _grid(size: int, days: tuple[date, ...], rooms: list[str], rng: Random) -> list[Session]:
    """Sessions without content: room after room, day after day, each after the one before it."""
    cells = [(day, room) for day in days for room in rooms]
    grid: list[Session] = []
    until: dict[tuple[date, str], datetime] = {}
    met: dict[tuple[date, str], int] = {}
    for number in range(size):
        cell = cells[number * len(cells) // size]
        day, room = cell
        position = met[cell] = met.get(cell, -1) + 1
        start = until.get(cell, datetime.combine(day, OPENS))
        if position == 4:
            kind, minutes = 'break', _BREAK
        elif position == 0 and room == rooms[0]:
            kind, minutes = 'keynote', _KEYNOTE
        else:
            kind = rng.choices(('talk', 'panel', 'hands-on'), (82, 10, 8))[0]
            minutes = _HANDS_ON if kind == 'hands-on' else rng.choice(_TALKS)
        ident, follows = f's{number + 1:04}', position > 0
        grid.append(Session(ident, '', kind, minutes, start, follows, room, '', (), '', (), (), ''))
        until[cell] = grid[-1].end
    return grid


def _people(size: int, author: Author, rng: Random) -> dict[str, Person]:
    affiliations = [
        Affiliation(
            f'{kind} {place}', f'{kind[0]}{place[:2].upper()}', f'https://{place.lower()}.example/' * (n % 3 == 0)
        )
        for n, (kind, place) in enumerate((kind, place) for kind in ('University of', 'Institute') for place in PLACES)
    ]
    pairs = [(given, family) for given in GIVEN_NAMES for family in FAMILY_NAMES]
    rng.shuffle(pairs)
    people = {}
    for number in range(size):
        given, family = pairs[number % len(pairs)]
        # Two people of one name are worth a warning: from the second round on there is an initial.
        middle = ' ' if number < len(pairs) else f' {chr(ord("A") + number // len(pairs) - 1)}. '
        ident = f'p{number + 1:04}'
        homepage = f'https://example.org/~{ident}' if rng.random() < 0.7 else ''
        links = {'orcid': f'https://orcid.example/{ident}'} if rng.random() < 0.5 else {}
        if rng.random() < 0.3:
            links['github'] = f'https://github.example/{ident}'
        people[ident] = Person(
            ident,
            f'{given}{middle}{family}',
            rng.choice(POSITIONS),
            rng.choice(affiliations),
            homepage,
            links,
            author.biography(),
        )
    return people


def _filled(
    grid: list[Session], idents: list[str], tracks: list[str], author: Author, rng: Random
) -> tuple[Session, ...]:
    """The sessions with titles, abstracts, and people who are in one place at a time."""
    with_people = [session for session in grid if session.kind != 'break']
    numbers = {session.ident: 1 for session in with_people}
    for _ in range(len(idents) - len(with_people)):
        numbers[rng.choice(with_people).ident] += 1
    waiting = iter(idents)
    free_from: dict[str, datetime] = {}
    roles = {'panel': 'panelist', 'hands-on': 'instructor'}
    filled: dict[str, Session] = {}
    for session in sorted(grid, key=lambda session: session.start):
        if session.kind == 'break':
            filled[session.ident] = replace(session, title='Break')
            continue
        people = [(next(waiting), roles.get(session.kind, 'speaker')) for _ in range(numbers[session.ident])]
        if rng.random() < 0.3:
            free = [ident for ident, moment in free_from.items() if moment <= session.start]
            people += [(rng.choice(free), 'chair')] if free else []
        free_from.update({ident: session.end for ident, _ in people})
        filled[session.ident] = replace(
            session,
            title=author.title(),
            track=rng.choice([*tracks, '']),
            people=tuple(people),
            level=rng.choice(('', 'Beginner', 'Advanced')),
            tags=tuple(dict.fromkeys(author.tag() for _ in range(rng.randint(0, 3)))),
            abstract=author.abstract(),
            slides=f'https://example.org/slides/{session.ident}' if rng.random() < 0.5 else '',
        )
    return tuple(filled[session.ident] for session in grid)


def schedule_page(number: int) -> str:
    """The name of a day's page; days count from 1."""
    return f'schedule-{number}'


def page_of(kind: str, ident: str) -> str:
    """The name of the page of a ``session`` or ``person``."""
    return f'{_FOLDERS[kind]}/{ident}'


def sessions_page(number: int, room: str) -> str:
    """The name of the page with the sessions of one room and day."""
    return f'sessions-{number}-{room}'


def write_data(event: Event, folder: Path) -> None:
    """The event as an author of data files would have it; a file that stays the same is not touched."""
    folder.mkdir(parents=True, exist_ok=True)
    contents: dict[str, Any] = {
        'event': {
            'title': event.title,
            'summary': event.summary,
            'kind': 'conference',
            'start': f'{event.days[0]} {OPENS:%H:%M}',
            'end': f'{event.days[-1]} {CLOSES:%H:%M}',
            'timezone': ZONE,
            'location': {'venue': event.venue, 'city': event.city},
            'organizers': list(event.hosts),
            'rooms': [{'id': ident, 'name': name} for ident, name in event.rooms.items()],
            'tracks': [{'id': ident, 'name': name} for ident, name in event.tracks.items()],
            'description': as_markdown(event.description),
        },
        'people': {person.ident: _person_record(person) for person in event.people.values()},
        'sessions': [_session_record(session) for session in event.sessions],
    }
    for name, content in contents.items():
        write_if_changed(folder / f'{name}.yaml', as_yaml(content))


def as_yaml(content: Any) -> str:
    """Data as people write them."""
    return yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)


def write_if_changed(path: Path, text: str) -> None:
    """Write a file, unless it says so already: its time tells Sphinx whether to read it again."""
    if not path.exists() or path.read_text(encoding='utf-8') != text:
        path.write_text(text, encoding='utf-8')


def _person_record(person: Person) -> dict[str, Any]:
    affiliation = {'name': person.affiliation.name, 'short': person.affiliation.short, 'url': person.affiliation.url}
    record = {
        'name': person.name,
        'position': person.position,
        'affiliation': {key: value for key, value in affiliation.items() if value},
        'url': person.url,
        'links': dict(person.links),
        'bio': as_markdown(person.bio),
    }
    return {key: value for key, value in record.items() if value}


def _session_record(session: Session) -> dict[str, Any]:
    record = {
        'id': session.ident,
        'title': session.title,
        'kind': '' if session.kind == 'talk' else session.kind,
        'start': '' if session.follows else f'{session.start:%Y-%m-%d %H:%M}',
        'duration': '+'.join(map(str, session.minutes)) + ' min',
        'room': session.room,
        'track': session.track,
        'level': session.level,
        'tags': list(session.tags),
        'people': [ident if role == 'speaker' else {'person': ident, 'role': role} for ident, role in session.people],
        'materials': [{'kind': 'slides', 'url': session.slides}] if session.slides else [],
        'abstract': as_markdown(session.abstract),
    }
    return {key: value for key, value in record.items() if value}


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as a block, as people do."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar('tag:yaml.org,2002:str', text, style='|' if '\n' in text else None)


_Dumper.add_representer(str, _represent_text)
