"""YAML as a tree that has every scalar and every comment as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml


@dataclass(slots=True)
class Comment:
    """A comment on a line of its own, or at the end of one."""

    text: str
    column: int
    #: Whether an empty line stands before it.
    apart: bool


@dataclass(slots=True)
class Scalar:
    """A scalar as it was written."""

    text: str
    style: str
    value: str
    #: Of a block scalar: what stands below its header, without indentation.
    body: list[str] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        """Whether it goes on for several lines."""
        return self.style in ('|', '>') or '\n' in self.text

    @property
    def ends_open(self) -> bool:
        """Whether the empty lines that follow belong to it."""
        return self.style in ('|', '>') and '+' in self.text


@dataclass(slots=True)
class Collection:
    """A list or a mapping."""

    is_mapping: bool
    in_line: bool
    column: int
    entries: list[Entry] = field(default_factory=list)
    #: Whether its entries stand apart.
    holds_records: bool = False
    #: Comments behind the last entry.
    tail: list[Comment] = field(default_factory=list)


Node: TypeAlias = Scalar | Collection


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item of a list."""

    key: Scalar | None
    value: Node | None = None
    above: list[Comment] = field(default_factory=list)
    beside: str = ''
    apart: bool = False


@dataclass(slots=True)
class Document:
    """A file."""

    #: Directives and the line that begins the document.
    head: list[str]
    root: Node | None
    top: list[Comment]
    #: Whether an empty line stands behind the top.
    apart: bool
    tail: list[Comment]


_Loader: type = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)


def with_line_end(text: str) -> str:
    """The text with an end of its last line; where that is in a block scalar, the scalar gets none by it.

    :raises yaml.YAMLError: if it is no YAML.
    """
    if not text or text.endswith('\n'):
        return text
    scalars: list[Any] = [event for event in yaml.parse(text, Loader=_Loader) if isinstance(event, yaml.ScalarEvent)]
    if scalars and scalars[-1].style in ('|', '>') and scalars[-1].value and not scalars[-1].value.endswith('\n'):
        begin = scalars[-1].start_mark.index
        header, line_end, body = text[begin:].partition('\n')
        mark, hash_sign, comment = header.partition('#')
        mark = mark[:1] + '-' + mark[1:].replace('+', '').replace('-', '')
        text = f'{text[:begin]}{mark}{hash_sign}{comment}{line_end}{body}'
    return f'{text}\n'


def parse(text: str) -> Document:
    """The tree of one document, whose lines end as Unix ones do.

    :raises ValueError: at what the reader does not take: aliases, anchors, tags, keys that are no texts.
    :raises yaml.YAMLError: if it is no YAML.
    """
    return _Parser(text).document()


class _Parser:
    """A document as a tree that has all its comments."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._events = yaml.parse(text, Loader=_Loader)
        self._at = 0
        self._pending: list[Comment] = []
        #: Node to which a comment on the same line belongs.
        self._owner: Entry | None = None

    def document(self) -> Document:
        document = Document([], None, [], False, [])
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if event.explicit:
                    self._at = _end(event)
                    document.head = [line.rstrip() for line in self._text[: self._at].split('\n')]
                document.root = self._node(next(self._events), -1)
        self._pass_over(len(self._text))
        root = document.root
        document.tail = self._above(root) if isinstance(root, Collection) else self._taken()
        if isinstance(root, Collection) and root.entries:
            # What stands at the top of a file is about the file.
            first = root.entries[0]
            document.top, first.above = first.above, []
            document.apart = bool(document.top) and first.apart
        return document

    def _node(self, event: Any, column: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, column)
        if not isinstance(event, yaml.CollectionStartEvent) or event.anchor or event.tag:
            raise ValueError('aliases, anchors and tags of YAML are not read')
        return self._collection(event)

    def _scalar(self, event: Any, column: int) -> Scalar:
        if event.anchor or event.tag:
            raise ValueError('aliases, anchors and tags of YAML are not read')
        start, end = event.start_mark.index, _end(event)
        written = self._text[start:end]
        self._at = end
        if event.style not in ('|', '>'):
            return Scalar(written, event.style or '', event.value)
        header, _, rest = written.partition('\n')
        header, mark, comment = header.partition('#')
        scalar = Scalar(header.strip(), event.style, event.value)
        if mark and self._owner is not None:
            self._owner.beside = f' #{comment.rstrip()}'
        lines = rest.split('\n')
        if not lines[-1].strip(' '):
            # The end of the last line, or the indentation of what follows.
            self._at = end - len(lines.pop()) - (1 if lines else 0)
        scalar.body, dropped = _body(scalar.text, lines, column)
        self._at -= dropped
        return scalar

    def _collection(self, event: Any) -> Collection:
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        begin, column = event.start_mark.index, event.start_mark.column
        flow = bool(event.flow_style)
        if flow:
            self._at = max(self._at, _end(event))
        collection = Collection(is_mapping, flow, column)
        closing = yaml.MappingEndEvent if is_mapping else yaml.SequenceEndEvent
        owner = self._owner
        while not isinstance(child := next(self._events), closing):
            entry = self._entry(child, collection)
            if entry.key is not None:
                self._owner = entry
                self._value(entry, next(self._events), collection)
        if flow:
            self._pass_over(_end(child))
            collection.tail.extend(self._taken())
            self._at = _end(child)
            if '\n' in self._text[begin : self._at]:
                collection.in_line = not collection.entries and not collection.tail
        self._owner = owner if flow else self._owner
        return collection

    def _entry(self, event: Any, collection: Collection) -> Entry:
        """The entry that ``event`` begins, with what stands above it; of a list, with its value."""
        start = max(self._at, event.start_mark.index)
        if not collection.is_mapping and not collection.in_line:
            dash = self._dash(start)
            apart = self._pass_over(dash)
            above = self._above(collection)
            self._at = dash + 1
            entry = Entry(None, above=above, apart=apart)
            collection.entries.append(entry)
            self._owner = entry
            self._value(entry, event, collection)
            return entry
        apart = self._pass_over(start)
        above = self._above(collection)
        if collection.is_mapping:
            if not isinstance(event, yaml.ScalarEvent):
                raise ValueError('a key is expected here')
            entry = Entry(self._scalar(event, collection.column), above=above, apart=apart)
        else:
            entry = Entry(None, above=above, apart=apart)
            entry.value = self._node(event, collection.column)
            self._owner = entry
        collection.entries.append(entry)
        return entry

    def _value(self, entry: Entry, event: Any, collection: Collection) -> None:
        is_block = isinstance(event, yaml.CollectionStartEvent) and not event.flow_style
        self._pass_over(max(self._at, event.start_mark.index))
        if not is_block and not _is_nothing(event):
            entry.above.extend(self._taken())
        entry.value = self._node(event, collection.column)

    def _dash(self, end: int) -> int:
        """Offset of the next item's dash."""
        at = self._at
        while at < end:
            if self._text[at] == '#':
                at = self._text.index('\n', at)
            elif self._text[at] == '-':
                return at
            at += 1
        # The item itself may be empty, and its event lie behind the dash.
        return self._text.index('-', at)

    def _above(self, collection: Collection) -> list[Comment]:
        """The comments above what follows; those that are indented deeper belong to the end of what is before it."""
        comments = self._taken()
        if collection.entries and not collection.in_line:
            while comments and (deepest := _deepest(collection, comments[0].column)) is not collection:
                deepest.tail.append(comments.pop(0))
        return comments

    def _taken(self) -> list[Comment]:
        comments, self._pending = self._pending, []
        return comments

    def _pass_over(self, end: int) -> bool:
        """Take the comments before ``end``; whether an empty line stands before what is there."""
        breaks = 0
        while self._at < end:
            letter = self._text[self._at]
            if letter == '\n':
                breaks += 1
            elif letter == '#':
                breaks = self._comment(breaks)
                continue
            elif letter not in ' \t':
                # A comma, a colon, a bracket, the dots that end a document.
                breaks = min(breaks, 1) if breaks else 0
            self._at += 1
        return breaks > 1

    def _comment(self, breaks: int) -> int:
        begin = self._at
        end = self._text.find('\n', begin)
        self._at = end if end >= 0 else len(self._text)
        text = self._text[begin : self._at].rstrip()
        before = self._text[self._text.rfind('\n', 0, begin) + 1 : begin]
        gap = before[len(before.rstrip(' ')) :] or ' '
        if not breaks and before.strip() and self._owner is not None and not self._owner.beside:
            self._owner.beside = gap + text
        else:
            self._pending.append(Comment(text, len(before), breaks > 1))
        return 0


def _end(event: Any) -> int:
    """Offset of an event's end; only one that was made by hand would not know."""
    return int(event.end_mark.index)


def _is_nothing(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.value and not event.style


def _deepest(collection: Collection, column: int) -> Collection:
    """The collection at the end of this one that a comment in ``column`` still belongs to."""
    value = collection.entries[-1].value if collection.entries else None
    if isinstance(value, Collection) and not value.in_line and value.column <= column > collection.column:
        return _deepest(value, column)
    return collection


def _body(header: str, lines: list[str], column: int) -> tuple[list[str], int]:
    """The lines of a block scalar without indentation, and how many characters at the end are none of it."""
    digit = re.search(r'\d', header)
    if digit:
        indent = max(column, 0) + int(digit[0])
    else:
        filled = next((number for number, line in enumerate(lines) if line.strip(' ')), len(lines))
        indent = max((len(line) - len(line.lstrip(' ')) for line in lines[: filled + 1]), default=0)
    dropped = 0
    if '+' not in header:
        while lines and not lines[-1].strip(' ') and len(lines[-1]) <= indent:
            dropped += len(lines.pop()) + 1
    return [line[indent:] for line in lines], dropped
