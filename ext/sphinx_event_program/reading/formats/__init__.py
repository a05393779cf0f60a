"""Readers of YAML, TOML, JSON and CSV: the texts as they were written, with their places."""
