"""What a theme puts around the content of every page, and what is to be written anew when that changes.

Sphinx writes a document anew when it was edited, or a template after it. The titles of
other documents in its sidebar may then be old ones, and so may the addresses of style
sheets, by which browsers know new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_event_program.digests import digest_of
from sphinx_event_program.views.wording import made_of_words
from sphinx_event_program.websites import has_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_event_program.domain import EventDomain


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    # Before those that compare what pages are made of.
    app.connect('env-updated', documents_to_write, priority=400)
    app.connect('html-page-context', see_what_is_asked_for)


def documents_to_write(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
    """On ``env-updated``, when all documents are read: all of them, if something around them has changed."""
    if not has_pages(app.builder):
        return []
    ledger = cast('EventDomain', env.domains['event']).ledger
    around, headings = _around(app.builder, env), _headings(env)
    same = ledger.around == around and (ledger.headings == headings or not ledger.headings_shown)
    ledger.around, ledger.headings = around, headings
    if same:
        return []
    ledger.forget_pages()
    return sorted(env.found_docs)


def see_what_is_asked_for(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """On ``html-page-context``: find out whether the theme's tree shows more of documents than their titles.

    Pages that other processes write are not seen; that of the search is always written by this one.
    """
    tree: Callable[..., str] | None = context.get('toctree')
    if tree is None or not has_pages(app.builder):
        return
    ledger = cast('EventDomain', app.env.domains['event']).ledger

    def seen(**options: Any) -> str:
        # Sphinx's own defaults: what is folded up is not there.
        if not options.get('collapse', True) and not options.get('titles_only', False):
            ledger.headings_shown = True
        return tree(**options)

    context['toctree'] = seen


def reading_order(env: BuildEnvironment) -> list[str]:
    """The documents of the site's table of contents, in its order, from the root on."""
    found: dict[str, None] = {}
    waiting = [env.config.root_doc]
    while waiting:
        docname = waiting.pop()
        if docname not in found and docname in env.titles:
            found[docname] = None
            waiting += reversed(env.toctree_includes.get(docname, []))
    return list(found)


def _around(builder: StandaloneHTMLBuilder, env: BuildEnvironment) -> str:
    """A digest of settings, words, templates, style sheets and scripts, and of the tree of documents by title.

    Another builder may have read documents anew for a setting before this one writes them.
    """
    settings = type(builder.build_info)(env.config, builder.tags, frozenset({'env', 'html'}))
    order = reading_order(env)
    titles = [(name, str(env.titles[name])) for name in order]
    tree = [[part.attributes for part in env.tocs[name].findall(toctree)] for name in order]
    # Themes ask whether there is a document, about copyright for example, wherever it stands.
    around = repr((titles, tree, sorted(env.found_docs), made_of_words()))
    return digest_of(settings.config_hash, settings.tags_hash, *_templates(builder), *_assets(builder), around)


def _headings(env: BuildEnvironment) -> str:
    """A digest of all headings of the documents in the tree, and of their anchors."""
    shown = (heading for name in reading_order(env) for heading in env.tocs[name].findall(nodes.reference))
    return digest_of(*map(str, shown))


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
    # Sphinx has no public name for the two lists. Without them a page keeps the addresses that it has, as Sphinx's do.
    named = [asset for kind in ('_css_files', '_js_files') for asset in getattr(builder, kind, ())]
    for name in (str(asset.filename) for asset in named):
        paths = (folder / name.removeprefix('_static/') for folder in folders)
        path = next((path for path in paths if path.is_file()), None)
        yield name if path is None else f'{name} {digest_of(path.read_bytes())}'
