"""The real site through every builder that Sphinx offers to a documentation author."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import sphinx_build

pytestmark = pytest.mark.slow

Build = Callable[[str, str], Path]


@pytest.fixture(scope='module')
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The output of a builder in so many processes; what one builder has read, the others need not read again."""
    folder, made = tmp_path_factory.mktemp('builders'), set[Path]()

    def output(builder: str, jobs: str) -> Path:
        # Catalogs number paragraphs, and share no doctrees.
        doctrees = folder / ('doctrees-gettext' if builder == 'gettext' else f'doctrees-{jobs}')
        written = folder / jobs / builder
        if written not in made:
            sphinx_build(builder, written, '-j', jobs, doctrees=doctrees)
            made.add(written)
        return written

    return output


@pytest.mark.parametrize(
    'builder', ['html', 'dirhtml', 'singlehtml', 'latex', 'epub', 'text', 'man', 'texinfo', 'gettext', 'xml']
)
def test_builder_has_nothing_to_warn_of(build: Build, builder: str) -> None:
    assert any(build(builder, '1').iterdir())


@pytest.mark.parametrize('builder', ['html', 'latex', 'text', 'epub'])
def test_parallel_and_serial_builds_give_the_same_bytes(build: Build, builder: str) -> None:
    outputs = []
    for jobs in ('1', '2'):
        output = build(builder, jobs)
        # Sphinx's record of its options is not published; its EPUB archive holds the hours of the files.
        files = {path for path in output.rglob('*') if path.is_file() and path.name != '.buildinfo'}
        files = {path for path in files if path.suffix != '.epub'}
        outputs.append({path.relative_to(output): path.read_bytes() for path in files})
    assert outputs[0].keys() == outputs[1].keys()
    assert [path for path, content in outputs[0].items() if outputs[1][path] != content] == []
