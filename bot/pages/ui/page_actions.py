"""Buttons that capabilities above the pages put on the cards of roles and sectors."""

from collections.abc import Callable

from bot.kit.ui.pressing import Button

PageAction = Callable[[str], Button]
"""Makes a button for the card of a role or sector, from its page's id; what it does may depend on nothing else."""
