"""Delete copies of portraits, materials and PDFs that nothing shows any more, and search words without a page.

Pages are deleted by ``record_pages/collecting.py`` and ``indices.py``, exported files by ``calendars_and_exports.py``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_event_program._files import remove_files
from sphinx_event_program.domain.event_domain import event_domain
from sphinx_event_program.html.builders import is_website
from sphinx_event_program.html.pdf_menu import PdfMenus
from sphinx_event_program.html.sphinx_internals import forget_words_without_pages
from sphinx_event_program.model.values import Tbd

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def delete_words(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """On ``html-collect-pages``, between the last page and the writing of the index."""
    if is_website(app.builder):
        forget_words_without_pages(app.builder)
    yield from ()


class Copies:
    """The copies of portraits, materials and PDFs in the output."""

    def __init__(self, menus: PdfMenus) -> None:
        self._menus = menus

    def delete(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``, when all pages are read, and before an EPUB packs its folder.

        Sphinx leaves a file where it is when no page shows it any more: the portrait or
        the slides of somebody whose session is not published any more.
        """
        if builder.format != 'html':
            return
        manifest, copies = event_domain(builder.env).build.manifest, _copies(app, builder) | self._menus.copies
        remove_files(Path(app.outdir), set(manifest.copies) - copies - set(_of_documents(builder)))
        manifest.copies = sorted(copies)


def _of_documents(builder: Builder) -> Iterator[str]:
    """All pictures and files that pages show, whoever they are from."""
    yield from (f'{builder.imagedir}/{name}' for _, name in builder.env.images.values())
    yield from (f'_downloads/{name}' for _, name in builder.env.dlfiles.values())


def _copies(app: Sphinx, builder: Builder) -> set[str]:
    """Those that are the event's: portraits and codes from our cache, and materials from the data."""
    env, domain = builder.env, event_domain(builder.env)
    # As Sphinx calls it in the environment: from the source folder on.
    cache = os.path.relpath(Path(app.doctreedir) / 'event', app.srcdir).replace(os.sep, '/') + '/'
    files = set()
    for source, (_, name) in env.images.items():
        if source.startswith(cache):
            files.add(f'{builder.imagedir}/{name}')
    if domain.build.presentation is not None:
        materials = {
            Path(env.relfn2path(domain.build.presentation.material(material.file), app.config.root_doc)[0])
            for session in domain.build.presentation.edition.program.sessions
            for material in (() if isinstance(session.materials, Tbd) else session.materials)
            if isinstance(material.file, str)
        }
        files |= {f'_downloads/{name}' for source, (_, name) in env.dlfiles.items() if source in materials}
    return files


def setup(app: Sphinx, menus: PdfMenus) -> None:
    """Connect the handlers."""
    app.connect('write-started', Copies(menus).delete)
    app.connect('html-collect-pages', delete_words)
