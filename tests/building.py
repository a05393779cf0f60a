"""Builds of whole projects, and of their PDFs, by tests of more than one folder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any
from unittest.mock import patch

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_escape_sequences

#: What stands for now.
EPOCH = '1760871600'

#: Templates, compiled once for all builds of a test process: to compile them is a fifth of a small build.
_COMPILED: dict[str, bytes] = {}


class _CompiledTemplates(BytecodeCache):
    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in _COMPILED:
            bucket.bytecode_from_string(_COMPILED[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        _COMPILED[bucket.key] = bucket.bytecode_to_string()


def share_templates(app: SphinxTestApp) -> None:
    """Have a build take templates that an earlier one has compiled, and are the same still."""
    if isinstance(templates := getattr(app.builder, 'templates', None), BuiltinTemplateLoader):
        templates.environment.bytecode_cache = _CompiledTemplates()


def build(source: Path, builder: str, output: Path, *, verbosity: int = 0, **settings: Any) -> tuple[str, str]:
    """Run a builder into a folder of ``output`` called as it is; what it told, and what it warned of.

    In this process: to start another takes longer than most of what is built here.
    """
    with patch.dict(os.environ, SOURCE_DATE_EPOCH=EPOCH):
        app = SphinxTestApp(builder, srcdir=source, builddir=output, confoverrides=settings, verbosity=verbosity)
        share_templates(app)
        try:
            app.build()
        finally:
            # Takes back what Sphinx registers with docutils, for the builds to come.
            app.cleanup()
    return strip_escape_sequences(app.status.getvalue()), strip_escape_sequences(app.warning.getvalue())


def typeset(folder: Path) -> None:
    """Run the Makefile that Sphinx's LaTeX builder wrote."""
    environment = {**os.environ, 'SOURCE_DATE_EPOCH': EPOCH, 'FORCE_SOURCE_DATE': '1'}
    command = ['make', '-C', str(folder), 'all-pdf', 'LATEXMKOPTS=-silent -halt-on-error']
    done = subprocess.run(command, env=environment, capture_output=True, text=True, errors='replace', check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
