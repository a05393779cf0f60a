"""The edition of the last build: the same as one that is read, and never that of other files."""

from __future__ import annotations

import os
import zoneinfo
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

import pytest
from PIL import Image

from sphinx_event_program import opening
from sphinx_event_program.edition import Edition
from sphinx_event_program.freshness import Fingerprints, Key, Used
from sphinx_event_program.model.event import Audience
from sphinx_event_program.reopening import Opened, reopen_edition

EVENT = 'title: Event\nstart: 2026-05-04 09:00\ntimezone: UTC\n'
PEOPLE = 'ada:\n  name: Ada Brandt\n  bio: Weaves.\n'
SESSIONS = """\
- id: talk
  title: A talk
  duration: 30 min
  people: [ada]
  materials:
    - {kind: slides, file: slides.pdf}
"""

Reopened = Callable[..., tuple[Edition | None, bool]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / 'data'
    (folder / 'photos').mkdir(parents=True)
    for name, text in (('event.yaml', EVENT), ('people.yaml', PEOPLE), ('sessions.yaml', SESSIONS)):
        (folder / name).write_text(text, encoding='utf-8')
    (folder / 'slides.pdf').write_bytes(b'%PDF-1.4')
    Image.new('RGB', (400, 400), 'navy').save(folder / 'photos' / 'ada.jpg')
    age(folder)
    return folder


def age(folder: Path) -> None:
    """Make all files an hour old, as those are that nobody is editing."""
    for path in [folder, *folder.rglob('*')]:
        os.utime(path, ns=(path.stat().st_mtime_ns - 3600 * 10**9,) * 2)


@pytest.fixture
def reopened(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Reopened:
    """The edition, and whether it was read."""
    reads: list[Path] = []
    opened = opening.open_edition

    def watched(folder: Path, audience: Audience, private: Sequence[Path]) -> Opened:
        reads.append(folder)
        return opened(folder, audience, private)

    monkeypatch.setattr(opening, 'open_edition', watched)
    # A file's time of change cannot be set: it is as if it had been looked at later.
    monkeypatch.setattr('sphinx_event_program.reopening._RACY_NS', 0)

    def reopen(audience: Audience = Audience.PUBLIC) -> tuple[Edition | None, bool]:
        reads.clear()
        edition, _ = reopen_edition(data, audience, [], tmp_path / 'cache' / 'edition.pickle')
        return edition, bool(reads)

    return reopen


def test_edition_is_read_once_and_then_is_the_same(reopened: Reopened) -> None:
    (first, first_was_read), (second, second_was_read) = reopened(), reopened()
    assert first is not None
    assert second is not None
    assert (first_was_read, second_was_read) == (True, False)
    assert (first.program.event, first.program.people) == (second.program.event, second.program.people)
    assert first.timetable == second.timetable
    assert first.made_of == second.made_of != ''


def test_places_are_found_again_when_somebody_asks(reopened: Reopened) -> None:
    (first, _), (second, _) = reopened(), reopened()
    assert first is not None
    assert second is not None
    assert first.program.place('people', 'ada', 'bio') == second.program.place('people', 'ada', 'bio')


@pytest.mark.parametrize(
    'edit',
    [
        lambda data: (data / 'people.yaml').write_text(PEOPLE.replace('Weaves', 'Spinss'), encoding='utf-8'),
        lambda data: (data / 'event.yaml').write_text(f'# A comment.\n{EVENT}', encoding='utf-8'),
        lambda data: Image.new('RGB', (500, 500), 'red').save(data / 'photos' / 'ada.jpg'),
        lambda data: Image.new('RGB', (500, 500), 'red').save(data / 'photos' / 'nobody.jpg'),
        lambda data: (data / 'photos' / 'ada.jpg').unlink(),
        lambda data: (data / 'slides.pdf').unlink(),
        lambda data: (data / 'slides.pdf').write_bytes(b'%PDF-1.7'),
        lambda data: (data / 'people.csv').write_text('id,name\n', encoding='utf-8'),
        lambda data: (
            (data / 'slides.pdf').rename(data.parent / 's.pdf')
            and (data / 'slides.pdf').symlink_to(data.parent / 's.pdf')
        ),
        lambda data: (data / 'sessions').mkdir() or (data / 'sessions' / 'more.yaml').write_text('[]'),
    ],
    ids=[
        'text',
        'comment',
        'photo',
        'new photo',
        'photo gone',
        'material gone',
        'material',
        'second file',
        'link',
        'folder',
    ],
)
def test_whatever_was_looked_at_makes_another_edition(
    data: Path, reopened: Reopened, edit: Callable[[Path], object]
) -> None:
    before, _ = reopened()
    edit(data)
    after, was_read = reopened()
    assert before is not None
    assert after is not None
    assert was_read
    assert before.made_of != after.made_of


def test_text_of_the_same_size_and_time_is_seen(data: Path, reopened: Reopened) -> None:
    status = (data / 'people.yaml').stat()
    reopened()
    (data / 'people.yaml').write_text(PEOPLE.replace('Weaves', 'Spinss'), encoding='utf-8')
    os.utime(data / 'people.yaml', ns=(status.st_atime_ns, status.st_mtime_ns))
    edition, _ = reopened()
    assert edition is not None
    assert edition.program.people['ada'].bio == 'Spinss.'


def test_photo_that_was_just_changed_is_looked_at_again(
    data: Path, reopened: Reopened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be changed once more within the same tick of the file system's clock."""
    monkeypatch.setattr('sphinx_event_program.reopening._RACY_NS', 3600 * 10**9)
    reopened()
    assert reopened()[1]


def test_edition_is_one_audience_s_and_another_s_is_not_kept_beside_it(
    data: Path, reopened: Reopened, tmp_path: Path
) -> None:
    secret = 'online:\n  url: https://meet.example/x\n  passcode: hush-hush\n  audience: attendees\n'
    (data / 'event.yaml').write_text(EVENT + secret, encoding='utf-8')

    def kept() -> bytes:
        return b''.join(path.read_bytes() for path in (tmp_path / 'cache').glob('*'))

    assert reopened()[1]
    assert b'hush-hush' not in kept()
    assert reopened(Audience.ATTENDEES)[1]
    assert b'hush-hush' in kept()
    # What is worth a word is not kept, and nothing else is left in its place.
    (data / 'sessions.yaml').write_text(SESSIONS.replace('30 min', 'long'), encoding='utf-8')
    assert reopened()[1]
    assert b'hush-hush' not in kept()


@pytest.mark.parametrize(
    ('name', 'text'),
    [
        ('sessions.yaml', SESSIONS + '- {id: secret, title: Canary, duration: 5 min, published: false}\n'),
        ('people.yaml', PEOPLE + 'bob: {name: Bob, email: canary@example.org}\n'),
    ],
    ids=['session', 'address'],
)
def test_what_is_not_published_is_not_kept(
    data: Path, reopened: Reopened, tmp_path: Path, name: str, text: str
) -> None:
    (data / name).write_text(text, encoding='utf-8')
    edition, _ = reopened()
    assert edition is not None
    kept = b''.join(path.read_bytes() for path in (tmp_path / 'cache').glob('*'))
    assert b'anary' not in kept


def test_edition_with_an_error_is_read_each_time_and_so_told_each_time(data: Path, reopened: Reopened) -> None:
    (data / 'sessions.yaml').write_text(SESSIONS.replace('30 min', 'long'), encoding='utf-8')
    assert [reopened()[1], reopened()[1]] == [True, True]


def test_file_of_a_session_that_is_not_published_is_looked_at_each_time(data: Path, reopened: Reopened) -> None:
    hidden = '- {id: later, title: Later, duration: 5 min, published: false, materials: [{kind: code, file: c.zip}]}\n'
    (data / 'sessions.yaml').write_text(SESSIONS + hidden, encoding='utf-8')
    (data / 'c.zip').write_bytes(b'PK')
    assert [reopened()[1], reopened()[1]] == [True, True]


def test_new_data_of_time_zones_make_another_edition(
    data: Path, reopened: Reopened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if a country had changed its mind: New York's hours by the name of Berlin."""
    other = resources.files('tzdata') / 'zoneinfo' / 'America' / 'New_York'
    (data / 'event.yaml').write_text(EVENT.replace('UTC', 'Europe/Berlin'), encoding='utf-8')
    before, _ = reopened()
    talk = Key(Used.BRIEF, 'talk')
    looked_before = Fingerprints(before).of(talk)
    (tmp_path / 'zones' / 'Europe').mkdir(parents=True)
    (tmp_path / 'zones' / 'Europe' / 'Berlin').write_bytes(other.read_bytes())
    paths = zoneinfo.TZPATH
    try:
        zoneinfo.reset_tzpath([str(tmp_path / 'zones')])
        zoneinfo.ZoneInfo.clear_cache()
        after, was_read = reopened()
        assert was_read
        assert before is not None
        assert after is not None
        assert before.made_of != after.made_of
        assert Fingerprints(after).of(talk) != looked_before
    finally:
        zoneinfo.reset_tzpath(paths)
        zoneinfo.ZoneInfo.clear_cache()


@pytest.mark.parametrize('damage', [b'', b'nonsense', None], ids=['empty', 'nonsense', 'cut'])
def test_broken_file_is_made_anew(reopened: Reopened, tmp_path: Path, damage: bytes | None) -> None:
    reopened()
    cache = tmp_path / 'cache' / 'edition.pickle'
    cache.write_bytes(cache.read_bytes()[:-200] if damage is None else damage)
    assert [reopened()[1], reopened()[1]] == [True, False]
