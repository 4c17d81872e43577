"""What happens to leads by itself: ends, renewals, news to posters, and what Discord deletes."""

from datetime import timedelta

import pytest
from discord.utils import snowflake_time
from simcord.actors import MemberActor

from bot.leads.model.errors import NotYourLead
from bot.leads.model.lead import LeadStatus
from bot.leads.model.looking import MINUTES, minute_of
from bot.leads.service.acting import LeadActing
from bot.leads.service.posting import LeadPosting
from bot.leads.service.upkeep import LeadUpkeep
from bot.servers.service.settings import GuildSettingsService
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk, posted, text
from tests.simulated import Server, labels, said, sent, words

DAY = timedelta(days=1)


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    desk = await make_desk(server, clock)
    await desk.change({"reviews_newcomers": False})
    return desk


def told(who: MemberActor) -> str:
    return text(posted(who.user.dm_channel))


async def test_a_lead_ends_after_thirty_days_and_its_card_says_so(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    await desk.pass_time(29 * DAY)
    assert (await desk.lead(lead.id)).status is LeadStatus.LIVE
    await desk.pass_time(2 * DAY)
    assert (await desk.lead(lead.id)).status is LeadStatus.EXPIRED
    assert "Expired" in words(posted(desk.server.channel)[-1])


async def test_renewing_from_the_message_five_days_before_the_end_gives_thirty_more(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    await desk.pass_time(24 * DAY)
    assert told(desk.server.member) == ""
    await desk.pass_time(2 * DAY)
    assert "Is it still open?" in told(desk.server.member)
    question = posted(desk.server.member.user.dm_channel)[-1]
    assert labels(question) == ["Renew", "Let it go", "See the card"]
    await desk.server.restart()
    await desk.server.member.user.click(question, label="Renew")
    renewed = await desk.lead(lead.id)
    assert renewed.expires_at == desk.clock.now() + 30 * DAY
    assert "Renewed" in told(desk.server.member)
    await desk.pass_time(10 * DAY)
    assert (await desk.lead(lead.id)).status is LeadStatus.LIVE


async def test_letting_it_go_leaves_the_lead_to_its_end(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    await desk.pass_time(26 * DAY)
    await desk.server.member.user.click(posted(desk.server.member.user.dm_channel)[-1], label="Let it go")
    assert "ends on" in told(desk.server.member)
    assert (await desk.lead(lead.id)).expires_at == lead.expires_at


async def test_a_lead_is_asked_about_once(desk: Desk) -> None:
    await desk.share(desk.server.member)
    await desk.pass_time(26 * DAY)
    await desk.upkeep(10)
    assert len(posted(desk.server.member.user.dm_channel)) == 1


async def test_somebody_else_cannot_renew_by_the_same_button(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    await desk.pass_time(26 * DAY)
    with pytest.raises(NotYourLead):
        await desk.services[LeadActing].renew(lead.id, desk.actor(desk.server.other))


async def test_closed_messages_are_no_error_and_are_not_tried_again(desk: Desk) -> None:
    await desk.share(desk.server.member)
    desk.server.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await desk.pass_time(26 * DAY)
    await desk.upkeep(10)
    assert told(desk.server.member) == ""


@pytest.mark.breaks
async def test_a_message_that_failed_is_sent_a_moment_later(desk: Desk) -> None:
    await desk.share(desk.server.member)
    desk.server.env.inject_error("POST", "/channels/*/messages", status=500)
    await desk.pass_time(26 * DAY)
    assert told(desk.server.member) == ""
    await desk.upkeep(2)
    assert len(posted(desk.server.member.user.dm_channel)) == 1


@pytest.mark.breaks
async def test_a_broken_job_ends_neither_the_others_nor_the_loop(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lead = await desk.share(desk.server.member)

    async def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(LeadUpkeep, "end_due", fail)
        await desk.pass_time(26 * DAY)
        assert "ending leads failed; trying again later" in caplog.text
        assert "Is it still open?" in told(desk.server.member)
    await desk.pass_time(5 * DAY)
    assert (await desk.lead(lead.id)).status is LeadStatus.EXPIRED
    assert str(desk.server.member.id) not in caplog.text


@pytest.mark.breaks
async def test_one_notice_that_fails_does_not_hold_up_the_next(desk: Desk) -> None:
    first = await desk.share(desk.server.member)
    second = await desk.share(desk.server.other)
    assert first.card is not None
    path = f"/channels/*/messages/{first.card.message_id}"
    desk.server.env.inject_error("PATCH", path, status=500)
    await desk.pass_time(31 * DAY)
    assert "Expired" in words(posted(desk.server.channel)[-1])
    assert (await desk.lead(second.id)).status is LeadStatus.EXPIRED
    await desk.upkeep(6)
    assert all("Expired" in words(card) for card in posted(desk.server.channel))


async def test_a_deleted_card_is_forgotten_at_its_next_change(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    await desk.moderator.delete(posted(desk.server.channel)[-1])
    await desk.pass_time(31 * DAY)
    after = await desk.lead(lead.id)
    assert after.card is None
    assert after.status is LeadStatus.EXPIRED


async def test_a_deleted_channel_takes_its_cards_and_its_setting_along(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    channel = desk.server.client.get_channel(desk.server.channel.id)
    queue = desk.server.client.get_channel(desk.queue.id)
    assert channel is not None
    assert queue is not None
    await channel.delete()  # type: ignore[union-attr]
    await queue.delete()  # type: ignore[union-attr]
    await desk.settle_listeners()
    settings = await desk.services[GuildSettingsService].get(desk.server.guild.id)
    assert settings.leads_channel_id is None
    assert settings.queue_channel_id is None
    assert (await desk.lead(lead.id)).card is None
    await desk.pass_time(31 * DAY)
    assert (await desk.lead(lead.id)).status is LeadStatus.EXPIRED


async def test_a_deleted_forum_post_is_forgotten(desk: Desk) -> None:
    forum = desk.server.guild.create_forum_channel("leads")
    await desk.server.env.settle()
    await desk.change({"leads_channel_id": forum.id})
    lead = await desk.share(desk.server.member)
    assert lead.card is not None
    guild = desk.server.client.get_guild(desk.server.guild.id)
    assert guild is not None
    thread = guild.get_thread(lead.card.channel_id)
    assert thread is not None
    await thread.delete()
    await desk.settle_listeners()
    await desk.deliver()
    after = await desk.lead(lead.id)
    assert (after.card, after.status) == (None, LeadStatus.HIDDEN)
    assert "Somebody deleted the message of your lead" in told(desk.server.member)
    assert "somebody deleted its message" in text(posted(desk.queue))


async def test_a_card_deleted_by_hand_is_noticed_within_half_a_day_and_its_poster_told(desk: Desk) -> None:
    lead, other = await desk.share(desk.server.member), await desk.share(desk.server.other)
    await desk.moderator.delete(posted(desk.server.channel)[0])
    minutes = (lead.id - minute_of(desk.clock.now())) % MINUTES
    await desk.pass_time(timedelta(minutes=minutes or MINUTES))
    assert (await desk.lead(lead.id)).status is LeadStatus.HIDDEN
    assert (await desk.lead(other.id)).status is LeadStatus.LIVE
    await desk.deliver()
    assert "Somebody deleted the message of your lead" in told(desk.server.member)
    assert told(desk.server.other) == ""
    await desk.moderator.click(posted(desk.queue)[-1], label="Approve")
    await desk.deliver()
    back = await desk.lead(lead.id)
    assert back.status is LeadStatus.LIVE
    assert back.card is not None
    assert back.card.message_id == posted(desk.server.channel)[-1].id


@pytest.mark.breaks
async def test_a_press_on_a_card_that_is_not_recorded_yet_leaves_its_buttons_and_it_is_found_by_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(*_: object) -> bool:
        raise ConnectionError

    desk.clock.move(snowflake_time(desk.server.guild.id) - desk.clock.now())  # by which messages are dated
    with monkeypatch.context() as broken:
        broken.setattr(LeadPosting, "stands", die)
        lead = await desk.share(desk.server.member)
    [card] = posted(desk.server.channel)
    before = labels(card)
    pressed = await desk.server.other.click(card, label="Upvote 0")
    assert "being posted" in said(pressed)
    assert labels(posted(desk.server.channel)[0]) == before
    await desk.upkeep(5)
    assert (await desk.lead(lead.id)).status is LeadStatus.LIVE
    assert [labels(one) for one in posted(desk.server.channel)] == [before]


async def test_where_the_bot_may_not_look_a_lead_stays(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    assert lead.card is not None
    path = f"/channels/*/messages/{lead.card.message_id}"
    desk.server.env.inject_error("GET", path, status=403, code=50001)
    minutes = (lead.id - minute_of(desk.clock.now())) % MINUTES
    await desk.pass_time(timedelta(minutes=minutes or MINUTES))
    assert (await desk.lead(lead.id)).status is LeadStatus.LIVE


async def test_a_deleted_moderator_role_is_forgotten(desk: Desk) -> None:
    role = desk.server.guild.create_role("curators")
    await desk.server.env.settle()
    await desk.change({"moderator_role_id": role.id})
    guild = desk.server.client.get_guild(desk.server.guild.id)
    assert guild is not None
    known = guild.get_role(role.id)
    assert known is not None
    await known.delete()
    await desk.settle_listeners()
    assert (await desk.services[GuildSettingsService].get(desk.server.guild.id)).moderator_role_id is None
    page = await desk.moderator.slash(desk.server.channel, "mod audit")
    assert "changed settings" in words(page)


async def test_leaving_a_server_leaves_the_bot_running(desk: Desk) -> None:
    lead = await desk.share(desk.server.member)
    elsewhere = desk.server.env.create_guild("Other")
    channel = elsewhere.create_text_channel("general")
    member = elsewhere.add_member(desk.server.env.create_user("eve"))
    guild = desk.server.client.get_guild(desk.server.guild.id)
    assert guild is not None
    await guild.leave()
    await desk.server.env.settle()
    await desk.pass_time(31 * DAY)
    assert (await desk.lead(lead.id)).status is LeadStatus.EXPIRED
    assert "What I keep" in words(await member.slash(channel, "privacy"))


async def test_a_lead_shared_while_the_bot_was_down_reaches_the_queue_afterwards(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": True, "queue_channel_id": None})
    lead = await desk.share(desk.server.member)
    await desk.change({"queue_channel_id": desk.queue.id})
    await desk.server.restart()
    await desk.upkeep(2)
    assert len(posted(desk.queue)) == 1
    await desk.moderator.click(posted(desk.queue)[0], label="Approve")
    assert (await desk.lead(lead.id)).status is LeadStatus.LIVE


async def test_the_private_page_of_a_decided_lead_keeps_working(desk: Desk) -> None:
    await desk.change({"reviews_newcomers": True})
    await desk.share(desk.server.member)
    page = await desk.moderator.slash(desk.server.channel, "mod queue")
    await desk.second.click(posted(desk.queue)[0], label="Approve")
    told_second = await desk.moderator.click(sent(page), label="Approve")
    assert "already approved" in "".join(one.content for one in told_second.followups)
