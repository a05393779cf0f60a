"""What the columns of a table are called."""

from __future__ import annotations

import re
from functools import cache

#: For each table, the keys that a column can have, and its other names. Capitals, spaces,
#: hyphens and underscores do not matter.
HEADERS: dict[str, dict[str, tuple[str, ...]]] = {
    'people': {
        'id': (),
        'name': ('full name', 'display name'),
        'given_name': ('first name', 'forename'),
        'family_name': ('last name', 'surname'),
        'position': ('job title',),
        'affiliation': ('affiliations', 'organization', 'organisation', 'institution', 'company'),
        'url': ('website', 'homepage', 'web page'),
        'photo': ('picture', 'image'),
        'bio': ('biography', 'about'),
        'pronouns': (),
        'pronunciation': ('name pronunciation',),
        'email': ('e-mail address', 'email address', 'mail'),
        'publish_email': (),
    },
    'sessions': {
        'id': (),
        'title': ('session', 'session title'),
        'subtitle': (),
        'abstract': ('description',),
        'kind': ('type', 'session type', 'format'),
        'duration': ('length', 'minutes'),
        'start': ('starts', 'start time', 'begin'),
        'end': ('ends', 'end time'),
        'room': ('location',),
        'track': (),
        'people': ('person', 'speaker', 'speakers', 'presenter', 'presenters'),
        'status': (),
        'language': (),
        'level': (),
        'tags': ('tag', 'keywords'),
        'materials': ('material',),
        'published': (),
    },
    'attendees': {
        'name': ('full name', 'display name', 'attendee', 'attendee name', 'participant'),
        'given_name': ('first name', 'forename'),
        'family_name': ('last name', 'surname'),
        'affiliation': ('affiliations', 'organization', 'organisation', 'institution', 'company'),
        'role': ('badge', 'ticket', 'ticket type'),
        'url': ('website', 'homepage', 'web page'),
    },
}

#: A table needs a column for one of these keys.
NEEDED = {'people': ('id',), 'sessions': ('id',), 'attendees': ('name', 'family_name')}

#: The columns in which ``;`` divides several values.
LISTS = frozenset({'affiliation', 'people', 'tags', 'materials'})

#: People's links have a column each: ``links.github``, or one of these words alone.
LINKS = ('orcid', 'scholar', 'github', 'gitlab', 'linkedin', 'mastodon', 'bluesky', 'x')


def key_of_column(table: str, name: str) -> str | None:
    """The key that a column is for, by its name; None if there is none such."""
    label = name.strip()
    if table == 'people' and label.casefold().startswith('links.') and label[6:].strip():
        return f'links.{label[6:].strip()}'
    return _names(table).get(_folded(label))


@cache
def _names(table: str) -> dict[str, str]:
    names = {_folded(name): key for key, also in HEADERS[table].items() for name in (key, *also)}
    if table == 'people':
        names.update({name: f'links.{name}' for name in LINKS})
    return names


def _folded(name: str) -> str:
    return re.sub(r'[\s_-]+', '', name.casefold())
