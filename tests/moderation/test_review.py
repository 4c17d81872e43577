"""The queue: what waits is shown to moderators, decided once, and told to the poster."""

import asyncio
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord.ui import DynamicItem

from bot.kit.ui.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT
from bot.leads.model.draft import LeadDraft
from bot.leads.model.errands import queue_card_of
from bot.leads.model.lead import LeadKind, LeadStatus, ReportReason, Tie
from bot.leads.service.acting import LeadActing
from bot.leads.service.sharing import LeadSharing
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.review import ReviewService
from bot.moderation.ui.custom_ids import REVIEW
from bot.moderation.wiring import MODERATION
from bot.outbox.model.job import JobState
from bot.outbox.service import Outbox
from bot.outbox.ui.running import deliver_now
from bot.servers.model.audit import Act
from bot.servers.model.notices import ServerNoticeKind
from bot.servers.service.notices import ServerNoticeService
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk, posted, press_together, requests, text
from tests.simulated import Server, components, custom_ids, labels, said, words


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    return await make_desk(server, clock)


async def waiting(desk: Desk) -> tuple[int, discord.Message]:
    """Share a newcomer's lead, and return its id and its card in the queue."""
    lead = await desk.share(desk.server.member)
    return lead.id, posted(desk.queue)[-1]


async def test_a_newcomers_lead_waits_in_the_queue_with_its_reason(desk: Desk) -> None:
    lead_id, card = await waiting(desk)
    assert "first lead in this server" in words(card)
    assert "Coast Health" in words(card)
    assert labels(card)[:4] == ["Approve", "Reject…", "Block domain", "Block poster"]
    assert posted(desk.server.channel) == []
    queue_card = (await desk.lead(lead_id)).queue_card
    assert queue_card is not None
    assert queue_card.message_id == card.id


async def test_approving_after_a_restart_posts_the_card_and_tells_the_poster(desk: Desk) -> None:
    lead_id, card = await waiting(desk)
    await desk.server.restart()
    await desk.moderator.click(card, label="Approve")
    assert (await desk.lead(lead_id)).status is LeadStatus.LIVE
    assert "Coast Health" in words(desk.server.newest)
    decided = posted(desk.queue)[-1]
    assert "A moderator approved this lead." in words(decided)
    assert "Approve" not in labels(decided)
    await desk.upkeep()
    assert "was approved and is live" in text(posted(desk.server.member.user.dm_channel))
    assert len(posted(desk.server.channel)) == 1


async def test_a_rejection_gives_its_reason_to_the_poster_alone(desk: Desk) -> None:
    lead_id, card = await waiting(desk)
    form = await desk.moderator.click(card, label="Reject…")
    await desk.moderator.submit_modal(form, {"reason": "It asks for **a fee**.\nSee @everyone"})
    assert (await desk.lead(lead_id)).status is LeadStatus.REJECTED
    assert posted(desk.server.channel) == []
    await desk.upkeep()
    told = text(posted(desk.server.member.user.dm_channel))
    assert "It asks for \\*\\*a fee\\*\\*. See \\@everyone" in told
    assert str(desk.moderator.id) not in told
    assert "a fee" not in text(posted(desk.queue))


async def test_a_member_who_is_no_moderator_is_refused_kindly(desk: Desk) -> None:
    lead_id, card = await waiting(desk)
    for label in ("Approve", "Reject…", "Block domain", "Block poster"):
        result = await desk.server.other.click(card, label=label)
        assert result.ephemeral
        assert "for the moderators of this server" in said(result)
    assert (await desk.lead(lead_id)).status is LeadStatus.PENDING


async def test_the_configured_role_may_moderate_without_any_permission(desk: Desk) -> None:
    role = desk.server.guild.create_role("curators")
    helper = desk.server.guild.add_member(desk.server.env.create_user("kim"), roles=[role])
    await desk.change({"moderator_role_id": role.id})
    lead_id, card = await waiting(desk)
    await helper.click(card, label="Approve")
    assert (await desk.lead(lead_id)).status is LeadStatus.LIVE


async def test_who_may_tidy_up_one_channel_is_no_moderator_by_that(desk: Desk) -> None:
    overwrites: dict[Any, discord.PermissionOverwrite] = {
        desk.server.other: discord.PermissionOverwrite(manage_messages=True)
    }
    own = desk.server.guild.create_text_channel("own", overwrites=overwrites)
    await desk.change({"queue_channel_id": own.id})
    lead = await desk.share(desk.server.member)
    result = await desk.server.other.click(posted(own)[-1], label="Approve")
    assert "for the moderators" in said(result)
    assert (await desk.lead(lead.id)).status is LeadStatus.PENDING


async def test_two_moderators_at_once_leave_one_decision_and_the_second_is_told_which(desk: Desk) -> None:
    lead_id, card = await waiting(desk)
    form = await desk.second.click(card, label="Reject…")
    await desk.moderator.click(card, label="Approve")
    result = await desk.second.submit_modal(form, {"reason": "Not for us"})
    assert "another moderator has already approved this lead" in said(result)
    assert desk.moderator.name not in said(result)
    assert (await desk.lead(lead_id)).status is LeadStatus.LIVE
    acts = [entry.act for entry in await desk.services[ReviewService].audit(desk.server.guild.id) if entry.lead_id]
    assert acts == [Act.APPROVED]
    assert len(posted(desk.server.channel)) == 1


@pytest.mark.parametrize("what", [("approve", "approve"), ("approve", "domain"), ("poster", "approve")])
async def test_pressing_in_the_same_instant_leaves_one_decision(desk: Desk, what: tuple[str, str]) -> None:
    lead_id, card = await waiting(desk)
    people = (desk.moderator, desk.second)
    seen = (await desk.lead(lead_id)).content.version
    ids = [REVIEW(what=one, lead_id=lead_id, seen=seen) for one in what]
    pressed = await press_together(desk.server, card, list(zip(people, ids, strict=True)))
    assert ["Nothing to decide" in said(result) for result in pressed].count(True) == 1
    acts = [entry for entry in await desk.services[ReviewService].audit(desk.server.guild.id) if entry.lead_id]
    assert len(acts) == 1
    await desk.upkeep(2)
    is_live = (await desk.lead(lead_id)).status is LeadStatus.LIVE
    assert is_live == (acts[0].act is Act.APPROVED)
    assert len(posted(desk.server.channel)) == int(is_live)
    assert len(posted(desk.server.member.user.dm_channel)) == 1


async def test_blocking_the_domain_refuses_its_next_link(desk: Desk) -> None:
    lead_id, card = await waiting(desk)
    await desk.moderator.click(card, label="Block domain")
    assert (await desk.lead(lead_id)).status is LeadStatus.REJECTED
    blocks = await desk.services[BlockService].blocks(desk.server.guild.id)
    assert [block.domain for block in blocks] == ["example.com"]


async def test_blocking_a_pseudonymous_poster_names_nobody(desk: Desk) -> None:
    draft = LeadDraft(token="", title="Quiet", link="https://quiet.example.org/1", is_pseudonymous=True)
    lead = await desk.share(desk.server.member, draft)
    card = posted(desk.queue)[-1]
    assert "Shared pseudonymously" in words(card)
    await desk.moderator.click(card, label="Block poster")
    shown = text(posted(desk.queue)) + "".join(custom_ids(posted(desk.queue)[-1]))
    assert str(desk.server.member.id) not in shown
    assert desk.server.member.name not in shown
    result = await desk.moderator.slash(desk.server.channel, "mod blocks")
    assert f"the poster of lead {lead.id}" in words(result)


async def test_a_lead_without_a_link_offers_no_domain_to_block(desk: Desk) -> None:
    draft = LeadDraft(token="", kind=LeadKind.REFERRAL, title="Ask me", how_to_ask="Write to me here.")
    await desk.share(desk.server.member, draft)
    assert "Block domain" not in labels(posted(desk.queue)[-1])


async def test_reports_hide_a_lead_and_moderators_see_why(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": False, "report_threshold": 1})
    lead = await desk.share(desk.server.member)
    await desk.services[LeadActing].report(lead.id, desk.actor(desk.server.other), ReportReason.COSTS_MONEY)
    await desk.deliver()
    card = posted(desk.queue)[-1]
    assert "members reported it" in words(card)
    assert "1 × it costs the applicant money" in words(card)
    await desk.moderator.click(card, label="Approve")
    assert (await desk.lead(lead.id)).status is LeadStatus.LIVE
    assert len(posted(desk.server.channel)) == 1


async def test_a_lead_reported_again_after_approval_gets_a_new_card_in_the_queue(desk: Desk) -> None:
    lead_id, card = await waiting(desk)
    await desk.moderator.click(card, label="Approve")
    await desk.change({"report_threshold": 1})
    await desk.services[LeadActing].report(lead_id, desk.actor(desk.server.other), ReportReason.GONE)
    await desk.upkeep()
    assert len(posted(desk.queue)) == 2
    assert "Approve" in labels(posted(desk.queue)[-1])


async def test_a_rejected_live_lead_disappears_from_its_card(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": False, "report_threshold": 1})
    lead = await desk.share(desk.server.member)
    await desk.services[LeadActing].report(lead.id, desk.actor(desk.server.other), ReportReason.SPAM)
    await desk.upkeep()
    form = await desk.moderator.click(posted(desk.queue)[-1], label="Reject…")
    await desk.moderator.submit_modal(form, {"reason": "Advertising"})
    assert "Not accepted by the moderators" in words(posted(desk.server.channel)[-1])
    assert "Coast Health" not in words(posted(desk.server.channel)[-1])


@pytest.mark.breaks
async def test_a_500_while_posting_to_the_queue_loses_and_doubles_nothing(desk: Desk) -> None:
    desk.server.env.inject_error("POST", f"/channels/{desk.queue.id}/messages", status=500)
    lead = await desk.share(desk.server.member)
    assert posted(desk.queue) == []
    assert (await desk.lead(lead.id)).queue_card is None
    await desk.upkeep(3)
    assert len(posted(desk.queue)) == 1


@pytest.mark.breaks
async def test_a_500_while_posting_an_approved_card_is_made_good_by_the_upkeep(desk: Desk) -> None:
    lead_id, card = await waiting(desk)
    path = f"/channels/{desk.server.channel.id}/messages"
    desk.server.env.inject_error("POST", path, status=500)
    result = await desk.moderator.click(card, label="Approve")
    assert said(result) == ""
    assert posted(desk.server.channel) == []
    assert "approved" in words(posted(desk.queue)[-1])
    await desk.upkeep(3)
    assert len(posted(desk.server.channel)) == 1
    assert (await desk.lead(lead_id)).card is not None


@pytest.mark.breaks
async def test_a_500_while_showing_the_decision_still_posts_the_card(desk: Desk) -> None:
    _, card = await waiting(desk)
    desk.server.env.inject_error("POST", "/interactions/*/callback", status=500)
    await desk.moderator.click(card, label="Approve")
    await desk.deliver()
    assert len(posted(desk.server.channel)) == 1
    assert "Approve" not in labels(posted(desk.queue)[-1])


async def test_a_queue_channel_that_is_shut_is_told_to_the_owner_once_and_not_asked_each_minute(desk: Desk) -> None:
    shut = discord.PermissionOverwrite(send_messages=False)
    quiet = desk.server.guild.create_text_channel("quiet", overwrites={desk.server.guild.default_role: shut})
    await desk.change({"queue_channel_id": quiet.id})
    lead = await desk.share(desk.server.member)
    await desk.upkeep(3)
    assert requests(desk.server, "POST", f"/channels/{quiet.id}/messages") == 0
    await desk.pass_time(timedelta(days=1))
    [given_up] = await desk.services[Outbox].listed(JobState.GIVEN_UP)
    assert "I may not write in the queue channel" in (given_up.why or "")
    owner = desk.server.env.backend.guilds[desk.server.guild.id].owner_id
    assert owner is not None
    messages = await desk.server.app.client.create_dm(discord.Object(owner))
    [told] = [
        message async for message in messages.history() if "I can’t show it in the queue channel" in message.content
    ]
    await desk.change({"queue_channel_id": desk.queue.id})
    await desk.upkeep()
    assert await desk.services[ServerNoticeService].find(desk.server.guild.id, ServerNoticeKind.QUEUE_SHUT) is None
    assert "/mod queue has it meanwhile" in told.content
    assert len(posted(desk.queue)) == 1
    assert (await desk.lead(lead.id)).status is LeadStatus.PENDING


async def test_a_lost_permission_is_told_to_the_moderator_who_can_mend_it(desk: Desk) -> None:
    lead_id, card = await waiting(desk)
    desk.server.env.inject_error("POST", f"/channels/{desk.server.channel.id}/messages", status=403, code=50013)
    await desk.moderator.click(card, label="Approve")
    await desk.deliver()
    assert (await desk.lead(lead_id)).status is LeadStatus.REFUSED
    assert "*Send Messages*" in posted(desk.queue)[-1].content, "the moderators can mend it"
    assert "could not be posted" in text(posted(desk.server.member.user.dm_channel))


async def test_without_a_queue_channel_leads_wait_in_mod_queue_page_by_page(desk: Desk) -> None:
    await desk.change({"queue_channel_id": None})
    first = await desk.share(desk.server.member)
    second = await desk.share(desk.server.other)
    page = await desk.moderator.slash(desk.server.channel, "mod queue")
    assert page.ephemeral
    assert first.content.title in words(page)
    await desk.moderator.click(page.response, label="Next ›")  # type: ignore[arg-type]
    assert second.content.title in words(page)
    await desk.moderator.click(page.response, label="Approve")  # type: ignore[arg-type]
    assert "A moderator approved this lead." in words(page)
    await desk.moderator.click(page.response, label="Next ›")  # type: ignore[arg-type]
    assert "the last one" in words(page)
    await desk.moderator.click(page.response, label="‹ First")  # type: ignore[arg-type]
    assert first.content.title in words(page)


async def test_a_decision_in_mod_queue_shows_on_the_card_in_the_channel_too(desk: Desk) -> None:
    await waiting(desk)
    page = await desk.moderator.slash(desk.server.channel, "mod queue")
    await desk.moderator.click(page.response, label="Approve")  # type: ignore[arg-type]
    assert "A moderator approved" in words(posted(desk.queue)[-1])


async def test_an_empty_queue_says_so(desk: Desk) -> None:
    page = await desk.moderator.slash(desk.server.channel, "mod queue")
    assert "Nothing waits" in words(page)


async def test_a_deleted_queue_message_is_posted_again_when_the_lead_comes_back(desk: Desk) -> None:
    lead_id, card = await waiting(desk)
    await desk.moderator.delete(card)
    await desk.services[Outbox].ask(queue_card_of(await desk.lead(lead_id)))
    await desk.deliver()
    await desk.deliver()
    assert len(posted(desk.queue)) == 1
    assert posted(desk.queue)[0].id != card.id


async def test_the_longest_lead_keeps_discords_limits(desk: Desk) -> None:
    draft = LeadDraft(
        token="",
        title="*" * 100,
        organization="_" * 80,
        link="https://long.example.com/" + "a" * 1900,
        location="|" * 80,
        pay="~" * 80,
        tie=Tie.OTHER,
    )
    await desk.share(desk.server.member, draft)
    card = posted(desk.queue)[-1]
    assert len(words(card)) <= MESSAGE_TEXT
    assert len(list(components(card))) <= MESSAGE_COMPONENTS
    assert all(len(one) <= 100 for one in custom_ids(card))


@pytest.mark.parametrize("item", MODERATION.items)
def test_every_item_goes_through_the_boundary(item: type[DynamicItem[Any]]) -> None:
    assert getattr(item.callback, "is_guarded", False)


async def test_approving_takes_few_requests(desk: Desk) -> None:
    _, card = await waiting(desk)
    before = len(desk.server.env.http_requests)
    await desk.moderator.click(card, label="Approve")
    await desk.deliver()
    made = len(desk.server.env.http_requests) - before
    assert made == 5, "the answer, the card, the card in the queue, and the poster's channel and message"
    assert requests(desk.server, "POST", f"/channels/{desk.queue.id}/messages") == 1


async def test_a_lead_that_comes_to_the_queue_twice_at_once_has_one_card(desk: Desk) -> None:
    link = "https://jobs.example.com/1"
    draft = LeadDraft(token="t", title="Reviewer", organization="Coast", link=link, page_id="payers", is_free=True)
    shared = await desk.services[LeadSharing].share(draft, desk.actor(desk.server.member), "ann")
    assert shared.lead.status is LeadStatus.PENDING
    await asyncio.gather(*(deliver_now(desk.server.client, queue_card_of(shared.lead)) for _ in range(3)))
    assert len(posted(desk.queue)) == 1
    await desk.services[Outbox].ask(queue_card_of(shared.lead))
    await desk.deliver()
    assert len(posted(desk.queue)) == 1, "it was drawn anew"


async def test_a_lead_whose_text_discord_refuses_stops_none_behind_it_and_can_be_rejected(desk: Desk) -> None:
    await desk.change({"queue_channel_id": None})
    leads = [await desk.share(who) for who in (desk.server.member, desk.server.other)]
    desk.server.env.inject_error("POST", f"/channels/{desk.queue.id}/messages", status=400, code=240000)
    await desk.change({"queue_channel_id": desk.queue.id})
    await desk.deliver()
    cards = posted(desk.queue)
    assert len(cards) == len(leads)
    [refused] = [card for card in cards if "Approve" not in labels(card)]
    assert "Discord takes no message with this link" in words(refused)
    assert "example.com" not in words(refused)
    desk.server.env.inject_error("POST", "/interactions/*/callback", status=400, code=240000)
    page = await desk.moderator.slash(desk.server.channel, "mod queue")
    assert "Next ›" in labels(page), "the next one can be reached"
    assert "Discord takes no message with this link" in words(page)
    form = await desk.moderator.click(refused, label="Reject…")
    await desk.moderator.submit_modal(form, {"reason": "Not a link for us."})
    await desk.deliver()
    assert [labels(card) == [] for card in posted(desk.queue)].count(True) == 1
