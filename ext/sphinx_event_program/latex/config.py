"""Configuration of printed documents: the LaTeX package, fonts for names from everywhere, and a title."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_event_program._files import write_whole
from sphinx_event_program.domain.event_domain import event_domain
from sphinx_event_program.model.event import PartOf
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.translations import _, label
from sphinx_event_program.render.views import facts
from sphinx_event_program.render.views.presentation import Presentation, plain
from sphinx_event_program.render.writers.latex import event_data, latex_text
from sphinx_event_program.render.writers.plain import ManualPage

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_event_program.model.event import Event

_LATEX = Path(__file__).parent

#: LaTeX that finds fonts for what a document has.
FONTS = r'\usepackage{eventfonts}'

#: Every line of such a file is passed over where it is asked whether the file has changed.
_FONTS_FOUND = """\
$hash_calc_ignore_pattern{'luc'} = '^';
$hash_calc_ignore_pattern{'gz'} = '^';
"""


def prepare(app: Sphinx, config: Config) -> None:
    """On ``config-inited``, before the LaTeX builder reads what it sets.

    Sphinx's own font for LuaTeX has no Hangul, Han or Kana: the name would print
    empty while the build succeeds.
    """
    files = ['event.sty', 'eventdesign.sty', 'eventprogramme.cls', 'eventhandout.cls', 'eventbooklet.def']
    if config.latex_engine == 'lualatex':
        config.latex_elements = {'fontpkg': FONTS, **config.latex_elements}
        files += ['eventfonts.sty', 'eventscripts.lua', 'eventbreaks.lua', 'eventemoji.lua']
    config.latex_additional_files = [*config.latex_additional_files, *(str(_LATEX / file) for file in files)]
    config.latex_theme_path = [*config.latex_theme_path, str(_LATEX / 'themes')]
    app.add_latex_package('event', after_hyperref=True)


def escape_author(app: Sphinx, builder: Builder) -> None:
    """On ``write-started``, when the event has given its hosts: Sphinx writes a Texinfo author as it is."""
    config = app.config
    config.texinfo_documents = [
        (*document[:3], _texinfo(document[3]) if document[3] == config.author else document[3], *document[4:])
        for document in config.texinfo_documents
    ]


def _texinfo(text: str) -> str:
    return re.sub('[@{}]', r'@\g<0>', text)


def steady_latexmk(app: Sphinx, exception: Exception | None) -> None:
    """On ``build-finished``, when Sphinx has written ``latexmkrc``: ignore LuaTeX's font cache.

    ``latexmk`` repeats a run until no file changes that was read. Among these is where
    LuaTeX keeps which fonts were found, which any other document that is typeset
    meanwhile changes: then ``latexmk`` begins again, and gives up after five runs.
    """
    settings = Path(app.outdir) / 'latexmkrc'
    if exception is None and app.builder.format == 'latex' and settings.is_file():
        written = settings.read_text(encoding='utf-8')
        if _FONTS_FOUND not in written:
            write_whole(settings, f'{written}\n{_FONTS_FOUND}'.encode())


def choose_translator(app: Sphinx) -> None:
    """On ``builder-inited``: manual pages are written by ours, unless another extension has its own."""
    if app.builder.name == 'man' and 'man' not in app.registry.translators:
        app.set_translator('man', ManualPage)


def title_documents(app: Sphinx, builder: Builder) -> None:
    """On ``write-started``, when the pages' own titles are known and the environment is saved.

    A document of ``latex_documents`` whose title is empty is called after the event
    and the page it starts with; one without an author is by the hosts.
    """
    env = builder.env
    presentation = event_domain(env).build.presentation
    if presentation is None or isinstance(presentation.edition.program.event.title, Tbd):
        return
    program = presentation.edition.program

    def latex(text: str) -> str:
        return latex_text(text, app.config)

    authors = r'\and '.join(latex(name) for name in program.host_names)
    documents = []
    for start, target, title, author, *rest in app.config.latex_documents:
        page = env.titles[start].astext() if start in env.titles else ''
        # A home page is mostly called as the event is.
        what = rf'\eventdocument{{{latex(page)}}}' if page not in ('', program.event.title) else ''
        documents.append((start, target, title or latex(str(program.event.title)) + what, author or authors, *rest))
    app.config.latex_documents = documents


def write_event_data(app: Sphinx, env: BuildEnvironment) -> None:
    """On ``env-updated``: write ``eventdata.sty``, the event's texts for covers, running heads and PDF metadata."""
    domain = event_domain(env)
    presentation = domain.build.presentation
    if presentation is None or app.builder.name != 'latex':
        return
    event = presentation.edition.program.event
    site = event.url if isinstance(event.url, str) else app.config.html_baseurl
    texts = {
        **_texts(event, presentation),
        'site': site.removeprefix('https://').removeprefix('http://').removesuffix('/'),
        'language': app.config.language.replace('_', '-'),
        'stamp': f'{presentation.edition.audience} {domain.build.fingerprints.edition}',
    }
    code = ''
    if site:
        picture = (Path(app.srcdir) / presentation.qr_code(site).lstrip('/')).with_suffix('.png')
        code = picture.name
        shutil.copy(picture, Path(app.outdir) / code)
    values = {name: latex_text(text, app.config) for name, text in texts.items()}
    write_whole(Path(app.outdir) / 'eventdata.sty', event_data(values, code, app.config.language).encode())


def _texts(event: Event, presentation: Presentation) -> dict[str, str]:
    """Texts of a cover, by the names of the macros; empty where the author wrote nothing."""
    wording, program = presentation.wording, presentation.edition.program
    title = plain(event.title, wording)
    part_of = event.part_of.name if isinstance(event.part_of, PartOf) else event.part_of
    kind = label(event.kind) if 'kind' in event.model_fields_set and not isinstance(event.kind, Tbd) else ''
    tracks = [track.name for track in program.tracks.values() if not isinstance(track.name, Tbd)]
    return {
        'name': title,
        'shortname': title if event.short_title is None else plain(event.short_title, wording),
        'subtitle': '' if event.subtitle is None else plain(event.subtitle, wording),
        'summary': '' if event.summary is None else plain(event.summary, wording),
        'kind': kind,
        'partof': '' if part_of is None else plain(part_of, wording),
        'dates': _letters(facts.when(presentation)),
        'place': _letters(facts.place(presentation)),
        'hosts': wording.list(program.host_names) if program.host_names else '',
        'keywords': ', '.join([*([kind] if kind else []), *tracks]),
        'pagename': _('p.'),
    }


def _letters(line: list[nodes.Node]) -> str:
    return ''.join(part.astext() for part in line)


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect('config-inited', prepare)
    app.connect('builder-inited', choose_translator)
    app.connect('env-updated', write_event_data)
    app.connect('write-started', escape_author)
    app.connect('write-started', title_documents)
    app.connect('build-finished', steady_latexmk)
