"""Who acts, and how they are answered."""

from discord import ui

from bot.kit.actors import Actor
from bot.kit.ui.client import Interaction
from bot.kit.ui.installs import member_of_server


def actor_of(interaction: Interaction) -> Actor:
    """Return who acts and where; raises NotInServer in a direct message, and where the server has not added the bot."""
    guild_id, member = member_of_server(interaction)
    return Actor(guild_id, member.id, member.joined_at)


def is_private(interaction: Interaction) -> bool:
    """Return whether what was pressed is a private message of ours, which only its reader sees change."""
    return interaction.message is not None and interaction.message.flags.ephemeral


async def show(interaction: Interaction, view: ui.LayoutView, *, in_place: bool = True) -> None:
    """Show a view privately: in the private message that was pressed, else as a new one.

    The view's custom ids are answered by dynamic items, so it is stopped and nothing has to remember it.
    """
    view.stop()
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view)
    elif in_place and is_private(interaction):
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


def note_view(text: str, *rows: ui.ActionRow[ui.LayoutView]) -> ui.LayoutView:
    """Return a short message as a view, to stand where a view stood before."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(text))
    for row in rows:
        view.add_item(row)
    return view
