"""*Keep*: what a member reads goes to their own messages with the bot, where it stays; private answers vanish."""

import discord
from discord import ui

from bot.kit.errors import TollfreeError
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.custom_ids import CustomId
from bot.kit.ui.neutral import in_private
from bot.kit.ui.pressing import Button, PressedButton
from bot.kit.ui.refusals import Door, Refusal, refusal_of

_KEEP = CustomId("keep")


class CannotKeep(TollfreeError):
    """Raised where Discord does not let the bot write to the member."""

    def __init__(self) -> None:
        super().__init__(
            "Discord does not let me write to you. Open your messages with me once and send anything, or allow "
            "messages from members of a server we share; then press *Keep* again."
        )


def keep_button() -> Button:
    """Return *Keep*, which works under any message that shows something."""
    return ui.Button(label="Keep", emoji="📌", custom_id=_KEEP())


class KeepButton(PressedButton, answers=_KEEP):
    """Sends what its message says to whoever presses it."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Send it, and say so."""
        assert interaction.message is not None, "a button stands on a message"
        await keep(interaction, ui.LayoutView.from_message(interaction.message, timeout=None))


async def keep(interaction: Interaction, shown: ui.LayoutView) -> None:
    """Send what a view says to the member, and tell them; raises CannotKeep."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    try:
        channel = await interaction.client.create_dm(discord.Object(interaction.user.id))
        await channel.send(view=kept_view(shown))
    except discord.HTTPException as error:
        meaning = refusal_of(error)
        if isinstance(meaning, Refusal) and meaning.door is not Door.THIS:
            raise CannotKeep from error
        raise
    await interaction.followup.send("📌 Kept in your messages with me.", ephemeral=True)


def kept_view(shown: ui.LayoutView) -> ui.LayoutView:
    """Return what a view says, without its buttons and pictures, below a line that gives nothing away."""
    texts = [item.content for item in shown.walk_children() if isinstance(item, ui.TextDisplay)]
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container()
    for text in texts:
        container.add_item(ui.TextDisplay(text))
    view.add_item(container)
    return in_private(view)


KEEP_ITEMS = (KeepButton,)
