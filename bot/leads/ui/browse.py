"""A private list of leads, five a screen."""

from collections.abc import Iterator
from datetime import datetime

from discord import ui
from discord.utils import format_dt

from bot.kit.member_text import escape
from bot.kit.ui.answering import actor_of, show
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import shorten
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.leads.model.browsing import LeadPage, Sort
from bot.leads.model.lead import Lead
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui.card import place_words, shown, status_words, topic_titles
from bot.leads.ui.custom_ids import LEAD
from bot.leads.ui.labels import KIND
from bot.leads.ui.list_code import LeadList

_ON_A_SCREEN = 5
_TITLE = 80
_FACT = 40

_SORT = {Sort.BEST: "best first", Sort.NEW: "newest first", Sort.CLOSING_SOON: "closing soon first"}


async def show_list(interaction: Interaction, chosen: LeadList, after: str = "", *, in_place: bool = True) -> None:
    """Show one screen of a list; raises NotInServer and CursorInvalid."""
    services = interaction.client.services
    actor, base = actor_of(interaction), services[Library].current
    page = await services[LeadBrowsing].browse(
        actor.guild_id, chosen.wanted(base), chosen.sort, after=after or None, limit=_ON_A_SCREEN
    )
    await show(interaction, _list_view(base, chosen, page, services.clock.now(), after), in_place=in_place)


def _list_view(base: KnowledgeBase, chosen: LeadList, page: LeadPage, now: datetime, after: str) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(ui.TextDisplay(_heading(base, chosen)))
    for lead in page.leads:
        container.add_item(lead_row(base, lead, now, _open_button(lead)))
    if not page.leads:
        container.add_item(ui.TextDisplay(_nothing(chosen)))
    view.add_item(container)
    if turns := list(_turns(chosen, page, after)):
        view.add_item(ui.ActionRow(*turns))
    return view


def lead_row(
    base: KnowledgeBase, lead: Lead, now: datetime, button: ui.Button[ui.LayoutView]
) -> ui.Section[ui.LayoutView]:
    """Return a lead in a few lines, with a button beside it; long words are cut, because the card has them whole."""
    content = lead.content
    place, pay = place_words(content, _FACT), shown(content.pay or "", _FACT)
    lines = [
        f"**{shown(content.title, _TITLE)}** · {shown(content.organization, _FACT)}",
        f"-# {' · '.join(filter(None, (KIND[content.kind], *topic_titles(base, content)[-1:], place, pay)))}",
        f"-# {_standing(lead, now)}",
    ]
    return ui.Section(ui.TextDisplay("\n".join(lines)), accessory=button)


def _standing(lead: Lead, now: datetime) -> str:
    domain = f"{escape(shorten(lead.content.link_domain, _TITLE))} · " if lead.content.link_domain else ""
    votes = f"👍 {lead.upvotes} · 🎉 {lead.worked}"
    until = f"until {format_dt(lead.expires_at, 'd')}" if lead.is_live(now) else status_words(lead, now)
    return f"{domain}{votes} · {until}"


def _heading(base: KnowledgeBase, chosen: LeadList) -> str:
    page = base.pages.get(chosen.page_id or "")
    narrowed = [
        KIND[chosen.kind] if chosen.kind else "",
        page.title if page else "",
        "remote" if chosen.remote_only else "",
        f"“{shown(chosen.text)}”" if chosen.text else "",
        _SORT[chosen.sort],
    ]
    return f"## {'Closed and expired leads' if chosen.is_archive else 'Leads'}\n-# {' · '.join(filter(None, narrowed))}"


def _nothing(chosen: LeadList) -> str:
    if chosen == LeadList(sort=chosen.sort):
        return (
            "Nobody has shared a lead here yet. Know of one that is free to the applicant? /lead share takes a minute."
        )
    return "No lead fits this. Try it with less narrowed down, or look in the archive with /lead browse."


def _open_button(lead: Lead) -> ui.Button[ui.LayoutView]:
    return ui.Button(label="Open", custom_id=LEAD(what="open", lead_id=lead.id))


def _turns(chosen: LeadList, page: LeadPage, after: str) -> Iterator[ui.Button[ui.LayoutView]]:
    if after:
        yield ui.Button(label="‹ First", custom_id=chosen.custom_id("o"))
    if page.after:
        yield ui.Button(label="Next ›", custom_id=chosen.custom_id("o", page.after))
