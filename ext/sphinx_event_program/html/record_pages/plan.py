"""The plan of the pages of records: their names, neighbours and dependencies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sphinx_event_program.domain.config import PageKind
from sphinx_event_program.edition import Edition
from sphinx_event_program.edition.selection import Neighbourhood, Selection
from sphinx_event_program.incremental.dependencies import Detail, Key, talk_keys
from sphinx_event_program.model.texts import tag_file_name
from sphinx_event_program.render.views.presentation import Presentation, plain, plain_title
from sphinx_event_program.render.views.schedule import MOST_WITH_PICTURES
from sphinx_event_program.timetable import Slot


class Page(NamedTuple):
    """A page of one record.

    ``uses`` is what it shows; ``previous`` and ``next`` are the ids of its
    neighbours, empty at either end. ``calendar`` is what the calendar file beside
    it is made of; without that, there is none.
    """

    kind: PageKind
    ident: str
    name: str
    title: str
    uses: tuple[Key, ...]
    previous: str = ''
    next: str = ''
    calendar: tuple[Key, ...] = ()


class _Draft(NamedTuple):
    """A page before its neighbours are known."""

    ident: str
    title: str
    uses: tuple[Key, ...]
    #: How its neighbours name it, for their fingerprints.
    named_by: Key
    calendar: tuple[Key, ...] = ()


class Plan:
    """All pages of an edition; ``folders`` says where those of each kind are.

    With ``calendars``, each session that has a time has a calendar file beside its page.
    """

    def __init__(self, presentation: Presentation, folders: Mapping[str, str], *, calendars: bool) -> None:
        self._presentation = presentation
        self._calendars = calendars
        self.edition: Edition = presentation.edition
        self.neighbourhood = Neighbourhood(self.edition.timetable)
        self.pages: dict[tuple[str, str], Page] = {}
        for kind in PageKind:
            if kind in folders:
                self.pages.update(((kind, page.ident), page) for page in self._of(kind, folders[kind]))
        names = {page.name.casefold() for page in self.pages.values()}
        #: The name of each page that only leads on, and the page that it leads to.
        self.redirects: dict[str, Page] = {
            name: self.pages[kind, ident]
            for (kind, former), ident in self.edition.program.renamed.items()
            if (kind, ident) in self.pages and (name := f'{folders[kind]}/{former}').casefold() not in names
        }

    def _of(self, kind: PageKind, folder: str) -> Iterator[Page]:
        drafts = list(_DRAFTS[kind](self))
        names = _file_names([draft.ident for draft in drafts]) if kind is PageKind.TAG else None
        around = self._sessions_around if kind is PageKind.SESSION else _around(drafts)
        by_ident = {draft.ident: draft for draft in drafts}
        for draft in drafts:
            before, after = around(draft.ident)
            neighbours = tuple(by_ident[ident].named_by for ident in (before, after) if ident)
            name = f'{folder}/{names[draft.ident] if names else draft.ident}'
            uses = draft.uses + neighbours
            yield Page(kind, draft.ident, name, draft.title, uses, before, after, draft.calendar)

    def _sessions_around(self, ident: str) -> tuple[str, str]:
        before, after = self.neighbourhood.around(self.edition.timetable.by_session[ident].session)
        return before.session.id if before else '', after.session.id if after else ''

    def related(self, slot: Slot) -> tuple[list[Slot], list[Slot]]:
        """The sessions named beside one: those with its people, and others in its track."""
        by_people = self.neighbourhood.with_same_people(slot.session)
        named = {other.session.id for other in by_people}
        in_track = [other for other in self.neighbourhood.in_same_track(slot.session) if other.session.id not in named]
        return by_people, in_track

    def _sessions(self) -> Iterator[_Draft]:
        wording = self._presentation.wording
        groups = self.edition.program.event.organizer_groups
        # Search engines are told on each page who hosts the event.
        hosts = [Key(Detail.NAME, str(host)) for group in groups for host in group.people]
        program = self.edition.program
        for slot in self.edition.timetable.slots:
            session = slot.session
            if session.is_bare_break or slot.number:
                # Nobody opens the page of a coffee break, or puts it into a calendar; and each session has one page.
                continue
            people = [Key(Detail.CARD, str(part.person)) for part in session.participations]
            session_details = (Key(Detail.EVENT_CONTEXT), *hosts, Key(Detail.SESSION, session.id), *people)
            talks = talk_keys(session, program)
            uses = [Key(Detail.PAGE_CONTEXT), Key(Detail.DAYS), *session_details, *talks]
            uses += [Key(Detail.LINE, other.session.id) for group in self.related(slot) for other in group]
            # What does not take place is not put into a calendar.
            is_planned = slot.start is not None and not program.is_off(session)
            calendar = session_details if self._calendars and is_planned else ()
            title = plain_title(session.title, wording)
            yield _Draft(session.id, title, tuple(uses), Key(Detail.TITLE, session.id), calendar)

    def _people(self) -> Iterator[_Draft]:
        program, wording = self.edition.program, self._presentation.wording
        for person in sorted(program.people.values(), key=lambda person: person.sort_key(wording.order)):
            uses = [
                Key(Detail.PAGE_CONTEXT),
                Key(Detail.DAYS),
                Key(Detail.PERSON, person.id),
                Key(Detail.PARTICIPATION, person.id),
            ]
            uses += [Key(Detail.LINE, session.id) for session in program.sessions_by_person.get(person.id, ())]
            yield _Draft(person.id, plain(person.name, wording), tuple(uses), Key(Detail.NAME, person.id))

    def _tracks(self) -> Iterator[_Draft]:
        for track in self.edition.program.event.tracks:
            title = plain(track.name, self._presentation.wording)
            yield self._listing(track.id, title, Selection(tracks=(track.id,)), Key(Detail.TRACK, track.id))

    def _rooms(self) -> Iterator[_Draft]:
        for room in self.edition.program.event.rooms:
            title = plain(room.name, self._presentation.wording)
            yield self._listing(room.id, title, Selection(rooms=(room.id,)), Key(Detail.ROOM, room.id))

    def _tags(self) -> Iterator[_Draft]:
        for tag in sorted(self.edition.program.tags, key=self._presentation.wording.order.key):
            yield self._listing(tag, tag, Selection(tags=(tag,)), Key(Detail.PAGE_CONTEXT))

    def _days(self) -> Iterator[_Draft]:
        for ident, day in self.edition.timetable.dates.items():
            title = self._presentation.wording.date(day)
            yield self._listing(ident, title, Selection(days=(ident,)), Key(Detail.PAGE_CONTEXT))

    def _listing(self, ident: str, title: str, choice: Selection, named_by: Key) -> _Draft:
        uses = [Key(Detail.PAGE_CONTEXT), named_by, Key(Detail.SELECTION, choice)]
        slots = choice.slots(self.edition.timetable)
        of_people = Detail.NAME if names_only(slots) else Detail.CARD
        for slot in slots:
            uses += [Key(Detail.ROW, slot.session.id), *talk_keys(slot.session, self.edition.program)]
            uses += [Key(of_people, str(part.person)) for part in slot.session.participations]
        return _Draft(ident, title, tuple(uses), named_by)


def selection_of(page: Page) -> Selection:
    """Which sessions a page of a track, room, tag or day lists."""
    (choice,) = (key.ident for key in page.uses if isinstance(key.ident, Selection))
    return choice


def names_only(slots: Sequence[Slot]) -> bool:
    """Whether a page that lists these sessions shows of their presenters no more than the names."""
    return len(slots) > MOST_WITH_PICTURES


_DRAFTS: Mapping[PageKind, Callable[[Plan], Iterable[_Draft]]] = {
    PageKind.SESSION: Plan._sessions,
    PageKind.PERSON: Plan._people,
    PageKind.TRACK: Plan._tracks,
    PageKind.ROOM: Plan._rooms,
    PageKind.TAG: Plan._tags,
    PageKind.DAY: Plan._days,
}


def _around(drafts: Sequence[_Draft]) -> Callable[[str], tuple[str, str]]:
    """For each page of a row, the ids of the ones before and after it."""
    before = {after.ident: before.ident for before, after in pairwise(drafts)}
    after = {before: after for after, before in before.items()}
    return lambda ident: (before.get(ident, ''), after.get(ident, ''))


def _file_names(tags: Iterable[str]) -> dict[str, str]:
    """Name of the file of each tag; of two that would share one, which is reported, the later one gets a number."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for tag in tags:
        wanted = name = tag_file_name(tag)
        number = 1
        while name in used:
            number += 1
            name = f'{wanted}-{number}'
        used.add(name)
        names[tag] = name
    return names
