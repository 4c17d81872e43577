"""A card shows what is stored also where Discord takes what a press drew later than what was drawn after it."""

import asyncio

from bot.kit.actors import Actor
from bot.leads.model.draft import LeadDraft
from bot.leads.model.errands import card_of
from bot.leads.service.sharing import LeadSharing
from bot.outbox.model.job import JobState
from bot.outbox.ui.running import deliver_now
from bot.servers.service.settings import GuildSettingsService
from tests import patience
from tests.loopback.interactions import parts
from tests.loopback.world import Json
from tests.sockets.conftest import Connected
from tests.sockets.storm import MEMBERS, button

CALLBACK = r"/interactions/\d+/\w+/callback"


def upvotes(card: Json) -> list[str]:
    return [part["label"] for part in parts(card) if part.get("label", "").startswith("Upvote")]


async def test_a_press_that_arrives_late_does_not_stay_on_top(bot: Connected) -> None:
    await bot.client.remove_cog("OutboxCog")  # what it does by itself is done below, at the moments that matter
    services, poster = bot.app.services, Actor(bot.guild.id, MEMBERS[0])
    [channel] = bot.guild.channels
    await services[GuildSettingsService].change(poster, reviews_newcomers=False)
    draft = LeadDraft(
        token="t", title="Reviewer", organization="Coast", link="https://a.org/1", page_id="payers", is_free=True
    )
    lead = (await services[LeadSharing].share(draft, poster, "ann", channel.id)).lead
    await deliver_now(bot.client, card_of(lead))
    [card] = channel.messages.values()
    late = bot.discord.faults.add("POST", CALLBACK, held=True)
    await bot.discord.press(bot.guild, card, button(card, "up"), member_id=MEMBERS[1])
    await late.reached()
    await (await bot.discord.press(bot.guild, card, button(card, "up"), member_id=MEMBERS[2])).answer()
    drawn = await deliver_now(bot.client, card_of(lead))
    assert upvotes(card) == ["Upvote 2"]
    assert drawn is not None
    assert (drawn.state, drawn.why) == (JobState.WAITING, "Members press on that card; it is drawn once more.")
    late.release()
    await bot.discord.rest.asked("POST", "/callback", times=2)
    assert upvotes(card) == ["Upvote 1"], "what Discord took last is older"
    async with asyncio.timeout(patience.SECONDS):
        while drawn.state is not JobState.DONE:
            drawn = await deliver_now(bot.client, card_of(lead))
            assert drawn is not None
    assert upvotes(card) == ["Upvote 2"]
