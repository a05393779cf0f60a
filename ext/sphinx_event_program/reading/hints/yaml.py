"""Syntax errors of YAML in an author's words: libyaml says where it got stuck, in words of its parser.

No message repeats a value, because nobody knows yet which key it belongs to: it may be a secret.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from sphinx_event_program.reading.hints.names import KEYS
from sphinx_event_program.reading.text import LINE_END
from sphinx_event_program.reading.tree import spot_at


class Stuck(NamedTuple):
    """Error of libyaml: its own words, the spot, and the spot at which the thing began that it was in.

    ``quoted`` are begin and end of the last text in quotes before that.
    """

    context: str
    problem: str
    spot: int
    begin: int
    quoted: tuple[int, int]


class Explained(NamedTuple):
    """The mistake: where it is, what it is, what would be right."""

    spot: int
    message: str
    hint: str


_KEY = re.compile(r'(?P<lead>\s*(?:-\s+)*)(?P<key>[^\s:#"\'\[\]{},&*!|>%@`-](?:[^:#]|:(?=\S))*?)\s*:(?P<rest>\s.*|$)')
_BLOCK_TEXT = re.compile(r'(?P<lead>\s*(?:-\s+)*)[\w-]+\s*:\s+(?P<sign>[|>])[-+0-9]*\s*(?:#.*)?$')
_WITHOUT_BLANK = re.compile(r'(?P<key>[\w-]+):(?!//)(?P<rest>\S)')
_CONFLICT = re.compile(r'<{7}|={7}$|>{7}')
_BULLET = re.compile(r'[*+\u2022\u00b7\u2013\u2014](?=\s)')
_STRANGE_BLANK = re.compile(r'[\u00a0\u2000-\u200b\u202f\u3000\ufeff]')

#: Characters behind the indentation; longer than lines that people write, because a comparison may take the square.
_LINE_LENGTH = 2000

_QUOTE = 'put the whole text in quotes'
_TABS = 'indent with spaces'


def explained(text: str, stuck: Stuck) -> Explained | None:
    """The mistake at which libyaml got stuck; None if it is not one of those that people make."""
    return _Page(text, stuck).explained()


class _Page:
    """The lines of a file, and the place in it that has to be explained."""

    def __init__(self, text: str, stuck: Stuck) -> None:
        self._lines = LINE_END.split(text)
        self._stuck = stuck
        self._line, self._column = stuck.spot >> 32, stuck.spot & 0xFFFFFFFF

    def explained(self) -> Explained | None:
        if not (self._is_in_sight(self._stuck.spot) and self._is_in_sight(self._stuck.begin)):
            return None
        written = self._text(self._line)
        character = self._character(self._stuck.spot)
        if explanation := self._outside_of_yaml():
            return explanation
        match self._stuck.problem:
            case 'mapping values are not allowed in this context':
                return self._colon(written[: self._column - 1])
            case "could not find expected ':'":
                return self._without_colon(self._stuck.begin >> 32)
            case 'did not find expected key' | "did not find expected '-' indicator":
                return self._astray(written)
            case 'found unexpected end of stream' if self._stuck.context == 'while scanning a quoted scalar':
                hint = 'put the same quote at the end of the text'
                return Explained(self._stuck.begin, 'the text in quotes that begins here does not end', hint)
            case "did not find expected ',' or ']'" | "did not find expected ',' or '}'":
                return self._unclosed(character)
            case 'did not find expected comment or line break' if (
                self._stuck.context == 'while scanning a block scalar'
            ):
                message = f'unexpected text after {self._character(self._stuck.begin)!r}'
                return Explained(self._stuck.spot, message, 'begin it on the next line, indented')
            case 'block sequence entries are not allowed in this context':
                hint = f'begin a list on the next line, or {_QUOTE}'
                return Explained(self._stuck.spot, "unexpected '- ' after a key", hint)
            case 'mapping keys are not allowed in this context':
                return self._begins_with(self._stuck.spot, character)
            case 'found unknown escape character' | 'did not find expected hexdecimal number':
                hint = "write it twice, or put the text in single quotes (')"
                return Explained(self._stuck.spot, "'\\' has a meaning of its own in double quotes", hint)
            case 'did not find expected alphabetic or numeric character':
                return self._begins_with(self._stuck.begin, self._character(self._stuck.begin))
            case 'found character that cannot start any token' | 'did not find expected node content' if character:
                return self._begins_with(self._stuck.spot, character)
            case _:
                return None

    def _text(self, line: int) -> str:
        """A line, cut off if it is very long; positions in what is left are those of the whole line."""
        if not 0 < line <= len(self._lines):
            return ''
        written = self._lines[line - 1]
        return written[: _indent(written) + _LINE_LENGTH]

    def _is_in_sight(self, spot: int) -> bool:
        """Whether a spot is not in the part of a line that was cut off; one behind the last line's end is not."""
        return (spot & 0xFFFFFFFF) <= len(self._text(spot >> 32)) + 1

    def _character(self, spot: int) -> str:
        column = spot & 0xFFFFFFFF
        return self._text(spot >> 32)[column - 1 : column]

    def _above(self, line: int) -> int:
        """The nearest line above that says something; 0 if there is none."""
        line = max(line - 1, 0)
        while line and not self._text(line).split('#')[0].strip():
            line -= 1
        return line

    def _outside_of_yaml(self) -> Explained | None:
        """Mistake that no key or value can be: tabs before a line, marks of other programs."""
        for line in dict.fromkeys((self._line, self._stuck.begin >> 32, self._above(self._line))):
            written = self._text(line)
            begin = spot_at(line, len(written) - len(written.lstrip()) + 1)
            indentation = re.match(r'[\s-]*', written)
            before = indentation[0] if indentation else ''
            if '\t' in before:
                return Explained(spot_at(line, before.index('\t') + 1), 'there is a tab before this line', _TABS)
            if match := _STRANGE_BLANK.search(before):
                return self._strange(spot_at(line, match.start() + 1), match[0])
            if _CONFLICT.match(written):
                hint = 'decide which of the two versions holds, and remove the lines with these marks'
                return Explained(begin, 'a merge has left its marks here', hint)
            if written.startswith('%') and line == 1:
                return Explained(begin, "a line that begins with '%' is no part of the data", 'remove it')
            if written.startswith('```'):
                return Explained(begin, "'```' is no YAML", 'remove the line')
        return None

    def _strange(self, spot: int, blank: str) -> Explained:
        name = unicodedata.name(blank, 'no character that has a name').lower()
        return Explained(spot, f'U+{ord(blank):04X} ({name}) is no common space', 'write a common space')

    def _colon(self, before: str) -> Explained:
        """A colon that makes a key of what stands before it, where none can be."""
        key = _KEY.match(f'{before} ' if before.endswith(':') else before)
        if key and key['rest'].strip():
            message = "a text that contains ': ' needs quotes"
            return Explained(self._stuck.spot, message, _in_quotes(key['key']))
        line = self._above(self._line)
        if not line:
            return Explained(self._stuck.spot, "unexpected ':'", 'put quotes around the text that has it')
        above = self._text(line)
        holder = _KEY.match(above)
        if holder is None:
            # A text of several lines, of which this is one.
            started = line
            while started and not _KEY.match(self._text(started)):
                started = self._above(started)
            if started and _indent(self._text(started)) < _indent(above):
                message = "a text that contains ': ' needs quotes"
                return Explained(self._stuck.spot, message, "put quotes around the whole text, or begin it with '|'")
            return self._without_colon(line)
        column = len(holder['lead']) + 1
        if holder['key'] == 'id' and not holder['lead'].strip():
            spot = spot_at(line, column)
            return Explained(spot, "there is no '- ' before the first key of this session", "write '- id: …'")
        message = f'this line is indented below {_called(holder["key"])}, which has a value already'
        spot = spot_at(self._line, _indent(self._text(self._line)) + 1)
        if holder['rest'].strip() and ' ' in before.strip():
            hint = f'write {_named(holder["key"])}: | and the text below it, indented'
            return Explained(spot, "a text of several lines that contains ': ' begins with '|'", hint)
        return Explained(spot, message, f'begin it in column {column}, or remove that value')

    def _without_colon(self, line: int) -> Explained:
        """A line that is neither a key with its value, nor the part of a text."""
        written = self._text(line)
        content = re.sub(r'^(?:-\s+)+', '', written.strip())
        column = len(written) - len(written.lstrip()) + written.strip().find(content) + 1
        spot = spot_at(line, column)
        word = re.match(r'[\w-]+', content)
        key = _named(word[0]) if word else 'key'
        if match := _WITHOUT_BLANK.match(content):
            hint = f'write {_named(match["key"])}: …'
            return Explained(spot + match.start('rest'), "there is no space after ':'", hint)
        if match := re.match(rf'[\w -]+:({_STRANGE_BLANK.pattern})', content):
            return self._strange(spot + match.start(1), match[1])
        if match := re.match('[\\w -]+(\uff1a)', content):
            return Explained(spot + match.start(1), "'\uff1a' is no colon", f'write {key}: …')
        if match := re.match(r'[\w -]+?\s*(=)', content):
            return Explained(spot + match.start(1), "expected ':', not '='", f'write {key}: …')
        if _BULLET.match(content):
            return Explained(spot, f'{content[0]!r} begins no item of a list', "write '- '")
        if content.startswith('-'):
            return Explained(spot, "there is no space after '-'", "write '- '")
        if content.startswith('//'):
            return Explained(spot, "a comment does not begin with '//'", "write '# '")
        above = self._text(self._above(line))
        if re.match(r'\s*- ', above) and _indent(above) == _indent(written) and key not in KEYS:
            return Explained(spot, "this line has no '- ' as the one before it", "write '- ' before it")
        if key in KEYS:
            return Explained(spot, f"there is no ':' behind {key!r}", f'write {key}: …')
        hint = "write 'key: …', or indent the line further if it goes on with the text above"
        return Explained(spot, "there is no ':' in this line", hint)

    def _astray(self, written: str) -> Explained | None:
        """A line whose indentation fits nothing above it, or a word that does not belong behind what is before it."""
        begin, end = self._stuck.quoted
        if self._column > _indent(written) + 1:
            before = written[: self._column - 1].rstrip()
            if begin >> 32 < end >> 32 == self._line and (end & 0xFFFFFFFF) <= self._column:
                message = f'the text in quotes that begins here ends only in line {self._line}'
                return Explained(begin, message, 'put the same quote at its end')
            if before.endswith(("'", '"')):
                hint = f'{_QUOTE}, of the other kind'
                return Explained(self._stuck.spot, 'unexpected characters after a text in quotes', hint)
            if before.endswith((']', '}')):
                hint = f'remove it, or {_QUOTE}'
                return Explained(self._stuck.spot, f'unexpected characters after {before[-1]!r}', hint)
            return None
        above = self._stuck.begin & 0xFFFFFFFF
        if text := self._in_block_text(written):
            return text
        if written.lstrip().startswith('- '):
            if key_line := self._key_without_list():
                message = f'a list cannot follow the key in line {key_line}'
                hint = f'remove line {key_line}, or write it into the file of the event'
                return Explained(self._stuck.spot, message, hint)
            lists = (line for line in range(self._line - 1, 0, -1) if self._text(line).lstrip().startswith('- '))
            column = next((_indent(self._text(line)) + 1 for line in lists if self._text(line)), above)
            message = f"unexpected '- ' in column {self._column}, where there is no list"
            return Explained(self._stuck.spot, message, f'begin it in column {column}')
        if written.lstrip().startswith('-'):
            return Explained(self._stuck.spot, "there is no space after '-'", "write '- '")
        key = _KEY.match(self._text(self._above(self._line)))
        if self._stuck.problem == "did not find expected '-' indicator":
            above = len(key['lead']) + 1 if key else above + 2
        elif key and _indent(self._text(self._above(self._line))) + 1 >= above:
            above = len(key['lead']) + 1
        message = f'this line begins in column {self._column}, and what it belongs to in column {above}'
        return Explained(self._stuck.spot, message, f'begin it in column {above}')

    def _in_block_text(self, written: str) -> Explained | None:
        """A line of a text behind ``|`` that is indented less than the first one of it."""
        line, first = self._line - 1, 0
        while line > 0:
            above = self._text(line)
            if match := _BLOCK_TEXT.match(above):
                if not first or len(match['lead']) >= _indent(written):
                    return None
                column = _indent(self._text(first)) + 1
                text = f'the text behind {match["sign"]!r} begins in column {column}'
                message = f'{text}, and this line in column {self._column}'
                return Explained(self._stuck.spot, message, f'begin it in column {column}, too')
            if above.strip():
                if _indent(above) <= _indent(written):
                    return None
                first = line
            line -= 1
        return None

    def _key_without_list(self) -> int | None:
        """The line of a key that stands where the items of a list do, if there is no list above them."""
        above_it = range(self._line - 1, 0, -1)
        if any(self._text(line).lstrip().startswith('- ') for line in above_it):
            return None
        for line in above_it:
            above = self._text(line)
            if above.strip() and _indent(above) == self._column - 1 and (key := _KEY.match(above)):
                return line if key['rest'].strip() else None
        return None

    def _unclosed(self, character: str) -> Explained:
        begin = self._stuck.begin
        opened = self._text(begin >> 32)[(begin & 0xFFFFFFFF) - 1 :]
        closing = {'[': ']', '{': '}'}.get(opened[:1], ']')
        if begin >> 32 == self._line and character in (']', '}'):
            return Explained(
                self._stuck.spot, f'{character!r} closes what {opened[:1]!r} has opened', f'write {closing!r}'
            )
        if begin >> 32 == self._line:
            hint = 'put a text that holds such marks in quotes'
            return Explained(self._stuck.spot, f"expected ',' or {closing!r} here", hint)
        message = f'what {opened[:1]!r} opens here is not closed'
        if re.search(r'\s#', opened):
            return Explained(begin, f"{message}, because '#' begins a comment", "put a text with '#' in quotes")
        return Explained(begin, message, f'write {closing!r} at its end')

    def _begins_with(self, spot: int, character: str) -> Explained:
        """A text that begins with a character which means something else."""
        written = self._text(spot >> 32)
        before, behind = written[: (spot & 0xFFFFFFFF) - 1], written[spot & 0xFFFFFFFF :]
        if character == '\t':
            return Explained(spot, 'there is a tab here', 'write spaces')
        if not before.strip() and _BULLET.match(character + behind):
            return Explained(spot, f'{character!r} begins no item of a list', "write '- '")
        key = _KEY.match(before)
        message = f'a text without quotes cannot begin with {character!r}'
        return Explained(spot, message, _in_quotes(key['key'] if key else ''))


def _indent(written: str) -> int:
    return len(written) - len(written.lstrip())


def _named(key: str) -> str:
    """A key, if it is one of ours: another word may be anything."""
    return key if key in KEYS else 'key'


def _in_quotes(key: str) -> str:
    return f'write {key}: "…"' if key in KEYS else 'put the text in quotes'


def _called(key: str) -> str:
    return repr(key) if key in KEYS else 'a key'
