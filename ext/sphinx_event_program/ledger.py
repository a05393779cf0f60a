"""What a builder wrote the last time, so that it writes only what has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sphinx_event_program.digests import digest_of
from sphinx_event_program.whole_files import write_whole


@dataclass
class Ledger:
    """The state of one output folder after the last build that succeeded; empty before the first.

    It is no part of the environment, which is saved before anything is written, and
    which may be that of several builders: HTML may be older than what was read for
    print. What something was made of is kept as a digest.
    """

    #: For each aspect, what documents were made of.
    documents: dict[str, dict[str, str]] = field(default_factory=dict)
    #: What each generated page, and each file beside one, was made of.
    pages: dict[str, str] = field(default_factory=dict)
    #: What all pages together were made of, if that was known.
    pages_together: str = ''
    #: What the indices were made of, if that was known.
    indices: str = ''
    #: What was around the content of all of them.
    around: str = ''
    #: The headings of all documents, and whether a tree of the theme shows any of them beside titles.
    headings: str = ''
    headings_shown: bool = False
    #: What the exported files were made of.
    exports: str = ''
    #: The size and the time of each of them.
    exported: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def opened(cls, file: Path) -> Ledger:
        """The ledger in ``file``; an empty one if there is none that can be read."""
        try:
            return cls(**json.loads(file.read_bytes()))
        except (OSError, ValueError, TypeError):
            return cls()

    def outdated(self, aspect: str, made_of: Mapping[str, str]) -> list[str]:
        """The documents of which an aspect is made of something else than it was; they count as written from now on."""
        before = self.documents.get(aspect, {})
        now = {name: digest_of(content) for name, content in made_of.items()}
        self.documents[aspect] = now
        return [name for name, digest in now.items() if before.get(name) != digest]

    def forget_pages(self) -> None:
        """Generated pages and indices are to be written anew, whatever they are made of; their names stay known."""
        self.pages = dict.fromkeys(self.pages, '')
        self.pages_together = self.indices = ''

    def as_if_unknown(self, pages: Iterable[str]) -> Ledger:
        """What is known while a build writes, which may not end: these ``pages`` may be there, whatever they hold."""
        return Ledger(pages=dict.fromkeys([*self.pages, *pages], ''), exported=self.exported)

    def save(self, file: Path) -> None:
        """Write it; an equal one is left as it is."""
        content = json.dumps(asdict(self)).encode()
        if file.is_file() and file.read_bytes() == content:
            return
        write_whole(file, content)
