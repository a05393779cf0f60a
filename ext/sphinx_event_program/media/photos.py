"""Photos in the data folder: which is whose, and whether it can be used; no picture is decoded."""

from __future__ import annotations

import stat
import struct
import warnings
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from PIL import Image

from sphinx_event_program.model.person import Person, Photo
from sphinx_event_program.model.problems import Kind, Place, Problem, nearest
from sphinx_event_program.model.values import Tbd

#: Formats that are read; Pillow knows many more, and each is a way in for a hostile file.
FORMATS = ('JPEG', 'PNG', 'WEBP')

#: Folder of photos that are not named, and their endings; the first one wins.
FOLDER = 'photos'
ENDINGS = ('jpg', 'jpeg', 'png', 'webp')

#: Endings of pictures that are not read: whoever named a file so is told, not left with a monogram.
_OTHER_ENDINGS = ('heic', 'heif', 'avif', 'gif', 'tif', 'tiff', 'bmp', 'svg', 'jxl')

_SAVE = f'save it as {", ".join(FORMATS[:-1])} or {FORMATS[-1]}'

#: Whose photo it may be takes time to find; who has more of them has another problem.
_SUGGESTIONS = 20

#: A photo that gives a smaller portrait is blurred on today's screens.
ADVISED_PX = 160

#: Larger pictures are refused before they are decoded (a decompression bomb).
PIXEL_LIMIT = 64_000_000
BYTE_LIMIT = 100_000_000

#: Errors of Pillow where a file is damaged; each format has its own way to say so, and a part of it is C.
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
        self._unsettled = False

    def choose(self, person: Person, place: Callable[..., Place], problems: list[Problem]) -> Photo | Tbd | None:
        """A person's photo, with its file; None, and a problem, if it cannot be used.

        ``place`` tells where a value was written.
        """
        if person.photo is None and person.id not in self._by_stem:
            return None  # As it is with most of thousands.
        photo = Photo() if person.photo is None else person.photo
        if isinstance(photo, Tbd) or isinstance(photo.file, Tbd):
            self._unsettled = True
            return person.photo
        where = place('people', person.id, 'photo', 'file')
        file = self._found(person, where, problems) if photo.file is None else photo.file
        if file is None:
            self._unsettled = True
            return None
        try:
            side_px = check_photo(self._data, file)
        except PhotoError as error:
            self._unsettled = True
            hint = self._meant(file) or error.hint
            problems.append(Problem(where, f'the photo {file!r} {error}', hint, Kind.PHOTO))
            return None
        if side_px < ADVISED_PX:
            message = f'the photo {file!r} gives a portrait of only {side_px} by {side_px} pixels'
            hint = f'it is not enlarged; use one that is at least {ADVISED_PX} pixels wide and high'
            problems.append(Problem(where, message, hint, Kind.SMALL_PHOTO))
        return photo.model_copy(update={'file': file})

    def _meant(self, file: str) -> str | None:
        """Hint for a file that is not there; None if it is, or no name is near."""
        if (self._data / file).exists():
            return None
        # `data/photos/ada.jpg` is what it is called from where the project begins.
        below = file.removeprefix('./').removeprefix(f'{self._data.name}/')
        if below != file and (self._data / below).exists():
            return f'write {below!r}, because paths begin in the data folder'
        stem = PurePosixPath(file).stem
        near = stem if stem in self._by_stem else nearest(stem, self._by_stem)
        return f'did you mean {f"{FOLDER}/{min(self._by_stem[near])}"!r}?' if near else None

    def strangers(self, people: Mapping[str, Person], problems: list[Problem]) -> None:
        """Warn of photos that are nobody's: neither called by an id, nor named by anybody.

        While somebody's photo is missing, or TBD, it may be one of these.
        """
        if self._unsettled:
            return
        photos = (person.photo for person in people.values())
        named = {
            PurePosixPath(photo.file).name
            for photo in photos
            if isinstance(photo, Photo) and isinstance(photo.file, str) and PurePosixPath(photo.file).parts[0] == FOLDER
        }
        names = {person.name: ident for ident, person in people.items() if isinstance(person.name, str)}
        strangers = [
            name for stem, files in self._by_stem.items() if stem not in people for name in files if name not in named
        ]
        for number, name in enumerate(strangers):
            hint = f"call it by somebody's id, such as '{next(iter(people), 'ada-brandt')}.{_ending(name)}'"
            if number < _SUGGESTIONS and (near := nearest(name.rpartition('.')[0], [*people, *names])):
                hint = f"did you mean '{names.get(near, near)}.{_ending(name)}'?"
            where = Place(self._data / FOLDER / name)
            problems.append(Problem(where, "this photo is nobody's", hint, Kind.UNUSED))

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
            problems.append(Problem(where, message, _SAVE, Kind.PHOTO))
        elif not usable:
            message = f'no photo in {FOLDER!r} is called {person.id!r}'
            hint = f"put it there as '{person.id}.{ENDINGS[0]}', or name its 'file'"
            problems.append(Problem(where, message, hint, Kind.PHOTO))
        return f'{FOLDER}/{usable[0]}' if usable else None

    @cached_property
    def _by_stem(self) -> Mapping[str, list[str]]:
        files: dict[str, list[str]] = {}
        try:
            names = sorted(path.name for path in (self._data / FOLDER).iterdir())
        except OSError:  # Without the folder, nobody has a photo that is not named.
            return files
        for name in names:
            if _ending(name) in ENDINGS + _OTHER_ENDINGS:
                files.setdefault(name.rpartition('.')[0], []).append(name)
        return files


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
        raise PhotoError(_what_it_is(path), _SAVE) from error
    if picture.width * picture.height > PIXEL_LIMIT:
        picture.close()
        raise _too_large()
    return picture


#: How files begin that are taken for photos; what a file is called says little.
_BEGINNINGS = (
    (b'GIF8', 0, 'a GIF'),
    (b'ftyphei', 4, 'a HEIC picture'),
    (b'ftypmif', 4, 'a HEIC picture'),
    (b'ftypavif', 4, 'an AVIF picture'),
    (b'II*\0', 0, 'a TIFF picture'),
    (b'MM\0*', 0, 'a TIFF picture'),
    (b'BM', 0, 'a BMP picture'),
    (b'%PDF', 0, 'a PDF'),
    (b'<svg', 0, 'an SVG drawing'),
    (b'<?xml', 0, 'an XML file'),
    (b'<!DOCTYPE', 0, 'a web page'),
    (b'<html', 0, 'a web page'),
    (b'version https://git-lfs', 0, 'a pointer of Git LFS: fetch the file itself'),
)


def _what_it_is(path: Path) -> str:
    """Description of a file that is no picture that can be used."""
    try:
        with path.open('rb') as opened_file:
            begin = opened_file.read(64)
    except OSError:
        begin = b''
    for sign, at, what in _BEGINNINGS:
        if begin[at:].startswith(sign):
            return f'is {what}, whatever its name says' if path.suffix.lower().lstrip('.') in ENDINGS else f'is {what}'
    return 'is not a picture that can be used'


def _missing() -> PhotoError:
    return PhotoError('is missing', 'put it into the data folder, or remove the line to show a monogram')


def _too_large() -> PhotoError:
    return PhotoError('is too large', f'make it smaller than {PIXEL_LIMIT // 1_000_000} megapixels')
