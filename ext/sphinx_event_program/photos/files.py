"""Which photo is whose, and whether it can be used: told without decoding it."""

from __future__ import annotations

import stat
import struct
import warnings
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from PIL import Image

from sphinx_event_program.model.person import Person
from sphinx_event_program.model.photo import Photo
from sphinx_event_program.model.values import Tbd
from sphinx_event_program.problems import Kind, Place, Problem

#: Formats that are read; Pillow knows many more, and each is a way in for a hostile file.
FORMATS = ('JPEG', 'PNG', 'WEBP')

#: Where a photo is looked for that is not named, and under which endings; the first one wins.
FOLDER = 'photos'
ENDINGS = ('jpg', 'jpeg', 'png', 'webp')

#: Endings of pictures that are not read: whoever named a file so is told, not left with a monogram.
_OTHER_ENDINGS = ('heic', 'heif', 'avif', 'gif', 'tif', 'tiff', 'bmp', 'svg', 'jxl')

#: A photo that gives a smaller portrait is blurred on today's screens.
ADVISED_PX = 160

#: Larger pictures are refused before they are decoded (a decompression bomb).
PIXEL_LIMIT = 64_000_000
BYTE_LIMIT = 100_000_000

#: What Pillow raises where a file is damaged; each format has its own way to say so, and a part of it is C.
DAMAGE = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, struct.error)


class PhotoError(ValueError):
    """A photo that cannot be used; ``hint`` says what would be right."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class PhotoFolder:
    """The photos in a data folder."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def choose(self, person: Person, place: Callable[..., Place], problems: list[Problem]) -> Photo | Tbd | None:
        """A person's photo, with its file; None, and a problem, if it cannot be used.

        ``place`` tells where a value was written.
        """
        if person.photo is None and person.id not in self._by_stem:
            return None  # As it is with most of thousands.
        photo = Photo() if person.photo is None else person.photo
        if isinstance(photo, Tbd) or isinstance(photo.file, Tbd):
            return person.photo
        where = place('people', person.id, 'photo', 'file')
        file = self._found(person, where, problems) if photo.file is None else photo.file
        if file is None:
            return None
        try:
            side_px = check_photo(self._data, file)
        except PhotoError as error:
            problems.append(Problem(where, f'the photo {file!r} {error}', error.hint, Kind.PHOTO))
            return None
        if side_px < ADVISED_PX:
            message = f'the photo {file!r} gives a portrait of only {side_px} by {side_px} pixels'
            hint = f'it is not enlarged; use one that is at least {ADVISED_PX} pixels wide and high'
            problems.append(Problem(where, message, hint, Kind.SMALL_PHOTO))
        return photo.model_copy(update={'file': file})

    def _found(self, person: Person, where: Place, problems: list[Problem]) -> str | None:
        """The file that has the person's id for a name."""
        names = self._by_stem.get(person.id, [])
        usable = sorted(
            (name for name in names if _ending(name) in ENDINGS), key=lambda name: (ENDINGS.index(_ending(name)), name)
        )
        if len(usable) > 1:
            first, *others = (f'{FOLDER}/{name}' for name in usable)
            message = f'{first!r} and {" and ".join(map(repr, others))} are photos of {person.id!r}'
            hint = f"the first one is used; name one as 'photo', or remove the rest (order: {', '.join(ENDINGS)})"
            problems.append(Problem(where, message, hint, Kind.ALIKE))
        elif not usable and names:
            message = f'the photo {f"{FOLDER}/{min(names)}"!r} is not in a format that is read'
            problems.append(Problem(where, message, f'save it as {", ".join(FORMATS)}', Kind.PHOTO))
        elif not usable:
            message = f'no photo in {FOLDER!r} is called {person.id!r}'
            hint = f"put it there as '{person.id}.{ENDINGS[0]}', or name its 'file'"
            problems.append(Problem(where, message, hint, Kind.PHOTO))
        return f'{FOLDER}/{usable[0]}' if usable else None

    @cached_property
    def _by_stem(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        try:
            names = sorted(path.name for path in (self._data / FOLDER).iterdir())
        except OSError:  # Without the folder, nobody has a photo that is not named.
            return found
        for name in names:
            if _ending(name) in ENDINGS + _OTHER_ENDINGS:
                found.setdefault(name.rpartition('.')[0], []).append(name)
        return found


def _ending(name: str) -> str:
    return name.rpartition('.')[2].lower()


def check_photo(data: Path, file: str) -> int:
    """The side in pixels of the square that a photo holds, if its head is that of a picture that can be used.

    Only the head is read: damage behind it shows when the portrait is made.

    :raises PhotoError: if it is missing, no picture, too large, or outside the data folder.
    """
    try:
        inside = (data / file).resolve().is_relative_to(data.resolve())
    except (OSError, ValueError, RuntimeError) as error:  # A name that no file can have, or links in a circle.
        raise _missing() from error
    if not inside:
        raise PhotoError('leads out of the data folder', 'put the picture itself there, in place of the link')
    with opened(data / file) as picture:
        return min(picture.size)


def opened(path: Path) -> Image.Image:
    """A photo whose head was read, and nothing more.

    :raises PhotoError: as :func:`check_photo`.
    """
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise _missing() from error
    if stat.S_ISDIR(status.st_mode):
        raise PhotoError('is a folder', 'name a file in it')
    if not stat.S_ISREG(status.st_mode):  # Nobody waits for a pipe.
        raise _missing()
    if status.st_size == 0:
        raise PhotoError('is an empty file', 'copy it once more from where it came from')
    if status.st_size > BYTE_LIMIT:
        raise PhotoError('is too large', f'make it smaller than {BYTE_LIMIT // 1_000_000} megabytes')
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')  # Our own limit is below the one that Pillow warns of.
            picture = Image.open(path, formats=FORMATS)
    except PermissionError as error:
        raise PhotoError('cannot be read', 'let everybody read it') from error
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except DAMAGE as error:  # UnidentifiedImageError is an OSError.
        raise PhotoError('is not a picture that can be used', f'save it as {", ".join(FORMATS)}') from error
    if picture.width * picture.height > PIXEL_LIMIT:
        picture.close()
        raise _too_large()
    return picture


def _missing() -> PhotoError:
    return PhotoError('is missing', 'put it into the data folder, or remove the line to show a monogram')


def _too_large() -> PhotoError:
    return PhotoError('is too large', f'make it smaller than {PIXEL_LIMIT // 1_000_000} megapixels')
