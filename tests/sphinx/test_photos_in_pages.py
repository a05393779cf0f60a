"""Photos on their way into pages: which files each builder shows, and which it leaves behind."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import ExifTags, Image, ImageFile

import sphinx_event_program
from sphinx_event_program.render.views.people import TONES

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Html, Project

PACKAGE = Path(sphinx_event_program.__file__).parent

FILES = {
    'conf.py': "extensions = ['sphinx_event_program']\nexclude_patterns = ['data']\nproject = 'Faces'\n"
    "version = '1'\ncopyright = '2025'\n",
    'index.rst': 'Contents\n========\n\n.. toctree::\n\n   sub/people\n   cards\n   handout\n',
    'cards.rst': 'Cards\n=====\n\n.. event:people::\n',
    'handout.rst': 'Handout\n=======\n\n.. event:schedule::\n',
    'sub/people.rst': 'People\n======\n\n.. event:speakers::\n',
    'data/event.yaml': 'title: Faces\nstart: 2025-10-19 13:00\nend: 2025-10-19 13:30\ntimezone: Europe/Paris\n',
    'data/people.yaml': (
        'ada: {name: Ada Lovelace}\n'
        'babbage:\n  name: Charles Babbage\n  photo: {file: photos/wide.png, focus: 0% 50%}\n'
        'grace: {name: Grace Hopper}\n'
    ),
    'data/sessions.yaml': '- {id: a, title: Talk, duration: 30 min, people: [ada, babbage, grace]}\n',
}


@pytest.fixture
def faces(project: Project) -> Project:
    """A large photo found by its id, one of a middling size that is named, and nobody's."""
    project.write(FILES)
    photos = project.data / 'photos'
    photos.mkdir()
    Image.linear_gradient('L').resize((900, 600)).convert('RGB').save(photos / 'ada.JPG', 'JPEG')
    Image.new('RGB', (500, 200), 'teal').save(photos / 'wide.png')
    return project


def portraits_in(built: Built) -> dict[str, bytes]:
    """The portraits that were copied, by path in the output."""
    return {name: content for name, content in built.files().items() if Path(name).name.startswith('portrait-')}


def sources_of(picture: Html) -> dict[str, dict[str, str]]:
    """The files of a picture by density, for each media type."""
    found = {}
    for tag in (*picture.all('source'), *picture.all('img')):
        srcset = tag.tag.get('srcset') or f'{tag.tag["src"]} 1x'
        files = (file.split() for file in str(srcset).split(','))
        found[str(tag.tag.get('type', 'image/jpeg'))] = {density: file for file, density in files}
    return found


def page_of(builder: str, page: str) -> str:
    return {'html': page, 'dirhtml': f'{page}/index', 'singlehtml': 'index'}[builder]


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml'])
def test_picture_offers_each_density_in_two_formats_and_every_file_is_there(faces: Project, builder: str) -> None:
    built = faces.build(builder)
    page = page_of(builder, 'sub/people')
    folder = (built.folder / f'{page}.html').parent
    seen = []
    # In singlehtml, the pictures of the other pages follow.
    for picture in built.html(page).all('picture')[:2]:
        image = picture.one('img').tag
        shown_px = int(str(image['width']))
        assert image['width'] == image['height']
        for media_type, files in sources_of(picture).items():
            for density, file in files.items():
                with Image.open(folder / file) as made:
                    side = round(shown_px * float(density.removesuffix('x')))
                    assert (made.get_format_mimetype(), made.size) == (media_type, (side, side))
                seen.append((media_type, density))
        assert str(image['src']) in sources_of(picture)['image/jpeg'].values()
    assert seen == [
        *[(media_type, density) for media_type in ('image/webp', 'image/jpeg') for density in ('1x', '2x')],
        *[(media_type, density) for media_type in ('image/webp', 'image/jpeg') for density in ('1x', '1.25x')],
    ]


def test_browser_loads_and_decodes_a_portrait_without_haste(faces: Project) -> None:
    images = faces.build('html').html('cards').all('picture > img.event-portrait')
    assert [(image.tag['loading'], image.tag['decoding']) for image in images] == [('lazy', 'async')] * 2


def test_portrait_says_whose_it_is_unless_the_name_stands_beside_it(faces: Project) -> None:
    built = faces.build('html')
    entries = built.html('sub/people').values('img', 'alt')
    assert entries == ['Portrait of Ada Lovelace', 'Portrait of Charles Babbage']
    assert built.html('cards').values('img', 'alt') == ['', '']
    assert built.html('handout').values('img', 'alt') == ['', '']


def test_files_are_copied_once_and_none_in_vain(faces: Project) -> None:
    built = faces.build('html')
    named = {
        file.rpartition('/')[2]
        for page in ('cards', 'handout', 'sub/people')
        for picture in built.html(page).all('picture')
        for files in sources_of(picture).values()
        for file in files.values()
    }
    copied = [name.rpartition('/')[2] for name in portraits_in(built)]
    assert sorted(copied) == sorted(named)
    assert len(named) == 8


def test_parallel_build_gives_the_same(faces: Project, tmp_path: Path) -> None:
    shutil.copytree(faces.source, tmp_path / 'copy' / 'source')
    serial, parallel = faces.build('html'), type(faces)(tmp_path / 'copy').build('html', parallel=2)
    assert portraits_in(serial) == portraits_in(parallel)
    for page in ('cards', 'handout', 'sub/people'):
        assert str(serial.html(page).tag) == str(parallel.html(page).tag)
    assert parallel.warnings == []


def test_printed_document_has_the_largest_jpeg_and_no_other_file(faces: Project) -> None:
    documents = [(page, f'{page.rpartition("/")[2]}.tex', '', '', 'howto') for page in ('cards', 'sub/people')]
    built = faces.build('latex', latex_documents=documents)
    printed = {
        file.removeprefix(r'\detokenize{').removesuffix('}')
        for page in ('cards', 'people')
        for (file,) in built.tex(page).arguments('eventportrait')
    }
    assert printed == set(portraits_in(built))
    assert sorted(Image.open(built.folder / file).size for file in printed) == [(200, 200), (320, 320)]
    assert not [name for name in built.files() if name.endswith('.webp')]


@pytest.mark.parametrize('builder', ['latex', 'texinfo', 'text', 'man'])
def test_file_that_is_not_shown_is_not_copied(faces: Project, builder: str) -> None:
    """A printed timetable has no pictures, and letters have none at all."""
    built = faces.build(
        builder,
        latex_documents=[('handout', 'handout.tex', '', '', 'howto')],
        texinfo_documents=[('cards', 'faces', 'Faces', 'A', 'faces', 'About faces', 'Events')],
        man_pages=[('cards', 'faces', 'Faces', 'A', 7)],
    )
    assert (portraits_in(built), built.warnings) == ({}, [])


@pytest.mark.parametrize('doctrees', ['doctrees', 'epub/.doctrees'])
def test_epub_has_jpeg_only_with_its_media_type(faces: Project, tmp_path: Path, doctrees: str) -> None:
    """The doctrees are in the output itself unless Sphinx is told a folder for them."""
    output = tmp_path / 'output'
    (output / doctrees).mkdir(parents=True)
    if doctrees != 'doctrees':
        (output / 'doctrees').symlink_to(doctrees)
    built = faces.build('epub')
    assert Path(built.app.doctreedir) == output / doctrees
    (book,) = built.folder.glob('*.epub')
    with zipfile.ZipFile(book) as archive:
        names = archive.namelist()
        manifest = archive.read('content.opf').decode()
        cards = archive.read('cards.xhtml').decode()
    pictures = {name for name in names if 'portrait-' in name}
    assert set(re.findall(r'href="([^"]*portrait-[^"]*)"[^>]*media-type="image/jpeg"', manifest)) == pictures
    assert sorted(re.findall(r'src="([^"]*portrait-[^"]*)"', cards)) == sorted(pictures)
    assert not re.search(r'webp|srcset', manifest + cards)


_CONVERTER = """
from sphinx.transforms.post_transforms.images import ImageConverter

class Converter(ImageConverter):
    conversion_rules = [('image/webp', 'image/png')]

    def is_available(self):
        return True

    def convert(self, source, target):
        raise AssertionError(f'{source} is converted')

def setup(app):
    app.add_post_transform(Converter)
"""


@pytest.mark.parametrize('builder', ['html', 'epub', 'latex'])
def test_image_converter_leaves_webp_as_it_is(faces: Project, builder: str) -> None:
    """``sphinx.ext.imgconverter`` makes PNG of it: Sphinx's list of what HTML can show has no WebP."""
    faces.write({'conf.py': FILES['conf.py'] + _CONVERTER})
    built = faces.build(builder)
    kinds = {'html': {'.jpg', '.webp'}, 'epub': {'.jpg'}, 'latex': {'.jpg'}}
    assert {Path(name).suffix for name in portraits_in(built)} == kinds[builder]


@pytest.mark.parametrize('builder', ['html', 'epub', 'latex'])
def test_nothing_that_the_camera_noted_is_published(faces: Project, builder: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = 'CANARY'
    Image.new('RGB', (400, 400)).save(faces.data / 'photos' / 'grace.jpg', exif=exif, comment=b'CANARY')
    built = faces.build(builder)
    assert not [name for name, content in built.files().items() if b'CANARY' in content]


# Rebuilds


def test_rebuild_decodes_no_photo(faces: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    faces.build('html')
    with monkeypatch.context() as patch:
        for decoder in (Image.Image, ImageFile.ImageFile):
            patch.setattr(decoder, 'load', _refuse)
        # All pages are read and written again, and another builder needs the same files.
        faces.write({'cards.rst': FILES['cards.rst'] + '\nMore.\n'})
        assert faces.build('html').read == ('cards',)
        assert faces.build('html', html_title='Another', event_time_format='h:mm a').warnings == []
        assert faces.build('latex').warnings == []


def _refuse(picture: Image.Image) -> None:
    raise AssertionError('a photo is decoded')


def test_nothing_is_read_again_without_a_change(faces: Project) -> None:
    faces.build('html')
    assert faces.build('html').read == ()


@pytest.mark.parametrize('parallel', [0, 2])
def test_other_focus_makes_the_pages_stale_that_show_the_person(faces: Project, parallel: int) -> None:
    before = portraits_in(faces.build('html', parallel=parallel))
    faces.edit('data/people.yaml', 'focus: 0% 50%', 'focus: 100% 50%')
    built = faces.build('html', parallel=parallel)
    assert set(built.read) == {'cards', 'handout', 'sub/people'}
    assert len(set(portraits_in(built)) - set(before)) == 4


def test_photo_that_is_put_into_the_folder_is_shown(faces: Project) -> None:
    faces.build('html')
    (faces.data / 'photos' / 'ada.JPG').rename(faces.data / 'photos' / 'grace.jpg')
    built = faces.build('html')
    ada, _, grace = built.html('cards').all('.event-cards > li')
    assert (ada.all('img'), len(grace.all('img'))) == ([], 1)


# Damage that is found late


@pytest.mark.parametrize('parallel', [0, 2])
def test_damaged_photo_is_told_once_in_its_place_and_a_monogram_stands_in(faces: Project, parallel: int) -> None:
    photo = faces.data / 'photos' / 'wide.png'
    photo.write_bytes(photo.read_bytes()[:-60])
    built = faces.build('html', parallel=parallel)
    assert [(warned.file, warned.line, warned.kind) for warned in built.warnings] == [('people.yaml', 4, 'event.photo')]
    assert built.warnings[0].message.startswith("the photo 'photos/wide.png' is damaged; export it once more")
    assert [len(card.all('img')) for card in built.html('cards').all('.event-cards > li')] == [1, 0, 0]
    assert built.html('cards').texts('.event-monogram') == ['CB', 'GH']


def test_page_is_read_again_when_a_damaged_photo_is_mended(faces: Project) -> None:
    photo = faces.data / 'photos' / 'wide.png'
    whole = photo.read_bytes()
    photo.write_bytes(whole[:-60])
    faces.build('html')
    photo.write_bytes(whole)
    built = faces.build('html')
    assert built.warnings == []
    assert [len(card.all('img')) for card in built.html('cards').all('.event-cards > li')] == [1, 1, 0]


# Monograms


def _declared(pattern: str, file: str) -> dict[int, str]:
    text = (PACKAGE / file).read_text(encoding='utf-8')
    return {int(tone): colour.lower() for tone, colour in re.findall(pattern, text)}


ON_SCREEN = _declared(r'\.event-monogram--(\d+) \{ --event-monogram-tone: #([0-9a-f]{6}); \}', 'static/event.css')
IN_PRINT = _declared(r'\\definecolor\{eventtone(\d+)\}\{HTML\}\{([0-9A-F]{6})\}', 'latex/event.sty')


def _luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _monogram_rule() -> dict[str, str]:
    css = (PACKAGE / 'static' / 'event.css').read_text(encoding='utf-8')
    rule = re.sub(r'/\*.*?\*/', '', css, flags=re.DOTALL).partition('\n\n.event-monogram {')[2].partition('}')[0]
    return {name.strip(): value.strip() for name, value in re.findall(r'([\w-]+):([^;]+);', rule)}


def test_contrast_is_computed_as_wcag_does() -> None:
    assert (contrast('000000', 'ffffff'), round(contrast('777777', 'ffffff'), 2)) == (21.0, 4.48)


def test_screen_and_print_have_the_same_tones_and_views_use_them_all() -> None:
    assert ON_SCREEN == IN_PRINT
    assert set(ON_SCREEN) == set(range(TONES))


def test_initials_are_white_on_screen_and_in_print() -> None:
    rule = _monogram_rule()
    assert (rule['color'], rule['background']) == ('#fff', 'var(--event-monogram-tone)')
    sty = (PACKAGE / 'latex' / 'event.sty').read_text(encoding='utf-8')
    (node,) = re.findall(r'\\node\[circle, fill=eventtone#1, text=(\w+)', sty)
    assert node == 'white'


@pytest.mark.parametrize('tone', range(TONES))
def test_initials_can_be_read_on_every_tone(tone: int) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1. The disc has its own ground, so that this holds in both themes."""
    assert contrast(ON_SCREEN[tone], 'ffffff') >= 4.5
    assert contrast(IN_PRINT[tone], 'ffffff') >= 4.5


#: The grounds of pages and boxes in the themes that Sphinx's users have, and a margin beyond them.
LIGHT_GROUNDS = ('ffffff', 'f8f9fb', 'f3f4f5', 'eeeeee')
DARK_GROUNDS = ('000000', '121212', '14181e', '131416', '222832', '29313d', '3d4450')


@pytest.mark.parametrize('tone', range(TONES))
def test_disc_is_parted_from_every_ground_by_its_tone_or_its_ring(tone: int) -> None:
    """WCAG 2.2, 1.4.11: 3 to 1."""
    (ring,) = re.findall(r'#(\w{3})\b', _monogram_rule()['border'])
    ring = ''.join(digit * 2 for digit in ring)
    for ground in (*LIGHT_GROUNDS, *DARK_GROUNDS):
        assert max(contrast(ground, ON_SCREEN[tone]), contrast(ground, ring)) >= 3, ground
