"""Pages that nobody has to write: one for each session, person, track, room, tag and day of a website."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_event_program.html.record_pages.collecting import RecordPages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_event_program.html.calendars_and_exports import Publishing

_TEMPLATES = Path(__file__).parents[2] / 'templates'

#: Before the handlers of themes, which take ``toctree`` out of the context.
_BEFORE_THEMES = 100


def offer_templates(app: Sphinx, config: Config) -> None:
    """On ``config-inited``, before the builder looks for templates."""
    # The author's folders come first: a template there replaces ours.
    config.templates_path = [*config.templates_path, str(_TEMPLATES)]


def setup(app: Sphinx, publishing: Publishing) -> None:
    """Connect the handlers."""
    pages = RecordPages(publishing)
    app.connect('config-inited', offer_templates)
    app.connect('builder-inited', pages.plan)
    app.connect('write-started', pages.prepare)
    app.connect('html-page-context', pages.share_tree, priority=_BEFORE_THEMES)
    app.connect('html-collect-pages', pages.collect)
    app.connect('build-finished', pages.finish)
