"""What strangers write is text in every output: nothing of it is run, loaded or obeyed.

The files beside the pages (iCalendar, CSV, XML, JSON) have a module of their own: ``test_untrusted_exports.py``.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import building
import pypdf
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag
from cases import each
from click.testing import CliRunner
from sphinx.util.inventory import InventoryFile

from sphinx_event_program.cli import main

#: Texts for every field that holds one. Whatever would be run says "pwned".
ATTACKS = {
    'script': '<script>pwned()</script>',
    'script in capitals': '</title></SCRIPT ><ScRiPt src=//evil.example/pwned.js></sCrIpT>',
    'event handler': '<img src=x onerror=pwned()>',
    'attribute': '" onmouseover="pwned()" x="',
    'attribute in single quotes': "' onfocus='pwned()' autofocus='",
    'svg': '<svg/onload=pwned()><animate onbegin=pwned()>',
    'comment': '--><iframe srcdoc="pwned"></iframe><!--',
    'cdata': ']]><pwned/><![CDATA[',
    'entity': '&lt;script&gt;pwned()&lt;/script&gt; &amp; &#60;b&#62; &lol9;',
    'doctype': '<!DOCTYPE x [<!ENTITY pwned SYSTEM "file:///etc/passwd">]>&pwned;',
    'jinja': '{{ config.__class__ }}{% include "/etc/passwd" %}{# pwned #}${7*7}',
    'percent': '%(title)s %s %n {0} {title.__class__}',
    'substitution': '|version| |today| |release| |pwned|',
    'role': ':download:`/etc/passwd` :raw-html:`<b>pwned</b>` :doc:`index`',
    'role in MyST': '{download}`/etc/passwd` {eval}`pwned`',
    'directive': '.. raw:: html',
    'include': '.. include:: /etc/passwd',
    'section': '=============',
    'target': '.. _pwned: https://evil.example/ `pwned`_ pwned_',
    'footnote': '[#pwned]_ [1]_ [pwned]_',
    'TeX input': r'\input{/etc/passwd}\include{/etc/passwd}\verbatiminput{/etc/passwd}',
    'TeX shell': r'\immediate\write18{touch pwned.txt}',
    'TeX write': r'\newwrite\p\immediate\openout\p=pwned.txt \immediate\write\p{x}',
    'TeX Lua': r'\directlua{io.open("pwned.txt", "w"):write("x")}',
    'TeX end': r'\end{document}\end\bye\csname @@end\endcsname',
    'TeX carets': r'^^5cinput{/etc/passwd} ^^M^^5cend',
    'TeX brace': 'opened { and never closed',
    'TeX closed brace': r'closed } and never opened \}',
    'TeX specials': r'100 % of #1 & $5 $$ a_b ~x ^y \\ \ ``quoted' ' --- `',
    'TeX catcode': r'\catcode`\%=11 \makeatletter\def\x{\x}\x',
    'TeX expansion': r'\expandafter\uppercase{\jobname}\number\time',
    'verbatim': r'\end{sphinxVerbatim}\end{sphinxalltt}\input{/etc/passwd}',
    'roff request': '.so /etc/passwd',
    'roff request with quote': "'so /etc/passwd",
    'roff escape': r'\*[.T] \V[HOME] \X"pwned" \n[.F] \(co \fB',
    'roff quote': '" "pwned" \\" comment',
    'texinfo': '@include /etc/passwd @verbatiminput{/etc/passwd} @bye @{ @}',
    'texinfo node': 'a, b: c (d)e. @node pwned',
    'inventory': 'x std:label -1 pwned.html#pwned -',
    'inventory alone': '-',
    'JavaScript': '</script>\\u003cscript\\u003e"});pwned();//',
    'gettext': '"\\n"Project-Id-Version: pwned\\n',
    'markdown': '**a** [x](javascript:pwned) ![x](https://evil.example/pwned.png) `b` <https://evil.example>',
    'long word': 'W' * 400,
    'right to left': 'שלום עולם <b>',
}

#: Markdown for the fields that hold it, and what is read of it.
MARKDOWN = {
    'block of HTML': ('<div onclick="pwned()">\n<script>pwned()</script>\n</div>', '<script>pwned()</script>'),
    'raw directive': ('```{raw} html\n<script>pwned()</script>\n```', '<script>pwned()</script>'),
    'raw for LaTeX': ('```{raw} latex\n\\input{/etc/passwd}\n```', r'\input{/etc/passwd}'),
    'include': ('```{include} /etc/passwd\n:literal:\n```', ':literal:'),
    'literal include': ('```{literalinclude} /etc/passwd\n```\n\nafter', 'after'),
    'reST': ('```{eval-rst}\n.. include:: /etc/passwd\n```', '.. include:: /etc/passwd'),
    'colon fence': (':::{include} /etc/passwd\n:::', ':::{include} /etc/passwd'),
    'raw reST': ('.. raw:: html\n\n    <script>pwned()</script>', '<script>pwned()</script>'),
    'substitution': ('{{ pwned }} |version|', '{{ pwned }} |version|'),
    'role': ('{download}`/etc/passwd` :doc:`index`', '/etc/passwd'),
    'target': ('(pwned)=\n# Heading', '(pwned)='),
    'front matter': ('---\nmyst:\n  enable_extensions: [html_image]\n---\n\nafter', 'after'),
    'comment': ('% comment\n\n+++ {"pwned": 1}', '% comment'),
    'math': ('$\\input{/etc/passwd}$ $$\\write18{touch pwned.txt}$$', r'\input{/etc/passwd}'),
    'attributes': ('[x](https://example.org){onclick="pwned()"}', 'x{onclick="pwned()"}'),
    'code': ('`\\input{/etc/passwd}` ``{{ pwned }}``', r'\input{/etc/passwd}'),
    'code block': ('```\n\\end{sphinxVerbatim}\\input{/etc/passwd}\n.so /etc/passwd\n@bye\n```', '.so /etc/passwd'),
    'roff request': ("text\n.so /etc/passwd\n'so /etc/passwd", '.so /etc/passwd'),
    'roff request in a break': ('text\\\n.so /etc/passwd', '.so /etc/passwd'),
    'language': ('```"onclick="pwned()\nx = 1\n```', 'x = 1'),
    'table': (
        '| <b onclick=pwned()> | \\input{/etc/passwd} |\n|---|---|\n| .so /etc/passwd | @bye |',
        '.so /etc/passwd',
    ),
    'struck out': ('~~<b onclick=pwned()>\\input{/etc/passwd}~~', r'\input{/etc/passwd}'),
    'picture': ('![pwned](https://evil.example/x.png)', 'pwned'),
    'title of a link': ('[x](https://example.org/ "\\" onclick=pwned() x=\\"")', 'x'),
    'deep': ('> - 1. ' * 12 + 'deep', 'deep'),
    'wide': (f'{"|a" * 300}|\n{"|-" * 300}|', '|a|a|a'),
    'long word': ('V' * 5000, 'V' * 100),
    'many blocks': ('> \n' * 300 + '\nafter', 'after'),
    'number of a list': ('999999999. a\n0. b', 'a'),
}

#: Addresses that nothing may link to.
ADDRESSES = {
    'javascript': 'javascript:pwned()',
    'capitals': 'JaVaScRiPt:pwned()',
    'space before': ' javascript:pwned()',
    'tab within': 'java\tscript:pwned()',
    'new line within': 'java\nscript:pwned()',
    'control before': '\x01javascript:pwned()',
    'null within': 'java\0script:pwned()',
    'entity': 'javascript&colon;pwned()',
    'entity within': '&#106;avascript:pwned()',
    'percent': 'javascript%3Apwned()',
    'data': 'data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+',
    'vbscript': 'vbscript:pwned()',
    'file': 'file:///etc/passwd',
    'view-source': 'view-source:javascript:pwned()',
    'blob': 'blob:https://evil.example/pwned',
    'scheme left out': '//evil.example/pwned',
    'backslashes': '\\\\evil.example\\pwned',
    'relative': '../pwned.html',
    'anchor': '#pwned',
    'no host': 'https:pwned',
    'direction': 'https://example.org/\u202egnp.pwned',
    'quote and handler': 'x" onmouseover="pwned()',
}

#: Addresses that are right, and hold what is special somewhere.
RIGHT_ADDRESSES = (
    'https://example.org/"><script>pwned()</script>',
    "https://example.org/'onmouseover='pwned()",
    'https://example.org/?a=1&lt;b&c=%20%25#x_y~z',
    r'https://example.org/\input{/etc/passwd}',
    'https://example.org/^^5cinput{$#}%',
    'https://example.org/a,b;c:d(e)@include[f]',
)

WORDS = sorted(ATTACKS)


def _event() -> dict[str, Any]:
    everything = ' · '.join(text for name, text in ATTACKS.items() if name != 'long word')
    return {
        'title': everything,
        'short_title': everything,
        'subtitle': everything,
        'summary': everything,
        'description': '\n\n'.join(markdown for markdown, _ in MARKDOWN.values()),
        'kind': 'conference',
        'part_of': {'name': everything, 'url': RIGHT_ADDRESSES[0]},
        'status': 'cancelled',
        'start': '2025-06-14 00:00',
        'timezone': 'Europe/Paris',
        'location': dict.fromkeys(('room', 'venue', 'address', 'city', 'country'), everything),
        'online': {'platform': everything, 'url': RIGHT_ADDRESSES[1], 'passcode': everything, 'audience': 'public'},
        'organizers': ['p0', 'p1', *({'heading': ATTACKS[word], 'people': [f'p{i}']} for i, word in enumerate(WORDS))],
        'notice': MARKDOWN['block of HTML'][0],
        'links': {ATTACKS[word]: RIGHT_ADDRESSES[i % len(RIGHT_ADDRESSES)] for i, word in enumerate(WORDS)},
        'rooms': [{'id': f'r{i}', 'name': ATTACKS[word]} for i, word in enumerate(WORDS)],
        'tracks': [{'id': f't{i}', 'name': ATTACKS[word]} for i, word in enumerate(WORDS)],
    }


def _people() -> dict[str, Any]:
    bios = [markdown for markdown, _ in MARKDOWN.values()]
    return {
        f'p{i}': {
            'name': ATTACKS[word],
            'given_name': ATTACKS[word],
            'family_name': ATTACKS[word],
            'position': ATTACKS[word],
            'affiliation': [{'name': ATTACKS[word], 'short': ATTACKS[word], 'url': RIGHT_ADDRESSES[2]}, ATTACKS[word]],
            'url': RIGHT_ADDRESSES[i % len(RIGHT_ADDRESSES)],
            'pronouns': ATTACKS[word],
            'pronunciation': ATTACKS[word],
            'bio': bios[i % len(bios)],
            'links': {ATTACKS[word]: RIGHT_ADDRESSES[i % len(RIGHT_ADDRESSES)]},
            'email': 'a?bcc=pwned&body=evil@example.org',
            'publish_email': 'yes',
        }
        for i, word in enumerate(WORDS)
    }


def _sessions() -> list[dict[str, Any]]:
    abstracts = [markdown for markdown, _ in MARKDOWN.values()]
    return [
        {
            'id': f's{i}',
            'title': ATTACKS[word],
            'subtitle': ATTACKS[word],
            'abstract': abstracts[i % len(abstracts)],
            'duration': '10 min',
            'room': f'r{i}',
            'track': f't{i}',
            'people': [f'p{i}'],
            'level': ATTACKS[word],
            'tags': [ATTACKS[word], ATTACKS[word]],
            'materials': [
                {'title': ATTACKS[word], 'url': RIGHT_ADDRESSES[i % len(RIGHT_ADDRESSES)]},
                {'title': ATTACKS[word], 'file': 'cards.txt'},
            ],
        }
        for i, word in enumerate(WORDS)
    ]


INDEX = """\
:event:fact:`title`
===================

:event:fact:`short-title`, :event:fact:`subtitle`, :event:fact:`summary`, :event:fact:`part-of`

.. event:notice::

.. event:description::

.. event:facts::

.. toctree::

   schedule
   sessions
   people
"""
PAGES = {
    'index': INDEX,
    'schedule': 'Schedule\n========\n\n.. event:schedule::\n   :columns: time, title, people, room, track, level\n\n'
    '.. event:schedule::\n   :layout: list\n\nSee :event:session:`s1` by :event:person:`p1`.\n',
    'sessions': 'Sessions\n========\n\n.. event:sessions::\n',
    'people': 'People\n======\n\n.. event:speakers::\n\nCards\n-----\n\n.. event:people::\n\nList\n----\n\n'
    '.. event:people::\n   :layout: list\n\n.. event:people::\n   :layout: inline\n',
}
CONF = """\
extensions = ['sphinx_event_program']
exclude_patterns = ['data']
html_theme = 'basic'
html_permalinks = False
smartquotes = False
version = release = '2025'
copyright = '2025, the organizers'
latex_engine = 'lualatex'
latex_documents = [('index', 'event.tex', '', '', 'event-programme')]
event_pages = {
    'track': 'tracks', 'room': 'rooms', 'tag': 'tags', 'day': 'days', 'session': 'of-sessions', 'person': 'of-people',
}
"""


def lay_out(folder: Path, event: object, people: object, sessions: object) -> None:
    """Write the project; JSON is YAML as well."""
    (folder / 'data').mkdir()
    for name, values in (('event', event), ('people', people), ('sessions', sessions)):
        (folder / 'data' / f'{name}.yaml').write_text(
            json.dumps(values, ensure_ascii=False, indent=1), encoding='utf-8'
        )
    (folder / 'data' / 'cards.txt').write_text('cards\n', encoding='utf-8')
    (folder / 'conf.py').write_text(CONF, encoding='utf-8')
    for name, text in PAGES.items():
        (folder / f'{name}.rst').write_text(text, encoding='utf-8')


def build(source: Path, builder: str, output: str = 'plain', **settings: str) -> Path:
    """The folder that a builder filled; there are no warnings, but of tags that are nearly the same, and of marks."""
    # Catalogs number paragraphs, and share no doctrees.
    folder = source / '_build' / ('translators' if builder == 'gettext' else output)
    _, warnings = building.build(source, builder, folder, **settings)
    assert [
        line
        for line in warnings.splitlines()
        if not re.search(r'the tag .* is nearly .*\[event\.alike\]$|\[event\.markup\]$', line)
    ] == []
    return folder / builder


@pytest.fixture(scope='module')
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of attacks."""
    folder = tmp_path_factory.mktemp('attacks')
    lay_out(folder, _event(), _people(), _sessions())
    return folder


def attack(*, but: tuple[str, ...] = ()) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Each attack in turn."""
    return each('word', [word for word in WORDS if word not in but])


# HTML ------------------------------------------------------------------------------------------


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


THEMES = ('basic', 'alabaster', 'classic', 'sphinx_book_theme', 'pydata_sphinx_theme')

#: What the extension's pages may consist of; all other elements are somebody's own.
ELEMENTS = words(
    """
    a article b blockquote body br button caption code col colgroup dd del div dl dt em figure footer h1 h2 h3
    h4 h5 header i img input label li main nav ol p pre section small span strong sub sup table tbody td th
    thead time tr ul form hr aside
    """
)

#: Attributes whose values a browser follows or loads.
LINKING = words(
    """
    href src action formaction srcset poster data xlink:href background cite ping manifest
    """
)


@pytest.fixture(scope='module', params=THEMES)
def themed(request: pytest.FixtureRequest, source: Path) -> dict[str, BeautifulSoup]:
    """All pages of the site in one theme, parsed as browsers do."""
    folder = build(source, 'html', request.param, html_theme=request.param)
    return {path.name: parsed(path.read_text(encoding='utf-8')) for path in sorted(folder.glob('*.html'))}


@pytest.fixture(scope='module')
def web(source: Path) -> Path:
    """The folder of the site in the plainest theme."""
    return build(source, 'html')


@pytest.fixture(scope='module')
def site(web: Path) -> dict[str, BeautifulSoup]:
    """Its pages, parsed as browsers do."""
    return {path.stem: parsed(path.read_text(encoding='utf-8')) for path in sorted(web.glob('*.html'))}


def parsed(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, 'html5lib')


_LOADING = words('script style iframe svg animate pwned object embed base')
_FORBIDDEN = re.compile(r'[\s\x00-\x1f]*(?:javascript|data(?!:image/)|vbscript|file):', re.IGNORECASE)


def injected(page: BeautifulSoup) -> Iterator[str]:
    """What a stranger's text has made of a page."""
    for element in page.find_all(True):
        assert isinstance(element, Tag)
        if element.get('type') == 'application/ld+json':
            # Data, which is not run; that it has no end of its own is all that matters.
            assert not set('<>&') & set(''.join(map(str, element.contents)))
            json.loads(''.join(map(str, element.contents)))
        elif element.name in _LOADING and 'pwned' in str(element):
            yield str(element)
        for name, value in element.attrs.items():
            # The themes have handlers of their own.
            if 'pwned' in str(value) and (name.lower().startswith('on') or name.lower() == 'srcdoc'):
                yield f'{element.name} {name}={value}'
            # The themes have pictures of their own in the page.
            if name.lower() in LINKING and _FORBIDDEN.match(str(value)):
                yield f'{element.name} {name}={value}'


@pytest.mark.slow
def test_no_theme_makes_anything_of_a_text(themed: dict[str, BeautifulSoup]) -> None:
    assert {name: found for name, page in themed.items() if (found := list(injected(page)))} == {}


@pytest.mark.slow
def test_every_theme_shows_the_title_as_it_was_written(themed: dict[str, BeautifulSoup]) -> None:
    title = _event()['title']
    assert squeezed(title) in squeezed(themed['index.html'].title.get_text())
    assert squeezed(title) in squeezed(themed['search.html'].title.get_text())


def squeezed(text: str) -> str:
    """A text without what lines, hyphens and invisible characters do to it."""
    return re.sub(r'[\s\xad\u200b\u2010]', '', text)


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [' '.join(found.get_text().split()) for found in page.select(f'.body {selector}')]


#: For each field, where its text stands on a page, alone.
FIELDS = {
    'title of a session': ('sessions', '.event-session > h2'),
    'subtitle': ('sessions', '.event-session .event-subtitle'),
    'title of a material': ('sessions', '.event-materials__list a.external'),
    'title of a file': ('sessions', '.event-materials__list a.download'),
    'name': ('people', '.event-speaker > h2, .event-person > h2'),
    'name on a card': ('people', '.event-cards .event-person__name'),
    'position, affiliations and pronouns': ('people', '.event-cards .event-person__about'),
    'label of a link': ('people', '.event-cards .event-person__links a.external:nth-child(2)'),
    'title in the schedule': ('schedule', '.event-slot__title'),
    'room': ('schedule', '.event-timetable__room'),
    'track': ('schedule', '.event-timetable__track'),
    'level': ('schedule', '.event-timetable__level'),
    'heading of a group': ('index', '.event-facts > dt'),
    'label of a link of the event': ('index', '.event-facts > dt'),
}


@each('field', FIELDS)
@attack()
def test_text_is_shown_on_the_web_as_it_was_written(site: dict[str, BeautifulSoup], field: str, word: str) -> None:
    page, selector = FIELDS[field]
    text = ATTACKS[word]
    shown = texts(site[page], selector)
    if field == 'position, affiliations and pronouns':
        text = ', '.join([text] * 4)
    # The names of facts end with a colon.
    assert text in shown or f'{text}:' in shown


@attack(but=('long word',))
def test_facts_of_the_event_are_shown_on_the_web_as_they_were_written(
    site: dict[str, BeautifulSoup], word: str
) -> None:
    everything = site['index'].select('.body')[0].get_text()
    # Title, short title, subtitle, summary, part of; again part of, five parts of the place, three names, a passcode.
    assert ' '.join(everything.split()).count(ATTACKS[word]) >= 14
    (heading,) = texts(site['index'], 'h1')
    assert ATTACKS[word] in heading


@each('name', MARKDOWN)
def test_markdown_is_shown_on_the_web_and_no_more(site: dict[str, BeautifulSoup], name: str) -> None:
    expected = MARKDOWN[name][1]
    assert squeezed(expected) in squeezed(site['index'].select('.body')[0].get_text())


def test_pages_consist_of_what_we_know(site: dict[str, BeautifulSoup]) -> None:
    for name in PAGES:
        body = site[name].select('.body')[0]
        assert {element.name for element in body.find_all(True)} <= ELEMENTS


def test_pages_load_nothing_from_elsewhere(site: dict[str, BeautifulSoup]) -> None:
    for name in PAGES:
        sources = [element['src'] for element in site[name].select('.body [src]')]
        assert [source for source in sources if not str(source).startswith('_images/')] == []


@each('address', RIGHT_ADDRESSES)
def test_address_is_linked_on_the_web_as_it_was_written(site: dict[str, BeautifulSoup], address: str) -> None:
    for page in ('index', 'sessions', 'people'):
        assert address in [link['href'] for link in site[page].select('.body a[href]')]


def test_e_mail_address_is_no_letter(site: dict[str, BeautifulSoup]) -> None:
    """Nobody writes to somebody else, or a whole letter, without seeing it."""
    links = [str(link['href']) for link in site['people'].select('.body a[href^="mailto:a"]')]
    assert links
    assert all('?' not in link for link in links)


# Addresses -------------------------------------------------------------------------------------


def _links_everywhere(address: str) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
    event = {
        'title': 'Links',
        'start': '2025-06-14 09:00',
        'timezone': 'Europe/Paris',
        'part_of': {'name': 'Week', 'url': address},
        'location': {'venue': 'Mill', 'map_url': address},
        'online': {'url': address, 'audience': 'public'},
        'links': {'Link': address},
        'url': address,
        'organizers': ['ada'],
        'description': f'[a]({address}) [b](<{address}>) <{address}> ![c]({address})\n\n[d]\n\n[d]: {address}',
    }
    ada = {'name': 'Ada', 'url': address, 'links': {'x': address}, 'affiliation': {'name': 'Mill', 'url': address}}
    session = {'id': 'one', 'title': 'One', 'duration': '10 min', 'people': 'ada'}
    return event, {'ada': ada}, [{**session, 'materials': [{'url': address}], 'abstract': event['description']}]


@pytest.mark.slow
@each('name', ADDRESSES)
def test_address_that_may_not_be_is_nowhere_a_link(tmp_path: Path, name: str) -> None:
    address = ADDRESSES[name]
    folder = Path(mkdtemp(dir=tmp_path))
    lay_out(folder, *_links_everywhere(address))
    (folder / 'schedule.rst').write_text('Schedule\n========\n\n.. event:schedule::\n', encoding='utf-8')
    with (folder / 'index.rst').open('a', encoding='utf-8') as index:
        index.write('\n.. event:qrcode::\n')
    _, warnings = building.build(folder, 'html', folder / 'out')
    # Each of the fields is wrong, and said to be.
    assert len(re.findall(r'ERROR', warnings)) >= 9
    assert not re.search('[\x00-\x08\x0b-\x1f]', warnings)
    for path in (folder / 'out' / 'html').glob('*.html'):
        page = parsed(path.read_text(encoding='utf-8'))
        assert list(injected(page)) == []
        links = [str(link['href']) for link in page.select('.body a[href]')]
        # In Markdown, a mark of the direction is written as a link may have it, and a full address behind `blob:` is a
        # bare one: it leads to a page, and to no blob.
        wrong = [link for link in links if re.search('pwned|evil|PHNj|passwd', link) and '%E2%80%AE' not in link]
        wrong = [link for link in wrong if not (name == 'blob' and link.startswith('https://'))]
        assert wrong == []


# Print -----------------------------------------------------------------------------------------


@pytest.fixture(scope='module')
def tex(source: Path) -> str:
    """The LaTeX document."""
    return (build(source, 'latex') / 'event.tex').read_text(encoding='utf-8')


@pytest.mark.parametrize(
    'command',
    [
        *(r'\input', r'\include', r'\verbatiminput', r'\write', r'\openout', r'\directlua', r'\catcode', r'\jobname'),
        *(r'\csname', r'\bye', r'\expandafter', r'\uppercase'),
    ],
)
def test_no_command_of_a_text_is_one_in_latex(tex: str, command: str) -> None:
    document = tex.partition(r'\begin{document}')[2]
    title = ''.join(re.findall(r'^\\(?:title|author|date)\{.*', tex, re.MULTILINE))
    # TeX takes "\\input" for a new line and a word.
    for part in (document, title):
        assert not re.search(rf'(?<!\\){re.escape(command)}(?![A-Za-z])', re.sub(r'\\\\', '', part))


def test_document_ends_once(tex: str) -> None:
    assert len(re.findall(r'(?<!\\)\\end\{document\}', tex)) == 1
    assert tex.rstrip().endswith(r'\end{document}')


def test_no_caret_can_write_a_character(tex: str) -> None:
    assert '^^' not in tex.partition(r'\title')[2]


@pytest.fixture(scope='module')
def printed(source: Path) -> Path:
    """The folder of the PDF, with TeX's log."""
    folder = build(source, 'latex', 'print')
    building.typeset(folder)
    return folder


@pytest.fixture(scope='module')
def pages(printed: Path) -> str:
    """The text of the PDF."""
    return squeezed(''.join(page.extract_text() for page in pypdf.PdfReader(printed / 'event.pdf').pages))


@pytest.mark.slow
@pytest.mark.tex
# Letters that run from right to left are extracted in the order in which they are painted.
@attack(but=('right to left',))
def test_text_is_printed_as_it_was_written(pages: str, word: str) -> None:
    assert squeezed(ATTACKS[word]).replace('-', '') in pages.replace('-', '')


@pytest.mark.slow
@pytest.mark.tex
@each('name', MARKDOWN)
def test_markdown_is_printed_and_no_more(pages: str, name: str) -> None:
    # The address of the link stands behind its text on paper.
    text = MARKDOWN[name][1].removeprefix('x') if name == 'attributes' else MARKDOWN[name][1]
    assert squeezed(text).replace('-', '') in pages.replace('-', '')


@pytest.mark.slow
@pytest.mark.tex
def test_tex_reads_and_writes_nothing_that_a_text_names(printed: Path, pages: str) -> None:
    assert 'root:x:' not in pages
    assert [path.name for path in printed.rglob('*pwned*')] == []
    log = (printed / 'event.log').read_text(encoding='utf-8', errors='replace')
    # So TeX notes a file that it reads.
    assert '(/etc/passwd' not in log.replace('\n', '')
    assert 'runsystem' not in log


@pytest.mark.slow
@pytest.mark.tex
def test_bookmarks_and_properties_are_as_they_were_written(printed: Path) -> None:
    reader = pypdf.PdfReader(printed / 'event.pdf')
    assert reader.metadata is not None
    assert squeezed(str(reader.metadata.title)) == squeezed(_event()['title'])
    assert squeezed(str(reader.metadata.author)) == squeezed(f'{ATTACKS[WORDS[0]]}, {ATTACKS[WORDS[1]]}')

    def titles(outline: list[Any]) -> Iterator[str]:
        for item in outline:
            if isinstance(item, list):
                yield from titles(item)
            else:
                yield squeezed(str(item.title))

    assert {squeezed(text) for text in ATTACKS.values()} <= set(titles(reader.outline))


@pytest.mark.slow
@pytest.mark.tex
def test_links_in_print_lead_where_they_should_and_run_nothing(printed: Path) -> None:
    found = set()
    for page in pypdf.PdfReader(printed / 'event.pdf').pages:
        for reference in page.get('/Annots', []):
            action = reference.get_object().get('/A', {}).get('/S')
            assert action in (None, '/URI', '/GoTo')
            if action == '/URI':
                found.add(str(reference.get_object()['/A']['/URI']))
    assert {address for address in found if not address.startswith(('https://', 'mailto:a%3Fbcc'))} == set()
    # What is no URI is written with percent signs.
    assert {unquote(address) for address in RIGHT_ADDRESSES} <= {unquote(address) for address in found}


# Letters only ----------------------------------------------------------------------------------


@pytest.fixture(scope='module')
def letters(source: Path) -> dict[str, str]:
    """The pages as text."""
    return {path.stem: squeezed(path.read_text(encoding='utf-8')) for path in build(source, 'text').glob('*.txt')}


@attack()
def test_text_is_plain_text_as_it_was_written(letters: dict[str, str], word: str) -> None:
    for name in ('sessions', 'people', 'schedule'):
        assert squeezed(ATTACKS[word]) in letters[name]


@pytest.fixture(scope='module')
def manual(source: Path) -> Path:
    """The manual page."""
    (page,) = build(source, 'man').glob('*.1')
    return page


def rendered(manual: Path) -> str:
    """A manual page as groff shows it, in a line as long as it takes; here it may even read files."""
    command = ['groff', '-U', '-t', '-man', '-Kutf8', '-Tutf8', '-P-c', '-rHY=0', '-rLL=30000n', str(manual)]
    done = subprocess.run(command, capture_output=True, encoding='utf-8', errors='replace', check=True)
    # Bold is a letter written over itself.
    return without_quotes(re.sub('.\b', '', done.stdout))


def without_quotes(text: str) -> str:
    """A text without what is shown with signs of a font's own: quotes, dashes, carets."""
    return re.sub('[-‐−–—\'’‘`´"“”^ˆ~˜∼]', '', squeezed(text)).upper()


def requests_in(manual: Path) -> set[str]:
    """The requests of a manual page that are not for texts."""
    requests = set(re.findall(r"^[.'][ \t]*(\w*)", manual.read_text(encoding='utf-8'), re.MULTILINE))
    return requests & {'so', 'mso', 'sy', 'pso', 'open', 'opena', 'write', 'cf', 'trf', 'ex', 'rm', 'als', 'pi'}


def test_manual_page_has_no_request_that_a_text_made(manual: Path) -> None:
    assert not requests_in(manual)


@pytest.fixture(scope='module')
def rendered_manual(manual: Path) -> str:
    return rendered(manual)


# Hebrew is in none of groff's fonts.
@pytest.mark.groff
@attack(but=('right to left',))
def test_text_is_in_the_manual_page_as_it_was_written(rendered_manual: str, word: str) -> None:
    assert without_quotes(ATTACKS[word]) in rendered_manual
    assert 'ROOT:X:' not in rendered_manual


#: Commands of Texinfo that Sphinx and the extension write.
_TEXINFO = words(
    """
    setfilename documentencoding ifinfo paragraphindent exampleindent end dircategory direntry settitle
    defindex synindex syncodeindex titlepage title author contents ifnottex node top menu copying
    insertcopying chapter section subsection unnumbered anchor w ref pxref xref item itemize enumerate
    multitable headitem tab emph strong code table asis display quotation cartouche image uref indent noindent
    example format bye ifset finalout iftex detailmenu geq comma heading subheading subsubheading c
    smallbook columnfractions printindex verbatim definfoenclose float caption samp group bullet minus sp page
    vskip copyright indicateurl footnote email
    """
)


def check_texinfo(document: Path) -> None:
    """Every command is one that Sphinx writes."""
    text = document.read_text(encoding='utf-8')
    # '@@', '@{' and '@}' are the letters themselves.
    plain = re.sub('@[@{}]', '', text)
    assert set(re.findall(r'@([A-Za-z]+)', plain)) - _TEXINFO == set()
    assert len(re.findall(r'^@bye', plain, re.MULTILINE)) == 1


def test_texinfo_has_no_command_that_a_text_made(source: Path) -> None:
    (document,) = build(source, 'texinfo').glob('*.texi')
    check_texinfo(document)
    assert '/etc/passwd' in document.read_text(encoding='utf-8')


# Files for machines ----------------------------------------------------------------------------


@pytest.fixture(scope='module')
def book(source: Path) -> dict[str, bytes]:
    """The members of the EPUB file."""
    (path,) = build(source, 'epub').glob('*.epub')
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_book_is_well_formed_and_holds_no_script(book: dict[str, bytes]) -> None:
    documents = [name for name in book if name.endswith(('.xhtml', '.opf', '.ncx', '.xml'))]
    assert len(documents) >= len(PAGES) + 3
    for name in documents:
        root = ElementTree.fromstring(book[name])
        for element in root.iter():
            assert str(element.tag).rpartition('}')[2].lower() not in ('script', 'iframe', 'svg', 'pwned', 'object')
            assert [key for key in element.attrib if key.lower().startswith('on')] == []


@pytest.mark.groff
@pytest.mark.slow
@pytest.mark.parametrize(
    'word',
    [
        *('roff request', 'roff request with quote', 'roff escape', 'roff quote', 'texinfo', 'texinfo node', 'percent'),
        *('script in capitals', 'attribute', 'cdata', 'doctype', 'jinja', 'gettext', 'TeX specials', 'inventory'),
    ],
)
def test_event_and_hosts_are_called_as_it_was_written_where_sphinx_names_project_and_author(
    tmp_path: Path, word: str
) -> None:
    """Sphinx trusts these two; here they are what a stranger wrote."""
    event = {'title': ATTACKS[word], 'start': '2025-06-14', 'timezone': 'Europe/Paris', 'organizers': ['p0', 'p1']}
    people = {'p0': {'name': ATTACKS[word]}, 'p1': {'name': f'{ATTACKS[word]} II'}}
    lay_out(tmp_path, event, people, [])
    for page in ('schedule', 'sessions', 'people'):
        (tmp_path / f'{page}.rst').write_text(f':orphan:\n\n{page}\n==========\n', encoding='utf-8')
    (tmp_path / 'index.rst').write_text('Home\n====\n\nText.\n', encoding='utf-8')

    (manual,) = build(tmp_path, 'man').glob('*.1')
    assert not requests_in(manual)
    shown = rendered(manual)
    # What it is about, and two authors; groff puts the number of the page for a % in its header.
    assert shown.count(without_quotes(ATTACKS[word])) >= 3
    assert 'ROOT:X:' not in shown

    (document,) = build(tmp_path, 'texinfo').glob('*.texi')
    check_texinfo(document)

    (path,) = build(tmp_path, 'epub').glob('*.epub')
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read('content.opf'))
    texts = [squeezed(element.text or '') for element in root.iter()]
    assert squeezed(ATTACKS[word]) in texts
    assert squeezed(f'{ATTACKS[word]}, {ATTACKS[word]} II') in texts

    (catalog,) = build(tmp_path, 'gettext').glob('index.pot')
    with catalog.open('rb') as file:
        assert squeezed(read_po(file, abort_invalid=True).project) == squeezed(ATTACKS[word])


@attack(but=('long word',))
def test_title_is_in_the_book_s_own_files_as_it_was_written(book: dict[str, bytes], word: str) -> None:
    for name in ('toc.ncx', 'nav.xhtml'):
        root = ElementTree.fromstring(book[name])
        # Sphinx makes them typographic for a book.
        assert without_quotes(ATTACKS[word]) in without_quotes(''.join(root.itertext()))


def test_catalog_for_translators_is_well_formed_and_holds_titles_as_they_were_written(source: Path) -> None:
    """A title that is not translated, or is as it was, stays a text; Sphinx reads only a translation as markup."""
    for path in build(source, 'gettext').glob('*.pot'):
        with path.open('rb') as file:
            catalog = read_po(file, abort_invalid=True)
        assert squeezed(catalog.project).removesuffix('…') in squeezed(_event()['title'])
        assert catalog.header_comment.count('\n') < 10
        messages = [str(message.id) for message in catalog if message.id]
        assert len(messages) == len(set(messages))
        if path.stem == 'sessions':
            assert set(ATTACKS.values()) <= set(messages)


@attack()
def test_search_index_and_inventory_hold_the_title_as_it_was_written(web: Path, word: str) -> None:
    script = (web / 'searchindex.js').read_text(encoding='utf-8')
    assert '</script' not in script.casefold() or script.startswith('Search.setIndex(')
    index = json.loads(script.removeprefix('Search.setIndex(').removesuffix(')'))
    assert ATTACKS[word] in index['alltitles']
    ident = f's{WORDS.index(word)}'
    inventory = InventoryFile.loads((web / 'objects.inv').read_bytes(), uri='/').data
    item = inventory['event:session'][ident]
    assert item.display_name == ATTACKS[word]
    assert item.uri == f'/of-sessions/{ident}.html#event-session-{ident}'
    kinds = {f'event:{kind}' for kind in ('session', 'person', 'track', 'room', 'tag', 'day')}
    assert set(inventory) == {*kinds, 'std:doc', 'std:label'}
    assert 'pwned' not in inventory['std:label']


def test_results_of_a_search_are_shown_as_text(web: Path) -> None:
    """The index holds titles as they are; so what shows them has to make text of them."""
    script = (web / '_static' / 'searchtools.js').read_text(encoding='utf-8')
    assert '_escapeHTML(title)' in script
    assert not re.search(r'innerHTML\s*=\s*title', script)


# The terminal ----------------------------------------------------------------------------------

#: What a terminal obeys: clear the screen, set the title, write over the line, go back, change the direction.
CONTROLS = {
    'clear': '\x1b[2J',
    'title': '\x1b]0;pwned\x07',
    'link': '\x1b]8;;https://evil.example\x1b\\x',
    'one byte': '\x9b2J',
    'over the line': 'error\rall is well',
    'back': 'x\b\b\b\b',
    'null': 'a\0b',
    'override': 'photo_\u202egnp.exe',
    'isolate': '\u2066x',
}


@pytest.mark.parametrize('command', ['check', 'show'])
@pytest.mark.parametrize('name', CONTROLS)
def test_terminal_is_told_nothing_that_it_obeys(write_data: Callable[..., Path], name: str, command: str) -> None:
    def spoilt(value: Any) -> Any:
        """The same with the control characters in every key and text."""
        match value:
            case dict():
                return {key: spoilt(held) for key, held in value.items()} | {f'k{control}': f'x{control}'}
            case list():
                return [spoilt(held) for held in value]
            case _:
                return f'{value}{control}'

    control = CONTROLS[name]
    # Escaped in the file, as in "\\u001b": YAML refuses the characters themselves.
    values = [json.dumps(spoilt(value)) for value in _links_everywhere('https://example.org/')]
    for texts in (values, [values[0].replace(json.dumps(control)[1:-1], ''), *values[1:]]):
        folder = write_data(**dict(zip(('event', 'people', 'sessions'), texts, strict=True)))
        result = CliRunner().invoke(main, [command, str(folder)], color=False)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert not re.search('[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]', result.output)


@pytest.mark.parametrize('name', CONTROLS)
def test_control_characters_are_an_error_and_reach_no_page(
    open_data: Callable[..., tuple[Any, list[str]]], name: str
) -> None:
    title = json.dumps(f'a{CONTROLS[name]}b')
    edition, problems = open_data(sessions=f'- {{id: one, duration: 10 min, title: {title}}}\n')
    if name == 'over the line':
        # A line end is white space, in YAML and out of it.
        assert edition.program.sessions[0].title == 'aerror all is wellb'
    else:
        assert any('sessions.yaml' in problem and 'title' in problem for problem in problems)
        assert CONTROLS[name] not in str(edition.program.sessions[0].title)


def test_html_is_escaped_by_the_test_s_own_parser() -> None:
    """The search for what was injected finds it."""
    for word in ('script', 'event handler', 'svg', 'comment'):
        assert list(injected(parsed(f'<p>{ATTACKS[word]}</p>'.replace('-->', ''))))
        assert not list(injected(parsed(f'<p>{html.escape(ATTACKS[word])}</p>')))
