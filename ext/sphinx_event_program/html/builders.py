"""Which builders make a website."""

from __future__ import annotations

from typing import TypeGuard

from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder


def is_website(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Whether a builder writes what browsers open, so that files beside the pages have an address.

    EPUB and the formats of help, which Sphinx calls ``embedded``, are one file in the
    end. What ``json`` and ``pickle`` write are parts for other programs' pages. Names
    would not do: hosts of documentation have builders of their own, derived from these.
    """
    return (
        isinstance(builder, StandaloneHTMLBuilder)
        and not builder.embedded
        and not isinstance(builder, SerializingHTMLBuilder)
    )


def has_pages(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Whether a builder makes a website in which a page can be added; ``singlehtml`` writes one page, and no other."""
    return is_website(builder) and not isinstance(builder, SingleFileHTMLBuilder)
