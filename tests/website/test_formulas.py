"""Every formula that is set, through TeX: none of them may end a PDF."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pypdf
import pytest
from building import build, typeset

from sphinx_event_program.model import formulas

pytestmark = [pytest.mark.tex, pytest.mark.slow]

#: Each command once, in the form in which the grammar has it.
FORMULAS = [
    *(rf'\{name} x' for name in sorted(formulas._SIGNS | formulas._WORDS)),
    *(rf'\{name}{{x}}' for name in sorted(formulas._OF_ONE)),
    *(rf'\{name}{{x}}{{y}}' for name in sorted(formulas._OF_TWO)),
    *(rf'\{name}{{ab}}' for name in sorted(formulas._OF_TEXT)),
    *(rf'\begin{{{name}}} a & b \\ c & d \end{{{name}}}' for name in sorted(formulas._ENVIRONMENTS)),
    *(rf'a \{mark} b' for mark in sorted(formulas._MARKS)),
    r'\left\langle \frac{a}{b} \right)',
    r'x_i^2 + \sqrt[3]{y}',
]


#: What nobody writes, and strangers might.
PIECES = [
    *('x', '2', '+', '^', '_', '^2', '_i', "'", '(', '{', '}', '{a}', '&', '|', '[', '/', '%', '#', r'\sum', r'\lim'),
    *(r'\left(', r'\right)', r'\frac{a}{b}', r'\hat{x}', r'\text{ab}', r'\begin{cases}', r'\end{cases}', r'\,'),
]


def _anything() -> list[str]:
    """Random pieces in a row, as far as they are taken for formulas."""
    random = Random(14)
    rows = (' '.join(random.choices(PIECES, k=random.randint(1, 7))) for _ in range(20_000))
    return [tex for tex in dict.fromkeys(rows) if formulas.mathml(formulas.Formula(tex, display=False))][:400]


@pytest.mark.parametrize('tex', FORMULAS)
def test_each_command_of_the_grammar_is_understood_by_the_reader(tex: str) -> None:
    assert formulas.mathml(formulas.Formula(tex, display=False))


def test_all_of_them_are_typeset_with_all_their_characters(tmp_path: Path) -> None:
    source = tmp_path / 'source'
    (source / 'data').mkdir(parents=True)
    found = _anything()
    assert len(found) > 300
    lines = ''.join(f'    \\({tex}\\)\n\n' for tex in [*FORMULAS, *found])
    files = {
        'data/event.yaml': 'title: T\nstart: 2026-03-28 09:00\ntimezone: Europe/Berlin\n',
        'data/people.yaml': '',
        'data/sessions.yaml': f'- id: s\n  title: Bounds of $O(n \\log n)$\n  abstract: |\n{lines}',
        'index.rst': 'S\n=\n\n.. event:sessions::\n',
        'conf.py': "extensions = ['sphinx_event_program']\nlatex_engine = 'lualatex'\nproject = 'x'\n",
    }
    for name, text in files.items():
        (source / name).write_text(text, encoding='utf-8')
    _, warnings = build(source, 'latex', tmp_path)
    assert warnings == ''
    typeset(tmp_path / 'latex')
    (log,) = (tmp_path / 'latex').glob('*.log')
    assert re.findall('Missing character.*', log.read_text(encoding='utf-8', errors='replace')) == []
    (pdf,) = (tmp_path / 'latex').glob('*.pdf')
    text = ' '.join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)
    # Nothing is left of the way in which they are written.
    assert '$' not in text
    assert '\\frac' not in text
