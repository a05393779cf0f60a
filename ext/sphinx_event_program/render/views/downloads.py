"""The files that are beside the pages: the calendar, and the schedule for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docutils import nodes

from sphinx_event_program.exports.release import Words
from sphinx_event_program.render.translations import Wording, _, edition_mark, label
from sphinx_event_program.render.views.presentation import joined, paragraph


class Offered(NamedTuple):
    """A file of one format: its address for a link, and the absolute one; empty if that is not known.

    ``part`` is what a calendar is of, if not of the whole event.
    """

    export: str
    address: str
    absolute: str
    part: str = ''


#: Names of the formats.
_NAMES = {
    'csv': _('Table for spreadsheets (CSV)'),
    'xml': _('Schedule for conference apps (XML)'),
    'json': _('Schedule for other programs (JSON)'),
}


def downloads(offered: Sequence[Offered]) -> list[nodes.Node]:
    """A list of links, each with a word on what it does."""
    items = [item for file in offered for item in _items(file)]
    return [nodes.bullet_list('', *items, classes=['event-downloads'])] if items else []


def _items(file: Offered) -> list[nodes.list_item]:
    if file.export != 'ics':
        return [_item(_link(str(_NAMES[file.export]), file.address))]
    if file.part:
        links = _calendar_links(file, str(_('Subscribe')), str(_('Download')))
        return [_item(nodes.Text(f'{file.part}: '), None, *links)]
    once = _item(_link(str(_('Download the calendar')), file.address), _('as it is now; later changes are not in it'))
    if not file.absolute:
        return [once]
    follows = _('follows changes; Google Calendar may take 12 hours to notice them')
    return [_item(_link(str(_('Subscribe to the calendar')), _subscription(file)), follows), once]


def _subscription(file: Offered) -> str:
    return 'webcal:' + file.absolute.partition(':')[2]


def _calendar_links(file: Offered, subscribe: str, download: str) -> list[nodes.Node]:
    """The two ways to have a calendar, in a line."""
    links: list[list[nodes.Node]] = [[_link(subscribe, _subscription(file))]] if file.absolute else []
    return joined([*links, [_link(download, file.address)]])


def add_to_calendar(address: str) -> list[nodes.Node]:
    """A link to the calendar file of one session."""
    return [paragraph(_link(str(_('Add to calendar')), address), name='event-add-to-calendar')]


def calendars(offered: Sequence[Offered]) -> list[nodes.Node]:
    """A line of links to the calendar of what a page is about."""
    words = str(_('Subscribe to the calendar')), str(_('Download the calendar'))
    return [paragraph(*_calendar_links(file, *words), name='event-add-to-calendar') for file in offered]


def addresses(offered: Sequence[Offered]) -> list[nodes.Node]:
    """The same where nobody clicks: what there is, and its address."""
    names = {'ics': _('Calendar (iCalendar)')} | _NAMES
    items = [
        _item(nodes.Text(f'{file.part or names[file.export]}: '), None, _link(file.absolute, file.absolute))
        for file in offered
        if file.absolute
    ]
    return [nodes.bullet_list('', *items, classes=['event-downloads'])] if items else []


def _link(content: str, address: str) -> nodes.reference:
    return nodes.reference('', '', nodes.Text(content), refuri=address, internal=':' not in address)


def _item(content: nodes.Node, note: object = None, *more: nodes.Node) -> nodes.list_item:
    parts = [content, *more]
    if note is not None:
        parts += [nodes.Text(' '), nodes.inline('', f'({note})', classes=['event-downloads__note'])]
    return nodes.list_item('', paragraph(*parts, name='event-downloads__file'))


def export_words(wording: Wording) -> Words:
    """The words that exports need, in the language of the site."""
    return Words(
        tbd=wording.tbd,
        cancelled=str(_('Cancelled')),
        postponed=str(_('Postponed')),
        moved_from=str(_('Moved from')),
        attendees=edition_mark(),
        meeting_id=str(_('Meeting ID')),
        passcode=str(_('Password')),
        watch=str(_('Watch live')),
        chat=str(_('Chat')),
        role=label,
    )
