"""Formulas as nodes: set where they can be, else as they are written."""

from __future__ import annotations

from docutils import nodes

from sphinx_event_program.model.formulas import Formula, in_parts, in_words, mathml
from sphinx_event_program.render.nodes import event_formula, event_formula_block


def with_formulas(text: str) -> list[nodes.Node]:
    """A text without Markdown, with its formulas."""
    if '$' not in text and '\\' not in text:
        return [nodes.Text(text)]
    return [nodes.Text(part) if isinstance(part, str) else formula_node(part, text) for part in in_parts(text)]


def formula_node(formula: Formula, written: str) -> nodes.Node:
    """A formula in running text; ``written`` if it cannot be set."""
    formula = formula._replace(display=False)
    if (markup := mathml(formula)) is None:
        return nodes.Text(written)
    return event_formula('', in_words(formula), tex=formula.tex, mathml=markup)


def formula_block(formula: Formula, written: str) -> nodes.Element:
    """A formula on a line of its own; ``written`` if it cannot be set."""
    if (markup := mathml(formula)) is None:
        return nodes.paragraph('', written)
    return event_formula_block('', in_words(formula), tex=formula.tex, mathml=markup)
