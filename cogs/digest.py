"""`/digest`, and the digest itself: once a day for each server, at its own local time."""

import logging
from functools import partial

from discord import app_commands
from discord.ext import commands, tasks
from discord.utils import format_dt

from bot.digest.service.digests import DigestService
from bot.digest.ui.now import post_now
from bot.digest.ui.posting import post_due
from bot.digest.ui.previewing import preview_view
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.kit.ui.periodic import attempt, run_jobs
from bot.knowledge.library import Library
from bot.pages.service.reviews import PageReviewService
from bot.servers.model.notices import ServerNotice
from bot.servers.service.notices import ServerNoticeService
from bot.servers.ui.telling import tell_moderators_once
from bot.servers.ui.who import moderator

log = logging.getLogger(__name__)


@app_commands.default_permissions(manage_messages=True)
class DigestCog(commands.GroupCog, name="digest", description="For moderators: the daily digest of this server"):
    """Asks the database every minute which digests are due; any number of processes may."""

    def __init__(self, client: TollfreeClient) -> None:
        super().__init__()
        self._client = client
        self._digests = client.services[DigestService]

    async def cog_load(self) -> None:
        """Begin."""
        self.tick.start()

    async def cog_unload(self) -> None:
        """Stop."""
        self.tick.cancel()

    @tasks.loop(minutes=1)
    async def tick(self) -> None:
        """Do every job once; one that fails ends neither the others nor the loop."""
        if self._client.is_ready():
            await run_jobs(
                {
                    "noting reviewed pages": self._client.services[PageReviewService].note,
                    "posting digests": self._post_due,
                    "telling moderators": self._tell_moderators,
                },
                self._client.services.meter,
            )

    async def _post_due(self) -> None:
        for guild_id in await self._digests.due_servers():
            if self._client.serves(guild_id):
                await attempt(partial(post_due, self._client, guild_id), "a server’s digest failed")

    async def _tell_moderators(self) -> None:
        for notice in await self._client.services[ServerNoticeService].waiting():
            if self._client.serves(notice.guild_id):
                await attempt(partial(self._tell, notice), f"the notice “{notice.kind}” failed")

    async def _tell(self, notice: ServerNotice) -> None:
        notices = self._client.services[ServerNoticeService]
        if await notices.claim(notice):
            await tell_moderators_once(self._client, notice)
            await notices.told(notice)

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
