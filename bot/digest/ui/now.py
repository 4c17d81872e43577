"""Post today's digest because a moderator asks for it."""

from bot.digest.service.digests import DigestService
from bot.digest.ui.posting import carry_out
from bot.kit.errors import NotInServer
from bot.kit.ui.client import Interaction
from bot.kit.ui.installs import server
from bot.servers.ui.who import moderator


async def post_now(interaction: Interaction) -> None:
    """Post it, and tell the moderator where it is or why it can't be; the scheduled one of today then does not come.

    Raises NotModerator, NoDigestChannel, DigestAlreadyPosted and DigestUnderWay.
    """
    actor = await moderator(interaction)
    guild = server(interaction)
    if guild is None:
        raise NotInServer
    await interaction.response.defer(ephemeral=True, thinking=True)
    claim = await interaction.client.services[DigestService].claim_today(actor)
    done = await carry_out(interaction.client, guild, claim)
    if not isinstance(done, str):
        url = f"https://discord.com/channels/{actor.guild_id}/{done.channel_id}/{done.message_id}"
        done = f"Posted: {url} It counts as today’s digest; the next one comes tomorrow."
    await interaction.followup.send(done, ephemeral=True)
