"""Running text of realistic length and vocabulary, made up from a seed, for either markup."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from random import Random

#: Where an author's editor would break a line.
LINE_LENGTH = 100


def words(text: str) -> tuple[str, ...]:
    """A list of words as one text, which is easier to read."""
    return tuple(text.split())


_FUNCTION_WORDS = words(
    'the of and to in a we for that with is on are as by this from our an can be it which how these at not have or '
    'between more their using into each its such than when both new many where most also through while they all'
)
_SYLLABLES = words(
    'ra ve lo mi tan der sor pel kin mo stra gen ti fu bal cor ne sim plo dat ver lin gra tor me quan fi ber lu pos'
)
_ENDINGS = ('', '', 's', 'ing', 'tion', 'al', 'ity', 'ment', 'ed', 'er')
_VOCABULARY_SIZE = 4000


class Style(Enum):
    """What a piece of text is set as."""

    PLAIN = 'plain'
    EMPHASIS = 'emphasis'
    STRONG = 'strong'
    CODE = 'code'
    LINK = 'link'


@dataclass(frozen=True)
class Span:
    """A piece of running text; ``address`` is where a link leads."""

    text: str
    style: Style = Style.PLAIN
    address: str = ''


@dataclass(frozen=True)
class Block:
    """A paragraph, or the items of a bullet list."""

    items: tuple[tuple[Span, ...], ...]
    bullets: bool = False


def wrapped(text: str, *, bullet: bool) -> str:
    """A paragraph or a list item as both markups write them, in lines of an author's length."""
    return textwrap.fill(
        text,
        LINE_LENGTH,
        initial_indent='- ' if bullet else '',
        subsequent_indent='  ' if bullet else '',
        break_long_words=False,
        break_on_hyphens=False,
    )


def as_markdown(prose: tuple[Block, ...]) -> str:
    """A text as it stands in the data."""
    return written(prose, '`', lambda text, address: f'[{text}]({address})')


def written(prose: tuple[Block, ...], code: str, link: Callable[[str, str], str]) -> str:
    """A text in a markup: ``code`` stands around code, and ``link`` writes a link from a text and an address."""
    return '\n\n'.join(
        '\n'.join(
            wrapped(''.join(_inline(span, code, link) for span in item), bullet=block.bullets) for item in block.items
        )
        for block in prose
    )


def _inline(span: Span, code: str, link: Callable[[str, str], str]) -> str:
    match span.style:
        case Style.PLAIN:
            return span.text
        case Style.EMPHASIS:
            return f'*{span.text}*'
        case Style.STRONG:
            return f'**{span.text}**'
        case Style.CODE:
            return f'{code}{span.text}{code}'
        case Style.LINK:
            return link(span.text, span.address)


class Author:
    """Writes titles, abstracts and biographies: words by Zipf's law, the commonest real ones."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        made_up = {self._new_word(): None for _ in range(_VOCABULARY_SIZE)}
        self._content_words = list(made_up)
        self._words = [*_FUNCTION_WORDS, *self._content_words]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def _new_word(self) -> str:
        return ''.join(self._rng.choices(_SYLLABLES, k=self._rng.randint(2, 3))) + self._rng.choice(_ENDINGS)

    def title(self) -> str:
        """A title of four to nine words, some with a colon."""
        words = [word.capitalize() for word in self._rng.sample(self._content_words[:1500], self._rng.randint(4, 7))]
        if self._rng.random() < 0.3:
            words[0] += ':'
        else:
            words.insert(2, self._rng.choice(('for', 'of', 'with', 'in')))
        return ' '.join(words)

    def tag(self) -> str:
        """One of some forty tags."""
        return self._content_words[self._rng.randrange(40)]

    def abstract(self) -> tuple[Block, ...]:
        """Two or three paragraphs, 100 to 250 words; every fourth has a list."""
        blocks = [self._paragraph(self._rng.randint(50, 85)) for _ in range(self._rng.randint(2, 3))]
        if self._rng.random() < 0.25:
            items = tuple((Span(self._sentence(self._rng.randint(5, 14))),) for _ in range(3))
            blocks.insert(1, Block(items, bullets=True))
        return tuple(blocks)

    def biography(self) -> tuple[Block, ...]:
        """One paragraph, 40 to 100 words."""
        return (self._paragraph(self._rng.randint(40, 100)),)

    def remark(self) -> Block:
        """A sentence of its own, such as an edit adds."""
        return Block(((Span(self._sentence(14)),),))

    def _paragraph(self, length: int) -> Block:
        spans: list[Span] = []
        while length > 0:
            words = self._rng.randint(9, 24)
            length -= words
            spans += [Span(' ')] if spans else []
            spans += self._marked(self._sentence(words))
        return Block((tuple(spans),))

    def _marked(self, sentence: str) -> list[Span]:
        """A sentence; in every third of them something is emphasized, code or a link."""
        if self._rng.random() > 0.33:
            return [Span(sentence)]
        words = sentence.split(' ')
        at = self._rng.randint(2, len(words) - 4)
        marked = ' '.join(words[at : at + 2]).rstrip(',')
        after = words[at + 1][len(words[at + 1].rstrip(',')) :]
        style = self._rng.choice((Style.EMPHASIS, Style.STRONG, Style.CODE, Style.LINK))
        address = f'https://example.org/{self._rng.randrange(10**6)}' if style is Style.LINK else ''
        if style is not Style.LINK:
            marked = marked.replace(',', '')
        rest = f'{after} {" ".join(words[at + 2 :])}'
        return [Span(' '.join(words[:at]) + ' '), Span(marked, style, address), Span(rest)]

    def _sentence(self, length: int) -> str:
        words = self._rng.choices(self._words, cum_weights=self._weights, k=length)
        if length > 12:
            words[length // 2] += ','
        # A real word first: what begins a line must not look like the marker of a list.
        return f'{self._rng.choice(("We", "This", "Here", "These", "Many"))} {" ".join(words)}.'
