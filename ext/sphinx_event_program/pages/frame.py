"""The frame of a page: what the theme draws around its content.

Sphinx leaves a document as it is when another one gets a new title, or a style sheet a new
address. Pages of records do better, at the price of one digest for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_event_program.digests import digest_of
from sphinx_event_program.pages.homes import reading_order
from sphinx_event_program.sphinx_internals import style_sheets_and_scripts
from sphinx_event_program.views.wording import made_of_words

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder


def frame_digest(builder: StandaloneHTMLBuilder, *, headings: bool) -> str:
    """A digest of settings, words, templates, style sheets and scripts, and of the tree of documents by title.

    With ``headings``, those of all documents in the tree count as well.
    """
    env = builder.env
    settings = type(builder.build_info)(env.config, builder.tags, frozenset({'env', 'html'}))
    order = reading_order(env)
    titles = [(name, str(env.titles[name])) for name in order]
    tree = [[part.attributes for part in env.tocs[name].findall(toctree)] for name in order]
    below = [str(heading) for name in order if headings for heading in env.tocs[name].findall(nodes.reference)]
    # Themes ask whether there is a document, about copyright for example, wherever it stands.
    parts = repr((titles, tree, below, sorted(env.found_docs), made_of_words()))
    return digest_of(settings.config_hash, settings.tags_hash, *_templates(builder), *_assets(builder), parts)


def _templates(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The theme's templates and the author's own, by what they hold.

    Sphinx knows the time of the newest one, which tells nothing of one that was taken
    away, or came with a time of its own out of an archive.
    """
    bridge = builder.templates
    if not isinstance(bridge, BuiltinTemplateLoader):
        yield str(bridge.newest_template_mtime())
        return
    for folder in bridge.pathchain:
        for path in sorted(Path(folder).rglob('*.html')):
            yield f'{path} {digest_of(path.read_bytes())}'


def _assets(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The style sheets and scripts that all pages name, by what they hold."""
    own = [builder.confdir / entry for entry in reversed(builder.config.html_static_path)]
    folders = [*own, *(Path(folder, 'static') for folder in builder.theme.get_theme_dirs())]
    for name in style_sheets_and_scripts(builder):
        paths = (folder / name.removeprefix('_static/') for folder in folders)
        path = next((path for path in paths if path.is_file()), None)
        yield name if path is None else f'{name} {digest_of(path.read_bytes())}'
