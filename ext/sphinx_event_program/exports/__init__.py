"""The event in other programs' formats: an edition in, bytes out; a module for each format.

What an export says is what the pages of the same edition say. It knows neither Sphinx nor
the clock nor the disk: addresses, words and the moment of the revision are handed in with a
:class:`~sphinx_event_program.exports.release.Release`.
"""
