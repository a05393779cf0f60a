"""An edit of the data makes Sphinx read again the pages that show what was edited, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_event_program.incremental.dependencies import Detail

if TYPE_CHECKING:
    from tests.sphinx.conftest import Project

#: They build a project again and again.
pytestmark = pytest.mark.slow

PAGES = {
    'schedule': '.. event:schedule::',
    'second-day': '.. event:schedule::\n   :day: 2',
    'sessions': '.. event:sessions::\n   :no-index:',
    'opening': '.. event:session:: opening',
    'coffee': '.. event:session:: coffee',
    'panel': '.. event:session:: panel',
    'people': '.. event:people::\n   :layout: list',
    'chairs': '.. event:people::\n   :role: chair\n   :layout: list',
    'speakers': '.. event:speakers::\n   :no-index:',
    'ada': '.. event:speaker:: ada',
    'joseph': '.. event:speaker:: joseph',
    'yuna-named': 'By :event:person:`yuna`.',
    'coffee-named': 'At :event:session:`coffee`.',
    'coffee-of-any-kind': 'At :any:`coffee`.',
    'coffee-time': 'At :event:time:`coffee`.',
    'title': ':event:fact:`title`',
    'facts': '.. event:facts::',
    'address': '.. event:qrcode:: https://tickets.example.org/',
    'site-address': '.. event:qrcode::',
    'nothing': 'Nothing of the event.',
}

WITH_DIRECTIVES = set(PAGES) - {'yuna-named', 'coffee-named', 'coffee-of-any-kind', 'coffee-time', 'nothing'}


@pytest.fixture
def parallel() -> int:
    """How many processes read; some tests choose more than one."""
    return 0


in_every_way = pytest.mark.parametrize('parallel', [0, 2], ids=['serial', 'parallel'])


@pytest.fixture
def built(conference: Project, parallel: int) -> Project:
    """The pages above, built once."""
    for page in (*conference.source.glob('*.rst'), *conference.source.glob('*.md')):
        page.unlink()
    conference.write({'index.rst': 'Index\n=====\n\n.. toctree::\n\n' + ''.join(f'   {name}\n' for name in PAGES)})
    conference.write({f'{name}.rst': f'Page\n====\n\n{text}\n' for name, text in PAGES.items()})
    assert len(conference.build('pseudoxml', parallel=parallel).read) == len(PAGES) + 1
    return conference


def read_again(project: Project, parallel: int, **settings: str) -> set[str]:
    return set(project.build('pseudoxml', parallel=parallel, **settings).read)


def test_nothing_is_read_again_where_nothing_was_edited(built: Project, parallel: int) -> None:
    assert read_again(built, parallel) == set()


@in_every_way
def test_comment_makes_no_page_stale(built: Project, parallel: int) -> None:
    for name in ('event', 'people', 'sessions'):
        file = built.data / f'{name}.yaml'
        file.write_text('# Checked.\n\n' + file.read_text(encoding='utf-8'), encoding='utf-8')
    assert read_again(built, parallel) == set()


@in_every_way
def test_bio_makes_the_pages_stale_that_show_the_person(built: Project, parallel: int) -> None:
    built.edit('data/people.yaml', 'Wrote the *first* program.', 'Wrote *the* program.')
    assert read_again(built, parallel) == {'speakers', 'ada'}


@in_every_way
def test_affiliation_makes_the_pages_stale_that_name_the_person(built: Project, parallel: int) -> None:
    built.edit('data/people.yaml', 'position: Analyst', 'position: Mathematician')
    showing = {'schedule', 'second-day', 'sessions', 'panel', 'people', 'speakers', 'ada', 'facts'}
    assert read_again(built, parallel) == showing


@in_every_way
def test_abstract_makes_the_pages_stale_that_show_the_session_in_full(built: Project, parallel: int) -> None:
    file = built.data / 'sessions.yaml'
    text = file.read_text(encoding='utf-8').replace('abstract: |\n', 'abstract: |\n    New words.\n\n', 1)
    file.write_text(text, encoding='utf-8')
    assert read_again(built, parallel) == {'sessions'}


def test_name_of_a_person_makes_the_sentences_stale_that_name_them(built: Project, parallel: int) -> None:
    built.edit('data/people.yaml', '김유나', '김유리')
    assert read_again(built, parallel) == {'schedule', 'sessions', 'people', 'speakers', 'yuna-named'}


def test_sentence_that_tells_when_a_session_is_becomes_stale_by_that_alone(built: Project, parallel: int) -> None:
    built.edit('data/sessions.yaml', 'title: Coffee', 'title: Tea')
    again = read_again(built, parallel)
    assert 'coffee-named' in again
    assert 'coffee-time' not in again


def test_photo_makes_the_pages_stale_that_show_the_person(built: Project, parallel: int) -> None:
    photo = built.data / 'photos' / 'ada.png'
    photo.write_bytes(photo.read_bytes() + b'\0')
    assert 'ada' in read_again(built, parallel)


@in_every_way
def test_duration_makes_the_pages_stale_that_show_a_session_whose_time_follows(built: Project, parallel: int) -> None:
    built.edit('data/sessions.yaml', 'duration: 50+10 min', 'duration: 50 min')
    # The sentence that names the session says nothing of its time.
    naming = {'coffee', 'coffee-time'}
    assert read_again(built, parallel) == {'schedule', 'sessions', 'speakers', 'ada', *naming}


def test_new_person_makes_the_pages_stale_that_show_everybody(built: Project, parallel: int) -> None:
    built.edit('data/people.yaml', 'joseph:\n', 'new:\n  name: New\n\njoseph:\n')
    assert read_again(built, parallel) == {'people'}


def test_order_of_people_makes_the_pages_stale_that_show_everybody(built: Project, parallel: int) -> None:
    file = built.data / 'people.yaml'
    first, *others = file.read_text(encoding='utf-8').split('\n\n')
    file.write_text('\n\n'.join([*others, first]), encoding='utf-8')
    assert read_again(built, parallel) == {'people'}


def test_new_session_makes_the_pages_stale_that_choose_among_all(built: Project, parallel: int) -> None:
    file = built.data / 'sessions.yaml'
    file.write_text(
        file.read_text(encoding='utf-8')
        + '\n- {id: new, title: New, start: 2025-06-15 11:00, duration: 1h, room: hall}\n',
        encoding='utf-8',
    )
    # 'ada' lists the sessions of a person that is not in the new one, 'second-day' has it.
    assert read_again(built, parallel) == {'schedule', 'second-day', 'sessions'}


@in_every_way
def test_removed_session_makes_the_pages_stale_that_name_it(built: Project, parallel: int) -> None:
    file = built.data / 'sessions.yaml'
    sessions = file.read_text(encoding='utf-8').split('\n\n')
    kept = [session for session in sessions if 'id: cards' not in session]
    assert len(kept) == len(sessions) - 1
    file.write_text('\n\n'.join(kept), encoding='utf-8')
    assert read_again(built, parallel) == {'schedule', 'sessions', 'speakers', 'joseph'}


def test_person_who_joins_a_session_gets_it_on_their_page(built: Project, parallel: int) -> None:
    built.edit(
        'data/sessions.yaml', '    - {person: charles, role: panelist}', '    - {person: joseph, role: panelist}'
    )
    assert 'joseph' in read_again(built, parallel)


def test_days_of_the_event_are_told_beside_sessions_that_have_not_changed(project: Project) -> None:
    sessions = (
        '- {id: first, title: First, start: 2025-06-14 09:00, duration: 1h, people: ada}\n'
        '- {id: second, title: Second, start: TBD, duration: 1h}\n'
        '- {id: last, title: Last, start: 2025-06-14 12:00, duration: 1h}\n'
    )
    project.write(
        {
            'data/event.yaml': 'title: Meetup\nstart: 2025-06-14 09:00\ntimezone: Europe/Paris\n',
            'data/people.yaml': 'ada: {name: Ada Lovelace}\n',
            'data/sessions.yaml': sessions,
            'index.rst': 'Ada\n===\n\n.. event:speaker:: ada\n',
        }
    )
    assert 'Saturday' in project.build('pseudoxml').doctree('index').astext()
    project.edit('data/sessions.yaml', 'start: TBD', 'start: 2025-06-14 10:00')
    # There is one day only: the line of her session need not name it.
    assert 'Saturday' not in project.build('pseudoxml').doctree('index').astext()


def test_order_of_the_file_makes_no_page_stale_where_the_timetable_stays(built: Project, parallel: int) -> None:
    file = built.data / 'sessions.yaml'
    sessions = file.read_text(encoding='utf-8').split('\n\n- ')
    # Both have a start of their own: the timetable stays as it is.
    cards, weaving = (
        next(at for at, one in enumerate(sessions) if f'id: {name}' in one) for name in ('cards', 'weaving')
    )
    sessions[cards], sessions[weaving] = sessions[weaving], sessions[cards]
    file.write_text('\n\n- '.join(sessions), encoding='utf-8')
    assert read_again(built, parallel) == set()


def test_role_makes_the_pages_stale_that_choose_people_by_it(built: Project, parallel: int) -> None:
    built.edit('data/sessions.yaml', '{person: charles, role: panelist}', '{person: joseph, role: chair}')
    assert 'chairs' in read_again(built, parallel)


def test_notice_makes_the_pages_stale_that_show_the_event_itself(built: Project, parallel: int) -> None:
    built.edit('data/event.yaml', 'notice: Bring a *loom*.', 'notice: Bring two.')
    assert read_again(built, parallel) == {'title', 'facts', 'site-address'}


def test_name_of_a_room_makes_the_pages_stale_that_show_a_session_in_it(built: Project, parallel: int) -> None:
    built.edit('data/event.yaml', 'id: lab, name: Laboratory', 'id: lab, name: Workshop')
    assert read_again(built, parallel) == {'schedule', 'sessions'}


def test_zone_makes_the_pages_stale_that_have_a_directive(built: Project, parallel: int) -> None:
    built.edit('data/event.yaml', 'timezone: Europe/Paris', 'timezone: Europe/London')
    assert read_again(built, parallel) >= WITH_DIRECTIVES


@in_every_way
def test_address_of_the_site_makes_only_its_own_qr_code_stale(built: Project, parallel: int) -> None:
    built.edit('data/event.yaml', 'url: https://looms.example.org/2025/\n', '')
    read_again(built, parallel, html_baseurl='https://one.example.org/')
    assert read_again(built, parallel, html_baseurl='https://two.example.org/') == {'site-address'}
    assert read_again(built, parallel, html_baseurl='https://two.example.org/') == set()


def test_address_of_the_site_makes_nothing_stale_where_the_event_has_its_own(built: Project, parallel: int) -> None:
    assert read_again(built, parallel, html_baseurl='https://one.example.org/') == set()


def test_unknown_id_is_looked_up_again_when_it_becomes_known(conference: Project) -> None:
    conference.write({'team.rst': 'Team\n====\n\n.. event:speaker:: mary\n'})
    assert 'team' in conference.build('pseudoxml').read
    conference.edit('data/people.yaml', 'joseph:\n', 'mary:\n  name: Mary Somerville\n\njoseph:\n')
    built = conference.build('pseudoxml')
    assert built.read == ('team',)
    assert 'Mary Somerville' in built.doctree('team').astext()


def test_broken_event_is_shown_again_once_it_is_mended(conference: Project) -> None:
    event = conference.data / 'event.yaml'
    right = event.read_text(encoding='utf-8')
    event.write_text('title: [', encoding='utf-8')
    conference.build('pseudoxml')
    event.write_text(right, encoding='utf-8')
    built = conference.build('pseudoxml')
    assert {'schedule', 'sessions', 'speakers'} <= set(built.read)
    assert 'Machines that weave' in built.doctree('sessions').astext()


def test_every_sort_of_use_is_noted_by_some_page(conference: Project) -> None:
    conference.edit('data/event.yaml', 'url: https://looms.example.org/2025/\n', 'papers: [{id: p, title: Cards}]\n')
    people = '.. event:people::\n   :no-index:\n'
    roles = ':event:person:`ada` :event:session:`panel` :event:room:`hall` :event:track:`theory` :event:tag:`history`'
    roles += ' :any:`panel` :event:time:`panel`'
    team = f'{people}\n{people}   :role: chair\n\n{people}   :role: organizer\n\n{roles}\n'
    parts = ''.join(f'.. event:{name}::\n\n' for name in ('pdfs', 'sponsors', 'news', 'dates', 'papers'))
    conference.write({'team.rst': f'Team\n====\n\n{parts}{team}'})
    usage = conference.build('pseudoxml').app.env.domains['event'].usage
    # Calendars and search engines are told by generated pages alone.
    assert {key.sort for used in usage.values() for key in used} == set(Detail) - {Detail.EVENT_CONTEXT}


def test_edit_that_another_builder_was_the_first_to_read_reaches_the_website(conference: Project) -> None:
    conference.build('html')
    conference.edit('data/sessions.yaml', 'The first program', 'Another title')
    conference.build('latex')
    built = conference.build('html')
    assert built.read == ()
    assert 'Another title' in built.html('schedule').text
