"""A hostile poster: what was approved is what stands, moderators can end it, and blocks hold everywhere."""

from datetime import timedelta

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.leads.model.draft import LeadDraft
from bot.leads.model.lead import Lead, LeadKind, LeadStatus
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.sharing import LeadSharing
from bot.moderation.service.blocks import BlockService
from tests.fakes import FakeClock
from tests.leads.steps import boxes
from tests.moderation.desk import Desk, make_desk, posted, text
from tests.simulated import Server, custom_ids, labels, said, sent, words


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    return await make_desk(server, clock)


async def edit(desk: Desk, who: MemberActor, lead: Lead, **changes: str) -> Lead:
    """Change a lead as its poster."""
    sharing = desk.services[LeadSharing]
    draft = sharing.draft_of(lead, f"edit-{len(changes)}-{lead.id}")
    for name, value in changes.items():
        object.__setattr__(draft, name, value)
    return (await sharing.edit(lead.id, draft, desk.actor(who))).lead


async def opened(desk: Desk, who: MemberActor, lead: Lead) -> InteractionResult:
    """Open a private copy of a lead from the list."""
    listed = await who.slash(desk.server.channel, "lead browse")
    return await who.click(sent(listed), custom_id=f"tf1:lead:open:{lead.id}")


async def test_what_is_approved_is_what_the_moderator_read(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    [card] = posted(desk.queue)
    old = next(one for one in custom_ids(card) if ":approve:" in one)
    await edit(desk, desk.server.member, lead, title="Something else altogether")
    told = await desk.moderator.click(card, custom_id=old)
    assert "has changed it meanwhile" in said(told)
    assert (await desk.lead(lead.id)).status is LeadStatus.PENDING
    [anew] = posted(desk.queue)
    assert "Something else altogether" in words(anew)
    await desk.moderator.click(anew, label="Approve")
    assert (await desk.lead(lead.id)).content.title == "Something else altogether"
    await desk.deliver()
    assert (await desk.lead(lead.id)).status is LeadStatus.LIVE


async def test_another_domain_than_the_moderator_read_is_not_blocked(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    [card] = posted(desk.queue)
    await edit(desk, desk.server.member, lead, link="https://careers.nih.gov/1")
    told = await desk.moderator.click(card, label="Block domain")
    assert "has changed it meanwhile" in said(told)
    assert await desk.services[BlockService].blocks(desk.server.guild.id) == []
    assert "nih.gov" in words(posted(desk.queue)[-1])


JOB = "https://coast-health.example.com/careers?gh_jid=4012345"
SAME_NUMBER = "https://elsewhere.example.net/careers?gh_jid=4012345"
"""Both are known as one job, since a board's number is in both."""


@pytest.mark.parametrize(
    "change",
    [
        {"link": "https://elsewhere.example.net/1"},
        {"link": SAME_NUMBER},
        {"title": "Other"},
        {"organization": "Other"},
    ],
)
async def test_another_link_title_or_organization_is_reviewed_again(desk: Desk, change: dict[str, str]) -> None:
    lead = await desk.share(desk.server.member, LeadDraft(token="", title="Reviewer", link=JOB))
    await desk.moderator.click(posted(desk.queue)[-1], label="Approve")
    await desk.deliver()
    lead = await desk.lead(lead.id)
    changed = await edit(desk, desk.server.member, lead, **change)
    await desk.deliver()
    assert changed.status is LeadStatus.PENDING
    assert "was changed" in words(posted(desk.queue)[-1])
    assert "Waiting for a moderator" in words(desk.server.newest)
    assert "Other" not in words(desk.server.newest)


async def test_another_way_to_ask_is_reviewed_again_where_it_is_all_there_is(desk: Desk) -> None:
    ask = "Ask Dr. Lee at the front desk."
    referral = LeadDraft(token="", title="Referral", link="", how_to_ask=ask, kind=LeadKind.REFERRAL)
    lead = await desk.share(desk.server.member, referral)
    await desk.moderator.click(posted(desk.queue)[-1], label="Approve")
    await desk.deliver()
    changed = await edit(desk, desk.server.member, await desk.lead(lead.id), how_to_ask="Ask somebody else.")
    await desk.deliver()
    assert changed.status is LeadStatus.PENDING
    assert "where it leads" in words(posted(desk.queue)[-1])


async def test_where_nothing_is_reviewed_an_edit_shows_at_once(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": False})
    lead = await desk.share(desk.server.member)
    changed = await edit(desk, desk.server.member, lead, title="Other")
    assert changed.status is LeadStatus.LIVE


@pytest.mark.parametrize("other", ["https://elsewhere.example.net/1", SAME_NUMBER])
async def test_another_link_keeps_no_votes(desk: Desk, other: str) -> None:
    await desk.change({"reviews_newcomers": False})
    lead = await desk.share(desk.server.member, LeadDraft(token="", title="Reviewer", link=JOB))
    await desk.server.other.click(desk.server.newest, label="Upvote 0")
    await edit(desk, desk.server.member, await desk.lead(lead.id), title="Same link")
    assert (await desk.lead(lead.id)).upvotes == 1
    await edit(desk, desk.server.member, await desk.lead(lead.id), link=other)
    assert (await desk.lead(lead.id)).upvotes == 0
    await desk.deliver()
    await desk.server.other.click(desk.server.newest, label="Upvote 0")
    assert (await desk.lead(lead.id)).upvotes == 1, "a new vote counts"


async def test_a_moderator_takes_a_live_lead_down_from_a_private_copy_and_its_poster_hears_why(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": False})
    lead = await desk.share(desk.server.member)
    assert "Moderate" not in labels(await opened(desk, desk.server.other, lead))
    shown = await desk.moderator.click(sent(await opened(desk, desk.moderator, lead)), label="Moderate")
    form = await desk.moderator.click(sent(shown), label="Take it down…")
    await desk.moderator.submit_modal(form, {"reason": "It asks for a fee"})
    await desk.deliver()
    assert (await desk.lead(lead.id)).status is LeadStatus.REJECTED
    assert "Not accepted by the moderators" in words(desk.server.newest)
    assert "It asks for a fee" in text(posted(desk.server.member.user.dm_channel))


async def test_a_moderator_blocks_the_poster_from_the_cards_menu_and_the_block_holds(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": False})
    other = await desk.share(desk.server.member)
    lead = await desk.share(desk.server.member)
    shown = await desk.moderator.context_menu(desk.server.channel, "Moderate this lead", desk.server.newest)
    await desk.moderator.click(sent(shown), label="Take it down, and block its poster")
    await desk.deliver()
    assert (await desk.lead(lead.id)).status is LeadStatus.REJECTED
    assert len(await desk.services[BlockService].blocks(desk.server.guild.id)) == 1
    desk.clock.move(timedelta(days=27))
    told = await desk.server.member.slash(desk.server.channel, "lead renew", lead=str(other.id))
    assert "have stopped leads from you" in said(told)
    await desk.server.member.slash(desk.server.channel, "lead close", lead=str(other.id))
    mine = await desk.server.member.slash(desk.server.channel, "lead mine")
    own = await desk.server.member.click(sent(mine), custom_id=f"tf1:mine:open:{other.id}")
    reopened = await desk.server.member.click(sent(own), label="Reopen")
    assert "have stopped leads from you" in said(reopened)


async def test_a_member_shares_as_many_leads_a_day_as_the_server_takes(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": False, "leads_a_day": 2})
    for _ in range(2):
        await desk.share(desk.server.member)
    with pytest.raises(Exception, match="takes 2 leads a day"):
        await desk.share(desk.server.member)
    await desk.share(desk.server.other)
    desk.clock.move(timedelta(days=1, seconds=1))
    await desk.share(desk.server.member)


async def test_a_message_that_was_deleted_by_hand_hides_its_lead(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": False})
    lead = await desk.share(desk.server.member)
    shown = await opened(desk, desk.server.other, lead)
    await desk.moderator.delete(desk.server.newest)
    await desk.server.other.click(sent(shown), label="Upvote 0")
    await desk.deliver()
    assert (await desk.lead(lead.id)).status is LeadStatus.HIDDEN
    await desk.deliver()
    assert "somebody deleted its message" in words(posted(desk.queue)[-1])
    page = await desk.services[LeadBrowsing].mine(desk.actor(desk.server.member))
    assert len(page.leads) == 1, "nothing is lost"


async def test_who_has_left_is_not_asked_to_renew_and_cannot(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": False})
    lead = await desk.share(desk.server.member)
    await desk.share(desk.server.other)
    await desk.pass_time(timedelta(days=26))
    [question] = posted(desk.server.member.user.dm_channel)
    desk.server.guild.remove_member(desk.server.member)
    told = await desk.server.member.user.click(question, label="Renew")
    assert "no longer both in that server" in said(told)
    assert (await desk.lead(lead.id)).expires_at == lead.expires_at


async def test_who_has_left_before_is_never_asked(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": False})
    await desk.share(desk.server.member)
    desk.server.guild.remove_member(desk.server.member)
    await desk.pass_time(timedelta(days=26))
    assert posted(desk.server.member.user.dm_channel) == []


async def test_the_title_of_another_lead_stays_text_in_an_error(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": False})
    lead = await desk.share(desk.server.member)
    lead = await edit(desk, desk.server.member, lead, title="[click me](https://evil.example)")
    second = await desk.share(desk.server.other)
    with pytest.raises(Exception, match="same job is live") as caught:
        await edit(desk, desk.server.other, second, link=lead.content.link_url or "")
    assert "[click me](" not in str(caught.value)


async def test_a_form_that_was_open_over_a_restart_gets_an_answer_with_what_was_typed(desk: Desk) -> None:
    form = await desk.server.member.slash(desk.server.channel, "lead share", topic="um-medical-director")
    await desk.server.restart()
    typed = {"title": "Kept words", "organization": "Coast"}
    told = await desk.server.member.submit_modal(form, typed)
    assert "restarted while that form was open" in said(told)
    assert "Kept words" in said(told)
    long = await desk.server.member.slash(desk.server.channel, "tollcheck")
    await desk.server.restart()
    told = await desk.server.member.submit_modal(long, dict.fromkeys(boxes(long), "word " * 700))
    assert "in this file" in said(told), "nothing of it is cut"
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.ActionRow(discord.ui.Button(label="Old", custom_id="tf0:lead:up:1")))
    channel = desk.server.client.get_channel(desk.server.channel.id)
    assert isinstance(channel, discord.TextChannel)
    old = await channel.send(view=view)
    assert "older message of mine" in said(await desk.server.member.click(old, label="Old"))
