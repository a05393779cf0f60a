"""Mistakes that people make, one at a time.

Which ones are made hangs on the names of format and kind alone, so that each run makes the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from csv_mistakes import CSV_KINDS, Table
from mistaken_data import PEOPLE, SECRET, SESSIONS, Data, Mistake, Site
from syntax_mistakes import (
    json_punctuation,
    toml_punctuation,
    yaml_document,
    yaml_extras,
    yaml_indentation,
    yaml_punctuation,
    yaml_unclosed,
)

Made = Iterator[Mistake]
_LISTS = ('people', 'affiliation')
_ONE_LINE = ('title', 'short_title', 'summary', 'name', 'position', 'room')


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    twice = word[: at + 1] + word[at:]
    less = word[:at] + word[at + 1 :]
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    return chance.choice([one for one in (twice, less, swapped) if one != word and len(one) > 1])


def misspelt_key(data: Data, chance: random.Random) -> Made:
    """What is required is missing then, too."""
    for site in data.of():
        yield data.changed(site, 'misspelt', key=_misspelt(site.key, chance), most=1 + site.is_required)


def duplicate_key(data: Data, _: random.Random) -> Made:
    """The second one is told."""
    for site in data.of():
        made = data.added(site, 'twice', site.key, site.value.strip('"'))
        yield replace(made, lines=frozenset({site.line + 1}), lost=site.lost if data.ending == 'json' else frozenset())


def list_for_text(data: Data, _: random.Random) -> Made:
    for site in data.of():
        if site.key not in _LISTS:
            yield data.changed(site, 'list', value=['a', 'b'])


def mapping_for_text(data: Data, _: random.Random) -> Made:
    for site in data.of():
        if site.key not in _LISTS:
            yield data.changed(site, 'mapping', value={'a': 'b'})


def text_for_list_or_mapping(data: Data, _: random.Random) -> Made:
    for site in data.of('kind', name='event'):
        for key, value in (('tracks', 'safety'), ('rooms', 'main'), ('links', 'x')):
            yield data.added(site, f'{key}-flat', key, value)
        yield data.added(site, 'links-listed', 'links', ['https://example.org/'])
    for site in data.of('title', name='sessions'):
        yield data.added(site, 'materials-flat', 'materials', 'slides.pdf')


def unknown_choice(data: Data, chance: random.Random) -> Made:
    for site in data.of('kind', 'status'):
        for value in ('tutoriall', 'Tutorial', 'openning', 'draft'):
            yield data.changed(site, value, value=value)
    for site in data.of('language'):
        for value in ('english', 'en_US', 'e', 'xx'):
            yield data.changed(site, value, value=value)
    for site in data.of('title', name='sessions'):
        key, value = chance.choice(
            (('status', 'canceled'), ('language', 'deutsch'), ('kind', 'talks'), ('published', 'nope'))
        )
        lost = frozenset({site.record} if key == 'published' else ())
        yield data.added(site, value, key, value, lost=lost)


def wrong_moment(data: Data, chance: random.Random) -> Made:
    moments = (
        *(
            '2025-10-19 25:00',
            '2025-10-19 13.00',
            '19.10.2025',
            '2025-13-19 13:00',
            '2025-02-30 13:00',
            '1 pm',
            'Sunday',
        ),
        *('2025-10-19 13:00+02:00', '2025-10-19 13:00Z', '2025/10/19 13:00', '1066-10-14 09:00', '3000-01-01 09:00'),
    )
    for site in data.of('start', 'end'):
        for value in moments:
            yield data.changed(site, value, value=value)
    for site in data.of('title', name='sessions'):
        value = chance.choice(('13h00', '25:00', '13:60', '13', '1:5', '13:00-10:00', '2025-10-19', '2025-10-32 13:00'))
        yield data.added(site, value, chance.choice(('start', 'end')), value)


def wrong_duration(data: Data, chance: random.Random) -> Made:
    for site in data.of('duration'):
        for value in (
            'ten',
            '10 mns',
            '50+',
            '+5',
            '-5',
            '0+0',
            '1:30',
            'PT',
            'P1D',
            '800h',
            '99999',
            '1.5h',
            '50 + x min',
        ):
            yield data.changed(site, value, value=value)


def wrong_zone(data: Data, _: random.Random) -> Made:
    for site in data.of('timezone'):
        for value in ('UTC-10', '-10:00', 'Honolulu', 'Pacific/Honululu', 'HST10', 'pacific', 'Europe', 'GMT+1'):
            yield data.changed(site, value, value=value)


def wrong_address(data: Data, _: random.Random) -> Made:
    bad = ('www.example.org', 'http//example.org', 'javascript:alert', 'https://', 'ftp://example.org/', 'https://a b')
    for site in data.of('url'):
        for value in (*bad, 'https://example.org/' + 'x' * 8000):
            yield data.changed(site, value[:20], value=value)


def wrong_colour_or_room(data: Data, _: random.Random) -> Made:
    for site in data.of('kind', name='event'):
        for value in ('red', '#fff', '0b6e99', '#0b6e9g', 'rgb(1,2,3)'):
            yield data.added(site, value, 'tracks', [{'id': 'safety', 'name': 'Safety', 'color': value}])
        yield data.added(site, 'track-without-id', 'tracks', [{'name': 'Safety'}])
        yield data.added(site, 'track-key', 'tracks', [{'id': 'safety', 'name': 'Safety', 'colour': '#0b6e99'}])
        yield data.added(site, 'room-id', 'rooms', [{'id': 'main hall', 'name': 'Main hall'}])
        yield data.added(
            site, 'rooms-alike', 'rooms', [{'id': 'main', 'name': 'Main'}, {'id': 'Main', 'name': 'Other'}]
        )


def wrong_id(data: Data, _: random.Random) -> Made:
    for site in data.of('id'):
        for value in ('the welcome', '-x', 'caf\xe9', 'a/b', 'x' * 101, 'TBD', '..'):
            yield data.changed(site, value[:12], value=value)


def wrong_material(data: Data, chance: random.Random) -> Made:
    bad: tuple[Mapping[str, str], ...] = (
        {'kind': 'slydes', 'url': 'https://example.org/'},
        {'kind': 'slides'},
        {'url': 'https://example.org/', 'file': 'a.pdf'},
        {'file': '../a.pdf'},
        {'file': '/etc/passwd'},
        {'file': 'nowhere.pdf'},
        {'file': 'sessions.' + data.ending},
        {'link': 'https://example.org/', 'url': 'https://example.org/'},
    )
    for site in data.of('title', name='sessions'):
        one = chance.choice(bad)
        yield data.added(site, f'material-{"-".join(one)}', 'materials', [one])


def unknown_reference(data: Data, chance: random.Random) -> Made:
    """In no known room, a session has none that follows it: the next one may be at the same time."""
    for site in data.of('people', name='sessions'):
        ident = site.value.strip('"')
        yield data.changed(site, 'misspelt-person', value=_misspelt(ident, chance))
        yield data.changed(site, 'name-for-id', value=ident.replace('-', ' ').title())
        yield data.changed(site, 'case', value=ident.title())
        yield data.changed(site, 'speeker', value=[{'person': ident, 'role': 'speeker'}])
        yield data.changed(site, 'no-person', value=[{'role': 'chair'}])
        yield data.added(site, 'room', 'room', 'nowhere', most=3)
        yield data.added(site, 'track', 'track', 'nothing')


def unknown_organizer(data: Data, chance: random.Random) -> Made:
    for line, written in enumerate(data.lines['event'], 1):
        for ident in PEOPLE:
            if written.strip(' ,-"') == ident:
                for other in (_misspelt(ident, chance), ident.upper()):
                    site = Site('event', line, '', 'organizers', '', '', ident, 1, False)
                    yield data.mistake(site, other, data.text(site, written.replace(ident, other)))


def required_key_left_out(data: Data, _: random.Random) -> Made:
    """It is told where its record begins."""
    for site in data.of():
        if site.is_required and not site.nested:
            if data.ending == 'yaml' and site.lead.startswith('-'):
                rest = data.lines[site.name][site.line]
                text = data.text(site).replace(rest, f'- {rest.lstrip()}', 1)
            else:
                text = data.text(site)
            yield data.mistake(site, 'left-out', text, lines=frozenset({site.record_line}), lost=site.lost)


def out_of_range(data: Data, _: random.Random) -> Made:
    for site in data.of(*_ONE_LINE):
        yield data.changed(site, 'long', value='x' * 2001)
        yield data.changed(site, 'blank', value=' \t ')


def invisible_character(data: Data, chance: random.Random) -> Made:
    for site in data.of(*_ONE_LINE):
        character = chance.choice('\x07\x1b\x00\u202e\u200b\u2066\ufeff\u00ad')
        yield data.changed(site, f'{ord(character):04x}', value=f'a{character}b')


def control_character(data: Data, chance: random.Random) -> Made:
    """The rest of the file is not read: nobody knows what else it holds."""
    for site in data.of(*_ONE_LINE):
        character = chance.choice('\x00\x07\x1b\x7f\ufffe')
        raw = site.value[:-1] + character + site.value[-1:]
        yield data.changed(site, f'raw-{ord(character):04x}', raw=raw, lost=None)


def wrong_encoding(data: Data, _: random.Random) -> Made:
    """The file is told as a whole, if no line of it can be read."""
    for site in data.of('title', 'name', 'position'):
        raw = site.value[:-1] + '\xe9' + site.value[-1:]
        latin = str(data.changed(site, 'x', raw=raw).text).encode('latin-1', errors='replace')
        yield data.mistake(site, 'latin-1', latin, lost=None)
        utf_16 = data.text(site, data.lines[site.name][site.line - 1]).encode('utf-16-le')
        yield data.mistake(site, 'utf-16', utf_16, lost=None, lines=frozenset({1}))


def overlapping_time(data: Data, _: random.Random) -> Made:
    """It may be in the way of several sessions."""
    for number, site in enumerate(data.of('title', name='sessions')):
        if number:
            yield data.added(site, 'overlap', 'start', '13:05', most=6)


def outside_of_the_event(data: Data, _: random.Random) -> Made:
    """The sessions that follow are outside with it."""
    for number, site in enumerate(data.of('title', name='sessions')):
        for value in ('08:00', '2025-10-18 13:00', '2025-10-20 09:00', '17:30'):
            yield data.added(site, value, 'start', value, most=6 - number)


def duplicate_id(data: Data, chance: random.Random) -> Made:
    ids = data.of('id')
    for number, site in enumerate(ids[1:], 1):
        other = chance.choice(SESSIONS[:number])
        yield data.changed(site, f'id-{other}', value=other)
        yield data.changed(site, f'id-{other.upper()}', value=other.upper())


def secret_in_a_wrong_place(data: Data, _: random.Random) -> Made:
    for site in data.of('kind', 'platform', 'venue', 'room', 'name', 'title'):
        for key in ('passcode', 'pasword', 'meetingid'):
            if (site.key, key) != ('platform', 'passcode'):
                yield data.added(site, key, key, SECRET)


def nothing_behind_a_key(data: Data, _: random.Random) -> Made:
    """What is required is told where its record begins; TOML has no empty value."""
    if data.ending != 'toml':
        for site in data.of():
            if site.is_required and not site.nested and site.key != 'id':
                yield data.changed(
                    site, 'empty', raw='null' if data.ending == 'json' else ' ', lines=frozenset({site.record_line})
                )


#: Data, or for CSV a table, with a mistake in it.
Kind = Callable[[Any, random.Random], Made]

_ANYWHERE: dict[Kind, int] = {
    misspelt_key: 16,
    duplicate_key: 10,
    list_for_text: 8,
    mapping_for_text: 8,
    text_for_list_or_mapping: 4,
    unknown_choice: 10,
    wrong_moment: 12,
    wrong_duration: 8,
    wrong_zone: 5,
    wrong_address: 8,
    wrong_colour_or_room: 6,
    wrong_id: 6,
    wrong_material: 5,
    unknown_reference: 10,
    unknown_organizer: 4,
    required_key_left_out: 8,
    out_of_range: 5,
    invisible_character: 6,
    control_character: 4,
    wrong_encoding: 4,
    overlapping_time: 3,
    outside_of_the_event: 4,
    duplicate_id: 6,
    secret_in_a_wrong_place: 6,
    nothing_behind_a_key: 3,
}
#: How many mistakes of each kind are made in each format.
KINDS: dict[str, dict[Kind, int]] = {
    'yaml': _ANYWHERE | {yaml_punctuation: 8, yaml_unclosed: 6, yaml_indentation: 8, yaml_extras: 7, yaml_document: 2},
    'toml': {kind: (many + 2) // 3 for kind, many in _ANYWHERE.items()} | {toml_punctuation: 12},
    'json': {kind: (many + 2) // 3 for kind, many in _ANYWHERE.items()} | {json_punctuation: 14},
    'csv': {**CSV_KINDS},
}


def mistakes(ending: str) -> list[Mistake]:
    """The mistakes that are made in a format, each with a name of its own."""
    data = Table() if ending == 'csv' else Data(ending)
    made: dict[str, Mistake] = {}
    for kind, many in KINDS[ending].items():
        chance = random.Random(f'{ending} {kind.__name__}')
        possible = [*kind(data, chance)]
        for one in chance.sample(possible, min(many, len(possible))):
            ident = f'{kind.__name__}-{one.ident}'.encode('ascii', 'backslashreplace').decode()
            made[ident] = replace(one, ident=ident)
    return [*made.values()]
