"""The ledger of postings: one row a job that was read, facts only."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    HttpUrl,
    StringConstraints,
    field_validator,
    model_validator,
)

from bot.knowledge.fields import COUNT_KEY, PAGE_ID, PAY_UNIT, SourceId
from bot.knowledge.frozen import Frozen
from bot.knowledge.sources import as_text
from bot.knowledge.vocabulary import Ask, PayBasis, PostingKind, Seen

NOT_NAMED = "not named"
"""The employer of a posting whose text hides it."""
UNDATED = "undated"
HOME = "US"
VARIOUS = "various"
_COUNTRY = r"^([A-Z]{2}|various)$"
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def _date_or_undated(text: str) -> str:
    found = _DATE.fullmatch(text)
    if found is None and text != UNDATED:
        raise ValueError("it has to be a year, a month (2024-05), a day, or undated")
    if found is not None:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    return text


RowId = Annotated[str, StringConstraints(pattern=PAGE_ID, max_length=80)]
Name = Annotated[str, StringConstraints(pattern=COUNT_KEY, max_length=48)]
Detail = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Published = Annotated[
    str,
    BeforeValidator(as_text),
    AfterValidator(_date_or_undated),
    Field(description="YYYY, YYYY-MM, YYYY-MM-DD or `undated`; never the day of reading."),
]


class Asks(Frozen):
    """What one posting says of each thing; what is left out was not seen."""

    degree: Ask = Ask.NOT_SEEN
    license: Ask = Ask.NOT_SEEN
    board: Ask = Ask.NOT_SEEN
    residency: Ask = Ask.NOT_SEEN
    years: Ask = Ask.NOT_SEEN
    remote: Ask = Ask.NOT_SEEN
    travel: Ask = Ask.NOT_SEEN
    hours: Ask = Ask.NOT_SEEN
    work_permission: Ask = Ask.NOT_SEEN


FIELDS = tuple(Asks.model_fields)
PAY = "pay"


class PostedPay(Frozen):
    """What a posting prints; one figure stands in both `low` and `high`."""

    low: Annotated[float, Field(gt=0)]
    high: Annotated[float, Field(gt=0)]
    unit: Annotated[str, StringConstraints(pattern=PAY_UNIT)]
    basis: PayBasis = PayBasis.UNSTATED

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


class Posting(Frozen):
    """One job that was read."""

    id: RowId
    source: Annotated[SourceId, Field(description="Id of the record under sources/ that holds its address.")]
    employer: Annotated[Detail, Field(description="One spelling in all rows; `not named` where the text hides it.")]
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=160)]
    kind: PostingKind
    country: Annotated[str, StringConstraints(pattern=_COUNTRY)]
    published: Published
    read: Annotated[date, Field(description="The day on which it was read.")]
    seen: Annotated[Seen, Field(description="full: to the end of its text; partial: cut, an excerpt or a summary.")]
    also_at: Annotated[tuple[HttpUrl, ...], Field(description="Other addresses of the same job.")] = ()
    asks: Asks = Asks()
    names: Annotated[
        Mapping[Name, Ask], Field(description="Further things named in it: a certificate's page id, or a short word.")
    ] = {}
    details: Annotated[Mapping[Name, Detail], Field(description="Short facts in our own words.")] = {}
    pay: PostedPay | None = None

    @field_validator("names")
    @classmethod
    def _names_are_seen(cls, names: Mapping[str, Ask]) -> Mapping[str, Ask]:
        for name, ask in names.items():
            if name in (*FIELDS, PAY):
                raise ValueError(f'"{name}" is a field of asks, or pay; it cannot be a name too')
            if ask is Ask.NOT_SEEN:
                raise ValueError(f'"{name}" was named, so it cannot be not_seen; leave it out')
        return names

    @model_validator(mode="after")
    def _says_no_more_than_was_seen(self) -> Self:
        if self.seen is not Seen.FULL:
            silent = [name for name, ask in (*self.asks, *self.names.items()) if ask is Ask.NOT_ASKED]
            if silent:
                raise ValueError(f"{', '.join(silent)}: not_asked needs seen: full; of a part it is not_seen")
        if self.asks.board is Ask.REQUIRED and self.asks.residency is Ask.NOT_ASKED:
            raise ValueError("residency: a required board certificate takes one; leave it out instead of not_asked")
        if self.published == self.read.isoformat():
            raise ValueError("published is the day of reading; write the date that the text gives, or undated")
        if self.year is not None and self.published > self.read.isoformat():
            raise ValueError("published is later than read")
        return self

    @property
    def year(self) -> int | None:
        """Return the year in which it was published, or None where it is undated."""
        return None if self.published == UNDATED else int(self.published[:4])

    def ask(self, key: str) -> Ask:
        """Return what it says of a field, of pay, or of a named thing; a law's silence on these two says nothing."""
        if key in FIELDS:
            found: Ask = getattr(self.asks, key)
            return found
        is_told = self.seen is Seen.FULL and self.kind is not PostingKind.LAW
        silence = Ask.NOT_ASKED if is_told else Ask.NOT_SEEN
        if key == PAY:
            return Ask.REQUIRED if self.pay else silence
        return self.names.get(key, silence)

    def is_older_than(self, years: int, today: date) -> bool:
        """Tell whether it was published more than so many years ago, by the latest day that its date may mean."""
        if self.year is None:
            return False
        last = f"{self.published}-12-31"[:10] if len(self.published) == 4 else f"{self.published}-31"[:10]
        return last < f"{today.year - years}{today.isoformat()[4:]}"


def may_be_one_job(one: Posting, other: Posting) -> bool:
    """Tell whether nothing that was seen of both tells two rows of one title apart."""
    dates = (one.published, other.published)
    if UNDATED not in dates and not (dates[0].startswith(dates[1]) or dates[1].startswith(dates[0])):
        return False
    both_seen = ({one.ask(name), other.ask(name)} for name in FIELDS)
    if any(len(asks) > 1 and Ask.NOT_SEEN not in asks for asks in both_seen):
        return False
    if one.pay and other.pay and one.pay != other.pay:
        return False
    return all(one.details[name] == other.details[name] for name in one.details.keys() & other.details.keys())
