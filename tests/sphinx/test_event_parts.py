"""``event:venue``, ``event:news``, ``event:sponsors`` and their like, and the facts of registration and contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw
from tests.sphinx.conftest import Project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sphinx.conftest import Built

EVENT = """\
title: Days
start: 2027-05-04 09:00
timezone: Europe/Berlin
location:
  venue: Old Mill
  address: 1 Lane
  map_url: https://example.org/map
  step_free: yes
  travel: Take the *blue* tram <script>.
stream: https://example.org/live
registration: {url: https://example.org/register, note: free}
contact: {email: days@example.org, chat: https://example.org/chat, url: TBD}
code_of_conduct: {url: https://example.org/conduct, contacts: [ada, care@example.org]}
archival: no
prerequisites: A *laptop*.
cite:
  text: Days 2027.
  bibtex: |
    @proceedings{days, title = {Days}}
news:
  - {date: 2027-01-01, title: Old, text: It *was*.}
  - {date: TBD, title: Soon}
  - {date: 2027-02-01, title: New, url: https://example.org/new}
sponsors:
  - {name: Small & Co, level: Silver, text: Makes *mills*.}
  - {name: Wide, level: Gold, logo: logos/wide.png, logo_dark: logos/dark.png, url: https://wide.example/}
  - {name: High, level: Silver, logo: logos/high.jpg}
"""
PAGE = """\
Days
====

.. event:facts::
.. event:venue::
.. event:prerequisites::
.. event:cite::
.. event:news::
   :limit: 2
.. event:sponsors::

Silver alone
------------

.. event:sponsors::
   :level: Silver
"""
FILES = {
    'conf.py': "extensions = ['sphinx_event_program']\nexclude_patterns = ['data']\n"
    "latex_documents = [('index', 'index.tex', 'Index', 'us', 'howto')]\n",
    'index.rst': PAGE,
    'data/event.yaml': EVENT,
    'data/people.yaml': 'ada: {name: Ada}\n',
    'data/sessions.yaml': '',
}


def draw_logos(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, size, ground, ink in (
        ('wide.png', (1200, 300), (0, 0, 0, 0), 'black'),
        ('dark.png', (1200, 300), (0, 0, 0, 0), 'white'),
        ('high.jpg', (600, 1200), (255, 255, 255), 'navy'),
    ):
        picture = Image.new('RGBA' if len(ground) == 4 else 'RGB', size, ground)
        width, height = size
        ImageDraw.Draw(picture).rectangle((width // 4, height // 4, width * 3 // 4, height * 3 // 4), fill=ink)
        picture.save(folder / name, **({'exif': b'Exif\x00\x00secret'} if name.endswith('jpg') else {}))


@pytest.fixture(scope='module')
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp('parts'))
    made.write(FILES)
    draw_logos(made.data / 'logos')
    return made


@pytest.fixture(scope='module')
def website(project: Project) -> Built:
    return project.build('html')


def test_only_html_in_a_text_is_warned_of(website: Built) -> None:
    assert {(warning.line, warning.kind) for warning in website.warnings} == {(9, 'event.markup')}


def test_facts_name_registration_contact_and_rules(website: Built) -> None:
    facts = website.html('index').one('dl.event-facts')
    names = [name.removesuffix(':') for name in facts.texts('dt')]
    told = dict(zip(names, facts.texts('dd'), strict=True))
    assert told['Watch live'] == 'https://example.org/live'
    assert told['Registration'] == 'https://example.org/register · free'
    assert told['Contact'] == 'days@example.org · Chat · Homepage: To be announced'
    assert told['Code of conduct'] == 'https://example.org/conduct · Reports to: Ada, care@example.org'
    assert told['Papers'] == 'Non-archival'
    assert 'mailto:care%40example.org' in facts.values('a', 'href')


def test_venue_tells_how_to_get_there(website: Built) -> None:
    venue = website.html('index').one('.event-venue')
    assert venue.one('.event-venue__address').text == 'Old Mill, 1 Lane'
    assert venue.one('.event-venue__access').text == 'Map · Step-free access'
    assert venue.one('em').text == 'blue'
    assert venue.all('script') == []


def test_citation_has_its_bibtex_as_it_is_written(website: Built) -> None:
    assert website.html('index').one('.highlight-bibtex pre').text == '@proceedings{days, title = {Days}}'


def test_news_begin_with_the_newest(website: Built) -> None:
    titles = website.html('index').texts('.event-news__title')
    assert titles == ['To be announced Soon', 'Monday, February 1, 2027 New']


def test_sponsors_are_listed_by_level(website: Built) -> None:
    first, second = website.html('index').all('.event-sponsors')
    assert first.texts('p.rubric') == ['Silver', 'Gold']
    assert first.texts('.event-sponsors__name') == ['Small & Co']
    assert second.texts('p.rubric') == ['Silver']


def test_logos_look_equally_large_and_lose_their_margin(website: Built) -> None:
    page = website.html('index').all('.event-sponsors')[0]
    sources = dict(zip(page.values('img', 'alt'), page.values('img', 'src'), strict=True))
    widths = {}
    for name, source in sources.items():
        with Image.open(website.folder / str(source)) as picture:
            assert picture.format == 'PNG'
            assert not picture.getexif()
            widths[name] = picture.size
    assert widths == {'Wide': (400, 100), 'High': (96, 192)}


def test_dark_pages_have_a_logo_of_their_own(website: Built) -> None:
    page = website.html('index').all('.event-sponsors')[0]
    assert page.values('img.only-light', 'alt') == ['Wide']
    assert page.values('img.only-dark', 'alt') == ['Wide']
    assert page.values('a img', 'alt') == ['Wide', 'Wide']


def test_paper_has_a_row_of_light_logos(project: Project) -> None:
    tex = project.build('latex').tex('index')
    assert len(tex.included) == 3
    assert 'Small & Co' in tex.words or r'Small \& Co' in tex.words


def test_plain_text_has_the_names(project: Project) -> None:
    text = (project.build('text').folder / 'index.txt').read_text(encoding='utf-8')
    assert '* Wide' in text
    assert '* High' in text
    assert 'image' not in text


def test_logo_that_cannot_be_used_is_reported_and_the_name_is_shown(tmp_path: Path) -> None:
    made = Project(tmp_path)
    made.write(FILES)
    draw_logos(made.data / 'logos')
    made.write({'data/logos/wide.png': '<svg xmlns="http://www.w3.org/2000/svg"/>'})
    built = made.build('html')
    (warning,) = [warning for warning in built.warnings if warning.kind == 'event.photo']
    assert warning.message == (
        "the logo 'logos/wide.png' is an SVG drawing, whatever its name says; save it as JPEG, PNG or WEBP"
    )
    assert built.html('index').all('.event-sponsors')[0].texts('a .event-sponsors__name') == ['Wide']


def test_edit_has_only_the_pages_read_that_show_it(tmp_path: Path) -> None:
    made = Project(tmp_path)
    made.write({**FILES, 'index.rst': 'Index\n=====\n\n.. toctree::\n\n   facts\n   news\n   sponsors\n   venue\n'})
    made.write(
        {f'{name}.rst': f'{name}\n{len(name) * "="}\n\n.. event:{name}::\n' for name in ('facts', 'news', 'sponsors')}
    )
    made.write({'venue.rst': 'Schedule\n========\n\n.. event:schedule::\n'})
    draw_logos(made.data / 'logos')
    made.build('html')
    made.edit('data/event.yaml', 'title: Old', 'title: Older')
    assert made.build('html').read == ('news',)
    Image.new('RGB', (90, 30), 'red').save(made.data / 'logos' / 'wide.png')
    assert made.build('html').read == ('sponsors',)
    made.edit('data/event.yaml', 'the *blue* tram', 'the *red* tram')
    assert made.build('html').read == ('facts',)
