"""Cards that list all pages of a kind."""

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import MythVerdict, PageKind
from bot.pages.ui.card import Card, Link, Section
from bot.pages.ui.cards import COLORS
from bot.pages.ui.labels import MYTH_VERDICT

SECTORS = "sectors"
MYTHS = "myths"


def sectors_card(base: KnowledgeBase) -> Card:
    """Return the card of all sectors."""
    pages = base.of_kind(PageKind.SECTOR)
    blocks = []
    links = []
    for page in pages:
        count = len(base.roles_in(page.id))
        roles = f"{count} role{'' if count == 1 else 's'}"
        blocks.append(f"**{page.title}** · {roles}\n{page.front.summary}")
        links.append(Link(page.id, page.title, roles))
    return Card(
        address=SECTORS,
        title="Where physicians work away from the bedside",
        kind="all sectors",
        color=COLORS[PageKind.SECTOR],
        sections=(Section("all", "Sectors", tuple(blocks), tuple(links)),),
    )


def myths_card(base: KnowledgeBase) -> Card:
    """Return the card of all myths, a section for each verdict."""
    sections = []
    for verdict in (MythVerdict.FALSE, MythVerdict.PARTLY, MythVerdict.TRUE, MythVerdict.UNKNOWN):
        pages = [base.myth(page.id) for page in base.of_kind(PageKind.MYTH)]
        found = [page for page in pages if page.front.verdict is verdict]
        if found:
            lines = tuple(f"**{page.title}**\n{page.front.summary}" for page in found)
            links = tuple(Link(page.id, page.title, MYTH_VERDICT[verdict]) for page in found)
            sections.append(Section(verdict.value, f"{MYTH_VERDICT[verdict]} · {len(found)}", lines, links))
    return Card(
        address=MYTHS,
        title="What people say, and what the evidence says",
        kind="all myths",
        color=COLORS[PageKind.MYTH],
        sections=tuple(sections),
    )
