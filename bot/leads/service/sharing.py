"""Share and edit leads."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.kit.actors import Actor
from bot.kit.clock import Clock
from bot.kit.local_time import local_date
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.knowledge.topics import LeadPages
from bot.leads.model.draft import LeadDraft, LeadField, Preview
from bot.leads.model.errors import AlreadyInReview, LeadNotFound, LeadRefused, TooManyLeads
from bot.leads.model.lead import HOLDS_ITS_LINK, Lead, LeadContent, LeadStatus, NewLead, ReviewReason
from bot.leads.model.life import expiry
from bot.leads.model.links import Link
from bot.leads.model.problems import DomainBlocked
from bot.leads.service.checking import Checked, check_draft, draft_of
from bot.leads.service.finding import locked_own, require_only
from bot.leads.service.poster_keys import require_unblocked
from bot.leads.service.rules import require_live
from bot.leads.service.showing import show_everywhere
from bot.leads.service.signs import OfferSigns
from bot.leads.storage.blocks import BlockRepository
from bot.leads.storage.leads import LeadRepository
from bot.servers.storage.lock import ServerLock
from bot.servers.storage.settings import GuildSettingsRepository

_DAY = timedelta(days=1)
_NOT_SHOWN_YET = frozenset({LeadStatus.PENDING, LeadStatus.POSTING, LeadStatus.REFUSED})


@dataclass(frozen=True, slots=True)
class Shared:
    """What came of sharing or editing: the lead (sealed), whether it is new, and why it waits for a moderator if so."""

    lead: Lead
    is_new: bool
    review_reasons: tuple[ReviewReason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Doubts:
    reasons: tuple[ReviewReason, ...]
    note: str | None
    time_zone: str
    """The server's, by which its closing dates go."""
    reviews_changes: bool
    """Whether moderators look at what is new: then they look at what makes it another lead, too."""


class LeadSharing:
    """Takes leads in, and changes them; every lead it gives out is sealed."""

    def __init__(self, storage: Storage, clock: Clock, pages: LeadPages, signs: OfferSigns) -> None:
        self._storage = storage
        self._clock = clock
        self._pages = pages
        self._signs = signs

    async def preview(self, draft: LeadDraft, actor: Actor) -> Preview:
        """Return what posting the draft now would do; raises PosterBlocked and AlreadyInReview."""
        async with self._storage.reading() as unit:
            checked = await self._checked(unit, draft, actor)
            if checked.content is None:
                return Preview(problems=checked.problems, link=checked.link)
            duplicate = await self._same_link(unit, actor.guild_id, checked.content)
            doubts = await self._doubts(unit, checked.content, checked.link, actor)
        return Preview(link=checked.link, duplicate=duplicate, review_reasons=doubts.reasons)

    async def share(
        self, draft: LeadDraft, actor: Actor, poster_name: str | None, home_channel_id: int | None = None
    ) -> Shared:
        """Store a lead, to be posted or to wait for a moderator; the same draft and a live link are stored once.

        `home_channel_id` is where its card goes in a server without a leads channel.

        Raises LeadRefused with all problems, PosterBlocked, AlreadyInReview and TooManyLeads.
        """
        async with self._storage.writing() as unit:
            await unit[ServerLock].hold(actor.guild_id)
            if earlier := await unit[LeadRepository].by_token(draft.token):
                return _again(earlier, actor)
            checked = await self._checked(unit, draft, actor)
            if checked.content is None:
                raise LeadRefused(checked.problems)
            if duplicate := await self._same_link(unit, actor.guild_id, checked.content):
                return Shared(duplicate, is_new=False)
            await self._require_few(unit, actor)
            doubts = await self._doubts(unit, checked.content, checked.link, actor)
            new = replace(
                self._new(draft, checked.content, doubts, actor, poster_name), home_channel_id=home_channel_id
            )
            lead = await unit[LeadRepository].add(new)
            await show_everywhere(unit, lead, self._clock.now())
            return Shared(lead.sealed(), is_new=True, review_reasons=doubts.reasons)

    async def edit(self, lead_id: int, draft: LeadDraft, actor: Actor) -> Shared:
        """Change a lead that is live or waiting; what changed is checked again, and may wait for a moderator.

        Kind of posting (pseudonymous or not) stays. Raises LeadRefused, NotYourLead, NotLive, DuplicateLead.
        """
        async with self._storage.writing() as unit:
            await unit[ServerLock].hold(actor.guild_id)
            lead = await locked_own(unit, lead_id, actor)
            if lead.status not in _NOT_SHOWN_YET:
                require_live(lead, self._clock.now())
            checked = await self._checked(unit, draft, actor)
            if checked.content is None:
                raise LeadRefused(checked.problems)
            doubts = await self._doubts(unit, checked.content, checked.link, actor)
            if doubts.reviews_changes and lead.posted_at and checked.content.identity != lead.content.identity:
                doubts = replace(doubts, reasons=(*doubts.reasons, ReviewReason.CHANGED))
            changed = self._edited(lead, checked.content, doubts)
            await require_only(unit, changed)
            await unit[LeadRepository].save(changed)
            if checked.content.link_url != lead.content.link_url:  # what was voted for is another posting
                changed = await unit[LeadRepository].without_votes(changed)
            await unit[LeadRepository].index_words(changed)
            await show_everywhere(unit, changed, self._clock.now())
        return Shared(changed.sealed(), is_new=False, review_reasons=doubts.reasons)

    def draft_of(self, lead: Lead, token: str) -> LeadDraft:
        """Return the form filled in from a lead, to edit it."""
        return draft_of(lead.content, token, is_pseudonymous=lead.is_pseudonymous)

    async def _checked(self, unit: UnitOfWork, draft: LeadDraft, actor: Actor) -> Checked:
        await require_unblocked(unit, actor)
        zone = (await unit[GuildSettingsRepository].get(actor.guild_id)).time_zone
        checked = check_draft(draft, self._pages, local_date(self._clock.now(), zone))
        if checked.link and await unit[BlockRepository].has_domain(actor.guild_id, checked.link.registrable_domain):
            checked.problems[LeadField.LINK] = DomainBlocked(checked.link.registrable_domain)
            checked.content = None
        return checked

    async def _same_link(self, unit: UnitOfWork, guild_id: int, content: LeadContent) -> Lead | None:
        if content.link_key is None:
            return None
        other = await unit[LeadRepository].with_link(guild_id, content.link_key)
        if other is not None and other.status not in HOLDS_ITS_LINK:
            raise AlreadyInReview
        return other.sealed() if other else None

    async def _require_few(self, unit: UnitOfWork, actor: Actor) -> None:
        """Raise TooManyLeads where the member has shared as many in a day as the server takes."""
        most = (await unit[GuildSettingsRepository].get(actor.guild_id)).leads_a_day
        since = self._clock.now() - _DAY
        if await unit[LeadRepository].shared_since(actor.guild_id, actor.member_id, since) >= most:
            raise TooManyLeads(most)

    async def _doubts(self, unit: UnitOfWork, content: LeadContent, link: Link | None, actor: Actor) -> _Doubts:
        reasons: list[ReviewReason] = []
        notes: list[str] = []
        settings = await unit[GuildSettingsRepository].get(actor.guild_id)
        if settings.reviews_newcomers and not await unit[LeadRepository].has_posted(actor.guild_id, actor.member_id):
            reasons.append(ReviewReason.NEWCOMER)
        text = "\n".join(filter(None, (content.title, content.organization, content.how_to_ask, content.pay)))
        if signs := self._signs.signs(text):
            reasons.append(ReviewReason.SIGNS)
            notes.extend(signs)
        if link is not None and link.looks_like:
            reasons.append(ReviewReason.LOOK_ALIKE)
            notes.append(f"{link.registrable_domain} looks like {link.looks_like}")
        return _Doubts(tuple(reasons), "; ".join(notes)[:500] or None, settings.time_zone, settings.reviews_newcomers)

    def _new(
        self, draft: LeadDraft, content: LeadContent, doubts: _Doubts, actor: Actor, poster_name: str | None
    ) -> NewLead:
        now = self._clock.now()
        return NewLead(
            guild_id=actor.guild_id,
            token=draft.token,
            content=content,
            status=LeadStatus.PENDING if doubts.reasons else LeadStatus.POSTING,
            is_pseudonymous=draft.is_pseudonymous,
            poster_id=actor.member_id,
            poster_name=None if draft.is_pseudonymous or not poster_name else poster_name[:100],
            created_at=now,
            posted_at=None,
            expires_at=expiry(now, content.closes_on, doubts.time_zone),
            review_reasons=doubts.reasons,
            review_note=doubts.note,
        )

    def _edited(self, lead: Lead, content: LeadContent, doubts: _Doubts) -> Lead:
        """Return the lead with its new content; it waits for a moderator if there are doubts, or if it does already."""
        changed = replace(lead, content=content, expires_at=expiry(lead.life_from, content.closes_on, doubts.time_zone))
        if doubts.reasons and content != lead.content:
            return replace(changed, status=LeadStatus.PENDING, review_reasons=doubts.reasons, review_note=doubts.note)
        if lead.status is LeadStatus.REFUSED:
            return replace(changed, status=LeadStatus.POSTING, review_note=None)
        return changed


def _again(earlier: Lead, actor: Actor) -> Shared:
    """Return what the first press stored; a token of somebody else is nobody's draft."""
    if (earlier.guild_id, earlier.poster_id) != (actor.guild_id, actor.member_id):
        raise LeadNotFound
    return Shared(earlier.sealed(), is_new=False, review_reasons=tuple(map(ReviewReason, earlier.review_reasons)))
