"""How long the booklet of a large event takes to typeset, beside plain text of the same length.

The plain text has the same words in the same fonts, sizes and pages, and is
typeset by the same engine as often; it has no tables, pictures and links.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic import make_event, write_data

_PAGES = {
    'index': ('Programme', '.. event:facts::\n\n.. toctree::\n\n   schedule\n   sessions\n   speakers\n   people\n'),
    'schedule': ('Schedule', '.. event:schedule::\n'),
    'sessions': ('Sessions', '.. event:sessions::\n'),
    'speakers': ('Speakers', '.. event:speakers::\n   :sort: name\n'),
    'people': ('Index of people', '.. event:people::\n   :layout: index\n'),
}

_CONF = """\
extensions = ['sphinx_event_program']
latex_engine = 'lualatex'
latex_documents = [('index', 'programme.tex', '', '', 'event-programme')]
"""

_PLAIN = r"""\documentclass[a4paper,10pt]{article}
\usepackage[hmargin=24mm,top=28mm,bottom=26mm]{geometry}
\def\eventsource{programme.tex}
\usepackage{eventfonts}
\setlength\parindent{0pt}\setlength\parskip{4pt}
\begin{document}
%s
\end{document}
"""


def write(folder: str, sessions: int) -> None:
    """The event as data and pages, for a booklet."""
    source = Path(folder)
    write_data(make_event(sessions), source / 'data')
    for name, (title, body) in _PAGES.items():
        (source / f'{name}.rst').write_text(f'{title}\n{"=" * len(title)}\n\n{body}', encoding='utf-8')
    (source / 'conf.py').write_text(_CONF, encoding='utf-8')


def main() -> None:
    """Measure, and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition('\n')[0])
    options.add_argument('--sessions', type=int, default=300)
    chosen = options.parse_args()
    missing = [program for program in ('lualatex', 'latexmk', 'pdftotext') if shutil.which(program) is None]
    if missing:
        sys.exit(f'not installed: {", ".join(missing)}')
    with tempfile.TemporaryDirectory() as folder:
        write(folder, chosen.sessions)
        output = Path(folder) / 'latex'
        print(f'{chosen.sessions} sessions', flush=True)
        _timed('Sphinx', [sys.executable, '-m', 'sphinx', '-q', '-b', 'latex', folder, str(output)], output.parent)
        # The first document in a writing system fills a cache of fonts, once for each machine.
        _run(_lualatex('programme.tex'), output)
        for rest in output.glob('programme.aux'):
            rest.unlink()
        mine = _timed('booklet', ['make', 'all-pdf', 'LATEXMKOPTS=-silent -halt-on-error'], output)
        runs = (output / 'stdout').read_text(errors='replace').count('Run number')
        text = _run(['pdftotext', '-layout', '-nopgbrk', 'programme.pdf', '-'], output).decode()
        (output / 'plain.tex').write_text(_PLAIN % _escaped(text), encoding='utf-8')
        plain = 0.0
        for number in range(1, runs + 1):
            plain += _timed(f'plain text, run {number} of {runs}', _lualatex('plain.tex'), output)
        for name in ('programme', 'plain'):
            pages = _run(['pdfinfo', f'{name}.pdf'], output).decode()
            print(f'{name}: {pages.partition("Pages:")[2].split()[0]} pages')
        print(f'booklet / plain text: {mine / plain:.2f} (CPU)')


def _escaped(text: str) -> str:
    for special in '&%$#_{}':
        text = text.replace(special, '\\' + special)
    text = text.replace('~', r'\textasciitilde{}').replace('^', r'\textasciicircum{}')
    return '\n\n'.join(' '.join(line.split()) for line in text.splitlines() if line.strip())


def _lualatex(file: str) -> list[str]:
    return ['lualatex', '-interaction=batchmode', file]


def _run(command: list[str], folder: Path) -> bytes:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f'{command} failed:\n{done.stdout.decode(errors="replace")[-2000:]}')
    return done.stdout


def _timed(name: str, command: list[str], folder: Path) -> float:
    """Run a command and print what it took; the CPU seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    (folder / 'stdout').write_bytes(_run(command, folder))
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f'{name}: {spent:.1f} CPU s, {wall:.1f} s', flush=True)
    return spent


if __name__ == '__main__':
    main()
