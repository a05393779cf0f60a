"""What a builder wrote the last time, so that it writes only what has changed since."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: Another number makes an older ledger a stranger's.
_FORMAT = 1


@dataclass
class Ledger:
    """The state of one output folder.

    ``linked`` says where references to each record led, ``pages`` what each
    generated page was made of (a digest, by the page's name). Both are empty, and
    ``known`` is false, before the first build.
    """

    linked: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    known: bool = False

    @classmethod
    def opened(cls, file: Path, output: Path) -> Ledger:
        """The ledger in ``file``; a new one if there is none that can be read, or it is about another folder."""
        try:
            version, folder, linked, pages = pickle.loads(file.read_bytes())  # noqa: S301 - ours, beside Sphinx's own
        except (OSError, ValueError, TypeError, EOFError, pickle.UnpicklingError):
            return cls()
        return cls(linked, pages, known=True) if (version, folder) == (_FORMAT, str(output)) else cls()

    def save(self, file: Path, output: Path) -> None:
        """Write it, all or nothing; an equal one is left as it is."""
        content = pickle.dumps((_FORMAT, str(output), dict(self.linked), dict(self.pages)))
        try:
            if file.read_bytes() == content:
                return
        except OSError:
            file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f'{file.name}.{os.getpid()}')
        fresh.write_bytes(content)
        fresh.replace(file)
