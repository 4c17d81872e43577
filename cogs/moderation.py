"""`/mod`: the queue, blocks, the audit log, unsealing."""

import logging

import discord
from discord import app_commands
from discord.ext import commands

from bot.insiders.ui.moderating import show_reports
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.review import ReviewService
from bot.moderation.ui.blocking import block_choices, domain_named
from bot.moderation.ui.moderating import moderate_message
from bot.moderation.ui.pages import show_audit, show_blocks, show_queue
from bot.moderation.ui.unsealing import sealed_choices, unsealing_words
from bot.servers.ui.who import moderator

log = logging.getLogger(__name__)


@app_commands.default_permissions(manage_messages=True)
class ModCog(commands.GroupCog, name="mod", description="For moderators: review leads, block, look things up"):
    """What moderators do; everything is private to who asked."""

    def __init__(self, client: TollfreeClient) -> None:
        super().__init__()
        self._client = client
        self._menu = app_commands.ContextMenu(name="Moderate this lead", callback=moderate_message)
        self._menu.default_permissions = discord.Permissions(manage_messages=True)

    async def cog_load(self) -> None:
        """Add the message menu, which a cog does not bring by itself."""
        self._client.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the message menu away."""
        self._client.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="queue", description="The leads that wait for a moderator, one by one")
    async def queue(self, interaction: Interaction) -> None:
        """Show the first."""
        await show_queue(interaction)

    @app_commands.command(name="audit", description="What moderators did, newest first")
    async def audit(self, interaction: Interaction) -> None:
        """Show the first page."""
        await show_audit(interaction)

    @app_commands.command(name="block", description="Accept no more links to a site")
    @app_commands.describe(domain="A site, such as example.com, or any address on it")
    async def block(self, interaction: Interaction, domain: str) -> None:
        """Block a domain."""
        actor = await moderator(interaction)
        name = domain_named(domain)
        await interaction.client.services[BlockService].block_domain_named(name, actor)
        words = f"Links to **{name}** are refused from now on. Leads that are live stay; /mod unblock takes it back."
        await interaction.response.send_message(words, ephemeral=True)

    @app_commands.command(name="blocks", description="Blocked sites and posters")
    async def blocks(self, interaction: Interaction) -> None:
        """Show the first page."""
        await show_blocks(interaction)

    @app_commands.command(name="unblock", description="Lift a block")
    @app_commands.describe(block="Start typing, and pick one")
    @app_commands.autocomplete(block=block_choices)
    async def unblock(self, interaction: Interaction, block: int) -> None:
        """Lift it."""
        actor = await moderator(interaction)
        lifted = await interaction.client.services[BlockService].unblock(block, actor)
        await interaction.response.send_message(
            f"Lifted: {lifted.domain or f'the poster of lead {lifted.lead_id}'}.", ephemeral=True
        )

    @app_commands.command(name="insiders", description="Counts and reports of /insider; never who asked what")
    async def insiders(self, interaction: Interaction) -> None:
        """Show them."""
        await show_reports(interaction)

    @app_commands.command(
        name="unseal", description="With a second moderator: learn who shared a lead pseudonymously; they are told"
    )
    @app_commands.describe(lead="The lead’s number; start typing, and pick one")
    @app_commands.autocomplete(lead=sealed_choices)
    async def unseal(self, interaction: Interaction, lead: int) -> None:
        """Ask to unseal."""
        actor = await moderator(interaction)
        unsealing = await interaction.client.services[ReviewService].unseal(lead, actor)
        await interaction.response.send_message(unsealing_words(unsealing), ephemeral=True)


async def setup(client: TollfreeClient) -> None:
    """Add the cog; Discord hides the group from members without *Manage Messages*, unless a server allows a role."""
    await client.add_cog(ModCog(client))
