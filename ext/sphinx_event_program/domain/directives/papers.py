"""``event:papers``."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_event_program.domain.directives.event_directive import EventDirective, OptionSpec
from sphinx_event_program.incremental.dependencies import Detail
from sphinx_event_program.model.paper import Decision, Paper
from sphinx_event_program.render.views import papers
from sphinx_event_program.render.views.presentation import Presentation


class Papers(EventDirective):
    """The event's papers, or some of them, in the order in which they are written."""

    option_spec: ClassVar[OptionSpec] = OptionSpec('session', 'decision', 'award')

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        chosen = self._chosen(presentation)
        for paper in chosen:
            self.use(Detail.PAPER, paper.id)
            if isinstance(paper.session, str):
                self.use(Detail.TITLE, paper.session)
            for ident in paper.author_ids:
                self.use(Detail.CARD, ident)
        content = papers.papers(chosen, presentation)
        document = self.state.document
        for target in (one for part in content for one in part.findall(nodes.target)):
            # Of two entries of a paper on a page, the first one is that to which addresses lead.
            target['ids'] = [ident for ident in target['ids'] if ident not in document.ids]
            document.note_explicit_target(target, target)
        return content

    def _chosen(self, presentation: Presentation) -> list[Paper]:
        self.use(Detail.PAPERS)
        program = presentation.edition.program
        chosen = list(program.event.papers)
        if 'session' in self.options:
            for ident in self.listed('session'):
                # A session may come, and the option be right then.
                self.use(Detail.TITLE, ident)
            sessions = self.several('session', program.sessions_by_id, 'session')
            chosen = [paper for paper in chosen if paper.session in sessions]
        if 'decision' in self.options:
            decisions = self.several('decision', Decision, 'decision')
            chosen = [paper for paper in chosen if paper.decision in decisions]
        if 'award' in self.options:
            awards = self.listed('award')
            chosen = [paper for paper in chosen if paper.award is not None and (not awards or paper.award in awards)]
        return chosen
