"""The nodes in HTML, for html, dirhtml, singlehtml and epub."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils.nodes import SkipNode, image

from sphinx_event_program.render import nodes
from sphinx_event_program.render.nodes import Visitors

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.writers.html5 import HTML5Translator


#: For the head of a page that search engines are to leave out.
NO_INDEX = '<meta name="robots" content="noindex">\n'


def described(text: str) -> str:
    """For the head of a page: what search engines show below its title; nothing without a text."""
    return f'<meta name="description" content="{escape(text)}">\n' if text else ''


def structured_data(described: str) -> str:
    """For the head of a page: JSON-LD, which has to be escaped for a script already."""
    return f'<script type="application/ld+json">{described}</script>\n'


def track_colours(tracks: Mapping[str, str], body: str) -> str:
    """For the head of a page with this ``body``: the colours of the tracks that it names, by their ids.

    In the page, because a style sheet's address tells what is in it, on every page of a site.
    """
    rules = [
        f'.{name},tr:has(.{name}){{--event-track:{colour}}}'
        for track, colour in tracks.items()
        if f'"{_track_class(track)}"' in body
        for name in (_track_class(track).replace('.', r'\.'),)
    ]
    return f'<style>{"".join(rules)}</style>\n' if rules else ''


def _track_class(ident: str) -> str:
    return f'event-track--{ident}'


def visit_event_track(self: HTML5Translator, node: Element) -> None:
    self.body.append(self.starttag(node, 'span', '', CLASS=_track_class(node['track'])))


def depart_event_track(self: HTML5Translator, node: Element) -> None:
    self.body.append('</span>')


def visit_event_moment(self: HTML5Translator, node: Element) -> None:
    self.body.append(self.starttag(node, 'time', '', datetime=node['datetime']))


def depart_event_moment(self: HTML5Translator, node: Element) -> None:
    self.body.append('</time>')


def visit_event_portrait(self: HTML5Translator, node: Element) -> None:
    by_type: dict[str, list[str]] = {}
    nobody: Any = {}
    for file in node.findall(image):
        uri = file['uri']
        if uri in self.builder.images:
            uri = posixpath.join(self.builder.imgpath, quote(self.builder.images[uri]))
        by_type.setdefault(file['media_type'], []).append(f'{uri} {file["side_px"] / node["side_px"]:g}x')
    # Every browser shows JPEG; the first source that it understands comes before that.
    fallback = by_type.pop('image/jpeg')
    self.body.append('<picture>')
    for media_type, files in by_type.items():
        self.body.append(self.emptytag(nobody, 'source', '', type=media_type, srcset=', '.join(files)))
    densities: Any = {'srcset': ', '.join(fallback)} if len(fallback) > 1 else {}
    self.body.append(
        self.emptytag(
            node,
            'img',
            '',
            src=fallback[0].partition(' ')[0],
            alt=node['alt'],
            width=str(node['side_px']),
            height=str(node['side_px']),
            loading='lazy',
            decoding='async',
            CLASS='event-portrait',
            **densities,
        )
    )
    self.body.append('</picture>\n')
    raise SkipNode


def visit_event_monogram(self: HTML5Translator, node: Element) -> None:
    # The name stands beside it: a screen reader need not spell the initials.
    classes = f'event-monogram event-monogram--{node["tone"]}'
    hidden: Any = {'aria-hidden': 'true'}
    self.body.append(self.starttag(node, 'span', '', CLASS=classes, **hidden))
    self.body.append(f'{self.encode(node["initials"])}</span>')
    raise SkipNode


def visit_event_deletion(self: HTML5Translator, node: Element) -> None:
    self.body.append(self.starttag(node, 'del', ''))


def depart_event_deletion(self: HTML5Translator, node: Element) -> None:
    self.body.append('</del>')


def visit_event_formula(self: HTML5Translator, node: Element) -> None:
    self.body.append(f'<span class="event-formula">{node["mathml"]}</span>')
    raise SkipNode


def visit_event_formula_block(self: HTML5Translator, node: Element) -> None:
    self.body.append(f'<div class="event-formula-block">{node["mathml"]}</div>\n')
    raise SkipNode


def visit_event_facts(self: HTML5Translator, node: Element) -> None:
    self.body.append(self.starttag(node, 'dl', CLASS='event-facts'))


def depart_event_facts(self: HTML5Translator, node: Element) -> None:
    self.body.append('</dl>\n')


def visit_event_media(self: HTML5Translator, node: Element) -> None:
    self.body.append(self.starttag(node, 'div', CLASS='event-media'))


def depart_event_media(self: HTML5Translator, node: Element) -> None:
    self.body.append('</div>\n')


def visit_event_cards(self: HTML5Translator, node: Element) -> None:
    # A list without bullets is no list to Safari's screen reader, unless it says so.
    self.body.append(self.starttag(node, 'ul', CLASS='event-cards', role='list'))


def depart_event_cards(self: HTML5Translator, node: Element) -> None:
    self.body.append('</ul>\n')


def visit_event_pdfs(self: HTML5Translator, node: Element) -> None:
    self.body.append(self.starttag(node, 'details', CLASS='event-print'))
    self.body.append(f'<summary>{self.encode(node["summary"])}</summary>\n')


def depart_event_pdfs(self: HTML5Translator, node: Element) -> None:
    self.body.append('</details>\n')


def visit_event_timetable(self: HTML5Translator, node: Element) -> None:
    # The style sheet asks the frame how much room there is.
    self.body.append('<div class="event-timetable-frame">\n')
    self.body.append(self.starttag(node, 'table', CLASS='event-timetable'))


def depart_event_timetable(self: HTML5Translator, node: Element) -> None:
    self.body.append('</table>\n</div>\n')


def visit_event_timetable_head(self: HTML5Translator, node: Element) -> None:
    self.body.append(self.starttag(node, 'thead'))


def depart_event_timetable_head(self: HTML5Translator, node: Element) -> None:
    self.body.append('</thead>\n')


def visit_event_timetable_body(self: HTML5Translator, node: Element) -> None:
    self.body.append(self.starttag(node, 'tbody'))


def depart_event_timetable_body(self: HTML5Translator, node: Element) -> None:
    self.body.append('</tbody>\n')


def visit_event_timetable_row(self: HTML5Translator, node: Element) -> None:
    self.body.append(self.starttag(node, 'tr'))


def depart_event_timetable_row(self: HTML5Translator, node: Element) -> None:
    self.body.append('</tr>\n')


def visit_event_timetable_cell(self: HTML5Translator, node: Element) -> None:
    classes = f'event-timetable__{node["column"]}'
    scope = node.get('scope')
    if scope is None:
        self.body.append(self.starttag(node, 'td', '', CLASS=classes))
    else:
        self.body.append(self.starttag(node, 'th', '', CLASS=classes, scope=scope))


def depart_event_timetable_cell(self: HTML5Translator, node: Element) -> None:
    self.body.append('</th>\n' if 'scope' in node else '</td>\n')


VISITORS: Visitors = {
    nodes.event_timetable: (visit_event_timetable, depart_event_timetable),
    nodes.event_timetable_head: (visit_event_timetable_head, depart_event_timetable_head),
    nodes.event_timetable_body: (visit_event_timetable_body, depart_event_timetable_body),
    nodes.event_timetable_row: (visit_event_timetable_row, depart_event_timetable_row),
    nodes.event_timetable_cell: (visit_event_timetable_cell, depart_event_timetable_cell),
    nodes.event_moment: (visit_event_moment, depart_event_moment),
    nodes.event_track: (visit_event_track, depart_event_track),
    nodes.event_deletion: (visit_event_deletion, depart_event_deletion),
    nodes.event_formula: (visit_event_formula, None),
    nodes.event_formula_block: (visit_event_formula_block, None),
    nodes.event_portrait: (visit_event_portrait, None),
    nodes.event_monogram: (visit_event_monogram, None),
    nodes.event_facts: (visit_event_facts, depart_event_facts),
    nodes.event_media: (visit_event_media, depart_event_media),
    nodes.event_pdfs: (visit_event_pdfs, depart_event_pdfs),
    nodes.event_cards: (visit_event_cards, depart_event_cards),
}
