"""``event:facts``, ``event:description``, ``event:notice``, ``event:venue``, ``event:news`` and their like."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_event_program.domain.directives.event_directive import EventDirective, OptionSpec
from sphinx_event_program.incremental.dependencies import Detail
from sphinx_event_program.media.qrcodes import LIMIT_BYTES
from sphinx_event_program.model.addresses import url
from sphinx_event_program.model.values import MalformedError, quoted_text
from sphinx_event_program.render.views import facts
from sphinx_event_program.render.views.presentation import Presentation


class Facts(EventDirective):
    """The event's facts, or those that ``:fields:`` names, in that order."""

    option_spec: ClassVar[OptionSpec] = OptionSpec('fields')

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.EVENT)
        for group in presentation.edition.program.event.organizer_groups:
            for ident in group.people:
                self.use(Detail.CARD, str(ident))
        for contact in presentation.edition.program.event.conduct_contacts:
            self.use(Detail.CARD, str(contact))
        names = self.several('fields', facts.FACTS, 'fact') if 'fields' in self.options else list(facts.FACTS)
        return facts.facts(names, presentation)


class Description(EventDirective):
    """The event's description."""

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.EVENT)
        return facts.description(presentation)


class Notice(EventDirective):
    """The event's notice, and a word if it is cancelled, postponed or moved online."""

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.EVENT)
        return facts.notice(presentation)


class Prerequisites(EventDirective):
    """What to know or bring to the event."""

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.EVENT)
        return facts.prerequisites(presentation)


class Cite(EventDirective):
    """How to cite the event."""

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.EVENT)
        return facts.cite(presentation)


class Venue(EventDirective):
    """The place of the event, and how to get there."""

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.EVENT)
        return facts.venue(presentation)


class News(EventDirective):
    """What is new, from the newest on."""

    option_spec: ClassVar[OptionSpec] = OptionSpec('limit')

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        self.use(Detail.NEWS)
        limit = self.options.get('limit', '')
        if 'limit' in self.options and not (limit.isascii() and limit.isdigit() and 0 < len(limit) < 7 and int(limit)):
            self.warn(f"option 'limit': {quoted_text(limit)} is not a number; write '5', for example", option='limit')
            limit = ''
        return facts.news(int(limit) if limit else None, presentation)


class QrCode(EventDirective):
    """A QR code of an address, by default the site's; nothing while that is not set."""

    optional_arguments = 1

    def show(self, presentation: Presentation) -> list[nodes.Node]:
        address = self.arguments[0] if self.arguments else self._site(presentation)
        if not address:
            return []
        try:
            address = url(address)
        except MalformedError as error:
            self.warn(f'{error}; {error.hint}')
            return []
        if len(address.encode()) > LIMIT_BYTES:
            self.warn(f'the address is too long for a QR code; at most {LIMIT_BYTES} bytes fit in one')
            return []
        return facts.qr_code(address, presentation)

    def _site(self, presentation: Presentation) -> str:
        self.use(Detail.EVENT)
        address = presentation.edition.program.event.url
        if isinstance(address, str):
            return address
        self.use(Detail.SITE)
        return str(self.config.html_baseurl)
