from __future__ import annotations

from cases import each
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode

from sphinx_event_program.model.markdown import plain_text, tokens_of, unmarked
from sphinx_event_program.render.markdown import _Blocks, to_nodes


def _outline(markdown: str) -> str:
    """The nodes as names and texts on one line."""

    def outlined(node: nodes.Node) -> str:
        if isinstance(node, nodes.Text):
            return repr(node.astext())
        assert isinstance(node, nodes.Element)
        address = f'={node["refuri"]}' if 'refuri' in node else ''
        return f'{node.tagname}{address}({", ".join(map(outlined, node.children))})'

    return ' '.join(map(outlined, to_nodes(markdown)))


@each(
    'markdown, outline',
    [
        ('A *b* **c** `d`', "paragraph('A ', emphasis('b'), ' ', strong('c'), ' ', literal('d'))"),
        ('one\n\ntwo', "paragraph('one') paragraph('two')"),
        ('one\ntwo', "paragraph('one\\ntwo')"),
        ('# Title\n\nx', "rubric('Title') paragraph('x')"),
        ('###### Deep *title*', "rubric('Deep ', emphasis('title'))"),
        ('Title\n=====', "rubric('Title')"),
        ('> said', "block_quote(paragraph('said'))"),
        ('```python\n*a*\n```', "literal_block('*a*\\n')"),
        ('    *a*', "literal_block('*a*\\n')"),
        ('- a\n- b', "bullet_list(list_item(paragraph('a')), list_item(paragraph('b')))"),
        ('3. a', "enumerated_list(list_item(paragraph('a')))"),
        (
            '- a\n  - b\n    1. c',
            "bullet_list(list_item(paragraph('a'), bullet_list(list_item(paragraph('b'), "
            "enumerated_list(list_item(paragraph('c')))))))",
        ),
        ('[a *b*](https://example.org)', "paragraph(reference=https://example.org('a ', emphasis('b')))"),
        ('<https://example.org>', "paragraph(reference=https://example.org('https://example.org'))"),
        ('[a]\n\n[a]: https://example.org', "paragraph(reference=https://example.org('a'))"),
        ('[](https://example.org)', "paragraph(reference=https://example.org('https://example.org'))"),
        ('![a cat](https://example.org/c.png)', "paragraph(reference=https://example.org/c.png('a cat'))"),
        (
            '![](https://example.org/c.png)',
            "paragraph(reference=https://example.org/c.png('https://example.org/c.png'))",
        ),
        ('[![CI](https://a.org/b.svg)](https://c.org)', "paragraph(reference=https://c.org('CI'))"),
        ('[x ![b](c.png)](https://c.org)', "paragraph(reference=https://c.org('x b'))"),
        (
            '[![CI](https://a.org/b.svg)](javascript:x)',
            "paragraph('[', reference=https://a.org/b.svg('CI'), '](javascript:x)')",
        ),
        (
            'At https://example.org/a_b_c, www.example.org/x_(y)_z or ada@example.org.',
            "paragraph('At ', reference=https://example.org/a_b_c('https://example.org/a_b_c'), ', ', "
            "reference=https://www.example.org/x_(y)_z('www.example.org/x_(y)_z'), ' or ', "
            "reference=mailto:ada@example.org('ada@example.org'), '.')",
        ),
        ('setup.py, //x.org, ftp://x.org, e.g.this', "paragraph('setup.py, //x.org, ftp://x.org, e.g.this')"),
        (
            '`https://x.org` [a https://b.org](https://c.org)',
            "paragraph(literal('https://x.org'), ' ', reference=https://c.org('a https://b.org'))",
        ),
        # References that lead nowhere, or that nothing refers to, are text.
        ('See [1].\n\n[1]: 10.1000/xyz', "paragraph('See [1].') paragraph('[1]: 10.1000/xyz')"),
        (
            'See [a].\n\n[A]: https://a.example/\n[2]: https://b.example/',
            "paragraph('See ', reference=https://a.example/('a'), '.') "
            "paragraph('[2]: ', reference=https://b.example/('https://b.example/'))",
        ),
        ('Schr\\"odinger, {\\ss} and `\\"o`', "paragraph('Schrödinger, ß and ', literal('\\\\\"o'))"),
        (
            '*\\(a*b*c=1\\)* for $x_i*y_i$',
            "paragraph(emphasis(event_formula('a*b*c=1')), ' for ', event_formula('x_i*y_i'))",
        ),
        ('\\[sic\\], $5 *and* $6', "paragraph('[sic], $5 ', emphasis('and'), ' $6')"),
        ('&lt;b&gt; &amp; \\*', "paragraph('<b> & *')"),
        ('~~a~~ b', "paragraph(event_deletion('a'), ' b')"),
        (
            'Five.[^a]\n\n[^a]: *Or* six.',
            "paragraph('Five.', superscript('[1]')) "
            "container(paragraph(superscript('[1]'), ' ', emphasis('Or'), ' six.'))",
        ),
        (
            'Loom\n: weaves\n: and *more*',
            "definition_list(definition_list_item(term('Loom'), "
            "definition(paragraph('weaves'), paragraph('and ', emphasis('more')))))",
        ),
        ('a\\\nb', "line_block(line('a'), line('b'))"),
        ('a  \nb\nc', "line_block(line('a'), line('b\\nc'))"),
        ('*a  \nb* c', "line_block(line(emphasis('a')), line(emphasis('b'), ' c'))"),
        (
            '[a  \nb](https://a.org)',
            "line_block(line(reference=https://a.org('a')), line(reference=https://a.org('b')))",
        ),
        ('a  \nb\n===', "rubric('a', ' ', 'b')"),
        (
            '| a | *b* |\n|---|:-:|\n| c |',
            "table(tgroup(colspec(), colspec(), thead(row(entry(paragraph('a')), entry(paragraph(emphasis('b'))))), "
            "tbody(row(entry(paragraph('c')), entry(paragraph())))))",
        ),
        ('', ''),
        (' \n\n', ''),
    ],
)
def test_commonmark_becomes_nodes(markdown: str, outline: str) -> None:
    assert _outline(markdown) == outline


def test_rule_between_paragraphs_stays_visible() -> None:
    assert [node.astext() for node in to_nodes('a\n\n***\n\nb')] == ['a', '* * *', 'b']


@each('markdown', ['<script>alert(1)</script>', 'a <b onclick="x">b</b>', '<!-- c -->', '<div>\n\nx'])
def test_raw_html_is_shown_as_text(markdown: str) -> None:
    shown = to_nodes(markdown)
    assert ''.join(node.astext() for node in shown) == markdown.replace('\n\n', '')
    assert not [raw for node in shown for raw in node.findall(nodes.raw)]


@each(
    'markdown',
    [
        '[x](javascript:alert(1))',
        '[x](JAVASCRIPT:alert(1))',
        '[x](&#106;avascript:alert(1))',
        '[x](data:text/html,x)',
        '[x](vbscript:x)',
        '[x](file:///etc/passwd)',
        '[x](/relative)',
        '[x](#anchor)',
        '![x](javascript:alert(1))',
        '![x](photos/x.png)',
        '<javascript:alert(1)>',
        '[x]\n\n[x]: javascript:alert(1)',
    ],
)
def test_address_that_may_not_be_published_is_no_link_and_its_text_stays(markdown: str) -> None:
    shown = to_nodes(markdown)
    assert not [reference for node in shown for reference in node.findall(nodes.reference)]
    assert ''.join(node.astext() for node in shown)


#: What could be a mark somewhere, and is none in most places.
_PIECES = [*'ab.1)-+=:\'"$%@/ \n\u3000\u00a0é', '  ', '\n\n', '1.', ' \n', '\n ', '*', '<', '&amp;']


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map(''.join) | st.text(max_size=20))
def test_text_without_marks_becomes_what_the_parser_would_make_of_it(text: str) -> None:
    """Such a text is not parsed. The parser alone makes paragraphs that hold nothing."""
    parsed = _Blocks(text).of(SyntaxTreeNode(tokens_of(text)))
    if unmarked(text) is not None:
        assert [node.pformat() for node in to_nodes(text)] == [node.pformat() for node in parsed if node.astext()]


@given(st.lists(st.sampled_from([*_PIECES, '![', '](x)', '# ', '- ', '~~', '|']), max_size=25).map(''.join))
def test_page_and_plain_text_change_nothing_of_what_both_are_made_from(text: str) -> None:
    def made() -> tuple[str, str]:
        return plain_text(text), ''.join(node.pformat() for node in to_nodes(text))

    tokens_of.cache_clear()
    first = made()
    assert made() == first
    tokens_of.cache_clear()
    page = ''.join(node.pformat() for node in to_nodes(text))
    assert (plain_text(text), page) == first


def test_table_that_is_too_wide_is_shown_as_it_was_written() -> None:
    table = f'{"|a" * 40}|\n{"|-" * 40}|'
    assert _outline(f'before\n\n{table}\n\nafter') == f"paragraph('before') literal_block({table!r}) paragraph('after')"


@each(
    'markdown, levels',
    [
        ('- ' * 8 + 'a', 8),
        ('> ' * 8 + 'a', 8),
        ('1. ' * 8 + 'a', 8),
        ('> - 1. ' * 4 + 'a', 12),
        ('- ' * 40 + 'a', 20),
    ],
)
def test_lists_are_as_deep_as_they_are_written_within_what_builders_can_walk(markdown: str, levels: int) -> None:

    def depth(node: nodes.Node) -> int:
        own = isinstance(node, nodes.bullet_list | nodes.enumerated_list | nodes.block_quote)
        return own + max(map(depth, node.children), default=0)

    shown = nodes.container('', *to_nodes(markdown))
    assert depth(shown) == levels
    assert shown.astext() == 'a'


def test_picture_is_never_loaded() -> None:
    assert not [image for node in to_nodes('![a](https://example.org/a.png)') for image in node.findall(nodes.image)]


@each('markdown', ['{include}`/etc/passwd`', '```{include} /etc/passwd\n```', '.. include:: /etc/passwd'])
def test_directives_and_roles_do_not_exist_in_data(markdown: str) -> None:
    assert {node.tagname for node in to_nodes(markdown)} <= {'paragraph', 'literal_block'}


def test_numbering_that_does_not_begin_with_one_is_kept() -> None:
    (numbered,) = to_nodes('3. a\n4. b')
    assert numbered['start'] == 3


def test_headings_make_no_sections() -> None:
    assert not [section for node in to_nodes('# a\n\n## b') for section in node.findall(nodes.section)]


@each(
    'markdown',
    [
        '*' * 4000 + 'a' + '*' * 4000,
        '**a ' * 2000 + 'b** ' * 2000,
        '*a _b ' * 500 + 'c_ d* ' * 500,
        '![*a ' * 300 + 'b*](c)' * 300,
        '[' * 3000,
        '> ' * 3000 + 'a',
        '- ' * 500 + 'a',
    ],
)
def test_endless_nesting_stays_within_what_sphinx_can_walk(markdown: str) -> None:
    document = nodes.container('', *to_nodes(markdown))
    assert document.deepcopy().astext() == document.astext()


@given(st.text())
def test_any_text_becomes_nodes_without_links_in_links(markdown: str) -> None:
    for node in to_nodes(markdown):
        for reference in node.findall(nodes.reference):
            assert list(reference.findall(nodes.reference)) == [reference]


_WORDS = st.text(st.characters(categories=['L', 'N']), min_size=1, max_size=8)


@given(
    st.lists(_WORDS, min_size=1, max_size=8), st.sampled_from(['{}', '- {}', '> {}', '# {}', '*{}*', '[{}](x)', '`{}`'])
)
def test_no_word_is_lost(words: list[str], form: str) -> None:
    text = ' '.join(words)
    assert ''.join(node.astext() for node in to_nodes(form.format(text))) == text


def test_wide_table_is_shown_whole_whatever_lines_end_with_before_it() -> None:
    table = '\n'.join('|' + '|'.join(cells) + '|' for cells in (['a'] * 13, ['-'] * 13, ['b'] * 13))
    *_, shown = to_nodes(f'one\u2028two\x85three\n\n{table}')
    assert shown.astext() == table
