"""Pages for moderators: the queue, one lead each, the audit log, and the blocks."""

from collections.abc import Sequence

import discord
from discord import ui
from discord.utils import format_dt

from bot.kit.ui.answering import show
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.pressing import PressedButton
from bot.kit.ui.refusals import Door, Refusal, refusal_of
from bot.leads.ui.card import shown
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.review import ReviewService
from bot.moderation.ui.blocking import block_line
from bot.moderation.ui.custom_ids import PAGE
from bot.moderation.ui.labels import ACT
from bot.moderation.ui.queue_card import queue_pager, queue_view
from bot.servers.model.audit import Act, AuditEntry
from bot.servers.ui.who import moderator

_ENTRIES = 10
_BLOCKS = 25
_LONGEST_DETAIL = 100
_NO_ID = 0
"""Stands in a custom id for the beginning of a list."""


class ModeratorPage(PressedButton, answers=PAGE):
    """A button to another page of the queue, of the audit log or of the blocks."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show that page in place."""
        show_page = {"queue": show_queue, "audit": show_audit, "blocks": show_blocks}[self.given["what"]]
        await show_page(interaction, int(self.given["mark"]))


async def show_queue(interaction: Interaction, after_id: int = _NO_ID) -> None:
    """Show privately the first lead that waits after another; raises NotModerator."""
    actor = await moderator(interaction)
    services = interaction.client.services
    items = await services[ReviewService].queue(actor.guild_id, after_id=after_id, limit=1)
    if not items:
        await show(interaction, _end(after_id))
        return
    try:
        await show(interaction, queue_view(services, items[0], is_private=True))
    except discord.HTTPException as error:
        meaning = refusal_of(error)
        if not isinstance(meaning, Refusal) or meaning.door is not Door.THIS:
            raise
        await show(interaction, queue_view(services, items[0], is_private=True, refused=meaning.words))


async def show_audit(interaction: Interaction, before_id: int = _NO_ID) -> None:
    """Show privately what moderators did, newest first; raises NotModerator."""
    actor = await moderator(interaction)
    review = interaction.client.services[ReviewService]
    entries = await review.audit(actor.guild_id, before_id=before_id or None, limit=_ENTRIES + 1)
    lines = [_line(entry) for entry in entries[:_ENTRIES]] or ["Nothing yet."]
    older = entries[_ENTRIES - 1].id if len(entries) > _ENTRIES else None
    await show(interaction, _list_view("audit", ["## What moderators did", *lines], before_id, older))


async def show_blocks(interaction: Interaction, before_id: int = _NO_ID) -> None:
    """Show privately what is blocked, newest first; raises NotModerator."""
    actor = await moderator(interaction)
    service = interaction.client.services[BlockService]
    blocks = await service.blocks(actor.guild_id, before_id=before_id or None, limit=_BLOCKS + 1)
    lines = [block_line(block) for block in blocks[:_BLOCKS]] or ["Nothing is blocked in this server."]
    older = blocks[_BLOCKS - 1].id if len(blocks) > _BLOCKS else None
    await show(interaction, _list_view("blocks", ["## Blocked here", *lines], before_id, older))


def _end(after_id: int) -> ui.LayoutView:
    words = "That was the last one that waits." if after_id else "Nothing waits for a moderator."
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(words))
    if after_id:
        view.add_item(ui.ActionRow(*queue_pager(_NO_ID)))
    return view


def _list_view(what: str, lines: Sequence[str], before_id: int, older: int | None) -> ui.LayoutView:
    """Return a page of a list with the buttons that turn it; `older` is the last id on it, where there are more."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("\n".join(lines)))
    pager: list[ui.Button[ui.LayoutView]] = []
    if before_id:
        pager.append(ui.Button(label="‹ Newest", custom_id=PAGE(what=what, mark=_NO_ID)))
    if older is not None:
        pager.append(ui.Button(label="Older ›", custom_id=PAGE(what=what, mark=older)))
    if pager:
        view.add_item(ui.ActionRow(*pager))
    return view


def _line(entry: AuditEntry) -> str:
    """Return one act; moderators are named to each other, posters never."""
    who = f"<@{entry.moderator_id}>" if entry.moderator_id else "a former moderator"
    lead = f" · lead {entry.lead_id}" if entry.lead_id else ""
    said = entry.detail or ("a poster" if entry.act is Act.UNBLOCKED else "")
    if entry.act is Act.SETTINGS_CHANGED:
        said = said.replace("_id", "").replace("_", " ")  # the log has the settings' names in code
    detail = f" · {shown(said, _LONGEST_DETAIL)}" if said else ""
    return f"- {format_dt(entry.at, 'd')} {who} {ACT[entry.act]}{lead}{detail}"
