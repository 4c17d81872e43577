"""What the buttons and menus of a plan do."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import discord

from bot.kit.place import Place
from bot.kit.ui.answering import note_view, show
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.keeping import keep
from bot.kit.ui.pressing import AnyItem, Pressed, PressedButton, PressedMenu
from bot.knowledge.library import Library
from bot.plan.engine.answers import Answers
from bot.plan.engine.planning import Plan, make_plan
from bot.plan.engine.reminders import FILE_NAME, reminders
from bot.plan.ui.code import decode
from bot.plan.ui.custom_ids import (
    GO,
    GUIDE,
    KEEP,
    LAST_DAY,
    OUTDATED,
    PLAN_PAGE,
    SEND,
    SET,
    START,
    TYPE_IT,
    place_of,
)
from bot.plan.ui.day_form import DayForm
from bot.plan.ui.screen import PlanPlace, PlanScreen, Shown
from bot.plan.ui.screens import outdated_screen, screen_at
from bot.plan.ui.view import plan_view
from bot.plan.ui.words import kept_text

_SENT = (
    "📅 Open the file on your phone to add the days. Titles say *Reminder* and a number, as in your plan, and nothing "
    "else: others may see your calendar. Use a private one, not your employer's."
)
_SENT_WITH_DETAILS = (
    "📅 Titles say *Reminder* and a number; what each is about, and its sources, stands **in the event's text**. "
    "Whoever can open your events can read it: use a private calendar, not your employer's."
)


class PlanButton(PressedButton, answers=GO):
    """A button to another place of the form or the plan."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Go there."""
        await show_plan(interaction, place_of(self.given))


class PlanQuestion(PressedMenu, answers=SET):
    """A menu that answers a question and stays on its step."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the same step with the new answer, or open the form for a day."""
        answers, screen = decode(self.given["code"]), int(self.given["screen"])
        if self.given["question"] != LAST_DAY:
            answers = answers.answering(self.given["question"], self.item.values)
        elif TYPE_IT in self.item.values:
            await interaction.response.send_modal(DayForm(answers, _show_days))
            return
        else:
            chosen = next(iter(self.item.values), None)
            answers = replace(answers, last_day=date.fromisoformat(chosen) if chosen else None)
        await show_plan(interaction, PlanPlace(Shown.QUESTIONS, answers, screen))


class PlanFile(PressedButton, answers=SEND):
    """A button that sends the calendar file; nothing is stored."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Send it privately."""
        services = interaction.client.services
        with_details = self.given["details"] == "1"
        base, now = services[Library].current, services.clock.now()
        plan = make_plan(base, decode(self.given["code"]), now.date())
        data = reminders(base, plan, now, with_details=with_details)
        words = _SENT_WITH_DETAILS if with_details else _SENT
        file = discord.File(BytesIO(data), FILE_NAME)
        await interaction.response.send_message(words, file=file, ephemeral=True)


class PlanKeep(PressedButton, answers=KEEP):
    """A button that sends the plan to the member's own messages; nothing is stored."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Send it, and say so."""
        await keep(interaction, note_view(kept_text(_plan(interaction, decode(self.given["code"])))))


class PlanGuide(PressedMenu, answers=GUIDE):
    """The menu of guides behind a screen's steps."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open the guide beside the plan."""
        await _open(interaction, self.chosen)


class PlanPage(PressedButton, answers=PLAN_PAGE):
    """A button that opens a page's card beside the plan."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open the card."""
        await _open(interaction, self.given["page"])


class PlanStart(PressedButton, answers=START):
    """A button to the first question, with no answer kept."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Ask the first question."""
        await show_plan(interaction, PlanPlace(Shown.QUESTIONS, Answers()))


class PlanOutdated(Pressed[AnyItem], answers=OUTDATED):
    """Any button or menu of a message whose answers were encoded in another way."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Say so, and offer a new start."""
        await _send(interaction, outdated_screen())


PLAN_ITEMS = (PlanButton, PlanQuestion, PlanFile, PlanKeep, PlanGuide, PlanPage, PlanStart, PlanOutdated)


async def show_plan(interaction: Interaction, place: PlanPlace) -> None:
    """Show a place: in place where the member pressed in the form, else as a new private message."""
    services = interaction.client.services
    await _send(interaction, screen_at(services[Library].current, place, services.clock.now().date()))


async def _show_days(interaction: Interaction, answers: Answers) -> None:
    await show_plan(interaction, PlanPlace(Shown.QUESTIONS, answers))


def _plan(interaction: Interaction, answers: Answers) -> Plan:
    services = interaction.client.services
    return make_plan(services[Library].current, answers, services.clock.now().date())


async def _open(interaction: Interaction, page_id: str) -> None:
    await interaction.client.presenter.show(interaction, Place(page_id), beside=True)


async def _send(interaction: Interaction, screen: PlanScreen) -> None:
    await show(interaction, plan_view(screen))
