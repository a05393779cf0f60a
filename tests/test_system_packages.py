"""On a machine without TeX, and without the right to install it, one is told what to type."""

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

COMMANDS = {
    'debian': 'sudo apt-get update && sudo apt-get install --no-install-recommends latexmk texlive-luatex',
    'ubuntu': 'sudo apt-get update && sudo apt-get install --no-install-recommends latexmk texlive-luatex',
    'mint': 'sudo apt-get update && sudo apt-get install --no-install-recommends latexmk texlive-luatex',
    'fedora': 'sudo dnf install latexmk texlive-scheme-medium',
    'rocky': 'sudo dnf install latexmk texlive-scheme-medium',
    'arch': 'sudo pacman -S --needed texlive-basic',
    'macos': 'brew install --cask mactex-no-gui',
    'windows': 'winget install MiKTeX.MiKTeX',
    'another': "the names are Debian's): latexmk texlive-luatex",
}


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs that has no TeX, and whose user is nobody; `apt-get` would give itself away."""
    programs = tmp_path / 'bin'
    programs.mkdir()
    for name in ('sh', 'find', 'head', 'grep'):
        (programs / name).symlink_to(str(shutil.which(name)))
    for name, line in {'id': 'echo 1000', 'sudo': 'exit 1', 'apt-get': 'echo APT WAS CALLED'}.items():
        (programs / name).write_text(f'#!/bin/sh\n{line}\n', encoding='utf-8')
        (programs / name).chmod(0o755)
    return tmp_path


@pytest.mark.parametrize('system', SYSTEMS)
def test_whoever_may_not_install_tex_is_told_what_to_type(machine: Path, system: str) -> None:
    kernel, release = SYSTEMS[system]
    (machine / 'os-release').write_text(release, encoding='utf-8')
    (machine / 'bin' / 'uname').write_text(f'#!/bin/sh\necho {kernel}\n', encoding='utf-8')
    (machine / 'bin' / 'uname').chmod(0o755)
    done = subprocess.run(
        [str(SCRIPT), 'tex'],
        env={'PATH': str(machine / 'bin'), 'HOME': str(machine), 'OS_RELEASE': str(machine / 'os-release')},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert COMMANDS[system] in done.stderr
    assert 'APT WAS CALLED' not in done.stdout + done.stderr
