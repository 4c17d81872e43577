"""The private preview of a draft: what was understood, what is missing or wrong, and the choices by menu.

Its buttons and menus are answered by the dynamic items in `draft_items`.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import discord
from discord import ui

from bot.kit.member_text import escape
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.kit.ui.paged import paged
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.pages import SectorPage
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import PageKind
from bot.leads.model.draft import LeadDraft, LeadField, Preview
from bot.leads.model.lead import LeadKind, Tie, Workplace
from bot.leads.service.checking import LIMITS
from bot.leads.service.drafts import Drafting
from bot.leads.ui.card import card_url, shown
from bot.leads.ui.custom_ids import DRAFT, DRAFT_SET
from bot.leads.ui.labels import KIND, REVIEW_REASON, TIE, WORKPLACE
from bot.leads.ui.problem_words import problem_words

_COLOR = 0x3B6EA5
_LONGEST_LINK = 400
_ONE_OF_SEVERAL = (
    "There was more than one link; I took the one of the job and left out the rest. Check that it is the right one."
)
NO_PAGE = "none"
"""Stands in the menu of sectors for no sector at all."""

_NAMES = {
    LeadField.TITLE: "Title",
    LeadField.ORGANIZATION: "Organization",
    LeadField.LINK: "Link",
    LeadField.HOW_TO_ASK: "How to ask, or a note",
    LeadField.LOCATION: "Place",
    LeadField.PAY: "Pay",
    LeadField.CLOSING: "Closing date",
    LeadField.PAGE: "Role or sector",
    LeadField.FREE: "Free to the applicant",
}


def preview_view(base: KnowledgeBase, drafting: Drafting, preview: Preview) -> ui.LayoutView:
    """Return the preview with its menus and buttons."""
    draft = drafting.draft
    view = ui.LayoutView(timeout=None)
    text = "\n".join(_lines(base, drafting, preview))
    view.add_item(ui.Container(ui.TextDisplay(text), accent_color=discord.Color(_COLOR)))
    for menu in _menus(base, draft):
        view.add_item(ui.ActionRow(menu))
    view.add_item(ui.ActionRow(*_changes(drafting)))
    view.add_item(ui.ActionRow(*_ends(drafting, preview)))
    return view


def _lines(base: KnowledgeBase, drafting: Drafting, preview: Preview) -> Iterator[str]:
    draft = drafting.draft
    yield "## Your lead, not posted yet" if drafting.lead_id is None else "## Your changes, not saved yet"
    for name, value in _values(base, draft, preview).items():
        problem = preview.problems.get(name)
        if value or problem:
            yield f"**{_NAMES[name]}** {value or '—'}"
        if problem:
            yield f"⚠️ {escape(problem_words(problem))}"
    yield f"-# {KIND[draft.kind]} · {WORKPLACE[draft.workplace].lower()} · your tie: {TIE[draft.tie].lower()} · " + (
        "shared pseudonymously" if draft.is_pseudonymous else "shared with your name"
    )
    yield _outcome(preview)


def _values(base: KnowledgeBase, draft: LeadDraft, preview: Preview) -> dict[LeadField, str]:
    """Return what is known of each field, cut where it is too long; the form keeps the whole."""
    page = base.pages.get(draft.page_id or "")
    return {
        LeadField.TITLE: shown(draft.title, LIMITS[LeadField.TITLE]),
        LeadField.ORGANIZATION: shown(draft.organization, LIMITS[LeadField.ORGANIZATION]),
        LeadField.LINK: _link(draft, preview),
        LeadField.HOW_TO_ASK: shown(draft.how_to_ask, LIMITS[LeadField.HOW_TO_ASK]),
        LeadField.LOCATION: shown(draft.location, LIMITS[LeadField.LOCATION]),
        LeadField.PAY: shown(draft.pay, LIMITS[LeadField.PAY]),
        LeadField.CLOSING: shown(draft.closing),
        LeadField.PAGE: page.title if page else "",
        LeadField.FREE: "yes" if draft.is_free else "",
    }


def _link(draft: LeadDraft, preview: Preview) -> str:
    link = preview.link
    if link is None:
        return shown(draft.link, _LONGEST_LINK)
    cleaned = "" if link.url == draft.link.strip() else " (cleaned)"
    note = f"\n-# {_ONE_OF_SEVERAL}" if link.is_one_of_several else ""
    return f"{escape(link.registrable_domain)} · {escape(shorten(link.url, _LONGEST_LINK))}{cleaned}{note}"


def _outcome(preview: Preview) -> str:
    if preview.problems:
        return "**Mend what is marked ⚠️, then post.** What you wrote is kept."
    if duplicate := preview.duplicate:
        title = shown(duplicate.content.title)
        url = card_url(duplicate)
        return f"🔁 **The same job is live already:** {title}" + (
            f" · [see it]({url})" if url else f" ({duplicate.id})"
        )
    if preview.review_reasons:
        why = "; ".join(REVIEW_REASON[reason] for reason in preview.review_reasons)
        return f"🕓 A moderator looks at it first, because {why}."
    return "✅ Ready to post."


def _menus(base: KnowledgeBase, draft: LeadDraft) -> Iterator[ui.Select[ui.LayoutView]]:
    token = draft.token
    yield _menu("kind", token, "What is it?", _options(KIND, draft.kind))
    sector_id = sector_of(base, draft.page_id)
    yield _menu("sector", token, "Which sector?", page_options(base, draft, "sector"))
    if sector_id is not None:
        yield _menu("role", token, "Which role?", page_options(base, draft, "role"))
    yield _menu("workplace", token, "Where is the work done?", _options(WORKPLACE, draft.workplace, "Workplace: "))
    yield _menu("tie", token, "What ties you to it?", _options(TIE, draft.tie, "Your tie: "))


def sector_of(base: KnowledgeBase, page_id: str | None) -> str | None:
    """Return the sector that a role's or sector's page belongs to."""
    page = base.pages.get(page_id or "")
    match page.front if page else None:
        case RolePage() as front:
            return front.sector
        case SectorPage():
            return page_id
        case _:
            return None


def _menu(what: str, token: str, asked: str, options: list[discord.SelectOption]) -> ui.Select[ui.LayoutView]:
    return ui.Select(custom_id=DRAFT_SET(what=what, token=token), placeholder=asked, options=paged(options))


def page_options(base: KnowledgeBase, draft: LeadDraft, what: str) -> list[discord.SelectOption]:
    """Return the choices of the menu of sectors, or of that of the roles in the draft's sector."""
    sector_id = sector_of(base, draft.page_id)
    if what == "sector":
        return _sectors(base, draft, sector_id)
    return _roles(base, sector_id, draft.page_id) if sector_id is not None else []


def _options(
    words: dict[LeadKind, str] | dict[Workplace, str] | dict[Tie, str], current: StrEnum, before: str = ""
) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=f"{before}{label}", value=value.value, default=value == current)
        for value, label in words.items()
    ]


def _sectors(base: KnowledgeBase, draft: LeadDraft, current: str | None) -> list[discord.SelectOption]:
    options = [
        discord.SelectOption(label=shorten(page.title, OPTION_TEXT), value=page.id, default=page.id == current)
        for page in base.of_kind(PageKind.SECTOR)
    ]
    if draft.kind is LeadKind.FREE_RESOURCE:
        options.insert(0, discord.SelectOption(label="For every sector", value=NO_PAGE, default=current is None))
    return options


def _roles(base: KnowledgeBase, sector_id: str, current: str | None) -> list[discord.SelectOption]:
    pages: Iterable[tuple[str, str]] = (
        (sector_id, "The sector as a whole"),
        *((role.id, role.title) for role in base.roles_in(sector_id)),
    )
    return [
        discord.SelectOption(label=shorten(title, OPTION_TEXT), value=page_id, default=page_id == current)
        for page_id, title in pages
    ]


def _changes(drafting: Drafting) -> list[ui.Button[ui.LayoutView]]:
    draft = drafting.draft
    buttons = [
        _button("edit", draft, "Edit", "✏️"),
        _button("more", draft, "Pay and closing date", "📅"),
        _button("free", draft, "Free: yes" if draft.is_free else "It is free to the applicant", "🆓"),
    ]
    if drafting.lead_id is None:
        label = "With my name" if draft.is_pseudonymous else "Without my name"
        buttons.append(_button("pseudonym", draft, label, "🎭"))
    return buttons


def _ends(drafting: Drafting, preview: Preview) -> list[ui.Button[ui.LayoutView]]:
    post = _button("post", drafting.draft, "Post" if drafting.lead_id is None else "Save", "📮")
    post.style = discord.ButtonStyle.success
    post.disabled = not preview.may_post
    return [post, _button("discard", drafting.draft, "Discard", None)]


def _button(what: str, draft: LeadDraft, label: str, emoji: str | None) -> ui.Button[ui.LayoutView]:
    return ui.Button(label=label, emoji=emoji, custom_id=DRAFT(what=what, token=draft.token))
