"""The private panel where moderators choose channels, role and numbers; it shows at once what I may not do."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Self

import discord
from discord import ui

from bot.client import Interaction
from bot.domain.errors import TollfreeError
from bot.domain.guild_settings import GuildSettings
from bot.domain.leads import Actor
from bot.services.guild_settings import SettingsChange
from bot.ui.boundary import guarded
from bot.ui.leads.answering import show
from bot.ui.moderation.channel_checks import leads_channel_faults, queue_channel_faults
from bot.ui.moderation.who import manages_server, moderator

_NAMES = ("leads", "queue", "role", "membership", "reports", "newcomers")
_DAYS = {0: "Everybody votes at once", 1: "After 1 day", 3: "After 3 days", 7: "After 7 days", 30: "After 30 days"}
_REPORTS = (1, 2, 3, 5, 10)
_LEADS_CHANNELS = [discord.ChannelType.text, discord.ChannelType.forum]
_QUEUE_CHANNELS = [discord.ChannelType.text]


class RoleNeedsManager(TollfreeError):
    """Raised when somebody without *Manage Server* would decide who moderates."""

    def __init__(self) -> None:
        super().__init__(
            "Who moderates is for people with *Manage Server* to choose. All else here you can change yourself."
        )


class SettingSelect(ui.DynamicItem[ui.Item[Any]], template=rf"tf1:setting:(?P<name>{'|'.join(_NAMES)})"):
    """A menu that changes one setting."""

    def __init__(self, select: ui.Item[Any], name: str) -> None:
        super().__init__(select)
        self.name = name

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the menu from a used custom id."""
        return cls(item, match["name"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Store the choice and show the panel again."""
        actor = await moderator(interaction)
        if self.name == "role" and not manages_server(interaction):
            raise RoleNeedsManager
        await interaction.client.services.leads.settings.change(actor, **_change(self.name, _chosen(interaction)))
        await show_settings(interaction, actor)


async def show_settings(interaction: Interaction, actor: Actor) -> None:
    """Show the panel privately, in place where it was pressed."""
    assert interaction.guild is not None, "moderators act in servers"
    settings = await interaction.client.services.leads.settings.get(actor.guild_id)
    await show(interaction, settings_view(interaction.guild, settings))


def settings_view(guild: discord.Guild, settings: GuildSettings) -> ui.LayoutView:
    """Return the panel."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("## Settings of leads\n-# Each choice is stored at once."))
    for words, menu in _menus(guild, settings):
        view.add_item(ui.TextDisplay(words))
        view.add_item(ui.ActionRow(menu))
    return view


def _menus(guild: discord.Guild, settings: GuildSettings) -> Iterator[tuple[str, ui.Item[Any]]]:
    faults = leads_channel_faults(guild, settings.leads_channel_id)
    yield (
        _words("Leads channel", "Where cards go, text or forum. None: the channel in which a lead is shared.", faults),
        _channels("leads", _LEADS_CHANNELS, guild, settings.leads_channel_id),
    )
    faults = queue_channel_faults(guild, settings.queue_channel_id)
    yield (
        _words("Queue channel", "Where leads wait for you. None: they wait in /mod queue alone.", faults),
        _channels("queue", _QUEUE_CHANNELS, guild, settings.queue_channel_id),
    )
    role = settings.moderator_role_id
    faults = ["That role is gone. Choose another one."] if role and guild.get_role(role) is None else []
    yield _words("Moderator role", "It may review, besides those with Manage Messages.", faults), _roles(guild, role)
    days = settings.minimum_membership // timedelta(days=1)
    names = _DAYS | {days: _DAYS.get(days, f"After {days} days")}
    yield "**Votes count from members**", _choices("membership", {str(day): name for day, name in names.items()}, days)
    counts = sorted({*_REPORTS, settings.report_threshold})
    names_of_counts = {str(count): f"{count} report{'s' if count > 1 else ''}" for count in counts}
    yield "**A lead is hidden at**", _choices("reports", names_of_counts, settings.report_threshold)
    newcomers = {"1": "Wait for a moderator", "0": "Are posted at once"}
    yield "**First leads of members**", _choices("newcomers", newcomers, int(settings.reviews_newcomers))


def _words(name: str, help_text: str, faults: list[str]) -> str:
    return "\n".join([f"**{name}**", f"-# {help_text}", *(f"⚠️ {fault}" for fault in faults)])


def _channels(
    name: str, kinds: list[discord.ChannelType], guild: discord.Guild, chosen: int | None
) -> ui.ChannelSelect[Any]:
    return ui.ChannelSelect(
        custom_id=f"tf1:setting:{name}",
        channel_types=kinds,
        placeholder="None",
        min_values=0,
        default_values=[discord.Object(chosen)] if chosen and guild.get_channel(chosen) else [],
    )


def _roles(guild: discord.Guild, chosen: int | None) -> ui.RoleSelect[Any]:
    return ui.RoleSelect(
        custom_id="tf1:setting:role",
        placeholder="None",
        min_values=0,
        default_values=[discord.Object(chosen)] if chosen and guild.get_role(chosen) else [],
    )


def _choices(name: str, names: dict[str, str], chosen: int) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=label, value=value, default=value == str(chosen)) for value, label in names.items()
    ]
    return ui.Select(custom_id=f"tf1:setting:{name}", options=options)


def _chosen(interaction: Interaction) -> int | None:
    """Return what was chosen: an id or a number, or None where the choice was taken away."""
    assert interaction.data is not None, "a menu was used"
    values: list[str] = interaction.data.get("values", [])  # type: ignore[assignment]  # ids come as text
    return int(values[0]) if values else None


def _change(name: str, chosen: int | None) -> SettingsChange:
    match name:
        case "leads":
            return {"leads_channel_id": chosen}
        case "queue":
            return {"queue_channel_id": chosen}
        case "role":
            return {"moderator_role_id": chosen}
        case "membership":
            return {"minimum_membership": timedelta(days=chosen or 0)}
        case "reports":
            return {"report_threshold": chosen or 0}
        case _:
            return {"reviews_newcomers": bool(chosen)}
