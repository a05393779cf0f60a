"""The site's tree, which themes show around each page: the same for all pages of records in one folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder


class SiteTree:
    """Makes the tree once for each folder and way in which a theme asks for it.

    Sphinx makes it for each page, in time that grows with the number of pages. A page of
    a record is in no toctree, so that nothing in the tree is the current one, and relative
    addresses are the same for all pages that lie beside each other.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._made: dict[tuple[object, ...], str] = {}
        #: Whether a theme has asked for headings of documents beside their titles.
        self.has_headings = False

    def for_page(self, name: str, toctree: Callable[..., str]) -> Callable[..., str]:
        """What templates call in place of Sphinx's ``toctree`` on the page of this name."""
        # Of the address: with dirhtml, not all pages of a folder are beside each other.
        folder = self._builder.get_target_uri(name).rpartition('/')[0]

        def made(**options: Any) -> str:
            # Sphinx's own defaults: what is folded up is not there.
            if not options.get('collapse', True) and not options.get('titles_only', False):
                self.has_headings = True
            key = (folder, *sorted(options.items()))
            if key not in self._made:
                self._made[key] = toctree(**options)
            return self._made[key]

        return made
