"""The PDFs of the same edition, offered by the website: finding, listing and copying them.

Beside a PDF stands a file of the same name with the ending ``.edition``. Its first
line says of which edition the PDF is, the audience and the fingerprint of the data;
the second one may give a title. TeX writes it together with the PDF (see
``event.sty``); whoever makes PDFs in another way writes it after them. A PDF without
one is not meant for the website.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel.numbers import format_decimal
from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_event_program._files import digest_of
from sphinx_event_program.domain.event_domain import event_domain
from sphinx_event_program.html.builders import is_website
from sphinx_event_program.incremental.dependencies import Detail
from sphinx_event_program.model.event import Audience
from sphinx_event_program.model.problems import Kind
from sphinx_event_program.render.log import warn
from sphinx_event_program.render.nodes import event_pdfs
from sphinx_event_program.render.translations import _
from sphinx_event_program.render.views.presentation import Presentation

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


#: The folder of the website that they are in.
FOLDER = 'print'

#: How a booklet to fold is called after its document.
FOLDED = '-booklet'


class Download(NamedTuple):
    """A PDF that is offered; equal means that nothing is to be done."""

    title: str
    name: str
    size_bytes: int
    digest: str


class PdfMenus:
    """The PDFs that one build offers, and the menus that lead to them."""

    def __init__(self) -> None:
        self._pdfs: dict[Download, Path] = {}

    def documents_to_write(self, app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
        """On ``env-updated``: the pages with the menu, if it offers something else than in the last build."""
        build, self._pdfs = event_domain(env).build, {}
        if build.presentation is None or not is_website(app.builder):
            return []
        self._pdfs = dict(_found(app, env, build.presentation.edition.audience))
        usage = event_domain(env).usage
        menus = [page for page, used in usage.items() if any(key.sort is Detail.PDFS for key in used)]
        return build.manifest.note_changes('pdfs', dict.fromkeys(menus, repr([*self._pdfs])))

    def fill(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """On ``doctree-resolved``: fill the menus of websites; elsewhere, and if nothing is offered, take them out."""
        presentation = event_domain(app.env).build.presentation
        for place in list(doctree.findall(event_pdfs)):
            if presentation is None or not self._pdfs:
                place.parent.remove(place)
            else:
                page = app.builder.get_target_uri(docname)
                place.replace_self(menu(presentation, [*self._pdfs], relative_uri(page, f'{FOLDER}/').rstrip('/')))

    def copy(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``, when it is known that there is something to write: PDFs go where the menus lead."""
        for download, pdf in self._pdfs.items():
            copy = Path(app.outdir) / FOLDER / download.name
            copy.parent.mkdir(exist_ok=True)
            shutil.copyfile(pdf, copy)

    @property
    def copies(self) -> set[str]:
        """The files that are offered, from the site's root on."""
        return {f'{FOLDER}/{download.name}' for download in self._pdfs}


def _found(app: Sphinx, env: BuildEnvironment, audience: Audience) -> Iterator[tuple[Download, Path]]:
    titles = _titles(app.config, env)
    order = {stem: number for number, stem in enumerate(titles)}
    names = set()
    for folder in event_domain(env).build.config.pdf_folders:
        stamps = sorted((Path(app.confdir) / folder).glob('*.edition'))
        for stamp in sorted(stamps, key=lambda stamp: order.get(stamp.stem, len(order))):
            pdf = stamp.with_suffix('.pdf')
            if not pdf.is_file() or pdf.name in names:
                continue
            typeset_for, *title = stamp.read_text(encoding='utf-8', errors='replace').splitlines() or ['']
            # Asked for here: to look at the whole edition takes a while, and most builds find no PDF.
            edition = event_domain(env).build.fingerprints.edition
            if typeset_for == f'{audience} {edition}':
                names.add(pdf.name)
                content = pdf.read_bytes()
                name = title[0] if title else titles.get(pdf.stem, pdf.stem)
                yield Download(name, pdf.name, len(content), digest_of(content)), pdf
            elif typeset_for.partition(' ')[0] != audience:
                warn(f'PDF is for another audience, so it is not offered; {_REMEDY}', Kind.PDF, f'{pdf}:1')
            else:
                warn(
                    f'PDF is out of date (built from other data), so it is not offered; {_REMEDY}', Kind.PDF, f'{pdf}:1'
                )


_REMEDY = 'rebuild the PDF, then the site'


def _titles(config: Config, env: BuildEnvironment) -> dict[str, str]:
    """Titles of the documents of ``latex_documents``: each is called after the page that it starts with."""
    titles = {}
    for start, target, *_rest in config.latex_documents:
        if start in env.titles:
            stem = target.removesuffix('.tex')
            titles[stem] = env.titles[start].astext()
            titles[stem + FOLDED] = _('%(title)s, to print and fold') % {'title': titles[stem]}
    return titles


def menu(presentation: Presentation, downloads: Sequence[Download], folder: str) -> event_pdfs:
    """A list of links, below a word that opens it; ``folder`` is where the PDFs are, seen from the page."""
    items = []
    for download in downloads:
        size = _(' (PDF, %(size)s kB)') % {
            'size': format_decimal(max(1, download.size_bytes // 1000), locale=presentation.wording.locale)
        }
        link = nodes.reference('', download.title, refuri=f'{folder}/{download.name}', internal=True)
        items.append(nodes.list_item('', nodes.paragraph('', '', link, nodes.Text(size))))
    return event_pdfs('', nodes.bullet_list('', *items), summary=str(_('Print')))


def setup(app: Sphinx, menus: PdfMenus) -> None:
    """Connect the handlers."""
    app.connect('env-updated', menus.documents_to_write)
    app.connect('doctree-resolved', menus.fill)
    app.connect('write-started', menus.copy)
