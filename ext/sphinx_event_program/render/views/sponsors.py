"""The sponsors of the event, by level."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_event_program.model.event import Sponsor
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.nodes import event_logo
from sphinx_event_program.render.views.presentation import Presentation, linked, markdown, plain, text_or_tbd

#: The class of a list of sponsors.
LIST = 'event-sponsors__list'


def sponsors(levels: Sequence[str] | None, presentation: Presentation) -> list[nodes.Node]:
    """Sponsors below the names of their levels: of some levels in their order, or of all."""
    event, wording = presentation.edition.program.event, presentation.wording
    if isinstance(event.sponsors, Tbd):
        return [nodes.paragraph('', '', text_or_tbd(event.sponsors, wording))]
    content: list[nodes.Node] = []
    for level, members in event.sponsors_by_level.items():
        if levels is not None and level_name(level) not in levels:
            continue
        if level is not None:
            content.append(nodes.rubric('', '', text_or_tbd(level, wording)))
        items = [_sponsor(sponsor, presentation) for sponsor in members]
        content.append(nodes.bullet_list('', *items, classes=[LIST]))
    return [nodes.container('', *content, classes=['event-sponsors'])] if content else []


def level_name(level: str | Tbd | None) -> str:
    """A level as an author names it in an option; empty for sponsors without one."""
    return level.value if isinstance(level, Tbd) else level or ''


def _sponsor(sponsor: Sponsor, presentation: Presentation) -> nodes.list_item:
    wording = presentation.wording
    line = nodes.paragraph('', '', linked(_sign(sponsor, presentation), sponsor.url))
    text: list[nodes.Element] = [] if sponsor.text is None else markdown(sponsor.text, wording)
    return nodes.list_item('', line, *text)


def _sign(sponsor: Sponsor, presentation: Presentation) -> nodes.Node:
    """The logo, or the name where there is none."""
    wording, name = presentation.wording, plain(sponsor.name, presentation.wording)
    light = presentation.logo(sponsor.logo) if isinstance(sponsor.logo, str) else None
    if light is None:
        return nodes.inline('', '', text_or_tbd(sponsor.name, wording), classes=['event-sponsors__name'])
    dark = presentation.logo(sponsor.logo_dark) if isinstance(sponsor.logo_dark, str) else None
    # Themes that can be dark know these classes; a logo without them gets a light ground there.
    shown = [(light, ['only-light'] if dark else []), *([(dark, ['only-dark'])] if dark else [])]
    images = [
        # Sphinx would make a picture with a width a link to its own file.
        nodes.image(uri=file.uri, alt=name, width=f'{file.width_px}px', classes=['no-scaled-link', *classes])
        for file, classes in shown
    ]
    return event_logo('', '', *images, alt=name, classes=['event-logo'])
