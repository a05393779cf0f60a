"""Papers: title, authors, how they were accepted, where they are found."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_event_program.model.paper import Author, Paper, PaperStatus
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.translations import Wording, label, paper_link_label
from sphinx_event_program.render.views.people import affiliations
from sphinx_event_program.render.views.presentation import (
    Presentation,
    joined,
    linked,
    markdown,
    paragraph,
    person_link,
    session_link,
    text_or_tbd,
)


def papers(chosen: Sequence[Paper], presentation: Presentation) -> list[nodes.Node]:
    """A list of papers."""
    items = [nodes.list_item('', *_entry(paper, presentation)) for paper in chosen]
    return [nodes.bullet_list('', *items, classes=['event-papers'])] if items else []


def _entry(paper: Paper, presentation: Presentation) -> list[nodes.Node]:
    wording = presentation.wording
    title = nodes.strong('', '', text_or_tbd(paper.title, wording), classes=['event-paper__title'])
    anchor = nodes.target('', '', ids=[f'event-paper-{paper.id}'])
    content: list[nodes.Node] = [paragraph(anchor, *joined(([title], *_marks(paper, wording))), name='event-paper')]
    if authors := _authors(paper, presentation):
        content.append(paragraph(*authors, name='event-paper__authors'))
    if about := joined((_session(paper, presentation), *_links(paper, wording))):
        content.append(paragraph(*about, name='event-paper__links'))
    if paper.abstract is not None:
        content.append(nodes.container('', *markdown(paper.abstract, wording), classes=['event-paper__abstract']))
    return content


def _marks(paper: Paper, wording: Wording) -> list[list[nodes.Node]]:
    """Award, decision, number, and that a paper is withdrawn, as far as they are known."""
    marks: list[list[nodes.Node]] = []
    if paper.status is PaperStatus.WITHDRAWN:
        marks.append([nodes.inline('', label(paper.status), classes=['event-status', 'event-status--cancelled'])])
    if isinstance(paper.award, str):
        marks.append([nodes.inline('', paper.award, classes=['event-paper__award'])])
    if paper.decision is not None and not isinstance(paper.decision, Tbd):
        marks.append([nodes.inline('', label(paper.decision), classes=['event-paper__decision'])])
    if isinstance(paper.number, str):
        marks.append([nodes.inline('', paper.number, classes=['event-paper__number'])])
    return marks


def _authors(paper: Paper, presentation: Presentation) -> list[nodes.Node]:
    if isinstance(paper.authors, Tbd):
        return [text_or_tbd(paper.authors, presentation.wording)]
    return joined((_author(one, presentation) for one in paper.authors), ', ')


def _author(one: Author, presentation: Presentation) -> list[nodes.Node]:
    """A name, and lightly where that author works."""
    wording = presentation.wording
    about: list[nodes.Node] = []
    if isinstance(one.person, str):
        person = presentation.edition.program.people[one.person]
        name: nodes.Node = person_link(person, wording)
        about = affiliations(person, wording, brief=True)
    else:
        name = text_or_tbd(one.name if isinstance(one.name, str) else Tbd.TBD, wording)
        if not isinstance(one.affiliation, Tbd):
            about = [nodes.Text(', '.join(one.affiliation))] if one.affiliation else []
    if not about:
        return [name]
    return [name, nodes.inline('', '', nodes.Text(' ('), *about, nodes.Text(')'), classes=['event-paper__affiliation'])]


def _session(paper: Paper, presentation: Presentation) -> list[nodes.Node]:
    if not isinstance(paper.session, str):
        return []
    return [session_link(presentation.edition.program.sessions_by_id[paper.session], presentation.wording)]


def _links(paper: Paper, wording: Wording) -> list[list[nodes.Node]]:
    if isinstance(paper.links, Tbd):
        return []
    return [
        [linked(nodes.Text(paper_link_label(name)), address, on_paper=True)]
        for name, address in paper.links.items()
        if isinstance(address, str)
    ]
