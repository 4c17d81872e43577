"""A bot of discord.py and nothing else: it sends what it was given, and writes one row for a vote.

`python -m benchmarks.loopback.bare_bot PAYLOADS DATABASE`, with the same environment as Tollfree. It has the same
intents, event loop, JSON and garbage collection, so that what differs is what Tollfree adds.
"""

import asyncio
import gc
import os
import re
import sys
from pathlib import Path
from typing import Any

import aiosqlite
import discord
import orjson
import uvloop
from discord import app_commands, ui
from discord.ext import commands
from discord.http import Route

UPSERT = (
    "INSERT INTO votes (lead_id, member_id, voted_at) VALUES (?, ?, ?) "
    "ON CONFLICT (lead_id, member_id) DO UPDATE SET voted_at = excluded.voted_at"
)


class Prebuilt(ui.LayoutView):
    """Sends components as they are."""

    def __init__(self, components: list[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._prebuilt = components

    def to_components(self) -> list[dict[str, Any]]:
        """Return the components."""
        return self._prebuilt

    def has_components_v2(self) -> bool:
        """Return that they are of the second version."""
        return True

    def is_finished(self) -> bool:
        """Return that discord.py need not remember this view."""
        return True


class BareBot(commands.AutoShardedBot):
    """The bot."""

    def __init__(self, payloads: dict[str, dict[str, Any]], votes: aiosqlite.Connection) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.votes = votes
        self._payloads = payloads
        self.cards: dict[str, Prebuilt] = {}

    async def setup_hook(self) -> None:
        """Build all answers, and add the commands and the button."""
        roles, questions, cards = (
            {key: Prebuilt(components) for key, components in self._payloads[kind].items()}
            for kind in ("role", "ask", "upvote")
        )
        self.cards = cards
        offers = {
            typed: [app_commands.Choice(name=one["name"], value=one["value"]) for one in found]
            for typed, found in self._payloads["autocomplete"].items()
        }

        @self.tree.command(name="role", description="Show a role")
        async def role(interaction: discord.Interaction[Any], name: str) -> None:
            await interaction.response.send_message(view=roles[name], ephemeral=True)

        @role.autocomplete("name")
        async def offer(_: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
            return offers[typed]

        @self.tree.command(name="ask", description="Answer a question")
        async def ask(interaction: discord.Interaction[Any], question: str) -> None:
            await interaction.response.send_message(view=questions[question], ephemeral=True)

        self.add_dynamic_items(Upvote)

    async def on_ready(self) -> None:
        """Leave what is there now out of garbage collection."""
        gc.collect()
        gc.freeze()


class Upvote(ui.DynamicItem[ui.Button[Any]], template=r"tf1:lead:up:(?P<lead_id>[0-9]+)"):
    """The button under a lead: it has to know its lead after a restart, so it is a dynamic item here as well."""

    def __init__(self, button: ui.Button[Any], lead_id: str) -> None:
        super().__init__(button)
        self.lead_id = lead_id

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> "Upvote":
        """Rebuild the button."""
        assert isinstance(item, ui.Button)
        return cls(item, match["lead_id"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Write one row, commit, and edit the message."""
        client = interaction.client
        assert isinstance(client, BareBot)
        row = (int(self.lead_id), interaction.user.id, interaction.created_at.isoformat())
        await client.votes.execute(UPSERT, row)
        await client.votes.commit()
        await interaction.response.edit_message(view=client.cards[self.lead_id])


def use_gateway(bot: BareBot, address: str) -> None:
    """Connect to the loopback's gateway, as DISCORD_GATEWAY_URL has Tollfree do."""
    connect = bot.http.ws_connect

    async def connect_here(url: str, *, compress: int = 0) -> Any:
        query = url.partition("?")[2]
        return await connect(f"{address}?{query}", compress=compress)

    bot.http.ws_connect = connect_here  # type: ignore[method-assign]


async def main(payloads: dict[str, dict[str, Any]], database: Path) -> None:
    """Run until killed."""
    async with aiosqlite.connect(database) as votes:
        await votes.execute("PRAGMA journal_mode = WAL")
        await votes.execute("PRAGMA synchronous = NORMAL")
        await votes.execute("CREATE TABLE votes (lead_id, member_id, voted_at, PRIMARY KEY (lead_id, member_id))")
        await votes.commit()
        bot = BareBot(payloads, votes)
        Route.BASE = os.environ["DISCORD_API_URL"]
        use_gateway(bot, os.environ["DISCORD_GATEWAY_URL"])
        gc.set_threshold(7000, 10, 10)
        async with bot:
            await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(orjson.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2])))
