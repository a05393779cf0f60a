"""Markdown as it stands in a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_event_program.model.markdown import excerpt, plain_text


@pytest.mark.parametrize(
    ('written', 'shown'),
    [
        ('One\nline.\n\n\nAnother.\n', 'One line.\n\nAnother.'),
        ('# Head\nSome *em* and `code`.', 'Head\n\nSome em and code.'),
        ('one\\\ntwo  \nthree', 'one\ntwo\nthree'),
        ('- a\n- b\n  continued\n  1. c\n  2. d\n- e', '- a\n- b continued\n  1. c\n  2. d\n\n- e'),
        ('[here](https://x.example/) <https://y.example/>', 'here (https://x.example/) https://y.example/'),
        ('![a map](https://x.example/map.png)', 'a map (https://x.example/map.png)'),
        ('[me](mailto:a@b.example) <a@b.example>', 'me (mailto:a@b.example) a@b.example'),
        ('At www.x.example/a, a@b.example', 'At www.x.example/a, a@b.example'),
        ('See [1]:\n\n[1]: Brandt 2019', 'See [1]:\n\n[1]: Brandt 2019'),
        ('> said\n> so', 'said so'),
        ('```python\na\n  b\n```\nend', 'a\n  b\n\nend'),
        ('| a | b |\n|---|---|\n| *1* | 2 |', 'a | b\n1 | 2'),
        ('<b>&amp;&lt;</b>', '<b>&<</b>'),
        ('a\n\n---\n\nb', 'a\n\n* * *\n\nb'),
        ('', ''),
    ],
)
def test_marks_are_gone_and_words_stay(written: str, shown: str) -> None:
    assert plain_text(written) == shown


def test_address_that_may_not_be_published_is_left_out() -> None:
    assert 'ftp' not in plain_text('[here](ftp://x.example/)')


@given(st.text(alphabet='ab1 \n-.)*_#>\\`[](<|~&!=+:\t', max_size=60))
def test_any_text_has_no_blank_ends_and_no_two_blank_lines(written: str) -> None:
    shown = plain_text(written)
    assert '\n\n\n' not in shown
    assert shown == shown.strip('\n')


@given(st.text(alphabet='ab1 \n.,:', max_size=60))
def test_text_without_marks_is_read_as_if_it_might_have_some(written: str) -> None:
    # The last paragraph makes the parser look at all of them.
    assert plain_text(f'{written}\n\n*x*') == f'{plain_text(written)}\n\nx'.strip()


def test_deep_nesting_is_no_problem() -> None:
    assert plain_text('> ' * 5000 + 'x') is not None
    assert plain_text('*' * 5000 + 'x' + '*' * 5000) is not None


@pytest.mark.parametrize(
    ('text', 'limit', 'shown'),
    [
        ('As short as that', 16, 'As short as that'),
        ('Some words more than that', 18, 'Some words more …'),
        ('Some words more than that', 17, 'Some words more …'),
        ('Some words more than that', 16, 'Some words …'),
        ('Several\n\nlines  of it', 40, 'Several lines of it'),
        # Scripts without spaces between words: what there is room for.
        ('織物と計算の歴史について', 8, '織物と計算の …'),
    ],
)
def test_excerpt_is_the_beginning_cut_between_words(text: str, limit: int, shown: str) -> None:
    assert excerpt(text, limit) == shown


@given(st.text(), st.integers(3, 30))
def test_excerpt_is_never_longer_than_its_limit_and_begins_as_the_text(text: str, limit: int) -> None:
    shown = excerpt(text, limit)
    assert len(shown) <= limit
    assert ' '.join(text.split()).startswith(shown.removesuffix(' …') if shown.endswith(' …') else shown)
