"""Mistakes in the marks of a format, one at a time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from mistaken_data import SESSIONS, Data, Mistake, Site

Made = Iterator[Mistake]


def yaml_punctuation(data: Data, chance: random.Random) -> Made:
    """The next line may be where it shows: a line without a colon may go on there."""
    for site in data.of():
        raw = site.value
        lead, key = site.lead, site.key
        # Alone below its key, it would be a text, and YAML.
        if not site.nested:
            yield data.syntax(site, 'no-colon', f'{lead}{key} {raw}', more_lines=1)
        yield data.syntax(site, 'two-colons', f'{lead}{key}: {raw}: x')
        yield data.syntax(site, 'reserved', f'{lead}{key}: {chance.choice("@`%]}")}{raw}')
        yield data.syntax(site, 'behind-quotes', f"{lead}{key}: '{raw[:3]}' x")


def yaml_unclosed(data: Data, chance: random.Random) -> Made:
    """It is told where it was opened, unless a quote further down closes it."""
    for site in data.of():
        how, opened = chance.choice((('quote', '"'), ('apostrophe', "'"), ('bracket', '['), ('brace', '{')))
        yield data.syntax(site, how, f'{site.lead}{site.key}: {opened}{site.value}')


def yaml_indentation(data: Data, chance: random.Random) -> Made:
    for site in data.of():
        written = data.lines[site.name][site.line - 1]
        before = data.lines[site.name][site.line - 2]
        # Only below another key with a value does a line that stands further in have no meaning.
        beside = written.startswith('  ') or not before.startswith(' ')
        if beside and not written.startswith('- ') and re.fullmatch(r'[\w -]+: [^|]+', before):
            yield data.syntax(site, 'further-in', ' ' * chance.choice((1, 2, 3)) + written)
        if site.lead == '  ' and site.line < len(data.lines[site.name]) and site.record != site.name:
            yield data.syntax(site, 'less-far-in', written[1:], more_lines=1)
        if site.lead == '  ':
            yield data.syntax(site, 'tab', '\t' + written.lstrip())


def yaml_extras(data: Data, chance: random.Random) -> Made:
    """Only what they stand for is lost."""
    for site in data.of():
        most = 1 + site.is_required
        if site.key == 'people':
            yield data.changed(site, 'alias', raw='*everybody')
        yield data.changed(site, 'anchor', raw=f'&{chance.choice("abc")} {site.value}', lost=frozenset())
        yield data.changed(site, 'tag', raw=f'!!str {site.value}', lost=frozenset())
        yield data.changed(site, 'alias', raw='*other', most=most)
        yield data.changed(site, 'eaten', raw='#0b6e99', most=most)


def yaml_document(data: Data, _: random.Random) -> Made:
    """What follows is left out."""
    for line, written in enumerate(data.lines['sessions'], 1):
        if written.startswith('- id: ') and line > 5:
            site = Site('sessions', line, '', 'document', '', '', written[6:], line, False)
            lost = frozenset(SESSIONS[SESSIONS.index(written[6:]) :])
            yield data.mistake(site, 'document', data.text(site, '---', written), lost=lost)


def json_punctuation(data: Data, _: random.Random) -> Made:
    """A comma that is missing shows at the next line's begin."""
    for site in data.of():
        lead, key, value, tail = site.lead, site.key, site.value, site.tail
        yield data.syntax(site, 'no-colon', f'{lead}"{key}" {value}{tail}')
        yield data.syntax(site, 'single-quotes', f"{lead}'{key}': {value}{tail}")
        yield data.syntax(site, 'bare-key', f'{lead}{key}: {value}{tail}')
        yield data.syntax(site, 'bare-value', f'{lead}"{key}": {value.strip(chr(34))}x{tail}')
        yield data.syntax(site, 'unclosed', f'{lead}"{key}": {value[:-1]}{tail}')
        yield data.syntax(site, 'bracket', f'{lead}"{key}": [{value}{tail}', more_lines=1)
        yield data.syntax(site, 'comment', f'{lead}"{key}": {value}{tail} // here')
        yield data.syntax(site, 'equals', f'{lead}"{key}" = {value}{tail}')
        yield data.syntax(site, 'escape', f'{lead}"{key}": "C:\\x"{tail}')
        if tail:
            yield data.syntax(site, 'no-comma', f'{lead}"{key}": {value}', more_lines=1)
        else:
            yield data.syntax(site, 'last-comma', f'{lead}"{key}": {value},', more_lines=1)


def toml_punctuation(data: Data, _: random.Random) -> Made:
    """A bracket that nothing closes shows where the next key is taken for a value."""
    for site in data.of():
        key, value = site.key, site.value
        yield data.syntax(site, 'no-equals', f'{key} {value}')
        yield data.syntax(site, 'colon', f'{key}: {value}')
        yield data.syntax(site, 'no-quotes', f'{key} = {value.strip(chr(34))}')
        yield data.syntax(site, 'unclosed', f'{key} = {value[:-1]}')
        yield data.syntax(site, 'bracket', f'{key} = [{value}', more_lines=2)
        yield data.syntax(site, 'brace', f'{key} = {{{value}')
        yield data.syntax(site, 'escape', f'{key} = "C:\\x"')
        yield data.syntax(site, 'nothing', f'{key} =')
        yield data.syntax(site, 'behind', f'{key} = {value} x')
