"""People as vCards."""

from __future__ import annotations

from sphinx_event_program.model.person import Person
from sphinx_event_program.qrcodes import LIMIT_BYTES
from sphinx_event_program.vcards import vcard


def person(**keys: object) -> Person:
    return Person.model_validate({'id': 'ada', 'name': 'Ada Lovelace', **keys})


def lines(card: str) -> list[str]:
    assert card.endswith('\r\n')
    return card.split('\r\n')[:-1]


def test_card_has_what_is_known() -> None:
    shown = person(
        affiliation='Analytical Society', position='Analyst', url='https://ada.example.org/', email='a@b.org'
    )
    assert lines(vcard(shown)) == [
        'BEGIN:VCARD',
        'VERSION:3.0',
        'N:Lovelace;Ada;;;',
        'FN:Ada Lovelace',
        'ORG:Analytical Society',
        'TITLE:Analyst',
        'EMAIL:a@b.org',
        'URL:https://ada.example.org/',
        'END:VCARD',
    ]


def test_parts_of_a_name_that_are_given_are_taken() -> None:
    assert 'N:van der Berg;Jan;;;' in lines(
        vcard(person(name='Jan van der Berg', given_name='Jan', family_name='van der Berg'))
    )


def test_what_is_special_is_escaped() -> None:
    assert r'FN:A\;B\, C\\D' in lines(vcard(person(name=r'A;B, C\D')))


def test_what_does_not_fit_in_a_code_is_left_out() -> None:
    card = vcard(person(affiliation='é' * 500, position='é' * 500, url=f'https://ada.example.org/{"a" * 500}'))
    assert len(card.encode()) <= LIMIT_BYTES
    assert lines(card)[-1] == 'END:VCARD'
    assert not any(line.startswith('URL') for line in lines(card))


def test_without_a_name_there_is_no_card() -> None:
    assert vcard(person(name='TBD')) == ''
