"""Fuzzes the reader in every format, and tells what came of it, a line for each.

    PYTHONPATH=tests python tests/fuzzing/run.py [--seconds 60] [--jobs 2] [--output _build/fuzz] [FORMAT ...]

What breaks a promise is copied into corpus/regressions/, which test_corpus.py reads
again ever after. The exit status is 1 if there was any.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from promises import DIVIDER, FORMATS
from tutorial_texts import tutorial_texts

HERE = Path(__file__).parent
CORPUS = HERE / 'corpus'
REGRESSIONS = CORPUS / 'regressions'

#: An input beyond this tells nothing new, but slows all that are made of it.
_LENGTH_LIMIT_BYTES = 20_000
#: Python and its libraries take about 80 MB before the first input.
_MEMORY_LIMIT_MB = 512
#: For what never ends: libFuzzer stops there. What takes longer than a second is told anyway.
_TIMEOUT_SECONDS = 20

_STATISTIC = re.compile(r'stat::(\w+):\s+(\d+)')


class Run(NamedTuple):
    """What came of fuzzing one format."""

    ending: str
    executions: int
    seconds: float
    slowest_seconds: float
    peak_mb: int
    new_inputs: int
    broken: dict[str, str]

    def __str__(self) -> str:
        return (
            f'{self.ending:5}{self.executions:8,} inputs in {self.seconds:.0f} s, slowest'
            f' {self.slowest_seconds * 1000:.0f} ms, at most {self.peak_mb} MB,'
            f' {self.new_inputs:,} new in the corpus, {len(self.broken)} broken promises'
        )


def fuzz(ending: str, output: Path, seconds: int) -> Run:
    """Fuzz one format; the corpus in ``output`` grows from one run to the next."""
    for name in ('seeds', 'crashes'):
        shutil.rmtree(output / name, ignore_errors=True)
    for name in ('corpus', 'seeds', 'crashes'):
        (output / name).mkdir(parents=True, exist_ok=True)
    for stale in ('report.json', 'slowest'):
        (output / stale).unlink(missing_ok=True)
    _write_seeds(ending, output / 'seeds')
    options = [
        f'-max_total_time={seconds}',
        f'-max_len={_LENGTH_LIMIT_BYTES}',
        f'-rss_limit_mb={_MEMORY_LIMIT_MB}',
        f'-timeout={_TIMEOUT_SECONDS}',
        '-print_final_stats=1',
        f'-artifact_prefix={output}/crashes/',
    ]
    command = [sys.executable, str(HERE / 'fuzz_reader.py'), ending, str(output), *options]
    started = time.monotonic()
    command += [str(output / 'corpus'), str(output / 'seeds')]
    # The files of an input are in memory, where the system has such a place.
    memory = Path('/dev/shm')
    with (
        tempfile.TemporaryDirectory(prefix='event-program-', dir=memory if memory.is_dir() else None) as folder,
        (output / 'log').open('w', encoding='utf-8') as log,
    ):
        ended = subprocess.run(command, stderr=log, stdout=log, env={**os.environ, 'TMPDIR': folder})
    took = time.monotonic() - started
    log_text = (output / 'log').read_text(encoding='utf-8', errors='replace')
    statistics = {found[1]: int(found[2]) for found in _STATISTIC.finditer(log_text)}
    report = json.loads((output / 'report.json').read_text(encoding='utf-8')) if statistics else {}
    broken = dict(report.get('broken', {}))
    if ended.returncode:
        broken['stopped'] = log_text[-3000:]
    return Run(
        ending,
        statistics.get('number_of_executed_units', 0),
        took,
        report.get('slowest_seconds', 0.0),
        statistics.get('peak_rss_mb', 0),
        statistics.get('new_units_added', 0),
        broken,
    )


def _write_seeds(ending: str, folder: Path) -> None:
    texts = [text.encode() for text in tutorial_texts(ending).values()]
    (folder / 'tutorial').write_bytes(DIVIDER.join(texts))
    for number, text in enumerate(texts):
        (folder / f'tutorial-{number}').write_bytes(text)
    for path in (*(CORPUS / ending).glob('*'), *REGRESSIONS.glob(f'*.{ending}')):
        shutil.copy(path, folder)


def _keep_crashes(ending: str, folder: Path) -> None:
    REGRESSIONS.mkdir(exist_ok=True)
    for path in folder.iterdir():
        shutil.copyfile(path, REGRESSIONS / f'{path.stem}.{ending}')


def main() -> None:
    """Fuzz as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or '').partition('\n')[0])
    parser.add_argument('formats', nargs='*', metavar='FORMAT', help=f'of {", ".join(FORMATS)} (default: all)')
    parser.add_argument('--seconds', type=int, default=60, help='for each format (default: 60)')
    parser.add_argument('--jobs', type=int, default=2, help='formats at the same time (default: 2)')
    parser.add_argument('--output', type=Path, default=Path('_build/fuzz'), help='default: _build/fuzz')
    given = parser.parse_args()
    formats = given.formats or list(FORMATS)
    if unknown := set(formats) - set(FORMATS):
        parser.error(f'unknown: {", ".join(sorted(unknown))}')
    failed = False
    with ThreadPoolExecutor(given.jobs) as pool:
        outputs = [given.output.resolve() / ending for ending in formats]
        for run, output in zip(pool.map(fuzz, formats, outputs, [given.seconds] * len(formats)), outputs, strict=True):
            print(run, flush=True)
            for told in run.broken.values():
                print('  ' + told.rstrip().replace('\n', '\n  '))
            _keep_crashes(run.ending, output / 'crashes')
            failed = failed or bool(run.broken)
    sys.exit(int(failed))


if __name__ == '__main__':
    main()
