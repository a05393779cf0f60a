"""Portraits in the size that the outputs need, cached by content."""

from __future__ import annotations

import hashlib
import os
import warnings
from pathlib import Path

from PIL import Image, ImageOps

#: Formats that are read; Pillow knows many more, and each is a way in for a hostile file.
FORMATS = ('JPEG', 'PNG', 'WEBP')

#: Side of a portrait. Shown at up to 144 CSS pixels it is sharp at twice the density,
#: and printed 25 mm wide it has over 300 dots per inch.
SIDE_PX = 320

#: Larger pictures are refused before they are decoded (a decompression bomb).
PIXEL_LIMIT = 64_000_000


class PhotoError(ValueError):
    """A photo that cannot be used; ``hint`` says what would be right."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def check_photo(path: Path) -> None:
    """Make sure that ``path`` is a picture that can be used.

    :raises PhotoError: if it is missing, no picture, too large or damaged.
    """
    with _opened(path) as picture:
        _decoded(picture)


def portrait(path: Path, cache: Path) -> Path:
    """A square portrait of ``SIDE_PX`` made of the photo at ``path``.

    The file in ``cache`` is named after the photo's content, so a second build
    does no work on it. The orientation that a camera noted is applied, and
    everything else that it noted (place, time, device) is left behind.

    :raises PhotoError: as :func:`check_photo`.
    """
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    target = cache / f'portrait-{digest}-{SIDE_PX}.jpg'
    if not target.exists():
        with _opened(path) as picture:
            upright = _decoded(picture)
        # A transparent picture would turn black in JPEG.
        canvas = Image.new('RGB', upright.size, 'white')
        canvas.paste(upright, mask=upright.getchannel('A') if upright.mode == 'RGBA' else None)
        square = ImageOps.fit(canvas, (SIDE_PX, SIDE_PX), Image.Resampling.LANCZOS)
        cache.mkdir(parents=True, exist_ok=True)
        # Several processes may make the same portrait; each renames a whole file of its own, unless
        # it is there by now: newer than a page that shows it, it would make Sphinx read that page again.
        partial = target.with_suffix(f'.{os.getpid()}.part')
        square.save(partial, 'JPEG', quality=86, optimize=True)
        if target.exists():
            partial.unlink()
        else:
            partial.replace(target)
    return target


def _opened(path: Path) -> Image.Image:
    if not path.is_file():
        raise PhotoError('is missing', 'put it into the data folder, or remove the line to show a monogram')
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore', Image.DecompressionBombWarning)
            picture = Image.open(path, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    # Pillow says "damaged" in as many ways as it knows formats; UnidentifiedImageError is an OSError.
    except (OSError, SyntaxError, ValueError) as error:
        raise PhotoError('is not a picture that can be used', f'save it as {", ".join(FORMATS)}') from error
    if picture.width * picture.height > PIXEL_LIMIT:
        picture.close()
        raise _too_large()
    return picture


def _too_large() -> PhotoError:
    return PhotoError('is too large', f'make it smaller than {PIXEL_LIMIT // 1_000_000} megapixels')


def _decoded(picture: Image.Image) -> Image.Image:
    try:
        upright = ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError) as error:
        raise PhotoError('is damaged', 'export it once more from the program it came from') from error
    return upright if upright.mode == 'RGB' else upright.convert('RGBA')
