"""Mutations that know what data looks like: its keys, its values, and the marks of each format."""

from __future__ import annotations

import random
from collections.abc import Iterator
from enum import EnumType
from typing import Any, get_args

from pydantic import BaseModel

from sphinx_event_program.model.event import Event
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import Session
from sphinx_event_program.reading.formats.csv import HEADERS, LINKS

#: What values look like, right and nearly right.
_VALUES = (
    *('TBD', 'tba', '~', 'yes', 'no', 'null', 'true', 'ada', 'Ada', 'main', 'safety', 'welcome', 'en', 'pt-BR', 'xx'),
    *('2025-10-19 13:00', '2025-10-19T13:00', '2025-10-19', '2025-02-30', '9999-12-31', '0001-01-01', '13:00', '24:00'),
    *('13:00+02:00', '90', '1h30', 'PT1H30M', '50+5 min', '0', '99999999999999999999', '1e400', '-1', '1.10', '0x1f'),
    *('Europe/Paris', 'Pacific/Honolulu', 'Paris', 'UTC', 'UTC+2', '+99:99', '#0b6e99', '#fff', 'https://example.org/'),
    *('javascript:x', 'mailto:a@b', 'http://[', 'https://', '../x', '/etc/passwd', 'photos/ada.jpg', '50%', 'a' * 101),
    *('\u202e', '\u200b', '\u2028', '\x85', '\ufeff', '\x00', '\x1b[31m', '\x7f', '\U0001f600', 'é', '한', '\xff'),
)
_MARKS = {
    'yaml': (
        *(': ', ':', '- ', '\n', '\n  ', '\n- ', '  ', '\t', '{', '}', '[', ']', ', ', '"', "'", '|\n', '>-\n', '#'),
        *(' #', '&a ', '*a', '!x ', '!!binary ', '<<: ', '? ', '---\n', '...\n', '%YAML 1.1\n', '\\', '\\u0000', '\r'),
    ),
    'toml': (
        *(' = ', '=', '\n', '[', ']', '[[', ']]', '{', '}', ', ', '"', "'", '"""', "'''", '#', '.', '\\', '\\u0000'),
        *(
            '[[sessions]]\n',
            '[online]\n',
            '\\U00110000',
            'inf',
            'nan',
            '0b1',
            '1_0',
            '07:32:00',
            '1979-05-27T07:32:00Z',
        ),
    ),
    'json': (
        *(
            '{',
            '}',
            '[',
            ']',
            ':',
            ',',
            '"',
            '\\',
            '\\u0000',
            '\\ud83d',
            '\\n',
            '//',
            'null',
            'true',
            '1E9',
            '-0',
            '\n',
        ),
    ),
    'csv': (',', ';', '\t', '"', '""', '\n', '\r\n', '\r', ' (chair)', '(', ')', 'slides https://example.org/', '=1+1'),
}


def words_of(ending: str) -> tuple[bytes, ...]:
    """The dictionary of a format: the keys and choices of the models, values, and marks."""
    words = dict.fromkeys((*_MARKS[ending], *_VALUES, '\n%%%\n'))
    for model in (Event, Person, Session):
        words.update(dict.fromkeys(_words_in(model)))
    if ending == 'csv':
        for names in HEADERS.values():
            words.update(dict.fromkeys(name for key, also in names.items() for name in (key, *also)))
        words.update(dict.fromkeys(LINKS))
    return tuple(word.encode() for word in words)


def _words_in(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, EnumType):
        yield from (str(choice.value) for choice in annotation)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield name
            yield from _words_in(field.annotation)
    for part in get_args(annotation):
        yield from _words_in(part)


class Mutator:
    """Changes an input in one to three places; what it does hangs on its seed alone."""

    def __init__(self, ending: str) -> None:
        self._words = words_of(ending)

    def mutate(self, given: bytes, max_size: int, seed: int) -> bytes:
        """A changed input of at most ``max_size`` bytes."""
        chance = random.Random(seed)
        for _ in range(chance.randint(1, 3)):
            change = chance.choice((self._put_word, self._put_word, self._replace_word, _lines, _lines, _bytes))
            given = change(given, chance)
        if chance.random() < 0.01:
            given = _repeat(given, chance)
        return given[:max_size]

    def _put_word(self, given: bytes, chance: random.Random) -> bytes:
        at = chance.randint(0, len(given))
        return given[:at] + chance.choice(self._words) + given[at:]

    def _replace_word(self, given: bytes, chance: random.Random) -> bytes:
        """A word in the place of another one, so that the rest stays what it was."""
        known = [word for word in chance.sample(self._words, 40) if len(word) > 1 and word in given]
        old = (
            chance.choice(known) if known else given[(at := chance.randint(0, len(given))) : at + chance.randint(1, 9)]
        )
        places = [at for at in range(len(given)) if given.startswith(old, at)] if old else []
        if not places:
            return given
        at = chance.choice(places)
        return given[:at] + chance.choice(self._words) + given[at + len(old) :]


def _lines(given: bytes, chance: random.Random) -> bytes:
    """A line twice, elsewhere, further in or not at all."""
    lines = given.split(b'\n')
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            lines.insert(other, lines[at])
        case 1:
            lines[at], lines[other] = lines[other], lines[at]
        case 2:
            lines[at] = b' ' * chance.choice((1, 2, 4)) + lines[at]
        case 3:
            lines[at] = lines[at].lstrip()
        case 4:
            lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
        case _:
            del lines[at]
    return b'\n'.join(lines)


def _bytes(given: bytes, chance: random.Random) -> bytes:
    """Some bytes less, other ones, or the same twice."""
    at = chance.randint(0, len(given))
    end = at + chance.choice((1, 1, 2, 8, 40))
    match chance.randrange(3):
        case 0:
            return given[:at] + given[end:]
        case 1:
            return given[:at] + chance.randbytes(min(end - at, 4)) + given[end:]
        case _:
            return given[:end] + given[at:end] + given[end:]


def _repeat(given: bytes, chance: random.Random) -> bytes:
    """A piece very often: what takes more than its share of time shows so."""
    at = chance.randint(0, len(given))
    end = at + chance.choice((1, 2, 5, 20, 100))
    return given[:end] + given[at:end] * chance.choice((20, 200, 2000)) + given[end:]
