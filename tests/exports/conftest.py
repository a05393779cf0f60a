"""An edition of a few lines of YAML, on its way to other programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.exports.release import Release
from sphinx_event_program.model.event import Audience

SITE = 'https://event.example.org/2025/'
REVISED = datetime(2025, 9, 1, 12, 30, tzinfo=UTC)


def address(kind: str, ident: str) -> str:
    return f'{SITE}{kind}/{ident}.html'


@pytest.fixture
def released(write_data: Callable[..., Path]) -> Callable[..., Release]:
    """Writes a data folder and releases its edition; ``settings`` are those of the release."""

    def release(*, audience: Audience = Audience.PUBLIC, settings: Any = None, **texts: str | bytes) -> Release:
        edition, _ = open_edition(write_data(**texts), audience)
        assert edition is not None
        return Release(edition, **{'site': SITE, 'address': address, 'revised': REVISED, **(settings or {})})

    return release
