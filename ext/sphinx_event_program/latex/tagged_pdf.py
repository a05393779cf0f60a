"""Which printed documents can be tagged for screen readers and other programs.

LaTeX tags what it knows. Of what Sphinx draws with means of its own, some is tagged
wrongly, and some stops TeX: rows of tables with a coloured ground, and footnotes in
tables (LaTeX 2026-06-01). So a document is tagged if it holds nothing else than what
was seen to be tagged well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_event_program.render.nodes import event_facts, event_tagging, event_timetable

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Nodes that were seen to be tagged well; besides, all of ours.
_SOUND = (
    *(nodes.document, nodes.section, nodes.title, nodes.paragraph, nodes.Text, nodes.reference, nodes.target),
    *(nodes.inline, nodes.emphasis, nodes.strong, nodes.literal, nodes.image, nodes.container, nodes.compound),
    *(nodes.bullet_list, nodes.enumerated_list, nodes.list_item, nodes.line_block, nodes.line, nodes.rubric),
    nodes.block_quote,
    *(nodes.comment, addnodes.start_of_file, addnodes.index, addnodes.compact_paragraph, addnodes.highlightlang),
)


class Tagging(SphinxPostTransform):
    """Adds a node to the beginning of a document that can be tagged."""

    formats = ('latex',)
    # When the document is as it will be written.
    default_priority = 900

    def run(self, **options: Any) -> None:
        if all(map(_is_sound, self.document.findall())):
            self.document.insert(0, event_tagging())


def _is_sound(node: nodes.Node) -> bool:
    ours = type(node).__module__ == event_tagging.__module__
    return ours or isinstance(node, _SOUND) or _is_part_of_ours(node)


def _is_part_of_ours(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, event_timetable | event_facts):
        parent = parent.parent
    return parent is not None


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(Tagging)
