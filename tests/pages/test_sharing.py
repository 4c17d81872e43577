import discord

from bot.kit.recent_shares import QUIET_TIME
from tests.fakes import FakeClock
from tests.simulated import Server, press_share, said, sent, share, words


async def test_a_shared_card_is_public_and_names_nobody(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    told = await share(server.member, card)
    assert sent(told).ephemeral
    shared = server.newest
    assert not shared.flags.ephemeral
    assert "Utilization management medical director" in words(shared)
    assert shared.interaction_metadata is None, "Discord ties it to nobody"
    assert str(server.member.id) not in repr([part.to_dict() for part in shared.components])


async def test_a_press_on_a_shared_card_answers_privately(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    await share(server.member, card)
    shared = server.newest
    result = await server.other.click(shared, label="Pay")
    assert result.ephemeral
    assert "**Pay**" in words(result)
    assert "**Could I get it**" in words(server.newest), "the public card stays as it was"


async def test_a_second_press_does_not_post_twice(server: Server, clock: FakeClock) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    await share(server.member, card)
    first = server.newest.id
    again = await share(server.member, card)
    assert "posted here a moment ago" in sent(again).content
    assert server.newest.id == first
    clock.move(QUIET_TIME)
    await share(server.member, card)
    assert server.newest.id != first


async def test_a_compared_picture_is_shared_with_it(server: Server) -> None:
    card = await server.member.slash(server.channel, "compare", a="UM", b="physician-advisor")
    await share(server.member, card)
    assert [attachment.filename for attachment in server.newest.attachments] == ["pay-1.png"]


async def test_a_member_who_may_not_write_here_may_not_share(server: Server) -> None:
    quiet = server.guild.create_text_channel(
        "announcements", overwrites={server.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    card = await server.member.slash(quiet, "role", name="um-medical-director")
    told = await press_share(server.member, card)
    assert "You may not write in this channel" in sent(told).content


async def test_discord_failing_is_told_and_can_be_tried_again(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    server.env.inject_error("POST", f"/channels/{server.channel.id}/messages", status=500, times=None)
    told = await share(server.member, card)
    assert "Discord did not take my answer" in said(told)
    server.env.backend.faults.clear()
    await share(server.member, card)
    assert "Utilization management" in words(server.newest)


async def test_a_missing_permission_is_told_with_what_to_grant(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    server.env.inject_error("POST", f"/channels/{server.channel.id}/messages", status=403, code=50013)
    told = await share(server.member, card)
    assert "Ask a moderator to give me *View Channel*" in said(told)


async def test_sharing_asks_once_and_says_where(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    asked = await press_share(server.member, card)
    assert asked.ephemeral
    assert f"Post this in <#{server.channel.id}>? Everyone there can read it. Your name is not on it." in words(asked)
    assert server.channel.last_message is None, "nothing is posted by asking"


async def test_what_was_posted_can_be_taken_back_and_posted_again(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    told = await share(server.member, card)
    posted = server.newest.id
    back = await server.member.click(sent(told), label="Take it back")
    assert "Taken back" in words(back)
    assert server.channel.last_message is None or server.newest.id != posted
    again = await share(server.member, card)
    assert "Posted in" in words(again)


async def test_taking_back_what_a_moderator_deleted_is_no_error(server: Server) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    told = await share(server.member, card)
    await server.newest.delete()
    back = await server.member.click(sent(told), label="Take it back")
    assert "Taken back" in words(back)
