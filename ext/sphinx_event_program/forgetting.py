"""What was taken back leaves the output folder, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def forget_words(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """On ``html-collect-pages``, between the last page and the writing of the index.

    When a page is written anew, Sphinx takes the page from its words, and keeps words
    that have no page left: the title of a session that is not published any more, or
    a passcode, would stay in ``searchindex.js`` for as long as nobody deletes it.
    """
    indexer = getattr(app.builder, 'indexer', None)
    for name in ('_mapping', '_title_mapping'):
        words: dict[str, set[str]] = getattr(indexer, name, {})
        for word in [word for word, pages in words.items() if not pages]:
            del words[word]
    yield from ()


def forget_files(app: Sphinx, builder: Builder) -> None:
    """On ``write-started``, when all pages are read, and before an EPUB packs its folder.

    Sphinx leaves a file where it is when no page shows it any more: the portrait or
    the slides of somebody whose session is not published any more.
    """
    if builder.format != 'html':
        return
    env, output = builder.env, Path(app.outdir)
    shown = {name for _, name in env.images.values()}
    for portrait in (output / builder.imagedir).glob('portrait-*'):
        if portrait.name not in shown:
            portrait.unlink()
    offered = {(output / '_downloads' / target).resolve() for _, target in env.dlfiles.values()}
    for download in (output / '_downloads').glob('*/*'):
        if download.is_file() and download.resolve() not in offered:
            download.unlink()
            if not any(download.parent.iterdir()):
                download.parent.rmdir()
