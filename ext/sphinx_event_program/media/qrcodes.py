"""QR codes as picture files, cached by what they say."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import segno

from sphinx_event_program._files import digest_of, write_once

#: Bytes that fit in a code (ISO/IEC 18004: version 40, level M).
LIMIT_BYTES = 2331

#: Quiet zone in modules (ISO/IEC 18004 asks for four).
BORDER_MODULES = 4

#: Size of a module in the PNG: 25 mm wide in print, a code is then over 300 dots per inch.
MODULE_PX = 16


def qr_code(text: str, cache: Path) -> Path:
    """A QR code of ``text`` as ``qr-….svg`` and ``qr-….png``; the path with the ending ``.*``.

    SVG serves HTML and PNG serves LaTeX. (segno writes PDF too, with the time of
    day inside, so that no two builds would be the same.)
    """
    digest = digest_of(text)
    svg, png = cache / f'qr-{digest}.svg', cache / f'qr-{digest}.png'
    if not (svg.exists() and png.exists()):
        code = segno.make(text, error='m', micro=False)
        vectors, pixels = BytesIO(), BytesIO()
        code.save(vectors, kind='svg', border=BORDER_MODULES, omitsize=True, light='white')
        code.save(pixels, kind='png', border=BORDER_MODULES, scale=MODULE_PX)
        write_once(svg, vectors.getvalue())
        write_once(png, pixels.getvalue())
    return cache / f'qr-{digest}.*'
