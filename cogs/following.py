"""`/follow` and `/following`: roles and sectors that a member wants to be told about."""

from discord import app_commands
from discord.ext import commands

from bot.following.ui.acting import follow_page, show_following
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.pages.ui.topic_choice import topic_choices, topic_or_nearest


class FollowCog(commands.Cog):
    """Begins following, and shows what is followed."""

    @app_commands.command(
        name="follow", description="Be told privately what is new for a role or sector, once a day at most"
    )
    @app_commands.describe(topic="Start typing: a role or a sector")
    @app_commands.autocomplete(topic=topic_choices)
    async def follow(self, interaction: Interaction, topic: str) -> None:
        """Follow a role or sector in this server."""
        if page_id := await topic_or_nearest(interaction, topic):
            await follow_page(interaction, page_id)

    @app_commands.command(name="following", description="What you follow, when I write to you next, and how to stop")
    async def following(self, interaction: Interaction) -> None:
        """Show what the member follows."""
        await show_following(interaction)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(FollowCog())
