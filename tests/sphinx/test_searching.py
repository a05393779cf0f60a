"""What the search index says of records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project


def found(built: Built) -> dict[str, tuple[str, str]]:
    """The page and the anchor of each object, as a browser makes them of the index, by the name that it shows."""
    text = (built.folder / 'searchindex.js').read_text(encoding='utf-8')
    index: dict[str, Any] = json.loads(text.removeprefix('Search.setIndex(').removesuffix(')'))
    objects = {}
    for prefix, entries in index['objects'].items():
        for page, kind, _, anchor, rest in entries:
            name = f'{prefix}.{rest}' if prefix else rest
            made = {'': name, '-': f'{index["objnames"][str(kind)][1]}-{name}'}
            objects[name] = index['docnames'][page], made.get(anchor, anchor)
    return objects


@pytest.mark.parametrize(
    'pages', [{}, {'session': 'talks', 'person': 'who', 'room': 'rooms'}], ids=['documents', 'pages']
)
def test_search_leads_to_the_entry_of_a_record(conference: Project, pages: dict[str, str]) -> None:
    built = conference.build(event_pages=pages)
    objects = found(built)
    assert objects['Machines that weave'] == ('talks/panel' if pages else 'sessions', 'event-session-panel')
    assert objects['Ada Lovelace'] == ('who/ada' if pages else 'speakers', 'event-person-ada')
    for page, anchor in objects.values():
        assert built.whole_html(page).find(id=anchor) is not None, (page, anchor)
