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
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """Of a process and those that it waited for; ``peak_mb`` (2**20 bytes) is of the largest of them."""

    wall_s: float
    cpu_s: float
    peak_mb: float


class CommandError(Exception):
    """A measured command failed; what it said is the message."""


def cost_of(command: Sequence[str], log: Path) -> Cost:
    """Run a command and tell what it cost; what it says goes to ``log``.

    :raises CommandError: if it does not succeed.
    """
    launcher = [sys.executable, '-I', '-S', __file__, str(log), *command]
    done = subprocess.run(launcher, check=True, capture_output=True, text=True)
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


def _launch(log: str, *command: str) -> None:
    with Path(log).open('wb') as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts in KiB, macOS in bytes.
    peak_mb = usage.ru_maxrss / (2**20 if sys.platform == 'darwin' else 2**10)
    json.dump((process.returncode, wall_s, usage.ru_utime + usage.ru_stime, peak_mb), sys.stdout)


if __name__ == '__main__':
    _launch(*sys.argv[1:])
