"""What was measured: a flat list of samples, and the medians that everything is told by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from math import isnan
from statistics import median
from typing import Any

from measuring import Cost

#: In their order: from nothing, again without a change, again after one abstract was edited, and after one biography.
BUILDS = ('full', 'no-op', 'abstract', 'bio')


@dataclass(frozen=True)
class Sample:
    """One build: what it was, what it cost, how many pages it read and wrote, and all that the site then has."""

    size: int
    jobs: int
    variant: str
    build: str
    cost: Cost
    pages_read: int
    pages_written: int
    pages: int
    bytes_of_pages: int

    @property
    def measures(self) -> dict[str, float]:
        """The columns of the table."""
        return {
            'wall s': self.cost.wall_s,
            'CPU s': self.cost.cpu_s,
            'peak MB': self.cost.peak_mb,
            'all MB': self.cost.together_mb,
            'read': self.pages_read,
            'written': self.pages_written,
            'kB/page': self.bytes_of_pages / self.pages / 1000,
            'ms/page': self.cost.cpu_s / self.pages * 1000,
        }

    def as_plain(self) -> dict[str, Any]:
        """The sample as JSON can hold it."""
        cost = {name: None if isnan(value) else value for name, value in self.cost._asdict().items()}
        return asdict(self) | {'cost': cost}


@dataclass
class Results:
    """All samples, in the order in which they were made."""

    samples: list[Sample] = field(default_factory=list)

    def add(self, sample: Sample) -> None:
        """Remember one more."""
        self.samples.append(sample)

    def sizes(self) -> list[int]:
        """How many sessions the events had."""
        return _distinct(sample.size for sample in self.samples)

    def jobs(self) -> list[int]:
        """With how many processes was built."""
        return _distinct(sample.jobs for sample in self.samples)

    def variants(self) -> list[str]:
        """What was built."""
        return list(dict.fromkeys(sample.variant for sample in self.samples))

    def rows(self, size: int) -> Iterator[tuple[int, str, str]]:
        """What the table of a size has rows for: jobs, build and variant."""
        found = {(sample.jobs, sample.build, sample.variant) for sample in self.samples if sample.size == size}
        order = self.variants()
        yield from sorted(found, key=lambda row: (row[0], BUILDS.index(row[1]), order.index(row[2])))

    def medians(self, size: int, jobs: int, build: str, variant: str) -> dict[str, float] | None:
        """The medians of all measures; none if this was not built."""
        wanted = (size, jobs, build, variant)
        found = [
            sample.measures
            for sample in self.samples
            if (sample.size, sample.jobs, sample.build, sample.variant) == wanted
        ]
        return {name: median(measures[name] for measures in found) for name in found[0]} if found else None


def _distinct(numbers: Iterable[int]) -> list[int]:
    return sorted(set(numbers))
