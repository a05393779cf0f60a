"""Files that are written whole or not at all, and short digests of what they hold."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_whole(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write a file; if that fails, what was there stays as it was.

    As with a file that is written in place, its mode and a link to it are kept. Its folder
    is made if need be. ``durable`` waits until the new content is on the disk before it takes
    the place of the old: slow, and for what no build could make again.

    :raises OSError: with ``path`` for its file name.
    """
    with _unfinished(path, content, durable=durable) as fresh:
        with suppress(FileNotFoundError):
            fresh.chmod(stat.S_IMODE(path.stat().st_mode))
        fresh.replace(os.path.realpath(path))


def write_once(path: Path, content: bytes) -> None:
    """Write a file named by what it is made of, unless another process has made it meanwhile.

    Newer than a page that shows it, it would make Sphinx read that page again.

    :raises OSError: with ``path`` for its file name.
    """
    with _unfinished(path, content) as fresh:
        if not path.exists():
            fresh.replace(path)


@contextmanager
def _unfinished(path: Path, content: bytes, *, durable: bool = False) -> Iterator[Path]:
    """A file with ``content`` where ``path`` really is: within one folder, to rename it is atomic."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Nobody else has this name, in whatever process, thread or container that shares the folder;
    # and it is short, where that of the file is as long as a name may be.
    fresh = Path(os.path.realpath(path)).with_name(f'.{os.urandom(8).hex()}.part')
    try:
        with fresh.open('xb') as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        yield fresh
    except OSError as error:
        # Nobody knows the other file's name.
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        fresh.unlink(missing_ok=True)


def remove_files(root: Path, paths: Iterable[str]) -> None:
    """Remove files below a folder, and the folders that they leave empty."""
    for path in paths:
        file = root / path
        file.unlink(missing_ok=True)
        folder = file.parent
        while folder != root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


#: Hexadecimal digits of a digest, 96 bits: among a million contents, the chance that any two
#: share one is 1 in 10^17. All of SHA-256 would make what is kept of each page, and the name
#: of each picture, more than twice as long.
LENGTH = 24


def digest_of(*parts: str | bytes) -> str:
    """The digest of some contents in their order; a text counts as UTF-8."""
    joined = b'\0'.join(part.encode() if isinstance(part, str) else part for part in parts)
    return hashlib.sha256(joined).hexdigest()[:LENGTH]
