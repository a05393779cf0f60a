"""Types of texts, without invisible characters, and of single words: ids, languages, colours, yes and no."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from babel import Locale

from sphinx_event_program.model.tex import with_letters
from sphinx_event_program.model.values import MalformedError, is_almost_tbd, is_tbd, quoted_text, says_nothing, text_of

#: More than anybody reads in one line.
_LINE_LIMIT = 2000

_CONTROL = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]')

#: Characters that show nothing, and can make a name look like another one: controls, marks and overrides of direction
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
    """Check that a text of one line has no invisible characters, and return it.

    Joiners are let through between characters that are not ASCII, where Persian, Indic scripts and emoji have
    them, and marks of the direction (not the overrides) beside letters that run from right to left.
    """
    if text.isascii() and text.isprintable():
        return text
    for match in _INVISIBLE.finditer(text):
        character, at = match[0], match.start()
        beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
        if character in _JOINERS and len(beside) == 2 and min(beside) > '\x7f':
            continue
        if character in _DIRECTION_MARKS and any(
            one.isalpha() and unicodedata.bidirectional(one) in ('R', 'AL') for one in text
        ):
            continue
        name = unicodedata.name(character, 'a control character').lower()
        raise MalformedError(
            f'the invisible character U+{ord(character):04X} ({name}) is at {at + 1} of {len(text)}', 'remove it'
        )
    return text


def one_line(raw: object) -> str:
    """A text on one line; runs of white space become one space."""
    raw_text = text_of(raw)
    text = with_letters(' '.join(raw_text.split()))
    if not text:
        raise MalformedError('the value is empty', 'write a text, or TBD while it is not known')
    if is_almost_tbd(text):
        raise MalformedError(f'{quoted_text(text)} is a text like any other', _TBD_HINT)
    if len(text) > _LINE_LIMIT:
        raise MalformedError('the text is too long', f'at most {_LINE_LIMIT} characters fit in one line')
    # The same text is not held twice.
    return visible(raw_text if text == raw_text else text)


def markdown(raw: object) -> str:
    """A text of several lines."""
    text = text_of(raw)
    if is_almost_tbd(text):
        raise MalformedError(f'{quoted_text(text.strip())} is a text like any other', _TBD_HINT)
    if not (text.isascii() and text.isprintable()) and (match := _CONTROL.search(text)):
        raise MalformedError(f'the character U+{ord(match[0]):04X} is not allowed', 'remove it')
    return text


#: An id is part of file names and addresses.
_IDENTIFIER_LIMIT = 100
_IDENTIFIER = re.compile(r'[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?')


def identifier(raw: object) -> str:
    """An id: what URLs, calendars and links hang on."""
    text = text_of(raw)
    if is_tbd(text):
        raise MalformedError(f'an id cannot be {quoted_text(text)}', "write one that can stay, such as 'opening-talk'")
    if not _IDENTIFIER.fullmatch(text):
        hint = f"use letters, digits, '-', '_' and '.', such as {id_like(text) or 'opening-talk'!r}"
        raise MalformedError(f'{quoted_text(text)} is not an id', hint)
    if len(text) > _IDENTIFIER_LIMIT:
        raise MalformedError('the id is too long', f'use at most {_IDENTIFIER_LIMIT} characters')
    return text


def id_like(text: str) -> str:
    """An id that resembles a text; empty if nothing of it can be in one.

    >>> id_like('Émile: a Keynote!')
    'emile-a-keynote'
    """
    plain = unicodedata.normalize('NFKD', text[:_IDENTIFIER_LIMIT]).encode('ascii', 'ignore').decode()
    return '-'.join(re.findall('[a-z0-9]+', plain.casefold()))


#: Bytes of the longest name of a tag's file; file systems take 255, with number and ending.
_FILE_NAME_LIMIT = 100


def tag_file_name(tag: str) -> str:
    """Name of the file of a tag's page: letters, marks and digits of any script, hyphens between words.

    It depends on the tag alone, so that an address stays when other tags come.

    >>> [tag_file_name(tag) for tag in ('Machine learning', 'C#', 'C++', 'İstanbul')]
    ['machine-learning', 'c-sharp', 'c++', 'istanbul']
    """
    # The small letter of a dotted capital I has the dot once more.
    folded = unicodedata.normalize('NFC', tag.casefold().replace('i\u0307', 'i').replace('#', '-sharp'))
    kept = ''.join(one if one in '+._-' or unicodedata.category(one)[0] in 'LMN' else ' ' for one in folded)
    name = '-'.join(kept.split())
    return name.encode()[:_FILE_NAME_LIMIT].decode(errors='ignore').strip('-.') or 'tag'


def reference(raw: object) -> str:
    """Reference to a record by its id.

    Any text, because whether there is such a record decides, and who has written a
    name is told whose it is.
    """
    text = text_of(raw).strip()
    return text if text and not says_nothing(text) else identifier(text)


def language(raw: object) -> str:
    """A BCP 47 language tag, whose parts CLDR knows."""
    text = text_of(raw).strip()
    if not _is_language(text):
        tag = text.replace('_', '-')
        known = tag if _is_language(tag) else _languages().get(text.casefold())
        hint = f'write {known!r}' if known else "use BCP 47, such as 'en' or 'pt-BR'"
        raise MalformedError(f'{quoted_text(text)} is not a language tag', hint)
    return text


@cache
def _languages() -> Mapping[str, str]:
    """Tags of languages by what these are called in English and by those who speak them."""
    names = {name.casefold(): tag.replace('_', '-') for tag, name in Locale('en').languages.items()}
    for tag in ('de', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pt', 'zh'):
        names.setdefault(str(Locale(tag).languages[tag]).casefold(), tag)
    return names


_LANGUAGE = re.compile(
    r'(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<territory>[a-z]{2}|[0-9]{3}))?'
    r'(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?',
    re.IGNORECASE | re.ASCII,
)


@lru_cache(maxsize=1024)
def _is_language(tag: str) -> bool:
    if (match := _LANGUAGE.fullmatch(tag)) is None:
        return False
    known = Locale('en')
    script, territory = match['script'], match['territory']
    return (
        match['language'].lower() in known.languages
        and (script is None or script.title() in known.scripts)
        and (territory is None or territory.upper() in known.territories)
    )


_COLOUR = re.compile(r'#[0-9a-fA-F]{6}')


def colour(raw: object) -> str:
    """A colour as ``#rrggbb``."""
    text = text_of(raw).strip()
    if not _COLOUR.fullmatch(text):
        digits = text.lstrip('#')
        meant = ''.join(2 * digit for digit in digits) if len(digits) == 3 else digits
        hint = f"write '#{meant}', in quotes"
        if not _COLOUR.fullmatch(f'#{meant}'):
            hint = "write six hexadecimal digits in quotes, such as '#0b6e99'"
        raise MalformedError(f'{quoted_text(text)} is not a colour', hint)
    return text.lower()


#: More people than any room holds.
_PEOPLE_LIMIT = 9_999_999
_NUMBER_IN_TEXT = re.compile(r'[0-9][0-9 ,._\']*')


def people_count(raw: object) -> int:
    """A whole number of people, one at least.

    :raises MalformedError: if the text is anything else.
    """
    text = text_of(raw).strip()
    if text.isascii() and text.isdigit() and 0 < len(text) <= 7 and int(text) > 0:
        return int(text)
    digits = re.sub('[^0-9]', '', found[0]) if (found := _NUMBER_IN_TEXT.search(text)) else ''
    example = digits.lstrip('0') if 0 < len(digits.lstrip('0')) <= 7 else '120'
    raise MalformedError(
        f'{quoted_text(text)} is not a number of people from 1 to {_PEOPLE_LIMIT:,}', f"write '{example}'"
    )


def yes_or_no(raw: object) -> bool:
    """A truth value."""
    match text_of(raw).strip().casefold():
        case 'true' | 'yes':
            return True
        case 'false' | 'no':
            return False
        case other:
            raise MalformedError(f'{quoted_text(other)} is not a yes or no', "write 'yes' or 'no'")
