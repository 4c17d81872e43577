"""Tell posters privately what became of their leads."""

import discord
from discord import ui
from discord.utils import format_dt

from bot.leads.model.lead import Lead
from bot.leads.model.notices import NoticeKind
from bot.leads.ui.card import card_url, shown
from bot.leads.ui.custom_ids import RENEWAL


def notice_view(lead: Lead, kind: NoticeKind, reason: str | None = None) -> ui.LayoutView:
    """Return the private message."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(_words(lead, kind, reason)))
    buttons = _renewal_buttons(lead) if kind is NoticeKind.RENEWAL else []
    if kind in {NoticeKind.RENEWAL, NoticeKind.APPROVED} and (url := card_url(lead)):
        buttons.append(ui.Button(label="See the card", url=url))
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


def _words(lead: Lead, kind: NoticeKind, reason: str | None) -> str:
    title = f"**{shown(lead.content.title)}**"
    match kind:
        case NoticeKind.RENEWAL:
            return (
                f"Your lead {title} ends {format_dt(lead.expires_at, 'R')}. Is it still open?\n"
                "-# Renewing gives it up to 30 days more. Letting it go needs nothing else from you."
            )
        case NoticeKind.APPROVED:
            return f"Your lead {title} was approved and is live. Thank you for sharing it."
        case NoticeKind.REJECTED | NoticeKind.DOMAIN_BLOCKED | NoticeKind.POSTER_BLOCKED:
            why = _why_rejected(kind, reason)
            return f"The moderators did not accept your lead {title}." + (f"\n> {why}" if why else "")
        case NoticeKind.REFUSED:
            return (
                f"Your lead {title} could not be posted, so nobody sees it: {reason or ''}\n"
                "-# It is kept in /lead mine: change it there with *Edit*, and it is tried again."
            )
        case NoticeKind.DELETED:
            return (
                f"Somebody deleted the message of your lead {title}, so nobody sees it now. The moderators look at it; "
                "if they approve it, it is posted again.\n-# It is kept in /lead mine."
            )
        case NoticeKind.UNSEALED:
            return (
                f"Two moderators together looked up who shared {title}, which you had shared pseudonymously. "
                "Your name is still not on the card."
            )


def _why_rejected(kind: NoticeKind, reason: str | None) -> str:
    match kind:
        case NoticeKind.DOMAIN_BLOCKED:
            return f"Links to {shown(reason or '')} are not accepted in this server."
        case NoticeKind.POSTER_BLOCKED:
            return "The moderators of this server take no more leads from you."
        case _:
            return shown(reason or "")


def _renewal_buttons(lead: Lead) -> list[ui.Button[ui.LayoutView]]:
    where = {"guild_id": lead.guild_id, "lead_id": lead.id}
    return [
        ui.Button(label="Renew", style=discord.ButtonStyle.success, custom_id=RENEWAL(what="renew", **where)),
        ui.Button(label="Let it go", custom_id=RENEWAL(what="pass", **where)),
    ]
