"""The form: five groups of choices, and nothing to type."""

from collections.abc import Iterable, Mapping

import discord
from discord import ui

from bot.kit.ui.answering import actor_of
from bot.kit.ui.boundary import BoundaryModal
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import shorten
from bot.knowledge.library import Library
from bot.outcomes.model.answers import Answers, Question, Training, YesNo
from bot.outcomes.service.telling import OutcomeService
from bot.outcomes.ui.labels import FINISHED, FORM, IN_TRAINING, NOTHING, SO, SO_HINT, SO_LABEL
from bot.outcomes.ui.mine import show_kept

_SO = "so"
_TITLE = 45
_TICKED = (Question.LICENSE, Question.BOARD, Question.PART_TIME, Question.PAID)


async def open_form(interaction: Interaction, role_id: str, year: int | None = None) -> None:
    """Open the form for a role, with what the member told for the year; raises NotInServer and PageNotFound."""
    actor, services = actor_of(interaction), interaction.client.services
    outcomes = services[OutcomeService]
    title = services[Library].current.role(role_id).title
    year = year or outcomes.this_year
    earlier = await outcomes.told(actor, role_id, year)
    form = OutcomeForm(role_id, year, title, earlier.answers if earlier else {})
    await interaction.response.send_modal(form)


class OutcomeForm(BoundaryModal):
    """Asks what a search for a role came to."""

    def __init__(self, role_id: str, year: int, title: str, earlier: Answers) -> None:
        super().__init__(title=shorten(f"{year}: {title}", _TITLE))
        self.role_id = role_id
        self.year = year
        self.groups = {question: _group(question, earlier.get(question)) for question in FORM}
        for question, asked in FORM.items():
            self.add_item(ui.Label(text=asked.label, description=asked.hint, component=self.groups[question]))
        self.so = _boxes(set(ticked(earlier)))
        self.add_item(ui.Label(text=SO_LABEL, description=SO_HINT, component=self.so))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # our client's interaction
        """Store it, and say so."""
        chosen = {question: group.value or "" for question, group in self.groups.items()}
        outcomes = interaction.client.services[OutcomeService]
        answers = read_answers(chosen, self.so.values)
        shared = await outcomes.share(actor_of(interaction), self.role_id, answers, self.year)
        await show_kept(interaction, shared)


def read_answers(chosen: Mapping[Question, str], so: Iterable[str]) -> dict[Question, str]:
    """Return what was chosen and ticked, as one answer to every question."""
    boxes = set(so)
    training = (
        Training.IN_TRAINING if IN_TRAINING in boxes else Training.FINISHED if FINISHED in boxes else Training.WITHOUT
    )
    flags = {question: (YesNo.YES if question in boxes else YesNo.NO).value for question in _TICKED}
    return {**chosen, Question.TRAINING: training.value, **flags}


def ticked(answers: Answers) -> list[str]:
    """Return the boxes that say what was told; none where nothing was."""
    if not answers:
        return []
    boxes = [answers[Question.TRAINING]] if answers[Question.TRAINING] in SO else []
    boxes += [question.value for question in _TICKED if answers[question] == YesNo.YES]
    return boxes or [NOTHING]


def _group(question: Question, chosen: str | None) -> ui.RadioGroup[ui.Modal]:
    options = [
        discord.RadioGroupOption(label=label, value=value, default=value == chosen)
        for value, label in FORM[question].choices.items()
    ]
    return ui.RadioGroup(custom_id=question.value, options=options)


def _boxes(chosen: set[str]) -> ui.CheckboxGroup[ui.Modal]:
    options = [
        discord.CheckboxGroupOption(label=label, value=value, default=value in chosen) for value, label in SO.items()
    ]
    return ui.CheckboxGroup(custom_id=_SO, options=options, min_values=1, max_values=len(options))
