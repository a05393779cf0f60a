"""Sphinx's view of an event: settings, domain, directives and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_event_program.domain import attendees_edition, config, lifecycle
from sphinx_event_program.domain.directives import DIRECTIVES
from sphinx_event_program.domain.event_domain import EventDomain, warn_unknown_reference
from sphinx_event_program.domain.roles import ROLES

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register settings, domain, directives and roles, and what happens to the event in a build."""
    config.setup(app)
    app.add_domain(EventDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain('event', name, directive)
    for name, role in ROLES.items():
        app.add_role_to_domain('event', name, role)
    app.connect('warn-missing-reference', warn_unknown_reference)
    lifecycle.setup(app)
    attendees_edition.setup(app)
