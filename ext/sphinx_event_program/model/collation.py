"""Alphabetical order: the Unicode Collation Algorithm (UTS #10), with the letters that a language has elsewhere.

Unicode's own order has Ø beside O, Đ beside D and Ł beside L. It is the same on every
machine: neither the locale of the system nor a library that happens to be there changes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import ascii_uppercase
from typing import TypeAlias

from pyuca.collator import Collator_10_0_0

#: Letters of a language that come after another one, in the manner of CLDR: ``z<å<ä=æ`` has å after z, then ä,
#: and æ beside ä.
_SWEDISH = ('y=ü', 'z<å<ä=æ<ö=ø=ő')
_DANISH = ('y=ü', 'z<æ=ä<ø=ö=ő<å=aa')
_CROATIAN = ('c<č<ć', 'd<dž<đ', 'l<lj', 'n<nj', 's<š', 'z<ž')
_CZECH = ('c<č', 'h<ch', 'r<ř', 's<š', 'z<ž')
_RULES: Mapping[str, tuple[str, ...]] = {
    'bs': _CROATIAN,
    'cs': _CZECH,
    'da': _DANISH,
    'es': ('n<ñ',),
    'et': ('s<š<z<ž', 'w<õ<ä<ö<ü'),
    'fi': _SWEDISH,
    'hr': _CROATIAN,
    'hu': ('c<cs', 'd<dz<dzs', 'g<gy', 'l<ly', 'n<ny', 'o<ö=ő', 's<sz', 't<ty', 'u<ü=ű', 'z<zs'),
    'is': ('a<á', 'd<ð', 'e<é', 'i<í', 'o<ó', 'u<ú', 'y<ý', 'z<þ<æ=ä<ö=ø<å'),
    'lt': ('c<č', 'i=y', 's<š', 'z<ž'),
    'lv': ('c<č', 'g<ģ', 'i<y', 'k<ķ', 'l<ļ', 'n<ņ', 'r<ŗ', 's<š', 'z<ž'),
    'nb': _DANISH,
    'nn': _DANISH,
    'no': _DANISH,
    'pl': ('a<ą', 'c<ć', 'e<ę', 'l<ł', 'n<ń', 'o<ó', 's<ś', 'z<ź<ż'),
    'ro': ('a<ă<â', 'i<î', 's<ș=ş', 't<ț=ţ'),
    'sk': ('a<ä', *_CZECH, 'o<ô'),
    'sl': ('c<č<ć', 'd<đ', 's<š', 'z<ž'),
    'sv': _SWEDISH,
    'tr': ('c<ç', 'g<ğ', 'h<ı', 'i=İ', 'o<ö', 's<ş', 'u<ü'),
}

#: O'Brien is often written with the one that books have, and is no other name.
_APOSTROPHES = str.maketrans(dict.fromkeys('\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}', "'"))

#: The first weight of ideographs, which a second one tells apart (UTS #10, section 10.1.3).
_IMPLICIT = 0xFB40

_Weights: TypeAlias = tuple[float, ...]
#: Letters of all texts, then their accents, then their case, then the texts themselves.
SortKey: TypeAlias = tuple[tuple[_Weights, ...], tuple[_Weights, ...], tuple[_Weights, ...], tuple[str, ...]]


class Collation:
    """Alphabetical order in a language (such as ``sv`` or ``pt_BR``); Unicode's own in one that has no rules here."""

    def __init__(self, language: str) -> None:
        self._rules = _RULES.get(re.split('[-_]', language)[0].casefold(), ())
        letters = [*ascii_uppercase, *(letter.title() for rule in self._rules for letter in re.split('[<=]', rule)[1:])]
        #: Weights of texts that were asked for: many people share a given name.
        self._known: dict[str, list[_Weights]] = {}
        self._headings: dict[_Weights, str] = {}
        for letter in letters:
            self._headings.setdefault(self.initial(letter), letter)

    def key(self, *texts: str) -> SortKey:
        """Sort key of texts that follow each other, such as family name and given name.

        Accents count only where all letters of all texts are equal, and capitals only where the accents are, too.
        """
        elements = [self._elements(text) for text in texts]
        letters, accents, cases = (
            tuple(tuple(element[level] for element in text if element[level]) for text in elements)
            for level in range(3)
        )
        return letters, accents, cases, texts

    def initial(self, text: str) -> _Weights:
        """Weight of the first letter; texts with the same one stand below the same heading."""
        letters = [element[0] for element in self._elements(text) if element[0]]
        return tuple(letters[: 2 if letters and letters[0] >= _IMPLICIT else 1])

    def heading(self, text: str) -> str:
        """The letter below which an index has the text, such as O for Ødegård; empty for an empty text."""
        initial = self.initial(text)
        if initial in self._headings:
            return self._headings[initial]
        first = unicodedata.normalize('NFC', text)[:1]
        bare = unicodedata.normalize('NFKD', first)[:1]
        return (bare if self.initial(bare) == initial else first).upper()

    def _elements(self, text: str) -> list[_Weights]:
        if text not in self._known:
            self._known[text] = self._weighed(text)
        return self._known[text]

    def _weighed(self, text: str) -> list[_Weights]:
        text = text.translate(_APOSTROPHES)
        if text.isascii() and not self._rules:
            known = _ascii_elements()
            return [known[character] for character in text]
        elements: list[_Weights] = _collator(self._rules).collation_elements(unicodedata.normalize('NFD', text))
        return elements


@cache
def collation(language: str) -> Collation:
    """The order of a language; it is made once."""
    return Collation(language)


@cache
def _ascii_elements() -> Mapping[str, _Weights]:
    """The weights of ASCII: many programs need no more, and the whole table takes 0.2 s to load."""
    table = files('pyuca').joinpath(f'allkeys-{Collator_10_0_0.UCA_VERSION}.txt').read_text(encoding='utf-8')
    entries = re.findall(r'^(00[0-7]\w) +; \[[.*](\w+)\.(\w+)\.(\w+)\]', table, re.MULTILINE)
    return {chr(int(code, 16)): tuple(int(weight, 16) for weight in weights) for code, *weights in entries}


@cache
def _collator(rules: tuple[str, ...]) -> Collator_10_0_0:
    # A version by name: pyuca.Collator is another one in each Python.
    collator = Collator_10_0_0()
    for rule in rules:
        anchor, *steps = [step.split('=') for step in rule.split('<')]
        [[place, *_]] = collator.collation_elements(anchor[0])
        for step, letters in enumerate([anchor[1:], *steps]):
            for accent, letter in enumerate(letters):
                # Weights are whole numbers: what lies between two of them is free.
                _add(collator, letter, place + step / 100, accent if step else accent + 1)
    return collator


def _add(collator: Collator_10_0_0, letter: str, weight: float, accent: int) -> None:
    """Give a letter, which may be written with several, and its capital forms a place in the order."""
    for form, case in {letter: 2, letter.title(): 8, letter.upper(): 9}.items():
        characters = [ord(character) for character in unicodedata.normalize('NFD', form)]
        collator.table.add(characters, [[weight, 0x20 + accent, case]])
