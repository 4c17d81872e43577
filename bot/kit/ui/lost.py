"""What was open for longer than this process knows of it: forms from before a restart, buttons of an older version."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import discord

from bot.kit.ui.any_interaction import AnyInteraction

log = logging.getLogger(__name__)

LOST = "lost"
"""The event of an interaction that nothing here answers."""
_MOST_IN_A_MESSAGE = 1500
_FORM = "I was restarted while that form was open, or it stood open for too long, so nothing was stored. "
_OPEN_AGAIN = "Please open it again."
_BUTTON = "That belongs to an older message of mine, which I can’t answer any more. Please use the command again."


def is_lost(client: discord.Client, interaction: AnyInteraction) -> bool:
    """Return whether a form or a pressed item is one that nothing answers; discord.py says nothing of such."""
    store, data = client._connection._view_store, interaction.data
    custom_id = data.get("custom_id") if data is not None else None
    if not isinstance(custom_id, str):
        return False
    if interaction.type is discord.InteractionType.modal_submit:
        return custom_id not in store._modals
    if interaction.type is not discord.InteractionType.component:
        return False
    return not any(pattern.fullmatch(custom_id) for pattern in store._dynamic_items)


async def answer_lost(interaction: AnyInteraction) -> None:
    """Say so, and give back what was typed into a form."""
    typed = "\n".join(_typed_into(interaction.data))
    words, file = _BUTTON, discord.utils.MISSING
    if interaction.type is discord.InteractionType.modal_submit:
        words = _FORM + _OPEN_AGAIN
        if len(typed) > _MOST_IN_A_MESSAGE:
            words += " What you typed is in this file, to copy."
            file = discord.File(BytesIO(typed.encode()), "what-you-typed.txt")
        elif typed:
            words += " This is what you typed, to copy:\n```\n{}\n```".format(typed.replace("```", "`\u200b``"))
    try:
        await interaction.response.send_message(words, file=file, ephemeral=True)
    except discord.HTTPException as error:
        log.warning("what was open over a restart could not be answered: HTTP %s", error.status)


def _typed_into(data: Any) -> Iterator[str]:
    """Yield what was typed into the boxes of a form."""
    if isinstance(data, list):
        for one in data:
            yield from _typed_into(one)
    elif isinstance(data, dict):
        if isinstance(value := data.get("value"), str) and value:
            yield value
        for name in ("components", "component"):
            yield from _typed_into(data.get(name))
