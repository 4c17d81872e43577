"""Votes for a lead, and how they make it stand."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.kit.actors import Actor
from bot.kit.errors import TollfreeError
from bot.leads.model.lead import Lead

_TENFOLD_SECONDS = 7 * 24 * 3600
_WORKED_WEIGHT = 3


class VoteKind(StrEnum):
    """What a member says of a lead; each at most once."""

    UP = "up"
    WORKED = "worked"


@dataclass(frozen=True, slots=True)
class Press:
    """A member's press on a vote button: it puts their vote, or takes it back."""

    lead_id: int
    actor: Actor
    kind: VoteKind


@dataclass(frozen=True, slots=True)
class VoteResult:
    """The lead after a press (sealed), and whether the member's vote now stands."""

    lead: Lead
    is_on: bool


def counted(lead: Lead, kind: VoteKind, *, is_on: bool) -> Lead:
    """Return the lead with one vote of a kind more, or one less."""
    step = 1 if is_on else -1
    if kind is VoteKind.UP:
        return replace(lead, upvotes=lead.upvotes + step)
    return replace(lead, worked=lead.worked + step)


def rank(posted_at: datetime, upvotes: int, worked: int) -> int:
    """Return the number that *best* sorts by: seconds; ten times the votes weigh as much as being a week newer.

    It needs no recomputation as time passes, because all leads age alike. “It worked” counts three times.
    """
    votes = 1 + upvotes + _WORKED_WEIGHT * worked
    return int(posted_at.timestamp()) + round(_TENFOLD_SECONDS * math.log10(votes))


Outcome = VoteResult | TollfreeError
"""What came of one press: the lead after it, or why it does not count."""
VoteRule = Callable[[Press, Lead | None, timedelta], Lead]
"""Returns the lead that a press may vote on, given how long members must have been in its server; else raises."""
