"""The one place where errors become words for a member.

discord.py only logs errors of dynamic items, so every callback, view, modal and command comes through here.
"""

import functools
import logging
import secrets
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import aiohttp
import discord
from discord import app_commands, ui

from bot.kit.errors import StorageUnavailable, TollfreeError
from bot.kit.ui.any_interaction import AnyInteraction
from bot.kit.ui.choosing import refuse_more
from bot.kit.ui.refusals import NO_MESSAGES, Delay, Door, Refusal, refusal_of
from bot.kit.ui.unoffered import refuse_unoffered
from bot.kit.ui.used import name_of
from bot.kit.ui.watching import Outcome, watched, watching

log = logging.getLogger(__name__)

_DISCORD_REFUSED = "Discord did not take my answer just now. Nothing was lost; please try again in a minute."
_NO_MESSAGES = "Discord wants no messages from me for now. Nothing was lost; please try again in half an hour."
_COMMAND_CHANGED = "This command has changed since your Discord last looked. Restart Discord and try again."
_EXPIRED = {10062, 10015, 50027}
"""Three seconds were over, or a quarter of an hour since."""
_ALREADY_ANSWERED = 40060
_OPEN_FOR_SECONDS = 1800.0
"""Nobody says that a form was closed unsent, so each is forgotten after a while."""

ItemT = TypeVar("ItemT")
Callback = Callable[[ItemT, AnyInteraction], Coroutine[Any, Any, None]]


def guarded(callback: Callback[ItemT]) -> Callback[ItemT]:
    """Wrap the callback of an item so that its errors reach the member."""

    @functools.wraps(callback)
    async def run(self: ItemT, interaction: AnyInteraction) -> None:
        with watching(interaction, lambda: name_of(interaction, self)):
            try:
                refuse_unoffered(self)
                await callback(self, interaction)
            except Exception as error:  # the boundary: nothing may pass it unseen
                await report(interaction, error)

    run.is_guarded = True  # type: ignore[attr-defined]  # a structural test looks for it
    return run


async def report(interaction: AnyInteraction, error: Exception) -> None:
    """Tell the member what happened, and the log what they should not see."""
    cause = _unwrap(error)
    if isinstance(cause, discord.HTTPException) and cause.code == _ALREADY_ANSWERED:
        log.info("an answer had arrived already: %s", _name_of(interaction))  # Discord failed after taking it
        return
    if _is_gone(cause):
        _note(interaction, Outcome.EXPIRED)
        log.info("an interaction expired before it was answered: %s", _name_of(interaction))
        return
    await _tell(interaction, _words_for(interaction, cause))


def _unwrap(error: BaseException) -> BaseException:
    while isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError) and error.__cause__:
        error = error.__cause__
    return error


def _is_gone(error: BaseException) -> bool:
    return isinstance(error, discord.HTTPException) and error.code in _EXPIRED


def _words_for(interaction: AnyInteraction, error: BaseException) -> str:
    match error:
        case StorageUnavailable():
            _note(interaction, Outcome.FAILED)
            interaction.client.services.meter.failed(type(error).__name__)
            log.error("the database was not to be had for %s: %s", _name_of(interaction), error.reason)
            return str(error)
        case TollfreeError():
            _note(interaction, Outcome.REFUSED)
            return str(error)
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            _note(interaction, Outcome.REFUSED)
            log.warning("a stale command was used: %s", _name_of(interaction))
            return _COMMAND_CHANGED
        case discord.HTTPException():
            return _refused(interaction, error)
        case discord.RateLimited():
            _note(interaction, Outcome.FAILED)
            log.warning("Discord wants a wait of %.0f s for %s", error.retry_after, _name_of(interaction))
            return _DISCORD_REFUSED
        case aiohttp.ClientError() | TimeoutError():
            _note(interaction, Outcome.FAILED)
            log.warning("the connection to Discord broke during %s: %s", _name_of(interaction), type(error).__name__)
            return _DISCORD_REFUSED
        case _:
            return _broken(interaction, error)


def _refused(interaction: AnyInteraction, error: discord.HTTPException) -> str:
    """Return what Discord refused in words for whoever can act; what only we can mend is told as broken."""
    meaning = refusal_of(error)
    if isinstance(meaning, Refusal) and meaning.is_ours:
        return _broken(interaction, error)
    log.warning("Discord answered %s (code %s) to %s", error.status, error.code, _name_of(interaction))
    if isinstance(meaning, Delay):
        _note(interaction, Outcome.FAILED)
        if not meaning.all_messages:
            return _DISCORD_REFUSED
        interaction.client.dispatch(NO_MESSAGES, meaning.wait)
        return _NO_MESSAGES
    _note(interaction, Outcome.REFUSED)
    return f"Ask a moderator here, who can mend it: {meaning.words}" if meaning.door is Door.PLACE else meaning.words


def _broken(interaction: AnyInteraction, error: BaseException) -> str:
    """Log an error that nobody expected, and return the words with the reference that finds it there."""
    reference = secrets.token_hex(2).upper()
    what = _name_of(interaction)
    _note(interaction, Outcome.FAILED, reference)
    interaction.client.services.meter.failed(type(error).__name__)
    log.error("ref %s: %s failed", reference, what, exc_info=error, extra={"ref": reference, "what": what})
    return f"Something broke on my side, and nothing was lost. If it goes on, tell a moderator: ref {reference}."


def _note(interaction: AnyInteraction, outcome: Outcome, ref: str | None = None) -> None:
    current = watched(interaction)
    if current is not None:
        current.outcome, current.ref = outcome, ref


def _name_of(interaction: AnyInteraction) -> str:
    """Return what was used, without anything that a member typed."""
    current = watched(interaction)
    return current.name() if current is not None else name_of(interaction)


async def _tell(interaction: AnyInteraction, words: str) -> None:
    try:
        if interaction.type is discord.InteractionType.autocomplete:
            return
        if interaction.response.is_done():
            await interaction.followup.send(words, ephemeral=True)
        else:
            await interaction.response.send_message(words, ephemeral=True)
    except discord.HTTPException as failure:
        log.warning("the error message for %s could not be sent: HTTP %s", _name_of(interaction), failure.status)
    except (aiohttp.ClientError, TimeoutError):
        log.warning("the error message for %s could not be sent: the connection broke", _name_of(interaction))


class BoundaryTree(app_commands.CommandTree[Any]):
    """A command tree whose errors go through the boundary, and whose commands are watched over."""

    async def _call(self, interaction: AnyInteraction) -> None:
        """Watch over a command or autocomplete: the one place that both pass, in the task that handles them."""
        with watching(interaction, lambda: name_of(interaction)):
            try:
                if interaction.type is discord.InteractionType.application_command:
                    refuse_more(interaction.data)
                await super()._call(interaction)
            except Exception as error:  # such as a command that we no longer have
                await report(interaction, error)
            if interaction.type is discord.InteractionType.autocomplete and not interaction.response.is_done():
                _note(interaction, Outcome.FAILED)  # discord.py logged why, and told nobody

    async def on_error(self, interaction: AnyInteraction, error: app_commands.AppCommandError, /) -> None:
        """Report an error of a command."""
        await report(interaction, error)


class BoundaryModal(ui.Modal):
    """A form whose errors go through the boundary, and which is watched over."""

    def __init__(self, *, title: str = discord.utils.MISSING, timeout: float = _OPEN_FOR_SECONDS) -> None:
        """Take the title, where the class has none, and how long the form may stand open."""
        super().__init__(title=title, timeout=timeout)

    async def _scheduled_task(  # type: ignore[override]  # a form's has no item
        self, interaction: AnyInteraction, *given: Any
    ) -> None:
        """Watch over a sent form, its errors included; a form that failed may be sent again."""
        with watching(interaction, lambda: name_of(interaction, self)):
            await super()._scheduled_task(interaction, *given)

    async def interaction_check(self, _: AnyInteraction, /) -> bool:
        """Let a form through whose choices are among those that it has; raises NotOffered."""
        for item in self.walk_children():
            refuse_unoffered(item)
        return True

    async def on_error(  # type: ignore[override]  # a form's has no item
        self, interaction: AnyInteraction, error: Exception, /
    ) -> None:
        """Tell the member."""
        await report(interaction, error)
