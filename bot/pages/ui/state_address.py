"""Addresses of the cards of states."""

from bot.knowledge.us_states import UsState

STATES_PREFIX = "states."
STATE_PREFIX = "state."


def states_address(page_id: str) -> str:
    """Return the address of a page's menus of states."""
    return f"{STATES_PREFIX}{page_id}"


def state_address(page_id: str, state: UsState) -> str:
    """Return the address of what a page's tables know of a state."""
    return f"{STATE_PREFIX}{page_id}.{state.lower()}"
