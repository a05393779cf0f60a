"""Any program says the same in every format, and keeps the promises of the reader in each."""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import promises
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.event import Event
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import Session
from sphinx_event_program.reading.formats.csv import HEADERS, LINKS

Formats = Mapping[str, Callable[..., str]]

#: 100, or more in a profile that says so.
_MANY = settings.default.max_examples

_IDS = ('ada', 'Ada', 'bob', 'main', 'welcome', '', 'a b')
_WORDS = (
    *('TBD', '~', 'yes', 'no', 'null', '1.10', '013', 'en', 'poster', 'chair', 'cancelled', 'attendees', 'slides'),
    *('2025-10-19 13:00', '2025-10-19', '2025-03-30T02:30', '13:00', '24:00', '90', '50+5', '1h', '0', '400h'),
    *('Europe/Paris', 'UTC+2', '#123456', 'https://example.org/', 'javascript:x', '../x', 'x.jpg', ' ', 'a: b', '- a'),
    *('a\nb', '"', "'", '\\', '#', '\u202e', '\u2028', '\x85', '\ufeff', '\x00', '\r', '\t', '\x7f', '\U0001f600'),
)
_TEXTS = st.sampled_from([*_WORDS, *_IDS]) | st.text(max_size=8)
_KEYS = ('id', 'name', 'person', 'people', 'role', 'heading', 'url', 'file', 'kind', 'color', 'audience', 'x', '\x1b')
_VALUES = st.recursive(
    _TEXTS,
    lambda held: (
        st.lists(held, max_size=3) | st.dictionaries(st.sampled_from(_KEYS) | st.text(max_size=3), held, max_size=3)
    ),
    max_leaves=5,
)


def _records(model: type[Any], required: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Records that are more or less right: most of what they need, and anything under what they may have."""
    others = st.dictionaries(st.sampled_from([*model.model_fields, 'x']), _VALUES, max_size=4)
    return st.builds(lambda known, more: known | more, st.fixed_dictionaries({}, optional=dict(required)), others)


_EVENTS = _records(
    Event,
    {
        'title': _TEXTS,
        'start': st.sampled_from(['2025-10-19 13:00', '2025-10-19', '2025-03-30 02:30', '2999-12-31 23:00', 'TBD']),
        'timezone': st.sampled_from(['Europe/Paris', 'UTC', 'TBD', 'Pacific/Apia']),
        'rooms': st.just([{'id': 'main', 'name': 'Main hall'}]),
    },
)
_PEOPLE = st.dictionaries(st.sampled_from(_IDS) | st.text(max_size=3), _records(Person, {'name': _TEXTS}), max_size=3)
_SESSIONS = st.lists(
    _records(
        Session,
        {
            'id': st.sampled_from(_IDS) | st.text(max_size=3),
            'title': _TEXTS,
            'duration': st.sampled_from(['10', '1h30', '50+5 min', '700h']),
            # A copy each, because PyYAML writes an alias for what it wrote before.
            'people': st.sampled_from([*_IDS, ['ada', {'person': 'bob', 'role': 'chair'}]]).map(deepcopy),
        },
    ),
    max_size=4,
)


def _escaped(text: str) -> str:
    """JSON allows for these as they are, but no data file may hold them."""
    return re.sub('[\x7f-\x84\x86-\x9f\ufffe\uffff]', lambda found: f'\\u{ord(found[0]):04x}', text)


def _told(folder: Path, ending: str) -> tuple[object, list[str]]:
    """What was read, and the messages without what hangs on the format; hints are in its own marks."""
    edition, problems = open_edition(folder)
    # TOML has its list of sessions below a key.
    said = [one.message.removeprefix('sessions.') for one in problems]
    sentences = sorted(re.sub(rf'(?<=line )\d+|(?<=\.){ending}\b', '…', one) for one in said)
    program = edition and (edition.program.event, dict(edition.program.people), edition.program.sessions)
    return program, sentences


@given(_EVENTS, _PEOPLE, _SESSIONS)
@settings(max_examples=_MANY)
def test_any_program_is_the_same_in_every_format(
    tmp_path: Path, formats: Formats, event: object, people: object, sessions: object
) -> None:
    read = {}
    for ending in ('yaml', 'toml', 'json'):
        written = promises.DIVIDER.join(_escaped(formats[ending](one)).encode() for one in (event, people, sessions))
        assert promises.open_input(tmp_path / ending, ending, written).broken == ()
        read[ending] = _told(tmp_path / ending, ending)
    assert read['toml'] == read['yaml']
    assert read['json'] == read['yaml']


def _rows(table: str) -> st.SearchStrategy[list[dict[str, str]]]:
    columns = [*HEADERS[table], *(f'links.{name}' for name in LINKS[:2]), 'x', '']
    cells = _TEXTS | st.lists(_TEXTS, max_size=3).map('; '.join)
    return st.lists(
        st.fixed_dictionaries({'id': _TEXTS}, optional={column: cells for column in columns if column != 'id'}),
        max_size=4,
    )


@given(_rows('people'), _rows('sessions'), st.sampled_from(',;\t'))
@settings(max_examples=_MANY)
def test_any_table_keeps_the_promises(
    tmp_path: Path, formats: Formats, people: list[dict[str, str]], sessions: list[dict[str, str]], delimiter: str
) -> None:
    written = promises.DIVIDER.join(formats['csv'](rows, delimiter).encode() for rows in (people, sessions))
    assert promises.open_input(tmp_path / 'data', 'csv', written).broken == ()


@pytest.mark.parametrize('ending', promises.FORMATS)
@given(
    st.lists(
        st.binary(max_size=80) | st.lists(_TEXTS, max_size=12).map(lambda texts: ''.join(texts).encode()), max_size=4
    )
)
@settings(max_examples=_MANY)
def test_any_bytes_keep_the_promises(tmp_path: Path, ending: str, parts: list[bytes]) -> None:
    assert promises.open_input(tmp_path / 'data', ending, promises.DIVIDER.join(parts)).broken == ()
