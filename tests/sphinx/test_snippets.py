"""Each example of the manual, in both markups, gives the nodes that are kept in ``tests/snapshots``.

After a change that is meant, ``pytest tests/sphinx/test_snippets.py --update-snapshots`` keeps the new ones.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from textwrap import dedent

import pytest
from docutils import nodes
from tests.sphinx.conftest import Built, Project

ROOT = Path(__file__).parents[2]
SNAPSHOTS = ROOT / 'tests' / 'snapshots'

_DIRECTIVE = re.compile(r'^\.\. rst:(directive|role):: (?:\.\. )?([\w:]+\w)', re.MULTILINE)
_EXAMPLE = re.compile(r'^( *)\.\. code-block:: (rst|markdown)\n(?:\1 +:.*\n)*\n((?:\1 +.*\n|\n)+)', re.MULTILINE)


def _examples() -> dict[str, tuple[str, str]]:
    """The examples of each directive and role, numbered, in reStructuredText and in MyST."""
    text = (ROOT / 'docs' / 'guide' / 'directives.rst').read_text(encoding='utf-8')
    _, *parts = _DIRECTIVE.split(text)
    found = {}
    for kind, name, part in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        blocks = [(markup, dedent(block).strip()) for _, markup, block in _EXAMPLE.findall(part)]
        for number, ((first, rst), (second, markdown)) in enumerate(zip(blocks[::2], blocks[1::2], strict=True), 1):
            assert (first, second) == ('rst', 'markdown'), name
            found[f'{name.replace(":", "-")}-{kind}-{number}'] = rst, markdown
    return found


EXAMPLES = _examples()


@pytest.fixture(scope='module')
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A project with the tutorial's data, and two pages for each example."""
    project = Project(tmp_path_factory.mktemp('snippets'))
    shutil.copytree(ROOT / 'data', project.data)
    conf = "extensions = ['myst_parser', 'sphinx_event_program']\nexclude_patterns = ['data']\n"
    project.write({'conf.py': conf, 'index.rst': 'Index\n=====\n'})
    for name, (rst, markdown) in EXAMPLES.items():
        heading = 'Example\n=======\n\n'
        project.write({f'{name}-rst.rst': f':orphan:\n\n{heading}{rst}\n'})
        project.write({f'{name}-md.md': f'---\norphan: true\n---\n\n# Example\n\n{markdown}\n'})
    settings = {'suppress_warnings': ['event.duplicate-entry'], 'html_baseurl': 'https://event.example.org/'}
    return project.build('pseudoxml', **settings)


def _written(built: Built, page: str) -> str:
    """The nodes of a page, without what tells where the page is."""
    section = built.doctree(page).next_node(nodes.section)
    assert section is not None
    text = re.sub(rf'{page}|(?<=refdoc=")[^"]*', 'page', section.pformat())
    # A portrait is cached in a file whose name is a digest, MyST notes what reStructuredText does not.
    text = re.sub(r'"[^"]*/(portrait|qr)-[0-9a-f]+', r'"\1', text)
    text = re.sub(r' (refexplicit|refwarn|myst:\w+|ids)="[^"]*"', '', text)
    # Lines of a text may end elsewhere.
    return ''.join(f'{line.rstrip()}\n' for line in text.splitlines() if line.strip())


@pytest.mark.parametrize('name', EXAMPLES)
def test_example_of_the_manual_gives_the_nodes_that_are_kept(
    built: Built, name: str, request: pytest.FixtureRequest
) -> None:
    kept = SNAPSHOTS / f'{name}.xml'
    written = _written(built, f'{name}-rst')
    if request.config.getoption('--update-snapshots'):
        SNAPSHOTS.mkdir(exist_ok=True)
        kept.write_text(written, encoding='utf-8')
    assert written == kept.read_text(encoding='utf-8')
    assert _written(built, f'{name}-md') == written


def test_each_example_has_no_warning_and_each_snapshot_an_example(built: Built) -> None:
    # The tutorial has no such rooms, tracks and days.
    assert {warning.file.partition('-role')[0] for warning in built.warnings} == {'event-day'}
    assert {path.stem for path in SNAPSHOTS.glob('*.xml')} == set(EXAMPLES)
