"""Read, validate and link a large program, beside PyYAML's plain parse of the same files in the same run.

See ``README.md`` for what is measured and what is not.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from measuring import cost_of
from synthetic import make_event, write_data

from sphinx_event_program.model.problems import Severity
from sphinx_event_program.model.program import Program
from sphinx_event_program.reading.loader import load

NAMES = ('event', 'people', 'sessions')
#: What a process does that reads the data and nothing else.
_READ = (
    'import sys; from pathlib import Path; '
    'from sphinx_event_program.reading.loader import load; load(Path(sys.argv[1]))'
)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--sessions', type=int, default=5000, help='there are 1.3 times as many people (default: 5000)')
    parser.add_argument('--repeat', type=int, default=5, help='the medians of so many (default: 5)')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folders = write_formats(options.sessions, Path(temporary))
        measure(folders, options.repeat, Path(temporary) / 'log')


def write_formats(size: int, folder: Path) -> dict[str, Path]:
    """The same program in a folder for each format; beside CSV, the event stays YAML."""
    folders = {name: folder / name for name in ('YAML', 'JSON', 'TOML', 'CSV')}
    write_data(make_event(size), folders['YAML'])
    values = {name: yaml.load(text_of(folders['YAML'], name), Loader=yaml.CBaseLoader) for name in NAMES}
    for name in ('JSON', 'TOML', 'CSV'):
        folders[name].mkdir()
    for name, held in values.items():
        (folders['JSON'] / f'{name}.json').write_text(json.dumps(held, ensure_ascii=False, indent=1), encoding='utf-8')
        (folders['TOML'] / f'{name}.toml').write_text(''.join(_toml(held)), encoding='utf-8')
    (folders['CSV'] / 'event.yaml').write_text(text_of(folders['YAML'], 'event'), encoding='utf-8')
    _write_table(folders['CSV'] / 'people.csv', [{'id': ident, **person} for ident, person in values['people'].items()])
    _write_table(folders['CSV'] / 'sessions.csv', values['sessions'])
    return folders


def measure(folders: dict[str, Path], repeat: int, log: Path) -> None:
    """Time each reader; ours and PyYAML take turns."""
    contestants: dict[str, Callable[[], object]] = {
        'PyYAML CSafeLoader, parse alone': lambda: [
            yaml.load(text_of(folders['YAML'], name), Loader=yaml.CSafeLoader) for name in NAMES
        ],
        **{f'ours, {name}': lambda folder=folder: checked(folder) for name, folder in folders.items()},
        'ours, YAML, and every place made': lambda: list(_places(checked(folders['YAML']))),
    }
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(repeat):
        for name, read in contestants.items():
            began = time.process_time()
            read()
            seconds[name].append(time.process_time() - began)
    first, *_ = medians = {name: median(samples) for name, samples in seconds.items()}
    print(f'CPU seconds, median of {repeat}, and their ratio to the first:')
    for name, figure in medians.items():
        print(f'  {name:34} {figure:6.2f}  {figure / medians[first]:5.2f}')
    print('Peak memory of a process that reads the data and nothing else:')
    for name, folder in folders.items():
        cost = cost_of([sys.executable, '-c', _READ, str(folder)], log)
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(f'  ours, {name:28} {cost.peak_mb:6.0f} MB, for files of {size / 2**20:.0f} MB')


def text_of(folder: Path, name: str) -> str:
    """The text of a YAML file."""
    return (folder / f'{name}.yaml').read_text(encoding='utf-8')


def checked(folder: Path) -> Program:
    """The program; it has to be whole, or the time says nothing."""
    program, problems = load(folder)
    wrong = [problem for problem in problems if problem.severity is Severity.ERROR]
    if program is None or wrong:
        raise SystemExit(f'the made-up data is wrong: {wrong[:3]}')
    return program


def _places(program: Program) -> Iterator[object]:
    """The place of each field that somebody wrote."""
    for name in program.event.model_fields_set:
        yield program.place('event', name)
    for kind, records in (('people', program.people), ('sessions', program.sessions_by_id)):
        for ident, record in records.items():
            for name in record.model_fields_set:
                yield program.place(kind, ident, name)


def _toml(values: Any) -> Iterator[str]:
    """Tables for records, and one line for everything else."""
    if isinstance(values, list):
        for record in values:
            yield '[[sessions]]\n'
            yield from _toml(record)
        return
    tables = {key: held for key, held in values.items() if isinstance(held, dict) and 'name' in held and 'bio' in held}
    for key, held in values.items():
        if key not in tables:
            yield f'{key} = {_toml_value(held)}\n'
    for key, held in tables.items():
        yield f'[{key}]\n'
        yield from _toml(held)


def _toml_value(value: Any) -> str:
    match value:
        case list():
            return f'[{", ".join(map(_toml_value, value))}]'
        case dict():
            return f'{{{", ".join(f"{key} = {_toml_value(held)}" for key, held in value.items())}}}'
        case _:
            return json.dumps(value, ensure_ascii=False)


def _write_table(path: Path, records: list[dict[str, Any]]) -> None:
    rows = [dict(_cells(record)) for record in records]
    with path.open('w', encoding='utf-8', newline='') as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
        writer.writeheader()
        writer.writerows(rows)


def _cells(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        match value:
            case dict() if key == 'links':
                yield from ((f'links.{label}', url) for label, url in value.items())
            case dict():
                yield key, value['name']
            case list():
                yield key, '; '.join(map(_item, value))
            case _:
                yield key, value


def _item(value: Any) -> str:
    match value:
        case {'person': person, 'role': role}:
            return f'{person} ({role})'
        case {'url': url, 'kind': kind}:
            return f'{kind} {url}'
        case _:
            return str(value)


if __name__ == '__main__':
    main()
