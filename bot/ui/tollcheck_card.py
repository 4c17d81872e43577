"""The reading of an offer: the signs found, the words that show them, what to ask, and where it is free."""

import discord
from discord import ui

from bot.domain.member_text import clean_text, escape
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.tollcheck.engine import Reading, SignFound
from bot.ui.card import Link, Screen, paginate
from bot.ui.items import GoTo
from bot.ui.page_links import link_to
from bot.ui.review import NOT_ADVICE

_COLOUR = 0xC08A2E
_QUOTE_LENGTH = 110
_MOST_QUOTES = 2
_MOST_SIGNS = 6
_NO_CLEARANCE = (
    "I found none of the signs I know. That is **no clearance**: I read words, not people, and an offer can be poor "
    "without any of them. Ask what share of buyers got what they paid for, in writing, and what a refund takes."
)
_LEAD = (
    "These are signs, not a judgement: honest offers show some of them too. Each has a question to ask before you pay "
    "or send anything."
)
_FALLBACK_PAGES = ("paid-coaching-and-courses", "job-scams", "where-to-look")


def tollcheck_view(base: KnowledgeBase, reading: Reading) -> ui.LayoutView:
    """Return the private message about an offer."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=discord.Colour(_COLOUR))
    container.add_item(ui.TextDisplay(f"## {_title(reading)}"))
    screen = _screen(base, reading)
    container.add_item(ui.TextDisplay("\n\n".join(screen.blocks)))
    small = "\n".join(part for part in (screen.footnotes, f"-# I keep nothing of the text. {NOT_ADVICE}") if part)
    container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(small))
    view.add_item(container)
    view.add_item(ui.ActionRow(GoTo.offering(_free_pages(base, reading), "The same, free …")))
    return view


def _title(reading: Reading) -> str:
    count = len(reading.signs)
    if count == 0:
        return "No warning sign found"
    return f"{count} warning sign{'' if count == 1 else 's'} in this offer"


def _screen(base: KnowledgeBase, reading: Reading) -> Screen:
    """Return the most serious signs that fit on one screen, and say how many more there are."""
    notes = [f"- {note.text}" for note in reading.notes]
    closing = ["**Worth a question**\n" + "\n".join(notes)] if notes else []
    if not reading.signs:
        return paginate([_NO_CLEARANCE, *closing], base.sources)[0]
    shown = min(len(reading.signs), _MOST_SIGNS)
    while True:
        screens = paginate([_LEAD, *_blocks(reading.signs, shown), *closing], base.sources)
        if len(screens) == 1 or shown == 1:
            return screens[0]
        shown -= 1


def _blocks(signs: tuple[SignFound, ...], shown: int) -> list[str]:
    blocks = [_block(found) for found in signs[:shown]]
    if len(signs) > shown:
        blocks.append("**Also** " + "; ".join(found.sign.title.lower() for found in signs[shown:]))
    return blocks


def _block(found: SignFound) -> str:
    quotes = " … ".join(f"“{escape(clean_text(quote, _QUOTE_LENGTH))}”" for quote in found.quotes[:_MOST_QUOTES])
    return f"**{found.sign.title}** {quotes}\n{found.sign.why.strip()}\n*Ask:* {found.sign.ask}"


def _free_pages(base: KnowledgeBase, reading: Reading) -> list[Link]:
    page_ids = [page_id for found in reading.signs for page_id in found.sign.pages] or list(_FALLBACK_PAGES)
    return [link_to(base.pages[page_id]) for page_id in dict.fromkeys(page_ids) if page_id in base.pages]
