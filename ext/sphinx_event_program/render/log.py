"""Problems as Sphinx log records: with a location, and ``event.<kind>`` for ``suppress_warnings``."""

from __future__ import annotations

from collections.abc import Iterable

from docutils.nodes import Node
from sphinx.util import logging

from sphinx_event_program.model.problems import Kind, Place, Problem, Severity

logger = logging.getLogger(__name__)


def place_in_log(place: Place) -> str:
    """A place in a data file, as the location of a log record."""
    # Sphinx takes a path without a line for the name of a page.
    return str(place if place.line else Place(place.path, 1))


def report(problems: Iterable[Problem]) -> None:
    """Log what was found in the data files."""
    for problem in problems:
        location = place_in_log(problem.where)
        # The log of a build is often public itself.
        sentence = problem.public_sentence
        match problem.severity:
            case Severity.ERROR:
                logger.error(sentence, location=location, type='event', subtype=problem.kind.value)
            case Severity.WARNING:
                logger.warning(sentence, location=location, type='event', subtype=problem.kind.value)
            case Severity.NOTE if problem.kind is Kind.TBD:
                # The page says so, and `event-program check` lists them; a build need not.
                logger.verbose('%s: %s', location, sentence)
            case Severity.NOTE:
                logger.info('%s: %s', location, sentence)


def warn(sentence: str, kind: Kind, location: str | Node, *, once: bool = False) -> None:
    """Log what is wrong on a page; ``once``, however many pages and processes find it."""
    logger.warning(sentence, location=location, type='event', subtype=kind.value, once=once)
