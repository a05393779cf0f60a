"""A two-day event that is hard to typeset: long words, long days, long panels, names in many writing systems."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import yaml
from PIL import Image, ImageDraw

ARABIC, HEBREW = 'محمد عبد الله الفارسي', 'דוד כהן־לוי'
#: A picture each, though most are of several characters.
EMOJI = '🎉👩🏽‍💻🇩🇪1️⃣'
#: Somebody whom no page shows but the index of the website.
ABSENT = 'Nemo Nowhere'
CANCELLED = 'A talk that will not take place'
ADDRESS = 'https://words.example.org/2026/'
COMPOUND = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'
TITLE = f'Fachtagung für {COMPOUND}, Schifffahrtsrecht und künstliche Intelligenz'
LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff-Schmetterlingsblütengewächs von und zu Hohenlohe-Waldenburg'
VIDEO = 'https://video.example.org/watch?v=abcdefghijklmnop'
#: How many sessions the second day has.
LONG_DAY = 40

_ABSTRACT = (
    'Nobody reads the small print of a ticket, and yet everybody has agreed to it.',
    'We look at what readers do when a page is long, and what they miss when it is short.',
)

PEOPLE: dict[str, dict[str, Any]] = {
    'ada': {
        'name': 'Ada Lovelace',
        'position': 'Gräfin',
        'affiliation': [{'name': 'Donaudampfschifffahrtsgesellschaftskapitänsakademie Wien', 'short': 'DDSG'}],
        'url': 'https://example.org/ada',
        'links': {'orcid': 'https://orcid.org/0000-0001-2345-6789'},
        'bio': 'See [the notes](https://example.org/notes/analytical-engine).',
    },
    'grace': {'name': 'Grace Hopper', 'affiliation': 'US Navy', 'bio': 'COBOL.'},
    'omar': {
        'name': ARABIC,
        'affiliation': 'جامعة القاهرة (كلية الهندسة)',
        'bio': 'باحث في علم الحاسوب منذ 1998، له أكثر من 50 بحثا في ICCV و NeurIPS، ويهوى الخط العربي والسفر والقراءة.',
    },
    'dov': {'name': HEBREW, 'affiliation': 'האוניברסיטה העברית בירושלים'},
    'kim': {'name': '김창훈', 'affiliation': '숭실대학교'},
    'wang': {'name': '王小明', 'affiliation': '清华大学'},
    'yamada': {'name': '山田たろう', 'affiliation': '東京大学'},
    'dmitri': {'name': 'Дмитрий Шостакович'},
    'eleni': {'name': 'Ελένη Παπαδοπούλου'},
    'long': {
        'name': LONG_NAME,
        'position': f'Außerordentliche Universitätsprofessorin für {COMPOUND}',
        'affiliation': 'Rheinisch-Westfälische Technische Hochschule',
    },
}


def write(source: Path) -> None:
    """The data and pages of the event."""
    rng = Random(7)
    photos = source / 'data' / 'photos'
    photos.mkdir(parents=True)
    for ident, size in (('ada', (640, 960)), ('grace', (1900, 1500))):
        picture = Image.new('RGB', size, '#37506b')
        ImageDraw.Draw(picture).ellipse((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill='#ffcc99')
        picture.save(photos / f'{ident}.jpg')
    (source / 'data' / 'slides.txt').write_text('slides', encoding='utf-8')
    records = {
        'event': _event(),
        'people': {**PEOPLE, 'absent': {'name': ABSENT}},
        'sessions': [*_first_day(), *_second_day(rng)],
    }
    for name, content in records.items():
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (source / 'data' / f'{name}.yaml').write_text(text, encoding='utf-8')
    pages = {
        'index': (
            'Programme',
            '.. event:facts::\n\n.. toctree::\n\n   schedule\n   sessions\n   speakers\n   people\n',
        ),
        'schedule': ('Schedule', '.. event:pdfs::\n\n.. event:schedule::\n'),
        'sessions': ('Sessions', '.. event:sessions::\n'),
        'speakers': ('Speakers', '.. event:speakers::\n'),
        'people': ('Index of people', '.. event:people::\n   :layout: index\n'),
    }
    for name, (title, body) in pages.items():
        (source / f'{name}.rst').write_text(f'{title}\n{"=" * len(title)}\n\n{body}', encoding='utf-8')
    (source / 'conf.py').write_text(
        "extensions = ['sphinx_event_program']\nlatex_engine = 'lualatex'\nevent_time_format = 'h:mm a'\n"
        f"html_baseurl = {ADDRESS!r}\nevent_pages = {{'session': 'sessions'}}\n"
        "latex_documents = [('index', 'programme.tex', '', '', 'event-programme')]\n",
        encoding='utf-8',
    )


def _event() -> dict[str, Any]:
    return {
        'title': TITLE,
        'short_title': 'WORDS 2026',
        'kind': 'conference',
        'start': '2026-05-04 09:00',
        'end': '2026-05-05 18:00',
        'timezone': 'Europe/Vienna',
        'location': {'room': 'main', 'venue': 'Hofburg', 'city': 'Wien'},
        'organizers': ['ada', 'dov'],
        'rooms': [{'id': 'main', 'name': 'Großer Festsaal'}, {'id': 'lab', 'name': 'Computer lab'}],
        'tracks': [{'id': 'tools', 'name': 'Tools & Werkzeuge'}, {'id': 'people', 'name': 'People'}],
        'links': {'Conduct': 'https://words.example.org/2026/code-of-conduct-and-other-things/which-is-long.html'},
    }


def _first_day() -> list[dict[str, Any]]:
    address = 'https://example.org/a/very/long/address/that/goes/on/and/on/until/the/end/of/the/line?with=query'
    return [
        {
            'id': 'opening',
            'title': f'Opening {EMOJI}',
            'start': '2026-05-04 09:00',
            'duration': '15 min',
            'room': 'main',
        },
        {
            'id': 'keynote',
            'title': 'مؤتمر الذكاء الاصطناعي (ICCV 2025) في القاهرة',
            'duration': '45+15 min',
            'people': ['omar', 'dov'],
            'abstract': f'Text with {HEBREW} in it.',
        },
        {
            'id': 'compounds',
            'title': f'{COMPOUND}: Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung',
            'subtitle': 'Was Sie über Kraftfahrzeughaftpflichtversicherungen wissen wollten',
            'duration': '1h30',
            'people': ['long', 'ada'],
            'track': 'tools',
            'abstract': f'Text with `{"a_very_long_literal_" * 5}` and {address} in it.',
            'materials': [{'kind': 'slides', 'file': 'slides.txt'}, {'kind': 'video', 'url': VIDEO}],
        },
        {'id': 'gone', 'title': CANCELLED, 'status': 'cancelled', 'duration': '30 min', 'people': ['grace']},
        {
            'id': 'letters',
            'title': '深度学习：ディープラーニングと딥러닝、面向多模态大语言模型的可信人工智能：从对抗攻击到机器遗忘',
            'duration': '30 min',
            'people': ['wang', 'kim', 'yamada'],
        },
        {
            'id': 'panel',
            'title': 'Panel',
            'kind': 'panel',
            'duration': '2h',
            'people': [{'person': ident, 'role': 'panelist'} for ident in PEOPLE],
        },
    ]


def _second_day(rng: Random) -> list[dict[str, Any]]:
    titles = ('Short', 'A talk of a middle length', 'Another rather long title that takes up several lines of a table')
    return [
        {
            'id': f'talk-{number}',
            'title': f'{rng.choice(titles)} {number}',
            'start': f'2026-05-05 {8 + number // 4:02}:{number % 4 * 15:02}',
            'duration': '15 min',
            'room': ('main', 'lab')[number % 2],
            'track': rng.choice(('tools', 'people')),
            'people': rng.sample([*PEOPLE], rng.choice((1, 1, 2))),
            'abstract': ' '.join(rng.choice(_ABSTRACT) for _ in range(rng.randint(1, 9))),
        }
        for number in range(LONG_DAY)
    ]
