"""Records that nobody would write: any value, right or wrong, under keys that are known."""

from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

WORDS = [
    'TBD',
    'a',
    'ada',
    '2025-10-19T13:00',
    '13:00',
    '9999-12-31',
    'Europe/Paris',
    '../x',
    'javascript:x',
    '50+5',
    'https://example.org/',
]


def any_value() -> st.SearchStrategy[Any]:
    """A word that some key expects, any text, or lists and mappings of these."""
    known = ['00:30', '2025-10-19', '2025-03-30T02:30', '90', '1h', 'UTC+2', 'x.jpg', '#123456', 'en', 'poster', 'yes']
    scalars = st.sampled_from([*WORDS, *known]) | st.text(max_size=5)
    keys = st.sampled_from(['id', 'name', 'people', 'person', 'role', 'heading', 'url', 'file', 'room', 'x'])
    return st.recursive(
        scalars, lambda held: st.lists(held, max_size=3) | st.dictionaries(keys, held, max_size=3), max_leaves=6
    )


def any_record(record: type[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from([*record.model_fields, 'x']), any_value(), max_size=8)


#: Each is right for several keys.
_LIKELY = [
    *WORDS,
    *(
        'tba',
        ' ~ ',
        '#12aBcd',
        'yes',
        'confirmed',
        'poster',
        'cancelled',
        'workshop',
        '50% 5%',
        'zh-Hans-CN',
        ' 1h30+90',
    ),
    *(
        'https://ada@[::1]:80/?',
        'MAILTO:a@b',
        {' x': 'tel:0', 'y': 'TBD'},
        {'name': 'Ada'},
        {'name': 'TBD', 'url': '~'},
    ),
    *(['ada', 'TBD'], [{'id': 'a', 'name': '1'}], [{'person': 'ada', 'role': 'tbd'}], [{'url': 'https://a.b'}], [], {}),
    *([{'heading': 'x', 'people': ['ada', 'TBD']}], {'room': 'TBD'}, {'audience': 'TBD', 'passcode': '1'}),
]


def nearly_good_record(record: type[BaseModel], required: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What a record cannot do without, and other values, of which most are right."""
    right = {
        key: st.sampled_from([value for value in _LIKELY if _is_right(record, {**required, key: value})])
        for key in record.model_fields
    }
    others = st.lists(st.sampled_from(list(right)), max_size=4, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({key: right[key] for key in keys})
    )
    wrong = st.dictionaries(st.sampled_from(list(right)), any_value(), max_size=2)
    return st.tuples(others, st.just({}) | wrong).map(lambda more: {**required, **more[0], **more[1]})


def _is_right(record: type[BaseModel], values: dict[str, Any]) -> bool:
    try:
        record.model_validate(values)
    except ValidationError:
        return False
    return True
