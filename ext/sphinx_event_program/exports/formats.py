"""The formats in which a website offers the whole program."""

from __future__ import annotations

from collections.abc import Mapping

#: The file of each format, below the site's root, in the order in which they are offered.
FORMATS: Mapping[str, str] = {
    'ics': 'schedule.ics',
    'csv': 'schedule.csv',
    'xml': 'schedule.xml',
    'json': 'schedule.json',
}
