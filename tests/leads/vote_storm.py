"""A process that votes as fast as it can and prints each member whose vote was acknowledged; it is killed."""

import asyncio
import sys
from itertools import count

from bot.kit.storage.engines import make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.leads.service.acting import LeadActing
from tests.world import World, member

VOTERS = 20


async def storm(path: str, lead_id: int) -> None:
    """Vote for ever, each member once."""
    world = World(Storage(make_engines(parse_database_url(f"sqlite:///{path}"))))
    numbers = count()

    async def vote() -> None:
        for number in numbers:
            actor = member(number)
            await world.services[LeadActing].upvote(lead_id, actor)
            sys.stdout.write(f"{actor.member_id}\n")
            sys.stdout.flush()

    await asyncio.gather(*(vote() for _ in range(VOTERS)))


if __name__ == "__main__":
    asyncio.run(storm(sys.argv[1], int(sys.argv[2])))
