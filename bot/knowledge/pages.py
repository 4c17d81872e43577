"""Front matter of sector, guide, certification and myth pages, and what all pages share."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from bot.knowledge.fields import (
    CURRENCY,
    Alias,
    CitedText,
    PageId,
    Question,
    ShortText,
    SomeSourceIds,
    Summary,
    Text,
    Title,
)
from bot.knowledge.frozen import Frozen
from bot.knowledge.steps import Step
from bot.knowledge.vocabulary import CertificationVerdict, MythVerdict, PageKind


class FrontMatter(Frozen):
    """What every page's front matter holds."""

    kind: ClassVar[PageKind]
    sections: ClassVar[tuple[str, ...]] = ()
    """Titles that the body must have, in this order; others may stand between them."""
    words: ClassVar[tuple[int, int]] = (0, 900)
    """Fewest and most words of the body."""
    link_fields: ClassVar[Mapping[str, PageKind | None]] = {}
    """Fields that name other pages, and the kind those must be (None: any)."""

    title: Title
    aliases: Annotated[
        tuple[Alias, ...], Field(description="What people call it, abbreviations too; unique across all pages.")
    ] = ()
    summary: Annotated[Summary, Field(description="At most two sentences.")]
    asks: Annotated[
        tuple[Question, ...],
        Field(min_length=5, max_length=120, description="Short questions as members would type them."),
    ]
    reviewed: Annotated[date, Field(description="When someone last read the page against its sources.")]
    review_by: Annotated[date, Field(description="When to read it again.")]

    @field_validator("review_by")
    @classmethod
    def _review_by_follows_reviewed(cls, review_by: date, info: ValidationInfo) -> date:
        reviewed = info.data.get("reviewed")
        if reviewed is not None and review_by <= reviewed:
            raise ValueError("it has to be later than reviewed")
        return review_by

    def links(self) -> Iterator[PageId]:
        """Yield the id of each page that this one names."""
        for name in self.link_fields:
            value: Any = getattr(self, name)
            for item in value if isinstance(value, tuple) else (value,):
                yield str(getattr(item, "role", item))


class SectorPage(FrontMatter):
    """A part of the economy that employs physicians away from the bedside."""

    kind = PageKind.SECTOR
    sections = ("What it buys from physicians", "Where it hires in the open")
    words = (60, 600)


class GuidePage(FrontMatter):
    """Advice that cuts across roles."""

    kind = PageKind.GUIDE
    link_fields: ClassVar[Mapping[str, PageKind | None]] = {"related": None}
    sections = ("This week",)
    words = (150, 1200)

    related: Annotated[tuple[PageId, ...], Field(description="Pages to read next, of any kind.")] = ()
    steps: Annotated[
        tuple[Step, ...], Field(description="Steps of leaving a job that this guide tells of; `/plan` dates them.")
    ] = ()


class Fee(Frozen):
    """A price, with the year that it is true of and what it covers."""

    amount: Annotated[float, Field(ge=0, description="In units of `currency`.")]
    currency: Annotated[str, Field(pattern=CURRENCY)] = "USD"
    year: Annotated[
        int | None, Field(ge=2000, le=2100, description="The year that it is true of; left out where undated.")
    ] = None
    covers: Annotated[ShortText, Field(description="Exam for members, application, yearly upkeep …")]
    sources: SomeSourceIds

    @property
    def when(self) -> str:
        """Return the year that it is true of, or `undated`."""
        return str(self.year) if self.year else "undated"


class CertificationJudgment(Frozen):
    """Our reading of who asks for a certificate, and why."""

    value: CertificationVerdict
    text: Text
    sources: SomeSourceIds


class CertificationPage(FrontMatter):
    """A certificate that physicians are told to buy, or are truly asked for."""

    kind = PageKind.CERTIFICATION
    sections = ("What it is", "Before you pay")
    words = (60, 600)

    issuer: ShortText
    fees: Annotated[tuple[Fee, ...], Field(description="Empty where no source gives a fee; the card says so.")] = ()
    eligibility: Annotated[tuple[CitedText, ...], Field(min_length=1)]
    upkeep: tuple[CitedText, ...] = ()
    asked_for_by: tuple[CitedText, ...] = ()
    verdict: CertificationJudgment


class MythPage(FrontMatter):
    """A common claim, the verdict and the evidence."""

    kind = PageKind.MYTH
    link_fields: ClassVar[Mapping[str, PageKind | None]] = {"related": None}
    sections = ()
    words = (0, 350)

    claim: Annotated[ShortText, Field(description="As people say it.")]
    verdict: MythVerdict
    evidence: Annotated[tuple[CitedText, ...], Field(min_length=1)]
    instead: Annotated[Text, Field(description="What to do, free of charge, knowing this.")]
    related: tuple[PageId, ...] = ()
