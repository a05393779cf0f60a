"""The real site through every builder that Sphinx offers to a documentation author."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import sphinx_build

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    'builder', ['html', 'dirhtml', 'singlehtml', 'latex', 'epub', 'text', 'man', 'texinfo', 'gettext', 'xml']
)
def test_builder_has_nothing_to_warn_of(builder: str, tmp_path: Path) -> None:
    sphinx_build(builder, tmp_path / builder)
    assert any((tmp_path / builder).iterdir())


@pytest.mark.parametrize('builder', ['html', 'latex', 'text', 'epub'])
def test_parallel_and_serial_builds_give_the_same_bytes(builder: str, tmp_path: Path) -> None:
    outputs = []
    for name, jobs in (('serial', '1'), ('parallel', '2')):
        output = tmp_path / name
        sphinx_build(builder, output, '-j', jobs)
        # Sphinx's record of its options is not published; its EPUB archive holds the hours of the files.
        files = {path for path in output.rglob('*') if path.is_file() and path.name != '.buildinfo'}
        files = {path for path in files if path.suffix != '.epub'}
        outputs.append({path.relative_to(output): path.read_bytes() for path in files})
    assert outputs[0].keys() == outputs[1].keys()
    assert [path for path, content in outputs[0].items() if outputs[1][path] != content] == []
