"""After any sequence of edits, the output is that of a build from nothing, and only what has changed was written."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import yaml
from sphinx.errors import ExtensionError
from tests.sphinx.conftest import Project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sphinx.conftest import Built

#: They build a project again and again.
pytestmark = pytest.mark.slow

Data: TypeAlias = dict[str, Any]

SETTINGS: dict[str, Any] = {
    'html_theme': 'basic',
    'event_pages': {
        'session': 'sessions',
        'person': 'people',
        'track': 'tracks',
        'room': 'rooms',
        'tag': 'tags',
        'day': 'days',
    },
}
FOLDERS = tuple(f'{folder}/' for folder in SETTINGS['event_pages'].values())

DOCUMENTS = {
    'conf.py': "extensions = ['sphinx_event_program']\nexclude_patterns = ['data']\n",
    'index.rst': 'Index\n=====\n\n.. event:notice::\n\n.. toctree::\n\n   schedule\n   all\n   who\n',
    'schedule.rst': 'Schedule\n========\n\n.. event:schedule::\n',
    'all.rst': 'All\n===\n\n.. event:sessions::\n',
    'who.rst': 'Who\n===\n\n.. event:people::\n   :sort: name\n',
}


def first_data() -> Data:
    rooms = ['hall', 'lab']
    return {
        'event': {
            'title': 'Event',
            'start': '2026-05-04 09:00',
            'timezone': 'Europe/Paris',
            'notice': 'Bring a pen.',
            'rooms': [{'id': room, 'name': room.title()} for room in rooms],
            'tracks': [{'id': track, 'name': track.title()} for track in ('red', 'blue')],
        },
        'people': {
            f'p{number}': {'name': f'Given{number} Family{number}', 'bio': f'Bio of {number}.'} for number in range(6)
        },
        'sessions': [
            {
                'id': f's{number}',
                'title': f'Title {number}',
                'abstract': f'Abstract of {number}.',
                'duration': '30 min',
                'room': rooms[number % 2],
                'track': ('red', 'blue')[number % 3 == 0],
                'people': [f'p{number % 6}', f'p{(number + 1) % 6}'],
                'tags': [('maps', 'looms', 'cards')[number % 3]],
                **({'start': '2026-05-05 10:00'} if number in (6, 7) else {}),
            }
            for number in range(9)
        ],
    }


def _some_session(data: Data, random: Random) -> Data:
    return random.choice(data['sessions'])


def edit_bio(data: Data, random: Random) -> None:
    data['people'][random.choice(list(data['people']))]['bio'] = f'Another bio, the {random.randrange(999)}th.'


def edit_abstract(data: Data, random: Random) -> None:
    _some_session(data, random)['abstract'] = f'Another abstract, with number {random.randrange(999)}.'


def edit_title(data: Data, random: Random) -> None:
    _some_session(data, random)['title'] = f'Another title {random.randrange(999)}'


def edit_name(data: Data, random: Random) -> None:
    data['people'][random.choice(list(data['people']))]['name'] = f'New Name{random.randrange(999)}'


def edit_family_name(data: Data, random: Random) -> None:
    name = random.choice(['Ødegård', 'Oak', 'Łoś', 'Aardvark', 'Zed'])
    data['people'][random.choice(list(data['people']))]['family_name'] = name


def edit_duration(data: Data, random: Random) -> None:
    _some_session(data, random)['duration'] = f'{random.randrange(5, 90)} min'


def move_session(data: Data, random: Random) -> None:
    sessions = data['sessions']
    sessions.insert(random.randrange(len(sessions)), sessions.pop(random.randrange(len(sessions))))


def change_room(data: Data, random: Random) -> None:
    session = _some_session(data, random)
    session['room'] = 'lab' if session['room'] == 'hall' else 'hall'


def change_people(data: Data, random: Random) -> None:
    _some_session(data, random)['people'] = random.sample(list(data['people']), 2)


def change_tags(data: Data, random: Random) -> None:
    _some_session(data, random)['tags'] = random.sample(['maps', 'looms', 'cards', 'ink'], 2)


def add_session(data: Data, random: Random) -> None:
    ident = f'new{random.randrange(10**6)}'
    new = {'id': ident, 'title': f'New {ident}', 'duration': '20 min', 'room': 'lab', 'track': 'red', 'people': ['p1']}
    data['sessions'].insert(random.randrange(len(data['sessions'])), new)


def remove_session(data: Data, random: Random) -> None:
    if len(data['sessions']) > 3:
        data['sessions'].remove(_some_session(data, random))


def rename_session(data: Data, random: Random) -> None:
    session = _some_session(data, random)
    session['aliases'] = [*session.get('aliases', []), session['id']]
    session['id'] = f'renamed{random.randrange(10**6)}'


def edit_notice(data: Data, random: Random) -> None:
    data['event']['notice'] = f'Bring {random.randrange(999)} pens.'


def edit_track(data: Data, random: Random) -> None:
    random.choice(data['event']['tracks'])['name'] = f'Track {random.randrange(999)}'


def cancel(data: Data, random: Random) -> None:
    _some_session(data, random)['status'] = 'cancelled'


def touch(data: Data, random: Random) -> None:
    """A comment, as it were: the file is another, and its facts are the same."""


EDITS: tuple[Callable[[Data, Random], None], ...] = (
    edit_bio,
    edit_abstract,
    edit_title,
    edit_name,
    edit_family_name,
    edit_duration,
    move_session,
    change_room,
    change_people,
    change_tags,
    add_session,
    remove_session,
    rename_session,
    edit_notice,
    edit_track,
    cancel,
    touch,
)


def write(project: Project, data: Data, *, comment: str = '') -> None:
    for name, part in data.items():
        project.write({f'data/{name}.yaml': f'# {comment}\n{yaml.safe_dump(part, sort_keys=False)}'})


def output(built: Built) -> dict[str, bytes]:
    return {name: content for name, content in built.files().items() if name.startswith('_static/') is False}


def records(built: Built) -> dict[str, bytes]:
    """The pages of records; what a theme shows of other documents around a document is Sphinx's business."""
    return {name: content for name, content in output(built).items() if name.startswith(FOLDERS)}


def times(built: Built) -> dict[str, int]:
    return {path.relative_to(built.folder).as_posix(): path.stat().st_mtime_ns for path in built.folder.rglob('*.html')}


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[Data], dict[str, bytes]]:
    """What a build from nothing gives."""
    numbers = iter(range(999))

    def build(data: Data) -> dict[str, bytes]:
        project = Project(tmp_path / f'fresh{next(numbers)}')
        project.write(DOCUMENTS)
        write(project, data)
        return output(project.build(**SETTINGS))

    return build


@pytest.mark.slow
@pytest.mark.parametrize(('seed', 'parallel'), [(1, 0), (2, 2), (3, 0), (4, 2)])
def test_output_after_random_edits_is_that_of_a_build_from_nothing(
    tmp_path: Path, fresh: Callable[[Data], dict[str, bytes]], seed: int, parallel: int
) -> None:
    random, data = Random(seed), first_data()
    project = Project(tmp_path / 'edited')
    project.write(DOCUMENTS)
    write(project, data)
    project.build(parallel=parallel, **SETTINGS)
    done = []
    for step in range(6):
        for edit in random.sample(EDITS, random.choice([1, 1, 2])):
            edit(data, random)
            done.append(edit.__name__)
        write(project, data, comment=f'step {step}')
        built = project.build(parallel=parallel, **SETTINGS)
        after, wanted = output(built), fresh(data)
        told = f'seed {seed}, after {", ".join(done)}'
        assert sorted(after) == sorted(wanted), told
        assert [name for name in wanted if wanted[name] != after[name]] == [], told


#: Documents beside the schedule, before and after an edit of the author's.
TREES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    'entries are on another document': (
        {'all.rst': 'All\n===\n\n.. event:speakers::\n', 'who.rst': 'Who\n===\n\nNobody.\n'},
        {'all.rst': 'All\n===\n\nNobody.\n', 'who.rst': 'Who\n===\n\n.. event:speakers::\n'},
    ),
    'a document is below another one': (
        {},
        {
            'index.rst': 'Index\n=====\n\n.. event:notice::\n\n.. toctree::\n\n   schedule\n   who\n',
            'schedule.rst': DOCUMENTS['schedule.rst'] + '\n.. toctree::\n\n   all\n',
        },
    ),
    'another document has the sessions': (
        {'all.rst': 'All\n===\n\nNothing.\n'},
        {'all.rst': DOCUMENTS['all.rst'], 'schedule.rst': 'Schedule\n========\n\nNothing.\n'},
    ),
}


@pytest.mark.parametrize('case', TREES)
def test_pages_of_records_follow_the_documents_that_they_link_to(tmp_path: Path, case: str) -> None:
    settings = SETTINGS | {'event_pages': {'session': 'sessions'}}
    before, after = TREES[case]
    edited, new = Project(tmp_path / 'edited'), Project(tmp_path / 'new')
    for project in (edited, new):
        project.write(DOCUMENTS | before)
        write(project, first_data())
    edited.build(**settings)
    for project in (edited, new):
        project.write(after)
    assert records(edited.build(**settings)) == records(new.build(**settings))


def test_page_of_a_renamed_session_stands_below_the_document_that_names_it_by_its_former_id(tmp_path: Path) -> None:
    settings = SETTINGS | {'event_pages': {'session': 'sessions'}}
    documents = {
        'schedule.rst': 'Schedule\n========\n\nSee :event:session:`s2`.\n',
        'all.rst': 'All\n===\n\n.. event:session:: s1\n',
    }
    edited, new = Project(tmp_path / 'edited'), Project(tmp_path / 'new')
    data = first_data()
    for project in (edited, new):
        project.write(DOCUMENTS | documents)
        write(project, data)
    edited.build(**settings)
    session = next(session for session in data['sessions'] if session['id'] == 's2')
    session |= {'id': 'renamed', 'aliases': ['s2']}
    for project in (edited, new):
        write(project, data)
    assert records(edited.build(**settings)) == records(new.build(**settings))


@pytest.mark.parametrize(
    'after',
    [
        {'who.rst': DOCUMENTS['who.rst'].replace('Who\n===', 'Everybody\n=========')},
        {'who.rst': DOCUMENTS['who.rst'] + '\nFriends\n-------\n\nNobody.\n'},
        {'data/sessions.yaml': '[{id: only, title: The only one, duration: 5 min}]'},
    ],
    ids=['title', 'heading', 'heading of an entry'],
)
def test_frame_of_pages_of_records_is_that_of_a_build_from_nothing(tmp_path: Path, after: dict[str, str]) -> None:
    # This theme's tree has the headings of documents, too.
    settings = SETTINGS | {'html_theme': 'alabaster', 'html_theme_options': {'sidebar_collapse': False}}
    edited, new = Project(tmp_path / 'edited'), Project(tmp_path / 'new')
    for project in (edited, new):
        project.write(DOCUMENTS)
        write(project, first_data())
    edited.build(parallel=2, **settings)
    for project in (edited, new):
        project.write(after)
    assert records(edited.build(parallel=2, **settings)) == records(new.build(**settings))


def test_pages_of_records_tell_browsers_of_a_new_style_sheet(tmp_path: Path) -> None:
    project = Project(tmp_path)
    styled = {'html_static_path': ['own'], 'html_css_files': ['own.css'], **SETTINGS}
    project.write(DOCUMENTS | {'own/own.css': 'p {margin: 0}'})
    write(project, first_data())
    before = times(project.build(**styled))
    assert times(project.build(**styled))['sessions/s1.html'] == before['sessions/s1.html']
    project.write({'own/own.css': 'p {margin: 1em}'})
    after = times(project.build(**styled))
    assert [name for name in before if name.startswith(FOLDERS) and after[name] == before[name]] == []
    # What is not ours is as Sphinx leaves it.
    assert after['index.html'] == before['index.html']


def test_builder_writes_anew_what_another_one_has_read_for_a_setting(tmp_path: Path) -> None:
    kinds = {kind: folder for kind, folder in SETTINGS['event_pages'].items() if kind != 'track'}
    before, after = SETTINGS, SETTINGS | {'event_pages': kinds}
    edited, new = Project(tmp_path / 'edited'), Project(tmp_path / 'new')
    for project in (edited, new):
        project.write(DOCUMENTS)
        write(project, first_data())
    edited.build('dirhtml', **before)
    edited.build('html', **before)
    edited.build('html', **after)
    got, wanted = output(edited.build('dirhtml', **after)), output(new.build('dirhtml', **after))
    assert [name for name in wanted if wanted[name] != got[name]] == []
    assert sorted(got) == sorted(wanted)


def test_documents_follow_tags_whose_pages_are_called_otherwise(tmp_path: Path) -> None:
    data = first_data()
    data['sessions'][0]['tags'], data['sessions'][1]['tags'] = ['a b'], ['a-b']
    project = Project(tmp_path / 'edited')
    project.write(DOCUMENTS | {'all.rst': 'All\n===\n\n.. event:session:: s1\n'})
    write(project, data)
    assert b'tags/a-b-2.html' in output(project.build(**SETTINGS))['all.html']
    data['sessions'][0]['tags'] = []
    write(project, data)
    assert b'tags/a-b.html' in output(project.build(**SETTINGS))['all.html']


_ENDING = """
from pathlib import Path


def setup(app):
    app.connect('source-read', lambda app, docname, source: end(f'reading {docname}', KeyboardInterrupt))
    app.connect('html-collect-pages', lambda app: end('writing', RuntimeError), priority=900)


def end(where, error):
    if (Path(__file__).parent / 'end').read_text() == where:
        raise error
    return ()
"""


@pytest.mark.parametrize('where', ['writing', 'reading schedule'])
def test_what_a_build_left_that_did_not_end_is_made_anew(
    tmp_path: Path, fresh: Callable[[Data], dict[str, bytes]], where: str
) -> None:
    """Its data were taken back: they are what they were in the build before it."""
    data = first_data()
    wanted = fresh(data)
    project = Project(tmp_path / 'ended')
    project.write(DOCUMENTS | {'conf.py': DOCUMENTS['conf.py'] + _ENDING, 'end': ''})
    write(project, data)
    project.build(**SETTINGS)
    edited = copy.deepcopy(data)
    edited['sessions'][0] |= {'title': 'Taken back', 'abstract': 'Taken back.'}
    edited['people']['p0']['bio'] = 'Taken back.'
    edited['sessions'].append({'id': 'never', 'title': 'Never', 'duration': '5 min'})
    write(project, edited)
    project.write({'end': where})
    with pytest.raises((KeyboardInterrupt, ExtensionError)):
        project.build(**SETTINGS)
    project.write({'end': ''})
    write(project, data)
    after = output(project.build(**SETTINGS))
    assert sorted(after) == sorted(wanted)
    assert [name for name in wanted if after[name] != wanted[name]] == []


# The edits in turn, in one process and in several.
@pytest.mark.parametrize(
    ('edit', 'parallel'),
    [(edit, 2 * (number % 2)) for number, edit in enumerate(EDITS)],
    ids=lambda value: getattr(value, '__name__', value),
)
def test_only_pages_that_an_edit_changes_are_written(
    tmp_path: Path, edit: Callable[[Data, Random], None], parallel: int
) -> None:
    data = first_data()
    project = Project(tmp_path)
    project.write(DOCUMENTS)
    write(project, data)
    built = project.build(parallel=parallel, **SETTINGS)
    before, written_before = output(built), times(built)
    edited = copy.deepcopy(data)
    edit(edited, Random(7))
    write(project, edited, comment='edited')
    built = project.build(parallel=parallel, **SETTINGS)
    after, written_after = output(built), times(built)
    written = {name for name, time in written_after.items() if time != written_before.get(name)}
    changed = {name for name in after if after[name] != before.get(name) and name.endswith('.html')}
    of_records = {name for name in written if name.startswith(FOLDERS)}
    assert of_records == {name for name in changed if name.startswith(FOLDERS)}
    assert {f'{name}.html' for name in built.read} <= changed
    # Beside what was read again, Sphinx writes the documents that have it in their toctree.
    documents = {name for name in written if name in ('index.html', 'schedule.html', 'all.html', 'who.html')}
    assert documents <= {*changed, *({'index.html'} if built.read else set())}
