"""``event-program show``: the timetable, or the people, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sphinx_event_program.cli.reports import counted
from sphinx_event_program.cli.terminal import page, patience, printable, say
from sphinx_event_program.edition import Edition
from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.collation import collation
from sphinx_event_program.model.event import Event, EventStatus
from sphinx_event_program.model.problems import Severity, did_you_mean
from sphinx_event_program.model.program import Program
from sphinx_event_program.model.session import Role, Session, SessionStatus
from sphinx_event_program.model.times import zone
from sphinx_event_program.model.values import Duration, MalformedError, Tbd, quoted_text
from sphinx_event_program.timetable import Slot
from sphinx_event_program.timetable.slots import Where

_TBD = 'TBD'

#: Mark behind half of a name that the author did not write.
_GUESSED = ' *'

_EXAMPLES = """\b
Examples:
  event-program show
  event-program show --timezone Europe/Paris
  event-program show events/2026/data --day 2026-03-13 --room hall
  event-program show --people
  event-program show | less
"""


def _zone(ctx: click.Context, param: click.Parameter, name: str | None) -> ZoneInfo | None:
    try:
        return None if name is None else zone(name)
    except MalformedError as error:
        raise click.BadParameter(printable(f'{error}; {error.hint}')) from error


def _day(ctx: click.Context, param: click.Parameter, text: str | None) -> date | int | None:
    """A date, or the number of a day, from 1."""
    if text is None or (text.isascii() and text.isdigit() and len(text) < 4):
        return None if text is None else int(text)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        hint = 'write a date such as 2026-03-13, or 2 for the second day'
        raise click.BadParameter(f'{printable(quoted_text(text))} is not a day; {hint}') from error


@click.command(epilog=_EXAMPLES, short_help='Show the timetable, in any time zone, or the people by name.')
@click.argument('folder', type=click.Path(path_type=Path, file_okay=False, exists=True), default='data')
@click.option(
    '--day', metavar='DATE', callback=_day, help='Only this day of the zone that is shown; 2 is the second one.'
)
@click.option('--room', metavar='ID', help='Only the room with this id.')
@click.option('--timezone', metavar='ZONE', callback=_zone, help="Another zone than the event's, such as Europe/Paris.")
@click.option('--people', is_flag=True, help='The people in the order of their names, and how these were understood.')
@click.pass_context
def show(
    ctx: click.Context, folder: Path, day: date | int | None, room: str | None, timezone: ZoneInfo | None, people: bool
) -> None:
    """Show the timetable of the event in FOLDER (default: data), day by day and room by room."""
    if people and (day is not None or room is not None or timezone is not None):
        raise click.UsageError('--people shows no times; leave out --day, --room and --timezone')
    with patience('Reading the event'):
        edition, problems = open_edition(folder)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if errors:
        say(f'{counted(errors, "error")} in the data: see event-program check', err=True)
    if edition is None:
        ctx.exit(1)
    program = edition.program
    if people:
        with page() as console:
            _print_people(console, program)
        return
    if room is not None and room not in program.rooms:
        raise click.BadParameter(
            printable(f'there is no room {room!r}; {did_you_mean(room, program.rooms, otherwise="the rooms are")}'),
            param_hint="'--room'",
        )
    slots = [_in_zone(slot, timezone) for slot in edition.timetable.slots]
    by_day = _by_day(slots)
    if day is not None:
        chosen = _chosen(day, [one for one in by_day if one is not None])
        by_day = {chosen: by_day[chosen]}
    with page() as console:
        console.print(_title(program.event))
        for one, slots_there in by_day.items():
            kept = [slot for slot in slots_there if room is None or room in slot.rooms]
            if kept:
                _print_day(console, edition, one, kept, timezone, room)


def _print_people(console: Console, program: Program) -> None:
    """Everybody in the order of lists by name, with the halves that this order comes from."""
    language = program.event.language
    order = collation(language if isinstance(language, str) else '')
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style='dim')
    for heading in ('id', 'name', 'family name', 'given name'):
        table.add_column(heading, overflow='fold')
    table.add_column('sessions', justify='right')
    guesses = False
    for person in sorted(program.people.values(), key=lambda person: person.sort_key(order)):
        halves = [
            printable(half) + (_GUESSED if half and guessed else '')
            for half, guessed in zip(person.parts[:2], person.are_parts_guessed, strict=True)
        ]
        guesses = guesses or any(half.endswith(_GUESSED) for half in halves)
        sessions = len(program.sessions_by_person.get(person.id, ()))
        table.add_row(*map(Text, (person.id, _shown(person.name), *halves, str(sessions))))
    console.print(_title(program.event))
    if not program.people:
        return
    console.print()
    console.print(table)
    if guesses:
        console.print()
        console.print(
            Text(f'{_GUESSED.strip()} guessed from the name; if it is wrong, write family_name or given_name')
        )


def _in_zone(slot: Slot, zone: ZoneInfo | None) -> Slot:
    """The slot with its times in another zone; a time whose own zone is TBD stays as it is."""

    def moved(moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone) if moment is not None and moment.tzinfo is not None else moment

    if zone is None:
        return slot
    start = moved(slot.start)
    return replace(slot, start=start, end=moved(slot.end), day=start.date() if start else None)


def _by_day(slots: Iterable[Slot]) -> Mapping[date | None, list[Slot]]:
    by_day: dict[date | None, list[Slot]] = {}
    for slot in slots:
        by_day.setdefault(slot.day, []).append(slot)
    return by_day


def _chosen(day: date | int, days: list[date]) -> date:
    if isinstance(day, int) and 1 <= day <= len(days):
        return days[day - 1]
    if isinstance(day, date) and day in days:
        return day
    wrong = f'nothing begins on {day}' if isinstance(day, date) else f'there is no day {day}'
    raise click.BadParameter(f'{wrong}; {_named(days)}', param_hint="'--day'")


def _named(days: list[date]) -> str:
    listed_days = ', '.join(map(str, days[:12])) + (', …' if len(days) > 12 else '')
    return f'the days are {listed_days}' if days else 'no day is known yet'


def _title(event: Event) -> Text:
    title = Text(_shown(event.title), style='bold')
    if event.status is not EventStatus.CONFIRMED:
        title.append(f' ({_shown(event.status)})', style='yellow')
    return title


def _print_day(
    console: Console,
    edition: Edition,
    day: date | None,
    slots: list[Slot],
    zone: ZoneInfo | None,
    room: str | None,
) -> None:
    console.print()
    console.print(_day_heading(edition.program.event, day, slots, zone))
    rooms = list(edition.program.rooms)

    def position(entry: tuple[Where, Slot]) -> tuple[int, str]:
        # The event's own place first, then the rooms in their order, then what is still open.
        where, _ = entry
        known = rooms.index(where) + 1 if isinstance(where, str) and where in rooms else 0
        return (len(rooms) + 1 if isinstance(where, Tbd) else known), str(where)

    ordered = sorted(((where, slot) for slot in slots for where in slot.rooms if room in (None, where)), key=position)
    for _, entries in groupby(ordered, key=position):
        (where, _slot), *_more = there = list(entries)
        in_room = [slot for _, slot in there]
        heading = _room_heading(edition.program, where)
        if heading:
            console.print()
            console.print(Text(heading, style='bold cyan'))
        console.print(_table(edition.program, in_room))


def _day_heading(event: Event, day: date | None, slots: list[Slot], zone: ZoneInfo | None) -> Text:
    if day is None:
        return Text('Time still to be announced', style='bold')
    heading = Text(f'{day:%A} {day.day} {day:%B %Y}', style='bold underline')
    zone_shown = zone or event.timezone
    if isinstance(zone_shown, Tbd) or slots[0].start is None or slots[0].start.tzinfo is None:
        return heading.append(' (time zone TBD)', style='yellow')
    # On a day when the clocks change there are two.
    moments = [moment for slot in slots for moment in (slot.start, slot.end) if moment is not None]
    offsets = dict.fromkeys(map(_offset, sorted(moments, key=datetime.timestamp)))
    return heading.append(f' ({zone_shown.key}, {", then ".join(offsets)})', style='not bold not underline')


def _offset(moment: datetime) -> str:
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    sign = '-' if minutes < 0 else '+'
    hours, rest = divmod(abs(minutes), 60)
    return f'UTC{sign}{hours:02}:{rest:02}'


def _room_heading(program: Program, where: Where) -> str:
    if isinstance(where, Tbd):
        return 'Room TBD'
    if where is None:
        location = program.event.location
        own = None if location is None or isinstance(location, Tbd) else location.room
        return _shown(own) if own is not None else ''
    room = program.rooms.get(where)
    return where if room is None else _shown(room.name)


def _table(program: Program, slots: Iterable[Slot]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    # As wide as most of them need, so that the tables of all rooms look alike.
    table.add_column(no_wrap=True, style='cyan', min_width=len('13:00-14:00'))
    table.add_column(no_wrap=True, justify='right', style='dim', min_width=len('50+5 min'))
    table.add_column(overflow='fold')
    for slot in slots:
        table.add_row(_hours(slot), '' if slot.is_moment else _duration(slot.duration), _session(program, slot.session))
    return table


def _hours(slot: Slot) -> str:
    if slot.start is None:
        return _TBD
    if slot.end is None:
        days = (slot.start.date() - (slot.day or slot.start.date())).days
        return f'{slot.start:%H:%M}' + (f' +{days}d' if days else '')
    days = (slot.end.date() - (slot.day or slot.start.date())).days
    return f'{slot.start:%H:%M}-{slot.end:%H:%M}' + (f' +{days}d' if days else '')


def _duration(duration: Duration | Tbd | None) -> str:
    if isinstance(duration, Duration):
        return f'{"+".join(map(str, duration.minutes))} min'
    return '' if duration is None else _TBD


def _session(program: Program, session: Session) -> Text:
    """Title, status, and on further lines the people with their roles."""
    is_off = session.status is SessionStatus.CANCELLED
    text = Text(_shown(session.title), style='strike' if is_off else '')
    if session.status is not SessionStatus.CONFIRMED:
        text.append(f' [{_shown(session.status)}]', style='red not strike' if is_off else 'yellow')
    people = ', '.join(_people(program, session))
    if people:
        text.append(f'\n{people}', style='dim not strike')
    return text


def _people(program: Program, session: Session) -> Iterator[str]:
    for person, roles in program.people_in(session):
        name = _shown(person if isinstance(person, Tbd) else person.name)
        yield name if roles == (Role.SPEAKER,) else f'{name} ({", ".join(roles)})'


def _shown(value: object) -> str:
    return _TBD if isinstance(value, Tbd) else printable(str(value))
