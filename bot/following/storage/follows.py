"""Repositories: what members follow, and how far each member's messages got."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, tuple_, update

from bot.following.model import Attempt, Follow, Follower
from bot.following.storage.tables import followers, follows
from bot.kit.clock import EPOCH
from bot.kit.storage.columns import AnyRow
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_into, upsert


class FollowRepository(Repository):
    """Who follows what; what was stopped is none of it, but for `revive`."""

    async def of(self, member_id: int, guild_id: int | None = None) -> list[Follow]:
        """Return what a member follows, in one server or in all, oldest first."""
        query = (
            select(follows.c.guild_id, follows.c.page_id, follows.c.followed_at, follows.c.news_since)
            .where(*_active(member_id, guild_id))
            .order_by(follows.c.followed_at, follows.c.guild_id, follows.c.page_id)
        )
        return [Follow(*row) for row in await self._connection.execute(query)]

    async def members_of(self, guild_id: int) -> set[int]:
        """Return who follows anything in a server."""
        query = select(follows.c.member_id).where(follows.c.guild_id == guild_id, follows.c.stopped_at.is_(None))
        return set(await self._connection.scalars(query.distinct()))

    async def put(self, member_id: int, follow: Follow) -> None:
        """Store something that a member follows from now on."""
        row = {
            "member_id": member_id,
            "guild_id": follow.guild_id,
            "page_id": follow.page_id,
            "followed_at": follow.followed_at,
            "news_since": follow.news_since,
            "stopped_at": None,
        }
        await upsert(self._connection, follows, row)

    async def stop(self, member_id: int, at: datetime, guild_id: int | None, page_id: str | None) -> int:
        """Stop one page, one server or everything; return how many."""
        gone = update(follows).where(*_active(member_id, guild_id)).values(stopped_at=at)
        if page_id is not None:
            gone = gone.where(follows.c.page_id == page_id)
        return (await self._connection.execute(gone)).rowcount

    async def revive(self, member_id: int) -> int:
        """Take back what was stopped last; return how many."""
        last = select(func.max(follows.c.stopped_at)).where(follows.c.member_id == member_id).scalar_subquery()
        back = (
            update(follows)
            .where(follows.c.member_id == member_id, follows.c.stopped_at == last)
            .values(stopped_at=None)
        )
        return (await self._connection.execute(back)).rowcount

    async def told(self, member_id: int, until: datetime, guild_id: int | None = None) -> None:
        """Record that the news up to a moment were told, or read in one server."""
        told = update(follows).where(*_active(member_id, guild_id), follows.c.news_since < until)
        await self._connection.execute(told.values(news_since=until))

    async def ahead_of(self, now: datetime, limit: int) -> list[int]:
        """Return members who were told of a moment, or of a day, that is still to come: the clock was ahead."""
        told = select(follows.c.member_id).where(follows.c.news_since > now)
        a_day_off = now.date() + timedelta(days=1)  # it is tomorrow already in some zones
        done = select(followers.c.member_id).where(followers.c.last_on > a_day_off)
        return list(await self._connection.scalars(told.union(done).limit(limit)))

    async def told_no_later_than(self, member_id: int, now: datetime) -> None:
        """Take back what was recorded as told of a time that is still to come."""
        ahead = (follows.c.member_id == member_id, follows.c.news_since > now)
        await self._connection.execute(update(follows).where(*ahead).values(news_since=now))

    async def leave(self, member_id: int, guild_id: int) -> None:
        """Delete all that a member followed in a server."""
        gone = delete(follows).where(follows.c.member_id == member_id, follows.c.guild_id == guild_id)
        await self._connection.execute(gone)

    async def clear(self, before: datetime, limit: int) -> int:
        """Delete what was stopped before a moment, and followers who follow nothing; return how many of all."""
        old = select(*follows.primary_key.columns).where(follows.c.stopped_at < before).limit(limit)
        stopped = await self._connection.execute(delete(follows).where(tuple_(*follows.primary_key.columns).in_(old)))
        nothing = ~select(follows.c.member_id).where(follows.c.member_id == followers.c.member_id).exists()
        idle = select(followers.c.member_id).where(followers.c.next_at.is_(None), nothing).limit(limit)
        # two steps: the second sees what somebody followed while the first waited for the lock
        ids = list(await self._connection.scalars(idle.with_for_update(skip_locked=True)))
        gone = await self._connection.execute(delete(followers).where(followers.c.member_id.in_(ids), nothing))
        return stopped.rowcount + gone.rowcount


class FollowerRepository(Repository):
    """How far each member’s messages got."""

    async def get(self, member_id: int) -> Follower | None:
        """Return a follower, or None."""
        row = (await self._connection.execute(select(followers).where(followers.c.member_id == member_id))).first()
        return _follower_of(row) if row else None

    async def locked(self, member_id: int) -> Follower | None:
        """Return a follower whom nobody else changes until the transaction ends, or None."""
        query = select(followers).where(followers.c.member_id == member_id).with_for_update()
        row = (await self._connection.execute(query)).first()
        return _follower_of(row) if row else None

    async def locked_or_new(self, fresh: Follower) -> Follower:
        """Store a follower unless there is one; return the stored one, locked.

        In one statement, so that none is cleared away between looking and locking.
        """
        put = insert_into(followers, self._connection.dialect.name).values(
            member_id=fresh.member_id, claimed_until=EPOCH, **_values(fresh)
        )
        same = {"claimed_until": followers.c.claimed_until}
        query = put.on_conflict_do_update(index_elements=["member_id"], set_=same).returning(*followers.c)
        return _follower_of((await self._connection.execute(query)).one())

    async def claim(self, now: datetime, until: datetime, limit: int, *, is_first: bool | None) -> list[Follower]:
        """Take followers who are due for oneself until a moment, locked; those that others hold are skipped.

        `is_first` takes those who never had a message, or only those who had one; None takes all.
        """
        had_none = followers.c.last_sent_at.is_(None)
        among = [] if is_first is None else [had_none if is_first else ~had_none]
        due = (
            select(followers.c.member_id)
            .where(followers.c.next_at <= now, followers.c.claimed_until <= now, *among)
            .order_by(followers.c.next_at, followers.c.member_id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claimed = update(followers).where(followers.c.member_id.in_(due)).values(claimed_until=until)
        rows = await self._connection.execute(claimed.returning(*followers.c))
        return sorted((_follower_of(row) for row in rows), key=lambda follower: follower.next_at or now)

    async def save(self, follower: Follower, *, release: bool = False) -> None:
        """Write a locked follower back; with `release` they may be claimed again at once when they are due."""
        values = {**_values(follower), "claimed_until": EPOCH} if release else _values(follower)
        await self._connection.execute(
            update(followers).where(followers.c.member_id == follower.member_id).values(**values)
        )


def _active(member_id: int, guild_id: int | None) -> list[ColumnElement[bool]]:
    conditions = [follows.c.member_id == member_id, follows.c.stopped_at.is_(None)]
    return conditions if guild_id is None else [*conditions, follows.c.guild_id == guild_id]


def _values(follower: Follower) -> dict[str, object]:
    attempt = follower.attempt
    return {
        "last_on": follower.last_on,
        "next_at": follower.next_at,
        "attempt_token": attempt.token if attempt else None,
        "attempt_on": attempt.on if attempt else None,
        "attempt_until": attempt.until if attempt else None,
        "last_sent_at": follower.last_sent_at,
        "dm_closed_at": follower.dm_closed_at,
    }


def _follower_of(row: AnyRow) -> Follower:
    return Follower(
        member_id=row.member_id,
        last_on=row.last_on,
        next_at=row.next_at,
        attempt=Attempt(row.attempt_token, row.attempt_on, row.attempt_until) if row.attempt_token else None,
        last_sent_at=row.last_sent_at,
        dm_closed_at=row.dm_closed_at,
    )
