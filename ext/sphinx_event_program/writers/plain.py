"""The nodes where there are only letters: text, man and texinfo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.nodes import SkipNode

from sphinx_event_program import nodes

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the writers of this family."""
    skipped = (skip, None)
    app.add_node(nodes.portrait, text=skipped, man=skipped, texinfo=skipped)
    app.add_node(nodes.monogram, text=skipped, man=skipped, texinfo=skipped)


def skip(self: Any, node: Element) -> None:
    """A picture of a person, or the initials in its place, adds nothing to the name beside it."""
    raise SkipNode
