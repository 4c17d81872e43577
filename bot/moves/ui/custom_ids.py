"""Custom ids of moves."""

from bot.kit.ui.custom_ids import PAGE, CustomId

MOVES = CustomId("moves", role=PAGE)
"""*Moves*, on the card of a role."""
ON = CustomId("moveson")
"""The menu of neighbors, to go on from one of them."""
