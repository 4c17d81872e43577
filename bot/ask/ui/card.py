"""The answer to a question: passages with their sources, the nearest pages, and a way to say that it missed."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.ask.engine.answerer import Answer, Outcome, Result
from bot.ask.engine.passages import Passage
from bot.ask.ui.items import ASKED, FileGap
from bot.ask.ui.places import place_of
from bot.kit.member_text import clean_text, escape
from bot.kit.place import Place
from bot.kit.ui.limits import shorten
from bot.knowledge.base import KnowledgeBase
from bot.pages.ui.card import Link, Screen, paginate
from bot.pages.ui.citing import cite
from bot.pages.ui.compare_card import compare_address
from bot.pages.ui.items import open_button, pages_menu
from bot.pages.ui.labels import KIND
from bot.pages.ui.markdown import to_blocks
from bot.pages.ui.page_links import link_to
from bot.pages.ui.review import NOT_ADVICE

_COLOUR = 0x4F6BD8
_SHOWN = 3
_NEAREST = 8
_PASSAGE_LENGTH = 420
_QUESTION_LENGTH = 300
_BUTTON_LENGTH = 34

_DECLINED = {
    "medical_advice": "I know careers, not medicine: for a patient or for yourself, please ask a treating doctor, or "
    "your local emergency number.",
    "legal_case": "I can tell what rules say, and not what to do in your case: that is for a lawyer. Your state "
    "medical society may know one for physicians.",
    "visa_filing": "I can tell what the notes say of visas; to fill in or judge a filing is for an immigration lawyer.",
    "tax_and_money": "Investments and tax returns are beyond my notes; a fee-only adviser or an accountant can help.",
    "other_careers": "My notes are about physicians' careers only. For other professions, your own society's pages and "
    "the US Bureau of Labor Statistics' career pages are free.",
    "chat": "That is outside my notes. I know what non-clinical jobs for physicians ask, pay and lead to.",
    "manipulation": "I only answer from my notes, with their sources, and promise nothing that they do not say.",
    "other_people": "I do not tell who wrote, voted or asked what; nobody can have me do that.",
    "advertising": "I post nothing for sale and ping nobody. A free lead can be shared with `/lead share`.",
    "dishonesty": "I won't help to make something look other than it was. There may be an honest way: ask me that.",
    "chores": "I only look things up in my notes about physicians' careers.",
}
_ELSEWHERE = "That is outside my notes. I know what non-clinical jobs for physicians ask, pay and lead to."


def declined_words(answer: Answer) -> str:
    """Return one line on what Tollfree is for, and who can help."""
    return _DECLINED.get(answer.reason or "", _ELSEWHERE)


def answer_view(base: KnowledgeBase, question: str, answer: Answer) -> ui.LayoutView:
    """Return the message for an answered question, or for one that the notes do not answer."""
    found = answer.outcome is Outcome.ANSWERED
    shown = answer.results[:_SHOWN] if found else ()
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=discord.Colour(_COLOUR))
    asked = escape(clean_text(question, _QUESTION_LENGTH))
    title = "From the notes" if found else "Not in my notes"
    container.add_item(ui.TextDisplay(f"## {title}\n-# {ASKED}{asked}"))
    screen = _screen(base, shown) if found else Screen((_UNKNOWN,), "")
    container.add_item(ui.TextDisplay("\n\n".join(screen.blocks)))
    small = "\n".join(part for part in (screen.footnotes, f"-# {NOT_ADVICE} I keep nothing of what you ask.") if part)
    container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(small))
    view.add_item(container)
    _add_rows(view, base, answer, shown)
    return view


_UNKNOWN = (
    "I found nothing that answers this, and I do not make things up. The nearest pages are below. "
    "If the notes ought to have it, press *This didn't answer me*: curators read those."
)


def _screen(base: KnowledgeBase, results: Sequence[Result]) -> Screen:
    """Return as many passages as fit on one screen, each with its page, section and sources."""
    blocks = [_block(base, result) for result in results]
    return paginate(blocks, base.sources)[0]


def _block(base: KnowledgeBase, result: Result) -> str:
    page = base.pages[result.page_id]
    passage = result.passages[0]
    heading = f"**{page.title}** · {KIND[page.kind]} · {passage.section}"
    return f"{heading}\n{_quoted(passage)}"


def _quoted(passage: Passage) -> str:
    text = "\n".join(to_blocks(passage.markdown)) or passage.text
    missing = [source_id for source_id in passage.sources if f"[^{source_id}]" not in text]
    return cite(_shortened(text), missing)


def _shortened(text: str) -> str:
    """Cut a passage at the end of a line or sentence, so that its citations stay with it."""
    if len(text) <= _PASSAGE_LENGTH:
        return text
    head = text[:_PASSAGE_LENGTH]
    cut = max(head.rfind("\n"), head.rfind("] "), head.rfind(". "))
    return f"{head[: cut + 1].rstrip()} …" if cut > _PASSAGE_LENGTH // 3 else shorten(head, _PASSAGE_LENGTH - 1)


def _add_rows(view: ui.LayoutView, base: KnowledgeBase, answer: Answer, shown: Sequence[Result]) -> None:
    buttons = [
        open_button(place_of(base, result.passages[0]), _short_title(base, result), is_current=False)
        for result in shown
    ]
    if len(answer.alternatives) > 1:
        place = Place(compare_address([base.role(page_id) for page_id in answer.alternatives]))
        buttons.append(open_button(place, "Compare them", is_current=False))
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    links = _nearest(base, answer, shown)
    if links:
        view.add_item(ui.ActionRow(pages_menu(links, "Closest pages …")))
    nearest = answer.results[0].page_id if answer.results else "none"
    view.add_item(ui.ActionRow(FileGap.about(nearest)))


def _short_title(base: KnowledgeBase, result: Result) -> str:
    return shorten(base.pages[result.page_id].title, _BUTTON_LENGTH)


def _nearest(base: KnowledgeBase, answer: Answer, shown: Sequence[Result]) -> list[Link]:
    open_already = {result.page_id for result in shown}
    page_ids = [result.page_id for result in answer.results if result.page_id not in open_already][:_NEAREST]
    if answer.myth:
        page_ids.insert(0, answer.myth)
    return [link_to(base.pages[page_id]) for page_id in page_ids]
