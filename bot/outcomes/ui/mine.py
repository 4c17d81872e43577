"""What a member told themselves: only they see it, change it and delete it."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.kit.place import Place
from bot.kit.ui.answering import actor_of, note_view, show
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.kit.ui.paged import Turn, paged, turn_menu
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.outcomes.model.answers import Outcome, OutcomeGone
from bot.outcomes.service.telling import OutcomeService, Shared
from bot.outcomes.ui.custom_ids import MINE, OUTCOMES, OWN, PICK
from bot.outcomes.ui.labels import told_words
from bot.pages.ui.items import open_button

_LISTED = 25
_COUNTED = (
    "-# No other member sees this, nor do moderators. It is counted on the first of a month, with at least four "
    "others, and one answer in five is drawn by lot first: no figure can prove what you said."
)
_NOTHING = "You have told nothing here. `/outcome share` begins: five groups of choices, no typing, under a minute."
_ASK = (
    "Delete what you told about **{title}** in {year}? It is gone at once. Figures that were published, rounded and "
    "with lots, stay until the first."
)


async def show_kept(interaction: Interaction, shared: Shared) -> None:
    """Say that it is stored, with what was told."""
    heading = "✅ **Thank you. Kept**" if shared.is_new else "✅ **Kept in place of what you told before**"
    await _show_one(interaction, shared.outcome, heading)


async def show_mine(interaction: Interaction) -> None:
    """Show all that the member told in this server; raises NotInServer."""
    services = interaction.client.services
    told = await services[OutcomeService].mine(actor_of(interaction))
    await show(interaction, _mine_view(services[Library].current, told))


async def turn_mine(interaction: Interaction, custom_id: str, turn: Turn) -> None:
    """Show another page of the menu of one's own; raises NotInServer."""
    services = interaction.client.services
    told = await services[OutcomeService].mine(actor_of(interaction))
    await turn_menu(interaction, custom_id, _options(services[Library].current, told), turn)


async def show_own(interaction: Interaction, role_id: str, year: int) -> None:
    """Show one, with what can be done about it; raises NotInServer and OutcomeGone."""
    outcome = await interaction.client.services[OutcomeService].told(actor_of(interaction), role_id, year)
    if outcome is None:
        raise OutcomeGone
    await _show_one(interaction, outcome, "**What you told**")


async def ask_to_delete(interaction: Interaction, role_id: str, year: int) -> None:
    """Ask whether one is to be deleted."""
    title = title_of(interaction.client.services[Library].current, role_id)
    yes = ui.Button[ui.LayoutView](
        label="Delete it", style=discord.ButtonStyle.danger, custom_id=OWN(what="delete", year=year, role=role_id)
    )
    no = ui.Button[ui.LayoutView](label="Keep it", custom_id=OWN(what="open", year=year, role=role_id))
    await show(interaction, note_view(_ASK.format(title=title, year=year), ui.ActionRow(yes, no)))


async def delete_own(interaction: Interaction, role_id: str, year: int) -> None:
    """Delete one, and show the rest; raises NotInServer and OutcomeGone."""
    await interaction.client.services[OutcomeService].remove(actor_of(interaction), role_id, year)
    await show_mine(interaction)


def title_of(base: KnowledgeBase, role_id: str) -> str:
    """Return the title of a role, or its id where its page is gone."""
    page = base.pages.get(role_id)
    return page.title if page else role_id


async def _show_one(interaction: Interaction, outcome: Outcome, heading: str) -> None:
    base, own = interaction.client.services[Library].current, {"year": outcome.year, "role": outcome.role_id}
    title = title_of(base, outcome.role_id)
    text = f"{heading}: {title}, {outcome.year}\n{told_words(outcome.answers)}\n{_COUNTED}"
    buttons: list[ui.Button[ui.LayoutView]] = []
    if outcome.role_id in base.pages:
        buttons.append(ui.Button(label="Change", emoji="✏️", custom_id=OWN(what="change", **own)))
    buttons.append(ui.Button(label="Delete", emoji="🗑️", custom_id=OWN(what="ask", **own)))
    buttons.append(ui.Button(label="All of mine", custom_id=MINE()))
    if outcome.role_id in base.pages:
        buttons.append(ui.Button(label="Figures", emoji="📊", custom_id=OUTCOMES(role=outcome.role_id)))
        buttons.append(open_button(Place(outcome.role_id), "The role", is_current=False))
    await show(interaction, note_view(text, ui.ActionRow(*buttons)))


def _mine_view(base: KnowledgeBase, told: Sequence[Outcome]) -> ui.LayoutView:
    if not told:
        return note_view(f"## What your searches came to\n{_NOTHING}")
    lines = [f"- **{title_of(base, one.role_id)}**, {one.year}" for one in told[:_LISTED]]
    if len(told) > _LISTED:
        lines.append(f"- and {len(told) - _LISTED} older ones, in the menu")
    text = "\n".join(("## What your searches came to", "-# Only you see this.", *lines))
    options = paged(_options(base, told))
    menu = ui.Select[ui.LayoutView](custom_id=PICK(), placeholder="See, change or delete …", options=options)
    return note_view(text, ui.ActionRow(menu))


def _options(base: KnowledgeBase, told: Sequence[Outcome]) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=shorten(f"{one.year} · {title_of(base, one.role_id)}", OPTION_TEXT), value=f"{one.year}.{one.role_id}"
        )
        for one in told
    ]
