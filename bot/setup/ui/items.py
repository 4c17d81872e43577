"""What the menus and buttons of the panel do."""

from datetime import time, timedelta

from bot.kit.errors import NotInServer
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.installs import server
from bot.kit.ui.pressing import AnyItem, Pressed, PressedButton
from bot.servers.service.settings import GuildSettingsService, SettingsChange
from bot.servers.ui.who import manager
from bot.setup.ui.custom_ids import SETTING, SETUP, TEST
from bot.setup.ui.panel import show_panel
from bot.setup.ui.screens import Choice, Screen
from bot.setup.ui.testing import try_channels


class SettingSelect(Pressed[AnyItem], answers=SETTING):
    """A menu that changes one setting."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Store the choice and show the screen again."""
        actor = manager(interaction)
        choice = Choice(self.given["choice"])
        change = _change(choice, _chosen(interaction))
        await interaction.client.services[GuildSettingsService].change(actor, **change)
        await show_panel(interaction, choice.screen)


class SetupButton(PressedButton, answers=SETUP):
    """A button to another screen of the panel, or one that tests what is chosen."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the screen."""
        actor = manager(interaction)
        what = self.given["what"]
        if what != TEST:
            await show_panel(interaction, Screen(what))
            return
        await interaction.response.defer()
        guild = server(interaction)
        if guild is None:
            raise NotInServer
        settings = await interaction.client.services[GuildSettingsService].get(actor.guild_id)
        await show_panel(interaction, tested=await try_channels(guild, settings))


SETUP_ITEMS = (SettingSelect, SetupButton)


def _chosen(interaction: Interaction) -> str | None:
    """Return what was chosen, or None where the choice was taken away."""
    assert interaction.data is not None, "a menu was used"
    values: list[str] = interaction.data.get("values", [])  # type: ignore[assignment]  # ids come as text
    return values[0] if values else None


def _change(choice: Choice, chosen: str | None) -> SettingsChange:  # noqa: C901  # one case for each menu
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
        case Choice.LEADS_A_DAY:
            return {"leads_a_day": number or 0}
        case Choice.TIME_ZONE:
            return {"time_zone": chosen or ""}
        case Choice.POOL:
            return {"pools_outcomes": bool(number)}
        case Choice.DIGEST_TIME:
            return {"digest_time": time(*divmod(min(number or 0, 1439), 60))}
