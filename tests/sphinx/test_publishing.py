"""The files beside the pages, the links to them, and what search engines are told."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from sphinx.errors import ConfigError

from sphinx_event_program.exports.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sphinx.conftest import Built, Project

SITE = 'https://event.example.org/2025/'
ALL = list(FORMATS)
PAGE = 'Files\n=====\n\n.. event:downloads::\n'


@pytest.fixture
def project(conference: Project) -> Project:
    """The conference, with a list of its files on a page in a folder."""
    conference.write({'more/files.rst': PAGE})
    index = (conference.source / 'index.rst').read_text(encoding='utf-8')
    conference.write({'index.rst': f'{index}   more/files\n'})
    return conference


def files(built: Built) -> list[str]:
    return sorted(name for name in FORMATS.values() if (built.folder / name).is_file())


def links(built: Built, page: str = 'more/files') -> list[tuple[str, str]]:
    return [(link.text, str(link.tag['href'])) for link in built.html(page).all('.event-downloads a')]


def described(built: Built, page: str = 'index') -> list[dict[str, Any]]:
    scripts = built.whole_html(page).select('head script[type="application/ld+json"]')
    return [json.loads(''.join(map(str, script.contents))) for script in scripts]


def times(folder: Path) -> dict[str, int]:
    return {name: (folder / name).stat().st_mtime_ns for name in FORMATS.values()}


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml'])
def test_website_has_a_calendar_beside_its_pages(project: Project, builder: str) -> None:
    built = project.build(builder)
    assert built.warnings == []
    assert files(built) == ['schedule.ics']
    calendar = Calendar.from_ical((built.folder / 'schedule.ics').read_bytes())
    titles = [str(entry['SUMMARY']) for entry in calendar.walk('VEVENT')]
    assert 'The first program' in titles
    assert 'Cancelled: A talk that is off' in titles


@pytest.mark.parametrize('builder', ['latex', 'epub', 'text', 'xml'])
def test_other_builders_write_no_files(project: Project, builder: str) -> None:
    assert files(project.build(builder, event_exports=ALL)) == ([] if builder != 'xml' else ['schedule.xml'])


def test_chosen_files_are_written_and_no_longer_chosen_ones_removed(project: Project) -> None:
    assert files(project.build(event_exports=ALL)) == sorted(FORMATS.values())
    assert files(project.build(event_exports=['csv'])) == ['schedule.csv']
    assert files(project.build(event_exports=[])) == []


def test_file_of_the_author_stays_as_it_is(project: Project) -> None:
    project.write({'extra/schedule.csv': 'mine\n'})
    for chosen in (['csv'], ['ics'], ['csv', 'ics']):
        built = project.build(event_exports=chosen, html_extra_path=['extra'])
        assert (built.folder / 'schedule.csv').read_text(encoding='utf-8') == 'mine\n'


def test_nothing_is_written_where_nothing_was_edited(project: Project) -> None:
    first = times(project.build(event_exports=ALL, html_baseurl=SITE).folder)
    second = project.build(event_exports=ALL, html_baseurl=SITE)
    assert second.read == ()
    assert times(second.folder) == first


def test_only_the_files_change_whose_content_does(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without it, the version of the data is a digest of them.
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1760871600')
    first = times(project.build(event_exports=ALL).folder)
    project.edit('data/sessions.yaml', 'level: beginner', 'level: expert')
    second = times(project.build(event_exports=ALL).folder)
    assert {name for name in first if first[name] != second[name]} == {'schedule.csv'}


def test_edit_of_the_data_alone_reaches_the_files(project: Project) -> None:
    """No page shows the abstract; only the files have it."""
    for page in ('sessions.rst', 'schedule.md', 'speakers.md', 'team.rst', 'venue.md', 'handout.rst'):
        (project.source / page).unlink()
    project.write({'index.rst': 'Home\n====\n'})
    project.build()
    project.edit('data/sessions.yaml', 'On *Bernoulli* numbers.', 'On *other* numbers.')
    built = project.build()
    assert built.read == ()
    assert b'On other numbers.' in (built.folder / 'schedule.ics').read_bytes()


def test_lost_or_spoilt_file_is_written_again(project: Project) -> None:
    built = project.build(event_exports=['ics', 'csv'])
    good = {name: (built.folder / name).read_bytes() for name in files(built)}
    (built.folder / 'schedule.ics').unlink()
    (built.folder / 'schedule.csv').write_text('spoilt')
    project.build(event_exports=['ics', 'csv'])
    assert {name: (built.folder / name).read_bytes() for name in files(built)} == good


def test_failed_build_leaves_the_files_as_they_were(project: Project) -> None:
    built = project.build()
    before = (built.folder / 'schedule.ics').read_bytes()
    project.edit('data/sessions.yaml', 'The first program', 'Another title')
    project.write({'conf.py': (project.source / 'conf.py').read_text(encoding='utf-8') + _FAILING})
    with pytest.raises(Exception, match='no page'):
        project.build()
    assert (built.folder / 'schedule.ics').read_bytes() == before


_FAILING = """

def fail(*arguments):
    raise RuntimeError('no page')


def setup(app):
    app.connect('html-page-context', fail)
"""


def test_event_that_cannot_be_read_leaves_the_files_as_they_were(project: Project) -> None:
    built = project.build()
    before = (built.folder / 'schedule.ics').read_bytes()
    project.edit('data/event.yaml', 'timezone: Europe/Paris', 'timezone: [')
    project.build()
    assert (built.folder / 'schedule.ics').read_bytes() == before


def test_same_sources_give_the_same_bytes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1760871600')
    made = []
    for builder in ('html', 'dirhtml'):
        folder = project.build(builder, event_exports=ALL).folder
        made.append({name: (folder / name).read_bytes() for name in FORMATS.values()})
    assert made[0] == made[1]
    assert b'DTSTAMP:20251019T110000Z' in made[0]['schedule.ics']


@pytest.mark.slow
def test_build_without_changes_does_not_import_what_makes_calendars(project: Project) -> None:
    project.build()
    program = (
        'import sys; from sphinx.cmd.build import main; sys.exit(main(sys.argv[1:]) or "icalendar" in sys.modules)'
    )
    output = project.source.parent / 'output'
    folders = ['-d', str(output / 'doctrees'), str(project.source), str(output / 'html')]
    for _ in range(2):
        done = subprocess.run([sys.executable, '-c', program, '-q', *folders], check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ('value', 'message'),
    [
        (['isc'], "event_exports has 'isc', which is not known; did you mean 'ics'"),
        ('ics', "event_exports = 'ics' is not a list"),
        ([5], r'event_exports = \[5\] is not a list'),
        (5, 'event_exports = 5 is not a list'),
    ],
)
def test_setting_that_cannot_be_used_is_refused(project: Project, value: Any, message: str) -> None:
    if value == 'ics':
        # On the command line a text is a list; in conf.py it is a mistake.
        project.write({'conf.py': f"{(project.source / 'conf.py').read_text(encoding='utf-8')}event_exports = 'ics'\n"})
        with pytest.raises(ConfigError, match=message):
            project.build('dummy')
    else:
        with pytest.raises(ConfigError, match=message):
            project.build('dummy', event_exports=value)


@pytest.mark.parametrize(
    ('builder', 'up'), [('html', '../'), ('dirhtml', '../../'), ('singlehtml', '')], ids=lambda value: str(value)
)
def test_links_lead_to_the_files_from_every_page(project: Project, builder: str, up: str) -> None:
    built = project.build(builder, event_exports=ALL)
    page = {'html': 'more/files', 'dirhtml': 'more/files/index', 'singlehtml': 'index'}[builder]
    assert links(built, page) == [
        ('Download the calendar', f'{up}schedule.ics'),
        ('Table for spreadsheets (CSV)', f'{up}schedule.csv'),
        ('Schedule for conference apps (XML)', f'{up}schedule.xml'),
        ('Schedule for other programs (JSON)', f'{up}schedule.json'),
    ]


def test_calendar_can_be_subscribed_to_where_the_site_s_address_is_known(project: Project) -> None:
    built = project.build(html_baseurl=SITE)
    assert links(built) == [
        ('Subscribe to the calendar', 'webcal://event.example.org/2025/schedule.ics'),
        ('Download the calendar', '../schedule.ics'),
    ]
    notes = built.html('more/files').texts('.event-downloads__note')
    assert 'Google Calendar' in notes[0]


def test_paper_names_the_addresses_that_are_known(project: Project) -> None:
    documents = [('more/files', 'files.tex', 'Title', 'Author', 'howto')]
    assert '.ics' not in project.build('latex', latex_documents=documents).tex('files').source
    tex = project.build('latex', latex_documents=documents, html_baseurl=SITE, event_exports=['ics', 'csv'])
    assert [address for (address,) in tex.tex('files').arguments('sphinxurl')] == [
        f'{SITE}schedule.ics',
        f'{SITE}schedule.csv',
    ]


@pytest.mark.parametrize('builder', ['text', 'epub', 'man', 'texinfo', 'gettext', 'xml', 'pseudoxml'])
@pytest.mark.slow
def test_list_is_nothing_where_no_address_is_known(project: Project, builder: str) -> None:
    built = project.build(builder)
    assert not [name for name, content in built.files().items() if b'schedule.ics' in content]


def test_links_follow_the_settings_without_reading_the_page_again(project: Project) -> None:
    project.build()
    built = project.build(event_exports=['csv'])
    assert built.read == ()
    assert links(built) == [('Table for spreadsheets (CSV)', '../schedule.csv')]


def test_file_without_anything_to_say_is_neither_written_nor_offered(project: Project) -> None:
    for line in ('start: 2025-06-14 09:00', 'end: 2025-06-15 13:00'):
        project.edit('data/event.yaml', line, line.partition(':')[0] + ': TBD')
    project.write({'data/sessions.yaml': '- {id: one, title: One}\n'})
    built = project.build(event_exports=ALL)
    assert files(built) == ['schedule.csv']
    assert [address for _, address in links(built)] == ['../schedule.csv']
    project.edit('data/event.yaml', 'start: TBD', 'start: 2025-06-14 09:00')
    built = project.build(event_exports=ALL)
    assert files(built) == sorted(FORMATS.values())
    assert len(links(built)) == 4


def test_entries_lead_to_where_the_sessions_are_on_the_site(project: Project) -> None:
    built = project.build(html_baseurl=SITE)
    calendar = Calendar.from_ical((built.folder / 'schedule.ics').read_bytes())
    addresses = {str(entry['SUMMARY']): entry.get('URL') for entry in calendar.walk('VEVENT')}
    assert addresses['The first program'] == f'{SITE}sessions.html#event-session-first-program'
    assert built.html('sessions').all('#event-session-first-program')


def test_entries_follow_when_the_sessions_move_to_another_page(project: Project) -> None:
    project.build(html_baseurl=SITE)
    (project.source / 'sessions.rst').rename(project.source / 'talks.rst')
    project.edit('index.rst', '   sessions\n', '   talks\n')
    built = project.build(html_baseurl=SITE)
    assert b'talks.html#event-session-first-program' in (built.folder / 'schedule.ics').read_bytes()


def test_words_are_in_the_attendees_edition_s_calendar(project: Project) -> None:
    built = project.build(event_audience='attendees')
    calendar = Calendar.from_ical((built.folder / 'schedule.ics').read_bytes())
    assert str(calendar['X-WR-CALNAME']).endswith('For attendees only')
    entry = calendar.walk('VEVENT')[0]
    assert entry['CONFERENCE'] == 'https://zoom.example.org/j/SECRET-LINK'
    assert 'SECRET-PASSCODE' in entry['DESCRIPTION']


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml'])
def test_search_engines_are_told_of_the_event_on_its_first_page_alone(project: Project, builder: str) -> None:
    built = project.build(builder)
    (event,) = described(built)
    assert event['name'] == 'Conference on Looms & Engines'
    if builder == 'html':
        assert described(built, 'schedule') == []


def test_first_page_is_written_again_when_search_engines_are_to_be_told_something_else(project: Project) -> None:
    project.write({'index.rst': 'Home\n====\n\n.. toctree::\n\n   sessions\n'})
    project.build()
    project.edit('data/event.yaml', 'city: Lyon', 'city: Paris')
    built = project.build()
    assert 'index' not in built.read
    assert described(built)[0]['location'][0]['address']['addressLocality'] == 'Paris'


@pytest.mark.parametrize(
    ('builder', 'page'),
    [
        ('html', 'talks/first-program.html'),
        ('dirhtml', 'talks/first-program/'),
        ('singlehtml', 'index.html#event-session-first-program'),
    ],
)
def test_entries_lead_to_the_sessions_own_pages_where_they_have_some(project: Project, builder: str, page: str) -> None:
    built = project.build(builder, html_baseurl=SITE, event_pages={'session': 'talks'})
    calendar = Calendar.from_ical((built.folder / 'schedule.ics').read_bytes())
    addresses = {str(entry['SUMMARY']): entry.get('URL') for entry in calendar.walk('VEVENT')}
    assert addresses['The first program'] == SITE + page
