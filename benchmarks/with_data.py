"""The sites of an event as an author writes them with the extension: data files, and a directive on each page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from synthetic import Event, schedule_page, sessions_page, write_data, write_if_changed

_CONF = """\
extensions = ['sphinx_event_program']
exclude_patterns = ['data']
html_theme = {theme!r}
html_copy_source = False
html_show_sourcelink = False
event_exports = []
"""

_INDEX = """\
:event:fact:`title`
===================

:event:fact:`summary`

.. event:facts::
   :fields: date, location, hosts

.. event:description::

.. toctree::
   :maxdepth: 1

   {pages}
"""

_SCHEDULE = """\
Day {number}
=======

.. event:schedule::
   :day: {number}
"""

_EVERYBODY = """\
Speakers
========

.. event:people::
   :layout: list
"""

_SESSIONS = """\
Sessions
========

.. toctree::
   :maxdepth: 1

   {pages}
"""

_SESSIONS_OF = """\
Day {number}, {name}
=========================

.. event:sessions::
   :day: {number}
   :room: {room}
"""

_SPEAKERS = """\
Speakers
========

.. event:speakers::
"""


def write_site(event: Event, folder: Path, theme: str) -> None:
    """A site whose pages of sessions and people the extension makes by itself."""
    schedule = _schedule_pages(event)
    pages = {'index': _index([*schedule, 'speakers']), 'speakers': _EVERYBODY, **schedule}
    _write(event, folder, pages, configuration(theme, pages={'session': 'sessions', 'person': 'people'}))


def write_grouped_site(event: Event, folder: Path, theme: str) -> None:
    """A site with one page for the sessions of each room and day, and one for everybody."""
    schedule = _schedule_pages(event)
    of_rooms = {
        sessions_page(number, room): _SESSIONS_OF.format(number=number, room=room, name=name)
        for number in range(1, len(event.days) + 1)
        for room, name in event.rooms.items()
    }
    pages = {
        'index': _index([*schedule, 'sessions', 'speakers']),
        'sessions': _SESSIONS.format(pages=_listed(of_rooms)),
        'speakers': _SPEAKERS,
        **schedule,
        **of_rooms,
    }
    _write(event, folder, pages, configuration(theme))


def configuration(theme: str, pages: dict[str, str] | None = None) -> str:
    """The ``conf.py``; ``pages`` names the folder of each kind of record that has pages."""
    return _CONF.format(theme=theme) + (f'event_pages = {pages!r}\n' if pages else '')


def _schedule_pages(event: Event) -> dict[str, str]:
    numbers = range(1, len(event.days) + 1)
    return {schedule_page(number): _SCHEDULE.format(number=number) for number in numbers}


def _index(pages: list[str]) -> str:
    return _INDEX.format(pages=_listed(pages))


def _listed(pages: Iterable[str]) -> str:
    return '\n   '.join(pages)


def _write(event: Event, folder: Path, pages: dict[str, str], conf: str) -> None:
    """Write data and pages, or what is new in them."""
    write_data(event, folder / 'data')
    write_if_changed(folder / 'conf.py', conf)
    for name, text in pages.items():
        write_if_changed(folder / f'{name}.rst', text)
