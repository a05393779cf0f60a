"""People as vCards."""

from __future__ import annotations

from sphinx_event_program.exports.vcard import READABLE_BYTES, vcard
from sphinx_event_program.model.person import Person


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


def test_what_would_make_a_code_too_dense_is_left_out() -> None:
    card = vcard(person(affiliation='Analytical Society', url=f'https://ada.example.org/{"a" * 150}'))
    assert len(card.encode()) <= READABLE_BYTES
    assert lines(card)[-2:] == ['ORG:Analytical Society', 'END:VCARD']


def test_name_that_fits_in_no_code_gives_no_card() -> None:
    assert len(vcard(person(name='é' * 300)).encode()) > READABLE_BYTES
    assert vcard(person(name='é' * 1000)) == ''


def test_without_a_name_there_is_no_card() -> None:
    assert vcard(person(name='TBD')) == ''


def test_title_and_degree_are_no_family_name() -> None:
    assert 'N:Lovelace;Ada;;Dr.;PhD' in lines(vcard(person(name='Dr. Ada Lovelace PhD')))
