from dataclasses import replace

import discord
import pytest
from bot.leads.ui.posting import CannotPost, delete_card, post_card, redraw_card

from bot.kit.errors import TollfreeError
from bot.kit.recent_shares import RecentShares
from tests.discord.conftest import Server, labels, said, words
from tests.discord.leads import configure, only_lead, posted, press, preview, retype


async def forum_with_tag(server: Server, tag: str, *, is_required: bool = False) -> discord.ForumChannel:
    handle = server.guild.create_forum_channel("leads")
    await server.env.settle()
    forum = server.client.get_channel(handle.id)
    assert isinstance(forum, discord.ForumChannel)
    forum._available_tags = {1: discord.ForumTag(name=tag)}
    stored = server.env.backend.get_channel(handle.id)
    stored.available_tags.append({"id": "1", "name": tag, "moderated": False, "emoji_id": None, "emoji_name": None})
    forum._available_tags[1].id = 1
    if is_required:
        forum._flags |= discord.ChannelFlags(require_tag=True).value
    await configure(server, leads_channel_id=handle.id)
    return forum


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


async def test_a_forum_that_wants_a_tag_it_has_not_says_which(server: Server) -> None:
    await forum_with_tag(server, "other things", is_required=True)
    shown = await preview(server)
    told = await press(server.member, shown, "post")
    assert "add one called “Payers and health plans”" in said(told)


async def test_an_archived_post_is_opened_to_be_redrawn(server: Server) -> None:
    await forum_with_tag(server, "other things")
    await press(server.member, await preview(server), "post")
    lead = await only_lead(server)
    assert lead.card is not None
    server.env.inject_error("PATCH", f"/channels/{lead.card.channel_id}/messages/*", status=400, code=50083)
    assert await redraw_card(server.client, lead)
    patched = [entry.path for entry in server.env.http_requests if entry.method == "PATCH"]
    assert f"/channels/{lead.card.channel_id}" in patched


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
    assert "*Send Messages*" in said(told)
    done = await press(server.member, shown, "post")
    assert "It is live" in words(done)


async def test_without_any_channel_a_card_says_what_to_set(server: Server) -> None:
    await configure(server)
    await posted(server)
    lead = await only_lead(server)
    server.env.backend.delete_message(server.channel.id, server.newest.id)
    with pytest.raises(CannotPost, match="No leads channel is set"):
        await post_card(server.client, lead)


async def test_a_card_that_was_deleted_is_posted_anew(server: Server) -> None:
    leads = server.guild.create_text_channel("leads")
    await configure(server, leads_channel_id=leads.id)
    await press(server.member, await preview(server), "post")
    lead = await only_lead(server)
    assert lead.card is not None
    server.env.backend.delete_message(leads.id, lead.card.message_id)
    again = await post_card(server.client, lead)
    assert again.card is not None
    assert again.card.message_id != lead.card.message_id


async def test_a_card_that_is_just_being_posted_is_not_posted_twice(server: Server) -> None:
    leads = server.guild.create_text_channel("leads")
    await configure(server, leads_channel_id=leads.id)
    await press(server.member, await preview(server), "post")
    lead = await only_lead(server)
    stale = replace(lead, card=None)
    assert (await post_card(server.client, stale)).card == lead.card, "it got its card meanwhile"
    server.app.services[RecentShares].claim(("lead", lead.id))
    assert (await post_card(server.client, stale)).card == lead.card
    assert len(leads.history()) == 1


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
    lead = await only_lead(server)
    server.env.backend.delete_channel(leads.id)
    await server.env.settle()
    assert not await redraw_card(server.client, lead)
    listed = await server.other.slash(server.channel, "lead browse")
    assert "UM reviewer" in words(listed)


async def test_deleting_a_card_twice_is_no_error(server: Server) -> None:
    await configure(server)
    await posted(server)
    lead = await only_lead(server)
    assert lead.card is not None
    await delete_card(server.client, lead.card)
    assert server.channel.history() == []
    await delete_card(server.client, lead.card)


async def test_deleting_a_card_in_a_forum_deletes_its_post(server: Server) -> None:
    await forum_with_tag(server, "other things")
    await press(server.member, await preview(server), "post")
    lead = await only_lead(server)
    assert lead.card is not None
    await delete_card(server.client, lead.card)
    assert server.guild.channels["leads"].threads == []


def test_what_keeps_a_card_from_being_posted_is_told_to_people() -> None:
    assert issubclass(CannotPost, TollfreeError)
