"""The one place where errors become words for a member.

discord.py only logs errors of dynamic items, so every callback, view, modal and command comes through here.
"""

import functools
import logging
import secrets
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.domain.errors import TollfreeError

log = logging.getLogger(__name__)

_DISCORD_REFUSED = "Discord did not take my answer just now. Nothing was lost; please try again in a minute."
_COMMAND_CHANGED = "This command has changed since your Discord last looked. Restart Discord and try again."
_UNKNOWN_INTERACTION = 10062
_SERVER_ERROR = 500

ItemT = TypeVar("ItemT")
Callback = Callable[[ItemT, discord.Interaction[Any]], Coroutine[Any, Any, None]]


def guarded(callback: Callback[ItemT]) -> Callback[ItemT]:
    """Wrap the callback of an item so that its errors reach the member."""

    @functools.wraps(callback)
    async def run(self: ItemT, interaction: discord.Interaction[Any]) -> None:
        try:
            await callback(self, interaction)
        except Exception as error:  # the boundary: nothing may pass it unseen
            await report(interaction, error)

    run.is_guarded = True  # type: ignore[attr-defined]  # a structural test looks for it
    return run


async def report(interaction: discord.Interaction[Any], error: Exception) -> None:
    """Tell the member what happened, and the log what they should not see."""
    cause = _unwrap(error)
    if _is_gone(cause):
        log.info("an interaction expired before it was answered: %s", _name_of(interaction))
        return
    await _tell(interaction, _words_for(interaction, cause))


def _unwrap(error: BaseException) -> BaseException:
    while isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError) and error.__cause__:
        error = error.__cause__
    return error


def _is_gone(error: BaseException) -> bool:
    return isinstance(error, discord.NotFound) and error.code == _UNKNOWN_INTERACTION


def _words_for(interaction: discord.Interaction[Any], error: BaseException) -> str:
    match error:
        case TollfreeError():
            return str(error)
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            log.warning("a stale command was used: %s", _name_of(interaction))
            return _COMMAND_CHANGED
        case discord.HTTPException() if error.status >= _SERVER_ERROR:
            log.warning("Discord answered %s to %s", error.status, _name_of(interaction))
            return _DISCORD_REFUSED
        case _:
            reference = secrets.token_hex(2).upper()
            log.error("ref %s: %s failed", reference, _name_of(interaction), exc_info=error)
            return (
                f"Something broke on my side, and nothing was lost. If it goes on, tell a moderator: ref {reference}."
            )


def _name_of(interaction: discord.Interaction[Any]) -> str:
    """Return what was used, without anything that a member typed."""
    if interaction.command is not None:
        return f"/{interaction.command.qualified_name}"
    custom_id = interaction.data.get("custom_id") if interaction.data else None
    return f"component {custom_id}" if custom_id else "an interaction"


async def _tell(interaction: discord.Interaction[Any], words: str) -> None:
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            return
        if interaction.response.is_done():
            await interaction.followup.send(words, ephemeral=True)
        else:
            await interaction.response.send_message(words, ephemeral=True)
    except discord.HTTPException as failure:
        log.warning("the error message for %s could not be sent: HTTP %s", _name_of(interaction), failure.status)


class BoundaryTree(app_commands.CommandTree[Any]):
    """A command tree whose errors go through the boundary."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Report an error of a command."""
        await report(interaction, error)
