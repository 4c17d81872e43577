"""Buttons that tell the curators what the notes lack; nothing names who asked.

`tf1:gap:<nearest page>` offers two ways; `tf1:gapfile:<topic|question>:<nearest page>` files one of them. The question
is read back from the message it stands on, since it is kept nowhere else.
"""

import re
from collections.abc import Iterator
from typing import Any, Self

import discord
from discord import ui

from bot.ask.service.gaps import GapService
from bot.kit.errors import TollfreeError
from bot.kit.member_text import escape
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction

ASKED = "You asked: "
"""Begins the line that holds the question: the message is the only place where it is kept."""

_QUESTION = re.compile(rf"^-# {ASKED}(?P<question>.+)$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_PAGE = r"(?P<page>[a-z0-9-]+)"
_OFFER = (
    "Sorry. What may I put into the curators' queue? Either way without your name.\n"
    "-# *Only the topic* files the page that came nearest. *My question too* files these words:"
)


class FileGap(ui.DynamicItem[ui.Button[Any]], template=rf"tf1:gap:{_PAGE}"):
    """The button under an answer that missed."""

    def __init__(self, button: ui.Button[Any], page_id: str) -> None:
        super().__init__(button)
        self.page_id = page_id

    @classmethod
    def about(cls, page_id: str) -> Self:
        """Make the button; `page_id` is the page that came nearest."""
        return cls(ui.Button(label="This didn't answer me", custom_id=f"tf1:gap:{page_id}"), page_id)

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, match["page"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Offer to file the topic alone, or the question too."""
        question = _question_on(interaction.message)
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay(f"{_OFFER}\n-# {ASKED}{escape(question)}" if question else _OFFER))
        buttons = [GapChoice.to("topic", self.page_id, "Only the topic")]
        if question:
            buttons.append(GapChoice.to("question", self.page_id, "My question too"))
        view.add_item(ui.ActionRow(*buttons))
        view.stop()
        await interaction.response.send_message(view=view, ephemeral=True)


class GapChoice(ui.DynamicItem[ui.Button[Any]], template=rf"tf1:gapfile:(?P<what>topic|question):{_PAGE}"):
    """A button that files a gap."""

    def __init__(self, button: ui.Button[Any], what: str, page_id: str) -> None:
        super().__init__(button)
        self.what = what
        self.page_id = page_id

    @classmethod
    def to(cls, what: str, page_id: str, label: str) -> Self:
        """Make the button."""
        return cls(ui.Button(label=label, custom_id=f"tf1:gapfile:{what}:{page_id}"), what, page_id)

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, match["what"], match["page"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """File the gap, and say so in place of the offer."""
        question = _question_on(interaction.message) if self.what == "question" else None
        if self.what == "question" and question is None:
            raise TollfreeError("I can no longer read the question here. Ask it again, or file only the topic.")
        await interaction.client.services[GapService].file(self.page_id, question, interaction.guild_id)
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay("Filed for the curators, without your name. Thank you: so the notes grow."))
        view.stop()
        await interaction.response.edit_message(view=view)


def _question_on(message: discord.Message | None) -> str | None:
    """Return the question that a message shows, or None."""
    for text in _texts(message.components if message else []):
        if match := _QUESTION.search(text):
            return _ESCAPED.sub(r"\1", match["question"])
    return None


def _texts(components: list[Any]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _texts(getattr(component, "children", []))


ASK_ITEMS = (FileGap, GapChoice)
