"""No byte of what a build writes or says tells what is not for its audience."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote
from xml.etree import ElementTree

import building
import pypdf
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from icalendar import Calendar
from PIL import Image
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, StreamObject, TextStringObject

from sphinx_event_program._files import digest_of
from sphinx_event_program.cli import main
from sphinx_event_program.edition import Edition
from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.event import Audience

Open = Callable[..., tuple[Edition | None, list[str]]]

#: For attendees, by the place where each stands. No digit or letter of a core changes when it is escaped or
#: stemmed; what stands around it does, so that each way of escaping has a form of its own.
FOR_ATTENDEES = {
    'url': 'https://zoom.example.org/j/zq7link7xj?pwd=a_b&c=%C3%B6#~x',
    'meeting_id': '941 zq7meeting7xj 77_&%',
    'passcode': 'zq7pass7xj--"ö"_{&}%$#~^\\',
}

#: For nobody.
FOR_NOBODY = {
    'email': 'zq7mail7xj+a_b@example.org',
    'hidden id': 'zq7id7xj',
    'hidden title': 'On zq7title7xj & _all_ 100 % of it',
    'hidden subtitle': 'zq7subtitle7xj',
    'hidden abstract': 'zq7abstract7xj',
    'hidden tag': 'zq7tag7xj',
    'hidden level': 'zq7level7xj',
    'hidden material': 'materials/zq7file7xj.txt',
    'hidden material title': 'zq7material7xj',
    'hidden material content': 'zq7content7xj',
    'hidden material url': 'https://slides.example.org/zq7slides7xj',
    'hidden person id': 'zq7personid7xj',
    'hidden person': 'Zq7name7xj Öztürk',
    'hidden bio': 'zq7bio7xj',
    'hidden photo': 'photos/zq7photo7xj.png',
    'camera': 'zq7camera7xj',
}

EVENT = f"""\
title: Looms & Engines
start: 2025-06-14 09:00
end: 2025-06-14 18:00
timezone: Europe/Paris
location: {{venue: Silk Mill}}
organizers: [ada]
online:
  platform: Zoom
  url: {FOR_ATTENDEES['url']}
  meeting_id: {json.dumps(FOR_ATTENDEES['meeting_id'])}
  passcode: {json.dumps(FOR_ATTENDEES['passcode'], ensure_ascii=False)}
rooms: [{{id: hall, name: Hall}}, {{id: lab, name: Laboratory}}]
"""
PEOPLE = f"""\
ada: {{name: Ada Lovelace, email: "{FOR_NOBODY['email']}", photo: photos/ada.jpg}}
charles: {{name: Charles Babbage, affiliation: Engines}}
{FOR_NOBODY['hidden person id']}:
  name: {FOR_NOBODY['hidden person']}
  bio: About {FOR_NOBODY['hidden bio']}.
  photo: {FOR_NOBODY['hidden photo']}
"""
HIDDEN = f"""\
- id: {FOR_NOBODY['hidden id']}
  title: {FOR_NOBODY['hidden title']}
  subtitle: {FOR_NOBODY['hidden subtitle']}
  abstract: About {FOR_NOBODY['hidden abstract']}.
  tags: [{FOR_NOBODY['hidden tag']}]
  level: {FOR_NOBODY['hidden level']}
  duration: 45 min
  room: hall
  people: [{FOR_NOBODY['hidden person id']}, charles]
  materials:
    - {{file: {FOR_NOBODY['hidden material']}, title: {FOR_NOBODY['hidden material title']}}}
    - {{url: "{FOR_NOBODY['hidden material url']}"}}
  published: false
"""
SESSIONS = f"""\
- id: opening
  title: Opening
  duration: 30 min
  room: hall
  people: [ada, charles]
  materials: [{{file: materials/cards.txt}}]
{HIDDEN}
- id: closing
  title: Closing
  duration: 15 min
  room: hall
"""
INDEX = """\
:event:fact:`title`
===================

.. event:notice::

.. event:facts::

.. event:schedule::

.. event:schedule::
   :layout: list
   :columns: time, duration, title, people, room, track, kind, level, language

.. event:sessions::

.. event:qrcode:: https://looms.example.org/

.. event:downloads::

.. toctree::

   people
"""
PEOPLE_PAGE = """\
People
======

.. event:speakers::

Cards
-----

.. event:people::

The closing is at :event:time:`closing`.
"""
CONF = """\
extensions = ['sphinx_event_program']
exclude_patterns = ['data']
version = release = '2025'
copyright = '2025, the organizers'
latex_engine = 'lualatex'
latex_documents = [('index', 'event.tex', '', '', 'event-programme')]
html_baseurl = 'https://looms.example.org/'
event_exports = ['ics', 'csv', 'xml', 'json']
event_pages = {
    'session': 'sessions', 'person': 'people', 'track': 'tracks', 'room': 'rooms', 'tag': 'tags', 'day': 'days',
}
"""

BUILDERS = (
    *('html', 'dirhtml', 'singlehtml', 'epub', 'latex', 'text', 'man', 'texinfo', 'gettext', 'xml', 'pseudoxml'),
    *('json', 'pickle'),
)


class Built(NamedTuple):
    """What the builders left in a folder, and said."""

    folder: Path
    log: str


def lay_out(folder: Path, *, event: str = EVENT, people: str = PEOPLE, sessions: str = SESSIONS) -> None:
    """Write the project, with a secret in every place that may hold one."""
    data = folder / 'data'
    for name in ('photos', 'materials'):
        (data / name).mkdir(parents=True)
    for name, text in (('event', event), ('people', people), ('sessions', sessions)):
        (data / f'{name}.yaml').write_text(text, encoding='utf-8')
    (data / 'materials' / 'cards.txt').write_text('For everybody.\n', encoding='utf-8')
    hidden = data / FOR_NOBODY['hidden material']
    hidden.write_text(FOR_NOBODY['hidden material content'], encoding='utf-8')
    noted = Image.Exif()
    noted[0x010E] = FOR_NOBODY['camera']  # ImageDescription
    Image.new('RGB', (400, 400), 'teal').save(data / 'photos' / 'ada.jpg', exif=noted)
    Image.new('RGB', (401, 401), 'red').save(data / FOR_NOBODY['hidden photo'])
    for name, text in (('conf.py', CONF), ('index.rst', INDEX), ('people.rst', PEOPLE_PAGE)):
        (folder / name).write_text(text, encoding='utf-8')


def build(source: Path, builders: Iterable[str], audience: str = 'public') -> Built:
    """Run the builders one after the other, as a user does, and verbosely."""
    output = source / '_build'
    log = []
    for builder in builders:
        # Catalogs number paragraphs, and share no doctrees.
        folder = output / 'translators' if builder == 'gettext' else output
        log += building.build(source, builder, folder, verbosity=1, event_audience=audience)
    return Built(output, ''.join(log))


def zip_up(folder: Path, target: Path) -> None:
    """What ``.readthedocs.yaml`` does for reading offline."""
    command = [sys.executable, '-m', 'zipfile', '-c', str(target), '.']
    subprocess.run(command, cwd=folder, check=True)


# Reading everything back -------------------------------------------------------------------


def written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The name and the content of every file, with all that is packed inside it."""
    for path in sorted(folder.rglob('*')):
        name = path.relative_to(folder).as_posix()
        yield name, name.encode()
        if path.is_file():
            yield from unpacked(name, path.read_bytes())


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what it holds in a form of its own."""
    yield name, content
    if content.startswith(b'PK\x03\x04'):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from unpacked(f'{name}/{member}', member.encode() + b'\n' + archive.read(member))
    elif content.startswith(b'\x1f\x8b'):
        yield from unpacked(f'{name}/gz', gzip.decompress(content))
    elif content.startswith(b'# Sphinx inventory'):
        yield f'{name}/body', zlib.decompress(content.split(b'\n', 4)[4])
    elif content.startswith(b'BEGIN:VCALENDAR'):
        # A line may be folded within a word.
        yield f'{name}/unfolded', content.replace(b'\r\n ', b'')
    elif content.startswith(b'%PDF'):
        yield from in_pdf(name, pypdf.PdfReader(io.BytesIO(content)))
    elif content.startswith((b'\x89PNG', b'\xff\xd8', b'RIFF')):
        with Image.open(io.BytesIO(content)) as picture:
            yield f'{name}/noted', repr((picture.info, dict(picture.getexif()))).encode()


def in_pdf(name: str, reader: pypdf.PdfReader) -> Iterator[tuple[str, bytes]]:
    """The text of all pages, every stream, every string: properties, bookmarks, links, attachments."""
    text = '\n'.join(page.extract_text() for page in reader.pages)
    # A line may end within a word.
    yield f'{name}/text', text.encode() + re.sub(r'[\s\xad-]', '', text).encode()
    yield f'{name}/properties', repr((reader.metadata, reader.xmp_metadata and reader.xmp_metadata.stream)).encode()
    for attached, contents in reader.attachments.items():
        yield f'{name}/attached', attached.encode()
        for content in contents:
            yield from unpacked(f'{name}/{attached}', content)
    for number in range(1, int(reader.trailer['/Size'])):
        found = reader.get_object(number)
        yield f'{name}/{number}', '\n'.join(strings_in(found)).encode()
        if isinstance(found, StreamObject):
            yield f'{name}/{number}/stream', found.get_data()


def strings_in(value: object) -> Iterator[str]:
    match value:
        case DictionaryObject():
            for key, held in value.items():
                yield str(key)
                yield from strings_in(held)
        case ArrayObject():
            for held in value:
                yield from strings_in(held)
        case TextStringObject():
            yield value
        case ByteStringObject():
            yield value.decode('latin-1')


def forms(secret: str) -> dict[bytes, str]:
    """A secret as it may stand in a file, lower case; with the name of each form."""
    core = re.search('zq7[a-z]+7xj', secret.casefold())
    assert core is not None, f'{secret!r} is no canary'
    found: dict[bytes, str] = {}
    for text in (core[0], core[0].upper(), core[0].capitalize(), secret):
        spelled = {
            'as it is': text,
            'HTML': html.escape(text),
            'percent': quote(text, safe=''),
            'JSON': json.dumps(text)[1:-1],
            'Python': repr(text)[1:-1],
        }
        for name, spelling in spelled.items():
            for encoding in ('utf-8', 'utf-16-le', 'utf-16-be'):
                raw = spelling.encode(encoding)
                found[raw.lower()] = f'{name}, {encoding}'
                # PDF writes strings so.
                found[raw.hex().encode()] = f'{name}, {encoding}, hexadecimal'
        for encoding in ('utf-8', 'utf-16-le', 'utf-16-be'):
            raw = text.encode(encoding)
            for shift in range(3):
                # What does not depend on the neighbours.
                coded = base64.b64encode(b'x' * shift + raw)[2 if shift else 0 : -4]
                found[coded.lower()] = f'base64, {encoding}'
    # Whoever has the digest of a short password has the password; and our digests are shortened.
    for algorithm in ('md5', 'sha1', 'sha256'):
        found[hashlib.new(algorithm, secret.encode()).hexdigest()[:12].encode()] = algorithm
    return found


def leaks(pieces: Iterable[tuple[str, bytes]], secrets: dict[str, str]) -> list[str]:
    """Where a secret stands, in which form."""
    needles = {form: f'{what} ({name})' for what, secret in secrets.items() for form, name in forms(secret).items()}
    any_of_them = re.compile(b'|'.join(re.escape(form) for form in sorted(needles, key=len, reverse=True)))
    return [
        f'{name}: {needles[match[0]]}' for name, content in pieces if (match := any_of_them.search(content.lower()))
    ]


@pytest.mark.parametrize('secret', [*FOR_ATTENDEES.values(), *FOR_NOBODY.values()])
def test_a_secret_would_be_found(secret: str) -> None:
    """The search itself: whatever it misses, the tests below would miss."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, 'w', zipfile.ZIP_DEFLATED) as written_to:
        written_to.writestr('page.html', f'<p>{html.escape(secret)}</p>')
    hidden = [
        f'<a href="{quote(secret)}">'.encode(),
        b'\xfe\xff' + secret.encode('utf-16-be'),
        base64.b64encode(f'a page with {secret} on it'.encode()),
        json.dumps({'title': secret}).encode(),
        secret.upper().encode(),
        secret.encode('utf-16-be').hex().upper().encode(),
        digest_of(secret).encode(),
        gzip.compress(secret.encode()),
        archive.getvalue(),
        b'# Sphinx inventory version 2\n#\n#\n# zlib\n' + zlib.compress(secret.encode()),
        b'BEGIN:VCALENDAR\r\nX:'
        + b'\r\n '.join(secret.encode()[at : at + 4] for at in range(0, len(secret.encode()), 4)),
    ]
    missed = [content for content in hidden if not leaks(unpacked('file', content), {'it': secret})]
    assert not missed


# The public edition ----------------------------------------------------------------------------


@pytest.fixture(scope='module')
def public(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Everything that can be built for the public."""
    source = tmp_path_factory.mktemp('public')
    lay_out(source)
    built = build(source, BUILDERS)
    zip_up(built.folder / 'html', built.folder / 'htmlzip.zip')
    return built


@pytest.mark.slow
def test_nothing_that_is_built_for_the_public_holds_a_secret(public: Built) -> None:
    assert leaks(written(public.folder), FOR_ATTENDEES | FOR_NOBODY) == []


@pytest.mark.slow
def test_the_log_tells_no_secret(public: Built) -> None:
    assert leaks([('log', public.log.encode())], FOR_ATTENDEES | FOR_NOBODY) == []
    assert 'WARNING' not in public.log
    assert 'ERROR' not in public.log


@pytest.mark.slow
def test_what_is_public_is_built(public: Built) -> None:
    """Or else nothing above would be proved."""
    page = (public.folder / 'html' / 'index.html').read_text(encoding='utf-8')
    for shown in ('Looms &amp; Engines', 'Ada Lovelace', 'Opening', 'Closing', 'For attendees', 'cards.txt'):
        assert shown in page
    assert sorted(path.name for path in (public.folder / 'html' / '_downloads').rglob('*.*')) == ['cards.txt']
    assert 'For attendees only' not in page
    assert 'noindex' not in page
    assert 'application/ld+json' in page
    for name in ('schedule.ics', 'schedule.csv', 'schedule.xml', 'schedule.json'):
        for builder in ('html', 'dirhtml', 'singlehtml'):
            assert b'Opening' in (public.folder / builder / name).read_bytes()


@pytest.mark.slow
@pytest.mark.tex
def test_the_pdf_for_the_public_holds_no_secret(public: Built) -> None:
    building.typeset(public.folder / 'latex')
    assert (public.folder / 'latex' / 'event.pdf').is_file()
    assert leaks(written(public.folder / 'latex'), FOR_ATTENDEES | FOR_NOBODY) == []


# Mistakes -------------------------------------------------------------------------------------

ONLINE = EVENT[EVENT.index('online:') : EVENT.index('rooms:')]

#: Mistakes in what is private, each with a secret in it.
MISTAKES = {
    'a link that is none': ('event', 'url: https://zoom.example.org/j/', 'url: zoom '),
    'a scheme that may not be': ('event', 'url: https:', 'url: javascript:'),
    'a list for a link': ('event', f'url: {FOR_ATTENDEES["url"]}', f'url: [{FOR_ATTENDEES["url"]}]'),
    'a mapping for a passcode': ('event', 'passcode: ', 'passcode:\n    zq7pass7xj: '),
    'an unknown key': ('event', 'passcode: ', 'pasword: '),
    'a secret for a key': ('event', 'platform: Zoom', 'zq7pass7xj: Zoom'),
    'a secret alone': ('event', ONLINE, f'online: {FOR_ATTENDEES["url"]}\n'),
    'a list of secrets': ('event', ONLINE, f'online: ["{FOR_ATTENDEES["url"]}"]\n'),
    'a secret as audience': ('event', 'platform: Zoom', 'audience: zq7pass7xj'),
    'an alias': ('event', 'passcode: ', 'passcode: *zq7pass7xj\n  meeting: '),
    'a tag': ('event', 'passcode: ', 'passcode: !zq7pass7xj '),
    'no quotes': ('event', 'passcode: ', 'passcode: zq7pass7xj: '),
    'an e-mail as consent': ('people', 'email: ', 'publish_email: '),
    'a list of e-mails': ('people', f'email: "{FOR_NOBODY["email"]}"', f'email: [["{FOR_NOBODY["email"]}"]]'),
    'a broken id': ('sessions', f'id: {FOR_NOBODY["hidden id"]}', 'id: zq7id7xj and more'),
    'no id': ('sessions', f'id: {FOR_NOBODY["hidden id"]}', 'subtitel: zq7id7xj'),
    'a list for a title': ('sessions', f'title: {FOR_NOBODY["hidden title"]}', 'title: [zq7title7xj]'),
    'a kind that is none': ('sessions', 'level: ', 'kind: '),
    'a key that is none': ('sessions', 'level: ', 'zq7level7xj: '),
    'a key twice': ('sessions', 'level: ', 'level: a\n  level: '),
    'a person that is none': ('sessions', 'people: [zq7personid7xj', 'people: [zq7personid7xjs'),
    'a person nearly named elsewhere': ('sessions', 'people: [ada, charles]', 'people: [ada, charles, zq7personid7]'),
    'a person of the same name': ('people', 'name: Charles Babbage', f'name: {FOR_NOBODY["hidden person"]}'),
    'an id that differs in capitals': ('sessions', 'id: closing', 'id: ZQ7ID7XJ'),
    'two at once': ('sessions', 'id: closing', 'id: closing\n  start: 09:40'),
    'in two places at once': ('sessions', 'id: closing', 'id: closing\n  start: 09:40\n  people: charles'),
    'past the end': ('sessions', 'duration: 45 min', 'duration: 45 h'),
    'an end that contradicts': ('sessions', 'duration: 45 min', 'duration: 45 min\n  end: 09:31'),
    'a file that is missing': ('sessions', 'file: materials/zq7file7xj.txt', 'file: materials/zq7file7xj.pdf'),
    'a photo that is missing': ('people', 'photos/zq7photo7xj.png', 'photos/zq7photo7xj.jpg'),
    'not known yet': ('sessions', f'title: {FOR_NOBODY["hidden title"]}', 'title: TBD'),
    'a word for no': ('sessions', 'published: false', 'published: nope'),
    'a key that is nearly published': ('sessions', 'published: false', 'publised: false'),
    'not known whether to publish': ('sessions', 'published: false', 'published: TBD'),
}

#: What a person's mistake itself makes public: the name of somebody else, an id of a session that is published.
ALLOWED = {
    'a person of the same name': {'hidden person'},
    'an id that differs in capitals': {'hidden id'},
    'a person nearly named elsewhere': {'hidden person id'},
}


def with_mistake(what: str) -> dict[str, str]:
    files = {'event': EVENT, 'people': PEOPLE, 'sessions': SESSIONS}
    file, old, new = MISTAKES[what]
    assert files[file].count(old) == 1, f'{old!r} is {files[file].count(old)} times in {file}'
    files[file] = files[file].replace(old, new)
    return files


@pytest.mark.slow
@pytest.mark.parametrize('mistake', MISTAKES)
def test_a_mistake_tells_no_secret(tmp_path: Path, mistake: str) -> None:
    lay_out(tmp_path, **with_mistake(mistake))
    built = build(tmp_path, ['html'])
    secrets = {
        what: secret for what, secret in (FOR_ATTENDEES | FOR_NOBODY).items() if what not in ALLOWED.get(mistake, set())
    }
    assert leaks([('log', built.log.encode()), *written(built.folder)], secrets) == []


@pytest.mark.parametrize('mistake', [what for what, (file, *_) in MISTAKES.items() if file == 'event'])
def test_a_mistake_in_what_is_for_attendees_is_told_without_it_on_the_command_line(
    tmp_path: Path, mistake: str
) -> None:
    lay_out(tmp_path, **with_mistake(mistake))
    result = CliRunner().invoke(main, ['check', str(tmp_path / 'data')], color=False)
    assert result.exit_code == 1
    assert leaks([('output', result.output.encode())], FOR_ATTENDEES) == []


def test_a_mistake_in_what_is_not_published_is_told_to_its_author(tmp_path: Path) -> None:
    lay_out(tmp_path, **with_mistake('a person that is none'))
    result = CliRunner().invoke(main, ['check', str(tmp_path / 'data')], color=False)
    assert "no person 'zq7personid7xjs'" in result.output


def test_a_mistake_in_what_is_not_published_is_told_by_its_place_in_a_build(tmp_path: Path) -> None:
    lay_out(tmp_path, **with_mistake('a person that is none'))
    log = build(tmp_path, ['pseudoxml']).log
    (told,) = [line for line in log.splitlines() if 'ERROR' in line]
    assert re.search(
        r'sessions\.yaml:15:12: .*ERROR: .*a problem in an unpublished session .*; '
        r"run 'event-program check' .*\[event\.reference\]",
        told,
    )


# Sessions that are not published --------------------------------------------------------------

TIMES = """\
- {id: one, title: One, duration: 30 min}
- {id: two, title: Two, duration: 45 min, published: no, people: [ada, eve]}
- {id: three, title: Three, duration: 15 min, people: ada}
"""
PEOPLE_OF_TIMES = 'ada: {name: Ada}\neve: {name: Eve}\n'


def opened(open_data: Open, sessions: str, **more: str) -> Edition:
    edition, _ = open_data(people=PEOPLE_OF_TIMES, sessions=sessions, **more)
    assert edition is not None
    return edition


def test_what_follows_a_session_that_is_not_published_keeps_its_time(open_data: Open) -> None:
    edition = opened(open_data, TIMES)
    assert [(slot.session.id, f'{slot.start:%H:%M}') for slot in edition.timetable.slots] == [
        ('one', '13:00'),
        ('three', '14:15'),
    ]
    assert list(edition.program.sessions_by_id) == ['one', 'three']


def test_time_left_is_told_as_if_it_were_published(open_data: Open) -> None:
    timetable = opened(
        open_data, TIMES.replace('Three, duration: 15 min', 'Three, duration: 15 min, published: no')
    ).timetable
    assert f'{timetable.planned_until:%H:%M}' == '14:30'
    assert timetable.time_left.total_seconds() == 150 * 60


def test_somebody_who_is_in_no_other_session_is_left_out(open_data: Open) -> None:
    assert list(opened(open_data, TIMES).program.people) == ['ada']


def test_an_organizer_stays(open_data: Open) -> None:
    assert list(opened(open_data, TIMES, also='organizers: [eve]\n').program.people) == ['ada', 'eve']


#: Sessions that nobody may know of; there is no record of some, or something is told while the file is read.
_BROKEN = [
    '- {id: a zq7, title: TBD, published: no, zq7: 1, zq7: 2}\n',
    '- {title: TBD, subtitle: [zq7: x], draft: yes}\n',
    '- {id: zq7, title: x, published: no, zq7: TBD}\n- {id: zq7, title: TBD, published: no}\n',
    '- {id: zq7, title: TBD, status: draft, people: [TBD, zq7, {zq7: TBD}]}\n',
    '- {id: zq7, title: TBD, published: #no\n}\n',
    '- id: zq7\n  title: &zq7 TBD\n  published: no\n  ? [zq7]\n  : TBD\n',
]


@pytest.mark.parametrize('broken', _BROKEN)
@pytest.mark.parametrize('event', ['title: x\nstart: 2025-10-19 13:00\ntimezone: UTC\n', 'title: [\n', 'kind: zq8\n'])
@pytest.mark.parametrize('is_in_event', [False, True])
def test_nothing_is_told_of_a_broken_session_that_is_not_published(
    tmp_path: Path, broken: str, event: str, is_in_event: bool
) -> None:
    sessions = f'- {{id: before, title: TBD, people: ada}}\n{broken}- {{id: after, title: TBD}}\n'
    if is_in_event:
        (tmp_path / 'event.yaml').write_text(f'{event}sessions:\n{sessions}people: {{ada: {{name: TBD}}}}\n')
    else:
        (tmp_path / 'event.yaml').write_text(event)
        (tmp_path / 'sessions.yaml').write_text(sessions)
        (tmp_path / 'people.yaml').write_text('ada: {name: TBD}\n')
    _, problems = open_edition(tmp_path)
    said = [problem.public_sentence for problem in problems]
    assert [sentence for sentence in said if 'zq7' in sentence] == []
    if event != 'title: [\n' or not is_in_event:
        # Its neighbours are told as ever.
        told = ' '.join(said)
        assert all(name in told for name in ('before.title', 'after.title', 'ada.name'))
        assert any(problem.private for problem in problems)


def test_sessions_that_are_not_published_are_counted(write_data: Callable[..., Path]) -> None:
    folder = write_data(people=PEOPLE_OF_TIMES, sessions=TIMES)
    shown = CliRunner().invoke(main, ['check', str(folder)]).output
    assert '3 sessions (1 not published), 1 person\n' in shown
    document = json.loads(CliRunner().invoke(main, ['check', '--format', 'json', str(folder)]).output)
    assert (document['sessions'], document['sessions_not_published'], document['people']) == (3, 1, 1)


@pytest.mark.parametrize(
    'written_so',
    [
        *('published: nope', 'published: TBD', 'publised: no', 'Published: no', 'publish: no'),
        *('status: draft', 'status: Unpublished', 'draft: yes', 'hidden: true', 'public: no', 'visible: no'),
    ],
)
def test_a_mistake_publishes_nothing(open_data: Open, written_so: str) -> None:
    assert list(opened(open_data, TIMES.replace('published: no', written_so)).program.sessions_by_id) == [
        'one',
        'three',
    ]


@pytest.mark.parametrize(
    'written_so', ['published: yes', 'published: true', 'level: none', 'status: confirmd', 'tract: a', 'titel: b']
)
def test_what_is_published_is_there(open_data: Open, written_so: str) -> None:
    assert list(opened(open_data, TIMES.replace('published: no', written_so)).program.sessions_by_id) == [
        'one',
        'two',
        'three',
    ]


@pytest.mark.parametrize('audience', Audience)
def test_no_audience_sees_what_is_not_published(write_data: Callable[..., Path], audience: Audience) -> None:
    edition, _ = open_edition(write_data(people=PEOPLE_OF_TIMES, sessions=TIMES), audience)
    assert edition is not None
    assert list(edition.program.sessions_by_id) == ['one', 'three']


@pytest.mark.parametrize('directive', ['session', 'speaker'])
def test_page_that_names_what_is_not_published_gets_no_suggestion(tmp_path: Path, directive: str) -> None:
    lay_out(tmp_path)
    (tmp_path / 'people.rst').write_text(
        f'People\n======\n\n.. event:{directive}:: zq7idd7x zq7personidd7x\n\nA :event:session:`zq7idd7x`, a '
        ':event:time:`zq7idd7x`, and :event:person:`zq7personidd7x`.\n',
        encoding='utf-8',
    )
    built = build(tmp_path, ['html'])
    assert "no session 'zq7idd7x'" in built.log
    assert leaks([('log', built.log.encode()), *written(built.folder)], FOR_NOBODY) == []


@pytest.mark.parametrize(
    'file', ['event.yaml', './people.yaml', 'materials/../sessions.yaml', 'link.txt', 'outside.txt']
)
def test_the_data_itself_is_not_for_download(tmp_path: Path, file: str) -> None:
    lay_out(tmp_path, sessions=SESSIONS.replace('file: materials/cards.txt', f'file: {file}'))
    (tmp_path / 'data' / 'link.txt').symlink_to('event.yaml')
    (tmp_path / 'outside.txt').write_text(FOR_ATTENDEES['passcode'], encoding='utf-8')
    (tmp_path / 'data' / 'outside.txt').symlink_to('../outside.txt')
    built = build(tmp_path, ['html'])
    assert not (built.folder / 'html' / '_downloads').exists()
    assert leaks(written(built.folder), FOR_ATTENDEES) == []


# The attendees' edition -----------------------------------------------------------------------


@pytest.fixture(scope='module')
def attended(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What is built for attendees."""
    source = tmp_path_factory.mktemp('attended')
    lay_out(source)
    return build(source, ['html', 'singlehtml', 'latex', 'text', 'epub'], 'attendees')


@pytest.mark.slow
def test_attendees_see_how_to_join(attended: Built) -> None:
    page = BeautifulSoup((attended.folder / 'html' / 'index.html').read_text(encoding='utf-8'), 'html5lib')
    facts = [fact.get_text() for fact in page.select('.event-facts code')]
    assert facts == list(FOR_ATTENDEES.values())
    assert page.select('.event-facts a')[-1]['href'] == FOR_ATTENDEES['url']
    assert page.select('.event-withheld') == []


@pytest.mark.slow
def test_attendees_see_neither_addresses_nor_what_is_not_published(attended: Built) -> None:
    assert leaks([('log', attended.log.encode()), *written(attended.folder)], FOR_NOBODY) == []


@pytest.mark.slow
@pytest.mark.parametrize('builder', ['html', 'singlehtml'])
def test_every_page_of_the_attendees_edition_says_so_and_is_kept_out_of_search_engines(
    attended: Built, builder: str
) -> None:
    pages = sorted((attended.folder / builder).glob('*.html'))
    assert len(pages) >= 2 if builder == 'html' else 1
    for path in pages:
        page = BeautifulSoup(path.read_text(encoding='utf-8'), 'html5lib')
        # Sphinx has one of its own on the search page.
        assert {meta['content'] for meta in page.select('meta[name=robots]')} == {'noindex'}, path
        assert 'For attendees only' in page.body.get_text(), path
        assert 'For attendees only' in page.title.get_text(), path
    # They show what the other pages say, and have the mark from the site's title.
    no_documents = ('genindex', 'event-people', 'event-sessions', 'search')
    documents = [path for path in pages if path.stem not in no_documents]
    for path in documents:
        page = BeautifulSoup(path.read_text(encoding='utf-8'), 'html5lib')
        assert [mark.get_text() for mark in page.select('h1 + .event-edition')] == ['For attendees only'], path


@pytest.mark.slow
def test_text_of_the_attendees_edition_says_so(attended: Built) -> None:
    for path in (attended.folder / 'text').glob('*.txt'):
        assert 'For attendees only' in path.read_text(encoding='utf-8')


@pytest.mark.slow
@pytest.mark.parametrize('builder', ['html', 'singlehtml'])
def test_files_of_the_attendees_edition_say_so_as_far_as_their_formats_can(attended: Built, builder: str) -> None:
    folder = attended.folder / builder
    calendar = Calendar.from_ical((folder / 'schedule.ics').read_bytes())
    assert calendar['NAME'] == calendar['X-WR-CALNAME'] == 'Looms & Engines \N{EN DASH} For attendees only'
    entries = calendar.walk('VEVENT')
    assert entries
    for entry in entries:
        assert (entry['CLASS'], entry['CONFERENCE']) == ('PRIVATE', FOR_ATTENDEES['url'])
    title = ElementTree.parse(folder / 'schedule.xml').findtext('conference/title')
    told = json.loads((folder / 'schedule.json').read_text(encoding='utf-8'))
    assert title == told['schedule']['conference']['title'] == calendar['NAME']
    assert leaks([('csv', (folder / 'schedule.csv').read_bytes())], FOR_ATTENDEES) == []


@pytest.mark.slow
@pytest.mark.tex
def test_every_sheet_of_the_attendees_edition_says_so(attended: Built) -> None:
    building.typeset(attended.folder / 'latex')
    pages = pypdf.PdfReader(attended.folder / 'latex' / 'event.pdf').pages
    assert len(pages) > 1
    for page in pages:
        assert 'For attendees only' in page.extract_text()


@pytest.mark.slow
@pytest.mark.tex
def test_a_secret_in_a_pdf_would_be_found(attended: Built) -> None:
    """The search itself, once more: here they are meant to be."""
    building.typeset(attended.folder / 'latex')
    pdf = (attended.folder / 'latex' / 'event.pdf').read_bytes()
    for what, secret in FOR_ATTENDEES.items():
        assert leaks(unpacked('event.pdf', pdf), {what: secret})


def test_mark_is_in_the_language_of_the_page(tmp_path: Path) -> None:
    lay_out(tmp_path)
    catalog = tmp_path / 'locale' / 'nl' / 'LC_MESSAGES' / 'sphinx_event_program.po'
    catalog.parent.mkdir(parents=True)
    catalog.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "For attendees only"\nmsgstr "Alleen voor deelnemers"\n',
        encoding='utf-8',
    )
    compile_catalog = [sys.executable, '-m', 'babel.messages.frontend', 'compile', '-i', str(catalog)]
    subprocess.run([*compile_catalog, '-o', str(catalog.with_suffix('.mo'))], check=True, capture_output=True)
    with (tmp_path / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write("language = 'nl'\n\ndef setup(app):\n")
        conf.write("    app.add_message_catalog('sphinx_event_program', app.confdir / 'locale')\n")
    built = build(tmp_path, ['text'], 'attendees')
    assert 'Alleen voor deelnemers' in (built.folder / 'text' / 'index.txt').read_text(encoding='utf-8')


def test_public_edition_after_the_attendees_one_in_the_same_folders_holds_nothing_of_it(tmp_path: Path) -> None:
    lay_out(tmp_path)
    build(tmp_path, ['html'], 'attendees')
    built = build(tmp_path, ['html'])
    assert leaks(written(built.folder), FOR_ATTENDEES) == []
    assert b'noindex' not in (built.folder / 'html' / 'index.html').read_bytes()


@pytest.mark.parametrize('audience', ['attendee', 'everybody', ''])
@pytest.mark.slow
def test_audience_that_there_is_none_of_stops_the_build(tmp_path: Path, audience: str) -> None:
    lay_out(tmp_path)
    command = [sys.executable, '-m', 'sphinx', '-b', 'html', '-D', f'event_audience={audience}', str(tmp_path)]
    done = subprocess.run([*command, str(tmp_path / 'out')], capture_output=True, encoding='utf-8', check=False)
    assert done.returncode == 2
    assert f"event_audience = '{audience}' is not known" in done.stderr


# Make -----------------------------------------------------------------------------------------

ROOT = Path(__file__).parents[1]


def commands(folder: Path, target: str, audience: str) -> str:
    """What ``make`` would do, without doing it."""
    for output in ('_build/latex', '_build/print', '_build/attendees/latex', '_build/attendees/print'):
        (folder / output).mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        # It goes on to what another make would do.
        [
            *('make', '-n', '-f', str(ROOT / 'Makefile'), '-o', '.venv/.site', '-o', '.venv/.live'),
            *('MAKE=true', target, f'AUDIENCE={audience}'),
        ],
        cwd=folder,
        capture_output=True,
        encoding='utf-8',
        check=True,
    )
    return done.stdout.replace('\\\n', '')


@pytest.mark.parametrize('target', ['html', 'latexpdf', 'livehtml'])
def test_make_builds_the_attendees_edition_in_folders_of_its_own(tmp_path: Path, target: str) -> None:
    for audience, folder in (('public', '_build/'), ('attendees', '_build/attendees/')):
        done = commands(tmp_path, target, audience)
        builds = [line for line in done.splitlines() if 'sphinx-' in line]
        assert len(builds) == (2 if target == 'latexpdf' else 1)
        assert all(f'-D event_audience={audience}' in command for command in builds)
        folders = set(re.findall(r'_build/(?:attendees/)?', done))
        assert folders == {folder}


def test_make_refuses_another_audience() -> None:
    done = subprocess.run(['make', '-n', 'html', 'AUDIENCE=all'], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "AUDIENCE is 'all'" in done.stderr


# The list of attendees ------------------------------------------------------------------------

#: For badges and certificates alone.
ON_THE_LIST = {'attendee': 'Zq7attendee7xj Ölund', 'attendee place': 'zq7place7xj', 'order': 'zq7order7xj'}
LIST = f'Name,Company,Order\n{ON_THE_LIST["attendee"]},{ON_THE_LIST["attendee place"]},{ON_THE_LIST["order"]}\n'


def lay_out_list(folder: Path, path: str = 'data/list.csv', text: str = LIST) -> None:
    """The project with a list of attendees, which a session offers for download."""
    offered = SESSIONS.replace('file: materials/cards.txt', 'file: list.csv')
    lay_out(folder, sessions=offered if path == 'data/list.csv' else SESSIONS)
    (folder / path).write_text(text, encoding='utf-8')
    with (folder / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(f"event_attendees = {path!r}\nevent_print_code = 'vcard'\n")


@pytest.mark.slow
@pytest.mark.parametrize(('path', 'audience'), [('data/list.csv', 'public'), ('list.csv', 'attendees')])
def test_no_website_and_no_doctree_holds_an_attendee(tmp_path: Path, path: str, audience: str) -> None:
    lay_out_list(tmp_path, path)
    # First: what it keeps among the doctrees, the others find there.
    build(tmp_path, ['event-print'], audience)
    printed = (tmp_path / '_build' / 'event-print' / 'badges.tex').read_text(encoding='utf-8')
    assert ON_THE_LIST['attendee'] in printed
    assert ON_THE_LIST['order'] not in printed
    shutil.rmtree(tmp_path / '_build' / 'event-print')
    built = build(tmp_path, ('html', 'epub', 'latex', 'text', 'xml'), audience)
    zip_up(built.folder / 'html', built.folder / 'htmlzip.zip')
    assert leaks([('log', built.log.encode()), *written(built.folder)], ON_THE_LIST) == []
    assert ('is one of the data files' in built.log) == (path == 'data/list.csv')


@pytest.mark.parametrize('text', [LIST.replace('Name', 'Nmae'), f'{LIST}"{ON_THE_LIST["attendee"]}\n', f'{LIST},x\n'])
def test_the_log_of_what_is_printed_names_no_attendee(tmp_path: Path, text: str) -> None:
    lay_out_list(tmp_path, 'list.csv', text)
    log = build(tmp_path, ['event-print']).log
    assert 'list.csv' in log
    assert leaks([('log', log.encode())], ON_THE_LIST) == []


@pytest.mark.slow
def test_what_is_printed_for_the_public_holds_nothing_for_attendees(tmp_path: Path) -> None:
    lay_out(tmp_path)
    built = build(tmp_path, ['event-print'])
    assert leaks([('log', built.log.encode()), *written(built.folder)], FOR_ATTENDEES | FOR_NOBODY) == []
