"""The discord.py client: holds the services, loads the cogs, gives Discord the commands."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.kit.capability import Services
from bot.kit.command_sync import CommandSync
from bot.kit.place import Place
from bot.kit.ui.lost import LOST, answer_lost, is_lost

log = logging.getLogger(__name__)

_LONGEST_RATE_LIMIT = 60.0
"""Seconds; where Discord wants a longer wait, the request fails, and what asked for it comes again later."""


@dataclass(frozen=True, slots=True)
class Shards:
    """Which shards this process has, of how many; by default all, as many as Discord recommends."""

    count: int | None = None
    ids: tuple[int, ...] | None = None


class Presenter(Protocol):
    """Shows cards; the user interface brings it, so that buttons need not know how cards are laid out."""

    async def show(self, interaction: "Interaction", place: Place, *, beside: bool = False) -> None:
        """Show a place privately; with `beside` in a message of its own."""
        ...

    async def show_more(self, interaction: "Interaction", place: Place) -> None:
        """Show privately what else can be done at a place."""
        ...

    async def keep(self, interaction: "Interaction", place: Place) -> None:
        """Send a place to the member's own messages."""
        ...

    async def ask_to_share(self, interaction: "Interaction", place: Place) -> None:
        """Ask privately whether to post a place to the channel."""
        ...

    async def share(self, interaction: "Interaction", place: Place) -> None:
        """Post a place to the channel."""
        ...

    async def take_back(self, interaction: "Interaction", channel_id: int, message_id: int) -> None:
        """Delete what was posted to a channel."""
        ...


_ALL_SHARDS = Shards()


class TollfreeClient(commands.AutoShardedBot):
    """The bot. It asks for the `guilds` intent alone: no messages, no members."""

    def __init__(
        self,
        services: Services,
        presenter: Presenter,
        *,
        tree: type[app_commands.CommandTree[Any]],
        dynamic_items: Sequence[type[ui.DynamicItem[Any]]],
        cogs: Iterable[str],
        shards: Shards = _ALL_SHARDS,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # no prefix commands; the framework wants one
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=_LONGEST_RATE_LIMIT,
            tree_cls=tree,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            shard_count=shards.count,
        )
        self.shard_ids = list(shards.ids) if shards.ids is not None else None  # None is no value for the constructor
        self.services = services
        self.presenter = presenter
        self.stopping = False
        self._items = tuple(dynamic_items)
        self._cog_names = tuple(cogs)

    async def setup_hook(self) -> None:
        """Load the cogs and dynamic items, and sync the commands if they changed."""
        await self.load_cogs()
        self.add_dynamic_items(*self._items)
        if self.shard_ids is None or 0 in self.shard_ids:  # of several processes, one does it
            await self.sync_commands()

    def is_ready(self) -> bool:
        """Return whether we are connected and not about to stop; else periodic jobs begin nothing."""
        return super().is_ready() and not self.stopping

    async def load_cogs(self) -> None:
        """Load every cog by name; as extensions, their modules would be executed anew for each client."""
        for name in self._cog_names:
            await import_module(name).setup(self)

    async def sync_commands(self, *, force: bool = False) -> bool:
        """Give Discord the command definitions if they changed since it was last given them, or by force."""
        assert self.application_id is not None, "logged in by now"
        definitions = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        synced = await self.services[CommandSync].sync(self.application_id, definitions, self.tree.sync, force=force)
        log.info("commands %s", "synced" if synced else "unchanged since they were last synced")
        return synced

    def serves(self, guild_id: int) -> bool:
        """Return whether this process has the server's shard: https://discord.com/developers/docs/events/gateway."""
        return self.shard_count is None or (guild_id >> 22) % self.shard_count in self.shards

    async def on_ready(self) -> None:
        """Log that Discord accepted us."""
        log.info("ready in %d servers", len(self.guilds))

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Dispatch an event; a form or button that this process does not know has one of its own."""
        super().dispatch(event_name, *args, **kwargs)
        if event_name == "interaction" and is_lost(self, args[0]):
            super().dispatch(LOST, args[0])

    async def on_lost(self, interaction: discord.Interaction[Any]) -> None:
        """Answer what was open over a restart."""
        await answer_lost(interaction)

    async def on_message(self, message: discord.Message, /) -> None:
        """Ignore messages: there are no prefix commands."""


Interaction = discord.Interaction[TollfreeClient]
"""An interaction as cogs and user interface see it: `interaction.client` is ours."""
