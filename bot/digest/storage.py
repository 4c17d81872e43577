"""Repository: digests and their plans."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    delete,
    or_,
    select,
    update,
)

from bot.digest.model.digest import Digest, DigestPlan, DigestState, Pause, Pick
from bot.kit.actors import CardPlace
from bot.kit.storage.columns import AnyRow, UtcDateTime, metadata, one_of
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new, upsert

digests = Table(
    "digests",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("local_date", Date, primary_key=True),  # at most one digest for each server and local date, by this key
    Column("state", String(10), nullable=False),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    Column("role_id", String(80)),
    Column("role_round", Integer),
    Column("myth_id", String(80)),
    Column("myth_round", Integer),
    one_of("state", DigestState),
    CheckConstraint("(state = 'claimed') = (settled_at IS NULL)", name="settled"),
    CheckConstraint("state <> 'posted' OR message_id IS NOT NULL", name="posted"),
    sqlite_with_rowid=False,
)
digest_plans = Table(
    "digest_plans",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("next_at", UtcDateTime, nullable=False),
    Column("pause", String(20)),
    CheckConstraint("pause IS NULL OR pause IN (" + ", ".join(f"'{one}'" for one in Pause) + ")", name="pause"),
)
Index("ix_digest_plans_due", digest_plans.c.pause, digest_plans.c.next_at)


class DigestRepository(Repository):
    """What was posted on which day, and when the next is due."""

    async def due(self, now: datetime, too_far: datetime) -> list[int]:
        """Return the servers, not paused, whose next digest is due by now, or absurdly late (the clock was wrong)."""
        plans = digest_plans.c
        query = (
            select(plans.guild_id)
            .where(plans.pause.is_(None), or_(plans.next_at <= now, plans.next_at > too_far))
            .order_by(plans.next_at, plans.guild_id)
        )
        return list(await self._connection.scalars(query))

    async def given_up_after(self, now: datetime) -> list[int]:
        """Return the servers with a plan that have days given up at a moment still to come: the clock was ahead."""
        gave_up = digests.c.state.in_([DigestState.MISSED, DigestState.SKIPPED])
        query = (
            select(digest_plans.c.guild_id)
            .join(digests, digests.c.guild_id == digest_plans.c.guild_id)
            .where(digest_plans.c.pause.is_(None), gave_up, digests.c.settled_at > now)
            .distinct()
        )
        return list(await self._connection.scalars(query))

    async def plan(self, guild_id: int) -> DigestPlan | None:
        """Return a server's plan, or None where it gets no digest."""
        query = select(digest_plans).where(digest_plans.c.guild_id == guild_id)
        row = (await self._connection.execute(query)).first()
        return DigestPlan(row.guild_id, row.next_at, Pause(row.pause) if row.pause else None) if row else None

    async def put_plan(self, plan: DigestPlan) -> None:
        """Store a plan in place of an earlier one."""
        row = {"guild_id": plan.guild_id, "next_at": plan.next_at, "pause": plan.pause}
        await upsert(self._connection, digest_plans, row)

    async def remove_plan(self, guild_id: int) -> None:
        """Remove a plan: the server gets no digest."""
        await self._connection.execute(delete(digest_plans).where(digest_plans.c.guild_id == guild_id))

    async def begin(self, digest: Digest) -> bool:
        """Store a day's digest unless that day has one already; return whether it was stored."""
        return await insert_new(self._connection, digests, _values(digest))

    async def get(self, guild_id: int, day: date, *, lock: bool = False) -> Digest | None:
        """Return a day's digest, or None; with `lock` nobody else changes it until the transaction ends."""
        query = select(digests).where(digests.c.guild_id == guild_id, digests.c.local_date == day)
        row = (await self._connection.execute(query.with_for_update() if lock else query)).first()
        return _digest(row) if row else None

    async def save(self, digest: Digest) -> None:
        """Write a digest back."""
        its_day = digests.c.guild_id == digest.guild_id, digests.c.local_date == digest.local_date
        await self._connection.execute(update(digests).where(*its_day).values(**_values(digest)))

    async def latest(self, guild_id: int, limit: int) -> list[Digest]:
        """Return a server's digests, newest first."""
        query = select(digests).where(digests.c.guild_id == guild_id).order_by(digests.c.local_date.desc()).limit(limit)
        return [_digest(row) for row in await self._connection.execute(query)]


def _values(digest: Digest) -> dict[str, object]:
    return {
        "guild_id": digest.guild_id,
        "local_date": digest.local_date,
        "state": digest.state,
        "claimed_at": digest.claimed_at,
        "lease_until": digest.lease_until,
        "settled_at": digest.settled_at,
        "channel_id": digest.place.channel_id if digest.place else None,
        "message_id": digest.place.message_id if digest.place else None,
        "role_id": digest.role.page_id if digest.role else None,
        "role_round": digest.role.round if digest.role else None,
        "myth_id": digest.myth.page_id if digest.myth else None,
        "myth_round": digest.myth.round if digest.myth else None,
    }


def _digest(row: AnyRow) -> Digest:
    return Digest(
        guild_id=row.guild_id,
        local_date=row.local_date,
        state=DigestState(row.state),
        claimed_at=row.claimed_at,
        lease_until=row.lease_until,
        settled_at=row.settled_at,
        place=CardPlace(row.channel_id, row.message_id) if row.message_id is not None else None,
        role=Pick(row.role_id, row.role_round) if row.role_id is not None else None,
        myth=Pick(row.myth_id, row.myth_round) if row.myth_id is not None else None,
    )
