"""What sessions and rooms say of how to attend them: on pages, in print, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sphinx.conftest import Project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sphinx.conftest import Built

EVENT = """\
title: Days
start: 2027-05-04 09:00
timezone: Europe/Berlin
rooms:
  - id: hall
    name: Hall
    floor: 2nd floor
    capacity: 120
    step_free: yes
    map_url: https://example.org/hall
    stream: https://example.org/hall-live
  - {id: lab, name: Lab, step_free: no, capacity: TBD}
"""
SESSIONS = """\
- id: full
  title: Full
  duration: 30
  room: hall
  language: [en, de]
  registration: https://example.org/book
  capacity: 1
  full: yes
  content_notice: Loud <b>noises</b>
  prerequisites: Bring a *laptop*.
  recording: https://example.org/video
  license: CC BY 4.0
  chat: https://example.org/chat
  questions: TBD
- {id: secret, title: Secret, duration: 30, room: lab, do_not_record: yes}
- {id: plain, title: Plain, duration: 30, room: lab}
"""


@pytest.fixture(scope='module')
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp('attending'))
    made.write(
        {
            'conf.py': "extensions = ['sphinx_event_program']\nexclude_patterns = ['data']\n"
            "event_pages = {'session': 's', 'room': 'r'}\n"
            "latex_documents = [('index', 'index.tex', 'Index', 'us', 'howto')]\n",
            'index.rst': 'Index\n=====\n\n.. event:sessions::\n\n.. event:schedule::\n',
            'data/event.yaml': EVENT,
            'data/people.yaml': '',
            'data/sessions.yaml': SESSIONS,
        }
    )
    return made


@pytest.fixture(scope='module')
def website(project: Project) -> Built:
    return project.build('html')


def test_page_of_a_session_says_how_to_attend(website: Built) -> None:
    page = website.html('s/full')
    assert page.one('.event-session__attending').text == (
        'Fully booked · Register · 1 place · Watch live · Recording: CC BY 4.0 · Chat · Ask a question: To be announced'
    )
    assert page.values('.event-session__attending a', 'href') == [
        'https://example.org/book',
        'https://example.org/hall-live',
        'https://example.org/video',
        'https://example.org/chat',
    ]
    assert 'English, German' in page.one('.event-session__about').text


def test_texts_of_a_session_are_shown_as_text_or_markdown(website: Built) -> None:
    page = website.html('s/full')
    assert page.one('.event-session__content-notice').text == 'Content notice: Loud <b>noises</b>'
    assert page.one('.event-session__prerequisites em').text == 'laptop'


def test_session_that_is_not_recorded_says_so(website: Built) -> None:
    assert website.html('s/secret').one('.event-session__attending').text == 'Not recorded'


def test_session_of_which_nothing_is_said_has_no_such_line(website: Built) -> None:
    assert website.html('s/plain').all('.event-session__attending') == []


def test_schedule_has_nothing_of_it(website: Built) -> None:
    assert 'Fully booked' not in website.html('index').one('table.event-timetable').text


def test_page_of_a_room_has_its_facts(website: Built) -> None:
    facts = website.html('r/hall').one('.event-room__facts')
    assert facts.text == '2nd floor · 120 places · Step-free access · Map · Watch live'
    assert website.html('r/lab').one('.event-room__facts').text == ('Places: To be announced · No step-free access')


def test_other_builders_have_it_too(project: Project) -> None:
    assert 'Fully booked' in project.build('latex').tex('index').words
    text = (project.build('text').folder / 'index.txt').read_text(encoding='utf-8')
    assert 'Content notice' in text
    assert 'Bring a *laptop*.' in text


def test_only_pages_that_show_a_fact_are_written_again(tmp_path: Path) -> None:
    made = Project(tmp_path)
    made.write(
        {
            'conf.py': "extensions = ['sphinx_event_program']\nexclude_patterns = ['data']\n",
            'index.rst': 'Index\n=====\n\n.. toctree::\n\n   schedule\n   all\n',
            'schedule.rst': 'Schedule\n========\n\n.. event:schedule::\n',
            'all.rst': 'All\n===\n\n.. event:sessions::\n',
            'data/event.yaml': EVENT,
            'data/people.yaml': '',
            'data/sessions.yaml': SESSIONS,
        }
    )
    made.build('html')
    made.write({'data/sessions.yaml': SESSIONS.replace('full: yes', 'full: no')})
    assert made.build('html').read == ('all',)
    made.write({'data/event.yaml': EVENT.replace('hall-live', 'hall-stream')})
    assert made.build('html').read == ('all',)
