"""What readers would see as marks, or not at all, is told; what is well is not."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from cases import each

from sphinx_event_program.edition import Edition

Open = Callable[..., tuple[Edition | None, list[str]]]
Tell = Callable[..., list[str]]

_EVENT = 'title: T\nstart: 2027-05-04\nend: 2027-05-05\ntimezone: UTC\n'


@pytest.fixture
def told_of(open_data: Open) -> Tell:
    """The warnings about marks, without place and kind."""

    def tell(**texts: str) -> list[str]:
        _, problems = open_data(**{'event': _EVENT, 'people': '', **texts})
        assert not [problem for problem in problems if ': error: ' in problem]
        end = ' [event.markup]'
        return [one.partition(': warning: ')[2].removesuffix(end) for one in problems if one.endswith(end)]

    return tell


@each(
    'abstract, told',
    [
        ('a[^1] b', ["the footnote '[^1]' has no note; write '[^1]: …' on a line of its own"]),
        (
            'a\n\n[^1]: b',
            ["nothing leads to the note '[^1]', and it is not shown; write '[^1]' in the text"],
        ),
        ('a[^1] b\n\n[^1]: c', []),
        (
            r'$\mymacro{x}$ and $x^2$',
            [
                "'$\\\\mymacro{x}$' is not understood as a formula, and stays as it is written; "
                'write it with the usual commands of mathematics; text in it has letters from A to Z alone'
            ],
        ),
        (r'of \emph{all}', [r"'\emph{all}' is TeX, and shown as it is written; write *all*"]),
        (r'see \cite{knuth}', [r"'\cite{knuth}' is TeX, and shown as it is written; write what it stands for"]),
        (
            'x_i*y_j*z_k',
            [
                "'x_i*y_j*z_k' looks like a formula, of which a part would be in italics; "
                r"write '\*' for each '*'"
            ],
        ),
        (r'x_i\*y_j\*z_k, un*frigging*believable', []),
        (r'Ana P\'erez', [r""""P\'erez" may have an accent of TeX; write 'Pérez', or leave the backslash out"""]),
        (r'Jos\'e Schr\"odinger, {\ss}, \(x_i*y_j*z_k\), 90\%, don\'t', []),
        (
            '<b>bold</b> and <br/>',
            [
                "'<b>' is HTML, and shown as it is written; write **…**",
                "'<br/>' is HTML, and shown as it is written; end the line with '\\', which begins a new one",
            ],
        ),
        ('List<T>, a < b > c, <https://x.example/>, `<b>`, &amp;', []),
        (
            '[slides](slides.pdf)',
            [
                "the link to 'slides.pdf' is not shown: 'slides.pdf' is not a full address; write a "
                "full address, such as 'https://example.org/'"
            ],
        ),
        (
            '![a](www.x.example/a.png)',
            [
                "the link to 'www.x.example/a.png' is not shown: 'www.x.example/a.png' is not a "
                "full address; write 'https://www.x.example/a.png'"
            ],
        ),
        ('Room 5\nBring laptops', ["the line does not end behind 'Room 5'; end it with '\\' if it is to"]),
        ('First half.\nSecond half\nof it\n\nRoom 5\\\nBring laptops\n\n- A\n  B\n- C', []),
        ('A long line that somebody wrapped where the editor ends\nAt this name', []),
        ('Topics:\n• looms\n• cards', ["'•' begins no item of a list; begin each item with '- '"]),
        ('[a](https://x.example/) `[b](c)`', []),
    ],
)
def test_mark_of_an_abstract_that_is_not_read_is_told(told_of: Tell, abstract: str, told: list[str]) -> None:
    sessions = json.dumps([{'id': 'a', 'title': 'x', 'abstract': abstract}])
    assert told_of(sessions=sessions) == [f'abstract: {sentence}' for sentence in told]


@each(
    'title, told',
    [
        (
            '<i>On</i> R&amp;D',
            [
                "title: '<i>' is HTML, and shown as it is written; remove it",
                "title: '&amp;' is HTML, and shown as it is written; write '&'",
            ],
        ),
        (r'On \emph{all}', [r"title: '\emph{all}' is TeX, and shown as it is written; write all"]),
        (r'R&D, AT&T; x*y*z_i*k, [a](b), C:\Users, Schr{\"o}dinger', []),
    ],
)
def test_mark_of_a_title_is_told_as_one_of_plain_text(told_of: Tell, title: str, told: list[str]) -> None:
    assert told_of(sessions=json.dumps([{'id': 'a', 'title': title}])) == told


def test_texts_of_the_event_and_of_people_are_read_and_secrets_are_not(told_of: Tell) -> None:
    event = f'{_EVENT}notice: <b>x</b>\nonline: {{passcode: "<b>", url: "https://x.example/"}}\n'
    people = 'kim: {name: Kim, bio: <i>x</i>, affiliation: {name: A&amp;B}}\n'
    told = told_of(event=event, people=people, sessions='- {id: a, title: x, people: kim}\n')
    assert [sentence.split(' is HTML')[0] for sentence in told] == ["notice: '<b>'", "bio: '<i>'", "name: '&amp;'"]
