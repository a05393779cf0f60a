"""The type of a builder family's writers."""

from collections.abc import Callable
from typing import TypeAlias

from docutils.nodes import Element

#: For each node, what writes its beginning and, unless that raises ``SkipNode``, its end.
Visitors: TypeAlias = dict[type[Element], tuple[Callable[..., None], Callable[..., None] | None]]
