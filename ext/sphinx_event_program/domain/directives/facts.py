"""``event:facts``, ``event:description``, ``event:notice``, ``event:qrcode``."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_event_program.domain.directives.event_directive import EventDirective, OptionSpec
from sphinx_event_program.incremental.dependencies import Detail
from sphinx_event_program.media.qrcodes import LIMIT_BYTES
from sphinx_event_program.model.addresses import url
from sphinx_event_program.model.values import MalformedError
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
