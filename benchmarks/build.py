"""Build a synthetic event with the extension beside the same pages written by hand, and tell what each costs.

See ``README.md`` for what is measured and what is not.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any, Protocol

import by_hand
import with_data
from comparison import PAGES_OF_SPHINX, DifferenceError, Site, compare
from measuring import CommandError, Cost, cost_of, state_of, written
from synthetic import Event, edited, make_event

#: The packages whose versions decide what a figure means.
_PACKAGES = ('sphinx', 'docutils', 'pydantic', 'PyYAML', 'sphinx-event-program')


class Writer(Protocol):
    """Writes the sources of a site for an event, or what is new in them."""

    def __call__(self, event: Event, folder: Path, theme: str) -> None: ...


CONTESTANTS: dict[str, Writer] = {'ours': with_data.write_site, 'by hand': by_hand.write_site}
#: In their order: from nothing, again without a change, and again after one abstract was edited.
BUILDS = ('full', 'no-op', 'edit')


@dataclass(frozen=True)
class Options:
    """How the sites are built."""

    builder: str
    theme: str
    jobs: str
    repeat: int
    seed: int


@dataclass(frozen=True)
class Sample:
    """One build: its cost, and how many pages and bytes it read and wrote."""

    cost: Cost
    pages_read: int
    pages_written: int
    bytes_written: int

    @property
    def measures(self) -> dict[str, float]:
        """The rows of the table."""
        return {
            'wall s': self.cost.wall_s,
            'CPU s': self.cost.cpu_s,
            'peak MB': self.cost.peak_mb,
            'pages read': self.pages_read,
            'pages written': self.pages_written,
            'kB written': self.bytes_written / 1000,
        }


@dataclass
class Result:
    """All samples of one size, by build and contestant, in the order of the repeats."""

    size: int
    pages: int
    links: int
    words: int
    samples: dict[str, dict[str, list[Sample]]] = field(
        default_factory=lambda: {build: {name: [] for name in CONTESTANTS} for build in BUILDS}
    )


@dataclass(frozen=True)
class Workshop:
    """A folder with one contestant's sources, and what is built from them."""

    folder: Path

    @property
    def source(self) -> Path:
        """What the author wrote."""
        return self.folder / 'source'

    @property
    def site(self) -> Path:
        """What is published."""
        return self.folder / 'site'

    def build(self, options: Options) -> Sample:
        """Build the site in a process of its own; a warning fails it."""
        doctrees = self.folder / 'doctrees'
        command = [sys.executable, '-m', 'sphinx', '--fail-on-warning', '--no-color', '--builder', options.builder]
        command += ['--jobs', options.jobs, '--doctree-dir', str(doctrees), str(self.source), str(self.site)]
        before_site, before_doctrees = state_of(self.site), state_of(doctrees)
        cost = cost_of(command, self.folder / 'log.txt')
        output = written(before_site, state_of(self.site))
        read = [path for path in written(before_doctrees, state_of(doctrees)) if path.suffix == '.doctree']
        pages = [path for path in output if path.suffix == '.html' and path.name not in PAGES_OF_SPHINX]
        own = [path for path in pages if '_static' not in path.parts]
        return Sample(cost, len(read), len(own), sum(size for _, size in output.values()))


def floors(options: Options, folder: Path) -> dict[str, Cost]:
    """What any build costs: starting Sphinx, and a site of one empty page. The first run, of each, does not count."""
    empty = Workshop(folder / 'empty')
    empty.source.mkdir(parents=True)
    (empty.source / 'conf.py').write_text(f'html_theme = {options.theme!r}\n', encoding='utf-8')
    (empty.source / 'index.rst').write_text('Empty\n=====\n', encoding='utf-8')
    version_command = [sys.executable, '-m', 'sphinx', '--version']
    starts, sites = [], []
    for number in range(options.repeat + 1):
        starts.append(cost_of(version_command, folder / 'log.txt'))
        fresh = Workshop(folder / f'empty-{number}')
        fresh.folder.mkdir()
        empty.source.rename(fresh.source)
        sites.append(fresh.build(options).cost)
        fresh.source.rename(empty.source)
    return {'sphinx-build --version': _median_cost(starts[1:]), 'a site of one empty page': _median_cost(sites[1:])}


def _median_cost(costs: list[Cost]) -> Cost:
    return Cost(*(median(values) for values in zip(*costs, strict=True)))


def measure(size: int, options: Options, folder: Path) -> Result:
    """Build an event of ``size`` sessions in all ways, as often as the options say.

    Who comes first changes with each repeat. After the full build of the first repeat,
    and again after its edit, the two sites must say the same.

    :raises DifferenceError: if they do not.
    """
    before = make_event(size, options.seed)
    after = edited(before)
    content = Site()
    samples: list[tuple[str, str, Sample]] = []
    for number in range(options.repeat):
        workshops = {name: Workshop(folder / f'{size}-{number}' / name.replace(' ', '-')) for name in CONTESTANTS}
        names = list(CONTESTANTS) if number % 2 == 0 else list(reversed(CONTESTANTS))
        for build in BUILDS:
            for name in names:
                CONTESTANTS[name](after if build == 'edit' else before, workshops[name].source, options.theme)
                samples.append((build, name, workshops[name].build(options)))
            if number == 0 and build != 'no-op':
                content = compare(workshops['ours'].site, workshops['by hand'].site)
    result = Result(size, len(content.pages), content.links, content.words)
    for build, name, sample in samples:
        result.samples[build][name].append(sample)
    return result


def table(result: Result) -> Iterator[str]:
    """The medians of a result, the ratio of these, and between which bounds the ratio of single repeats lies."""
    yield f'{result.size} sessions: {result.pages} pages, {result.words} words, {result.links} links; equal in both'
    yield f'{"":6}  {"":13}  {"ours":>9}  {"by hand":>9}  {"ratio":>6}  {"from":>6}  {"to":>6}'
    for build, by_name in result.samples.items():
        ours, theirs = by_name['ours'], by_name['by hand']
        for row, measured in enumerate(ours[0].measures):
            pairs = [
                (mine.measures[measured], other.measures[measured]) for mine, other in zip(ours, theirs, strict=True)
            ]
            mine, other = (median(values) for values in zip(*pairs, strict=True))
            digits = 2 if measured.endswith(' s') else 0
            line = f'{"" if row else build:6}  {measured:13}  {mine:9.{digits}f}  {other:9.{digits}f}'
            ratios = [one / two for one, two in pairs if two]
            if other and len(ratios) == len(pairs):
                line += f'  {mine / other:6.2f}  {min(ratios):6.2f}  {max(ratios):6.2f}'
            yield line


def surroundings(options: Options) -> dict[str, str]:
    """What the figures depend on."""
    versions = {}
    for package in (*_PACKAGES, options.theme.replace('_', '-')):
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue  # A theme need not be named as its package is.
    return {'python': platform.python_version(), **versions, 'system': platform.system(), 'cpus': str(os.cpu_count())}


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument('--sessions', type=int, nargs='+', default=[100, 300, 1000], help='how large the events are')
    parser.add_argument('--builder', default='html', choices=('html', 'dirhtml'), help='as of sphinx-build')
    parser.add_argument('--theme', default='sphinx_book_theme', help='of both sites, with its own defaults')
    parser.add_argument('--repeat', type=int, default=3, help='how often everything is built; medians are shown')
    parser.add_argument('--jobs', default='1', help='as of sphinx-build: a number, or auto')
    parser.add_argument('--seed', type=int, default=1, help='what the events are made from')
    parser.add_argument('--json', type=Path, metavar='FILE', help='write every single measurement to a file')
    parser.add_argument('--keep', type=Path, metavar='FOLDER', help='work in this new folder, and leave it')
    arguments = parser.parse_args(given)
    if arguments.repeat < 1 or min(arguments.sessions) < 2:
        parser.error('at least two sessions, and one repeat')
    return arguments


def main(given: list[str] | None = None) -> int:
    """Measure, and print a table for each size."""
    arguments = _arguments(given)
    options = Options(arguments.builder, arguments.theme, arguments.jobs, arguments.repeat, arguments.seed)
    around = surroundings(options)
    print(', '.join(f'{name} {value}' for name, value in around.items()))
    print(f'{options.builder}, {options.theme}, -j {options.jobs}; medians of {options.repeat}\n')
    results: list[Result] = []
    try:
        with tempfile.TemporaryDirectory() as temporary:
            folder = arguments.keep or Path(temporary)
            folder.mkdir(parents=True, exist_ok=not arguments.keep)
            lowest = floors(options, folder)
            for name, cost in lowest.items():
                print(f'{name}: {cost.wall_s:.2f} s, {cost.cpu_s:.2f} CPU s, {cost.peak_mb:.0f} MB')
            for size in arguments.sessions:
                results.append(measure(size, options, folder))
                print('', *table(results[-1]), sep='\n', flush=True)
    except (DifferenceError, CommandError) as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.json:
        content: dict[str, Any] = {
            'surroundings': around,
            'options': asdict(options),
            'floors': {name: cost._asdict() for name, cost in lowest.items()},
            'results': [_as_plain(result) for result in results],
        }
        arguments.json.write_text(json.dumps(content, indent=1) + '\n', encoding='utf-8')
    return 0


def _as_plain(result: Result) -> dict[str, Any]:
    samples = {
        build: {name: [sample.measures for sample in of_name] for name, of_name in by_name.items()}
        for build, by_name in result.samples.items()
    }
    content = {'pages': result.pages, 'words': result.words, 'links': result.links}
    return {'sessions': result.size, **content, 'samples': samples}


if __name__ == '__main__':
    sys.exit(main())
