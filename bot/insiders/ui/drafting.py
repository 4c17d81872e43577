"""What somebody is about to send, as the other side will read it."""

import discord
from discord import ui

from bot.insiders.model.crossing import GONE, holds_words, quoted
from bot.insiders.model.states import StateUnknown, state_of
from bot.insiders.service.drafts import Draft
from bot.insiders.ui.custom_ids import DRAFT
from bot.insiders.ui.words import CLOCKS, blocks_view, title_of
from bot.kit.ui.answering import show
from bot.kit.ui.client import Interaction
from bot.kit.ui.pressing import Button
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library

_NOTHING_LEFT = "Nothing is left of it without names, links and numbers. *Change* lets you put it in other words."
_ALL_THE_SAME = (
    "Nothing is sent yet. A question can wait; you come first. The lines below are there for you now, and this stays "
    "here for two hours if you want it to go all the same."
)


async def show_draft(interaction: Interaction, draft: Draft) -> None:
    """Show a draft privately, in place of an earlier version."""
    await show(interaction, draft_view(interaction.client.services[Library].current, draft))


def draft_view(base: KnowledgeBase, draft: Draft) -> ui.LayoutView:
    """Return what would cross, what is in the way of sending it, and the clocks that begin with it."""
    problem = _problem(draft)
    lines = [f"## This is what they read\n-# {_about(base, draft)}", quoted(draft.text)]
    if GONE in draft.text:
        lines.append(f"-# {GONE} stands where something could tell who somebody is.")
    if problem:
        lines.append(f"⚠️ {problem}")
    elif draft.is_crisis:
        lines.append(_ALL_THE_SAME)
    elif draft.answers is None:
        lines.append(f"{CLOCKS[3:]} `/insider mine` shows it meanwhile.")
    buttons = [] if problem else [_send_button(draft)]
    buttons += [_button("change", "Change", draft), _button("discard", "Throw away", draft)]
    return blocks_view(lines, buttons)


def _about(base: KnowledgeBase, draft: Draft) -> str:
    kind = "A question to people in" if draft.answers is None else "An answer about"
    return f"{kind} {title_of(base, draft.role_id)}. Your name is not on it."


def _problem(draft: Draft) -> str | None:
    if not holds_words(draft.text):
        return _NOTHING_LEFT
    try:
        state_of(draft.us_state, elsewhere_only=draft.elsewhere_only)
    except StateUnknown as error:
        return str(error)
    return None


def _send_button(draft: Draft) -> Button:
    if draft.is_crisis:
        return _button("anyway", "Send it all the same", draft)
    return _button("send", "Send", draft, discord.ButtonStyle.primary)


def _button(what: str, label: str, draft: Draft, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> Button:
    return ui.Button(label=label, style=style, custom_id=DRAFT(what=what, token=draft.token))
