"""Find a card by its address: a page's id, or the name of a card that is no page."""

from datetime import date

from bot.knowledge.base import KnowledgeBase
from bot.pages.ui.card import Card
from bot.pages.ui.cards import build_card
from bot.pages.ui.compare_card import COMPARE_PREFIX, compare_card, roles_at
from bot.pages.ui.help_card import HELP, help_card
from bot.pages.ui.index_cards import MYTHS, SECTORS, myths_card, sectors_card
from bot.pages.ui.state_address import STATE_PREFIX, STATES_PREFIX
from bot.pages.ui.state_cards import state_card, states_card


def card_at(base: KnowledgeBase, address: str, today: date) -> Card:
    """Return the card at an address; raises PageNotFound where the notes have changed since."""
    if address == SECTORS:
        return sectors_card(base)
    if address == MYTHS:
        return myths_card(base)
    if address == HELP:
        return help_card(base)
    if address.startswith(COMPARE_PREFIX):
        return compare_card(base, roles_at(base, address))
    if address.startswith(STATES_PREFIX):
        return states_card(base, address)
    if address.startswith(STATE_PREFIX):
        return state_card(base, address, today)
    return build_card(base, address, today)
