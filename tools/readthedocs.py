"""Does on this machine what Read the Docs does with ``.readthedocs.yaml``.

The same commands in the same order, in an environment of their own, with the
variables that Read the Docs sets; then looks at the output as it would be served:
a website, and exactly one file for each other format; pages whose links lead
somewhere, calendars that can be read, PDFs that are whole.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from icalendar import Calendar

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / '_build'
WORK = BUILD / 'readthedocs'
OUTPUT = WORK / 'output'
PROJECT = 'sphinx-event-program'
ADDRESS = f'https://{PROJECT}.readthedocs.io/en/latest/'

#: What `make` sets, and Read the Docs does not.
_OURS = frozenset({'PYTHONPATH', 'MAKEFLAGS', 'MAKELEVEL', 'SOURCE_DATE_EPOCH', 'FORCE_SOURCE_DATE'})

#: The jobs that are done here, in the order in which Read the Docs does them, whatever the file's order is.
_FORMATS = ('html', 'htmlzip', 'pdf', 'epub')


def main() -> int:
    """Run all jobs; the exit status is 1 if the output is not what Read the Docs takes."""
    config = yaml.safe_load((ROOT / '.readthedocs.yaml').read_text(encoding='utf-8'))
    # There every build begins with nothing.
    for folder in (WORK, *BUILD.glob('rtd-*')):
        shutil.rmtree(folder, ignore_errors=True)
    OUTPUT.mkdir(parents=True)
    venv.create(WORK / 'env', with_pip=True)
    environment = {
        **{name: value for name, value in os.environ.items() if name not in _OURS},
        'PATH': os.pathsep.join([str(WORK / 'env' / 'bin'), os.environ['PATH']]),
        'VIRTUAL_ENV': str(WORK / 'env'),
        'READTHEDOCS': 'True',
        'READTHEDOCS_PROJECT': PROJECT,
        'READTHEDOCS_LANGUAGE': 'en',
        'READTHEDOCS_VERSION': 'latest',
        'READTHEDOCS_VERSION_NAME': 'latest',
        'READTHEDOCS_VERSION_TYPE': 'branch',
        'READTHEDOCS_OUTPUT': str(OUTPUT),
        'READTHEDOCS_CANONICAL_URL': ADDRESS,
    }
    jobs = config['build']['jobs']
    wanted = ['html', *config['formats']]
    if unknown := {*jobs} - {'install', 'build'} | {*jobs['build']} - {*_FORMATS}:
        print(f'.readthedocs.yaml has jobs that are not done here: {", ".join(sorted(unknown))}', file=sys.stderr)
        return 1
    steps = {'install': jobs['install']}
    steps |= {name: jobs['build'][name] for name in _FORMATS if name in wanted}
    for name, commands in steps.items():
        for command in commands:
            print(f'[{name}] {command}', flush=True)
            subprocess.run(command, shell=True, cwd=ROOT, env=environment, check=True)
    problems = [*_problems(wanted), *_served()]
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        for path in sorted(OUTPUT.rglob('*.pdf')) + sorted(OUTPUT.rglob('*.zip')) + [OUTPUT / 'html' / 'index.html']:
            print(path.relative_to(ROOT))
    return 1 if problems else 0


def _problems(formats: list[str]) -> list[str]:
    found = []
    if not (OUTPUT / 'html' / 'index.html').is_file():
        found.append('html: there is no index.html')
    for name in formats:
        files = list((OUTPUT / name).iterdir()) if (OUTPUT / name).is_dir() else []
        if name != 'html' and len(files) != 1:
            found.append(f'{name}: exactly one file is published, and there are {len(files)}')
        if name == 'htmlzip' and len(files) == 1 and 'index.html' not in zipfile.ZipFile(files[0]).namelist():
            found.append('htmlzip: the archive holds no index.html at its top')
    return found


def _served() -> Iterator[str]:
    """What a visitor would find wrong with the website."""
    site = OUTPUT / 'html'
    for path in sorted(site.rglob('*.html')):
        page, name = _Page.of(path), path.relative_to(site).as_posix()
        if name.startswith('_static/'):
            # A theme's own templates.
            continue
        if 'name not set' in page.text:
            yield f'{name}: Sphinx says that a name is not set'
        if page.canonical is not None and page.canonical != urljoin(ADDRESS, name):
            yield f'{name}: the canonical address is {page.canonical}'
        for link in page.links:
            if problem := _missing(urljoin(urljoin(ADDRESS, name), link)):
                yield f'{name}: {link}: {problem}'
    calendars = sorted(site.rglob('*.ics'))
    if not calendars:
        yield 'there are no calendars'
    for path in calendars:
        name = path.relative_to(site).as_posix()
        entries = Calendar.from_ical(path.read_bytes()).walk('VEVENT')
        if not entries:
            yield f'{name}: the calendar has no entries'
        for entry in entries:
            lacking = [key for key in ('UID', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'LOCATION', 'URL') if key not in entry]
            if lacking:
                yield f'{name}: {entry.get("SUMMARY")}: there is no {", ".join(lacking)}'
            elif problem := _missing(str(entry['URL'])):
                yield f'{name}: {entry["SUMMARY"]}: {entry["URL"]}: {problem}'
    for path in sorted(OUTPUT.rglob('*.pdf')):
        content = path.read_bytes()
        if not (content.startswith(b'%PDF-') and content.rstrip().endswith(b'%%EOF')):
            yield f'{path.relative_to(OUTPUT)}: this is no whole PDF'


def _missing(address: str) -> str:
    """What is wrong with an address of the site; empty for one that leads somewhere, and for all others."""
    if not address.startswith(ADDRESS):
        return ''
    parts = urlsplit(address.removeprefix(ADDRESS))
    path = OUTPUT / 'html' / unquote(parts.path or 'index.html')
    if not path.is_file():
        return 'there is no such file'
    anchor = unquote(parts.fragment)
    if anchor and path.suffix == '.html' and anchor not in _Page.of(path).anchors:
        return 'the page has no such anchor'
    return ''


class _Page(HTMLParser):
    """Links, anchors and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.canonical: str | None = None
        self.text = ''

    @staticmethod
    @cache
    def of(path: Path) -> _Page:
        page = _Page()
        page.feed(path.read_text(encoding='utf-8'))
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors.update(value for value in (given.get('id'), given.get('name')) if value)
        if tag == 'link' and given.get('rel') == 'canonical':
            self.canonical = given.get('href')
        self.links += [value for key in ('href', 'src') if (value := given.get(key)) and tag != 'base']

    def handle_data(self, data: str) -> None:
        self.text += data


if __name__ == '__main__':
    sys.exit(main())
