"""The few nodes that docutils lacks.

Each is a kind of a standard node, so that a builder without a writer of its own
in :mod:`sphinx_event_program.render.writers` still gives a sensible result.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from docutils import nodes
from docutils.nodes import Element

# Sphinx knows nodes by their names alone, whoever defines them; hence the prefix.


class event_moment(nodes.inline):
    """A time in running text; ``datetime`` is its ISO 8601 form, with offset."""


class event_deletion(nodes.inline):
    """Text that holds no more, and is shown struck out.

    ``words`` may have a text before and one behind it, for builders that cannot strike out.
    """


class event_formula(nodes.inline):
    """A formula; its text is what stands where none can be set, ``mathml`` and ``tex`` are what is set.

    It is no ``math`` of docutils: for that, Sphinx would load a script from another host into the page.
    """


class event_formula_block(nodes.paragraph):
    """The same, on a line of its own."""


class event_run(nodes.inline):
    """Text that runs from right to left (``right_to_left``), or from left to right inside of that."""


class event_break(nodes.inline):
    """A place within a word where a line may end, without a hyphen."""


class event_soft_hyphen(nodes.inline):
    """A place within a long word where it may be parted, with a hyphen, if it would be printed too small."""


class event_page(nodes.inline):
    """The number of the page to which ``refuri`` leads, behind a link on paper."""


class event_pages(nodes.inline):
    """A row of links, of which paper shows the numbers of their pages."""


class event_address(nodes.inline):
    """An outer address, shown behind a link on paper."""


class event_materials(nodes.container):
    """A session's materials on paper, beside ``code``, a picture seen from the source folder."""


class event_tagging(nodes.inline):
    """In a document for LaTeX of which all can be tagged for readers' programs."""


class event_alternative(nodes.inline):
    """Alternative text of the picture that follows, for a reader's program; no text of the page."""


class event_day_mark(nodes.inline):
    """Tells the running head the day of what follows; no text of the page."""


class event_portrait(nodes.inline):
    """A person's photo, square, in the size of ``side_px``; ``alt`` says whose, unless the name stands beside it.

    It holds an image for each of its files, with ``media_type`` and ``side_px``,
    from the smallest on. Sphinx finds and copies them like all images.
    """


class event_monogram(nodes.inline):
    """``initials`` in place of a missing photo; ``tone`` (0 to 7) chooses the colour.

    They are no text of the page, which a search would find.
    """


class event_track(nodes.inline):
    """The name of the track with the id ``track``, beside a mark of its ``colour``, ``#rrggbb``.

    The mark is no text of the page: the name says it all.
    """


class event_logo(nodes.inline):
    """Somebody's logo, called ``alt``: an image for light pages, and behind it one for dark pages if there is one."""


class event_facts(nodes.field_list):
    """The event's facts, by name."""


class event_media(nodes.container):
    """A picture (the first child) and the text that belongs beside it."""


class event_pdfs(nodes.container):
    """A list of files, below a word (``summary``) that opens and closes it."""


class event_cards(nodes.bullet_list):
    """A list whose items are shown as cards."""


class event_index(nodes.bullet_list):
    """A list of names, each with links to where it is found."""


class event_sheet(nodes.section):
    """A sheet of paper that begins with its head, a form; upright unless it is ``landscape``."""


class event_form(nodes.container):
    """Something printed that looks the same each time, such as a badge; ``form`` says what.

    It is filled in by its ``numbers`` and then its children, pieces or other forms, in an order
    that its form has.
    """


class event_piece(nodes.inline):
    """Piece that is filled in at one place of a form; empty where there is nothing to say."""


class event_rows(nodes.container):
    """Forms below each other, as large as the sheet has room for."""


class event_grid(nodes.container):
    """A day as a grid of ``columns`` rooms; ``minutes`` tells how long each row lasts."""


class event_labels(nodes.container):
    """Forms of one size on sheets of ``labels``, a :class:`~sphinx_event_program.media.labels.LabelSheet`."""


class event_certificate(nodes.container):
    """A sheet of its own, on which the content stands in the middle."""


class event_timetable(nodes.table):
    """A schedule as a table; its parts are kinds of docutils' own."""


class event_timetable_head(nodes.thead):
    """The row of column headers."""


class event_timetable_body(nodes.tbody):
    """The rows of one timetable."""


class event_timetable_row(nodes.row):
    """One session."""


class event_timetable_cell(nodes.entry):
    """A cell; ``column`` names what it shows, and ``scope`` is set where it is a header."""


class event_downloads(nodes.General, nodes.Element):
    """The place of the list of files beside the pages, until a builder is known, and where they are for it.

    ``divisions`` has the kind and id of each track, room or day whose calendar is meant; without any, all files are.
    """


#: For each node, what writes its beginning and, unless that raises ``SkipNode``, its end.
Visitors: TypeAlias = dict[type[Element], tuple[Callable[..., None], Callable[..., None] | None]]
