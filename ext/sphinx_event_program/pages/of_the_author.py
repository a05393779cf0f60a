"""What authors wrote themselves under the name of a page: that stays, and no page is made."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder


class OfTheAuthor:
    """Asks, when all documents are known: documents, ``html_additional_pages`` and files in ``html_extra_path``."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        self._app = app
        self._builder = builder

    @cached_property
    def _written(self) -> frozenset[Path]:
        """The files of the author's own pages: those of two names may be one, such as ``a`` and ``a/index``."""
        names = [*self._app.env.found_docs, *self._app.config.html_additional_pages]
        return frozenset(Path(self._builder.get_output_path(name)) for name in names)

    def page(self, name: str) -> bool:
        """Whether the page of this name is the author's."""
        path = Path(self._builder.get_output_path(name))
        if path in self._written:
            return True
        # There are thousands of pages, and most sites have no files beside them.
        extra = self._app.config.html_extra_path
        return bool(extra) and self.file(path.relative_to(self._builder.outdir).as_posix())

    def file(self, name: str) -> bool:
        """Whether the author has a file that comes to lie here, below the site's root."""
        return any(Path(self._app.confdir, entry, name).is_file() for entry in self._app.config.html_extra_path)
