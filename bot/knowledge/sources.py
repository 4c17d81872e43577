"""Where a fact comes from, and how strong that kind of evidence is."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, HttpUrl, field_validator

from bot.knowledge.frozen import Frozen


class SourceKind(StrEnum):
    """Kinds of evidence, strongest first."""

    LAW = "law"
    STANDARD = "standard"
    OFFICIAL = "official"
    EMPLOYER = "employer"
    BODY = "body"
    RESEARCH = "research"
    SURVEY = "survey"
    PRESS = "press"
    COMMUNITY = "community"

    @property
    def rank(self) -> int:
        """Return 0 for the strongest kind, counting up."""
        return list(SourceKind).index(self)


FIRM_KINDS = frozenset({SourceKind.LAW, SourceKind.STANDARD, SourceKind.OFFICIAL, SourceKind.EMPLOYER, SourceKind.BODY})
"""Kinds that state a rule or an ask themselves, instead of reporting on one."""

STATE_RULES = frozenset({SourceKind.LAW, SourceKind.STANDARD, SourceKind.OFFICIAL})
"""Kinds that state rules."""

SOURCE_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def as_text(value: object) -> object:
    """Return a number or a date as YAML had it: text."""
    return str(value) if isinstance(value, int | date) and not isinstance(value, bool) else value


_ANCHOR_WORDS = range(2, 9)


class Archived(Frozen):
    """A copy that stays as it was on a day."""

    url: HttpUrl
    date: Annotated[date, Field(description="The day from which the copy is.")]


class Source(Frozen):
    """One thing that was read, cited by its id."""

    id: Annotated[str, Field(pattern=SOURCE_ID, max_length=60)]
    title: Annotated[str, Field(min_length=3, max_length=160)]
    publisher: Annotated[str, Field(min_length=2, max_length=100)]
    url: Annotated[HttpUrl, Field(description="The official page where there is one.")]
    kind: SourceKind
    published: Annotated[
        str,
        BeforeValidator(as_text),
        Field(min_length=4, max_length=80, description="A date, a year, an edition, or `undated`."),
    ]
    accessed: Annotated[date, Field(description="The day on which it was read.")]
    mirrors: Annotated[
        tuple[HttpUrl, ...], Field(description="The copies that were read, where none was at `url`.")
    ] = ()
    seller: Annotated[bool, Field(description="The publisher sells courses, coaching or exam preparation.")] = False
    note: Annotated[str | None, Field(max_length=300)] = None
    title_seen: Annotated[
        str | None, Field(min_length=3, max_length=200, description="The page's own title on the day of reading.")
    ] = None
    anchor: Annotated[
        str | None,
        Field(max_length=80, description="Two to eight words that tell whether the page still says it."),
    ] = None
    archived: Archived | None = None

    @field_validator("anchor")
    @classmethod
    def _anchor_is_short(cls, anchor: str | None) -> str | None:
        if anchor is not None and len(anchor.split()) not in _ANCHOR_WORDS:
            raise ValueError("it has to be two to eight words")
        return anchor
