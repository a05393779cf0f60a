"""Build the site of a synthetic event in several ways, side by side, and tell what each costs.

See ``README.md`` for what is measured and what is not.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import zip_longest
from pathlib import Path
from statistics import median
from typing import Any

import charts
from comparison import DifferenceError, compare, page_names
from measuring import CommandError, Cost, cost_of, state_of, written
from results import BUILDS, Results, Sample
from synthetic import Event, make_event, with_other_abstract, with_other_bio
from targets import verdicts
from variants import PAGE_FOR_EACH, VARIANTS, Options, Variant, with_sphinx

#: The packages whose versions decide what a figure means.
_PACKAGES = (
    'sphinx',
    'docutils',
    'pydantic',
    'PyYAML',
    'sphinx-event-program',
    'sphinxcontrib-datatemplates',
    'sphinx-needs',
)
#: How many pages of records are compared: enough, because they are made by the same code.
_COMPARED = 400


@dataclass(frozen=True)
class Workshop:
    """A folder with one variant's sources, and what is built from them."""

    folder: Path

    @property
    def source(self) -> Path:
        """What the author wrote."""
        return self.folder / 'source'

    @property
    def site(self) -> Path:
        """What is published."""
        return self.folder / 'site'

    def build(self, command: Sequence[str]) -> Cost:
        """Build the site in a process of its own."""
        return cost_of(command, self.folder / 'log.txt')

    def sample(self, variant: Variant, options: Options, jobs: int) -> tuple[Cost, int, int, int, int]:
        """Build the site, and see what that cost, read and wrote, and how many pages and bytes of pages there are."""
        cache = self.folder / 'cache'
        before_site, before_cache = state_of(self.site), state_of(cache)
        cost = self.build(variant.command(self.source, self.site, cache, options, jobs))
        after_site = state_of(self.site)
        pages = [self.site / name for name in page_names(self.site)]
        new = written(before_site, after_site)
        read = [path for path in written(before_cache, state_of(cache)) if path.suffix == '.doctree']
        size = sum(after_site[page][1] for page in pages)
        return cost, len(read), sum(page in new for page in pages), len(pages), size


class Bench:
    """Builds variants of events, and keeps what it measured."""

    def __init__(self, names: Sequence[str], options: Options, folder: Path, *, keep: bool) -> None:
        self._names = names
        self._options = options
        self._folder = folder
        self._keep = keep
        self._began = time.monotonic()
        self.results = Results()

    def measure(self, size: int, jobs: int, number: int) -> None:
        """Build an event of ``size`` sessions in all ways, once; ``number`` counts the repeats.

        Who comes first changes with each repeat. In the first, each site has to say the
        same as its floor, after the full build and after the edits.

        :raises DifferenceError: if it does not.
        :raises CommandError: if a build fails.
        """
        first = number % len(self._names)
        home = self._folder / f'{size}-j{jobs}-{number}'
        workshops = {name: Workshop(home / name) for name in (*self._names[first:], *self._names[:first])}
        events = _events(make_event(size, self._options.seed))
        for build in BUILDS:
            for name, workshop in workshops.items():
                VARIANTS[name].write(events[build], workshop.source, self._options.theme)
                self._sample(name, build, workshop, size, jobs)
            if number == 0 and build in ('full', BUILDS[-1]):
                _compare(workshops)
        if not self._keep:
            shutil.rmtree(home)

    def _sample(self, name: str, build: str, workshop: Workshop, size: int, jobs: int) -> None:
        cost, *counts = workshop.sample(VARIANTS[name], self._options, jobs)
        self.results.add(Sample(size, jobs, name, build, cost, *counts))
        after = time.monotonic() - self._began
        told = f'[{after:5.0f} s] N={size} -j {jobs} {build:8} {name}: {cost.cpu_s:.1f} CPU s'
        print(told, file=sys.stderr, flush=True)


def _events(event: Event) -> dict[str, Event]:
    """What is built, by build: the edits add up."""
    edited = with_other_abstract(event)
    return dict(zip(BUILDS, (event, event, edited, with_other_bio(edited)), strict=True))


def _compare(workshops: dict[str, Workshop]) -> None:
    for name, workshop in workshops.items():
        floor = workshops.get(VARIANTS[name].floor)
        if floor is not None and floor is not workshop:
            compare(floor.site, workshop.site, VARIANTS[name].likeness, at_most=_COMPARED)


def floors(options: Options, folder: Path, repeat: int) -> dict[str, Cost]:
    """What any build costs: starting Sphinx, and a site of one empty page. The first run, of each, does not count."""
    empty = Workshop(folder / 'empty')
    empty.source.mkdir(parents=True)
    (empty.source / 'conf.py').write_text(f'html_theme = {options.theme!r}\n', encoding='utf-8')
    (empty.source / 'index.rst').write_text('Empty\n=====\n', encoding='utf-8')
    starts, sites = [], []
    for number in range(repeat + 1):
        starts.append(empty.build([sys.executable, '-m', 'sphinx', '--version']))
        site, cache = empty.folder / f'site-{number}', empty.folder / f'cache-{number}'
        sites.append(empty.build(with_sphinx(empty.source, site, cache, options, 1)))
    return {'sphinx-build --version': _median_cost(starts[1:]), 'a site of one empty page': _median_cost(sites[1:])}


def _median_cost(costs: list[Cost]) -> Cost:
    return Cost(*(median(values) for values in zip(*costs, strict=True)))


def table(results: Results, size: int) -> Iterator[str]:
    """The medians of one size, and beside them the ratio of the CPU seconds to those of the floor."""
    yield f'N = {size} sessions, {round(1.3 * size)} people'
    heading: list[str] = []
    for jobs, build, name in results.rows(size):
        measures = results.medians(size, jobs, build, name)
        floor = results.medians(size, jobs, build, VARIANTS[name].floor)
        assert measures is not None
        if not heading:
            heading = list(measures)
            yield f'{"":4}  {"":8}  {"":22}' + ''.join(f'  {column:>8}' for column in heading) + '  CPU/floor'
        cells = (f'  {value:8.{2 if column.endswith(" s") else 0}f}' for column, value in measures.items())
        ratio = f'  {measures["CPU s"] / floor["CPU s"]:9.2f}' if floor else ''
        yield f'-j {jobs}  {build:8}  {name:22}' + ''.join(cells) + ratio


def surroundings(options: Options) -> dict[str, str]:
    """What the figures depend on."""
    versions = {}
    for package in (*_PACKAGES, options.theme.replace('_', '-')):
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue  # A theme need not be named as its package is, and peers may be missing.
    return {'python': platform.python_version(), **versions, 'system': platform.system(), 'cpus': str(os.cpu_count())}


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    add = parser.add_argument
    add('--sessions', type=int, nargs='+', default=[100, 1000, 5000], help='how large the events are')
    add('--variants', nargs='+', choices=VARIANTS, default=PAGE_FOR_EACH, metavar='NAME', help=', '.join(VARIANTS))
    add('--repeat', type=int, nargs='+', default=[3, 1], help='how often each size is built; the last for all others')
    add('--jobs', type=int, nargs='+', default=[1, 2], help='processes, as of sphinx-build')
    add('--builder', default='html', choices=('html', 'dirhtml'), help='as of sphinx-build')
    add('--theme', default='sphinx_book_theme', help='of all sites, with its own defaults')
    add('--seed', type=int, default=1, help='what the events are made from')
    add('--output', type=Path, metavar='FOLDER', default=Path('_build/benchmarks'), help='for figures and charts')
    add('--keep', type=Path, metavar='FOLDER', help='work in this new folder, and leave it')
    arguments = parser.parse_args(given)
    if min(arguments.repeat) < 1 or min(arguments.sessions) < 2:
        parser.error('at least two sessions, and one repeat')
    return arguments


def main(given: list[str] | None = None) -> int:
    """Measure, print a table for each size and a line for each target, and write figures and charts."""
    arguments = _arguments(given)
    options = Options(arguments.builder, arguments.theme, arguments.seed)
    around = surroundings(options)
    print(', '.join(f'{name} {value}' for name, value in around.items()))
    print(f'{options.builder}, {options.theme}; medians')
    reasons = {name: VARIANTS[name].missing() for name in arguments.variants}
    for name, reason in reasons.items():
        if reason:
            print(f'{name} is left out: {reason}')
    names = [name for name, reason in reasons.items() if not reason]
    arguments.output.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as temporary:
            folder = arguments.keep or Path(temporary)
            folder.mkdir(parents=True, exist_ok=not arguments.keep)
            lowest = floors(options, folder, arguments.repeat[0])
            for name, cost in lowest.items():
                print(f'{name}: {cost.wall_s:.2f} s, {cost.cpu_s:.2f} CPU s, {cost.peak_mb:.0f} MB')
            bench = Bench(names, options, folder, keep=arguments.keep is not None)
            repeats = zip_longest(arguments.sessions, arguments.repeat[: len(arguments.sessions)])
            for size, repeat in repeats:
                for jobs in arguments.jobs:
                    for number in range(repeat or arguments.repeat[-1]):
                        bench.measure(size, jobs, number)
                content: dict[str, Any] = {
                    'surroundings': around,
                    'options': asdict(options),
                    'floors': {name: cost._asdict() for name, cost in lowest.items()},
                    'samples': [sample.as_plain() for sample in bench.results.samples],
                }
                # After each size, because the next may take an hour.
                figures = arguments.output / 'figures.json'
                figures.write_text(json.dumps(content, indent=1) + '\n', encoding='utf-8')
                print('', *table(bench.results, size), sep='\n', flush=True)
    except (DifferenceError, CommandError) as error:
        print(error, file=sys.stderr)
        return 1
    print('', *verdicts(bench.results), sep='\n')
    print('', *(f'{path}' for path in charts.draw(bench.results, arguments.output)), sep='\n')
    return 0


if __name__ == '__main__':
    sys.exit(main())
