"""Links in printed documents: addresses of the website's pages, and addresses as a URI is written (RFC 3986)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

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


# What leads out of the document; the rest are Sphinx's own names of places.
_OUTWARDS = re.compile(r'(?:https?|mailto|tel|ftp):', re.IGNORECASE)

#: Characters that stay: all that a URI may hold, but not the dollar sign, which TeX writes as a command.
_STAYS = "-._~:/?#@!&'()*+,;=%"

_LONE_PERCENT = re.compile('%(?![0-9A-Fa-f]{2})')


class PrintLinks(SphinxPostTransform):
    """Escapes what is no URI in links of printed documents, with percent signs."""

    default_priority = 800
    formats = ('latex',)

    def run(self, **kwargs: Any) -> None:
        for node in self.document.findall(nodes.reference):
            if _OUTWARDS.match(node.get('refuri', '')):
                node['refuri'] = as_uri(node['refuri'])


def as_uri(address: str) -> str:
    """An address with percent signs for all that is no URI."""
    before, mark, fragment = _LONE_PERCENT.sub('%25', address).partition('#')
    return quote(before, safe=_STAYS) + mark + quote(fragment, safe=_STAYS.replace('#', ''))
