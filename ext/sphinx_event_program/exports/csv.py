"""A table of the sessions (CSV, RFC 4180), for spreadsheets.

Its columns are those that ``sessions.csv`` may have, so that the reader of this project takes it
back to the letter. A cell that a spreadsheet would take for a formula begins with an apostrophe,
as OWASP advises ("CSV Injection"), because the file is opened by others than those who wrote the
data; the reader takes it off.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from sphinx_event_program.exports.release import Release
from sphinx_event_program.model.session import Material, Participation, Role, Session
from sphinx_event_program.model.values import Duration, Tbd
from sphinx_event_program.reading.formats.csv import FORMULA
from sphinx_event_program.timetable import Slot

#: Columns with one value each, as it is written.
_ATTENDING = (
    *('registration', 'capacity', 'full', 'content_notice', 'prerequisites', 'stream', 'recording', 'license'),
    *('do_not_record', 'chat', 'questions'),
)

#: The columns in their order: keys of a session.
COLUMNS = (
    *('id', 'title', 'subtitle', 'kind', 'part_of', 'start', 'end', 'times', 'duration', 'room', 'track', 'people'),
    *('status', 'reason', 'language', 'level', 'tags', 'abstract', 'materials'),
    *_ATTENDING,
)

#: Excel takes a file without it for one in the old encoding of the country.
_BYTE_ORDER_MARK = '\ufeff'


def session_table(release: Release) -> bytes:
    """A row for each session in the order of time, below a row of names; UTF-8, with a byte order mark."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    timetable = release.edition.timetable
    for slot in timetable.slots:
        if slot.number == 0:
            table.writerow([_harmless(cell) for cell in _row(slot, timetable.all_of_session[slot.session.id])])
    return (_BYTE_ORDER_MARK + written.getvalue()).encode()


def _harmless(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text


def _row(slot: Slot, times: Sequence[Slot]) -> list[str]:
    session, is_once = slot.session, len(times) == 1
    return [
        session.id,
        _known(session.title),
        _known(session.subtitle),
        _known(session.kind),
        _known(session.part_of),
        (_moment(slot.start) or 'TBD') if is_once else '',
        _moment(slot.end) if is_once else '',
        '' if is_once else '; '.join(map(_time, times)),
        _duration(session),
        '; '.join(map(_known, slot.rooms)) if is_once else '',
        _known(session.track),
        _known(session.people) or '; '.join(_participation(part) for part in session.participations),
        _known(session.status),
        _known(session.reason),
        _listed(session.language),
        _known(session.level),
        _listed(session.tags),
        _known(session.abstract),
        _known(session.materials) or '; '.join(_materials(session)),
        *(_value(getattr(session, name)) for name in _ATTENDING),
    ]


def _moment(moment: datetime | None) -> str:
    """A local time; with its offset where the clock shows the same time twice, and this is the second."""
    return moment.isoformat(' ', 'minutes')[: 22 if moment.fold else 16] if moment else ''


def _time(slot: Slot) -> str:
    """One of several times: start, end and rooms."""
    span = '/'.join(filter(None, (_moment(slot.start) or 'TBD', _moment(slot.end))))
    rooms = '+'.join(room for room in slot.rooms if isinstance(room, str))
    return f'{span} in {rooms}' if rooms else span


def _known(value: object) -> str:
    """A text or term; nothing for a list and for what was left out."""
    if isinstance(value, Tbd):
        return 'TBD'
    return str(value) if isinstance(value, str) else ''


def _participation(part: Participation) -> str:
    name = _known(part.person)
    return name if part.role is Role.SPEAKER else f'{name} ({part.role})'


def _duration(session: Session) -> str:
    match session.duration:
        case Duration() as known:
            return f'{"+".join(map(str, known.minutes))} min'
        case unknown:
            return _known(unknown)


def _value(value: str | bool | int | Tbd | None) -> str:
    """A text, a number, or yes; nothing for what was left out, and for no, which is what an empty cell says."""
    if value is True:
        return 'yes'
    return _known(value) if not value or not isinstance(value, int) else str(value)


def _listed(values: tuple[str | Tbd, ...] | Tbd) -> str:
    return 'TBD' if isinstance(values, Tbd) else '; '.join(map(_known, values))


def _materials(session: Session) -> list[str]:
    materials: tuple[Material, ...] = () if isinstance(session.materials, Tbd) else session.materials
    sources = ((material, material.url or material.file) for material in materials)
    written = (f'{one.kind} {source}{_title(one)}' for one, source in sources if isinstance(source, str))
    # A ';' would divide one address in two.
    return [material.replace(';', '%3B') for material in written]


def _title(material: Material) -> str:
    return '' if material.title is None else f' | {_known(material.title)}'
