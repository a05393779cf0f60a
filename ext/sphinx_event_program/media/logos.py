"""Logos in a size that makes them look alike, cached by what they are made of.

A logo is one PNG: it keeps its transparency, has few colours, and every builder shows it. SVG is refused, as for
photos: it can hold scripts and addresses, no library that cleans it is well kept, and one that draws it would need
system libraries on each machine that builds a site.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

from sphinx_event_program._files import digest_of, write_once
from sphinx_event_program.media.digests import FileDigests
from sphinx_event_program.media.photos import DAMAGE, PhotoError, opened
from sphinx_event_program.media.portraits import eight_bit, in_srgb

#: Logos of one area look equally large, whatever their form; in CSS pixels.
_AREA_PX = 10_000
_WIDEST_PX = 240
_HIGHEST_PX = 96

#: Pixels of the file for each CSS pixel: fine enough for print, where 240 CSS pixels are 63 mm.
_DENSITY = 2

#: A margin of so nearly one colour is no part of a logo: JPEG leaves traces in it.
_SAME_COLOUR = 16

#: Counts the changes of what is done to a logo; a new number makes all of them anew.
_RECIPE = 1


class Logo(NamedTuple):
    """A logo as one file, and how wide it is shown, in CSS pixels."""

    path: Path
    width_px: int


class Logos:
    """The logos in a data folder; the folder ``cache`` holds nothing else, and several processes may work with it."""

    def __init__(self, data: Path, cache: Path) -> None:
        self._data = data
        self._cache = cache
        self._digests = FileDigests(data, cache)

    def of(self, file: str) -> Logo:
        """A logo without its margin, not enlarged; made if it is not there.

        :raises PhotoError: if the file cannot be used.
        """
        name = self._name(file)
        for path in self._cache.glob(f'{name}*.png'):
            return Logo(path, int(path.stem.rpartition('-')[2]))
        with opened(self._data / file) as picture:
            logo = _trimmed(_transparent(picture))
        width_px, height_px = _shown_size(logo.size)
        size = (min(logo.width, width_px * _DENSITY), min(logo.height, height_px * _DENSITY))
        stream = BytesIO()
        logo.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0).save(stream, format='PNG', optimize=True)
        path = self._cache / f'{name}{width_px}.png'
        write_once(path, stream.getvalue())
        return Logo(path, width_px)

    def prune(self, files: Collection[str]) -> None:
        """Delete from the cache what is of none of these files."""
        kept = tuple(map(self._name, files))
        notes = self._digests.notes(files)
        for path in self._cache.glob('*'):
            # What begins with a full stop is being written by another process.
            if not path.name.startswith((*kept, '.')) and path.name not in notes:
                path.unlink(missing_ok=True)

    def _name(self, file: str) -> str:
        """How the name of the file that is made of a logo begins."""
        return f'logo-{digest_of(f"{self._digests.of(file)} {_RECIPE}")}-'


def _shown_size(size: tuple[int, int]) -> tuple[int, int]:
    """Width and height in CSS pixels of a picture of some pixels."""
    width, height = size
    scale = min(math.sqrt(_AREA_PX / (width * height)), _WIDEST_PX / width, _HIGHEST_PX / height, 1)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _transparent(picture: Image.Image) -> Image.Image:
    """The picture in sRGB with an alpha channel, and with nothing noted in it."""
    profile = picture.info.get('icc_profile')
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')  # Pillow warns of what it can live with.
            picture.load()
    except DAMAGE as error:
        raise PhotoError('is damaged', 'export it once more from the program it came from') from error
    plain = eight_bit(picture)
    alpha = plain.getchannel('A') if plain.mode == 'RGBA' else Image.new('L', plain.size, 255)
    canvas = Image.new('RGBA', plain.size)
    canvas.paste(in_srgb(plain.convert('RGB') if plain.mode == 'RGBA' else plain, profile))
    canvas.putalpha(alpha)
    return canvas


def _trimmed(logo: Image.Image) -> Image.Image:
    """The logo without a margin that is transparent, or of one colour: it would make the logo look smaller."""
    alpha = logo.getchannel('A')
    if alpha.getextrema()[0] == 255:
        flat = logo.convert('RGB')
        corner = Image.new('RGB', flat.size, flat.getpixel((0, 0)))
        difference = ImageChops.difference(flat, corner).convert('L')
        box = difference.point(lambda value: 255 if value > _SAME_COLOUR else 0).getbbox()
    else:
        box = alpha.getbbox()
    return logo.crop(box) if box else logo
