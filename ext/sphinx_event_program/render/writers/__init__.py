"""Writers of the nodes for each family of builders; raw HTML and LaTeX occur only here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_event_program.render.nodes import Visitors
from sphinx_event_program.render.writers import html, latex, logos, plain, sheets
from sphinx_event_program.render.writers.portraits import TRANSFORMS, leave_out_cache

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The writers of each of Sphinx's builder families; epub writes HTML.
FAMILIES: dict[str, Visitors] = {
    'html': html.VISITORS,
    'latex': {**latex.VISITORS, **sheets.VISITORS},
    'text': plain.VISITORS,
    'man': plain.VISITORS,
    'texinfo': plain.VISITORS,
}


def setup(app: Sphinx) -> None:
    """Register each node once, with all its writers, and what prepares nodes for them."""
    for node in dict.fromkeys(node for visitors in FAMILIES.values() for node in visitors):
        writers: Any = {family: visitors[node] for family, visitors in FAMILIES.items() if node in visitors}
        app.add_node(node, **writers)
    for transform in (*TRANSFORMS, *logos.TRANSFORMS):
        app.add_post_transform(transform)
    app.connect('write-started', leave_out_cache)
