"""Lateral moves; computed from the pages, so there is no service."""

from bot.kit.capability import Capability
from bot.moves.ui.items import MOVES_ITEMS, moves_button

MOVES = Capability(cogs=("cogs.moves",), items=MOVES_ITEMS, role_actions=(moves_button,))
