"""What members do: the payloads of commands, suggestions, presses and forms, and what the bot answered."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests import patience
from tests.loopback.world import Channel, Guild, Json, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
STRING_OPTION, TEXT_INPUT = 3, 4
EVERY_PERMISSION = str((1 << 53) - 1)


@dataclass
class Interaction:
    """One use of the bot, and all that the bot said to it."""

    id: int
    token: str
    type: int
    channel: Channel
    source: Json | None = None
    began: float = field(default_factory=time.monotonic)
    callbacks: list[Json] = field(default_factory=list)
    original: Json | None = None
    followups: list[Json] = field(default_factory=list)
    edits: int = 0
    thinking: bool = False
    echoed: bool = False
    """Whether the bot asked to be sent back what it answered first."""
    _answered: asyncio.Event = field(default_factory=asyncio.Event)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def record(self, callback: Json) -> None:
        """Note the callback."""
        self.callbacks.append(callback)
        self._answered.set()
        self._changed.set()

    def changed(self) -> None:
        """Note that a message was sent or edited."""
        self._changed.set()

    async def answer(self, seconds: float = patience.SECONDS) -> Json:
        """Wait for the first callback, and return it."""
        await asyncio.wait_for(self._answered.wait(), seconds)
        return self.callbacks[0]

    async def message(self, seconds: float = patience.SECONDS) -> Json:
        """Wait until a message answers, be it at once or after the bot asked for time, and return the newest."""
        async with asyncio.timeout(seconds):
            while not self.messages:
                self._changed.clear()
                await self._changed.wait()
        return self.messages[-1]

    @property
    def messages(self) -> list[Json]:
        """Return the messages that answer it; one that only asks for time does not count."""
        shown = [self.original] if self.original is not None and not self.thinking else []
        return [*shown, *self.followups]

    @property
    def choices(self) -> list[str]:
        """Return the values that an autocompletion offered."""
        return [choice["value"] for choice in self.callbacks[0]["data"]["choices"]]


def texts(message: Json) -> str:
    """Return all words of a message, its cards' too."""
    return "\n".join([message["content"], *(part["content"] for part in parts(message) if "content" in part)])


def parts(message: Json) -> Iterator[Json]:
    """Yield every component of a message, nested ones too."""
    stack = list(message["components"])
    while stack:
        part = stack.pop(0)
        yield part
        stack[:0] = [*part.get("components", []), *([part["accessory"]] if part.get("accessory") else [])]


def command_data(words: str, options: Json, *, focused: str | None = None) -> Json:
    """Return the data of a slash command such as `lead browse`, with its options."""
    name, *rest = words.split()
    given = [_option(key, value, focused == key) for key, value in options.items()]
    for part in reversed(rest):
        given = [{"name": part, "type": 1, "options": given}]
    return {"id": "1", "name": name, "type": 1, "options": given}


def _option(name: str, value: Any, focused: bool) -> Json:
    kind = 5 if isinstance(value, bool) else 4 if isinstance(value, int) else STRING_OPTION
    return {"name": name, "type": kind, "value": value, **({"focused": True} if focused else {})}


def press_data(message: Json, custom_id: str, values: list[str] | None = None) -> Json:
    """Return the data of a press on a message's item."""
    kind = next(part["type"] for part in parts(message) if part.get("custom_id") == custom_id)
    return {"custom_id": custom_id, "component_type": kind, **({"values": values} if values is not None else {})}


def filled(components: list[Json], values: Iterator[str]) -> list[Json]:
    """Return what Discord sends of a form: of each field its type, ids and the next value."""
    sent: list[Json] = []
    for part in components:
        kept: Json = {"type": part["type"], "id": part.get("id", 0)}
        if "component" in part:
            kept["component"] = filled([part["component"]], values)[0]
        if "components" in part:
            kept["components"] = filled(part["components"], values)
        if "custom_id" in part:
            value = next(values, None)
            kept["custom_id"] = part["custom_id"]
            if part["type"] == TEXT_INPUT:
                kept["value"] = part.get("value", "") if value is None else value
            else:  # a menu
                kept["values"] = [] if value is None else [value]
        sent.append(kept)
    return sent


def payload_of(world: World, interaction: Interaction, guild: Guild, data: Json, member_id: int) -> Json:
    """Return what INTERACTION_CREATE carries."""
    member = {**guild.member(member_id, "ann"), "permissions": EVERY_PERMISSION}
    return {
        "id": str(interaction.id),
        "application_id": str(world.bot_id),
        "type": interaction.type,
        "token": interaction.token,
        "version": 1,
        "data": data,
        "guild_id": str(guild.id),
        "channel_id": str(interaction.channel.id),
        "channel": interaction.channel.payload,
        "member": member,
        "locale": "en-US",
        "guild_locale": "en-US",
        "app_permissions": str(guild.bot_permissions),
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(guild.id)},
        "context": 0,
        "attachment_size_limit": 10 << 20,
        **({"message": interaction.source} if interaction.source is not None else {}),
    }


def new_token() -> str:
    """Return a token as long as Discord's, roughly."""
    return uuid4().hex * 4
