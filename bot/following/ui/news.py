"""News as words: in the daily message, and in `/following` where messages do not arrive."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import discord
from discord import ui

from bot.following.model import PageNews
from bot.following.ui.custom_ids import FOLLOWING
from bot.kit.ui.paged import apart
from bot.knowledge.base import KnowledgeBase
from bot.leads.model.lead import Lead
from bot.leads.ui.card import card_url, place_words, shown
from bot.pages.ui.items import pages_menu
from bot.pages.ui.labels import KIND
from bot.pages.ui.page_links import link_to

_COLOR = 0x2F7D6B
_IN_A_MESSAGE = 3000
"""Characters of news in one message, links included: the rest of Discord's 4,000 is for what stands around them."""

_LEADS_OF_A_PAGE = 5
_LONGEST_TITLE = 80
_LONGEST_PLACE = 40


def news_view(base: KnowledgeBase, news: Sequence[PageNews], names: Mapping[int, str], day: date) -> ui.LayoutView:
    """Return the daily message; its custom ids hold the local date, and nobody's id."""
    view = ui.LayoutView(timeout=None)
    box: ui.Container[ui.LayoutView] = ui.Container(accent_color=discord.Color(_COLOR))
    box.add_item(ui.TextDisplay(f"## New in what you follow\n{news_words(base, news, names, _IN_A_MESSAGE)}"))
    box.add_item(ui.TextDisplay("-# At most one message a day, and none when nothing is new."))
    view.add_item(box)
    for row in pages_rows(base, news):
        view.add_item(row)
    view.add_item(stop_row(day.isoformat()))
    return view


def stop_row(day: str) -> ui.ActionRow[ui.LayoutView]:
    """Return the buttons under a daily message."""
    return ui.ActionRow(
        ui.Button(label="Stop these messages", emoji="🔕", custom_id=FOLLOWING(what="stop", about=day)),
        ui.Button(label="See what I follow", custom_id=FOLLOWING(what="look")),
    )


def pages_rows(base: KnowledgeBase, news: Sequence[PageNews]) -> Iterator[ui.ActionRow[ui.LayoutView]]:
    """Yield the menus of the pages that have news; none where the notes have none of them any more."""
    pages = [base.pages[page_id] for page_id in dict.fromkeys(one.page_id for one in news) if page_id in base.pages]
    for some in apart(pages):
        yield ui.ActionRow(pages_menu([link_to(page) for page in some], "Open a role or sector …"))


def news_words(base: KnowledgeBase, news: Sequence[PageNews], names: Mapping[int, str], limit: int) -> str:
    """Return the news of the named servers, as much as the limit holds; the last line says that there is more."""
    more = "\n-# …and more than fits here: `/lead browse` in the server has all leads."
    lines: list[str] = []
    for line in _lines(base, news, names):
        if sum(len(one) + 1 for one in (*lines, line, more)) > limit:
            while lines and not lines[-1].startswith("-"):
                lines.pop()  # a heading without anything below it
            return "\n".join((*lines, more))
        lines.append(line)
    return "\n".join(lines)


def page_title(base: KnowledgeBase, page_id: str) -> str:
    """Return the title of a page, and what it is."""
    page = base.pages.get(page_id)
    return f"**{page.title}** · {KIND[page.kind]}" if page else f"**{page_id}** · no longer in the notes"


def _lines(base: KnowledgeBase, news: Sequence[PageNews], names: Mapping[int, str]) -> Iterator[str]:
    for guild_id, name in names.items():
        here = [one for one in news if one.guild_id == guild_id]
        if here:
            yield f"### {shown(name)}"
        for number, one in enumerate(here):
            title = page_title(base, one.page_id)
            yield f"\n{title}" if number else title  # an empty line ends the list above
            if one.is_reviewed:
                yield "- 📖 Its page was reviewed again."
            for lead in one.leads[:_LEADS_OF_A_PAGE]:
                yield f"- {_lead(lead)}"
            if (further := len(one.leads) - _LEADS_OF_A_PAGE) > 0:
                yield f"- …and {further} more: `/lead browse` in the server"


def _lead(lead: Lead) -> str:
    content = lead.content
    parts = [f"**{shown(content.title, _LONGEST_TITLE)}**", shown(content.organization, _LONGEST_TITLE)]
    if place := place_words(content, _LONGEST_PLACE):
        parts.append(place)
    if url := card_url(lead):
        parts.append(f"[see it]({url})")
    return " · ".join(parts)
