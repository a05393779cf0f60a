"""``event:people``, ``event:speakers`` and ``event:speaker``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Project, Shown

PAGES = {
    'everybody': '.. event:people::',
    'ids': '.. event:people:: yuna, ada',
    'sorted': '.. event:people::\n   :sort: name\n   :layout: list',
    'hosts': '.. event:people::\n   :group: hosts',
    'group': '.. event:people::\n   :group: Volunteers\n   :no-index:',
    'organizers': '.. event:people::\n   :role: organizer\n   :layout: list',
    'roles': '.. event:people::\n   :role: moderator, chair\n   :layout: list',
    'both': '.. event:people::\n   :group: hosts\n   :role: chair\n   :layout: list',
    'line': '.. event:people:: ada charles joseph\n   :layout: inline',
    'speakers': '.. event:speakers::',
    'by-name': '.. event:speakers::\n   :sort: name\n   :no-index:',
    'speaker': '.. event:speaker:: grace ada\n   :no-index:',
    'twice': '.. event:people:: ada\n\n.. event:people:: ada charles',
    'card-and-entry': '.. event:people:: joseph yuna\n\n.. event:speaker:: joseph',
}

ADA, CHARLES, GRACE, YUNA, JOSEPH = 'Ada Lovelace', 'Charles Babbage', 'Grace Hopper', '김유나', 'Joseph-Marie Jacquard'


def names(shown: Shown, page: str) -> list[str]:
    return shown.html.html(page).texts('.event-cards .event-person__name')


def test_people_without_options_are_all_people_in_the_order_of_the_file(shown: Shown) -> None:
    assert names(shown, 'everybody') == [ADA, CHARLES, GRACE, YUNA, JOSEPH]


@pytest.mark.parametrize(
    ('page', 'expected'), [('ids', [YUNA, ADA]), ('hosts', [ADA, CHARLES]), ('group', [GRACE, 'To be announced'])]
)
def test_cards_are_those_of_the_people_asked_for(shown: Shown, page: str, expected: list[str]) -> None:
    assert names(shown, page) == expected


@pytest.mark.parametrize(
    ('page', 'expected'),
    [
        ('organizers', [ADA, CHARLES, GRACE, 'To be announced']),
        ('roles', [CHARLES, GRACE]),
        ('both', [CHARLES]),
        ('sorted', [CHARLES, GRACE, JOSEPH, ADA, YUNA]),
    ],
)
def test_list_has_a_line_for_each_of_the_people_asked_for(shown: Shown, page: str, expected: list[str]) -> None:
    lines = shown.html.html(page).texts('ul.event-people > li')
    assert [line.partition(', ')[0] for line in lines] == expected


def test_line_of_a_list_names_position_and_affiliation(shown: Shown) -> None:
    assert shown.html.html('both').texts('ul.event-people > li') == ['Charles Babbage, Engineer, Analytical Society']


def test_people_in_line_are_one_sentence_with_short_affiliations(shown: Shown) -> None:
    sentence = 'Ada Lovelace (AS), Charles Babbage (Analytical Society), and Joseph-Marie Jacquard'
    assert shown.html.html('line').one('p.event-people').text == sentence
    assert shown.latex.tex('line').words == sentence


def test_card_tells_what_is_known_of_a_person(shown: Shown) -> None:
    ada, charles, grace, yuna, joseph = shown.html.html('everybody').all('.event-cards > li')
    assert ada.one('.event-person__about').text == 'Analyst, Analytical Society, she/her'
    assert ada.texts('.event-person__links') == ['Homepage · GitHub · Diary: To be announced']
    assert charles.texts('.event-person__links') == []
    assert grace.texts('.event-person__links') == ['grace@example.org']
    assert yuna.one('.event-person__about').text == 'To be announced, To be announced'
    assert joseph.texts('p') == [JOSEPH]


def test_name_on_a_card_leads_to_the_full_entry_or_else_to_the_person_s_own_page(conference: Project) -> None:
    settings = {'exclude_patterns': ['data', 'speakers.md', 'team.rst']}
    conference.write({'cards.rst': ':orphan:\n\nCards\n=====\n\n.. event:people:: ada charles\n'})
    ada, charles = conference.build(**settings).html('cards').all('.event-cards > li')
    assert ada.values('.event-person__name a', 'href') == ['https://ada.example.org/']
    assert charles.all('.event-person__name a') == []
    conference.write({'more.rst': ':orphan:\n\nMore\n====\n\n.. event:speaker:: ada charles\n'})
    ada, charles = conference.build(**settings).html('cards').all('.event-cards > li')
    assert ada.values('.event-person__name a', 'href') == ['more.html#event-person-ada']
    assert charles.values('.event-person__name a', 'href') == ['more.html#event-person-charles']


def test_photo_stands_for_whoever_has_one_and_a_monogram_for_the_others(shown: Shown) -> None:
    ada, *others = shown.html.html('everybody').all('.event-cards > li')
    assert (len(ada.all('img')), ada.all('.event-monogram')) == (1, [])
    assert [(other.all('img'), other.one('.event-monogram').text) for other in others] == [
        ([], 'CB'),
        ([], 'GH'),
        ([], '김'),
        ([], 'JJ'),
    ]


def test_monogram_is_silent_beside_the_name(shown: Shown) -> None:
    assert set(shown.html.html('everybody').values('.event-monogram', 'aria-hidden')) == {'true'}


def test_portrait_is_a_file_of_the_site(shown: Shown) -> None:
    (source,) = shown.html.html('everybody').values('img', 'src')
    assert (shown.html.folder / str(source)).is_file()


def test_card_has_an_anchor_unless_it_is_not_to_be_linked(shown: Shown) -> None:
    assert shown.html.html('hosts').values('.event-cards [id]', 'id') == ['card-ada', 'card-charles']
    assert shown.html.html('group').all('.event-cards [id]') == []


def test_speakers_are_those_who_speak_in_the_order_of_the_program(shown: Shown) -> None:
    page = shown.html.html('speakers')
    assert page.texts('.event-person > h2') == [ADA, JOSEPH, YUNA, GRACE, CHARLES]
    assert page.values('section.event-person', 'id') == [
        f'event-person-{ident}' for ident in ('ada', 'joseph', 'yuna', 'grace', 'charles')
    ]


def test_speakers_are_sorted_by_family_name_on_demand(shown: Shown) -> None:
    assert shown.html.html('by-name').texts('.event-person > h2') == [CHARLES, GRACE, JOSEPH, ADA, YUNA]


def test_speaker_entry_has_bio_homepage_and_sessions(shown: Shown) -> None:
    _, ada = shown.html.html('speaker').all('section.event-person')
    assert ada.one('h2').text == ADA
    assert ada.texts('.event-person__links') == ['Homepage · GitHub · Diary: To be announced']
    assert ada.one('p > em').text == 'first'
    assert ada.texts('.event-person-sessions li') == [
        'The first program · Saturday, June 14, 2025 · 09:15–10:15 · 50+10 min',
        'Machines that weave (Panelist) · Sunday, June 15, 2025 · 10:00–11:00 · 1 hr',
    ]


def test_person_shown_twice_on_a_page_has_one_anchor(shown: Shown) -> None:
    ids = [tag['id'] for tag in shown.html.whole_html('twice').select('[id]')]
    assert sorted(ids) == sorted(set(ids))
    assert 'card-ada' in ids
    assert 'card-charles' in ids


def test_card_and_full_entry_on_one_page_have_anchors_of_their_own(shown: Shown) -> None:
    page = shown.html.html('card-and-entry')
    assert [tag.tag.name for tag in page.all('#event-person-joseph')] == ['section']
    assert page.values('.event-cards [id]', 'id') == ['card-joseph', 'card-yuna']


def test_printed_cards_are_those_of_the_web(shown: Shown) -> None:
    (cards,) = shown.latex.tex('everybody').inside('eventcards')
    assert [person for (person,) in cards.arguments('sphinxstylestrong')] == [
        r'\sphinxhref{https://ada.example.org/}{Ada Lovelace}',
        *(CHARLES, GRACE, YUNA, r'Joseph\sphinxhyphen{}Marie Jacquard'),
    ]


def test_printed_person_has_a_photo_or_a_monogram(shown: Shown) -> None:
    ada, *others = shown.latex.tex('everybody').inside('eventmedia')
    ((photo,),) = ada.arguments('eventportrait')
    assert (shown.latex.folder / photo.removeprefix(r'\detokenize{').removesuffix('}')).is_file()
    assert [other.arguments('eventmonogram', 2)[0][1] for other in others] == ['CB', 'GH', '김', 'JJ']


def test_monogram_keeps_its_colour_in_every_output(shown: Shown) -> None:
    web = [str(tag.tag['class'][-1]) for tag in shown.html.html('everybody').all('.event-monogram')]
    printed = [tone for tone, _ in shown.latex.tex('everybody').arguments('eventmonogram', 2)]
    assert web == [f'event-monogram--{tone}' for tone in printed]


def test_role_that_nobody_has_leaves_nothing(conference: Project) -> None:
    conference.write({'team.rst': 'Team\n====\n\n.. event:people:: joseph\n   :role: chair\n   :layout: inline\n'})
    section = conference.build('pseudoxml').doctree('team').next_node()
    assert [child.tagname for child in section.children] == ['title']


def test_initials_are_not_what_a_search_finds(shown: Shown) -> None:
    words = json.loads((shown.html.folder / 'searchindex.js').read_text(encoding='utf-8').partition('(')[2].rstrip(')'))
    assert 'babbag' in words['terms']
    assert 'cb' not in words['terms']


def test_session_on_a_person_s_page_says_that_it_is_cancelled(project: Project) -> None:
    project.write(
        {
            'data/event.yaml': 'title: Meetup\nstart: 2025-06-14 09:00\ntimezone: Europe/Paris\n',
            'data/people.yaml': 'ada: {name: Ada}\n',
            'data/sessions.yaml': '- {id: off, title: Off, duration: 1h, people: ada, status: cancelled}\n',
            'index.rst': 'Meetup\n======\n\n.. event:speaker:: ada\n',
        }
    )
    lines = project.build().html('index').texts('.event-person-sessions li')
    assert lines == ['Off Cancelled · 09:00–10:00 · 1 hr']


def test_group_that_is_called_hosts_hides_nobody(conference: Project) -> None:
    conference.edit('data/event.yaml', 'organizers:', 'organizers:\n  - {heading: hosts, people: [grace]}')
    conference.write({'group.rst': ':orphan:\n\nGroup\n=====\n\n.. event:people::\n   :group: hosts\n'})
    built = conference.build()
    assert built.html('group').texts('.event-person__name') == [GRACE, ADA, CHARLES]
    assert built.warnings == []


def test_somebody_with_two_roles_is_shown_once_with_both(project: Project) -> None:
    event = 'title: T\nstart: 2026-10-20 09:00\ntimezone: UTC\n'
    sessions = (
        '- {id: a, title: A, duration: 10, people: [ada, {person: ada, role: chair}, {person: bob, role: chair}]}\n'
    )
    page = 'X\n=\n\n.. event:schedule::\n\n.. event:schedule::\n   :layout: list\n\n.. event:session:: a\n'
    people = 'ada: {name: Ada}\nbob: {name: Bob}\n'
    project.write({'data/event.yaml': event, 'data/people.yaml': people, 'data/sessions.yaml': sessions})
    project.write({'index.rst': page})
    shown = project.build().html('index')
    both = ['Ada (Speaker and Chair)', 'Bob (Chair)']
    assert shown.texts('td .event-person__name') == both
    assert shown.texts('.event-agenda__people') == [', '.join(both)]
    assert shown.texts('.event-session .event-person__name, section > .event-person .event-person__name')[-2:] == both
