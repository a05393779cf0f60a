"""Many cases of one test: what they share is made once, and all that fail are told, each by its name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest

ParameterSet = type(pytest.param())


def each(names: str, cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for each of some cases.

    ``names`` are the test's arguments that a case gives, as in ``pytest.mark.parametrize``. In place
    of that where there are many cases, each of which takes less time than to set a test up; pytest's
    subtests take as long as that.
    """
    arguments = [name.strip() for name in names.split(',')]

    def values_of(case: Any) -> tuple[Any, ...]:
        if isinstance(case, ParameterSet):
            return tuple(case.values)
        return tuple(case) if len(arguments) > 1 else (case,)

    given = [(case.id if isinstance(case, ParameterSet) else None, values_of(case)) for case in cases]

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def run(**fixtures: Any) -> None:
            failures = []
            for name, values in given:
                try:
                    test(**fixtures, **dict(zip(arguments, values, strict=True)))
                except (Exception, pytest.fail.Exception) as failure:
                    failure.add_note(f'in the case {name or ", ".join(map(repr, values))[:300]}')
                    failures.append(failure)
            if failures:
                raise BaseExceptionGroup(f'{len(failures)} of {len(given)} cases fail', failures)

        # Which fixtures it needs, pytest reads here.
        parameters = inspect.signature(test).parameters.items()
        fixtures = [one for name, one in parameters if name not in arguments]
        run.__dict__['__signature__'] = inspect.Signature(
            [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in fixtures]
        )
        return run

    return decorate
