"""Parts of a page of a record, made when a template asks for them; files of the author in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from docutils import nodes
from jinja2 import TemplateRuntimeError

from sphinx_event_program.model.problems import did_you_mean

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

#: Gives one part of a page.
Part: TypeAlias = Callable[[], list[nodes.Node]]

#: Parts that lead elsewhere: nobody searches this page by their words.
_WAYS = frozenset({'breadcrumbs', 'calendar', 'related'})


@dataclass
class Shown:
    """Words of a page: its ``title``, the ``text`` of all parts, and a ``description`` for search engines."""

    title: str = ''
    text: str = ''
    description: str = ''


class Parts:
    """The parts of a page, each made when a template asks for it."""

    def __init__(
        self,
        heading: Sequence[nodes.Node],
        parts: Mapping[str, Part],
        written: Callable[[Sequence[nodes.Node]], tuple[str, list[str]]],
        words: Shown,
    ) -> None:
        self._parts = parts
        self._written = written
        self._shown = words
        self._heading, (words.title, *_) = written(heading)

    def html(self, name: str) -> str:
        """One part in HTML, empty if there is nothing to show.

        :raises TemplateRuntimeError: if there is no such part.
        """
        if name == 'title':
            return self._heading
        if name not in self._parts:
            raise TemplateRuntimeError(f'no part {name!r}; {did_you_mean(name, ["title", *self._parts])}')
        if not (content := self._parts[name]()):
            return ''
        html, texts = self._written(content)
        if name in _WAYS:
            return html
        self._shown.text = '\n'.join([self._shown.text, *texts])
        if name in ('abstract', 'bio'):
            self._shown.description = ' '.join(texts)
        return html


class AuthorFiles:
    """Asks, when all documents are known: documents, ``html_additional_pages`` and files in ``html_extra_path``."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        self._app = app
        self._builder = builder

    @cached_property
    def _written(self) -> frozenset[Path]:
        """The files of the author's own pages: those of two names may be one, such as ``a`` and ``a/index``."""
        names = [*self._app.env.found_docs, *self._app.config.html_additional_pages]
        return frozenset(Path(self._builder.get_output_path(name)) for name in names)

    def page(self, name: str) -> bool:
        """Whether the page of this name is the author's."""
        path = Path(self._builder.get_output_path(name))
        if path in self._written:
            return True
        # There are thousands of pages, and most sites have no files beside them.
        extra = self._app.config.html_extra_path
        return bool(extra) and self.file(path.relative_to(self._builder.outdir).as_posix())

    def file(self, name: str) -> bool:
        """Whether the author has a file that comes to lie here, below the site's root."""
        return any(Path(self._app.confdir, entry, name).is_file() for entry in self._app.config.html_extra_path)
