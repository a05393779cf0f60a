"""The table of the sessions as a spreadsheet, and this project, reads it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_event_program.exports.csv import COLUMNS, session_table
from sphinx_event_program.exports.release import Release
from sphinx_event_program.reading.formats.csv import HEADERS
from sphinx_event_program.reading.loader import load

Released = Callable[..., Release]

ALSO = 'rooms: [{id: r, name: Room R}]\ntracks: [{id: t, name: Tools}]\n'
PEOPLE = 'ada: {name: Ada}\nbob: {name: Bob}\n'
SESSIONS = """\
- id: one
  title: 'One, "two"; three'
  subtitle: TBD
  kind: hands-on
  duration: 50+5 min
  room: r
  track: t
  people: [ada, {person: bob, role: chair}, TBD]
  language: de
  level: beginners
  tags: [x, y]
  abstract: "Some *words*.\\n\\n1. a\\n2. b\\n"
  materials: [{kind: slides, url: https://x.example/}, {kind: code, file: code/a.py, title: 'A; b | c (d)'}]
- {id: two, title: TBD, start: TBD, people: TBD, tags: TBD, materials: TBD, status: cancelled}
- {id: three, title: Ünï, start: 16:00, end: 16:30}
"""


def rows(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode('utf-8-sig'), newline='')))


def test_columns_are_those_that_the_reader_knows() -> None:
    assert set(COLUMNS) <= HEADERS['sessions'].keys()


def test_sessions_are_in_the_order_of_time_with_all_their_times(released: Released) -> None:
    found = rows(session_table(released(also=ALSO, people=PEOPLE, sessions=SESSIONS)))
    assert [(row['id'], row['start'], row['end'], row['duration']) for row in found] == [
        ('one', '2025-10-19 13:00', '2025-10-19 13:55', '50+5 min'),
        ('three', '2025-10-19 16:00', '2025-10-19 16:30', ''),
        ('two', 'TBD', '', ''),
    ]


def test_second_of_two_equal_times_has_its_offset(released: Released) -> None:
    event = 'title: T\nstart: 2026-10-24 20:00\ntimezone: Europe/Paris\n'
    sessions = ''.join(
        f'- {{id: {name}, title: x, start: 2026-10-25 02:15{offset}, duration: 15}}\n'
        for name, offset in (('first', ''), ('second', '+01:00'))
    )
    found = rows(session_table(released(event=event, sessions=sessions)))
    assert [(row['id'], row['start'], row['end']) for row in found] == [
        ('first', '2026-10-25 02:15', '2026-10-25 02:30'),
        ('second', '2026-10-25 02:15+01:00', '2026-10-25 02:30+01:00'),
    ]


def test_reader_takes_back_what_was_written(released: Released, tmp_path: Path) -> None:
    release = released(also=ALSO, people=PEOPLE, sessions=SESSIONS)
    folder = tmp_path / 'again'
    folder.mkdir()
    for name in ('event', 'people'):
        (folder / f'{name}.yaml').write_bytes((release.edition.folder / f'{name}.yaml').read_bytes())
    (folder / 'sessions.csv').write_bytes(session_table(release))
    program, problems = load(folder)
    assert program is not None
    assert not [problem for problem in problems if problem.kind.severity.value == 'error']
    for session in release.edition.program.sessions:
        again = program.sessions_by_id[session.id]
        slot = release.edition.timetable.by_session[session.id]
        start = slot.start.replace(tzinfo=None) if slot.start else again.start
        end = slot.end.replace(tzinfo=None) if slot.end else None
        expected = session.model_copy(
            update={'start': start, 'end': end, 'room': tuple(room for room in slot.rooms if room)}
        )
        if isinstance(session.abstract, str):
            expected = expected.model_copy(update={'abstract': session.abstract.strip()})
        assert again == expected


@pytest.mark.parametrize('first', ['=1+1', '+1', '-1', '@SUM(A1)', '\uff1d1'])
def test_no_cell_begins_a_formula(released: Released, first: str) -> None:
    sessions = f"- {{id: one, title: '{first}', level: '{first}', tags: ['{first}'], abstract: '{first}'}}\n"
    (row,) = rows(session_table(released(sessions=sessions)))
    assert [row[name] for name in ('title', 'level', 'tags', 'abstract')] == [f"'{first}"] * 4


@pytest.mark.parametrize('first', ['\\t=1', '\\r=1', '\\n=1'])
def test_no_cell_begins_with_what_a_spreadsheet_passes_over(released: Released, first: str) -> None:
    (row,) = rows(session_table(released(sessions=f'- {{id: one, title: x, abstract: "{first}"}}\n')))
    assert row['abstract'].startswith("'")


def test_spreadsheets_see_that_it_is_unicode(released: Released) -> None:
    assert session_table(released(sessions=SESSIONS)).startswith(b'\xef\xbb\xbfid,title,')


#: Texts of one line: nothing invisible, no blanks at the ends, and what formulas begin with is frequent.
_TEXTS = st.builds(
    str.__add__,
    st.text("'=+-@\uff1d", max_size=3),
    st.text(st.characters(categories=['L', 'N', 'P', 'S'], exclude_characters='\u3164\uffa0'), min_size=1),
)


@given(_TEXTS, _TEXTS, _TEXTS)
def test_reader_takes_back_every_text_to_the_letter(
    released: Released, tmp_path_factory: pytest.TempPathFactory, title: str, tag: str, abstract: str
) -> None:
    records = [{'id': 'one', 'title': title, 'level': title, 'tags': [tag.replace(';', ',')], 'abstract': abstract}]
    release = released(sessions=json.dumps(records, ensure_ascii=False))
    folder = tmp_path_factory.mktemp('again')
    (folder / 'event.yaml').write_bytes((release.edition.folder / 'event.yaml').read_bytes())
    (folder / 'sessions.csv').write_bytes(session_table(release))
    program, _ = load(folder)
    assert program is not None
    (before,), (after,) = release.edition.program.sessions, program.sessions
    for key in ('title', 'level', 'tags', 'abstract'):
        assert getattr(after, key) == getattr(before, key)
