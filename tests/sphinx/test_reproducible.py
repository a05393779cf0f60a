"""The same sources give the same bytes, however many processes write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Project

#: Enough pages for Sphinx to share them out in chunks of several.
NUMBER = 24

PAGE = """\
Page {number}
========================

.. event:{directive}::

See :event:session:`panel`, :event:session:`coffee`, :event:person:`ada` and :doc:`sessions`.
"""
DIRECTIVES = ('schedule', 'facts', 'people', 'qrcode', 'notice', 'description')


@pytest.fixture
def many_pages(open_root: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch) -> Callable[[], Project]:
    """Opens the conference with many pages, at a time of its own."""
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1760871600')

    def copy() -> Project:
        project = open_root('conference')
        pages = {
            f'page{number}.rst': PAGE.format(number=number, directive=DIRECTIVES[number % len(DIRECTIVES)])
            for number in range(NUMBER)
        }
        project.write(pages)
        index = (project.source / 'index.rst').read_text(encoding='utf-8')
        project.write({'index.rst': index + ''.join(f'   page{number}\n' for number in range(NUMBER))})
        return project

    return copy


@pytest.mark.slow
@pytest.mark.parametrize('builder', ['html', 'latex'])
def test_parallel_build_gives_the_bytes_of_a_serial_one(many_pages: Callable[[], Project], builder: str) -> None:
    serial, parallel = (many_pages().build(builder, parallel=processes) for processes in (0, 2))
    assert parallel.warnings == serial.warnings == []
    assert [name for name, written in serial.files().items() if parallel.files().get(name) != written] == []
    assert list(serial.files()) == list(parallel.files())


@pytest.mark.slow
@pytest.mark.parametrize('builder', ['html', 'latex'])
def test_build_after_an_edit_gives_the_bytes_of_a_fresh_one(many_pages: Callable[[], Project], builder: str) -> None:
    edited, fresh = many_pages(), many_pages()
    edited.build(builder)
    for project in (edited, fresh):
        project.edit('data/sessions.yaml', 'duration: 50+10 min', 'duration: 50+20 min')
        project.edit('data/people.yaml', 'position: Analyst', 'position: Countess')
    again, once = edited.build(builder).files(), fresh.build(builder).files()
    # Sphinx keeps words in the index that are on no page any more.
    assert [name for name in once if again.get(name) != once[name] and name != 'searchindex.js'] == []
