"""The questionnaire that says which roles are open; it stores nothing, so it has no service."""

from bot.fit.ui.items import FIT_ITEMS
from bot.kit.capability import Capability

FIT = Capability(cogs=("cogs.fit",), items=FIT_ITEMS)
