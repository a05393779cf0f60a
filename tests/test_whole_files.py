"""A file is there as a whole, or as it was."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from sphinx_event_program._files import write_once, write_whole

FULL = OSError(errno.ENOSPC, 'No space left on device')


def test_file_is_written_with_its_folder_and_nothing_else_is_left(tmp_path: Path) -> None:
    file = tmp_path / 'a' / 'b' / 'file.txt'
    for content in (b'first', b'second'):
        write_whole(file, content)
        assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


def test_new_file_has_the_mode_that_any_other_has_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / 'other').touch()
    file = tmp_path / 'file'
    write_whole(file, b'first')
    assert file.stat().st_mode == (tmp_path / 'other').stat().st_mode
    file.chmod(0o640)
    write_whole(file, b'second')
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_link_leads_where_it_led(tmp_path: Path) -> None:
    (tmp_path / 'elsewhere').mkdir()
    real, link = tmp_path / 'elsewhere' / 'real', tmp_path / 'link'
    link.symlink_to(real)
    for content in (b'first', b'second'):
        write_whole(link, content)
        assert (link.is_symlink(), real.read_bytes()) == (True, content)


def test_name_may_be_as_long_as_names_may_be(tmp_path: Path) -> None:
    write_whole(tmp_path / ('x' * 255), b'')


@pytest.mark.parametrize('step', ['write', 'flush', 'rename'])
def test_failure_is_told_of_the_file_itself_which_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / 'file'
    file.write_bytes(b'before')

    def fail(*given: object) -> None:
        raise FULL

    match step:
        case 'write':
            monkeypatch.setattr(Path, 'open', fail)
        case 'flush':
            monkeypatch.setattr(os, 'fsync', fail)
        case 'rename':
            monkeypatch.setattr(Path, 'replace', fail)
    with pytest.raises(OSError, match='No space left') as told:
        write_whole(file, b'after', durable=True)
    monkeypatch.undo()
    assert (told.value.errno, told.value.filename) == (errno.ENOSPC, str(file))
    assert [(path, path.read_bytes()) for path in tmp_path.iterdir()] == [(file, b'before')]


def test_file_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    file = tmp_path / 'folder' / 'file'
    write_once(file, b'made first')
    write_once(file, b'made second')
    assert [(path, path.read_bytes()) for path in file.parent.iterdir()] == [(file, b'made first')]
