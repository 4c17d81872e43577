"""What moderators see: counts and reports. Never who asked what, nor whom a report is about."""

from collections.abc import Sequence

import discord
from discord import ui
from discord.utils import format_dt

from bot.insiders.model.report import Counted, Suspension
from bot.insiders.service.reporting import Reporting
from bot.insiders.ui.custom_ids import REVIEW
from bot.insiders.ui.words import floored
from bot.kit.ui.answering import show
from bot.kit.ui.client import Interaction
from bot.outbox.ui.running import nudge
from bot.servers.ui.who import moderator

_MOST = 8
_NONE = "Nobody is paused by reports."
_HOW = (
    "-# Whoever is paused was told, and can speak with you: I keep to myself who it is. *Let back* lets them come back "
    "by themselves; *Keep paused* leaves it as it is. Both stand in /mod audit."
)


async def show_reports(interaction: Interaction) -> None:
    """Show privately how questions end here, and whom reports paused; raises NotInServer and NotModerator."""
    reporting, guild_id = interaction.client.services[Reporting], (await moderator(interaction)).guild_id
    view = reports_view(await reporting.counted(guild_id), await reporting.suspensions(guild_id))
    await show(interaction, view)


async def review(interaction: Interaction, what: str, suspension_id: int) -> None:
    """Keep somebody paused, or let them back; raises NotInServer and NotModerator."""
    actor, reporting = await moderator(interaction), interaction.client.services[Reporting]
    if what == "keep":
        await reporting.keep(suspension_id, actor)
    else:
        await reporting.let_back(suspension_id, actor)
        nudge(interaction.client)
    await show_reports(interaction)


def reports_view(counted: Counted, suspensions: Sequence[Suspension]) -> ui.LayoutView:
    """Return counts of the last 90 days, small ones as words, and whom reports paused."""
    view = ui.LayoutView(timeout=None)
    counts = (
        f"answered in writing: {floored(counted.answered)} · talked: {floored(counted.talked)} · "
        f"closed: {floored(counted.closed)} · open: {floored(counted.open)}"
    )
    words = f"## Insiders\n**Questions of 90 days:** {counts}\n{_HOW if suspensions else _NONE}"
    view.add_item(ui.TextDisplay(words))
    for one in suspensions[:_MOST]:
        kept = f" · kept paused {format_dt(one.kept_at, 'R')}" if one.kept_at else ""
        said = f"**Somebody** · a pitch, say {one.reports} people · since {format_dt(one.since, 'D')}{kept}"
        view.add_item(ui.TextDisplay(said))
        view.add_item(ui.ActionRow(*_buttons(one)))
    return view


def _buttons(one: Suspension) -> list[ui.Button[ui.LayoutView]]:
    back: ui.Button[ui.LayoutView] = ui.Button(
        label="Let back", style=discord.ButtonStyle.success, custom_id=REVIEW(what="back", suspension_id=one.id)
    )
    keep: ui.Button[ui.LayoutView] = ui.Button(label="Keep paused", custom_id=REVIEW(what="keep", suspension_id=one.id))
    return [back] if one.kept_at else [back, keep]
