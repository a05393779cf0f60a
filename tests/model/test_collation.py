from __future__ import annotations

import subprocess
import sys

from cases import each
from hypothesis import given
from hypothesis import strategies as st

from sphinx_event_program.model.collation import _collator, collation


@each(
    'language, order',
    [
        ('en', 'Adams Đorđević Łoś O’Neil Oak Ødegård Smith Zed'),
        ('de_AT', 'Mueller Muller Müller Zed'),
        ('fr', 'Eder Éric Ernst'),
        ('sv', 'Adams Zed Åberg Ärlig Öst'),
        ('fi', 'Adams Zed Åberg Ärlig Öst'),
        ('nb', 'Adams Zed Ærlig Østby Aaberg Åmot'),
        ('es', 'Nunez Nyx Ñandú Oak'),
        ('cs', 'Cyril Čapek Hus Chytil Ivan Suk Šimon'),
        ('pl', 'Luz Łoś Zar Źrebak Żak'),
        ('tr', 'Hale Ilgaz İnan Jale Şahin Tan'),
        ('et', 'Suk Šimon Zed Žuk Tamm Wolf Õnne Äro'),
        ('hu', 'Cukor Csaba Nagy Nyiri Suk Szabo'),
        ('hr', 'Cukor Čapek Ćosić Dahl Džajić Đorđević Luz Ljubo'),
        ('ko', '강 김 이'),
    ],
)
def test_order_is_that_of_the_language(language: str, order: str) -> None:
    names = order.split()
    assert sorted(set(names), key=collation(language).key) == names


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_has_the_weights_of_the_whole_table(text: str) -> None:
    whole = _collator(()).collation_elements(text)
    assert collation('en')._elements(text) == [tuple(weights) for weights in whole]


def test_table_is_read_only_for_other_letters_than_ascii() -> None:
    program = (
        'from sphinx_event_program.model import collation as c; c.collation("en").key("Oak");'
        'print(c._collator.cache_info().currsize); c.collation("en").key("É"); print(c._collator.cache_info().currsize)'
    )
    run = subprocess.run([sys.executable, '-c', program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ['0', '1']


@each(
    'language, text, heading',
    [
        ('en', 'Ødegård', 'O'),
        ('en', 'Æbelø', 'A'),
        ('en', 'élan', 'E'),
        ('en', 'ß', 'S'),
        ('en', 'Þór', 'Þ'),
        ('en', '김', '\u1100'),
        ('en', '王', '王'),
        ('en', 'йод', 'Й'),
        ('en', '4tu', '4'),
        ('en', '', ''),
        ('sv', 'Åberg', 'Å'),
        ('hu', 'csaba', 'Cs'),
        ('hu', 'Őri', 'Ö'),
        ('tr', 'inan', 'İ'),
        ('tr', 'ılgaz', 'I'),
    ],
)
def test_heading_is_a_letter_of_the_language(language: str, text: str, heading: str) -> None:
    assert collation(language).heading(text) == heading
