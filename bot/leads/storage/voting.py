"""Count presses of vote buttons inside a transaction: the same steps on both databases.

Nothing here awaits, so that a whole transaction can be done in one visit to a thread.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Protocol

from sqlalchemy import Connection, Executable, bindparam, delete, select, update

from bot.kit.clock import EPOCH
from bot.kit.errors import TollfreeError
from bot.kit.storage.upsert import insert_into
from bot.leads.model.errands import card_of
from bot.leads.model.lead import Lead
from bot.leads.model.votes import Outcome, Press, VoteResult, VoteRule, counted
from bot.leads.storage.rows import lead_of, lead_rank
from bot.leads.storage.tables import lead_votes, leads
from bot.outbox.storage import ASKING_AGAIN, asking, asking_for
from bot.servers.storage.settings import guild_settings

FOUND = select(leads, guild_settings.c.minimum_membership_seconds).outerjoin(
    guild_settings, guild_settings.c.guild_id == leads.c.guild_id
)
OF_MEMBER = (
    lead_votes.c.lead_id == bindparam("lead_id"),
    lead_votes.c.member_id == bindparam("member_id"),
    lead_votes.c.kind == bindparam("kind"),
)
TAKE_BACK = delete(lead_votes).where(*OF_MEMBER)
RECOUNT = (
    update(leads)
    .where(leads.c.id == bindparam("lead"))
    .values(upvotes=bindparam("upvotes"), worked=bindparam("worked"), rank=bindparam("rank"))
)
_LOCK = (
    FOUND.where(leads.c.id.in_(bindparam("lead_ids", expanding=True)))
    .order_by(leads.c.id)  # all transactions lock in this order, so that none wait for each other in a circle
    .with_for_update(of=leads)
)
_UNTIL_REDRAWN = timedelta(seconds=3)
"""One drawing shows all votes of so long."""
LeadFound = tuple[Lead, timedelta]
"""A lead, and how long its server wants members to have been there before they vote."""


class Ballots(Protocol):
    """Votes in one transaction."""

    def locked(self, lead_ids: Sequence[int]) -> dict[int, LeadFound]:
        """Return the leads, which nobody else changes until the transaction ends."""
        ...

    def toggled(self, press: Press, at: datetime) -> bool:
        """Put a vote, or take back one that is there; return whether it now stands. Its lead is locked."""
        ...

    def recount(self, lead: Lead, at: datetime) -> None:
        """Write the counters of votes, where the lead stands by them, and that its card is to show them."""
        ...


def cast_votes(ballots: Ballots, presses: Sequence[Press], rule: VoteRule, at: datetime) -> list[Outcome]:
    """Do `VoteCounter.cast` in a transaction that the caller commits."""
    found: dict[int, LeadFound] = ballots.locked(sorted({press.lead_id for press in presses}))
    changed: dict[int, Lead] = {}
    outcomes: list[Outcome] = []
    for press in presses:
        lead, needed_membership = found.get(press.lead_id, (None, timedelta(0)))
        try:
            lead = rule(press, lead, needed_membership)
        except TollfreeError as refusal:
            outcomes.append(refusal)
            continue
        is_on = ballots.toggled(press, at)
        lead = counted(lead, press.kind, is_on=is_on)
        found[lead.id] = lead, needed_membership
        changed[lead.id] = lead
        outcomes.append(VoteResult(lead.sealed(), is_on))
    for lead in changed.values():
        ballots.recount(lead, at)
    return outcomes


def key_of(press: Press) -> dict[str, object]:
    """Return the key of a vote's row."""
    return {"lead_id": press.lead_id, "member_id": press.actor.member_id, "kind": press.kind.value}


def counters_of(lead: Lead) -> dict[str, int]:
    """Return what `RECOUNT` writes."""
    return {"lead": lead.id, "upvotes": lead.upvotes, "worked": lead.worked, "rank": lead_rank(lead)}


def again_of(lead: Lead) -> dict[str, str]:
    """Return what asks again for a lead's card that is to be redrawn already."""
    errand = card_of(lead)
    return {"of_kind": errand.kind, "of_subject": errand.subject}


def redraw_of(lead: Lead, at: datetime) -> dict[str, object]:
    """Return what asks for a lead's card to show its votes a moment later.

    The cards of one server are due at one moment, so that they are claimed together; other servers' are at others.
    """
    waited = (at - EPOCH + timedelta(milliseconds=lead.guild_id % 3000)) % _UNTIL_REDRAWN
    return asking_for(card_of(lead), at, at + _UNTIL_REDRAWN - waited)


class CoreBallots:
    """Implements Ballots on a SQLAlchemy connection to PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def locked(self, lead_ids: Sequence[int]) -> dict[int, LeadFound]:
        """Return the leads, locked in the order of their ids."""
        rows = self._connection.execute(_LOCK, {"lead_ids": lead_ids})
        return {row.id: (lead_of(row), timedelta(seconds=row.minimum_membership_seconds or 0)) for row in rows}

    def toggled(self, press: Press, at: datetime) -> bool:
        """Put a vote, or take it back."""
        if self._connection.execute(_put(), {**key_of(press), "voted_at": at}).rowcount:
            return True
        self._connection.execute(TAKE_BACK, key_of(press))
        return False

    def recount(self, lead: Lead, at: datetime) -> None:
        """Write the counters, and ask for the card."""
        self._connection.execute(RECOUNT, counters_of(lead))
        if not self._connection.execute(ASKING_AGAIN, again_of(lead)).rowcount:
            self._connection.execute(_redraw(), redraw_of(lead, at))


@cache
def _put() -> Executable:
    put: Executable = insert_into(lead_votes, "postgresql").on_conflict_do_nothing()
    return put


@cache
def _redraw() -> Executable:
    return asking("postgresql", hurries=False)
