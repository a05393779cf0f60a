"""Markdown in data: parsed once, and as plain text for formats in which nobody reads marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sphinx_event_program.model.addresses import url
from sphinx_event_program.model.formulas import formula_of, in_words, mathml
from sphinx_event_program.model.tex import formula_at, letter_at
from sphinx_event_program.model.values import MalformedError

if TYPE_CHECKING:
    from linkify_it import LinkifyIt
    from linkify_it.main import Match
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

#: Characters that can be a mark. A text without any need not be parsed, and parsing is what takes time.
_MARKS = re.compile(
    r'[\\$`*_\[\]<>&~|!#@\t\r\v\f\0\x1c-\x1f\x85\u2028\u2029]|  $|^ {0,3}(?:[-+=:]|\d+[.)])|^ {4}|://|www\.',
    re.MULTILINE | re.IGNORECASE,
)
_BLANK_LINES = re.compile(r'\n(?: *\n)+')

#: Deeper than anybody emphasizes; docutils recurses over what it is given.
_DEEPEST_LEVEL = 20


def unmarked(markdown: str) -> list[str] | None:
    """The paragraphs of a text in which nothing can be a mark, and their lines as written; None for any other text."""
    if _MARKS.search(markdown):
        return None
    return [paragraph for paragraph in _BLANK_LINES.split(markdown) if paragraph.strip()]


# The last few: what a page shows of a text is wanted again before the next page is made.
@lru_cache(maxsize=8)
def tokens_of(markdown: str) -> Sequence[Token]:
    """The blocks of a text, as markdown-it-py has them; nobody may change them.

    What is emphasized more than 20 levels deep stands there as it is written.
    """
    from markdown_it.token import Token

    tokens = _parser().parse(markdown)
    for token in tokens:
        children = token.children or []
        if any(child.level > _DEEPEST_LEVEL for child in children):
            token.children = [Token('text', '', 0, content=token.content)]
        for child in children:
            # Only an image's text is shown, and that is its content.
            child.children = None
    return tuple(tokens)


# One for each process: it takes as long to make as a text takes to read, and keeps nothing of it.
@cache
def _parser() -> MarkdownIt:
    """CommonMark, and what authors expect besides: tables, footnotes, ~~struck out~~ text, bare addresses, TeX."""
    # Loaded when there is something to parse: it has sixty modules, and most builds need none of them.
    from linkify_it import LinkifyIt
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    # What is nested deeper is left out, and with 20, as is usual, four lists of lists already are.
    parser = MarkdownIt('commonmark', {'html': False, 'maxNesting': 100, 'linkify': True})
    parser.enable(['table', 'strikethrough', 'linkify'])
    parser.use(deflist_plugin).use(footnote_plugin, inline=False)
    parser.inline.ruler.before('escape', 'tex', _tex)
    parser.block.ruler.at('reference', _reference, {'alt': []})
    # As GitHub does: `setup.py` is no address in Paraguay.
    parser.linkify = LinkifyIt({'www.': _WITHOUT_SCHEME}, {'fuzzy_link': False, 'fuzzy_ip': False})
    return parser


def _with_scheme(_: LinkifyIt, match: Match) -> None:
    match.url = f'https://{match.url}'


#: Addresses that begin with "www.", as linkify-it takes a scheme.
_WITHOUT_SCHEME = {
    'validate': r'^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?'
    # Brackets belong to it in pairs, and a mark at its end to the sentence.
    r'(?:[/?#](?:(?:[^\s<>"()]|\([^\s<>"()]*\))*(?:[^\s<>"\'.,;:!?()\[\]]|\([^\s<>"()]*\)))?)?',
    'normalize': _with_scheme,
}


def _tex(state: StateInline, silent: bool) -> bool:
    """A rule for running text: accents of TeX become letters, and formulas are read."""
    if letter := letter_at(state.src, state.pos):
        text, end = letter
        if not silent:
            state.push('text', '', 0).content = text
    elif end := formula_at(state.src, state.pos) or 0:
        if not silent:
            token = state.push('formula', 'math', 0)
            token.content = state.src[state.pos : end]
    else:
        return False
    state.pos = end
    return True


_DEFINITION = re.compile(r'\[(?P<label>[^\]]+)\]:\s*<?(?:https?://|mailto:)', re.IGNORECASE)


def _reference(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """The rule for ``[1]: https://…``: what leads nowhere, or what no text uses, stays to be seen."""
    from markdown_it.rules_block import reference

    begin = state.bMarks[first] + state.tShift[first]
    match = _DEFINITION.match(state.src, begin)
    if match is None or state.src.casefold().count(f'[{match["label"]}]'.casefold()) < 2:
        return False
    return reference(state, first, last, silent)


def footnote_mark(number: int) -> str:
    """What stands for a footnote, in the text and before the note; ``number`` counts them from 0."""
    return f'[{number + 1}]'


#: Whatever ends a line anywhere.
_LINE_END = re.compile('\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]')


def plain_text(markdown: str) -> str:
    r"""A Markdown text as one would write it in a letter.

    A line is a paragraph; a blank line stands between two. Items begin with their mark, an
    address stands in parentheses behind its words.

    >>> print(plain_text('See [the *plan*](https://a.example/):\n\n- maps\n- looms'))
    See the plan (https://a.example/):
    <BLANKLINE>
    - maps
    - looms
    """
    markdown = _LINE_END.sub('\n', markdown)
    if (paragraphs := unmarked(markdown)) is not None:
        return '\n\n'.join(' '.join(paragraph.split()) for paragraph in paragraphs)
    return '\n'.join(_tidied(_lines(tokens_of(markdown))))


def excerpt(text: str, limit: int) -> str:
    """The beginning of a text on one line: ``limit`` characters at most, cut between words if there are any.

    >>> excerpt('How looms became machines', 15)
    'How looms …'
    """
    line = ' '.join(text.split())
    if len(line) <= limit:
        return line
    whole_words = line[: limit - 1].rpartition(' ')[0]
    return f'{whole_words or line[: limit - 2]} …'


def _tidied(lines: Iterator[str]) -> Iterator[str]:
    """The lines without blank ones at both ends, and never two of them together."""
    blank = False
    started = False
    for line in lines:
        if not line.strip():
            blank = started
            continue
        if blank:
            yield ''
        yield line.rstrip()
        blank, started = False, True


def _lines(tokens: Iterable[Token]) -> Iterator[str]:
    #: For each list around, the number of its next item, None if it has bullets.
    numbers: list[int | None] = []
    mark = ''
    cells: list[str] | None = None
    for token in tokens:
        indent = '  ' * (len(numbers) - 1 if mark else len(numbers))
        match token.type:
            case 'bullet_list_open':
                numbers.append(None)
            case 'ordered_list_open':
                numbers.append(int(token.attrs.get('start', 1)))
            case 'bullet_list_close' | 'ordered_list_close':
                numbers.pop()
                yield ''
            case 'list_item_open':
                number = numbers[-1]
                mark = '- ' if number is None else f'{number}. '
                numbers[-1] = None if number is None else number + 1
            case 'list_item_close':
                mark = ''
            case 'tr_open':
                cells = []
            case 'tr_close':
                yield ' | '.join(cells or [])
                cells = None
            case 'inline' if cells is not None:
                cells.append(' '.join(_inline(token.children or []).split()))
            case 'inline':
                for line in _inline(token.children or []).split('\n'):
                    yield f'{indent}{mark}{" ".join(line.split())}'
                    indent, mark = '  ' * len(numbers), ''
            case 'footnote_open':
                mark = f'{footnote_mark(token.meta["id"])} '
            case 'footnote_close':
                mark = ''
            case 'dt_open' | 'dl_close':
                yield ''
            case 'paragraph_close' if not token.hidden:
                yield ''
            case 'heading_close' | 'table_close':
                yield ''
            case 'fence' | 'code_block':
                yield from (f'{indent}{line}' for line in token.content.split('\n'))
                yield ''
            case 'hr':
                yield from ('* * *', '')


def _inline(tokens: Iterable[Token]) -> str:
    texts: list[str] = []
    #: For each link around, its address and how many pieces stood before it.
    links: list[tuple[str, int]] = []
    for token in tokens:
        match token.type:
            case 'text' | 'code_inline':
                texts.append(token.content)
            case 'footnote_ref':
                texts.append(footnote_mark(token.meta['id']))
            case 'formula':
                formula = formula_of(token.content)
                texts.append(in_words(formula) if mathml(formula) else token.content)
            case 'softbreak':
                texts.append(' ')
            case 'hardbreak':
                texts.append('\n')
            case 'image':
                texts.append(_with_address(token.content, str(token.attrs.get('src', ''))))
            case 'link_open':
                links.append((str(token.attrs.get('href', '')), len(texts)))
            case 'link_close' if links:
                address, before = links.pop()
                # A bare address is its own text.
                if token.info != 'auto':
                    texts[before:] = [_with_address(''.join(texts[before:]), address)]
    return ''.join(texts)


def _with_address(text: str, address: str) -> str:
    """A link's words and where it leads, if that may be published."""
    try:
        address = url(address)
    except MalformedError:
        return text
    bare = address.removeprefix('mailto:')
    return text if text in (address, bare) else f'{text} ({address})' if text else address
