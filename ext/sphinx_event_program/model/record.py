"""What all records have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record whose keys are exactly those that DATA names.

    What stands below a field is what editors show for its key.
    """

    model_config = ConfigDict(
        frozen=True,
        # Not before a record is read: most builds find the edition of the last one.
        defer_build=True,
        extra='forbid',
        arbitrary_types_allowed=True,
        revalidate_instances='never',
    )

    def __repr__(self) -> str:
        """All fields: as pydantic says it, in a fifth of the time. Each build makes fingerprints of thousands."""
        return f'{type(self).__name__}({self.__dict__!r})'
