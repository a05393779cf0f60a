"""The real site and its PDFs, built once, and a browser to look at them."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import EPOCH, typeset
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
ADDRESS = 'https://event.example.org/2025/'

_BROWSERS = ('chromium', 'chromium-browser', 'google-chrome')
_BROWSER_FLAGS = (
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
)


def sphinx_build(builder: str, output: Path, *options: str, doctrees: Path | None = None) -> None:
    """Build the real site as ``make`` does, with warnings as errors."""
    doctrees = doctrees or output.with_name(output.name + '-doctrees')
    command = [sys.executable, '-m', 'sphinx', '-W', '--keep-going', '-q', '-c', str(ROOT), '-d', str(doctrees)]
    environment = {**os.environ, 'SOURCE_DATE_EPOCH': EPOCH, 'READTHEDOCS_CANONICAL_URL': ADDRESS}
    done = subprocess.run(
        [*command, *options, '-b', builder, str(ROOT / 'docs'), str(output)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope='session')
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the website."""
    output = tmp_path_factory.mktemp('site') / 'html'
    sphinx_build('html', output)
    return output


@pytest.fixture(scope='session')
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the PDFs and TeX's logs."""
    output = tmp_path_factory.mktemp('print') / 'latex'
    sphinx_build('latex', output)
    typeset(output)
    return output


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope='session')
def address(site: Path) -> Iterator[str]:
    """Where the website is served, on the loopback interface only."""
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(_Silent, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f'http://127.0.0.1:{server.server_port}/'
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope='session')
def browser() -> Iterator[Browser]:
    """The distribution's own browser."""
    executable = next(filter(None, map(shutil.which, _BROWSERS)), None)
    assert executable, "no browser: run 'make test', which installs one"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(_BROWSER_FLAGS))
        yield running
        running.close()
