"""Markdown in data to docutils nodes.

Data may come from strangers: only what is written out below can come of it.
Raw HTML is shown as text; directives, roles and includes do not exist here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_event_program.model.addresses import url
from sphinx_event_program.model.formulas import formula_of
from sphinx_event_program.model.markdown import footnote_mark, tokens_of, unmarked
from sphinx_event_program.model.values import MalformedError
from sphinx_event_program.render.formulas import formula_block, formula_node
from sphinx_event_program.render.nodes import event_deletion

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

#: Lists and quotations within each other, deeper than anybody writes; builders recurse over them.
_DEEPEST_LIST = 20

#: A line's end, and spaces around it that say nothing.
_LINE_BREAK = re.compile(r' *\n *')

#: Wider than a sheet of paper; LaTeX stops somewhere beyond.
_MOST_COLUMNS = 12


def to_nodes(markdown: str) -> list[nodes.Element]:
    """The blocks of a Markdown text; a heading becomes a rubric."""
    # Most texts are words alone, and to parse one takes longer than all else on its page.
    if (paragraphs := unmarked(markdown)) is not None:
        return [nodes.paragraph('', _LINE_BREAK.sub('\n', paragraph.strip())) for paragraph in paragraphs]
    from markdown_it.tree import SyntaxTreeNode

    return list(_Blocks(markdown).of(SyntaxTreeNode(tokens_of(markdown))))


class _Blocks:
    """Makes the blocks of one text."""

    def __init__(self, markdown: str) -> None:
        self._written = markdown

    def of(self, parent: SyntaxTreeNode, depth: int = 0) -> Iterator[nodes.Element]:
        """The blocks that ``parent`` holds, ``depth`` lists and quotations deep."""
        for node in parent.children:
            match node.type:
                case 'paragraph':
                    yield from _paragraphs(node)
                case 'heading':
                    # A section of its own would fall out of the order of the page's headings.
                    yield nodes.rubric('', '', *_on_one_line(node))
                case 'bullet_list' | 'ordered_list' | 'blockquote' | 'dl' if depth == _DEEPEST_LIST:
                    for child in [node] if node.type in ('blockquote', 'dl') else node.children:
                        yield from self.of(child, depth)
                case 'bullet_list':
                    yield nodes.bullet_list('', *self._items(node, depth))
                case 'ordered_list':
                    items = self._items(node, depth)
                    numbered = nodes.enumerated_list('', *items, enumtype='arabic', prefix='', suffix='.')
                    if (start := int(node.attrs.get('start', 1))) != 1:
                        numbered['start'] = start
                    yield numbered
                case 'dl':
                    yield nodes.definition_list('', *self._definitions(node, depth))
                case 'footnote_block':
                    for number, note in enumerate(node.children):
                        yield self._footnote(number, note, depth)
                case 'blockquote':
                    yield nodes.block_quote('', *self.of(node, depth + 1))
                case 'fence' | 'code_block':
                    yield _literal(node.content)
                case 'table' if len(node.children[0].children[0].children) > _MOST_COLUMNS and node.map:
                    yield _literal('\n'.join(self._written.split('\n')[slice(*node.map)]))
                case 'table':
                    yield _table(node)
                case 'hr':
                    yield nodes.paragraph('', '* * *', classes=['event-rule'])

    def _items(self, node: SyntaxTreeNode, depth: int) -> list[nodes.list_item]:
        return [nodes.list_item('', *self.of(item, depth + 1)) for item in node.children]

    def _definitions(self, node: SyntaxTreeNode, depth: int) -> Iterator[nodes.definition_list_item]:
        """The terms of a list, each with all its definitions."""
        item: nodes.definition_list_item | None = None
        definition = nodes.definition()
        for child in node.children:
            if child.type == 'dt':
                if item is not None:
                    yield item
                definition = nodes.definition()
                item = nodes.definition_list_item('', nodes.term('', '', *_on_one_line(child)), definition)
            elif item is not None:
                definition += list(self.of(child, depth + 1))
        if item is not None:
            yield item

    def _footnote(self, number: int, node: SyntaxTreeNode, depth: int) -> nodes.container:
        """A note below its text.

        Not docutils' own: several texts are on one page, and pages of records are no documents, in which it would
        be numbered.
        """
        blocks = list(self.of(node, depth + 1))
        mark = [nodes.superscript('', footnote_mark(number)), nodes.Text(' ')]
        if blocks and isinstance(blocks[0], nodes.paragraph):
            blocks[0][:0] = mark
        else:
            blocks.insert(0, nodes.paragraph('', '', *mark))
        return nodes.container('', *blocks, classes=['event-footnote'])


def _literal(text: str) -> nodes.literal_block:
    # Never highlighted: an unknown language would be the page's warning.
    return nodes.literal_block(text, text, language='text')


def _table(node: SyntaxTreeNode) -> nodes.table:
    head, *bodies = node.children
    columns = len(head.children[0].children)
    group = nodes.tgroup('', *(nodes.colspec('', colwidth=1) for _ in range(columns)), cols=columns)
    group += nodes.thead('', *(_row(row) for row in head.children))
    group += nodes.tbody('', *(_row(row) for body in bodies for row in body.children))
    return nodes.table('', group, classes=['colwidths-auto'])


def _row(node: SyntaxTreeNode) -> nodes.row:
    return nodes.row('', *(nodes.entry('', nodes.paragraph('', '', *_on_one_line(cell))) for cell in node.children))


def _paragraphs(node: SyntaxTreeNode) -> Iterator[nodes.Element]:
    """A paragraph, in several parts if formulas within it have lines of their own."""
    between: list[SyntaxTreeNode] = []
    for child in [child for inline in node.children for child in inline.children]:
        if child.type == 'formula' and (formula := formula_of(child.content)).display:
            yield from _paragraph_of(between)
            yield formula_block(formula, child.content)
            between = []
        elif between or child.type not in _LINE_ENDS:
            between.append(child)
    yield from _paragraph_of(between)


_LINE_ENDS = frozenset({'softbreak', 'hardbreak'})


def _paragraph_of(running: list[SyntaxTreeNode]) -> Iterator[nodes.Element]:
    r"""A paragraph; a block of lines if its author broke it with ``\`` or two spaces."""
    while running and running[-1].type in _LINE_ENDS:
        running.pop()
    lines = _lines(running) if running else []
    if len(lines) == 1:
        yield nodes.paragraph('', '', *lines[0])
    elif lines:
        yield nodes.line_block('', *(nodes.line('', '', *line) for line in lines))


def _on_one_line(node: SyntaxTreeNode) -> list[nodes.Node]:
    lines = [line for inline in node.children for line in _lines(inline.children)]
    return [part for index, line in enumerate(lines) for part in ([nodes.Text(' ')] if index else []) + line]


def _lines(running: list[SyntaxTreeNode]) -> list[list[nodes.Node]]:
    """Running text, line by line; what is around a break is around both of its lines."""
    lines: list[list[nodes.Node]] = [[]]
    for node in running:
        if node.type == 'hardbreak':
            lines.append([])
            continue
        first, *others = _inline(node)
        for part in first:
            before = lines[-1][-1] if lines[-1] else None
            # A text over several lines of the file is one node: each costs its share of every build.
            if isinstance(before, nodes.Text) and isinstance(part, nodes.Text):
                lines[-1][-1] = nodes.Text(before + part)
            else:
                lines[-1].append(part)
        lines += others
    return lines


def _inline(node: SyntaxTreeNode) -> list[list[nodes.Node]]:
    match node.type:
        case 'text':
            return [[nodes.Text(node.content)]]
        case 'formula':
            return [[formula_node(formula_of(node.content), node.content)]]
        case 'footnote_ref':
            return [[nodes.superscript('', footnote_mark(node.meta['id']))]]
        case 'softbreak':
            return [[nodes.Text('\n')]]
        case 'em':
            return [[nodes.emphasis('', '', *line)] for line in _lines(node.children)]
        case 'strong':
            return [[nodes.strong('', '', *line)] for line in _lines(node.children)]
        case 's':
            return [[event_deletion('', '', *line)] for line in _lines(node.children)]
        case 'code_inline':
            return [[nodes.literal('', node.content)]]
        case 'link':
            return [_link(str(node.attrs['href']), line) for line in _lines(node.children)]
        case 'image':
            # A picture from elsewhere would tell another host who reads the page.
            text = node.content or str(node.attrs['src'])
            return [_link(str(node.attrs['src']), [nodes.Text(text)])]
    return [[]]


def _link(address: str, shown: list[nodes.Node]) -> list[nodes.Node]:
    """A link to an address that may be published, else only its text."""
    # A picture that is a link itself: HTML has no link within a link, and the outer one is meant.
    within = [part for node in shown for part in (node.children if isinstance(node, nodes.reference) else [node])]
    try:
        shown = within or [nodes.Text(address)]
        return [nodes.reference('', '', *shown, refuri=url(address), internal=False, show_address=True)]
    except MalformedError:
        return shown
