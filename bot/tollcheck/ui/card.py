"""The reading of an offer in one message: the signs found, the words that show them, what to ask, where it is free."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.kit.member_text import clean_text, escape
from bot.kit.ui.keeping import keep_button
from bot.kit.ui.limits import SCREEN_TEXT
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.body import CITATION
from bot.pages.ui.card import Link
from bot.pages.ui.citing import Footnotes
from bot.pages.ui.items import pages_menu
from bot.pages.ui.page_links import link_to
from bot.pages.ui.review import NOT_ADVICE
from bot.tollcheck.engine.engine import Reading, SignFound
from bot.tollcheck.engine.normalize import LONGEST

_COLOR = 0xC08A2E
_QUOTE_LENGTH = 110
_SHORT_QUOTE = 36
_LEAD = "Signs, not a verdict: honest offers show some too. What I did not find is **no clearance**: I only read words."
_NO_CLEARANCE = (
    "I found none of the signs I know. That is **no clearance**: I read words, in English, and cannot check who wrote "
    "them.\n"
    "- Before you pay, ask in writing: the full price, what you get back and until when, how many began, and how many "
    "had such a job a year later.\n"
    "- Before you send papers: which employer is it, and where is the posting on its own site?"
)
_KEPT = f"-# I keep nothing of the text. {NOT_ADVICE}"
_CUT = f"-# It is long: I read its first {LONGEST:,} characters."
_FALLBACK_PAGES = ("paid-coaching-and-courses", "job-scams", "where-to-look")
_MOST_PAGES = 10
_MOST_TEXT = 3300
"""Characters of signs and sources, links included: what is left of a message without its heading and last lines."""


def tollcheck_view(base: KnowledgeBase, reading: Reading) -> ui.LayoutView:
    """Return the private message about an offer; a page chosen in it opens beside it.

    The most serious signs come with their reason, as far as one screen has room; all come with their words.
    """
    container: ui.Container[ui.LayoutView] = ui.Container(accent_color=discord.Color(_COLOR))
    text, sources = _one_screen(base, reading)
    container.add_item(ui.TextDisplay(f"## {_title(reading)}\n{text}"))
    container.add_item(ui.Separator())
    endings = (sources, _CUT if reading.is_cut else "", _KEPT)
    container.add_item(ui.TextDisplay("\n".join(filter(None, endings))))
    if links := _free_pages(base, reading):
        container.add_item(ui.ActionRow(pages_menu(links, "The same, free …", beside=True)))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.add_item(ui.ActionRow(keep_button()))
    return view


def _one_screen(base: KnowledgeBase, reading: Reading) -> tuple[str, str]:
    """Return as much as one screen holds, and its sources: first reasons go, then questions, least serious first."""
    count = len(reading.signs)
    fuller = [(reasons, count) for reasons in range(count, -1, -1)]
    for reasons, asks in (*fuller, *((0, asks) for asks in range(count - 1, -1, -1))):
        footnotes = Footnotes(base.sources)
        text = "\n\n".join(footnotes.number(block) for block in _blocks(base, reading, reasons, asks))
        sources = footnotes.lines()
        if len(text) <= SCREEN_TEXT and len(text) + len(sources) <= _MOST_TEXT:
            break
    return text, sources


def _blocks(base: KnowledgeBase, reading: Reading, reasons: int, asks: int) -> Sequence[str]:
    blocks = [_LEAD if reading.signs else _NO_CLEARANCE]
    for number, found in enumerate(reading.signs):
        blocks.append(_block(base, found, has_reason=number < reasons, has_question=number < asks))
    if reading.notes and not reading.signs:
        blocks.append("\n".join(("**Worth a question**", *(f"- {note.text}" for note in reading.notes))))
    return blocks


def _block(base: KnowledgeBase, found: SignFound, *, has_reason: bool, has_question: bool) -> str:
    length = _QUOTE_LENGTH if has_question else _SHORT_QUOTE
    lines = [f"**{found.sign.title}**", f"> “{_escaped(found.quotes[0], length)}”"]
    if found.reckoned:
        lines.append(found.reckoned)
    if has_reason:
        lines.append(CITATION.sub(lambda cited: cited[0] if cited[1] in base.sources else "", found.sign.why))
    if has_question:
        lines.append(f"*Ask:* {found.sign.ask}")
    return "\n".join(lines)


def _escaped(quote: str, length: int) -> str:
    """Return the offer's words so that they show as they stand; a `[^…]` in them is no citation of ours."""
    return escape(clean_text(quote, length)).replace("^", "\\^")


def _title(reading: Reading) -> str:
    count = len(reading.signs)
    if count == 0:
        return "No warning sign found"
    return f"{count} warning sign{'' if count == 1 else 's'} in this offer"


def _free_pages(base: KnowledgeBase, reading: Reading) -> list[Link]:
    """Return the pages that the signs name, most serious sign first; not those that were edited away."""
    named = [page_id for found in reading.signs for page_id in found.sign.pages] or list(_FALLBACK_PAGES)
    return [link_to(base.pages[page_id]) for page_id in dict.fromkeys(named) if page_id in base.pages][:_MOST_PAGES]
