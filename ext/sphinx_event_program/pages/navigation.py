"""A theme's navigation on pages of records, which is the same on all pages of a folder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context

if TYPE_CHECKING:
    from jinja2.runtime import Context
    from sphinx.builders.html import StandaloneHTMLBuilder

#: Parts of the sidebar that show the site's tree, and nothing of the page that they stand on.
_TREES = frozenset({'sbt-sidebar-nav.html', 'sidebar-nav-bs.html'})
_REMEMBERED = 'event/navigation.html'


class Navigation:
    """Makes the site's tree once for each folder.

    Themes make it for each page, in time that grows with the number of pages. A page of
    a record is in no toctree, so that nothing in the tree is the current one, and
    relative addresses are the same for all pages that lie beside each other.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._toctrees: dict[tuple[object, ...], str] = {}
        self._trees: dict[tuple[str, str], str] = {}

    def context(self, name: str) -> dict[str, Any]:
        """What templates have to know for the page of this name."""
        folder = name.rpartition('/')[0]
        context: dict[str, Any] = {}
        self._builder.add_sidebars(name, context)
        sidebars: list[str] = context['sidebars']
        trees = [template for template in sidebars if template in _TREES]
        # One tree at most: the template that stands for it cannot know which one of two is meant.
        if len(trees) == 1:
            context['sidebars'] = [_REMEMBERED if template in _TREES else template for template in sidebars]
            context['event_navigation'] = pass_context(partial(self._tree, folder, trees[0]))
        return {**context, 'toctree': partial(self._toctree, name, folder)}

    def _tree(self, folder: str, template: str, context: Context) -> str:
        """A part of the sidebar, as it is on the first page of the folder that asks for it."""
        key = folder, template
        if key not in self._trees:
            self._trees[key] = context.environment.get_template(template).render(context.get_all())
        return self._trees[key]

    def _toctree(self, name: str, folder: str, **options: Any) -> str:
        """What Sphinx gives to themes that make a tree of their own."""
        key = (folder, *sorted(options.items()))
        if key not in self._toctrees:
            self._toctrees[key] = self._builder._get_local_toctree(name, **options)
        return self._toctrees[key]
