"""Repository: profiles of insiders, and when each was told of questions."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from bot.insiders.model.profile import Declared, Insider, Standing, Years
from bot.insiders.model.question import NewQuestion, Question
from bot.insiders.storage.meeting import meets
from bot.insiders.storage.tables import insider_questions, insiders
from bot.kit.actors import Actor
from bot.kit.storage.columns import AnyRow
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new


class InsiderRepository(Repository):
    """Profiles, one for each member, server and role."""

    async def get(self, insider_id: int, *, lock: bool = False) -> Insider | None:
        """Return a profile, or None; with `lock` nobody else changes it until the transaction ends."""
        found = await self._found(insiders.c.id == insider_id, lock=lock)
        return found[0] if found else None

    async def of_member(self, member_id: int, guild_id: int | None = None, *, lock: bool = False) -> list[Insider]:
        """Return a member's profiles, in a server or in all, in the order in which they were made."""
        theirs = [insiders.c.member_id == member_id]
        if guild_id is not None:
            theirs.append(insiders.c.guild_id == guild_id)
        return await self._found(*theirs, lock=lock)

    async def for_role(self, guild_id: int, role_id: str, member_id: int, *, lock: bool = False) -> Insider | None:
        """Return a member's profile for a role in a server, or None."""
        found = await self._found(*_of_role(guild_id, role_id), insiders.c.member_id == member_id, lock=lock)
        return found[0] if found else None

    async def put(self, actor: Actor, role_id: str, declared: Declared, now: datetime) -> Insider:
        """Store what a member says of themselves for a role, in place of what they said before."""
        said = {**_said(declared), "standing": Standing.ACTIVE, "unanswered": 0}
        key = {"guild_id": actor.guild_id, "member_id": actor.member_id, "role_id": role_id}
        if not await insert_new(self._connection, insiders, {**key, **said, "joined_at": now}):
            same = [insiders.c[name] == value for name, value in key.items()]
            await self._connection.execute(update(insiders).where(*same).values(**said))
        stored = await self.for_role(actor.guild_id, role_id, actor.member_id)
        assert stored is not None, "stored just now"
        return stored

    async def set_limit(self, insider_id: int, member_id: int, limit: int) -> bool:
        """Store how many questions a month a member takes in a role of theirs; return whether it is theirs."""
        mine = (insiders.c.id == insider_id, insiders.c.member_id == member_id)
        changed = await self._connection.execute(update(insiders).where(*mine).values(monthly_limit=limit))
        return changed.rowcount == 1

    async def stand(self, ids: Collection[int], standing: Standing) -> None:
        """Let locked profiles take questions, or none; who comes back has nothing unanswered."""
        values = {"standing": standing, "prompt_at": None, "unanswered": 0}
        await self._connection.execute(update(insiders).where(insiders.c.id.in_(ids)).values(**values))

    async def delete(self, ids: Collection[int]) -> None:
        """Delete profiles."""
        await self._connection.execute(delete(insiders).where(insiders.c.id.in_(ids)))

    async def anybody(self, guild_id: int, role_id: str, *, but: int) -> bool:
        """Return whether anybody but one member takes questions for a role."""
        query = select(insiders.c.id).where(*_of_role(guild_id, role_id), *_ACTIVE, insiders.c.member_id != but)
        return await self._connection.scalar(query.limit(1)) is not None

    async def roles(self, guild_id: int | None) -> set[tuple[int, str]]:
        """Return the roles in which anybody takes questions, each with its server; of one server or of all."""
        here = [] if guild_id is None else [insiders.c.guild_id == guild_id]
        query = select(insiders.c.guild_id, insiders.c.role_id).where(*here, *_ACTIVE).distinct()
        return {(row.guild_id, row.role_id) for row in await self._connection.execute(query)}

    async def plan_prompts(self, question: NewQuestion, due_at: datetime) -> None:
        """Let those whom a question suits be told of it at a moment, unless they are to be told sooner."""
        suits = meets(
            insiders.c.us_state,
            insiders.c.elsewhere_only,
            question.us_state,
            elsewhere_only=question.elsewhere_only,
        )
        whom = (*_of_role(question.guild_id, question.role_id), *_ACTIVE, insiders.c.member_id != question.asker_id)
        planned = update(insiders).where(*whom, insiders.c.prompt_at.is_(None), suits).values(prompt_at=due_at)
        await self._connection.execute(planned)

    async def due_prompts(self, now: datetime, limit: int) -> list[int]:
        """Return the members who are to be told something now, locked; those that others hold are skipped."""
        query = (
            select(insiders.c.member_id)
            .where(insiders.c.prompt_at <= now)
            .order_by(insiders.c.prompt_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return list(dict.fromkeys(await self._connection.scalars(query)))

    async def silent(self, before: datetime, unanswered: int, limit: int) -> list[int]:
        """Return the members who left so many messages unanswered, the last before a moment."""
        query = select(insiders.c.member_id).where(
            *_ACTIVE, insiders.c.unanswered >= unanswered, insiders.c.prompted_at <= before
        )
        return list(await self._connection.scalars(query.distinct().limit(limit)))

    async def told_when(self, member_id: int) -> tuple[datetime | None, int]:
        """Return when a member was last told of questions, and how many messages in a row they left unanswered."""
        query = (
            select(insiders.c.prompted_at, insiders.c.unanswered)
            .where(insiders.c.member_id == member_id)
            .order_by(insiders.c.prompted_at.is_(None), insiders.c.prompted_at.desc())
            .limit(1)
        )
        row = (await self._connection.execute(query)).first()
        return (row.prompted_at, row.unanswered) if row else (None, 0)

    async def plan(self, member_id: int, due_at: datetime | None) -> None:
        """Let a member be told at a moment, or not for now."""
        await self._connection.execute(
            update(insiders).where(insiders.c.member_id == member_id).values(prompt_at=due_at)
        )

    async def prompted(self, member_id: int, at: datetime) -> None:
        """Record that a member was told at a moment, once however often it is recorded."""
        earlier = insiders.c.prompted_at.is_(None) | (insiders.c.prompted_at < at)
        told = (
            update(insiders)
            .where(insiders.c.member_id == member_id, *_ACTIVE, earlier)
            .values(prompted_at=at, unanswered=insiders.c.unanswered + 1)
        )
        await self._connection.execute(told)

    async def is_there(self, member_id: int) -> None:
        """Record that a member pressed something: no message of theirs is unanswered any more."""
        silent = (insiders.c.member_id == member_id, insiders.c.unanswered > 0)
        await self._connection.execute(update(insiders).where(*silent).values(unanswered=0))

    async def _found(self, *which: ColumnElement[bool], lock: bool) -> list[Insider]:
        query = select(insiders).where(*which).order_by(insiders.c.id)
        rows = await self._connection.execute(query.with_for_update() if lock else query)
        return [insider_of(row) for row in rows]


_ACTIVE = (insiders.c.standing == Standing.ACTIVE,)


def _of_role(guild_id: int, role_id: str) -> tuple[ColumnElement[bool], ...]:
    return (insiders.c.guild_id == guild_id, insiders.c.role_id == role_id)


def for_insider(insider: Insider) -> ColumnElement[bool]:
    """Return the condition that questions suit an insider, and are not their own."""
    said = insider.declared
    suits = meets(
        insider_questions.c.us_state,
        insider_questions.c.elsewhere_only,
        said.us_state,
        elsewhere_only=said.elsewhere_only,
    )
    return suits & (insider_questions.c.asker_id != insider.member_id)


def _said(declared: Declared) -> dict[str, object]:
    return {
        "until_year": declared.until_year,
        "years": declared.years,
        "about": declared.about,
        "us_state": declared.us_state,
        "elsewhere_only": declared.elsewhere_only,
        "monthly_limit": declared.monthly_limit,
    }


def insider_of(row: AnyRow) -> Insider:
    """Return the profile of a row."""
    declared = Declared(
        row.until_year, Years(row.years), row.about, row.us_state, row.elsewhere_only, row.monthly_limit
    )
    return Insider(row.id, row.guild_id, row.role_id, row.member_id, declared, Standing(row.standing))


def as_new(question: Question, us_state: str | None, *, elsewhere_only: bool) -> NewQuestion:
    """Return a stored question as one that is asked now: it is in the queue again."""
    assert question.asker_id is not None, "only its asker puts it back"
    return NewQuestion(
        question.guild_id, question.role_id, question.asker_id, question.text or "", us_state, elsewhere_only
    )
