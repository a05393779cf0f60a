from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sphinx_event_program.cli import main
from sphinx_event_program.cli.reports import DESCRIPTIONS, Report, github, human, sarif
from sphinx_event_program.model.problems import Kind, Place, Problem, Severity

Write = Callable[..., Path]


def _check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ['check', *map(str, arguments)])


def _told(form: Any, message: str, path: Path = Path('data/event.yaml'), kind: Kind = Kind.VALUE) -> str:
    problem = Problem(Place(path, 3, 7), message, '', kind)
    return '\n'.join(form(Report(Path('data'), None, (problem,), ok=False)))


def test_paths_are_told_from_the_working_directory(
    write_data: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_data(also='x: y\n')
    monkeypatch.chdir(tmp_path)
    assert _check(folder).output.startswith("data/event.yaml:5:1: error: unknown key 'x'")
    monkeypatch.chdir(folder)
    assert _check('.').output.startswith("event.yaml:5:1: error: unknown key 'x'")


@pytest.mark.parametrize(('strict', 'status'), [((), 0), (('--strict',), 1)])
def test_warnings_fail_if_they_are_to(write_data: Write, strict: tuple[str, ...], status: int) -> None:
    folder = write_data(people='ada: {name: Ada}\n')
    assert _check(folder, *strict).exit_code == status
    assert json.loads(_check(folder, '--format', 'json', *strict).output)['ok'] is (status == 0)


def test_text_of_strangers_moves_no_cursor() -> None:
    told = _told(human, 'a\x1b[31mb\nc\u202ed\u2028e')
    assert told.splitlines()[0] == (
        'data/event.yaml:3:7: \x1b[31m\x1b[1merror\x1b[0m: a\ufffd[31mb\ufffdc\ufffdd\ufffde [event.value]'
    )


def test_json_has_the_keys_of_the_manual(write_data: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_data(also='summary: TBD\nx: y\n', sessions='- {id: a, title: é, duration: 1h}\n')
    monkeypatch.chdir(tmp_path)
    result = _check('--format', 'json')
    assert result.exit_code == 1
    document = json.loads(result.output)
    unknown = next(problem for problem in document.pop('problems') if problem['kind'] == 'unknown-key')
    assert document == {
        'format': 1,
        'folder': 'data',
        'ok': False,
        'counts': {'error': 1, 'warning': 0, 'note': 2},
        'sessions': 1,
        'people': 0,
        'sessions_not_published': 0,
        'minutes_left': 180,
    }
    assert unknown.pop('hint')
    assert unknown == {
        'file': 'data/event.yaml',
        'line': 6,
        'column': 1,
        'severity': 'error',
        'kind': 'unknown-key',
        'message': "unknown key 'x'",
    }


def test_json_of_an_event_that_cannot_be_used_has_the_same_keys(write_data: Write) -> None:
    good, bad = _check(write_data(), '--format', 'json'), _check(write_data(event='['), '--format', 'json')
    assert json.loads(good.output).keys() == json.loads(bad.output).keys()
    assert json.loads(bad.output)['sessions'] is None


@pytest.mark.parametrize(('kind', 'command'), [(Kind.VALUE, 'error'), (Kind.UNUSED, 'warning'), (Kind.TBD, 'notice')])
def test_github_marks_the_line(kind: Kind, command: str) -> None:
    told = _told(github, 'x', kind=kind)
    assert told.splitlines()[0] == f'::{command} file=data/event.yaml,line=3,col=7,title=event.{kind}::x'


def test_github_is_given_no_commands_of_strangers() -> None:
    told = _told(github, '50%\r\n::set-env name=A::b, c: d', Path('a,b:c%\n.yaml'))
    assert told.splitlines()[0] == (
        '::error file=a%2Cb%3Ac%25%0A.yaml,line=3,col=7,title=event.value::50%25%0D%0A::set-env name=A::b, c: d'
    )


def test_github_leaves_out_a_place_that_is_not_known() -> None:
    problem = Problem(Place(Path('data/event.yaml')), 'gone', 'write one', Kind.FILE)
    told = next(github(Report(Path('data'), None, (problem,), ok=False)))
    assert told == '::error file=data/event.yaml,title=event.file::gone; write one'


def test_sarif_has_what_the_standard_asks_for(
    write_data: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_data(also='summary: TBD\nx: y\n', people='ada: {name: Ada}\n')
    monkeypatch.chdir(tmp_path)
    result = _check('--format', 'sarif')
    assert result.exit_code == 1
    log = json.loads(result.output)
    # SARIF 2.1.0: 3.13.2, 3.14.6, 3.18.2, 3.19.8, 3.49.3.
    assert log['version'] == '2.1.0'
    (run,) = log['runs']
    driver = run['tool']['driver']
    assert driver['name'] == 'event-program'
    identifiers = [rule['id'] for rule in driver['rules']]
    assert identifiers == [f'event.{kind}' for kind in Kind]
    for rule in driver['rules']:
        assert rule['shortDescription']['text']
        assert rule['defaultConfiguration']['level'] in {'error', 'warning', 'note'}
    assert {found['ruleId'] for found in run['results']} == {'event.tbd', 'event.unknown-key', 'event.unused'}
    for found in run['results']:
        # 3.27.6, 3.27.10, 3.27.11, 3.27.12: the index is that of the rule, the level one of four, the message a text.
        assert identifiers[found['ruleIndex']] == found['ruleId']
        assert found['level'] == Kind(found['ruleId'].removeprefix('event.')).severity.value
        assert found['message']['text']
        (location,) = found['locations']
        physical = location['physicalLocation']
        assert physical['artifactLocation']['uri'] in {'data/event.yaml', 'data/people.yaml'}
        # 3.30.5: lines and columns count from 1, columns in what 3.14.17 names.
        assert physical['region']['startLine'] >= 1
        assert physical['region']['startColumn'] >= 1
    assert run['columnKind'] in {'utf16CodeUnits', 'unicodeCodePoints'}


def test_sarif_has_uris_and_not_paths(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)

    def uri(path: Path) -> str:
        log = json.loads(_told(sarif, 'x', path))
        return str(log['runs'][0]['results'][0]['locations'][0]['physicalLocation']['artifactLocation']['uri'])

    assert uri(tmp_path / 'the data' / 'é#.yaml') == 'the%20data/%C3%A9%23.yaml'
    assert uri(Path('/elsewhere/event.yaml')) == 'file:///elsewhere/event.yaml'


def test_sarif_has_no_region_where_no_line_is_known() -> None:
    problem = Problem(Place(Path('data/event.yaml')), 'gone', '', Kind.FILE)
    log = json.loads('\n'.join(sarif(Report(Path('data'), None, (problem,), ok=False))))
    assert 'region' not in log['runs'][0]['results'][0]['locations'][0]['physicalLocation']


def test_each_kind_of_problem_is_described_for_sarif() -> None:
    assert DESCRIPTIONS.keys() == set(Kind)
    assert {severity.value for severity in Severity} == {'error', 'warning', 'note'}
