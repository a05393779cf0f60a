"""Other names that people use for keys and words, so that a message can name the right one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_origin

from pydantic import BaseModel

from sphinx_event_program.model.dates import ImportantDate
from sphinx_event_program.model.event import (
    Citation,
    CodeOfConduct,
    Contact,
    Event,
    Location,
    News,
    Online,
    OrganizerGroup,
    PartOf,
    Registration,
    Room,
    Sponsor,
    Track,
)
from sphinx_event_program.model.paper import Author, Paper
from sphinx_event_program.model.person import Affiliation, Person
from sphinx_event_program.model.problems import did_you_mean, folded, nearest
from sphinx_event_program.model.session import Material, Participation, Session
from sphinx_event_program.reading.formats.csv import HEADERS, LINKS

#: Other words for keys. The columns of a table may be called by some of them (:data:`HEADERS`); here all are hints.
_OTHER_NAMES: Mapping[type[BaseModel], Mapping[str, str]] = {
    Event: {
        'title': 'name, event, event name, event title',
        'subtitle': 'theme, tagline, motto',
        'description': 'abstract, about, text, intro, introduction',
        'kind': 'type, event type, format',
        'part_of': 'conference, host, series, super event, co-located with',
        'start': 'begin, begins, starts, from, date, day, start date, start time',
        'end': 'ends, until, to, end date, end time, finish',
        'timezone': 'tz, zone, utc offset',
        'location': 'place, where, room, venues',
        'online': 'zoom, streaming, video, meeting, virtual, webinar',
        'language': 'lang',
        'organizers': 'organisers, organizer, organiser, hosts, committee, team, chairs',
        'notice': 'banner, announcement, alert, warning',
        'dates': 'deadlines, important dates, key dates, milestones, timeline',
        'papers': 'accepted papers, publications, proceedings, posters, submissions',
        'stream': 'livestream, live stream',
        'registration': 'signup, tickets, booking, register',
        'prerequisites': 'requirements, what to bring',
        'contact': 'contacts',
        'code_of_conduct': 'coc, conduct',
        'cite': 'citation, how to cite',
        'news': 'announcements, updates',
        'sponsors': 'sponsor, partners, supporters',
        'links': 'twitter, mastodon, social, blog, cfp, call for papers, edition, editions, previous editions',
        'tracks': 'streams, threads, topics',
        'url': 'website, homepage, web page, web site, link, address of the site',
    },
    ImportantDate: {
        'name': 'title, what, label, event',
        'date': 'when, day, deadline, due, on, time',
        'zone': 'timezone, tz, time zone',
        'was': 'former, formerly, old, old date, extended from, previous, original',
        'url': 'link, website, page, address',
        'note': 'notes, comment, remark, description, text',
    },
    Paper: {
        'title': 'name',
        'authors': 'author, by, people, writers',
        'abstract': 'summary, description, text',
        'decision': 'type, kind, presentation, accepted as',
        'award': 'awards, prize',
        'number': 'board, poster number, board number, paper number',
        'links': 'link, url, urls, pdf, arxiv, doi, openreview, code, video',
    },
    Author: {
        'person': 'id',
        'name': 'author, full name',
        'affiliation': 'affiliations, institution, university, organization',
    },
    Person: {
        'given_name': 'firstname, given',
        'family_name': 'family, last',
        'position': 'role, title, job, occupation, function',
        'affiliation': 'university, employer, institute, department, org, school',
        'url': 'web, site, link, page, www',
        'photo': 'picture, portrait, avatar, img, headshot, foto',
        'bio': 'description, abstract, cv, text',
        'pronouns': 'pronoun',
        'links': 'twitter, social, socials, profiles, blog',
        'publish_email': 'show email, email public, public email',
    },
    Session: {
        'title': 'name, talk, topic, subject, heading',
        'abstract': 'summary, text, notes, about, details, content',
        'kind': 'category, session kind, sort',
        'duration': 'dur, time needed, lasts',
        'start': 'time, when, from, date, day, begins, start date, at',
        'end': 'until, to, till, finish',
        'room': 'place, where, venue, hall, rooms',
        'track': 'stream, thread, tracks',
        'people': 'author, authors, who, by, host, hosts, panelists, panellists, participants, chair, moderator, '
        'moderators, instructor, instructors, names',
        'status': 'state, cancelled, canceled, confirmed, tentative',
        'language': 'lang',
        'level': 'audience, difficulty',
        'tags': 'topics, labels',
        'materials': 'slides, video, videos, code, paper, link, links, url, file, files, handout, notebook, resources',
        'do_not_record': 'optout',
        'published': 'public, publish, visible, hidden, draft, private',
    },
    Location: {
        'venue': 'place, building, name, location',
        'address': 'street',
        'map_url': 'map, url, link',
        'step_free': 'wheelchair',
        'travel': 'directions, getting there',
    },
    Online: {
        'platform': 'name, tool, service, software',
        'url': 'link, join, address, website',
        'meeting_id': 'id, meeting, meeting number, number, room',
        'passcode': 'password, pin, code, key, passwd',
        'audience': 'public, visible, for',
    },
    PartOf: {'name': 'title, conference', 'url': 'website, homepage, link'},
    OrganizerGroup: {'heading': 'title, name, group, role', 'people': 'members, organizers, person, ids, names'},
    Room: {
        'name': 'title, room, label',
        'capacity': 'seats, places, size',
        'floor': 'level, storey',
        'map_url': 'map',
        'step_free': 'wheelchair',
        'stream': 'livestream',
    },
    Registration: {'url': 'link, address', 'note': 'text, fee, price'},
    Contact: {'email': 'mail, e-mail', 'chat': 'slack, discord, matrix', 'url': 'website, form, link'},
    CodeOfConduct: {'url': 'link', 'contacts': 'people, contact, team'},
    Citation: {'text': 'reference', 'bibtex': 'bib'},
    News: {'date': 'day, when', 'title': 'headline', 'text': 'description, body', 'url': 'link'},
    Sponsor: {
        'name': 'title, company',
        'level': 'tier, package, category',
        'url': 'website, link',
        'logo': 'image, picture',
        'text': 'description',
    },
    Track: {'name': 'title, track, label', 'color': 'colour'},
    Affiliation: {
        'name': 'title, university, organization',
        'short': 'abbreviation, short name',
        'url': 'website, link',
    },
    Participation: {'person': 'name, id, people, speaker, who', 'role': 'as, kind, type'},
    Material: {'kind': 'type', 'title': 'name, label, text', 'url': 'link, href, address', 'file': 'path, filename'},
}


#: Hints for what is said elsewhere: what is written behind such a key would be wrong behind one of ours.
_ELSEWHERE: Mapping[type[BaseModel], Mapping[str, str]] = {
    Event: {
        'fee, fees, price, prices, cost, costs': "write it as the 'note' of 'registration'",
        'seats, capacity, max participants': "write it as the 'capacity' of a room or a session",
        'license, licence': "a session has the 'license' of its recording",
        'hashtag': "write it in the 'description' or the 'notice'",
    },
    Session: {'fee, fees, price, cost': "write it in the 'abstract'"},
}

#: Keys are short words: 'license' and 'links' have two thirds of their letters in common, and nothing else.
_KEY_CLOSENESS = 0.75

#: Other words for kinds, roles and states.
_OTHER_WORDS: Mapping[str, str] = {
    'talk': 'presentation, paper, oral, lecture, speech',
    'keynote': 'plenary',
    'lightning-talk': 'lightning, ignite, pecha kucha',
    'discussion': 'q&a, questions, debate, birds of a feather, bof',
    'hands-on': 'exercise, exercises, practical, lab, coding, hackathon',
    'break': 'lunch, coffee, pause, tea',
    'opening': 'welcome, introduction, intro',
    'closing': 'farewell, wrap-up, conclusion, end, goodbye',
    'registration': 'check-in, doors',
    'social': 'dinner, reception, party, networking, drinks, excursion, tour',
    'conference': 'congress, convention',
    'meetup': 'meeting, hackathon',
    'school': 'summer school, course',
    'confirmed': 'ok, final, fixed, accepted, yes',
    'tentative': 'draft, provisional, planned, tbc, maybe, unconfirmed',
    'cancelled': 'canceled, off',
    'moved-online': 'online, virtual',
    'moved': 'rescheduled, postponed',
    'speaker': 'presenter, author, lecturer',
    'moderator': 'host, facilitator',
    'panelist': 'panellist',
    'instructor': 'teacher, trainer, tutor',
    'chair': 'chairman, chairwoman, chairperson',
    'slides': 'presentation, deck, pdf',
    'video': 'recording, youtube',
    'code': 'repository, repo, github, source',
    'paper': 'article, preprint',
    'attendees': 'private, participants, members',
}


def _other_names() -> Mapping[type[BaseModel], Mapping[str, str]]:
    keys: dict[type[BaseModel], dict[str, str]] = {}
    for model, names in _OTHER_NAMES.items():
        columns = HEADERS['people'] if model is Person else HEADERS['sessions'] if model is Session else {}
        keys[model] = {folded(name): key for key, others in columns.items() for name in others}
        keys[model] |= {folded(name): key for key, others in names.items() for name in others.split(', ')}
        keys[model] |= {folded(key): key for key in model.model_fields}
    for name in LINKS:
        keys[Person][name] = 'links'
    return keys


_KEYS_BY_NAME = _other_names()
_SAID_ELSEWHERE = {
    (model, folded(name)): hint
    for model, hints in _ELSEWHERE.items()
    for names, hint in hints.items()
    for name in names.split(', ')
}
_WORDS_BY_NAME = [(folded(name), word) for word, names in _OTHER_WORDS.items() for name in names.split(', ')]


def word_hint(name: str, allowed: Sequence[str]) -> str:
    """Hint for an unknown word."""
    known = {other: word for other, word in _WORDS_BY_NAME if word in allowed}
    for part in (name, *name.split()):
        if near := known.get(folded(part)):
            return f'did you mean {near!r}?'
        if folded(part) in map(folded, allowed):
            break
    return did_you_mean(name, allowed)


def known_as(model: type[BaseModel] | None, name: str) -> str | None:
    """The key of a record that another name is for, also one that differs in capitals, hyphens or spaces."""
    return _KEYS_BY_NAME.get(model, {}).get(folded(name)) if model else None


def key_hint(model: type[BaseModel] | None, name: str, allowed: Iterable[str]) -> str:
    """Hint for an unknown key."""
    names = list(allowed)
    if model is None:
        return did_you_mean(name, names)
    if elsewhere := _SAID_ELSEWHERE.get((model, folded(name))):
        return elsewhere
    # `venue` beside `location`: the key is right, and its place is not.
    parents = [
        key
        for key, field in model.model_fields.items()
        for below in models_in(field.annotation, in_lists=False)
        if folded(name) in map(folded, below.model_fields)
    ]
    known = known_as(model, name)
    if len(parents) == 1 and known in (None, *parents):
        return f"write it below '{parents[0]}:', indented"
    if known == 'links':
        return f"put it among the 'links': {{{re.sub('[^a-z]', '', name.casefold())}: https://…}}"
    if known is None and model is Participation and not nearest(name, names):
        return 'write {person: …, role: …}'
    if known is None or known not in names:
        return did_you_mean(name, names, closeness=_KEY_CLOSENESS)
    return f'did you mean {known!r}?'


def models_in(annotation: Any, *, in_lists: bool = True) -> Iterator[type[BaseModel]]:
    """The records that a field's type holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    if in_lists or get_origin(annotation) is not tuple:
        for part in getattr(annotation, '__args__', ()):
            yield from models_in(part, in_lists=in_lists)


#: All keys there are: words that a message may repeat, because none is a secret.
KEYS = frozenset({'people', 'sessions', *(key for model in _KEYS_BY_NAME for key in model.model_fields)})
