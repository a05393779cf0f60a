"""The one way anything complains about an author's data.

Whoever finds a problem states it as a :class:`Problem`, with its place; the
Sphinx log and the command line decide how it is shown.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Severity(Enum):
    """How much a problem matters: an error is wrong, a note is only told."""

    ERROR = 'error'
    WARNING = 'warning'
    NOTE = 'note'


class Kind(StrEnum):
    """What sort of problem it is; in a build, the subtype of ``event.<kind>``.

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
    OUTSIDE = 'outside'
    ALIKE = 'alike'
    UNUSED = 'unused'
    TIME_LEFT = 'time-left'
    TBD = 'tbd'
    DIRECTIVE = 'directive'
    DUPLICATE_ENTRY = 'duplicate-entry'

    @property
    def severity(self) -> Severity:
        """What a problem of this kind amounts to."""
        match self:
            case Kind.SMALL_PHOTO | Kind.ALIKE | Kind.UNUSED | Kind.DIRECTIVE | Kind.DUPLICATE_ENTRY:
                return Severity.WARNING
            case Kind.TIME_LEFT | Kind.TBD:
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
        """What is wrong, then what would be right."""
        return f'{self.message}; {self.hint}' if self.hint else self.message

    @property
    def public_sentence(self) -> str:
        """The same for a log that anybody may read: of what is not published, it says only that it is wrong."""
        if self.private:
            return "something is not right with what is not published; 'event-program check' tells what"
        return self.sentence

    def __str__(self) -> str:
        return f'{self.where}: {self.severity.value}: {self.sentence} [event.{self.kind}]'


#: Longer than any name; a comparison takes the product of the lengths.
_COMPARED_LENGTH = 60


def did_you_mean(name: str, known: Iterable[str], *, otherwise: str = 'allowed') -> str:
    """The hint for an unknown name: the nearest known one, else all that are known.

    A long list is cut, because a hint is read in a terminal.
    """
    # The terms of a vocabulary would tell their class as well.
    names = [str(one) for one in known]
    if len(name) <= _COMPARED_LENGTH:
        folded = {candidate.casefold(): candidate for candidate in reversed(names)}
        near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
        if near:
            return f'did you mean {folded[near[0]]!r}?'
    if not names:
        return 'there are none'
    shown = ', '.join(names[:12])
    return f'{otherwise}: {shown}, …' if len(names) > 12 else f'{otherwise}: {shown}'
