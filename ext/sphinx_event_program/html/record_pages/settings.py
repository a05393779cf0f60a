"""What ``conf.py`` says of pages: which kinds there are, and in which folders."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from sphinx_event_program.html.record_pages.plan import PageKind
from sphinx_event_program.model.problems import did_you_mean

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_TEMPLATES = Path(__file__).parents[2] / 'templates'


def configure(app: Sphinx, config: Config) -> None:
    """On ``config-inited``: offer our templates, and refuse kinds and folders that cannot be.

    :raises ConfigError: if ``event_pages`` is no mapping of kinds to folders of the site.
    """
    # The author's folders come first: a template there replaces ours.
    config.templates_path = [*config.templates_path, str(_TEMPLATES)]
    given = config.event_pages
    if not isinstance(given, dict):
        raise ConfigError(f"event_pages = {given!r} is no mapping; write, for example, {{'session': 'sessions'}}")
    for kind, folder in given.items():
        if kind not in list(PageKind):
            raise ConfigError(f'event_pages: {kind!r} is not known; {did_you_mean(str(kind), PageKind)}')
        if not isinstance(folder, str) or not _is_inside(folder):
            raise ConfigError(f"event_pages: {folder!r} is no folder of the site; write, for example, '{kind}s'")
    # Where capitals do not count in names of files, two folders may be one.
    if len({folder.casefold() for folder in given.values()}) < len(given):
        raise ConfigError('event_pages: two kinds of pages cannot be in one folder; give each its own')


def _is_inside(folder: str) -> bool:
    """Whether each part can stand in an address as it is, and is no folder of Sphinx's own, such as ``_static``."""
    return re.fullmatch(r'[^\W_][\w.-]*(/[^\W_][\w.-]*)*', folder) is not None
