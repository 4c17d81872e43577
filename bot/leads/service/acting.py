"""What members do with a lead: vote, report, close, reopen, renew."""

from dataclasses import replace

from bot.kit.actors import Actor
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.leads.model.errands import notice_to_poster
from bot.leads.model.errors import AlreadyReported, NotRenewable, NotYourLead
from bot.leads.model.lead import Lead, LeadStatus, ReportReason, ReviewReason
from bot.leads.model.life import CLOSURES_NEEDED, expiry, may_renew
from bot.leads.model.notices import NoticeKind
from bot.leads.model.votes import Press, VoteKind, VoteResult
from bot.leads.service.ballot_box import BallotBox
from bot.leads.service.finding import locked, locked_for_others, locked_own, require_long_enough_here, require_only
from bot.leads.service.poster_keys import require_unblocked
from bot.leads.service.rules import require_live
from bot.leads.service.showing import show_everywhere, shown_status
from bot.leads.storage.leads import LeadRepository
from bot.leads.storage.opinions import ClosureRepository, ReportRepository
from bot.outbox.storage import OutboxRepository
from bot.servers.model.audit import Act
from bot.servers.storage.audit import AuditRepository
from bot.servers.storage.lock import ServerLock
from bot.servers.storage.settings import GuildSettingsRepository


class LeadActing:
    """Votes on, reports, closes, reopens and renews leads; every lead it gives out is sealed."""

    def __init__(self, storage: Storage, clock: Clock, ballot_box: BallotBox) -> None:
        self._storage = storage
        self._clock = clock
        self._ballot_box = ballot_box

    async def upvote(self, lead_id: int, actor: Actor) -> VoteResult:
        """Put the member's upvote, or take it back; raises LeadNotFound, NotLive, OwnLead and TooNewHere."""
        return await self._ballot_box.cast(Press(lead_id, actor, VoteKind.UP))

    async def worked(self, lead_id: int, actor: Actor) -> VoteResult:
        """Put the member's “It worked”, or take it back; raises as `upvote`."""
        return await self._ballot_box.cast(Press(lead_id, actor, VoteKind.WORKED))

    async def report(self, lead_id: int, actor: Actor, reason: ReportReason) -> Lead:
        """Record a report; enough of them hide the lead. Raises as `upvote`, and AlreadyReported."""
        async with self._storage.writing() as unit:
            lead = await locked_for_others(unit, lead_id, actor, self._clock.now())
            if not await unit[ReportRepository].add(lead.id, actor.member_id, reason, self._clock.now()):
                raise AlreadyReported
            lead = replace(lead, reports=lead.reports + 1)
            if lead.reports >= (await unit[GuildSettingsRepository].get(lead.guild_id)).report_threshold:
                lead = replace(lead, status=LeadStatus.HIDDEN, review_reasons=(ReviewReason.REPORTS,))
            await unit[LeadRepository].save(lead)
            await show_everywhere(unit, lead, self._clock.now())
        return lead.sealed()

    async def close(self, lead_id: int, actor: Actor) -> Lead:
        """Close a lead: the poster at once, others when two say so; a second press takes one's own word back."""
        async with self._storage.writing() as unit:
            lead = await locked(unit, lead_id, actor.guild_id)
            require_live(lead, self._clock.now())
            is_poster = lead.poster_id == actor.member_id
            if not is_poster:
                await require_long_enough_here(unit, actor, self._clock.now())
            stands = await unit[ClosureRepository].toggle(lead.id, actor.member_id, self._clock.now())
            lead = replace(lead, closures=lead.closures + (1 if stands else -1))
            if is_poster or lead.closures >= CLOSURES_NEEDED:
                lead = replace(lead, status=LeadStatus.CLOSED, closed_at=self._clock.now())
            await unit[LeadRepository].save(lead)
            await show_everywhere(unit, lead, self._clock.now())
        return lead.sealed()

    async def reopen(self, lead_id: int, actor: Actor, *, is_moderator: bool = False) -> Lead:
        """Take a closing back: the poster, a moderator, or a member who said that it is closed.

        A lead past its end becomes expired instead of live. Raises NotYourLead, NotLive and DuplicateLead.
        """
        async with self._storage.writing() as unit:
            await unit[ServerLock].hold(actor.guild_id)
            lead = await locked(unit, lead_id, actor.guild_id)
            if lead.status is not LeadStatus.CLOSED:
                require_live(lead, self._clock.now())
                return lead.sealed()
            if not (is_moderator or await self._closed_it(unit, lead, actor)):
                raise NotYourLead
            if not is_moderator:
                await require_unblocked(unit, actor)
            now = self._clock.now()
            status = shown_status(lead) if lead.expires_at > now else LeadStatus.EXPIRED
            lead = replace(lead, status=status, closed_at=None, closures=0)
            await require_only(unit, lead)
            await unit[ClosureRepository].clear(lead.id)
            await unit[LeadRepository].save(lead)
            await show_everywhere(unit, lead, self._clock.now())
            if is_moderator:
                await unit[AuditRepository].add(lead.guild_id, actor.member_id, Act.REOPENED, now, lead_id=lead.id)
        return lead.sealed()

    async def renew(self, lead_id: int, actor: Actor) -> Lead:
        """Give the poster's lead another 30 days, or up to its closing date.

        Raises NotYourLead, PosterBlocked, NotRenewable and DuplicateLead.
        """
        async with self._storage.writing() as unit:
            await unit[ServerLock].hold(actor.guild_id)
            lead = await locked_own(unit, lead_id, actor)
            await require_unblocked(unit, actor)
            now = self._clock.now()
            zone = (await unit[GuildSettingsRepository].get(actor.guild_id)).time_zone
            expires_at = expiry(now, lead.content.closes_on, zone)
            if not may_renew(lead, now) or expires_at <= now:
                raise NotRenewable(lead)
            lead = replace(lead, status=shown_status(lead), life_from=now, expires_at=expires_at, renewal_asked_at=None)
            await require_only(unit, lead)
            await unit[LeadRepository].save(lead)
            await show_everywhere(unit, lead, self._clock.now())
            await unit[OutboxRepository].withdraw(notice_to_poster(lead, NoticeKind.RENEWAL, actor.member_id))
        return lead.sealed()

    async def _closed_it(self, unit: UnitOfWork, lead: Lead, actor: Actor) -> bool:
        return lead.poster_id == actor.member_id or await unit[ClosureRepository].has(lead.id, actor.member_id)
