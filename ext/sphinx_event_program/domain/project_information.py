"""Sphinx's project information (``project``, ``author``, ``html_title``), from the event where ``conf.py`` has none.

Title and authors are facts of the event, and written once. Sphinx saves its configuration
with the environment, and reads all documents again when ``project`` is another one: so
both are filled in only while documents are read, and while pages are written.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from sphinx.locale import _ as sphinx_term

from sphinx_event_program.domain.attendees_edition import mark_titles
from sphinx_event_program.domain.event_domain import event_domain
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.translations import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_event_program.edition import Edition

#: Books and manual pages are files called after the project, and a file's name has 255 bytes.
_PROJECT_LIMIT = 200

#: Sphinx's own values of these.
_UNNAMED = {'project': 'Project name not set', 'author': 'Author name not set'}


def project_name(title: str) -> str:
    """Sphinx's project name for an event: its title, as long as files can be named after it."""
    return shorten(title, _PROJECT_LIMIT, placeholder='…') if len(title) > _PROJECT_LIMIT else title


class ProjectInformation:
    """Values of the event for Sphinx's project information, and the configuration's own meanwhile."""

    def __init__(self) -> None:
        self._of_event: dict[str, str] = {}
        self._of_config: dict[str, Any] = {}

    def find(self, config: Config, edition: Edition | None) -> None:
        """Collect the values that the event gives and ``conf.py`` does not set."""
        self._of_event = {}
        if edition is None:
            return
        title, hosts = edition.program.event.title, edition.program.host_names
        if isinstance(title, Tbd):
            title = str(_('To be announced'))
        if config.project == _UNNAMED['project']:
            if config.html_title == sphinx_term('%s %s documentation') % (config.project, config.release):
                # Themes show it as the name of the site, beside the navigation.
                short = edition.program.event.short_title
                self._of_event['html_title'] = short if isinstance(short, str) else title
            self._of_event['project'] = project_name(title)
        if config.author == _UNNAMED['author']:
            # Without hosts, no author at all: themes show what Sphinx says of itself.
            self._of_event['author'] = ', '.join(hosts)

    def fill_in(self, config: Config) -> None:
        """Put the event's values into the configuration."""
        self._of_config |= {name: config[name] for name in self._of_event}
        for name, value in self._of_event.items():
            config[name] = value

    def take_out(self, config: Config) -> None:
        """Put back what was there."""
        for name, value in self._of_config.items():
            config[name] = value
        self._of_config = {}

    def begin_to_read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``: other extensions' directives may show the project's name."""
        self.fill_in(app.config)

    def documents_to_write(self, app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
        """On ``env-updated``, when all documents are read: all, if each shows another title or author than before."""
        domain = event_domain(env)
        changed = domain.build.manifest.note_changes('project', {'': repr(sorted(self._of_event.items()))})
        return sorted(env.found_docs) if changed and app.builder.format == 'html' else []

    def end_reading(self, app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-updated``, the last: the environment is saved next."""
        self.take_out(app.config)

    def begin_to_write(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``, the first: builders call pages and files after the project."""
        self.fill_in(app.config)
        self._of_config |= mark_titles(app.config)

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """On ``build-finished``."""
        self.take_out(app.config)


#: Builders call pages and files after the project: before all other handlers.
_FIRST = 1

#: Sphinx saves the environment next: after all other handlers.
_LAST = 999


def setup(app: Sphinx, information: ProjectInformation) -> None:
    """Connect the handlers."""
    app.connect('env-before-read-docs', information.begin_to_read)
    app.connect('env-updated', information.documents_to_write)
    app.connect('env-updated', information.end_reading, priority=_LAST)
    app.connect('write-started', information.begin_to_write, priority=_FIRST)
    app.connect('build-finished', information.end, priority=_LAST)
