"""Build the card of any page."""

from datetime import date

from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.vocabulary import CRISIS_PAGE, PageKind
from bot.pages.ui.card import Card, Section
from bot.pages.ui.labels import KIND
from bot.pages.ui.page_links import page_links
from bot.pages.ui.page_sections import certification_sections, guide_sections, myth_sections, sector_sections
from bot.pages.ui.review import NOT_ADVICE, review_note
from bot.pages.ui.role_card import role_sections

COLOURS = {
    PageKind.ROLE: 0x2F7D6B,
    PageKind.SECTOR: 0x3B6EA5,
    PageKind.GUIDE: 0x8A6FB0,
    PageKind.CERTIFICATION: 0xC08A2E,
    PageKind.MYTH: 0xB5524A,
}


def build_card(base: KnowledgeBase, page_id: str, today: date, suggest_url: str | None = None) -> Card:
    """Return the card of a page; raises PageNotFound.

    Who opens the crisis lines may need them: nothing on that card asks for anything.
    """
    page = base.page(page_id)
    is_crisis = page.id == CRISIS_PAGE
    return Card(
        address=page.id,
        title=page.title,
        kind=KIND[page.kind],
        colour=COLOURS[page.kind],
        sections=card_sections(base, page),
        links=page_links(base, page),
        notes=(f"{review_note(page, today)} {NOT_ADVICE}",),
        suggest_url=None if is_crisis else suggest_url,
        may_share=not is_crisis,
        sources=base.sources,
    )


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
