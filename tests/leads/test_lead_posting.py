from datetime import timedelta

import discord
import pytest
from simcord.backend.models.channel import Channel
from simcord.builders import ChannelHandle

from bot.kit.actors import Actor
from bot.leads.model.errands import CARD, card_of
from bot.leads.model.lead import Lead, LeadStatus
from bot.leads.service.acting import LeadActing
from bot.leads.service.browsing import LeadBrowsing
from bot.outbox.model.errands import deletion
from bot.outbox.model.job import JobState
from bot.outbox.service import Outbox
from bot.outbox.ui.running import deliver_now
from bot.privacy.service import PrivacyService
from tests.fakes import FakeClock
from tests.leads.steps import FORM, configure, only_lead, posted, press, preview, retype
from tests.simulated import Server, labels, said, sent, words


async def forum_with_tag(server: Server, *tags: str, is_required: bool = False) -> discord.ForumChannel:
    handle = server.guild.create_forum_channel("leads")
    await server.env.settle()
    forum = server.client.get_channel(handle.id)
    assert isinstance(forum, discord.ForumChannel)
    stored = server.env.backend.get_channel(handle.id)
    for number, name in enumerate(tags, start=1):
        forum._available_tags[number] = tag = discord.ForumTag(name=name)
        tag.id = number
        stored.available_tags.append(
            {"id": f"{number}", "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}
        )
    if is_required:
        forum._flags |= discord.ChannelFlags(require_tag=True).value
    await configure(server, leads_channel_id=handle.id)
    return forum


async def own_lead(server: Server) -> Lead:
    [lead] = (await server.app.services[LeadBrowsing].mine(Actor(server.guild.id, server.member.id))).leads
    return lead


def newest_in(channel: ChannelHandle) -> discord.Message:
    assert channel.last_message is not None
    return channel.last_message


def label(post: Channel) -> tuple[str | None, bool]:
    """Return what a forum's list shows of a post: its title, and whether it lies in the archive."""
    assert post.thread_metadata is not None
    return post.name, post.thread_metadata.archived


async def edit_in_mine(server: Server, **typed: str) -> None:
    mine = await server.member.slash(server.channel, "lead mine")
    shown = await press(server.member, await press(server.member, mine, "open"), "edit")
    shown = await retype(server.member, await press(server.member, shown, "edit"), **typed)
    await press(server.member, shown, "post")


async def pass_hour(server: Server) -> None:
    clock = server.app.services.clock
    assert isinstance(clock, FakeClock)
    clock.move(timedelta(hours=1))
    await server.deliver()


async def test_the_card_goes_to_the_leads_channel(server: Server) -> None:
    leads = server.guild.create_text_channel("leads")
    await configure(server, leads_channel_id=leads.id)
    done = await press(server.member, await preview(server), "post")
    assert server.channel.history() == []
    card = leads.last_message
    assert card is not None
    assert "UM reviewer" in words(card)
    assert card.jump_url in words(done)
    await press(server.other, card, "up")
    assert leads.last_message is not None
    assert "Upvote 1" in labels(leads.last_message)


async def test_a_forum_gets_a_post_with_the_sectors_tag(server: Server) -> None:
    forum = await forum_with_tag(server, "payers and health plans")
    done = await press(server.member, await preview(server), "post")
    assert "It is live" in words(done)
    lead = await only_lead(server)
    assert lead.card is not None
    thread = server.env.backend.get_channel(lead.card.channel_id)
    assert (thread.parent_id, thread.name) == (forum.id, "UM reviewer, part-time")
    assert thread.applied_tags == [1]


async def test_a_card_in_a_forum_is_voted_on_and_redrawn(server: Server) -> None:
    await forum_with_tag(server, "other things")
    await press(server.member, await preview(server), "post")
    lead = await only_lead(server)
    assert lead.card is not None
    (thread,) = server.guild.channels["leads"].threads
    card = thread.last_message
    assert card is not None
    await press(server.other, card, "up")
    redrawn = thread.last_message
    assert redrawn is not None
    assert "Upvote 1" in labels(redrawn)


MANY = [*(f"Tag {number}" for number in range(18)), "Plans", "Payers, plans, more"]


@pytest.mark.parametrize(("tags", "chosen"), [(["other things"], 1), (["payers"], 1), (MANY, 20)])
async def test_a_forum_that_wants_a_tag_gets_the_best_or_the_first(
    server: Server, tags: list[str], chosen: int
) -> None:
    await forum_with_tag(server, *tags, is_required=True)
    done = await press(server.member, await preview(server), "post")
    assert "It is live" in words(done)
    lead = await only_lead(server)
    assert lead.card is not None
    assert server.env.backend.get_channel(lead.card.channel_id).applied_tags == [chosen]


async def test_a_forum_that_wants_a_tag_and_has_none_is_told_before_anything_is_stored(server: Server) -> None:
    forum = await forum_with_tag(server, "other things", is_required=True)
    forum._available_tags = {}
    told = await press(server.member, await preview(server), "post")
    assert "wants a tag on each post" in said(told)


async def test_a_forum_that_refuses_for_want_of_a_tag_takes_the_lead_back(server: Server) -> None:
    forum = await forum_with_tag(server, "other things")
    server.env.inject_error("POST", f"/channels/{forum.id}/threads", status=400, code=40067)
    told = await press(server.member, await preview(server), "post")
    assert "Add a tag" in words(told)
    assert (await own_lead(server)).status is LeadStatus.REFUSED


@pytest.mark.parametrize("code", [240000, 200000, 160006, 50083, 50035])
async def test_what_discord_refuses_for_good_is_tried_once_and_taken_back(server: Server, code: int) -> None:
    await configure(server)
    shown = await preview(server)
    path = f"/channels/{server.channel.id}/messages"
    server.env.inject_error("POST", path, status=400, code=code, times=None)
    told = await press(server.member, shown, "post")
    assert "It could not be posted" in words(told)
    for _ in range(3):
        await server.deliver()
    tries = [one for one in server.env.http_requests if one.method == "POST" and one.path == path]
    assert len(tries) == 1
    lead = await own_lead(server)
    assert lead.status is LeadStatus.REFUSED
    [given_up] = await server.app.services[Outbox].listed(JobState.GIVEN_UP)
    assert given_up.kind == CARD
    server.env.backend.faults.clear()
    mine = await server.member.slash(server.channel, "lead mine")
    again = await press(server.member, await press(server.member, mine, "open"), "edit")
    await press(server.member, again, "post")
    assert (await only_lead(server)).id == lead.id


@pytest.mark.breaks
@pytest.mark.parametrize("status", [401, 403])
async def test_what_is_kept_out_in_front_of_discord_waits_and_is_posted_later(server: Server, status: int) -> None:
    await configure(server)
    shown = await preview(server)
    path = f"/channels/{server.channel.id}/messages"
    server.env.inject_error("POST", path, status=status, code=0, times=None)
    told = await press(server.member, shown, "post")
    assert "It could not be posted" not in words(told)
    assert await server.app.services[Outbox].listed(JobState.GIVEN_UP) == []
    server.env.backend.faults.clear()
    await pass_hour(server)
    assert (await only_lead(server)).status is LeadStatus.LIVE
    assert "UM reviewer" in words(server.newest)


async def test_a_post_follows_its_lead_whoever_drew_the_card(server: Server) -> None:
    await forum_with_tag(server, "other things")
    await press(server.member, await preview(server), "post")
    lead = await only_lead(server)
    assert lead.card is not None
    (thread,) = server.guild.channels["leads"].threads
    post, messages = server.env.backend.get_channel(thread.id), f"/channels/{thread.id}/messages/*"
    server.env.inject_error("PATCH", messages, status=500, times=None)
    await edit_in_mine(server, title="Another title")
    server.env.backend.faults.clear()
    await press(server.other, newest_in(thread), "up")
    await pass_hour(server)
    assert label(post) == ("Another title", False)
    await press(server.member, newest_in(thread), "close")
    await server.deliver()
    assert label(post) == ("Another title", True)
    server.env.inject_error("PATCH", messages, status=400, code=50083)
    await server.app.services[LeadActing].reopen(lead.id, Actor(server.guild.id, server.member.id), is_moderator=False)
    await server.deliver()
    assert label(post) == ("Another title", False)
    known = server.client.get_channel(thread.id)
    assert isinstance(known, discord.Thread)
    await known.edit(archived=True)
    server.env.inject_error("PATCH", messages, status=400, code=50083)
    await edit_in_mine(server, title="A third title")
    await server.deliver()
    assert label(post) == ("A third title", False)
    server.env.inject_error("DELETE", f"/channels/{thread.id}", status=403, code=50013)
    await server.app.services[PrivacyService].forget(server.member.id, delete_leads=True)
    await server.deliver()
    assert (post.name, thread.history()) == ("Removed", []), "only moderators may delete a post"


@pytest.mark.parametrize("wish", ["delete", "keep"])
async def test_who_is_forgotten_reads_which_locked_posts_still_show_them(server: Server, wish: str) -> None:
    await forum_with_tag(server, "other things")
    await press(server.member, await preview(server), "post")
    (thread,) = server.guild.channels["leads"].threads
    known = server.client.get_channel(thread.id)
    assert isinstance(known, discord.Thread)
    await known.edit(archived=True, locked=True)
    for method in ("DELETE", "PATCH"):
        server.env.inject_error(method, f"/channels/{thread.id}", status=403, code=50013, times=None)
    server.env.inject_error("PATCH", f"/channels/{thread.id}/messages/*", status=400, code=50083, times=None)
    shown = await server.member.slash(server.channel, "privacy")
    for step in ("which", wish, f"{wish}-now"):
        shown = await server.member.click(sent(shown), custom_id=f"tf1:privacy:{step}")
    assert f"https://discord.com/channels/{server.guild.id}/{thread.id}/" in words(shown)


async def test_a_lead_from_a_thread_that_was_archived_meanwhile_is_posted_there(server: Server) -> None:
    await configure(server, reviews_newcomers=True)
    channel = server.client.get_channel(server.channel.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="jobs", type=discord.ChannelType.public_thread)
    await server.env.settle()
    (handle,) = server.channel.threads
    form = await server.member.slash(handle, "lead share", topic="um-medical-director")
    shown = await press(server.member, await server.member.submit_modal(form, FORM), "free")
    await press(server.member, shown, "post")
    await thread.edit(archived=True)
    mods = server.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))
    moderator = server.guild.add_member(server.env.create_user("mo"), roles=[mods])
    await moderator.click(sent(await moderator.slash(server.channel, "mod queue")), label="Approve")
    await server.deliver()
    assert (await only_lead(server)).status is LeadStatus.LIVE
    assert "UM reviewer" in words(newest_in(handle))


async def test_a_leads_channel_that_is_gone_is_told_and_the_draft_stays(server: Server) -> None:
    await configure(server, leads_channel_id=12345)
    shown = await preview(server)
    told = await press(server.member, shown, "post")
    assert "The leads channel is gone" in said(told)
    await configure(server, leads_channel_id=None)
    await press(server.member, shown, "post")
    assert "UM reviewer" in words(server.newest)


async def test_a_missing_permission_is_told_before_anything_is_stored(server: Server) -> None:
    leads = server.guild.create_text_channel(
        "leads", overwrites={server.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    await configure(server, leads_channel_id=leads.id)
    told = await press(server.member, await preview(server), "post")
    assert f"I may not post in {leads.mention}" in said(told)
    with pytest.raises(AssertionError):
        await only_lead(server)


async def test_a_refusal_by_discord_is_told_with_what_to_grant_and_can_be_tried_again(server: Server) -> None:
    await configure(server)
    shown = await preview(server)
    server.env.inject_error("POST", f"/channels/{server.channel.id}/messages", status=403, code=50013)
    told = await press(server.member, shown, "post")
    assert "*Send Messages*" in words(told)
    mine = await server.member.slash(server.channel, "lead mine")
    again = await press(server.member, await press(server.member, mine, "open"), "edit")
    done = await press(server.member, again, "post")
    assert "It is live" in words(done)


async def test_a_card_that_is_asked_for_twice_stands_once(server: Server) -> None:
    await configure(server)
    await posted(server)
    lead = await only_lead(server)
    for _ in range(3):
        await server.app.services[Outbox].ask(card_of(lead))
        await server.deliver()
    assert len(server.channel.history()) == 1


async def test_an_edit_redraws_the_card_from_wherever_it_is_made(server: Server) -> None:
    await configure(server)
    await posted(server)
    quiet = server.guild.create_text_channel(
        "news", overwrites={server.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    mine = await server.member.slash(quiet, "lead mine")
    shown = await press(server.member, await press(server.member, mine, "open"), "edit")
    shown = await retype(server.member, await press(server.member, shown, "edit"), title="Another title")
    await press(server.member, shown, "post")
    assert "Another title" in words(server.newest)
    assert quiet.history() == []


async def test_an_edit_that_raises_doubts_takes_the_card_from_members(server: Server) -> None:
    await configure(server)
    await posted(server)
    mine = await server.member.slash(server.channel, "lead mine")
    shown = await press(server.member, await press(server.member, mine, "open"), "edit")
    form = await press(server.member, shown, "edit")
    shown = await retype(server.member, form, link="https://www.linkedln.com/jobs/view/12345")
    assert "looks like a known site" in words(shown)
    await press(server.member, shown, "post")
    assert "Waiting for a moderator" in words(server.newest)
    assert "linkedln" not in words(server.newest)


async def test_a_deleted_channel_leaves_the_lead_and_the_bot(server: Server) -> None:
    leads = server.guild.create_text_channel("leads")
    await configure(server, leads_channel_id=leads.id)
    await press(server.member, await preview(server), "post")
    server.env.backend.delete_channel(leads.id)
    await server.env.settle()
    await server.app.services[Outbox].ask(card_of(await only_lead(server)))
    await server.deliver()
    listed = await server.other.slash(server.channel, "lead browse")
    assert "UM reviewer" in words(listed)


async def test_deleting_a_card_twice_is_no_error(server: Server) -> None:
    await configure(server)
    await posted(server)
    lead = await only_lead(server)
    assert lead.card is not None
    errand = deletion(lead.card, lead.guild_id)
    for _ in range(2):
        await server.app.services[Outbox].ask(errand)
        standing = await deliver_now(server.client, errand)
        assert standing is not None
        assert standing.state is JobState.DONE
        assert server.channel.history() == []


async def test_deleting_a_card_in_a_forum_deletes_its_post(server: Server) -> None:
    await forum_with_tag(server, "other things")
    await press(server.member, await preview(server), "post")
    await server.app.services[PrivacyService].forget(server.member.id, delete_leads=True)
    await server.deliver()
    assert server.guild.channels["leads"].threads == []
