"""The values that records are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Final

from sphinx_event_program.model.time_hints import duration_hint


class MalformedError(ValueError):
    """A text that is not the value it should be; ``hint`` says what would be right.

    ``reticent_hint`` says it without a part of the text, which may be a secret.
    """

    def __init__(self, message: str, hint: str, reticent_hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        self.reticent_hint = hint if reticent_hint is None else reticent_hint


class Tbd(Enum):
    """The type of :data:`TBD`, so that checkers can tell it from a value."""

    TBD = 'TBD'


class Withheld(Enum):
    """The type of :data:`WITHHELD`."""

    WITHHELD = 'withheld'


#: "Not known yet": legal wherever a value is, shown as "To be announced".
TBD: Final = Tbd.TBD

#: A value that exists, but is not for the audience of this edition.
WITHHELD: Final = Withheld.WITHHELD

_TBD_SPELLINGS = frozenset({'tbd', 'tba', '~'})

#: With more white space around it, it is no slip of the pen; and most values need no closer look.
_TBD_LIMIT = 32


def is_tbd(raw: object) -> bool:
    """Whether an author's value says "not known yet" (``TBD``, ``TBA``, ``~``; any case)."""
    return isinstance(raw, str) and len(raw) <= _TBD_LIMIT and raw.strip().casefold() in _TBD_SPELLINGS


#: Other words that people write for TBD.
_ALMOST_TBD = re.compile(
    r'[\W_]*(?:t\.?\s?b\.?\s?[acd]\.?|to be (?:announced|advised|arranged|confirmed|decided|defined|determined)'
    r'|not (?:yet )?(?:known|announced|decided|confirmed)(?: yet)?)[\W_]*',
    re.IGNORECASE,
)
_NOTHING_SAID = re.compile(r'[?\-\u2010-\u2015._/*]+|n/?a|none|null|nil|unknown|open|pending|later', re.IGNORECASE)


def is_almost_tbd(text: str) -> bool:
    """Whether a text means TBD without saying it: "tbc", "TBA?", "to be announced"."""
    return len(text) <= _TBD_LIMIT and _ALMOST_TBD.fullmatch(text) is not None


def says_nothing(text: str) -> bool:
    """Whether a text stands for no value where one is expected: "?", "n/a", "tbc"."""
    return 0 < len(text) <= _TBD_LIMIT and (is_almost_tbd(text) or _NOTHING_SAID.fullmatch(text.strip()) is not None)


#: Characters of a text that a message repeats, and at most when all of it has to be escaped.
_SHOWN_LENGTH = 60
_ESCAPED_LENGTH = 120


def quoted_text(text: str) -> str:
    """A text in quotes as a message repeats it: shortened, and without what would move a cursor."""
    quoted = repr(text if len(text) <= _SHOWN_LENGTH else f'{text[:_SHOWN_LENGTH]}…')
    return quoted if len(quoted) <= _ESCAPED_LENGTH else f'{quoted[:_ESCAPED_LENGTH]}…{quoted[0]}'


def text_of(raw: object) -> str:
    """A scalar as the text its author wrote.

    :raises MalformedError: if a list or a mapping stands there.
    """
    if not isinstance(raw, str):
        kind = 'a list' if isinstance(raw, list) else 'a mapping'
        raise MalformedError(f'expected a text, not {kind}', 'write one value')
    return raw


#: More characters than any duration has, however many parts it is in.
_DURATION_LIMIT = 1000

#: Longer than anything that has a place in a schedule.
_LONGEST = timedelta(days=31)

_ISO_DURATION = re.compile(r'PT(?=\d)(?:(?P<hours>\d{1,3})H)?(?:(?P<minutes>\d{1,4})M)?', re.IGNORECASE)
_SPOKEN_DURATION = re.compile(
    r'(?:(?P<hours>\d{1,3})\s*h(?:ours?|rs?)?\s*)?(?:(?P<minutes>\d{1,4})\s*(?:m(?:in(?:ute)?s?)?)?)?\.?',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a session lasts, in the parts its author gave.

    ``50+5 min`` is 50 minutes of talk and 5 of questions: the parts are kept,
    because they are shown.
    """

    parts: tuple[timedelta, ...]

    @property
    def total(self) -> timedelta:
        """All parts together."""
        return sum(self.parts, timedelta())

    @property
    def minutes(self) -> tuple[int, ...]:
        """Each part in whole minutes."""
        return tuple(int(part.total_seconds()) // 60 for part in self.parts)

    @classmethod
    def parse(cls, raw: object) -> Duration:
        """Read ``10 min``, ``1h30``, ``90``, ``PT1H30M`` (ISO 8601) or ``50+5 min``; ``0 min`` is a point in time.

        >>> Duration.parse('50+5 min').minutes
        (50, 5)

        :raises MalformedError: if the text is none of these, one of several parts is zero, or all exceed a month.
        """
        text = text_of(raw).strip()
        parts = () if len(text) > _DURATION_LIMIT else tuple(map(_duration_part, text.split('+')))
        if parts == (timedelta(),):
            return cls((timedelta(),))
        if not parts or not all(parts):
            hint = duration_hint(text) or "write '10 min', '1h30', '90', 'PT1H30M' or '50+5 min'"
            raise MalformedError(f'{quoted_text(text)} is not a duration', hint)
        duration = cls(tuple(part for part in parts if part))
        if duration.total > _LONGEST:
            raise MalformedError('the duration is longer than a month', 'make it shorter, or several sessions of it')
        return duration


def _duration_part(text: str) -> timedelta | None:
    match = _ISO_DURATION.fullmatch(text.strip()) or _SPOKEN_DURATION.fullmatch(text.strip())
    if match is None or not (match['hours'] or match['minutes']):
        return None
    return timedelta(hours=int(match['hours'] or 0), minutes=int(match['minutes'] or 0))
