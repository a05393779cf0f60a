"""Files to a :class:`~sphinx_event_program.model.program.Program`, or all the problems."""

from sphinx_event_program.reading.loader import load

__all__ = ['load']
