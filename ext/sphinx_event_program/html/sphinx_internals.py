"""Private names of Sphinx and of themes that this project uses, each guarded.

Where a release has such a name no more, the build goes on with what is said beside it. The
tests look at each in the oldest and the newest Sphinx that can be installed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder


def style_sheets_and_scripts(builder: StandaloneHTMLBuilder) -> list[str]:
    """The files that all pages name, from the site's root on.

    Sphinx has no public list of what ``add_css_file()`` and ``add_js_file()`` were given.
    Without it, pages keep the checksum that they have in the address of a changed file.
    """
    assets = [asset for name in ('_css_files', '_js_files') for asset in getattr(builder, name, ())]
    return [str(filename) for asset in assets if (filename := getattr(asset, 'filename', None))]


def remember_stems(builder: StandaloneHTMLBuilder) -> None:
    """Have the search index find the stem of each word once.

    Sphinx does so within a page only; without it, a build takes longer.
    """
    language: Any = getattr(builder.indexer, 'lang', None)
    stem: Callable[[str], str] | None = getattr(language, 'stem', None)
    if stem is not None and not hasattr(stem, 'cache_info'):
        language.stem = cache(stem)


def forget_words_without_pages(builder: StandaloneHTMLBuilder) -> None:
    """Take words out of the search index that no page has any more.

    When a page is written again, Sphinx takes the page from its words, and keeps the words:
    the title of a withdrawn session would stay in ``searchindex.js`` until somebody
    deletes the file. Without these names of Sphinx it does.
    """
    for name in ('_mapping', '_title_mapping'):
        words = getattr(builder.indexer, name, None)
        if isinstance(words, dict):
            for word in [word for word, pages in words.items() if not pages]:
                del words[word]
