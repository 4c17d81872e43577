"""Review by moderators: the queue, decisions, unsealing, and the log of it all."""

from dataclasses import replace

from bot.kit.actors import Actor
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage
from bot.leads.model.lead import IN_REVIEW, Lead, LeadStatus
from bot.leads.model.notices import NoticeKind
from bot.leads.service.finding import require_only
from bot.leads.service.rules import found
from bot.leads.service.showing import show_everywhere, shown_status, tell_poster
from bot.leads.storage.leads import LeadRepository
from bot.leads.storage.opinions import ReportRepository
from bot.moderation.model import NotSealed, QueueItem, Unsealing
from bot.moderation.service.deciding import rejected, undecided, undecided_or_live
from bot.moderation.storage import UnsealingRepository
from bot.servers.model.audit import Act, AuditEntry
from bot.servers.model.notices import ServerNotice, ServerNoticeKind
from bot.servers.service.notices import clear_notices, raise_notice
from bot.servers.storage.audit import AuditRepository
from bot.servers.storage.lock import ServerLock

MODERATORS_TO_UNSEAL = 2


class ReviewService:
    """Decides about leads. Whether the actor is a moderator is for the caller to know."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def queue(self, guild_id: int, *, after_id: int = 0, limit: int = 10) -> list[QueueItem]:
        """Return the leads that wait, oldest first, sealed."""
        async with self._storage.reading() as unit:
            leads = await unit[LeadRepository].in_queue(guild_id, after_id, limit)
            reasons = await unit[ReportRepository].reasons([lead.id for lead in leads])
        return [QueueItem(lead.sealed(), reasons.get(lead.id, ())) for lead in leads]

    async def item(self, lead_id: int, guild_id: int) -> QueueItem:
        """Return one lead as the queue shows it, whatever became of it; raises LeadNotFound."""
        async with self._storage.reading() as unit:
            lead = found(await unit[LeadRepository].get(lead_id), guild_id)
            reasons = await unit[ReportRepository].reasons([lead.id])
            decision = None if lead.status in IN_REVIEW else await unit[AuditRepository].last_decision(lead.id)
        return QueueItem(lead.sealed(), reasons.get(lead.id, ()), decision)

    async def queue_is_shut(self, guild_id: int) -> None:
        """Let moderators hear, once, that their queue channel cannot be written to."""
        async with self._storage.writing() as unit:
            await raise_notice(unit, ServerNotice(guild_id, ServerNoticeKind.QUEUE_SHUT, "", self._clock.now()))

    async def queue_is_open(self, guild_id: int) -> None:
        """Take that back."""
        async with self._storage.writing() as unit:
            await clear_notices(unit, guild_id, ServerNoticeKind.QUEUE_SHUT)

    async def approve(self, lead_id: int, actor: Actor, seen: str | None = None) -> Lead:
        """Let a lead be live; its reports are settled. `seen` is the version that was read, None for any.

        Raises AlreadyDecided, TextChanged, DuplicateLead and LeadNotFound.
        """
        async with self._storage.writing() as unit:
            await unit[ServerLock].hold(actor.guild_id)
            lead = await undecided(unit, lead_id, actor, seen)
            approved = self._approved(lead)
            await require_only(unit, approved)
            await unit[ReportRepository].settle(lead.id)
            await unit[LeadRepository].save(approved)
            await unit[AuditRepository].add(
                lead.guild_id, actor.member_id, Act.APPROVED, self._clock.now(), lead_id=lead.id
            )
            await show_everywhere(unit, approved, self._clock.now())
        return approved.sealed()

    async def reject(self, lead_id: int, actor: Actor, reason: str) -> Lead:
        """Refuse a lead, with a reason for its poster; raises AlreadyDecided and LeadNotFound."""
        async with self._storage.writing() as unit:
            lead = await undecided(unit, lead_id, actor)
            return await rejected(unit, lead, actor, Act.REJECTED, reason, self._clock.now())

    async def take_down(self, lead_id: int, actor: Actor, reason: str) -> Lead:
        """Refuse a lead that is live or waits; raises AlreadyDecided where it is neither."""
        async with self._storage.writing() as unit:
            lead = await undecided_or_live(unit, lead_id, actor)
            return await rejected(unit, lead, actor, Act.REJECTED, reason, self._clock.now())

    async def unseal(self, lead_id: int, actor: Actor) -> Unsealing:
        """Ask to know a pseudonymous poster; the second, different moderator learns who, and the poster is told.

        Raises NotSealed where nobody is hidden behind the lead.
        """
        async with self._storage.writing() as unit:
            lead = found(await unit[LeadRepository].get(lead_id, lock=True), actor.guild_id)
            if not lead.is_pseudonymous or lead.poster_id is None:
                raise NotSealed
            now = self._clock.now()
            asked = await unit[UnsealingRepository].add(lead.id, actor.member_id, now)
            is_open = asked >= MODERATORS_TO_UNSEAL
            act = Act.UNSEALED if is_open else Act.ASKED_TO_UNSEAL
            await unit[AuditRepository].add(lead.guild_id, actor.member_id, act, now, lead_id=lead.id)
            if is_open and lead.unsealed_at is None:
                lead = replace(lead, unsealed_at=now)
                await unit[LeadRepository].save(lead)
                await tell_poster(unit, lead, NoticeKind.UNSEALED, now)
        return Unsealing(lead.sealed(), lead.poster_id if is_open else None)

    async def audit(self, guild_id: int, *, before_id: int | None = None, limit: int = 20) -> list[AuditEntry]:
        """Return what moderators did, newest first."""
        async with self._storage.reading() as unit:
            return await unit[AuditRepository].entries(guild_id, before_id, limit)

    def _approved(self, lead: Lead) -> Lead:
        """Return the lead as approving leaves it: live where its card stands, else to be posted; or past its end."""
        now = self._clock.now()
        has_ended = lead.posted_at is not None and lead.expires_at <= now
        status = LeadStatus.EXPIRED if has_ended else shown_status(lead)
        reasons = lead.review_reasons if status is LeadStatus.POSTING else ()
        return replace(lead, status=status, reports=0, review_reasons=reasons, review_note=None)
