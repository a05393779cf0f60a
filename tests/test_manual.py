"""The manual and the code tell the same story: nothing is left out, and nothing is made up."""

from __future__ import annotations

import re
from enum import StrEnum
from io import StringIO
from pathlib import Path
from unittest.mock import Mock

import pytest
from bs4 import BeautifulSoup
from cases import each
from click.testing import CliRunner
from sphinx.testing.util import SphinxTestApp

import sphinx_event_program
from sphinx_event_program.cli import main
from sphinx_event_program.domain.directives import DIRECTIVES
from sphinx_event_program.domain.directives.people import HOSTS
from sphinx_event_program.domain.roles import ROLES
from sphinx_event_program.exports.formats import FORMATS
from sphinx_event_program.latex.print_builder import DOCUMENTS
from sphinx_event_program.media.labels import BADGES, TABLE_CARDS, LabelSheet
from sphinx_event_program.model import dates, event, paper, person, session
from sphinx_event_program.model.problems import Kind
from sphinx_event_program.reading.formats.csv import HEADERS
from sphinx_event_program.render.views.certificates import PLACEHOLDERS, SIGNATURES, default_template
from sphinx_event_program.render.views.facts import FACTS, INLINE_FACTS
from sphinx_event_program.render.views.schedule import COLUMN_WIDTHS

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / 'docs' / 'guide'
PACKAGE = ROOT / 'ext' / 'sphinx_event_program'

#: For each record, the label above its table of keys in data.md.
RECORDS = {
    'data-event': event.Event,
    'data-part-of': event.PartOf,
    'data-location': event.Location,
    'data-online': event.Online,
    'data-organizers': event.OrganizerGroup,
    'data-papers': paper.Paper,
    'data-authors': paper.Author,
    'data-dates': dates.ImportantDate,
    'data-registration': event.Registration,
    'data-contact': event.Contact,
    'data-conduct': event.CodeOfConduct,
    'data-cite': event.Citation,
    'data-news': event.News,
    'data-sponsors': event.Sponsor,
    'data-rooms': event.Room,
    'data-tracks': event.Track,
    'data-people': person.Person,
    'data-affiliation': person.Affiliation,
    'data-photo': person.Photo,
    'data-sessions': session.Session,
    'data-participation': session.Participation,
    'data-materials': session.Material,
}

#: For each list of words, the label of the part of data.md that has to name them.
WORDS = {
    event.EventKind: 'data-event',
    event.EventStatus: 'data-event',
    event.Audience: 'data-online',
    session.SessionKind: 'data-sessions',
    session.SessionStatus: 'data-sessions',
    session.Role: 'data-participation',
    session.MaterialKind: 'data-materials',
    paper.Decision: 'data-papers',
    paper.PaperStatus: 'data-papers',
}


def page(name: str) -> str:
    return (GUIDE / name).read_text(encoding='utf-8')


def parts(text: str) -> dict[str, str]:
    """A MyST page cut at its labels."""
    _, *found = re.split(r'^\(([\w-]+)\)=$', text, flags=re.MULTILINE)
    return dict(zip(found[::2], found[1::2], strict=True))


def described(directive: str) -> dict[str, str]:
    """The bodies of the entries that ``.. rst:<directive>::`` begins in directives.rst, by name.

    An entry's body is what is indented below it.
    """
    found = {}
    pattern = rf'^( *)\.\. rst:{directive}:: (?:\.\. )?([\w-]+:[\w-]+)[^\n]*\n((?:(?:\1 +[^\n]*)?\n)*)'
    for match in re.finditer(pattern, page('directives.rst'), re.MULTILINE):
        found[match[2]] = match[3]
    return found


def options_of(body: str) -> set[str]:
    return set(re.findall(r'^ *\.\. rst:directive:option:: ([\w-]+)', body, re.MULTILINE))


def option_body(directive: str, option: str) -> str:
    body = described('directive')[f'event:{directive}']
    _, _, after = body.partition(f'rst:directive:option:: {option}')
    return after.partition('rst:directive:option::')[0]


@each('kind', Kind)
def test_each_kind_of_problem_is_described_with_its_severity(kind: Kind) -> None:
    found = re.search(rf'^## `event\.{kind}`\n+\*\*(\w+)\.\*\*', page('problems.md'), re.MULTILINE)
    assert found is not None, f'problems.md has no section on event.{kind}'
    assert found[1].lower() == kind.severity.value


def test_no_other_kind_of_problem_is_described() -> None:
    assert set(re.findall(r'^## `event\.([\w-]+)`', page('problems.md'), re.MULTILINE)) == set(Kind)


def test_each_directive_is_described_and_no_other() -> None:
    assert described('directive').keys() == {f'event:{name}' for name in DIRECTIVES}


@each('name', DIRECTIVES)
def test_each_option_of_a_directive_is_described_and_no_other(name: str) -> None:
    assert options_of(described('directive')[f'event:{name}']) == set(DIRECTIVES[name].option_spec)


def test_each_role_is_described_and_no_other() -> None:
    assert described('role').keys() == {f'event:{name}' for name in ROLES}


@each(
    'where, words',
    [
        (('schedule', 'columns'), COLUMN_WIDTHS),
        (('schedule', 'layout'), ('table', 'list')),
        (('schedule', 'presenters'), ('pictures', 'names')),
        (('facts', 'fields'), FACTS),
        (('papers', 'decision'), paper.Decision),
        (('people', 'role'), ('organizer', *session.Role)),
        (('people', 'group'), (HOSTS,)),
        (('people', 'layout'), ('cards', 'list', 'inline', 'index')),
        (('people', 'sort'), ('program', 'name')),
    ],
)
def test_each_value_of_an_option_is_named(where: tuple[str, str], words: tuple[str, ...]) -> None:
    assert set(words) <= set(re.findall(r'``([\w-]+)``', option_body(*where)))


def test_each_text_of_the_fact_role_is_named() -> None:
    assert set(INLINE_FACTS) <= set(re.findall(r'``([\w-]+)``', described('role')['event:fact']))


def test_each_config_value_is_described_with_its_default() -> None:
    app = Mock()
    sphinx_event_program.setup(app)
    registered = {call.args[0]: repr(call.args[1]) for call in app.add_config_value.call_args_list}
    written = dict(
        re.findall(r'^```\{confval\} (event_\w+)\n(?::\w+:.*\n)*?:default: `(.*)`$', page('configuration.md'), re.M)
    )
    assert written == registered


def test_each_file_that_can_be_written_is_described() -> None:
    rows = re.findall(r'^\| `(\w+)` \| `(schedule\.\w+)` \|', page('publishing.md'), re.MULTILINE)
    assert dict(rows) == FORMATS


@each('label', RECORDS)
def test_each_key_of_a_record_is_described_and_no_other(label: str) -> None:
    keys = re.findall(r'^\| `([\w-]+)` \|', parts(page('data.md'))[label], re.MULTILINE)
    known = set(RECORDS[label].model_fields) - ({'id'} if label == 'data-people' else set())
    assert sorted(keys) == sorted(known)


@each('table', HEADERS)
def test_each_name_of_a_column_is_described(table: str) -> None:
    rows = re.findall(rf'^\| {table} \| `(\w+)` \| (.*) \|$', parts(page('data.md'))['data-csv'], re.MULTILINE)
    described = {key: tuple(re.findall('`(.*?)`', names)) for key, names in rows}
    assert described == {key: names for key, names in HEADERS[table].items() if names}


@each('words', WORDS)
def test_each_word_that_a_key_may_have_is_named(words: type[StrEnum]) -> None:
    assert set(words) <= set(re.findall(r'`([\w-]+)`', parts(page('data.md'))[WORDS[words]]))


def test_each_public_name_on_the_web_is_described() -> None:
    css = re.sub(r'/\*.*?\*/', '', (PACKAGE / 'static' / 'event.css').read_text(encoding='utf-8'), flags=re.DOTALL)
    classes = set(re.findall(r'\.(event-[\w-]+)', css))
    for module in [*PACKAGE.glob('views/*.py'), *PACKAGE.glob('directives/*.py'), *PACKAGE.glob('writers/*.py')]:
        classes.update(re.findall(r"[' ](event-[\w-]+)", module.read_text(encoding='utf-8')))
    # A block stands for its parts (event-slot__title) and its varieties (event-slot--break).
    blocks = {re.split('__|--', name)[0] for name in classes}
    properties = set(re.findall(r'--event-[a-z-]+', css)) - {'--event-monogram-'}
    named = set(re.findall(r'`\.?([\w-]+)`', page('styling.md')))
    assert properties | blocks <= named


def test_each_public_name_in_print_is_described() -> None:
    files = [PACKAGE / 'latex' / f'{name}.sty' for name in ('event', 'eventdesign', 'eventprint')]
    latex = ''.join(file.read_text(encoding='utf-8') for file in files)
    macros = set(re.findall(r'\\newcommand\*?\{?\\(event[a-z]+)(?![a-z@])', latex))
    environments = set(re.findall(r'\\newenvironment\{(event[a-z]+)\}', latex))
    lengths = set(re.findall(r'\\newlength\{?\\(event[a-z]+)', latex))
    colours = set(re.findall(r'\\definecolor\{(event[a-z]+)\d?\}', latex))
    assert macros | environments | lengths | colours <= set(re.findall(r'`\\?(event[a-z]+)\d?', page('styling.md')))


def test_each_printed_document_is_described_and_no_other() -> None:
    part = parts(page('printing.md'))['printed-documents'].partition('###')[0]
    assert re.findall(r'^\| `([\w-]+)` \|', part, re.MULTILINE) == list(DOCUMENTS)


def test_each_placeholder_of_a_certificate_is_described_and_no_other() -> None:
    part = parts(page('printing.md'))['certificates']
    assert re.findall(r'^\| `\{(\w+)\}` \|', part, re.MULTILINE) == [*PLACEHOLDERS, SIGNATURES]


def test_the_text_of_a_certificate_is_shown_as_it_is() -> None:
    shown = re.search(r':caption: certificate\.md\n\n(.*?)^```', page('printing.md'), re.MULTILINE | re.DOTALL)
    assert shown is not None
    assert shown[1] == default_template(speaking=True)


@each('sheets', [BADGES, TABLE_CARDS])
def test_each_sheet_of_labels_is_described_with_its_measures(sheets: dict[str, LabelSheet]) -> None:
    part = parts(page('printing.md'))['labels']
    described = {}
    for name, row in re.findall(r'^\| `([\w-]+)` \| (.*) \|$', part, re.MULTILINE):
        paper, *measures = row.split(' | ')
        described[name] = (paper, *(tuple(map(float, measure.split(' × '))) for measure in measures))
    for name, sheet in sheets.items():
        lengths = (*sheet.size_mm, *sheet.origin_mm, *sheet.pitch_mm)
        paper = {'a4paper': 'A4', 'letterpaper': 'US letter'}[sheet.paper] + ', wide' * sheet.landscape
        assert described[name][:2] == (paper, (sheet.columns, sheet.rows)), name
        assert [length for pair in described[name][2:] for length in pair] == pytest.approx(lengths, abs=0.006), name
    assert described.keys() == {*BADGES, *TABLE_CARDS}


def test_each_latex_theme_is_described() -> None:
    themes = {folder.name for folder in (PACKAGE / 'latex' / 'themes').iterdir()}
    assert themes <= set(re.findall(r'^\| `([\w-]+)` \|', page('configuration.md'), re.MULTILINE))


def files_of_the_tutorial() -> dict[str, str]:
    """What the reader of the tutorial has written at its end, by path."""
    pattern = r'^(```+)\{code-block\} \w+\n:caption: (\S+)\n\n(.*?)^\1$'
    return {path: text for _, path, text in re.findall(pattern, page('tutorial.md'), re.MULTILINE | re.DOTALL)}


def lay_out(files: dict[str, str], folder: Path) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding='utf-8')


def test_pages_of_the_tutorial_have_one_search_field(tmp_path: Path) -> None:
    lay_out(files_of_the_tutorial(), tmp_path)
    app = SphinxTestApp('html', srcdir=tmp_path, builddir=tmp_path / '_build', freshenv=True)
    try:
        app.build()
        read = BeautifulSoup((Path(app.outdir) / 'index.html').read_text(encoding='utf-8'), 'html5lib')
    finally:
        app.cleanup()
    assert len(read.select('.search-button-field')) == 1


@each('builder', ['html', 'latex', 'text'])
def test_the_tutorial_builds_as_it_is_written(builder: str, tmp_path: Path) -> None:
    lay_out(files_of_the_tutorial(), tmp_path)
    app = SphinxTestApp(
        builder, srcdir=tmp_path, builddir=tmp_path / '_build', freshenv=True, warningiserror=True, warning=StringIO()
    )
    try:
        app.build()
        assert not app.warning.getvalue()
        assert app.statuscode == 0
    finally:
        app.cleanup()


def check_output(folder: Path) -> list[str]:
    """The lines of ``event-program check`` as a reader sees them, who stands beside the data folder."""
    result = CliRunner().invoke(main, ['check', str(folder / 'data')], color=False)
    return result.output.replace(f'{folder}/', '').splitlines()


def test_the_check_says_what_the_tutorial_shows(tmp_path: Path) -> None:
    files = files_of_the_tutorial()
    lay_out(files, tmp_path)
    shown = re.findall(r'^\$ event-program check\n(.*?)^```$', page('tutorial.md'), re.MULTILINE | re.DOTALL)
    assert check_output(tmp_path) == shown[0].splitlines()
    sessions = files['data/sessions.yaml'].replace('jonas-weber', 'jonas-webber')
    lay_out({'data/sessions.yaml': sessions}, tmp_path)
    assert check_output(tmp_path) == shown[1].splitlines()


_SESSIONS, _EVENT, _PEOPLE = 'data/sessions.yaml', 'data/event.yaml', 'data/people.yaml'


@each(
    'kind, file, pattern, mistake',
    [
        ('syntax', _SESSIONS, 'title: Welcome', 'title: Welcome: all of you'),
        ('unknown-key', _SESSIONS, 'abstract', 'abstarct'),
        ('duplicate-key', _EVENT, r'\Z', 'kind: workshop\n'),
        ('duplicate-key', _SESSIONS, 'id: pause', 'id: shell'),
        ('missing', _EVENT, 'timezone.*\n', ''),
        ('value', _SESSIONS, r'30\+10 min', 'half an hour'),
        ('value', _EVENT, 'kind: meetup', 'kind: meeting'),
        ('reference', _SESSIONS, 'jonas-weber', 'jonas-webber'),
        ('photo', _PEOPLE, r'\Z', '  photo: photos/yuna.jpg\n'),
        ('clash', _SESSIONS, 'title: Pause', 'title: Pause\n  start: 19:10'),
        ('clash', _SESSIONS, '20 min', '20 min\n  end: 20:15'),
        ('outside', _SESSIONS, '45 min', '90 min'),
        ('alike', _PEOPLE, r'\Z', '\njonas:\n  name: Jonas Weber\n'),
        ('markup', _SESSIONS, r'\*\*lab book\*\*', '<b>lab book</b>'),
        ('unused', _PEOPLE, r'\Z', '\njonas:\n  name: Jonas Weber\n'),
        ('time-left', _PEOPLE, r'\Z', ''),
        ('tbd', _EVENT, 'Reading room', 'TBD'),
    ],
)
def test_each_message_is_what_a_mistake_in_the_tutorial_gives(
    kind: str, file: str, pattern: str, mistake: str, tmp_path: Path
) -> None:
    files = files_of_the_tutorial()
    files[file] = re.sub(pattern, mistake, files[file], count=1)
    lay_out(files, tmp_path)
    said = [line for line in check_output(tmp_path) if line.endswith(f'[event.{kind}]')]
    _, _, section = page('problems.md').partition(f'## `event.{kind}`')
    shown = section.partition('\n## ')[0].splitlines()
    assert said
    assert set(said) <= set(shown)
