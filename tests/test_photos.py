from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageDraw, PngImagePlugin

from sphinx_event_program.photos import PIXEL_LIMIT, SIDE_PX, PhotoError, check_photo, portrait

_RED, _GREEN, _BLUE, _WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)


def _encoded(picture: Image.Image, form: str, **options: object) -> bytes:
    stream = BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def _quarters() -> Image.Image:
    """Red, green; blue, white: each turn and each flip of it looks different."""
    picture = Image.new('RGB', (80, 80), _WHITE)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 39, 39), _RED)
    draw.rectangle((40, 0, 79, 39), _GREEN)
    draw.rectangle((0, 40, 39, 79), _BLUE)
    return picture


def _corners(picture: Image.Image) -> list[tuple[int, ...]]:
    """The nearest of the four colours in each quarter, row by row."""
    far, near = 3 * SIDE_PX // 4, SIDE_PX // 4
    seen = [picture.getpixel(at) for at in ((near, near), (far, near), (near, far), (far, far))]
    colours = (_RED, _GREEN, _BLUE, _WHITE)
    return [min(colours, key=lambda one: sum((a - b) ** 2 for a, b in zip(one, spot, strict=True))) for spot in seen]


@pytest.mark.parametrize(
    ('orientation', 'corners'),
    [
        (1, [_RED, _GREEN, _BLUE, _WHITE]),
        (2, [_GREEN, _RED, _WHITE, _BLUE]),
        (3, [_WHITE, _BLUE, _GREEN, _RED]),
        (6, [_BLUE, _RED, _WHITE, _GREEN]),
        (8, [_GREEN, _WHITE, _RED, _BLUE]),
    ],
)
def test_photo_is_turned_as_the_camera_noted(tmp_path: Path, orientation: int, corners: list[tuple[int, ...]]) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    photo = tmp_path / 'ada.jpg'
    photo.write_bytes(_encoded(_quarters(), 'JPEG', exif=exif))
    with Image.open(portrait(photo, tmp_path / 'cache')) as made:
        assert _corners(made) == corners


def test_what_the_camera_noted_is_left_behind(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = 'a camera'
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = 'N'
    photo = tmp_path / 'ada.jpg'
    photo.write_bytes(_encoded(_quarters(), 'JPEG', exif=exif, comment=b'at home'))
    with Image.open(portrait(photo, tmp_path / 'cache')) as made:
        assert set(made.info) <= {'jfif', 'jfif_version', 'jfif_unit', 'jfif_density'}


@pytest.mark.parametrize('size', [(640, 480), (200, 900), (16, 16), (1, 1), (3000, 2)])
def test_portrait_is_square_and_of_one_size(tmp_path: Path, size: tuple[int, int]) -> None:
    photo = tmp_path / 'ada.png'
    Image.new('RGB', size, _RED).save(photo)
    with Image.open(portrait(photo, tmp_path / 'cache')) as made:
        assert (made.format, made.mode, made.size) == ('JPEG', 'RGB', (SIDE_PX, SIDE_PX))


def test_portrait_shows_the_middle_of_the_photo(tmp_path: Path) -> None:
    picture = Image.new('RGB', (400, 100), _RED)
    picture.paste(_BLUE, (150, 0, 250, 100))
    photo = tmp_path / 'ada.png'
    picture.save(photo)
    with Image.open(portrait(photo, tmp_path / 'cache')) as made:
        assert _corners(made) == [_BLUE] * 4


@pytest.mark.parametrize('mode', ['RGBA', 'LA', 'P'])
def test_transparent_photo_is_on_white(tmp_path: Path, mode: str) -> None:
    photo = tmp_path / 'ada.png'
    options = {'transparency': 0} if mode == 'P' else {}
    Image.new(mode, (8, 8)).save(photo, **options)
    with Image.open(portrait(photo, tmp_path / 'cache')) as made:
        assert _corners(made) == [_WHITE] * 4


@pytest.mark.parametrize(
    ('mode', 'form'), [('L', 'JPEG'), ('CMYK', 'JPEG'), ('P', 'PNG'), ('I;16', 'PNG'), ('1', 'PNG'), ('RGBA', 'WEBP')]
)
def test_photo_of_any_colour_model_is_read(tmp_path: Path, mode: str, form: str) -> None:
    photo = tmp_path / 'ada'
    photo.write_bytes(_encoded(Image.new(mode, (20, 20)), form))
    check_photo(photo)
    assert portrait(photo, tmp_path / 'cache').is_file()


def test_portrait_of_an_unchanged_photo_is_not_made_again(tmp_path: Path) -> None:
    photo = tmp_path / 'ada.png'
    _quarters().save(photo)
    made = portrait(photo, tmp_path / 'cache')
    made.write_bytes(b'made before')
    assert portrait(photo, tmp_path / 'cache').read_bytes() == b'made before'


def test_portrait_is_named_after_the_content_and_not_the_name_of_the_photo(tmp_path: Path) -> None:
    _quarters().save(tmp_path / 'ada.png')
    (tmp_path / 'bob.png').write_bytes((tmp_path / 'ada.png').read_bytes())
    made = {portrait(tmp_path / name, tmp_path / 'cache') for name in ('ada.png', 'bob.png')}
    assert len(made) == 1


def test_changed_photo_gets_another_portrait(tmp_path: Path) -> None:
    photo = tmp_path / 'ada.png'
    _quarters().save(photo)
    before = portrait(photo, tmp_path / 'cache')
    _quarters().rotate(90).save(photo)
    assert portrait(photo, tmp_path / 'cache') != before


def test_only_the_portrait_is_left_in_the_cache(tmp_path: Path) -> None:
    photo = tmp_path / 'ada.png'
    _quarters().save(photo)
    made = portrait(photo, tmp_path / 'cache')
    assert list((tmp_path / 'cache').iterdir()) == [made]


def test_same_photo_gives_the_same_bytes(tmp_path: Path) -> None:
    photo = tmp_path / 'ada.png'
    _quarters().save(photo)
    assert portrait(photo, tmp_path / 'one').read_bytes() == portrait(photo, tmp_path / 'two').read_bytes()


def test_format_is_told_by_the_content_and_not_by_the_name(tmp_path: Path) -> None:
    photo = tmp_path / 'ada.jpg'
    photo.write_bytes(_encoded(_quarters(), 'PNG'))
    check_photo(photo)


def _png_header(width: int, height: int) -> bytes:
    header = b'IHDR' + struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
    begun = struct.pack('>I', 13) + header + struct.pack('>I', zlib.crc32(header))
    return b'\x89PNG\r\n\x1a\n' + begun + struct.pack('>I4sI', 0, b'IDAT', zlib.crc32(b'IDAT'))


def _png_with_large_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text('note', 'x' * 2 * 1024 * 1024, zip=True)
    return _encoded(Image.new('RGB', (8, 8)), 'PNG', pnginfo=info)


def _webp_with_broken_exif() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    return _encoded(Image.new('RGB', (8, 8)), 'WEBP', exif=exif).replace(b'MM\x00*', b'MM\x00?')


@pytest.mark.parametrize(
    ('content', 'told'),
    [
        (b'', 'is not a picture that can be used'),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', 'is not a picture that can be used'),
        (_encoded(_quarters(), 'GIF'), 'is not a picture that can be used'),
        (_encoded(_quarters(), 'TIFF'), 'is not a picture that can be used'),
        (_encoded(_quarters(), 'JPEG')[:-200], 'is damaged'),
        (_encoded(_quarters(), 'PNG')[:-40], 'is damaged'),
        (_png_header(PIXEL_LIMIT, 2), 'is too large'),
        (_png_header(30_000, 30_000), 'is too large'),
        (_png_with_large_text(), 'is not a picture that can be used'),
        (_webp_with_broken_exif(), 'is damaged'),
    ],
    ids=['empty', 'svg', 'gif', 'tiff', 'cut-jpeg', 'cut-png', 'large', 'bomb', 'text-bomb', 'broken-exif'],
)
def test_what_is_no_usable_photo_is_refused_with_the_reason(tmp_path: Path, content: bytes, told: str) -> None:
    photo = tmp_path / 'ada.jpg'
    photo.write_bytes(content)
    with pytest.raises(PhotoError, match=told):
        check_photo(photo)


@pytest.mark.parametrize('name', ['none.jpg', '.', 'a\0b'])
def test_photo_that_is_not_there_is_missing(tmp_path: Path, name: str) -> None:
    with pytest.raises(PhotoError, match='is missing'):
        check_photo(tmp_path / name)


@given(
    st.sampled_from(['JPEG', 'PNG', 'WEBP']), st.lists(st.tuples(st.integers(0, 250), st.integers(0, 255)), max_size=4)
)
@settings(max_examples=150)
@pytest.mark.filterwarnings('ignore::UserWarning')  # Pillow warns of what it can live with
def test_photo_that_passes_the_check_gives_a_portrait(
    tmp_path: Path, form: str, damages: list[tuple[int, int]]
) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    content = bytearray(_encoded(_quarters(), form, exif=exif))
    for at, byte in damages:
        content[at % len(content)] = byte
    photo = tmp_path / 'ada'
    photo.write_bytes(content)
    try:
        check_photo(photo)
    except PhotoError:
        return
    assert portrait(photo, tmp_path / 'cache').is_file()
