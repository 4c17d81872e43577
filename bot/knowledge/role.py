"""Front matter of a role page."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, PrivateAttr, StringConstraints, field_validator, model_validator

from bot.knowledge.count_words import count_words, short_count_words
from bot.knowledge.counting import Tally
from bot.knowledge.counting import tally as tally_of
from bot.knowledge.fields import PAY_UNIT, CountKey, PageId, ShortText, SomeSourceIds, SourceIds, Text
from bot.knowledge.frozen import Frozen
from bot.knowledge.pages import FrontMatter
from bot.knowledge.postings import Posting
from bot.knowledge.vocabulary import (
    SPARED,
    About,
    BoardNeed,
    Dislike,
    Hours,
    Level,
    LicenseNeed,
    Like,
    MedicalField,
    Need,
    Openness,
    PageKind,
    PayOf,
    Remote,
    Training,
    WorkPermission,
)

UNKNOWN = "unknown"
_MOST_MARKS = 3
"""Sources that stand beside a mere count; all jobs that were counted stand on the card."""


class Counted(Frozen):
    """A line that may be backed by a count over the role's ledger, which the loader takes."""

    count: CountKey | None = None
    sources: SourceIds = ()
    _tally: Tally | None = PrivateAttr(default=None)

    @property
    def tally(self) -> Tally | None:
        """Return what was counted, or None where the line counts nothing."""
        return self._tally

    @property
    def evidence(self) -> tuple[str, ...]:
        """Return the ids of the sources that it names or, for a mere count, of those that were counted."""
        return self.sources or (self._tally.sources if self._tally else ())

    @property
    def marks(self) -> tuple[str, ...]:
        """Return the ids of the sources to show beside it: its own or, for a mere count, the first few counted."""
        return self.sources or self.evidence[:_MOST_MARKS]

    def with_count(self, rows: tuple[Posting, ...], today: date) -> Self:
        """Return the line with its count taken."""
        if self.count is None:
            return self
        line = self.model_copy()
        line._tally = tally_of(rows, self.count, today)
        return line


class Glance(Counted):
    """One line of the card's first screen; the value `unknown` needs no source, and a count stands for a value."""

    value: Annotated[ShortText | None, Field(description="Put before the count where there is one.")] = None
    need: Need | None = None

    @model_validator(mode="after")
    def _known_values_are_sourced(self) -> Self:
        if self.value is None and self.count is None:
            raise ValueError('needs a value, a count, or the value "unknown"')
        if self.value != UNKNOWN and not self.sources and self.count is None:
            raise ValueError('needs a source, a count, or the value "unknown"')
        return self

    @property
    def is_unknown(self) -> bool:
        """Tell whether no source we read tells."""
        if self._tally is not None:
            return self._tally.main is None and self.value in {None, UNKNOWN}
        return self.value == UNKNOWN

    @property
    def words(self) -> str:
        """Return the value, the count, or both."""
        return "; ".join(filter(None, (self._known, count_words(self._tally) if self._tally else None)))

    @property
    def short_words(self) -> str:
        """Return the same for a phone's first screen, where the count does not say whose postings they are."""
        return "; ".join(filter(None, (self._known, short_count_words(self._tally) if self._tally else None)))

    @property
    def _known(self) -> str | None:
        return None if self.value == UNKNOWN and self._tally else self.value


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
    work_permission: Annotated[
        Glance | None, Field(description="Citizenship or a right to work, where it closes the job.")
    ] = None


class Requirement(Counted):
    """One thing that is asked for, or is not, and who asks."""

    level: Level
    about: About
    text: Text

    @model_validator(mode="after")
    def _is_sourced(self) -> Self:
        if not self.sources and self.count is None:
            raise ValueError("needs a source or a count")
        if self.level is Level.NOT_ASKED and self.count is None:
            raise ValueError("level not_asked needs a count: what nobody asks for, of how many")
        return self

    @property
    def words(self) -> str:
        """Return the text, and the count as a sentence after it."""
        return self._with(count_words)

    @property
    def short_words(self) -> str:
        """Return the same, where the count does not say whose postings they are."""
        return self._with(short_count_words)

    def _with(self, say: Callable[[Tally], str]) -> str:
        if self._tally is None:
            return self.text
        counted = say(self._tally)
        return f"{self.text} {counted[0].upper()}{counted[1:]}."


class Pay(Frozen):
    """A published figure: a range, quartiles, or a median or mean; whose pay it is and what it covers."""

    of: Annotated[PayOf | None, Field(description="nearest: another level or employer; proxy: another job.")] = None
    low: Annotated[float | None, Field(gt=0)] = None
    high: Annotated[float | None, Field(gt=0)] = None
    p25: Annotated[float | None, Field(gt=0)] = None
    median: Annotated[float | None, Field(gt=0)] = None
    p75: Annotated[float | None, Field(gt=0)] = None
    mean: Annotated[float | None, Field(gt=0)] = None
    n: Annotated[int | None, Field(ge=1, description="How many people or jobs it was taken from.")] = None
    unit: Annotated[str, StringConstraints(pattern=PAY_UNIT)]
    year: Annotated[
        int | None, Field(ge=1990, le=2100, description="The year that it is true of; left out where undated.")
    ] = None
    place: Annotated[ShortText | None, Field(description="Where it is paid, if not in the US at large.")] = None
    basis: Annotated[ShortText, Field(description="Base or total, whose survey, which place, how many postings.")]
    sources: SomeSourceIds

    @model_validator(mode="after")
    def _has_a_figure(self) -> Self:
        for first, lower, last, upper in (("low", self.low, "high", self.high), ("p25", self.p25, "p75", self.p75)):
            if (lower is None) != (upper is None):
                raise ValueError(f"{first} and {last} come together; for a single figure use median or mean")
            if lower is not None and upper is not None and lower > upper:
                raise ValueError(f"{first} is above {last}")
        if self.low is None and self.p25 is None and self.median is None and self.mean is None:
            raise ValueError("needs low and high, quartiles, a median or a mean")
        return self

    @property
    def when(self) -> str:
        """Return the year that it is true of, or `undated`."""
        return str(self.year) if self.year else "undated"


class WayIn(Frozen):
    """A way into the role, and what it costs."""

    text: Text
    cost: Annotated[ShortText, Field(description="`free`, or the amount with its year.")]
    sources: SourceIds = ()


class Neighbor(Frozen):
    """A role to move to sideways, and why that works."""

    role: PageId
    reason: ShortText


class Fit(Frozen):
    """Facts that /fit uses."""

    training: Training
    licence: LicenseNeed
    board: BoardNeed
    img_open: Openness
    work: Annotated[WorkPermission, Field(description="What the card's work_permission says, in one word.")] = (
        WorkPermission.UNKNOWN
    )
    fields: Annotated[
        tuple[MedicalField, ...], Field(description="Where only these fields of medicine are taken.")
    ] = ()
    years: Annotated[
        int | None,
        Field(ge=0, le=20, description="Fewest years after training that posts ask; null where only one does."),
    ] = None
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
    first_step: Annotated[
        Text | None, Field(description="One free thing to do this week: no course, nothing that costs.")
    ] = None
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=2)]
    pay: Annotated[tuple[Pay, ...], Field(description="Empty where no source gives a figure; the card says so.")] = ()
    ways_in: Annotated[tuple[WayIn, ...], Field(min_length=1, description="Those that cost nothing first.")]
    neighbours: Annotated[tuple[Neighbor, ...], Field(description="Named on the other page too.")] = ()
    myths: tuple[PageId, ...] = ()
    certifications: tuple[PageId, ...] = ()
    guides: tuple[PageId, ...] = ()
    fit: Fit

    @field_validator("requirements")
    @classmethod
    def _says_what_is_not_required(cls, requirements: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
        if all(requirement.level not in SPARED for requirement in requirements):
            raise ValueError("there has to be a not_required or not_asked line: what people are told to buy")
        return requirements

    @field_validator("ways_in")
    @classmethod
    def _free_ways_come_first(cls, ways_in: tuple[WayIn, ...]) -> tuple[WayIn, ...]:
        costs = [way.cost != "free" for way in ways_in]
        if costs != sorted(costs):
            raise ValueError("those that cost nothing have to come first")
        return ways_in

    def with_counts(self, rows: tuple[Posting, ...], today: date) -> Self:
        """Return the page with every count taken over the role's rows."""
        glances = {name: glance.with_count(rows, today) for name, glance in self.at_a_glance if glance is not None}
        return self.model_copy(
            update={
                "at_a_glance": self.at_a_glance.model_copy(update=glances),
                "requirements": tuple(line.with_count(rows, today) for line in self.requirements),
            }
        )

    def counted(self) -> tuple[tuple[tuple[str | int, ...], Counted], ...]:
        """Return each line that may count something, with its place in the front matter."""
        glances = ((("at_a_glance", name), glance) for name, glance in self.at_a_glance if glance is not None)
        return (*glances, *((("requirements", index), line) for index, line in enumerate(self.requirements)))
