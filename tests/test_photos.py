from __future__ import annotations

import os
import struct
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, ImageDraw, ImageFile, PngImagePlugin

from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.media import PIXEL_LIMIT, SIDES_PX, PhotoError, Portraits, check_photo
from sphinx_event_program.media.portraits import Variant
from sphinx_event_program.model.person import Focus, Photo
from sphinx_event_program.model.problems import Kind, Severity
from sphinx_event_program.model.values import TBD, MalformedError

_RED, _GREEN, _BLUE, _WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)

_CENTRE = Focus(50, 50)


def _encoded(picture: Image.Image, form: str, **options: object) -> bytes:
    stream = BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def _quarters(side: int = 400) -> Image.Image:
    """Red, green; blue, white: each turn and each flip of it looks different."""
    picture = Image.new('RGB', (side, side), _WHITE)
    draw = ImageDraw.Draw(picture)
    half = side // 2
    draw.rectangle((0, 0, half - 1, half - 1), _RED)
    draw.rectangle((half, 0, side, half - 1), _GREEN)
    draw.rectangle((0, half, half - 1, side), _BLUE)
    return picture


def _corners(picture: Image.Image) -> list[tuple[int, ...]]:
    """The nearest of the four colours in each quarter, row by row."""
    far, near = 3 * picture.width // 4, picture.width // 4
    seen = [picture.getpixel(at) for at in ((near, near), (far, near), (near, far), (far, far))]
    colours = (_RED, _GREEN, _BLUE, _WHITE)
    return [min(colours, key=lambda one: sum((a - b) ** 2 for a, b in zip(one, spot, strict=True))) for spot in seen]


def _portraits(content: bytes | Image.Image, data: Path, focus: Focus = _CENTRE) -> tuple[Variant, ...]:
    """The portrait of a photo that is written into ``data``."""
    content = content if isinstance(content, bytes) else _encoded(content, 'PNG')
    (data / 'ada.jpg').write_bytes(content)
    return Portraits(data, data / 'cache').of(Photo(file='ada.jpg', focus=focus))


def _shown(content: bytes | Image.Image, data: Path, focus: Focus = _CENTRE) -> Image.Image:
    """The largest file of a portrait, as it looks."""
    with Image.open(_portraits(content, data, focus)[-2].path) as picture:
        picture.load()
        return picture


# What a portrait is


@pytest.mark.parametrize('form', ['JPEG', 'PNG', 'WEBP'])
@pytest.mark.parametrize(
    ('orientation', 'corners'),
    [
        (1, [_RED, _GREEN, _BLUE, _WHITE]),
        (2, [_GREEN, _RED, _WHITE, _BLUE]),
        (3, [_WHITE, _BLUE, _GREEN, _RED]),
        (4, [_BLUE, _WHITE, _RED, _GREEN]),
        (5, [_RED, _BLUE, _GREEN, _WHITE]),
        (6, [_BLUE, _RED, _WHITE, _GREEN]),
        (7, [_WHITE, _GREEN, _BLUE, _RED]),
        (8, [_GREEN, _WHITE, _RED, _BLUE]),
    ],
)
def test_photo_is_turned_as_the_camera_noted(
    tmp_path: Path, form: str, orientation: int, corners: list[tuple[int, ...]]
) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    assert _corners(_shown(_encoded(_quarters(), form, exif=exif), tmp_path)) == corners


def _with_notes(form: str) -> bytes:
    """A picture that says where it was taken, in each way that its format has."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = 'CANARY'
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = 'N'
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">CANARY</x:xmpmeta>'
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()
    if form == 'PNG':
        info = PngImagePlugin.PngInfo()
        info.add_text('Comment', 'CANARY')
        info.add_itxt('XML:com.adobe.xmp', xmp.decode())
        return _encoded(_quarters(), form, exif=exif, pnginfo=info, icc_profile=profile, dpi=(72, 72))
    if form == 'WEBP':
        return _encoded(_quarters(), form, exif=exif, xmp=xmp, icc_profile=profile)
    content = _encoded(_quarters(), form, exif=exif, xmp=xmp, icc_profile=profile, comment=b'CANARY', dpi=(72, 72))
    iptc = b'Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0b\x1c\x02\x5a\x00\x06CANARY'
    return content[:2] + b'\xff\xed' + struct.pack('>H', len(iptc) + 2) + iptc + content[2:]


@pytest.mark.parametrize('form', ['JPEG', 'PNG', 'WEBP'])
def test_what_the_camera_noted_is_left_behind(tmp_path: Path, form: str) -> None:
    noted = _with_notes(form)
    assert b'CANARY' in noted
    for variant in _portraits(noted, tmp_path):
        with Image.open(variant.path) as made:
            kept = set(made.info) - {'jfif', 'jfif_version', 'jfif_unit', 'jfif_density', 'loop', 'background'}
            assert (kept, dict(made.getexif())) == (set(), {})
        content = variant.path.read_bytes()
        assert not any(mark in content for mark in (b'CANARY', b'Exif', b'ICC', b'http:', b'8BIM', b'xmp', b'XMP'))


@pytest.mark.parametrize(
    ('size', 'sides'),
    [
        ((4000, 3000), [160, 320]),
        ((640, 480), [160, 320]),
        ((320, 900), [160, 320]),
        ((200, 900), [160, 200]),
        ((160, 160), [160]),
        ((90, 400), [90]),
        ((1, 1), [1]),
        ((3000, 2), [2]),
    ],
)
def test_portrait_is_square_and_never_larger_than_the_photo(
    tmp_path: Path, size: tuple[int, int], sides: list[int]
) -> None:
    variants = _portraits(Image.new('RGB', size, _RED), tmp_path)
    assert [(variant.side_px, variant.media_type) for variant in variants] == [
        (side, media_type) for side in sides for media_type in ('image/jpeg', 'image/webp')
    ]
    for variant in variants:
        with Image.open(variant.path) as made:
            assert (made.get_format_mimetype(), made.mode) == (variant.media_type, 'RGB')
            assert made.size == (variant.side_px, variant.side_px)


def test_largest_portrait_is_fine_enough_for_print() -> None:
    assert SIDES_PX[-1] / (25 / 25.4) >= 200


def _striped(size: tuple[int, int], at: tuple[int, int, int, int]) -> Image.Image:
    picture = Image.new('RGB', size, _RED)
    picture.paste(_BLUE, at)
    return picture


@pytest.mark.parametrize(
    ('size', 'blue', 'focus'),
    [
        ((1600, 400), (600, 0, 1000, 400), '50% 50%'),
        ((1600, 400), (0, 0, 400, 400), '0% 50%'),
        ((1600, 400), (1200, 0, 1600, 400), '100% 0%'),
        ((1600, 400), (280, 0, 680, 400), '30% 20%'),
        # Near the edge, the square ends with the photo.
        ((1600, 400), (0, 0, 400, 400), '10% 50%'),
        ((400, 1600), (0, 280, 400, 680), '90%, 30%'),
    ],
)
def test_portrait_is_cut_around_the_focus(
    tmp_path: Path, size: tuple[int, int], blue: tuple[int, int, int, int], focus: str
) -> None:
    made = _shown(_striped(size, blue), tmp_path, Focus.parse(focus))
    assert {made.getpixel(at)[2] > 200 for at in ((4, 4), (4, 315), (315, 4), (315, 315))} == {True}


def test_focus_is_a_point_of_the_upright_photo(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    lying = _striped((1600, 400), (0, 0, 400, 400))
    made = _shown(_encoded(lying, 'JPEG', exif=exif), tmp_path, Focus(50, 0))
    assert made.getpixel((160, 160))[2] > 200


@pytest.mark.parametrize(
    ('raw', 'told'),
    [
        ('30%', 'is not a point of a photo'),
        ('left top', 'is not a point of a photo'),
        ('30 20', 'is not a point of a photo'),
        ('', 'is not a point of a photo'),
        ('30% 20% 10%', 'is not a point of a photo'),
        ('120% 20%', 'is outside the photo'),
        ('20% -1%', 'is outside the photo'),
    ],
)
def test_focus_that_is_no_point_of_the_photo_is_refused(raw: str, told: str) -> None:
    with pytest.raises(MalformedError, match=told) as raised:
        Focus.parse(raw)
    assert 'from the left' in raised.value.hint


# Colours


@pytest.mark.parametrize('mode', ['RGBA', 'LA', 'P'])
def test_transparent_photo_is_on_white(tmp_path: Path, mode: str) -> None:
    options = {'transparency': 0} if mode == 'P' else {}
    assert _corners(_shown(_encoded(Image.new(mode, (8, 8)), 'PNG', **options), tmp_path)) == [_WHITE] * 4


@pytest.mark.parametrize(
    ('mode', 'colour', 'form', 'grey'),
    [
        ('L', 90, 'JPEG', 90),
        ('I;16', 90 * 256, 'PNG', 90),
        ('1', 1, 'PNG', 255),
        ('P', 90, 'PNG', 90),
        ('RGBA', (90, 90, 90, 255), 'WEBP', 90),
        ('CMYK', (0, 0, 0, 165), 'JPEG', 90),
    ],
)
def test_photo_of_any_colour_model_keeps_its_colours(
    tmp_path: Path, mode: str, colour: object, form: str, grey: int
) -> None:
    picture = Image.new(mode, (20, 20), colour)
    if mode == 'P':
        picture.putpalette([value for grey in range(256) for value in (grey, grey, grey)])
    seen = _shown(_encoded(picture, form), tmp_path).getpixel((10, 10))
    assert all(abs(value - grey) <= 3 for value in seen)


def _profile_with_swapped_channels() -> bytes:
    """The sRGB profile, in which red and blue have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()
    return profile.replace(b'rXYZ', b'tmp!').replace(b'bXYZ', b'rXYZ').replace(b'tmp!', b'bXYZ')


def test_colours_are_those_that_the_photo_s_profile_means(tmp_path: Path) -> None:
    photo = _encoded(Image.new('RGB', (400, 400), _RED), 'PNG', icc_profile=_profile_with_swapped_channels())
    assert _corners(_shown(photo, tmp_path)) == [_BLUE] * 4


# A profile holds the second in which it was made, and no test is named after that.
@pytest.mark.parametrize('profile', [b'no profile', _profile_with_swapped_channels()[:200]], ids=['none', 'cut off'])
def test_profile_that_cannot_be_used_is_none(tmp_path: Path, profile: bytes) -> None:
    photo = _encoded(Image.new('RGB', (400, 400), _RED), 'PNG', icc_profile=profile)
    assert _corners(_shown(photo, tmp_path)) == [_RED] * 4


def test_profile_for_another_colour_model_is_none(tmp_path: Path) -> None:
    photo = _encoded(Image.new('L', (400, 400), 90), 'PNG', icc_profile=_profile_with_swapped_channels())
    assert _shown(photo, tmp_path).getpixel((9, 9)) == (90, 90, 90)


@pytest.mark.parametrize('form', ['PNG', 'WEBP'])
def test_animated_photo_shows_its_first_picture(tmp_path: Path, form: str) -> None:
    later = [Image.new('RGB', (40, 40), colour) for colour in (_GREEN, _BLUE)]
    photo = _encoded(Image.new('RGB', (40, 40), _RED), form, save_all=True, append_images=later)
    assert _corners(_shown(photo, tmp_path)) == [_RED] * 4


# The cache


def _forbid_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError('a photo is decoded')

    for one in (Image.Image, ImageFile.ImageFile, *(type(Image.open(BytesIO(_with_notes(form)))) for form in _FORMS)):
        monkeypatch.setattr(one, 'load', refuse)


_FORMS = ('JPEG', 'PNG', 'WEBP')


def test_portrait_of_an_unchanged_photo_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _portraits(_quarters(), tmp_path)
    _forbid_decoding(monkeypatch)
    assert Portraits(tmp_path, tmp_path / 'cache').of(Photo(file='ada.jpg')) == before


def test_file_of_a_portrait_that_is_gone_is_made_again(tmp_path: Path) -> None:
    variants = _portraits(_quarters(), tmp_path)
    content = variants[1].path.read_bytes()
    variants[1].path.unlink()
    Portraits(tmp_path, tmp_path / 'cache').of(Photo(file='ada.jpg'))
    assert variants[1].path.read_bytes() == content


def test_portrait_is_named_after_the_content_and_not_the_name_of_the_photo(tmp_path: Path) -> None:
    for name in ('ada.png', 'bob.png'):
        _quarters().save(tmp_path / name)
    portraits = Portraits(tmp_path, tmp_path / 'cache')
    assert portraits.of(Photo(file='ada.png')) == portraits.of(Photo(file='bob.png'))


def test_changed_photo_or_focus_gets_another_portrait(tmp_path: Path) -> None:
    made = [
        _portraits(_quarters(), tmp_path),
        _portraits(_quarters().rotate(90), tmp_path),
        _portraits(_quarters().rotate(90), tmp_path, Focus(30, 20)),
    ]
    assert len({variants[0].path for variants in made}) == 3


def test_nothing_but_portraits_and_notes_is_left_in_the_cache(tmp_path: Path) -> None:
    variants = _portraits(_quarters(), tmp_path)
    others = {*(tmp_path / 'cache').iterdir()} - {variant.path for variant in variants}
    assert [path.suffix for path in others] == ['.txt']


def test_same_photo_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / 'one', tmp_path / 'two'
    one.mkdir()
    two.mkdir()
    made = [[variant.path.read_bytes() for variant in _portraits(_quarters(), folder)] for folder in (one, two)]
    assert made[0] == made[1]


def test_picture_that_another_process_made_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer file would make Sphinx read the pages again that were read before it was made."""
    names = [variant.path for variant in _portraits(_quarters(), tmp_path)]
    for name in names:
        name.unlink()
    save = Image.Image.save

    def save_second(picture: Image.Image, stream: BytesIO, **options: Any) -> None:
        for name in names:
            name.write_bytes(b'made by another')
        save(picture, stream, **options)

    monkeypatch.setattr(Image.Image, 'save', save_second)
    made = Portraits(tmp_path, tmp_path / 'cache').of(Photo(file='ada.jpg'))
    assert {variant.path.read_bytes() for variant in made} == {b'made by another'}
    assert not list((tmp_path / 'cache').glob('.*'))


def _age(path: Path, seconds: int) -> None:
    moment = time.time() - seconds
    os.utime(path, (moment, moment))


def _bytes_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []
    original = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path.name)
        return original(path)

    monkeypatch.setattr(Path, 'read_bytes', noted)
    return read


def test_bytes_of_an_unchanged_photo_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _portraits(_quarters(), tmp_path)
    read = _bytes_read(monkeypatch)
    # Written just before it was read: the note does not count yet.
    first = Portraits(tmp_path, tmp_path / 'cache').fingerprint(Photo(file='ada.jpg'))
    assert read == ['ada.jpg']
    (note,) = (tmp_path / 'cache').glob('*.txt')
    _age(note, -60)
    assert Portraits(tmp_path, tmp_path / 'cache').fingerprint(Photo(file='ada.jpg')) == first
    assert read == ['ada.jpg']


def test_photo_that_changes_under_its_old_time_and_size_is_noticed(tmp_path: Path) -> None:
    photo = tmp_path / 'ada.jpg'
    _portraits(_quarters(), tmp_path)
    before = photo.stat()
    first = Portraits(tmp_path, tmp_path / 'cache').fingerprint(Photo(file='ada.jpg'))
    photo.write_bytes(photo.read_bytes()[:-1] + b'\x00')
    os.utime(photo, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Portraits(tmp_path, tmp_path / 'cache').fingerprint(Photo(file='ada.jpg')) != first


def test_photo_that_is_gone_since_it_was_checked_has_no_fingerprint(tmp_path: Path) -> None:
    portraits = Portraits(tmp_path, tmp_path / 'cache')
    assert portraits.fingerprint(Photo(file='gone.jpg')) == ''
    with pytest.raises(PhotoError, match='is missing'):
        portraits.of(Photo(file='gone.jpg'))


# What is no photo


def test_format_is_told_by_the_content_and_not_by_the_name(tmp_path: Path) -> None:
    _quarters().save(tmp_path / 'ada.jpg', 'PNG')
    assert check_photo(tmp_path, 'ada.jpg') == 400


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
        (b'', 'is an empty file'),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', 'is an SVG drawing'),
        (b'\x00\x00\x00\x18ftypheic', 'is a HEIC picture'),
        (_encoded(_quarters(), 'GIF'), 'is a GIF'),
        (_encoded(_quarters(), 'TIFF'), 'is a TIFF picture'),
        (_png_header(PIXEL_LIMIT, 2), 'is too large'),
        (_png_header(30_000, 30_000), 'is too large'),
        (_png_with_large_text(), 'is not a picture that can be used'),
    ],
    ids=['empty', 'svg', 'heic', 'gif', 'tiff', 'large', 'bomb', 'text-bomb'],
)
def test_what_is_no_usable_photo_is_refused_with_the_reason(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / 'ada.jpg').write_bytes(content)
    with pytest.raises(PhotoError, match=told):
        check_photo(tmp_path, 'ada.jpg')


def test_file_of_too_many_bytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / 'ada.jpg').open('wb') as file:
        file.truncate(100_000_001)
    with pytest.raises(PhotoError, match='is too large'):
        check_photo(tmp_path, 'ada.jpg')


@pytest.mark.parametrize(
    'content',
    [
        _encoded(_quarters(), 'JPEG')[:-200],
        _encoded(_quarters(), 'PNG')[:-40],
        _encoded(_quarters(), 'WEBP')[:-40],
        _webp_with_broken_exif(),
    ],
    ids=['jpeg', 'png', 'webp', 'exif'],
)
def test_damage_shows_at_the_latest_when_the_portrait_is_made(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PhotoError, match=r'is damaged|is not a picture'):
        _portraits(content, tmp_path)
    assert not list(tmp_path.glob('cache/portrait-*'))


@pytest.mark.parametrize('name', ['none.jpg', 'a\0b', 'a' * 300])
def test_photo_that_is_not_there_is_missing(tmp_path: Path, name: str) -> None:
    with pytest.raises(PhotoError, match='is missing'):
        check_photo(tmp_path, name)


@pytest.mark.parametrize('name', ['.', 'photos'])
def test_folder_is_no_photo(tmp_path: Path, name: str) -> None:
    (tmp_path / 'photos').mkdir()
    with pytest.raises(PhotoError, match='is a folder'):
        check_photo(tmp_path, name)


def test_link_may_stay_in_the_data_folder_but_not_leave_it(tmp_path: Path) -> None:
    data = tmp_path / 'data'
    data.mkdir()
    for folder in (data, tmp_path):
        _quarters().save(folder / 'there.png')
    (data / 'near.png').symlink_to('there.png')
    (data / 'far.png').symlink_to('../there.png')
    (data / 'round.png').symlink_to('round.png')
    assert check_photo(data, 'near.png') == 400
    with pytest.raises(PhotoError, match='leads out of the data folder'):
        check_photo(data, 'far.png')
    with pytest.raises(PhotoError, match='is missing'):
        check_photo(data, 'round.png')


@given(st.sampled_from(_FORMS), st.lists(st.tuples(st.integers(0, 700), st.integers(0, 255)), max_size=4))
@settings(max_examples=3 * settings.default.max_examples)
def test_damaged_photo_gives_a_portrait_or_the_reason_why_not(
    tmp_path: Path, form: str, damages: list[tuple[int, int]]
) -> None:
    content = bytearray(_with_notes(form))
    for at, byte in damages:
        content[at % len(content)] = byte
    (tmp_path / 'ada.jpg').write_bytes(content)
    try:
        check_photo(tmp_path, 'ada.jpg')
        made = Portraits(tmp_path, tmp_path / 'cache').of(Photo(file='ada.jpg'))
    except PhotoError:
        return
    assert all(variant.path.is_file() for variant in made)


# Whose photo it is


def _paint(folder: Path, *names: str) -> None:
    (folder / 'photos').mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / 'photos' / name).write_bytes(_encoded(_quarters(), 'PNG'))


_HOST = 'organizers: [ada]\n'


def _photo_of_ada(folder: Path, people: str, also: str = _HOST) -> tuple[object, list[str]]:
    (folder / 'people.yaml').write_text(people)
    edition, problems = open_edition(folder)
    assert edition is not None
    return edition.program.people['ada'].photo, [str(one).removeprefix(f'{folder}/') for one in problems]


@pytest.fixture
def data(write_data: Callable[..., Path]) -> Path:
    return write_data(also=_HOST)


@pytest.mark.parametrize('name', ['ada.jpg', 'ada.jpeg', 'ada.png', 'ada.webp', 'ada.JPG', 'ada.Png'])
def test_photo_that_is_not_named_has_the_person_s_id(data: Path, name: str) -> None:
    _paint(data, name, 'ada.txt')
    assert _photo_of_ada(data, 'ada: {name: Ada}\n') == (Photo(file=f'photos/{name}'), [])


def test_focus_is_for_a_photo_that_is_found_too(data: Path) -> None:
    _paint(data, 'ada.jpg')
    photo, problems = _photo_of_ada(data, 'ada: {name: Ada, photo: {focus: 30% 20%}}\n')
    assert (photo, problems) == (Photo(file='photos/ada.jpg', focus=Focus(30, 20)), [])


def test_photo_that_is_named_is_taken_before_one_that_has_the_id(data: Path) -> None:
    _paint(data, 'ada.jpg', 'other.png')
    assert _photo_of_ada(data, 'ada: {name: Ada, photo: photos/other.png}\n') == (Photo(file='photos/other.png'), [])


@pytest.mark.parametrize('photo', ['TBD', '{file: TBD}'])
def test_photo_that_is_open_is_not_looked_for(data: Path, photo: str) -> None:
    _paint(data, 'ada.jpg')
    found, problems = _photo_of_ada(data, f'ada: {{name: Ada, photo: {photo}}}\n')
    assert found in (TBD, Photo(file=TBD))
    assert [problem.rpartition('[')[2] for problem in problems] == ['event.tbd]']


def test_of_several_photos_the_first_one_is_used_and_all_are_told(data: Path) -> None:
    _paint(data, 'ada.webp', 'ada.png', 'ada.JPG', 'ada.heic')
    assert _photo_of_ada(data, 'ada: {name: Ada}\n') == (
        Photo(file='photos/ada.JPG'),
        [
            "people.yaml:1:1: warning: 'photos/ada.JPG' and 'photos/ada.png' and 'photos/ada.webp' "
            "are photos of 'ada'; "
            "the first one is used; name one as 'photo', or remove the rest (order: jpg, jpeg, png, webp) [event.alike]"
        ],
    )


def test_photo_in_a_format_that_is_not_read_is_told(data: Path) -> None:
    _paint(data, 'ada.HEIC')
    assert _photo_of_ada(data, 'ada: {name: Ada}\n') == (
        None,
        [
            "people.yaml:1:1: error: the photo 'photos/ada.HEIC' is not in a format that is read; "
            'save it as JPEG, PNG or WEBP [event.photo]'
        ],
    )


def test_small_photo_is_used_and_told(data: Path) -> None:
    Image.new('RGB', (800, 159)).save(data / 'ada.png')
    assert _photo_of_ada(data, 'ada: {name: Ada, photo: ada.png}\n') == (
        Photo(file='ada.png'),
        [
            "people.yaml:1:25: warning: the photo 'ada.png' gives a portrait of only 159 by 159 pixels; it is not "
            'enlarged; use one that is at least 160 pixels wide and high [event.small-photo]'
        ],
    )


@pytest.mark.parametrize(
    ('photo', 'told'),
    [
        ('{focus: 30% 20%}', "2:10: error: no photo in 'photos' is called 'ada'; put it there as 'ada.jpg'"),
        ('{file: none.jpg}', "2:17: error: the photo 'none.jpg' is missing"),
        ('../ada.jpg', "2:10: error: photo: the path '../ada.jpg' leaves the data folder"),
        ('{file: photos/other.jpg, focus: 130% 20%}', "2:42: error: focus: '130% 20%' is outside the photo"),
        ('{file: photos/other.jpg, fokus: 30% 20%}', "2:35: error: unknown key 'fokus'; did you mean 'focus'?"),
        ('[photos/other.jpg]', '2:10: error: photo: expected a mapping, not a list'),
    ],
)
def test_mistake_is_told_in_its_place(data: Path, photo: str, told: str) -> None:
    _paint(data, 'other.jpg')
    _, (problem,) = _photo_of_ada(data, f'ada:\n  photo: {photo}\n  name: Ada\n')
    assert problem.startswith(f'people.yaml:{told}')


def test_photos_are_not_decoded_when_the_data_is_read(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _paint(data, 'ada.jpg')
    (data / 'photos' / 'ada.jpg').write_bytes(_with_notes('JPEG')[:-200])
    _forbid_decoding(monkeypatch)
    assert _photo_of_ada(data, 'ada: {name: Ada}\n') == (Photo(file='photos/ada.jpg'), [])


_PEOPLE = 'ada-brandt: {name: Ada Brandt}\nkim: {name: Kim}\n'
_HOSTS = 'organizers: [ada-brandt, kim]\n'


def _put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        _quarters().save(folder / name, 'JPEG')


@pytest.mark.parametrize(
    ('name', 'hint'),
    [
        ('ada_brandt.jpg', "did you mean 'ada-brandt.jpg'?"),
        ('Ada Brandt.jpg', "did you mean 'ada-brandt.jpg'?"),
        ('Ada-Brandt.JPG', "did you mean 'ada-brandt.jpg'?"),
        ('ada-brant.png', "did you mean 'ada-brandt.png'?"),
        ('group.jpg', "call it by somebody's id, such as 'ada-brandt.jpg'"),
    ],
)
def test_photo_that_is_nobody_s_is_told_with_the_nearest_id(
    write_data: Callable[..., Path], name: str, hint: str
) -> None:
    folder = write_data(people=_PEOPLE, also=_HOSTS)
    _put(folder, f'photos/{name}', 'photos/kim.jpg')
    _, problems = open_edition(folder)
    (told,) = [problem for problem in problems if problem.severity is not Severity.NOTE]
    assert (told.where.path, told.kind, told.sentence) == (
        folder / 'photos' / name,
        Kind.UNUSED,
        f"this photo is nobody's; {hint}",
    )


@pytest.mark.parametrize('file', ['photos/a.jpg', './photos/a.jpg', 'photos//a.jpg'])
def test_photo_that_is_named_is_somebody_s(write_data: Callable[..., Path], file: str) -> None:
    folder = write_data(
        people=f'{_PEOPLE}lea: {{name: Lea, photo: {file}}}\n', also='organizers: [ada-brandt, kim, lea]\n'
    )
    _put(folder, 'photos/a.jpg')
    assert {problem.severity for problem in open_edition(folder)[1]} <= {Severity.NOTE}


@pytest.mark.parametrize(
    ('file', 'hint'),
    [
        ('data/photos/lea.jpg', "write 'photos/lea.jpg', because paths begin in the data folder"),
        ('lea.jpg', "did you mean 'photos/lea.jpg'?"),
        ('photos/lea.png', "did you mean 'photos/lea.jpg'?"),
        ('photos/Lea.JPG', "did you mean 'photos/lea.jpg'?"),
        ('photos/lena.jpg', "did you mean 'photos/lea.jpg'?"),
        ('photos/z.jpg', 'put it into the data folder, or remove the line to show a monogram'),
    ],
)
def test_path_of_a_photo_is_told_as_it_would_be_right(write_data: Callable[..., Path], file: str, hint: str) -> None:
    folder = write_data(people=f'lea: {{name: Lea, photo: {file}}}\n', also='organizers: [lea]\n')
    _put(folder, 'photos/lea.jpg')
    (told,) = [problem for problem in open_edition(folder)[1] if problem.severity is Severity.ERROR]
    assert told.sentence == f"the photo '{file}' is missing; {hint}"


@pytest.mark.parametrize(
    ('name', 'told'),
    [
        ('kim.jpg', 'is a GIF, whatever its name says; save it as JPEG, PNG or WEBP'),
        ('kim.dat', 'is a GIF; save it as JPEG, PNG or WEBP'),
    ],
)
def test_photo_in_another_format_is_told_what_it_is(write_data: Callable[..., Path], name: str, told: str) -> None:
    folder = write_data(people=f'kim: {{name: Kim, photo: {name}}}\n', also='organizers: [kim]\n')
    _quarters().save(folder / name, 'GIF')
    (problem,) = [problem for problem in open_edition(folder)[1] if problem.severity is Severity.ERROR]
    assert problem.sentence == f"the photo '{name}' {told}"


def test_photo_in_another_format_than_its_ending_says_is_used(write_data: Callable[..., Path]) -> None:
    folder = write_data(people='kim: {name: Kim}\n', also='organizers: [kim]\n')
    _put(folder, 'photos/kim.png')
    assert {problem.severity for problem in open_edition(folder)[1]} <= {Severity.NOTE}
