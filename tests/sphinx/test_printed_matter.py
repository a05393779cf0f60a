"""The builder of printed matter: what it makes of which data, and what it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from docutils import nodes
from PIL import Image
from sphinx.errors import ConfigError

from sphinx_event_program.edition import Edition
from sphinx_event_program.latex.print_builder import DOCUMENTS
from sphinx_event_program.render.views.certificates import unknown_placeholders
from sphinx_event_program.render.views.speaker_sheet import cues_of

if TYPE_CHECKING:
    from tests.sphinx.conftest import Built, Project

Open = Callable[..., tuple[Edition | None, list[str]]]


def build(project: Project, **settings: object) -> Built:
    return project.build('event-print', **{'latex_engine': 'lualatex', **settings})


def source(built: Built, name: str) -> str:
    return (built.folder / f'{name}.tex').read_text(encoding='utf-8').partition(r'\begin{document}')[2]


def made(built: Built) -> set[str]:
    return {path.stem for path in built.folder.glob('*.tex')}


def test_all_documents_are_made_and_no_page_is_read(conference: Project) -> None:
    built = build(conference)
    assert made(built) == set(DOCUMENTS)
    assert built.read == ()
    assert built.warnings == []
    assert list(Path(built.app.doctreedir).rglob('*.doctree')) == []
    assert not (Path(built.app.doctreedir) / 'environment.pickle').exists()


def test_environment_of_another_builder_stays_as_it_is(conference: Project) -> None:
    first = conference.build('html')
    pickled = Path(first.app.doctreedir) / 'environment.pickle'
    before = pickled.read_bytes()
    build(conference)
    assert pickled.read_bytes() == before
    assert conference.build('html').read == ()


def test_only_what_is_chosen_is_made_and_what_was_there_before_goes(conference: Project) -> None:
    build(conference)
    assert made(build(conference, event_print_documents=['door-signs'])) == {'door-signs'}


def test_documents_that_the_data_have_nothing_for_are_not_made(project: Project) -> None:
    project.write(
        {
            'data/event.yaml': 'title: Meetup\nstart: 2025-06-14 09:00\ntimezone: Europe/Paris\n',
            'data/people.yaml': 'ada: {name: Ada}\n',
            'data/sessions.yaml': '- {id: tea, title: Tea, kind: break, duration: 30}\n',
            'index.rst': 'Meetup\n======\n',
        }
    )
    assert made(build(project)) == {'agenda', 'door-signs', 'badges', 'table-cards'}


@pytest.mark.parametrize(
    ('settings', 'told'),
    [
        ({'latex_engine': 'pdflatex'}, "event-print needs LuaLaTeX; write latex_engine = 'lualatex'"),
        ({'latex_elements': {'papersize': 'a5paper'}}, "has no papersize 'a5paper'.*did you mean 'a4paper'"),
    ],
)
def test_what_cannot_be_printed_stops_the_builder(conference: Project, settings: dict[str, object], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        build(conference, **settings)


@pytest.mark.parametrize(
    ('settings', 'told'),
    [
        ({'event_print_documents': ['agneda']}, "'agneda', which is not known; did you mean 'agenda'"),
        ({'event_print_documents': 5}, 'is not a list of names'),
        ({'event_print_badges': 'L4758'}, "event_print_badges = 'L4758' is not known; did you mean 'L4785'"),
        ({'event_print_table_cards': 'A5-foldet'}, "did you mean 'A5-folded'"),
        ({'event_print_code': 'vcards'}, "event_print_code = 'vcards' is not known; did you mean 'vcard'"),
        ({'event_print_code': ''}, "event_print_code = '' is not known"),
        ({'event_site_builder': 'dirhtm'}, "event_site_builder = 'dirhtm' is not known; did you mean 'dirhtml'"),
        ({'event_print_crop_marks': 5}, 'is neither True nor False'),
        ({'event_print_certificate': 5}, 'event_print_certificate = 5 is not a text'),
        ({'event_attendees': 5}, 'event_attendees = 5 is not a text'),
        ({'event_attendees': 'attendees.xlsx'}, "event_attendees = 'attendees.xlsx' is no CSV file"),
    ],
)
def test_setting_that_is_wrong_stops_every_build(conference: Project, settings: dict[str, object], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        conference.build('dummy', **settings)


def test_paper_is_that_of_the_programme_and_of_labels_their_own(conference: Project) -> None:
    built = build(conference, latex_elements={'papersize': 'letterpaper'}, event_print_badges='A6')
    heads = {name: (built.folder / f'{name}.tex').read_text(encoding='utf-8') for name in ('agenda', 'badges')}
    assert r'\documentclass[letterpaper,' in heads['agenda']
    assert r'\documentclass[a4paper,' in heads['badges']


def test_code_leads_to_the_site_or_is_left_out(conference: Project) -> None:
    assert r'\sphinxincludegraphics{{qr-' in source(build(conference), 'agenda')
    conference.edit('data/event.yaml', 'url: https://looms.example.org/2025/\n', '')
    assert 'qr-' not in source(build(conference), 'agenda')


@pytest.mark.parametrize(
    ('builder', 'settings'),
    [('html', {}), ('html', {'html_file_suffix': '.htm'}), ('dirhtml', {'event_site_builder': 'dirhtml'})],
)
@pytest.mark.slow
def test_code_of_a_badge_leads_to_a_page_that_the_site_has(
    conference: Project, builder: str, settings: dict[str, object]
) -> None:
    base = 'https://looms.example.org/2025/'
    settings = {**settings, 'html_baseurl': base, 'event_pages': {'person': 'people'}}
    site = conference.build(builder, **settings).folder
    pictures = build(conference, **settings, event_print_documents=['badges']).folder.glob('qr-*.png')
    told = [code.text for picture in pictures for code in zxingcpp.read_barcodes(Image.open(picture))]
    assert f'{base}people/ada' in {re.sub('([.]html?|/)$', '', address) for address in told}
    for address in told:
        assert address.startswith(f'{base}people/')
        page = site / address.removeprefix(base)
        assert (page / 'index.html' if address.endswith('/') else page).is_file()


def test_role_on_a_badge_is_what_somebody_is_there(conference: Project) -> None:
    badges = source(build(conference), 'badges')
    for shown in (
        '{Ada Lovelace}{Analytical Society}{Organizer, Speaker, Panelist}',
        '{Volunteers, Speaker, Moderator}',
    ):
        assert shown in badges


def test_attendee_who_is_in_the_data_gets_one_badge(conference: Project) -> None:
    conference.write({'list.csv': 'Name,Role\nada lovelace,Visitor\nMary Somerville,\n'})
    badges = source(build(conference, event_attendees='list.csv'), 'badges')
    assert badges.casefold().count('ada lovelace') == 1
    assert '{Mary Somerville}{}{Attendee}{}' in badges


def test_list_that_is_not_there_is_told_and_the_rest_is_made(conference: Project) -> None:
    built = build(conference, event_attendees='list.csv')
    assert [warned.kind for warned in built.warnings] == ['event.file']
    assert made(built) == set(DOCUMENTS)


def test_list_that_is_not_there_is_nothing_to_a_website(conference: Project) -> None:
    assert conference.build('html', event_attendees='list.csv').warnings == []


def test_codes_of_those_who_are_on_the_list_no_more_go(conference: Project) -> None:
    conference.write({'list.csv': 'Name\nMary Somerville\n'})
    settings = {'event_attendees': 'list.csv', 'event_print_code': 'vcard'}
    first = {path.name for path in build(conference, **settings).folder.glob('qr-*')}
    conference.write({'list.csv': 'Name\n'})
    assert {path.name for path in build(conference, **settings).folder.glob('qr-*')} < first


# Certificates ---------------------------------------------------------------------------------


def certificate(project: Project, template: str, **settings: object) -> tuple[Built, str]:
    project.write({'text.md': template})
    built = build(project, event_print_certificate='text.md', event_print_documents=['certificates'], **settings)
    return built, source(built, 'certificates')


def test_placeholders_are_filled_in(conference: Project) -> None:
    _, text = certificate(conference, '# Thanks\n\n{name}\n\nas *{role}* of {affiliation} in {sessions} on {dates}\n')
    assert r'\eventcertificatetitle{Thanks}' in text
    assert r'\eventcertificatename{Ada Lovelace}' in text
    shown = (
        r'as \sphinxstyleemphasis{Organizer, Speaker, Panelist} of Analytical Society in '
        '“The first program” and “Machines that weave” on Saturday, June 14, 2025 – Sunday, June 15, 2025'
    )
    assert shown in text


def test_name_is_text_and_no_markup_nor_another_placeholder(conference: Project) -> None:
    conference.edit('data/people.yaml', 'name: Ada Lovelace', "name: '*Ada* {event} # \\input{x}'")
    _, text = certificate(conference, '{name}\n')
    assert r'\eventcertificatename{*Ada* \{event\} \# \textbackslash{}input\{x\}}' in text


def test_paragraph_for_which_there_is_nothing_is_left_out(conference: Project) -> None:
    _, text = certificate(conference, '{position} {affiliation}\n')
    sheets = text.split(r'\begin{eventcertificate}')[1:]
    (joseph,) = [sheet for sheet in sheets if not sheet.partition(r'\end{eventcertificate}')[0].strip()]
    assert joseph


def test_hosts_sign(conference: Project) -> None:
    _, text = certificate(conference, '{signatures}\n')
    assert r'\eventsignatures{2}{\eventsignature{Ada Lovelace}{AS}' in text
    assert r'\eventsignature{Grace' not in text


def test_unknown_placeholder_is_told_with_its_place(conference: Project) -> None:
    built, text = certificate(conference, '# Thanks\n\nto {nmae}\n')
    assert built.warnings == [
        ('text.md', 3, "unknown placeholder {nmae}; did you mean 'name'?", 'event.value'),
    ]
    assert r'to \{nmae\}' in text


def test_code_in_a_template_does_not_stop_tex(conference: Project) -> None:
    _, text = certificate(conference, '```\n\\end{document}\n```\n')
    assert 'Verbatim' not in text
    assert text.count(r'\end{document}') == 1


def test_what_stands_in_braces_is_found() -> None:
    assert list(unknown_placeholders('{name} {x} {signatures} {not one}')) == [('x', 7)]


def test_whoever_only_leads_a_session_attended(conference: Project) -> None:
    text = source(build(conference, event_print_documents=['certificates']), 'certificates')
    (charles, *_) = [one for one in text.split(r'\begin{eventcertificate}') if '{Grace Hopper}' in one]
    assert 'Certificate of Attendance' in charles


# Cues -----------------------------------------------------------------------------------------


def cues(open_data: Open, duration: str) -> list[str]:
    edition, _ = open_data(sessions=f'- {{id: a, title: A, duration: {duration}}}\n')
    assert edition is not None
    return [f'{moment:%H:%M} {what}' for moment, what in cues_of(edition.timetable.slots[0])]


@pytest.mark.parametrize(
    ('duration', 'told'),
    [
        ('50+5 min', ['13:00 Begin', '13:45 5 minutes left', '13:50 Questions', '13:55 End']),
        ('30 min', ['13:00 Begin', '13:25 5 minutes left', '13:30 End']),
        ('10 min', ['13:00 Begin', '13:08 2 minutes left', '13:10 End']),
        ('3 min', ['13:00 Begin', '13:02 1 minute left', '13:03 End']),
        ('2 min', ['13:00 Begin', '13:02 End']),
        (
            '20+20+5 min',
            [
                *('13:00 Begin', '13:15 5 minutes left', '13:20 Part 2', '13:35 5 minutes left'),
                *('13:40 Questions', '13:45 End'),
            ],
        ),
        ('TBD', []),
    ],
)
def test_cues_are_clock_times(open_data: Open, duration: str, told: list[str]) -> None:
    assert cues(open_data, duration) == told


def test_cues_of_a_night_when_the_clocks_change_are_what_clocks_show(open_data: Open) -> None:
    edition, _ = open_data(
        event='title: Night\nstart: 2025-10-26 02:30\nend: 2025-10-26 05:00\ntimezone: Europe/Paris\n',
        sessions='- {id: a, title: A, duration: 60+30 min}\n',
    )
    assert edition is not None
    found = list(cues_of(edition.timetable.slots[0]))
    assert [f'{moment:%H:%M}' for moment, _ in found] == ['02:30', '02:25', '02:30', '03:00']
    assert found[-1][0].utcoffset() == timedelta(hours=1)


def test_nodes_of_printed_matter_are_kinds_of_standard_nodes(conference: Project) -> None:
    """A builder that knows nothing of them still makes something of them."""
    from sphinx_event_program.render import nodes as ours

    for name in ('event_sheet', 'event_form', 'event_piece', 'event_rows', 'event_grid', 'event_labels'):
        assert issubclass(getattr(ours, name), nodes.Element)
        assert getattr(ours, name).__mro__[1].__module__ == 'docutils.nodes'


def test_website_offers_what_is_about_nobody_in_particular_and_only_of_the_same_data(conference: Project) -> None:
    conference.write({'venue.md': '# Venue\n\n```{event:pdfs}\n```\n'})
    folder = build(conference).folder
    for name in DOCUMENTS:
        # As if it had been typeset.
        (folder / f'{name}.pdf').write_bytes(b'%PDF-1.7 ' + name.encode())
    page = conference.build('html', event_pdf_folders=[str(folder)]).html('venue')
    assert page.values('.event-print a', 'href') == ['print/agenda.pdf', 'print/door-signs.pdf']
    conference.edit('data/sessions.yaml', 'title: Machines that weave', 'title: Machines that wove')
    built = conference.build('html', event_pdf_folders=[str(folder)])
    assert built.html('venue').all('.event-print a') == []
    assert [warned.kind for warned in built.warnings] == ['event.pdf', 'event.pdf']
    # A new source has no PDF yet.
    build(conference)
    assert conference.build('html', event_pdf_folders=[str(folder)]).warnings == []


def test_long_word_of_a_name_has_places_where_it_may_be_parted(project: Project) -> None:
    event = 'title: T\nstart: 2026-10-20 09:00\ntimezone: UTC\norganizers: [long, short]\n'
    people = 'long: {name: Janice Keihanaikukauakahi}\nshort: {name: Wolfeschlegel O}\n'
    project.write(
        {'data/event.yaml': event, 'data/people.yaml': people, 'data/sessions.yaml': '', 'index.rst': 'X\n=\n'}
    )
    written = source(build(project, event_print_documents=['badges']), 'badges')
    parts = ('Janice Keih', 'anai', 'kuka', 'uak', 'ahi')
    assert r'\eventsofthyphen{}'.join(parts) in written
    assert '{Wolfeschlegel O}' in written
