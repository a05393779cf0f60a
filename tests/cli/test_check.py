from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sphinx_event_program.cli import main

Write = Callable[..., Path]


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_check_of_good_data_counts_its_records_and_succeeds(write_data: Write) -> None:
    folder = write_data(people='ada: {name: Ada}\n', sessions='- {id: a, title: x, duration: 4h, people: ada}\n')
    result = _run('check', folder)
    assert (result.exit_code, result.output) == (0, '1 session, 1 person\n0 errors, 0 warnings, 0 notes\n')


def test_check_fails_on_an_error_and_tells_its_place(write_data: Write) -> None:
    folder = write_data(also='kind: workshpo\n')
    result = _run('check', folder)
    assert result.exit_code == 1
    assert (
        f"{folder / 'event.yaml'}:5:7: error: kind: 'workshpo' is not known; did you mean 'workshop'?" in result.output
    )
    assert result.output.endswith('1 error, 0 warnings, 0 notes\n')


@pytest.mark.parametrize(
    ('texts', 'counted'),
    [
        ({'people': 'ada: {name: Ada}\n'}, '0 errors, 1 warning, 0 notes'),
        ({'also': 'summary: TBD\n'}, '0 errors, 0 warnings, 1 note'),
        ({'sessions': '- {id: a, title: x, duration: 60}\n'}, '0 errors, 0 warnings, 1 note'),
    ],
)
def test_check_succeeds_on_warnings_and_notes(write_data: Write, texts: dict[str, str], counted: str) -> None:
    result = _run('check', write_data(**texts))
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, counted)


def test_check_of_an_event_that_cannot_be_used_fails_without_counting_records(write_data: Write) -> None:
    result = _run('check', write_data(event='['))
    assert result.exit_code == 1
    assert 'sessions,' not in result.output


def test_check_of_an_empty_folder_tells_every_missing_file(tmp_path: Path) -> None:
    result = _run('check', tmp_path)
    assert result.exit_code == 1
    assert result.output.count('[event.file]') == 3


def test_check_takes_the_folder_called_data_by_default(
    write_data: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_data()
    monkeypatch.chdir(tmp_path)
    assert _run('check').exit_code == 0


@pytest.mark.parametrize('arguments', [('check', 'no-such-folder'), ('chekc',), ('check', '--no-such-option')])
def test_wrong_use_ends_with_the_status_of_usage_errors(arguments: tuple[str, ...]) -> None:
    result = _run(*arguments)
    assert (result.exit_code, result.output.startswith('Usage:')) == (2, True)


def test_help_shows_an_example() -> None:
    result = _run('check', '-h')
    assert result.exit_code == 0
    assert 'event-program check events/2026/data' in result.output


def test_report_without_a_terminal_has_no_colours(write_data: Write) -> None:
    assert '\x1b' not in _run('check', write_data(also='x: y\n')).output
