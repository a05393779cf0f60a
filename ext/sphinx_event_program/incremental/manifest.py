"""The manifest of an output folder: what was written there, and of what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sphinx_event_program._files import digest_of, write_whole


@dataclass
class BuildManifest:
    """The state of one output folder after the last build that succeeded; empty before the first.

    From it follows what has to be written again, and what a website's build may delete: nothing
    that is not listed here. It is no part of Sphinx's environment, which is saved before anything
    is written, and which several builders may share.
    """

    documents: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each aspect of documents, a digest for each document."""
    pages: dict[str, str] = field(default_factory=dict)
    """A digest for each page of a record, by the page's name."""
    calendars: dict[str, str] = field(default_factory=dict)
    """A digest for each calendar beside a page, by the file's path."""
    indices: list[str] = field(default_factory=list)
    """The names of the pages that list records."""
    copies: list[str] = field(default_factory=list)
    """Portraits, materials and PDFs, by the file's path."""
    digest_of_all_pages: str = ''
    """A digest of all pages of records; empty if it is not known."""
    frame_has_headings: bool = False
    """Whether the theme shows headings of documents around the pages of records."""
    exports: str = ''
    """A digest of all exported files."""
    exported: dict[str, list[int]] = field(default_factory=dict)
    """Size in bytes and time of modification in nanoseconds of each exported file, by its path."""

    @classmethod
    def opened(cls, file: Path) -> BuildManifest:
        """The manifest in ``file``; an empty one if there is none that can be read."""
        try:
            return cls(**json.loads(file.read_bytes()))
        except (OSError, ValueError, TypeError):
            return cls()

    def note_changes(self, aspect: str, contents: Mapping[str, str]) -> list[str]:
        """Documents whose contents differ from those of the last build; the new digests take the place of the old.

        ``aspect`` says which contents: a document can be outdated for several reasons.
        """
        before = self.documents.get(aspect, {})
        now = {name: digest_of(content) for name, content in contents.items()}
        self.documents[aspect] = now
        return [name for name, digest in now.items() if before.get(name) != digest]

    def while_writing(self, pages: Iterable[str], calendars: Iterable[str], copies: Iterable[str]) -> BuildManifest:
        """Manifest saved before writing starts: names without digests, so that a build after a crash rewrites all."""
        return BuildManifest(
            pages=dict.fromkeys([*self.pages, *pages], ''),
            calendars=dict.fromkeys([*self.calendars, *calendars], ''),
            indices=self.indices,
            copies=sorted({*self.copies, *copies}),
            exported=self.exported,
        )

    def save(self, file: Path) -> None:
        """Write it; an equal one is left as it is."""
        content = json.dumps(asdict(self)).encode()
        if file.is_file() and file.read_bytes() == content:
            return
        write_whole(file, content)
