"""The daily message to followers: one, batched, with a way to stop, whatever fails on the way."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle

from bot.following.service.delivery import LEASE, FollowDelivery
from bot.following.service.following import FollowService
from bot.kit.actors import Actor, CardPlace
from bot.kit.ui.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT
from bot.knowledge.library import Library
from bot.leads.model.lead import Lead
from bot.leads.service.posting import LeadPosting
from bot.leads.service.sharing import LeadSharing
from bot.outbox.ui import courier
from bot.pages.service.reviews import PageReviewService
from bot.pages.storage import PageReviewRepository
from bot.privacy.service import PrivacyService
from bot.servers.service.settings import GuildSettingsService
from cogs.following_upkeep import MOST_FIRST_A_MINUTE
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk, posted, text
from tests.simulated import Server, components, custom_ids, labels, options, said, sent, words

UM = "um-medical-director"
SECTOR = "payers"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SENDING = "/channels/*/messages"


@dataclass
class Elsewhere:
    """A second server, and the same member in it."""

    guild: GuildHandle
    channel: ChannelHandle
    member: MemberActor


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    desk = await make_desk(server, clock)
    await desk.change({"reviews_newcomers": False})
    return desk


@pytest.fixture
def elsewhere(desk: Desk) -> Elsewhere:
    guild = desk.server.env.create_guild("Second home")
    channel = guild.create_text_channel("general")
    return Elsewhere(guild, channel, guild.add_member(desk.server.member.user))


def follows(desk: Desk) -> FollowService:
    return desk.server.app.services[FollowService]


def told(who: MemberActor) -> list[discord.Message]:
    return posted(who.user.dm_channel)


async def follow_and_share(desk: Desk) -> Lead:
    """Let a member follow a sector, and another share a lead in it; the message is due an hour later."""
    await desk.server.member.slash(desk.server.channel, "follow", topic=SECTOR)
    desk.clock.move(MINUTE)
    return await desk.share(desk.server.other)


async def share_in(desk: Desk, place: Elsewhere) -> Lead:
    """Share a lead in the second server, by somebody there."""
    services = desk.services
    await desk.services[GuildSettingsService].change(Actor(place.guild.id, 1), reviews_newcomers=False)
    draft = services[LeadSharing].draft_of(await desk.share(desk.second), "token-of-the-second")
    shared = await services[LeadSharing].share(draft, Actor(place.guild.id, desk.second.id), "dirk", place.channel.id)
    await desk.deliver()
    return shared.lead


def sendings(desk: Desk) -> list[Any]:
    """Return the requests that sent a message to the member."""
    path = f"/channels/{desk.server.member.user.dm_channel.id}/messages"
    return [one for one in desk.server.env.http_requests if one.method == "POST" and one.path == path]


async def test_a_new_lead_is_told_once_at_eight_with_its_card(desk: Desk) -> None:
    lead = await follow_and_share(desk)
    await desk.upkeep(3)
    assert told(desk.server.member) == [], "it is seven o'clock"
    await desk.pass_time(HOUR)
    [message] = told(desk.server.member)
    assert "### Test" in words(message)
    assert "**Payers and health plans** · sector" in words(message)
    assert lead.card is not None
    assert f"**{lead.content.title}** · Coast Health" in words(message)
    assert f"/{lead.card.channel_id}/{lead.card.message_id})" in words(message)
    assert labels(message) == ["Stop these messages", "See what I follow"]
    await desk.upkeep(5)
    await desk.server.restart()
    await desk.upkeep(5)
    await desk.pass_time(DAY)
    assert len(told(desk.server.member)) == 1, "nothing new came since"


async def test_the_message_pings_nobody_names_nobody_and_carries_a_nonce(desk: Desk) -> None:
    await follow_and_share(desk)
    await desk.pass_time(HOUR)
    [request] = sendings(desk)
    assert request.json["allowed_mentions"] == {"parse": []}
    assert request.json["enforce_nonce"] is True
    assert 10 <= len(request.json["nonce"]) <= 25
    assert str(desk.server.member.id) not in json.dumps(request.json)
    assert "tf1:following:stop:2026-11-22" in custom_ids(told(desk.server.member)[0])


async def test_two_servers_come_in_one_message(desk: Desk, elsewhere: Elsewhere) -> None:
    lead = await follow_and_share(desk)
    await elsewhere.member.slash(elsewhere.channel, "follow", topic=SECTOR)
    desk.clock.move(MINUTE)
    other = await share_in(desk, elsewhere)
    await desk.pass_time(HOUR)
    [message] = told(desk.server.member)
    said_ = words(message)
    assert said_.index("### Test") < said_.index(lead.content.title) < said_.index("### Second home")
    assert said_.index("### Second home") < said_.rindex(other.content.title)


async def test_a_page_newly_reviewed_is_told_and_opens_from_the_message(desk: Desk) -> None:
    await desk.server.member.slash(desk.server.channel, "follow", topic=UM)
    desk.clock.move(MINUTE)
    await review(desk, UM)
    await desk.pass_time(HOUR)
    [message] = told(desk.server.member)
    assert "reviewed again" in words(message)
    assert options(message) == [UM]
    await desk.server.restart()
    opened = await desk.server.member.user.select(message, [UM], custom_id="tf1:goto")
    assert "## Utilization management medical director" in words(opened)


async def test_the_button_under_a_digest_follows_its_role_privately(desk: Desk) -> None:
    await desk.change({"digest_channel_id": desk.server.channel.id})
    desk.clock.move(HOUR)
    await desk.upkeep(2)
    digest = desk.server.newest
    result = await desk.server.member.click(digest, label="Follow this role")
    assert result.ephemeral
    assert "You follow" in words(result)
    [follow] = (await follows(desk).following(desk.server.member.id)).follows
    assert f"tf1:follow:{follow.page_id}" in custom_ids(digest)


async def test_nothing_new_sends_nothing(desk: Desk) -> None:
    await desk.server.member.slash(desk.server.channel, "follow", topic=UM)
    await desk.share(desk.server.member)
    await desk.pass_time(3 * DAY)
    assert sendings(desk) == []


async def test_days_without_the_bot_bring_one_message(desk: Desk) -> None:
    await follow_and_share(desk)
    for _ in range(3):
        desk.clock.move(DAY)
        await desk.share(desk.server.other)
    await desk.upkeep(5)
    [message] = told(desk.server.member)
    assert words(message).count("Coast Health") == 4
    assert custom_ids(message)[-2] == "tf1:following:stop:2026-11-25"


async def test_stop_ends_everything_in_place_and_undo_takes_it_back(desk: Desk) -> None:
    lead = await follow_and_share(desk)
    await desk.pass_time(HOUR)
    await desk.server.restart()
    who = desk.server.member
    await who.user.click(told(who)[0], label="Stop these messages")
    [message] = told(who)
    assert "**Stopped.**" in words(message)
    assert lead.content.title in words(message), "the news stay"
    assert labels(message) == ["Undo"]
    assert (await follows(desk).following(who.id)).follows == ()
    desk.clock.move(3 * HOUR)
    await who.user.click(message, label="Undo")
    [message] = told(who)
    assert "as before" in words(message)
    assert labels(message) == ["Stop these messages", "See what I follow"]
    assert options(message) == [SECTOR]
    await desk.share(desk.server.other)
    await desk.pass_time(DAY)
    assert len(told(who)) == 2


async def test_what_is_followed_is_shown_from_the_message(desk: Desk) -> None:
    await follow_and_share(desk)
    await desk.pass_time(HOUR)
    result = await desk.server.member.user.click(told(desk.server.member)[0], label="See what I follow")
    assert "What you follow" in words(result)
    assert len(told(desk.server.member)) == 1


@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_messages_are_tried_once_and_the_news_stand_in_following(desk: Desk, code: int) -> None:
    who, lead = desk.server.member, await closed(desk, code)
    assert len(sendings(desk)) == 1
    result = await who.slash(desk.server.channel, "following")
    assert "was not let through" in words(result)
    assert lead.content.title in words(result)
    assert labels(result) == ["Mark as read", "Try messages again", "Stop all", "Never write to me"]
    opened = await who.select(sent(result), [SECTOR], custom_id="tf1:goto")
    assert "Payers and health plans" in words(opened)


async def closed(desk: Desk, code: int = 50007) -> Lead:
    """Let a message be refused, and days pass."""
    lead = await follow_and_share(desk)
    desk.server.env.inject_error("POST", SENDING, status=403, code=code)
    await desk.pass_time(HOUR)
    await desk.pass_time(3 * DAY)
    await desk.upkeep(3)
    assert told(desk.server.member) == []
    return lead


async def test_news_that_were_read_are_gone_and_new_ones_come(desk: Desk) -> None:
    who, lead = desk.server.member, await closed(desk)
    result = await who.slash(desk.server.channel, "following")
    await who.click(sent(result), label="Mark as read")
    assert lead.content.title not in words(result)
    assert "Nothing that you have not read" in words(result)
    later = await desk.share(desk.server.other)
    assert later.content.title in words(await who.slash(desk.server.channel, "following"))


async def test_messages_come_again_when_the_member_asks(desk: Desk) -> None:
    who, lead = desk.server.member, await closed(desk)
    result = await who.slash(desk.server.channel, "following")
    await who.click(sent(result), label="Try messages again")
    assert "was not let through" not in words(result)
    await desk.upkeep(2)
    [message] = told(who)
    assert lead.content.title in words(message)


@pytest.mark.breaks
async def test_another_refusal_than_closed_messages_is_no_reason_to_give_up(desk: Desk) -> None:
    await follow_and_share(desk)
    desk.server.env.inject_error("POST", SENDING, status=403, code=20026)
    await desk.pass_time(HOUR)
    assert (await follows(desk).following(desk.server.member.id)).dm_closed_at is None
    await desk.pass_time(2 * HOUR)  # they wait for an hour, as Discord wants
    assert len(told(desk.server.member)) == 1


@pytest.mark.breaks
async def test_a_500_loses_and_doubles_nothing(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    await follow_and_share(desk)
    desk.server.env.inject_error("POST", SENDING, status=500)
    await desk.pass_time(HOUR)
    assert told(desk.server.member) == []
    await desk.upkeep(3)
    assert len(told(desk.server.member)) == 1
    first, second = sendings(desk)
    assert first.json["nonce"] == second.json["nonce"], "Discord refuses a double by it"
    assert str(desk.server.member.id) not in caplog.text


@pytest.mark.breaks
@pytest.mark.parametrize("is_stopped", [False, True])
async def test_a_crash_between_sending_and_recording_sends_no_second_message(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, is_stopped: bool
) -> None:
    await follow_and_share(desk)

    async def die(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(FollowDelivery, "sent", die)
        await desk.pass_time(HOUR)
    who = desk.server.member
    assert len(told(who)) == 1
    assert (await follows(desk).following(who.id)).last_sent_at is None
    if is_stopped:
        await who.user.click(told(who)[0], label="Stop these messages")
        await follows(desk).undo(who.id)
    await desk.server.restart()
    await desk.pass_time(LEASE)
    await desk.upkeep(3)
    assert len(told(who)) == 1
    assert (await follows(desk).following(who.id)).last_sent_at is not None
    await desk.share(desk.server.other)
    await desk.pass_time(DAY)
    assert len(told(who)) == 2


@pytest.mark.breaks
async def test_a_crash_before_sending_sends_it_after_the_lease(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await follow_and_share(desk)

    async def die(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(FollowDelivery, "news", die)
        await desk.pass_time(HOUR)
    await desk.server.restart()
    await desk.pass_time(MINUTE)
    assert told(desk.server.member) == [], "another process might still be at it"
    await desk.pass_time(LEASE)
    assert len(told(desk.server.member)) == 1


async def test_who_left_a_server_hears_nothing_of_it_and_loses_what_they_followed_there(
    desk: Desk, elsewhere: Elsewhere
) -> None:
    lead = await follow_and_share(desk)
    await elsewhere.member.slash(elsewhere.channel, "follow", topic=SECTOR)
    desk.clock.move(MINUTE)
    other = await share_in(desk, elsewhere)
    desk.server.guild.remove_member(desk.server.member)
    await desk.pass_time(2 * HOUR)
    [message] = told(desk.server.member)
    assert "### Test" not in words(message)
    assert f"/{lead.guild_id}/" not in words(message)
    assert other.content.title in words(message)
    following = await follows(desk).following(desk.server.member.id)
    assert [follow.guild_id for follow in following.follows] == [elsewhere.guild.id]


async def test_who_left_their_only_server_hears_nothing(desk: Desk) -> None:
    await follow_and_share(desk)
    desk.server.guild.remove_member(desk.server.member)
    await desk.pass_time(HOUR)
    await desk.pass_time(DAY)
    assert sendings(desk) == []
    exported = await desk.services[PrivacyService].export(desk.server.member.id)
    assert exported["follows"] == exported["followers"] == []


async def test_a_server_that_the_bot_left_is_not_told_of(desk: Desk, elsewhere: Elsewhere) -> None:
    await follow_and_share(desk)
    await elsewhere.member.slash(elsewhere.channel, "follow", topic=SECTOR)
    desk.clock.move(MINUTE)
    await share_in(desk, elsewhere)
    guild = desk.server.client.get_guild(elsewhere.guild.id)
    assert guild is not None
    await guild.leave()
    await desk.server.env.settle()
    await desk.pass_time(HOUR)
    [message] = told(desk.server.member)
    assert "Second home" not in words(message)
    assert len((await follows(desk).following(desk.server.member.id)).follows) == 2


@pytest.mark.breaks
async def test_one_who_cannot_be_told_does_not_hold_up_the_next(desk: Desk) -> None:
    await follow_and_share(desk)
    await desk.moderator.slash(desk.server.channel, "follow", topic=SECTOR)
    desk.clock.move(MINUTE)
    await desk.share(desk.server.other)
    path = f"/channels/{desk.server.member.user.dm_channel.id}/messages"
    desk.server.env.inject_error("POST", path, status=500, times=None)
    await desk.pass_time(HOUR)
    assert len(told(desk.moderator)) == 1


async def test_many_followers_are_told_over_several_minutes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier, "MESSAGES_A_MINUTE", 1000)  # its minutes are real ones
    people = [desk.server.guild.add_member(desk.server.env.create_user(f"m{number}")) for number in range(60)]
    for who in people:
        await follows(desk).follow(SECTOR, Actor(desk.server.guild.id, who.id))
    desk.clock.move(MINUTE)
    await desk.share(desk.server.other)
    await desk.pass_time(HOUR)
    assert sum(len(told(who)) for who in people) == MOST_FIRST_A_MINUTE, "new private channels are opened slowly"
    await desk.upkeep(8)
    assert [len(told(who)) for who in people] == [1] * len(people)


async def test_the_longest_message_fits(desk: Desk) -> None:
    base = desk.server.app.services[Library].current
    for role in base.roles_in(SECTOR):
        await follows(desk).follow(role.id, desk.actor(desk.server.member))
    await follows(desk).follow(SECTOR, desk.actor(desk.server.member))
    desk.clock.move(MINUTE)
    template = await desk.share(desk.server.other)
    services = desk.services
    for number, role in enumerate(list(base.roles_in(SECTOR)) * 7):
        draft = services[LeadSharing].draft_of(template, f"long-{number}")
        changes = {"title": "*" * 100, "link": f"https://x{number}.example.org/", "page_id": role.id}
        for name, value in {**changes, "organization": "_" * 80, "location": "[" * 80}.items():
            object.__setattr__(draft, name, value)
        shared = await services[LeadSharing].share(draft, desk.actor(desk.server.other), "bob")
        await services[LeadPosting].stands(shared.lead.id, CardPlace(2**62, 2**62))
    await desk.pass_time(HOUR)
    [message] = told(desk.server.member)
    assert 2500 < len(words(message)) <= MESSAGE_TEXT
    assert len(list(components(message))) <= MESSAGE_COMPONENTS
    assert "more than fits here" in words(message)


async def test_forgetting_a_member_ends_their_messages(desk: Desk) -> None:
    await follow_and_share(desk)
    await desk.services[PrivacyService].forget(desk.server.member.id, delete_leads=True)
    await desk.pass_time(HOUR)
    assert sendings(desk) == []
    assert text(told(desk.server.member)) == ""


@pytest.mark.breaks
async def test_a_press_that_discord_loses_is_answered_kindly(desk: Desk) -> None:
    await follow_and_share(desk)
    await desk.pass_time(HOUR)
    desk.server.env.inject_error("POST", "/interactions/*/*/callback", status=500)
    result = await desk.server.member.user.click(told(desk.server.member)[0], label="Stop these messages")
    assert "Nothing was lost" in said(result)
    assert (await follows(desk).following(desk.server.member.id)).follows == ()


async def review(desk: Desk, page_id: str) -> None:
    """Let a page be reviewed now, after all were seen once."""
    await desk.server.app.services[PageReviewService].note()
    async with desk.server.app.services[FollowService]._storage.writing() as unit:
        await unit[PageReviewRepository].put({page_id: date(2026, 11, 22)}, desk.clock.now())
