"""``event:facts``, ``event:description``, ``event:notice`` and ``event:qrcode``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sphinx.conftest import Project, Shown

PAGES = {
    'all': '.. event:facts::',
    'some': '.. event:facts::\n   :fields: location, date',
    'description': '.. event:description::',
    'notice': '.. event:notice::',
    'site': '.. event:qrcode::',
    'address': '.. event:qrcode:: https://tickets.example.org/',
}

FACTS = {
    'Type': 'Conference',
    'Part of': 'Weaving Week',
    'Date and time': 'Saturday, June 14, 2025, 09:00 – Sunday, June 15, 2025, 13:00 (UTC+2, Europe/Paris)',
    'Location': 'Main Hall, Silk Mill, Lyon, France · Map',
    'Zoom link': 'For attendees',
    'Zoom meeting ID': 'For attendees',
    'Password': 'For attendees',
    'Hosted by': 'Ada Lovelace (AS) and Charles Babbage (Analytical Society)',
    'Volunteers': 'Grace Hopper (Navy, Harvard) and To be announced',
    'Status': 'Tentative',
    'Call for papers': 'https://cfp.example.org/',
    'Livestream': 'To be announced',
}


def told(shown: Shown, page: str) -> dict[str, str]:
    facts = shown.html.html(page).one('dl.event-facts')
    names = (name.removesuffix(':') for name in facts.texts('dt'))
    return dict(zip(names, facts.texts('dd'), strict=True))


def test_facts_are_told_by_name(shown: Shown) -> None:
    assert told(shown, 'all') == FACTS


def test_facts_stand_in_the_order_of_the_fields_that_are_named(shown: Shown) -> None:
    assert list(told(shown, 'some')) == ['Location', 'Date and time']


def test_facts_lead_to_the_addresses_that_belong_to_them(shown: Shown) -> None:
    links = shown.html.html('all').all('dd a')
    assert {link.text: link.tag['href'] for link in links} == {
        'Weaving Week': 'https://week.example.org/',
        'Map': 'https://maps.example.org/mill',
        'Ada Lovelace': 'https://ada.example.org/',
        'https://cfp.example.org/': 'https://cfp.example.org/',
    }


def test_start_and_end_carry_the_offset_for_machines(shown: Shown) -> None:
    times = shown.html.html('some').values('time', 'datetime')
    assert times == ['2025-06-14T09:00+02:00', '2025-06-15T13:00+02:00']


def test_printed_facts_are_those_of_the_web(shown: Shown) -> None:
    (facts,) = shown.latex.tex('all').inside('eventfacts')
    assert [name.words for name in facts.items] == list(FACTS)
    assert [body.words for body in facts.bodies] == list(FACTS.values())


def test_description_is_markdown_in_both_outputs(shown: Shown) -> None:
    page = shown.html.html('description')
    assert (page.texts('p strong'), page.texts('li')) == (['looms'], ['cards', 'engines'])
    printed = shown.latex.tex('description')
    assert printed.arguments('sphinxstylestrong') == [('looms',)]
    assert [item.words for item in printed.inside('itemize')[0].bodies] == ['cards', 'engines']


def test_notice_is_a_note(shown: Shown) -> None:
    assert shown.html.html('notice').one('.note.event-notice em').text == 'loom'
    (printed,) = shown.latex.tex('notice').inside('sphinxadmonition')
    assert printed.arguments('sphinxstyleemphasis') == [('loom',)]


@pytest.mark.parametrize(
    ('status', 'word'), [('cancelled', 'Cancelled'), ('postponed', 'Postponed'), ('moved-online', 'Moved online')]
)
def test_event_that_does_not_take_place_as_planned_says_so_in_its_notice(
    conference: Project, status: str, word: str
) -> None:
    conference.edit('data/event.yaml', 'status: tentative', f'status: {status}')
    notices = conference.build().html('index').all('.event-notice')
    assert [{'caution', 'note'} & set(notice.tag['class']) for notice in notices] == [{'caution'}, {'note'}]
    assert word in notices[0].text


@pytest.mark.parametrize(
    ('page', 'address'), [('site', 'https://looms.example.org/2025/'), ('address', 'https://tickets.example.org/')]
)
def test_qr_code_says_its_address_in_letters_too(shown: Shown, page: str, address: str) -> None:
    code = shown.html.html(page).one('.event-qrcode')
    assert code.values('img', 'alt') == [address]
    assert code.values('a', 'href') == [address]
    assert code.one('.event-qrcode__address').text == address


def test_qr_code_is_a_drawing_on_the_web_and_a_bitmap_in_print(shown: Shown) -> None:
    (source,) = shown.html.html('site').values('img', 'src')
    assert (shown.html.folder / str(source)).suffix == '.svg'
    assert (shown.html.folder / str(source)).is_file()
    (picture,) = shown.latex.tex('site').included
    assert picture.endswith('.png')
    assert (shown.latex.folder / picture).is_file()


def test_qr_code_leads_to_the_base_address_where_the_event_has_none(conference: Project) -> None:
    conference.edit('data/event.yaml', 'url: https://looms.example.org/2025/', '')
    built = conference.build(html_baseurl='https://base.example.org/')
    assert built.html('handout').values('.event-qrcode img', 'alt') == ['https://base.example.org/']


def test_there_is_no_qr_code_while_no_address_is_known(conference: Project) -> None:
    conference.edit('data/event.yaml', 'url: https://looms.example.org/2025/', 'url: TBD')
    built = conference.build()
    assert built.html('handout').all('.event-qrcode') == []
    assert built.warnings == []


def test_facts_that_the_author_left_out_are_not_told(project: Project) -> None:
    project.write(
        {
            'data/event.yaml': 'title: Meetup\nstart: 2025-06-14\ntimezone: Europe/Paris\n',
            'data/people.yaml': '',
            'data/sessions.yaml': '',
            'index.rst': 'Meetup\n======\n\n.. event:facts::\n',
        }
    )
    built = project.build()
    assert built.html('index').texts('dt') == ['Date and time:']
    assert built.html('index').values('dd time', 'datetime') == ['2025-06-14']


@pytest.mark.parametrize('directive', ['facts', 'description', 'notice', 'qrcode', 'schedule', 'sessions', 'people'])
def test_directive_that_has_nothing_to_show_leaves_no_trace(project: Project, directive: str) -> None:
    project.write(
        {
            'data/event.yaml': 'title: Meetup\nstart: 2025-06-14\ntimezone: TBD\n',
            'data/people.yaml': '',
            'data/sessions.yaml': '',
            'index.rst': f'Meetup\n======\n\n.. event:{directive}::\n',
        }
    )
    section = project.build().doctree('index').next_node()
    assert [child.tagname for child in section.children] == ['title'] + ['event_facts'] * (directive == 'facts')
