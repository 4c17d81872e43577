"""What the tests of moderation share: moderators, a queue channel, leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

import discord
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.builders import ChannelHandle
from simcord.enums import ComponentType, InteractionType
from simcord.interactions import base_payload
from simcord.results import InteractionResult

from bot.kit.actors import Actor
from bot.kit.capability import Services
from bot.kit.ui.periodic import UpkeepCog
from bot.leads.model.draft import LeadDraft
from bot.leads.model.lead import Lead
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.sharing import LeadSharing
from bot.servers.service.settings import GuildSettingsService, SettingsChange
from tests.fakes import FakeClock
from tests.simulated import Server, components, listeners_done

_numbers = count(1)


@dataclass
class Desk:
    """A server whose leads are moderated in a queue channel."""

    server: Server
    clock: FakeClock
    queue: ChannelHandle
    moderator: MemberActor
    second: MemberActor

    @property
    def services(self) -> Services:
        """Return the services of leads."""
        return self.server.app.services

    def actor(self, who: MemberActor) -> Actor:
        """Return somebody as services know them."""
        return Actor(self.server.guild.id, who.id)

    async def lead(self, lead_id: int) -> Lead:
        """Return a lead as it is stored now."""
        return await self.services[LeadBrowsing].get(lead_id, self.server.guild.id)

    async def change(self, change: SettingsChange) -> None:
        """Change settings."""
        await self.services[GuildSettingsService].change(self.actor(self.moderator), **change)

    async def share(self, who: MemberActor, draft: LeadDraft | None = None) -> Lead:
        """Share a lead, and post it where it belongs."""
        number = next(_numbers)
        draft = draft or LeadDraft(
            token="", title=f"Reviewer {number}", link=f"https://jobs{number}.example.com/{number}"
        )
        whole = replace(
            draft,
            token=f"token-{number}",
            organization=draft.organization or "Coast Health",
            page_id="payers",
            is_free=True,
        )
        home = self.server.channel.id
        lead = (await self.services[LeadSharing].share(whole, self.actor(who), who.name, home)).lead
        await self.deliver()
        return await self.lead(lead.id)

    async def deliver(self) -> None:
        """Let the outbox carry out what waits."""
        await self.server.deliver()
        await self.settle_listeners()

    async def settle_listeners(self) -> None:
        """Wait until the bot has done what events ask of it."""
        await self.server.env.settle()
        await listeners_done()

    async def pass_time(self, by: timedelta = timedelta(minutes=1)) -> None:
        """Let time pass, and the upkeep run once."""
        self.clock.move(by)
        await self._upkeep_once()
        await self.server.env.advance_time(61)
        await self.deliver()

    async def _upkeep_once(self) -> None:
        """Run a round of each upkeep, whose own loop stands still from now on: the simulation takes long to wake it."""
        for cog in self.server.client.cogs.values():
            if isinstance(cog, UpkeepCog):
                await cog.cog_unload()
                await cog.round()

    async def upkeep(self, minutes: int = 1) -> None:
        """Let a few minutes pass."""
        for _ in range(minutes):
            await self.pass_time()


async def make_desk(server: Server, clock: FakeClock) -> Desk:
    """Give a server two moderators and a queue channel, and post leads in its first channel."""
    role = server.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True, manage_guild=True))
    queue = server.guild.create_text_channel("queue")
    people = [server.guild.add_member(server.env.create_user(name), roles=[role]) for name in ("moira", "dirk")]
    desk = Desk(server, clock, queue, *people)
    await server.env.settle()
    await desk.change({"leads_channel_id": server.channel.id, "queue_channel_id": queue.id, "leads_a_day": 100})
    return desk


def posted(channel: ChannelHandle) -> list[discord.Message]:
    """Return the messages of a channel, oldest first."""
    return sorted(channel.history(), key=lambda message: message.id)


def text(messages: Iterable[discord.Message]) -> str:
    """Return all that messages say."""
    return "\n".join(part["content"] for message in messages for part in components(message) if "content" in part)


async def press_together(
    server: Server, card: discord.Message, presses: Sequence[tuple[MemberActor, str]]
) -> list[InteractionResult]:
    """Let people press buttons of one message before the bot has answered any of them."""
    backend = server.env.backend
    message = dict(serializers.message_payload(backend, backend.get_message(card.channel.id, card.id)))
    records = []
    for who, custom_id in presses:
        record, payload = base_payload(
            backend,
            type=InteractionType.MESSAGE_COMPONENT,
            channel_id=card.channel.id,
            guild_id=server.guild.id,
            user_id=who.id,
            data={"custom_id": custom_id, "component_type": ComponentType.BUTTON},
        )
        record.source_message_id = card.id
        installed = {"authorizing_integration_owners": {"0": payload["guild_id"]}, "context": 0}
        backend.emit("INTERACTION_CREATE", payload | {"message": message, **installed})
        records.append(record)
    await server.env.settle()
    return [InteractionResult(server.env, record) for record in records]


def requests(server: Server, method: str, ending: str) -> int:
    """Return how often Discord was asked for something."""
    return sum(entry.method == method and entry.path.endswith(ending) for entry in server.env.http_requests)
