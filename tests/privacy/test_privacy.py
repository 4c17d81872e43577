"""`/privacy`: a member sees what is stored, takes it along, or has it removed."""

import json
from typing import Any

import pytest
from discord.ui import DynamicItem
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.leads.model.lead import LeadStatus
from bot.leads.service.acting import LeadActing
from bot.privacy.service import PrivacyService
from bot.privacy.ui import PRIVACY_ITEMS
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk, posted, text
from tests.simulated import Server, labels, sent, words


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    desk = await make_desk(server, clock)
    await desk.change({"reviews_newcomers": False})
    return desk


async def opened(desk: Desk, who: MemberActor) -> InteractionResult:
    result = await who.slash(desk.server.channel, "privacy")
    assert result.ephemeral
    return result


async def press(who: Any, result: InteractionResult, *buttons: str) -> None:
    for button in buttons:
        await who.click(sent(result), label=button)


async def rows(desk: Desk, who: MemberActor) -> int:
    found = await desk.services[PrivacyService].export(who.id)
    return sum(len(part) for part in found.values() if isinstance(part, list))


async def test_it_says_what_is_stored_and_why(desk: Desk) -> None:
    result = await opened(desk, desk.server.member)
    assert "What I keep about you" in words(result)
    assert labels(result) == ["Export my data", "Forget me…", "How to use this unnoticed"]


async def test_the_export_is_a_private_json_file_with_every_row(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    await desk.services[LeadActing].upvote(lead.id, desk.actor(desk.server.other))
    result = await opened(desk, desk.server.member)
    given = await desk.server.member.click(sent(result), label="Export my data")
    assert given.ephemeral
    message = next(one for one in (given.response, *given.followups) if one is not None and one.attachments)
    stored = desk.server.env.backend.cdn.get(message.attachments[0].url)
    assert stored is not None
    data = json.loads(stored)
    assert data["member_id"] == str(desk.server.member.id)
    assert [row["title"] for row in data["leads"]] == [lead.content.title]
    assert str(desk.server.other.id) not in stored.decode()


async def test_forgetting_with_leads_deletes_their_cards(desk: Desk) -> None:
    await desk.share(desk.server.member)
    result = await opened(desk, desk.server.member)
    await press(desk.server.member, result, "Forget me…", "Delete my leads")
    assert len(posted(desk.server.channel)) == 1, "a last question comes first"
    await press(desk.server.member, result, "Yes")
    assert "1 leads deleted" in words(result)
    assert posted(desk.server.channel) == []
    assert await rows(desk, desk.server.member) == 0


async def test_forgetting_without_leads_takes_the_name_off_their_cards(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    assert "Shared by ann" in words(posted(desk.server.channel)[-1])
    result = await opened(desk, desk.server.member)
    await press(desk.server.member, result, "Forget me…", "Keep them", "Yes")
    assert "ann" not in words(posted(desk.server.channel)[-1])
    assert (await desk.lead(lead.id)).status is LeadStatus.LIVE
    assert await rows(desk, desk.server.member) == 0


async def test_the_name_goes_from_the_queues_card_too(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": True})
    await desk.share(desk.server.member)
    assert "Shared by ann" in text(posted(desk.queue))
    result = await opened(desk, desk.server.member)
    await press(desk.server.member, result, "Forget me…", "Keep them", "Yes")
    assert "Shared by ann" not in text(posted(desk.queue))


async def test_deleting_leads_takes_their_cards_out_of_the_queue(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": True})
    await desk.share(desk.server.member)
    assert len(posted(desk.queue)) == 1
    result = await opened(desk, desk.server.member)
    await press(desk.server.member, result, "Forget me…", "Delete my leads", "Yes")
    assert posted(desk.queue) == []


async def test_a_decided_card_in_the_queue_never_names_the_poster(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": True})
    await desk.share(desk.server.member)
    await desk.moderator.click(posted(desk.queue)[-1], label="Approve")
    assert "Shared by" not in text(posted(desk.queue))


async def test_a_forgotten_vote_is_gone_from_the_card(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    await desk.server.other.click(posted(desk.server.channel)[-1], label="Upvote 0")
    assert (await desk.lead(lead.id)).upvotes == 1
    result = await opened(desk, desk.server.other)
    await press(desk.server.other, result, "Forget me…", "Keep them", "Yes")
    assert (await desk.lead(lead.id)).upvotes == 0
    assert "Upvote 0" in labels(posted(desk.server.channel)[-1])


async def test_it_works_in_direct_messages_for_all_servers(desk: Desk) -> None:
    await desk.share(desk.server.member)
    result = await desk.server.member.user.slash("privacy")
    await press(desk.server.member.user, result, "Forget me…", "Delete my leads", "Yes")
    assert posted(desk.server.channel) == []
    assert await rows(desk, desk.server.member) == 0


async def test_no_removes_nothing_even_after_a_restart(desk: Desk) -> None:
    await desk.share(desk.server.member)
    result = await desk.server.member.user.slash("privacy")
    await press(desk.server.member.user, result, "Forget me…", "Delete my leads")
    await desk.server.restart()
    await press(desk.server.member.user, result, "No")
    assert "What I keep about you" in words(result)
    assert await rows(desk, desk.server.member) == 1


@pytest.mark.breaks
async def test_a_card_that_discord_will_not_delete_is_named(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    assert lead.card is not None
    desk.server.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001)
    result = await opened(desk, desk.server.member)
    await press(desk.server.member, result, "Forget me…", "Delete my leads", "Yes")
    address = f"https://discord.com/channels/{lead.guild_id}/{lead.card.channel_id}/{lead.card.message_id}"
    assert address in words(result)
    assert await rows(desk, desk.server.member) == 0


@pytest.mark.breaks
async def test_with_many_cards_it_says_how_far_it_is_and_names_all_that_discord_will_not_delete(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.privacy.ui._NAMED", 3)
    leads = [await desk.share(desk.server.member) for _ in range(5)]
    desk.server.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50001, times=None)
    result = await opened(desk, desk.server.member)
    await press(desk.server.member, result, "Forget me…", "Delete my leads", "Yes")
    [first, *_, last] = [str(one.json) for one in desk.server.env.http_requests if one.path.endswith("@original")]
    assert "taken away or changed so far: 0 of 5. The others follow" in first
    assert "so far" not in last
    channel = f"https://discord.com/channels/{desk.server.guild.id}/{desk.server.channel.id}"
    for lead in leads[:3]:
        assert lead.card is not None
        assert f"{channel}/{lead.card.message_id}\n" in words(result)
    assert f"And 2 more, in {channel}" in words(result)


@pytest.mark.breaks
async def test_a_card_in_the_queue_that_keeps_the_name_is_named_and_nobody_elses(desk: Desk) -> None:
    voted = await desk.share(desk.server.other)
    await desk.services[LeadActing].upvote(voted.id, desk.actor(desk.server.member))
    await desk.services[PrivacyService].forget(desk.server.other.id, delete_leads=False)
    await desk.change({"reviews_newcomers": True})
    await desk.share(desk.server.member)
    desk.server.env.inject_error("PATCH", "/channels/*/messages/*", status=403, code=50001, times=None)
    result = await opened(desk, desk.server.member)
    await press(desk.server.member, result, "Forget me…", "Keep them", "Yes")
    queue = f"https://discord.com/channels/{desk.server.guild.id}/{desk.queue.id}/{posted(desk.queue)[-1].id}"
    assert words(result).endswith(f"A moderator there can:\n{queue}")


@pytest.mark.parametrize("item", PRIVACY_ITEMS)
def test_every_item_goes_through_the_boundary(item: type[DynamicItem[Any]]) -> None:
    assert getattr(item.callback, "is_guarded", False)
