"""Which files of a portrait each builder shows; the others are not copied."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils.nodes import image
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_event_program.render import nodes
from sphinx_event_program.render.writers.latex import in_timetable

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


class _PortraitTransform(SphinxPostTransform):
    # Before the transforms that convert the images which a builder does not support.
    default_priority = 90

    def run(self, **options: Any) -> None:
        for node in list(self.document.findall(nodes.event_portrait)):
            self.prepare(node)

    @abstractmethod
    def prepare(self, node: nodes.event_portrait) -> None:
        """Leave the images that the builder shows."""


class BrowserPortraits(_PortraitTransform):
    """All files of a portrait, for HTML: a browser chooses."""

    formats = ('html',)

    def prepare(self, node: nodes.event_portrait) -> None:
        for file in node.findall(image):
            # Sphinx's own list for HTML lacks WebP: a converter (sphinx.ext.imgconverter) would make PNG of it.
            file['candidates'] = {'image/jpeg': file['uri']}


class OnePortrait(_PortraitTransform):
    """The largest JPEG of a portrait, for any other builder: it is fine enough for print."""

    def is_supported(self) -> bool:
        return not BrowserPortraits(self.document).is_supported()

    def prepare(self, node: nodes.event_portrait) -> None:
        node[:] = [file for file in node.findall(image) if file['media_type'] == 'image/jpeg'][-1:]


class EpubPortraits(OnePortrait):
    """The largest JPEG of a portrait, for EPUB, whose readers need not know WebP nor srcset."""

    builders = ('epub',)

    def is_supported(self) -> bool:
        return SphinxPostTransform.is_supported(self)


class LatexPortraits(_PortraitTransform):
    """Removes portraits from a printed timetable, where a person is a line of text."""

    formats = ('latex',)

    def prepare(self, node: nodes.event_portrait) -> None:
        if in_timetable(node):
            node.clear()


class NoPortraits(_PortraitTransform):
    """Removes portraits for builders of plain text."""

    formats = ('text', 'man', 'texinfo')

    def prepare(self, node: nodes.event_portrait) -> None:
        node.clear()


def leave_out_cache(app: Sphinx, builder: Builder) -> None:
    """On ``write-started``: an EPUB holds what is in its folder, but not the portraits of other builders.

    Without ``-d``, Sphinx puts the doctrees there. Later than the environment is
    saved, because a setting that differs from the saved one makes all pages stale.
    """
    cache = Path(app.doctreedir) / 'event'
    if builder.name == 'epub' and cache.is_relative_to(app.outdir) and cache.is_dir():
        made = [str(path.relative_to(app.outdir)) for path in cache.rglob('*')]
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, *made]


TRANSFORMS = (BrowserPortraits, OnePortrait, EpubPortraits, LatexPortraits, NoPortraits)
