"""Collect the words that pages show, and bring the catalogs of every language up to date with them.

The compiled catalogs are kept in the repository: an installation of the sources, which `make` uses, finds
them in place, and to build the package needs nothing but its files.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / 'ext' / 'sphinx_event_program'
DOMAIN = 'sphinx_event_program'

#: What marks words, and which of its arguments are some.
_KEYWORDS: dict[str, tuple[int, ...] | None] = {'_': None, '_Title': None, 'counted': (1, 2)}

#: What a header says that decides how a catalog is read; the rest would change without any change of the words.
_HEADERS = ('Language', 'Plural-Forms', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding')


class _Words(Catalog):
    """A catalog without dates and versions."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in super().mime_headers if name in _HEADERS]


def _empty(locale: str | None = None) -> Catalog:
    comment = '# Words that pages show; `make messages` brings them up to date.'
    return _Words(locale=locale, header_comment=comment, fuzzy=False)


def template() -> Catalog:
    """All words in the sources, in English."""
    catalog = _empty()
    found = sorted(extract_from_dir(PACKAGE, [('**.py', 'python')], keywords=_KEYWORDS))
    for file, _line, message, _comments, _context in found:
        # Lines would change with every edit of a module.
        catalog.add(message, locations=[(f'ext/sphinx_event_program/{file}', 0)])
    return catalog


def translated(path: Path, words: Catalog) -> Catalog:
    """The catalog of one language, with all of ``words`` and no others."""
    known, catalog = read_po(BytesIO(path.read_bytes())), _empty(path.parts[-3])
    for message in words:
        if message.id:
            before = known.get(message.id)
            string, comments = (before.string, before.user_comments) if before else ('', ())
            catalog.add(message.id, string, message.locations, message.flags, user_comments=comments)
    return catalog


def _written(catalog: Catalog) -> bytes:
    output = BytesIO()
    write_po(output, catalog, width=100, include_lineno=False)
    return output.getvalue()


def _compiled(catalog: Catalog) -> bytes:
    output = BytesIO()
    write_mo(output, catalog)
    return output.getvalue()


def files() -> Iterator[tuple[Path, bytes]]:
    """Each file of words, and what it is to hold."""
    words = template()
    yield PACKAGE / 'locale' / f'{DOMAIN}.pot', _written(words)
    for path in sorted((PACKAGE / 'locale').glob('*/LC_MESSAGES/*.po')):
        catalog = translated(path, words)
        yield path, _written(catalog)
        yield path.with_suffix('.mo'), _compiled(catalog)


def main() -> None:
    """Write what is not up to date, or with ``--check`` tell it."""
    parser = argparse.ArgumentParser(description=__doc__.partition('\n')[0])
    parser.add_argument('--check', action='store_true', help='write nothing, and fail if something would be written')
    check = parser.parse_args().check
    stale = [(path, content) for path, content in files() if not path.is_file() or path.read_bytes() != content]
    for path, content in stale:
        print(f'{path.relative_to(ROOT)} is {"not up to date" if check else "written"}')
        if not check:
            path.write_bytes(content)
    if check and stale:
        sys.exit("run 'make messages'")


if __name__ == '__main__':
    main()
