"""Find what is new about what a member follows, and when they are to be told."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.following.model import Follow, Follower, LeadsWanted, PageNews, Schedule
from bot.following.storage.follows import FollowerRepository, FollowRepository
from bot.following.storage.news import NewsRepository
from bot.kit.storage.transactions import UnitOfWork
from bot.knowledge.topics import LeadPages
from bot.leads.model.lead import Lead
from bot.servers.storage.settings import GuildSettingsRepository

SETTLING = timedelta(minutes=1)
"""News younger than this wait: a transaction that began before we looked may not have ended yet."""

_MOST_LEADS = 200
"""Most leads looked at for one member and server; more are told as “and more”."""


async def schedule_of(unit: UnitOfWork, follows: Sequence[Follow]) -> Schedule | None:
    """Return when a member is told: as the server of their oldest follow has its digest. None without follows."""
    if not follows:
        return None
    settings = await unit[GuildSettingsRepository].get(follows[0].guild_id)
    return Schedule(settings.digest_time, settings.time_zone)


async def replan(unit: UnitOfWork, follower: Follower, *, release: bool = False) -> Follower:
    """Write a locked follower back, with the moment of their next message."""
    planned = follower.planned(await schedule_of(unit, await unit[FollowRepository].of(follower.member_id)))
    await unit[FollowerRepository].save(planned, release=release)
    return planned


async def find_news(
    unit: UnitOfWork, pages: LeadPages, follower: Follower, follows: Sequence[Follow], until: datetime, now: datetime
) -> tuple[PageNews, ...]:
    """Return what came up to a moment, by server and page in the order in which they were followed.

    A lead is told once, under its role where that is followed. A member's own leads are no news to them.
    """
    reviewed = await _newly_reviewed(unit, follows, until)
    news: list[PageNews] = []
    for guild_id in dict.fromkeys(follow.guild_id for follow in follows):
        here = [follow for follow in follows if follow.guild_id == guild_id]
        wanted = _wanted(pages, follower, here, until)
        found = await unit[NewsRepository].leads(wanted, now, _MOST_LEADS)
        leads = dict(_by_page(found, here))
        for follow in here:
            one = PageNews(guild_id, follow.page_id, tuple(leads.get(follow.page_id, ())), follow in reviewed)
            if one.leads or one.is_reviewed:
                news.append(one)
    return tuple(news)


def _wanted(pages: LeadPages, follower: Follower, follows: Sequence[Follow], until: datetime) -> LeadsWanted:
    topics = {follow.page_id: pages.topic(follow.page_id) for follow in follows}
    roles = frozenset(page_id for page_id, topic in topics.items() if topic and topic.role_id)
    return LeadsWanted(
        guild_id=follows[0].guild_id,
        role_ids=roles,
        sector_ids=frozenset(page_id for page_id, topic in topics.items() if topic) - roles,
        since=min(follow.news_since for follow in follows),
        until=until,
        not_by=follower.member_id,
    )


def _by_page(leads: Sequence[Lead], follows: Sequence[Follow]) -> Iterator[tuple[str, list[Lead]]]:
    """Yield each followed page with its leads; one that belongs to two pages stands under its role."""
    since = {follow.page_id: follow.news_since for follow in follows}
    by_page: dict[str, list[Lead]] = {page_id: [] for page_id in since}
    for lead in leads:
        for page_id in (lead.content.role_id, lead.content.sector_id):
            if page_id in since and lead.posted_at is not None and lead.posted_at > since[page_id]:
                by_page[page_id].append(lead.sealed())
                break
    yield from by_page.items()


async def _newly_reviewed(unit: UnitOfWork, follows: Sequence[Follow], until: datetime) -> set[Follow]:
    if not follows:
        return set()
    since = min(follow.news_since for follow in follows)
    seen = dict(await unit[NewsRepository].reviewed({follow.page_id for follow in follows}, since, until))
    return {follow for follow in follows if follow.page_id in seen and seen[follow.page_id] > follow.news_since}
