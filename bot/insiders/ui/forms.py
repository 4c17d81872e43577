"""The forms: joining, asking, answering. They take text and choices alone, so nothing can be attached."""

import secrets
from dataclasses import replace
from datetime import datetime

import discord
from discord import ui

from bot.crisis.engine.reader import Tier
from bot.crisis.service import CrisisService
from bot.crisis.ui.lines import stand_by
from bot.insiders.model.crossing import crossing, holds_words
from bot.insiders.model.profile import (
    LONGEST_ABOUT,
    USUAL_LIMIT,
    Declared,
    Years,
    until_years,
)
from bot.insiders.model.question import LONGEST_ANSWER, LONGEST_QUESTION
from bot.insiders.model.states import state_of
from bot.insiders.service.drafts import Draft, Drafts
from bot.insiders.service.profiles import Profiles
from bot.insiders.ui.drafting import show_draft
from bot.insiders.ui.mine import show_mine
from bot.insiders.ui.words import CLOCKS, YEARS_WORDS
from bot.kit.kept_for_a_while import KEPT
from bot.kit.ui.answering import actor_of
from bot.kit.ui.boundary import BoundaryModal
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import shorten

_NOW = "now"
_STATE = "Your state (nobody sees it)"
_ELSEWHERE = "Only people in another state than mine"
_LONGEST_STATE = 30


def new_token() -> str:
    """Return a token for a draft, which nobody can guess: 16 letters, digits, hyphens or underscores."""
    return secrets.token_urlsafe(12)


def names_of(interaction: Interaction) -> tuple[str, ...]:
    """Return what the member goes by: none of it may cross."""
    user = interaction.user
    return tuple({user.name, user.display_name, user.global_name or user.name})


class JoinForm(BoundaryModal):
    """Asks what somebody says of themselves."""

    def __init__(self, role_id: str, earlier: Declared | None, now: datetime) -> None:
        """Take the role, and what somebody said of themselves before, if they did."""
        super().__init__(title="You, in this role", timeout=KEPT.total_seconds())
        self._role_id, self._monthly_limit = role_id, earlier.monthly_limit if earlier else USUAL_LIMIT
        self.when: ui.Select[ui.Modal] = ui.Select(custom_id="when", options=_whens(earlier, now))
        bands = [
            discord.SelectOption(
                label=words.capitalize(), value=years, default=earlier is not None and earlier.years is years
            )
            for years, words in YEARS_WORDS.items()
        ]
        self.years: ui.Select[ui.Modal] = ui.Select(custom_id="years", options=bands)
        self.about: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id="about",
            style=discord.TextStyle.paragraph,
            default=shorten((earlier.about if earlier else None) or "", LONGEST_ABOUT) or None,
            required=False,
            max_length=LONGEST_ABOUT,
        )
        self.us_state: ui.TextInput[ui.Modal] = _state_box((earlier.us_state if earlier else None) or "")
        elsewhere = earlier is not None and earlier.elsewhere_only
        self.elsewhere: ui.Checkbox[ui.Modal] = ui.Checkbox(custom_id="elsewhere", default=elsewhere)
        self.add_item(ui.Label(text="When", component=self.when))
        self.add_item(ui.Label(text="How long in all", component=self.years))
        about = "Askers read this; names, links and numbers go"
        self.add_item(ui.Label(text="What you will and won’t do", description=about, component=self.about))
        self.add_item(ui.Label(text=_STATE, description="Such as NC; empty if you like", component=self.us_state))
        self.add_item(ui.Label(text=_ELSEWHERE, component=self.elsewhere))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # our client's interaction
        """Store the profile, and show it as askers read it; crisis lines beside it where the words need them."""
        when = self.when.values[0]
        about = crossing(self.about.value, LONGEST_ABOUT, names_of(interaction))
        declared = Declared(
            None if when == _NOW else int(when),
            Years(self.years.values[0]),
            about if holds_words(about) else None,
            state_of(self.us_state.value, elsewhere_only=self.elsewhere.value),
            self.elsewhere.value,
            self._monthly_limit,
        )
        await interaction.client.services[Profiles].join(self._role_id, declared, actor_of(interaction))
        await show_mine(interaction, "✅ **You are in.** This is how askers read you:")
        await stand_by(interaction, self.about.value)


class WordsForm(BoundaryModal):
    """Asks for a question or an answer, filled with what its draft has."""

    def __init__(self, draft: Draft) -> None:
        is_answer = draft.answers is not None
        super().__init__(title="Your answer" if is_answer else "Your question", timeout=KEPT.total_seconds())
        self.draft = draft
        longest = LONGEST_ANSWER if is_answer else LONGEST_QUESTION
        self.words: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id="words",
            style=discord.TextStyle.paragraph,
            default=shorten(draft.typed, longest) or None,
            max_length=longest,
        )
        self.us_state = _state_box(draft.us_state)
        self.elsewhere: ui.Checkbox[ui.Modal] = ui.Checkbox(custom_id="elsewhere", default=draft.elsewhere_only)
        hint = "Names, links and numbers are taken out"
        label = "Answer, without names" if is_answer else "Ask as you would ask a colleague"
        self.add_item(ui.Label(text=label, description=hint, component=self.words))
        if not is_answer:
            self.add_item(ui.Label(text=_STATE, description="Such as NC; empty if you like", component=self.us_state))
            self.add_item(ui.Label(text=_ELSEWHERE, component=self.elsewhere))
            self.add_item(ui.TextDisplay(CLOCKS))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]  # our client's interaction
        """Show what would cross, and crisis lines beside it where the words need them."""
        services, typed = interaction.client.services, self.words.value
        tier = await services[CrisisService].read(typed)
        longest = LONGEST_QUESTION if self.draft.answers is None else LONGEST_ANSWER
        text = crossing(typed, longest, names_of(interaction))
        draft = self.draft.with_words(typed, text, is_crisis=tier is Tier.CERTAIN)
        if draft.answers is None:
            draft = replace(draft, us_state=self.us_state.value, elsewhere_only=self.elsewhere.value)
        services[Drafts].keep(draft)
        await show_draft(interaction, draft)
        if tier is not Tier.NONE:
            await stand_by(interaction, typed)


def _whens(earlier: Declared | None, now: datetime) -> list[discord.SelectOption]:
    """Return the choices of when, the earlier one chosen."""
    *years, last = until_years(now)
    labels = {
        _NOW: "I do this now",
        **{str(year): f"I did this until {year}" for year in years},
        str(last): f"I did this until {last} or earlier",
    }
    chosen = None if earlier is None else str(max(earlier.until_year, last)) if earlier.until_year else _NOW
    return [discord.SelectOption(label=label, value=value, default=value == chosen) for value, label in labels.items()]


def _state_box(earlier: str) -> ui.TextInput[ui.Modal]:
    typed = shorten(earlier, _LONGEST_STATE) or None
    return ui.TextInput(custom_id="state", default=typed, required=False, max_length=_LONGEST_STATE)
