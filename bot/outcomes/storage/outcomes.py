"""Repository: what members told."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select

from bot.kit.storage.columns import AnyRow
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import upsert
from bot.outcomes.model.answers import Outcome, Question
from bot.outcomes.storage.tables import outcomes


class OutcomeRepository(Repository):
    """What members told, by server, role and year."""

    async def put(self, guild_id: int, outcome: Outcome) -> None:
        """Store an outcome, in place of the same member's for the role and year."""
        row = {
            "guild_id": guild_id,
            "member_id": outcome.member_id,
            "role_id": outcome.role_id,
            "year": outcome.year,
            "shared_at": outcome.shared_at,
            "changed_at": outcome.changed_at,
        }
        answers = {question.value: outcome.answers[question] for question in Question}
        await upsert(self._connection, outcomes, row | answers)

    async def get(self, guild_id: int, member_id: int, role_id: str, year: int) -> Outcome | None:
        """Return what a member told about a role in a year, or None."""
        query = select(outcomes).where(*_of(guild_id, member_id, role_id), outcomes.c.year == year)
        row = (await self._connection.execute(query)).first()
        return _outcome_of(row) if row else None

    async def first_shared(self, guild_id: int, member_id: int, role_id: str) -> datetime | None:
        """Return when a member first told about a role, of what is still there."""
        query = select(func.min(outcomes.c.shared_at)).where(*_of(guild_id, member_id, role_id))
        first: datetime | None = await self._connection.scalar(query)
        return first

    async def of(self, guild_id: int, member_id: int) -> list[Outcome]:
        """Return all that a member told in a server, the newest first."""
        query = select(outcomes).where(outcomes.c.guild_id == guild_id, outcomes.c.member_id == member_id)
        newest = outcomes.c.year.desc(), outcomes.c.changed_at.desc(), outcomes.c.role_id
        return [_outcome_of(row) for row in await self._connection.execute(query.order_by(*newest))]

    async def remove(self, guild_id: int, member_id: int, role_id: str, year: int) -> bool:
        """Delete what a member told about a role in a year; return whether there was any."""
        gone = delete(outcomes).where(*_of(guild_id, member_id, role_id), outcomes.c.year == year)
        return (await self._connection.execute(gone)).rowcount == 1

    async def servers(self) -> list[int]:
        """Return the servers in which somebody told something."""
        query = select(outcomes.c.guild_id).distinct().order_by(outcomes.c.guild_id)
        return list(await self._connection.scalars(query))

    async def told_before(self, guild_ids: Iterable[int], before: datetime) -> list[Outcome]:
        """Return all that was told in some servers by people who first told about the role before a moment."""
        query = select(outcomes).where(outcomes.c.guild_id.in_(list(guild_ids)), outcomes.c.shared_at < before)
        return [_outcome_of(row) for row in await self._connection.execute(query)]


def _of(guild_id: int, member_id: int, role_id: str) -> list[ColumnElement[bool]]:
    return [outcomes.c.guild_id == guild_id, outcomes.c.member_id == member_id, outcomes.c.role_id == role_id]


def _outcome_of(row: AnyRow) -> Outcome:
    answers = {question: row._mapping[question.value] for question in Question}
    return Outcome(row.member_id, row.role_id, row.year, answers, row.shared_at, row.changed_at)
