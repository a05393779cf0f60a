"""All that fuzzing found worth keeping is read once, on every run of the tests."""

import random
from pathlib import Path

import promises
import pytest
from mutations import Mutator, words_of
from tutorial_texts import tutorial_texts

CORPUS = Path(__file__).parent / 'corpus'


def _inputs(ending: str) -> list[Path]:
    return sorted((*(CORPUS / ending).iterdir(), *(CORPUS / 'regressions').glob(f'*.{ending}')))


@pytest.mark.parametrize('ending', promises.FORMATS)
def test_every_input_of_the_corpus_keeps_all_promises(tmp_path: Path, ending: str) -> None:
    broken = {
        path.name: promises.open_input(tmp_path / 'data', ending, path.read_bytes()).broken for path in _inputs(ending)
    }
    assert {name: told for name, told in broken.items() if told} == {}


def test_corpus_is_small_and_each_of_its_inputs_is_read() -> None:
    everything = [path for path in CORPUS.rglob('*') if path.is_file()]
    assert len(everything) < 200
    assert sum(path.stat().st_size for path in everything) < 200_000
    assert set(everything) == {path for ending in promises.FORMATS for path in _inputs(ending)}


@pytest.mark.parametrize('ending', promises.FORMATS)
def test_mutations_of_the_tutorial_keep_all_promises(tmp_path: Path, ending: str) -> None:
    given = promises.DIVIDER.join(text.encode() for text in tutorial_texts(ending).values())
    mutator = Mutator(ending)
    for seed in range(60):
        mutated = mutator.mutate(given, 20_000, seed)
        assert promises.open_input(tmp_path / 'data', ending, mutated).broken == (), f'seed {seed}'


def test_mutation_hangs_on_its_seed_alone_and_keeps_its_size() -> None:
    mutator = Mutator('yaml')
    given = random.Random(1).randbytes(500)
    mutated = [mutator.mutate(given, 400, seed) for seed in range(50)]
    assert mutated == [mutator.mutate(given, 400, seed) for seed in range(50)]
    assert len(set(mutated)) > 40
    assert max(map(len, mutated)) <= 400


def test_dictionary_has_the_keys_and_choices_of_the_models() -> None:
    assert {b'meeting_id', b'given_name', b'materials', b'lightning-talk', b'moved-online'} <= set(words_of('yaml'))
    assert {b'speaker', b'first name'} <= set(words_of('csv'))


def test_broken_promise_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = b'titel: x\nstart: 2025-10-19\ntimezone: UTC\n'
    assert promises.open_input(tmp_path / 'data', 'yaml', given).broken == ()
    monkeypatch.setattr(promises, '_lines_of', lambda path: [])
    assert 'line 1 of 0' in promises.open_input(tmp_path / 'data', 'yaml', given).broken[0]
