"""Many at once, on both databases."""

import asyncio
from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select

from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from bot.leads.model.errands import CARD
from bot.leads.model.errors import NotLive
from bot.leads.model.lead import LeadStatus
from bot.leads.service.acting import LeadActing
from bot.leads.service.sharing import LeadSharing
from bot.leads.service.upkeep import LeadUpkeep
from bot.leads.storage.tables import lead_votes, leads
from tests.world import POSTER, World, member


async def stored_votes(engines: Engines, lead_id: int) -> tuple[int, int]:
    """Return the counter on the lead, and the number of rows."""
    async with engines.reader.connect() as connection:
        counter = await connection.scalar(select(leads.c.upvotes).where(leads.c.id == lead_id))
        rows = await connection.scalar(select(func.count()).where(lead_votes.c.lead_id == lead_id))
    assert counter is not None
    assert rows is not None
    return counter, rows


async def test_two_hundred_members_pressing_twice_each_at_once_leave_no_vote(world: World, engines: Engines) -> None:
    lead = await world.lead()
    presses = [member(number) for number in range(200)] * 2
    await asyncio.gather(*(world.services[LeadActing].upvote(lead.id, actor) for actor in presses))
    assert await stored_votes(engines, lead.id) == (0, 0)


async def test_members_pressing_once_twice_or_thrice_at_once_leave_the_odd_ones(world: World, engines: Engines) -> None:
    lead = await world.lead()
    presses = [member(number) for number in range(100) for _ in range(number % 3 + 1)]
    results = await asyncio.gather(*(world.services[LeadActing].upvote(lead.id, actor) for actor in presses))
    odd = sum(number % 3 != 1 for number in range(100))
    assert await stored_votes(engines, lead.id) == (odd, odd)
    turned_on = Counter(result.is_on for result in results)
    assert turned_on[True] - turned_on[False] == odd


async def test_a_poster_closing_while_others_vote_loses_no_acknowledged_vote(world: World, engines: Engines) -> None:
    lead = await world.lead()

    async def close() -> None:
        await asyncio.sleep(0.02)
        await world.services[LeadActing].close(lead.id, POSTER)

    *votes, _closed = await asyncio.gather(
        *(world.services[LeadActing].upvote(lead.id, member(number)) for number in range(100)),
        close(),
        return_exceptions=True,
    )
    late = [result for result in votes if isinstance(result, BaseException)]
    assert all(isinstance(error, NotLive) for error in late), late
    acknowledged = len(votes) - len(late)
    assert await stored_votes(engines, lead.id) == (acknowledged, acknowledged)
    assert (await world.now(lead)).status is LeadStatus.CLOSED


async def test_the_same_link_shared_by_many_at_once_is_posted_once(world: World) -> None:
    await world.open_doors()
    drafts = [world.draft(link="https://jobs.example.org/one") for _ in range(20)]
    shared = await asyncio.gather(
        *(world.services[LeadSharing].share(draft, member(number), "x") for number, draft in enumerate(drafts))
    )
    assert sum(one.is_new for one in shared) == 1
    assert len({one.lead.id for one in shared}) == 1


async def test_many_processes_share_out_what_is_due(world: World, engines: Engines) -> None:
    made = {(await world.lead(closing="2026-11-23")).id for _ in range(30)}
    world.clock.move(timedelta(days=3))
    others = [World(Storage(engines), world.clock) for _ in range(4)]
    ended = sum(await asyncio.gather(*(other.services[LeadUpkeep].end_due(10) for other in others)))
    while more := await world.services[LeadUpkeep].end_due(10):
        ended += more
    assert ended == len(made), "each is ended once"
    assert made <= {int(errand.subject) for errand in await world.errands(CARD)}
