from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import yaml
from any_records import WORDS, any_record
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_event_program.edition import Edition
from sphinx_event_program.model.event import Event
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import Session
from sphinx_event_program.model.values import is_tbd

#: 100, or more in a profile that says so.
_MANY = settings.default.max_examples

Open = Callable[..., tuple[Edition | None, list[str]]]

# What YAML gives a meaning to, and what this program does.
_MARKS = [': ', ' ', '\n', '\n  ', '\n- ', '- ', ', ', '? ', '&a ', '*a', '!x ', '\t', '\r', '\\0', '---\n', '...\n']
_SIGNS = [*':[]{}"\'|>#%~\\', '<<', '\x00', '\u2028', '\ufeff', 'é', '\U0001f600']
_KEYS = ['title', 'start', 'timezone', 'rooms', 'people', 'id', 'name', 'online', 'links', 'materials', 'file']
_FRAGMENTS = st.sampled_from([*_MARKS, *_SIGNS, *_KEYS, *WORDS])
_ANYTHING = st.one_of(
    st.lists(_FRAGMENTS, max_size=40).map(''.join).map(str.encode), st.binary(max_size=60), st.text().map(str.encode)
)


@given(_ANYTHING, _ANYTHING, _ANYTHING)
@settings(max_examples=3 * _MANY)
def test_any_bytes_give_problems_and_never_an_exception(
    open_data: Open, event: bytes, people: bytes, sessions: bytes
) -> None:
    edition, problems = open_data(event=event, people=people, sessions=sessions)
    assert edition is not None or [problem for problem in problems if ': error: ' in problem]


@given(
    any_record(Event),
    st.dictionaries(st.sampled_from(['ada', 'Ada', 'b', '']), any_record(Person), max_size=3),
    st.lists(any_record(Session), max_size=4),
)
@settings(max_examples=2 * _MANY)
def test_any_values_under_known_keys_never_give_an_exception(
    open_data: Open, event: object, people: object, sessions: object
) -> None:
    texts = [yaml.safe_dump(values, default_style='"') for values in (event, people, sessions)]
    edition, problems = open_data(event=texts[0], people=texts[1], sessions=texts[2])
    assert edition is not None or [problem for problem in problems if ': error: ' in problem]


# Nothing that is invisible.
_VISIBLE = st.characters(
    exclude_categories=['C', 'Zl', 'Zp'], exclude_characters='\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0'
)
_TEXTS = st.text(_VISIBLE, min_size=1, max_size=30).filter(lambda text: bool(text.split()) and not is_tbd(text))
_IDS = st.from_regex(r'[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,6}[A-Za-z0-9])?', fullmatch=True).filter(
    lambda ident: not is_tbd(ident)
)
# Two that differ only in case are a mistake.
_APART = st.lists(_IDS, unique_by=str.casefold, max_size=4)
_STARTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@given(st.data())
@settings(max_examples=_MANY)
def test_valid_program_is_read_as_it_was_written(open_data: Open, data: st.DataObject) -> None:
    start = data.draw(_STARTS)
    people = {ident: data.draw(_TEXTS) for ident in data.draw(_APART)}
    session_ids = data.draw(_APART)
    sessions = [
        {
            'id': ident,
            'title': data.draw(_TEXTS),
            'abstract': data.draw(_TEXTS),
            'duration': f'{data.draw(st.integers(1, 999))} min',
            'people': data.draw(st.lists(st.sampled_from(sorted(people)), unique=True)) if people else [],
        }
        for ident in session_ids
    ]
    event = {'title': data.draw(_TEXTS), 'start': f'{start:%Y-%m-%d %H:%M}', 'timezone': 'UTC'}
    edition, problems = open_data(
        event=yaml.safe_dump(event, default_style='"'),
        people=yaml.safe_dump({ident: {'name': name} for ident, name in people.items()}, default_style='"'),
        sessions=yaml.safe_dump(sessions, default_style='"'),
    )
    assert [problem for problem in problems if ': error: ' in problem and 'clash' not in problem] == []
    assert edition is not None
    program = edition.program
    assert (program.event.title, program.event.start) == (' '.join(event['title'].split()), start)
    assert {ident: person.name for ident, person in program.people.items()} == {
        ident: ' '.join(name.split()) for ident, name in people.items()
    }
    assert [
        (one.id, one.title, one.abstract, [part.person for part in one.participations]) for one in program.sessions
    ] == [(one['id'], ' '.join(one['title'].split()), one['abstract'], one['people']) for one in sessions]


_GOOD = {
    'event': """\
title: A day of talks
kind: workshop
start: 2025-10-19 13:00
end: 2025-10-19 14:00
timezone: Europe/Paris
url: https://example.org/
location:
  room: main
rooms:
  - id: main
    name: The main hall
organizers:
  - ada
  - heading: Helpers
    people:
      - bob
""",
    'people': """\
ada:
  name: Ada
  affiliation:
    name: Engines
    url: https://example.com/
bob:
  name: Bob
""",
    'sessions': """\
- id: first
  title: First
  duration: 30 min
  people:
    - person: ada
      role: speaker
- id: second
  title: Second
  room: main
  duration: 30 min
  people: [bob, ada]
""",
}
# A file, a text in it, what stands there instead, and where in that the mistake begins.
_CORRUPTIONS = [
    ('event', 'title: A', 'titel: A', 0),
    ('event', 'kind: workshop', 'kind: workshoop', 6),
    ('event', '10-19 13:00', '19-10 13:00', -5),
    ('event', 'Europe/Paris', 'Paris', 0),
    ('event', 'https://example.org/', 'example.org', 0),
    ('event', '  room: main', '  roon: main', 2),
    ('event', '- id: main', '- id: the main', 6),
    ('event', '- ada', '- adda', 2),
    ('event', '- bob', '- bobb', 2),
    ('people', 'https://example.com/', 'javascript:x', 0),
    ('people', '  affiliation', '  affilation', 2),
    ('people', 'name: Bob', 'nick: Bob', 0),
    ('sessions', 'person: ada', 'person: aida', 8),
    ('sessions', 'role: speaker', 'role: speeker', 6),
    ('sessions', 'room: main', 'room: mian', 6),
    ('sessions', 'id: second', 'id: first', 4),
    ('sessions', '[bob, ada]', '[bob, eve]', 6),
    ('sessions', 'Second', '[Second]', 0),
]


def test_good_program_has_no_problems(open_data: Open) -> None:
    assert open_data(**_GOOD)[1] == []


@given(st.sampled_from(_CORRUPTIONS), st.lists(st.sampled_from(['# a remark é\n', '\n']), max_size=4).map(''.join))
def test_mistake_in_a_good_file_is_told_at_its_own_line_and_column(
    open_data: Open, corruption: tuple[str, str, str, int], before: str
) -> None:
    name, good, bad, offset = corruption
    text = before + _GOOD[name]
    at = text.index(good)
    reading = text[:at] + bad + text[at + len(good) :]
    mistake = at + offset
    line, column = reading.count('\n', 0, mistake) + 1, mistake - reading.rfind('\n', 0, mistake)
    _, problems = open_data(**{**_GOOD, name: reading})
    places = [problem.split(': ')[0] for problem in problems if ': error: ' in problem]
    assert f'{name}.yaml:{line}:{column}' in places
