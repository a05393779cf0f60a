"""Paths below the data folder, links that are safe to publish, and e-mail addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sphinx_event_program.model.problems import nearest
from sphinx_event_program.model.texts import one_line, visible
from sphinx_event_program.model.values import MalformedError, quoted_text, text_of

#: Longer names exist in no file system that people use, and asking for one is an error of its own.
_PATH_LIMIT_BYTES = 255


def relative_path(raw: object) -> str:
    """A path below the data folder, with ``/`` between its parts."""
    text = text_of(raw).strip()
    parts = text.replace('\\', '/').split('/')
    if re.match('https?:', text, re.IGNORECASE):
        raise MalformedError(f'{quoted_text(text)} is an address, not a file', 'put the file into the data folder')
    if not text or text.startswith(('/', '\\', '~')) or ':' in parts[0] or '..' in parts:
        place = f'photos/{parts[-1][:60] or "ada.jpg"}'
        hint = f'write where it is in that folder, such as {place!r}'
        raise MalformedError(f'the path {quoted_text(text)} leaves the data folder', hint)
    if len(text.encode()) > _PATH_LIMIT_BYTES:
        raise MalformedError('the path is too long', f'at most {_PATH_LIMIT_BYTES} bytes are read')
    return visible('/'.join(parts))


#: Length in characters that servers take at least (RFC 9110, 4.1).
_URL_LIMIT_BYTES = 8000

#: Form of most addresses; the others need a closer look, which takes longer.
_PLAIN_URL = re.compile(r'https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:[/?#][!-~]*)?')
_NOT_IN_URL = re.compile(r'[\s\x00-\x20]')


_HINT = "write a full address, such as 'https://example.org/'"
_HOST = re.compile(r'(?P<scheme>[a-z]*:?/{1,2})?(?P<rest>(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?)', re.IGNORECASE)
_FILE = re.compile(
    r'\.(?:docx?|gif|html?|ipynb|jpe?g|key|md|mp4|odp|od[ts]|pdf|png|pptx?|py|rst|svg|txt|webp|zip)$', re.I
)
_MAIL = re.compile(r'[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}', re.IGNORECASE)


def _address_like(text: str) -> str | None:
    """How a text that resembles an address would be written as one; None if none is meant."""
    if len(text) > 200:
        return None
    plain = text.strip('<>')
    if _MAIL.fullmatch(plain):
        return f"write 'mailto:{plain}'"
    if _PLAIN_URL.fullmatch(plain):
        return f"write '{plain}'"
    match = None if '/' not in plain and _FILE.search(plain) else _HOST.fullmatch(plain)
    return f"write 'https://{match['rest']}'" if match else None


def url(raw: object) -> str:
    """A link that is safe to publish.

    Only http, https, mailto and tel are let through: a ``javascript:`` address
    in data from a stranger would otherwise run in a visitor's browser.
    """
    text = text_of(raw).strip()
    hint = _address_like(text) or _HINT
    if not text or _NOT_IN_URL.search(text):
        raise MalformedError(f'{quoted_text(text)} is not an address', hint, _HINT)
    if len(text.encode(errors='replace')) > _URL_LIMIT_BYTES:
        raise MalformedError('the address is too long', f'at most {_URL_LIMIT_BYTES} bytes are read')
    if _PLAIN_URL.fullmatch(text):
        return text
    visible(text)
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise MalformedError(f'{quoted_text(text)} is not an address', hint, _HINT) from error
    match parts.scheme.lower():
        case 'http' | 'https' if parts.hostname:
            return text
        case 'mailto' | 'tel' if parts.path:
            return text
        case 'http' | 'https' | 'mailto' | 'tel' | '':
            raise MalformedError(f'{quoted_text(text)} is not a full address', hint, _HINT)
        case scheme if nearest(scheme, ('http', 'https')):
            raise MalformedError(f'{quoted_text(text)} is not a full address', hint, _HINT)
        case scheme:
            raise MalformedError(f'an address may not be {quoted_text(scheme)}', 'use http, https, mailto or tel')


#: A valid e-mail address of the HTML standard, in letters of all scripts (RFC 6531), and with a dot in its domain.
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W_](?:[\w-]{0,61}[^\W_])?")


def email(raw: object) -> str:
    """A single e-mail address, without a name; what is wrong with it is said without repeating it.

    >>> email('ada@example.org')
    'ada@example.org'

    :raises MalformedError: if the text is anything else.
    """
    text = one_line(raw).removeprefix('mailto:')
    if not _EMAIL.fullmatch(text):
        raise MalformedError('this is not an e-mail address', "write one address alone, such as 'ada@example.org'")
    return text
