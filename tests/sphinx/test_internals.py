"""Private names of Sphinx that ``html/sphinx_internals.py`` uses: they are there, and a build goes on without them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from sphinx.search import IndexBuilder

from sphinx_event_program.html import sphinx_internals

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder
    from tests.sphinx.conftest import Built


def test_this_sphinx_has_each_name(website: Built) -> None:
    builder = cast('StandaloneHTMLBuilder', website.app.builder)
    assert any('event.css' in name for name in sphinx_internals.style_sheets_and_scripts(builder))
    index = IndexBuilder(website.app.env, 'en', {}, None)
    assert callable(index.lang.stem)
    assert isinstance(index._mapping, dict)
    assert isinstance(index._title_mapping, dict)


@pytest.mark.parametrize('indexer', [None, SimpleNamespace()], ids=['no index', 'another index'])
def test_without_them_nothing_is_done(indexer: Any) -> None:
    builder: Any = SimpleNamespace(indexer=indexer)
    assert sphinx_internals.style_sheets_and_scripts(builder) == []
    sphinx_internals.remember_stems(builder)
    sphinx_internals.forget_words_without_pages(builder)


def test_stems_are_remembered_once() -> None:
    calls: list[str] = []

    def stem(word: str) -> str:
        calls.append(word)
        return word

    builder: Any = SimpleNamespace(indexer=SimpleNamespace(lang=SimpleNamespace(stem=stem)))
    for _ in range(2):
        sphinx_internals.remember_stems(builder)
    assert [builder.indexer.lang.stem(word) for word in ('a', 'b', 'a')] == ['a', 'b', 'a']
    assert calls == ['a', 'b']


def test_word_without_pages_goes_and_others_stay() -> None:
    indexer = SimpleNamespace(_mapping={'gone': set(), 'there': {'page'}}, _title_mapping={'gone': set()})
    builder: Any = SimpleNamespace(indexer=indexer)
    sphinx_internals.forget_words_without_pages(builder)
    assert (indexer._mapping, indexer._title_mapping) == ({'there': {'page'}}, {})
