"""``settings-table``: the settings of the extension, as the code declares them."""

from __future__ import annotations

from dataclasses import fields

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sphinx_event_program.domain.config import EventConfig


class SettingsTable(SphinxDirective):
    """A row for each setting: its name, its default, what it is."""

    def run(self) -> list[nodes.Node]:
        defaults = EventConfig()
        rows: list[list[nodes.Node]] = []
        for one in fields(EventConfig):
            name = f'event_{one.name}'
            link = pending_xref('', nodes.literal('', name), refdomain='std', reftype='confval', reftarget=name)
            default = nodes.literal('', repr(getattr(defaults, one.name)))
            rows.append([link, default, nodes.Text(one.metadata['description'])])
        return [_table(['setting', 'default', 'what it is'], rows)]


def _table(titles: list[str], rows: list[list[nodes.Node]]) -> nodes.table:
    head = nodes.thead('', _row([nodes.Text(title) for title in titles]))
    group = nodes.tgroup('', *(nodes.colspec(colwidth=width) for width in (30, 15, 55)), cols=len(titles))
    group += [head, nodes.tbody('', *map(_row, rows))]
    return nodes.table('', group)


def _row(cells: list[nodes.Node]) -> nodes.row:
    return nodes.row('', *(nodes.entry('', nodes.paragraph('', '', cell)) for cell in cells))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive('settings-table', SettingsTable)
    return {'parallel_read_safe': True}
