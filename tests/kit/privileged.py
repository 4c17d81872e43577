"""What is pressed that the bot does not show to everybody: custom ids forged from the register of its items."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import discord
from discord.ui import DynamicItem
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.backend.models import Interaction
from simcord.enums import ComponentType, InteractionType
from simcord.env import Env
from simcord.interactions import base_payload
from simcord.results import InteractionResult

from bot.app import every_item
from bot.insiders.ui.items import ReviewInsiderButton
from bot.kit.ui.pressing import PressedButton
from bot.moderation.ui.decisions import ReviewButton
from bot.moderation.ui.moderating import ModerateButton
from bot.moderation.ui.pages import ModeratorPage
from bot.setup.ui.items import SettingSelect, SetupButton
from tests.moderation.desk import Desk, posted

Item = type[DynamicItem[Any]]
PRIVILEGED: tuple[Item, ...] = (
    *(ReviewButton, ModerateButton, ModeratorPage, ReviewInsiderButton, SetupButton, SettingSelect),
)
"""The items for moderators and managers; a test finds out whether there are more."""
OTHERS: tuple[Item, ...] = tuple(item for item in every_item() if item not in PRIVILEGED)
_FIELD = re.compile(r"\(\?P<(?P<name>\w+)>(?P<pattern>[^)]*)\)")
_NOT_SO = re.compile(r"\(\?!.*?\)\.\*")
_LETTER = re.compile(
    r"\[(?P<letter>\w)[^]]*\](?:\{(?P<least>\d+)[^}]*\})?\+?|\\(?P<digit>d)\{(?P<digits>\d+)\}|\.\{0,\d+\}|\|"
)


@dataclass(frozen=True, slots=True)
class Forged:
    """A custom id of an item, and what is chosen where it is a menu."""

    custom_id: str
    values: list[str] | None


def ids_of(item: Item, known: Mapping[str, object]) -> Iterator[Forged]:
    """Yield an id for each of the words that an item's fields may be; other fields are what is known, or anything."""
    template = item.__discord_ui_compiled_template__
    pattern = _NOT_SO.sub("", template.pattern.replace("(?::(", ":(").replace("))?", ")"))
    words = [_words(known.get(name), field) for name, field in _FIELD.findall(pattern)]
    between = _FIELD.split(pattern)[:: _FIELD.groups + 1]
    for chosen in product(*words):
        custom_id = "".join(f"{text}{word}" for text, word in zip(between, (*chosen, ""), strict=True))
        assert template.fullmatch(custom_id), f"{custom_id} is none of {template.pattern}: teach _words this pattern"
        yield Forged(custom_id, None if issubclass(item, PressedButton) else ["1"])


def _words(known: object, pattern: str) -> list[str]:
    """Return what a field is filled with."""
    if known is not None:
        return [str(known)]
    if re.fullmatch(r"[\w-]+(\|[\w-]+)*", pattern):
        return pattern.split("|")
    return [_LETTER.sub(_filled, pattern)]


def _filled(match: re.Match[str]) -> str:
    if match["digit"]:
        return "1" * int(match["digits"])
    return (match["letter"] or "") * int(match["least"] or 1)


async def press(
    desk: Desk, who: MemberActor, custom_id: str, values: list[str] | None = None, on: discord.Message | None = None
) -> InteractionResult:
    """Press what is forged: any custom id, on a message, else the queue's first, that is said to have it."""
    [answer] = await press_all(desk, who, [Forged(custom_id, values)], on)
    return answer


async def press_all(
    desk: Desk, who: MemberActor, forged: Sequence[Forged], on: discord.Message | None = None
) -> list[InteractionResult]:
    """Press all of it, before the bot has answered any."""
    env, card = desk.server.env, on or posted(desk.queue)[0]
    records = [_emit(env, who, one, card) for one in forged]
    await env.settle()
    return [InteractionResult(env, record) for record in records]


def _emit(env: Env, who: MemberActor, forged: Forged, card: discord.Message) -> Interaction:
    """Let the bot hear of a press of what the message is said to have."""
    assert card.guild is not None
    kind = ComponentType.BUTTON if forged.values is None else ComponentType.STRING_SELECT
    data: dict[str, Any] = {"custom_id": forged.custom_id, "component_type": kind}
    record, payload = base_payload(
        env.backend,
        type=InteractionType.MESSAGE_COMPONENT,
        channel_id=card.channel.id,
        guild_id=card.guild.id,
        user_id=who.id,
        data=data if forged.values is None else data | {"values": forged.values},
    )
    record.source_message_id = card.id
    message = dict(serializers.message_payload(env.backend, env.backend.get_message(card.channel.id, card.id)))
    item: dict[str, Any] = {"type": int(kind), "id": 901, "custom_id": forged.custom_id}
    if forged.values is None:
        item |= {"style": 2, "label": "Forged"}
    else:
        options = [{"label": value, "value": value} for value in forged.values]
        item |= {"options": options, "min_values": 0, "max_values": 1}
    parts: list[Any] = list(message.get("components") or [])  # type: ignore[call-overload]
    message["components"] = [*parts, {"type": 1, "id": 900, "components": [item]}]
    installed = {"authorizing_integration_owners": {"0": payload["guild_id"]}, "context": 0}
    env.backend.emit("INTERACTION_CREATE", payload | {"message": message, **installed})
    return record
