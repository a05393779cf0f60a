from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import segno
import zxingcpp
from PIL import Image

from sphinx_event_program.media.qrcodes import LIMIT_BYTES, qr_code

_ADDRESS = 'https://example.org/2025/'


def _png(text: str, cache: Path) -> Path:
    return Path(str(qr_code(text, cache)).removesuffix('*') + 'png')


@pytest.mark.parametrize(
    'text', [_ADDRESS, 'https://example.org/경로?a=b&c=%20#é', 'https://example.org/' + 'x' * 1980]
)
def test_code_says_what_it_was_made_of(tmp_path: Path, text: str) -> None:
    with Image.open(_png(text, tmp_path)) as picture:
        (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == text


def test_code_has_the_quiet_zone_that_the_standard_asks_for(tmp_path: Path) -> None:
    with Image.open(_png(_ADDRESS, tmp_path)) as picture:
        dark = picture.convert('L').point(lambda value: 255 - value).getbbox()
        assert dark == (64, 64, picture.width - 64, picture.height - 64)


def test_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ('one', 'two'):
        pattern = qr_code(_ADDRESS, tmp_path / name)
        made.append([path.read_bytes() for path in sorted(pattern.parent.glob(pattern.name))])
    assert made[0] == made[1]


def test_code_is_made_once(tmp_path: Path) -> None:
    png = _png(_ADDRESS, tmp_path)
    png.write_bytes(b'made before')
    assert _png(_ADDRESS, tmp_path).read_bytes() == b'made before'


def test_nothing_but_the_two_pictures_is_left_behind(tmp_path: Path) -> None:
    qr_code(_ADDRESS, tmp_path)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == ['.png', '.svg']


def test_other_text_gets_another_name(tmp_path: Path) -> None:
    assert qr_code(_ADDRESS, tmp_path) != qr_code(_ADDRESS + 'x', tmp_path)


def test_vector_picture_scales(tmp_path: Path) -> None:
    root = ET.parse(str(qr_code(_ADDRESS, tmp_path)).removesuffix('*') + 'svg').getroot()
    assert 'viewBox' in root.attrib
    assert 'width' not in root.attrib


def test_limit_is_what_fits_in_a_code(tmp_path: Path) -> None:
    qr_code('x' * LIMIT_BYTES, tmp_path)
    with pytest.raises(segno.DataOverflowError):
        qr_code('x' * (LIMIT_BYTES + 1), tmp_path)
