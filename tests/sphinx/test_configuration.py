"""What ``conf.py`` may say, and what the event gives where it says nothing."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ConfigError

if TYPE_CHECKING:
    from tests.sphinx.conftest import Project


@pytest.mark.parametrize('name', ['event_time_format', 'event_date_format'])
@pytest.mark.parametrize('pattern', ['', 'HH:mm:QQQQQQQQ', 'YYYYYYYYY-GGGGGGG'])
def test_format_that_is_no_pattern_is_refused_with_what_would_be_right(
    conference: Project, name: str, pattern: str
) -> None:
    with pytest.raises(ConfigError, match=rf"{name} = '{pattern}' .*'short', 'medium', 'long', 'full'"):
        conference.build('dummy', **{name: pattern})


@pytest.mark.parametrize('name', ['event_data', 'event_time_format', 'event_date_format'])
def test_setting_that_is_no_text_is_refused(conference: Project, name: str) -> None:
    with pytest.raises(ConfigError, match=f'{name} = 5 is not a text'):
        conference.build('dummy', **{name: 5})


@pytest.mark.parametrize(
    ('pattern', 'shown'), [('HH:mm', '09:15–10:15'), ('h:mm a', '9:15 AM–10:15 AM'), ('short', '9:15 AM–10:15 AM')]
)
def test_times_are_written_as_the_setting_says(conference: Project, pattern: str, shown: str) -> None:
    page = conference.build(event_time_format=pattern).html('schedule')
    assert page.all('tbody tr')[1].one('.event-range').text == shown


@pytest.mark.parametrize(
    ('pattern', 'shown'), [('full', 'Saturday, June 14, 2025'), ('d MMM', '14 Jun'), ('short', '6/14/25')]
)
def test_dates_are_written_as_the_setting_says(conference: Project, pattern: str, shown: str) -> None:
    page = conference.build(event_date_format=pattern).html('schedule')
    assert page.texts('caption')[0] == f'{shown} (UTC+2)'


def test_data_can_be_in_another_folder(conference: Project) -> None:
    conference.data.rename(conference.source.parent / 'facts')
    built = conference.build('pseudoxml', event_data='../facts')
    assert built.warnings == []
    assert 'Machines that weave' in built.doctree('sessions').astext()


def test_another_format_makes_every_page_stale(conference: Project) -> None:
    first = conference.build('pseudoxml')
    assert conference.build('pseudoxml', event_time_format='h:mm a').read == first.read


def test_event_gives_project_author_and_title_where_nothing_else_does(conference: Project) -> None:
    assert conference.build('dummy').project == (
        'Conference on Looms & Engines',
        'Ada Lovelace, Charles Babbage',
        # The short title: a long name of a site covers the navigation.
        'Looms',
    )


def test_site_without_a_short_title_has_the_whole_one(conference: Project) -> None:
    conference.edit('data/event.yaml', 'short_title: Looms\n', '')
    assert conference.build('dummy').project[2] == 'Conference on Looms & Engines'


@pytest.mark.parametrize('language', ['de', 'ja'])
def test_event_gives_the_title_in_every_language(conference: Project, language: str) -> None:
    assert conference.build('dummy', language=language).project[2] == 'Looms'


def test_what_the_author_says_stands(conference: Project) -> None:
    said = {'project': 'Looms', 'author': 'The committee', 'html_title': 'Looms 2025'}
    assert conference.build('dummy', **said).project == tuple(said.values())


def test_project_of_the_author_gives_the_title_as_sphinx_does(conference: Project) -> None:
    assert conference.build('dummy', project='Looms').project[2] == 'Looms  documentation'


def test_project_without_a_title_is_to_be_announced(conference: Project) -> None:
    conference.edit('data/event.yaml', 'title: Conference on Looms & Engines', 'title: TBD')
    assert conference.build('dummy').project[:2] == ('To be announced', 'Ada Lovelace, Charles Babbage')


@pytest.mark.parametrize(
    ('language', 'day'),
    [
        ('de', 'Samstag, 14. Juni 2025 (UTC+2)'),
        ('ja', '2025年6月14日土曜日 (UTC+2)'),
        ('ar', 'السبت، 14 يونيو 2025 (UTC+2)'),
        ('pt_BR', 'sábado, 14 de junho de 2025 (UTC+2)'),
    ],
)
def test_days_are_in_the_language_of_the_site(conference: Project, language: str, day: str) -> None:
    built = conference.build(language=language)
    assert built.html('schedule').texts('caption')[0] == day
    assert built.warnings == []


def test_session_in_the_language_of_the_site_is_not_marked(conference: Project) -> None:
    page = conference.build(language='ko').html('schedule')
    assert page.all('[lang="ko"]') == []


def test_printed_documents_are_titled_after_event_and_page_and_by_its_hosts(conference: Project) -> None:
    documents = [('schedule', 'schedule.tex', '', '', 'howto'), ('handout', 'handout.tex', 'My own', 'Me', 'howto')]
    built = conference.build('latex', latex_documents=documents)
    own, given = ((built.folder / name).read_text(encoding='utf-8') for name in ('handout.tex', 'schedule.tex'))
    assert (r'\title{My own}' in own, r'\author{Me}' in own) == (True, True)
    assert r'\title{Conference on Looms \& Engines\eventdocument{Schedule}}' in given
    assert r'\author{Ada Lovelace\and Charles Babbage}' in given


def test_all_settings_that_are_wrong_are_told_at_once(conference: Project) -> None:
    with pytest.raises(ConfigError) as raised:
        conference.build(event_audience='everybody', event_exports=['isc'], event_print_code='qr')
    assert [line.split()[0] for line in str(raised.value).splitlines()] == [
        'event_audience',
        'event_exports',
        'event_print_code',
    ]


def test_second_build_takes_nothing_for_a_change_of_the_configuration(conference: Project) -> None:
    conference.build()
    assert 'config' not in conference.build().app.status.getvalue()


def test_another_title_is_on_every_page_and_has_no_document_read_again(conference: Project) -> None:
    conference.write({'plain.rst': 'Plain\n=====\n'})
    conference.build()
    conference.edit('data/event.yaml', 'short_title: Looms', 'short_title: Weavers')
    built = conference.build()
    assert 'plain' not in built.read
    for page in ('plain', 'schedule'):
        assert 'Weavers' in built.whole_html(page).title.text
    assert 'config' not in built.app.status.getvalue()


def test_build_leaves_the_garbage_collector_as_it_was(conference: Project) -> None:
    before = gc.get_freeze_count(), gc.get_threshold(), gc.isenabled()
    conference.build()
    conference.write({'conf.py': "extensions = ['sphinx_event_program']\nevent_pages = 5\n"})
    with pytest.raises(ConfigError):
        conference.build()
    assert (gc.get_freeze_count(), gc.get_threshold(), gc.isenabled()) == before
