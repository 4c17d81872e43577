"""Where on a card a passage stands."""

from bot.ask.engine.passages import Passage
from bot.ask.ui.states import state_of
from bot.kit.place import Place
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.state_address import state_address

_ON_ROLE = {
    "Summary": "glance",
    "At a glance": "glance",
    "Requirements": "asks",
    "Pay": "pay",
    "Ways in": "ways",
    "Where it is advertised": "ways",
    "What you do": "work",
    "A week": "work",
    "What they screen for": "ways",
    "Your clinical work in their words": "ways",
    "Questions to ask before you say yes": "yes",
}
_ON_CERTIFICATION = {"Who asks for it": "asked", "Who may sit it": "rules", "Keeping it": "rules"}


def place_of(base: KnowledgeBase, passage: Passage) -> Place:
    """Return the card and section that show a passage."""
    page = base.pages[passage.page_id]
    if state := state_of(base, passage):
        return Place(state_address(page.id, state))
    if page.kind is PageKind.ROLE:
        return Place(page.id, _ON_ROLE.get(passage.section, "glance"))
    if page.kind is PageKind.CERTIFICATION and passage.section in _ON_CERTIFICATION:
        return Place(page.id, _ON_CERTIFICATION[passage.section])
    for number, section in enumerate(page.body.sections):
        if section.title == passage.section:
            return Place(page.id, f"b{number}")
    return Place(page.id)
