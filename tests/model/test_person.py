from __future__ import annotations

import unicodedata

from cases import each
from hypothesis import given
from hypothesis import strategies as st

from sphinx_event_program.model.collation import collation
from sphinx_event_program.model.person import Person


def _person(name: str, **facts: str) -> Person:
    return Person.model_validate({'id': 'p', 'name': name, **facts})


def _sorted(*people: Person, language: str = 'en') -> list[str]:
    return [str(person.name) for person in sorted(people, key=lambda person: person.sort_key(collation(language)))]


def test_people_sort_by_the_last_word_of_their_name() -> None:
    assert _sorted(_person('Ada Young'), _person('Zoe Abel')) == ['Zoe Abel', 'Ada Young']


def test_people_of_one_family_sort_by_given_name() -> None:
    assert _sorted(_person('Zoe Kim'), _person('Ada Kim')) == ['Ada Kim', 'Zoe Kim']


def test_accented_letter_sorts_beside_the_plain_one() -> None:
    assert _sorted(_person('A Zoll'), _person('A Émile'), _person('A Fox')) == ['A Émile', 'A Fox', 'A Zoll']


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
    assert _person(name, family_name=family).parts.given == given_name


@each(
    'name, half, apart',
    [
        ('Li Wei', {'given_name': 'Wei'}, ('Li', 'Wei')),
        ('Nagy Anna', {'family_name': 'Nagy'}, ('Nagy', 'Anna')),
        ('Ludwig van Beethoven', {'given_name': 'Ludwig'}, ('van Beethoven', 'Ludwig')),
        ('김민수', {'given_name': '민수'}, ('김', '민수')),
        ('Wei Wei', {'given_name': 'Wei'}, ('Wei', 'Wei')),
        ('Gabriel García Márquez MD', {'family_name': 'García Márquez'}, ('García Márquez', 'Gabriel')),
        ('Young, Kim Lee', {'family_name': 'Young'}, ('Young', 'Kim Lee')),
        ('Dr. Wei Ma', {'given_name': 'Ma'}, ('Wei', 'Ma')),
        # An author's half wins over what looks like a degree or a title.
        ('Bo Smith, Jr.', {'family_name': 'Smith, Jr.'}, ('Smith, Jr.', 'Bo')),
        ('Mr Roe', {'given_name': 'Mr'}, ('Roe', 'Mr')),
        ('Dr. Bo Smith', {'family_name': 'Abel', 'given_name': 'Zoe'}, ('Abel', 'Zoe')),
        ('Hanna Anna', {'given_name': 'Anna'}, ('Hanna', 'Anna')),
        # A half that is no part of the name says nothing about the other one.
        ('김민수', {'family_name': 'Kim'}, ('Kim', '김민수')),
        ('Liz Taylor', {'given_name': 'Elizabeth'}, ('Taylor', 'Elizabeth')),
        ('Plato', {'given_name': 'Plato'}, ('Plato', '')),
        ('Plato', {}, ('Plato', '')),
    ],
)
def test_half_of_a_name_that_is_not_given_is_what_the_other_leaves(
    name: str, half: dict[str, str], apart: tuple[str, str]
) -> None:
    assert _person(name, **half).parts[:2] == apart


def test_person_whose_name_is_open_can_be_sorted() -> None:
    assert _sorted(_person('Ada Lee'), _person('TBD'))[1] == 'Ada Lee'


def test_letters_with_strokes_sort_beside_their_base_letters() -> None:
    names = ['A Zed', 'A Ødegård', 'A Oak', 'A Đorđević', 'A Łoś', 'A Ek', 'A Madsen', 'A Pond']
    assert _sorted(*map(_person, names)) == [
        'A Đorđević',
        'A Ek',
        'A Łoś',
        'A Madsen',
        'A Oak',
        'A Ødegård',
        'A Pond',
        'A Zed',
    ]


def test_given_names_decide_between_families_that_differ_in_accents_alone() -> None:
    assert _sorted(_person('Cy Muller'), _person('Bo Müller'), _person('Al Muller')) == [
        'Al Muller',
        'Bo Müller',
        'Cy Muller',
    ]


def test_sorting_follows_the_language() -> None:
    people = [_person('Bo Åberg'), _person('Bo Zed'), _person('Bo Adams')]
    assert _sorted(*people) == ['Bo Åberg', 'Bo Adams', 'Bo Zed']
    assert _sorted(*people, language='sv') == ['Bo Adams', 'Bo Zed', 'Bo Åberg']


def test_suffix_tells_people_of_one_name_apart() -> None:
    assert _sorted(_person('Bo Roe Sr.'), _person('Bo Roe Jr.')) == ['Bo Roe Jr.', 'Bo Roe Sr.']


@each(
    'name, facts, guessed',
    [
        ('Ada Lovelace', {}, (True, True)),
        ('Ada Lovelace', {'family_name': 'Lovelace'}, (False, True)),
        ('Ada Lovelace', {'given_name': 'Ada', 'family_name': 'Lovelace'}, (False, False)),
        ('Plato', {}, (False, False)),
        ('TBD', {}, (False, False)),
    ],
)
def test_halves_that_the_author_left_out_are_guessed(
    name: str, facts: dict[str, str], guessed: tuple[bool, bool]
) -> None:
    assert _person(name, **facts).are_parts_guessed == guessed


@each(
    'name, facts, line',
    [
        ('Dr. Ada Lovelace', {}, 'Lovelace, Dr. Ada'),
        ('Bo Smith, Jr.', {}, 'Smith, Bo, Jr.'),
        ('김민수', {'family_name': '김'}, '김 민수'),
        ('김민수', {'family_name': 'Kim'}, 'Kim, 김민수'),
        ('Dr. Bo Smith Jr.', {'family_name': 'Smith Jr.'}, 'Smith Jr., Dr. Bo'),
        ('Plato', {}, 'Plato'),
    ],
)
def test_index_has_all_of_a_name(name: str, facts: dict[str, str], line: str) -> None:
    assert _person(name, **facts).parts.for_index == line


@each(
    'name, initials',
    [
        ('Prof. Dr. Ada Lovelace', 'AL'),
        ('Sir Tim', 'T'),
        ('Young, Kim', 'KY'),
        ('Bo Smith, Jr.', 'BS'),
        ('Kim Oak PhD', 'KO'),
        ('H.C. Andersen', 'HA'),
        ('김유나 (Yuna Kim)', '김'),
        ('Dr.', 'D'),
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
