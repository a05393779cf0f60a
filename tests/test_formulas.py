"""Formulas: which are set, and how they stand where only letters can."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from cases import each
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_event_program.model.formulas import Formula, in_parts, in_words, mathml, readable
from sphinx_event_program.model.markdown import plain_text
from sphinx_event_program.render.formulas import with_formulas
from sphinx_event_program.render.markdown import to_nodes
from sphinx_event_program.render.nodes import event_formula, event_formula_block

HOSTILE = [
    r'\input{/etc/passwd}', r'\write18{ls}', r'\def\x{\x}\x', r'\catcode`\%=11', 'a{', 'a}', r'\end{document}', '$',
    r'\begin{document}', r'\text{<b>}', r'\text{$x$}', r'\href{javascript:x}{y}', '^^5cinput', 'a%b', 'a#1', 'a&b',
    r'\newcommand{\x}{y}', r'\let\x=y', r'\hspace{9999em}', r'\left(x', r'x\right)', r'x^\log', r'x^\sqrt{2}', 'x^y^z',
    r'\csname end\endcsname', '{' * 500 + '}' * 500, r'\sqrt{' * 100 + 'x' + '}' * 100, '\0', r'\begin{cases}x',
    "x' '", "x' ^2", "x'_a^2", "x'_a'",
]  # fmt: skip
SET = [
    r'O(n \log n)', r'\ell_1', r'\int_0^1 f(x)\,dx = 1.', r'\left\langle \frac{a}{b} \right\rangle', 'a<b',
    r'\begin{pmatrix}a&b\\c&d\end{pmatrix}', r'\operatorname{argmin}_{x \in \mathbb{R}^n} \|x\|_2', "f''(x)",
    "x'^2", "x_a'",
]  # fmt: skip


@each('tex', HOSTILE)
def test_formula_with_anything_that_is_not_known_is_not_set(tex: str) -> None:
    assert mathml(Formula(tex, display=False)) is None
    assert in_words(Formula(tex, display=False)) == tex


@each('tex', SET)
def test_formula_is_mathml(tex: str) -> None:
    written = mathml(Formula(tex, display=True))
    assert written is not None
    assert ElementTree.fromstring(written).tag == '{http://www.w3.org/1998/Math/MathML}math'


@given(st.text(alphabet='ab1 \\{}^_$&%<"\n', max_size=40))
def test_any_formula_is_well_formed_or_not_set(tex: str) -> None:
    if written := mathml(Formula(tex, display=False)):
        ElementTree.fromstring(written)


@each(
    'written, shown',
    [
        (r'Bounds of $O(n \log n)$ for $\ell_1$ problems', 'Bounds of O(n log n) for ℓ_1 problems'),
        (r'\(\alpha^2 \le \beta\)', 'α^2 ≤ β'),
        (r'$\|x\|_2 = 2^{-n}$', '‖x‖_2 = 2^{-n}'),
        ('A price of $5 and one of $6', 'A price of $5 and one of $6'),
        (r'Use $\input{x}$', r'Use $\input{x}$'),
        (r'C:\Users', r'C:\Users'),
    ],
)
def test_formula_is_readable_without_tex(written: str, shown: str) -> None:
    assert readable(written) == shown


@given(st.text(alphabet='ab$\\([)]_ ', max_size=40))
def test_parts_of_a_text_are_all_of_it(text: str) -> None:
    assert ''.join(part for part in in_parts(text) if isinstance(part, str)) in text or '$' in text or '\\' in text


@pytest.fixture
def blocks() -> list[nodes.Element]:
    return to_nodes('We show $\\alpha^2 \\le \\beta$, and\n\n$$\\int_0^1 f = 1.$$\n\nA $5 and $6\n$$x^2$$\nhold.')


def test_formulas_of_a_text_are_nodes(blocks: list[nodes.Element]) -> None:
    assert [type(block) for block in blocks] == [
        nodes.paragraph, event_formula_block, nodes.paragraph, event_formula_block, nodes.paragraph,
    ]  # fmt: skip
    assert blocks[0].next_node(event_formula)['tex'] == r'\alpha^2 \le \beta'
    assert [block.astext() for block in blocks] == [
        'We show α^2 ≤ β, and',
        '∫_0^1 f = 1.',
        'A $5 and $6',
        'x^2',
        'hold.',
    ]


def test_formula_that_is_refused_is_shown_as_it_is_written() -> None:
    assert to_nodes(r'See $\input{x}$')[0].astext() == r'See $\input{x}$'
    assert plain_text('See $x_1$, *y*') == 'See x_1, y'


def test_title_shows_its_formulas_and_any_other_title_is_one_text() -> None:
    shown = with_formulas(r'Bounds of $O(n^2)$ for $\input{x}$')
    assert [type(part) for part in shown] == [nodes.Text, event_formula, nodes.Text]
    assert nodes.title('', '', *shown).astext() == r'Bounds of O(n^2) for $\input{x}$'
    assert with_formulas('R&D for $5') == [nodes.Text('R&D for $5')]
