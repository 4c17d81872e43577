"""Who follows anything in a server: of everybody else no card has to ask the database."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.following.storage.follows import FollowRepository
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage

_KEPT = timedelta(minutes=1)
"""Until it is read anew, since other processes change it too."""
_MOST_SERVERS = 1000


@dataclass(slots=True)
class _Known:
    members: set[int]
    until: datetime


class FollowersHere:
    """Remembers the followers of servers for a minute; those who begin here are added at once."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._known: OrderedDict[int, _Known] = OrderedDict()
        self._begun = 0
        """How many have begun, so that what was read before is not kept."""

    def lack(self, member_id: int, guild_id: int) -> bool:
        """Return at once whether a member is known to follow nothing in a server."""
        known = self._known.get(guild_id)
        return known is not None and member_id not in known.members and known.until > self._clock.now()

    async def have(self, member_id: int, guild_id: int) -> bool:
        """Return whether a member may follow something in a server; False is certain but for other processes."""
        known = self._known.get(guild_id)
        if known is None or known.until <= self._clock.now():
            known = await self._read(guild_id)
        return member_id in known.members

    def begin(self, member_id: int, guild_id: int) -> None:
        """Add a member who follows something from now on."""
        self._begun += 1
        if known := self._known.get(guild_id):
            known.members.add(member_id)

    async def _read(self, guild_id: int) -> _Known:
        begun, until = self._begun, self._clock.now() + _KEPT
        async with self._storage.reading() as unit:
            known = _Known(await unit[FollowRepository].members_of(guild_id), until)
        if begun == self._begun:
            self._known[guild_id] = known
            self._known.move_to_end(guild_id)
            if len(self._known) > _MOST_SERVERS:
                self._known.popitem(last=False)
        return known
