"""The manual's page of the command line shows what the commands say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sphinx_event_program.cli import main
from sphinx_event_program.cli.reports import FORMATS

GUIDE = Path(__file__).parents[2] / 'docs' / 'guide'
PAGE = (GUIDE / 'command-line.md').read_text(encoding='utf-8')
SHOWN = re.findall(r'^```console\n\$ event-program ([^\n]*)\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def tutorial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the reader of the tutorial has at its end."""
    text = (GUIDE / 'tutorial.md').read_text(encoding='utf-8')
    for path, content in re.findall(r'^```\{code-block\} yaml\n:caption: (data/\S+)\n\n(.*?)^```$', text, re.M | re.S):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, encoding='utf-8')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(('command', 'output'), SHOWN, ids=[command for command, _ in SHOWN])
def test_outputs_are_those_of_the_tutorial(tutorial: Path, command: str, output: str) -> None:
    if command.startswith('check'):
        sessions = tutorial / 'data' / 'sessions.yaml'
        sessions.write_text(
            sessions.read_text(encoding='utf-8').replace('jonas-weber', 'jonas-webber'), encoding='utf-8'
        )
    result = CliRunner().invoke(main, command.split())
    assert result.output == output
    assert result.exit_code == int(command.startswith('check'))


@pytest.mark.parametrize('name', main.commands)
def test_each_command_is_described_with_its_options(name: str) -> None:
    section = re.search(rf'^\(cli-{name}\)=\n(.*?)(?=^\(cli-|^## On a terminal|\Z)', PAGE, re.MULTILINE | re.DOTALL)
    assert section is not None
    options = {
        option for param in main.commands[name].params if isinstance(param, click.Option) for option in param.opts
    }
    assert options == set(re.findall(r'^\| `(--[\w-]+)` \|', section[1], re.MULTILINE))


def test_each_format_and_each_key_of_the_document_is_named(tutorial: Path) -> None:
    assert set(FORMATS) <= set(re.findall(r'`(\w+)`', PAGE))
    document = json.loads(CliRunner().invoke(main, ['check', '--format', 'json']).output)
    rows = [re.findall(r'`(\w+)`', row) for row in re.findall(r'^\| (`[^|]*) \|', PAGE, re.MULTILINE)]
    named = {name for row in rows for name in row}
    assert {*document, *document['problems'][0]} <= named
