"""The jobs, one row each; a kind and subject has at most one."""

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Executable,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    update,
)

from bot.kit.clock import EPOCH
from bot.kit.storage.columns import AnyRow, UtcDateTime, WhenForgotten, member_id, metadata, new_id, one_of
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_into, insert_new, upsert
from bot.outbox.model.job import ANY_KIND, Errand, Job, JobState, Kinds, Standing

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
    member_id(when_forgotten=WhenForgotten.DELETED, index=True),
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
ASKED_COLUMNS = (
    *("kind", "subject", "guild_id", "member_id", "detail", "token", "state", "asked", "attempts"),
    *("created_at", "due_at", "lease_until"),
)
"""What `asking_for` gives."""
quiet_members = Table("quiet_members", metadata, member_id(when_forgotten=WhenForgotten.DELETED, primary_key=True))
Index("ix_outbox_due", outbox.c.state, outbox.c.due_at)
Index("ix_outbox_guild", outbox.c.guild_id)


class OutboxRepository(Repository):
    """What is to be put on Discord."""

    async def put(self, errand: Errand, now: datetime, due_at: datetime | None = None) -> None:
        """Ask for an errand: a new job, or the one there is once more; one under way is done again afterwards."""
        statement = asking(self._connection.dialect.name, hurries=True)
        await self._connection.execute(statement, asking_for(errand, now, due_at or now))

    async def waiting_subjects(self, kind: str) -> set[str]:
        """Return the subjects of a kind that wait, or are under way."""
        query = select(outbox.c.subject).where(outbox.c.kind == kind, outbox.c.state == JobState.WAITING)
        return set(await self._connection.scalars(query))

    async def withdraw(self, errand: Errand) -> None:
        """Remove a job that is no longer wanted."""
        await self._connection.execute(delete(outbox).where(*_is(errand)))

    async def claim(  # noqa: PLR0913  # one parameter for each way to narrow it
        self,
        now: datetime,
        until: datetime,
        limit: int,
        *,
        only: Errand | None = None,
        shards: tuple[int, Collection[int]] | None = None,
        without: Collection[int] = (),
        kinds: Kinds = ANY_KIND,
    ) -> list[Job]:
        """Take jobs that are due for oneself until a moment, the oldest first; those that others hold are skipped.

        `only` takes one job, due or not. `shards` are how many there are, and which are ours; `without` are servers
        whose jobs wait. `kinds` are which are taken.
        """
        due = [outbox.c.state == JobState.WAITING, outbox.c.lease_until <= now, *_among(without, kinds)]
        due += [*_is(only)] if only else [outbox.c.due_at <= now]
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

    async def has_due(self, now: datetime, without: Collection[int] = (), kinds: Kinds = ANY_KIND) -> bool:
        """Return whether anything waits that may be claimed, without writing anything."""
        due = (outbox.c.state == JobState.WAITING, outbox.c.due_at <= now, outbox.c.lease_until <= now)
        query = select(outbox.c.id).where(*due, *_among(without, kinds)).limit(1)
        return await self._connection.scalar(query) is not None

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

    async def states(self, errands: Collection[Errand]) -> dict[tuple[str, str], JobState]:
        """Return how far errands have got, by kind and subject; there may be others among them."""
        query = select(outbox.c.kind, outbox.c.subject, outbox.c.state).where(
            outbox.c.kind.in_({errand.kind for errand in errands}),
            outbox.c.subject.in_({errand.subject for errand in errands}),
        )
        return {(kind, subject): JobState(state) for kind, subject, state in await self._connection.execute(query)}

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

    async def set_quiet(self, member_id: int, *, is_quiet: bool) -> None:
        """Record whether a member wants no message that they did not ask for."""
        if is_quiet:
            await insert_new(self._connection, quiet_members, {"member_id": member_id})
        else:
            await self._connection.execute(delete(quiet_members).where(quiet_members.c.member_id == member_id))

    async def is_quiet(self, member_id: int) -> bool:
        """Return whether a member wants no message that they did not ask for."""
        query = select(quiet_members.c.member_id).where(quiet_members.c.member_id == member_id)
        return await self._connection.scalar(query) is not None

    async def clear(self, state: JobState, before: datetime) -> int:
        """Delete jobs that were settled so before a moment; return how many."""
        gone = delete(outbox).where(outbox.c.state == state, outbox.c.due_at < before)
        return (await self._connection.execute(gone)).rowcount

    async def forget(self, member_id: int) -> None:
        """Delete what was to be told a member."""
        await self._connection.execute(delete(outbox).where(outbox.c.member_id == member_id))


def _is(errand: Errand) -> tuple[ColumnElement[bool]]:
    return (and_(outbox.c.kind == errand.kind, outbox.c.subject == errand.subject),)


def _among(without: Collection[int], kinds: Kinds) -> list[ColumnElement[bool]]:
    among: list[ColumnElement[bool]] = []
    if without:
        among.append(or_(outbox.c.guild_id.is_(None), outbox.c.guild_id.not_in(without)))
    if kinds.is_private is not None:
        among.append(outbox.c.member_id.is_not(None) if kinds.is_private else outbox.c.member_id.is_(None))
    if kinds.only:
        among.append(outbox.c.kind.in_(sorted(kinds.only)))
    if kinds.but:
        among.append(outbox.c.kind.not_in(sorted(kinds.but)))
    return among


def asking(dialect: str, *, hurries: bool) -> Executable:
    """Return the statement that asks for an errand, given what `asking_for` returns.

    Asking for what waits already brings it forward to the moment wanted, or leaves it at its own: `hurries` says which.
    """
    statement = insert_into(outbox, dialect)
    new = statement.excluded
    is_new = outbox.c.state != JobState.WAITING
    earlier = [(outbox.c.due_at > new.due_at, new.due_at)] if hurries else []
    again: dict[str, object] = {
        "asked": outbox.c.asked + 1,
        "state": new.state,
        "due_at": case((is_new, new.due_at), *earlier, else_=outbox.c.due_at),
        "attempts": case((is_new, 0), else_=outbox.c.attempts),
        "settled_at": None,
        "why": case((is_new, None), else_=outbox.c.why),
        **{name: case((is_new, new[name]), else_=outbox.c[name]) for name in ("token", "created_at")},
        **{name: new[name] for name in ("guild_id", "member_id", "detail")},
    }
    asked: Executable = statement.on_conflict_do_update(index_elements=["kind", "subject"], set_=again)
    return asked


ASKING_AGAIN = (
    update(outbox)
    .where(outbox.c.kind == bindparam("of_kind"), outbox.c.subject == bindparam("of_subject"))
    .where(outbox.c.state == JobState.WAITING.value)
    .values(asked=outbox.c.asked + 1)
)
"""Does what `asking` does without hurry where the errand waits already, and touches no index; else changes no row."""


def asking_for(errand: Errand, now: datetime, due_at: datetime) -> dict[str, object]:
    """Return the values for `asking`."""
    return {
        "kind": errand.kind,
        "subject": errand.subject,
        "guild_id": errand.guild_id,
        "member_id": errand.member_id,
        "detail": errand.detail,
        "token": _token(),
        "state": JobState.WAITING.value,
        "asked": 1,
        "attempts": 0,
        "created_at": now,
        "due_at": due_at,
        "lease_until": EPOCH,
    }


def _token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def _job(row: AnyRow) -> Job:
    errand = Errand(row.kind, row.subject, row.guild_id, row.member_id, row.detail)
    return Job(row.id, errand, row.token, row.attempts, row.asked, row.created_at)


def _standing(row: AnyRow) -> Standing:
    state = JobState(row.state)
    return Standing(row.id, row.kind, state, row.guild_id, row.attempts, row.created_at, row.due_at, row.why)
