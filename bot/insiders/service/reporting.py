"""*This became a pitch*: two reports by different people pause somebody, and moderators look, without any name."""

from datetime import datetime, timedelta

from bot.insiders.model.errands import of_reports
from bot.insiders.model.errors import NothingToReport
from bot.insiders.model.profile import Standing
from bot.insiders.model.question import QuestionState
from bot.insiders.model.report import REPORTS_TO_PAUSE, Counted, Side, Suspension
from bot.insiders.service.closing import close_of_asker, close_of_insiders
from bot.insiders.service.here import AnsweringHere
from bot.insiders.service.suspended import key_of
from bot.insiders.storage.insiders import InsiderRepository
from bot.insiders.storage.questions import QuestionRepository
from bot.insiders.storage.reports import ReportRepository
from bot.kit.actors import Actor
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.outbox.storage import OutboxRepository
from bot.servers.model.audit import Act
from bot.servers.model.notices import ServerNotice, ServerNoticeKind
from bot.servers.service.notices import clear_notices, raise_notice
from bot.servers.storage.audit import AuditRepository
from bot.servers.storage.lock import ServerLock

_LOOKED_BACK = timedelta(days=90)


class Reporting:
    """Takes reports, and lets moderators settle them."""

    def __init__(self, storage: Storage, clock: Clock, here: AnsweringHere) -> None:
        self._storage = storage
        self._clock = clock
        self._here = here

    async def report(self, question_id: int, reporter_id: int) -> None:
        """Record that a question, an answer or a talk became a pitch; raises NothingToReport."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            guild_id, reported_id, side = await _other_side(unit, question_id, reporter_id)
            await unit[ServerLock].hold(guild_id)  # else two at once would each count one
            reports = unit[ReportRepository]
            if not await reports.add(guild_id, question_id, reporter_id, reported_id, side, now):
                raise NothingToReport
            count = await reports.count_reporters(guild_id, reported_id)
            if count >= REPORTS_TO_PAUSE:
                await self._suspend(unit, guild_id, reported_id, count, now)
        await self._here.refresh(guild_id)

    async def suspensions(self, guild_id: int) -> list[Suspension]:
        """Return whom reports paused in a server."""
        async with self._storage.reading() as unit:
            return await unit[ReportRepository].suspensions(guild_id)

    async def counted(self, guild_id: int) -> Counted:
        """Return how a server's questions of the last 90 days ended."""
        async with self._storage.reading() as unit:
            ends = await unit[QuestionRepository].ends(guild_id, self._clock.now() - _LOOKED_BACK)
        answered, talked = (ends.get(state, 0) for state in (QuestionState.ANSWERED, QuestionState.TALKED))
        waiting = ends.get(QuestionState.OPEN, 0) + ends.get(QuestionState.OFFERED, 0)
        return Counted(answered, talked, sum(ends.values()) - answered - talked - waiting, waiting)

    async def keep(self, suspension_id: int, moderator: Actor) -> bool:
        """Let a suspension stay; return whether there is one."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            kept = await unit[ReportRepository].keep(suspension_id, moderator.guild_id, now)
            if kept:
                await _looked_at(unit, moderator, "insiders: kept paused", now)
        return kept

    async def let_back(self, suspension_id: int, moderator: Actor) -> bool:
        """Lift a suspension, and tell who was reported that they may come back; return whether it was there."""
        now, guild_id = self._clock.now(), moderator.guild_id
        async with self._storage.writing() as unit:
            key = await unit[ReportRepository].lift(suspension_id, guild_id)
            if key is None:
                return False
            for member_id in await unit[ReportRepository].reported(guild_id):
                if await key_of(unit, guild_id, member_id) == key:
                    await unit[ReportRepository].settle(guild_id, member_id)
                    await _stand(unit, guild_id, member_id, Standing.PAUSED)
                    await unit[OutboxRepository].put(of_reports(suspension_id, guild_id, member_id), now)
            await _looked_at(unit, moderator, "insiders: let back", now)
        return True

    async def find(self, suspension_id: int) -> Suspension | None:
        """Return a suspension, or None where it was lifted."""
        async with self._storage.reading() as unit:
            return await unit[ReportRepository].get(suspension_id)

    async def _suspend(self, unit: UnitOfWork, guild_id: int, member_id: int, count: int, now: datetime) -> None:
        key = await key_of(unit, guild_id, member_id)
        suspension_id = await unit[ReportRepository].suspend(guild_id, key, count, now)
        if suspension_id is None:
            return
        profiles = await unit[InsiderRepository].of_member(member_id, guild_id, lock=True)
        await close_of_insiders(unit, profiles, now)
        await close_of_asker(unit, member_id, now, guild_id)
        await _stand(unit, guild_id, member_id, Standing.REPORTED)
        await unit[OutboxRepository].put(of_reports(suspension_id, guild_id, member_id), now)
        await raise_notice(unit, ServerNotice(guild_id, ServerNoticeKind.INSIDER_PAUSED, "", now))


async def _other_side(unit: UnitOfWork, question_id: int, reporter_id: int) -> tuple[int, int, Side]:
    """Return the server of a question, who stands on the reporter's other side, and which side that is.

    The asker reports who took it; who took it, or has it in their queue, reports the asker.
    """
    question = await unit[QuestionRepository].get(question_id)
    if question is None or question.asker_id is None:
        raise NothingToReport
    taker = await unit[InsiderRepository].get(question.insider_id) if question.insider_id else None
    if question.asker_id == reporter_id:
        if taker is None:
            raise NothingToReport
        return question.guild_id, taker.member_id, Side.INSIDER
    holds_it = taker is not None and taker.member_id == reporter_id
    if not holds_it and not await _may_take(unit, question.guild_id, question.role_id, reporter_id, question.state):
        raise NothingToReport
    return question.guild_id, question.asker_id, Side.ASKER


async def _may_take(unit: UnitOfWork, guild_id: int, role_id: str, member_id: int, state: QuestionState) -> bool:
    insider = await unit[InsiderRepository].for_role(guild_id, role_id, member_id)
    return insider is not None and insider.is_active and state is QuestionState.OPEN


async def _stand(unit: UnitOfWork, guild_id: int, member_id: int, standing: Standing) -> None:
    profiles = await unit[InsiderRepository].of_member(member_id, guild_id)
    await unit[InsiderRepository].stand([profile.id for profile in profiles], standing)


async def _looked_at(unit: UnitOfWork, moderator: Actor, what: str, now: datetime) -> None:
    """Log what a moderator decided, and take the notice away when nothing waits any more."""
    await unit[AuditRepository].add(moderator.guild_id, moderator.member_id, Act.SETTINGS_CHANGED, now, detail=what)
    if all(one.kept_at for one in await unit[ReportRepository].suspensions(moderator.guild_id)):
        await clear_notices(unit, moderator.guild_id, ServerNoticeKind.INSIDER_PAUSED)
