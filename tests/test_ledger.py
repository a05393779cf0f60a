"""What a builder remembers of what it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_event_program.incremental.manifest import BuildManifest


def test_only_documents_made_of_something_else_are_outdated(tmp_path: Path) -> None:
    file = tmp_path / 'event' / 'html.ledger'
    ledger = BuildManifest.opened(file)
    assert ledger.note_changes('records', {'a': 'one', 'b': 'two'}) == ['a', 'b']
    ledger.save(file)
    ledger = BuildManifest.opened(file)
    assert ledger.note_changes('records', {'a': 'one', 'b': 'three', 'c': 'new'}) == ['b', 'c']
    assert ledger.note_changes('pdfs', {'a': 'one'}) == ['a']


def test_what_is_not_saved_was_not_written(tmp_path: Path) -> None:
    file = tmp_path / 'html.ledger'
    BuildManifest.opened(file).note_changes('records', {'a': 'one'})
    assert BuildManifest.opened(file) == BuildManifest()


@pytest.mark.parametrize('content', [b'', b'\x80\x04K\x01.', b'[1]', b'{"linked": {}}'])
def test_ledger_that_cannot_be_read_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / 'html.ledger'
    file.write_bytes(content)
    assert BuildManifest.opened(file) == BuildManifest()


def test_equal_ledger_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / 'html.ledger'
    BuildManifest(pages={'a': 'one'}).save(file)
    before = file.stat().st_mtime_ns
    BuildManifest.opened(file).save(file)
    assert file.stat().st_mtime_ns == before
