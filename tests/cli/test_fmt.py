from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sphinx_event_program.cli import main
from sphinx_event_program.reading.loader import load

Write = Callable[..., Path]

UNORDERED = 'timezone: UTC   # on earth\nstart: 2025-10-19\ntitle: NO\n'
ORDERED = 'title: NO\nstart: 2025-10-19\ntimezone: UTC   # on earth\n'


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ['fmt', *map(str, arguments)])


def test_files_of_a_folder_are_put_in_order(write_data: Write) -> None:
    folder = write_data(event=UNORDERED)
    result = _run(folder)
    assert (result.exit_code, (folder / 'event.yaml').read_text()) == (0, ORDERED)
    assert result.output == f'{folder}/event.yaml is in order now\n1 changed, 2 in order already\n'


def test_program_is_the_same_afterwards(write_data: Write) -> None:
    folder = write_data(
        also='rooms: [{name: A, id: a}]\n',
        people='ada: {url: https://a.b, name: Ada}\n',
        sessions='- title: x\n  room: a\n  id: s\n  people: ada\n  duration: 4h\n',
    )
    before = load(folder).program
    assert _run(folder).output.endswith('3 changed, 0 in order already\n')
    after = load(folder).program
    assert before is not None
    assert after is not None
    assert (after.event, after.people, after.sessions) == (before.event, before.people, before.sessions)


def test_check_writes_nothing_and_fails_if_something_would_change(write_data: Write) -> None:
    folder = write_data(event=UNORDERED)
    result = _run('--check', folder)
    assert (result.exit_code, (folder / 'event.yaml').read_text()) == (1, UNORDERED)
    assert 'event.yaml would change' in result.output
    _run(folder)
    assert _run('--check', folder).exit_code == 0


def test_diff_writes_nothing_and_shows_what_would_change(write_data: Write) -> None:
    folder = write_data(event=UNORDERED)
    result = _run('--diff', folder)
    assert (result.exit_code, (folder / 'event.yaml').read_text()) == (0, UNORDERED)
    assert result.output.splitlines()[2:] == [
        '@@ -1,4 +1,4 @@',
        '+title: NO',
        '+start: 2025-10-19',
        ' timezone: UTC   # on earth',
        '-start: 2025-10-19',
        '-title: NO',
        ' ',
    ]
    assert _run('--diff', '--check', folder).exit_code == 1


def test_single_file_is_put_in_order_and_no_other(write_data: Write) -> None:
    folder = write_data(event=UNORDERED, people='ada: {url: https://a.b, name: Ada}\n')
    assert _run(folder / 'people.yaml').exit_code == 0
    assert (folder / 'people.yaml').read_text() == 'ada: {name: Ada, url: https://a.b}\n'
    assert (folder / 'event.yaml').read_text() == UNORDERED


@pytest.mark.parametrize(
    'broken', ['title: [\n', 'title: a: b\n', 'a: *b\n', 'a: 1\na: 2\n', b'title: \xff\n', '---\na: b\n---\nc: d\n']
)
def test_file_with_mistakes_of_syntax_is_told_and_not_touched(write_data: Write, broken: str | bytes) -> None:
    folder = write_data(event=broken, sessions='- title: x\n  id: a\n')
    before = (folder / 'event.yaml').read_bytes()
    result = _run(folder)
    assert result.exit_code == 1
    assert f'{folder}/event.yaml:' in result.stderr
    assert f'{folder}/event.yaml is left as it is' in result.stderr
    assert (folder / 'event.yaml').read_bytes() == before
    # The others are none the worse for it.
    assert (folder / 'sessions.yaml').read_text() == '- id: a\n  title: x\n'


def test_file_that_is_no_text_is_told_and_one_that_is_hidden_passed_over(write_data: Write) -> None:
    folder = write_data()
    (folder / 'sessions.yaml').unlink()
    (folder / 'sessions').mkdir()
    (folder / 'sessions' / '._a.yaml').write_bytes(b'\x00\x05\xff')
    (folder / 'sessions' / 'b.yaml').write_bytes(b'- id: b\n  title: \xff\n')
    result = _run(folder)
    assert result.exit_code == 1
    assert 'b.yaml' in result.stderr
    assert '._a.yaml' not in result.stderr


def test_mode_of_a_file_and_a_link_to_it_are_kept(write_data: Write, tmp_path: Path) -> None:
    folder = write_data(event=UNORDERED)
    real = tmp_path / 'real.yaml'
    (folder / 'event.yaml').rename(real)
    (folder / 'event.yaml').symlink_to(real)
    real.chmod(0o640)
    _run(folder)
    assert (folder / 'event.yaml').is_symlink()
    assert (real.read_text(), stat.S_IMODE(real.stat().st_mode)) == (ORDERED, 0o640)


def test_file_is_whole_and_nothing_is_left_behind_if_writing_fails(
    write_data: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_data(event=UNORDERED)

    def full(descriptor: int) -> None:
        raise OSError(28, 'No space left on device')

    monkeypatch.setattr(os, 'fsync', full)
    result = _run(folder)
    assert (result.exit_code, result.stderr) == (1, f'Error: {folder}/event.yaml: No space left on device\n')
    assert (folder / 'event.yaml').read_text() == UNORDERED
    assert sorted(path.name for path in folder.iterdir()) == ['event.yaml', 'people.yaml', 'sessions.yaml']


def test_folder_that_cannot_be_written_to_is_told_by_the_name_of_the_file(
    write_data: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_data(event=UNORDERED)

    def refuse(path: Path, target: object) -> None:
        raise PermissionError(13, 'Permission denied', str(path))

    monkeypatch.setattr(Path, 'replace', refuse)
    result = _run(folder)
    assert (result.exit_code, result.stderr) == (1, f'Error: {folder}/event.yaml: Permission denied\n')


@pytest.mark.parametrize('ending', ['csv', 'toml', 'json'])
def test_what_is_no_yaml_stays_as_it_is_and_that_is_said(write_data: Write, ending: str) -> None:
    table = write_data() / f'people.{ending}'
    table.write_text('name,id\nAda,ada\n')
    result = _run(table)
    assert (result.exit_code, f'is {ending.upper()} and stays as it is' in result.stderr) == (0, True)
    assert table.read_text() == 'name,id\nAda,ada\n'


def test_file_that_is_no_data_is_a_mistake_of_use(tmp_path: Path) -> None:
    (tmp_path / 'conf.py').write_text('')
    assert _run(tmp_path / 'conf.py').exit_code == 2


@pytest.fixture
def folders(write_data: Write) -> Path:
    """A data folder with a folder of sessions, each in a file of its own; some are called like other files."""
    folder = write_data()
    (folder / 'sessions.yaml').unlink()
    (folder / 'sessions').mkdir()
    for name in ('a.YAML', 'event.yaml', 'people.yaml'):
        (folder / 'sessions' / name).write_text(f'title: x\nid: {name}\n')
    return folder


@pytest.mark.parametrize(
    ('where', 'named', 'touched'),
    [
        ('.', '.', ['a.YAML', 'event.yaml', 'people.yaml']),
        ('.', 'sessions', ['a.YAML', 'event.yaml', 'people.yaml']),
        ('sessions', '.', ['a.YAML', 'event.yaml', 'people.yaml']),
        ('.', 'sessions/event.yaml', ['event.yaml']),
        ('sessions', 'people.yaml', ['people.yaml']),
        ('sessions', 'a.YAML', ['a.YAML']),
        ('.', 'event.yaml', []),
    ],
)
def test_file_in_a_folder_of_sessions_holds_sessions_whatever_its_name(
    folders: Path, monkeypatch: pytest.MonkeyPatch, where: str, named: str, touched: list[str]
) -> None:
    monkeypatch.chdir(folders / where)
    assert _run(named).exit_code == 0
    in_order = [path.name for path in (folders / 'sessions').iterdir() if path.read_text().startswith('id:')]
    assert sorted(in_order) == touched


def test_folder_beside_a_file_for_the_same_is_put_in_order_alone(folders: Path) -> None:
    (folders / 'sessions' / 'event.yaml').rename(folders / 'sessions' / 'sessions.yaml')
    (folders / 'sessions.yaml').write_text('- {title: y, id: y}\n')
    result = _run(folders / 'sessions')
    assert (folders / 'sessions.yaml').read_text() == '- {title: y, id: y}\n'
    assert 'sessions.yaml is in order now' in result.output


def test_folder_without_data_is_a_mistake_of_use(folders: Path) -> None:
    (folders / 'photos').mkdir()
    for folder in (folders / 'photos', folders.parent):
        result = _run(folder)
        assert result.exit_code == 2
        assert 'Name the folder that event.yaml is in' in result.stderr


def test_line_ends_of_windows_stay(write_data: Write) -> None:
    folder = write_data(event=UNORDERED.replace('\n', '\r\n'), people='ada:\r\n  name: A\n')
    assert '\ufffd' not in _run('--diff', folder / 'event.yaml').output
    _run(folder)
    assert (folder / 'event.yaml').read_bytes() == ORDERED.replace('\n', '\r\n').encode()
    assert (folder / 'people.yaml').read_bytes() == b'ada:\n  name: A\n'
    assert _run('--check', folder).exit_code == 0


def test_folder_called_data_is_taken_by_default(
    write_data: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run().exit_code == 2
    write_data(event=UNORDERED)
    result = _run()
    assert (result.exit_code, result.output.splitlines()[0]) == (0, 'data/event.yaml is in order now')


def test_folders_of_files_are_put_in_order_but_for_what_is_no_yaml(write_data: Write) -> None:
    folder = write_data()
    (folder / 'people.yaml').unlink()
    (folder / 'sessions.yaml').unlink()
    toml, json = '[ada]\nurl = "https://a.b"\nname = "Ada"\n', '{"title": "y", "id": "b", "duration": "4h"}'
    (folder / 'people.toml').write_text(toml)
    (folder / 'sessions').mkdir()
    (folder / 'sessions' / 'one.yaml').write_text('title: x\nid: a\nduration: 4h\n')
    (folder / 'sessions' / 'two.json').write_text(json)
    assert _run(folder).exit_code == 0
    assert (folder / 'sessions' / 'one.yaml').read_text() == 'id: a\ntitle: x\nduration: 4h\n'
    assert ((folder / 'people.toml').read_text(), (folder / 'sessions' / 'two.json').read_text()) == (toml, json)
