"""The catalogs of words: complete, up to date, and in the package."""

from __future__ import annotations

import re
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / 'ext' / 'sphinx_event_program' / 'locale'
LANGUAGES = sorted(path.parts[-3] for path in LOCALE.glob('*/LC_MESSAGES/*.po'))


def catalog(language: str) -> Catalog:
    with (LOCALE / language / 'LC_MESSAGES' / 'sphinx_event_program.po').open('rb') as file:
        return read_po(file, locale=language)


def test_catalogs_are_up_to_date_with_the_sources_and_compiled() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / 'tools' / 'messages.py'), '--check'], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ('', '')


def test_there_are_the_languages_that_the_manual_names() -> None:
    assert LANGUAGES == ['de', 'es', 'fr', 'it', 'ja', 'zh_CN']


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    for message in catalog(language):
        if message.id:
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            assert all(texts), message.id
            assert not message.fuzzy, message.id


@pytest.mark.parametrize('language', LANGUAGES)
def test_what_is_filled_in_is_the_same_in_every_language(language: str) -> None:
    for message in catalog(language):
        one = message.id if isinstance(message.id, str) else message.id[0]
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            if one:
                holes = r'%\(\w+\)[sd]|\{\w+\}'
                assert sorted(re.findall(holes, text)) == sorted(re.findall(holes, one))


@pytest.mark.parametrize(
    ('language', 'one', 'several'),
    [
        ('de', 'noch 1 Minute', 'noch 5 Minuten'),
        ('fr', 'plus que 1 minute', 'plus que 5 minutes'),
        ('ja', '残り 1 分', '残り 5 分'),
    ],
)
def test_plural_is_that_of_the_language(language: str, one: str, several: str) -> None:
    with (LOCALE / language / 'LC_MESSAGES' / 'sphinx_event_program.mo').open('rb') as file:
        words = GNUTranslations(file)
    told = [
        words.ngettext('%(number)d minute left', '%(number)d minutes left', number) % {'number': number}
        for number in (1, 5)
    ]
    assert told == [one, several]
