"""YAML: the texts as they were written, with their places."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import yaml

from sphinx_event_program.model.problems import Kind, Problem
from sphinx_event_program.model.values import is_tbd
from sphinx_event_program.reading.hints.yaml import Stuck, explained
from sphinx_event_program.reading.text import LINE_END, Lines, first_control, position_after
from sphinx_event_program.reading.tree import DEPTH_LIMIT, Builder, Entries, Items, Plain, Source, Steps, spot_at

# A comment where a value should be: `color: #0b6e99` without quotes. Where no colour is expected, only what can be
# nothing else is one, because a comment may stand there.
_EATEN_COLOUR = re.compile(r'[ \t]*(?::[ \t]+)?(?P<value>#[0-9A-Fa-f]{6}(?!\S))')
_EATEN_VALUE = re.compile(r'[ \t]*:[ \t]+(?P<value>#\S)')

#: Line ends of YAML 1.1 that no editor shows as such.
_OTHER_LINE_ENDS = '\x85\u2028\u2029'

_Loader: type = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)


def read_yaml(path: Path, encoded: bytes, problems: list[Problem]) -> Source | None:
    """Read a YAML file of valid UTF-8; None, and the reason in ``problems``, if that is impossible.

    Scalars are taken as text, because a YAML 1.1 reader makes 780 of ``13:00``
    and false of ``NO``.
    """
    reader = _Reader(path, encoded, problems)
    try:
        return reader.read()
    except yaml.MarkedYAMLError as error:
        text = encoded.decode()
        # libyaml sees a line more where the last one does not end.
        spot = min(reader.spot(error.problem_mark or error.context_mark), position_after(text))
        begin = min(reader.spot(error.context_mark), spot) if error.context_mark else spot
        stuck = Stuck(error.context or '', error.problem or '', spot, begin, reader.quoted)
        reader.fail(*(_told_of_line_end(text, begin) or _told_of_line_end(text, spot) or _told(text, stuck)))
    except yaml.reader.ReaderError as error:
        # The C reader counts bytes, the Python one characters: look for the character itself.
        text = encoded.decode()
        at = first_control(text)
        what = f'a character ({error.reason})' if at is None else f'the character U+{ord(text[at]):04X}'
        reader.fail(position_after(text[: at or 0]), Kind.SYNTAX, f'{what} is not allowed', 'remove it')
    return None


def _told(text: str, stuck: Stuck) -> tuple[int, Kind, str, str]:
    if explanation := explained(text, stuck):
        return explanation.spot, Kind.SYNTAX, explanation.message, explanation.hint
    message = ' '.join(filter(None, (stuck.context, stuck.problem)))
    hint = "check the indentation, and put a text that holds ': ' or ' #' in quotes"
    return stuck.spot, Kind.SYNTAX, f'this is not YAML ({message})', hint


def _told_of_line_end(text: str, spot: int) -> tuple[int, Kind, str, str] | None:
    """Problem of a line end that no editor shows as one, before a spot; None if there is none."""
    line, column = _written_line(text, spot >> 32), spot & 0xFFFFFFFF
    offset = max(line.rfind(end, 0, column) for end in _OTHER_LINE_ENDS)
    if offset < 0:
        return None
    message = f'the character U+{ord(line[offset]):04X} begins a new line in it'
    hint = 'remove it, or put the text in double quotes'
    return spot_at(spot >> 32, offset + 1), Kind.SYNTAX, f'this is not YAML ({message})', hint


def _written_line(text: str, line: int) -> str:
    return LINE_END.split(text)[line - 1] if line else ''


class _Mark(Protocol):
    """Mark of the C reader or of the Python one."""

    index: int
    line: int
    column: int


class _Reader(Builder):
    """Makes plain values of YAML's events, and states what is not allowed on the way.

    Events rather than PyYAML's node tree, because only they tell where an alias
    stands, and because its C composer recurses without a bound.
    """

    def __init__(self, path: Path, encoded: bytes, problems: list[Problem]) -> None:
        super().__init__(path, problems)
        self._encoded = encoded
        self._text: str | None = None
        self._lines = Lines(encoded.decode()) if any(end.encode() in encoded for end in _OTHER_LINE_ENDS) else None
        self._next: Callable[[], yaml.Event]
        #: Spots at which the last text in quotes begins and ends.
        self.quoted = (0, 0)

    def read(self) -> Source:
        self._next = _Loader(self._encoded).get_event
        values: Plain | None = None
        root = 0
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if root:
                self.fail(
                    self.spot(event.start_mark), Kind.SYNTAX, 'a second document begins here', "remove the line '---'"
                )
                break
            first = self._next()
            root = self.spot(first.start_mark)
            values = self._value(first, root, 0, ())
        if values is None:
            # Behind a last `---` that does not end its line, libyaml sees one line more.
            return self.source(Entries(), min(root, position_after(self._encoded.decode())))
        return self.source(values, root)

    def _value(self, event: yaml.Event, spot: int, depth: int, steps: Steps) -> Plain | None:
        """The value that ``event`` begins; None if it was left empty or cannot be used."""
        match event:
            case yaml.ScalarEvent():
                return self._text_of(event, spot)
            case yaml.AliasEvent():
                # Its name is not repeated: it may be a passcode that was meant as text.
                hint = "write the value out where it is used, or put a text that begins with '*' in quotes"
                self.fail(spot, Kind.SYNTAX, 'a YAML alias is not read', hint)
                return None
            case _ if depth == DEPTH_LIMIT:
                self.fail_too_deep(spot)
                self._skip(event)
                return None
            case yaml.SequenceStartEvent():
                self._refuse_property(event, spot)
                return self._sequence(depth, steps)
            case _:
                self._refuse_property(event, spot)
                return self._mapping(depth, steps)

    def _refuse_property(self, event: yaml.Event, spot: int) -> None:
        """State an anchor (``&name``) or a tag (``!name``), with which YAML would take a part of a text away."""
        if getattr(event, 'anchor', None) or getattr(event, 'tag', None):
            hint = "remove it, or put a text that begins with '&' or '!' in quotes"
            self.fail(spot, Kind.SYNTAX, 'YAML anchors and tags are not read', hint)

    def _text_of(self, event: yaml.ScalarEvent, spot: int) -> str | None:
        """The text as it was written; None if the author has not filled it in."""
        self._refuse_property(event, spot)
        if event.style in ('"', "'"):
            self.quoted = spot, self.spot(event.end_mark)
        return str(event.value) if event.value or event.style else None

    def _tell_eaten(self, begin: _Mark | None, key: str) -> None:
        """State a colour that is a comment to YAML, and so no value; ``begin`` is where the key before it ends."""
        if begin is None:
            return
        if self._text is None:
            self._text = self._encoded.decode()
        if match := (_EATEN_VALUE if key == 'color' else _EATEN_COLOUR).match(self._text, begin.index):
            hint = "put a colour in quotes, such as '#0b6e99'"
            spot = self.spot(begin) + match.start('value') - begin.index
            self.fail(spot, Kind.SYNTAX, "there is no value, because '#' begins a comment", hint)

    def _sequence(self, depth: int, steps: Steps) -> Items:
        items = Items()
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            spot = self.spot(event.start_mark)
            self.count(spot)
            item = self._value(event, spot, depth + 1, (*steps, len(items)))
            if item is None:
                self._tell_eaten(event.start_mark, '')
                continue
            if is_tbd(item):
                self.open.append(((*steps, len(items)), spot))
            items.add(item, spot)
        return items

    def _mapping(self, depth: int, steps: Steps) -> Entries:
        entries = Entries()
        empty: dict[str, int] | None = None
        runs_on = False
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key_spot = self.spot(event.start_mark)
            self.count(key_spot)
            key = self._key(event, key_spot)
            value_event = self._next()
            if key is None or not self.is_new(key, key_spot, entries, empty, report=not runs_on):
                # Without the '- ' before its id, all keys of the next session would be reported as given twice.
                runs_on = runs_on or key == 'id'
                self._skip(value_event)
                continue
            spot = self.spot(value_event.start_mark)
            value = self._value(value_event, spot, depth + 1, (*steps, key))
            if value is None:
                empty = {} if empty is None else empty
                empty[key] = key_spot
                self._tell_eaten(event.end_mark, key)
                self.empty.append(((*steps, key), key_spot))
                continue
            if is_tbd(value):
                self.open.append(((*steps, key), spot))
            entries.add(key, value, key_spot, spot)
        return entries

    def _key(self, event: yaml.Event, spot: int) -> str | None:
        """The key that ``event`` is; None if it cannot be one."""
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_property(event, spot)
            return str(event.value)
        self.fail(spot, Kind.SYNTAX, 'a key is expected here', 'write a word')
        self._skip(event)
        return None

    def _skip(self, event: yaml.Event) -> None:
        """Pass over everything that belongs to ``event``."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            event = self._next()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)

    def spot(self, mark: _Mark | None) -> int:
        """The spot of a mark; a parser always knows where it is, but PyYAML's types allow for events made by hand."""
        if mark is None:
            return 0
        return self._lines.spot(mark.index) if self._lines else mark.line + 1 << 32 | mark.column + 1
