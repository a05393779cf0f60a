from __future__ import annotations

import unicodedata

from cases import each
from hypothesis import given
from hypothesis import strategies as st

from sphinx_event_program.model.collation import in_order
from sphinx_event_program.model.person import Person


def _person(name: str, **facts: str) -> Person:
    return Person.model_validate({'id': 'p', 'name': name, **facts})


def _sorted(*people: Person) -> list[str]:
    return [str(person.name) for person in in_order(people, lambda person: person.sorted_by, 'en')]


def test_people_sort_by_the_last_word_of_their_name() -> None:
    assert _sorted(_person('Ada Young'), _person('Zoe Abel')) == ['Zoe Abel', 'Ada Young']


def test_people_of_one_family_sort_by_given_name() -> None:
    assert _sorted(_person('Zoe Kim'), _person('Ada Kim')) == ['Ada Kim', 'Zoe Kim']


def test_accented_letter_sorts_beside_the_plain_one() -> None:
    assert _sorted(_person('A Zoll'), _person('A Émile'), _person('A Fox')) == ['A Émile', 'A Fox', 'A Zoll']


def test_letters_stand_where_the_language_of_the_site_has_them() -> None:
    names = ['Zed', 'Ødegård', 'Đorđević', 'Łoś', 'Oak', 'Adams', 'Åberg', '김유나', 'Łukasz', 'Luz']
    people = [_person(f'A {name}') for name in names]

    def order(language: str) -> str:
        found = in_order(people, lambda person: person.sorted_by, language)
        return ' '.join(person.names_apart[0] for person in found)

    assert order('en') == 'Åberg Adams Đorđević Łoś Łukasz Luz Oak Ødegård Zed 김유나'
    assert order('nb') == 'Adams Đorđević Łoś Łukasz Luz Oak Zed Ødegård Åberg 김유나'
    assert order('sv_SE') == 'Adams Đorđević Łoś Łukasz Luz Oak Ødegård Zed Åberg 김유나'
    assert order('pl') == 'Åberg Adams Đorđević Luz Łoś Łukasz Oak Ødegård Zed 김유나'


def test_family_name_that_is_given_wins_over_the_last_word() -> None:
    assert _sorted(_person('Kim Minsu', family_name='Kim'), _person('Ada Lee')) == ['Kim Minsu', 'Ada Lee']


@each(
    'name, family, given_name',
    [
        ('Kim Minsu', 'Kim', 'Minsu'),
        ('Ursula von der Leyen', 'von der Leyen', 'Ursula'),
        ('김민수', '김', '민수'),
    ],
)
def test_given_name_is_what_the_family_name_leaves(name: str, family: str, given_name: str) -> None:
    assert _person(name, family_name=family).sorted_by[1] == given_name


@each(
    'name, half, apart',
    [
        ('Li Wei', {'given_name': 'Wei'}, ('Li', 'Wei')),
        ('Nagy Anna', {'family_name': 'Nagy'}, ('Nagy', 'Anna')),
        ('Ludwig van Beethoven', {'given_name': 'Ludwig'}, ('van Beethoven', 'Ludwig')),
        ('김민수', {'given_name': '민수'}, ('김', '민수')),
        ('Wei Wei', {'given_name': 'Wei'}, ('Wei', 'Wei')),
        ('Gabriel García Márquez MD', {'family_name': 'García Márquez'}, ('García Márquez', 'Gabriel')),
        ('Hanna Anna', {'given_name': 'Anna'}, ('Hanna', 'Anna')),
        # A half that is no part of the name says nothing about the other one.
        ('김민수', {'family_name': 'Kim'}, ('Kim', '김민수')),
        ('Liz Taylor', {'given_name': 'Elizabeth'}, ('Taylor', 'Elizabeth')),
        ('Plato', {'given_name': 'Plato'}, ('Plato', '')),
        ('Plato', {}, ('Plato', '')),
        # Titles, degrees, suffixes and what stands in brackets are no names.
        ('Prof. Dr. Lee Oak', {}, ('Oak', 'Lee')),
        ('Dr. Who', {}, ('Who', '')),
        ('Jane Smith, Jr.', {}, ('Smith', 'Jane')),
        ('Max Adams, M.Sc., PhD', {}, ('Adams', 'Max')),
        ('Ana Paz III', {}, ('Paz', 'Ana')),
        ('Young, Kim', {}, ('Young', 'Kim')),
        ('Kim Oak (they/them)', {}, ('Oak', 'Kim')),
        ('김유나 (Yuna Kim)', {}, ('김유나', '')),
        ('Ludwig van Beethoven', {}, ('Beethoven', 'Ludwig van')),
        ('Mag Drake', {}, ('Drake', 'Mag')),
        ('Dr. Lee', {'family_name': 'Lee'}, ('Lee', '')),
    ],
)
def test_half_of_a_name_that_is_not_given_is_what_the_other_leaves(
    name: str, half: dict[str, str], apart: tuple[str, str]
) -> None:
    assert _person(name, **half).names_apart == apart


def test_person_whose_name_is_open_can_be_sorted() -> None:
    assert _sorted(_person('Ada Lee'), _person('TBD'))[1] == 'Ada Lee'


@each(
    'name, initials',
    [
        ('Ada Lovelace', 'AL'),
        ('ada de la cruz', 'AC'),
        ('Plato', 'P'),
        ('김창훈', '김'),
        (unicodedata.normalize('NFD', '김창훈'), '김'),
        (unicodedata.normalize('NFD', 'Émile Ångström'), 'ÉÅ'),
        ('Ada (Countess) Lovelace', 'AL'),
        ('Ada "Enchantress"', 'A'),
        ('***', '*'),
        ('ß ß', 'ßß'),
        ('TBD', '?'),
    ],
)
def test_initials_stand_for_the_name(name: str, initials: str) -> None:
    assert _person(name).initials == initials


#: What can be in a name: nothing that is invisible.
_VISIBLE = st.characters(
    exclude_categories=['C', 'Zl', 'Zp'], exclude_characters='\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0'
)


@given(st.text(_VISIBLE, min_size=1).filter(lambda name: bool(name.split())))
def test_any_name_has_one_or_two_initials(name: str) -> None:
    assert 1 <= len(_person(name).initials) <= 2
