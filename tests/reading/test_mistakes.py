"""Each mistake that is made to the tutorial's own data is told on its own line, and the rest is read all the same."""

from collections import Counter
from pathlib import Path
from tempfile import mkdtemp

import pytest
from cases import each
from followed import followed
from mistaken_data import PEOPLE, SECRET, SESSIONS, Mistake
from mistakes import KINDS, mistakes
from tutorial_texts import tutorial_texts

from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.problems import Problem, Severity

_ALL = [pytest.param(ending, one, id=f'{ending}-{one.ident}') for ending in KINDS for one in mistakes(ending)]


def _write(folder: Path, ending: str, **mistaken: str | bytes) -> Path:
    """The tutorial's data; a table has no form for the event, which is YAML then."""
    if ending == 'csv':
        (folder / 'event.yaml').write_text(tutorial_texts('yaml')['event'], encoding='utf-8')
    for name, text in {**tutorial_texts(ending), **mistaken}.items():
        (folder / f'{name}.{ending}').write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.mark.parametrize('ending', KINDS)
def test_without_a_mistake_there_are_only_notes(tmp_path: Path, ending: str) -> None:
    edition, problems = open_edition(_write(tmp_path, ending))
    assert {one.severity for one in problems} <= {Severity.NOTE}
    assert edition is not None
    assert (tuple(edition.program.people), tuple(edition.program.sessions_by_id)) == (PEOPLE, SESSIONS)


def test_there_are_two_hundred_mistakes_in_yaml_and_forty_in_each_other_format() -> None:
    made = Counter(param.values[0] for param in _ALL)
    assert made['yaml'] == 200
    assert min(made.values()) >= 40


def _follow_hints(folder: Path, mistake: Mistake, errors: list[Problem]) -> None:
    """What a hint was given for is not told again, with the same hint, when it has been followed to the letter."""
    for problem in errors:
        path = problem.where.path
        if path.stem == mistake.name and isinstance(mistake.text, str) and (right := followed(problem, mistake.text)):
            path.write_text(right, encoding='utf-8')
            again = [(one.where.line, one.sentence) for one in open_edition(folder)[1]]
            path.write_text(mistake.text, encoding='utf-8')
            assert (problem.where.line, problem.sentence) not in again, f'{problem}\n{right}'


@each('ending, mistake', _ALL)
def test_mistake_is_told_on_its_line_and_the_rest_is_read(tmp_path: Path, ending: str, mistake: Mistake) -> None:
    folder = Path(mkdtemp(dir=tmp_path))
    _write(folder, ending, **{mistake.name: mistake.text})
    edition, problems = open_edition(folder)
    errors = [one for one in problems if one.severity is Severity.ERROR]
    told = '\n'.join(map(str, errors))

    lines = {one.where.line for one in errors if one.where.path.name == f'{mistake.name}.{ending}'}
    assert lines & mistake.lines, f'not on {sorted(mistake.lines)}:\n{told}'
    assert len(errors) <= mistake.most, told
    assert SECRET not in ' '.join(one.sentence for one in problems)
    _follow_hints(folder, mistake, errors)

    if mistake.lost is None and mistake.name == 'event':
        assert edition is None
        return
    assert edition is not None
    kept = {'people': set(edition.program.people), 'sessions': set(edition.program.sessions_by_id)}
    for name, idents in (('people', PEOPLE), ('sessions', SESSIONS)):
        lost = mistake.lost
        expected = set() if lost is None and name == mistake.name else set(idents) - set(lost or ())
        assert expected <= kept[name]
