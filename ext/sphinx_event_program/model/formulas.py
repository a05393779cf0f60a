r"""Formulas of TeX: which of them are set, as MathML, and as words where only letters can stand.

Formulas may come from strangers. A formula is set if a grammar of known commands has it, so that TeX
neither stops nor obeys anything, and if a strict reader of mathematics has understood it. Any other is
shown as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_event_program.model.tex import formula_at

if TYPE_CHECKING:
    from math_core import LatexToMathML
    from pylatexenc.latex2text import LatexNodes2Text


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Deeper than anybody nests; browsers and TeX recurse over them.
_DEEPEST_LEVEL = 20

#: Commands that stand for one sign, which may be an index or exponent without braces.
_SIGNS = _names(
    'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi '
    'varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi '
    'Sigma Upsilon Phi Psi Omega infty ell hbar partial nabla emptyset varnothing forall exists Re Im '
    'aleph wp angle prime top bot ast star circ dagger ddagger pm mp perp parallel sharp flat natural '
    'complement imath jmath'
)
_WORDS = _names(
    'sum prod coprod int iint iiint oint bigcup bigcap bigvee bigwedge bigoplus bigotimes bigsqcup '
    'biguplus log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan lim limsup '
    'liminf max min sup inf det dim ker deg gcd hom arg Pr le leq ge geq ne neq equiv sim simeq approx '
    'cong propto ll gg prec succ preceq succeq subset supset subseteq supseteq sqsubseteq sqsupseteq in '
    'ni notin mid vdash dashv models asymp doteq lesssim gtrsim leqslant geqslant subsetneq supsetneq '
    'nmid triangleq times div cdot cup cap vee wedge lor land neg lnot oplus ominus otimes odot setminus '
    'bullet diamond uplus sqcup sqcap bigcirc wr amalg ltimes rtimes to gets mapsto rightarrow leftarrow '
    'leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow longleftarrow longmapsto '
    'Longrightarrow Longleftarrow Longleftrightarrow iff implies uparrow downarrow hookrightarrow '
    'hookleftarrow rightharpoonup leadsto rightsquigarrow nearrow searrow langle rangle lfloor rfloor '
    'lceil rceil lbrace rbrace vert Vert lvert rvert lVert rVert ldots cdots vdots ddots dots '
    'quad qquad'
)
_MARKS = frozenset(',;:! {}%|&#')
_OF_ONE = _names(
    'sqrt mathbb mathcal mathfrak mathbf mathrm mathsf mathit mathtt hat bar tilde vec dot ddot acute '
    'grave check breve widehat overline underline overbrace underbrace boldsymbol'
)
_OF_TWO = _names('frac dfrac tfrac binom overset underset stackrel')
_OF_TEXT = _names('text textrm operatorname')
_ENVIRONMENTS = _names('matrix pmatrix bmatrix vmatrix Vmatrix cases aligned')
_DELIMITER = re.compile(r'\s*(?:[()\[\]|/.]|\\(?:[{}|]|[lr](?:angle|floor|ceil|vert|Vert)(?![A-Za-z])))')
_TEXT = re.compile(r"\{[A-Za-z0-9 ,.;:()!?'/+-]*\}")
#: The index of a root, if it has one.
_ROOT = re.compile(r'(?:\[[A-Za-z0-9]{1,9}\]\s*)?')
_TOKEN = re.compile(r'\\(?P<name>[A-Za-z]+)\s*|\\(?P<mark>.)|(?P<sign>\S)|\s+', re.DOTALL)
_ENVIRONMENT = re.compile(r'\{([a-zA-Z]+)\}')
_PLAIN_SIGNS = frozenset("+-*/=<>()[]|,.;:!?'")


class Formula(NamedTuple):
    """A formula without its marks; ``display`` says that it stands on a line of its own."""

    tex: str
    display: bool


def in_parts(text: str) -> Iterator[str | Formula]:
    r"""Parts of a text without Markdown: its words as they are written, and the formulas that can be set.

    >>> list(in_parts(r'Bounds of $O(n^2)$, for $5'))
    ['Bounds of ', Formula(tex='O(n^2)', display=False), ', for $5']
    """
    done = 0
    for match in re.finditer(r'\$|\\[(\[]', text):
        if match.start() < done or not (end := formula_at(text, match.start())):
            continue
        # No title has a line of its own for a formula.
        formula = formula_of(text[match.start() : end])._replace(display=False)
        if mathml(formula):
            if match.start() > done:
                yield text[done : match.start()]
            yield formula
            done = end
    if done < len(text):
        yield text[done:]


def formula_of(written: str) -> Formula:
    r"""The formula that is written with its marks.

    >>> formula_of(r'\[ x \]')
    Formula(tex='x', display=True)
    """
    width = 2 if written.startswith(('\\', '$$')) else 1
    return Formula(' '.join(written[width:-width].split()), written.startswith(('$$', '\\[')))


def readable(text: str) -> str:
    r"""A text without Markdown whose formulas are readable without TeX.

    >>> readable(r'Bounds of $O(n \log n)$ for $\ell_1$ problems')
    'Bounds of O(n log n) for ℓ_1 problems'
    """
    if '$' not in text and '\\' not in text:
        return text
    return ''.join(part if isinstance(part, str) else in_words(part) for part in in_parts(text))


def in_words(formula: Formula) -> str:
    r"""A formula in letters and signs of Unicode; as TeX, without its marks, if it cannot be set.

    >>> in_words(Formula(r'\alpha^2 \le \beta', display=False))
    'α^2 ≤ β'
    """
    if mathml(formula) is None:
        return formula.tex
    # A blank of TeX's own keeps the one behind a word, and the reader has no sign for a norm.
    tex = re.sub(r'\\([A-Za-z]+) ', _keeping_blank, formula.tex.replace(r'\|', '\N{DOUBLE VERTICAL LINE}'))
    return ' '.join(_words().latex_to_text(tex).split()) or formula.tex


def _keeping_blank(match: re.Match[str]) -> str:
    return rf'\{match[1]}\ ' if match[1] in _WORDS else match[0]


@lru_cache(maxsize=512)
def mathml(formula: Formula) -> str | None:
    """A formula as MathML Core; None if it is to be shown as it is written."""
    from math_core import LatexError

    if not _Grammar(formula.tex).holds():
        return None
    try:
        written = _reader().convert_with_local_state(formula.tex, displaystyle=formula.display)
    except LatexError:
        return None
    # A name that HTML knows, and XML, which EPUB is, does not.
    return written.replace('&ApplyFunction;', '\N{FUNCTION APPLICATION}')


@cache
def _reader() -> LatexToMathML:
    from math_core import LatexToMathML

    return LatexToMathML(xml_namespace=True, fancy_error=False)


@cache
def _words() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(
        math_mode='text', strict_latex_spaces='based-on-source', keep_braced_groups=True, keep_braced_groups_minlen=2
    )


class _RefusedError(Exception):
    """A formula has something that the grammar does not know."""


class _Grammar:
    """Reads a formula by a grammar in which every sentence is one that LaTeX can set."""

    def __init__(self, tex: str) -> None:
        self._tex = tex
        self._at = 0

    def holds(self) -> bool:
        """Whether the whole formula is a sentence."""
        if not self._tex.isascii() or not self._tex.isprintable():
            return False
        try:
            self._items(0)
        except _RefusedError:
            return False
        return self._at == len(self._tex)

    def _items(self, depth: int, *, in_table: bool = False) -> None:
        """Read up to what ends a part: a closing brace, or what ends a table or a pair of delimiters."""
        if depth > _DEEPEST_LEVEL:
            raise _RefusedError
        scripts = ''
        while match := _TOKEN.match(self._tex, self._at):
            name, mark, sign = match['name'], match['mark'], match['sign']
            if sign == '}' or name in ('right', 'end'):
                return
            self._at = match.end()
            if match[0].isspace():
                continue
            if sign in ('^', '_', "'"):
                scripts = self._script(match, scripts)
                if sign != "'":
                    self._argument(depth)
                continue
            scripts = ''
            if name is not None:
                self._command(name, depth)
            elif mark is not None:
                if not (mark in _MARKS or (mark == '\\' and in_table)):
                    raise _RefusedError
            elif sign == '{':
                self._at -= 1
                self._group(depth)
            elif sign is not None and not (sign.isalnum() or sign in _PLAIN_SIGNS or (sign == '&' and in_table)):
                raise _RefusedError

    def _script(self, match: re.Match[str], scripts: str) -> str:
        """The indices and exponents of one sign, with the next one; TeX stops at a second one of a kind.

        Primes are exponents, and only what follows one without a blank is read together with it.
        """
        kind = '_' if match['sign'] == '_' else '^'
        follows_prime = kind == '^' and self._tex[match.start() - 1 : match.start()] == "'"
        if kind in scripts and not follows_prime:
            raise _RefusedError
        return scripts + kind

    def _command(self, name: str, depth: int) -> None:
        if name in _SIGNS or name in _WORDS:
            return
        if name == 'sqrt':
            self._expect(_ROOT)
        if name in _OF_ONE or name in _OF_TWO:
            for _ in range(2 if name in _OF_TWO else 1):
                self._argument(depth)
        elif name in _OF_TEXT:
            self._expect(_TEXT)
        elif name == 'left':
            self._expect(_DELIMITER)
            self._items(depth + 1)
            self._expect(re.compile(r'\\right(?![A-Za-z])\s*'))
            self._expect(_DELIMITER)
        elif name == 'begin' and (environment := self._expect(_ENVIRONMENT)[1]) in _ENVIRONMENTS:
            self._items(depth + 1, in_table=True)
            self._expect(re.compile(rf'\\end\s*\{{{environment}\}}'))
        else:
            raise _RefusedError

    def _argument(self, depth: int) -> None:
        """Read a group, or one sign."""
        match = _TOKEN.match(self._tex, self._at)
        while match and match[0].isspace():
            self._at = match.end()
            match = _TOKEN.match(self._tex, self._at)
        if match is None:
            raise _RefusedError
        if match['sign'] == '{':
            self._group(depth)
        elif match['name'] in _SIGNS or (match['sign'] and (match['sign'].isalnum() or match['sign'] in '+-*')):
            self._at = match.end()
        else:
            raise _RefusedError

    def _group(self, depth: int) -> None:
        self._at += 1
        self._items(depth + 1)
        self._expect(re.compile(r'\}'))

    def _expect(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._tex, self._at)
        if match is None:
            raise _RefusedError
        self._at = match.end()
        return match
