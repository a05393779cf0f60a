"""Publish an event from plain data: schedule, sessions and people as Sphinx documents."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension: settings, domain, nodes, and the handlers of each builder."""
    # Not above: the command line imports this package, and needs no Sphinx.
    from sphinx_event_program import domain, html, latex, render

    for component in (render, domain, latex, html):
        component.setup(app)
    return {
        'version': version('sphinx-event-program'),
        'env_version': 3,
        'parallel_read_safe': True,
        'parallel_write_safe': True,
    }
