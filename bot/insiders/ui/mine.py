"""One's own part in a server: profiles, questions asked, talks offered."""

from collections.abc import Iterator, Sequence

import discord
from discord import ui

from bot.insiders.model.profile import HIGHEST_LIMIT, Insider
from bot.insiders.model.question import Question, QuestionState
from bot.insiders.service.answering import Answering
from bot.insiders.service.asking import Asking
from bot.insiders.service.profiles import Profiles
from bot.insiders.ui.custom_ids import LIMIT, SELF
from bot.insiders.ui.words import STANDING, asked_button, excerpt, self_description, taken_button, title_of, until
from bot.kit.clock import Clock
from bot.kit.ui.answering import actor_of, show
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import shorten
from bot.kit.ui.pressing import AnyItem, Button, Menu
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library

_MOST = 3
"""Of each kind: Discord takes forty parts in a message, and a phone shows few."""
_EXCERPT = 90
_STATE = {
    QuestionState.ANSWERED: "answered in writing",
    QuestionState.TALKED: "you both said yes",
    QuestionState.WITHDRAWN: "withdrawn",
}


async def show_mine(interaction: Interaction, note: str = "") -> None:
    """Show privately what is the member's own in this server; raises NotInServer."""
    services, actor = interaction.client.services, actor_of(interaction)
    view = mine_view(
        services[Library].current,
        services.clock,
        await services[Profiles].mine(actor),
        await services[Asking].mine(actor, _MOST),
        await services[Answering].talks(actor.member_id, actor.guild_id),
        note,
    )
    await show(interaction, view)


def mine_view(  # one parameter for each part of it
    base: KnowledgeBase,
    clock: Clock,
    profiles: Sequence[Insider],
    asked: Sequence[Question],
    talks: Sequence[Question],
    note: str = "",
) -> ui.LayoutView:
    """Return one's profiles as askers read them, and how one's questions and talks stand."""
    view = ui.LayoutView(timeout=None)
    heading = "## Yours here"
    view.add_item(ui.TextDisplay(f"{heading}\n{note}" if note else heading))
    for item in (*_profiles(base, clock, profiles[:_MOST]), *_asked(base, asked), *_talks(base, talks[:_MOST])):
        view.add_item(item)
    if not profiles and not asked:
        view.add_item(
            ui.TextDisplay("Nothing yet. `/insider ask` asks people in a role; `/insider join` lets you answer.")
        )
    return view


def _profiles(base: KnowledgeBase, clock: Clock, profiles: Sequence[Insider]) -> Iterator[AnyItem]:
    for one in profiles:
        switch = " · another state only" if one.declared.elsewhere_only else ""
        words = f"**You answer: {title_of(base, one.role_id)}** · {STANDING[one.standing]}{switch}"
        yield ui.TextDisplay(f"{words}\n{self_description(one, clock)}")
        yield ui.ActionRow(_limit_menu(one))
    if not profiles:
        return
    buttons: list[Button] = []
    if any(one.is_active for one in profiles):
        buttons.append(ui.Button(label="Questions", style=discord.ButtonStyle.primary, custom_id=SELF(what="queue")))
        buttons.append(ui.Button(label="Pause", custom_id=SELF(what="pause")))
    if any(one.may_resume for one in profiles):
        buttons.append(ui.Button(label="Come back", custom_id=SELF(what="resume")))
    buttons.append(ui.Button(label="Leave", custom_id=SELF(what="leave")))
    yield ui.ActionRow(*buttons)


def _limit_menu(insider: Insider) -> Menu:
    chosen = insider.declared.monthly_limit
    options = [
        discord.SelectOption(label=f"Up to {number} a month", value=str(number), default=number == chosen)
        for number in range(1, HIGHEST_LIMIT + 1)
    ]
    return ui.Select(custom_id=LIMIT(insider_id=insider.id), options=options)


def _asked(base: KnowledgeBase, asked: Sequence[Question]) -> Iterator[AnyItem]:
    for one in asked:
        yield ui.TextDisplay(
            f"**You asked: {title_of(base, one.role_id)}** · {_asked_state(one)}\n{excerpt(one, _EXCERPT)}"
        )
        yield ui.ActionRow(asked_button("open", "Open", one))


def _asked_state(question: Question) -> str:
    match question.state:
        case QuestionState.OPEN:
            return f"waits, closes {until(question)}"
        case QuestionState.OFFERED:
            return f"somebody would talk with you, closes {until(question)}"
        case state:
            return _STATE.get(state, "closed")


def _talks(base: KnowledgeBase, talks: Sequence[Question]) -> Iterator[AnyItem]:
    for one in talks:
        state = "they have not said yes yet" if one.state is QuestionState.OFFERED else "you both said yes"
        title = shorten(title_of(base, one.role_id), 60)
        yield ui.TextDisplay(f"**You would talk: {title}** · {state}\n{excerpt(one, _EXCERPT)}")
        yield ui.ActionRow(taken_button("open", "Open", one))
