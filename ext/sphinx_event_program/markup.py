"""Markdown in data to docutils nodes.

Data may come from strangers: only what is written out below can come of it.
Raw HTML is shown as text; directives, roles and includes do not exist here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from sphinx_event_program.model.fields import url
from sphinx_event_program.model.values import MalformedError

_PARSER = partial(MarkdownIt, 'commonmark', {'html': False})


#: Deeper than anybody emphasizes; docutils recurses over what it is given.
_DEEPEST_LEVEL = 20


def to_nodes(markdown: str) -> list[nodes.Element]:
    """The blocks of a Markdown text (CommonMark); a heading becomes a rubric."""
    tokens = _PARSER().parse(markdown)
    for token in tokens:
        children = token.children or []
        if any(child.level > _DEEPEST_LEVEL for child in children):
            token.children = [Token('text', '', 0, content=token.content)]
        for child in children:
            # Only an image's text is shown, and that is its content.
            child.children = None
    return list(_blocks(SyntaxTreeNode(tokens)))


def _blocks(parent: SyntaxTreeNode) -> Iterator[nodes.Element]:
    for node in parent.children:
        match node.type:
            case 'paragraph':
                yield nodes.paragraph('', '', *_inline_of(node))
            case 'heading':
                # A section of its own would fall out of the order of the page's headings.
                yield nodes.rubric('', '', *_inline_of(node))
            case 'bullet_list':
                yield nodes.bullet_list('', *_items(node))
            case 'ordered_list':
                numbered = nodes.enumerated_list('', *_items(node), enumtype='arabic', prefix='', suffix='.')
                if (start := int(node.attrs.get('start', 1))) != 1:
                    numbered['start'] = start
                yield numbered
            case 'blockquote':
                yield nodes.block_quote('', *_blocks(node))
            case 'fence' | 'code_block':
                # Never highlighted: an unknown language would be the page's warning.
                yield nodes.literal_block(node.content, node.content, language='text')
            case 'hr':
                yield nodes.paragraph('', '* * *', classes=['event-rule'])


def _items(node: SyntaxTreeNode) -> list[nodes.list_item]:
    return [nodes.list_item('', *_blocks(item)) for item in node.children]


def _inline_of(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [found for inline in node.children for found in _inline(inline)]


def _inline(parent: SyntaxTreeNode) -> Iterator[nodes.Node]:
    for node in parent.children:
        match node.type:
            case 'text':
                yield nodes.Text(node.content)
            case 'softbreak' | 'hardbreak':
                yield nodes.Text('\n')
            case 'em':
                yield nodes.emphasis('', '', *_inline(node))
            case 'strong':
                yield nodes.strong('', '', *_inline(node))
            case 'code_inline':
                yield nodes.literal('', node.content)
            case 'link':
                yield from _link(str(node.attrs['href']), list(_inline(node)))
            case 'image':
                # A picture from elsewhere would tell another host who reads the page.
                text = node.content or str(node.attrs['src'])
                yield from _link(str(node.attrs['src']), [nodes.Text(text)])


def _link(address: str, shown: list[nodes.Node]) -> Iterator[nodes.Node]:
    """A link to an address that may be published, else only its text."""
    # A picture that is a link itself: HTML has no link within a link, and the outer one is meant.
    within = [part for node in shown for part in (node.children if isinstance(node, nodes.reference) else [node])]
    try:
        yield nodes.reference('', '', *(within or [nodes.Text(address)]), refuri=url(address), internal=False)
    except MalformedError:
        yield from shown
