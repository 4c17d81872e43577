"""Repository: everything that is stored of one member."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, delete, func, select, update

from bot.kit.actors import CardPlace
from bot.kit.storage.columns import WhenForgotten, is_kept_from_members, member_columns
from bot.kit.storage.plain_values import plain_value
from bot.kit.storage.transactions import Repository
from bot.leads.model.votes import VoteKind, rank
from bot.leads.storage.tables import lead_closures, lead_reports, lead_votes, leads

_OPINIONS: tuple[Table, ...] = (lead_votes, lead_reports, lead_closures)


def _is_of_others(column: Column[Any]) -> bool:
    """Return whether a column may tell a member who stands on the other side."""
    return column in member_columns() or is_kept_from_members(column)


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed, the messages that showed deleted leads with their servers, and the leads to draw again.

    `unlinked` are those of them that were the member's.
    """

    leads_deleted: int
    unlinked: frozenset[int]
    votes: int
    places: tuple[tuple[int, CardPlace], ...]
    changed_leads: tuple[int, ...]


class MemberRepository(Repository):
    """Everything that is stored of one member, in all servers."""

    async def export(self, member_id: int) -> dict[str, list[dict[str, object]]]:
        """Return every row with the member's id, by table, as JSON can hold it; never another member's id."""
        found: dict[str, list[dict[str, object]]] = {}
        for column in member_columns():
            shown = [one for one in column.table.columns if one is column or not _is_of_others(one)]
            rows = (await self._connection.execute(select(*shown).where(column == member_id))).mappings()
            listed = found.setdefault(column.table.name, [])
            listed += [{name: plain_value(name, value) for name, value in row.items()} for row in rows]
        return found

    async def forget(self, member_id: int, *, delete_leads: bool) -> Removed:
        """Remove or unlink every row with the member's id, and mend the counters."""
        touched = await self._lock_touched(member_id)
        votes = 0
        for table in _OPINIONS:
            votes += (await self._connection.execute(delete(table).where(table.c.member_id == member_id))).rowcount
        deleted, places = await self._delete_leads(member_id) if delete_leads else (0, ())
        unlinked = await self._unlink_leads(member_id)
        kept = await self._mend(touched)
        await self._forget_elsewhere(member_id)
        return Removed(deleted, unlinked, votes, places, tuple(kept))

    async def _forget_elsewhere(self, member_id: int) -> None:
        """Do in each table what its own column says."""
        for column, when_forgotten in member_columns().items():
            if when_forgotten is WhenForgotten.DELETED:
                await self._connection.execute(delete(column.table).where(column == member_id))
            else:
                unlinked = update(column.table).where(column == member_id).values({column: None})
                await self._connection.execute(unlinked)

    async def _lock_touched(self, member_id: int) -> list[int]:
        """Lock the leads that the member shared or said something about, in the order of their ids."""
        own = select(leads.c.id).where(leads.c.poster_id == member_id)
        said = (select(table.c.lead_id).where(table.c.member_id == member_id) for table in _OPINIONS)
        query = select(leads.c.id).where(leads.c.id.in_(own.union(*said))).order_by(leads.c.id).with_for_update()
        return list(await self._connection.scalars(query))

    async def _delete_leads(self, member_id: int) -> tuple[int, tuple[tuple[int, CardPlace], ...]]:
        """Delete the member's leads; return how many, and the messages that showed them, each with its server."""
        gone = delete(leads).where(leads.c.poster_id == member_id).returning(leads)
        rows = (await self._connection.execute(gone)).all()
        places = (
            (row.guild_id, CardPlace(channel_id, message_id))
            for row in rows
            for channel_id, message_id in (
                (row.card_channel_id, row.card_message_id),
                (row.queue_channel_id, row.queue_message_id),
            )
            if message_id is not None
        )
        return len(rows), tuple(places)

    async def _unlink_leads(self, member_id: int) -> frozenset[int]:
        unlinked = update(leads).where(leads.c.poster_id == member_id).values(poster_id=None, poster_name=None)
        return frozenset(await self._connection.scalars(unlinked.returning(leads.c.id)))

    async def _mend(self, lead_ids: list[int]) -> list[int]:
        """Count again what members said of the leads that are left; return their ids."""
        kept = []
        for lead_id in lead_ids:
            query = select(leads.c.posted_at, leads.c.created_at).where(leads.c.id == lead_id)
            row = (await self._connection.execute(query)).first()
            if row is None:
                continue
            kept.append(lead_id)
            upvotes = await self._count(lead_votes, lead_id, lead_votes.c.kind == VoteKind.UP)
            worked = await self._count(lead_votes, lead_id, lead_votes.c.kind == VoteKind.WORKED)
            counted = {
                "upvotes": upvotes,
                "worked": worked,
                "reports": await self._count(lead_reports, lead_id, lead_reports.c.is_settled.is_(False)),
                "closures": await self._count(lead_closures, lead_id),
                "rank": rank(row.posted_at or row.created_at, upvotes, worked),
            }
            await self._connection.execute(update(leads).where(leads.c.id == lead_id).values(**counted))
        return kept

    async def _count(self, table: Table, lead_id: int, *conditions: Any) -> int:
        query = select(func.count()).select_from(table).where(table.c.lead_id == lead_id, *conditions)
        return await self._connection.scalar(query) or 0
