import sys
from pathlib import Path

import build
import by_hand
import comparison
import measuring
import pytest
import synthetic

from sphinx_event_program.edition import open_edition
from sphinx_event_program.problems import Severity

SIZE = 12


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize('size', [2, SIZE, 100])
def test_synthetic_event_has_nothing_that_is_wrong(tmp_path: Path, size: int) -> None:
    synthetic.write_data(synthetic.make_event(size), tmp_path)
    edition, problems = open_edition(tmp_path)
    assert [str(problem) for problem in problems if problem.severity is not Severity.NOTE] == []
    assert edition is not None
    assert len(edition.program.sessions) == size
    assert len(edition.program.people) == round(1.3 * size)


def test_timetable_of_the_data_is_that_of_the_synthetic_event(tmp_path: Path) -> None:
    event = synthetic.make_event(100)
    synthetic.write_data(event, tmp_path)
    edition, _ = open_edition(tmp_path)
    assert edition is not None
    slots = edition.timetable.by_session
    computed = {ident: (slot.start and slot.start.replace(tzinfo=None), slot.room) for ident, slot in slots.items()}
    assert computed == {session.ident: (session.start, session.room) for session in event.sessions}


def test_same_seed_gives_the_same_event_and_another_seed_another(tmp_path: Path) -> None:
    for name, seed in (('one', 7), ('same', 7), ('other', 8)):
        synthetic.write_data(synthetic.make_event(SIZE, seed), tmp_path / name)
    assert _files(tmp_path / 'one') == _files(tmp_path / 'same')
    assert _files(tmp_path / 'one') != _files(tmp_path / 'other')


def test_edit_changes_one_data_file_and_one_page_by_hand(tmp_path: Path) -> None:
    event = synthetic.make_event(SIZE)
    changed = []
    for name, write in (
        ('data', synthetic.write_data),
        ('pages', lambda *site: by_hand.write_site(*site, 'alabaster')),
    ):
        write(event, tmp_path / name)
        before = measuring.state_of(tmp_path / name)
        write(synthetic.edited(event), tmp_path / name)
        changed.append(len(measuring.written(before, measuring.state_of(tmp_path / name))))
    assert changed == [1, 1]


PAGE = '<main><h1>Day 1<a class="headerlink" href="#a">¶</a></h1><p id="a">Ada <a href="#a">here</a></p></main>'


@pytest.mark.parametrize(
    ('was', 'becomes', 'told'),
    [
        ('Ada', 'Eve', 'the lines differ'),
        ('<p id="a">Ada', '<p id="a">Ada<br>', 'the lines differ'),
        ('href="#a">here', 'href="https://example.org/">here', 'the links differ'),
        ('href="#a">here', 'href="#b">here', 'leads nowhere'),
        ('h1', 'h2', 'the outline differ'),
        ('main', 'div', 'no article'),
    ],
)
def test_comparison_detects(tmp_path: Path, was: str, becomes: str, told: str) -> None:
    for name, text in (('one', PAGE), ('other', PAGE.replace(was, becomes))):
        (tmp_path / name).mkdir()
        (tmp_path / name / 'index.html').write_text(text, encoding='utf-8')
    with pytest.raises(comparison.DifferenceError, match=told):
        comparison.compare(tmp_path / 'one', tmp_path / 'other')


def test_comparison_passes_over_what_readers_do_not_see(tmp_path: Path) -> None:
    other = PAGE.replace('Ada ', '<span aria-hidden="true">A</span>\n  Ada\n').replace('¶', '#')
    for name, text in (('one', PAGE), ('other', other)):
        (tmp_path / name).mkdir()
        (tmp_path / name / 'index.html').write_text(text, encoding='utf-8')
    assert comparison.compare(tmp_path / 'one', tmp_path / 'other').links == 1


def test_comparison_detects_a_missing_page(tmp_path: Path) -> None:
    for name in ('one', 'other'):
        (tmp_path / name).mkdir()
        (tmp_path / name / 'index.html').write_text(PAGE, encoding='utf-8')
    (tmp_path / 'one' / 'more.html').write_text(PAGE, encoding='utf-8')
    with pytest.raises(comparison.DifferenceError, match=r'more\.html: only one of them has this page'):
        comparison.compare(tmp_path / 'one', tmp_path / 'other')


def test_cost_does_not_count_the_memory_of_the_one_who_asks(tmp_path: Path) -> None:
    ballast = bytearray(b'x' * 200_000_000)
    cost = measuring.cost_of([sys.executable, '-I', '-S', '-c', 'pass'], tmp_path / 'log.txt')
    assert cost.peak_mb < len(ballast) / 2**20 / 2


def test_failure_of_a_build_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(measuring.CommandError, match='no such luck'):
        measuring.cost_of([sys.executable, '-c', 'raise SystemExit("no such luck")'], tmp_path / 'log.txt')


@pytest.mark.slow
@pytest.mark.parametrize('theme', ['alabaster', 'sphinx_book_theme'])
def test_both_ways_give_the_same_site_and_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], theme: str
) -> None:
    report = tmp_path / 'report.json'
    options = ['--sessions', str(SIZE), '--repeat', '1', '--theme', theme]
    status = build.main([*options, '--json', str(report), '--keep', str(tmp_path / 'work')])
    said = capsys.readouterr()
    assert (status, said.err) == (0, '')
    assert f'{SIZE} sessions: 9 pages' in said.out
    assert report.exists()

    # A single word that is another on one page, and there are no figures.
    pages = tmp_path / 'work' / f'{SIZE}-0' / 'by-hand' / 'site' / 'speakers.html'
    pages.write_text(pages.read_text(encoding='utf-8').replace('Homepage', 'Website', 1), encoding='utf-8')
    with pytest.raises(comparison.DifferenceError, match=r'speakers\.html: the lines differ'):
        comparison.compare(tmp_path / 'work' / f'{SIZE}-0' / 'ours' / 'site', pages.parent)
