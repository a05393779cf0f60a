"""Values of one word whose form matters: ids, languages, colours, yes and no."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from sphinx_event_program.model.values import MalformedError, is_tbd, shown, text_of

#: An id is part of file names and addresses.
_IDENTIFIER_LIMIT = 100
_IDENTIFIER = re.compile(r'[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?')


def identifier(raw: object) -> str:
    """An id: what URLs, calendars and links hang on."""
    text = text_of(raw)
    if is_tbd(text):
        raise MalformedError(f'an id cannot be {shown(text)}', "write one that can stay, such as 'opening-talk'")
    if not _IDENTIFIER.fullmatch(text):
        raise MalformedError(
            f'{shown(text)} is not an id', "use letters, digits, '-', '_' and '.', such as 'opening-talk'"
        )
    if len(text) > _IDENTIFIER_LIMIT:
        raise MalformedError('the id is too long', f'use at most {_IDENTIFIER_LIMIT} characters')
    return text


def language(raw: object) -> str:
    """A BCP 47 language tag, whose parts CLDR knows."""
    text = text_of(raw).strip()
    if not _is_language(text):
        raise MalformedError(f'{shown(text)} is not a language tag', "use BCP 47, such as 'en' or 'pt-BR'")
    return text


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
        raise MalformedError(
            f'{shown(text)} is not a colour', "write six hexadecimal digits in quotes, such as '#0b6e99'"
        )
    return text.lower()


def yes_or_no(raw: object) -> bool:
    """A truth value."""
    match text_of(raw).strip().casefold():
        case 'true' | 'yes':
            return True
        case 'false' | 'no':
            return False
        case other:
            raise MalformedError(f'{shown(other)} is not a yes or no', "write 'true' or 'false'")
