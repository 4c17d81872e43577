"""Buttons and menus of the questionnaire: their custom ids hold every answer, so nothing else has to.

Custom ids are `tf1:fit:<fingerprint>:…`; the fingerprint changes when answers are encoded in another way.
"""

import re
from collections.abc import Iterable
from typing import Any, Self

import discord
from discord import ui

from bot.fit.engine.answers import CHOICES, Answers
from bot.fit.ui.code import CODE, CODE_LENGTH, decode, encode
from bot.fit.ui.screen import (
    PLACE,
    PREFIX,
    Ask,
    FitPlace,
    FitScreen,
    Go,
    OpenPage,
    Option,
    PickRole,
    Press,
    Shown,
    StartAgain,
)
from bot.fit.ui.screens import outdated_screen, screen_at
from bot.kit.place import Place
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.cards import COLOURS

_STEP = r"(?P<step>[0-9])"
_ANSWERS = rf"(?P<code>{CODE}{{{CODE_LENGTH}}})"


class FitButton(ui.DynamicItem[ui.Button[Any]], template=rf"{PREFIX}:(?:go|turn):{PLACE}"):
    """A button to another place of the questionnaire."""

    def __init__(self, button: ui.Button[Any], place: FitPlace) -> None:
        super().__init__(button)
        self.place = place

    @classmethod
    def to(cls, go: Go) -> Self:
        """Make the button."""
        style = discord.ButtonStyle.primary if go.is_main else discord.ButtonStyle.secondary
        custom_id = f"{PREFIX}:{go.verb}:{go.place}"
        return cls(ui.Button(label=go.label, style=style, disabled=not go.is_enabled, custom_id=custom_id), go.place)

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, FitPlace.parse(match))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Go there."""
        await show_fit(interaction, self.place)


class FitQuestion(
    ui.DynamicItem[ui.Select[Any]], template=rf"{PREFIX}:set:(?P<question>{'|'.join(CHOICES)}):{_STEP}:{_ANSWERS}"
):
    """A menu that answers a question and stays on its step."""

    def __init__(self, select: ui.Select[Any], question: str, place: FitPlace) -> None:
        super().__init__(select)
        self.question = question
        self.place = place

    @classmethod
    def asking(cls, ask: Ask) -> Self:
        """Make the menu, with what is answered chosen."""
        custom_id = f"{PREFIX}:set:{ask.question}:{ask.place.screen}:{encode(ask.place.answers)}"
        select: ui.Select[Any] = ui.Select(
            custom_id=custom_id,
            placeholder="Skipped so far",
            min_values=0,
            max_values=ask.most,
            options=_options(ask.options),
        )
        return cls(select, ask.question, ask.place)

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the menu from a used custom id."""
        assert isinstance(item, ui.Select)
        return cls(item, match["question"], FitPlace(Shown.QUESTION, decode(match["code"]), int(match["step"])))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the same step with the new answer."""
        answers = self.place.answers.answering(self.question, self.item.values)
        await show_fit(interaction, FitPlace(Shown.QUESTION, answers, self.place.screen))


class FitRole(ui.DynamicItem[ui.Select[Any]], template=rf"{PREFIX}:pick:{_ANSWERS}"):
    """A menu of roles that leads to the reasons of one."""

    def __init__(self, select: ui.Select[Any], answers: Answers) -> None:
        super().__init__(select)
        self.answers = answers

    @classmethod
    def offering(cls, pick: PickRole) -> Self:
        """Make the menu."""
        select: ui.Select[Any] = ui.Select(
            custom_id=f"{PREFIX}:pick:{encode(pick.answers)}", placeholder="Pick a role", options=_options(pick.options)
        )
        return cls(select, pick.answers)

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the menu from a used custom id."""
        assert isinstance(item, ui.Select)
        return cls(item, decode(match["code"]))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the reasons."""
        await show_fit(interaction, FitPlace(Shown.REASONS, self.answers, role=self.item.values[0]))


class FitPage(ui.DynamicItem[ui.Button[Any]], template=r"tf1:fitpage:(?P<page>[a-z0-9-]+)"):
    """A button that opens a page's card in a private message of its own, so that the result stays."""

    def __init__(self, button: ui.Button[Any], page_id: str) -> None:
        super().__init__(button)
        self.page_id = page_id

    @classmethod
    def opening(cls, page: OpenPage) -> Self:
        """Make the button."""
        return cls(ui.Button(label=page.label, custom_id=f"tf1:fitpage:{page.page_id}"), page.page_id)

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, match["page"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open the card."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.client.presenter.show(interaction, Place(self.page_id))


class FitStart(ui.DynamicItem[ui.Button[Any]], template=r"tf1:fitstart"):
    """A button to the first question, with no answer kept."""

    def __init__(self, button: ui.Button[Any] | None = None) -> None:
        super().__init__(button or ui.Button(label="Start again", custom_id="tf1:fitstart"))

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], _match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item)

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Ask the first question."""
        await show_fit(interaction, FitPlace(Shown.QUESTION, Answers()))


class FitOutdated(ui.DynamicItem[ui.Item[Any]], template=rf"tf1:fit:(?!{PREFIX.removeprefix('tf1:fit:')}:).*"):
    """Any button or menu of a message whose answers were encoded in another way."""

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], _match: re.Match[str], /) -> Self:
        """Take the item as it is: it can't be read."""
        return cls(item)

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Say so, and offer a new start."""
        await _send(interaction, outdated_screen())


FIT_ITEMS = (FitButton, FitQuestion, FitRole, FitPage, FitStart, FitOutdated)


async def show_fit(interaction: Interaction, place: FitPlace) -> None:
    """Show a place: in place where the member pressed in the questionnaire, else as a new private message.

    Raises PageNotFound.
    """
    services = interaction.client.services
    await _send(interaction, screen_at(services[Library].current, place, services.clock.now().date()))


async def _send(interaction: Interaction, screen: FitScreen) -> None:
    view = fit_view(screen)
    view.stop()  # discord.py need not remember it: its items are dynamic
    if interaction.message is not None and interaction.message.flags.ephemeral:
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


def fit_view(screen: FitScreen) -> ui.LayoutView:
    """Return a screen as Discord components."""
    container: ui.Container[Any] = ui.Container(accent_colour=discord.Colour(COLOURS[PageKind.ROLE]))
    container.add_item(ui.TextDisplay(screen.heading))
    if screen.text:
        container.add_item(ui.TextDisplay("\n\n".join(screen.text)))
    if screen.small:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(screen.small))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    for words, menu in screen.menus:
        view.add_item(ui.TextDisplay(words))
        view.add_item(ui.ActionRow(FitQuestion.asking(menu) if isinstance(menu, Ask) else FitRole.offering(menu)))
    for row in screen.rows:
        view.add_item(ui.ActionRow(*map(_button, row)))
    return view


def _button(press: Press) -> ui.Item[Any]:
    match press:
        case Go():
            return FitButton.to(press)
        case OpenPage():
            return FitPage.opening(press)
        case StartAgain():
            return FitStart()


def _options(options: Iterable[Option]) -> list[discord.SelectOption]:
    return [discord.SelectOption(label=one.label, value=one.value, default=one.is_chosen) for one in options]
