"""Values for HTML themes: the event's texts, safe wherever a template prints them, and the colours of tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from sphinx_event_program.domain.event_domain import event_domain
from sphinx_event_program.domain.project_information import project_name
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.writers import html

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


#: After the handlers of themes, which add texts of the pages.
_AFTER_THEMES = 900

#: Values of the configuration that the event may have given.
_OF_THE_EVENT = ('project', 'docstitle', 'shorttitle', 'author')

#: Texts of pages, that some themes add to the context and print as if they were HTML.
_OF_PAGES = ('pagetitle', 'root_title', 'page_description')


def colour_tracks(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """On ``html-page-context``, for pages with marks of tracks."""
    presentation = event_domain(app.env).build.presentation
    if presentation is not None and (body := context.get('body')):
        tracks = presentation.edition.program.tracks.values()
        colours = {track.id: track.color for track in tracks if isinstance(track.color, str)}
        context['metatags'] = context.get('metatags', '') + html.track_colours(colours, body)


def hand_over_texts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """On ``html-page-context``, after the themes' own handlers.

    Sphinx's templates do not escape by themselves, and themes print a project's name
    as it is: its author is trusted. An event's title may be a stranger's. As markup
    that is escaped already, it is right with and without a template's ``|e``.
    """
    presentation = event_domain(app.env).build.presentation
    texts: list[str] = []
    if presentation is not None:
        program = presentation.edition.program
        title = program.event.title
        texts = [*program.host_names, *([] if isinstance(title, Tbd) else [title, project_name(title)])]
    for name in (*_OF_THE_EVENT, *_OF_PAGES):
        text = context.get(name)
        if isinstance(text, str) and (name in _OF_PAGES or any(part in text for part in texts)):
            # Markup that another extension made stays as it is.
            context[name] = text if isinstance(text, Markup) else escape(text)


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect('html-page-context', colour_tracks)
    app.connect('html-page-context', hand_over_texts, priority=_AFTER_THEMES)
