"""Build the card of any page."""

from collections.abc import Iterator
from datetime import date

from bot.kit.ui.limits import shorten
from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.card import Card, Section
from bot.pages.ui.labels import KIND
from bot.pages.ui.page_links import page_links
from bot.pages.ui.page_sections import certification_sections, guide_sections, myth_sections, sector_sections
from bot.pages.ui.review import NOT_ADVICE, review_note
from bot.pages.ui.role_card import role_sections
from bot.pages.ui.source_list import numbers_of

_TITLE_LENGTH = 60
_MOST_NAMED = 3

COLORS = {
    PageKind.ROLE: 0x2F7D6B,
    PageKind.SECTOR: 0x3B6EA5,
    PageKind.GUIDE: 0x8A6FB0,
    PageKind.CERTIFICATION: 0xC08A2E,
    PageKind.MYTH: 0xB5524A,
}


def build_card(base: KnowledgeBase, page_id: str, today: date) -> Card:
    """Return the card of a page; raises PageNotFound."""
    page = base.page(page_id)
    return Card(
        address=page.id,
        title=page.title,
        kind=KIND[page.kind],
        color=COLORS[page.kind],
        sections=card_sections(base, page),
        links=page_links(base, page),
        notes=(f"{review_note(page, today)} {NOT_ADVICE}", *_unsettled(base, page)),
        sources=base.sources,
        numbers=numbers_of(page),
        is_page=True,
        has_states=bool(base.states.of_page(page.id)),
    )


def _unsettled(base: KnowledgeBase, page: AnyPage) -> Iterator[str]:
    """Yield a note where the page rests on what has changed, or on a rule that is gone, since it was read."""
    if found := base.unsettled(page):
        titles = ", ".join(shorten(source.title, _TITLE_LENGTH) for source in found[:_MOST_NAMED])
        yield f"⚠️ Changed or gone since it was read: {titles}. The page is due for reading."


def card_sections(base: KnowledgeBase, page: AnyPage) -> tuple[Section, ...]:
    """Return the sections of a page's card."""
    match page.kind:
        case PageKind.ROLE:
            return role_sections(base, base.role(page.id))
        case PageKind.SECTOR:
            return sector_sections(base, base.sector(page.id))
        case PageKind.GUIDE:
            return guide_sections(base, base.guide(page.id))
        case PageKind.CERTIFICATION:
            return certification_sections(base, base.certification(page.id))
        case PageKind.MYTH:
            return myth_sections(base, base.myth(page.id))
