"""The answer to a question: passages with their sources, the nearest pages, and a way to say that it missed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import discord
from discord import ui

from bot.ask.engine.answerer import SHOWN, Answer, Outcome, Result
from bot.ask.engine.passages import Passage
from bot.ask.ui.about import about_words
from bot.ask.ui.items import ASKED, FileGap, WasThisIt
from bot.ask.ui.places import place_of
from bot.ask.ui.states import with_states
from bot.kit.member_text import clean_text, escape
from bot.kit.place import Place
from bot.kit.ui.keeping import keep_button
from bot.kit.ui.limits import shorten
from bot.kit.ui.pressing import Button
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.body import CITATION
from bot.pages.ui.card import Link, paginate
from bot.pages.ui.citing import cite
from bot.pages.ui.compare_card import compare_address
from bot.pages.ui.items import open_button, pages_menu
from bot.pages.ui.labels import KIND
from bot.pages.ui.markdown import to_blocks
from bot.pages.ui.page_links import link_to
from bot.pages.ui.review import NOT_ADVICE

_COLOR = 0x4F6BD8
_NEAREST = 8
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
    "training": "Exams, the Match and training programs are beyond my notes; your dean's office and the boards' own "
    "pages are free. I know what opens without residency: ask me that.",
    "clinical_work": "My notes are about work away from patients; for a practice or a clinical post, your specialty "
    "society or state medical society may help.",
    "insured": "For your own cover or claim, ask your insurer or your state's insurance department.",
}
_ELSEWHERE = "That is outside my notes. I know what non-clinical jobs for physicians ask, pay and lead to."


def declined_words(answer: Answer) -> str:
    """Return one line on what Tollfree is for, and who can help."""
    return _DECLINED.get(answer.reason or "", _ELSEWHERE)


def answer_view(base: KnowledgeBase, question: str, answer: Answer) -> ui.LayoutView:
    """Return the message for an answered question, or for one that the notes do not answer."""
    found = answer.outcome is Outcome.ANSWERED
    shown = shown_results(base, answer)
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_color=discord.Color(_COLOR))
    asked = escape(clean_text(question, _QUESTION_LENGTH))
    container.add_item(ui.TextDisplay(f"## {_TITLE[answer.outcome]}\n-# {ASKED}{asked}"))
    blocks = [block for place, result in enumerate(shown) for block in _blocks(base, result, place, found=found)]
    screen = paginate([*_before(base, answer), *blocks], base.sources)[0]
    container.add_item(ui.TextDisplay("\n\n".join(screen.blocks)))
    small = "\n".join(part for part in (screen.footnotes, f"-# {NOT_ADVICE} I keep nothing of what you ask.") if part)
    container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(small))
    view.add_item(container)
    _add_rows(view, base, answer, shown)
    return view


def _before(base: KnowledgeBase, answer: Answer) -> list[str]:
    """Return what stands before the passages: what to say of the bot, or that the notes do not say."""
    if answer.outcome is Outcome.ABOUT:
        return [about_words(base, answer)]
    return [_UNKNOWN] if answer.outcome is Outcome.UNKNOWN else []


_TITLE = {Outcome.ANSWERED: "From the notes", Outcome.UNKNOWN: "Not in my notes", Outcome.ABOUT: "About me"}
_UNKNOWN = (
    "My notes do not say, and I do not make things up. Nearest to it is what stands below. "
    "If the notes ought to have it, press *This didn't answer me*: curators read those."
)
_MORE = "**More from this page**"
_PORTIONS = ((3, 4, 2), (3, 4, 1), (3, 3, 1), (3, 2, 1), (3, 1, 1), (2, 1, 1))
"""Pages, passages of the first and of each other that are tried, until all fit on one screen."""


def shown_results(base: KnowledgeBase, answer: Answer) -> tuple[Result, ...]:
    """Return the results that the card shows: as many of the first three as fit on one screen, each whole."""
    results = () if answer.outcome is Outcome.DECLINED else with_states(base, answer)[:SHOWN]
    for count, of_first, of_others in _PORTIONS:
        shown = tuple(_first_of(one, of_others if place else of_first) for place, one in enumerate(results[:count]))
        blocks = [block for place, one in enumerate(shown) for block in _blocks(base, one, place, found=True)]
        if len(paginate(blocks, base.sources)) == 1:
            return shown
    return shown[:1]


def _first_of(result: Result, count: int) -> Result:
    return replace(result, passages=result.passages[:count])


def shown_text(result: Result) -> str:
    """Return what the card shows of a page, in plain words."""
    return "\n\n".join(CITATION.sub("", _quoted(passage)) for passage in result.passages)


def _blocks(base: KnowledgeBase, result: Result, place: int, *, found: bool) -> Iterator[str]:
    """Yield the answer under its page's title, then what more of the page is shown."""
    page = base.pages[result.page_id]
    for number, passage in enumerate(result.passages):
        heading = f"**{page.title}** · {KIND[page.kind]} · {result.own.section}\n" if number == 0 else ""
        if number == 1 and found and not place:
            heading = f"{_MORE}\n"
        if passage.page_id != page.id:
            heading = f"{heading if not number else ''}**Often said** · {KIND[base.pages[passage.page_id].kind]}\n"
        yield f"{heading}{_quoted(passage)}"


def _quoted(passage: Passage) -> str:
    """Return a passage whole, with its citations."""
    text = "\n".join(to_blocks(passage.markdown)) or passage.text
    missing = [source_id for source_id in passage.sources if f"[^{source_id}]" not in text]
    return cite(text, missing)


def _add_rows(view: ui.LayoutView, base: KnowledgeBase, answer: Answer, shown: Sequence[Result]) -> None:
    buttons = [
        open_button(place_of(base, result.own), _short_title(base, result), is_current=False) for result in shown
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
    row: list[Button] = [FileGap.about(nearest)]
    if answer.outcome is Outcome.ANSWERED and shown:
        row = [*WasThisIt.about(shown[0].page_id, shown[0].passages[0].mark), keep_button(), *row]
    view.add_item(ui.ActionRow(*row))


def _short_title(base: KnowledgeBase, result: Result) -> str:
    return shorten(base.pages[result.page_id].title, _BUTTON_LENGTH)


def _nearest(base: KnowledgeBase, answer: Answer, shown: Sequence[Result]) -> list[Link]:
    open_already = {result.page_id for result in shown}
    page_ids = [result.page_id for result in answer.results if result.page_id not in open_already][:_NEAREST]
    if answer.myth:
        page_ids.insert(0, answer.myth)
    return [link_to(base.pages[page_id]) for page_id in page_ids]
