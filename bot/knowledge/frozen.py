"""What the files are read into."""

from functools import cache

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A part of a page: immutable, and no field that the format does not name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def model_post_init(self, _: object, /) -> None:
        """Share the set of the fields that were given: each record's own would take some 3 MB in all."""
        object.__setattr__(self, "__pydantic_fields_set__", _shared(frozenset(self.model_fields_set)))


@cache
def _shared(names: frozenset[str]) -> set[str]:
    return set(names)
