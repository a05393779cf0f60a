"""Mark the attendees' edition as such on every page, and keep it out of search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import texescape

from sphinx_event_program.domain.config import EventConfig
from sphinx_event_program.render.translations import edition_mark
from sphinx_event_program.render.writers.html import NO_INDEX
from sphinx_event_program.render.writers.latex import edition_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def mark_titles(config: Config) -> dict[str, Any]:
    """Put the mark into the site's titles, which are returned as they were.

    Search page and index show what the other pages say, and are no documents:
    they have the mark from these titles.
    """
    if not EventConfig.of(config).for_attendees:
        return {}
    mark = edition_mark()
    titles = {name: config[name] for name in ('html_title', 'html_short_title', 'epub_title')}
    # All are read before any is changed: one is the default of another.
    for name, title in titles.items():
        config[name] = f'{title} \N{EN DASH} {mark}' if title else mark
    return titles


def mark_sheets(app: Sphinx, config: Config) -> None:
    """On ``config-inited``, before the LaTeX builder reads the preamble: paper has the mark on every sheet."""
    if not EventConfig.of(config).for_attendees:
        return
    texescape.init()
    line = edition_line(texescape.escape(edition_mark(), config.latex_engine))
    preamble = config.latex_elements.get('preamble', '')
    config.latex_elements = {**config.latex_elements, 'preamble': f'{preamble}\n{line}'}


def mark_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """On ``doctree-resolved``, once for each page, or document of several pages, that is written."""
    if app.builder.format == 'latex':
        return
    title = doctree.next_node(nodes.title)
    if title is not None and isinstance(title.parent, nodes.section):
        title.parent.insert(title.parent.index(title) + 1, marks(app.config))
    else:
        doctree.insert(0, marks(app.config))


def marks(config: Config) -> list[nodes.Node]:
    """Mark below the title of a page: a line in the attendees' edition, nothing in the public one."""
    if not EventConfig.of(config).for_attendees:
        return []
    return [nodes.paragraph('', '', nodes.strong('', edition_mark()), classes=['event-edition'])]


def keep_out_of_search_engines(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """On ``html-page-context``, for every page, those without a document too."""
    if EventConfig.of(app.config).for_attendees:
        # Some themes name the project on every page, and not the title.
        context['project'] = f'{context["project"]} \N{EN DASH} {edition_mark()}'
        context['metatags'] = context.get('metatags', '') + NO_INDEX


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect('config-inited', mark_sheets)
    app.connect('doctree-resolved', mark_page)
    app.connect('html-page-context', keep_out_of_search_engines)
