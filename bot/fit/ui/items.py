"""What the buttons and menus of the questionnaire do."""

from bot.fit.engine.answers import Answers
from bot.fit.ui.code import decode
from bot.fit.ui.custom_ids import FIT_PAGE, GO, KEEP, OUTDATED, PICK, SET, START, place_of
from bot.fit.ui.results import kept_text
from bot.fit.ui.screen import FitPlace, FitScreen, Shown
from bot.fit.ui.screens import outdated_screen, screen_at
from bot.fit.ui.view import fit_view
from bot.kit.place import Place
from bot.kit.ui.answering import note_view, show
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.keeping import keep
from bot.kit.ui.pressing import AnyItem, Pressed, PressedButton, PressedMenu
from bot.knowledge.library import Library


class FitButton(PressedButton, answers=GO):
    """A button to another place of the questionnaire."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Go there."""
        await show_fit(interaction, place_of(self.given))


class FitQuestion(PressedMenu, answers=SET):
    """A menu that answers a question and stays on its step."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the same step with the new answer."""
        answers = decode(self.given["code"]).answering(self.given["question"], self.item.values)
        await show_fit(interaction, FitPlace(Shown.QUESTION, answers, int(self.given["step"])))


class FitRole(PressedMenu, answers=PICK):
    """A menu of roles that leads to the reasons of one."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the reasons."""
        await show_fit(interaction, FitPlace(Shown.REASONS, decode(self.given["code"]), role=self.chosen))


class FitKeep(PressedButton, answers=KEEP):
    """A button that sends the result to the member's own messages; nothing is stored."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Send it, and say so."""
        base = interaction.client.services[Library].current
        await keep(interaction, note_view(kept_text(base, decode(self.given["code"]))))


class FitPage(PressedButton, answers=FIT_PAGE):
    """A button that opens a page's card in a private message of its own, so that the result stays."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open the card."""
        await interaction.client.presenter.show(interaction, Place(self.given["page"]), beside=True)


class FitStart(PressedButton, answers=START):
    """A button to the first question, with no answer kept."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Ask the first question."""
        await show_fit(interaction, FitPlace(Shown.QUESTION, Answers()))


class FitOutdated(Pressed[AnyItem], answers=OUTDATED):
    """Any button or menu of a message whose answers were encoded in another way."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Say so, and offer a new start."""
        await _send(interaction, outdated_screen())


FIT_ITEMS = (FitButton, FitQuestion, FitRole, FitKeep, FitPage, FitStart, FitOutdated)


async def show_fit(interaction: Interaction, place: FitPlace) -> None:
    """Show a place: in place where the member pressed in the questionnaire, else as a new private message.

    Raises PageNotFound.
    """
    services = interaction.client.services
    await _send(interaction, screen_at(services[Library].current, place, services.clock.now().date()))


async def _send(interaction: Interaction, screen: FitScreen) -> None:
    await show(interaction, fit_view(screen))
