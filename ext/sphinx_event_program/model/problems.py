"""Problems of an author's data: kind, severity, place, message and hint.

Whoever finds a problem states it as a :class:`Problem`, with its place; the
Sphinx log and the command line decide how it is shown.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class Severity(Enum):
    """Severity of a problem: an error has to be mended, a warning should be, a note is information."""

    ERROR = 'error'
    WARNING = 'warning'
    NOTE = 'note'


class Kind(StrEnum):
    """Kind of a problem; in a build, the subtype of ``event.<kind>``.

    The list is part of the manual (``docs/guide/problems.md``): a new kind is
    described there, and a test holds the two together.
    """

    FILE = 'file'
    SYNTAX = 'syntax'
    UNKNOWN_KEY = 'unknown-key'
    DUPLICATE_KEY = 'duplicate-key'
    MISSING = 'missing'
    VALUE = 'value'
    REFERENCE = 'reference'
    PHOTO = 'photo'
    SMALL_PHOTO = 'small-photo'
    CLASH = 'clash'
    DAY = 'day'
    OUTSIDE = 'outside'
    ALIKE = 'alike'
    MARKUP = 'markup'
    UNUSED = 'unused'
    TIME_LEFT = 'time-left'
    TBD = 'tbd'
    ADDRESS = 'address'
    NAMELESS = 'nameless'
    DIRECTIVE = 'directive'
    DUPLICATE_ENTRY = 'duplicate-entry'
    PDF = 'pdf'
    FONT = 'font'

    @property
    def severity(self) -> Severity:
        """Severity of a problem of this kind."""
        match self:
            case Kind.SMALL_PHOTO | Kind.ALIKE | Kind.MARKUP | Kind.UNUSED | Kind.DAY:
                return Severity.WARNING
            case Kind.DIRECTIVE | Kind.DUPLICATE_ENTRY | Kind.PDF | Kind.FONT:
                return Severity.WARNING
            case Kind.TIME_LEFT | Kind.TBD | Kind.ADDRESS | Kind.NAMELESS:
                return Severity.NOTE
            case _:
                return Severity.ERROR


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a data file; ``line`` and ``column`` count from 1, None is the whole file."""

    path: Path
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ':'.join(str(part) for part in (self.path, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in one sentence, and what would be right (``hint``).

    A ``private`` one may tell of what is not published: only its place is for
    everybody's eyes.
    """

    where: Place
    message: str
    hint: str
    kind: Kind
    private: bool = False

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.kind.severity

    @property
    def sentence(self) -> str:
        """Message and hint: what is wrong, then what would be right."""
        return f'{self.message}; {self.hint}' if self.hint else self.message

    @property
    def public_sentence(self) -> str:
        """The same for a log that anybody may read: of what is not published, it says only that there is a problem."""
        if self.private:
            return (
                'a problem in an unpublished session (details are not shown in the build log); '
                "run 'event-program check'"
            )
        return self.sentence

    def __str__(self) -> str:
        return f'{self.where}: {self.severity.value}: {self.sentence} [event.{self.kind}]'


#: Longer than any name; a comparison takes the product of the lengths.
_COMPARED_LENGTH = 60

#: Share of letters from which on one word may be meant by another.
_CLOSENESS = 0.6

#: Of a list of names, as much as is read in a terminal.
_LISTED_NAMES = 20
_LISTED_LENGTH = 160


def folded(name: str) -> str:
    """A name without what is easily mistaken: capitals, spaces, hyphens, underscores."""
    return re.sub(r'[\s_-]+', '', name.casefold())


def nearest(name: str, known: Iterable[str], closeness: float = _CLOSENESS) -> str | None:
    """The known name that is most likely meant by another one; None if none comes near.

    ``closeness`` is the share of the letters that two names have in common, from 0 to 1.

    >>> nearest('keynot', ['talk', 'keynote'])
    'keynote'
    >>> nearest('lunch', ['talk', 'keynote'])
    """
    names = list(known)
    if len(name) > _COMPARED_LENGTH or not folded(name):
        return None
    spelled = {folded(candidate): candidate for candidate in reversed(names)}
    if same := spelled.get(folded(name)):
        return same
    # 'Panel discussion' is a panel, whatever is closer letter by letter; 'ada' is 'ada-brandt', if she is the only Ada.
    words = _words(name)
    within = [candidate for candidate in names if len(_words(candidate)) == 1 and _words(candidate)[0] in words]
    if within:
        return min(within, key=lambda candidate: words.index(_words(candidate)[0]))
    around = [candidate for candidate in names if set(words) <= set(_words(candidate))]
    if around and len(folded(name)) > 2:
        return around[0] if len({*map(folded, around)}) == 1 else None
    near = difflib.get_close_matches(folded(name), spelled, n=1, cutoff=closeness)
    return spelled[near[0]] if near else None


def _words(name: str) -> list[str]:
    return re.findall(r'[^\W_]+', name.casefold())


def did_you_mean(
    name: str,
    known: Iterable[str],
    *,
    otherwise: str = 'allowed',
    called: Mapping[str, str] | None = None,
    closeness: float = _CLOSENESS,
) -> str:
    """The hint for an unknown name: the nearest known one, else all that are known.

    ``called`` has what some of the known ones are called besides, such as a person's
    name beside the id. A long list is cut, because a hint is read in a terminal.
    """
    # The terms of a vocabulary would tell their class as well.
    names = [str(one) for one in known]
    also = called or {}
    if near := nearest(name, [*names, *also], closeness):
        return f'did you mean {also.get(near, near)!r}?'
    if not names:
        return 'there are none'
    listed = names[:_LISTED_NAMES]
    while len(listed) > 1 and len(', '.join(listed)) > _LISTED_LENGTH:
        listed.pop()
    return f'{otherwise}: {", ".join(listed)}{", …" if len(listed) < len(names) else ""}'
