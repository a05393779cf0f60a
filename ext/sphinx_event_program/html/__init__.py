"""Website beside the documents: pages of records, indices, calendars and exports, PDFs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_event_program.html import calendars_and_exports, cleanup, indices, page_context, pdf_menu, record_pages
from sphinx_event_program.html.calendars_and_exports import Publishing
from sphinx_event_program.html.pdf_menu import PdfMenus

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_STATIC = Path(__file__).parents[1] / 'static'


def offer_static_files(app: Sphinx, config: Config) -> None:
    """On ``config-inited``: later, each build would take it for a change of the configuration."""
    # First: a file of the author's with the same name replaces ours.
    config.html_static_path = [str(_STATIC), *config.html_static_path]


def setup(app: Sphinx) -> None:
    """Register all parts, in the order in which a build needs them."""
    publishing, menus = Publishing(), PdfMenus()
    app.connect('config-inited', offer_static_files)
    app.add_css_file('event.css')
    pdf_menu.setup(app, menus)
    record_pages.setup(app, publishing)
    calendars_and_exports.setup(app, publishing)
    page_context.setup(app)
    indices.setup(app)
    cleanup.setup(app, menus)
