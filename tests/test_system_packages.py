"""On a machine without a program, and without the right to install it, one is told what to type."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / 'tools' / 'system-packages'

#: What each system says of itself: `uname -s`, and /etc/os-release.
SYSTEMS = {
    'debian': ('Linux', 'ID=debian\n'),
    'ubuntu': ('Linux', 'ID=ubuntu\nID_LIKE=debian\n'),
    'mint': ('Linux', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'),
    'fedora': ('Linux', 'ID=fedora\n'),
    'rocky': ('Linux', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n'),
    'arch': ('Linux', 'ID=arch\n'),
    'macos': ('Darwin', ''),
    'windows': ('MINGW64_NT-10.0', ''),
    'another': ('Linux', 'ID=void\n'),
}

_APT = 'sudo apt-get update && sudo apt-get install --no-install-recommends'

COMMANDS = {
    'debian': {'tex': f'{_APT} latexmk texlive-luatex', 'groff': f'{_APT} groff-base\n'},
    'ubuntu': {'tex': f'{_APT} latexmk texlive-luatex', 'browser': f'{_APT} chromium'},
    'mint': {'tex': f'{_APT} latexmk texlive-luatex'},
    'fedora': {
        'tex': 'sudo dnf install latexmk texlive-scheme-medium',
        'browser': 'sudo dnf install chromium',
        'groff': 'sudo dnf install groff\n',
    },
    'rocky': {'tex': 'sudo dnf install latexmk texlive-scheme-medium'},
    'arch': {
        'tex': 'sudo pacman -S --needed texlive-basic',
        'browser': 'sudo pacman -S --needed chromium',
        'groff': 'sudo pacman -S --needed groff\n',
    },
    'macos': {
        'tex': 'brew install mactex-no-gui',
        'browser': 'brew install chromium\n',
        'groff': 'brew install groff\n',
    },
    'windows': {
        'tex': 'winget install MiKTeX.MiKTeX',
        'browser': 'a browser that runs as chromium',
        'groff': 'pacman -S --needed groff\n',
    },
    'another': {
        'tex': "the names are Debian's): latexmk texlive-luatex",
        'groff': "the names are Debian's): groff-base\n",
    },
}


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs that has none of them, and whose user is nobody; `apt-get` would give itself away."""
    programs = tmp_path / 'bin'
    programs.mkdir()
    for name in ('sh', 'find', 'head', 'grep'):
        (programs / name).symlink_to(str(shutil.which(name)))
    for name, line in {'id': 'echo 1000', 'sudo': 'exit 1', 'apt-get': 'echo APT WAS CALLED'}.items():
        (programs / name).write_text(f'#!/bin/sh\n{line}\n', encoding='utf-8')
        (programs / name).chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ('system', 'what', 'command'),
    [(system, what, command) for system, commands in COMMANDS.items() for what, command in commands.items()],
)
def test_whoever_may_not_install_a_program_is_told_what_to_type(
    machine: Path, system: str, what: str, command: str
) -> None:
    kernel, release = SYSTEMS[system]
    (machine / 'os-release').write_text(release, encoding='utf-8')
    (machine / 'bin' / 'uname').write_text(f'#!/bin/sh\necho {kernel}\n', encoding='utf-8')
    (machine / 'bin' / 'uname').chmod(0o755)
    done = subprocess.run(
        [str(SCRIPT), what],
        env={'PATH': str(machine / 'bin'), 'HOME': str(machine), 'OS_RELEASE': str(machine / 'os-release')},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert command in done.stderr
    assert 'APT WAS CALLED' not in done.stdout + done.stderr
