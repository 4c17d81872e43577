"""A server of which the bot knows nothing yet, or in which it is not: what is said names the real cause."""

from bot.leads.service.browsing import LeadBrowsing
from tests.fakes import FakeClock
from tests.leads.steps import press, preview
from tests.moderation.desk import make_desk, posted
from tests.simulated import Server, said, words


async def test_a_server_that_is_not_heard_from_is_said_to_be_so_and_moderators_stay_moderators(
    server: Server, clock: FakeClock
) -> None:
    role = server.guild.create_role("curators")
    rita = server.guild.add_member(server.env.create_user("rita"), roles=[role])
    desk = await make_desk(server, clock)
    await desk.change({"moderator_role_id": role.id, "digest_channel_id": server.channel.id})
    await desk.share(server.member)
    guilds = server.client._connection._guilds
    for is_known, told in ((True, "I have not heard from this server yet"), (False, "I am not in that server")):
        known = guilds[server.guild.id]
        known.unavailable = True
        if not is_known:
            del guilds[server.guild.id]
        form = await rita.click(posted(desk.queue)[-1], label="Reject…")
        assert form.modal is not None, said(form)
        panel = await desk.moderator.slash(server.channel, "setup")
        if is_known:
            assert "I have not heard from this server yet" in words(panel)
        else:
            add_me = f"https://discord.com/oauth2/authorize?client_id={server.client.application_id}&scope=bot+"
            assert "Only my commands are in this server" in said(panel)
            assert add_me in said(panel)
        assert told in said(await desk.moderator.slash(server.channel, "digest now"))
        shown = await preview(server, server.other)
        assert told in said(await press(server.other, shown, "post"))
        assert (await desk.services[LeadBrowsing].mine(desk.actor(server.other))).leads == ()
        known.unavailable = False
        guilds[server.guild.id] = known
    assert "Posted" in said(await desk.moderator.slash(server.channel, "digest now")), "nothing was spoiled"
