"""The same pages by Hugo, another program in another language: how far all of Sphinx is from the fastest.

Content adapters make a page for each record of the data. They have the same text and
links, in a layout of a few lines, without a theme, a search index or a navigation: much
less to write than what the others write.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from as_values import presenters, related_sessions, schedule, sessions_of
from prose import as_markdown
from synthetic import Event, Person, Session, schedule_page, write_if_changed
from wording import (
    LINKS,
    from_to,
    kind_and_track,
    listed,
    when_and_where,
)

_PEOPLE = """\
{{ range .people }}<p><a href="{{ $.root }}people/{{ .id }}.html">{{ .name }}</a>{{ .role }}</p>
<p>{{ partial "about.html" . }}</p>
{{ end }}"""

_FILES = {
    'hugo.toml': """\
baseURL = 'https://example.org/'
title = 'Synthetic Conference'
uglyURLs = true
disableKinds = ['RSS', 'sitemap', 'section', 'taxonomy', 'term', '404']
[markup.goldmark.extensions]
typographer.disable = true
linkify = false
""",
    'content/_content.gotmpl': """\
{{ range $kind, $pages := .Site.Data.pages }}{{ range $pages }}
{{ $text := dict "mediaType" "text/markdown" "value" .text }}
{{ $.AddPage (dict "path" .path "type" $kind "title" .title "content" $text "params" .) }}
{{ end }}{{ end }}
""",
    'layouts/baseof.html': """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>
<h1>{{ .Title }}</h1>
{{ block "main" . }}{{ end }}
</main></body>
</html>
""",
    'layouts/_partials/about.html': """\
{{ .position }}, {{ if .url }}<a href="{{ .url }}">{{ .affiliation }}</a>{{ else }}{{ .affiliation }}{{ end -}}
""",
    'layouts/_partials/presenters.html': _PEOPLE,
    'layouts/home.html': """\
{{ define "main" }}
<p>{{ .Params.summary }}</p>
<dl>{{ range .Params.facts }}<dt>{{ .name }}</dt><dd>{{ .text }}</dd>{{ end }}</dl>
{{ .Content }}
<ul>{{ range .Params.pages }}<li><a href="{{ .name }}.html">{{ .title }}</a></li>{{ end }}</ul>
{{ end }}
""",
    'layouts/session/page.html': """\
{{ define "main" }}
<p>{{ .Params.when }}</p>
{{ with .Params.about }}<p>{{ . }}</p>{{ end }}
{{ partial "presenters.html" (dict "people" .Params.people "root" "../") }}
{{ .Content }}
{{ with .Params.slides }}<p><strong>Materials</strong></p>
<ul><li><a href="{{ . }}">Slides</a></li></ul>{{ end }}
{{ range .Params.related }}<p>{{ .heading }}</p>
<ul>{{ range .sessions }}<li><a href="../sessions/{{ .id }}.html">{{ .title }}</a>{{ .when }}</li>
{{ end }}</ul>{{ end }}
{{ end }}
""",
    'layouts/person/page.html': """\
{{ define "main" }}
<p>{{ partial "about.html" .Params }}</p>
{{ with .Params.links }}<p>{{ range $i, $link := . }}{{ if $i }}&nbsp;· {{ end }}<a href="{{ .url }}">{{ .name }}</a>\
{{ end }}</p>{{ end }}
{{ .Content }}
<ul>{{ range .Params.sessions }}<li><a href="../sessions/{{ .id }}.html">{{ .title }}</a>{{ .when }}</li>
{{ end }}</ul>
{{ end }}
""",
    'layouts/schedule/page.html': """\
{{ define "main" }}
<table>
<caption>{{ .Params.caption }}</caption>
<tr><th>Time ({{ .Params.offset }})</th><th>Topic</th><th>Presenter</th><th>Room</th><th>Track</th></tr>
{{ range .Params.sessions }}<tr>
<td><p>{{ .hours }}</p><p>{{ .duration }}</p></td>
<td><a href="sessions/{{ .id }}.html">{{ .title }}</a></td>
<td>{{ if $.Params.names_only }}<p>{{ range $index, $person := .people }}{{ if $index }}, {{ end }}\
<a href="people/{{ .id }}.html">{{ .name }}</a>{{ .role }}{{ end }}</p>\
{{ else }}{{ partial "presenters.html" (dict "people" .people "root" "") }}{{ end }}</td>
<td>{{ .room }}</td>
<td>{{ .track }}</td>
</tr>
{{ end }}</table>
{{ end }}
""",
    'layouts/speakers/page.html': """\
{{ define "main" }}
<ul>{{ range .Params.people }}<li>\
<a href="people/{{ .id }}.html">{{ .name }}</a>, \
{{ partial "about.html" . }}</li>
{{ end }}</ul>
{{ end }}
""",
}


def write_site(event: Event, folder: Path, theme: str) -> None:
    """Write configuration, layouts and data, or what is new in them; there is no theme."""
    pages = {
        'schedule': [_schedule(event, number) for number in range(1, len(event.days) + 1)],
        'speakers': [
            {
                'path': 'speakers',
                'title': 'Speakers',
                'text': '',
                'people': [_listed(person) for person in event.people.values()],
            }
        ],
        'session': [_session(event, session) for session in event.sessions],
        'person': [_person(event.people[ident], sessions) for ident, sessions in event.sessions_by_person.items()],
    }
    files = {
        **_FILES,
        'content/_index.md': f'{json.dumps(_home(event, [*pages["schedule"], *pages["speakers"]]))}\n\n'
        f'{as_markdown(event.description)}\n',
        **{f'data/pages/{kind}.json': json.dumps(content, indent=1) for kind, content in pages.items()},
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_if_changed(path, text)


def _home(event: Event, pages: Iterable[dict[str, Any]]) -> dict[str, Any]:
    hosts = [event.people[ident] for ident in event.hosts]
    facts = {
        'Date and time': from_to(event),
        'Location': f'{event.venue}, {event.city}',
        'Hosted by': listed([f'{person.name} ({person.affiliation.short})' for person in hosts]),
    }
    return {
        'title': event.title,
        'summary': event.summary,
        'facts': [{'name': name, 'text': text} for name, text in facts.items()],
        'pages': [{'name': page['path'], 'title': page['title']} for page in pages],
    }


def _schedule(event: Event, number: int) -> dict[str, Any]:
    place = {'path': schedule_page(number), 'title': f'Day {number}', 'text': ''}
    return {**place, **schedule(event, event.days[number - 1], _listed)}


def _session(event: Event, session: Session) -> dict[str, Any]:
    return {
        'path': f'sessions/{session.ident}',
        'title': session.title,
        'text': as_markdown(session.abstract),
        'when': when_and_where(event, session),
        'about': kind_and_track(event, session),
        'people': presenters(event, session, _listed),
        'slides': session.slides,
        'related': related_sessions(event, session),
    }


def _person(person: Person, sessions: list[Session]) -> dict[str, Any]:
    links = [{'name': 'Homepage', 'url': person.url}] if person.url else []
    links += [{'name': LINKS[name], 'url': address} for name, address in person.links.items()]
    return {
        **_listed(person),
        'path': f'people/{person.ident}',
        'title': person.name,
        'text': as_markdown(person.bio),
        'links': links,
        'sessions': sessions_of(person, sessions),
    }


def _listed(person: Person) -> dict[str, str]:
    place = person.affiliation
    about = {'position': person.position, 'affiliation': place.name, 'url': place.url}
    return {'id': person.ident, 'name': person.name, **about}
