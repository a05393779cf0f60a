"""CSV (RFC 4180): a table of people, sessions or attendees, as spreadsheets write it.

The first row names the columns; :data:`HEADERS` has what they may be called. A cell is
the text of its column's key; an empty one is left out. A line ``sep=;`` before the first
row says what divides the cells, as Excel wants it. In the columns of :data:`LISTS` a
``;`` divides several values: ``ada; grace (chair)`` are two people, and
``slides https://…; code/demo.py`` two materials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sphinx_event_program.model.problems import Kind, Problem, did_you_mean
from sphinx_event_program.model.session import MaterialKind
from sphinx_event_program.model.values import is_tbd, quoted_text
from sphinx_event_program.reading.text import Lines
from sphinx_event_program.reading.tree import (
    Builder,
    Entries,
    Items,
    Plain,
    Source,
    Steps,
    UnreadableError,
    given_twice,
    spot_at,
)

_DELIMITERS = (',', ';', '\t')
_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')
_PART = re.compile(r'[^;]+')
_WITH_ROLE = re.compile(r'(?P<person>[^()]*)\(\s*(?P<role>[^()]*)\)')
#: One of several times: its start, and maybe its end behind a `/`, and its rooms.
_TIME = re.compile(r'(?P<start>[^/]+?)(?:\s*/\s*(?P<end>.+?))?(?:\s+in\s+(?P<room>\S.*?))?')
_SEP = re.compile(r'\s*"?sep=([^"\n])"?[ \t]*(?:\n|\Z)', re.IGNORECASE)
_KINDS = frozenset(MaterialKind)


class _Cell(NamedTuple):
    text: str
    spot: int
    at: int
    is_quoted: bool = False


def read_csv(path: Path, text: str, problems: list[Problem], table: str) -> Source | None:
    """Read one of the tables of :data:`HEADERS`; None, and the reason in ``problems``, if that is impossible.

    The values are those of the same records in YAML: a mapping of ids to people,
    or a list of sessions or attendees.
    """
    return _Reader(path, text, problems, table).read()


class _Reader(Builder):
    def __init__(self, path: Path, text: str, problems: list[Problem], table: str) -> None:
        super().__init__(path, problems)
        self._text = text
        self._table = table
        self._lines = Lines(text)

    def read(self) -> Source:
        if is_tbd(self._text):
            return self.source(self._text.strip(), spot_at(1, 1))
        declared = _SEP.match(self._text)
        begin = declared.end() if declared else 0
        delimiter = declared[1] if declared else self._delimiter()
        rows = (row for row in self._rows(delimiter, begin) if any(cell.text.strip() for cell in row))
        columns = self._columns(next(rows, []))
        people, sessions = Entries(), Items()
        for row in rows:
            self._too_long(row, columns, delimiter)
            steps: Steps = (len(sessions),)
            if self._table == 'people':
                ident = next((cell for cell, key in zip(row, columns, strict=False) if key == 'id'), None)
                if ident is None or not ident.text.strip():
                    self.fail(row[0].spot, Kind.MISSING, "the key 'id' is missing", 'add one that can stay')
                    continue
                steps = (ident.text.strip(),)
                if not self.is_new(ident.text.strip(), ident.spot, people, None):
                    continue
                people.add(ident.text.strip(), self._record(row, columns, steps), ident.spot, ident.spot)
            else:
                sessions.add(self._record(row, columns, steps), row[0].spot)
        values: Plain = people if self._table == 'people' else sessions
        return self.source(values, spot_at(1, 1) if values else 0)

    def _delimiter(self) -> str:
        """Delimiter of the cells: of ``,``, ``;`` and tab, the one that makes the most known columns.

        Only the first row is asked, whose words are known: what stands in the others proves nothing.
        """
        first = re.match(r'(?:"(?:[^"]++|"")*+"|[^\n"]++|")*+', self._text.lstrip())
        header = first[0] if first else ''

        def known(delimiter: str) -> tuple[int, int]:
            cells = [cell.strip().strip('"') for cell in header.split(delimiter)]
            return sum(key_of_column(self._table, cell) is not None for cell in cells), len(cells)

        return max(_DELIMITERS, key=known)

    def _rows(self, delimiter: str, begin: int) -> Iterator[list[_Cell]]:
        """The rows, also those without anything in them."""
        plain = re.compile(f'[^{re.escape(delimiter)}\n]*+')
        row: list[_Cell] = []
        at, length = begin, len(self._text)
        while at < length:
            match = _QUOTED.match(self._text, at) or plain.match(self._text, at)
            cell, spot = (match[0] if match else ''), self._lines.spot(at)
            end = at + len(cell)
            following = self._text[end : end + 1]
            if cell.startswith('"'):
                if len(cell) == 1 or not cell.endswith('"') or following not in ('', delimiter, '\n'):
                    hint = 'close the text with a quote, and write two quotes for one in it'
                    self.fail(spot, Kind.SYNTAX, 'this is not CSV (a text in quotes does not end with its cell)', hint)
                    raise UnreadableError
                row.append(_Cell(cell[1:-1].replace('""', '"'), spot, at + 1, is_quoted=True))
            else:
                row.append(_Cell(cell, spot, at))
            self.count(spot)
            at = end + 1
            if following != delimiter:
                yield row
                row = []
            elif at >= length:
                row.append(_Cell('', self._lines.spot(end), end))
                yield row
                row = []

    def _columns(self, header: list[_Cell]) -> list[str | None]:
        """The key of each column; None for one that is not used, which is stated unless it is empty."""
        columns: list[str | None] = []
        met: dict[str, int] = {}
        for cell in header:
            key = key_of_column(self._table, cell.text)
            if key in met:
                self.fail(cell.spot, Kind.DUPLICATE_KEY, *given_twice('column', key or '', met[key or '']))
                key = None
            # What a registration desk exports has columns that are of no use here, and nobody's business.
            elif key is None and cell.text.strip() and self._table != 'attendees':
                hint = did_you_mean(cell.text, HEADERS[self._table])
                self.fail(cell.spot, Kind.UNKNOWN_KEY, f'unknown column {quoted_text(cell.text.strip())}', hint)
            if key is not None:
                met[key] = cell.spot
            columns.append(key)
        needed = NEEDED[self._table]
        if header and not met.keys() & set(needed):
            message = f'the column {needed[0]!r} is missing'
            self.fail(header[0].spot, Kind.MISSING, message, 'begin with a row of column names')
            raise UnreadableError
        return columns

    def _too_long(self, row: list[_Cell], columns: list[str | None], delimiter: str) -> None:
        extra = [cell for cell in row[len(columns) :] if cell.text.strip()]
        if extra:
            hint = f'put a text that holds {delimiter!r} in double quotes'
            self.fail(extra[0].spot, Kind.SYNTAX, 'this row has more cells than there are columns', hint)

    def _record(self, row: list[_Cell], columns: list[str | None], steps: Steps) -> Entries:
        record = Entries()
        for cell, key in zip(map(self._unescaped, row), columns, strict=False):
            text = cell.text.strip()
            if key is None or not text or (key == 'id' and self._table == 'people'):
                continue
            if key.startswith('links.'):
                label = key[6:]
                if 'links' not in record:
                    record.add('links', Entries(), cell.spot, cell.spot)
                links = record['links']
                if isinstance(links, Entries):
                    self._put(links, label, text, self._spot(cell), (*steps, 'links'))
            elif key in LISTS and not is_tbd(text):
                self._put(record, key, self._items(key, cell, (*steps, key)), cell.spot, steps)
            else:
                self._put(record, key, text, self._spot(cell), steps)
        return record

    def _unescaped(self, cell: _Cell) -> _Cell:
        """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
        if not ESCAPED.match(cell.text):
            return cell
        at = cell.at + 1
        return _Cell(cell.text[1:], self._lines.spot(at), at, is_quoted=cell.is_quoted)

    def _put(self, entries: Entries, key: str, value: Plain, spot: int, steps: Steps) -> None:
        if is_tbd(value):
            self.open.append(((*steps, key), spot))
        entries.add(key, value, spot, spot)

    def _spot(self, cell: _Cell) -> int:
        """Spot of a cell's text, behind its blanks."""
        blanks = len(cell.text) - len(cell.text.lstrip())
        return self._lines.spot(cell.at + blanks) if blanks else cell.spot

    def _items(self, key: str, cell: _Cell, steps: Steps) -> Items:
        items = Items()
        quotes = counted = 0
        for part in _PART.finditer(cell.text):
            text = part[0].strip()
            if not text:
                continue
            # Two quotes stand for one, so that what follows them is further to the right than it seems.
            offset = part.start() + len(part[0]) - len(part[0].lstrip())
            quotes += cell.text.count('"', counted, offset) if cell.is_quoted else 0
            counted = offset
            begin = cell.at + offset + quotes
            spot = self._lines.spot(begin)
            if is_tbd(text):
                self.open.append(((*steps, len(items)), spot))
            items.add(self._item(key, text, begin, is_quoted=cell.is_quoted), spot)
            self.count(spot)
        return items

    def _item(self, key: str, text: str, begin: int, *, is_quoted: bool) -> Plain:
        """One of several values in a cell, in the form that it would have in YAML."""

        def spot_at_offset(offset: int) -> int:
            return self._lines.spot(begin + offset + (text.count('"', 0, offset) if is_quoted else 0))

        spot = spot_at_offset(0)
        item = Entries()
        if key == 'people' and (match := _WITH_ROLE.fullmatch(text)):
            item.add('person', match['person'].rstrip(), spot, spot)
            item.add('role', match['role'].strip(), spot, spot_at_offset(match.start('role')))
            return item
        if key == 'times':
            match = _TIME.fullmatch(text)
            for name in ('start', 'end', 'room') if match else ():
                if match and match[name]:
                    at = spot_at_offset(match.start(name))
                    rooms = Items()
                    for room in match[name].split('+'):
                        rooms.add(room.strip(), at)
                    item.add(name, rooms if name == 'room' and len(rooms) > 1 else match[name].strip(), at, at)
            return item if match else text
        if key == 'materials':
            first, _, rest = text.partition(' ')
            kind, target = (first.casefold(), rest.strip()) if first.casefold() in _KINDS and rest else ('', text)
            if kind:
                item.add('kind', kind, spot, spot)
            where = spot_at_offset(len(text) - len(target))
            target, _, title = map(str.strip, target.partition(' | '))
            item.add('url' if re.match(r'[A-Za-z][A-Za-z0-9+.-]*:', target) else 'file', target, where, where)
            if title:
                at = spot_at_offset(text.index(' | ') + 3)
                # A ';' would divide the cell.
                item.add('title', title.replace('%3B', ';'), at, at)
            return item
        return text


#: First characters of a formula; the wide forms are the same to some spreadsheets.
_FORMULA = '=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20'

#: A text that is written with one apostrophe more, and such a text with it.
FORMULA = re.compile(f"'*[{_FORMULA}]")
ESCAPED = re.compile(f"'+[{_FORMULA}]")

#: For each table, the keys that a column can have, and its other names. Capitals, spaces,
#: hyphens and underscores do not matter.
HEADERS: dict[str, dict[str, tuple[str, ...]]] = {
    'people': {
        'id': (),
        'name': ('full name', 'display name'),
        'given_name': ('first name', 'forename'),
        'family_name': ('last name', 'surname'),
        'position': ('job title',),
        'affiliation': ('affiliations', 'organization', 'organisation', 'institution', 'company'),
        'url': ('website', 'homepage', 'web page'),
        'photo': ('picture', 'image'),
        'bio': ('biography', 'about'),
        'pronouns': (),
        'pronunciation': ('name pronunciation',),
        'email': ('e-mail address', 'email address', 'mail'),
        'publish_email': (),
    },
    'sessions': {
        'id': (),
        'title': ('session', 'session title'),
        'subtitle': (),
        'abstract': ('description',),
        'kind': ('type', 'session type', 'format'),
        'duration': ('length', 'minutes'),
        'start': ('starts', 'start time', 'begin'),
        'end': ('ends', 'end time'),
        'times': (),
        'room': ('location', 'rooms'),
        'track': (),
        'people': ('person', 'speaker', 'speakers', 'presenter', 'presenters'),
        'part_of': ('part of', 'in session'),
        'status': (),
        'reason': (),
        'language': (),
        'level': (),
        'tags': ('tag', 'keywords'),
        'materials': ('material',),
        'registration': ('sign-up', 'booking', 'registration link'),
        'capacity': ('seats', 'places', 'max participants'),
        'full': ('fully booked', 'sold out'),
        'content_notice': ('content warning', 'trigger warning'),
        'prerequisites': ('requirements', 'what to bring'),
        'stream': ('livestream', 'live stream', 'stream link'),
        'recording': ('recording link',),
        'license': ('licence', 'recording license'),
        'do_not_record': ('opt out', 'no recording'),
        'chat': ('chat link',),
        'questions': ('q&a', 'questions link'),
        'published': (),
    },
    'attendees': {
        'name': ('full name', 'display name', 'attendee', 'attendee name', 'participant'),
        'given_name': ('first name', 'forename', 'attendee name: given name', 'attendee first name'),
        'family_name': ('last name', 'surname', 'attendee name: family name', 'attendee last name'),
        'affiliation': ('affiliations', 'organization', 'organisation', 'institution', 'company'),
        'role': ('badge', 'ticket', 'ticket type', 'product'),
        'url': ('website', 'homepage', 'web page'),
    },
}

#: A table needs a column for one of these keys.
NEEDED = {'people': ('id',), 'sessions': ('id',), 'attendees': ('name', 'family_name')}

#: The columns in which ``;`` divides several values.
LISTS = frozenset({'affiliation', 'people', 'room', 'language', 'tags', 'materials', 'times'})

#: People's links have a column each: ``links.github``, or one of these words alone.
LINKS = ('orcid', 'scholar', 'github', 'gitlab', 'linkedin', 'mastodon', 'bluesky', 'x')


def key_of_column(table: str, name: str) -> str | None:
    """The key that a column is for, by its name; None if there is none such."""
    label = name.strip()
    if table == 'people' and label.casefold().startswith('links.') and label[6:].strip():
        return f'links.{label[6:].strip()}'
    return _names(table).get(_folded(label))


@cache
def _names(table: str) -> dict[str, str]:
    names = {_folded(name): key for key, also in HEADERS[table].items() for name in (key, *also)}
    if table == 'people':
        names.update({name: f'links.{name}' for name in LINKS})
    return names


def _folded(name: str) -> str:
    return re.sub(r'[\s_-]+', '', name.casefold())
