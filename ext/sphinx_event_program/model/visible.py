"""Texts in which everything can be seen: nothing poses as something else, and nothing moves a cursor."""

from __future__ import annotations

import re
import unicodedata

from sphinx_event_program.model.values import MalformedError, is_almost_tbd, shown, text_of

#: More than anybody reads in one line.
_LINE_LIMIT = 2000

_CONTROL = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]')

#: What shows nothing, and can make a name look like another one: controls, marks and overrides of the direction
#: (UAX 9), and the other characters that are invisible (Unicode's Default_Ignorable_Code_Point). Variation
#: selectors are not among them: emoji, Mongolian and the names of people in Japan need those.
_INVISIBLE = re.compile(
    '[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164'
    '\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]'
)
_JOINERS = '\u200c\u200d'
_DIRECTION_MARKS = '\u200e\u200f\u061c'


_TBD_HINT = 'write TBD, which each page says in its language'


def visible(text: str) -> str:
    """``text``, which is one line, if all of it can be seen.

    Joiners are let through between characters that are not ASCII, where Persian, Indic scripts and emoji have
    them, and marks of the direction (not the overrides) beside letters that run from right to left.
    """
    if text.isascii() and text.isprintable():
        return text
    for found in _INVISIBLE.finditer(text):
        character, at = found[0], found.start()
        beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
        if character in _JOINERS and len(beside) == 2 and min(beside) > '\x7f':
            continue
        if character in _DIRECTION_MARKS and any(
            one.isalpha() and unicodedata.bidirectional(one) in ('R', 'AL') for one in text
        ):
            continue
        name = unicodedata.name(character, 'a control character').lower()
        raise MalformedError(
            f'the invisible character U+{ord(character):04X} ({name}) stands at {at + 1} of {len(text)}', 'remove it'
        )
    return text


def one_line(raw: object) -> str:
    """A text on one line; runs of white space become one space."""
    given = text_of(raw)
    text = ' '.join(given.split())
    if not text:
        raise MalformedError('the value is empty', 'write a text, or TBD while it is not known')
    if is_almost_tbd(text):
        raise MalformedError(f'{shown(text)} is a text like any other', _TBD_HINT)
    if len(text) > _LINE_LIMIT:
        raise MalformedError('the text is too long', f'at most {_LINE_LIMIT} characters fit in one line')
    # The same text is not held twice.
    return visible(given if text == given else text)


def markdown(raw: object) -> str:
    """A text of several lines."""
    text = text_of(raw)
    if is_almost_tbd(text):
        raise MalformedError(f'{shown(text.strip())} is a text like any other', _TBD_HINT)
    if not (text.isascii() and text.isprintable()) and (found := _CONTROL.search(text)):
        raise MalformedError(f'the character U+{ord(found[0]):04X} is not allowed', 'remove it')
    return text
