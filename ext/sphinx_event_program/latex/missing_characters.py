"""Characters that no font has: told while Sphinx builds. TeX prints a box for each (see ``eventscripts.lua``)."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pydantic import BaseModel
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_event_program.domain.event_domain import event_domain
from sphinx_event_program.latex.config import FONTS
from sphinx_event_program.model.problems import Kind, Problem
from sphinx_event_program.model.program import Program
from sphinx_event_program.render.log import report, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

#: The families in which ``eventscripts.lua`` looks.
_FAMILIES = re.compile(r'Noto |DejaVu Sans|Amiri|Nanum|Droid Sans Fallback')

#: Selectors of variants, which show nothing.
_VARIANT = re.compile('[\ufe00-\ufe0f\U000e0100-\U000e01ef]')

#: A program of fontconfig takes some hundredths of a second; more would be a disk that does not answer.
_TIMEOUT_SECONDS = 60


@cache
def _installed() -> frozenset[str]:
    """All characters that fonts of this machine have; none if that cannot be found out, or the text's own is not there.

    Then the PDF is made elsewhere, or not at all.
    """
    program = shutil.which('fc-list')
    if program is None:
        return frozenset()
    command = [program, '--format', '%{family[0]}|%{charset}\n', ':']
    try:
        listed = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_SECONDS, check=False).stdout  # noqa: S603  no word of it comes from data
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    found: set[str] = set()
    families = set()
    for line in listed.decode(errors='replace').splitlines():
        family, _, ranges = line.partition('|')
        if not _FAMILIES.match(family):
            continue
        families.add(family)
        for first, last in re.findall(r'([0-9a-f]+)(?:-([0-9a-f]+))?', ranges):
            found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found) if 'Noto Serif' in families else frozenset()


def _lacking(text: str) -> Iterator[str]:
    """The characters of a text that no font has, each once; what shows nothing needs none."""
    if text.isascii():
        return
    for character in dict.fromkeys(text):
        if character <= '\x9f' or unicodedata.category(character) in ('Cf', 'Zs', 'Zl', 'Zp'):
            continue
        if (installed := _installed()) and character not in installed and not _VARIANT.match(character):
            yield character


def _sentence(character: str) -> tuple[str, str]:
    """Message and hint for a character."""
    code = ord(character)
    name = unicodedata.name(character, 'a character without a name').lower()
    hint = 'leave it out, or tell LaTeX which font has it'
    if re.match('cjk|hangul|hiragana|katakana|bopomofo|kangxi', name):
        hint = 'install a font that has it (Debian and Ubuntu: fonts-noto-cjk)'
    elif 0x1F000 <= code <= 0x1FAFF:
        hint = 'install a font that has it (Debian and Ubuntu: fonts-noto-color-emoji)'
    elif '\N{ADLAM CAPITAL LETTER ALIF}' not in _installed():
        hint = 'install a font that has it (Debian and Ubuntu: fonts-noto-core)'
    return f'no font has U+{code:04X} ({name}); a box with this number is printed', hint


def _texts(value: object, steps: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The texts of a record, and where each of them is."""
    if isinstance(value, str):
        yield value, steps
    elif isinstance(value, BaseModel):
        for key, inner in value:
            yield from _texts(inner, (*steps, key))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key), (*steps, str(key))
            yield from _texts(inner, (*steps, str(key)))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*steps, str(index)))


def _problems(program: Program, told: set[str]) -> Iterator[Problem]:
    records: Iterable[tuple[tuple[str, ...], BaseModel]] = (
        (('event',), program.event),
        *((('people', ident), person) for ident, person in program.people.items()),
        *((('sessions', session.id), session) for session in program.sessions),
    )
    for steps, record in records:
        for text, at in _texts(record, steps):
            for character in _lacking(text):
                if character not in told:
                    told.add(character)
                    yield Problem(program.place(*at), *_sentence(character), Kind.FONT)


def _are_found_here(config: Config) -> bool:
    """Whether our package finds the fonts, and not an author's."""
    return bool(config.latex_engine == 'lualatex' and config.latex_elements.get('fontpkg') == FONTS)


def report_data(app: Sphinx, builder: Builder) -> None:
    """On ``write-started``: tell which characters of the data no font has, each at the first place."""
    build = event_domain(builder.env).build
    if builder.format == 'latex' and build.presentation is not None and _are_found_here(app.config):
        report(_problems(build.presentation.edition.program, build.without_font))


class MissingCharacters(SphinxPostTransform):
    """Tells which characters of documents no font has, but for those of the data."""

    formats = ('latex',)
    # Before texts are taken apart (latex/transforms.py).
    default_priority = 490

    def run(self, **options: Any) -> None:
        if not _are_found_here(self.config):
            return
        told = event_domain(self.env).build.without_font
        for text in self.document.findall(nodes.Text):
            for character in _lacking(text):
                if character not in told:
                    told.add(character)
                    message, hint = _sentence(character)
                    warn(f'{message}; {hint}', Kind.FONT, text.parent)


def setup(app: Sphinx) -> None:
    """Connect the handler, and register the transform."""
    app.connect('write-started', report_data)
    app.add_post_transform(MissingCharacters)
