"""Mistakes in YAML are told in words of the author, at their exact place, and without a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cases import each

Parse = Callable[..., Any]

_WHOLE = """\
- id: welcome
  title: Welcome
  duration: 10 min
- id: talk
  title: A talk
  duration: 30 min
"""

#: What is replaced, by what, and what is told.
_MISTAKES = [
    ('title: Welcome', 'title Welcome', "2:3: there is no ':' behind 'title'; write title: …"),
    ('- id: welcome', '- id welcome', "1:3: there is no ':' behind 'id'; write id: …"),
    ('duration: 30 min', 'duration 30 min', "6:3: there is no ':' behind 'duration'; write duration: …"),
    ('title: Welcome', 'title:Welcome', "2:9: there is no space after ':'; write title: …"),
    ('- id: welcome', '- id:welcome', "1:6: there is no space after ':'; write id: …"),
    ('title: Welcome', 'url:https://example.org/', "2:7: there is no space after ':'; write url: …"),
    ('title: Welcome', 'title = Welcome', "2:9: expected ':', not '='; write title: …"),
    ('title: Welcome', 'title： Welcome', "2:8: '：' is no colon; write title: …"),
    (
        'title: Welcome',
        'title:\u00a0Welcome',
        '2:9: U+00A0 (no-break space) is no common space; write a common space',
    ),
    (
        '  title: Welcome',
        '\u00a0 title: Welcome',
        '2:1: U+00A0 (no-break space) is no common space; write a common space',
    ),
    ('- id: talk', '-id: talk', "4:1: there is no space after '-'; write '- '"),
    ('- id: welcome', 'id: welcome', "1:1: there is no '- ' before the first key of this session; write '- id: …'"),
    ('- id: talk', '  - id: talk', "4:3: unexpected '- ' in column 3, where there is no list; begin it in column 1"),
    ('- id: talk', ' - id: talk', "4:2: unexpected '- ' in column 2, where there is no list; begin it in column 1"),
    ('  title: Welcome', '\ttitle: Welcome', '2:1: there is a tab before this line; indent with spaces'),
    ('  title: Welcome', ' \ttitle: Welcome', '2:2: there is a tab before this line; indent with spaces'),
    ('- id: welcome', '-\tid: welcome', '1:2: there is a tab before this line; indent with spaces'),
    (
        'title: Welcome',
        'title: "Welcome',
        '2:10: the text in quotes that begins here does not end; put the same quote at the end of the text',
    ),
    (
        'title: Welcome',
        "title: 'Welcome",
        '2:10: the text in quotes that begins here does not end; put the same quote at the end of the text',
    ),
    (
        'title: Welcome',
        'title: "Welcome\n  subtitle: "To all"',
        '2:10: the text in quotes that begins here ends only in line 3; put the same quote at its end',
    ),
    (
        'title: Welcome',
        "title: 'What's new'",
        '2:16: unexpected characters after a text in quotes; put the whole text in quotes, of the other kind',
    ),
    (
        'title: Welcome',
        'title: "Welcome" to all',
        '2:20: unexpected characters after a text in quotes; put the whole text in quotes, of the other kind',
    ),
    (
        'title: Welcome',
        'title: [Keynote] Welcome',
        "2:20: unexpected characters after ']'; remove it, or put the whole text in quotes",
    ),
    (
        'title: Welcome',
        r'title: "C:\Users"',
        "2:15: '\\' has a meaning of its own in double quotes; write it twice, or put the text in single quotes (')",
    ),
    *(
        (
            'title: Welcome',
            f'title: {begin}Welcome',
            f'2:10: a text without quotes cannot begin with \'{begin[0]}\'; write title: "…"',
        )
        for begin in ('@', '%', '`', ']', '}', ', ', '**')
    ),
    ('title: Welcome', 'Ada: @ada', "2:8: a text without quotes cannot begin with '@'; put the text in quotes"),
    ('title: Welcome', 'title: | Welcome', "2:12: unexpected text after '|'; begin it on the next line, indented"),
    (
        'title: Welcome',
        'title: - Welcome',
        "2:10: unexpected '- ' after a key; begin a list on the next line, or put the whole text in quotes",
    ),
    (
        'title: Welcome',
        'title: Fairness: a view',
        '2:18: a text that contains \': \' needs quotes; write title: "…"',
    ),
    ('title: Welcome', 'title: Fairness:', '2:18: a text that contains \': \' needs quotes; write title: "…"'),
    (
        'title: Welcome',
        'title: Welcome\n  abstract: A text\n    in lines\n    and: so on',
        "5:8: a text that contains ': ' needs quotes; put quotes around the whole text, or begin it with '|'",
    ),
    (
        'title: Welcome',
        'title: Welcome\n  abstract: We begin.\n  And we go on.',
        "4:3: there is no ':' in this line; write 'key: …', or indent the line further if it goes on with the text "
        'above',
    ),
    (
        '  title: Welcome',
        '    title: Welcome',
        "2:5: this line is indented below 'id', which has a value already; begin it in column 3, or remove that value",
    ),
    (
        '  title: Welcome',
        ' title: Welcome',
        '2:2: this line begins in column 2, and what it belongs to in column 3; begin it in column 3',
    ),
    (
        '  title: Welcome',
        'title: Welcome',
        '2:1: this line begins in column 1, and what it belongs to in column 3; begin it in column 3',
    ),
    ('title: Welcome', 'people: [ada, bob', "2:11: what '[' opens here is not closed; write ']' at its end"),
    (
        'title: Welcome',
        'photo: {color: #0b6e99}',
        "2:10: what '{' opens here is not closed, because '#' begins a comment; put a text with '#' in quotes",
    ),
    ('title: Welcome', 'materials: [{kind: slides]', "2:28: ']' closes what '{' has opened; write '}'"),
    (
        'title: Welcome',
        'people:\n    - ada\n    bob',
        "4:5: this line has no '- ' as the one before it; write '- ' before it",
    ),
    ('title: Welcome', 'people:\n    * ada\n    * bob', "3:5: '*' begins no item of a list; write '- '"),
    ('title: Welcome', '// a comment', "2:3: a comment does not begin with '//'; write '# '"),
    (
        '- id: talk',
        '<<<<<<< HEAD\n- id: talk',
        '4:1: a merge has left its marks here; decide which of the two versions holds, and remove the lines with '
        'these marks',
    ),
    ('- id: welcome', '```yaml\n- id: welcome', "1:1: '```' is no YAML; remove the line"),
    ('- id: welcome', '%YAML 1.2\n- id: welcome', "1:1: a line that begins with '%' is no part of the data; remove it"),
]


@each('right, wrong, told', _MISTAKES)
def test_mistake_is_told_in_words_of_the_author(parse_as: Parse, right: str, wrong: str, told: str) -> None:
    for end in ('\n', '\r\n'):
        _, problems = parse_as('yaml', _WHOLE.replace(right, wrong, 1).replace('\n', end))
        assert problems == [told]


@each('right, wrong, told', _MISTAKES)
def test_no_word_of_the_parser_is_left(parse_as: Parse, right: str, wrong: str, told: str) -> None:
    _, problems = parse_as('yaml', _WHOLE.replace(right, wrong, 1))
    words = ('scalar', 'token', 'mapping', 'flow', 'block', 'simple key', 'sequence', 'this is not YAML')
    assert not [word for word in words if word in problems[0]]


def test_value_that_may_be_a_secret_is_not_repeated(parse_as: Parse) -> None:
    for line in ('passcode: @hunter2', 'passcode: a: hunter2', 'passcode:hunter2', 'passcode hunter2', 'hunter2 x'):
        _, problems = parse_as('yaml', f'online:\n  platform: Zoom\n  {line}\n')
        assert 'hunter2' not in ' '.join(problems)


def test_mistake_behind_a_very_deep_indentation_is_told_as_any_other(parse_as: Parse) -> None:
    indentation = ' ' * 2100
    _, problems = parse_as('yaml', f'{indentation}title: | text\n')
    assert problems == ["1:2110: unexpected text after '|'; begin it on the next line, indented"]
    _, problems = parse_as('yaml', f'{indentation}* foo\n')
    assert problems == ["1:2101: '*' begins no item of a list; write '- '"]


def test_mistake_far_along_a_line_has_its_place(parse_as: Parse) -> None:
    far = f'tags: [{"x" * 3000}, '
    for character in '*&@%`|':
        _, problems = parse_as('yaml', f'{far}{character} y]\n')
        assert len(problems) == 1
        _, column, told = problems[0].split(':', 2)
        # libyaml reads the character before it gives up.
        assert int(column) - len(far) in (1, 2)
        assert 'this is not YAML' in told
