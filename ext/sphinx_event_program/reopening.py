"""The edition of the last build, opened again as long as nothing that it was made of has changed.

To read, check and arrange an event is most of what a build without changes has to do; to
unpickle it takes a sixth of the time.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from sphinx_event_program.digests import digest_of
from sphinx_event_program.edition import Edition
from sphinx_event_program.model.event import Audience
from sphinx_event_program.model.photo import Photo
from sphinx_event_program.model.program import TABLES, Places
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.photos import FOLDER as PHOTO_FOLDER
from sphinx_event_program.problems import Place, Problem, Severity
from sphinx_event_program.whole_files import write_whole

Opened: TypeAlias = tuple[Edition | None, tuple[Problem, ...]]

#: Where a file is, its size, its times of modification and of change, and which one it is; 0 if it is not there.
_Seen: TypeAlias = tuple[str, int, int, int, tuple[int, ...]]

#: What reads data and looks at photos: another release may find something else.
_LIBRARIES = ('pydantic', 'PyYAML', 'Pillow', 'babel')

#: A file changed so soon before it was looked at may be changed again and keep its time.
_RACY_NS = 2_000_000_000


def reopen_edition(folder: Path, audience: Audience, private: Sequence[Path], cache: Path) -> Opened:
    """The edition and its problems, from the file ``cache`` if that holds them, else read and kept there.

    Kept is only what is not worth a word: an edition with errors or warnings is made each
    time, and so is one that leaves out what is not published, whose files nobody would
    look at. Nor is another audience's edition left in the file, because it may be served
    with all else in the folder of a build.
    """
    photos, versions = _seen(_photos(folder)), [sys.version, *map(version, _LIBRARIES)]
    made_of = (versions, str(audience), _seen(private), _seen(_code()), _read(folder), photos)
    key = digest_of(repr(made_of))
    if (kept := _kept(cache, key, _newest(photos))) is not None:
        return kept
    _forget(cache)
    # Loaded when there is something to read: most builds find what the last one has kept.
    from sphinx_event_program.opening import open_edition

    edition, problems = open_edition(folder, audience, private)
    if edition is None or edition.unpublished or any(one.severity is not Severity.NOTE for one in problems):
        return edition, problems
    named, clock = [*_named(edition)], _clock(edition)
    seen = _seen(named)
    edition = replace(edition, made_of=digest_of(repr((key, seen, clock))))
    program = replace(edition.program, places=_PlacesReadAgain(folder, tuple(private)))
    opened = replace(edition, program=program), problems
    _keep(cache, pickle.dumps((key, named, seen, clock)) + pickle.dumps(opened))
    return edition, problems


@dataclass(frozen=True)
class _PlacesReadAgain:
    """The places of an edition that was not read from its files: hardly anybody asks for one."""

    folder: Path
    private: tuple[Path, ...]

    @cached_property
    def _place(self) -> Places | None:
        from sphinx_event_program.reading.loader import load

        program, _ = load(self.folder, self.private)
        return program.places if program else None

    def __call__(self, *steps: str) -> Place:
        return self._place(*steps) if self._place else Place(self.folder)


def _kept(cache: Path, key: str, newest: int) -> Opened | None:
    try:
        with cache.open('rb') as file:
            for_key, named, seen, clock = _unpickled(file)
            if for_key != key or _seen(named) != seen:
                return None
            if max(newest, _newest(seen)) + _RACY_NS > os.fstat(file.fileno()).st_mtime_ns:
                return None
            kept: Opened = _unpickled(file)
    except (OSError, EOFError, pickle.UnpicklingError, ImportError, LookupError, AttributeError, TypeError, ValueError):
        # Whatever is wrong with it, the event can be read.
        return None
    return kept if kept[0] is not None and _clock(kept[0]) == clock else None


def _unpickled(file: BinaryIO) -> Any:
    """The next pickle of a file."""
    return pickle.load(file)  # noqa: S301 - written by _keep, beside the pickles that Sphinx itself reads


def _keep(cache: Path, content: bytes) -> None:
    """Keep it for the next build, which can do without it."""
    with suppress(OSError):
        write_whole(cache, content)


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _code() -> Iterator[Path]:
    """What makes an edition: another release may make another one, and so may an edit of this one."""
    return Path(__file__).parent.rglob('*.py')


def _read(folder: Path) -> list[tuple[str, str]]:
    """All files that are read, and what each holds."""
    paths = [path for name in ('event', *TABLES) for path in folder.glob(f'{name}.*')]
    paths += [path for name in TABLES for path in (folder / name).glob('*')]
    return sorted((str(path), _content(path)) for path in paths)


def _content(path: Path) -> str:
    try:
        return digest_of(path.read_bytes())
    except OSError as error:
        return str(error)


def _photos(folder: Path) -> Iterator[Path]:
    """What may be somebody's photo by its name, and the folder: a file may come."""
    yield folder / PHOTO_FOLDER
    yield from (folder / PHOTO_FOLDER).glob('*')


def _named(edition: Edition) -> Iterator[Path]:
    """The photos and materials that the data names."""
    for person in edition.program.people.values():
        if isinstance(person.photo, Photo) and isinstance(person.photo.file, str):
            yield edition.folder / person.photo.file
    for session in edition.program.sessions:
        for material in () if isinstance(session.materials, Tbd) else session.materials:
            if isinstance(material.file, str):
                yield edition.folder / material.file


def _newest(seen: Sequence[_Seen]) -> int:
    """When the last of some files was changed, in nanoseconds."""
    return max((max(times) for _, _, *times, _ in seen), default=0)


def _clock(edition: Edition) -> list[str]:
    """When everything is by the time zones of today: their data may change under an edition that is kept."""
    moments = (moment for slot in edition.timetable.slots for moment in (slot.start, slot.end))
    return [moment.isoformat() for moment in moments if moment is not None]


def _seen(paths: Iterable[Path]) -> list[_Seen]:
    seen: set[_Seen] = set()
    for path in paths:
        # A link may lead elsewhere than it did, or to a file that is one of the data.
        where = os.path.realpath(path)
        try:
            status = path.stat()
            identity = status.st_mode, status.st_dev, status.st_ino
            seen.add((f'{path} {where}', status.st_size, status.st_mtime_ns, status.st_ctime_ns, identity))
        except OSError:
            seen.add((f'{path} {where}', 0, 0, 0, ()))
    return sorted(seen)
