"""Hints for authors: the name, word or mark that was probably meant."""
