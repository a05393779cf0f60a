"""Programmes made at random over all documented keys and values, most of which are right."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from sphinx_event_program.model.event import EventKind, EventStatus
from sphinx_event_program.model.session import MaterialKind, Role, SessionKind, SessionStatus

CONF = """\
extensions = ['sphinx_event_program']
exclude_patterns = ['data']
html_theme = 'basic'
html_baseurl = 'https://event.example.org/'
epub_show_urls = 'no'
version, copyright = '1', '2027, us'
event_exports = ['ics', 'csv', 'xml', 'json']
event_pages = {kind: f'{kind}s' for kind in ('session', 'person', 'tag', 'track', 'room', 'day')}
latex_engine = 'lualatex'
latex_documents = [('index', 'programme.tex', '', '', 'event-programme')]
man_pages = [('index', 'programme', 'the programme', '', 7)]
"""

PAGE = """\
Programme
=========

.. event:notice::
.. event:facts::
.. event:description::
.. event:schedule::
.. event:schedule::
   :layout: list
   :columns: time
.. event:sessions::
.. event:people::
   :sort: name
.. event:people::
   :layout: index
.. event:speakers::
.. event:downloads::
"""

_WORDS = ['Looms', 'of', 'the', '김유나', 'Ødegård', 'עברית', '--amend', '“quoted”', 'a_b', '50 %', 'C#', 'R&D', '🎉']
_WORDS += ['…', 'naïve', "it's", '#1', '^caret', '~tilde', '{braces}', '$5', '100', 'x<y', 'Łoś', '漢字', 'العربية']
_MARKDOWN = [
    '*emphasis*',
    '**strong**',
    '`code`',
    '[link](https://example.org/a_b)',
    'https://example.org/x',
    '~~out~~',
]
_BLOCKS = [
    '- one\n- two\n  1. three\n  2. four',
    '> said',
    '```\ncode\n```',
    '| a | b |\n| --- | --- |\n| 1 | 2 |',
    '# Head',
]
_BLOCKS += [
    '- a\n  - b\n    - c\n      - d\n        - e\n          - f',
    '![map](https://example.org/m.png)',
    '---',
    'a\\\nb',
]
_LANGUAGES = ['en', 'de', 'pt-BR', 'zh-Hans', 'he']


class Programme:
    """A programme that a seed gives, always the same one."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.rooms = [f'room-{number}' for number in range(self._random.choice([0, 1, 2, 4]))]
        self.tracks = [f'track-{number}' for number in range(self._random.choice([0, 0, 1, 3]))]
        self.idents = [f'person-{number}' for number in range(self._random.randrange(5))]
        self.event = self._event()
        self.people = {ident: self._person(ident) for ident in self.idents}
        self.sessions = [self._session(number) for number in range(self._random.randrange(7))]

    def write(self, folder: Path) -> None:
        """Write the project; JSON is YAML as well."""
        (folder / 'data').mkdir(parents=True)
        for name, values in (('event', self.event), ('people', self.people), ('sessions', self.sessions)):
            text = json.dumps(values, ensure_ascii=False, indent=1)
            (folder / 'data' / f'{name}.yaml').write_text(text, encoding='utf-8')
        (folder / 'data' / 'slides.txt').write_text('slides\n', encoding='utf-8')
        (folder / 'conf.py').write_text(CONF, encoding='utf-8')
        (folder / 'index.rst').write_text(PAGE, encoding='utf-8')

    def _some(self, values: dict[str, Any]) -> dict[str, Any]:
        """Some of the values, and some of those still to be announced."""
        kept = {key: value for key, value in values.items() if self._random.random() < 0.5}
        return {key: 'TBD' if self._random.random() < 0.08 else value for key, value in kept.items()}

    def _line(self) -> str:
        return ' '.join(self._random.choices(_WORDS, k=self._random.randint(1, 6)))

    def _text(self) -> str:
        lines = [' '.join([self._line(), self._random.choice(_MARKDOWN), self._line()])]
        lines += self._random.sample(_BLOCKS, self._random.randrange(3))
        return '\n\n'.join(lines)

    def _of(self, values: Any) -> Any:
        return self._random.choice([*map(str, values)])

    def _event(self) -> dict[str, Any]:
        start = self._random.choice(['2027-05-04', '2027-05-04 09:00', '2027-05-04 23:30'])
        organizers = self._random.choice([self.idents[:2], [{'heading': self._line(), 'people': self.idents[:1]}]])
        event = {
            'subtitle': self._line(),
            'summary': self._line(),
            'description': self._text(),
            'kind': self._of(EventKind),
            'part_of': {'name': self._line(), 'url': 'https://example.org/conference'},
            'end': self._random.choice(['2027-05-05', '2027-05-06 18:00']),
            'location': self._some({'venue': self._line(), 'city': 'Łódź', 'room': self._line(), 'country': 'Poland'}),
            'online': self._some({'platform': 'Zoom', 'url': 'https://example.org/j', 'passcode': 'a--b'}),
            'language': self._random.choice(_LANGUAGES),
            'status': self._of(EventStatus),
            'notice': self._text(),
            'links': {self._line(): 'https://example.org/l'},
            'url': 'https://event.example.org/',
            'organizers': organizers,
        }
        event = {key: value for key, value in self._some(event).items() if value not in ({}, [])}
        event |= {'title': self._line(), 'start': start, 'timezone': self._random.choice(['Europe/Berlin', 'UTC'])}
        if self.rooms:
            event['rooms'] = [{'id': ident, 'name': self._line()} for ident in self.rooms]
        if self.tracks:
            event['tracks'] = [{'id': ident, 'name': self._line(), 'color': '#0b6e99'} for ident in self.tracks]
        return event

    def _person(self, ident: str) -> dict[str, Any]:
        affiliation = self._random.choice([self._line(), {'name': self._line(), 'url': 'https://example.org/a'}])
        person = {
            'position': self._line(),
            'affiliation': affiliation,
            'url': 'https://example.org/me',
            'bio': self._text(),
            'pronouns': 'they/them',
            'links': {'orcid': 'https://orcid.org/0', self._line(): 'https://example.org/o'},
            'email': 'ada@example.org',
            'publish_email': self._random.choice(['yes', 'no']),
            'aliases': f'{ident}-former',
        }
        return {'name': f'{self._line()} {ident}', **self._some(person)}

    def _session(self, number: int) -> dict[str, Any]:
        people = [
            self._random.choice([ident, {'person': ident, 'role': self._of(Role)}])
            for ident in self._random.sample(self.idents, self._random.randrange(min(3, len(self.idents) + 1)))
        ]
        materials = [
            {'kind': self._of(MaterialKind), 'url': 'https://example.org/m'},
            {'file': 'slides.txt', 'title': self._line()},
        ]
        session = {
            'subtitle': self._line(),
            'abstract': self._text(),
            'kind': self._of(SessionKind),
            'people': people,
            'status': self._of(SessionStatus),
            'language': self._random.choice(_LANGUAGES),
            'level': self._line(),
            'tags': [self._line(), 'looms'],
            'materials': materials,
            'start': f'2027-05-0{self._random.choice([4, 5])} {self._random.randrange(9, 18):02}:15',
            'aliases': f's{number}-former',
            'published': self._random.choice(['yes', 'yes', 'yes', 'no']),
            **({'room': self._random.choice(self.rooms)} if self.rooms else {}),
            **({'track': self._random.choice(self.tracks)} if self.tracks else {}),
        }
        return {'id': f's{number}', 'title': self._line(), 'duration': '20+5 min', **self._some(session)}
