"""Repositories: questions that the notes did not answer, and how members judged answers."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, func, insert, select, update

from bot.ask.model import Gap, GapTopic, Judged
from bot.kit.storage.columns import UtcDateTime, metadata, new_id
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new

gaps = Table(
    "gaps",
    metadata,
    new_id(),
    Column("guild_id", BigInteger),
    Column("page_id", String(60), nullable=False),
    Column("question", String(500)),
    Column("filed_at", UtcDateTime, nullable=False),
    Index("ix_gaps_filed_at", "filed_at"),
)

answers_judged = Table(
    "answers_judged",
    metadata,
    Column("page_id", String(60), primary_key=True),
    Column("answer", String(8), primary_key=True),
    Column("yes", Integer, nullable=False),
    Column("no", Integer, nullable=False),
)


class GapRepository(Repository):
    """Questions that the notes did not answer; nothing says who asked."""

    async def add(self, gap: Gap, guild_id: int | None) -> None:
        """Add a gap."""
        row = {"guild_id": guild_id, "page_id": gap.page_id, "question": gap.question, "filed_at": gap.filed_at}
        await self._connection.execute(insert(gaps).values(**row))

    async def since(self, moment: datetime, limit: int) -> list[Gap]:
        """Return the newest gaps since a moment."""
        query = (
            select(gaps.c.page_id, gaps.c.question, gaps.c.filed_at)
            .where(gaps.c.filed_at >= moment)
            .order_by(gaps.c.filed_at.desc(), gaps.c.id.desc())
            .limit(limit)
        )
        return [Gap(row.page_id, row.question, row.filed_at) for row in await self._connection.execute(query)]

    async def topics(self, guild_id: int, since: datetime, limit: int) -> list[GapTopic]:
        """Return the pages that came nearest to a server's questions since a moment, the most frequent first."""
        times = func.count().label("times")
        query = (
            select(gaps.c.page_id, times)
            .where(gaps.c.guild_id == guild_id, gaps.c.filed_at > since)
            .group_by(gaps.c.page_id)
            .order_by(times.desc(), gaps.c.page_id)
            .limit(limit)
        )
        return [GapTopic(row.page_id, row.times) for row in await self._connection.execute(query)]


class JudgedRepository(Repository):
    """Counts of *Was this it?*; nothing says who pressed, or what was asked."""

    async def count(self, page_id: str, answer: str, *, was_it: bool) -> None:
        """Add one to a passage's count."""
        none_yet = {"page_id": page_id, "answer": answer, "yes": 0, "no": 0}
        await insert_new(self._connection, answers_judged, none_yet)
        column = answers_judged.c.yes if was_it else answers_judged.c.no
        this = (answers_judged.c.page_id == page_id) & (answers_judged.c.answer == answer)
        await self._connection.execute(update(answers_judged).where(this).values({column: column + 1}))

    async def all(self, limit: int) -> list[Judged]:
        """Return the counts, those with the most *No* first."""
        query = select(answers_judged).order_by(answers_judged.c.no.desc(), answers_judged.c.page_id).limit(limit)
        return [Judged(row.page_id, row.answer, row.yes, row.no) for row in await self._connection.execute(query)]
