"""The builder ``event-print``: agenda, door signs, badges and the like, made of the data alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.errors import ConfigError, ExtensionError
from sphinx.locale import __
from sphinx.util import texescape
from sphinx.util.docutils import new_document
from sphinx.util.osutil import copyfile

from sphinx_event_program._files import write_whole
from sphinx_event_program.domain.config import EventConfig
from sphinx_event_program.domain.event_domain import event_domain
from sphinx_event_program.latex.links import page_address
from sphinx_event_program.media.labels import BADGES, PAPERS_MM, TABLE_CARDS, LabelSheet, default_sheet
from sphinx_event_program.media.qrcodes import qr_code
from sphinx_event_program.model.person import Attendee
from sphinx_event_program.model.problems import Kind, Problem, did_you_mean
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.reading.text import position_after, read_bytes
from sphinx_event_program.reading.tree import place_of
from sphinx_event_program.render.log import report
from sphinx_event_program.render.views.agenda import agenda, door_signs
from sphinx_event_program.render.views.badges import BadgeHolder, Stock, badge_holders, badges, codes, table_cards
from sphinx_event_program.render.views.certificates import PLACEHOLDERS, SIGNATURES, certificates, unknown_placeholders
from sphinx_event_program.render.views.presentation import Presentation
from sphinx_event_program.render.views.sheets import Printed
from sphinx_event_program.render.views.speaker_sheet import speaker_sheet
from sphinx_event_program.render.writers.sheets import document_title, properties

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.latex.theming import Theme
    from sphinx.writers.latex import LaTeXTranslator


_LATEX = Path(__file__).parent


class Material(NamedTuple):
    """Input of printed documents: the event, people, stock and settings."""

    presentation: Presentation
    site: str
    badge_holders: Sequence[BadgeHolder]
    badges: Stock
    table_cards: Stock
    certificate: str


#: The documents by name, in the order of the manual; one is None if the data have nothing for it.
DOCUMENTS: Mapping[str, Callable[[Material], Printed | None]] = {
    'agenda': lambda material: agenda(material.presentation, material.site),
    'door-signs': lambda material: door_signs(material.presentation, material.site),
    'badges': lambda material: badges(material.presentation, material.badge_holders, material.badges),
    'table-cards': lambda material: table_cards(material.presentation, material.badge_holders, material.table_cards),
    'speaker-sheet': lambda material: speaker_sheet(material.presentation),
    'certificates': lambda material: certificates(material.presentation, material.badge_holders, material.certificate),
}


#: Documents that a website may offer; the others are about single people, or for the organizers.
OFFERED = frozenset({'agenda', 'door-signs'})


class PrintBuilder(LaTeXBuilder):
    """Writes a LaTeX file for each document that is made of data alone. No page is read."""

    name = 'event-print'
    epilog = __('The LaTeX files of the printed matter are in %(outdir)s; run make in that folder.')

    def init(self) -> None:
        if self.config.latex_engine != 'lualatex':
            raise ConfigError(
                f"event-print needs LuaLaTeX; write latex_engine = 'lualatex' (it is {self.config.latex_engine!r})"
            )
        super().init()
        paper = self.themes.get('event-print').papersize
        if paper not in PAPERS_MM:
            hint = did_you_mean(paper, PAPERS_MM)
            raise ConfigError(f'event-print has no papersize {paper!r} (in latex_elements); {hint}')

    def read(self) -> list[str]:  # type: ignore[misc]  # final: Sphinx has no hook for a builder that reads no pages
        """Nothing: what is printed is in the data, and the environment stays as other builders left it."""
        return []

    def init_document_data(self) -> None:
        """Nothing: no page is the start of a document."""
        self.titles = []

    def copy_latex_additional_files(self) -> None:
        super().copy_latex_additional_files()
        for name in ('eventprint.cls', 'eventprint.sty', 'eventprint.lua'):
            copyfile(_LATEX / name, self.outdir / name, force=True)

    def write_documents(self, docnames: Set[str]) -> None:
        """Nothing: the author's pages are not printed here."""

    def finish(self) -> None:
        """Write a LaTeX file for each document that the data have something for, whatever pages there are."""
        settings, presentation = self._settings, event_domain(self.env).build.presentation
        if presentation is None:
            raise ExtensionError('there is no event to print; see the messages above')
        for code in Path(self.outdir).glob('qr-*.*'):
            # It may be of an attendee who is on the list no more.
            code.unlink()
        material = self._material(presentation)
        for name, make in DOCUMENTS.items():
            chosen = not settings.print_documents or name in settings.print_documents
            # The Makefile would typeset what another build left, and a website offer it.
            for ending in ('tex', 'pdf', 'edition'):
                (self.outdir / f'{name}.{ending}').unlink(missing_ok=True)
            if chosen and (printed := make(material)):
                self._write(name, printed, material.presentation)
                if name in OFFERED:
                    self._stamp(name, printed, material.presentation)
        super().finish()

    @property
    def _settings(self) -> EventConfig:
        return event_domain(self.env).build.config

    def _material(self, presentation: Presentation) -> Material:
        settings = self._settings
        # Codes of attendees are nothing to keep among the doctrees.
        presentation = replace(presentation, qr_code=self._qr_code)
        attendees: tuple[Attendee, ...] = ()
        if settings.attendees:
            # With all formats of data, which other builds do not need.
            from sphinx_event_program.reading.attendees import read_attendees

            attendees, problems = read_attendees(Path(self.confdir) / settings.attendees)
            report(problems)
        program, paper = presentation.edition.program, self.themes.get('event-print').papersize

        folder = settings.pages.get('person')
        code = codes(
            settings.print_code, lambda ident: page_address(self.config, f'{folder}/{ident}') if folder else '', program
        )

        def stock(sheets: Mapping[str, LabelSheet], chosen: str) -> Stock:
            labels = sheets[chosen] if chosen else default_sheet(sheets, paper)
            return Stock(labels, settings.print_crop_marks, code)

        return Material(
            presentation,
            _site(presentation, self.config.html_baseurl),
            badge_holders(program, attendees, presentation.wording),
            stock(BADGES, settings.print_badges),
            stock(TABLE_CARDS, settings.print_table_cards),
            self._template(),
        )

    def _qr_code(self, text: str) -> str:
        return '/' + os.path.relpath(qr_code(text, Path(self.outdir)), self.srcdir).replace(os.sep, '/')

    def _template(self) -> str:
        """The author's text of certificates; empty if there is none that can be used."""
        if not self._settings.print_certificate:
            return ''
        path = Path(self.confdir) / self._settings.print_certificate
        problems: list[Problem] = []
        encoded = read_bytes(path, problems)
        text = (encoded or b'').decode()
        for name, at in unknown_placeholders(text):
            where = place_of(path, position_after(text[:at]))
            hint = did_you_mean(name, (*PLACEHOLDERS, SIGNATURES))
            problems.append(Problem(where, f'unknown placeholder {{{name}}}', hint, Kind.VALUE))
        report(problems)
        return text

    def _write(self, name: str, printed: Printed, presentation: Presentation) -> None:
        document = new_document(name)
        document += printed.body
        document['docname'] = name
        theme = self.themes.get('event-print')
        document['docclass'], document['contentsname'], document['tocdepth'] = theme.docclass, '', None
        self.env.apply_post_transforms(document, name)
        self.post_process_images(document)
        self._describe(printed, presentation, theme)
        visitor = cast('LaTeXTranslator', self.create_translator(document, self, theme))
        document.walkabout(visitor)
        write_whole(self.outdir / f'{name}.tex', visitor.astext().encode())

    def _stamp(self, name: str, printed: Printed, presentation: Presentation) -> None:
        """Write the edition beside the PDF to be, for the menu of the website (see ``html/pdf_menu.py``)."""
        edition = event_domain(self.env).build.fingerprints.edition
        stamp_text = f'{presentation.edition.audience} {edition}\n{printed.title}\n'
        write_whole(self.outdir / f'{name}.edition', stamp_text.encode())

    def _describe(self, printed: Printed, presentation: Presentation, theme: Theme) -> None:
        """Set the LaTeX elements of a file's preamble."""

        def latex(text: str) -> str:
            return texescape.escape(text, self.config.latex_engine)

        program, language = presentation.edition.program, self.config.language.replace('_', '-')
        event = presentation.wording.tbd if isinstance(program.event.title, Tbd) else program.event.title
        title, author = (
            document_title(latex(event), latex(printed.title)),
            r'\and '.join(map(latex, program.host_names)),
        )
        self.update_doc_context(title, author, theme)
        self.update_context()
        self.context['papersize'] = printed.paper or theme.papersize
        if printed.landscape:
            self.context['papersize'] += ',landscape'
        self.context['makeindex'] = self.context['printindex'] = ''
        preamble = self.config.latex_elements.get('preamble', '')
        self.context['preamble'] = preamble + '\n' + properties(language)

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Take pictures from where they are: nothing was collected while pages were read."""
        for node in doctree.findall(nodes.image):
            picture = Path(self.srcdir, node['uri'].removeprefix('/').replace('.*', '.png')).resolve()
            node['uri'] = picture.name
            if picture.parent != Path(self.outdir).resolve():
                self.images[str(picture)] = picture.name


def _site(presentation: Presentation, base: str) -> str:
    """The address of the site, the event's own word first; empty if it is not known."""
    address = presentation.edition.program.event.url
    return address if isinstance(address, str) else base


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(PrintBuilder)
