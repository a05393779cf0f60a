"""Which builders make a website, and which of these have pages that nobody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp

from sphinx_event_program.html.builders import has_pages, is_website

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder
    from tests.sphinx.conftest import Project


class HostedBuilder(DirectoryHTMLBuilder):
    """What a host of documentation derives from a builder of Sphinx."""

    name = 'hosted'


@pytest.fixture
def builders(project: Project) -> Iterator[list[Builder]]:
    """All that Sphinx has, ours, and somebody else's."""
    project.write({'data/event.yaml': 'title: Words\n', 'index.rst': 'Home\n====\n'})
    app = SphinxTestApp('html', srcdir=project.source)
    try:
        app.add_builder(HostedBuilder)
        # Some number paragraphs, and take no environment that one without numbers had.
        yield [app.registry.create_builder(app, name, BuildEnvironment(app)) for name in app.registry.builders]
    finally:
        app.cleanup()


def test_books_and_parts_of_pages_are_no_websites(builders: list[Builder]) -> None:
    assert {'epub', 'htmlhelp', 'json', 'latex'} < {builder.name for builder in builders}
    assert {builder.name for builder in builders if is_website(builder)} == {'html', 'dirhtml', 'singlehtml', 'hosted'}
    assert {builder.name for builder in builders if has_pages(builder)} == {'html', 'dirhtml', 'hosted'}
