"""Tell posters privately what became of their leads."""

import logging

import discord
from discord import ui
from discord.utils import format_dt

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.neutral import in_private
from bot.leads.model.lead import Lead
from bot.leads.model.notices import Notice, NoticeKind
from bot.leads.ui.card import card_url, shown
from bot.leads.ui.custom_ids import RENEWAL

log = logging.getLogger(__name__)


async def tell(client: TollfreeClient, notice: Notice) -> None:
    """Write to the poster; one who takes no messages, or has left, is left in peace: /lead mine shows the same.

    Raises discord.HTTPException where Discord fails: then it can be tried again.
    """
    if notice.poster_id is None:
        return
    view = in_private(notice_view(notice))
    try:
        channel = await client.create_dm(discord.Object(notice.poster_id))
        await channel.send(view=view)
    except (discord.Forbidden, discord.NotFound) as error:
        log.info("a poster can't be told “%s” of lead %s: %s", notice.kind, notice.lead.id, error.code)


def notice_view(notice: Notice) -> ui.LayoutView:
    """Return the private message."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(_words(notice)))
    buttons = _renewal_buttons(notice.lead) if notice.kind is NoticeKind.RENEWAL else []
    if notice.kind in {NoticeKind.RENEWAL, NoticeKind.APPROVED} and (url := card_url(notice.lead)):
        buttons.append(ui.Button(label="See the card", url=url))
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


def _words(notice: Notice) -> str:
    lead = notice.lead
    title = f"**{shown(lead.content.title)}**"
    match notice.kind:
        case NoticeKind.RENEWAL:
            return (
                f"Your lead {title} ends {format_dt(lead.expires_at, 'R')}. Is it still open?\n"
                "-# Renewing gives it up to 30 days more. Letting it go needs nothing else from you."
            )
        case NoticeKind.APPROVED:
            return f"Your lead {title} was approved and is live. Thank you for sharing it."
        case NoticeKind.REJECTED:
            reason = f"\n> {shown(notice.reason)}" if notice.reason else ""
            return f"The moderators did not accept your lead {title}.{reason}"
        case NoticeKind.UNSEALED:
            return (
                f"Two moderators together looked up who shared {title}, which you had shared pseudonymously. "
                "Your name is still not on the card."
            )
        case NoticeKind.EXPIRED:
            return f"Your lead {title} has expired."


def _renewal_buttons(lead: Lead) -> list[ui.Button[ui.LayoutView]]:
    where = {"guild_id": lead.guild_id, "lead_id": lead.id}
    return [
        ui.Button(label="Renew", style=discord.ButtonStyle.success, custom_id=RENEWAL(what="renew", **where)),
        ui.Button(label="Let it go", custom_id=RENEWAL(what="pass", **where)),
    ]
