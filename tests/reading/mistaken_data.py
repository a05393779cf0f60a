"""The tutorial's own data, in which one mistake at a time can be made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tutorial_texts import tutorial_texts

SESSIONS = (
    'welcome',
    'reliability-challenges',
    'machine-unlearning',
    'adversarial-attacks',
    'theoretical-foundations',
    'concluding-remarks',
)
PEOPLE = (
    *('changhoon-kim', 'wanyu-du', 'dongyoon-yang', 'kyle-min', 'maitreya-patel', 'yezhou-yang', 'sijia-liu'),
    'minjun-so',
)

#: What no message may repeat.
SECRET = 'hunter2'


@dataclass(frozen=True)
class Mistake:
    """A file with one mistake in it, and what has to come of it."""

    ident: str
    name: str
    """Which of the files it is in."""
    text: str | bytes
    lines: frozenset[int]
    """Where it has to be told: the mistaken line, unless the kind says otherwise."""
    most: int = 1
    """How many errors it may give: the mistake, and what follows from it."""
    lost: frozenset[str] | None = frozenset()
    """The sessions and people that cannot be read for it; None is all that its file holds."""


@dataclass(frozen=True)
class Site:
    """A line with a key and a value."""

    name: str
    line: int
    lead: str
    key: str
    value: str
    tail: str
    record: str
    record_line: int
    nested: bool

    @property
    def is_required(self) -> bool:
        required = {'event': {'title', 'start', 'timezone'}, 'people': {'name'}, 'sessions': {'id', 'title'}}
        return self.key in ({'name'} if self.nested else required[self.name])

    @property
    def lost(self) -> frozenset[str]:
        """What is lost if the value cannot be used: only an id is worth a record."""
        return frozenset({self.record} if self.key == 'id' else ())


_SITES = {
    'yaml': re.compile(r'(?P<lead> *(?:- )?)(?P<key>[\w-]+): (?P<value>[^|\[{#]*?)(?P<tail>(?: #.*)?)'),
    'toml': re.compile(r'(?P<lead>)(?P<key>[\w-]+) = (?P<value>".*")(?P<tail>)'),
    'json': re.compile(r'(?P<lead> +)"(?P<key>[\w-]+)": (?P<value>".*")(?P<tail>,?)'),
}
#: Where a record begins; the group is the id, if it is there.
_BEGINS = {
    ('yaml', 'people'): re.compile(r'([\w-]+):'),
    ('yaml', 'sessions'): re.compile(r'- id: .*'),
    ('toml', 'people'): re.compile(r'\[([\w-]+)\]'),
    ('toml', 'sessions'): re.compile(r'\[\[sessions\]\]'),
    ('json', 'people'): re.compile(r'  "([\w-]+)": \{'),
    ('json', 'sessions'): re.compile(r'  \{'),
}
#: How far in the fields of a record stand; what is further in belongs to one of them.
_DEPTHS = {('yaml', 'people'): 2, ('yaml', 'sessions'): 2, ('json', 'event'): 2, ('json', 'people'): 4} | {
    ('json', 'sessions'): 4
}


class Data:
    """The tutorial's data in one format, and how lines of it are written."""

    def __init__(self, ending: str) -> None:
        self.ending = ending
        self.lines = {name: text.split('\n') for name, text in tutorial_texts(ending).items()}
        self.sites = [site for name in self.lines for site in self._sites_of(name)]

    def _sites_of(self, name: str) -> Iterator[Site]:
        record, table, record_line, id_of = name, '', 1, iter(SESSIONS)
        for line, written in enumerate(self.lines[name], 1):
            begins = _BEGINS.get((self.ending, name))
            if begins and (found := begins.match(written)):
                record, record_line = found[1] if found.groups() else next(id_of), line
            elif self.ending == 'toml' and written.startswith('['):
                table = written
            elif name == 'event' and self.ending == 'yaml' and record_line == 1 and written.startswith('title'):
                record_line = line
            if (site := _SITES[self.ending].fullmatch(written)) and not written.startswith('#'):
                nested = len(site['lead']) > _DEPTHS.get((self.ending, name), 0) or bool(table)
                if site['key'] != 'Faculty page':
                    yield Site(
                        name, line, site['lead'], *site.group('key', 'value', 'tail'), record, record_line, nested
                    )

    def of(self, *keys: str, name: str = '') -> list[Site]:
        """The sites of keys (all, if none is named), in one file or in all."""
        return [one for one in self.sites if (not keys or one.key in keys) and name in ('', one.name)]

    def raw(self, value: Any) -> str:
        """A value in the form that fits into one line; JSON's is YAML's, too."""
        if (
            self.ending == 'yaml'
            and isinstance(value, str)
            and re.fullmatch(r'[\w@/.][\w ,@/.;+-]*|[\w.]+:[\w/.]*', value)
        ):
            return value
        if self.ending == 'toml' and isinstance(value, list):
            return f'[{", ".join(map(self.raw, value))}]'
        if self.ending == 'toml' and isinstance(value, Mapping):
            return f'{{ {", ".join(f"{key} = {self.raw(held)}" for key, held in value.items())} }}'
        return json.dumps(value, ensure_ascii=any(not char.isprintable() for char in str(value)))

    def pair(self, key: str, raw: str) -> str:
        return {'yaml': f'{key}: {raw}', 'toml': f'{key} = {raw}', 'json': f'"{key}": {raw}'}[self.ending]

    def text(self, site: Site, *instead: str) -> str:
        """The file with other lines in the place of a site's."""
        lines = self.lines[site.name]
        return '\n'.join([*lines[: site.line - 1], *instead, *lines[site.line :]])

    def changed(self, site: Site, how: str, *, key: str = '', value: Any = None, raw: str = '', **more: Any) -> Mistake:
        """Another key or value at a site."""
        raw = raw or (site.value if value is None else self.raw(value))
        text = self.text(site, f'{site.lead}{self.pair(key or site.key, raw)}{site.tail}')
        return self.mistake(site, how, text, **({'lost': site.lost} | more))

    def added(self, site: Site, how: str, key: str, value: Any, **more: Any) -> Mistake:
        """A line more beside a site: behind it, but before it in JSON, where the last one has no comma."""
        old = self.lines[site.name][site.line - 1]
        line = f'{site.lead.replace("-", " ")}{self.pair(key, self.raw(value))}'
        text = self.text(site, f'{line},', old) if self.ending == 'json' else self.text(site, old, line)
        at = site.line + (self.ending != 'json')
        return self.mistake(site, how, text, **({'lines': frozenset({at})} | more))

    def mistake(self, site: Site, how: str, text: str | bytes, **more: Any) -> Mistake:
        ident = f'{how}-{site.record}-{site.key}'
        return Mistake(ident, site.name, text, **({'lines': frozenset({site.line})} | more))

    def syntax(self, site: Site, how: str, *instead: str, more_lines: int = 0, **more: Any) -> Mistake:
        """Lines that the format does not allow: the file is lost."""
        lines = frozenset(range(site.line, site.line + 1 + more_lines))
        return self.mistake(site, how, self.text(site, *instead), lines=lines, **({'lost': None} | more))
