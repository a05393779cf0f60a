"""Markup in texts that readers would see as it is written, or not at all: of TeX, of HTML, links that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from sphinx_event_program.model.addresses import url
from sphinx_event_program.model.formulas import formula_of, mathml
from sphinx_event_program.model.markdown import tokens_of
from sphinx_event_program.model.tex import formula_at, likely_accent, with_letters
from sphinx_event_program.model.values import MalformedError, quoted_text

#: Keys whose texts are Markdown.
MARKDOWN_KEYS = frozenset({'abstract', 'bio', 'description', 'note', 'notice', 'prerequisites', 'text', 'travel'})

#: What any of it begins with; most texts have none.
_SUSPECT = re.compile(r'[\\*$]|</?[A-Za-z]|&#?\w+;|\]\(|\[\^')

_CODE = re.compile(r'(`+)(?!`).*?(?<!`)\1(?!`)|^(```|~~~).*?^\2', re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r'\\(?P<name>[A-Za-z]{2,30})\*?\s*\{(?P<text>[^{}\n]{0,60})\}')
_TAG = re.compile(r'</?(?P<name>[A-Za-z][A-Za-z0-9]{0,10})(?:\s[^<>]{0,200})?/?>')
_ENTITY = re.compile(r'&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});')
_ADDRESS = re.compile(r'\]\(\s*<?([^\s)>]*)')
#: Parsing takes a hundred times as long as looking.
_LEADS_SOMEWHERE = re.compile(r'https?://[a-z0-9]|mailto:\w', re.IGNORECASE)
_PRODUCT = re.compile(r'[^\s*]*\w\*[^\s*]*\w[^\s*]*\*\w[^\s*]*')

#: Marks of Markdown around what a command of TeX, or a tag of HTML, stands around.
_MARKS = {
    **dict.fromkeys(('emph', 'textit', 'textsl', 'i', 'em'), '*'),
    **dict.fromkeys(('textbf', 'b', 'strong'), '**'),
    **dict.fromkeys(('texttt', 'verb', 'code', 'tt', 'kbd', 'samp'), '`'),
    **dict.fromkeys(('sout', 'del', 's', 'strike'), '~~'),
}
_TAG_HINTS = {
    'a': 'write [text](https://…)',
    'br': "end the line with '\\', which begins a new one",
    'p': 'leave a blank line between two paragraphs',
    'div': 'leave a blank line between two paragraphs',
    'ul': "begin each item with '- '",
    'ol': "begin each item with '1. '",
    'li': "begin each item with '- '",
    'img': 'write [text](https://…), which links to the picture',
}


def unread_markup(text: str, *, is_markdown: bool) -> Iterator[tuple[str, str]]:
    """Message and hint for each thing in a text whose marks are not read, each kind of thing once."""
    has_lines = is_markdown and '\n' in text.strip()
    if not (has_lines or _SUSPECT.search(text)):
        return
    if is_markdown and ('`' in text or '~~~' in text):
        text = _CODE.sub(lambda match: ' ' * len(match[0]), text)
    if has_lines:
        yield from _line_breaks(text)
    # Each is looked for only where its first character is: a program has thousands of texts.
    if is_markdown and '[^' in text:
        yield from _footnotes(text)
    if is_markdown and ('$' in text or '\\' in text):
        yield from _refused_formulas(text)
    if '\\' in text or '*' in text:
        yield from _of_tex(text, is_markdown=is_markdown)
    if '<' in text or '&' in text:
        yield from _of_html(text, is_markdown=is_markdown)
    if is_markdown and any(not _LEADS_SOMEWHERE.match(address) for address in _ADDRESS.findall(text)):
        yield from _links(text)


#: Lines of a list that is none in Markdown, and the beginning of a line that means something there.
_BULLET = re.compile(r'[\u2022\u00b7\u2023\u25aa\u25e6\u2013\u2014]\s+(?=\S)')
_BLOCK_MARK = re.compile(r'\s{4}|\s*(?:[-+*>#|=~`\[]|\d+[.)])')

#: Shorter lines nobody wraps a text into.
_WRAPPED_LENGTH = 50


def _line_breaks(text: str) -> Iterator[tuple[str, str]]:
    """The first break that an author may have meant, in a paragraph of short lines: in Markdown it is a blank."""
    for paragraph in re.split(r'\n\s*\n', text):
        lines = paragraph.strip('\n').split('\n')
        if any(map(_BULLET.match, lines)):
            mark = next(match[0][0] for line in lines if (match := _BULLET.match(line)))
            yield f"'{mark}' begins no item of a list", "begin each item with '- '"
            return
        if len(lines) < 2 or max(map(len, lines)) >= _WRAPPED_LENGTH or any(map(_BLOCK_MARK.match, lines)):
            continue
        for before, after in pairwise(lines):
            if before[-1:].isalnum() and (after[:1].isupper() or after[:1].isdigit()):
                yield f'the line does not end behind {quoted_text(before)}', "end it with '\\' if it is to"
                return


def _of_tex(text: str, *, is_markdown: bool) -> Iterator[tuple[str, str]]:
    text = _without_formulas(text)
    if "\\'" in text and (likely := likely_accent(with_letters(text))):
        word, accented = likely
        yield f'"{word}" may have an accent of TeX', f'write {accented!r}, or leave the backslash out'
    for match in _first_of_each(_COMMAND, text):
        marks = _MARKS.get(match['name']) if is_markdown else ''
        hint = 'write what it stands for' if marks is None else f'write {marks}{match["text"]}{marks}'
        # Backslashes are what it is about, and stand there once.
        written = quoted_text(match[0]).replace('\\\\', '\\')
        yield f'{written} is TeX, and shown as it is written', hint
    if is_markdown and ('_' in text or '^' in text):
        for match in _PRODUCT.finditer(text):
            if re.search(r'\w[_^]\w', match[0]) and '://' not in match[0]:
                message = f'{quoted_text(match[0])} looks like a formula, of which a part would be in italics'
                yield message, r"write '\*' for each '*'"
                break


def _first_of_each(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    found: dict[str, re.Match[str]] = {}
    for match in pattern.finditer(text):
        found.setdefault(match['name'].lower(), match)
    return list(found.values())


_NOTE = re.compile(r'\[\^(?P<label>[^\]\s]{1,60})\](?P<is_note>:)?')


def _footnotes(text: str) -> Iterator[tuple[str, str]]:
    """Footnotes without a note, which stay as they are written, and notes that are not shown: nothing leads to them."""
    found: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for match in _NOTE.finditer(text):
        found[match['is_note'] is not None][match['label']] = None
    for label in found[False]:
        if label not in found[True]:
            yield f"the footnote '[^{label}]' has no note", f"write '[^{label}]: …' on a line of its own"
            break
    for label in found[True]:
        if label not in found[False]:
            yield f"nothing leads to the note '[^{label}]', and it is not shown", f"write '[^{label}]' in the text"
            break


def _without_formulas(text: str) -> str:
    parts, at = [], 0
    for start, end in _formulas(text):
        parts.append(text[at:start])
        at = end
    return ' '.join([*parts, text[at:]])


def _refused_formulas(text: str) -> Iterator[tuple[str, str]]:
    for start, end in _formulas(text):
        written = text[start:end]
        if mathml(formula_of(written)) is None:
            message = f'{quoted_text(written)} is not understood as a formula, and stays as it is written'
            yield message, 'write it with the usual commands of mathematics; text in it has letters from A to Z alone'
            return


def _formulas(text: str) -> Iterator[tuple[int, int]]:
    """Where the formulas of a text begin and end."""
    at = 0
    for match in re.finditer(r'\\[(\[]|\$', text):
        if match.start() >= at and (end := formula_at(text, match.start())):
            yield match.start(), end
            at = end


def _of_html(text: str, *, is_markdown: bool) -> Iterator[tuple[str, str]]:
    for match in _first_of_each(_TAG, text):
        name = match['name'].lower()
        hint = 'remove it'
        if is_markdown and name in _MARKS:
            hint = f'write {_MARKS[name]}…{_MARKS[name]}'
        elif is_markdown and name in _TAG_HINTS:
            hint = _TAG_HINTS[name]
        elif name not in _HTML and name not in _MARKS and name not in _TAG_HINTS:
            continue
        yield f'{quoted_text(match[0])} is HTML, and shown as it is written', hint
    if not is_markdown:
        for match in _ENTITY.finditer(text):
            if (character := unescape(match[0])) != match[0]:
                yield f'{quoted_text(match[0])} is HTML, and shown as it is written', f'write {character!r}'
                break


#: Other tags that texts from elsewhere have; ``<T>`` and the like are none.
_HTML = frozenset(
    {'blockquote', 'center', 'dd', 'dl', 'dt', 'figure', 'font', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'iframe'}
    | {'mark', 'pre', 'script', 'section', 'small', 'span', 'style', 'sub', 'sup', 'table', 'tbody', 'td', 'th'}
    | {'thead', 'tr', 'u'}
)


def _links(text: str) -> Iterator[tuple[str, str]]:
    for token in tokens_of(text):
        for child in token.children or []:
            address = str(child.attrs.get('href', child.attrs.get('src', '')))
            if child.type not in ('link_open', 'image') or child.info == 'auto':
                continue
            try:
                url(address)
            except MalformedError as error:
                yield f'the link to {quoted_text(address)} is not shown: {error}', error.hint
