"""What leads need without anybody pressing: ends, questions, news to posters, and cards that went missing."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

import discord
from discord.ext import commands

from bot.kit.actors import Actor
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog, attempt
from bot.leads.model.lead import LeadStatus
from bot.leads.model.notices import Notice, NoticeKind
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.notices import NoticeService
from bot.leads.ui.posting import CannotPost, post_card, redraw_card
from bot.leads.ui.telling import tell
from bot.moderation.ui.queue_posting import post_missing
from bot.servers.service.settings import GuildSettingsService

log = logging.getLogger(__name__)


class LeadUpkeepCog(UpkeepCog):
    """Asks the database every minute what is due."""

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each minute."""
        return {
            "ending leads": self._expire,
            "asking for renewal": self._ask_renewals,
            "telling decisions": self._tell_decisions,
            "filling queue channels": self._fill_queues,
        }

    async def _expire(self) -> None:
        await self._each(await self._services[NoticeService].expire_due(), self._show_expired)

    async def _ask_renewals(self) -> None:
        await self._each(await self._services[NoticeService].renewals_due(), self._tell)

    async def _tell_decisions(self) -> None:
        await self._each(await self._services[NoticeService].decisions_due(), self._tell_decision)

    async def _fill_queues(self) -> None:
        for guild in self._client.guilds:
            await attempt(partial(post_missing, self._client, guild), "a queue channel could not be filled")

    async def _each(self, notices: Sequence[Notice], act: Callable[[Notice], Awaitable[None]]) -> None:
        """Act on each notice, and record it as told; one that fails comes again when its lease ends."""
        for notice in notices:
            await attempt(
                partial(self._once, notice, act), f"the notice “{notice.kind}” of lead {notice.lead.id} failed"
            )

    async def _once(self, notice: Notice, act: Callable[[Notice], Awaitable[None]]) -> None:
        if self._needs_card(notice) and not self._client.serves(notice.lead.guild_id):
            await self._services[NoticeService].release(notice)  # another process knows the server's channels
            return
        await act(notice)
        await self._services[NoticeService].told(notice)

    async def _show_expired(self, notice: Notice) -> None:
        await redraw_card(self._client, notice.lead)

    async def _tell(self, notice: Notice) -> None:
        await tell(self._client, notice)

    async def _tell_decision(self, notice: Notice) -> None:
        """Make sure that members see what was decided, then tell the poster."""
        lead = notice.lead
        if notice.kind is NoticeKind.REJECTED:
            await redraw_card(self._client, lead)
        elif self._needs_card(notice):
            try:
                await post_card(self._client, lead)
            except CannotPost as error:
                log.info("lead %s is live without a card: %s", lead.id, error)
        await tell(self._client, notice)

    @staticmethod
    def _needs_card(notice: Notice) -> bool:
        lead = notice.lead
        return notice.kind is NoticeKind.APPROVED and lead.card is None and lead.status is LeadStatus.LIVE

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Forget the cards that went with a channel, and the channel where it was a setting."""
        await attempt(lambda: self._forget_channel(channel), "a deleted channel could not be forgotten")

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Forget the cards that went with a thread, such as a forum's post."""
        await attempt(
            lambda: self._services[LeadBrowsing].forget_channel(payload.thread_id),
            "a deleted thread could not be forgotten",
        )

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Forget the moderator role that was deleted."""
        await attempt(lambda: self._forget_role(role), "a deleted role could not be forgotten")

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


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(LeadUpkeepCog(client))
