"""Pages that nobody wrote: one for each session, person, track, room, tag and day."""

from __future__ import annotations

import json
import os
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar, Component
from sphinx.errors import ThemeError
from tests.sphinx.conftest import Html, paint

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project

PAGES = {
    'session': 'sessions',
    'person': 'people',
    'track': 'tracks',
    'room': 'rooms',
    'tag': 'tags',
    'day': 'days',
}


@pytest.fixture(scope='module')
def built(open_root: Any) -> Built:
    """The conference with pages of every kind, to be read only."""
    return open_root('conference').build(event_pages=PAGES)


def links(page: Html, selector: str = 'a') -> dict[str, str]:
    """The texts of some links, by where they lead."""
    return {str(link.tag['href']): link.text for link in page.all(selector)}


def words_of(built: Built, page: str) -> set[str]:
    """The words by which a search finds a page."""
    index = search_index(built)
    number = index['docnames'].index(page)
    found = {
        word for word, pages in index['terms'].items() if number in (pages if isinstance(pages, list) else [pages])
    }
    titles = index['titleterms'].items()
    return found | {word for word, pages in titles if number in (pages if isinstance(pages, list) else [pages])}


def search_index(built: Built) -> dict[str, Any]:
    script = (built.folder / 'searchindex.js').read_text(encoding='utf-8')
    return json.loads(script.removeprefix('Search.setIndex(').removesuffix(')'))


def inventory(built: Built) -> dict[tuple[str, str], tuple[int, str]]:
    """Objects by type and name: their priority, and where they are."""
    content = (built.folder / 'objects.inv').read_bytes()
    text = zlib.decompress(content.split(b'zlib.\n', 1)[1]).decode()
    found = {}
    for line in text.splitlines():
        match = re.fullmatch(r'(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)', line)
        assert match is not None
        found[match[2], match[1]] = int(match[3]), match[4].replace('$', match[1])
    return found


def names(built: Built, folder: str) -> set[str]:
    return {path.stem for path in (built.folder / folder).glob('*.html')}


def test_each_record_has_a_page(built: Built) -> None:
    edition = built.app.env.domains['event'].build.presentation.edition
    # A break of which there is nothing to say has none.
    assert names(built, 'sessions') == {*edition.program.sessions_by_id} - {'coffee'}
    assert names(built, 'people') == set(edition.program.people)
    assert names(built, 'rooms') == {'hall', 'lab'}
    assert names(built, 'tracks') == {'theory', 'practice'}
    assert names(built, 'days') == {'2025-06-14', '2025-06-15'}
    assert names(built, 'tags') == {'history', 'numbers'}
    assert built.warnings == []


def test_page_of_a_session_says_all_that_a_visitor_wants(built: Built) -> None:
    page = built.html('sessions/first-program')
    assert page.one('h1').text.removesuffix('¶') == 'The first program'
    assert page.one('section').tag['id'] == 'event-session-first-program'
    assert page.one('.event-subtitle').text == 'Note G'
    assert page.one('.event-session__when').text.startswith('Saturday, June 14, 2025 · 09:15–10:15 (UTC+2)')
    assert page.one('.event-session__abstract').text
    found = links(page)
    assert found['../people/ada.html'] == 'Ada Lovelace'
    assert found['../rooms/hall.html'] == 'Main Hall'
    assert found['../tracks/theory.html'] == 'Theory'
    assert found['../tags/history.html'] == 'history'
    assert found['../days/2025-06-14.html'] == 'Saturday, June 14, 2025'


def test_page_of_a_session_leads_to_those_before_and_after_it_and_passes_over_breaks(built: Built) -> None:
    relations = {}
    for page in ('opening', 'first-program', 'cards'):
        whole = built.whole_html(f'sessions/{page}')
        relations[page] = [link['href'] for name in ('prev', 'next') for link in whole.select(f'link[rel="{name}"]')]
    order = [slot.session.id for slot in built.app.env.domains['event'].build.presentation.edition.timetable.slots]
    assert order[:4] == ['opening', 'first-program', 'coffee', 'cards']
    assert relations == {
        'opening': ['first-program.html'],
        'first-program': ['opening.html', 'cards.html'],
        'cards': ['first-program.html', 'weaving.html'],
    }


def test_break_has_no_page_unless_there_is_something_to_say(project: Project) -> None:
    sessions = [
        {'id': 'tea', 'title': 'Tea', 'kind': 'break', 'start': '09:00', 'duration': 5},
        {'id': 'walk', 'title': 'Walk', 'kind': 'break', 'duration': 5, 'abstract': 'To the river.'},
        {'id': 'talk', 'title': 'Talk', 'duration': 5},
    ]
    event = 'title: T\nstart: 2026-10-20\ntimezone: UTC\n'
    project.write({'data/event.yaml': event, 'data/people.yaml': '', 'data/sessions.yaml': json.dumps(sessions)})
    project.write({'index.rst': 'X\n=\n\n.. event:schedule::\n'})
    built = project.build(event_pages={'session': 'sessions'})
    assert {path.name for path in (built.folder / 'sessions').iterdir()} == {
        f'{name}.{ending}' for name in ('walk', 'talk') for ending in ('html', 'ics')
    }
    titles = built.html('index').all('.event-slot__title')
    assert [(one.text, bool(one.all('a'))) for one in titles] == [
        ('Tea', False),
        ('Walk', True),
        ('Talk', True),
    ]


def test_page_of_a_session_names_those_of_the_same_people_and_track(project: Project) -> None:
    sessions = '\n'.join(
        f'- {{id: {ident}, title: {ident.title()}, duration: 10 min, track: {track}, people: [{person}]}}'
        for ident, track, person in [
            ('one', 'red', 'ada'),
            ('two', 'blue', 'ada'),
            ('three', 'red', 'bo'),
            ('four', 'blue', 'bo'),
        ]
    )
    project.write(
        {
            'index.rst': 'Index\n=====\n\n.. event:schedule::\n',
            'data/event.yaml': 'title: T\nstart: 2025-06-14 09:00\ntimezone: UTC\n'
            'tracks: [{id: red, name: Red}, {id: blue, name: Blue}]\n',
            'data/people.yaml': 'ada: {name: Ada}\nbo: {name: Bo}\n',
            'data/sessions.yaml': sessions,
        }
    )
    page = project.build(event_pages={'session': 'sessions'}).html('sessions/one')
    headings = page.texts('.event-related .rubric')
    lists = [links(found) for found in page.all('.event-related ul')]
    assert headings == ['More with the same people', 'More in the track Red']
    assert lists == [{'two.html': 'Two'}, {'three.html': 'Three'}]


def test_page_of_a_person_has_picture_bio_and_sessions(built: Built) -> None:
    page = built.html('people/ada')
    assert page.one('h1').text.removesuffix('¶') == 'Ada Lovelace'
    assert page.one('img.event-portrait').tag['alt'] == 'Portrait of Ada Lovelace'
    assert 'first program' in page.text
    assert '../sessions/first-program.html' in links(page, '.event-person-sessions a')
    for image in page.all('picture [src], picture [srcset]'):
        name = (image.tag.get('src') or image.tag['srcset']).split(' ')[0]
        assert (built.folder / 'people' / name).resolve().is_file()


def test_page_of_a_track_lists_its_sessions_and_no_column_that_says_the_same_everywhere(built: Built) -> None:
    page = built.html('tracks/theory')
    edition = built.app.env.domains['event'].build.presentation.edition
    in_track = [slot.session.id for slot in edition.timetable.slots if slot.session.track == 'theory']
    assert [link.tag['href'] for link in page.all('.event-slot__title a')] == [
        f'../sessions/{ident}.html' for ident in in_track
    ]
    assert page.all('.event-timetable__track') == []
    assert page.all('.event-timetable__room') != []


def test_links_of_documents_lead_to_the_pages(built: Built) -> None:
    assert 'sessions/first-program.html' in links(built.html('schedule'))
    assert 'people/ada.html' in links(built.html('schedule'))


def test_documents_above_a_page_are_its_breadcrumbs(conference: Project) -> None:
    built = conference.build(event_pages=PAGES, html_theme='basic')

    def above(page: str) -> list[tuple[str, str]]:
        found = built.whole_html(page).select('.related')[0].select('li.nav-item a')
        return [(str(link['href']), link.get_text()) for link in found][1:-1]

    assert above('sessions/opening') == [('../sessions.html', 'Sessions')]
    assert above('people/joseph') == [('../speakers.html', 'Speakers')]
    assert above('tags/history') == []
    assert links(built.html('sessions/opening'), '.event-breadcrumbs a') == {'../sessions.html': 'Sessions'}


def test_page_follows_the_document_to_which_it_belongs(conference: Project) -> None:
    # All people have cards, and some a full entry: theirs is the page to go back to.
    conference.write({'speakers.md': '# Speakers\n\n```{event:speaker} joseph\n```\n'})
    conference.write({'team.rst': 'Team\n====\n\n.. event:people::\n'})
    settings = {'event_pages': PAGES, 'html_theme': 'basic'}
    built = conference.build(**settings)
    assert links(built.html('people/joseph'), '.event-breadcrumbs a') == {'../speakers.html': 'Speakers'}
    assert links(built.html('people/grace'), '.event-breadcrumbs a') == {'../team.html': 'Team'}
    conference.write({'speakers.md': '# Speakers\n\nNobody yet.\n'})
    built = conference.build(**settings)
    assert links(built.html('people/joseph'), '.event-breadcrumbs a') == {'../team.html': 'Team'}


def test_search_finds_a_page_by_what_it_shows(built: Built) -> None:
    words = words_of(built, 'sessions/first-program')
    assert {'program', 'lovelac', 'histori'} <= words
    assert {'analyst'} <= words_of(built, 'people/ada')
    index = search_index(built)
    kinds = {
        name: label for name, (_, _, label) in zip(index['objtypes'].values(), index['objnames'].values(), strict=True)
    }
    assert kinds['event:session'] == 'Event session'
    assert kinds['event:person'] == 'Event person'


def test_inventory_names_each_record_for_other_projects(built: Built) -> None:
    objects = inventory(built)
    assert objects['event:session', 'panel'] == (1, 'sessions/panel.html#event-session-panel')
    assert objects['event:person', 'ada'] == (1, 'people/ada.html#event-person-ada')
    assert objects['event:room', 'hall'] == (1, 'rooms/hall.html#event-room-hall')
    assert objects['event:day', '2025-06-14'] == (1, 'days/2025-06-14.html#event-day-2025-06-14')
    assert objects['event:tag', 'history'] == (1, 'tags/history.html#event-tag-history')


def test_another_project_refers_to_a_session_by_its_inventory(built: Built, project: Project) -> None:
    project.write(
        {
            'conf.py': "extensions = ['sphinx.ext.intersphinx', 'sphinx_event_program']\n",
            'index.rst': 'Index\n=====\n\n:external+looms:event:session:`panel` and '
            ':external+looms:event:person:`ada` and :any:`joseph`\n',
            'data/event.yaml': 'title: Other\nstart: 2025-06-14 09:00\ntimezone: UTC\npeople: {}\nsessions: []\n',
        }
    )
    mapping = {'looms': ('https://looms.example.org/', str(built.folder / 'objects.inv'))}
    other = project.build(intersphinx_mapping=mapping)
    found = links(other.html('index'), 'p a')
    assert found['https://looms.example.org/sessions/panel.html#event-session-panel'] == 'Machines that weave'
    assert found['https://looms.example.org/people/ada.html#event-person-ada'] == 'Ada Lovelace'
    assert found['https://looms.example.org/people/joseph.html#event-person-joseph'] == 'Joseph-Marie Jacquard'
    assert other.warnings == []


def test_another_project_without_the_extension_refers_to_a_session(built: Built, project: Project) -> None:
    project.write(
        {
            'conf.py': "extensions = ['sphinx.ext.intersphinx', 'myst_parser']\n",
            'index.rst': 'Index\n=====\n\n:external+looms:doc:`sessions/panel`\n\n.. toctree::\n\n   other\n',
            'other.md': '# Other\n\n<inv:looms:event:session#panel>\n',
        }
    )
    mapping = {'looms': ('https://looms.example.org/', str(built.folder / 'objects.inv'))}
    other = project.build(intersphinx_mapping=mapping)
    for page, anchor in (('index', ''), ('other', '#event-session-panel')):
        found = links(other.html(page), 'p a')
        assert found == {f'https://looms.example.org/sessions/panel.html{anchor}': 'Machines that weave'}
    assert other.warnings == []


def test_indices_name_people_by_family_name_and_sessions_by_time(built: Built) -> None:
    people, sessions = (
        built.whole_html(name).select('table.indextable a[href*="#"]') for name in ('event-people', 'event-sessions')
    )
    assert [link.get_text() for link in people][:2] == ['Babbage, Charles', 'Hopper, Grace']
    order = [slot.session.id for slot in built.app.env.domains['event'].build.presentation.edition.timetable.slots]
    pages = ['sessions' if ident == 'coffee' else f'sessions/{ident}' for ident in order]
    assert [link['href'] for link in sessions] == [
        f'{page}.html#event-session-{ident}' for page, ident in zip(pages, order, strict=True)
    ]
    everywhere = {link.get_text(): link['href'] for link in built.whole_html('genindex').select('.genindextable a')}
    assert everywhere['Lovelace, Ada'] == 'people/ada.html#event-person-ada'
    assert everywhere['Machines that weave'] == 'sessions/panel.html#event-session-panel'


def test_index_that_has_nothing_to_list_is_gone(conference: Project) -> None:
    settings = {'event_pages': {'session': 'sessions'}}
    assert (conference.build(**settings).folder / 'event-people.html').exists()
    assert not (conference.build(**settings, html_domain_indices=False).folder / 'event-people.html').exists()
    for page in ('team.rst', 'speakers.md'):
        (conference.source / page).unlink()
    for name in ('index.rst', 'handout.rst', 'schedule.md', 'sessions.rst', 'venue.md'):
        conference.write({name: 'Title\n=====\n' if name.endswith('rst') else '# Title\n'})
    folder = conference.build(**settings).folder
    assert not (folder / 'event-people.html').exists()
    assert (folder / 'event-sessions.html').exists()


def test_description_of_a_page_is_the_beginning_of_its_abstract(built: Built) -> None:
    (meta,) = built.whole_html('sessions/first-program').select('meta[name="description"]')
    text = built.html('sessions/first-program').one('.event-session__abstract').text
    assert text.startswith(str(meta['content']).removesuffix(' …'))
    assert built.whole_html('sessions/opening').select('meta[name="description"]') == []


def test_quotes_and_dashes_stay_as_they_were_written(conference: Project) -> None:
    conference.edit('data/sessions.yaml', 'title: Machines that weave', 'title: \'"Machines" -- they weave\'')
    built = conference.build(event_pages={'session': 'sessions'})
    assert built.html('sessions/panel').one('h1').text.removesuffix('¶') == '"Machines" -- they weave'
    assert built.whole_html('sessions/panel').title.get_text().startswith('"Machines" -- they weave')


def test_neighbours_are_called_as_in_their_headings(conference: Project) -> None:
    conference.edit('data/sessions.yaml', 'title: Machines that weave', 'title: \'"Machines" -- they weave\'')
    built = conference.build(event_pages={'session': 'sessions'}, html_theme='alabaster')
    previous = [
        link['title']
        for page in (built.folder / 'sessions').glob('*.html')
        for link in built.whole_html(f'sessions/{page.stem}').select('link[rel="prev"], link[rel="next"]')
        if link['href'] == 'panel.html'
    ]
    assert set(previous) == {'"Machines" -- they weave'}


def test_page_of_a_room_without_sessions_says_so(conference: Project) -> None:
    conference.edit('data/event.yaml', '  - {id: lab, name', '  - {id: attic, name: Attic}\n  - {id: lab, name')
    page = conference.build(event_pages={'room': 'rooms'}).html('rooms/attic')
    assert page.texts('.event-room > p .event-tbd') == ['To be announced']


def test_document_of_the_same_name_wins(conference: Project) -> None:
    conference.write({'talks/panel.rst': ':orphan:\n\nMy panel\n========\n\nMine.\n'})
    built = conference.build(event_pages={'session': 'talks'})
    assert 'Mine.' in built.html('talks/panel').text
    assert 'talks/panel.html' in links(built.html('schedule'))
    (conference.source / 'talks/panel.rst').unlink()
    assert 'Machines that weave' in conference.build(event_pages={'session': 'talks'}).html('talks/panel').text


def test_other_pages_of_the_author_win_too(conference: Project) -> None:
    settings: dict[str, Any] = {
        'event_pages': {'session': 'sessions'},
        'html_additional_pages': {'sessions/coffee': 'own.html'},
        'html_extra_path': ['extra'],
        'templates_path': ['_templates'],
    }
    mine = {
        '_templates/own.html': 'of a template',
        'extra/sessions/panel.html': 'a file',
        'extra/sessions/panel.ics': '-',
    }
    conference.write(mine)

    def shown(folder: Path) -> list[str]:
        names = ('coffee.html', 'panel.html', 'panel.ics')
        return [(folder / 'sessions' / name).read_text(encoding='utf-8') for name in names]

    built = conference.build(**settings)
    assert shown(built.folder) == [*mine.values()]
    assert names(built, 'sessions') > {'coffee', 'panel', 'first-program'}
    sessions = conference.data / 'sessions.yaml'
    sessions.write_text('[]', encoding='utf-8')
    built = conference.build(**settings)
    assert shown(built.folder) == [*mine.values()]
    assert names(built, 'sessions') == {'coffee', 'panel'}


def test_document_wins_whose_file_a_page_would_have(conference: Project) -> None:
    conference.edit('data/sessions.yaml', 'id: coffee', 'id: index')
    conference.write({'talks.rst': ':orphan:\n\nMy own\n======\n'})
    for _ in range(2):
        built = conference.build('dirhtml', event_pages={'session': 'talks'})
        assert built.html('talks/index').one('h1').text.startswith('My own')


def test_page_of_a_record_that_went_goes_too(conference: Project) -> None:
    first = conference.build(event_pages=PAGES)
    assert (first.folder / 'people/yuna.html').is_file()
    text = (conference.data / 'people.yaml').read_text(encoding='utf-8')
    kept = [entry for entry in text.split('\n\n') if not entry.startswith('yuna:')]
    (conference.data / 'people.yaml').write_text('\n\n'.join(kept), encoding='utf-8')
    again = conference.build(event_pages=PAGES)
    assert not (again.folder / 'people/yuna.html').exists()
    assert 'people/yuna' not in search_index(again)['docnames']
    without = conference.build(event_pages={'session': 'sessions'})
    assert not (without.folder / 'people').exists()
    assert names(without, 'sessions') == names(again, 'sessions')


def test_nothing_is_written_beside_the_sources(conference: Project) -> None:
    before = set(conference.source.rglob('*'))
    conference.build(event_pages=PAGES)
    assert set(conference.source.rglob('*')) == before


def test_author_s_template_chooses_what_is_shown_and_in_which_order(conference: Project) -> None:
    conference.write(
        {'_templates/event/session.html': '<article>{{ part("abstract") }}{{ part("title") }}<a>{{ id }}</a></article>'}
    )
    settings: dict[str, Any] = {'event_pages': {'session': 'sessions'}, 'templates_path': ['_templates']}
    built = conference.build(**settings)
    article = built.html('sessions/first-program').one('article')
    assert [child.name for child in article.tag.find_all(recursive=False)] == ['div', 'h1', 'a']
    assert article.one('a').text == 'first-program'
    # What is not shown is not found.
    assert 'lovelac' not in words_of(built, 'sessions/first-program')
    conference.write({'_templates/event/session.html': '{{ part("title") }}'})
    assert conference.build(**settings).html('sessions/first-program').all('article') == []


def test_author_s_template_finds_documents_and_files(conference: Project) -> None:
    template = (
        '<b>{{ pagename }}</b><a href="{{ pathto("schedule") }}"></a><img src="{{ pathto("_static/a.png", 1) }}">'
    )
    conference.write({'_templates/event/session.html': template + '{% if hasdoc("code") %}<i>conduct</i>{% endif %}'})
    settings = {'event_pages': {'session': 'sessions'}, 'templates_path': ['_templates']}
    page = conference.build(**settings).html('sessions/panel')
    assert page.texts('b') == ['sessions/panel']
    assert page.values('a', 'href') == ['../schedule.html']
    assert page.values('img', 'src') == ['../_static/a.png']
    assert page.texts('i') == []
    conference.write({'code.rst': ':orphan:\n\nCode of conduct\n===============\n'})
    assert conference.build(**settings).html('sessions/panel').texts('i') == ['conduct']


@pytest.mark.parametrize('edit', ['take it away', 'put an older one in its place'])
def test_pages_are_new_when_the_author_s_template_is(conference: Project, edit: str) -> None:
    settings = {'event_pages': {'session': 'sessions'}, 'templates_path': ['_templates']}
    conference.write(
        {
            '_templates/event/session.html': '<p class="own">one</p>',
            '_templates/event/person.html': '<p>The newest template of all.</p>',
        }
    )
    template = conference.source / '_templates/event/session.html'
    os.utime(template, (1_000_000_000, 1_000_000_000))
    assert conference.build(**settings).html('sessions/panel').texts('.own') == ['one']
    if edit == 'take it away':
        template.unlink()
    else:
        template.write_text('<p class="own">two</p>', encoding='utf-8')
        os.utime(template, (1_000_000_001, 1_000_000_001))
    shown = conference.build(**settings).html('sessions/panel').texts('.own')
    assert shown == ([] if edit == 'take it away' else ['two'])


@pytest.mark.parametrize(
    ('template', 'message'),
    [
        ('{{ part("abstrakt") }}', r"event/session\.html: no part 'abstrakt'; did you mean 'abstract'\?"),
        ('\n{% if %}', r'event/session\.html:2: Expected an expression'),
        ('{{ 1 / 0 }}', r'event/session\.html: division by zero'),
        ('{% include "nowhere.html" %}', r"event/session\.html: 'nowhere\.html' not found"),
    ],
)
def test_mistake_in_a_template_is_an_error_that_names_it(conference: Project, template: str, message: str) -> None:
    conference.write({'_templates/event/session.html': template})
    with pytest.raises(ThemeError, match=message):
        conference.build(event_pages={'session': 'sessions'}, templates_path=['_templates'])


@pytest.mark.parametrize(
    ('value', 'message'),
    [
        (['session'], r"event_pages = \['session'\] is no mapping"),
        ({'sesion': 'sessions'}, "event_pages has 'sesion', which is not known; did you mean 'session'"),
        ({'session': '../out'}, "'../out', which is no folder of the site"),
        ({'session': '/abs'}, "'/abs', which is no folder of the site"),
        ({'session': ''}, "'', which is no folder of the site"),
        ({'session': 'all', 'person': 'all'}, 'two kinds of pages in one folder'),
    ],
)
def test_wrong_setting_is_refused_with_what_would_be_right(conference: Project, value: Any, message: str) -> None:
    with pytest.raises(Exception, match=message):
        conference.build(event_pages=value)


def test_former_id_leads_on_from_links_pages_and_other_projects(conference: Project) -> None:
    conference.edit('data/sessions.yaml', 'id: panel', 'id: panel\n  aliases: [old-panel, older]')
    conference.write({'venue.rst': ':orphan:\n\nVenue\n=====\n\nSee :event:session:`old-panel`, :any:`older`.\n'})
    (conference.source / 'venue.md').unlink()
    built = conference.build(event_pages={'session': 'sessions'}, html_baseurl='https://looms.example.org/')
    assert built.warnings == []
    assert built.html('venue').values('p a', 'href') == ['sessions/panel.html', 'sessions/panel.html']
    page = BeautifulSoup((built.folder / 'sessions/old-panel.html').read_text(encoding='utf-8'), 'html5lib')
    assert [refresh['content'] for refresh in page.select('meta[http-equiv="refresh"]')] == ['0; url=panel.html']
    (canonical,) = page.select('link[rel="canonical"]')
    assert canonical['href'] == 'https://looms.example.org/sessions/panel.html'
    assert inventory(built)['event:session', 'old-panel'] == (-1, 'sessions/panel.html#event-session-panel')
    assert 'sessions/old-panel' not in search_index(built)['docnames']
    conference.edit('data/sessions.yaml', 'aliases: [old-panel, older]', 'aliases: older')
    again = conference.build(event_pages={'session': 'sessions'}, html_baseurl='https://looms.example.org/')
    assert not (again.folder / 'sessions/old-panel.html').exists()
    assert [warned.kind for warned in again.warnings] == ['event.reference']


def test_former_id_stays_an_anchor_of_an_entry_on_a_document(conference: Project) -> None:
    conference.edit('data/sessions.yaml', 'id: panel', 'id: panel\n  aliases: old-panel')
    entry = conference.build().html('sessions')
    assert entry.all('#event-session-old-panel') != []


def test_alias_that_is_another_record_s_id_is_told(conference: Project) -> None:
    conference.edit('data/sessions.yaml', 'id: panel', 'id: panel\n  aliases: [coffee, Panel]')
    messages = [(warned.file, warned.message, warned.kind) for warned in conference.build().warnings]
    hint = 'give one of them another id'
    assert messages == [
        ('sessions.yaml', f"the id 'coffee' is given twice; {hint}", 'event.duplicate-key'),
        ('sessions.yaml', f"the id 'Panel' differs only in case from 'panel'; {hint}", 'event.duplicate-key'),
    ]


def test_pages_are_the_attendees_edition_s_and_marked_there(conference: Project) -> None:
    built = conference.build(event_pages=PAGES, event_audience='attendees')
    for page in ('sessions/panel', 'people/ada', 'tags/history'):
        assert built.html(page).one('.event-edition').text == 'For attendees only'
        assert built.whole_html(page).select('meta[name="robots"][content="noindex"]') != []


def test_materials_are_offered_from_a_page(conference: Project) -> None:
    (conference.data / 'slides.pdf').write_bytes(b'%PDF-1.4 slides')
    conference.edit('data/sessions.yaml', 'id: coffee', 'id: coffee\n  materials: [{kind: slides, file: slides.pdf}]')
    for _ in range(2):
        built = conference.build(event_pages={'session': 'sessions'})
        (link,) = built.html('sessions/coffee').all('a.download')
        assert (built.folder / 'sessions' / str(link.tag['href'])).resolve().read_bytes() == b'%PDF-1.4 slides'


def test_calendar_file_is_beside_the_page_of_a_session_that_has_a_time(conference: Project) -> None:
    conference.edit('data/sessions.yaml', 'id: coffee', 'id: coffee\n  subtitle: And tea\n  start: TBD')
    built = conference.build(event_pages={'session': 'sessions'})
    (link,) = built.html('sessions/panel').all('.event-add-to-calendar a')
    content = (built.folder / 'sessions' / str(link.tag['href'])).read_bytes()
    (entry,) = Calendar.from_ical(content).walk('VEVENT')
    assert (str(entry['SUMMARY']), entry['DTSTART'].dt.isoformat()) == (
        'Machines that weave',
        '2025-06-15T10:00:00+02:00',
    )
    assert built.html('sessions/coffee').all('.event-add-to-calendar') == []
    before = {path.name: path.stat().st_mtime_ns for path in (built.folder / 'sessions').glob('*.ics')}
    assert 'coffee.ics' not in before
    conference.edit('data/sessions.yaml', 'title: Machines that weave', 'title: Machines that wove')
    again = conference.build(event_pages={'session': 'sessions'})
    after = {path.name: path.stat().st_mtime_ns for path in (again.folder / 'sessions').glob('*.ics')}
    assert {name for name in after if after[name] != before[name]} == {'panel.ics'}
    without = conference.build(event_pages={'session': 'sessions'}, event_exports=[])
    assert list((without.folder / 'sessions').glob('*.ics')) == []
    assert without.html('sessions/panel').all('.event-add-to-calendar') == []


def test_calendar_file_is_in_the_language_and_for_the_audience_of_the_site(conference: Project) -> None:
    conference.edit('data/sessions.yaml', 'id: panel', 'id: panel\n  reason: Illness\n  moved_from: {room: hall}')
    settings: dict[str, Any] = {'event_pages': {'session': 'sessions'}}

    def entry(**more: str) -> Component:
        content = (conference.build(**settings, **more).folder / 'sessions' / 'panel.ics').read_bytes()
        (found,) = Calendar.from_ical(content).walk('VEVENT')
        return found

    assert 'Moved from: Main Hall. Illness' in str(entry()['DESCRIPTION'])
    assert 'Verlegt von: Main Hall. Illness' in str(entry(language='de')['DESCRIPTION'])
    assert 'CLASS' not in entry(language='de')
    assert str(entry(language='de', event_audience='attendees')['CLASS']) == 'PRIVATE'


def test_search_engines_are_told_of_a_session_on_its_page(conference: Project) -> None:
    built = conference.build(event_pages={'session': 'sessions'}, html_baseurl='https://looms.example.org/2025/')
    (script,) = built.whole_html('sessions/panel').select('script[type="application/ld+json"]')
    told = json.loads(str(script.string))
    assert told['name'] == 'Machines that weave'
    assert told['url'] == 'https://looms.example.org/2025/sessions/panel.html'
    assert told['superEvent']['name'] == 'Conference on Looms & Engines'


def test_search_engines_are_told_of_a_person_on_their_page(conference: Project) -> None:
    built = conference.build(event_pages={'person': 'people'}, html_baseurl='https://looms.example.org/2025/')
    (script,) = built.whole_html('people/ada').select('script[type="application/ld+json"]')
    told = json.loads(str(script.string))
    assert (told['@type'], told['name']) == ('Person', 'Ada Lovelace')
    assert told['url'] == 'https://looms.example.org/2025/people/ada.html'


def test_search_engines_are_told_of_a_host_s_new_homepage_on_all_pages(project: Project) -> None:
    event = {
        'title': 'E',
        'start': '2026-05-04 09:00',
        'timezone': 'UTC',
        'organizers': [{'heading': 'Crew', 'people': ['ada']}],
    }
    people = {'ada': {'name': 'Ada', 'url': 'https://old.example/'}}
    sessions = [{'id': 'talk', 'title': 'Talk', 'duration': '30 min'}]
    for name, data in (('event', event), ('people', people), ('sessions', sessions)):
        project.write({f'data/{name}.json': json.dumps(data)})
    project.write({'index.rst': 'E\n=\n'})

    def told() -> str:
        page = project.build(event_pages={'session': 'sessions'}).whole_html('sessions/talk')
        (script,) = page.select('script[type="application/ld+json"]')
        return str(json.loads(str(script.string))['organizer'][0]['url'])

    assert told() == 'https://old.example/'
    project.edit('data/people.json', 'old', 'new')
    assert told() == 'https://new.example/'


def test_search_engines_are_told_on_all_pages_what_the_room_of_the_event_is_called(project: Project) -> None:
    location = {'room': 'hall', 'city': 'Lyon'}
    rooms = [{'id': 'hall', 'name': 'Old hall'}, {'id': 'lab', 'name': 'Lab'}]
    event = {'title': 'E', 'start': '2026-05-04 09:00', 'timezone': 'UTC', 'location': location, 'rooms': rooms}
    sessions = [{'id': 'talk', 'title': 'Talk', 'duration': '30 min', 'room': 'lab'}]
    for name, data in (('event', event), ('people', {}), ('sessions', sessions)):
        project.write({f'data/{name}.json': json.dumps(data)})
    project.write({'index.rst': 'E\n=\n'})

    def told() -> str:
        page = project.build(event_pages={'session': 'sessions'}).whole_html('sessions/talk')
        (script,) = page.select('script[type="application/ld+json"]')
        return str(json.loads(str(script.string))['superEvent']['location'][0]['name'])

    assert told() == 'Old hall'
    project.edit('data/event.json', 'Old', 'New')
    assert told() == 'New hall'


def test_new_photo_is_shown_and_the_former_one_is_gone(conference: Project) -> None:
    conference.build(event_pages={'person': 'people'})
    paint(conference.data / 'photos' / 'ada.png', colour='crimson')
    built = conference.build(event_pages={'person': 'people'})
    shown = {
        Path(name).name
        for image in built.html('people/ada').all('picture [src], picture [srcset]')
        for name in re.findall(r'\S+portrait-\S+', f'{image.tag.get("src")} {image.tag.get("srcset")}')
    }
    assert shown
    assert {path.name for path in (built.folder / '_images').glob('portrait-*')} >= shown


@pytest.mark.parametrize('builder', ['dirhtml', 'singlehtml', 'epub', 'json', 'latex', 'text', 'man', 'gettext', 'xml'])
@pytest.mark.slow
def test_every_other_builder_gives_a_sensible_result(conference: Project, builder: str) -> None:
    built = conference.build(builder, event_pages=PAGES, copyright='2025', version='1')
    assert built.warnings == []
    if builder == 'dirhtml':
        page = BeautifulSoup((built.folder / 'sessions/panel/index.html').read_text(encoding='utf-8'), 'html5lib')
        (link,) = page.select('.event-session__when a[href*="rooms"]')
        assert link['href'] == '../../rooms/hall/'
        assert (built.folder / 'rooms/hall/index.html').is_file()
    else:
        assert not (built.folder / 'rooms').exists()
