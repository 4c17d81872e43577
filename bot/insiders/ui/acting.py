"""What presses about questions do, on each side."""

from dataclasses import replace

from discord import ui

from bot.insiders.model.errors import QuestionGone
from bot.insiders.model.question import NewQuestion, Question
from bot.insiders.model.states import state_of
from bot.insiders.service.answering import Answering
from bot.insiders.service.asking import Asking
from bot.insiders.service.drafts import Draft, Drafts
from bot.insiders.service.reporting import Reporting
from bot.insiders.ui.cards import Seen, asker_view, queue_view, taker_view
from bot.insiders.ui.drafting import show_draft
from bot.insiders.ui.forms import WordsForm, new_token
from bot.insiders.ui.reading import (
    require_asker_there,
    require_here,
    require_taker_there,
    seen_by_asker,
    seen_by_taker,
)
from bot.insiders.ui.words import self_description
from bot.kit.ui.answering import actor_of, is_private, note_view, show
from bot.kit.ui.client import Interaction
from bot.kit.ui.installs import server_id
from bot.kit.ui.members import is_member
from bot.kit.ui.neutral import in_private
from bot.knowledge.library import Library
from bot.outbox.ui.running import nudge

_REPORTED = "Thank you. Moderators hear that something became a pitch, not what was asked and not by whom."
_WITHDRAWN = "Withdrawn. Nobody sees it any more."
_SENT = (
    "✅ **It is in the queue.** Nobody is pinged: whoever answers in this role sees it when they look, and in one note "
    "a day. You hear from me privately, and `/insider mine` shows how it stands."
)
_OFFERED = "**You said yes.** They read this of you, and have three days to say yes:"
_ANSWERED = "✅ **Sent, without your name.** Thank you: that was somebody’s way in."


async def begin_asking(interaction: Interaction, role_id: str) -> None:
    """Open the form for a question; raises NotInServer and what asking would raise."""
    actor = actor_of(interaction)
    await interaction.client.services[Asking].require_room(role_id, actor)
    await interaction.response.send_modal(WordsForm(Draft(new_token(), actor.member_id, actor.guild_id, role_id)))


async def act_on_draft(interaction: Interaction, what: str, token: str) -> None:
    """Send, change or throw away what somebody wrote; raises DraftGone and what sending raises."""
    drafts = interaction.client.services[Drafts]
    draft = drafts.get(interaction.user.id, token)
    match what:
        case "change":
            await interaction.response.send_modal(WordsForm(draft))
        case "discard":
            drafts.drop(draft)
            await show(interaction, note_view("Thrown away. Nothing was sent."))
        case "send" if draft.is_crisis:
            await show_draft(interaction, draft)
        case _:
            await require_here(interaction, draft.guild_id)
            words = await _send(interaction, draft)
            drafts.drop(draft)
            nudge(interaction.client)
            await show(interaction, note_view(words))


async def _send(interaction: Interaction, draft: Draft) -> str:
    services = interaction.client.services
    if draft.answers is None:
        us_state = state_of(draft.us_state, elsewhere_only=draft.elsewhere_only)
        question = NewQuestion(
            draft.guild_id, draft.role_id, draft.member_id, draft.text, us_state, draft.elsewhere_only
        )
        await services[Asking].ask(question)
        return _SENT
    question_, _ = await services[Answering].for_me(draft.answers, draft.member_id)
    await require_asker_there(interaction.client, draft.guild_id, question_.asker_id)
    await services[Answering].answer(draft.answers, draft.member_id, draft.text)
    return _ANSWERED


async def act_as_asker(interaction: Interaction, what: str, question_id: int) -> None:
    """Do what an asker pressed about their question; raises QuestionGone and NothingToReport."""
    services, member_id = interaction.client.services, interaction.user.id
    seen = await seen_by_asker(interaction.client, question_id, member_id)
    await require_here(interaction, seen.question.guild_id)
    match what:
        case "anew":
            await _ask_anew(interaction, seen.question)
            return
        case "pitch":
            await services[Reporting].report(question_id, member_id)
            nudge(interaction.client)
            await show(interaction, note_view(_REPORTED), in_place=False)
            return
        case "withdraw":
            await services[Asking].withdraw(question_id, member_id)
        case "yes":
            await require_taker_there(interaction.client, seen.question.guild_id, seen.taker)
            await services[Asking].agree(question_id, member_id)
        case "decline":
            await services[Asking].decline(question_id, member_id)
        case "show":
            await services[Asking].show_handle(question_id, member_id)
    nudge(interaction.client)
    await _show_asked(interaction, question_id)


async def _show_asked(interaction: Interaction, question_id: int) -> None:
    """Show an asker how their question stands now: in the message that was pressed, where it is theirs alone."""
    seen = await seen_by_asker(interaction.client, question_id, interaction.user.id)
    services = interaction.client.services
    await _redraw(interaction, asker_view(services[Library].current, services.clock, seen))


async def _ask_anew(interaction: Interaction, question: Question) -> None:
    """Open the form with the words of a question that is closed, or may be withdrawn for it by now."""
    services = interaction.client.services
    if question.is_open:
        if not question.may_ask_anew(services.clock.now()):
            raise QuestionGone
        await services[Asking].withdraw(question.id, interaction.user.id)
        nudge(interaction.client)
    draft = Draft(new_token(), interaction.user.id, question.guild_id, question.role_id)
    await interaction.response.send_modal(WordsForm(replace(draft, typed=question.text or "")))


async def act_as_insider(interaction: Interaction, what: str, question_id: int) -> None:
    """Do what an insider pressed about a question; raises QuestionGone, NotAnInsider, MonthIsFull, NothingToReport."""
    services, member_id = interaction.client.services, interaction.user.id
    match what:
        case "pitch":
            await services[Reporting].report(question_id, member_id)
            nudge(interaction.client)
            await show(interaction, note_view(_REPORTED), in_place=False)
        case "open" | "show":
            await _act_on_talk(interaction, what, question_id)
        case _:
            await _act_on_open(interaction, what, question_id)


async def _act_on_talk(interaction: Interaction, what: str, question_id: int) -> None:
    seen = await _talk(interaction, question_id)
    await require_here(interaction, seen.question.guild_id)
    if what == "show":
        await interaction.client.services[Answering].show_handle(question_id, interaction.user.id)
        nudge(interaction.client)
        seen = await _talk(interaction, question_id)
    await _redraw(interaction, taker_view(interaction.client.services[Library].current, seen))


async def _talk(interaction: Interaction, question_id: int) -> Seen:
    found = await interaction.client.services[Asking].seen_by_asker(question_id)
    insider_id = found[0].insider_id if found else None
    return await seen_by_taker(interaction.client, question_id, insider_id, interaction.user.id)


async def _act_on_open(interaction: Interaction, what: str, question_id: int) -> None:
    services, member_id = interaction.client.services, interaction.user.id
    question, insider = await services[Answering].for_me(question_id, member_id)
    await require_here(interaction, question.guild_id)
    match what:
        case "answer":
            draft = Draft(new_token(), member_id, question.guild_id, question.role_id, answers=question_id)
            await interaction.response.send_modal(WordsForm(draft))
        case "talk":
            await require_asker_there(interaction.client, question.guild_id, question.asker_id)
            await services[Answering].offer(question_id, member_id)
            nudge(interaction.client)
            await show_queue(interaction, f"{_OFFERED}\n{self_description(insider, services.clock)}")
        case _:
            await services[Answering].pass_on(question_id, member_id)
            await show_queue(interaction)


async def show_queue(interaction: Interaction, note: str = "") -> None:
    """Show privately what waits for an insider, in this server, or in all of theirs in a direct message.

    Raises NotAnInsider.
    """
    services, guild_id = interaction.client.services, server_id(interaction)
    waiting = await services[Answering].queue(interaction.user.id, guild_id)
    if guild_id is None:
        guilds = {one.insider.guild_id for one in waiting}
        here = {guild for guild in guilds if await is_member(interaction.client, guild, interaction.user.id)}
        waiting = [one for one in waiting if one.insider.guild_id in here]
    await show(interaction, queue_view(services[Library].current, waiting, note))


async def _redraw(interaction: Interaction, view: ui.LayoutView) -> None:
    """Show how a question stands now in place of what was pressed: a private answer, or a message to this member."""
    if interaction.message is None or is_private(interaction) or server_id(interaction) is not None:
        await show(interaction, view)
    else:
        await interaction.response.edit_message(view=in_private(view))
