"""The files beside the pages, as they are on the disk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from sphinx_event_program.ledger import BuildManifest
from sphinx_event_program.whole_files import remove_files, write_whole


class PublishedFiles:
    """The files that this project wrote into a folder, which has a ledger.

    Those named ``kept`` are the author's own, who chose the same name.
    """

    def __init__(self, folder: Path, ledger: BuildManifest, kept: Collection[str] = ()) -> None:
        self._folder = folder
        self._ledger = ledger
        self._kept = kept

    def are_of(self, state: str) -> bool:
        """Whether the files are there, as they were written for ``state``."""
        return self._ledger.exports == state and self._ledger.exported == self._seen(self._ledger.exported)

    def put(self, made: Mapping[str, bytes], state: str) -> None:
        """Write what has changed, and take away what was written before and is not made any more."""
        remove_files(self._folder, self._ledger.exported.keys() - made.keys() - set(self._kept))
        written = {name: content for name, content in made.items() if name not in self._kept}
        for name, content in written.items():
            path = self._folder / name
            if not path.is_file() or path.read_bytes() != content:
                write_whole(path, content)
        self._ledger.exports, self._ledger.exported = state, self._seen(written)

    def _seen(self, names: Collection[str]) -> dict[str, list[int]]:
        """Size and time of each file that is there: an edit by somebody else shows in them."""
        there = {name: (self._folder / name) for name in names if (self._folder / name).is_file()}
        return {name: [path.stat().st_size, path.stat().st_mtime_ns] for name, path in there.items()}
