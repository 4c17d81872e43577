"""The daily message where Discord, the network or the process fails, or somebody has left."""

import pytest

from bot.following.service.delivery import LEASE, FollowDelivery
from bot.kit.actors import Actor
from bot.outbox.ui import courier
from bot.privacy.service import PrivacyService
from cogs.following_upkeep import MOST_FIRST_A_MINUTE
from tests.following.told import (
    DAY,
    HOUR,
    MINUTE,
    SECTOR,
    SENDING,
    Elsewhere,
    closed,
    follow_and_share,
    follows,
    sendings,
    share_in,
    told,
)
from tests.moderation.desk import Desk
from tests.simulated import labels, said, sent, words


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


@pytest.mark.breaks
async def test_a_press_that_discord_loses_is_answered_kindly(desk: Desk) -> None:
    await follow_and_share(desk)
    await desk.pass_time(HOUR)
    desk.server.env.inject_error("POST", "/interactions/*/*/callback", status=500)
    result = await desk.server.member.user.click(told(desk.server.member)[0], label="Stop these messages")
    assert "Nothing was lost" in said(result)
    assert (await follows(desk).following(desk.server.member.id)).follows == ()
