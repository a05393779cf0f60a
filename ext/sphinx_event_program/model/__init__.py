"""Typed, frozen records of an event, without files and without Sphinx."""
