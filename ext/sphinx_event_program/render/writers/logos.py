"""What becomes of logos where a page is not on a screen."""

from __future__ import annotations

from typing import Any

from docutils import nodes as standard
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_event_program.render import nodes
from sphinx_event_program.render.views.sponsors import LIST
from sphinx_event_program.render.writers.portraits import BrowserPortraits, EpubPortraits


class LightLogos(SphinxPostTransform):
    """Removes the logos for dark pages, for all builders but those of websites."""

    # Before the transforms that convert the images which a builder does not support.
    default_priority = 90

    def is_supported(self) -> bool:
        return EpubPortraits(self.document).is_supported() or not BrowserPortraits(self.document).is_supported()

    def run(self, **options: Any) -> None:
        for logo in self.document.findall(nodes.event_logo):
            logo[:] = logo[:1]


class LogosInRows(SphinxPostTransform):
    """Puts the logos of a list on one line of paper, and what is said of them below."""

    default_priority = 90
    formats = ('latex',)

    def run(self, **options: Any) -> None:
        for listed in [one for one in self.document.findall(standard.bullet_list) if LIST in one['classes']]:
            row = standard.paragraph(classes=['event-sponsors__row'])
            texts: list[standard.Node] = []
            for item in listed:
                line, *text = item.children
                logo = line.next_node(nodes.event_logo)
                if text:
                    name = line.children if logo is None else [standard.Text(logo['alt'])]
                    texts += [standard.paragraph('', '', standard.strong('', '', *name)), *text]
                if logo is not None or not text:
                    row += [*([standard.Text(' \N{EM SPACE} ')] if len(row) else []), *line.children]
            listed.replace_self([*([row] if len(row) else []), *texts])


TRANSFORMS = (LightLogos, LogosInRows)
