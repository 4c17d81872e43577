"""Correct a page: in the open on the repository's site, or privately in the curators' queue."""

import discord
from discord import ui

from bot.ask.service.gaps import GapService
from bot.kit.ui.answering import note_view, show
from bot.kit.ui.boundary import BoundaryModal, guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.custom_ids import PAGE, CustomId
from bot.kit.ui.pressing import Button, PressedButton
from bot.knowledge.library import Library
from bot.pages.ui.corrections import RepositoryLinks
from bot.pages.ui.items import FIX

_FORM = CustomId("fixform", page_id=PAGE)
_LONGEST = 450
_IN_QUEUE = "Correction: "
"""Begins what stands in the curators' queue, so that it is not taken for a question."""
_PRIVATELY = "The private form goes to the curators’ queue without your name; nothing but your words is kept."
_GITHUB = "GitHub is public: anyone can read what you write there, and the name of your account beside it."


class FixButton(PressedButton, answers=FIX):
    """*Suggest a fix*, for whoever presses it."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Offer the private form and, where there is a repository, the public one; raises PageNotFound."""
        services = interaction.client.services
        page = services[Library].current.page(self.given["page_id"])
        url = services[RepositoryLinks].suggest_url(page)
        buttons: list[Button] = [ui.Button(label="Write privately", emoji="✏️", custom_id=_FORM(page_id=page.id))]
        if url:
            buttons.append(ui.Button(label="Open GitHub", style=discord.ButtonStyle.link, url=url))
        words = "\n".join((f"**Suggest a fix: {page.title}**", _PRIVATELY, *([_GITHUB] if url else [])))
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow(*buttons)
        await show(interaction, note_view(words, row), in_place=False)


class FixFormButton(PressedButton, answers=_FORM):
    """The button to the private form."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open the form; raises PageNotFound."""
        page = interaction.client.services[Library].current.page(self.given["page_id"])
        await interaction.response.send_modal(FixModal(page.id))


class FixModal(BoundaryModal, title="Suggest a fix"):
    """Takes what is wrong with a page; it is filed without who wrote it."""

    fix: ui.Label[ui.Modal] = ui.Label(
        text="What is wrong or missing, and who says so?",
        description="A link to the source helps most. Leave out your own details.",
        component=ui.TextInput(style=discord.TextStyle.paragraph, max_length=_LONGEST, min_length=10),
    )

    def __init__(self, page_id: str) -> None:
        super().__init__()
        self._page_id = page_id

    async def on_submit(self, interaction: Interaction, /) -> None:  # type: ignore[override]
        """File the words: of no server, so that no digest tells of them."""
        assert isinstance(self.fix.component, ui.TextInput)
        words = _IN_QUEUE + self.fix.component.value
        await interaction.client.services[GapService].file(self._page_id, words, None)
        await show(interaction, note_view("Filed for the curators, without your name. Thank you."))


FIX_ITEMS = (FixButton, FixFormButton)
