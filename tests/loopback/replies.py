"""Answers to interactions: the callback, and the messages by the interaction's token."""

import time

from tests.loopback.interactions import Interaction
from tests.loopback.world import Json, World

KEPT_INTERACTIONS = 20_000
EPHEMERAL = 64
SHOW, THINK, THINK_OF_EDIT, EDIT, SUGGEST, FORM = 4, 5, 6, 7, 8, 9


class Refused(Exception):
    """Raised where Discord answers with an error."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"code": code, "message": message}


class Replies:
    """The interactions of late, by their token; the oldest are forgotten."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_token: dict[str, Interaction] = {}
        self.seconds_to_answer = 3.0

    def add(self, interaction: Interaction) -> None:
        """Await answers to an interaction."""
        self._by_token[interaction.token] = interaction
        if len(self._by_token) > KEPT_INTERACTIONS:
            del self._by_token[next(iter(self._by_token))]

    def callback(self, number: int, token: str, body: Json, with_response: bool) -> Json | None:
        """Take the first answer, once, and within three seconds."""
        interaction = self._by_token.get(token)
        if interaction is None or time.monotonic() - interaction.began > self.seconds_to_answer:
            raise Refused(404, 10062, "Unknown interaction")
        if interaction.callbacks:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        message = self._shown(interaction, body)
        interaction.echoed = with_response
        interaction.record(body)
        if not with_response:
            return None
        described: Json = {"id": str(number), "type": interaction.type}
        if message is None:
            return {"interaction": described}
        described |= {
            "response_message_id": message["id"],
            "response_message_loading": body["type"] == THINK,
            "response_message_ephemeral": bool(message["flags"] & EPHEMERAL),
        }
        resource = {"type": body["type"], "message": message}
        return {"interaction": described, "resource": resource}

    def _shown(self, interaction: Interaction, body: Json) -> Json | None:
        data = body.get("data") or {}
        interaction.thinking = body["type"] in (THINK, THINK_OF_EDIT)
        if body["type"] in (SHOW, THINK):
            interaction.original = self._new(interaction, data)
            return interaction.original
        if body["type"] in (EDIT, THINK_OF_EDIT) and interaction.source is not None:
            interaction.original = self._world.edit(interaction.source, data)
            return interaction.original
        return None

    def _new(self, interaction: Interaction, data: Json) -> Json:
        message = self._world.new_message(interaction.channel, data, kind=20)
        if not message["flags"] & EPHEMERAL:
            interaction.channel.messages[int(message["id"])] = message
        return message

    def webhook(self, method: str, token: str, rest: list[str], body: Json) -> Json | None:
        """Send a further message, or get, edit or delete one."""
        interaction = self._by_token.get(token)
        if interaction is None or not interaction.callbacks:
            raise Refused(404, 10015, "Unknown Webhook")
        if method == "POST":
            message = self._new(interaction, body)
            interaction.followups.append(message)
            interaction.changed()
            return message
        message = self._find(interaction, rest[-1])
        if method == "PATCH":
            interaction.thinking = False
            self._world.edit(message, body)
            interaction.edits += 1
            interaction.changed()
        elif method == "DELETE":
            interaction.channel.messages.pop(int(message["id"]), None)
            return None
        return message

    @staticmethod
    def _find(interaction: Interaction, name: str) -> Json:
        for message in (interaction.original, *interaction.followups):
            if message is not None and (
                message["id"] == name or (name == "@original" and message is interaction.original)
            ):
                return message
        raise Refused(404, 10008, "Unknown Message")
