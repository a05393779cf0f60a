"""Printed output: configuration of LaTeX, links and scripts in print, and sheets made of data alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_event_program.latex import config, missing_characters, print_builder, tagged_pdf, transforms

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register all parts."""
    config.setup(app)
    transforms.setup(app)
    tagged_pdf.setup(app)
    missing_characters.setup(app)
    print_builder.setup(app)
