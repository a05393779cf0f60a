"""Coverage-guided fuzzing of the reader in one format, by atheris.

    python tests/fuzzing/fuzz_reader.py FORMAT OUTPUT [options of libFuzzer] [folders of inputs]

A broken promise does not end the run: OUTPUT gets the smallest input for each, as
``crashes/<signature>``, beside ``report.json``. `make fuzz` runs it for every format.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import traceback
from pathlib import Path
from types import TracebackType

import atheris

# Also what these import of Python's own library; the rest is not ours to test.
with atheris.instrument_imports(
    include=['sphinx_event_program.reading', 'sphinx_event_program.model', 'sphinx_event_program.timetable', 'tomllib']
):
    from mutations import Mutator
    from promises import CPU_LIMIT_SECONDS, FORMATS, open_input


class Harness:
    """Gives inputs to the reader, and notes what was slowest and what was broken."""

    def __init__(self, ending: str, output: Path) -> None:
        self._ending = ending
        self._output = output
        self._folder = Path(tempfile.mkdtemp()) / 'data'
        self._slowest = 0.0
        self._broken: dict[str, tuple[int, str]] = {}
        (output / 'crashes').mkdir(parents=True, exist_ok=True)

    def __call__(self, given: bytes) -> None:
        try:
            outcome = open_input(self._folder, self._ending, given)
        except Exception as error:
            self._note(given, _signature(error.__traceback__, error), ''.join(traceback.format_exception(error)))
            return
        if outcome.broken:
            # What is said of any number of values is one mistake of ours.
            self._note(given, ''.join(one for one in outcome.broken[0] if one.isalpha())[:60], outcome.broken[0])
        if outcome.cpu_seconds > self._slowest:
            self._slowest = outcome.cpu_seconds
            (self._output / 'slowest').write_bytes(given)
            self._write_report()
            if outcome.cpu_seconds > CPU_LIMIT_SECONDS:
                self._note(given, 'too slow', f'{outcome.cpu_seconds:.2f} seconds')

    def _note(self, given: bytes, signature: str, told: str) -> None:
        size, _ = self._broken.get(signature, (sys.maxsize, ''))
        if len(given) >= size:
            return
        self._broken[signature] = len(given), told
        name = hashlib.sha256(signature.encode()).hexdigest()[:12]
        (self._output / 'crashes' / f'{name}.{self._ending}').write_bytes(given)
        self._write_report()

    def _write_report(self) -> None:
        report = {'slowest_seconds': self._slowest, 'broken': {key: told for key, (_, told) in self._broken.items()}}
        (self._output / 'report.json').write_text(json.dumps(report, indent=1), encoding='utf-8')


def _signature(trace: TracebackType | None, error: Exception) -> str:
    frames = traceback.extract_tb(trace)
    return f'{type(error).__name__} in {Path(frames[-1].filename).name}:{frames[-1].lineno}'


def main() -> None:
    """Fuzz until libFuzzer's options say that it is enough."""
    ending, output, *options = sys.argv[1:]
    if ending not in FORMATS:
        sys.exit(f'{ending} is not one of {", ".join(FORMATS)}')
    mutator = Mutator(ending)

    def mutate(given: bytes, max_size: int, seed: int) -> bytes:
        # libFuzzer's own changes, which know what comparisons were met, alternate with ours.
        return atheris.Mutate(given, max_size) if seed % 3 == 0 else mutator.mutate(given, max_size, seed)

    atheris.Setup([sys.argv[0], *options], Harness(ending, Path(output)), custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == '__main__':
    main()
