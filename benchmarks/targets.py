"""What the extension promises of its pages, and whether the measured builds keep it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from results import Results

_OURS, _FLOOR = 'ours', 'by-hand'
_PEERS = ('datatemplates', 'datatemplates-one-file', 'needs')
#: How much more than in proportion a larger event may cost.
_GROWTH = 1.1


@dataclass(frozen=True)
class Target:
    """At most ``factor`` times what another variant needs, of a measure, in a build."""

    build: str
    measure: str
    factor: float
    other: str


TARGETS = (
    Target('full', 'CPU s', 0.4, _FLOOR),
    *(Target('full', 'CPU s', 1 / 3, peer) for peer in _PEERS),
    Target('full', 'peak MB', 0.5, _FLOOR),
    Target('no-op', 'CPU s', 1.2, _FLOOR),
    *(Target(build, 'CPU s', 1.5, _FLOOR) for build in ('abstract', 'bio')),
    *(Target(build, 'CPU s', 1 / 3, other) for other in _PEERS[:2] for build in ('abstract', 'bio')),
)


def verdicts(results: Results) -> Iterator[str]:
    """A line for each target, size and number of jobs: what is wanted, what is so, and "met" or "not met"."""
    if _OURS not in results.variants():
        yield f'{_OURS} was not built: nothing can be said of the targets'
        return
    for jobs in results.jobs():
        for size in results.sizes():
            for target in TARGETS:
                yield from _verdict(results, target, size, jobs)
        yield from _growth(results, jobs)


def _verdict(results: Results, target: Target, size: int, jobs: int) -> Iterator[str]:
    ours = results.medians(size, jobs, target.build, _OURS)
    other = results.medians(size, jobs, target.build, target.other)
    if ours is None or other is None:
        return
    mine, theirs = ours[target.measure], other[target.measure]
    factor = mine / theirs
    yield (
        f'{_met(factor <= target.factor)}  N={size} -j {jobs}  {target.build}: {target.measure} '
        f'≤ {target.factor:.2f} × {target.other}; {mine:.2f} / {theirs:.2f} = {factor:.2f}'
    )


def _growth(results: Results, jobs: int) -> Iterator[str]:
    """From the second largest event to the largest."""
    if len(results.sizes()) < 2:
        return
    small, large = results.sizes()[-2:]
    before, after = (results.medians(size, jobs, 'full', _OURS) for size in (small, large))
    if before is None or after is None:
        return
    allowed, factor = large / small * _GROWTH, after['CPU s'] / before['CPU s']
    yield (
        f'{_met(factor <= allowed)}  N={small} to {large} -j {jobs}  full: CPU s grow by ≤ {allowed:.2f}; '
        f'{after["CPU s"]:.2f} / {before["CPU s"]:.2f} = {factor:.2f}'
    )


def _met(is_met: bool) -> str:
    return 'met    ' if is_met else 'NOT MET'
