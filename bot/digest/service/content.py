"""What a digest says: put together from the pages, the leads and the questions of one server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ask.storage import GapRepository
from bot.digest.model.closing import ends_soon, is_news
from bot.digest.model.digest import Digest, DigestContent, DigestState, Pick
from bot.digest.model.picks import pick_of_the_day
from bot.digest.storage import DigestRepository
from bot.kit.storage.transactions import UnitOfWork
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind
from bot.leads.model.browsing import LeadFilter, Sort
from bot.leads.model.lead import Lead
from bot.leads.model.votes import rank
from bot.leads.storage.leads import LeadRepository
from bot.pages.service.personal import RoleLines
from bot.pages.storage import PageReviewRepository

_FIRST_LOOK_BACK = timedelta(days=7)
_MOST_LEADS = 3
_MOST_PAGES = 5
_MOST_GAPS = 3
_LOOKED_AT = 100
"""Newest leads among which the best are found: more in a day is not a server that this bot is for."""
_REMEMBERED = 400
"""Digests that are looked at for what had its turn: more than there are pages of a kind."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The pages, and what servers have to say of roles."""

    base: KnowledgeBase
    lines: RoleLines


async def compose(
    unit: UnitOfWork, notes: Notes, guild_id: int, now: datetime, begun: Digest | None = None
) -> DigestContent:
    """Return what a server's digest says now; one that was begun keeps its pages of the day."""
    base = notes.base
    earlier = [one for one in await unit[DigestRepository].latest(guild_id, _REMEMBERED) if one != begun]
    since = _last_posted(earlier) or now - _FIRST_LOOK_BACK
    best = await _best(unit, guild_id, since, now)
    closing = await _closing(unit, guild_id, now, best)
    reviewed = [page_id for page_id in await unit[PageReviewRepository].seen_since(since) if page_id in base.pages]
    gaps = [
        topic for topic in await unit[GapRepository].topics(guild_id, since, _MOST_PAGES) if topic.page_id in base.pages
    ]
    role, myth = (begun.role, begun.myth) if begun else picks(base, guild_id, earlier)
    role = role if role and role.page_id in base.pages else None
    return DigestContent(
        role=role,
        role_line=notes.lines.of(guild_id, role.page_id) if role else None,
        myth=myth if myth and myth.page_id in base.pages else None,
        best=best,
        closing=closing,
        is_closing_news=any(is_news(lead.expires_at, since, now) for lead in closing),
        reviewed=tuple(reviewed[:_MOST_PAGES]),
        gaps=tuple(gaps[:_MOST_GAPS]),
    )


def picks(base: KnowledgeBase, guild_id: int, earlier: Sequence[Digest]) -> tuple[Pick | None, Pick | None]:
    """Return the role and the myth of the day; days that were skipped or missed do not count."""
    shown = [one for one in earlier if one.had_its_turn]
    roles = [page.id for page in base.of_kind(PageKind.ROLE)]
    myths = [page.id for page in base.of_kind(PageKind.MYTH)]
    return (
        pick_of_the_day(guild_id, roles, (one.role for one in shown if one.role)),
        pick_of_the_day(guild_id, myths, (one.myth for one in shown if one.myth)),
    )


def _last_posted(earlier: Sequence[Digest]) -> datetime | None:
    return max((one.settled_at for one in earlier if one.state is DigestState.POSTED and one.settled_at), default=None)


async def _best(unit: UnitOfWork, guild_id: int, since: datetime, now: datetime) -> tuple[Lead, ...]:
    """Return the best of the live leads that were posted since."""
    newest = await unit[LeadRepository].browse(guild_id, LeadFilter(), Sort.NEW, None, _LOOKED_AT, now)
    ranked = [
        (rank(lead.posted_at, lead.upvotes, lead.worked), lead.id, lead)
        for lead in newest
        if lead.posted_at and lead.posted_at > since
    ]
    return tuple(lead.sealed() for _, _, lead in sorted(ranked, reverse=True)[:_MOST_LEADS])


async def _closing(unit: UnitOfWork, guild_id: int, now: datetime, best: Sequence[Lead]) -> tuple[Lead, ...]:
    """Return the live leads that end within a week, those that end first, without those shown as the best."""
    shown = {lead.id for lead in best}
    limit = _MOST_LEADS + len(shown)
    soonest = await unit[LeadRepository].browse(guild_id, LeadFilter(), Sort.CLOSING_SOON, None, limit, now)
    closing = [lead for lead in soonest if ends_soon(lead.expires_at, now) and lead.id not in shown]
    return tuple(lead.sealed() for lead in closing[:_MOST_LEADS])
