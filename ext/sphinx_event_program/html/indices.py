"""The indices of a website: people by name, sessions by time, and both in the general one."""

from __future__ import annotations

import unicodedata
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from sphinx.domains import Index, IndexEntry

from sphinx_event_program._files import remove_files
from sphinx_event_program.domain.event_domain import EventDomain, anchor_of, event_domain
from sphinx_event_program.html.builders import has_pages
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.render.translations import _
from sphinx_event_program.render.views.presentation import RANGE_DASH, plain_title
from sphinx_event_program.render.views.schedule import day_name

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_event_program.model.collation import Collation
    from sphinx_event_program.model.person import Person
    from sphinx_event_program.render.views.presentation import Presentation
    from sphinx_event_program.timetable import Slot

#: As Sphinx calls its own.
_GENERAL = 'genindex'

#: Heading of names that begin with no letter.
_NO_LETTER = '…'

_Sections: TypeAlias = list[tuple[str, list[IndexEntry]]]


class _Title:
    """A title of a class, in the language of the build; a plain string, because the JSON builder writes it as it is."""

    def __init__(self, words: str) -> None:
        self._words = words

    def __get__(self, index: Index | None, owner: type[Index]) -> str:
        return str(_(self._words))


class _RecordIndex(Index):
    """Index of records; it is a page of a website only.

    Sphinx asks for an index of some documents where it typesets a book.
    """

    @property
    def _presentation(self) -> Presentation | None:
        return cast('EventDomain', self.domain).build.presentation

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[_Sections, bool]:
        if self._presentation is None or docnames is not None:
            return [], False
        sections = ((heading, list(entries)) for heading, entries in self._sections(self._presentation))
        return [(heading, entries) for heading, entries in sections if entries], False

    @abstractmethod
    def _sections(self, presentation: Presentation) -> Iterator[tuple[str, Iterable[IndexEntry]]]:
        """The entries below each heading, in order."""

    def _entry(self, kind: str, ident: str, name: str, extra: str) -> Iterator[IndexEntry]:
        """A line of the index, if the record is shown anywhere."""
        target = cast('EventDomain', self.domain).target(kind, ident)
        if target is not None:
            yield IndexEntry(name, 0, target.docname, anchor_of(kind, target), extra, '', '')


class PeopleIndex(_RecordIndex):
    """Everybody, by the first letter of the family name."""

    name = 'people'
    localname = _Title('People by name')
    shortname = _Title('people')

    def _sections(self, presentation: Presentation) -> Iterator[tuple[str, Iterable[IndexEntry]]]:
        order = presentation.wording.order

        def section(person: Person) -> tuple[bool, tuple[float, ...]]:
            if _letter(person, order) == _NO_LETTER:
                return False, ()
            return True, order.initial(person.parts.family)

        people = sorted(
            presentation.edition.program.people.values(),
            key=lambda person: (section(person)[0], person.sort_key(order)),
        )
        for _section, group in groupby(people, key=section):
            members = list(group)
            entries = [entry for person in members for entry in self._person(person, presentation)]
            yield _letter(members[0], order), entries

    def _person(self, person: Person, presentation: Presentation) -> Iterator[IndexEntry]:
        name = presentation.wording.tbd if isinstance(person.name, Tbd) else by_family_name(person)
        return self._entry('person', person.id, name, '')


class SessionsIndex(_RecordIndex):
    """All sessions, in the order of time."""

    name = 'sessions'
    localname = _Title('Sessions by time')
    shortname = _Title('sessions')

    def _sections(self, presentation: Presentation) -> Iterator[tuple[str, Iterable[IndexEntry]]]:
        wording = presentation.wording
        for day in presentation.edition.timetable.days:
            yield (
                day_name(day, wording, offset=False),
                [entry for slot in day.slots for entry in self._slot(slot, presentation)],
            )

    def _slot(self, slot: Slot, presentation: Presentation) -> Iterator[IndexEntry]:
        wording, session = presentation.wording, slot.session
        hours = [wording.time(moment) for moment in (slot.start, slot.end) if moment is not None]
        extra = RANGE_DASH.join(hours) if slot.start is not None else wording.tbd
        return self._entry('session', session.id, plain_title(session.title, wording), extra)


#: Registered with the domain, each as a page of its own: ``event-people`` and ``event-sessions``.
INDICES: tuple[type[Index], ...] = (PeopleIndex, SessionsIndex)


def by_family_name(person: Person) -> str:
    """A name as an index has it: ``Lovelace, Ada``; a name of one word as it is."""
    return person.parts.for_index


def _base_letter(title: str, presentation: Presentation | None) -> str | None:
    """The letter from A to Z that a title belongs to, where Sphinx would make a heading of its own, such as Ø."""
    letter = presentation.wording.order.heading(title) if presentation else ''
    first = unicodedata.normalize('NFD', title)[0].upper()
    # Sphinx sorts everything else by itself: any other heading would stand twice.
    return letter if first.isalpha() and not first.isascii() and letter in tuple(ascii_uppercase) else None


def _letter(person: Person, order: Collation) -> str:
    """Heading of a person: Sphinx writes it into the page as it is, so that it has to be a letter."""
    letter = order.heading(person.parts.family)
    return letter if letter.isalnum() else _NO_LETTER


class Indices:
    """Sessions and people in Sphinx's general index, for as long as a website is written.

    These entries are not kept in the environment: there they would be printed as well, by
    every document that shows a session.
    """

    def __init__(self) -> None:
        self._own: dict[str, Any] | None = None

    def extend(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``, before Sphinx makes its indices."""
        if builder.format != 'html':
            return
        domain = event_domain(builder.env)
        index = builder.env.domains.index_domain
        entries = dict(index.data['entries'])
        self._own = index.data['entries']
        for (kind, ident), target in domain.targets.items():
            person = domain.build.presentation and domain.build.presentation.edition.program.people.get(ident)
            title = by_family_name(person) if kind == 'person' and person else target.title
            if not title:  # The name is to be announced, and nobody looks for it.
                continue
            # A semicolon would begin an entry below the entry.
            title = title.replace(';', ',')
            entry = ('single', title, anchor_of(kind, target), '', _base_letter(title, domain.build.presentation))
            entries[target.docname] = [*entries.get(target.docname, ()), entry]
        index.data['entries'] = entries

    def delete_old_pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """On ``html-collect-pages``, when the indices have been written: delete those that are no longer made.

        Sphinx writes none that would be empty, or that is switched off, and would leave what
        is there: names of people who may have withdrawn.
        """
        if has_pages(builder := app.builder):
            manifest, before = event_domain(app.env).build.manifest, event_domain(app.env).build.manifest.indices
            ours = {f'event-{index.name}' for index in INDICES}
            manifest.indices = sorted(name for name, *_ in builder.domain_indices if name in ours)
            gone = [Path(builder.get_output_path(name)) for name in before if name not in manifest.indices]
            kept = {Path(builder.get_output_path(name)) for name in app.env.found_docs}
            remove_files(
                Path(app.outdir), [path.relative_to(app.outdir).as_posix() for path in gone if path not in kept]
            )
        yield from ()

    def restore_entries(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """On ``html-collect-pages``, when the indices have been written: take our entries out of the environment."""
        if self._own is not None:
            app.env.domains.index_domain.data['entries'] = self._own
            self._own = None
        yield from ()


def setup(app: Sphinx) -> None:
    """Register the indices, and connect the handlers."""
    for index in INDICES:
        app.add_index_to_domain('event', index)
    indices = Indices()
    app.connect('write-started', indices.extend)
    app.connect('html-collect-pages', indices.delete_old_pages)
    app.connect('html-collect-pages', indices.restore_entries)
