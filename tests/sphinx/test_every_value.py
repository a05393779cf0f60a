"""Every documented value builds without a warning, in every builder: each key TBD, and each word of a vocabulary."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from tests.building import build

from sphinx_event_program.model.event import Audience, Event, EventKind, EventStatus
from sphinx_event_program.model.person import Person
from sphinx_event_program.model.session import MaterialKind, Role, Session, SessionKind, SessionStatus

_CONF = """\
extensions = ['sphinx_event_program']
project, version, copyright = 'Days', '1', '2027, us'
html_baseurl = 'https://event.example.org/'
event_exports = ['ics', 'csv', 'xml', 'json']
event_pages = {kind: f'{kind}s' for kind in ('session', 'person', 'tag', 'track', 'room', 'day')}
latex_documents = [('index', 'programme.tex', '', '', 'event-programme')]
latex_engine = 'lualatex'
"""
_PAGE = """\
Days
====

.. event:facts::
.. event:description::
.. event:notice::
.. event:dates::
.. event:venue::
.. event:prerequisites::
.. event:news::
.. event:sponsors::
.. event:cite::
.. event:papers::
.. event:schedule::
.. event:schedule::
   :layout: list
.. event:sessions::
.. event:people::
.. event:people::
   :layout: index
.. event:speakers::
.. event:downloads::
"""
_NEEDED = {
    'event': {'title': 'Days', 'start': '2027-05-04 09:00', 'timezone': 'Europe/Berlin'},
    'person': {'name': 'Ada Brandt'},
    'session': {'title': 'Talk', 'duration': '10'},
}


def _record(needed: dict[str, str], key: str) -> str:
    return '{' + ', '.join(f'{name}: {value}' for name, value in {**needed, key: 'TBD'}.items()) + '}'


def _write(source: Path, event: str) -> None:
    people = [
        f'p-{key.replace("_", "-")}: {_record(_NEEDED["person"], key)}' for key in Person.model_fields if key != 'id'
    ]
    sessions = [
        f'- {_record({"id": f"s-{key}", **_NEEDED["session"]}, key)}' for key in Session.model_fields if key != 'id'
    ]
    speaking = ', '.join(line.partition(':')[0] for line in people)
    (source / 'data').mkdir()
    (source / 'data/event.yaml').write_text(event)
    (source / 'data/people.yaml').write_text(
        '\n'.join(['ada: {name: Ada Brandt}', *people]).replace('Ada Brandt}', 'Ada}', 1)
    )
    (source / 'data/sessions.yaml').write_text(
        '\n'.join([*sessions, f'- {{id: all, title: All, people: [ada, {speaking}]}}'])
    )
    (source / 'conf.py').write_text(_CONF)
    (source / 'index.rst').write_text(_PAGE)


@pytest.mark.slow
@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml', 'latex', 'epub', 'text', 'man', 'event-print'])
def test_every_key_can_be_to_be_announced(tmp_path: Path, builder: str) -> None:
    """Each key of each record, one at a time; of the event, all at once as well as one at a time."""
    keys = [*Event.model_fields]
    for number, chosen in enumerate([(), keys]):
        source = tmp_path / str(number)
        source.mkdir()
        needed = {**_NEEDED['event'], **dict.fromkeys(chosen, 'TBD')}
        _write(source, ''.join(f'{key}: {value}\n' for key, value in needed.items()))
        warnings = [
            line
            for line in build(source, builder, tmp_path / f'{builder}-{number}')[1].splitlines()
            # The same person many times over is what this test needs.
            if '[event.alike]' not in line
        ]
        assert warnings == []


@pytest.mark.slow
@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml', 'latex', 'epub', 'text', 'man', 'event-print'])
def test_every_word_of_a_vocabulary_can_be_written(tmp_path: Path, builder: str) -> None:
    """All words that the manual has for sessions, roles and materials at once; those of the event in turn."""
    kinds = [*SessionKind]
    sessions = [
        f'- {{id: s-{number}, title: Talk, kind: {kind}, status: {status}, language: {language}, duration: {duration}, '
        f'people: {{person: ada, role: {role}}}, materials: [{{kind: {material}, url: "https://example.org/m"}}]}}'
        for number, (kind, status, role, material, language, duration) in enumerate(
            zip(
                kinds,
                cycle(SessionStatus),
                cycle(Role),
                cycle(MaterialKind),
                cycle(['en', 'pt-BR', 'zh-Hans']),
                cycle(['10 min', '1h30', '90', 'PT1H30M', '50+5 min']),
                strict=False,
            )
        )
    ]
    assert len(kinds) >= max(map(len, (SessionStatus, Role, MaterialKind)))
    events = zip(EventKind, cycle(EventStatus), cycle(Audience), strict=False)
    for number, (kind, status, audience) in enumerate(events):
        source = tmp_path / str(number)
        source.mkdir()
        _write(
            source,
            f'title: Days\nstart: 2027-05-04 09:00\ntimezone: Europe/Berlin\nkind: {kind}\nstatus: {status}\n'
            f'online: {{url: "https://example.org/j", audience: {audience}}}\nlanguage: de\n',
        )
        (source / 'data/people.yaml').write_text('ada: {name: Ada, publish_email: yes, email: ada@example.org}\n')
        (source / 'data/sessions.yaml').write_text('\n'.join(sessions))
        _, warnings = build(source, builder, source / 'out')
        assert warnings == '', (kind, status, audience)
        if builder != 'html':
            # What the event is called is the same to all.
            break
