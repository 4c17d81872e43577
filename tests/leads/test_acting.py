"""What each act leaves behind: a card to be drawn again, words taken back, and one live lead a link."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.leads.model.errands import CARD
from bot.leads.model.errors import DuplicateLead, NotLive
from bot.leads.model.lead import Lead, LeadStatus, ReportReason
from bot.leads.service.acting import LeadActing
from bot.leads.service.upkeep import LeadUpkeep
from bot.outbox.storage import outbox
from tests.world import POSTER, World, member

LINK = "https://jobs.example.org/view?id=77"
Act = Callable[[LeadActing, Lead], Awaitable[object]]

ACTS: dict[str, Act] = {
    "report": lambda acting, lead: acting.report(lead.id, member(1), ReportReason.OTHER),
    "close": lambda acting, lead: acting.close(lead.id, member(1)),
    "reopen": lambda acting, lead: acting.reopen(lead.id, POSTER),
    "renew": lambda acting, lead: acting.renew(lead.id, POSTER),
}


async def nothing_waits(world: World) -> None:
    async with world.storage.writing() as unit:
        await unit.connection.execute(outbox.delete())


@pytest.mark.parametrize("act", ACTS)
async def test_each_act_asks_for_the_card_to_be_drawn_again(world: World, act: str) -> None:
    lead, acting = await world.lead(), world.services[LeadActing]
    if act == "reopen":
        await acting.close(lead.id, POSTER)
    if act == "renew":
        world.clock.move(timedelta(days=27))
    await nothing_waits(world)
    await ACTS[act](acting, lead)
    assert [errand.subject for errand in await world.errands(CARD)] == [str(lead.id)]


async def test_a_lead_past_its_end_is_not_reopened_and_a_live_one_stays_as_it_is(world: World) -> None:
    lead, acting = await world.lead(), world.services[LeadActing]
    assert (await acting.reopen(lead.id, POSTER)).status is LeadStatus.LIVE
    world.clock.move(timedelta(days=31))
    with pytest.raises(NotLive):
        await acting.reopen(lead.id, POSTER)


async def test_what_members_said_before_a_reopening_is_no_longer_counted(world: World) -> None:
    lead, acting = await world.lead(), world.services[LeadActing]
    for number in (1, 2):
        await acting.close(lead.id, member(number))
    await acting.reopen(lead.id, POSTER)
    again = await acting.close(lead.id, member(1))
    assert (again.closures, again.status) == (1, LeadStatus.LIVE), "a new word, and not the old one taken back"


async def test_a_closed_lead_is_not_reopened_beside_another_with_its_link(world: World) -> None:
    acting = world.services[LeadActing]
    first = await world.lead(link=LINK)
    await acting.close(first.id, POSTER)
    second = await world.lead(member(5), link=LINK)
    with pytest.raises(DuplicateLead) as refused:
        await acting.reopen(first.id, POSTER)
    assert refused.value.lead.id == second.id
    assert (await world.now(first)).status is LeadStatus.CLOSED


async def test_an_expired_lead_is_not_renewed_beside_another_with_its_link(world: World) -> None:
    first = await world.lead(link=LINK)
    world.clock.move(timedelta(days=31))
    await world.services[LeadUpkeep].end_due()
    second = await world.lead(member(5), link=LINK)
    with pytest.raises(DuplicateLead) as refused:
        await world.services[LeadActing].renew(first.id, POSTER)
    assert refused.value.lead.id == second.id


async def test_of_two_leads_with_one_link_that_are_reopened_at_once_one_is_live(world: World) -> None:
    acting = world.services[LeadActing]
    pair = []
    for poster in (POSTER, member(5)):
        lead = await world.lead(poster, link=LINK)
        await acting.close(lead.id, poster)
        pair.append((lead, poster))
    for _ in range(5):
        results = await asyncio.gather(
            *(acting.reopen(lead.id, poster) for lead, poster in pair), return_exceptions=True
        )
        refused = [result for result in results if isinstance(result, DuplicateLead)]
        reopened = [result for result in results if isinstance(result, Lead)]
        assert (len(refused), len(reopened)) == (1, 1)
        [one] = reopened
        await acting.close(one.id, next(poster for lead, poster in pair if lead.id == one.id))
