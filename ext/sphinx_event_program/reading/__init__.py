"""Files to a :class:`~sphinx_event_program.model.program.Program`, or all the problems.

It begins in ``loader``, which is not loaded with the package: a build that finds the
edition of the last one has nothing to read.
"""
