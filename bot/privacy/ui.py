"""`/privacy`: what is stored and why, a copy of it, and its removal."""

import json
import logging
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import discord
from discord import ui

from bot.kit.actors import CardPlace
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.kit.ui.custom_ids import CustomId
from bot.kit.ui.installs import server_id
from bot.kit.ui.pressing import PressedButton
from bot.leads.model.errors import LeadNotFound
from bot.leads.model.lead import Lead
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui.posting import delete_card, redraw_card
from bot.moderation.service.review import ReviewService
from bot.moderation.ui.queue_posting import redraw_queue_card
from bot.privacy.model import Forgotten
from bot.privacy.service import PrivacyService

log = logging.getLogger(__name__)

_STORED = """## What I keep about you
**What you press on leads:** one row each for an upvote, *It worked*, *Closed* or a report, so that each counts once. \
Nobody can look up who voted or reported.
**Leads you share:** their text, and your id, so that you can edit, close and renew them. Your name is on the card \
unless you share pseudonymously; then your id is used for nothing but this, and moderators learn it only if two of \
them ask together. That is logged, and you are told.
**What you do as a moderator:** who decided what, in the audit log.
**A block:** if moderators block you, a keyed hash in place of your id, so that forgetting does not lift it.
**What you follow:** the roles and sectors with their server, the day of the last message, and whether your messages \
are closed, so that I write once a day at most. What you stop is deleted a day later.
**A question that missed:** its words, only if you pressed *My question too*, with the server and without you.
**A fix that you suggest** in the private form: its words, without server and without you.

**Never kept:** anything else you type into /ask, /fit and /tollcheck, messages in channels, who is in a server.
-# This is about all servers that I am in. Leads stay in the archive after they end, until you remove them."""

_WHICH = """## Forget me
Your votes, reports and other presses, and what you follow, are removed from all servers. And your leads?
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
                await _replace(interaction, privacy_view())
            case _:
                await _forget(interaction, delete_leads=step == "delete-now")


PRIVACY_ITEMS = (PrivacyButton,)


def privacy_view() -> ui.LayoutView:
    """Return what is stored and why, with the two things to do about it."""
    return _view(_STORED, export="Export my data", which="Forget me…")


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
    """Forget the member, then bring the cards in line, and say what was done."""
    await interaction.response.defer()
    client = interaction.client
    privacy = client.services[PrivacyService]
    in_queues = _queue_cards(await privacy.export(interaction.user.id)) if delete_leads else []
    forgotten = await privacy.forget(interaction.user.id, delete_leads=delete_leads)
    left = await _delete_cards(client, (*forgotten.deleted_cards, *in_queues))
    await _redraw_cards(client, forgotten, server_id(interaction))
    view = _view(_done(forgotten, left))
    view.stop()
    await interaction.edit_original_response(view=view)


def _queue_cards(stored: dict[str, Any]) -> list[CardPlace]:
    """Return the messages that show the member's leads to moderators, which `Forgotten` does not name."""
    places = ((row["queue_channel_id"], row["queue_message_id"]) for row in stored["leads"])
    return [CardPlace(int(channel_id), int(message_id)) for channel_id, message_id in places if message_id]


async def _delete_cards(client: TollfreeClient, places: Iterable[CardPlace]) -> list[str]:
    """Delete the cards of deleted leads; return the addresses of those that Discord did not let go."""
    left = []
    for place in places:
        try:
            await delete_card(client, place)
        except discord.HTTPException as error:
            log.warning("a card of a forgotten member can't be deleted now: HTTP %s", error.status)
            left.append(client.get_partial_messageable(place.channel_id).get_partial_message(place.message_id).jump_url)
    return left


async def _redraw_cards(client: TollfreeClient, forgotten: Forgotten, guild_id: int | None) -> None:
    """Redraw what shows the member's votes or name; a card that fails now is right again at the next press."""
    for lead_id in forgotten.changed_leads:
        try:
            lead = await _find(client, lead_id, guild_id)
            if lead is not None:
                await redraw_card(client, lead)
                await redraw_queue_card(client, await client.services[ReviewService].item(lead.id, lead.guild_id))
        except discord.HTTPException as error:
            log.warning("the card of lead %s can't be redrawn now: HTTP %s", lead_id, error.status)


async def _find(client: TollfreeClient, lead_id: int, guild_id: int | None) -> Lead | None:
    """Return a lead, looked for in this server first."""
    elsewhere = (guild.id for guild in client.guilds if guild.id != guild_id)
    for place in (*([guild_id] if guild_id else []), *elsewhere):
        try:
            return await client.services[LeadBrowsing].get(lead_id, place)
        except LeadNotFound:
            continue
    return None


def _done(forgotten: Forgotten, left: list[str]) -> str:
    lines = [
        "## Done",
        f"Removed: {forgotten.votes} votes, reports and other presses; what you followed; "
        f"{forgotten.leads_deleted} leads deleted; your name and id taken from {forgotten.leads_unlinked} leads. "
        "I keep nothing with your id.",
    ]
    if left:
        lines.append("Discord did not let me delete these cards just now; ask a moderator to delete them:")
        lines += left[:20]
    return "\n".join(lines)
