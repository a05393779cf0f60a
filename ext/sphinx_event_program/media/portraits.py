"""Portraits in the sizes and formats that outputs need, cached by what they are made of."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageCms, ImageOps

from sphinx_event_program._files import digest_of, write_once
from sphinx_event_program.media.digests import FileDigests
from sphinx_event_program.media.photos import DAMAGE, PhotoError, opened
from sphinx_event_program.model.person import Focus, Photo

#: Sides of a portrait: for screens of one and of two dots a pixel, at up to 160 CSS pixels.
#: The larger one is also printed: 25 mm wide it has 325 dots per inch.
SIDES_PX = (160, 320)

#: Counts the changes of what is done to a photo; a new number makes all portraits anew.
RECIPE = 1

#: The formats that portraits are made in, by media type: ending, and Pillow's options.
_ENCODINGS: dict[str, tuple[str, dict[str, Any]]] = {
    'image/jpeg': ('jpg', {'format': 'JPEG', 'quality': 86, 'optimize': True}),
    'image/webp': ('webp', {'format': 'WEBP', 'quality': 82, 'method': 6}),
}


class Variant(NamedTuple):
    """A portrait as one file, square."""

    path: Path
    media_type: str
    side_px: int


class Portraits:
    """The portraits of the photos in a data folder.

    The folder ``cache`` holds nothing else; several processes may work with it.
    """

    def __init__(self, data: Path, cache: Path) -> None:
        self._data = data
        self._cache = cache
        self._digests = FileDigests(data, cache)

    def fingerprint(self, photo: Photo) -> str:
        """Digest of a portrait's input: the bytes of the photo, its focus, and the recipe; empty without a file."""
        if not isinstance(photo.file, str) or not (digest := self._digests.of(photo.file)):
            return ''
        left, top = photo.focus
        return digest_of(f'{digest} {left:g} {top:g} {RECIPE}')

    def of(self, photo: Photo) -> tuple[Variant, ...]:
        """Each file of a portrait, from the smallest on; those that are not there are made.

        A small photo is not enlarged: its portrait is smaller, or has one size only.

        :raises PhotoError: if the photo cannot be used.
        """
        path = self._data / str(photo.file)
        with opened(path) as picture:
            sides = sorted({min(side, *picture.size) for side in SIDES_PX})
            name = f'portrait-{self.fingerprint(photo)}'
            variants = tuple(
                Variant(self._cache / f'{name}-{side}.{ending}', media_type, side)
                for side in sides
                for media_type, (ending, _) in _ENCODINGS.items()
            )
            missing = [variant for variant in variants if not variant.path.exists()]
            if missing:
                squares = _squares(picture, photo.focus, [variant.side_px for variant in missing])
                for variant in missing:
                    stream = BytesIO()
                    squares[variant.side_px].save(stream, **_ENCODINGS[variant.media_type][1])
                    write_once(variant.path, stream.getvalue())
        return variants

    def prune(self, photos: Collection[Photo]) -> None:
        """Delete from the cache what is of none of these photos: people may have withdrawn theirs."""
        files = {photo.file for photo in photos if isinstance(photo.file, str)}
        portraits = tuple(f'portrait-{digest}-' for photo in photos if (digest := self.fingerprint(photo)))
        notes = self._digests.notes(files)
        for path in self._cache.glob('*'):
            # What begins with a full stop is being written by another process.
            if not path.name.startswith((*portraits, '.')) and path.name not in notes:
                path.unlink(missing_ok=True)


def _squares(picture: Image.Image, focus: Focus, sides_px: list[int]) -> dict[int, Image.Image]:
    """The square around the focus in each size: sRGB, on white, with nothing noted in it."""
    profile = picture.info.get('icc_profile')
    try:
        # A JPEG is decoded at a half, a quarter or an eighth, as long as it is twice as large as needed.
        picture.draft(None, (2 * max(sides_px), 2 * max(sides_px)))
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')  # Pillow warns of what it can live with.
            upright = ImageOps.exif_transpose(picture)
    except DAMAGE as error:
        raise PhotoError('is damaged', 'export it once more from the program it came from') from error
    picture_8bit = eight_bit(upright)
    side = min(picture_8bit.size)
    left, top = (
        min(max(length * percent / 100 - side / 2, 0), length - side)
        for length, percent in zip(picture_8bit.size, focus, strict=True)
    )
    box = (left, top, left + side, top + side)
    return {
        px: _on_white(picture_8bit.resize((px, px), Image.Resampling.LANCZOS, box, reducing_gap=3.0), profile)
        for px in set(sides_px)
    }


def eight_bit(picture: Image.Image) -> Image.Image:
    """The picture in a mode that can be resized and converted: L, RGB, RGBA or CMYK."""
    if picture.has_transparency_data:
        return picture.convert('RGBA')
    if picture.mode.startswith('I'):
        # Pillow would cut 16 bits off at 255, not scale them.
        return picture.point(lambda value: value * (1 / 256)).convert('L')
    return picture if picture.mode in ('L', 'RGB', 'CMYK') else picture.convert('RGB')


def _on_white(square: Image.Image, profile: bytes | None) -> Image.Image:
    # A new picture, so that nothing goes along; and a transparent one would turn black in JPEG.
    canvas = Image.new('RGB', square.size, 'white')
    mask = square.getchannel('A') if square.mode == 'RGBA' else None
    canvas.paste(in_srgb(square.convert('RGB') if mask else square, profile), mask=mask)
    return canvas


def in_srgb(square: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture without transparency in the colours of screens; ``profile`` is the ICC profile that came with it."""
    if profile:
        srgb = ImageCms.createProfile('sRGB')
        try:
            converted = ImageCms.profileToProfile(square, BytesIO(profile), srgb, outputMode='RGB')
        except ImageCms.PyCMSError:  # A broken profile, or one for another sort of picture, is none.
            converted = None
        if converted is not None:
            return converted
    return square.convert('RGB')
