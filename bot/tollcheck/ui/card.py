"""The reading of an offer: the signs found, the words that show them, what to ask, and where it is free."""

from collections.abc import Iterator

import discord
from discord import ui

from bot.kit.member_text import clean_text, escape
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.body import CITATION
from bot.pages.ui.card import Link, Screen, paginate
from bot.pages.ui.items import pages_menu
from bot.pages.ui.page_links import link_to
from bot.pages.ui.review import NOT_ADVICE
from bot.tollcheck.engine.engine import Reading, SignFound
from bot.tollcheck.engine.normalise import LONGEST

_COLOUR = 0xC08A2E
_QUOTE_LENGTH = 140
_LEAD = (
    "These are signs, not a judgement: honest offers show some of them too. Each has a question to ask before you pay "
    "or send anything. What I did not find is **no clearance**: I read words, in English, and cannot check who wrote "
    "them."
)
_NO_CLEARANCE = (
    "I found none of the signs I know. That is **no clearance**: I read words, in English, and cannot check who wrote "
    "them; an offer can be poor without any sign.\n"
    "- Before you pay, ask in writing: the full price, what you get back and until when, how many began, and how many "
    "had such a job a year later.\n"
    "- Before you send papers: which employer is it, and where is the posting on its own site?"
)
_KEPT = f"-# I keep nothing of the text. {NOT_ADVICE}"
_CUT = f"-# It is long: I read its first {LONGEST:,} characters."
_FREE = "**The same, free**\nA page opens here, in place of this message; what I found stays above."
_FALLBACK_PAGES = ("paid-coaching-and-courses", "job-scams", "where-to-look")


def tollcheck_views(base: KnowledgeBase, reading: Reading) -> tuple[ui.LayoutView, ...]:
    """Return the private messages about an offer: what was found, as many as it takes, and then the free pages.

    The pages stand apart, because a chosen page replaces the message it was chosen on, and nothing else remembers
    what was found.
    """
    screens = paginate(_blocks(base, reading), base.sources)
    views = [_findings(reading, screen, number, len(screens)) for number, screen in enumerate(screens, start=1)]
    links = _free_pages(base, reading)
    return (*views, _free(links)) if links else tuple(views)


def _blocks(base: KnowledgeBase, reading: Reading) -> Iterator[str]:
    yield _LEAD if reading.signs else _NO_CLEARANCE
    for found in reading.signs:
        yield _block(base, found)
    if reading.notes:
        yield "\n".join(("**No warning sign, but worth a question**", *(f"- {note.text}" for note in reading.notes)))


def _block(base: KnowledgeBase, found: SignFound) -> str:
    why = CITATION.sub(lambda cited: cited[0] if cited[1] in base.sources else "", found.sign.why)
    quotes = (f"> “{_escaped(quote)}”" for quote in found.quotes)
    return "\n".join((f"**{found.sign.title}**", *quotes, why, f"*Ask:* {found.sign.ask}"))


def _escaped(quote: str) -> str:
    """Return the offer's words so that they show as they stand; a `[^…]` in them is no citation of ours."""
    return escape(clean_text(quote, _QUOTE_LENGTH)).replace("^", "\\^")


def _findings(reading: Reading, screen: Screen, number: int, count: int) -> ui.LayoutView:
    part = f" ({number} of {count})" if count > 1 else ""
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=discord.Colour(_COLOUR))
    container.add_item(ui.TextDisplay(f"## {_title(reading)}{part}"))
    container.add_item(ui.TextDisplay("\n\n".join(screen.blocks)))
    container.add_item(ui.Separator())
    container.add_item(
        ui.TextDisplay("\n".join(filter(None, (screen.footnotes, _CUT if reading.is_cut else "", _KEPT))))
    )
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    return view


def _title(reading: Reading) -> str:
    count = len(reading.signs)
    if count == 0:
        return "No warning sign found"
    return f"{count} warning sign{'' if count == 1 else 's'} in this offer"


def _free(links: list[Link]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(_FREE))
    view.add_item(ui.ActionRow(pages_menu(links, "The same, free …")))
    return view


def _free_pages(base: KnowledgeBase, reading: Reading) -> list[Link]:
    """Return the pages that the signs name, most serious sign first; not those that were edited away."""
    named = [page_id for found in reading.signs for page_id in found.sign.pages] or list(_FALLBACK_PAGES)
    return [link_to(base.pages[page_id]) for page_id in dict.fromkeys(named) if page_id in base.pages]
