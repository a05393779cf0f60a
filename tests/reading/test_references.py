from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from sphinx_event_program.edition import Edition
from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.person import Photo
from sphinx_event_program.model.values import TBD

Open = Callable[..., tuple[Edition | None, list[str]]]

_ADA = 'ada:\n  name: Ada\n'


@pytest.mark.parametrize(
    ('texts', 'told'),
    [
        (
            {'people': _ADA, 'also': 'organizers: [ada]\n', 'sessions': '- id: a\n  title: x\n  people: adda\n'},
            "sessions.yaml:3:11: error: no person 'adda'; did you mean 'ada'? [event.reference]",
        ),
        (
            {'people': _ADA, 'sessions': '- id: a\n  title: x\n  people:\n    - ada\n    - Ada\n'},
            "sessions.yaml:5:7: error: no person 'Ada'; did you mean 'ada'? [event.reference]",
        ),
        (
            {
                'people': _ADA,
                'also': 'organizers: [ada]\n',
                'sessions': '- id: a\n  title: x\n  people:\n    - role: chair\n      person: bob\n',
            },
            "sessions.yaml:5:15: error: no person 'bob'; known: ada [event.reference]",
        ),
        (
            {'people': _ADA, 'also': 'organizers:\n  - ada\n  - eve\n'},
            "event.yaml:7:5: error: no person 'eve'; known: ada [event.reference]",
        ),
        (
            {'people': _ADA, 'also': 'organizers:\n  - heading: x\n    people:\n      - ada\n      - eve\n'},
            "event.yaml:9:9: error: no person 'eve'; known: ada [event.reference]",
        ),
        (
            {'also': 'rooms: [{id: main-hall, name: x}]\n', 'sessions': '- {id: a, title: x, room: main_hall}\n'},
            "sessions.yaml:1:27: error: no room 'main_hall'; did you mean 'main-hall'? [event.reference]",
        ),
        (
            {'sessions': '- {id: a, title: x, track: theory}\n'},
            "sessions.yaml:1:28: error: no track 'theory', because the event has no tracks; list the tracks in the "
            "event's file: 'tracks: [{id: theory, name: …}]' [event.reference]",
        ),
        (
            {'sessions': '- id: a\n  title: x\n  materials:\n    - kind: slides\n      file: slides/a.pdf\n'},
            "sessions.yaml:5:13: error: there is no file 'slides/a.pdf'; "
            'put it into the data folder, or correct its name [event.reference]',
        ),
        (
            {'people': 'ada: {name: Ada, photo: ada.jpg}\n', 'also': 'organizers: [ada]\n'},
            "people.yaml:1:25: error: the photo 'ada.jpg' is missing; put it into the data folder, or remove the line "
            'to show a monogram [event.photo]',
        ),
        (
            {'people': _ADA},
            "people.yaml:1:1: warning: nobody refers to the person 'ada'; name them in a session or among the "
            'organizers, or remove the entry [event.unused]',
        ),
        (
            {'people': f'{_ADA}Ada:\n  name: Ada Two\n', 'also': 'organizers: [ada, Ada]\n'},
            "people.yaml:3:1: error: the id 'Ada' differs only in case from 'ada'; give one of them another id "
            '[event.duplicate-key]',
        ),
        (
            {'people': f'{_ADA}bob:\n  name: ADA\n', 'also': 'organizers: [ada, bob]\n'},
            "people.yaml:3:1: warning: 'bob' has the same name as 'ada'; merge the two entries, unless they are two "
            'people [event.alike]',
        ),
        (
            {'people': 'ada: {name: Ada Brandt and Bea Novak}\n', 'also': 'organizers: [ada]\n'},
            "people.yaml:1:13: warning: 'Ada Brandt and Bea Novak' seems to be two people; give each an entry of "
            'their own [event.alike]',
        ),
        (
            {'sessions': '- {id: a, title: x}\n- {id: A, title: x}\n'},
            "sessions.yaml:2:8: error: the id 'A' differs only in case from 'a'; give one of them another id "
            '[event.duplicate-key]',
        ),
        (
            {'also': 'tracks:\n  - {id: a, name: x}\n  - {id: A, name: y}\n'},
            "event.yaml:7:5: error: the id 'A' differs only in case from 'a'; give one of them another id "
            '[event.duplicate-key]',
        ),
        (
            {'also': 'rooms:\n  - {id: a, name: x}\n  - {id: a, name: y}\n'},
            "event.yaml:7:5: error: the id 'a' is given twice; give one of them another id [event.duplicate-key]",
        ),
    ],
)
def test_reference_that_does_not_hold_is_told_where_it_is_written(
    open_data: Open, texts: dict[str, str], told: str
) -> None:
    _, problems = open_data(**texts)
    assert problems == [told]


def test_unknown_person_is_to_be_announced_and_the_others_stay(open_data: Open) -> None:
    edition, _ = open_data(people=_ADA, sessions='- {id: a, title: x, people: [bob, ada]}\n')
    assert edition is not None
    assert [part.person for part in edition.program.sessions[0].participations] == [TBD, 'ada']


def test_unknown_organizer_is_to_be_announced_in_their_group(open_data: Open) -> None:
    edition, _ = open_data(people=_ADA, also='organizers: [ada, {heading: Helpers, people: [bob]}]\n')
    assert edition is not None
    groups = edition.program.event.organizer_groups
    assert [(group.heading, group.people) for group in groups] == [(None, ('ada',)), ('Helpers', (TBD,))]


def test_many_known_names_are_cut_in_a_hint(open_data: Open) -> None:
    people = ''.join(f'person-{number}: {{name: P{number}}}\n' for number in range(50))
    _, problems = open_data(people=people, sessions='- {id: a, title: x, people: zz}\n')
    (told,) = (problem for problem in problems if 'no person' in problem)
    assert 'person-14, …' in told


def test_person_who_only_organizes_or_only_chairs_is_not_unused(open_data: Open) -> None:
    _, problems = open_data(
        people=f'{_ADA}bob:\n  name: Bob\n',
        also='organizers: [{heading: x, people: [ada]}]\n',
        sessions='- {id: a, title: x, people: {person: bob, role: chair}}\n',
    )
    assert problems == []


def test_two_people_whose_names_are_open_are_not_alike(open_data: Open) -> None:
    _, problems = open_data(people='a: {name: TBD}\nb: {name: TBD}\n', also='organizers: [a, b]\n')
    assert not [problem for problem in problems if 'alike' in problem]


def test_damaged_photo_is_told_and_left_out(write_data: Callable[..., Path]) -> None:
    folder = write_data(people='ada: {name: Ada, photo: photos/ada.png}\n', also='organizers: [ada]\n')
    (folder / 'photos').mkdir()
    (folder / 'photos' / 'ada.png').write_bytes(b'GIF89a, or so it says')
    edition, problems = open_edition(folder)
    assert edition is not None
    assert edition.program.people['ada'].photo is None
    assert [str(problem.kind) for problem in problems] == ['photo']


def test_photo_and_file_that_exist_are_kept(write_data: Callable[..., Path]) -> None:
    folder = write_data(
        people='ada: {name: Ada, photo: ada.png}\n',
        sessions='- {id: a, title: x, people: ada, materials: [{file: a.pdf}]}\n',
    )
    Image.new('RGB', (200, 200)).save(folder / 'ada.png')
    (folder / 'a.pdf').write_bytes(b'%PDF')
    edition, problems = open_edition(folder)
    assert edition is not None
    assert problems == ()
    assert edition.program.people['ada'].photo == Photo(file='ada.png')


def test_material_whose_file_is_missing_is_left_out_and_the_others_stay(open_data: Open) -> None:
    edition, _ = open_data(sessions='- {id: a, title: x, materials: [{file: a.pdf}, {url: TBD, title: Code}]}\n')
    assert edition is not None
    materials = edition.program.sessions[0].materials
    assert not isinstance(materials, type(TBD))
    assert [material.title for material in materials] == ['Code']


@pytest.mark.parametrize('name', ['a' * 240, '\U0001f600' * 60, 'photos/', '.', 'a/./b'])
def test_strange_name_of_a_photo_ends_in_a_problem(open_data: Open, name: str) -> None:
    _, problems = open_data(people=f'ada: {{name: Ada, photo: "{name}"}}\n', also='organizers: [ada]\n')
    assert [problem.rpartition('[')[2] for problem in problems] == ['event.photo]']


def test_name_with_a_control_character_ends_in_a_problem(open_data: Open) -> None:
    _, problems = open_data(people='ada: {name: Ada, photo: "a\\0b"}\n', also='organizers: [ada]\n')
    assert [problem.rpartition('[')[2] for problem in problems] == ['event.value]']


@pytest.mark.parametrize('file', ['event.yaml', 'people.yaml', './event.yaml', 'other/link'])
def test_data_files_are_no_materials(write_data: Callable[..., Path], file: str) -> None:
    folder = write_data(sessions=f'- {{id: a, title: x, materials: [{{file: {file}}}]}}\n')
    (folder / 'other').mkdir()
    (folder / 'other' / 'link').symlink_to(folder / 'event.yaml')
    edition, problems = open_edition(folder)
    assert edition is not None
    assert edition.program.sessions[0].materials == ()
    assert [problem for problem in problems if problem.kind in ('reference', 'value')]


def test_data_file_that_does_not_count_is_no_material_either(write_data: Callable[..., Path]) -> None:
    folder = write_data(sessions='- {id: a, title: x, materials: [{file: people.json}]}\n')
    (folder / 'people.json').write_text('{}')
    edition, problems = open_edition(folder)
    assert edition is not None
    assert edition.program.sessions[0].materials == ()
    assert any('is one of the data files' in problem.message for problem in problems)


@pytest.mark.parametrize('name', ['link.pdf', 'folder/a.pdf', 'circle'])
def test_link_that_leads_out_of_the_data_folder_is_not_followed(write_data: Callable[..., Path], name: str) -> None:
    folder = write_data(sessions=f'- {{id: a, title: x, materials: [{{file: {name}}}]}}\n')
    outside = folder.parent / 'outside'
    outside.mkdir()
    (outside / 'a.pdf').write_bytes(b'%PDF')
    (folder / 'link.pdf').symlink_to(outside / 'a.pdf')
    (folder / 'folder').symlink_to(outside)
    (folder / 'circle').symlink_to(folder / 'circle')
    edition, problems = open_edition(folder)
    assert edition is not None
    assert edition.program.sessions[0].materials == ()
    assert [str(problem.kind) for problem in problems if problem.kind != 'time-left'] == ['reference']


def test_of_many_unknown_names_each_is_told_and_the_first_get_a_hint(open_data: Open) -> None:
    people = ''.join(f'p{number:04}: {{name: P{number}}}\n' for number in range(300))
    sessions = ''.join(f'- {{id: s{number}, title: x, people: q{number:04}}}\n' for number in range(100))
    _, problems = open_data(people=people, sessions=sessions)
    told = [problem for problem in problems if 'no person' in problem]
    assert len(told) == 100
    assert sum('did you mean' in problem for problem in told) == 20


def test_more_unknown_names_than_anybody_reads_are_counted(open_data: Open) -> None:
    idents = ', '.join(f'q{number}' for number in range(1010))
    _, problems = open_data(sessions=f'- {{id: s, title: x, people: [{idents}]}}\n')
    assert sum('no person' in problem for problem in problems) == 1000
    assert any('10 more references lead nowhere' in problem for problem in problems)
