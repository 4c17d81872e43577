"""The forms in which a lead is typed. Discord allows five fields a form, so pay and closing date have their own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import ui

from bot.crisis.ui.lines import stand_by
from bot.kit.kept_for_a_while import KEPT
from bot.kit.member_text import clean_text
from bot.kit.ui.boundary import BoundaryModal
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.leads.model.draft import LeadDraft, LeadField
from bot.leads.model.links import LONGEST
from bot.leads.model.problems import Problem
from bot.leads.service.checking import LIMITS
from bot.leads.service.drafts import Drafting, LeadDrafts
from bot.leads.ui.drafting import show_preview
from bot.leads.ui.problem_words import problem_words

_DATE_LENGTH = 20
Problems = Mapping[LeadField, Problem]


@dataclass(frozen=True, slots=True)
class _Question:
    field: LeadField
    label: str
    hint: str | None = None
    is_long: bool = False


_MAIN = (
    _Question(LeadField.TITLE, "Title", "Such as “Utilization review, remote, part-time”"),
    _Question(LeadField.ORGANIZATION, "Organization", "Who offers it"),
    _Question(LeadField.LINK, "Link to the posting", "Beginning with https://; a referral may do without"),
    _Question(LeadField.LOCATION, "Place", "A town, a state, “any US state”; empty if not stated"),
    _Question(LeadField.HOW_TO_ASK, "How to ask, or a note", "For a referral: how to ask you. Else if it helps", True),
)
_MORE = (
    _Question(LeadField.PAY, "Pay, as stated", "Such as “$150 an hour”; empty if not stated"),
    _Question(LeadField.CLOSING, "Closing date", "Year-month-day, such as 2026-12-31; empty for 30 days"),
)


_IN_OWN_WORDS = (LeadField.TITLE, LeadField.HOW_TO_ASK)


class LeadForm(BoundaryModal):
    """Asks for some fields of a draft, filled with what it has, each problem beside its field."""

    def __init__(self, drafting: Drafting, questions: tuple[_Question, ...], problems: Problems) -> None:
        super().__init__(title="A lead, free to the applicant", timeout=KEPT.total_seconds())
        self.drafting = drafting
        self.inputs = {one.field: _input(one, drafting.draft) for one in questions}
        for one in questions:
            problem = problems.get(one.field)
            told = shorten(f"⚠️ {problem_words(problem)}", OPTION_TEXT) if problem else one.hint
            self.add_item(ui.Label(text=one.label, description=told, component=self.inputs[one.field]))

    @classmethod
    def main(cls, drafting: Drafting, problems: Problems | None = None) -> "LeadForm":
        """Make the form with what every lead has."""
        return cls(drafting, _MAIN, problems or {})

    @classmethod
    def more(cls, drafting: Drafting, problems: Problems) -> "LeadForm":
        """Make the form with what some leads have."""
        return cls(drafting, _MORE, problems)

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # our client's interaction
        """Show the preview with what was typed, and crisis lines beside it where that needs them.

        The form remembers its draft, so even a forgotten one goes on.
        """
        drafts, token = interaction.client.services[LeadDrafts], self.drafting.draft.token
        kept = drafts.find(interaction.user.id, token) or self.drafting
        typed: dict[str, Any] = {name.value: entered.value for name, entered in self.inputs.items()}
        await show_preview(interaction, kept.changed(replace(kept.draft, **typed)))
        await stand_by(interaction, *(typed.get(field.value) for field in _IN_OWN_WORDS))


def _input(question: _Question, draft: LeadDraft) -> ui.TextInput[ui.Modal]:
    """Return the box of a field; twice as long as allowed, because Discord counts letters in another way."""
    longest, filled_in = _longest(question.field), getattr(draft, question.field.value)
    if len(filled_in.encode("utf-16-le")) > 2 * longest:  # in the units that Discord counts; half a link leads nowhere
        filled_in = "" if question.field is LeadField.LINK else clean_text(filled_in, longest // 2)
    return ui.TextInput(
        custom_id=question.field.value,
        style=discord.TextStyle.paragraph if question.is_long else discord.TextStyle.short,
        default=filled_in or None,
        required=question.field in {LeadField.TITLE, LeadField.ORGANIZATION},
        max_length=longest,
    )


def _longest(name: LeadField) -> int:
    match name:
        case LeadField.LINK:
            return LONGEST
        case LeadField.CLOSING:
            return _DATE_LENGTH
        case _:
            return 2 * LIMITS[name]
