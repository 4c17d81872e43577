"""Tell both sides privately how things stand; the errands hold no words, so what is told is what holds now."""

import discord
from discord import ui

from bot.insiders.model.errands import taker_of
from bot.insiders.model.errors import PausedByReports, QuestionGone
from bot.insiders.model.question import QuestionState
from bot.insiders.service.reporting import Reporting
from bot.insiders.service.upkeep import DailyNews, InsiderUpkeep
from bot.insiders.ui.cards import asker_view, taker_view
from bot.insiders.ui.custom_ids import SELF
from bot.insiders.ui.reading import member_left, seen_by_asker, seen_by_taker
from bot.insiders.ui.words import blocks_view, excerpt, title_of
from bot.kit.ui.answering import note_view
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.members import is_member
from bot.kit.ui.pressing import Button
from bot.knowledge.library import Library
from bot.outbox.model.job import Job
from bot.outbox.service import Outbox
from bot.outbox.ui.telling import tell_member

_NOT_TOLD = {QuestionState.OPEN, QuestionState.WITHDRAWN}
"""What an asker knows, because they did it themselves."""
_MOST_IN_A_NOTE = 3
_SILENT = (
    "Two of my notes about questions stayed without an answer, so I paused you: nobody waits for you in vain, and you "
    "get no more of them. Nothing is lost. *Come back* whenever you like."
)
_LET_BACK = "The moderators looked at the reports, and you may come back to /insider: press *Come back* there."


async def deliver_to_asker(client: TollfreeClient, job: Job) -> None:
    """Tell an asker how their question stands, if they are still in the server."""
    assert job.errand.member_id is not None, "asked for a member"
    try:
        seen = await seen_by_asker(client, int(job.errand.subject), job.errand.member_id)
    except QuestionGone:
        return
    if seen.question.state in _NOT_TOLD or not await _is_there(client, job):
        return
    await tell_member(client, job, asker_view(client.services[Library].current, client.services.clock, seen))


async def deliver_to_taker(client: TollfreeClient, job: Job) -> None:
    """Tell an insider how a question stands that they offered to talk about, if they are still in the server."""
    assert job.errand.member_id is not None, "asked for a member"
    question_id, insider_id = taker_of(job.errand)
    try:
        seen = await seen_by_taker(client, question_id, insider_id, job.errand.member_id)
    except QuestionGone:
        return
    if await _is_there(client, job):
        await tell_member(client, job, taker_view(client.services[Library].current, seen))


async def deliver_daily(client: TollfreeClient, job: Job) -> None:
    """Send one insider their note of the day, with what they were not told of, from all servers that they are in."""
    assert job.errand.member_id is not None, "asked for a member"
    upkeep = client.services[InsiderUpkeep]
    news = await upkeep.news(int(job.errand.subject))
    if news is None or await client.services[Outbox].is_quiet(news.member_id):
        return
    for guild_id in list(news.by_server):
        if not await is_member(client, guild_id, news.member_id):
            await member_left(client, news.member_id, guild_id)
            del news.by_server[guild_id]
    if news.by_server:
        await tell_member(client, job, daily_view(client, news))
        await upkeep.prompted(news.member_id, job.created_at)


async def deliver_silence(client: TollfreeClient, job: Job) -> None:
    """Tell somebody that two notes without an answer paused them."""
    back: Button = ui.Button(label="Come back", style=discord.ButtonStyle.success, custom_id=SELF(what="resume"))
    await tell_member(client, job, note_view(_SILENT, ui.ActionRow(back)))


async def deliver_reports(client: TollfreeClient, job: Job) -> None:
    """Tell somebody that reports paused them, or that moderators let them back."""
    if await client.services[Reporting].find(int(job.errand.subject)) is not None:
        await tell_member(client, job, note_view(str(PausedByReports())))
    else:
        await tell_member(client, job, note_view(_LET_BACK))


def daily_view(client: TollfreeClient, news: DailyNews) -> ui.LayoutView:
    """Return the note of the day: the beginnings of what is new, and the way to all of it."""
    base = client.services[Library].current
    found = [(one, question) for group in news.by_server.values() for one, waiting in group for question in waiting]
    lines = ["Somebody asks about work that you know. No need to answer at once, or at all."]
    for one, question in found[:_MOST_IN_A_NOTE]:
        lines.append(f"**{title_of(base, one.role_id)}**\n{excerpt(question)}")
    if len(found) > _MOST_IN_A_NOTE:
        lines.append("-# And more.")
    look: Button = ui.Button(label="See them", style=discord.ButtonStyle.primary, custom_id=SELF(what="queue"))
    return blocks_view(lines, [look])


async def _is_there(client: TollfreeClient, job: Job) -> bool:
    """Return whether whom a job is for is still in its server; else close what they have open there."""
    guild_id, member_id = job.errand.guild_id, job.errand.member_id
    assert guild_id is not None, "a question is of a server"
    assert member_id is not None, "asked for a member"
    if await is_member(client, guild_id, member_id):
        return True
    if client.get_guild(guild_id) is not None:  # else the bot itself may have left
        await member_left(client, member_id, guild_id)
    return False
