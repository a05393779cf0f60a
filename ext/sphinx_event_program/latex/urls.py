"""Addresses of the website's pages, for what is printed: another builder makes these, maybe on another day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_event_program.domain.config import EventConfig

if TYPE_CHECKING:
    from sphinx.config import Config


def page_address(config: Config, name: str) -> str:
    """The address of a page of the website, by its name as a document; empty if the site's address is not known.

    It is what ``get_target_uri`` of the site's builder says, below ``html_baseurl``.
    """
    base = config.html_baseurl.rstrip('/')
    if not base:
        return ''
    if EventConfig.of(config).site_builder == 'dirhtml':
        return f'{base}/{quote(name.removesuffix("index") if f"/{name}".endswith("/index") else f"{name}/")}'
    suffixes = (config.html_link_suffix, config.html_file_suffix, '.html')
    return f'{base}/{quote(name)}{next(suffix for suffix in suffixes if suffix is not None)}'
