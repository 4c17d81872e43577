"""`/privacy`: what is stored and why, a copy of it, and its removal."""

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from io import BytesIO

import discord
from discord import ui

from bot.kit.place import Place
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.kit.ui.custom_ids import CustomId
from bot.kit.ui.pressing import PressedButton
from bot.outbox.model.errands import address_of
from bot.outbox.model.job import JobState
from bot.outbox.service import Outbox
from bot.outbox.ui.running import nudge
from bot.pages.ui.items import open_button
from bot.privacy.model import Forgotten
from bot.privacy.service import PrivacyService
from bot.servers.service.leaving import LeavingService

_STORED = """## What I keep about you
**What you press on leads:** one row each for an upvote, *It worked*, *Closed* or a report, so that each counts once.
**Leads you share:** their text, and your id, so that you can edit, close and renew them. Your name is on the card \
unless you share pseudonymously; then moderators learn it only if two of them ask \
together. That is logged, and you are told.
**What you do as a moderator:** who decided what, in the audit log.
**A block:** if moderators block you, a keyed hash in place of your id, so that forgetting does not lift it.
**What you follow:** the roles and sectors with their server, the day of the last message, and whether your messages \
are closed. What you stop is deleted a day later.
**Questions to insiders, answers, and what you say of yourself there:** without names, links and numbers, and gone 30 \
days after the end; reports until they are settled.
**What your search came to:** your choices, by role and year. Figures are of five people or more, \
rounded, and some answers are drawn by lot before they are counted.
**A question that missed, or a fix you suggest:** its words, only where you send them, without you.
**Never kept:** anything else you type into /ask, /fit, /plan and /tollcheck, messages in channels, who is in a \
server, and anything at all of a server that has not added me."""

_SEEN = """## Who can see what
**Other members:** what you post, and that you are in a server. Never what you ask, follow or press.
**Moderators:** the same, and leads that wait for them. They can look up nowhere who voted, reported, follows, \
asked an insider or is one.
**Whoever runs this bot** can read its database: all that is listed above, by your id.
**Discord** carries every word between us. I do not know what it keeps.
**Your phone** shows the first line of a message on its lock screen. Mine names no role, no server and no wish to leave.
-# After you leave a server, or it removes me, its data are {deleted}; leads stay in \
the archive until you remove them. The guide *Private use* says how to read all this without anybody noticing."""

_TOLD_FOR = 600.0
"""Seconds for which the answer says how far it is; Discord lets it be changed for fifteen minutes."""
_LOOK_EVERY = 2.0
_NAMED = 15
"""Addresses that stand in the answer, of messages and of channels: more would not fit."""
_GUIDE = "private-use"
_WHICH = """## Forget me
Your votes, reports and other presses, what you follow, what your searches came to, and your part in /insider are \
removed from all servers; what is open there is closed. And your leads?
- **Delete my leads:** cards and all.
- **Keep them without my name:** others can still use them; nobody can edit or renew them, you neither."""

_CONFIRM = {
    "delete": "**Delete everything of yours, leads too?** This cannot be taken back.",
    "keep": "**Remove everything of yours, and your name from your leads?** This cannot be taken back.",
}
_STEP = CustomId("privacy", step="export|which|delete|keep|delete-now|keep-now|stay")


class PrivacyButton(PressedButton, answers=_STEP):
    """A step of `/privacy`; it acts on the data of whoever presses it."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Take the step."""
        step = self.given["step"]
        match step:
            case "export":
                await _export(interaction)
            case "which":
                await _replace(interaction, _view(_WHICH, delete="Delete my leads", keep="Keep them", stay="Go back"))
            case "delete" | "keep":
                await _replace(interaction, _view(_CONFIRM[step], **{f"{step}-now": "Yes", "stay": "No"}))
            case "stay":
                await _replace(interaction, privacy_view(interaction.client))
            case _:
                await _forget(interaction, delete_leads=step == "delete-now")


PRIVACY_ITEMS = (PrivacyButton,)


def privacy_view(client: TollfreeClient) -> ui.LayoutView:
    """Return what is stored and who sees it, with the two things to do about it, and the guide to private use."""
    days = client.services[LeavingService].kept.days
    seen = _SEEN.format(deleted=f"kept for {days} days and then deleted" if days else "deleted")
    view = _view(f"{_STORED}\n{seen}", export="Export my data", which="Forget me…")
    view.add_item(ui.ActionRow(open_button(Place(_GUIDE), "How to use this unnoticed", is_current=False)))
    return view


def _view(words: str, **buttons: str) -> ui.LayoutView:
    """Return words with buttons, by step."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(words))
    if buttons:
        view.add_item(ui.ActionRow(*(_button(step, label) for step, label in buttons.items())))
    return view


def _button(step: str, label: str) -> ui.Button[ui.LayoutView]:
    style = discord.ButtonStyle.danger if step.endswith("-now") else discord.ButtonStyle.secondary
    return ui.Button(label=label, style=style, custom_id=_STEP(step=step))


async def _replace(interaction: Interaction, view: ui.LayoutView) -> None:
    view.stop()  # its buttons are answered by a dynamic item
    await interaction.response.edit_message(view=view)


async def _export(interaction: Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    data = await interaction.client.services[PrivacyService].export(interaction.user.id)
    text = json.dumps(data, indent=2, ensure_ascii=False)
    file = discord.File(BytesIO(text.encode()), "tollfree-my-data.json")
    await interaction.followup.send("Everything that I keep with your id, from all servers.", file=file, ephemeral=True)


async def _forget(interaction: Interaction, *, delete_leads: bool) -> None:
    """Forget the member, and say how far the outbox has got with their messages: to the end, or for ten minutes."""
    until = time.monotonic() + _TOLD_FOR
    await interaction.response.defer()
    client = interaction.client
    forgotten = await client.services[PrivacyService].forget(interaction.user.id, delete_leads=delete_leads)
    nudge(client)
    said, waits = await _tell(interaction, forgotten, "")  # true also if this process ends now
    while waits and not client.stopping and time.monotonic() < until:
        await asyncio.sleep(_LOOK_EVERY)
        said, waits = await _tell(interaction, forgotten, said)


async def _tell(interaction: Interaction, forgotten: Forgotten, said: str) -> tuple[str, bool]:
    """Say how far it is, if that is not said already; return what is said, and whether anything waits."""
    errands = [errand for errand, _ in forgotten.messages]
    states = await interaction.client.services[Outbox].states(errands)
    words = _words(forgotten, states)
    if words != said:
        view = _view(words)
        view.stop()
        await interaction.edit_original_response(view=view)
    return words, JobState.WAITING in states


def _words(forgotten: Forgotten, states: Sequence[JobState | None]) -> str:
    lines = [
        "## Done",
        f"Removed: {forgotten.votes} votes, reports and other presses; what you followed, and your part in /insider; "
        f"{forgotten.leads_deleted} leads deleted; your name and id taken from {forgotten.leads_unlinked} leads. "
        "My database has nothing with your id any more.",
    ]
    left = states.count(JobState.WAITING)
    refused = [
        address_of(place, errand.guild_id)
        for (errand, place), state in zip(forgotten.messages, states, strict=True)
        if state is JobState.GIVEN_UP
    ]
    if left:
        done = len(states) - left - len(refused)
        lines.append(
            f"Messages of your leads that are taken away or changed so far: {done} of {len(states)}. "
            "The others follow, and you need do nothing. Should one still stand tomorrow, Discord did not let me, and "
            "a moderator there can delete it."
        )
    return "\n".join([*lines, *_refused(refused)])


def _refused(addresses: Sequence[str]) -> Iterator[str]:
    """Yield which messages Discord does not let the bot change; of very many, the channels of the rest."""
    if addresses:
        yield "Discord does not let me change these messages, which still show what was yours. A moderator there can:"
    yield from addresses[:_NAMED]
    if rest := addresses[_NAMED:]:
        channels = sorted({address.rpartition("/")[0] for address in rest})
        yield f"And {len(rest)} more, in {' '.join(channels[:_NAMED])}"
