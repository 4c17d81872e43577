"""What the tables of states hold: the topics, the columns of each, and the words that a cell may have."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from bot.knowledge.fields import PageId, SourceId, Title
from bot.knowledge.frozen import Frozen
from bot.knowledge.postings import Published
from bot.knowledge.us_states import UsState

UNKNOWN = "unknown"
LONGEST_REVIEW = timedelta(days=190)
"""Laws of states change yearly: a table is read again after half a year."""

V = TypeVar("V", bound=StrEnum)
CellText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=300)]


class Cell(Frozen, Generic[V]):
    """What one state's law says of one thing, in a controlled word and a short sentence of ours."""

    value: V
    text: Annotated[CellText, Field(description="One or two short sentences: the rule, whom it binds, since when.")]
    source: Annotated[SourceId, Field(description="Id of the law, or of the agency's page, under sources/.")]
    as_of: Annotated[Published, Field(description="The date of the text that was read: never the day of reading.")]


AnyCell = Cell[Any]


def _say_unknown(schema: dict[str, Any]) -> None:
    """Let editors take the word for a cell where the model has none."""
    for cell in schema["properties"].values():
        if "anyOf" in cell:
            cell["anyOf"] = [{"const": UNKNOWN} if one == {"type": "null"} else one for one in cell["anyOf"]]
            del cell["default"]


class StateRow(Frozen):
    """One state's line of a table; a column that is left out is unknown, and may be called so."""

    model_config = ConfigDict(json_schema_extra=_say_unknown)

    state: UsState

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_unknown(cls, row: object) -> object:
        return {name: cell for name, cell in row.items() if cell != UNKNOWN} if isinstance(row, dict) else row

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(name for name in cls.model_fields if name != "state")

    def cell(self, column: str) -> AnyCell | None:
        """Return a cell, or None where it is unknown; raises KeyError for a column that is none."""
        if column not in self.columns():
            raise KeyError(column)
        found: AnyCell | None = getattr(self, column)
        return found

    def cells(self) -> Iterator[tuple[str, AnyCell]]:
        """Yield each known cell with its column's name."""
        for column in self.columns():
            if (cell := self.cell(column)) is not None:
                yield column, cell


class Covenant(StrEnum):
    """What becomes of a promise not to compete."""

    VOID = "void"
    VOIDABLE = "voidable"
    VOID_FOR_SOME = "void_for_some"
    LIMITED = "limited"
    REASONABLE = "reasonable"


class CovenantReach(StrEnum):
    """Which work the rule speaks of."""

    ANY_WORK = "any_work"
    PRACTICE = "practice"
    DESK_LEFT_OUT = "desk_left_out"


class Dismissal(StrEnum):
    """What becomes of it where the employer ends the job."""

    FALLS = "falls"
    FALLS_WITHOUT_CAUSE = "falls_without_cause"
    FALLS_AFTER_LAYOFF = "falls_after_layoff"
    STAYS = "stays"


class Buyout(StrEnum):
    """What may be paid in its place."""

    MUST_BE_OFFERED = "must_be_offered"
    DAMAGES_ALLOWED = "damages_allowed"
    NO_DAMAGES = "no_damages"


class NonCompetes(StateRow):
    """Non-competes of physicians."""

    covenant: Cell[Covenant] | None = None
    reach: Cell[CovenantReach] | None = None
    dismissal: Cell[Dismissal] | None = None
    buyout: Cell[Buyout] | None = None


class WhereLicensed(StrEnum):
    """Which state's license is asked for."""

    THIS_STATE = "this_state"
    ANY_STATE = "any_state"
    NOT_SAID = "not_said"


class ReviewerSpecialty(StrEnum):
    """Which specialty a reviewer has to have."""

    SAME = "same"
    SAME_OR_SIMILAR = "same_or_similar"
    ON_APPEAL = "on_appeal"
    NOT_SAID = "not_said"


class ReviewLicenses(StateRow):
    """Licenses for utilization review and for a plan's medical director."""

    reviewer: Cell[WhereLicensed] | None = None
    medical_director: Cell[WhereLicensed] | None = None
    specialty: Cell[ReviewerSpecialty] | None = None
    external: Cell[WhereLicensed] | None = None


class TelehealthLicense(StrEnum):
    """What a physician from elsewhere needs for patients in the state."""

    FULL_LICENSE = "full_license"
    REGISTRATION = "registration"
    SPECIAL_LICENSE = "special_license"


class Compact(StrEnum):
    """Whether the Interstate Medical Licensure Compact opens a quicker way to a license."""

    MEMBER = "member"
    ADOPTED = "adopted"
    NOT_MEMBER = "not_member"


class Consultation(StrEnum):
    """Whether advice to a physician of the state needs its license."""

    ALLOWED = "allowed"
    LIMITED = "limited"
    NOT_ALLOWED = "not_allowed"


class Telehealth(StateRow):
    """Telehealth across state lines."""

    license: Cell[TelehealthLicense] | None = None
    compact: Cell[Compact] | None = None
    consultation: Cell[Consultation] | None = None


class WitnessLicense(StrEnum):
    """Which license an expert in a malpractice case needs."""

    THIS_STATE = "this_state"
    THIS_OR_NEIGHBOR = "this_or_neighbor"
    CERTIFICATE = "certificate"
    ANY_STATE = "any_state"


class WitnessSpecialty(StrEnum):
    """Which specialty the expert has to have."""

    SAME = "same"
    SAME_OR_SIMILAR = "same_or_similar"
    COURT_WEIGHS = "court_weighs"


class WitnessPractice(StrEnum):
    """How recently the expert has to have practiced or taught."""

    RECENT_CLINICAL = "recent_clinical"
    RECENT_CLINICAL_OR_TEACHING = "recent_clinical_or_teaching"
    COURT_WEIGHS = "court_weighs"


class ExpertWitness(StateRow):
    """Who may testify on the standard of care."""

    license: Cell[WitnessLicense] | None = None
    specialty: Cell[WitnessSpecialty] | None = None
    practice: Cell[WitnessPractice] | None = None


class Hours(StrEnum):
    """Whether an active license takes hours of education."""

    REQUIRED = "required"
    NONE = "none"


class Offered(StrEnum):
    """Whether there is such a license."""

    OFFERED = "offered"
    NOT_OFFERED = "not_offered"


class PracticeAsked(StrEnum):
    """Whether renewal of an active license takes recent practice."""

    REQUIRED = "required"
    OTHER_PROOF = "other_proof"
    NOT_REQUIRED = "not_required"


class LicenseUpkeep(StateRow):
    """Keeping a license without patients."""

    cme: Cell[Hours] | None = None
    practice: Cell[PracticeAsked] | None = None
    inactive: Cell[Offered] | None = None
    retired: Cell[Offered] | None = None
    volunteer: Cell[Offered] | None = None
    administrative: Cell[Offered] | None = None


class ReturnAfter(StrEnum):
    """After how long away a board asks for more than a form."""

    ONE_YEAR = "one_year"
    TWO_YEARS = "two_years"
    THREE_YEARS = "three_years"
    FOUR_YEARS = "four_years"
    FIVE_YEARS = "five_years"
    LONGER = "longer"
    BOARD_DECIDES = "board_decides"


class ReturnProof(StrEnum):
    """What it then asks for."""

    EXAM = "exam"
    PROGRAM = "program"
    HOURS = "hours"
    ONE_OF_SEVERAL = "one_of_several"
    BOARD_DECIDES = "board_decides"


class ReEntry(StateRow):
    """Coming back after years away."""

    after: Cell[ReturnAfter] | None = None
    proof: Cell[ReturnProof] | None = None


R_co = TypeVar("R_co", bound=StateRow, covariant=True)


class StateTopic(Frozen, Generic[R_co]):
    """A table: one topic, a row for each state of which something was read."""

    title: Title
    guide: Annotated[PageId, Field(description="The guide that it belongs to; its card opens it.")]
    roles: Annotated[tuple[PageId, ...], Field(description="Roles whose cards open it too.")] = ()
    asks: Annotated[
        tuple[str, ...],
        Field(description='How members ask for it, with "my state" where they name one; `/ask` finds it.'),
    ] = ()
    reviewed: Annotated[date, Field(description="When someone last read the rows against their sources.")]
    review_by: Annotated[date, Field(description="When to read them again: half a year later at most.")]
    rows: tuple[R_co, ...]

    @model_validator(mode="after")
    def _is_read_again_soon(self) -> Self:
        if not timedelta(0) < self.review_by - self.reviewed <= LONGEST_REVIEW:
            raise ValueError("review_by has to be later than reviewed, by half a year at most")
        return self


AnyTopic = StateTopic[StateRow]

TOPICS: dict[str, type[StateRow]] = {
    "non-competes": NonCompetes,
    "license-upkeep": LicenseUpkeep,
    "re-entry": ReEntry,
    "review-licenses": ReviewLicenses,
    "telehealth": Telehealth,
    "expert-witness": ExpertWitness,
}
"""The tables that there are, by their files' stems, in the order in which cards show them."""
