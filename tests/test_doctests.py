"""The examples in docstrings."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import sphinx_event_program


def test_examples_in_docstrings_give_what_they_say() -> None:
    modules = pkgutil.walk_packages(sphinx_event_program.__path__, 'sphinx_event_program.')
    results = {module.name: doctest.testmod(importlib.import_module(module.name)) for module in modules}
    assert {name: result.failed for name, result in results.items() if result.failed} == {}
    assert sum(result.attempted for result in results.values()) >= 10
