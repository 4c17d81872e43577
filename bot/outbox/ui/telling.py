"""Tell a member something privately, once."""

from datetime import timedelta

import discord
from discord import ui

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.neutral import in_private
from bot.outbox.model.job import Job
from bot.outbox.service import Outbox

_LOOKED_AT = 50
_LOOK_FROM_BEFORE = timedelta(minutes=5)


async def tell_member(client: TollfreeClient, job: Job, view: ui.LayoutView) -> None:
    """Send a private message to the member of a job; a retry looks first whether it arrived.

    Raises discord.HTTPException.
    """
    assert job.errand.member_id is not None, "such a job is for a member"
    if await client.services[Outbox].is_quiet(job.errand.member_id):
        return
    view = in_private(view)  # its buttons are answered by dynamic items
    channel = await client.create_dm(discord.Object(job.errand.member_id))
    if job.is_retry and await _has_arrived(client, channel, job, view):
        return
    await channel.send(view=view, nonce=job.token)


async def _has_arrived(client: TollfreeClient, channel: discord.DMChannel, job: Job, view: ui.LayoutView) -> bool:
    said = _texts(view)
    async for message in channel.history(limit=_LOOKED_AT, after=job.created_at - _LOOK_FROM_BEFORE):
        is_ours = message.author == client.user and message.flags.components_v2
        if is_ours and _texts(ui.LayoutView.from_message(message, timeout=None)) == said:
            return True
    return False


def _texts(view: ui.LayoutView) -> list[str]:
    return [item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay)]
