"""The few nodes that docutils lacks.

Each is a kind of a standard node, so that a builder without a writer of its own
in :mod:`sphinx_event_program.writers` still gives a sensible result.
"""

from __future__ import annotations

from docutils import nodes


class moment(nodes.inline):
    """A time in running text; ``datetime`` is its ISO 8601 form, with offset."""


class deletion(nodes.inline):
    """Text that holds no more, and is shown struck out."""


class portrait(nodes.inline):
    """A person's photo, square, in the size of ``side_px``; ``alt`` says whose, unless the name stands beside it.

    It holds an image for each of its files, with ``media_type`` and ``side_px``,
    from the smallest on. Sphinx finds and copies them like all images.
    """


class monogram(nodes.inline):
    """Initials in place of a missing photo; ``tone`` (0 to 7) chooses the colour."""


class fact_list(nodes.field_list):
    """The event's facts, by name."""


class media(nodes.container):
    """A picture (the first child) and the text that belongs beside it."""


class cards(nodes.bullet_list):
    """A list whose items are shown as cards."""


class timetable(nodes.table):
    """A schedule as a table; its parts are kinds of docutils' own."""


class timetable_head(nodes.thead):
    """The row of column headers."""


class timetable_body(nodes.tbody):
    """The rows of one timetable."""


class timetable_row(nodes.row):
    """One session."""


class timetable_cell(nodes.entry):
    """A cell; ``column`` names what it shows, and ``scope`` is set where it is a header."""
