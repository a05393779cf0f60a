"""The same pages through sphinxcontrib-datatemplates, as its documentation shows it, and as fast as that goes.

A stub for each page names a data file and a template. Each data file is small and holds
what its page shows, and nothing else: a page that loads the data of the whole event
takes minutes in place of seconds. So names, rooms and times stand in several files,
where an author without a generator has to keep them equal by hand.

Or the event is in one file, as an author wants it. Then the configuration loads it, once
in each build, and each page takes its part.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from as_values import presenters, related_sessions, schedule, sessions_of
from by_hand import ORPHAN
from restructured import affiliation_line, heading, home, link, person_line, prose, to_page, write_conf, write_page
from synthetic import Event, Person, Session, as_yaml, page_of, schedule_page, write_if_changed
from wording import (
    DOT,
    LINKS,
    kind_and_track,
    when_and_where,
)

_CONF = """\
extensions = ['sphinxcontrib.datatemplates']
exclude_patterns = ['data']
templates_path = ['templates']
"""

#: What Sphinx is told of a value changes all pages: it cannot know which of them show what of it.
_CONF_OF_ONE_FILE = (
    _CONF
    + """
def setup(app):
    import pathlib
    import yaml

    data = pathlib.Path(__file__).with_name('data') / 'event.yaml'
    pages = yaml.load(data.read_text(encoding='utf-8'), Loader=yaml.CSafeLoader)
    app.add_config_value('pages', pages, 'env')
"""
)
_PART_OF_ONE_FILE = '{% set data = config.pages[env.docname] %}\n'

_TEMPLATES = {
    'session': """\
{{ data.when }}
{% if data.about %}
{{ data.about }}
{% endif %}
{% for person in data.people %}
:doc:`{{ person.name }} </people/{{ person.id }}>`{{ person.role }}

{{ person.about }}
{% endfor %}
{{ data.abstract }}
{% if data.slides %}
**Materials**

- `Slides <{{ data.slides }}>`__
{% endif %}
{% for group in data.related %}
.. rubric:: {{ group.heading }}

{% for session in group.sessions %}
- :doc:`{{ session.title }} </sessions/{{ session.id }}>`{{ session.when }}
{% endfor %}
{% endfor %}
""",
    'person': """\
{{ data.about }}

{{ data.links }}

{{ data.bio }}

{% for session in data.sessions %}
- :doc:`{{ session.title }} </sessions/{{ session.id }}>`{{ session.when }}
{% endfor %}
""",
    'schedule': """\
.. list-table:: {{ data.caption }}
   :header-rows: 1
   :widths: 20 42 38 14 14

   * - Time ({{ data.offset }})
     - Topic
     - Presenter
     - Room
     - Track
{% for session in data.sessions %}
   * - {{ session.hours }}

       {{ session.duration }}
     - :doc:`{{ session.title }} </sessions/{{ session.id }}>`
     -{% if data.names_only %}{% for person in session.people %} \
:doc:`{{ person.name }} </people/{{ person.id }}>`{{ person.role }}{% if not loop.last %},{% endif %}{% endfor %}
{% else %}{% for person in session.people %} :doc:`{{ person.name }} </people/{{ person.id }}>`{{ person.role }}

       {{ person.about }}
{% if not loop.last %}

      {% endif %}{% endfor %}{% endif %}

     - {{ session.room }}
     -{% if session.track %} {{ session.track }}{% endif %}

{% endfor %}
""",
    'speakers': """\
{% for person in data %}
{{ person }}
{% endfor %}
""",
}


def write_site(event: Event, folder: Path, theme: str) -> None:
    """Write configuration, templates, stubs and a data file for each page, or what is new in them."""
    write_conf(event, folder, theme, _CONF)
    _write_templates(folder)

    def page(name: str, title: str, template: str, data: Any) -> None:
        _write(folder / f'data/{name}.yaml', as_yaml(data))
        _write_stub(folder, name, title, f'yaml:: /data/{name}.yaml', template)

    _write_pages(event, folder, page)


def write_site_of_one_file(event: Event, folder: Path, theme: str) -> None:
    """The same with one data file for all of the event."""
    write_conf(event, folder, theme, _CONF_OF_ONE_FILE)
    _write_templates(folder, _PART_OF_ONE_FILE)
    pages = {}

    def page(name: str, title: str, template: str, data: Any) -> None:
        pages[name] = data
        _write_stub(folder, name, title, 'nodata::', template)

    _write_pages(event, folder, page)
    _write(folder / 'data/event.yaml', as_yaml(pages))


def _write_templates(folder: Path, beginning: str = '') -> None:
    for name, template in _TEMPLATES.items():
        _write(folder / 'templates' / f'{name}.rst', beginning + template)


def _write_pages(event: Event, folder: Path, page: Callable[[str, str, str, Any], None]) -> None:
    """The first page, and each of the others by ``page``: its name, title, template and data."""
    numbers = range(1, len(event.days) + 1)
    write_page(folder, 'index', home(event, [*map(schedule_page, numbers), 'speakers']))
    page('speakers', 'Speakers', 'speakers', [person_line(person, to_page) for person in event.people.values()])
    for number, day in enumerate(event.days, start=1):
        page(schedule_page(number), f'Day {number}', 'schedule', schedule(event, day, _listed))
    for session in event.sessions:
        page(page_of('session', session.ident), session.title, 'session', _session(event, session))
    for ident, sessions in event.sessions_by_person.items():
        person = event.people[ident]
        page(page_of('person', ident), person.name, 'person', _person(person, sessions))


def _write_stub(folder: Path, name: str, title: str, source: str, template: str) -> None:
    """A page with a title and a directive."""
    orphan = [ORPHAN] if '/' in name else []
    directive = f'.. datatemplate:{source}\n   :template: {template}.rst'
    write_page(folder, name, [*orphan, heading(title, '='), directive])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_if_changed(path, text)


def _session(event: Event, session: Session) -> dict[str, Any]:
    return {
        'when': when_and_where(event, session),
        'about': kind_and_track(event, session),
        'people': presenters(event, session, _listed),
        'abstract': prose(session.abstract),
        'slides': session.slides,
        'related': related_sessions(event, session),
    }


def _person(person: Person, sessions: list[Session]) -> dict[str, Any]:
    links = [link('Homepage', person.url)] if person.url else []
    links += [link(LINKS[name], address) for name, address in person.links.items()]
    return {
        'about': affiliation_line(person),
        'links': DOT.join(links),
        'bio': prose(person.bio),
        'sessions': sessions_of(person, sessions),
    }


def _listed(person: Person) -> dict[str, str]:
    return {'id': person.ident, 'name': person.name, 'about': affiliation_line(person)}
