"""An event that is hard to print: many sessions, long words, names from everywhere, an attendee list."""

from __future__ import annotations

from pathlib import Path

import yaml
from PIL import Image

COMPOUND = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
TITLE = 'Ninth International Conference on Very Long Titles & 100 % Typographically Demanding Printed Matter'
LONG_TITLE = (
    'Towards a Comprehensive, Reproducible and Nevertheless Readable Account of Everything That Can Happen '
    f'When a {COMPOUND} Meets a Name Badge of 80 by 50 Millimetres'
)
#: Without a space, and with marks that must not begin a line.
HAN_TITLE = '面向多模态大语言模型的可信人工智能：从对抗攻击、鲁棒性评估到机器遗忘（内容溯源）、负责任部署的系统性综述'
KANA_TITLE = (
    '大規模視覚言語モデルにおける敵対的攻撃と頑健性の評価、ならびにアンラーニングに関するパネルディスカッション'
)
NAMES = {
    'ada': 'Ada Lovelace',
    'long': 'Prof. Dr. Maria-Magdalena Schwarzenberger-Leutheusser von und zu Hohenlohe-Waldenburg-Schillingsfürst',
    'compound': 'Wolfeschlegelsteinhausenbergerdorff',
    'korean': '김창훈',
    'greek': 'Ελένη Παπαδοπούλου',
    'kana': 'ウルトラスーパーデラックス山田たろう左衛門尉',
    'arabic': 'أحمد زويل',
    'vietnamese': 'Nguyễn Thị Hằng',
    'special': r'Bobby "Tables" O\'Neill_& 100% #1 {x}',
}
#: What stands in the attendee list and nowhere else.
ATTENDEES = (
    ('zq7attendee7xj Quill', 'zq7place7xj University', 'Guest', 'https://quill.example.org/'),
    ('Ada Lovelace', 'Analytical Society', 'Visitor', ''),
    *((f'Visitor Number {number}', f'Institute {number}', '', '') for number in range(1, 8)),
)
HALLS = ('Großer Hörsaal der Naturwissenschaftlichen Fakultät', 'Laboratory', 'Annex', 'Foyer')


def write_large_event(folder: Path) -> None:
    """The project in a folder: data, attendees, a page, and no configuration."""
    photos = folder / 'data' / 'photos'
    photos.mkdir(parents=True)
    # Wide and high, so that a squashed portrait would be seen.
    Image.new('RGB', (900, 500), '#2f6b3a').save(photos / 'ada.jpg')
    Image.new('RGB', (400, 900), '#8a3b2e').save(photos / 'long.jpg')
    people = {
        ident: {'name': name, 'affiliation': f'{COMPOUND} {ident}', 'position': 'Professor', 'bio': f'*{name}* ' * 20}
        for ident, name in NAMES.items()
    }
    people['ada'] |= {'pronouns': 'she/her', 'pronunciation': 'AY-duh', 'url': 'https://ada.example.org/'}
    event = {
        'title': TITLE,
        'start': '2026-03-02 08:00',
        'end': '2026-03-04 20:00',
        'timezone': 'Europe/Berlin',
        'location': {'venue': 'Kongresszentrum', 'city': 'Garmisch-Partenkirchen'},
        'organizers': ['ada', 'long', 'compound', 'korean', 'greek'],
        'rooms': [{'id': f'r{number}', 'name': name} for number, name in enumerate(HALLS)],
        'tracks': [{'id': 'theory', 'name': 'Theory'}, {'id': 'practice', 'name': 'Practice'}],
    }
    for name, content in (('event', event), ('people', people), ('sessions', [*_sessions()])):
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (folder / 'data' / f'{name}.yaml').write_text(text, encoding='utf-8')
    rows = ['Name,Company,Ticket type,Website,Order', *(','.join((*row, '4711')) for row in ATTENDEES)]
    (folder / 'data' / 'attendees.csv').write_text('\n'.join(rows) + '\n', encoding='utf-8')
    (folder / 'index.rst').write_text('Event\n=====\n\n.. event:schedule::\n', encoding='utf-8')


def _sessions() -> list[dict[str, object]]:
    """A day of parallel sessions, a day of 40 in one room, and one without times."""
    idents = [*NAMES]
    found: list[dict[str, object]] = []

    def add(ident: str, title: str, start: str, duration: str, **more: object) -> None:
        found.append({'id': ident, 'title': title, 'start': start, 'duration': duration, **more})

    add('opening', LONG_TITLE, '2026-03-02 09:00', '45+15 min', room='r0', kind='keynote', people='long')
    for number, at in enumerate(('10:15', '11:00', '13:00', '13:45', '15:00')):
        for room in range(3):
            person = idents[(number + room) % len(idents)]
            title = (f'{COMPOUND} {number}', LONG_TITLE, f'Short talk {number}')[(number + room) % 3]
            more = {'track': ('theory', 'practice')[room % 2], 'people': person}
            add(f's{number}{room}', title, f'2026-03-02 {at}', '30+10 min', room=f'r{room}', **more)
    add('lunch', 'Lunch', '2026-03-02 12:00', '60 min', room='r0', kind='break')
    add('han', HAN_TITLE, '2026-03-02 10:15', '60 min', room='r3', people='kana')
    add('off', 'A talk that is off', '2026-03-02 15:00', '20 min', room='r3', status='cancelled', people='ada')
    for number in range(20):
        add(f'p{number}', f'Poster {number}', '2026-03-02 16:00', '60 min', room='r3', kind='poster')
    for number in range(40):
        hour, minute = divmod(8 * 60 + number * 15, 60)
        title = LONG_TITLE if number % 5 == 0 else f'Lightning talk {number}: {COMPOUND}'
        title = KANA_TITLE if number == 20 else title
        add(
            f't{number}',
            title,
            f'2026-03-03 {hour:02}:{minute:02}',
            '12+3 min',
            room='r0',
            people=idents[number % len(idents)],
        )
    add('open', 'Open stage', 'TBD', 'TBD', room='TBD', people='TBD')
    return found
