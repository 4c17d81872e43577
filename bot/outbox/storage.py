"""The jobs, one row each; a kind and subject has at most one."""

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    and_,
    case,
    delete,
    func,
    or_,
    select,
    update,
)

from bot.kit.clock import EPOCH
from bot.kit.storage.columns import AnyRow, UtcDateTime, metadata, new_id, one_of
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new, upsert
from bot.outbox.model.job import Errand, Job, JobState, Standing

_TOKEN_BYTES = 15  # 20 characters: a nonce has at most 25
_LONGEST_WHY = 500
_MESSAGES = "messages"

outbox = Table(
    "outbox",
    metadata,
    new_id(),
    Column("kind", String(40), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("guild_id", BigInteger),
    Column("member_id", BigInteger, index=True),
    Column("detail", String(4000)),
    Column("token", String(25), nullable=False),
    Column("state", String(10), nullable=False),
    Column("asked", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Column("why", String(_LONGEST_WHY)),
    UniqueConstraint("kind", "subject"),
    one_of("state", JobState),
)
outbox_pauses = Table(
    "outbox_pauses",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("until", UtcDateTime, nullable=False),
)
Index("ix_outbox_due", outbox.c.state, outbox.c.due_at)
Index("ix_outbox_guild", outbox.c.guild_id)


class OutboxRepository(Repository):
    """What is to be put on Discord."""

    async def put(self, errand: Errand, now: datetime, due_at: datetime | None = None) -> None:
        """Ask for an errand: a new job, or the one there is once more; one under way is done again afterwards."""
        row: dict[str, object] = {
            "kind": errand.kind,
            "subject": errand.subject,
            "guild_id": errand.guild_id,
            "member_id": errand.member_id,
            "detail": errand.detail,
            **_afresh(now, due_at or now),
            "asked": 1,
            "lease_until": EPOCH,
        }
        if await insert_new(self._connection, outbox, row):
            return
        is_new = outbox.c.state != JobState.WAITING
        again: dict[str, object] = {
            "guild_id": errand.guild_id,
            "member_id": errand.member_id,
            "detail": errand.detail,
            "asked": outbox.c.asked + 1,
            "state": JobState.WAITING,
            "due_at": case((is_new, due_at or now), (outbox.c.due_at > now, now), else_=outbox.c.due_at),
            "attempts": case((is_new, 0), else_=outbox.c.attempts),
            "token": case((is_new, _token()), else_=outbox.c.token),
            "created_at": case((is_new, now), else_=outbox.c.created_at),
            "settled_at": None,
            "why": None,
        }
        await self._connection.execute(update(outbox).where(*_is(errand)).values(**again))

    async def withdraw(self, errand: Errand) -> None:
        """Remove a job that is no longer wanted."""
        await self._connection.execute(delete(outbox).where(*_is(errand)))

    async def claim(
        self,
        now: datetime,
        until: datetime,
        limit: int,
        *,
        only: Errand | None = None,
        shards: tuple[int, Collection[int]] | None = None,
        messages: bool = True,
    ) -> list[Job]:
        """Take jobs that are due for oneself until a moment, the oldest first; those that others hold are skipped.

        `only` takes one job, due or not. `shards` are how many there are, and which are ours. Without `messages`, what
        is to be told a member privately waits.
        """
        due: list[ColumnElement[bool]] = [outbox.c.state == JobState.WAITING, outbox.c.lease_until <= now]
        due += [*_is(only)] if only else [outbox.c.due_at <= now]
        if not messages:
            due.append(outbox.c.member_id.is_(None))
        if shards:
            count, ours = shards
            due.append(or_(outbox.c.guild_id.is_(None), (outbox.c.guild_id // 2**22 % count).in_(ours)))
        first = (
            select(outbox.c.id)
            .where(*due)
            .order_by(outbox.c.due_at, outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claimed = (
            update(outbox)
            .where(outbox.c.id.in_(first))
            .values(lease_until=until, attempts=outbox.c.attempts + 1)
            .returning(*outbox.c)
        )
        rows = await self._connection.execute(claimed)
        return sorted((_job(row) for row in rows), key=lambda job: job.id)

    async def has_due(self, now: datetime) -> bool:
        """Return whether anything waits that may be claimed, without writing anything."""
        due = (outbox.c.state == JobState.WAITING, outbox.c.due_at <= now, outbox.c.lease_until <= now)
        return await self._connection.scalar(select(outbox.c.id).where(*due).limit(1)) is not None

    async def done(self, job: Job, now: datetime) -> None:
        """Settle a job; one that was asked for again meanwhile is due again at once."""
        again = outbox.c.asked != job.asked
        values: dict[str, object] = {
            "state": case((again, JobState.WAITING.value), else_=JobState.DONE.value),
            "due_at": now,
            "lease_until": EPOCH,
            "attempts": case((again, 0), else_=outbox.c.attempts),
            "token": case((again, _token()), else_=outbox.c.token),
            "settled_at": case((again, None), else_=now),
            "why": None,
        }
        await self._connection.execute(update(outbox).where(outbox.c.id == job.id).values(**values))

    async def give_up(self, job: Job, now: datetime, why: str) -> None:
        """Settle a job that will never be done."""
        why = why[:_LONGEST_WHY]
        values = {"state": JobState.GIVEN_UP, "due_at": now, "lease_until": EPOCH, "settled_at": now, "why": why}
        await self._connection.execute(update(outbox).where(outbox.c.id == job.id).values(**values))

    async def postpone(self, job: Job, due_at: datetime, why: str | None = None) -> None:
        """Let a job wait until a moment."""
        values = {"due_at": due_at, "lease_until": EPOCH, "why": why[:_LONGEST_WHY] if why else None}
        await self._connection.execute(update(outbox).where(outbox.c.id == job.id).values(**values))

    async def standing(self, errand: Errand) -> Standing | None:
        """Return how a job stands, or None where there is none."""
        row = (await self._connection.execute(select(outbox).where(*_is(errand)))).first()
        return _standing(row) if row else None

    async def listed(self, state: JobState, limit: int, guild_id: int | None = None) -> list[Standing]:
        """Return jobs in a state, those that have waited longest first."""
        query = select(outbox).where(outbox.c.state == state)
        if guild_id is not None:
            query = query.where(outbox.c.guild_id == guild_id)
        rows = await self._connection.execute(query.order_by(outbox.c.created_at, outbox.c.id).limit(limit))
        return [_standing(row) for row in rows]

    async def counts(self) -> dict[tuple[str, JobState], int]:
        """Return how many jobs of each kind are in each state."""
        query = select(outbox.c.kind, outbox.c.state, func.count()).group_by(outbox.c.kind, outbox.c.state)
        return {(kind, JobState(state)): count for kind, state, count in await self._connection.execute(query)}

    async def pause_messages(self, until: datetime) -> None:
        """Let all private messages wait until a moment, in every process."""
        await upsert(self._connection, outbox_pauses, {"name": _MESSAGES, "until": until})

    async def messages_paused_until(self) -> datetime | None:
        """Return until when private messages wait, or waited last."""
        query = select(outbox_pauses.c.until).where(outbox_pauses.c.name == _MESSAGES)
        until: datetime | None = await self._connection.scalar(query)
        return until

    async def clear(self, before: datetime) -> int:
        """Delete jobs that were settled before a moment; return how many."""
        settled = outbox.c.state.in_((JobState.DONE, JobState.GIVEN_UP))
        gone = delete(outbox).where(settled, outbox.c.due_at < before)
        return (await self._connection.execute(gone)).rowcount

    async def forget(self, member_id: int) -> None:
        """Delete what was to be told a member."""
        await self._connection.execute(delete(outbox).where(outbox.c.member_id == member_id))


def _is(errand: Errand) -> tuple[ColumnElement[bool]]:
    return (and_(outbox.c.kind == errand.kind, outbox.c.subject == errand.subject),)


def _afresh(now: datetime, due_at: datetime) -> dict[str, object]:
    return {
        "token": _token(),
        "state": JobState.WAITING,
        "attempts": 0,
        "created_at": now,
        "due_at": due_at,
        "settled_at": None,
        "why": None,
    }


def _token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def _job(row: AnyRow) -> Job:
    errand = Errand(row.kind, row.subject, row.guild_id, row.member_id, row.detail)
    return Job(row.id, errand, row.token, row.attempts, row.asked, row.created_at)


def _standing(row: AnyRow) -> Standing:
    state = JobState(row.state)
    return Standing(row.id, row.kind, state, row.guild_id, row.attempts, row.created_at, row.due_at, row.why)
