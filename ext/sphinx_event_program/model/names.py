"""Names of people taken apart, as far as the letters tell: family name, given name, titles, suffixes."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words before a name, in any case, with or without a full stop; several may hang together, as in "Dr.-Ing.".
_TITLES = _words(
    'dr ddr prof professor professorin sir dame mr mrs ms mx miss herr frau mme mlle monsieur madame señor señora'
    ' phdr mudr judr rndr paeddr mgr dott dottssa shri smt д-р проф доц г-н г-жа الدكتور الدكتورة'
)
#: Words before a name that need the full stop: without it, they are names as well.
_ABBREVIATED_TITLES = _words(
    'arch. ass. assoc. asst. avv. bc. capt. col. dipl. doc. doz. drs. eng. fr. gen. hon. hr. ing. ir. lt. mag. maj.'
    ' priv. rev. sgt. sr. sra. srta. univ. د.'
)
#: Words that belong to the title before them; elsewhere, such as in "H.C. Andersen", they are letters of names.
_BEHIND_TITLES = _words('h.c. mult. habil. inf. jur. med. nat. oec. phil. rer. techn. theol.')
#: Words that are titles beside another one.
_BESIDE_TITLES = frozenset(('PD', 'DI'))
#: Two words of which the first one alone could be a name.
_RANKS = frozenset(('assistant professor', 'associate professor', 'professor emerita', 'professor emeritus'))

#: Words behind a name, in any case, with or without full stops.
_SUFFIXES = _words('jr sr jnr snr esq phd msc bsc')
#: Degrees and honours, with full stops, or with at least two capitals: Meng is a name, MEng is not.
_DEGREES = _words(
    'dphil mphil mscs mba mph mpa mres meng beng med bed mfa bfa mtech btech mcs bcom llm llb lld edd jd md dds dvm'
    ' pharmd psyd dsc drsc scd csc cbe obe mbe kbe frs frse cpa pmp cissp rn'
)
#: Degrees that are family names in capitals, too: only with full stops, or behind a comma.
_SHORT_DEGREES = _words('ma ba ms bs do be pe')
#: Behind a name in Hangul, Han or Kana, with a blank.
_HONORIFICS = _words('교수 박사 님 씨 선생님 教授 博士 先生 氏 様 さん 女士')
_NUMERAL = re.compile(r'(?:II|III|IV|VI|VII|VIII)\.?|[1-9](?:nd|rd|th)')

#: Names in another writing, nicknames, pronouns.
_ASIDE = re.compile(r'\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」')
#: "Dr.Ada" without a blank.
_STUCK_TITLE = re.compile(r'\b(?:Dr|Prof)\.(?=\w)')
_COMMA = re.compile('[,，،]')

#: Han, Hangul and Hiragana: the family name comes first. Names from abroad, in Katakana alone, have it last.
_FAMILY_FIRST = re.compile(r'[々\u3041-\u309f\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]')
_FAMILY_FIRST_OR_KATAKANA = re.compile(rf'(?:{_FAMILY_FIRST.pattern}|[\u30a0-\u30ff])+')


class NameParts(NamedTuple):
    """Parts of a name; all but the family name may be empty."""

    family: str
    given: str = ''
    title: str = ''
    """Such as ``Prof. Dr.``."""
    suffix: str = ''
    """Degrees, and what tells generations apart, such as ``Jr.`` and ``PhD``."""
    aside: str = ''
    """What is in brackets or quotation marks, with these."""

    @property
    def is_family_first(self) -> bool:
        """Whether the name is written with the family name first, as in Hangul, Han and Kana."""
        return bool(self.given) and _is_family_first([self.family, self.given])

    @property
    def in_order(self) -> str:
        """The name as it is said, without title and suffix."""
        return ' '.join(filter(None, (self.family, self.given) if self.is_family_first else (self.given, self.family)))

    @property
    def for_index(self) -> str:
        """The name as an index has it: ``Lovelace, Ada``; with no comma where the family name comes first anyway."""
        if _is_family_first(self.in_order.split()):
            return ' '.join(filter(None, (self.title, self.in_order, self.suffix, self.aside)))
        before = ' '.join(filter(None, (self.title, self.given)))
        name = ', '.join(filter(None, (self.family, before, self.suffix)))
        return ' '.join(filter(None, (name, self.aside)))


def name_parts(name: str) -> NameParts:
    """Guess the parts of a name.

    The last word is the family name, or what stands before a comma. Particles stay with the given name.

    >>> name_parts('Dr. Bo Smith, Jr.')
    NameParts(family='Smith', given='Bo', title='Dr.', suffix='Jr.', aside='')
    >>> name_parts('Young, Kim').given
    'Kim'
    """
    name = unicodedata.normalize('NFC', name)
    aside = ' '.join(_ASIDE.findall(name))
    rest = _ASIDE.sub(' ', name)
    if not any(map(str.isalnum, rest)):
        aside, rest = '', name
    parts = [words for part in _COMMA.split(_STUCK_TITLE.sub(r'\g<0> ', rest)) if (words := part.split())]
    first, *others = parts or [[name]]
    behind: list[str] = []
    while others and _is_behind_comma(first, others[-1]):
        behind.insert(0, ' '.join(others.pop()))
    titles, first, suffix = _bare(first)
    if others:
        family = ' '.join(first)
        more_titles, first, more_suffix = _bare(others[0])
        titles, given, suffix = titles + more_titles, ' '.join(first), suffix + more_suffix
        behind = [*map(' '.join, others[1:]), *behind]
    else:
        family, given = _halves(first)
    return NameParts(family, given, ' '.join(titles), ', '.join(filter(None, (' '.join(suffix), *behind))), aside)


def _bare(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Titles, the words of the name, suffixes; at least one word is left."""
    start, end = 0, len(words)
    while start < end - 1 and (count := _title_words(words[start:], behind_title=start > 0)):
        start += count
    while start < end - 1 and _is_suffix(words[end - 1], in_capitals=all(map(str.isupper, words[start : end - 1]))):
        end -= 1
    return words[:start], words[start:end], words[end:]


def _title_words(words: list[str], *, behind_title: bool) -> int:
    """How many words at the beginning are one title; a name has to follow."""
    if len(words) > 2 and ' '.join(words[:2]).casefold() in _RANKS:
        return 2
    is_beside = words[0] in _BESIDE_TITLES and (behind_title or _is_title(words[1]))
    return 1 if is_beside or _is_title(words[0]) or (behind_title and words[0] in _BEHIND_TITLES) else 0


def _is_title(word: str) -> bool:
    # Such as "Dipl.-Ing."; one part alone is a word such as "г-н".
    parts = re.findall(r'[^\W\d_]+\.?', word)
    return _is_title_word(word) or (len(parts) > 1 and '.' in word and all(map(_is_title_word, parts)))


def _is_title_word(word: str) -> bool:
    folded = word.casefold()
    return folded.rstrip('.') in _TITLES or folded in _ABBREVIATED_TITLES


def _is_suffix(word: str, *, in_capitals: bool) -> bool:
    """Whether a word at the end is none of the name; ``in_capitals`` says that all of the name is."""
    letters = word.replace('.', '')
    folded = letters.casefold()
    if folded in _SUFFIXES or word in _HONORIFICS or _NUMERAL.fullmatch(word):
        return True
    if '.' in word[:-1]:
        return folded in _DEGREES or folded in _SHORT_DEGREES
    return folded in _DEGREES and sum(map(str.isupper, letters)) > 1 and not in_capitals


def _is_behind_comma(name: list[str], words: list[str]) -> bool:
    """Whether words behind a comma are titles and degrees, and no given name."""
    if all(
        _is_suffix(word, in_capitals=False) or _is_title(word) or (word.isupper() and word.casefold() in _SHORT_DEGREES)
        for word in words
    ):
        return True
    # Letters that nobody listed here: "Ada Lovelace, FRSA". Behind one word they are a given name: "Lee, JJ".
    return len(name) > 1 and all(map(_is_acronym, words))


def _is_acronym(word: str) -> bool:
    letters = word.replace('.', '')
    return len(letters) > 1 and letters.isalpha() and letters.isupper()


def _halves(words: list[str]) -> tuple[str, str]:
    """Family name and given name."""
    if _is_family_first(words):
        return words[0], ' '.join(words[1:])
    return words[-1], ' '.join(words[:-1])


def _is_family_first(words: list[str]) -> bool:
    return all(map(_FAMILY_FIRST_OR_KATAKANA.fullmatch, words)) and any(map(_FAMILY_FIRST.search, words))
