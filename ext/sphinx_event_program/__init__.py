"""Publish an event from plain data: schedule, sessions and people as Sphinx documents."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_event_program.domain import attendees_edition, project_information
from sphinx_event_program.domain.directives import DIRECTIVES
from sphinx_event_program.domain.event_domain import EventDomain, tell_of_unknown
from sphinx_event_program.domain.lifecycle import Publication
from sphinx_event_program.domain.project_information import ProjectInformation
from sphinx_event_program.domain.roles import ROLES
from sphinx_event_program.html import cleanup, page_context, pdf_menu
from sphinx_event_program.html.calendars_and_exports import Publishing, check_exports
from sphinx_event_program.html.indices import INDICES, Indices
from sphinx_event_program.html.record_pages import settings
from sphinx_event_program.html.record_pages.collecting import RecordPages
from sphinx_event_program.latex import config, print_builder, tagged_pdf, transforms, urls
from sphinx_event_program.render import writers
from sphinx_event_program.render.translations import CATALOG

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

_HERE = Path(__file__).parent


def offer_static_files(app: Sphinx, config: Config) -> None:
    """On ``config-inited``: later, each build would take it for a change of the configuration."""
    # First: a file of the author's with the same name replaces ours.
    config.html_static_path = [str(_HERE / 'static'), *config.html_static_path]


def offer_words(app: Sphinx, config: Config) -> None:
    """On ``config-inited``, after the ``setup()`` of ``conf.py``: of two catalogs, the first one's words are taken."""
    app.add_message_catalog(CATALOG, str(_HERE / 'locale'))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything, in the order in which a build needs it."""
    app.add_config_value('event_data', 'data', 'env', types=frozenset({str}), description='the folder of the data')
    app.add_config_value(
        'event_audience', 'public', 'env', types=frozenset({str}), description="'public' or 'attendees'"
    )
    app.add_config_value(
        'event_time_format', 'HH:mm', 'env', types=frozenset({str}), description='times: a CLDR pattern or style'
    )
    app.add_config_value(
        'event_date_format', 'full', 'env', types=frozenset({str}), description='dates: a CLDR pattern or style'
    )
    app.add_config_value(
        'event_exports', ['ics'], 'html', types=frozenset({list, tuple}), description='files beside the pages'
    )

    app.add_config_value(
        'event_pages',
        {},
        'env',
        types=frozenset({dict}),
        description='kinds of records that have pages, and the folders',
    )

    writers.setup(app)
    transforms.setup(app)
    tagged_pdf.setup(app)
    pdf_menu.setup(app)
    app.add_domain(EventDomain)
    for index in INDICES:
        app.add_index_to_domain('event', index)
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain('event', name, directive)
    for name, role in ROLES.items():
        app.add_role_to_domain('event', name, role)

    urls.setup(app)
    print_builder.setup(app)

    information = ProjectInformation()
    project_information.setup(app, information)
    publication, publishing = Publication(information), Publishing()
    record_pages = RecordPages(publishing)
    indices = Indices()
    app.connect('config-inited', offer_words, priority=50)
    app.connect('config-inited', publication.open, priority=100)
    app.connect('config-inited', attendees_edition.mark_sheets)
    app.connect('config-inited', settings.configure)
    app.connect('config-inited', check_exports)
    app.connect('config-inited', config.prepare)
    app.connect('builder-inited', config.choose_translator)
    app.connect('builder-inited', publication.hand_over)
    app.connect('builder-inited', record_pages.plan)
    app.connect('builder-inited', publishing.begin)
    app.connect('env-get-outdated', publication.stale_pages)
    app.connect('env-before-read-docs', publication.begin_to_read)
    app.connect('env-updated', publication.pages_to_write)
    app.connect('env-check-consistency', publication.end_of_reading)
    app.connect('env-updated', publishing.pages_to_write)
    app.connect('env-updated', config.write_event_data)

    app.connect('warn-missing-reference', tell_of_unknown)
    app.connect('doctree-resolved', attendees_edition.mark_page)
    app.connect('doctree-resolved', publishing.put_links)
    app.connect('html-page-context', record_pages.share_tree, priority=100)
    app.connect('html-page-context', attendees_edition.keep_out_of_search_engines)
    app.connect('html-page-context', publishing.describe_event)
    app.connect('html-page-context', page_context.colour_tracks)
    # After the themes' own handlers, which add texts of the pages.
    app.connect('html-page-context', page_context.hand_over_texts, priority=900)
    app.connect('write-started', config.escape_author)
    app.connect('write-started', config.title_documents)
    app.connect('write-started', record_pages.prepare)
    app.connect('write-started', indices.extend)
    app.connect('write-started', cleanup.delete_copies)
    app.connect('write-started', publication.begin_to_write)
    app.connect('html-collect-pages', indices.restore)
    app.connect('html-collect-pages', record_pages.collect)
    app.connect('html-collect-pages', cleanup.delete_words)
    app.connect('build-finished', config.steady_latexmk)
    app.connect('build-finished', record_pages.finish)
    app.connect('build-finished', publishing.write_files)
    app.connect('build-finished', publication.close)

    app.connect('config-inited', offer_static_files)
    app.add_css_file('event.css')

    return {
        'version': version('sphinx-event-program'),
        'env_version': 3,
        'parallel_read_safe': True,
        'parallel_write_safe': True,
    }
