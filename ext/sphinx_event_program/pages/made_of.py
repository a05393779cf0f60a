"""What each page is made of, as digests: a page whose digest is that of the last build is as it should be."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from sphinx_event_program.digests import digest_of
from sphinx_event_program.pages.homes import homes
from sphinx_event_program.pages.plan import Page, PageKind, Plan

if TYPE_CHECKING:
    from sphinx_event_program.domain import EventDomain

#: Kinds of which there are so many that a page should not be written anew for each of them.
_MANY = frozenset({PageKind.SESSION, PageKind.PERSON})


class MadeOf:
    """The digests of a website's pages, when all documents have been read.

    ``feeds`` are the records that have a calendar to subscribe to, ``frame`` is a digest of
    what the theme draws around all pages.
    """

    def __init__(
        self,
        domain: EventDomain,
        plan: Plan,
        feeds: Container[tuple[str, str]],
        frame: str,
    ) -> None:
        self._fingerprints = domain.fingerprints
        self._plan = plan
        self._feeds = feeds
        self._frame = frame
        self._targets: dict[tuple[str, object], tuple[str, str]] = {
            key: target[:2] for key, target in domain.targets.items()
        }
        #: For each session and person, the document above its page.
        self.homes = homes(domain, plan)

    @cached_property
    def _common(self) -> str:
        """What all pages have in common: the theme's frame, and where links to records of which there are few lead."""
        few = [(key, target) for key, target in self._targets.items() if key[0] not in _MANY]
        return digest_of(version('sphinx-event-program'), self._frame, repr(few))

    def all(self) -> str:
        """All pages together."""
        return digest_of(self._fingerprints.as_of, self._common, repr((sorted(self.homes.items()), self._targets)))

    def page(self, page: Page) -> str:
        """One page: what it shows of records, and where it leads to them."""
        used = (f'{key} {self._fingerprints.of(key)} {self._targets.get(key.record)}' for key in page.uses)
        return digest_of(
            self._common,
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
