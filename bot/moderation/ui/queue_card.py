"""The card of a lead in the moderators' queue.

Its buttons are plain: their custom ids are answered by the dynamic items in `decisions` and `pages`.
"""

import discord
from discord import ui
from discord.utils import format_dt

from bot.kit.capability import Services
from bot.kit.member_text import escape
from bot.kit.ui.limits import MESSAGE_TEXT
from bot.knowledge.library import Library
from bot.leads.model.lead import IN_REVIEW, Lead
from bot.leads.ui.card import container, lead_text, shown
from bot.leads.ui.labels import REPORT_REASON, STATUS
from bot.moderation.model import QueueItem
from bot.moderation.ui.custom_ids import PAGE, REVIEW
from bot.moderation.ui.labels import DECIDED, WHY
from bot.servers.model.audit import Act

_LINK_TOO_LONG = "its address is too long to show here"


def queue_view(
    services: Services,
    item: QueueItem,
    act: Act | None = None,
    *,
    is_private: bool = False,
    refused: str | None = None,
) -> ui.LayoutView:
    """Return a lead with why it waits and what to press, or with what was decided.

    `act` is what a moderator did, where that is known. A private card, from /mod queue, leads on to the next one.
    Where Discord `refused` to show it, for that reason, its text is left out, and it cannot be approved unread.
    """
    lead = item.lead
    view = ui.LayoutView(timeout=None)
    view.add_item(container(lead, _text(services, item, act, refused)))
    if lead.status in IN_REVIEW:
        view.add_item(ui.ActionRow(*_decisions(lead, may_approve=refused is None)))
    if is_private:
        view.add_item(ui.ActionRow(*queue_pager(lead.id)))
    return view


def queue_pager(after_id: int) -> tuple[ui.Button[ui.LayoutView], ...]:
    """Return the buttons through the queue."""
    first: ui.Button[ui.LayoutView] = ui.Button(label="‹ First", custom_id=PAGE(what="queue", mark=0))
    following: ui.Button[ui.LayoutView] = ui.Button(label="Next ›", custom_id=PAGE(what="queue", mark=after_id))
    return (first, following) if after_id else (first,)


def moderating_view(services: Services, lead: Lead) -> ui.LayoutView:
    """Return a live lead as a moderator may take it down, privately."""
    view = ui.LayoutView(timeout=None)
    view.add_item(container(lead, lead_text(services[Library].current, lead, services.clock.now())))
    buttons = [_take_down("down", "Take it down…", lead)]
    if not lead.poster_left:
        buttons.append(_take_down("ban", "Take it down, and block its poster", lead))
    view.add_item(ui.ActionRow(*buttons))
    return view


def _take_down(what: str, label: str, lead: Lead) -> ui.Button[ui.LayoutView]:
    return ui.Button(label=label, style=discord.ButtonStyle.danger, custom_id=_decision(what, lead))


def _decision(what: str, lead: Lead) -> str:
    return REVIEW(what=what, lead_id=lead.id, seen=lead.content.version)


def _decisions(lead: Lead, *, may_approve: bool) -> list[ui.Button[ui.LayoutView]]:
    def button(what: str, label: str, style: discord.ButtonStyle) -> ui.Button[ui.LayoutView]:
        return ui.Button(label=label, style=style, custom_id=_decision(what, lead))

    buttons = [button("approve", "Approve", discord.ButtonStyle.success)] if may_approve else []
    buttons.append(button("reject", "Reject…", discord.ButtonStyle.secondary))
    if lead.content.link_domain:
        buttons.append(button("domain", "Block domain", discord.ButtonStyle.danger))
    if not lead.poster_left:
        buttons.append(button("poster", "Block poster", discord.ButtonStyle.danger))
    return buttons


def _text(services: Services, item: QueueItem, act: Act | None, refused: str | None) -> str:
    """Return all that the card says, within Discord's limit, whatever the length of the link."""
    lead = item.lead
    if lead.status not in IN_REVIEW:
        return _decided(lead, act)
    head = "\n".join(_why(item))
    if refused is not None:
        return f"{head}\n⚠️ Discord does not let me show what it says. {refused}"
    body = lead_text(services[Library].current, lead, services.clock.now())
    if len(head) + len(body) >= MESSAGE_TEXT:
        body = body.replace(f"[open the posting](<{lead.content.link_url}>)", _LINK_TOO_LONG)
    return f"{head}\n{body}"


def _decided(lead: Lead, act: Act | None) -> str:
    """Return what is left of a decided lead: no poster and no text, since the message outlives what I store."""
    content = lead.content
    named = (shown(content.title), shown(content.organization), escape(content.link_domain or ""))
    return f"**{DECIDED[act] if act else STATUS[lead.status]}**\n-# Lead {lead.id} · {' · '.join(filter(None, named))}"


def _why(item: QueueItem) -> list[str]:
    lead = item.lead
    reasons = [WHY[one] for one in WHY if one in lead.review_reasons]
    lines = [
        f"-# 🕓 Lead {lead.id} · shared {format_dt(lead.created_at, 'R')}",
        f"**Why it is here:** {'; '.join(reasons) or 'it was changed'}.",
    ]
    if lead.review_note:
        lines.append(f"-# {shown(lead.review_note)}")
    lines += [f"-# {count} × {REPORT_REASON[reason].lower()}" for reason, count in item.reports]
    return lines
