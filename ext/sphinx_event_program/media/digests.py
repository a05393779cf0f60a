"""Digests of files in the data folder, noted in a cache, so that unchanged files are not read again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from sphinx_event_program._files import digest_of, write_whole

#: A file changed so soon after it was looked at may have kept its time of change.
_RACY_NS = 2_000_000_000


class FileDigests:
    """Digests of the bytes of files below ``data``, with notes of them in the folder ``cache``."""

    def __init__(self, data: Path, cache: Path) -> None:
        self._data = data
        self._cache = cache
        self._digests: dict[str, str] = {}

    def of(self, file: str) -> str:
        """The digest of a file's bytes, empty without the file; read only if it was changed since the last time."""
        if file not in self._digests:
            try:
                self._digests[file] = self._noted_digest(file)
            except OSError:  # It was there when the data was read.
                self._digests[file] = ''
        return self._digests[file]

    def notes(self, files: Iterable[str]) -> set[str]:
        """The names of the notes of some files."""
        return {self._note(file, status).name for file in files if (status := self._status(file))}

    def _noted_digest(self, file: str) -> str:
        path = self._data / file
        status = path.stat()
        note = self._note(file, status)
        if note.exists() and max(status.st_mtime_ns, status.st_ctime_ns) + _RACY_NS < note.stat().st_mtime_ns:
            return note.read_text(encoding='ascii')
        digest = digest_of(path.read_bytes())
        write_whole(note, digest.encode('ascii'))
        return digest

    def _status(self, file: str) -> os.stat_result | None:
        try:
            return (self._data / file).stat()
        except OSError:
            return None

    def _note(self, file: str, status: os.stat_result) -> Path:
        """Note with the digest of a file, as long as the file is not changed."""
        # The time of change tells of an edit that left the time of modification as it was (cp -p).
        identity = (file, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        return self._cache / f'photo-{digest_of(repr(identity))}.txt'
