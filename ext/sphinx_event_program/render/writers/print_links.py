"""Addresses in PDFs, as a URI is written (RFC 3986): TeX and readers of PDFs take other characters for their own."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

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
