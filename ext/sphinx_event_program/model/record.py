"""What all records have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record whose keys are exactly those that DATA names."""

    model_config = ConfigDict(
        frozen=True,
        extra='forbid',
        arbitrary_types_allowed=True,
        revalidate_instances='never',
        # What stands below a field is what editors show for its key.
        use_attribute_docstrings=True,
    )
