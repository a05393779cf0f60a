"""What the tests of every floor share: a small event, written into a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sphinx_event_program.edition import Edition
from sphinx_event_program.edition.opening import open_edition

# The same examples each time; each rewrites the files of the one before it.
settings.register_profile(
    'ci',
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# What `make test-fast` takes: a quarter of them.
settings.register_profile('fast', settings.get_profile('ci'), max_examples=25)
# Other examples each time, and many of them: `make fuzz`.
settings.register_profile('long', settings.get_profile('ci'), derandomize=False, max_examples=1000)
settings.load_profile('ci')

_EVENT = """\
title: A day of talks
start: 2025-10-19 13:00
end: 2025-10-19 17:00
timezone: Europe/Paris
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Snapshots are of the manual's examples; see ``tests/sphinx/test_snippets.py``."""
    parser.addoption('--update-snapshots', action='store_true', help='keep what the examples of the manual give now')


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In one of several processes: first what TeX is needed for, lest it is left to one of them in the end."""
    if hasattr(config, 'workerinput'):
        typeset = {item.path for item in items if item.get_closest_marker('tex')}
        items.sort(key=lambda item: item.path not in typeset)


@pytest.fixture
def write_data(tmp_path: Path) -> Callable[..., Path]:
    """Writes a data folder; ``also`` is added to a small event, ``event`` takes its place."""

    def write(
        *, event: str | bytes = _EVENT, also: str = '', people: str | bytes = '', sessions: str | bytes = ''
    ) -> Path:
        folder = tmp_path / 'data'
        folder.mkdir(exist_ok=True)
        for name, text in (('event', event), ('people', people), ('sessions', sessions)):
            encoded = text if isinstance(text, bytes) else text.encode()
            (folder / f'{name}.yaml').write_bytes(encoded + (also.encode() if name == 'event' else b''))
        return folder

    return write


@pytest.fixture
def open_data(write_data: Callable[..., Path]) -> Callable[..., tuple[Edition | None, list[str]]]:
    """Writes a data folder and opens it: the edition, and the problems as they are told."""

    def open_written(**texts: str | bytes) -> tuple[Edition | None, list[str]]:
        folder = write_data(**texts)
        edition, problems = open_edition(folder)
        return edition, [str(problem).removeprefix(f'{folder}/') for problem in problems]

    return open_written
