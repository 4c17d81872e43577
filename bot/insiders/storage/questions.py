"""Repository: questions. Their state is written here alone, and only from a state that the table of steps allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update

from bot.insiders.model.profile import Insider
from bot.insiders.model.question import (
    ANEW_AFTER,
    TO_BE_TAKEN,
    TRANSITIONS,
    UNDER_WAY,
    NewQuestion,
    Question,
    QuestionState,
    Step,
)
from bot.insiders.model.report import Side
from bot.insiders.storage.insiders import for_insider
from bot.insiders.storage.tables import insider_answers, insider_passes, insider_questions
from bot.kit.storage.columns import AnyRow
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new, upsert

_Q = insider_questions.c
_UNDER_WAY = _Q.state.in_(sorted(UNDER_WAY))


@dataclass(frozen=True, slots=True)
class Sides:
    """Whose a question has to be for a step: of this asker, held by this profile, or one that suits this insider."""

    asker_id: int | None = None
    held_by: int | None = None
    suits: Insider | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """Yield them for a query."""
        if self.asker_id is not None:
            yield _Q.asker_id == self.asker_id
        if self.held_by is not None:
            yield _Q.insider_id == self.held_by
        if self.suits is not None:
            yield for_insider(self.suits)
            yield (_Q.guild_id == self.suits.guild_id) & (_Q.role_id == self.suits.role_id)


class QuestionRepository(Repository):
    """Questions, their answers, and who passed on them."""

    async def add(self, new: NewQuestion, now: datetime) -> Question:
        """Put a question into its role's queue."""
        row = {
            "guild_id": new.guild_id,
            "role_id": new.role_id,
            "asker_id": new.asker_id,
            "text": new.text,
            "us_state": new.us_state,
            "elsewhere_only": new.elsewhere_only,
            "state": QuestionState.OPEN,
            "asked_at": now,
            "queued_at": now,
            "take_by": now + TO_BE_TAKEN,
            "ends_at": now + TO_BE_TAKEN,
            "asker_shows": False,
            "insider_shows": False,
        }
        stored = await self._connection.execute(insert(insider_questions).values(**row).returning(*_Q))
        return _question(stored.one())

    async def move(
        self, question_id: int, step: Step, now: datetime, sides: Sides | None = None, **values: Any
    ) -> Question | None:
        """Take a step with a question, if its state, its clock and its sides allow it now; else return None.

        One statement: of two that come at once, the second finds the state that the first left.
        """
        transition = TRANSITIONS[step]
        allowed = [
            _Q.id == question_id,
            _Q.state.in_(sorted(transition.sources)),
            *(sides.conditions() if sides else ()),
        ]
        if transition.in_time is not None:
            allowed.append(_Q.ends_at > now if transition.in_time else _Q.ends_at <= now)
        closed_at = None if transition.target in UNDER_WAY else now
        moved = update(insider_questions).where(*allowed).values(state=transition.target, closed_at=closed_at, **values)
        row = (await self._connection.execute(moved.returning(*_Q))).first()
        return _question(row) if row else None

    async def get(self, question_id: int) -> Question | None:
        """Return a question, or None."""
        row = (await self._connection.execute(select(insider_questions).where(_Q.id == question_id))).first()
        return _question(row) if row else None

    async def whom_it_wants(self, question_id: int) -> tuple[str | None, bool]:
        """Return the state that a question's asker said, and their switch."""
        query = select(_Q.us_state, _Q.elsewhere_only).where(_Q.id == question_id)
        row = (await self._connection.execute(query)).one()
        return row.us_state, row.elsewhere_only

    async def count_open(self, guild_id: int, asker_id: int, now: datetime) -> int:
        """Return how many questions of an asker are open, or were withdrawn before they could be asked anew."""
        early = (_Q.state == QuestionState.WITHDRAWN) & (_Q.asked_at > now - ANEW_AFTER)
        theirs = (_Q.guild_id == guild_id, _Q.asker_id == asker_id, or_(_UNDER_WAY, early))
        return await self._connection.scalar(select(func.count()).select_from(insider_questions).where(*theirs)) or 0

    async def queue(
        self, insider: Insider, now: datetime, limit: int, *, since: datetime | None = None
    ) -> list[Question]:
        """Return what waits for an insider, the oldest first; with `since` only what came after it."""
        passed = select(insider_passes.c.question_id).where(
            insider_passes.c.question_id == _Q.id, insider_passes.c.insider_id == insider.id
        )
        waiting = [
            _Q.guild_id == insider.guild_id,
            _Q.role_id == insider.role_id,
            _Q.state == QuestionState.OPEN,
            _Q.ends_at > now,
            for_insider(insider),
            ~passed.exists(),
        ]
        if since is not None:
            waiting.append(_Q.queued_at > since)
        query = select(insider_questions).where(*waiting).order_by(_Q.queued_at, _Q.id).limit(limit)
        return [_question(row) for row in await self._connection.execute(query)]

    async def count_taken(self, insider_id: int, since: datetime) -> int:
        """Return how many questions a profile has taken since a moment."""
        taken = (_Q.insider_id == insider_id, _Q.taken_at > since)
        return await self._connection.scalar(select(func.count()).select_from(insider_questions).where(*taken)) or 0

    async def due(self, now: datetime, limit: int) -> list[int]:
        """Return the questions whose clock has run out, locked; those that others hold are skipped."""
        query = select(_Q.id).where(_UNDER_WAY, _Q.ends_at <= now).order_by(_Q.ends_at).limit(limit)
        return list(await self._connection.scalars(query.with_for_update(skip_locked=True)))

    async def of_asker(self, asker_id: int, guild_id: int | None = None, limit: int = 1000) -> list[Question]:
        """Return an asker's questions, the newest first."""
        theirs = [_Q.asker_id == asker_id, *([] if guild_id is None else [_Q.guild_id == guild_id])]
        query = select(insider_questions).where(*theirs).order_by(_Q.id.desc()).limit(limit)
        return [_question(row) for row in await self._connection.execute(query)]

    async def of_insiders(self, ids: Sequence[int], *states: QuestionState, limit: int = 1000) -> list[Question]:
        """Return what profiles took or offered to talk about, in some states, the newest first."""
        theirs = (_Q.insider_id.in_(ids), _Q.state.in_(states))
        query = select(insider_questions).where(*theirs).order_by(_Q.id.desc()).limit(limit)
        return [_question(row) for row in await self._connection.execute(query)]

    async def show_handle(self, question_id: int, side: Side) -> Question | None:
        """Record that one side shows their handle, where both said yes; None where they do already, or may not."""
        shows = _Q.asker_shows if side is Side.ASKER else _Q.insider_shows
        may = (_Q.id == question_id, _Q.state == QuestionState.TALKED, shows.is_(False))
        shown = update(insider_questions).where(*may).values({shows: True}).returning(*_Q)
        row = (await self._connection.execute(shown)).first()
        return _question(row) if row else None

    async def put_answer(self, question_id: int, insider: Insider, text: str, now: datetime) -> None:
        """Store the answer to a question that was claimed for it."""
        row = {"question_id": question_id, "member_id": insider.member_id, "text": text, "at": now}
        await upsert(self._connection, insider_answers, row)

    async def answer(self, question_id: int) -> str | None:
        """Return the answer to a question, or None."""
        query = select(insider_answers.c.text).where(insider_answers.c.question_id == question_id)
        text: str | None = await self._connection.scalar(query)
        return text

    async def pass_on(self, question_id: int, insider_id: int) -> None:
        """Show a question to a profile no more."""
        await insert_new(self._connection, insider_passes, {"question_id": question_id, "insider_id": insider_id})

    async def forget_words_of(self, asker_id: int) -> None:
        """Take the words out of all that an asker asked."""
        gone = update(insider_questions).where(_Q.asker_id == asker_id)
        await self._connection.execute(gone.values(text=None, us_state=None, elsewhere_only=False))

    async def scrub(self, before: datetime, limit: int) -> int:
        """Take words and people out of questions that ended before a moment; return how many."""
        old = select(_Q.id).where(_Q.closed_at < before, _Q.text.is_not(None)).order_by(_Q.closed_at).limit(limit)
        ids = list(await self._connection.scalars(old.with_for_update(skip_locked=True)))
        values = {"text": None, "us_state": None, "elsewhere_only": False, "asker_id": None, "insider_id": None}
        await self._connection.execute(update(insider_questions).where(_Q.id.in_(ids)).values(**values))
        for table in (insider_answers, insider_passes):
            await self._connection.execute(delete(table).where(table.c.question_id.in_(ids)))
        return len(ids)

    async def clear(self, before: datetime, limit: int) -> int:
        """Delete what is left of questions that ended before a moment; return how many."""
        old = select(_Q.id).where(_Q.closed_at < before).order_by(_Q.closed_at).limit(limit)
        gone = await self._connection.execute(delete(insider_questions).where(_Q.id.in_(old)))
        return gone.rowcount

    async def ends(self, guild_id: int, since: datetime) -> dict[QuestionState, int]:
        """Return how many of a server's questions since a moment stand how."""
        query = select(_Q.state, func.count()).where(_Q.guild_id == guild_id, _Q.asked_at > since).group_by(_Q.state)
        return {QuestionState(state): count for state, count in await self._connection.execute(query)}

    async def waits(self, since: datetime, guild_id: int | None) -> list[AnyRow]:
        """Return the server, the role, and when they were asked and taken, of questions taken since a moment."""
        query = select(_Q.guild_id, _Q.role_id, _Q.asked_at, _Q.taken_at).where(_Q.taken_at > since)
        if guild_id is not None:
            query = query.where(_Q.guild_id == guild_id)
        return list(await self._connection.execute(query))


def _question(row: AnyRow) -> Question:
    return Question(
        id=row.id,
        guild_id=row.guild_id,
        role_id=row.role_id,
        asker_id=row.asker_id,
        text=row.text,
        state=QuestionState(row.state),
        asked_at=row.asked_at,
        take_by=row.take_by,
        ends_at=row.ends_at,
        insider_id=row.insider_id,
        asker_shows=row.asker_shows,
        insider_shows=row.insider_shows,
    )
