"""``event:dates``: deadlines with their zones, and the dates that they had before."""

from __future__ import annotations

import pytest
from tests.sphinx.conftest import Built, Project

EVENT = """\
title: Day
start: 2026-05-04 09:00
timezone: Europe/Paris
language: en
dates:
  - {name: Papers, date: 2026-03-01, was: [2026-01-25, 2026-02-15], url: https://submit.example.org/, note: One *file*.}
  - {name: Registration, date: 2026-04-20 18:00}
  - {name: Notification, date: TBD}
  - {name: Visa letters, date: 2026-02-01, zone: Asia/Tokyo}
  - {name: TBD, date: 2026-04-21, zone: TBD}
"""

TOLD = {
    'Visa letters': 'Sunday, February 1, 2026, 23:59 (UTC+9, Asia/Tokyo)',
    'Papers': 'Sunday, March 1, 2026, 23:59, anywhere on Earth (UTC−12) Sunday, January 25, 2026 '
    'Sunday, February 15, 2026 One file.',
    'Registration': 'Monday, April 20, 2026, 18:00 (UTC+2, Europe/Paris)',
    'Notification': 'To be announced',
    'To be announced': 'Tuesday, April 21, 2026 (To be announced)',
}


@pytest.fixture
def deadlines(project: Project) -> Project:
    project.write(
        {
            'data/event.yaml': EVENT,
            'data/people.yaml': '',
            'data/sessions.yaml': '',
            'index.rst': 'Day\n===\n\n.. event:dates::\n\n.. toctree::\n\n   facts\n',
            'facts.rst': 'Facts\n=====\n\n.. event:facts::\n',
        }
    )
    return project


def build(project: Project, builder: str, **settings: object) -> Built:
    built = project.build(builder, **settings)
    assert built.warnings == []
    return built


def test_dates_stand_beside_their_names(deadlines: Project) -> None:
    dates = build(deadlines, 'html').html('index').one('dl.event-dates')
    names = [name.removesuffix(':') for name in dates.texts('dt')]
    assert dict(zip(names, dates.texts('dd'), strict=True)) == TOLD


def test_machines_are_told_the_instant_and_what_holds_no_more(deadlines: Project) -> None:
    dates = build(deadlines, 'html').html('index').one('dl.event-dates')
    assert dates.values('dd time', 'datetime') == [
        '2026-02-01T23:59+09:00',
        '2026-03-01T23:59-12:00',
        '2026-01-25T23:59-12:00',
        '2026-02-15T23:59-12:00',
        '2026-04-20T18:00+02:00',
        '2026-04-21',
    ]
    assert dates.texts('del') == ['Sunday, January 25, 2026', 'Sunday, February 15, 2026']
    assert dates.values('dt a', 'href') == ['https://submit.example.org/']


def test_printed_dates_are_those_of_the_web(deadlines: Project) -> None:
    (dates,) = build(deadlines, 'latex').tex('day').inside('eventfacts')[:1]
    assert [name.words for name in dates.items] == list(TOLD)
    assert [arguments[0] for arguments in dates.arguments('eventdeletion')] == [
        'Sunday, January 25, 2026',
        'Sunday, February 15, 2026',
    ]


def test_letters_say_which_dates_hold_no_more(deadlines: Project) -> None:
    written = ' '.join((build(deadlines, 'text').folder / 'index.txt').read_text(encoding='utf-8').split())
    assert '(was Sunday, January 25, 2026) (was Sunday, February 15, 2026)' in written


def test_words_and_dates_are_in_the_language_of_the_page(deadlines: Project) -> None:
    dates = build(deadlines, 'html', language='de').html('index').one('dl.event-dates')
    assert 'Sonntag, 1. März 2026, 23:59, überall auf der Erde (UTC−12)' in dates.texts('dd')[1]


def test_event_without_dates_shows_nothing(deadlines: Project) -> None:
    deadlines.edit('data/event.yaml', EVENT.partition('dates:')[2], ' []\n')
    assert build(deadlines, 'html').html('index').all('.event-dates') == []


def test_only_pages_with_dates_follow_them(deadlines: Project) -> None:
    build(deadlines, 'html')
    deadlines.edit('data/event.yaml', '2026-04-20 18:00', '2026-04-27 18:00')
    built = build(deadlines, 'html')
    assert set(built.read) == {'index'}
    assert 'April 27' in built.html('index').one('dl.event-dates').text
    assert 'DTSTART:20260427T160000Z' in (built.folder / 'schedule.ics').read_text(encoding='utf-8')
