import json
import math
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import by_hand
import comparison
import measuring
import pytest
import results
import synthetic
import targets

from sphinx_event_program.edition.opening import open_edition
from sphinx_event_program.model.problems import Severity

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
    computed = {ident: (slot.start and slot.start.replace(tzinfo=None), slot.rooms[0]) for ident, slot in slots.items()}
    assert computed == {session.ident: (session.start, session.room) for session in event.sessions}


def test_same_seed_gives_the_same_event_and_another_seed_another(tmp_path: Path) -> None:
    for name, seed in (('one', 7), ('same', 7), ('other', 8)):
        synthetic.write_data(synthetic.make_event(SIZE, seed), tmp_path / name)
    assert _files(tmp_path / 'one') == _files(tmp_path / 'same')
    assert _files(tmp_path / 'one') != _files(tmp_path / 'other')


@pytest.mark.parametrize('edit', [synthetic.with_other_abstract, synthetic.with_other_bio])
def test_edit_changes_one_data_file_and_one_page_by_hand(
    tmp_path: Path, edit: Callable[[synthetic.Event], synthetic.Event]
) -> None:
    event = synthetic.make_event(SIZE)
    changed = []
    for name, write in (
        ('data', synthetic.write_data),
        ('pages', lambda *site: by_hand.write_site(*site, 'alabaster')),
    ):
        write(event, tmp_path / name)
        before = measuring.state_of(tmp_path / name)
        write(edit(event), tmp_path / name)
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


@pytest.mark.slow
def test_cost_does_not_count_the_memory_of_the_one_who_asks(tmp_path: Path) -> None:
    ballast = bytearray(b'x' * 200_000_000)
    cost = measuring.cost_of([sys.executable, '-I', '-S', '-c', 'pass'], tmp_path / 'log.txt')
    assert cost.peak_mb < len(ballast) / 2**20 / 2


def test_failure_of_a_build_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(measuring.CommandError, match='no such luck'):
        measuring.cost_of([sys.executable, '-c', 'raise SystemExit("no such luck")'], tmp_path / 'log.txt')


def test_anchor_counts_only_where_a_page_has_several_places(tmp_path: Path) -> None:
    page = '<main><h1 id="top">Page</h1><p id="{0}"><a href="{1}#{0}">there</a></p></main>'
    for name, anchor in (('one', 'a'), ('other', 'b')):
        (tmp_path / name / 'sessions').mkdir(parents=True)
        (tmp_path / name / 'sessions' / 's1.html').write_text(page.format(anchor, ''), encoding='utf-8')
    assert comparison.compare(tmp_path / 'one', tmp_path / 'other').links == 1
    for name, anchor in (('one', 'a'), ('other', 'b')):
        (tmp_path / name / 'index.html').write_text(page.format(anchor, ''), encoding='utf-8')
    with pytest.raises(comparison.DifferenceError, match=r'index\.html: the links differ'):
        comparison.compare(tmp_path / 'one', tmp_path / 'other')


def test_looser_comparison_detects_what_a_record_says_and_a_list_leaves_out(tmp_path: Path) -> None:
    record = '<main><h1>Talk</h1><p>{}</p></main>'
    schedule = '<main><h1>Day 1</h1>{}<a href="sessions/s1.html">{}</a></main>'
    pages = {
        'floor': (record.format('It’s on'), schedule.format('<p>Hall 1</p>', 'Talk')),
        'alike': (record.format("<b>It's</b> on"), schedule.format('', 's1')),
        'other': (record.format('It’s off'), schedule.format('', 's1')),
        'fewer': (record.format('It’s on'), '<main><h1>Day 1</h1></main>'),
    }
    for name, (session, day) in pages.items():
        (tmp_path / name / 'sessions').mkdir(parents=True)
        (tmp_path / name / 'sessions' / 's1.html').write_text(session, encoding='utf-8')
        (tmp_path / name / 'schedule-1.html').write_text(day, encoding='utf-8')
    records = comparison.Likeness.RECORDS
    comparison.compare(tmp_path / 'floor', tmp_path / 'alike', records)
    with pytest.raises(comparison.DifferenceError, match=r'sessions/s1\.html: the lines differ'):
        comparison.compare(tmp_path / 'floor', tmp_path / 'other', records)
    with pytest.raises(comparison.DifferenceError, match=r'schedule-1\.html: the records differ'):
        comparison.compare(tmp_path / 'floor', tmp_path / 'fewer', records)


@pytest.mark.slow
def test_memory_of_processes_that_run_together_is_added_up(tmp_path: Path) -> None:
    child = 'import time; ballast = b"x" * 60_000_000; time.sleep(1.5)'
    family = f'children = [subprocess.Popen([sys.executable, "-c", {child!r}]) for _ in "12"]'
    script = f'import subprocess, sys; {family}; [child.wait() for child in children]'
    cost = measuring.cost_of([sys.executable, '-c', script], tmp_path / 'log.txt')
    assert cost.peak_mb < 100
    # Only Linux tells what processes share; elsewhere nothing is claimed.
    assert 100 < cost.together_mb < 200 if sys.platform == 'linux' else math.isnan(cost.together_mb)


def _sample(size: int, variant: str, build: str, cpu_s: float, peak_mb: float = 100) -> results.Sample:
    cost = measuring.Cost(cpu_s, cpu_s, peak_mb, peak_mb)
    return results.Sample(size, 1, variant, build, cost, size, size, size, 1000)


def test_targets_are_told_as_met_or_not() -> None:
    found = results.Results()
    for size, ours in ((100, 0.4), (1000, 5.0)):
        found.add(_sample(size, 'by-hand', 'full', size / 100))
        found.add(_sample(size, 'ours', 'full', ours, peak_mb=51))
    assert [(line[:7].strip(), line[9:].split('  ')[0]) for line in targets.verdicts(found)] == [
        ('met', 'N=100 -j 1'),
        ('NOT MET', 'N=100 -j 1'),
        ('NOT MET', 'N=1000 -j 1'),
        ('NOT MET', 'N=1000 -j 1'),
        ('NOT MET', 'N=100 to 1000 -j 1'),
    ]


def test_nothing_is_said_of_targets_when_ours_was_not_built() -> None:
    found = results.Results([_sample(100, 'by-hand', 'full', 1)])
    assert list(targets.verdicts(found)) == ['ours was not built: nothing can be said of the targets']


@pytest.mark.slow
@pytest.mark.parametrize(
    ('theme', 'names'),
    [
        ('sphinx_book_theme', ['by-hand', 'ours', 'datatemplates', 'datatemplates-one-file', 'needs', 'hugo']),
        ('alabaster', ['by-hand', 'ours', 'by-hand-grouped', 'ours-grouped']),
    ],
)
def test_variants_give_the_same_site_and_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], theme: str, names: list[str]
) -> None:
    for module in ('pygal', 'sphinx_needs', 'sphinxcontrib.datatemplates'):
        pytest.importorskip(module, reason=f'{module} is not installed: tools/environment bench')
    import build
    import variants

    options = [
        '--sessions',
        str(SIZE),
        '--repeat',
        '1',
        '--jobs',
        '1',
        '--theme',
        theme,
        '--variants',
        *names,
    ]
    status = build.main([*options, '--output', str(tmp_path / 'output'), '--keep', str(tmp_path / 'work')])
    said = capsys.readouterr()
    assert status == 0, said.err
    built = [name for name in names if not variants.VARIANTS[name].missing()]
    for name in built:
        assert re.search(rf'^-j 1  full +{name} +\d', said.out, re.MULTILINE)
    figures = json.loads((tmp_path / 'output' / 'figures.json').read_text(encoding='utf-8'))
    assert len(figures['samples']) == len(built) * len(results.BUILDS)
    for chart in (tmp_path / 'output').glob('*.svg'):
        assert ElementTree.parse(chart).getroot().tag == '{http://www.w3.org/2000/svg}svg'

    # A single word that is another on one page, and there are no figures.
    site, changed = tmp_path / 'work' / f'{SIZE}-j1-0' / 'by-hand' / 'site', tmp_path / 'changed'
    shutil.copytree(site, changed)
    page = changed / 'sessions' / 's0001.html'
    page.write_text(page.read_text(encoding='utf-8').replace('September', 'December'), encoding='utf-8')
    with pytest.raises(comparison.DifferenceError, match=r'sessions/s0001\.html: the lines differ'):
        comparison.compare(site, changed)
