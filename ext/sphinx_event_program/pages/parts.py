"""What a template asks for: the parts of one page, and what it has shown of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from docutils import nodes
from jinja2 import TemplateRuntimeError

from sphinx_event_program.problems import did_you_mean

#: Gives one part of a page.
Part: TypeAlias = Callable[[], list[nodes.Node]]

#: Parts that lead elsewhere: nobody searches this page by their words.
_WAYS = frozenset({'breadcrumbs', 'calendar', 'related'})


@dataclass
class Shown:
    """What a page says: its ``title``, the ``text`` of all parts, and a ``description`` for search engines."""

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
        shown: Shown,
    ) -> None:
        self._parts = parts
        self._written = written
        self._shown = shown
        self._heading, (shown.title, *_) = written(heading)

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
