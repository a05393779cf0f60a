"""The directives: each parses its options, calls one view and notes what was used."""

from __future__ import annotations

from sphinx_event_program.domain.directives.dates import Dates
from sphinx_event_program.domain.directives.downloads import Downloads, Pdfs
from sphinx_event_program.domain.directives.facts import (
    Cite,
    Description,
    Facts,
    News,
    Notice,
    Prerequisites,
    QrCode,
    Venue,
)
from sphinx_event_program.domain.directives.papers import Papers
from sphinx_event_program.domain.directives.people import People, Speaker, Speakers
from sphinx_event_program.domain.directives.schedule import Schedule
from sphinx_event_program.domain.directives.sessions import SessionEntries, SessionEntry
from sphinx_event_program.domain.directives.sponsors import Sponsors

#: The directives of the domain, by name.
DIRECTIVES = {
    'facts': Facts,
    'description': Description,
    'notice': Notice,
    'dates': Dates,
    'venue': Venue,
    'prerequisites': Prerequisites,
    'news': News,
    'cite': Cite,
    'sponsors': Sponsors,
    'qrcode': QrCode,
    'downloads': Downloads,
    'pdfs': Pdfs,
    'schedule': Schedule,
    'sessions': SessionEntries,
    'session': SessionEntry,
    'papers': Papers,
    'people': People,
    'speakers': Speakers,
    'speaker': Speaker,
}
