"""YAML as a tree that has every scalar and every comment as it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


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
