"""What a process costs, and what it left on the disk.

A process's peak memory also counts that of the program which started it, because the
two share their memory until the new program is loaded. So each build is started by a
small process: this module, run as a script, which prints what its child cost.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

#: Rare enough to cost nothing beside a build.
_SECONDS_BETWEEN_LOOKS = 0.2


class Cost(NamedTuple):
    """Of a process and those that it waited for.

    Megabytes are 2**20 bytes. ``peak_mb`` is of the largest process. ``together_mb`` is
    of all of them at the same time, what they share counted once (Linux's proportional
    set size), as seen a few times each second; ``nan`` where the system does not tell.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float
    together_mb: float


class CommandError(Exception):
    """A measured command failed; what it said is the message."""


def cost_of(command: Sequence[str], log: Path) -> Cost:
    """Run a command and tell what it cost; what it says goes to ``log``.

    :raises CommandError: if it does not succeed.
    """
    launcher = [sys.executable, '-I', '-S', __file__, str(log), *command]
    # What pip installs is compiled once, and so is an extension that is installed to be edited.
    environment = {name: value for name, value in os.environ.items() if name != 'PYTHONDONTWRITEBYTECODE'}
    done = subprocess.run(launcher, check=True, capture_output=True, text=True, env=environment)
    status, *cost = json.loads(done.stdout)
    if status:
        said = log.read_text(encoding='utf-8', errors='replace')
        raise CommandError(f'{" ".join(command)} ended with {status}:\n{said[-4000:]}')
    return Cost(*cost)


#: For each file below a folder, when it was written and how large it is.
State = dict[Path, tuple[int, int]]


def state_of(folder: Path) -> State:
    """The files that a build left."""
    found = ((path, path.stat()) for path in folder.rglob('*') if path.is_file())
    return {path: (info.st_mtime_ns, info.st_size) for path, info in found}


def written(before: State, after: State) -> State:
    """The files that were made or written again in between."""
    return {path: state for path, state in after.items() if before.get(path) != state}


class _Watch(Thread):
    """Looks at the memory of a process and its children until it is stopped."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._stopped = Event()
        self.together_mb = float('nan')

    def run(self) -> None:
        ended = False
        while not ended:
            # In this order, because no comparison with "not a number" is true.
            self.together_mb = max(sum(map(_share_mb, _family(self._process))), self.together_mb)
            ended = self._stopped.wait(_SECONDS_BETWEEN_LOOKS)

    def stop(self) -> float:
        self._stopped.set()
        self.join()
        return self.together_mb


def _family(process: int) -> Iterator[int]:
    """A process and all below it."""
    yield process
    for path in Path(f'/proc/{process}/task').glob('*/children'):
        # What has ended meanwhile has no children, and no memory.
        with suppress(OSError):
            for child in path.read_text().split():
                yield from _family(int(child))


def _share_mb(process: int) -> float:
    with suppress(OSError):
        for line in Path(f'/proc/{process}/smaps_rollup').read_text().splitlines():
            if line.startswith('Pss:'):
                return int(line.split()[1]) / 2**10
    return 0.0


def _launch(log: str, *command: str) -> None:
    with Path(log).open('wb') as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        watch = _Watch(process.pid)
        if sys.platform == 'linux':
            watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - began
        together_mb = watch.stop() if watch.ident else watch.together_mb
    process.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts in KiB, macOS in bytes.
    peak_mb = usage.ru_maxrss / (2**20 if sys.platform == 'darwin' else 2**10)
    cpu_s = usage.ru_utime + usage.ru_stime
    json.dump((process.returncode, wall_s, cpu_s, peak_mb, together_mb), sys.stdout)


if __name__ == '__main__':
    _launch(*sys.argv[1:])
