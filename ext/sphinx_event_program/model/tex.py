"""Accents of TeX, as submission systems and BibTeX files have them, and formulas."""

from __future__ import annotations

import re

#: An accented letter, or one that is no letter of ASCII. In Markdown, and in text that a program has escaped, a
#: backslash may stand before a mark that means itself (``don\'t``, ``\"so\"``): without braces, an accent is one only
#: within a word, and ``\'`` only where French has no apostrophe.
_LETTER = re.compile(
    r"""
      \{\\["'`^~=.](?:\\?[ij]|[A-Za-z]|\{(?:\\?[ij]|[A-Za-z])\})\}
    | \\["'`^~=.]\{(?:\\?[ij]|[A-Za-z])\}
    | (?<=[^\W\d_])\\"[aeiouyAEIOUY](?=[^\W\d_]|\W|$)
    | (?<=[^\W\d_])\\[`^][aeiouAEIOU]
    | (?<=[^\W\d_])\\~[naoNAO]
    | (?<=[^\W\d_]{2})(?<![qQ][uU])\\'(?:[aeiouyAEIOUY](?![^\W\d_]*\\')|\\i\b)
    | \{\\[cvuHkrd](?:\{[A-Za-z]\}|\s[A-Za-z])\} | \\[cvuHkrd]\{[A-Za-z]\}
    | \{\\(?:ss|o|O|l|L|ae|AE|oe|OE|aa|AA|i|j)\} | \\(?:ss|o|O|l|L|ae|AE|oe|OE|aa|AA|i|j)\{\}
    | (?<=[^\W\d_])\\(?:ss|o|O|l|L|ae|AE|oe|OE|aa|AA)(?![A-Za-z])[ ]?
    """,
    re.VERBOSE,
)

#: A formula between TeX's marks; what has none of TeX's own characters may be brackets, or a price.
_FORMULA = re.compile(
    r'\\\((?P<round>[^\n]{1,1000}?)\\\)|\\\[(?P<square>.{1,1000}?)\\\]'
    r'|\$\$(?P<display>[^$]{1,1000})\$\$|\$(?P<inline>(?=\S)[^$\n]{1,1000}(?<=\S))\$(?!\d)',
    re.DOTALL,
)
_OF_TEX = re.compile(r'[\\_^{}=]')


def letter_at(text: str, at: int) -> tuple[str, int] | None:
    r"""The letter that TeX's accent at ``at`` makes, and where the text goes on; None if there is none.

    >>> letter_at(r'Schr\"odinger', 4)
    ('ö', 7)
    >>> letter_at(r'\"so\"', 0)
    """
    match = _LETTER.match(text, at)
    return (_decoded(match[0]), match.end()) if match else None


def with_letters(text: str) -> str:
    r"""A text with letters in place of TeX's accents.

    >>> with_letters(r'Erd{\H o}s and Jos\'e of Troms{\o}')
    'Erdős and José of Tromsø'
    """
    return _LETTER.sub(lambda match: _decoded(match[0]), text) if '\\' in text else text


#: ``P\\'erez`` or ``d\\'eau``: nobody but its author can tell.
_LIKELY = re.compile(r"[^\W\d_]?\\'[aeiouyAEIOUY][^\W\d_]*")


def likely_accent(text: str) -> tuple[str, str] | None:
    r"""A word that has an accent of TeX, unless it has an apostrophe; and how it looks if it is an accent.

    >>> likely_accent(r"Ana P\'erez")
    ("P\\'erez", 'Pérez')
    """
    match = _LIKELY.search(text)
    return (match[0], re.sub(r"\\'.", lambda accent: _decoded(accent[0]), match[0])) if match else None


def _decoded(tex: str) -> str:
    # Loaded when there is something to read: most data has no TeX.
    import latexcodec.codec  # noqa: F401  it enters the codec

    # Braces hold together what TeX would read; an accent stands in place of the dot, which the codec would take twice.
    bare = re.sub(r'[{}]', ' ', re.sub(r'(?<=["\'`^~=.{])\\([ij])\b', r'\1', tex))
    return ''.join(bare.encode().decode('latex+utf8').split())


def formula_at(text: str, at: int) -> int | None:
    r"""Where the formula that begins at ``at`` ends, with its marks; None if there is none.

    >>> formula_at(r'\(a_b\) or \[sic\]', 0), formula_at(r'\(a_b\) or \[sic\]', 11)
    (7, None)
    """
    match = _FORMULA.match(text, at)
    return match.end() if match and _OF_TEX.search(match[match.lastgroup or 0]) else None
