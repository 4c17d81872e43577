"""What leads need without anybody pressing: ends, questions, news to posters, and cards that went missing."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

import discord
from discord.ext import commands

from bot.kit.actors import Actor
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog, attempt
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.card_watch import CardWatch
from bot.leads.service.upkeep import LeadUpkeep
from bot.leads.ui.looking import look_at_cards
from bot.servers.service.settings import GuildSettingsService

log = logging.getLogger(__name__)


class LeadUpkeepCog(UpkeepCog):
    """Asks the database every minute what is due."""

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each minute."""
        upkeep = self._services[LeadUpkeep]
        return {
            "ending leads": partial(self._each, upkeep.end_due),
            "asking for renewal": partial(self._each, upkeep.ask_renewals),
        }

    @staticmethod
    async def _each(due: Callable[[], Awaitable[int]]) -> None:
        """Do what is due, a portion at a time; what it makes members see is in the outbox."""
        while await due():
            pass

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Forget the cards that went with a channel, and the channel where it was a setting."""
        await attempt(lambda: self._forget_channel(channel), "a deleted channel could not be forgotten")

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Hide the leads whose cards went with a thread, such as a forum's post."""
        await attempt(lambda: self._forget_thread(payload.thread_id), "a deleted thread could not be forgotten")

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Forget the moderator role that was deleted."""
        await attempt(lambda: self._forget_role(role), "a deleted role could not be forgotten")

    async def _forget_thread(self, thread_id: int) -> None:
        await self._services[CardWatch].thread_deleted(thread_id)
        await self._services[LeadBrowsing].forget_channel(thread_id)  # what moderators had there

    async def _forget_channel(self, channel: discord.abc.GuildChannel) -> None:
        await self._services[LeadBrowsing].forget_channel(channel.id)
        settings = await self._services[GuildSettingsService].get(channel.guild.id)
        if settings.leads_channel_id == channel.id:
            await self._services[GuildSettingsService].change(self._myself(channel.guild), leads_channel_id=None)
        if settings.queue_channel_id == channel.id:
            await self._services[GuildSettingsService].change(self._myself(channel.guild), queue_channel_id=None)

    async def _forget_role(self, role: discord.Role) -> None:
        if (await self._services[GuildSettingsService].get(role.guild.id)).moderator_role_id == role.id:
            await self._services[GuildSettingsService].change(self._myself(role.guild), moderator_role_id=None)

    @staticmethod
    def _myself(guild: discord.Guild) -> Actor:
        """Return the bot as the one who changes a setting; so it stands in the audit log."""
        return Actor(guild.id, guild.me.id)


class CardWatchCog(UpkeepCog):
    """Looks at some cards each minute, beside the other upkeep: it may wait for Discord."""

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each minute."""
        return {"looking at cards": partial(look_at_cards, self._client)}


async def setup(client: TollfreeClient) -> None:
    """Add the cogs."""
    await client.add_cog(LeadUpkeepCog(client))
    await client.add_cog(CardWatchCog(client))
