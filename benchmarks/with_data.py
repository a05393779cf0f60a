"""The site of an event as an author writes it with the extension: data files, and a directive on each page."""

from __future__ import annotations

from pathlib import Path

from synthetic import Event, schedule_page, sessions_page, write_data, write_if_changed

_CONF = """\
extensions = ['sphinx_event_program']
exclude_patterns = ['data']
html_theme = {theme!r}
html_copy_source = False
html_show_sourcelink = False
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
    """Write data and pages, or what is new in them."""
    write_data(event, folder / 'data')
    numbers = range(1, len(event.days) + 1)
    parts = [schedule_page(number) for number in numbers]
    of_rooms = [(number, room) for number in numbers for room in event.rooms]
    pages = {
        'index': _INDEX.format(pages='\n   '.join([*parts, 'sessions', 'speakers'])),
        'sessions': _SESSIONS.format(pages='\n   '.join(sessions_page(number, room) for number, room in of_rooms)),
        'speakers': _SPEAKERS,
    }
    for number in numbers:
        pages[schedule_page(number)] = _SCHEDULE.format(number=number)
    for number, room in of_rooms:
        pages[sessions_page(number, room)] = _SESSIONS_OF.format(number=number, room=room, name=event.rooms[room])
    write_if_changed(folder / 'conf.py', _CONF.format(theme=theme))
    for name, text in pages.items():
        write_if_changed(folder / f'{name}.rst', text)
