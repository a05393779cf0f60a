"""The nodes where there are only letters: text, man and texinfo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.nodes import SkipNode, Text

from sphinx_event_program.render import nodes
from sphinx_event_program.render.writers.visitors import Visitors

if TYPE_CHECKING:
    from docutils.nodes import Element


def skip(self: Any, node: Element) -> None:
    """A picture of a person, or the initials in its place, adds nothing to the name beside it."""
    raise SkipNode


def tildes(self: Any, node: Element) -> None:
    """Around what holds no more, as in Markdown: left out, they would make it hold again."""
    self.visit_Text(Text('~~'))


VISITORS: Visitors = {
    nodes.event_portrait: (skip, None),
    nodes.event_monogram: (skip, None),
    nodes.event_deletion: (tildes, tildes),
}
