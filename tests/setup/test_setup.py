"""`/setup`: one private panel, which says at once what is missing."""

from datetime import time, timedelta

import discord
import pytest
from discord.utils import utcnow
from simcord.results import InteractionResult

from bot.servers.service.settings import GuildSettingsService
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk, posted
from tests.simulated import Server, components, labels, said, sent, words


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    return await make_desk(server, clock)


async def panel(desk: Desk, screen: str = "overview") -> InteractionResult:
    result = await desk.moderator.slash(desk.server.channel, "setup")
    assert result.ephemeral
    if screen != "overview":
        await desk.moderator.click(sent(result), custom_id=f"tf1:setup:{screen}")
    return result


async def test_each_setting_is_stored_at_once_and_shown(desk: Desk) -> None:
    result = await panel(desk, "leads")
    forum = desk.server.guild.create_forum_channel("leads")
    role = desk.server.guild.create_role("curators")
    await desk.moderator.select(sent(result), [forum], custom_id="tf1:setting:leads")
    await desk.moderator.select(sent(result), ["7"], custom_id="tf1:setting:membership")
    await desk.moderator.select(sent(result), ["5"], custom_id="tf1:setting:reports")
    await desk.moderator.select(sent(result), ["0"], custom_id="tf1:setting:newcomers")
    assert chosen(result)["tf1:setting:membership"] == ["7"]
    assert chosen(result)["tf1:setting:reports"] == ["5"]
    await desk.moderator.click(sent(result), label="‹ Overview")
    await desk.moderator.click(sent(result), custom_id="tf1:setup:moderators")
    await desk.moderator.select(sent(result), [desk.queue], custom_id="tf1:setting:queue")
    await desk.moderator.select(sent(result), [role], custom_id="tf1:setting:role")
    settings = await desk.services[GuildSettingsService].get(desk.server.guild.id)
    assert settings.leads_channel_id == forum.id
    assert settings.queue_channel_id == desk.queue.id
    assert settings.moderator_role_id == role.id
    assert settings.minimum_membership == timedelta(days=7)
    assert settings.report_threshold == 5
    assert not settings.reviews_newcomers


async def test_the_digest_is_set_by_channel_zone_and_time_and_the_panel_says_when_it_comes(desk: Desk) -> None:
    result = await panel(desk, "digest")
    assert "none is posted" in words(result)
    await desk.moderator.select(sent(result), [desk.server.channel], custom_id="tf1:setting:digest")
    await desk.moderator.select(sent(result), ["America/Chicago"], custom_id="tf1:setting:zone")
    await desk.moderator.select(sent(result), ["420"], custom_id="tf1:setting:time")
    assert chosen(result)["tf1:setting:time"] == ["420"]
    settings = await desk.services[GuildSettingsService].get(desk.server.guild.id)
    assert settings.digest_channel_id == desk.server.channel.id
    assert (settings.time_zone, settings.digest_time) == ("America/Chicago", time(7))
    assert "It is 06:00 there now" in words(result)
    seven_in_chicago = int(desk.clock.now().timestamp()) + 3600
    assert f"The next one comes <t:{seven_in_chicago}:F>" in words(result)
    await desk.moderator.click(sent(result), label="‹ Overview")
    assert f"{desk.server.channel.mention} at 07:00, Chicago time" in words(result)


async def test_any_zone_and_any_minute_can_be_typed(desk: Desk) -> None:
    offered = await desk.moderator.autocomplete(desk.server.channel, "setup", "time_zone", "kathm")
    assert [choice["value"] for choice in offered] == ["Asia/Kathmandu"]
    assert "17:45" in offered[0]["name"]
    result = await desk.moderator.slash(desk.server.channel, "setup", time_zone="Asia/Kathmandu", digest_time="7:30 am")
    assert chosen(result)["tf1:setting:zone"] == ["Asia/Kathmandu"]
    assert chosen(result)["tf1:setting:time"] == ["450"]
    settings = await desk.services[GuildSettingsService].get(desk.server.guild.id)
    assert settings.digest_time == time(7, 30)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"time_zone": "Atlantis"}, "can’t tell which time zone “Atlantis” is"),
        ({"time_zone": "america"}, "can’t tell which time zone"),
        ({"digest_time": "25:00"}, "can’t read that as a time of day"),
        ({"digest_time": "soon"}, "can’t read that as a time of day"),
        ({"digest_time": "13 pm"}, "can’t read that as a time of day"),
    ],
)
async def test_what_cannot_be_read_is_said_and_changes_nothing(desk: Desk, given: dict[str, str], told: str) -> None:
    before = await desk.services[GuildSettingsService].get(desk.server.guild.id)
    assert told in said(await desk.moderator.slash(desk.server.channel, "setup", **given))
    assert await desk.services[GuildSettingsService].get(desk.server.guild.id) == before


async def test_a_city_that_was_typed_without_choosing_is_understood(desk: Desk) -> None:
    await desk.moderator.slash(desk.server.channel, "setup", time_zone="chicago")
    assert (await desk.services[GuildSettingsService].get(desk.server.guild.id)).time_zone == "America/Chicago"


async def test_the_panel_works_after_a_restart(desk: Desk) -> None:
    result = await panel(desk, "leads")
    await desk.server.restart()
    await desk.moderator.select(sent(result), ["10"], custom_id="tf1:setting:reports")
    assert (await desk.services[GuildSettingsService].get(desk.server.guild.id)).report_threshold == 10


async def test_a_channel_is_taken_away_by_choosing_none(desk: Desk) -> None:
    result = await panel(desk, "moderators")
    await desk.moderator.select(sent(result), [], custom_id="tf1:setting:queue")
    assert (await desk.services[GuildSettingsService].get(desk.server.guild.id)).queue_channel_id is None


async def test_the_overview_says_which_permission_is_missing_where(desk: Desk) -> None:
    everyone = desk.server.guild.default_role
    deny = discord.PermissionOverwrite(send_messages=False)
    silent = desk.server.guild.create_text_channel("silent", overwrites={everyone: deny})
    result = await panel(desk)
    assert "Send Messages" not in words(result)
    assert f"Everybody can read {desk.queue.mention}" in words(result)
    await desk.change({"leads_channel_id": silent.id, "digest_channel_id": silent.id})
    result = await panel(desk)
    assert words(result).count(f"I lack *Send Messages* in {silent.mention}") == 2
    guild = desk.server.client.get_guild(desk.server.guild.id)
    assert guild is not None
    guild.me.timed_out_until = utcnow() + timedelta(days=1)
    result = await panel(desk)
    assert "I lack" not in words(result)
    assert words(result).count("I am timed out in this server") == 3


async def test_a_deleted_role_is_named_as_gone_and_the_panel_still_opens(desk: Desk) -> None:
    await desk.change({"moderator_role_id": 4242, "leads_channel_id": 4243, "digest_channel_id": 4244})
    result = await panel(desk)
    assert "That role is gone" in words(result)
    assert "That channel is gone" in words(result)
    assert "The digest’s channel is gone" in words(result)
    for screen in ("leads", "digest", "moderators"):
        assert "gone" in words(await panel(desk, screen))
    await desk.change({"moderator_role_id": desk.server.guild.id})
    assert "this role lets nobody review" in words(await panel(desk, "moderators"))


async def test_the_test_posts_in_each_channel_and_leaves_nothing_behind(desk: Desk) -> None:
    forum = desk.server.guild.create_forum_channel("leads")
    await desk.change({"leads_channel_id": forum.id, "digest_channel_id": desk.server.channel.id})
    result = await panel(desk)
    await desk.moderator.click(sent(result), label="Test it")
    for name in ("Leads", "Digest"):
        assert f"✅ {name}: I posted a line and removed it." in words(result)
    assert f"⚠️ Queue: Everybody can read {desk.queue.mention}" in words(result)
    assert posted(desk.server.channel) == []


async def test_the_test_tells_what_discord_refused(desk: Desk) -> None:
    await desk.change({"digest_channel_id": desk.server.channel.id, "leads_channel_id": None})
    desk.server.env.inject_error("POST", f"/channels/{desk.server.channel.id}/messages", status=403, code=50013)
    result = await panel(desk)
    await desk.moderator.click(sent(result), label="Test it")
    [line] = [line for line in words(result).splitlines() if line.startswith("⚠️ Digest:")]
    assert "I lack a permission in that channel. Give me *View Channel* and *Send Messages* there." in line


async def test_with_nothing_set_the_test_says_so(server: Server) -> None:
    role = server.guild.create_role("boss", permissions=discord.Permissions(manage_guild=True))
    boss = server.guild.add_member(server.env.create_user("bea"), roles=[role])
    result = await boss.slash(server.channel, "setup")
    assert labels(result) == ["Change", "Change", "Change", "Change", "Test it"]
    assert "Not set: no digest is posted." in words(result)
    await boss.click(sent(result), label="Test it")
    assert "nothing to test" in words(result)


async def test_only_who_manages_the_server_may_open_it_or_use_it(desk: Desk) -> None:
    definition = next(one for one in desk.server.client.tree.get_commands() if one.name == "setup")
    assert definition.default_permissions == discord.Permissions(manage_guild=True)
    role = desk.server.guild.create_role("janitors", permissions=discord.Permissions(manage_messages=True))
    janitor = desk.server.guild.add_member(desk.server.env.create_user("jan"), roles=[role])
    definition.default_permissions = None
    await desk.server.client.sync_commands(force=True)
    assert "*Manage Server*" in said(await janitor.slash(desk.server.channel, "setup"))


def chosen(result: InteractionResult) -> dict[str, list[str]]:
    return {
        part["custom_id"]: [one["value"] for one in part["options"] if one.get("default")]
        for part in components(result)
        if part["type"] == 3
    }


async def test_no_screen_has_more_than_a_phone_can_bear(desk: Desk) -> None:
    for screen in ("leads", "digest", "moderators"):
        result = await panel(desk, screen)
        assert sum(part["type"] == 3 for part in components(result)) <= 4
