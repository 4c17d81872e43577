"""A member's own leads, and what they can do with each."""

from collections.abc import Iterator
from datetime import datetime

from discord import ui

from bot.kit.capability import Services
from bot.kit.ui.answering import actor_of, show
from bot.kit.ui.client import Interaction
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.leads.model.browsing import LeadPage
from bot.leads.model.lead import Lead, LeadStatus
from bot.leads.model.life import may_renew
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui.browse import lead_row
from bot.leads.ui.card import card_url, container, lead_text
from bot.leads.ui.custom_ids import OWN, OWN_PAGE

_ON_A_SCREEN = 5


async def show_mine(interaction: Interaction, after: str = "") -> None:
    """Show one screen of the member's own leads; raises NotInServer and CursorInvalid."""
    services = interaction.client.services
    page = await services[LeadBrowsing].mine(actor_of(interaction), after=after or None, limit=_ON_A_SCREEN)
    await show(interaction, _mine_view(services[Library].current, page, services.clock.now(), after))


async def show_own(interaction: Interaction, lead: Lead) -> None:
    """Show one of the member's own leads, with what they can do."""
    await show(interaction, _own_view(interaction.client.services, lead))


def _mine_view(base: KnowledgeBase, page: LeadPage, now: datetime, after: str) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    box: ui.Container[ui.LayoutView] = ui.Container(
        ui.TextDisplay("## Your leads\n-# Only you see this list, newest first.")
    )
    for lead in page.leads:
        label = "Renew?" if may_renew(lead, now) else "Manage"
        box.add_item(lead_row(base, lead, now, ui.Button(label=label, custom_id=OWN(what="open", lead_id=lead.id))))
    if not page.leads:
        box.add_item(ui.TextDisplay("You have shared none here yet. /lead share begins one."))
    view.add_item(box)
    turns: list[ui.Button[ui.LayoutView]] = []
    if after:
        turns.append(ui.Button(label="‹ First", custom_id=OWN_PAGE(after="")))
    if page.after:
        turns.append(ui.Button(label="Next ›", custom_id=OWN_PAGE(after=page.after)))
    if turns:
        view.add_item(ui.ActionRow(*turns))
    return view


def _own_view(services: Services, lead: Lead) -> ui.LayoutView:
    now = services.clock.now()
    view = ui.LayoutView(timeout=None)
    text = lead_text(services[Library].current, lead, now)
    view.add_item(container(lead, text))
    buttons = list(_own_buttons(lead, now))
    if url := card_url(lead):
        buttons.append(ui.Button(label="See the card", url=url))
    buttons.append(ui.Button(label="All of yours", custom_id=OWN_PAGE(after="")))
    view.add_item(ui.ActionRow(*buttons))
    return view


def _own_buttons(lead: Lead, now: datetime) -> Iterator[ui.Button[ui.LayoutView]]:
    if lead.is_live(now) or lead.status in {LeadStatus.PENDING, LeadStatus.POSTING, LeadStatus.REFUSED}:
        yield _button("edit", lead, "Edit", "✏️")
    if lead.is_live(now):
        yield _button("close", lead, "Close", "🔒")
    if may_renew(lead, now):
        yield _button("renew", lead, "Renew", "🔄")
    if lead.status is LeadStatus.CLOSED:
        yield _button("reopen", lead, "Reopen", "🔓")


def _button(what: str, lead: Lead, label: str, emoji: str) -> ui.Button[ui.LayoutView]:
    return ui.Button(label=label, emoji=emoji, custom_id=OWN(what=what, lead_id=lead.id))
