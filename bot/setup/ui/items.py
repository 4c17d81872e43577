"""What the menus and buttons of the panel do."""

import re
from datetime import time, timedelta
from typing import Any, Self

import discord
from discord import ui

from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.servers.service.settings import GuildSettingsService, SettingsChange
from bot.servers.ui.who import manager
from bot.setup.ui.panel import show_panel
from bot.setup.ui.screens import Choice, Screen
from bot.setup.ui.testing import try_channels

_TEST = "test"


class SettingSelect(ui.DynamicItem[ui.Item[Any]], template=rf"tf1:setting:(?P<choice>{'|'.join(Choice)})"):
    """A menu that changes one setting."""

    def __init__(self, select: ui.Item[Any], choice: Choice) -> None:
        super().__init__(select)
        self.choice = choice

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the menu from a used custom id."""
        return cls(item, Choice(match["choice"]))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Store the choice and show the screen again."""
        actor = manager(interaction)
        change = _change(self.choice, _chosen(interaction))
        await interaction.client.services[GuildSettingsService].change(actor, **change)
        await show_panel(interaction, self.choice.screen)


class SetupButton(ui.DynamicItem[ui.Button[Any]], template=rf"tf1:setup:(?P<what>{'|'.join(Screen)}|{_TEST})"):
    """A button to another screen of the panel, or one that tests what is chosen."""

    def __init__(self, button: ui.Button[Any], what: str) -> None:
        super().__init__(button)
        self.what = what

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, match["what"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the screen."""
        actor = manager(interaction)
        if self.what != _TEST:
            await show_panel(interaction, Screen(self.what))
            return
        await interaction.response.defer()
        assert interaction.guild is not None, "managers act in servers"
        settings = await interaction.client.services[GuildSettingsService].get(actor.guild_id)
        await show_panel(interaction, tested=await try_channels(interaction.guild, settings))


SETUP_ITEMS = (SettingSelect, SetupButton)


def _chosen(interaction: Interaction) -> str | None:
    """Return what was chosen, or None where the choice was taken away."""
    assert interaction.data is not None, "a menu was used"
    values: list[str] = interaction.data.get("values", [])  # type: ignore[assignment]  # ids come as text
    return values[0] if values else None


def _change(choice: Choice, chosen: str | None) -> SettingsChange:  # one case for each menu
    number = int(chosen) if chosen and chosen.isdecimal() else None
    match choice:
        case Choice.LEADS_CHANNEL:
            return {"leads_channel_id": number}
        case Choice.QUEUE_CHANNEL:
            return {"queue_channel_id": number}
        case Choice.DIGEST_CHANNEL:
            return {"digest_channel_id": number}
        case Choice.ROLE:
            return {"moderator_role_id": number}
        case Choice.MEMBERSHIP:
            return {"minimum_membership": timedelta(days=number or 0)}
        case Choice.REPORTS:
            return {"report_threshold": number or 0}
        case Choice.NEWCOMERS:
            return {"reviews_newcomers": bool(number)}
        case Choice.TIME_ZONE:
            return {"time_zone": chosen or ""}
        case Choice.DIGEST_TIME:
            return {"digest_time": time(*divmod(min(number or 0, 1439), 60))}
