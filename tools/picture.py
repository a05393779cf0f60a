"""Makes the README's picture of what was built: the website's schedule, and the printed programme before it.

Run it after ``make html latexpdf``, in the environment of ``make test``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / '_build'
PICTURE = ROOT / 'docs' / 'images' / 'schedule.png'

SITE_PX = (1180, 860)
SHEET_WIDTH_PX = 470
MARGIN_PX = 40


def main() -> None:
    """Compose both into ``docs/images/schedule.png``."""
    site, sheet = _website(), _sheet()
    picture = Image.new('RGB', (site.width + 2 * MARGIN_PX + sheet.width // 2, site.height + 3 * MARGIN_PX), 'white')
    _put(picture, site, (MARGIN_PX, MARGIN_PX))
    _put(picture, sheet, (picture.width - sheet.width - MARGIN_PX, picture.height - sheet.height - MARGIN_PX))
    PICTURE.parent.mkdir(exist_ok=True)
    picture.save(PICTURE, optimize=True)


def _website() -> Image.Image:
    browser_path = next(filter(None, map(shutil.which, ('chromium', 'chromium-browser', 'google-chrome'))), None)
    shot = BUILD / 'schedule.png'
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=['--no-sandbox', '--disable-gpu'])
        page = browser.new_page(viewport={'width': SITE_PX[0], 'height': SITE_PX[1]}, color_scheme='light')
        page.goto((BUILD / 'html' / 'schedule.html').as_uri(), wait_until='networkidle')
        page.screenshot(path=str(shot))
        browser.close()
    return Image.open(shot).convert('RGB')


def _sheet() -> Image.Image:
    page = pypdfium2.PdfDocument(BUILD / 'latex' / 'handout.pdf')[0]
    sheet = page.render(scale=SHEET_WIDTH_PX / page.get_width()).to_pil().convert('RGB')
    # What is blank at the foot of the sheet tells nothing.
    blank = Image.new('RGB', sheet.size, 'white')
    used = ImageChops.difference(sheet.crop((0, 0, sheet.width, sheet.height * 9 // 10)), blank).getbbox()
    return sheet.crop((0, 0, sheet.width, used[3] + MARGIN_PX if used else sheet.height))


def _put(picture: Image.Image, part: Image.Image, at: tuple[int, int]) -> None:
    """Paste a part with a soft shadow and a thin frame."""
    shadow = Image.new('L', picture.size, 0)
    ImageDraw.Draw(shadow).rectangle((at[0], at[1] + 6, at[0] + part.width, at[1] + part.height + 6), fill=70)
    picture.paste((90, 100, 110), mask=shadow.filter(ImageFilter.GaussianBlur(12)))
    picture.paste(part, at)
    frame = (at[0] - 1, at[1] - 1, at[0] + part.width, at[1] + part.height)
    ImageDraw.Draw(picture).rectangle(frame, outline=(201, 209, 217))


if __name__ == '__main__':
    main()
