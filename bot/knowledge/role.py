"""Front matter of a role page."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from bot.knowledge.fields import PAY_UNIT, Frozen, PageId, ShortText, SomeSourceIds, SourceIds, Text
from bot.knowledge.pages import FrontMatter
from bot.knowledge.vocabulary import (
    About,
    BoardNeed,
    Dislike,
    Hours,
    Level,
    LicenceNeed,
    Like,
    Need,
    Openness,
    PageKind,
    Remote,
    Training,
)

UNKNOWN = "unknown"


class Glance(Frozen):
    """One line of the card's first screen; the value `unknown` needs no source."""

    value: ShortText
    need: Need | None = None
    sources: SourceIds = ()

    @model_validator(mode="after")
    def _known_values_are_sourced(self) -> Self:
        if self.value != UNKNOWN and not self.sources:
            raise ValueError('needs a source, or the value "unknown"')
        return self


class AtAGlance(Frozen):
    """What a physician looks for first."""

    degree: Glance
    licence: Glance
    board_certification: Glance
    residency: Glance
    experience: Glance
    patient_contact: Glance
    remote: Glance
    travel: Glance
    hours: Glance


class Requirement(Frozen):
    """One thing that is asked for, or is not, and who asks."""

    level: Level
    about: About
    text: Text
    sources: SomeSourceIds


class Pay(Frozen):
    """A published figure: a range, or a median or mean, and what it covers."""

    low: Annotated[float | None, Field(gt=0)] = None
    high: Annotated[float | None, Field(gt=0)] = None
    median: Annotated[float | None, Field(gt=0)] = None
    mean: Annotated[float | None, Field(gt=0)] = None
    unit: Annotated[str, StringConstraints(pattern=PAY_UNIT)]
    year: Annotated[int, Field(ge=2000, le=2100)]
    basis: Annotated[ShortText, Field(description="Base or total, whose survey, which place, how many postings.")]
    sources: SomeSourceIds

    @model_validator(mode="after")
    def _has_a_figure(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError("low and high come together; for a single figure write it as both, or use median or mean")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low is above high")
        if self.low is None and self.median is None and self.mean is None:
            raise ValueError("needs low and high, a median or a mean")
        return self


class WayIn(Frozen):
    """A way into the role, and what it costs."""

    text: Text
    cost: Annotated[ShortText, Field(description="`free`, or the amount with its year.")]
    sources: SourceIds = ()


class Neighbour(Frozen):
    """A role to move to sideways, and why that works."""

    role: PageId
    reason: ShortText


class Fit(Frozen):
    """Facts that /fit uses."""

    training: Training
    licence: LicenceNeed
    board: BoardNeed
    img_open: Openness
    years: Annotated[int | None, Field(ge=0, le=20, description="Years after training commonly asked.")] = None
    travel_percent: Annotated[int | None, Field(ge=0, le=100)] = None
    remote: Remote
    hours: Hours
    likes: Annotated[tuple[Like, ...], Field(min_length=1)]
    dislikes: tuple[Dislike, ...] = ()


class RolePage(FrontMatter):
    """A job that a physician may do away from the bedside."""

    kind = PageKind.ROLE
    link_fields: ClassVar[Mapping[str, PageKind | None]] = {
        "sector": PageKind.SECTOR,
        "also_in": PageKind.SECTOR,
        "neighbours": PageKind.ROLE,
        "myths": PageKind.MYTH,
        "certifications": PageKind.CERTIFICATION,
        "guides": PageKind.GUIDE,
    }
    sections = (
        "What you do",
        "A week",
        "Ways in",
        "What they screen for",
        "Your clinical work in their words",
        "Questions to ask before you say yes",
        "Where it is advertised",
    )
    words = (350, 900)

    sector: PageId
    also_in: tuple[PageId, ...] = ()
    at_a_glance: AtAGlance
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=2)]
    pay: Annotated[tuple[Pay, ...], Field(description="Empty where no source gives a figure; the card says so.")] = ()
    ways_in: Annotated[tuple[WayIn, ...], Field(min_length=1, description="Those that cost nothing first.")]
    neighbours: Annotated[tuple[Neighbour, ...], Field(description="Named on the other page too.")] = ()
    myths: tuple[PageId, ...] = ()
    certifications: tuple[PageId, ...] = ()
    guides: tuple[PageId, ...] = ()
    fit: Fit

    @field_validator("requirements")
    @classmethod
    def _says_what_is_not_required(cls, requirements: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
        if all(requirement.level is not Level.NOT_REQUIRED for requirement in requirements):
            raise ValueError("there has to be at least one not_required line: what people are told to buy")
        return requirements

    @field_validator("ways_in")
    @classmethod
    def _free_ways_come_first(cls, ways_in: tuple[WayIn, ...]) -> tuple[WayIn, ...]:
        costs = [way.cost != "free" for way in ways_in]
        if costs != sorted(costs):
            raise ValueError("those that cost nothing have to come first")
        return ways_in
