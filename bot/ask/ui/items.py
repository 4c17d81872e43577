"""Buttons that tell the curators what the notes lack, and which answers were right; nothing names who asked.

The question is read back from the message it stands on, since it is kept nowhere else.
"""

import re
from collections.abc import Iterator
from typing import Any

import discord
from discord import ui

from bot.ask.service.gaps import GapService
from bot.kit.errors import TollfreeError
from bot.kit.member_text import escape
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.custom_ids import PAGE, CustomId
from bot.kit.ui.installs import server_id
from bot.kit.ui.pressing import Button, PressedButton

ASKED = "You asked: "
"""Begins the line that holds the question: the message is the only place where it is kept."""

_QUESTION = re.compile(rf"^-# {ASKED}(?P<question>.+)$", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_GAP = CustomId("gap", page=PAGE)
_GAP_FILE = CustomId("gapfile", what="topic|question", page=PAGE)
_WAS = CustomId("was", it="yes|no", page=PAGE, answer="[0-9a-f]{8}")
_OFFER = (
    "Sorry. What may I put into the curators' queue? Either way without your name.\n"
    "-# *Only the topic* files the page that came nearest. *My question too* files these words:"
)


class FileGap(PressedButton, answers=_GAP):
    """The button under an answer that missed."""

    @staticmethod
    def about(page_id: str) -> Button:
        """Make the button; `page_id` is the page that came nearest."""
        return ui.Button(label="This didn't answer me", custom_id=_GAP(page=page_id))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Offer to file the topic alone, or the question too."""
        question = _question_on(interaction.message)
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay(f"{_OFFER}\n-# {ASKED}{escape(question)}" if question else _OFFER))
        buttons = [GapChoice.to("topic", self.given["page"], "Only the topic")]
        if question:
            buttons.append(GapChoice.to("question", self.given["page"], "My question too"))
        view.add_item(ui.ActionRow(*buttons))
        view.stop()
        await interaction.response.send_message(view=view, ephemeral=True)


class GapChoice(PressedButton, answers=_GAP_FILE):
    """A button that files a gap."""

    @staticmethod
    def to(what: str, page_id: str, label: str) -> Button:
        """Make the button."""
        return ui.Button(label=label, custom_id=_GAP_FILE(what=what, page=page_id))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """File the gap, and say so in place of the offer."""
        what = self.given["what"]
        question = _question_on(interaction.message) if what == "question" else None
        if what == "question" and question is None:
            raise TollfreeError("I can no longer read the question here. Ask it again, or file only the topic.")
        await interaction.client.services[GapService].file(self.given["page"], question, server_id(interaction))
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


class WasThisIt(PressedButton, answers=_WAS):
    """*Was this it?* under an answer: counts the page and the passage, and nothing else."""

    @staticmethod
    def about(page_id: str, answer: str) -> tuple[Button, Button]:
        """Make the two buttons; `answer` is the mark of the first passage."""
        labels = {"yes": "Was this it? Yes", "no": "No"}
        yes, no = (
            ui.Button[Any](label=label, custom_id=_WAS(it=it, page=page_id, answer=answer))
            for it, label in labels.items()
        )
        return yes, no

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Count, and say so to the member alone."""
        was_it = self.given["it"] == "yes"
        await interaction.client.services[GapService].judge(self.given["page"], self.given["answer"], was_it=was_it)
        thanks = "Thank you. I count the page and the passage, and not you or your words."
        more = "" if was_it else " *This didn't answer me* tells the curators what was missing."
        await interaction.response.send_message(thanks + more, ephemeral=True)


ASK_ITEMS = (FileGap, GapChoice, WasThisIt)
