"""The repository's own event says what its organizers published, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from sphinx_event_program.edition import Edition
from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.event import PartOf
from sphinx_event_program.model.problems import Problem
from sphinx_event_program.model.values import TBD

_DATA = Path(__file__).parents[1] / 'data'

_PEOPLE = {
    'Changhoon Kim': ('Assistant Professor', 'SSU', 'https://www.changhoonkim.com/'),
    'Wanyu Du': ('Applied Scientist', 'AWS', 'https://wyu-du.github.io/'),
    'Dongyoon Yang': ('Research Scientist', 'SK Hynix', None),
    'Kyle Min': (None, 'Oracle', 'https://sites.google.com/view/kylemin'),
    'Maitreya Patel': (None, 'ASU', 'https://maitreyapatel.com/'),
    'Yezhou Yang': ('Associate Professor', 'ASU', 'https://yezhouyang.engineering.asu.edu/'),
    'Sijia Liu': (None, 'Michigan State University', 'https://lsjxjtu.github.io/'),
    'Minjun So': (None, 'SSU', None),
}

_SCHEDULE = [
    ('13:00', (10,), 'Welcome Message and Tutorial Overview', 'Changhoon Kim'),
    (
        '13:10',
        (15,),
        'Reliability Challenges and Advances in Vision-Language Generative Models',
        'Changhoon Kim',
    ),
    ('13:25', (50, 5), 'Enhancing Generative Model Safety through Machine Unlearning', 'Sijia Liu'),
    ('14:20', (50, 5), 'Adversarial Attacks and Robustness in Foundation Models', 'Wanyu Du'),
    (
        '15:15',
        (50, 5),
        'Theoretical Foundations of Robustness in Vision-Language Generative Models',
        'Dongyoon Yang',
    ),
    ('16:10', (10,), 'Concluding Remarks and Future Direction', 'Yezhou Yang'),
]


@pytest.fixture(scope='module')
def opened() -> tuple[Edition, tuple[Problem, ...]]:
    edition, problems = open_edition(_DATA)
    assert edition is not None
    return edition, problems


@pytest.fixture
def edition(opened: tuple[Edition, tuple[Problem, ...]]) -> Edition:
    return opened[0]


def test_nothing_is_wrong_and_only_what_is_open_is_told(opened: tuple[Edition, tuple[Problem, ...]]) -> None:
    _, problems = opened
    assert sorted(problem.message for problem in problems) == [
        '40 minutes before the end are not planned',
        'online.passcode is still TBD',
        'online.url is still TBD',
    ]


def test_schedule_has_the_published_times_durations_titles_and_presenters(edition: Edition) -> None:
    people = edition.program.people
    shown = [
        (
            f'{slot.start:%H:%M}',
            slot.session.duration.minutes,
            slot.session.title,
            ', '.join(str(people[part.person].name) for part in slot.session.participations),
        )
        for slot in edition.timetable.slots
    ]
    assert shown == _SCHEDULE


def test_programme_ends_forty_minutes_before_the_tutorial(edition: Edition) -> None:
    assert f'{edition.timetable.planned_until:%H:%M}' == '16:20'
    assert edition.timetable.time_left == timedelta(minutes=40)


def test_tutorial_is_on_sunday_afternoon_ten_hours_behind_utc(edition: Edition) -> None:
    event = edition.program.event
    assert f'{event.starts_at:%A %d %B %Y %H:%M %z}' == 'Sunday 19 October 2025 13:00 -1000'
    assert f'{event.ends_at:%d %H:%M}' == '19 17:00'


def test_people_have_their_positions_affiliations_and_addresses(edition: Edition) -> None:
    shown = {
        person.name: (person.position, ', '.join(str(one.brief) for one in person.affiliation), person.url)
        for person in edition.program.people.values()
    }
    assert shown == _PEOPLE


def test_second_address_of_a_presenter_is_kept_beside_the_first(edition: Edition) -> None:
    links = {person.name: dict(person.links) for person in edition.program.people.values() if person.links}
    assert [(name, *addresses.values()) for name, addresses in links.items()] == [
        ('Yezhou Yang', 'https://faculty.engineering.asu.edu/yezhouyang/')
    ]


def test_hosts_and_student_co_organizers_stand_apart(edition: Edition) -> None:
    people = edition.program.people
    groups = {
        group.heading: [people[ident].name for ident in group.people]
        for group in edition.program.event.organizer_groups
    }
    assert groups == {
        None: ['Changhoon Kim', 'Wanyu Du', 'Dongyoon Yang', 'Kyle Min', 'Maitreya Patel', 'Yezhou Yang'],
        'Student Co-organizers': ['Minjun So'],
    }


def test_place_and_access_are_as_published(edition: Edition) -> None:
    event = edition.program.event
    assert event.location.room == '316B'
    assert (event.online.platform, event.online.url, event.online.passcode) == ('Zoom', TBD, TBD)


def test_tutorial_is_tentative_and_says_that_it_will_be_updated(edition: Edition) -> None:
    event = edition.program.event
    assert event.status == 'tentative'
    assert event.notice == 'This website will be updated closer to the event date.'


def test_tutorial_is_part_of_its_conference(edition: Edition) -> None:
    part_of = edition.program.event.part_of
    assert isinstance(part_of, PartOf)
    assert (part_of.name, part_of.url) == ('ICCV 2025', None)


def test_overview_is_published_whole(edition: Edition) -> None:
    paragraphs = str(edition.program.event.description).strip().split('\n\n')
    words = ' '.join(' '.join(paragraphs).split())
    assert len(paragraphs) == 4
    assert paragraphs[2].count('\n- ') + 1 == 4
    assert words.startswith('Over the past few years, text-to-image (T2I) and image-to-text (I2T)')
    assert words.endswith('both theoretical frameworks and real-world implications.')
