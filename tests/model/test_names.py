from __future__ import annotations

from cases import each
from hypothesis import given
from hypothesis import strategies as st

from sphinx_event_program.model.names import NameParts, name_parts


@each(
    'name, parts',
    [
        ('Jane Smith, Jr.', ('Smith', 'Jane', '', 'Jr.', '')),
        ('Jane Smith Jr', ('Smith', 'Jane', '', 'Jr', '')),
        ('Kim Oak PhD', ('Oak', 'Kim', '', 'PhD', '')),
        ('Max Adams, M.Sc., M.A.', ('Adams', 'Max', '', 'M.Sc., M.A.', '')),
        ('Max Huber BSc MSc', ('Huber', 'Max', '', 'BSc MSc', '')),
        ('Ana Paz III', ('Paz', 'Ana', '', 'III', '')),
        ('Ada Roe, FRSA', ('Roe', 'Ada', '', 'FRSA', '')),
        ('Smith, PhD', ('Smith', '', '', 'PhD', '')),
        ('ADA ROE PHD', ('ROE', 'ADA', '', 'PHD', '')),
        ('Ing. Jan Novák, CSc.', ('Novák', 'Jan', 'Ing.', 'CSc.', '')),
        ('김유나 교수', ('김유나', '', '', '교수', '')),
    ],
)
def test_degrees_and_generations_are_no_family_names(name: str, parts: tuple[str, ...]) -> None:
    assert name_parts(name) == parts


@each(
    'name, family',
    [
        ('Jack Ma', 'Ma'),
        ('Wei MA', 'MA'),
        ('Ed Do', 'Do'),
        ('Wei Meng', 'Meng'),
        ('WEI MENG', 'MENG'),
        ('Tran Vi', 'Vi'),
        ('Malcolm X', 'X'),
        ('Kim Med', 'Med'),
    ],
)
def test_family_names_that_resemble_degrees_are_kept(name: str, family: str) -> None:
    assert name_parts(name).family == family


@each(
    'name, family, given_name',
    [
        ('Young, Kim', 'Young', 'Kim'),
        ('Lee, JJ', 'Lee', 'JJ'),
        ('Knuth, D. E.', 'Knuth', 'D. E.'),
        ('Roe, Ma', 'Roe', 'Ma'),
        ('Smith, Bo, Jr.', 'Smith', 'Bo'),
        ('Smith Jr., Bo', 'Smith', 'Bo'),
        ('Klein, Prof. Dr. Eva', 'Klein', 'Eva'),
        ('García Márquez, Gabriel', 'García Márquez', 'Gabriel'),
        ('van der Berg, Jan', 'van der Berg', 'Jan'),
    ],
)
def test_family_name_stands_before_a_comma(name: str, family: str, given_name: str) -> None:
    assert name_parts(name)[:2] == (family, given_name)


@each(
    'name, title, rest',
    [
        ('Dr. Ada Lovelace', 'Dr.', 'Ada Lovelace'),
        ('Prof. Dr. Lee', 'Prof. Dr.', 'Lee'),
        ('Sir Tim', 'Sir', 'Tim'),
        ('Prof. Dr.-Ing. Max Roth', 'Prof. Dr.-Ing.', 'Max Roth'),
        ('Prof. Dr. rer. nat. habil. Eva Klein', 'Prof. Dr. rer. nat. habil.', 'Eva Klein'),
        ('Dr. h.c. H.C. Roe', 'Dr. h.c.', 'H.C. Roe'),
        ('PD Dr. Anna Roth', 'PD Dr.', 'Anna Roth'),
        ('Associate Professor Jane Roe', 'Associate Professor', 'Jane Roe'),
        ('Prof.Dr.Ada Roe', 'Prof. Dr.', 'Ada Roe'),
        ('д-р Иван Петров', 'д-р', 'Иван Петров'),
        # Names that could be titles stay.
        ('Dean Martin', '', 'Dean Martin'),
        ('Gen Kanai', '', 'Gen Kanai'),
        ('King Roe', '', 'King Roe'),
        ('H. G. Wells', '', 'H. G. Wells'),
        ('H.C. Andersen', '', 'H.C. Andersen'),
        ('PD James', '', 'PD James'),
        ('Dr.', '', 'Dr.'),
        ('Sir', '', 'Sir'),
    ],
)
def test_titles_are_no_part_of_the_name(name: str, title: str, rest: str) -> None:
    parts = name_parts(name)
    assert (parts.title, parts.in_order) == (title, rest)


@each(
    'name, parts',
    [
        ('김유나', NameParts('김유나')),
        ('김유나 (Yuna Kim)', NameParts('김유나', aside='(Yuna Kim)')),
        ('Yuna Kim (김유나)', NameParts('Kim', 'Yuna', aside='(김유나)')),
        ('山田 太郎', NameParts('山田', '太郎')),
        ('やまだ たろう', NameParts('やまだ', 'たろう')),
        ('アダ ラブレス', NameParts('ラブレス', 'アダ')),
        ('毛泽东', NameParts('毛泽东')),
        ('Ada "Countess" Lovelace', NameParts('Lovelace', 'Ada', aside='"Countess"')),
        ('Ludwig van Beethoven', NameParts('Beethoven', 'Ludwig van')),
        ('Plato', NameParts('Plato')),
        ('(x)', NameParts('(x)')),
        ('***', NameParts('***')),
    ],
)
def test_names_of_other_kinds_stay_whole(name: str, parts: NameParts) -> None:
    assert name_parts(name) == parts


@given(st.lists(st.sampled_from(['Dr.', 'Ada', 'Lovelace', 'PhD', ',', '(x)', '김', 'van', 'h.c.', 'III']), min_size=1))
def test_index_loses_no_word(words: list[str]) -> None:
    line = name_parts(' '.join(words)).for_index
    assert sorted(line.replace(',', ' ').split()) == sorted(word for word in words if word != ',') or set(words) == {
        ','
    }
