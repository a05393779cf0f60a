"""Small Sphinx projects: written, built and read back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup, Tag
from building import share_templates
from docutils import nodes
from PIL import Image
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences

ROOTS = Path(__file__).parents[1] / 'roots'


class Warned(NamedTuple):
    """One record of the build's log, taken apart."""

    file: str
    line: int | None
    message: str
    kind: str


_WARNING = re.compile(
    r'(?:(?P<path>[^\s:][^:]*?)(?::(?P<line>\d*)(?::\d+)?)?: )?'
    r'(?:WARNING|ERROR): (?P<message>.*?)(?: \[(?P<kind>[\w.-]+)\])?'
)


def warnings_in(log: str) -> list[Warned]:
    """The warnings and errors of a log."""
    found = []
    for record in strip_escape_sequences(log).splitlines():
        match = _WARNING.fullmatch(record)
        if match is None:
            found.append(Warned('', None, record, ''))
        else:
            line = int(match['line']) if match['line'] else None
            found.append(Warned(Path(match['path'] or '').name, line, match['message'], match['kind'] or ''))
    return found


class Html:
    """A part of an HTML page, read by CSS selectors."""

    def __init__(self, tag: Tag) -> None:
        self.tag = tag

    def all(self, selector: str) -> list[Html]:
        """Each element that fits, in the order of the page."""
        return [Html(found) for found in self.tag.select(selector)]

    def one(self, selector: str) -> Html:
        """The only element that fits."""
        (found,) = self.all(selector)
        return found

    def texts(self, selector: str) -> list[str]:
        """The text of each element that fits."""
        return [found.text for found in self.all(selector)]

    def values(self, selector: str, attribute: str) -> list[str | None]:
        """An attribute of each element that fits; None where it has none."""
        return [found.tag.get(attribute) for found in self.all(selector)]

    @property
    def text(self) -> str:
        """The text, with simple spaces."""
        return ' '.join(self.tag.get_text().split())


class Tex:
    """A LaTeX document, read by its environments and macros."""

    def __init__(self, source: str) -> None:
        self.source = source

    def inside(self, environment: str) -> list[Tex]:
        """The contents of each environment of a name; none of ours is nested in itself."""
        name = re.escape(environment)
        pattern = rf'\\begin\{{{name}\}}(.*?)\\end\{{{name}\}}'
        return [Tex(match[1]) for match in re.finditer(pattern, self.source, re.DOTALL)]

    def arguments(self, macro: str, count: int = 1) -> list[tuple[str, ...]]:
        """The arguments of each use of a macro, in the order of the text."""
        found = []
        for match in re.finditer(rf'\\{re.escape(macro)}(?![A-Za-z])\s*(?=\{{)', self.source):
            position, arguments = match.end(), []
            for _ in range(count):
                end = _closing(self.source, position)
                arguments.append(self.source[position + 1 : end])
                position = end + 1
            found.append(tuple(arguments))
        return found

    @property
    def items(self) -> list[Tex]:
        """The names in a list of facts."""
        return [Tex(name) for (name,) in self.arguments('sphinxlineitem')]

    @property
    def bodies(self) -> list[Tex]:
        """What each item of a list holds."""
        _, *items = re.split(r'\\item(?![a-z])|\\sphinxlineitem(?=\{)', self.source)
        return [Tex(item[_closing(item, 0) + 1 :] if item.startswith('{') else item) for item in items]

    @property
    def included(self) -> list[str]:
        """The pictures, by file."""
        found = re.findall(r'\\sphinxincludegraphics\s*(?:\[[^\]]*\])?\{\{?([^{}]+)\}?([.\w]*)\}', self.source)
        return [name + ending for name, ending in found]

    @property
    def rows(self) -> list[list[Tex]]:
        """The cells of a long table, row by row, after the header that its first page has."""
        before, _, body = self.source.partition(r'\sphinxtableatstartofbodyhook')
        header = before.partition(r'\endfirsthead')[0].partition(r'\sphinxtoprule')[2]
        rows = [row for part in (header, body) for row in re.split(r'^\\\\$', part, flags=re.MULTILINE)]
        return [
            [Tex(cell) for cell in re.split(r'^&', row, flags=re.MULTILINE)] for row in rows if r'\eventcell' in row
        ]

    @property
    def words(self) -> str:
        """The text as it is read, without macros and what only they need."""
        text, rest = [], re.sub(r'%\n\s*', '', self.source).replace(r'\sphinxhyphen{}', '-')
        while match := re.search(r'\\([A-Za-z@]+)\*?\s*(?:\[[^\]]*\])?', rest):
            text.append(rest[: match.start()])
            rest = rest[match.end() :]
            for _ in range(_UNSEEN.get(match[1], 0)):
                if rest.startswith('{'):
                    rest = re.sub(r'^\[\w\]', '', rest[_closing(rest, 0) + 1 :])
        plain = re.sub(r'[{}\\]', '', ''.join([*text, rest]))
        return ' '.join(plain.replace('~', ' ').split())


#: How many arguments of a macro are not shown.
_UNSEEN = {
    **{'begin': 3, 'end': 1, 'label': 1, 'hyperref': 0, 'sphinxhref': 1, 'href': 1, 'DUrole': 1, 'sphinxcolwidth': 2},
    **{'sphinxstylestrong': 0, 'eventmonogram': 2, 'eventportrait': 1, 'eventtrack': 1, 'X': 2},
}


def _closing(source: str, opening: int) -> int:
    """Where the brace that opens at a place is closed."""
    depth = 0
    for position in range(opening, len(source)):
        escaped = source[position - 1] == '\\'
        depth += 0 if escaped else {'{': 1, '}': -1}.get(source[position], 0)
        if not depth:
            return position
    raise AssertionError('a brace is never closed')


@dataclass(frozen=True)
class Built:
    """What one build left behind."""

    app: SphinxTestApp
    #: The pages that were read, and not taken from the build before.
    read: tuple[str, ...]
    warnings: list[Warned]
    #: Project, author and title while pages are written.
    project: tuple[str, str, str]

    @property
    def folder(self) -> Path:
        """Where the output is."""
        return Path(self.app.outdir)

    def doctree(self, page: str) -> nodes.document:
        """A page as it was read."""
        return self.app.env.get_doctree(page)

    def html(self, page: str) -> Html:
        """What the author of an HTML page wrote, without the theme."""
        return Html(self.whole_html(page).select('.body')[0])

    def whole_html(self, page: str) -> BeautifulSoup:
        """An HTML page, parsed as browsers do."""
        return BeautifulSoup((self.folder / f'{page}.html').read_text(encoding='utf-8'), 'html5lib')

    def tex(self, page: str) -> Tex:
        """The LaTeX document that consists of one page."""
        source = (self.folder / f'{page}.tex').read_text(encoding='utf-8')
        # Behind the title page, before the index.
        return Tex(source.partition('::doc}}')[2].partition(r'\renewcommand{\indexname}')[0])

    def files(self) -> dict[str, bytes]:
        """All that was written, by path."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob('*'))
            if path.is_file()
        }


class Project:
    """A Sphinx project in a folder of its own, built as often as a test likes."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / 'source'
        self.data = self.source / 'data'
        self._output = folder / 'output'

    def write(self, files: Mapping[str, str]) -> None:
        """Write files, by their path in the source folder."""
        for name, text in files.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding='utf-8')

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that a file holds once."""
        path = self.source / name
        text = path.read_text(encoding='utf-8')
        assert text.count(old) == 1, f'{old!r} is {text.count(old)} times in {name}'
        path.write_text(text.replace(old, new), encoding='utf-8')

    def build(self, builder: str = 'html', *, parallel: int = 0, **settings: Any) -> Built:
        """Build all that is not up to date; ``settings`` are put over those of ``conf.py``."""
        app = SphinxTestApp(
            builder, srcdir=self.source, builddir=self._output, confoverrides=settings, parallel=parallel
        )
        share_templates(app)
        read: list[str] = []
        app.connect('env-before-read-docs', lambda app, env, pages: read.extend(pages))
        project = ['', '', '']

        def see_project(app: Sphinx, builder: Builder) -> None:
            project[:] = app.config.project, app.config.author, app.config.html_title

        app.connect('write-started', see_project, priority=900)
        try:
            app.build()
        finally:
            # Takes back what Sphinx registers with docutils, for the builds to come.
            app.cleanup()
        name, author, title = project
        return Built(app, tuple(read), warnings_in(app.warning.getvalue()), (name, author, title))


def in_markdown(page: str) -> str:
    """A page of reStructuredText, as far as the tests need it, in MyST."""
    lines: list[str] = []
    fenced = False
    for line in page.splitlines():
        directive = re.fullmatch(r'\.\. ([\w:]+)::(.*)', line)
        if fenced and not line.startswith('   '):
            lines.append('```')
            fenced = False
        if directive:
            lines.append(f'```{{{directive[1]}}}{directive[2]}')
            fenced = True
        elif re.fullmatch(r'[=-]{3,}', line):
            lines[-1] = ('# ' if line[0] == '=' else '## ') + lines[-1]
        else:
            lines.append(re.sub(r':([\w:]+):`', r'{\1}`', line.removeprefix('   ')) if not fenced else line[3:])
    return '\n'.join([*lines, '```'] if fenced else lines) + '\n'


def paint(path: Path, size: tuple[int, int] = (400, 600), colour: str = 'teal') -> None:
    """A photo of somebody."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new('RGB', size, colour).save(path)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project."""
    made = Project(tmp_path)
    made.write({'conf.py': "extensions = ['myst_parser', 'sphinx_event_program']\nexclude_patterns = ['data']\n"})
    return made


@pytest.fixture(scope='session')
def open_root(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Project]:
    """A copy of one of the ``roots``, with the photos that its people name."""

    def copy(name: str) -> Project:
        made = Project(tmp_path_factory.mktemp(name))
        shutil.copytree(ROOTS / f'test-{name}', made.source)
        if (made.data / 'people.yaml').read_text(encoding='utf-8').count('photos/ada.png'):
            paint(made.data / 'photos' / 'ada.png')
        return made

    return copy


@pytest.fixture
def conference(open_root: Callable[[str], Project]) -> Project:
    """The conference, to be changed and built."""
    return open_root('conference')


@pytest.fixture(scope='session')
def website(open_root: Callable[[str], Project]) -> Built:
    """The conference in HTML, to be read only."""
    return open_root('conference').build('html')


class Shown(NamedTuple):
    """The pages of a test module in one markup, built twice."""

    html: Built
    latex: Built


@pytest.fixture(scope='module', params=['rst', 'md'])
def shown(
    request: pytest.FixtureRequest, open_root: Callable[[str], Project], build_pages: Callable[..., dict[str, Built]]
) -> Shown:
    """The ``PAGES`` of the test module, about the conference, in one markup after the other."""
    return Shown(**build_pages(open_root('conference'), request.module.PAGES, request.param, ['html', 'latex']))


@pytest.fixture(scope='session')
def build_pages() -> Callable[..., dict[str, Built]]:
    """Builds pages of reStructuredText in either markup; in LaTeX, each is a document of its own."""

    def build(project: Project, pages: Mapping[str, str], markup: str, builders: list[str]) -> dict[str, Built]:
        for page in (*project.source.glob('*.rst'), *project.source.glob('*.md')):
            page.unlink()
        project.write(
            {'index.rst': 'Contents\n========\n\n.. toctree::\n\n' + ''.join(f'   {name}\n' for name in pages)}
        )
        for name, text in pages.items():
            page = f'Page {name}\n{"=" * 40}\n\n{text}\n'
            project.write({f'{name}.{markup}': in_markdown(page) if markup == 'md' else page})
        documents = [(name, f'{name}.tex', 'Title', 'Author', 'howto') for name in pages]
        return {builder: project.build(builder, latex_documents=documents) for builder in builders}

    return build
