"""Does on this machine what Read the Docs does with ``.readthedocs.yaml``.

The same commands in the same order, in an environment of their own, with the
variables that Read the Docs sets; then looks whether the output is as it is
expected there: a website, and exactly one file for each other format.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / '_build'
WORK = BUILD / 'readthedocs'
OUTPUT = WORK / 'output'
PROJECT = 'sphinx-event-program'


#: What `make` sets, and Read the Docs does not.
_OURS = frozenset({'PYTHONPATH', 'MAKEFLAGS', 'MAKELEVEL', 'SOURCE_DATE_EPOCH', 'FORCE_SOURCE_DATE'})

#: The jobs that are done here, in the order in which Read the Docs does them, whatever the file's order is.
_FORMATS = ('html', 'htmlzip', 'pdf', 'epub')


def main() -> int:
    """Run all jobs; the exit status is 1 if the output is not what Read the Docs takes."""
    config = yaml.safe_load((ROOT / '.readthedocs.yaml').read_text(encoding='utf-8'))
    # There every build begins with nothing.
    for folder in (WORK, *BUILD.glob('rtd-*')):
        shutil.rmtree(folder, ignore_errors=True)
    OUTPUT.mkdir(parents=True)
    venv.create(WORK / 'env', with_pip=True)
    environment = {
        **{name: value for name, value in os.environ.items() if name not in _OURS},
        'PATH': os.pathsep.join([str(WORK / 'env' / 'bin'), os.environ['PATH']]),
        'VIRTUAL_ENV': str(WORK / 'env'),
        'READTHEDOCS': 'True',
        'READTHEDOCS_PROJECT': PROJECT,
        'READTHEDOCS_LANGUAGE': 'en',
        'READTHEDOCS_VERSION': 'latest',
        'READTHEDOCS_VERSION_NAME': 'latest',
        'READTHEDOCS_VERSION_TYPE': 'branch',
        'READTHEDOCS_OUTPUT': str(OUTPUT),
        'READTHEDOCS_CANONICAL_URL': f'https://{PROJECT}.readthedocs.io/en/latest/',
    }
    jobs = config['build']['jobs']
    wanted = ['html', *config['formats']]
    if unknown := {*jobs} - {'install', 'build'} | {*jobs['build']} - {*_FORMATS}:
        print(f'.readthedocs.yaml has jobs that are not done here: {", ".join(sorted(unknown))}', file=sys.stderr)
        return 1
    steps = {'install': jobs['install']}
    steps |= {name: jobs['build'][name] for name in _FORMATS if name in wanted}
    for name, commands in steps.items():
        for command in commands:
            print(f'[{name}] {command}', flush=True)
            subprocess.run(command, shell=True, cwd=ROOT, env=environment, check=True)
    problems = list(_problems(wanted))
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        for path in sorted(OUTPUT.rglob('*.pdf')) + sorted(OUTPUT.rglob('*.zip')) + [OUTPUT / 'html' / 'index.html']:
            print(path.relative_to(ROOT))
    return 1 if problems else 0


def _problems(formats: list[str]) -> list[str]:
    found = []
    if not (OUTPUT / 'html' / 'index.html').is_file():
        found.append('html: there is no index.html')
    for name in formats:
        files = list((OUTPUT / name).iterdir()) if (OUTPUT / name).is_dir() else []
        if name != 'html' and len(files) != 1:
            found.append(f'{name}: exactly one file is published, and there are {len(files)}')
        if name == 'htmlzip' and len(files) == 1 and 'index.html' not in zipfile.ZipFile(files[0]).namelist():
            found.append('htmlzip: the archive holds no index.html at its top')
    return found


if __name__ == '__main__':
    sys.exit(main())
