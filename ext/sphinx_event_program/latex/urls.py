"""Addresses of the website's pages, for what is printed: another builder makes these, maybe on another day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.errors import ConfigError

from sphinx_event_program.model.problems import did_you_mean

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The builders whose websites have a page for each record.
BUILDERS = ('html', 'dirhtml')


def page_address(config: Config, name: str) -> str:
    """The address of a page of the website, by its name as a document; empty if the site's address is not known.

    It is what ``get_target_uri`` of the site's builder says, below ``html_baseurl``.
    """
    base = config.html_baseurl.rstrip('/')
    if not base:
        return ''
    if config.event_site_builder == 'dirhtml':
        return f'{base}/{quote(name.removesuffix("index") if f"/{name}".endswith("/index") else f"{name}/")}'
    suffixes = (config.html_link_suffix, config.html_file_suffix, '.html')
    return f'{base}/{quote(name)}{next(suffix for suffix in suffixes if suffix is not None)}'


def check(app: Sphinx, config: Config) -> None:
    """On ``config-inited``: refuse a builder that makes no such website."""
    if config.event_site_builder not in BUILDERS:
        hint = did_you_mean(str(config.event_site_builder), BUILDERS)
        raise ConfigError(f'event_site_builder = {config.event_site_builder!r} makes no website with pages; {hint}')


def setup(app: Sphinx) -> None:
    """Register the configuration."""
    app.add_config_value(
        'event_site_builder',
        'html',
        '',
        types=frozenset({str}),
        description="the builder of the website that print leads to: 'html' or 'dirhtml'",
    )
    app.connect('config-inited', check)
