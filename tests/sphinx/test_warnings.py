"""What is wrong on a page is a warning at its own line; the rest of the page is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project, Warned

EVENT = """\
title: Meetup
start: 2025-06-14 09:00
end: 2025-06-14 12:00
timezone: Europe/Paris
rooms: [{id: hall, name: Great Hall}]
tracks: [{id: theory, name: Theory}]
"""
PEOPLE = """\
ada-lovelace: {name: Ada Lovelace}
charles: {name: Charles Babbage}
"""
SESSIONS = """\
- {id: opening, title: Opening, duration: 10 min, room: hall, track: theory, people: ada-lovelace}
- {id: keynote, title: Keynote, duration: 60 min, room: hall, track: theory, people: charles}
"""

#: A line of a page, its two markups, and what is said about it.
WRONG = [
    ('event:session', 'openning', {}, "no session 'openning'; did you mean 'opening'?", 'reference'),
    ('event:session', 'opening zzz', {}, "no session 'zzz'; known: opening, keynote", 'reference'),
    ('event:speaker', 'ada-lovelac', {}, "no person 'ada-lovelac'; did you mean 'ada-lovelace'?", 'reference'),
    ('event:people', 'Charles', {}, "no person 'Charles'; did you mean 'charles'?", 'reference'),
    ('event:speaker', 'Ada Lovelace', {}, "no person 'Ada Lovelace'; did you mean 'ada-lovelace'?", 'reference'),
    ('event:session', 'Opening', {}, "no session 'Opening'; did you mean 'opening'?", 'reference'),
    ('event:schedule', '', {'room': 'Great Hall'}, "no room 'Great Hall'; did you mean 'hall'?", 'directive'),
    ('event:schedule', '', {'colums': 'time'}, "unknown option 'colums'; did you mean 'columns'?", 'directive'),
    ('event:notice', '', {'colour': 'red'}, "unknown option 'colour'; there are none", 'directive'),
    ('event:schedule', '', {'columns': 'time, time'}, "column 'time' is given twice; it is shown once", 'directive'),
    ('event:facts', '', {'fields': 'date, date'}, "fact 'date' is given twice; it is shown once", 'directive'),
    ('event:session', 'opening opening', {}, "session 'opening' is given twice; it is shown once", 'directive'),
    ('event:schedule', '', {'columns': 'tme'}, "no column 'tme'; did you mean 'time'?", 'directive'),
    (
        'event:schedule',
        '',
        {'layout': 'tabel'},
        "option 'layout': 'tabel' is not known; did you mean 'table'?",
        'directive',
    ),
    ('event:schedule', '', {'layout': ''}, "option 'layout': '' is not known; allowed: table, list", 'directive'),
    ('event:schedule', '', {'day': '3'}, "no day '3'; known: 2025-06-14, 1", 'directive'),
    ('event:schedule', '', {'room': 'hal'}, "no room 'hal'; did you mean 'hall'?", 'directive'),
    ('event:schedule', '', {'room': ''}, "option 'room' has no value; allowed: hall", 'directive'),
    ('event:sessions', '', {'track': 'teory'}, "no track 'teory'; did you mean 'theory'?", 'directive'),
    ('event:sessions', '', {'kind': 'keynotes'}, "no kind 'keynotes'; did you mean 'keynote'?", 'directive'),
    (
        'event:sessions',
        '',
        {'no-index': 'true'},
        "option 'no-index' takes no value; leave it out, or the whole option",
        'directive',
    ),
    ('event:people', '', {'group': 'host'}, "no group 'host'; there are none", 'directive'),
    ('event:people', '', {'role': 'organiser'}, "no role 'organiser'; did you mean 'organizer'?", 'directive'),
    (
        'event:people',
        '',
        {'sort': 'names'},
        "option 'sort': 'names' is not known; did you mean 'name'?",
        'directive',
    ),
    ('event:facts', '', {'fields': 'data'}, "no fact 'data'; did you mean 'date'?", 'directive'),
    (
        'event:qrcode',
        'javascript:alert(1)',
        {},
        "an address may not be 'javascript'; use http, https, mailto or tel",
        'directive',
    ),
]

WRONG_ROLES = [
    ('event:session', 'openning', "no session 'openning'; did you mean 'opening'?"),
    ('event:person', 'Charles Babbage', "no person 'Charles Babbage'; did you mean 'charles'?"),
    ('event:person', 'charls', "no person 'charls'; did you mean 'charles'?"),
    ('event:time', 'keynot', "no session 'keynot'; did you mean 'keynote'?"),
    ('event:fact', 'titel', "no fact 'titel'; did you mean 'title'?"),
    ('event:fact', 'subtitle', "the event has no 'subtitle'; add it to its data"),
]


@pytest.fixture
def meetup(project: Project) -> Project:
    """A small event with one page more."""
    project.write(
        {
            'data/event.yaml': EVENT,
            'data/people.yaml': PEOPLE,
            'data/sessions.yaml': SESSIONS,
            'index.rst': 'Index\n=====\n',
        }
    )
    return project


def page(markup: str, body: str) -> dict[str, str]:
    """A page whose body begins on line 8."""
    head = ':orphan:\n\nPage\n====\n\n' if markup == 'rst' else '---\norphan: true\n---\n# Page\n\n'
    return {f'page.{markup}': f'{head}Before.\n\n{body}\n\nAfter.\n'}


def directive(markup: str, name: str, argument: str, options: dict[str, str]) -> str:
    lines = [f':{option}: {value}'.rstrip() for option, value in options.items()]
    if markup == 'rst':
        return '\n'.join([f'.. {name}:: {argument}'.rstrip(), *(f'   {line}' for line in lines)])
    return '\n'.join([f'```{{{name}}} {argument}'.rstrip(), *lines, '```'])


def role(markup: str, name: str, text: str) -> str:
    return f'A :{name}:`{text}`.' if markup == 'rst' else f'A {{{name}}}`{text}`.'


def told(built: Built) -> list[Warned]:
    return [warned for warned in built.warnings if not warned.file.endswith('.yaml')]


@pytest.mark.parametrize('markup', ['rst', 'md'])
@pytest.mark.parametrize(('name', 'argument', 'options', 'message', 'kind'), WRONG)
def test_wrong_directive_is_one_warning_at_its_line(
    meetup: Project, markup: str, name: str, argument: str, options: dict[str, str], message: str, kind: str
) -> None:
    meetup.write(page(markup, directive(markup, name, argument, options)))
    built = meetup.build('pseudoxml')
    # An option stands in the line below.
    assert told(built) == [(f'page.{markup}', 9 if options else 8, message, f'event.{kind}')]
    paragraphs = [node.astext() for node in built.doctree('page').next_node().children if node.tagname == 'paragraph']
    assert (paragraphs[0], paragraphs[-1]) == ('Before.', 'After.')


@pytest.mark.parametrize('markup', ['rst', 'md'])
@pytest.mark.parametrize(('name', 'text', 'message'), WRONG_ROLES)
def test_wrong_role_is_one_warning_at_its_line_and_text_in_its_place(
    meetup: Project, markup: str, name: str, text: str, message: str
) -> None:
    meetup.write(page(markup, role(markup, name, text)))
    built = meetup.build('pseudoxml')
    assert told(built) == [(f'page.{markup}', 8, message, 'event.reference')]
    assert f'A {text}.' in [node.astext() for node in built.doctree('page').findall() if node.tagname == 'paragraph']


@pytest.mark.parametrize('markup', ['rst', 'md'])
def test_wrong_option_is_told_in_its_own_line(meetup: Project, markup: str) -> None:
    options = {'layout': 'list', 'room': 'hall', 'colums': 'time', 'track': 'teory'}
    meetup.write(page(markup, directive(markup, 'event:schedule', '', options)))
    assert [(warned.line, warned.message.partition(';')[0]) for warned in told(meetup.build('pseudoxml'))] == [
        (11, "unknown option 'colums'"),
        (12, "no track 'teory'"),
    ]


def test_wrong_option_in_yaml_form_is_told_in_its_own_line(meetup: Project) -> None:
    meetup.write(page('md', '```{event:schedule}\n---\nlayout: tabel\n---\n```'))
    (warned,) = told(meetup.build('pseudoxml'))
    assert warned.line == 10


def test_wrong_option_in_a_list_of_an_included_file_is_told_in_its_own_line(meetup: Project) -> None:
    part = '* item\n\n  .. event:schedule::\n     :layout: list\n     :room: hal\n'
    meetup.write({'part.txt': part} | page('rst', '.. include:: part.txt'))
    (warned,) = told(meetup.build('pseudoxml'))
    assert (warned.file, warned.line) == ('part.txt', 5)


def test_what_is_right_in_a_wrong_directive_is_shown(meetup: Project) -> None:
    meetup.write(page('rst', directive('rst', 'event:session', 'openning, keynote', {'no-indx': ''})))
    built = meetup.build()
    assert [warned.kind for warned in told(built)] == ['event.directive', 'event.reference']
    assert built.html('page').values('.event-session', 'id') == ['event-session-keynote']


@pytest.mark.parametrize('suppressed', ['event', 'event.reference'])
def test_warning_can_be_suppressed_by_type_or_subtype(meetup: Project, suppressed: str) -> None:
    meetup.write(page('rst', directive('rst', 'event:session', 'openning', {})))
    assert told(meetup.build(suppress_warnings=[suppressed])) == []


def test_warning_in_an_included_file_names_that_file(meetup: Project) -> None:
    meetup.write({'part.txt': 'Text.\n\n.. event:session:: openning\n'} | page('rst', '.. include:: part.txt'))
    (warned,) = told(meetup.build('pseudoxml'))
    assert (warned.file, warned.line) == ('part.txt', 3)


def test_problem_in_data_is_told_at_its_line_in_its_file(meetup: Project) -> None:
    meetup.edit('data/sessions.yaml', 'people: charles', 'people: [charles, ada-lovelac]')
    (warned,) = meetup.build('pseudoxml').warnings
    assert warned == ('sessions.yaml', 2, "no person 'ada-lovelac'; did you mean 'ada-lovelace'?", 'event.reference')


def test_time_left_is_no_warning(meetup: Project) -> None:
    assert meetup.build('pseudoxml').warnings == []


def test_site_without_event_yaml_is_built_and_says_what_is_missing(meetup: Project) -> None:
    meetup.write(page('rst', '.. event:schedule::\n\nSee :event:session:`opening`.'))
    (meetup.data / 'event.yaml').unlink()
    built = meetup.build()
    assert [(warned.file, warned.line, warned.kind) for warned in built.warnings] == [
        ('event.yaml', 1, 'event.file'),
        ('page.rst', 8, 'event.file'),
    ]
    assert built.html('page').texts('p') == ['Before.', 'See opening.', 'After.']


def test_site_with_broken_event_yaml_is_built_and_says_where_it_is_broken(meetup: Project) -> None:
    meetup.write(page('rst', '.. event:schedule::') | {'data/event.yaml': 'title: Meetup\nstart: [\n'})
    built = meetup.build()
    assert [(warned.file, warned.kind) for warned in built.warnings] == [
        ('event.yaml', 'event.syntax'),
        ('page.rst', 'event.file'),
    ]
    assert built.html('page').texts('p') == ['Before.', 'After.']


def test_missing_list_of_people_is_told_once_and_the_sessions_are_shown(meetup: Project) -> None:
    (meetup.data / 'people.yaml').unlink()
    meetup.write({'data/sessions.yaml': '- {id: opening, title: Opening}\n'} | page('rst', '.. event:sessions::'))
    built = meetup.build()
    assert [(warned.file, warned.kind) for warned in built.warnings] == [('people.yaml', 'event.file')]
    assert built.html('page').values('.event-session', 'id') == ['event-session-opening']


@pytest.mark.parametrize('name', ['schedule', 'sessions', 'people', 'speakers'])
def test_event_without_people_and_sessions_is_an_empty_page_without_complaints(meetup: Project, name: str) -> None:
    meetup.write({'data/people.yaml': '', 'data/sessions.yaml': ''} | page('rst', f'.. event:{name}::'))
    built = meetup.build()
    assert built.warnings == []
    assert built.html('page').texts('p') == ['Before.', 'After.']


@pytest.mark.parametrize('markup', ['rst', 'md'])
def test_wrong_role_shows_what_its_author_would_show(meetup: Project, markup: str) -> None:
    meetup.write(page(markup, role(markup, 'event:session', 'our keynote <keynot>')))
    assert 'A our keynote.' in meetup.build('pseudoxml').doctree('page').astext()
