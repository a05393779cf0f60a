"""Programmes made at random: whatever a build warns of, the check of the data has told."""

from __future__ import annotations

import os
import re
from pathlib import Path
from shutil import rmtree

import pytest
from tests.building import build
from tests.sphinx.generated import Programme

from sphinx_event_program.edition.opening import open_edition

BUILDERS = ('html', 'dirhtml', 'epub', 'latex', 'text', 'man')

#: How many programmes are made; the variable is for a longer search.
NUMBER = int(os.environ.get('GENERATED_PROGRAMMES', '5'))
FIRST = int(os.environ.get('GENERATED_FIRST', '0'))


@pytest.mark.slow
@pytest.mark.parametrize('seed', range(FIRST, FIRST + NUMBER))
def test_programme_builds_without_a_warning_that_the_check_has_not_told(tmp_path: Path, seed: int) -> None:
    source = tmp_path / 'source'
    Programme(seed).write(source)
    edition, problems = open_edition(source / 'data')
    assert edition is not None
    told = {problem.sentence for problem in problems} | {problem.public_sentence for problem in problems}
    for builder in BUILDERS:
        _, warnings = build(source, builder, tmp_path / 'out')
        said = re.findall(r'(?:WARNING|ERROR): (.*?)(?: \[[\w.-]+\])?$', warnings, re.MULTILINE)
        assert [one for one in said if one not in told] == [], (builder, warnings)
        assert len(said) == len(warnings.splitlines()), (builder, warnings)
        assert 'Traceback' not in warnings
    rmtree(tmp_path)
