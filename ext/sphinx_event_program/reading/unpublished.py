"""Decide whether a session is published, also where its author misspelled the key or the word."""

from __future__ import annotations

from difflib import get_close_matches

from sphinx_event_program.model.session import Session
from sphinx_event_program.model.texts import yes_or_no
from sphinx_event_program.model.values import MalformedError
from sphinx_event_program.reading.hints.names import known_as
from sphinx_event_program.reading.tree import Entries, Plain

#: How those who do not know the right word say that something may or may not be known yet.
_PUBLISHED = ('published', 'publish', 'unpublished')
_DRAFT = ('draft', 'hidden', 'visible', 'public', 'private', 'secret', 'embargoed')


def may_be_known(session: Plain) -> bool:
    """Whether a session is published, by what its author wrote; what is no mapping says nothing of it.

    Whoever writes ``publised: no``, ``published: nope``, ``hidden: yes`` or ``status: draft`` wants nobody to know
    of it; the mistake is reported, and must not publish it meanwhile.
    """
    if not isinstance(session, Entries):
        return True
    unknown = [key for key in session if key not in Session.model_fields]
    meant = [
        key
        for key in unknown
        if known_as(Session, key) == 'published'
        or get_close_matches(key.casefold(), _PUBLISHED)
        or get_close_matches(key.casefold(), _DRAFT, cutoff=0.8)
    ]
    status = session.get('status')
    is_draft = isinstance(status, str) and get_close_matches(status.casefold(), (*_PUBLISHED, *_DRAFT), cutoff=0.8)
    return not meant and not is_draft and ('published' not in session or _is_yes(session['published']))


def _is_yes(value: Plain) -> bool:
    try:
        return yes_or_no(value)
    except MalformedError:
        return False
