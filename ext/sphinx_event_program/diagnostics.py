"""Problems as Sphinx log records: with a location, and ``event.<kind>`` for ``suppress_warnings``."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx.util import logging

from sphinx_event_program.problems import Kind, Problem, Severity

logger = logging.getLogger(__name__)


def report(problems: Iterable[Problem]) -> None:
    """Log what was found in the data files."""
    for problem in problems:
        # Sphinx's location knows no column, and takes a path without a colon for the name of a page.
        where = problem.where
        location = f'{where.path}:' if where.line is None else f'{where.path}:{where.line}'
        match problem.severity:
            case Severity.ERROR:
                logger.error(problem.sentence, location=location, type='event', subtype=problem.kind.value)
            case Severity.WARNING:
                logger.warning(problem.sentence, location=location, type='event', subtype=problem.kind.value)
            case Severity.NOTE if problem.kind is Kind.TBD:
                # The page says so, and `event-program check` lists them; a build need not.
                logger.verbose('%s: %s', location, problem.sentence)
            case Severity.NOTE:
                logger.info('%s: %s', location, problem.sentence)


def warn(sentence: str, kind: Kind, location: str) -> None:
    """Log what is wrong on a page."""
    logger.warning(sentence, location=location, type='event', subtype=kind.value)
