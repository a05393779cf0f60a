"""The text of a data file: UTF-8, and nothing in it that moves a cursor."""

from __future__ import annotations

import codecs
import re
from array import array
from bisect import bisect_right
from pathlib import Path

from sphinx_event_program.model.problems import Kind, Problem
from sphinx_event_program.reading.tree import place_of, spot_at

#: Larger than any program that people wrote; bounds on what a stranger's file can cost.
SIZE_LIMIT_BYTES = 32 * 1024 * 1024

#: The longest marks first: that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, 'UTF-32'),
    (codecs.BOM_UTF32_BE, 'UTF-32'),
    (codecs.BOM_UTF16_LE, 'UTF-16'),
    (codecs.BOM_UTF16_BE, 'UTF-16'),
)

#: The first two characters of any data file are ASCII, so that the zeros around them tell the encoding.
_ZEROS = (
    (re.compile(rb'\0\0\0[^\0]|[^\0]\0\0\0', re.DOTALL), 'UTF-32'),
    (re.compile(rb'\0[^\0]\0[^\0]|[^\0]\0[^\0]\0', re.DOTALL), 'UTF-16'),
)

#: Not Windows-1252: bytes without a meaning, and three letters in a row that are not ASCII.
_NOT_WESTERN = re.compile(rb'[\x81\x8d\x8f\x90\x9d]|[\x80-\xff]{3}')

# What YAML refuses (YAML 1.2, 5.1); TOML and JSON want it escaped, and no table needs it.
_CONTROL = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]')


def read_bytes(path: Path, problems: list[Problem]) -> bytes | None:
    """The bytes of a file in UTF-8, without a byte order mark; None, and the reason in ``problems``, if that fails."""

    def fail(message: str, hint: str, spot: int = 0) -> None:
        problems.append(Problem(place_of(path, spot), message, hint, Kind.FILE))

    try:
        # A device or a pipe could block for ever; a folder fails by itself.
        if not path.is_file() and not path.is_dir() and path.exists():
            fail('this is not a file', 'put a file of that name here')
            return None
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            fail('the file is too large', f'at most {SIZE_LIMIT_BYTES // 2**20} MiB are read')
            return None
        encoded = path.read_bytes()
    except OSError as error:
        fail(f'the file cannot be read ({error.strerror})', 'check its name and its rights')
        return None
    if other := _other_unicode(encoded):
        fail(f'the file is {other}', 'save it as UTF-8', spot_at(1, 1))
        return None
    encoded = encoded.removeprefix(codecs.BOM_UTF8)
    try:
        encoded.decode()
    except UnicodeDecodeError as error:
        before = encoded[: error.start]
        fail(_not_utf_8(encoded, before), 'save it as UTF-8', position_after(before.decode()))
        return None
    return encoded


def _other_unicode(encoded: bytes) -> str | None:
    for mark, name in _MARKS:
        if encoded.startswith(mark):
            return name
    return next((name for zeros, name in _ZEROS if zeros.match(encoded)), None)


def _not_utf_8(encoded: bytes, before: bytes) -> str:
    if before.isascii() and not _NOT_WESTERN.search(encoded):
        return 'the file is not UTF-8, but looks like Windows-1252 (Latin-1)'
    return 'the file is not UTF-8'


def first_control(text: str) -> int | None:
    """Offset of the first control character that no data file may hold."""
    match = _CONTROL.search(text)
    return match.start() if match else None


def position_after(before: str) -> int:
    """The spot of the character that follows a text."""
    before = before.replace('\r\n', '\n').replace('\r', '\n')
    return spot_at(before.count('\n') + 1, len(before) - before.rfind('\n'))


#: End of a line in every editor; YAML 1.1 and Python know more such characters.
LINE_END = re.compile(r'\r\n?|\n')


class Lines:
    """The spots of offsets into a text."""

    def __init__(self, text: str) -> None:
        self._begins = array('L', [0, *(match.end() for match in LINE_END.finditer(text))])

    def spot(self, offset: int) -> int:
        """Line and column of the character at ``offset``."""
        line = bisect_right(self._begins, offset)
        return line << 32 | offset - self._begins[line - 1] + 1
