"""The card of a lead. What a press on its buttons does is in `items`.

The buttons carry custom ids that `items.LeadButton` answers, so the card works after any restart once the view is
stopped, and nothing has to remember it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import lru_cache

import discord
from discord import ui
from discord.utils import format_dt

from bot.kit.capability import Services
from bot.kit.member_text import clean_text, escape
from bot.kit.ui.prepared import Component, PreparedView, box, button, link_button, row
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.leads.model.lead import Lead, LeadContent, LeadStatus, Shelf, Workplace
from bot.leads.model.life import CLOSURES_NEEDED
from bot.leads.ui.custom_ids import LEAD, MODERATE
from bot.leads.ui.labels import KIND, STATUS, TIE, WORKPLACE

_COLORS = {LeadStatus.LIVE: 0x2F7D6B}
_COLOR_OF_THE_REST = 0x7A7F87
_LONGEST_NAME = 60
_ANY_LENGTH = 400


def lead_view(services: Services, lead: Lead) -> ui.LayoutView:
    """Return the card with its buttons, as everybody may see it."""
    return PreparedView(_components(services, lead))


def private_view(services: Services, lead: Lead, *, moderates: bool = False) -> ui.LayoutView:
    """Return the card for one reader, with a way to the one that everybody sees; a moderator may take it down."""
    components = _components(services, lead)
    more = [link_button("See it in its channel", url)] if (url := card_url(lead)) else []
    if moderates and lead.status is LeadStatus.LIVE:
        more.append(button("Moderate", "🛡️", MODERATE(lead_id=lead.id)))
    if more:
        components.append(row(more))
    return PreparedView(components)


def _components(services: Services, lead: Lead) -> list[Component]:
    """Return the card as Discord takes it: it is drawn anew for every vote, too often for discord.py's classes."""
    now = services.clock.now()
    card = box(_lead_words(services[Library].current, lead, now), _color(lead))
    buttons = list(_buttons(lead, now))
    return [card, row(buttons)] if buttons else [card]


def card_url(lead: Lead) -> str | None:
    """Return the address of the card that members see, if there is one."""
    if lead.card is None:
        return None
    return f"https://discord.com/channels/{lead.guild_id}/{lead.card.channel_id}/{lead.card.message_id}"


def _lead_words(base: KnowledgeBase, lead: Lead, now: datetime) -> str:
    """Return what members see; a lead that is in review or was rejected says only that."""
    is_shown = lead.status.shelf is not Shelf.NONE
    return lead_text(base, lead, now) if is_shown else STATUS[lead.status]


def container(lead: Lead, text: str) -> ui.Container[ui.LayoutView]:
    """Return a text in a box of the color that the lead's status has."""
    return ui.Container(ui.TextDisplay(text), accent_color=discord.Color(_color(lead)))


def _color(lead: Lead) -> int:
    return _COLORS.get(lead.status, _COLOR_OF_THE_REST)


def lead_text(base: KnowledgeBase, lead: Lead, now: datetime) -> str:
    """Return all that a card says, whatever the lead's status; everything that a member typed is escaped."""
    return "\n".join((*content_lines(base, lead.content), *_life_lines(lead, now), f"-# {_poster(lead)}"))


def content_lines(base: KnowledgeBase, content: LeadContent) -> Iterator[str]:
    """Yield what the poster says of the lead, one line for each fact."""
    yield f"## {shown(content.title)}"
    yield f"-# {' · '.join((KIND[content.kind], *topic_titles(base, content)))}"
    yield f"🏢 **{shown(content.organization)}**"
    if place := place_words(content):
        yield f"📍 {place}"
    if content.pay:
        yield f"💵 {shown(content.pay)}"
    if content.link_url:
        yield f"🔗 **{escape(content.link_domain or '')}** · [open the posting](<{content.link_url}>)"
    if content.how_to_ask:
        yield f"💬 {shown(content.how_to_ask)}"
    if content.closes_on:
        yield f"📅 Closes {closing(content.closes_on)}"
    yield f"🤝 Poster’s tie: {TIE[content.tie].lower()}"


def topic_titles(base: KnowledgeBase, content: LeadContent) -> tuple[str, ...]:
    """Return the titles of a lead's sector and role, as far as the notes still have them."""
    pages = (base.pages.get(page_id) for page_id in (content.sector_id, content.role_id) if page_id)
    return tuple(page.title for page in pages if page)


def place_words(content: LeadContent, limit: int = _ANY_LENGTH) -> str:
    """Return where the work is done, or nothing; a place that was typed is cut at the limit."""
    workplace = "" if content.workplace is Workplace.UNKNOWN else WORKPLACE[content.workplace]
    return " · ".join(filter(None, (workplace, shown(content.location or "", limit))))


def closing(day: date) -> str:
    """Return a date and how far off it is, in the reader's language; noon keeps the day the same nearly everywhere."""
    at = datetime.combine(day, time(12), UTC)
    return f"{format_dt(at, 'D')} ({format_dt(at, 'R')})"


@lru_cache(maxsize=2000)  # a card is drawn anew for every vote, and its words stay
def shown(text: str, limit: int = _ANY_LENGTH) -> str:
    """Return text from a member as it may stand on a card."""
    return escape(clean_text(text, limit))


def status_words(lead: Lead, now: datetime) -> str:
    """Return how a lead stands; one past its end is expired, swept or not."""
    status = LeadStatus.EXPIRED if lead.status is LeadStatus.LIVE and not lead.is_live(now) else lead.status
    return STATUS[status]


def _buttons(lead: Lead, now: datetime) -> Iterator[Component]:
    if lead.is_live(now):
        yield _button("up", lead, f"Upvote {lead.upvotes}", "👍")
        yield _button("worked", lead, f"It worked {lead.worked}", "🎉")
        yield _button(
            "close", lead, f"Closed {lead.closures} of {CLOSURES_NEEDED}" if lead.closures else "Closed", "🔒"
        )
        yield _button("report", lead, "Report", "🚩")
    elif lead.status is LeadStatus.CLOSED:
        yield _button("reopen", lead, "Not closed: reopen", "🔓")


def _button(what: str, lead: Lead, label: str, emoji: str) -> Component:
    return button(label, emoji, LEAD(what=what, lead_id=lead.id))


def _life_lines(lead: Lead, now: datetime) -> Iterator[str]:
    if lead.is_live(now):
        yield f"⏳ Live until {format_dt(lead.expires_at, 'D')}"
        if lead.closures:
            yield "⚠️ A member says that it is closed."
        return
    yield f"**{status_words(lead, now)}** · {lead.upvotes} upvotes · worked for {lead.worked}"


def _poster(lead: Lead) -> str:
    if lead.is_pseudonymous:
        return "Shared pseudonymously"
    if lead.poster_left or not lead.poster_name:
        return "Shared by a member who has left"
    return f"Shared by {shown(lead.poster_name, _LONGEST_NAME)}"
