"""Order of names in any script (Unicode Collation Algorithm, UTS #10), with the letters of the page's language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pyuca import Collator

T = TypeVar('T')

#: For each language whose alphabet has letters that Unicode's own order takes for variants (CLDR has them all): each
#: such letter stands behind the one before it, after all that begins with that.
_LETTERS: Mapping[str, str] = {
    'cs': 'cč h[ch] rř sš zž',
    'da': 'zæøå',
    'es': 'nñ',
    'et': 'sšzž wõäöü',
    'fi': 'zåäö',
    'hr': 'cčć d[dž]đ l[lj] n[nj] sš zž',
    'hu': 'oö uü',
    'is': 'aá dð eé ií oó uú yý zþæö',
    'lt': 'cč sš zž',
    'lv': 'cč gģ kķ lļ nņ sš zž',
    'nb': 'zæøå',
    'nn': 'zæøå',
    'no': 'zæøå',
    'pl': 'aą cć eę lł nń oó sś zźż',
    'ro': 'aăâ iî sș tț',
    'sk': 'aä cč h[ch] oô sš zž',
    'sl': 'cč sš zž',
    'sv': 'zåäö',
    'tr': 'cç gğ hı oö sş uü',
}

#: Sorts behind all letters.
_LAST = '\U0010fffd'


def in_order(items: Iterable[T], texts: Callable[[T], Sequence[str]], language: str) -> list[T]:
    """Items in the order of their texts, of which the first decides, then the second and so on.

    ``language`` is one of Sphinx, such as ``sv`` or ``pt_BR``.

    >>> in_order(['Zed', 'Ødegård', 'Łoś', 'Oak'], lambda name: [name], 'en')
    ['Łoś', 'Oak', 'Ødegård', 'Zed']
    >>> in_order(['Zed', 'Ødegård', 'Oak'], lambda name: [name], 'nb')
    ['Oak', 'Zed', 'Ødegård']
    """
    written = [(tuple(texts(item)), item) for item in items]
    key: Callable[[str], object] = str.casefold
    if not all(text.isascii() for told, _ in written for text in told):
        key = _key_in(language.partition('_')[0].partition('-')[0])
    return [item for _, item in sorted(written, key=lambda one: (tuple(map(key, one[0])), one[0]))]


def first_letter(text: str, language: str) -> str:
    """The letter under which an index has a name, as a capital; empty for what is none.

    >>> first_letter('ødegård', 'en'), first_letter('ødegård', 'da'), first_letter('Éluard', 'fr')
    ('O', 'Ø', 'E')
    """
    letter = unicodedata.normalize('NFC', text[:2])[:1]
    if letter.casefold() not in _LETTERS.get(language.partition('_')[0].partition('-')[0], ''):
        letter = unicodedata.normalize('NFKD', letter)[:1]
        if match := re.match(r'LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH ', unicodedata.name(letter or ' ', '')):
            letter = match[1]
    capital = letter.upper()
    return capital[:1] if capital.isalnum() else ''


@cache
def _key_in(language: str) -> Callable[[str], tuple[int, ...]]:
    collator = _collator()
    replaced: dict[str, str] = {}
    for group in _LETTERS.get(language, '').split():
        first, *others = re.findall(r'\[\w+\]|\w', group)
        replaced |= {other.strip('[]'): f'{first}{_LAST}{number}' for number, other in enumerate(others)}
    if not replaced:
        return lambda text: collator.sort_key(text)
    pattern = re.compile('|'.join(sorted(replaced, key=len, reverse=True)))
    return lambda text: collator.sort_key(
        pattern.sub(lambda match: replaced[match[0]], unicodedata.normalize('NFC', text).casefold())
    )


# Loaded when a name is not of ASCII alone: its table has thirty thousand lines, and takes 0.3 s.
@cache
def _collator() -> Collator:
    from pyuca import Collator

    return Collator()
