"""YAML in its canonical layout: every scalar and comment as it was written, keys in the records' order.

Made of the parser's events and of the text between them, because libraries that
write YAML back lose something on the way: ruamel.yaml hangs a comment on the
key before it, and makes 5 of ``+5`` and nothing of ``~``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, get_args, get_origin

import yaml
from pydantic import BaseModel

from sphinx_event_program.cli.yaml_tree import Collection, Comment, Document, Entry, Node, Scalar, parse, with_line_end
from sphinx_event_program.model.event import Event
from sphinx_event_program.model.fields import Markdown
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import Session

_STEP = 2


def yaml_in_order(text: str, shape: Shape) -> str:
    """The text in canonical layout.

    :raises ValueError: if it is no YAML, or would then say something else, which only rare forms
        such as complex keys bring about.
    """
    text = text.removeprefix('\ufeff').replace('\r\n', '\n').replace('\r', '\n')
    try:
        text = with_line_end(text)
        before = parse(text)
    except yaml.YAMLError as error:
        raise ValueError('this is not YAML') from error
    if before.root is None or isinstance(before.root, Scalar):
        return text
    _put_in_order(before.root, shape)
    laid_out = '\n'.join(_lines(before)) + '\n'
    try:
        after = parse(laid_out)
    except yaml.YAMLError:
        after = None
    if after is None or _meaning(after.root) != _meaning(before.root) or _comments(after) != _comments(before):
        raise ValueError('this file has a form of YAML that cannot be put into order')
    return laid_out


def _put_in_order(node: Node | None, shape: Shape) -> None:
    """Sort the entries of each record; all else stays as it is."""
    if not isinstance(node, Collection):
        return
    shape = shape.as_mapping if node.is_mapping else shape
    node.holds_records = shape.holds_records
    if node.is_mapping and shape.keys:
        node.entries.sort(
            key=lambda entry: shape.position(
                entry.key.value if entry.key else '', is_long=isinstance(entry.value, Scalar) and entry.value.is_long
            )
        )
    for entry in node.entries:
        _put_in_order(entry.value, shape.of(entry.key.value) if entry.key else shape.of_each)


def _lines(document: Document) -> Iterator[str]:
    yield from document.head
    yield from _remarks(document.top, '', first=True)
    yield from [''] * document.apart
    root = document.root
    if isinstance(root, Collection):
        yield from [_in_line(root)] if root.in_line else _block(root, 0)
    yield from _remarks(document.tail, '', first=root is None or _ends_open(root))


def _remarks(comments: list[Comment], indent: str, *, first: bool = False) -> Iterator[str]:
    for number, comment in enumerate(comments):
        if comment.apart and not (first and number == 0):
            yield ''
        yield indent + comment.text


def _block(collection: Collection, column: int) -> list[str]:
    """A collection with each entry on lines of its own."""
    lines: list[str] = []
    indent = ' ' * column
    open_end = was_block = False
    for entry in collection.entries:
        below = _entry(entry, column)
        above = list(_remarks(entry.above, indent, first=True))
        # What stands above the first key of an item stands above the item.
        while entry.key is None and not entry.beside and below and below[0].lstrip().startswith('#'):
            above.append(indent + below.pop(0).lstrip())
        if entry.key is None and not entry.beside and isinstance(entry.value, Collection) and not entry.value.in_line:
            below[0] = f'{indent}- {below[0].lstrip()}'
        is_block = isinstance(entry.value, Collection) and not entry.value.in_line
        apart = entry.above[0].apart if entry.above else entry.apart
        if lines and not open_end and (apart or (collection.holds_records and (is_block or was_block))):
            lines.append('')
        lines += above
        if entry.above and entry.apart:
            lines.append('')
        lines += below
        open_end, was_block = _ends_open(entry.value), is_block
    return lines + list(_remarks(collection.tail, indent, first=open_end or not lines))


def _ends_open(node: Node | None) -> bool:
    if isinstance(node, Scalar):
        return node.ends_open
    return bool(node and not node.tail and node.entries and not node.in_line and _ends_open(node.entries[-1].value))


def _entry(entry: Entry, column: int) -> list[str]:
    """An entry without what stands above it; of an item that is a block, the block alone."""
    indent = ' ' * column
    head = indent + (f'{entry.key.text}:' if entry.key else '-')
    value = entry.value
    if isinstance(value, Collection):
        if value.in_line:
            return [f'{head} {_in_line(value)}{entry.beside}']
        block = _block(value, column + _STEP)
        return block if entry.key is None and not entry.beside else [head + entry.beside, *block]
    if value is None or not (value.text or value.style):
        return [head + entry.beside]
    deeper = ' ' * (column + _STEP)
    if value.style in ('|', '>'):
        header = re.sub(r'\d', str(_STEP), value.text)
        return [f'{head} {header}{entry.beside}', *(deeper + line if line else '' for line in value.body)]
    first, *rest = value.text.split('\n')
    if value.style:
        rest = [line.lstrip(' \t') for line in rest]
    else:
        first, rest = first.rstrip(' \t'), [line.strip(' \t') for line in rest]
    lines = [f'{head} {first}', *(deeper + line if line else '' for line in rest)]
    lines[-1] += entry.beside
    return lines


def _in_line(collection: Collection) -> str:
    """A flow collection on one line."""
    parts = []
    for entry in collection.entries:
        value = _in_line(entry.value) if isinstance(entry.value, Collection) else entry.value and entry.value.text
        parts.append(f'{entry.key.text}: {value or ""}' if entry.key else value or '')
    inner = ', '.join(parts)
    return f'{{{inner}}}' if collection.is_mapping else f'[{inner}]'


def _meaning(node: Node | None) -> Any:
    """Values as a reader takes them, whatever the order of the keys."""
    match node:
        case None:
            return None
        case Scalar():
            # Quotes make a text of nothing.
            return node.value, bool(node.style)
        case Collection(is_mapping=True):
            pairs = [(entry.key.value if entry.key else '', _meaning(entry.value)) for entry in node.entries]
            return 'mapping', sorted(pairs, key=lambda pair: pair[0])
        case _:
            return 'list', [_meaning(entry.value) for entry in node.entries]


def _comments(document: Document) -> list[str]:
    def comments(node: Node | None) -> Iterator[str]:
        if isinstance(node, Collection):
            for entry in node.entries:
                yield from (comment.text for comment in entry.above)
                yield from [entry.beside.strip()] * bool(entry.beside)
                yield from comments(entry.value)
            yield from (comment.text for comment in node.tail)

    return sorted([*(one.text for one in (*document.top, *document.tail)), *comments(document.root)])


@dataclass(frozen=True)
class Shape:
    """Shape of a value in a data file.

    ``keys`` are a record's own, in their order; a mapping without ``keys`` has its
    author's (ids, names of links), all with values of the shape ``each``. The items
    of a list have the shape ``each`` too.
    """

    keys: Mapping[str, Shape] = field(default_factory=dict)
    each: Shape | None = None

    #: Whether it holds people or sessions, which stand apart from each other.
    holds_records: bool = False

    #: Whether it is Markdown.
    is_prose: bool = False

    #: Shape of a mapping where a list is expected: one item of it, without the brackets.
    alone: Shape | None = None

    def of(self, key: str) -> Shape:
        """The shape of the value of a key."""
        return self.keys.get(key) or self.of_each

    @property
    def of_each(self) -> Shape:
        """The shape of each item, or of each value of an author's own key."""
        return self.each or Shape()

    @property
    def as_mapping(self) -> Shape:
        """The same where a mapping stands."""
        return self.alone or self

    def position(self, key: str, *, is_long: bool) -> tuple[int, int]:
        """Sort key of a key: facts, then prose, then what goes on for several lines."""
        return 2 if is_long else int(self.of(key).is_prose), self.rank(key)

    def rank(self, key: str) -> int:
        """Position of a key among the keys; unknown ones come after all others."""
        return list(self.keys).index(key) if key in self.keys else len(self.keys)


@cache
def shape_of_file(name: str) -> Shape:
    """The shape of ``event``, ``people`` or ``sessions``."""
    person = _shape_of(Person)
    people = Shape(each=replace(person, keys={key: shape for key, shape in person.keys.items() if key != 'id'}))
    people = replace(people, holds_records=True)
    session = _shape_of(Session)
    sessions = Shape(each=session, holds_records=True)
    # A file in a folder may hold one session; and TOML has no list without a name.
    sessions = replace(sessions, alone=Shape(keys={**session.keys, 'sessions': sessions}))
    # A small event has everything in one file.
    whole = Shape(keys={**_shape_of(Event).keys, 'people': people, 'sessions': sessions})
    return {'event': whole, 'people': people, 'sessions': sessions}[name]


def _shape_of(annotation: Any) -> Shape:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape(keys={name: _shape_of(known.annotation) for name, known in annotation.model_fields.items()})
    if annotation == Markdown:
        return Shape(is_prose=True)
    parts: Sequence[Any] = get_args(annotation)
    if get_origin(annotation) is tuple:
        item = _shape_of(parts[0])
        return Shape(each=item, alone=item if item.keys else None)
    if get_origin(annotation) is dict:
        return Shape(each=_shape_of(parts[1]))
    return next((shape for part in parts if (shape := _shape_of(part)) != Shape()), Shape())
