"""A hint that is followed to the letter gives a file that is right (test_mistakes.py does the same with many)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from cases import each
from followed import followed

from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.event import Event
from sphinx_event_program.model.problems import Problem, Severity
from sphinx_event_program.model.session import Session
from sphinx_event_program.reading.hints.names import key_hint

Open = Callable[..., tuple[object, list[str]]]

_EVENT = """\
title: Paris Days
start: 2027-06-10 09:00
end: 2027-06-12 18:00
timezone: Europe/Paris
"""


def _errors(folder: Path) -> list[Problem]:
    return [problem for problem in open_edition(folder)[1] if problem.severity is Severity.ERROR]


@each(
    'name, text, told, right',
    [
        (
            'sessions.csv',
            'id,title,people\na,A,"ada, bea"\n',
            """no person 'ada, bea'; write "ada; bea\"""",
            'id,title,people\na,A,"ada; bea"\n',
        ),
        (
            'sessions.yaml',
            '- id: a\n  title: A\n  abstract: |\n      Pasted deeper.\n\n    Second.\n',
            "the text behind '|' begins in column 7, and this line in column 5; begin it in column 7, too",
            '- id: a\n  title: A\n  abstract: |\n      Pasted deeper.\n\n      Second.\n',
        ),
        (
            'sessions.yaml',
            'conference: Days\n- id: a\n  title: A\n',
            'a list cannot follow the key in line 1; remove line 1, or write it into the file of the event',
            '- id: a\n  title: A\n',
        ),
        (
            'sessions.yaml',
            '<<: *d\n- id: a\n  title: A\n',
            'a list cannot follow the key in line 1; remove line 1, or write it into the file of the event',
            '- id: a\n  title: A\n',
        ),
    ],
)
def test_hint_is_followed_and_the_file_is_right(tmp_path: Path, name: str, text: str, told: str, right: str) -> None:
    folder = Path(mkdtemp(dir=tmp_path))
    (folder / 'event.yaml').write_text(_EVENT, encoding='utf-8')
    (folder / 'people.yaml').write_text('ada: {name: Ada}\nbea: {name: Bea}\n', encoding='utf-8')
    (folder / name).write_text(text, encoding='utf-8')
    # Of an alias, which is not read, there is a message of its own before it.
    problem = _errors(folder)[-1]
    assert problem.sentence == told
    assert followed(problem, text) == right
    (folder / name).write_text(right, encoding='utf-8')
    assert _errors(folder) == []


@each(
    'given, told',
    [
        (
            'timezone: GMT\nlocation: {city: London}',
            "timezone: 'GMT' is an offset, not a time zone; write 'Europe/London'",
        ),
        ('timezone: UTC+2\nlocation: {venue: "Hotel, Brno", country: Czechia}', "write 'Europe/Prague'"),
        ('timezone: EST\nlocation: TBD', 'write the IANA name of the place, such as '),
        ('timezone: Europe/Lodnon\nlocation: Paris', "did you mean 'Europe/London'?"),
    ],
)
def test_zone_of_the_place_is_the_one_that_is_meant(tmp_path: Path, given: str, told: str) -> None:
    folder = Path(mkdtemp(dir=tmp_path))
    (folder / 'event.yaml').write_text(f'title: T\nstart: 2027-06-10 09:00\n{given}\n', encoding='utf-8')
    for name in ('people', 'sessions'):
        (folder / f'{name}.yaml').write_text('', encoding='utf-8')
    assert any(told in problem.sentence for problem in _errors(folder))


def test_paragraphs_without_a_mark_before_them_are_told_to_have_one(open_data: Open) -> None:
    sessions = '- id: a\n  title: A\n  abstract: First.\n\n    Second paragraph: with a colon.\n'
    _, problems = open_data(event=_EVENT, people='', sessions=sessions)
    assert [problem for problem in problems if ': error: ' in problem] == [
        "sessions.yaml:5:5: error: a text of several lines that contains ': ' begins with '|'; "
        'write abstract: | and the text below it, indented [event.syntax]'
    ]


@each(
    'name, hint',
    [
        ('editions', "put it among the 'links': {editions: https://…}"),
        ('cfp', "put it among the 'links': {cfp: https://…}"),
        ('twitter', "put it among the 'links': {twitter: https://…}"),
        ('sponsor', "did you mean 'sponsors'?"),
        ('signup', "did you mean 'registration'?"),
        ('livestream', "did you mean 'stream'?"),
        ('coc', "did you mean 'code_of_conduct'?"),
        ('venue', "write it below 'location:', indented"),
        ('travel', "write it below 'location:', indented"),
        ('email', "write it below 'contact:', indented"),
        ('license', "a session has the 'license' of its recording"),
        ('fee', "write it as the 'note' of 'registration'"),
        ('price', "write it as the 'note' of 'registration'"),
        ('seats', "write it as the 'capacity' of a room or a session"),
        ('max_participants', "write it as the 'capacity' of a room or a session"),
        ('hashtag', "write it in the 'description' or the 'notice'"),
        ('timezon', "did you mean 'timezone'?"),
    ],
)
def test_unknown_key_of_the_event_is_understood_by_its_meaning(name: str, hint: str) -> None:
    assert key_hint(Event, name, Event.model_fields) == hint


@each('name', ['wifi', 'logo'])
def test_key_that_means_none_of_ours_is_no_slip_of_the_pen(name: str) -> None:
    assert key_hint(Event, name, Event.model_fields).startswith('allowed: ')


@each(
    'name, hint',
    [
        ('seats', "did you mean 'capacity'?"),
        ('max_participants', "did you mean 'capacity'?"),
        ('signup', "did you mean 'registration'?"),
        ('languages', "did you mean 'language'?"),
        ('licence', "did you mean 'license'?"),
        ('price', "write it in the 'abstract'"),
    ],
)
def test_unknown_key_of_a_session_is_understood_by_its_meaning(name: str, hint: str) -> None:
    assert key_hint(Session, name, Session.model_fields) == hint
