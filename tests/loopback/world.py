"""What this Discord knows: servers, channels, messages, and the one application."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

DISCORD_EPOCH_MS = 1_420_070_400_000
NONCE_SECONDS = 300.0
EVERYTHING = (1 << 53) - 1
FIRST_GUILD_MS = 100_000_000_000  # any multiple of every shard count that tests use


@dataclass
class Channel:
    """A text channel or a direct one, with the messages that everybody sees, oldest first."""

    id: int
    guild_id: int | None
    name: str = "general"
    recipient_id: int | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    nonces: dict[str, tuple[float, int]] = field(default_factory=dict)

    @property
    def payload(self) -> Json:
        """Return the channel as Discord describes it."""
        if self.guild_id is None:
            user = {**_user(self.recipient_id or 0, "member"), "bot": False}
            return {"id": str(self.id), "type": 1, "recipients": [user], "last_message_id": None}
        return {
            "id": str(self.id),
            "guild_id": str(self.guild_id),
            "type": 0,
            "name": self.name,
            "position": 0,
            "permission_overwrites": [],
            "parent_id": None,
            "nsfw": False,
            "topic": None,
            "rate_limit_per_user": 0,
            "last_message_id": None,
            "flags": 0,
        }

    def page(self, *, before: int | None, after: int | None, limit: int) -> list[Json]:
        """Return a page of history, newest first."""
        ids = [number for number in self.messages if number < (before or 1 << 63) and number > (after or 0)]
        chosen = ids[:limit] if after is not None and before is None else ids[-limit:]
        return [self.messages[number] for number in reversed(chosen)]


@dataclass
class Guild:
    """A server."""

    id: int
    name: str
    bot_id: int
    channels: list[Channel]
    bot_permissions: int = EVERYTHING

    def shard(self, count: int) -> int:
        """Return which shard hears of it."""
        return (self.id >> 22) % count

    @property
    def payload(self) -> Json:
        """Return what GUILD_CREATE carries."""
        everyone = {
            "id": str(self.id),
            "name": "@everyone",
            "permissions": str(self.bot_permissions),
            "position": 0,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.id + 7),
            "roles": [everyone],
            "channels": [channel.payload for channel in self.channels],
            "members": [self.member(self.bot_id, "tollfree", bot=True)],
            "member_count": 2,
            "large": False,
            "unavailable": False,
            "joined_at": "2026-01-01T00:00:00+00:00",
            "preferred_locale": "en-US",
            "features": [],
            "emojis": [],
            "stickers": [],
            "threads": [],
            "voice_states": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }

    @staticmethod
    def member(user_id: int, name: str, *, bot: bool = False) -> Json:
        """Return a member as Discord describes one."""
        return {
            "user": {**_user(user_id, name), "bot": bot},
            "roles": [],
            "joined_at": "2026-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
        }


def _user(user_id: int, name: str) -> Json:
    return {"id": str(user_id), "username": name, "discriminator": "0", "global_name": None, "avatar": None}


class World:
    """All state that REST and gateway share."""

    def __init__(self) -> None:
        self._last_id = 0
        self.bot_id = self.next_id()
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: list[Json] = []
        self.command_puts = 0

    @property
    def bot(self) -> Json:
        """Return the bot's user; its application has the same id."""
        return {**_user(self.bot_id, "tollfree"), "bot": True}

    @property
    def application(self) -> Json:
        """Return the application."""
        return {
            "id": str(self.bot_id),
            "name": "tollfree",
            "description": "",
            "icon": None,
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": _user(self.bot_id + 1, "owner"),
            "verify_key": "",
            "flags": 0,
        }

    def next_id(self) -> int:
        """Return a snowflake of this moment that was not given before."""
        moment = (int(time.time() * 1000) - DISCORD_EPOCH_MS) << 22
        self._last_id = max(moment, self._last_id + 1)
        return self._last_id

    def add_guilds(self, number: int, channels: tuple[str, ...] = ("general",)) -> list[Guild]:
        """Add servers; the nth has shard n modulo the shard count. Add them before the bot connects."""
        return [self._add_guild(channels) for _ in range(number)]

    def _add_guild(self, channels: tuple[str, ...]) -> Guild:
        number = len(self.guilds)
        guild_id = (FIRST_GUILD_MS + number) << 22
        made = [Channel(self.next_id(), guild_id, name) for name in channels]
        guild = Guild(guild_id, f"Server {number}", self.bot_id, made)
        self.guilds[guild_id] = guild
        self.channels |= {channel.id: channel for channel in made}
        return guild

    def dm(self, user_id: int) -> Channel:
        """Return the direct channel with somebody, opening it where there is none."""
        for channel in self.channels.values():
            if channel.recipient_id == user_id:
                return channel
        channel = Channel(self.next_id(), None, recipient_id=user_id)
        self.channels[channel.id] = channel
        return channel

    def new_message(self, channel: Channel | None, body: Json, *, kind: int = 0) -> Json:
        """Return a message of the bot's, with the fields that Discord adds; it is not in the channel yet."""
        number = self.next_id()
        return {
            "id": str(number),
            "channel_id": str(channel.id if channel else 0),
            "author": self.bot,
            "content": body.get("content") or "",
            "timestamp": datetime.now(UTC).isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [_attachment(part) for part in body.get("attachments") or ()],
            "embeds": body.get("embeds") or [],
            "components": body.get("components") or [],
            "flags": body.get("flags") or 0,
            "pinned": False,
            "type": kind,
            "application_id": str(self.bot_id),
        }

    def post(self, channel: Channel, body: Json) -> Json:
        """Post a message; with `enforce_nonce`, one of the same nonce within minutes is returned instead."""
        nonce = str(body["nonce"]) if body.get("nonce") is not None and body.get("enforce_nonce") else None
        if nonce is not None and nonce in channel.nonces:
            moment, known = channel.nonces[nonce]
            if time.monotonic() - moment < NONCE_SECONDS and known in channel.messages:
                return channel.messages[known]
        message = self.new_message(channel, body)
        if "nonce" in body:
            message["nonce"] = body["nonce"]
        channel.messages[int(message["id"])] = message
        if nonce is not None:
            channel.nonces[nonce] = (time.monotonic(), int(message["id"]))
        return message

    @staticmethod
    def edit(message: Json, body: Json) -> Json:
        """Change a message in place."""
        for key in ("content", "embeds", "components", "flags"):
            if key in body:
                message[key] = body[key] or ("" if key == "content" else 0 if key == "flags" else [])
        if "attachments" in body:
            message["attachments"] = [_attachment(part) for part in body["attachments"] or ()]
        message["edited_timestamp"] = datetime.now(UTC).isoformat()
        return message


def _attachment(part: Json) -> Json:
    name = part.get("filename", "file")
    return {
        "id": str(part.get("id", 0)),
        "filename": name,
        "size": part.get("size", 0),
        "url": f"https://cdn.invalid/{name}",
        "proxy_url": f"https://cdn.invalid/{name}",
    }
