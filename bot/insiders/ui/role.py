"""Who answers in a role, in words, with the ways to ask and to join."""

import discord
from discord import ui

from bot.insiders.model.liveness import Liveness
from bot.insiders.ui.custom_ids import ROLE, SELF
from bot.insiders.ui.words import CLOCKS, NO_NAMES, free_ways, liveness_words, title_of
from bot.kit.ui.answering import note_view
from bot.kit.ui.pressing import Button
from bot.knowledge.base import KnowledgeBase

_NOBODY = "Nobody in this role answers here yet. The guide on finding people works everywhere."


def insiders_button(page_id: str) -> Button:
    """Return *Insiders* for the card of a role."""
    return ui.Button(label="Insiders", emoji="💬", custom_id=ROLE(what="look", page_id=page_id))


def role_view(base: KnowledgeBase, role_id: str, liveness: Liveness | None) -> ui.LayoutView:
    """Return whether anybody answers in a role, and how asking goes."""
    lines = [f"## Insiders: {title_of(base, role_id)}", liveness_words(liveness) if liveness else _NOBODY]
    if liveness:
        lines += [
            f"You ask in your own words, without a name. {NO_NAMES} Whoever is free answers in writing, or offers to "
            "talk; a handle crosses only when you have both said yes, and its owner presses.",
            CLOCKS,
        ]
    join: Button = ui.Button(label="I do this work", custom_id=ROLE(what="join", page_id=role_id))
    first = [_ask_button(role_id)] if liveness else free_ways(base, role_id)
    mine: Button = ui.Button(label="Mine", custom_id=SELF(what="mine"))
    return note_view("\n".join(lines), ui.ActionRow(*first, join, mine))


def selling_view(base: KnowledgeBase, role_id: str) -> ui.LayoutView:
    """Return the one question before somebody joins."""
    words = (
        f"## Answer questions about {title_of(base, role_id)}\n"
        "You see questions when you want, and take those that suit you: two a month unless you say otherwise. "
        "I ask for no proof, license, NPI or employer, and nobody learns who you are before you say so.\n"
        "**Do you sell coaching or courses, or are you paid to recruit?**"
    )
    no: Button = ui.Button(label="No", style=discord.ButtonStyle.primary, custom_id=ROLE(what="free", page_id=role_id))
    yes: Button = ui.Button(label="Yes", custom_id=ROLE(what="sells", page_id=role_id))
    return note_view(words, ui.ActionRow(no, yes))


def _ask_button(role_id: str) -> Button:
    return ui.Button(label="Ask", style=discord.ButtonStyle.primary, custom_id=ROLE(what="ask", page_id=role_id))


def card_line(liveness: Liveness | None) -> str | None:
    """Return what a role's card and the digest say of those who answer; None where nobody does."""
    return f"💬 {liveness_words(liveness)} `/insider ask`" if liveness else None
