"""What members do about following."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.following.model import MOST_FOLLOWS, Follow, Follower, Following, NothingToUndo, PageNews, TooManyFollows
from bot.following.service.followers_here import FollowersHere
from bot.following.service.news import SETTLING, find_news, replan, schedule_of
from bot.following.storage.follows import FollowerRepository, FollowRepository
from bot.kit.actors import Actor
from bot.kit.clock import Clock
from bot.kit.errors import PageNotFound
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.knowledge.topics import LeadPages


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of asking to follow a page; `is_new` is False where it was followed before."""

    page_id: str
    is_new: bool
    following: Following


class FollowService:
    """Begins and stops following; a message is due at most once on each local date, whatever is pressed."""

    def __init__(self, storage: Storage, clock: Clock, pages: LeadPages) -> None:
        self._storage = storage
        self._clock = clock
        self._pages = pages
        self._here = FollowersHere(storage, clock)

    async def follow(self, page_id: str, actor: Actor) -> Followed:
        """Follow a role or sector in a server; raises PageNotFound for another page, and TooManyFollows."""
        async with self._storage.writing() as unit:
            followed = await self._follow(unit, page_id, actor)
        self._here.begin(actor.member_id, actor.guild_id)
        return followed

    async def toggle(self, page_id: str, actor: Actor) -> Followed | None:
        """Follow a page, or stop where it is followed: then the answer is None. Raises as `follow`."""
        async with self._storage.writing() as unit:
            if await self._stop(unit, actor.member_id, [(actor.guild_id, page_id)]):
                return None
            followed = await self._follow(unit, page_id, actor)
        self._here.begin(actor.member_id, actor.guild_id)
        return followed

    async def stop(self, member_id: int, pages: Iterable[tuple[int, str]]) -> int:
        """Stop following some pages, each in a server; return how many were followed."""
        async with self._storage.writing() as unit:
            return await self._stop(unit, member_id, pages)

    async def stop_all(self, member_id: int, guild_id: int | None = None) -> int:
        """Stop following everything, in a server or in all of them; return how many pages."""
        async with self._storage.writing() as unit:
            return await self._stop(unit, member_id, [(guild_id, None)])

    async def undo(self, member_id: int) -> int:
        """Take back what was stopped last; return how many pages. Raises NothingToUndo and TooManyFollows."""
        async with self._storage.writing() as unit:
            follower = await unit[FollowerRepository].locked(member_id)
            revived = await unit[FollowRepository].revive(member_id) if follower else 0
            if follower is None or not revived:
                raise NothingToUndo
            follows = await unit[FollowRepository].of(member_id)
            for guild_id in {follow.guild_id for follow in follows}:
                if sum(follow.guild_id == guild_id for follow in follows) > MOST_FOLLOWS:
                    raise TooManyFollows
            await replan(unit, follower)
        for follow in follows:
            self._here.begin(member_id, follow.guild_id)
        return revived

    def follows_nothing(self, guild_id: int, member_id: int) -> bool:
        """Return at once, from memory, whether a member is sure to follow nothing in a server."""
        return self._here.lack(member_id, guild_id)

    async def follows(self, page_id: str, actor: Actor) -> bool:
        """Return whether a member follows a page in a server."""
        if not await self._here.have(actor.member_id, actor.guild_id):
            return False
        async with self._storage.reading() as unit:
            follows = await unit[FollowRepository].of(actor.member_id, actor.guild_id)
        return any(follow.page_id == page_id for follow in follows)

    async def following(self, member_id: int, guild_id: int | None = None) -> Following:
        """Return what a member follows in a server, or in all of them."""
        async with self._storage.reading() as unit:
            return await _following(unit, member_id, guild_id)

    async def unread(self, member_id: int, guild_id: int | None = None) -> tuple[PageNews, ...]:
        """Return what is new and was neither sent nor marked as read."""
        async with self._storage.reading() as unit:
            follower = await unit[FollowerRepository].get(member_id)
            if follower is None:
                return ()
            follows = await unit[FollowRepository].of(member_id, guild_id)
            now = self._clock.now()
            return await find_news(unit, self._pages, follower, follows, now, now)

    async def mark_read(self, member_id: int, guild_id: int | None = None) -> None:
        """Record that the member has read what is new, in a server or in all of them."""
        async with self._storage.writing() as unit:
            if await unit[FollowerRepository].locked(member_id):
                await unit[FollowRepository].told(member_id, self._clock.now() - SETTLING, guild_id)

    async def stop_messages(self, member_id: int) -> None:
        """Write no more to a member; what is new stands in the list."""
        async with self._storage.writing() as unit:
            follower = await unit[FollowerRepository].locked(member_id)
            if follower is not None and follower.dm_closed_at is None:
                await replan(unit, replace(follower, dm_closed_at=self._clock.now()))

    async def try_messages_again(self, member_id: int) -> None:
        """Send messages again to a member who took none; the next is due on the next day that had none."""
        async with self._storage.writing() as unit:
            follower = await unit[FollowerRepository].locked(member_id)
            if follower is not None:
                await replan(unit, follower.reopened())

    async def _follow(self, unit: UnitOfWork, page_id: str, actor: Actor) -> Followed:
        if self._pages.topic(page_id) is None:
            raise PageNotFound(page_id)
        now = self._clock.now()
        new = Follow(actor.guild_id, page_id, now, now)
        schedule = await schedule_of(unit, [new])
        assert schedule is not None, "there is one follow"
        follower = await unit[FollowerRepository].locked_or_new(Follower(actor.member_id, schedule.done_at(now)))
        follows = await unit[FollowRepository].of(actor.member_id, actor.guild_id)
        is_new = all(follow.page_id != page_id for follow in follows)
        if is_new:
            if len(follows) >= MOST_FOLLOWS:
                raise TooManyFollows
            await unit[FollowRepository].put(actor.member_id, new)
            await replan(unit, follower)
        return Followed(page_id, is_new, await _following(unit, actor.member_id, actor.guild_id))

    async def _stop(self, unit: UnitOfWork, member_id: int, what: Iterable[tuple[int | None, str | None]]) -> int:
        follower = await unit[FollowerRepository].locked(member_id)
        if follower is None:
            return 0
        now = self._clock.now()  # one moment for all, so that they come back together
        stopped = sum(
            [await unit[FollowRepository].stop(member_id, now, guild_id, page_id) for guild_id, page_id in what]
        )
        if stopped:
            await replan(unit, follower)
        return stopped


async def _following(unit: UnitOfWork, member_id: int, guild_id: int | None) -> Following:
    follower = await unit[FollowerRepository].get(member_id)
    if follower is None:
        return Following(())
    follows = await unit[FollowRepository].of(member_id)
    next_at = follower.planned(await schedule_of(unit, follows)).next_at  # the stored one may be of an earlier hour
    here = tuple(follow for follow in follows if guild_id is None or follow.guild_id == guild_id)
    return Following(here, next_at, follower.last_sent_at, follower.dm_closed_at)
