"""What each page is made of, as digests: a page whose digest is that of the last build is as it should be."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from sphinx_event_program.digests import digest_of
from sphinx_event_program.freshness import Key, Used
from sphinx_event_program.pages.homes import homes
from sphinx_event_program.pages.plan import Page, PageKind, Plan

if TYPE_CHECKING:
    from sphinx_event_program.domain import EventDomain

#: Kinds of which there are so many that a page should not be written anew for each of them.
_MANY = frozenset({PageKind.SESSION, PageKind.PERSON})


class MadeOf:
    """The digests of a website's pages, when all documents have been read.

    ``feeds`` are the records that have a calendar to subscribe to.
    """

    def __init__(
        self,
        domain: EventDomain,
        plan: Plan,
        feeds: Container[tuple[str, str]],
    ) -> None:
        self._fingerprints = domain.fingerprints
        self._plan = plan
        self._feeds = feeds
        self._targets: dict[tuple[str, object], tuple[str, str]] = {
            key: target[:2] for key, target in domain.targets.items()
        }
        #: For each session and person, the document above its page.
        self.homes = homes(domain, plan)

    @cached_property
    def _frame(self) -> str:
        """What all pages have in common; of what a theme puts around them, ``surroundings.py`` knows.

        Where links to a room, a track, a tag or a day lead is part of it: there are few of them.
        """
        few = [(key, target) for key, target in self._targets.items() if key[0] not in _MANY]
        return digest_of(version('sphinx-event-program'), repr(few))

    @cached_property
    def around(self) -> str:
        """What is around the content of any page, that of an index too: authors may show the event there."""
        return digest_of(self._frame, self._fingerprints.of(Key(Used.EVENT)))

    def all(self) -> str:
        """All pages together."""
        return digest_of(self._fingerprints.as_of, self.around, repr((sorted(self.homes.items()), self._targets)))

    def page(self, page: Page) -> str:
        """One page: what it shows of records, and where it leads to them."""
        used = (f'{key} {self._fingerprints.of(key)} {self._targets.get(key.record)}' for key in page.uses)
        return digest_of(
            self._frame,
            page.kind,
            page.ident,
            page.name,
            page.title,
            page.previous,
            page.next,
            repr((bool(page.calendar), (page.kind, page.ident) in self._feeds)),
            self.homes.get((page.kind, page.ident), ''),
            *used,
        )
