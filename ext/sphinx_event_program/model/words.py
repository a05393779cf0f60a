"""Values of one word whose form matters: ids, languages, colours, yes and no."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from babel import Locale

from sphinx_event_program.model.values import MalformedError, is_tbd, says_nothing, shown, text_of

#: An id is part of file names and addresses.
_IDENTIFIER_LIMIT = 100
_IDENTIFIER = re.compile(r'[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?')


def identifier(raw: object) -> str:
    """An id: what URLs, calendars and links hang on."""
    text = text_of(raw)
    if is_tbd(text):
        raise MalformedError(f'an id cannot be {shown(text)}', "write one that can stay, such as 'opening-talk'")
    if not _IDENTIFIER.fullmatch(text):
        hint = f"use letters, digits, '-', '_' and '.', such as {id_like(text) or 'opening-talk'!r}"
        raise MalformedError(f'{shown(text)} is not an id', hint)
    if len(text) > _IDENTIFIER_LIMIT:
        raise MalformedError('the id is too long', f'use at most {_IDENTIFIER_LIMIT} characters')
    return text


def id_like(text: str) -> str:
    """An id that resembles a text; empty if nothing of it can be in one."""
    plain = unicodedata.normalize('NFKD', text[:_IDENTIFIER_LIMIT]).encode('ascii', 'ignore').decode()
    return '-'.join(re.findall('[a-z0-9]+', plain.casefold()))


def reference(raw: object) -> str:
    """What refers to a record by its id.

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
        found = tag if _is_language(tag) else _languages().get(text.casefold())
        hint = f'write {found!r}' if found else "use BCP 47, such as 'en' or 'pt-BR'"
        raise MalformedError(f'{shown(text)} is not a language tag', hint)
    return text


@cache
def _languages() -> Mapping[str, str]:
    """Tags of languages by what these are called in English and by those who speak them."""
    found = {name.casefold(): tag.replace('_', '-') for tag, name in Locale('en').languages.items()}
    for tag in ('de', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pt', 'zh'):
        found.setdefault(str(Locale(tag).languages[tag]).casefold(), tag)
    return found


_LANGUAGE = re.compile(
    r'(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<territory>[a-z]{2}|[0-9]{3}))?'
    r'(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?',
    re.IGNORECASE | re.ASCII,
)


@lru_cache(maxsize=1024)
def _is_language(tag: str) -> bool:
    if (found := _LANGUAGE.fullmatch(tag)) is None:
        return False
    known = Locale('en')
    script, territory = found['script'], found['territory']
    return (
        found['language'].lower() in known.languages
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
        raise MalformedError(f'{shown(text)} is not a colour', hint)
    return text.lower()


def yes_or_no(raw: object) -> bool:
    """A truth value."""
    match text_of(raw).strip().casefold():
        case 'true' | 'yes':
            return True
        case 'false' | 'no':
            return False
        case other:
            raise MalformedError(f'{shown(other)} is not a yes or no', "write 'yes' or 'no'")
