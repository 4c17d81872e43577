"""Field types that pages share."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.knowledge.frozen import Frozen
from bot.knowledge.sources import SOURCE_ID

PAGE_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_PAGE_ID = 48
"""Ids stand in custom ids, which have at most 100 characters."""
PAY_UNIT = r"^[A-Z]{3}/(year|hour|day|week|case|file|report|exam|project|word)$"
COUNT_KEY = r"^[a-z0-9]+([-_][a-z0-9]+)*$"
CURRENCY = r"^[A-Z]{3}$"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=90)]
Alias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=320)]
Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=800)]
PageId = Annotated[str, StringConstraints(pattern=PAGE_ID, max_length=LONGEST_PAGE_ID)]
SourceId = Annotated[str, StringConstraints(pattern=SOURCE_ID, max_length=60)]
SourceIds = Annotated[tuple[SourceId, ...], Field(description="Ids of the sources that say so.")]
CountKey = Annotated[
    str,
    StringConstraints(pattern=COUNT_KEY, max_length=48),
    Field(description="What is counted in the role's ledger: a field of `asks`, `pay`, or a thing under `names`."),
]
SomeSourceIds = Annotated[SourceIds, Field(min_length=1)]


class CitedText(Frozen):
    """A statement and the sources that make it."""

    text: Text
    sources: SomeSourceIds
