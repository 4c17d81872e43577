"""`/digest`, for moderators."""

from discord import app_commands
from discord.ext import commands
from discord.utils import format_dt

from bot.digest.service.digests import DigestService
from bot.digest.ui.now import post_now
from bot.digest.ui.previewing import preview_view
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.knowledge.library import Library
from bot.servers.ui.who import moderator


@app_commands.default_permissions(manage_messages=True)
class DigestCog(commands.GroupCog, name="digest", description="For moderators: the daily digest of this server"):
    """Shows and steers the digest of a server; `cogs.digest_upkeep` posts it."""

    def __init__(self, client: TollfreeClient) -> None:
        super().__init__()
        self._digests = client.services[DigestService]

    @app_commands.command(name="preview", description="What the digest would say now; only you see it")
    async def preview(self, interaction: Interaction) -> None:
        """Show it privately."""
        actor = await moderator(interaction)
        content = await self._digests.preview(actor.guild_id)
        standing = await self._digests.standing(actor.guild_id)
        services = interaction.client.services
        view = preview_view(services[Library].current, content, standing, services.clock.now())
        view.stop()  # its items are dynamic
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(name="now", description="Post today’s digest at once, if it is not posted yet")
    async def now(self, interaction: Interaction) -> None:
        """Post it; the scheduled one of today then does not come."""
        await post_now(interaction)

    @app_commands.command(name="pause", description="No digest until you resume it")
    async def pause(self, interaction: Interaction) -> None:
        """Pause it."""
        await self._digests.pause(await moderator(interaction))
        await interaction.response.send_message(
            "The digest is paused. /digest resume brings it back; nothing else changes.", ephemeral=True
        )

    @app_commands.command(name="resume", description="Post the digest again, from its next time on")
    async def resume(self, interaction: Interaction) -> None:
        """Resume it."""
        plan = await self._digests.resume(await moderator(interaction))
        is_owed = plan.next_at <= interaction.client.services.clock.now()
        when = "within a minute: today’s was begun" if is_owed else format_dt(plan.next_at, "F")
        await interaction.response.send_message(f"The digest is on again. The next one comes {when}.", ephemeral=True)


async def setup(client: TollfreeClient) -> None:
    """Add the cog; Discord hides the group from members without *Manage Messages*, unless a server allows a role."""
    await client.add_cog(DigestCog(client))
