"""Read how a question stands for one side, with the other's handle where they have shown it."""

import discord

from bot.insiders.model.errors import QuestionGone
from bot.insiders.model.profile import Insider
from bot.insiders.service.answering import Answering
from bot.insiders.service.asking import Asking
from bot.insiders.ui.cards import Seen
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.kit.ui.installs import server_id
from bot.kit.ui.members import is_member


async def seen_by_asker(client: TollfreeClient, question_id: int, asker_id: int) -> Seen:
    """Return what an asker may know of their question; raises QuestionGone where it is not theirs."""
    found = await client.services[Asking].seen_by_asker(question_id)
    if found is None or found[0].asker_id != asker_id:
        raise QuestionGone
    question, taker, answer = found
    shown = taker.member_id if taker is not None and question.insider_shows else None
    return Seen(question, taker, answer, await _handle(client, shown))


async def seen_by_taker(client: TollfreeClient, question_id: int, insider_id: int | None, member_id: int) -> Seen:
    """Return what an insider may know of a question that they took or offered to talk about; raises QuestionGone."""
    found = await client.services[Answering].seen_by_taker(question_id, insider_id) if insider_id else None
    if found is None or found[1].member_id != member_id:
        raise QuestionGone
    question, insider = found
    shown = question.asker_id if question.asker_shows and question.insider_id == insider.id else None
    return Seen(question, insider, None, await _handle(client, shown))


async def require_here(interaction: Interaction, guild_id: int) -> None:
    """Close what somebody has open in a server that they have left, and raise QuestionGone."""
    if server_id(interaction) == guild_id or await is_member(interaction.client, guild_id, interaction.user.id):
        return
    await member_left(interaction.client, interaction.user.id, guild_id)
    raise QuestionGone


async def require_asker_there(client: TollfreeClient, guild_id: int, asker_id: int | None) -> None:
    """Close the questions of an asker who has left the server, and raise QuestionGone."""
    if asker_id is not None and not await is_member(client, guild_id, asker_id):
        await member_left(client, asker_id, guild_id)
        raise QuestionGone


async def require_taker_there(client: TollfreeClient, guild_id: int, taker: Insider | None) -> None:
    """Close what an insider offered who has left the server, and raise QuestionGone."""
    if taker is not None and not await is_member(client, guild_id, taker.member_id):
        await member_left(client, taker.member_id, guild_id)
        raise QuestionGone


async def member_left(client: TollfreeClient, member_id: int, guild_id: int) -> None:
    """Close all that somebody has open in a server that they have left, and forget their profiles there."""
    await client.services[Answering].left(member_id, guild_id)
    await client.services[Asking].left(member_id, guild_id)


async def _handle(client: TollfreeClient, member_id: int | None) -> str | None:
    """Return somebody's handle as it is now: none is stored."""
    if member_id is None:
        return None
    try:
        return (await client.fetch_user(member_id)).name
    except discord.NotFound:
        return None
