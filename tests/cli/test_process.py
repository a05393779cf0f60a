"""The command as a shell runs it."""

from __future__ import annotations

import importlib
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from sphinx_event_program.cli import main

Write = Callable[..., Path]

COMMAND = [sys.executable, '-c', 'from sphinx_event_program.cli import main; main(prog_name="event-program")']


def _environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {'NO_COLOR', 'FORCE_COLOR', 'COLUMNS'}}
    return {**kept, 'TERM': 'xterm-256color', **more}


def _run(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        encoding='utf-8',
        errors='replace',
        env=_environment(**more),
        timeout=60,
        check=False,
    )


def _on_a_terminal(*arguments: str | Path, **more: str) -> str:
    """What a command writes on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *map(str, arguments)], stdout=theirs, stderr=theirs, stdin=theirs, env=_environment(**more)
    ) as process:
        os.close(theirs)
        written = b''
        try:
            while piece := os.read(ours, 65536):
                written += piece
        except OSError:
            pass  # Linux says so when the other side is closed.
        process.wait(timeout=60)
    os.close(ours)
    return written.decode()


def test_status_tells_whether_the_data_is_right(write_data: Write) -> None:
    assert _run('check', write_data()).returncode == 0
    assert _run('check', write_data(also='x: y\n')).returncode == 1
    assert _run('check', '/no/such/folder').returncode == 2


@pytest.mark.parametrize('command', ['check', 'show'])
@pytest.mark.slow
def test_colours_are_for_terminals_alone(write_data: Write, command: str) -> None:
    folder = write_data(also='x: y\n', sessions='- {id: a, title: A, duration: 1h}\n')
    assert '\x1b' not in _run(command, folder).stdout
    assert '\x1b[' in _on_a_terminal(command, folder)
    # Bold is no colour (no-color.org).
    assert '\x1b[3' not in _on_a_terminal(command, folder, NO_COLOR='1')


def test_reader_that_goes_away_is_no_mistake(write_data: Write) -> None:
    sessions = ''.join(f'- {{id: s{number}, title: {"x" * 60}, duration: 1}}\n' for number in range(1200))
    command = [*COMMAND, 'show', str(write_data(sessions=sessions))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b'A day of talks\n'
        process.stdout.close()
        told = process.stderr.read().decode()
        process.wait(timeout=60)
    assert 'Traceback' not in told
    assert 'Broken pipe' not in told


def test_terminal_without_the_letters_is_no_mistake(write_data: Write) -> None:
    folder = write_data(sessions='- {id: a, title: é 你, duration: 1h}\n')
    result = _run('show', folder, PYTHONIOENCODING='latin-1')
    assert (result.returncode, ' ?\n' in result.stdout, result.stderr) == (0, True, '')


def test_interrupt_ends_quietly(write_data: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(folder: Path) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(importlib.import_module('sphinx_event_program.cli.check'), 'open_edition', interrupted)
    # A shell has its jobs in the background ignore the signal, and so these tests, if they are one.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        result = CliRunner().invoke(main, ['check', str(write_data())])
    finally:
        signal.signal(signal.SIGINT, before)
    assert (result.exit_code, result.output) == (130, '')


def test_what_the_system_refuses_is_told_in_a_sentence(write_data: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(folder: Path) -> None:
        raise PermissionError(13, 'Permission denied', f'{folder}/x')

    monkeypatch.setattr(importlib.import_module('sphinx_event_program.cli.show'), 'open_edition', refused)
    folder = write_data()
    result = CliRunner().invoke(main, ['show', str(folder)])
    assert (result.exit_code, result.output) == (1, f'Error: {folder}/x: Permission denied\n')


@pytest.mark.slow
def test_long_work_is_told_on_a_terminal_and_leaves_nothing(write_data: Write) -> None:
    script = (
        'import time\n'
        'from sphinx_event_program.cli.terminal import patience\n'
        'with patience("Reading the event"): time.sleep(0.9)\n'
    )
    ours, theirs = pty.openpty()
    result = subprocess.run(
        [sys.executable, '-c', script],
        stderr=theirs,
        stdout=subprocess.PIPE,
        env=_environment(),
        timeout=60,
        check=True,
    )
    os.close(theirs)
    assert b'Reading the event' in os.read(ours, 65536)
    os.close(ours)
    assert result.stdout == b''


@pytest.mark.parametrize('command', ['', 'check', 'show', 'fmt', 'schema'])
def test_help_has_examples(command: str) -> None:
    result = CliRunner().invoke(main, [*command.split(), '--help'])
    assert result.exit_code == 0
    assert f'Examples:\n    event-program {command}'.rstrip() in result.output
